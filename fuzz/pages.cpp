// The reader of a PDF's pages with the parser behind it: any bytes give a document or an Error that says why not, every word of the pages stands in a
// block, runs lie within their blocks, and the document goes through JSON unchanged.
#include <string>

#include "document/json_form.hpp"
#include "input.hpp"
#include "reading/pages.hpp"
#include "reading/reading.hpp"

using namespace comity;

namespace {

std::size_t letters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
    return count;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes = "<pdf2xml producer=\"poppler\" version=\"1\">" + std::string(fuzz::text_of(data, size));
    try {
        const reading::Flow flow = reading::flow_of_pages(bytes, vocabulary::standard());
        std::size_t came = 0, stands = 0;
        for (const auto& sheet : reading::pages::sheets_of(bytes)) {
            for (const auto& span : sheet.spans) came += letters(span.text);
            for (const auto& words : sheet.across) came += letters(words);  // they stand at the end
        }
        for (const auto& block : flow.blocks) {
            stands += letters(block.text) + letters(block.note);
            for (const auto& run : block.runs) COMITY_ENSURE(run.begin < run.end && run.end <= block.text.size());
        }
        COMITY_ENSURE(came == stands);
        const auto document = reading::parse(flow, vocabulary::standard());
        COMITY_ENSURE(document::from_json(document::to_json(document)) == document);
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request || error.fault() == Fault::limit);
    }
    return 0;
}
