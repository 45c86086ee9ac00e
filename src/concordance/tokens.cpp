#include "concordance/tokens.hpp"

#include <algorithm>
#include <cstring>

#include "text/text.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::concordance {

namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_ascii_word(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

enum class Sign { blank, letter, alone, punctuation };

struct Character {
    char32_t code = 0;
    std::uint32_t length = 1;
};

/// Bytes that are no UTF-8 come as themselves, one by one.
Character character_at(std::string_view text, std::uint32_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at);
    const std::uint32_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1;
    if (length == 1 || at + length > text.size()) return {first, 1};
    char32_t code = first & (0xFFU >> (length + 1));
    for (std::uint32_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {first, 1};
        code = (code << 6U) | (byte(at + i) & 0x3FU);
    }
    return {code, length};
}

/// Of the scripts of the six languages; letters of all others are letters, too.
Sign sign_of(char32_t c) {
    if (c < 0x80) return is_ascii_word(static_cast<char>(c)) ? Sign::letter : c <= ' ' || c == 0x7F ? Sign::blank : Sign::punctuation;
    if (c == 0xA0 || c == 0x202F || c == 0x3000 || (c >= 0x2000 && c <= 0x200A)) return Sign::blank;
    if (c == 0xAA || c == 0xB5 || c == 0xBA || c == 0xAD) return Sign::letter;
    if (c < 0xC0 || c == 0xD7 || c == 0xF7) return Sign::punctuation;
    if ((c >= 0x2010 && c <= 0x206F) || (c >= 0x3001 && c <= 0x303F && c != 0x3005) || (c >= 0xFF00 && c <= 0xFF0F)) return Sign::punctuation;
    if (c == 0x060C || c == 0x061B || c == 0x061F || c == 0x06D4 || (c >= 0xFF1A && c <= 0xFF20)) return Sign::punctuation;
    if ((c >= 0x3400 && c <= 0x9FFF) || (c >= 0x3040 && c <= 0x30FF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFF)) return Sign::alone;
    return Sign::letter;
}

/// Signs that join what stands on both sides of them to one word.
bool joins(char32_t c) { return c == '-' || c == '/' || c == '\'' || c == 0x2019 || c == 0x2010 || c == 0x2011; }
/// Those that do so between digits only: "1.5", "1,000".
bool joins_digits(char32_t c) { return c == '.' || c == ','; }

bool is_letter_at(std::string_view text, std::uint32_t at) {
    if (at >= text.size()) return false;
    return sign_of(character_at(text, at).code) == Sign::letter;
}

std::uint32_t end_of_word(std::string_view text, std::uint32_t at) {
    const auto size = static_cast<std::uint32_t>(text.size());
    while (at < size) {
        if (is_ascii_word(text[at])) {
            ++at;
            continue;
        }
        const Character c = character_at(text, at);
        if (sign_of(c.code) == Sign::letter) {
            at += c.length;
            continue;
        }
        const std::uint32_t next = at + c.length;
        const bool joined = joins(c.code) ? is_letter_at(text, next)
                                          : joins_digits(c.code) && next < size && is_digit(text[next]) && at > 0 && is_digit(text[at - 1]);
        if (!joined) break;
        at = next;
    }
    return at;
}

std::uint32_t hash_of(std::string_view word) {
    std::uint64_t hash = 0x9E3779B97F4A7C15U ^ word.size();
    std::size_t at = 0;
    for (; at + 8 <= word.size(); at += 8) {
        std::uint64_t piece = 0;
        std::memcpy(&piece, word.data() + at, 8);
        hash = (hash ^ piece) * 0xFF51AFD7ED558CCDU;
        hash ^= hash >> 32U;
    }
    std::uint64_t rest = 0;
    std::memcpy(&rest, word.data() + at, word.size() - at);
    hash = (hash ^ rest) * 0xC4CEB9FE1A85EC53U;
    hash ^= hash >> 29U;
    return static_cast<std::uint32_t>(hash * 0xFF51AFD7ED558CCDU >> 32U);
}

}  // namespace

Lexicon::Lexicon() : slots_(1U << 12U) {
    words_.reserve(1024);
    hashes_.reserve(1024);
}

std::string_view Lexicon::kept(std::string_view word) {
    if (word.size() > left_) {
        left_ = std::max(block_size, word.size());
        blocks_.push_back(std::make_unique<char[]>(left_));
        free_ = blocks_.back().get();
    }
    std::memcpy(free_, word.data(), word.size());
    const std::string_view held(free_, word.size());
    free_ += word.size();
    left_ -= word.size();
    return held;
}

void Lexicon::grow() {
    slots_.assign(slots_.size() * 2, 0);
    const std::size_t mask = slots_.size() - 1;
    for (std::uint32_t number = 0; number < hashes_.size(); ++number) {
        std::size_t at = hashes_[number] & mask;
        while (slots_[at] != 0) at = (at + 1) & mask;
        slots_[at] = number + 1;
    }
}

