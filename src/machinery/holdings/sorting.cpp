#include "machinery/holdings/sorting.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace comity::holdings {

namespace {

constexpr char next_part = '\x01';  // before every character that a part can hold

/// Each run of digits to nine places, so that texts compare as their numbers do.
std::string with_long_numbers(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
        if (end > i) {
            out.append(end - i < 9 ? 9 - (end - i) : 0, '0');
            out += text.substr(i, end - i);
            i = end;
        } else {
            out += text[i++];
        }
    }
    return out;
}

int roman(std::string_view numeral) {
    int value = 0;
    int last = 0;
    for (auto at = numeral.rbegin(); at != numeral.rend(); ++at) {
        const std::size_t which = std::string_view("ivxlc").find(*at);
        if (which == std::string_view::npos) return 0;
        static constexpr int values[] = {1, 5, 10, 50, 100};
        const int digit = values[which];
        value += digit < last ? -digit : digit;
        last = std::max(last, digit);
    }
    return value;
}

/// "III" stands before "31" and "S-30" beside the sessions of its own kind.
std::string session_key(std::string_view session) {
    const std::string folded = text::folded(session);
    const std::size_t dash = folded.rfind('-');
    const std::string kind = dash == std::string::npos ? "" : folded.substr(0, dash);
    const std::string number = folded.substr(dash == std::string::npos ? 0 : dash + 1);
    const int value = roman(number);
    return kind + next_part + with_long_numbers(value > 0 ? std::to_string(value) : number);
}

/// So many bytes of it at most, no letter cut in two.
std::string beginning(std::string text, std::size_t most) {
    if (text.size() <= most) return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
    text.resize(most);
    return text;
}

}  // namespace

std::string sort_key(const document::Document& document) {
    // A title that was read out of a whole page is no longer than what PostgreSQL takes into an index.
    constexpr std::size_t longest_title = 1000;
    if (!document.symbol) return std::string("\x7f") + next_part + beginning(text::key(document.title.value_or("")), longest_title) + next_part + document.sha256;
    std::string key = text::key(document.body.value_or("~"));
    key += next_part;
    key += std::string(name_of(document.kind)) + next_part;
    key += session_key(document.session.value_or("")) + next_part;
    key += with_long_numbers(text::folded(document.number.value_or(""))) + next_part;
    key += with_long_numbers(text::folded(*document.symbol));
    return key;
}

}  // namespace comity::holdings
