// Two texts against each other: both come back out of the comparison whole, swapping them mirrors it, and a text with itself is the same.
// The bytes are cut at the first line of "====".
#include <map>
#include <string>

#include "concordance/comparison.hpp"
#include "input.hpp"
#include "reading/reading.hpp"

using namespace comity;
using concordance::SpanOp;

namespace {

document::Document read(std::string_view bytes) {
    try {
        return reading::read(bytes, vocabulary::standard());
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request);
        return {};
    }
}

std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ') out += c;
    }
    return out;
}

/// How many bytes of each paragraph the pairs hold, blanks aside.
std::map<std::string, std::size_t> sizes(const concordance::Comparison& comparison, SpanOp own) {
    std::map<std::string, std::size_t> found;
    for (const auto& pair : comparison.pairs) {
        const auto& id = own == SpanOp::remove ? pair.a : pair.b;
        if (!id) continue;
        auto& size = found[*id];
        for (const auto& span : pair.spans) {
            if (span.op == SpanOp::equal || span.op == own) size += without_blanks(span.text).size();
        }
    }
    return found;
}

void check_whole(const concordance::Comparison& comparison, const document::Document& document, SpanOp own) {
    const auto found = sizes(comparison, own);
    for (const auto& paragraph : document.paragraphs) COMITY_ENSURE(found.at(paragraph.id) == without_blanks(paragraph.text).size());
    for (const auto& note : document.footnotes) COMITY_ENSURE(found.at("fn" + note.mark) == without_blanks(note.text).size());
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text_of(data, size);
    const auto cut = bytes.find("\n====\n");
    const auto a = read(bytes.substr(0, cut)), b = read(cut == std::string_view::npos ? bytes : bytes.substr(cut + 6));
    const auto there = concordance::compare(a, b), back = concordance::compare(b, a);
    check_whole(there, a, SpanOp::remove);
    check_whole(there, b, SpanOp::insert);
    COMITY_ENSURE(there.pairs.size() == back.pairs.size() && there.similarity == back.similarity);
    if (cut == std::string_view::npos) COMITY_ENSURE(there.similarity == 1);
    return 0;
}