std::uint32_t Lexicon::id(std::string_view folded) {
    const std::uint32_t hash = hash_of(folded);
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    for (; slots_[at] != 0; at = (at + 1) & mask) {
        const std::uint32_t number = slots_[at] - 1;
        if (hashes_[number] == hash && words_[number] == folded) return number;
    }
    const auto number = static_cast<std::uint32_t>(words_.size());
    words_.push_back(kept(folded));
    hashes_.push_back(hash);
    slots_[at] = number + 1;
    if (words_.size() * 2 > slots_.size()) grow();
    return number;
}

Token Lexicon::token_at(std::string_view text, std::uint32_t begin, std::uint32_t end) {
    constexpr std::size_t most = 64;
    const std::string_view word = text.substr(begin, end - begin);
    char folded[most];
    bool plain = word.size() <= most;
    for (std::size_t i = 0; plain && i < word.size(); ++i) {
        const char c = word[i];
        plain = static_cast<unsigned char>(c) < 0x80;
        folded[i] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    if (plain) return {begin, end, id({folded, word.size()}), TokenKind::word};
    const std::string folded_slowly = text::folded(word);
    std::string slowly;
    for (std::uint32_t at = 0; at < folded_slowly.size();) {
        const Character c = character_at(folded_slowly, at);
        // One kind of apostrophe and hyphen; a hyphen that only says where a word may be broken is none.
        if (c.code == 0x2019) {
            slowly += '\'';
        } else if (c.code == 0x2010 || c.code == 0x2011) {
            slowly += '-';
        } else if (c.code != 0xAD) {
            slowly.append(folded_slowly, at, c.length);
        }
        at += c.length;
    }
    return {begin, end, id(slowly), TokenKind::word};
}

/// "15", "December", "2022" with single blanks between them are one word: a date changes as a whole.
void Lexicon::join_dates(std::string_view text, Tokens& tokens) {
    const auto& vocabulary = vocabulary::standard();
    const auto digits = [&](const Token& token, std::size_t least, std::size_t most) {
        const std::size_t length = token.end - token.begin;
        return length >= least && length <= most && std::all_of(text.begin() + token.begin, text.begin() + token.end, is_digit);
    };
    std::size_t to = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i, ++to) {
        tokens[to] = tokens[i];
        if (!digits(tokens[i], 1, 2) || i + 2 >= tokens.size() || !digits(tokens[i + 2], 4, 4)) continue;
        const Token& month = tokens[i + 1];
        if (month.begin != tokens[i].end + 1 || tokens[i + 2].begin != month.end + 1) continue;
        if (!vocabulary.month(text.substr(month.begin, month.end - month.begin))) continue;
        const std::uint32_t begin = tokens[i].begin, end = tokens[i + 2].end;
        tokens[to] = token_at(text, begin, end);
        i += 2;
    }
    tokens.resize(to);
}

Tokens Lexicon::tokens(std::string_view text) {
    Tokens found;
    found.reserve(text.size() / 5 + 4);
    const auto size = static_cast<std::uint32_t>(text.size());
    bool numbers = false;
    for (std::uint32_t at = 0; at < size;) {
        const Character c = character_at(text, at);
        const Sign sign = sign_of(c.code);
        if (sign == Sign::letter) {
            numbers = numbers || is_digit(text[at]);
            const std::uint32_t end = end_of_word(text, at);
            found.push_back(token_at(text, at, end));
            at = end;
            continue;
        }
        const std::uint32_t end = at + c.length;
        if (sign == Sign::alone) {
            found.push_back(token_at(text, at, end));
        } else if (sign == Sign::punctuation) {
            std::string_view mark = text.substr(at, end - at);
            // Quotation marks and dashes of all kinds are the same sign.
            if (c.code == 0x201C || c.code == 0x201D || c.code == 0xAB || c.code == 0xBB) mark = "\"";
            if (c.code == 0x2018 || c.code == 0x2019) mark = "'";
            if (c.code >= 0x2010 && c.code <= 0x2015) mark = "-";
            found.push_back({at, end, id(mark), TokenKind::punctuation});
        }
        at = end;
    }
    if (numbers) join_dates(text, found);
    return found;
}

std::string squeezed(std::string_view text) {
    const std::string folded = text::folded(text);
    std::string out;
    for (std::uint32_t at = 0; at < folded.size();) {
        const Character c = character_at(folded, at);
        const Sign sign = sign_of(c.code);
        if (sign == Sign::letter || sign == Sign::alone) out.append(folded, at, c.length);
        at += c.length;
    }
    return out;
}

}  // namespace comity::concordance
