#include "vocabulary/citing.hpp"

#include <algorithm>

#include "vocabulary/fold.hpp"

namespace comity::vocabulary {
namespace {

bool is_ascii_word(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

unsigned char first_of(std::string_view text) { return static_cast<unsigned char>(text.front()); }

// A letter beyond ASCII continues a word; dashes, quotation marks and the signs of Chinese, which has no blanks, do not.
bool letter_begins(std::string_view rest) {
    if (rest.empty()) return false;
    const auto byte = static_cast<unsigned char>(rest.front());
    return byte < 0x80U ? is_ascii_word(rest.front()) : byte < 0xE2U && byte != 0xC2U;
}

bool letter_ends(std::string_view before) {
    if (before.empty()) return false;
    std::size_t at = before.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(before[at]) & 0xC0U) == 0x80U) --at;
    return letter_begins(before.substr(at));
}

/// The bytes at the start of `text` that fold to `size` bytes.
std::size_t source_length(std::string_view text, std::size_t size) {
    std::size_t end = std::min(size, text.size());
    while (end < text.size() && fold(text.substr(0, end)).size() < size) ++end;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return end;
}

}  // namespace

void WordsAt::add(std::string_view words, std::string_view name, std::size_t value) {
    const std::string folded = fold_name(words);
    if (folded.empty()) return;
    longest_ = std::max(longest_, folded.size());
    const auto put = [&](std::vector<Word>& list) {
        for (const Word& known : list)
            if (known.folded == folded) return;
        list.push_back({folded, std::string(name), value});
        std::stable_sort(list.begin(), list.end(), [](const Word& a, const Word& b) { return a.folded.size() > b.folded.size(); });
    };
    put(by_first_[first_of(folded)]);
    put(by_last_[static_cast<unsigned char>(folded.back())]);
}

std::optional<WordsAt::Found> WordsAt::at_start(std::string_view text) const {
    if (text.empty()) return std::nullopt;
    const char first = text.front();
    const auto lower = static_cast<unsigned char>(first >= 'A' && first <= 'Z' ? first + 32 : first);
    // Beyond ASCII folding may change the first byte too; such words are few.
    if (lower < 0x80U && by_first_[lower].empty()) return std::nullopt;
    const std::string folded = fold(text.substr(0, 2 * longest_ + 8));
    if (folded.empty()) return std::nullopt;
    for (const Word& word : by_first_[first_of(folded)]) {
        if (!folded.starts_with(word.folded)) continue;
        if (is_ascii_word(word.folded.back()) && letter_begins(std::string_view(folded).substr(word.folded.size()))) continue;
        return Found{word.name, word.value, static_cast<std::uint32_t>(source_length(text, word.folded.size()))};
    }
    return std::nullopt;
}

std::optional<WordsAt::Found> WordsAt::at_end(std::string_view text) const {
    if (text.empty()) return std::nullopt;
    std::size_t begin = text.size() > 2 * longest_ + 8 ? text.size() - 2 * longest_ - 8 : 0;
    while (begin < text.size() && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
    const std::string folded = fold(text.substr(begin));
    if (folded.empty()) return std::nullopt;
    for (const Word& word : by_last_[static_cast<unsigned char>(folded.back())]) {
        if (!folded.ends_with(word.folded)) continue;
        const auto before = std::string_view(folded).substr(0, folded.size() - word.folded.size());
        if (is_ascii_word(word.folded.front()) && letter_ends(before)) continue;
        return Found{word.name, word.value, static_cast<std::uint32_t>(word.folded.size())};
    }
    return std::nullopt;
}

void CitingWords::add_row(const TableRows& rows, std::size_t row) {
    const std::string language(rows.needed(row, "language")), group(rows.needed(row, "group"));
    const auto name = rows.needed(row, "name");
    for (const auto words : rows.cells(row, "words")) {
        if (group == "body") {
            inflected_.emplace_back(name, words);
        } else {
            const auto same = [&](const Group& known) { return known.language == language && known.name == group; };
            auto found = std::find_if(groups_.begin(), groups_.end(), same);
            if (found == groups_.end()) found = groups_.insert(groups_.end(), Group{language, group, {}});
            found->words.add(words, name, 0);
        }
    }
}

void CitingWords::add_bodies(const std::vector<Body>& bodies) {
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        if (bodies[i].resolution.empty() && bodies[i].decision.empty() && bodies[i].statement.empty()) continue;
        for (const auto& [language, name] : bodies[i].names) bodies_.add(name, {}, i);
        for (const auto& name : bodies[i].also) bodies_.add(name, {}, i);
        for (const auto& [id, name] : inflected_)
            if (id == bodies[i].id) bodies_.add(name, {}, i);
    }
    // Short names last: one that is another body's whole name is taken for that.
    for (std::size_t i = 0; i < bodies.size(); ++i)
        if (!bodies[i].resolution.empty() || !bodies[i].decision.empty()) bodies_.add(bodies[i].short_name, bodies[i].short_name, i);
}

std::optional<CitingWord> CitingWords::word(std::string_view text, std::string_view language, std::string_view group) const {
    for (const Group& known : groups_) {
        if (known.language != language || known.name != group) continue;
        const auto found = known.words.at_start(text);
        return found ? std::optional<CitingWord>({found->name, found->length}) : std::nullopt;
    }
    return std::nullopt;
}

}  // namespace comity::vocabulary
