// The reader of plain text with the parser behind it: any bytes give a document or an Error that says why not; ids are unique,
// places lie within the file, and every line with words on it is accounted for.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "document/json_form.hpp"
#include "input.hpp"
#include "reading/reading.hpp"

using namespace comity;

namespace {

std::uint32_t count_lines(std::string_view bytes) {
    // A lone carriage return and a form feed may end a line, too: an upper bound is enough.
    return 1 + static_cast<std::uint32_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) { return c == '\n' || c == '\r' || c == '\f' || c == '\v'; })) +
           static_cast<std::uint32_t>(bytes.size());
}

void check_places(const std::vector<document::LineRange>& places, std::uint32_t lines) {
    for (const auto& place : places) COMITY_ENSURE(place.first >= 1 && place.first <= place.last && place.last <= lines);
}

void check(const document::Document& document, std::uint32_t lines) {
    std::set<std::string> ids;
    for (const auto& paragraph : document.paragraphs) {
        COMITY_ENSURE(ids.insert(paragraph.id).second);
        COMITY_ENSURE(!paragraph.opening || paragraph.opening_at + paragraph.opening->size() <= paragraph.text.size());
        check_places(paragraph.lines, lines);
        std::uint32_t last = 0;
        for (const auto& struck : paragraph.struck) {
            COMITY_ENSURE(!struck.text.empty() && last <= struck.at && struck.at <= paragraph.text.size());
            last = struck.at;
        }
        COMITY_ENSURE(document::with_struck(paragraph).find_first_of("\x03\x04") == std::string::npos);
    }
    for (const auto& footnote : document.footnotes) check_places(footnote.lines, lines);
    for (const auto& citation : document.citations) COMITY_ENSURE(!citation.in.empty());
    check_places(document.facts, lines);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text_of(data, size);
    document::Document document;
    try {
        document = reading::read(bytes, vocabulary::standard(), {.file_name = "A_RES_78_199.txt"});
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request);
        return 0;
    }
    check(document, count_lines(bytes));
    COMITY_ENSURE(document::from_json(document::to_json(document)) == document);
    return 0;
}
