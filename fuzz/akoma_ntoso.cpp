// Akoma Ntoso from any bytes: a refusal in a sentence, or a document that, written by us, is well formed and reads back the same.
#include "document/akoma_ntoso_form.hpp"
#include "input.hpp"
#include "reading/akoma_ntoso.hpp"
#include "vocabulary/vocabulary.hpp"

using namespace comity;

namespace {

document::Document text_alone(document::Document document) {
    document.facts.clear();
    document.furniture.clear();
    document.diagnostics.clear();
    for (auto& paragraph : document.paragraphs) paragraph.lines.clear();
    for (auto& note : document.footnotes) note.lines.clear();
    return document;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto& words = vocabulary::with_demonstration();
    document::Document read;
    try {
        read = reading::read_akoma_ntoso(fuzz::text_of(data, size), words, {});
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request || error.fault() == Fault::limit);
        return 0;
    }
    // What we write of it is a file of ours: from then on it stays what it is.
    const document::Document once = text_alone(reading::read_akoma_ntoso(to_akoma_ntoso(read, words), words, {}));
    COMITY_ENSURE(text_alone(reading::read_akoma_ntoso(to_akoma_ntoso(once, words), words, {})) == once);
    return 0;
}
