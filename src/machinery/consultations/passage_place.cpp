#include "machinery/consultations/passage_place.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/sha256.hpp"
#include "json/members.hpp"
#include "text/text.hpp"

namespace comity::consultations {

namespace {

using Words = std::vector<text::Word>;

std::string folded_key(std::string_view words) {
    std::string key;
    text::for_each_word(words, [&](std::string_view folded, std::uint32_t, std::uint32_t) { key.append(folded).push_back(' '); });
    return key;
}

/// Word numbers at which the words of the passage begin in the text, rising.
std::vector<std::size_t> places_of(const Words& text, const Words& passage) {
    std::vector<std::size_t> places;
    if (passage.empty()) return places;
    const auto same = [](const text::Word& a, const text::Word& b) { return a.folded == b.folded; };
    for (auto at = text.begin();; ++at) {
        at = std::search(at, text.end(), passage.begin(), passage.end(), same);
        if (at == text.end()) return places;
        places.push_back(static_cast<std::size_t>(at - text.begin()));
    }
}

std::optional<Marked> find_among(const Words& words, const PassagePlace& place) {
    const Words passage = text::words(place.words);
    const auto places = places_of(words, passage);
    if (places.empty() || place.occurrence < 1) return std::nullopt;
    const auto occurrence = static_cast<std::size_t>(place.occurrence) - 1;
    // Where the words stand once, it is these that were meant, whatever else of the part was read better.
    if (occurrence >= places.size() && places.size() > 1) return std::nullopt;
    const std::size_t first = places[std::min(occurrence, places.size() - 1)];
    return Marked{words[first].begin, words[first + passage.size() - 1].end};
}

}  // namespace

json::Value to_json(const PassagePlace& place) {
    return json::Object{{"submission", place.submission}, {"part", place.part}, {"paragraph", place.paragraph}, {"words", place.words}, {"occurrence", place.occurrence}};
}

PassagePlace passage_place_from(const json::Value& value) {
    return {value.integer("submission"), static_cast<int>(value.integer("part", 1)), static_cast<int>(value.integer("paragraph", 1)), json::needed_text(value, "words"),
            static_cast<int>(value.integer("occurrence", 1))};
}

std::optional<PassagePlace> place_of(std::int64_t submission, int part, std::string_view text, Marked marked) {
    const Words words = text::words(text);
    const auto first = std::find_if(words.begin(), words.end(), [&](const text::Word& word) { return word.end > marked.begin; });
    const auto behind = std::find_if(first, words.end(), [&](const text::Word& word) { return word.begin >= marked.end; });
    if (first == behind) return std::nullopt;
    PassagePlace place{submission, part, 1, single_blanks(text.substr(first->begin, std::prev(behind)->end - first->begin)), 0};
    const auto paragraphs = paragraphs_of(text);
    for (std::size_t i = 0; i < paragraphs.size() && paragraphs[i].begin <= first->begin; ++i) place.paragraph = static_cast<int>(i) + 1;
    for (const std::size_t at : places_of(words, Words(first, behind))) place.occurrence += at <= static_cast<std::size_t>(first - words.begin()) ? 1 : 0;
    return place;
}

std::optional<Marked> find_passage(std::string_view text, const PassagePlace& place) { return find_among(text::words(text), place); }

std::vector<std::optional<Marked>> find_passages(std::string_view text, const std::vector<const PassagePlace*>& places) {
    const Words words = text::words(text);
    std::vector<std::optional<Marked>> found;
    for (const PassagePlace* place : places) found.push_back(find_among(words, *place));
    return found;
}
std::string key_of(const PassagePlace& place) { return fmt::format("{}-{}-{}", place.part, hex(sha256(folded_key(place.words))).substr(0, 8), place.occurrence); }

std::string source_of(const PassagePlace& place) { return fmt::format("{}:{}", place.submission, key_of(place)); }

std::optional<std::int64_t> submission_in_source(std::string_view source) {
    const std::string_view digits = source.substr(0, source.find(':'));
    std::int64_t number = -1;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return failed == std::errc() && end == digits.data() + digits.size() && number >= 0 ? std::optional(number) : std::nullopt;
}

std::vector<Marked> paragraphs_of(std::string_view text) {
    std::vector<Marked> paragraphs;
    constexpr std::string_view blanks = " \t\r";
    std::optional<Marked> open;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        if (line.find_first_not_of(blanks) == std::string_view::npos) {
            if (open) paragraphs.push_back(*open);
            open.reset();
        } else {
            if (!open) open = Marked{static_cast<std::uint32_t>(begin), 0};
            open->end = static_cast<std::uint32_t>(begin + line.find_last_not_of(blanks) + 1);
        }
        begin = end + 1;
    }
    if (open) paragraphs.push_back(*open);
    return paragraphs;
}

std::string single_blanks(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank) out.push_back(c);
        else if (!out.empty() && out.back() != ' ') out.push_back(' ');
    }
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

}  // namespace comity::consultations
