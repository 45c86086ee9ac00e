// How two files of one symbol read against each other: enough to choose between them; word by word is the concordance's work.
#include <algorithm>
#include <map>

#include "machinery/holdings/inside.hpp"
#include "text/text.hpp"

namespace comity::holdings {

OtherFile compare_readings(const document::Document& shown, Item other_item, const document::Document& other) {
    OtherFile result;
    result.item = std::move(other_item);
    result.footnotes_shown = static_cast<int>(shown.footnotes.size());
    result.footnotes_other = static_cast<int>(other.footnotes.size());
    std::map<std::string_view, std::string> there;
    for (const auto& paragraph : other.paragraphs) there.emplace(paragraph.id, text::key(paragraph.text));
    for (const auto& paragraph : shown.paragraphs) {
        const auto found = there.find(paragraph.id);
        if (found == there.end()) {
            result.only_shown.push_back(paragraph.id);
            continue;
        }
        if (found->second == text::key(paragraph.text)) {
            ++result.same;
        } else {
            result.differing.push_back(paragraph.id);
        }
        there.erase(found);
    }
    for (const auto& paragraph : other.paragraphs) {
        if (there.count(paragraph.id) > 0) result.only_other.push_back(paragraph.id);
    }
    return result;
}

}  // namespace comity::holdings
