// DOCX from anybody: the fuzzer's bytes stand as the parts of a package, which is packed and read. Refused with a sentence, or read; what is read is
// valid UTF-8 without control characters, its places in order.
#include <array>
#include <string>
#include <vector>

#include "flows.hpp"
#include "input.hpp"
#include "reading/word_flow.hpp"
#include "zip/zip.hpp"

using namespace comity;

/// Parts are cut at lines of three percent signs: the text, its styles, its lists, its footnotes, its settings, its comments, a head.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::array<std::string_view, 7> names = {"document", "styles", "numbering", "footnotes", "settings", "comments", "header"};
    std::string_view rest = fuzz::text_of(data, size);
    if (rest.starts_with("PK")) {
        fuzz::refused_or_sound([&] { return reading::flow_of_word(rest); });
        return 0;
    }
    std::vector<zip::Entry> entries = {{"[Content_Types].xml", "<Types/>"}};
    std::string relations = "<Relationships>";
    for (const std::string_view name : names) {
        const auto end = rest.find("\n%%%\n");
        entries.push_back({"word/" + std::string(name) + ".xml", std::string(rest.substr(0, end))});
        relations += "<Relationship Id=\"" + std::string(name) + "\" Type=\"x/" + std::string(name) + "\" Target=\"" + std::string(name) + ".xml\"/>";
        if (end == std::string_view::npos) break;
        rest.remove_prefix(end + 5);
    }
    entries.push_back({"word/_rels/document.xml.rels", relations + "</Relationships>"});
    fuzz::refused_or_sound([&] { return reading::flow_of_word(zip::packed(entries)); });
    return 0;
}
