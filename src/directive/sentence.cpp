#include "directive/sentence.hpp"

#include <algorithm>
#include <utility>

#include "vocabulary/fold.hpp"

namespace comity::directive {
namespace {

bool letter_or_digit(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80U || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
}

/// The bytes of a typographic sign at `at` that is part of no word, 0 if there is none; the sign itself in ASCII.
struct Sign {
    std::size_t bytes = 0;
    char plain = ' ';
};
Sign sign_at(std::string_view text, std::size_t at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\xC2\xA0")) return {2, ' '};
    if (rest.starts_with("\xC2\xAB")) return {2, '<'};
    if (rest.starts_with("\xC2\xBB")) return {2, '>'};
    if (!rest.starts_with("\xE2\x80") || rest.size() < 3) return {};
    switch (static_cast<unsigned char>(rest[2])) {
        case 0x93: case 0x94: return {3, '-'};                  // dashes
        case 0x9C: case 0x98: case 0x9E: return {3, '<'};       // opening quotation marks
        case 0x9D: return {3, '>'};
        case 0x99: return at + 3 < text.size() && at > 0 && letter_or_digit(text[at - 1]) ? Sign{} : Sign{3, '>'};  // else an apostrophe
        case 0x90: case 0x91: return {};                        // hyphens
        default: return {3, ' '};
    }
}

int weight(char sign) {
    switch (sign) {
        case '.': return 5;
        case ';': return 4;
        case ':': return 3;
        case '-': return 2;
        case ',': return 1;
        default: return 0;
    }
}

bool joins_word(std::string_view text, std::size_t at) {
    const char c = text[at];
    if (c != '-' && c != '\'' && c != '/' && c != '.') return false;
    return at + 1 < text.size() && letter_or_digit(text[at + 1]) && (c != '.' || text[at + 1] < 'A');
}

}  // namespace

std::uint32_t Dictionary::add(std::string_view folded) { return numbers_.try_emplace(std::string(folded), static_cast<std::uint32_t>(numbers_.size() + 1)).first->second; }

std::uint32_t Dictionary::number(const std::string& folded) const {
    const auto found = numbers_.find(folded);
    return found == numbers_.end() ? 0 : found->second;
}

Sentence::Sentence(std::string_view text, const Dictionary& dictionary) : text_(text) {
    constexpr std::size_t usual_word = 7;
    words_.reserve(text.size() / usual_word + 1);
    char sign = ' ';
    int quotes = 0, brackets = 0;
    const auto take = [&](char plain) {
        // A paragraph of a statement opens with a mark that its last paragraph closes: that is no quotation within it.
        if (plain == '<' && !words_.empty()) ++quotes;
        if (plain == '>' && quotes > 0) --quotes;
        if (plain == '(' || plain == '[') ++brackets;
        if ((plain == ')' || plain == ']') && brackets > 0) --brackets;
        if (weight(plain) > weight(sign)) sign = plain;
    };
    bool straight = false;
    for (std::size_t at = 0; at < text.size();) {
        if (const Sign typographic = sign_at(text, at); typographic.bytes != 0) {
            take(typographic.plain);
            at += typographic.bytes;
            continue;
        }
        if (!letter_or_digit(text[at])) {
            if (text[at] == '"' && !words_.empty()) {
                take(straight ? '>' : '<');
                straight = !straight;
            } else {
                take(text[at]);
            }
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && ((letter_or_digit(text[end]) && sign_at(text, end).bytes == 0) || joins_word(text, end))) ++end;
        std::string folded = vocabulary::fold(text.substr(at, end - at));
        const std::uint32_t number = dictionary.number(folded);
        words_.push_back({.folded = std::move(folded),
                          .number = number,
                          .begin = static_cast<std::uint32_t>(at),
                          .end = static_cast<std::uint32_t>(end),
                          .sign = sign,
                          .quoted = quotes > 0 || brackets > 0,
                          .capital = text[at] >= 'A' && text[at] <= 'Z'});
        sign = ' ';
        at = end;
    }
    none_.begin = none_.end = static_cast<std::uint32_t>(text.size());
    none_.sign = '.';
}

std::string_view Sentence::between(std::size_t from, std::size_t to) const noexcept {
    if (from >= to || from >= words_.size()) return {};
    const std::uint32_t begin = words_[from].begin;
    return text_.substr(begin, words_[std::min(to, words_.size()) - 1].end - begin);
}

std::size_t Sentence::at_byte(std::uint32_t byte) const noexcept {
    const auto found = std::lower_bound(words_.begin(), words_.end(), byte, [](const Word& word, std::uint32_t place) { return word.begin < place; });
    return static_cast<std::size_t>(found - words_.begin());
}

}  // namespace comity::directive
