#include "document/symbol_scan.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace comity::document {
namespace {

constexpr std::string_view en_dash = "\xE2\x80\x93";

char at_or_end(std::string_view text, std::size_t at) noexcept { return at < text.size() ? text[at] : '\0'; }

/// Bytes of a hyphen or dash at `at`.
std::size_t dash_at(std::string_view text, std::size_t at) noexcept {
    if (at_or_end(text, at) == '-') return 1;
    return text.substr(std::min(at, text.size())).starts_with(en_dash) ? en_dash.size() : 0;
}

std::size_t digits_at(std::string_view text, std::size_t at) noexcept {
    std::size_t count = 0;
    while (is_digit(at_or_end(text, at + count))) ++count;
    return count;
}

/// The head of a symbol with its stroke ("A/", "CCPR/"); 0 if none stands here.
std::size_t head_at(std::string_view text, std::size_t at) noexcept {
    constexpr std::size_t longest = 10;
    if (!is_upper(at_or_end(text, at))) return 0;
    std::size_t size = 1;
    while (size < longest && (is_upper(at_or_end(text, at + size)) || is_digit(text[at + size]) || text[at + size] == '.')) ++size;
    return at_or_end(text, at + size) == '/' ? size + 1 : 0;
}

bool is_session_in_brackets(std::string_view inside) noexcept {
    if (all_digits(inside) && inside.size() <= 4) return true;
    if (inside.starts_with("S-")) inside.remove_prefix(2);
    if (inside.starts_with("ES-")) inside.remove_prefix(3);
    return roman_value(inside) != 0;
}

/// "(III)", "(2000)", "(S-VI)" with or without a blank before: what stands within. `end` behind the bracket.
struct Bracket {
    std::string_view inside;
    std::size_t end = 0;
};
std::optional<Bracket> session_bracket_at(std::string_view text, std::size_t at) {
    if (at_or_end(text, at) == ' ') ++at;
    if (at_or_end(text, at) != '(') return std::nullopt;
    const std::size_t close = text.substr(0, std::min(text.size(), at + 14)).find(')', at);
    if (close == std::string_view::npos) return std::nullopt;
    const auto inside = text.substr(at + 1, close - at - 1);
    return is_session_in_brackets(inside) ? std::optional<Bracket>({inside, close + 1}) : std::nullopt;
}

/// "Rev.1", "Add.12", "Corr.2", "Amend.1": the length of such a part.
std::size_t suffix_at(std::string_view text, std::size_t at) noexcept {
    for (const std::string_view kind : {"Rev.", "Add.", "Corr.", "Amend.", "rev.", "add.", "corr.", "REV.", "ADD.", "CORR."})
        if (text.substr(std::min(at, text.size())).starts_with(kind))
            if (const std::size_t digits = digits_at(text, at + kind.size()); digits != 0) return kind.size() + digits;
    return 0;
}

bool is_resolution_part(std::string_view part) noexcept { return part == "RES" || part == "DEC" || part == "Res" || part == "res"; }

/// Reads one symbol into its parts; the canonical key is put together from them.
class SymbolReader {
public:
    SymbolReader(std::string_view text, std::size_t at) : text_(text), at_(at) {}

    std::optional<ScannedSymbol> read() {
        const std::size_t head = head_at(text_, at_);
        if (head == 0) return std::nullopt;
        key_ = text_.substr(at_, head - 1);
        if (!can_be_head(key_)) return std::nullopt;
        at_ += head;
        while (read_part() && at_or_end(text_, at_) == '/' && next_part_begins()) {
        }
        if (!numbered_) return std::nullopt;
        read_session_behind();
        read_letter_behind();
        read_bracket();
        return ScannedSymbol{std::move(key_), at_};
    }

private:
    /// Not "PRST/22/1" (the number of a statement), "IX/12" (of a decision), "WP.30/AC.2" (the name of a body).
    static bool can_be_head(std::string_view head) {
        constexpr int least = 50;
        const int roman = roman_value(head);
        return head != "PRST" && head != "RES" && head != "DEC" && head.find('.') == std::string_view::npos && (roman == 0 || roman >= least);
    }

    /// Behind a stroke another part must begin, or the symbol ends before the stroke ("A/78/53/" and the like). A blank may have strayed in
    /// behind RES ("E/CN.4/RES/ 1993/2").
    bool next_part_begins() {
        std::size_t next = at_ + 1;
        if (is_resolution_part(part_) && at_or_end(text_, next) == ' ' && is_digit(at_or_end(text_, next + 1))) ++next;
        const char c = at_or_end(text_, next);
        if (!is_upper(c) && !is_digit(c) && suffix_at(text_, next) == 0) return false;
        at_ = next;
        return true;
    }

    bool read_part() {
        const std::size_t begin = at_;
        if (!is_upper(at_or_end(text_, begin)) && !is_digit(at_or_end(text_, begin)) && suffix_at(text_, begin) == 0) return false;
        std::size_t end = begin;
        while (is_letter_or_digit(at_or_end(text_, end)) || at_or_end(text_, end) == '.' || at_or_end(text_, end) == '-') {
            if (text_[end] == '-' && (head_at(text_, end + 1) != 0 || !is_letter_or_digit(at_or_end(text_, end + 1)))) break;
            ++end;
        }
        // "Add.1-4" is a range of such parts, not one with a hyphen.
        if (const std::size_t suffix = suffix_at(text_, begin); suffix != 0 && at_or_end(text_, begin + suffix) == '-') end = begin + suffix;
        while (end > begin && (text_[end - 1] == '.' || text_[end - 1] == '-')) --end;
        end = begin + without_glued_word(text_.substr(begin, end - begin));
        part_ = text_.substr(begin, end - begin);
        const std::size_t point = part_.find('.');
        // What makes a path a symbol and not "HIV/AIDS" or "A/H1N1": a part that is a number, or letters, a point and a number.
        numbered_ = numbered_ || is_digit(part_.front()) || (point != std::string_view::npos && is_digit(at_or_end(part_, point + 1))) ||
                    ((part_.starts_with("S-") || part_.starts_with("ES-")) && is_digit(part_.back()));
        // "A/RES/66/253/B", as some name the files, is 66/253 B.
        const bool letter = part_.size() == 1 && is_upper(part_.front()) && is_act() && is_digit(key_.back());
        if (!letter) key_ += '/';
        key_ += part_;
        at_ = end;
        if (at_or_end(text_, at_) == '(') append_session(session_bracket_at(text_, at_));
        return true;
    }

    /// A title or a word that a page's text has run into the number: "179Enhancement", "53and".
    static std::size_t without_glued_word(std::string_view part) {
        const std::size_t digits = digits_at(part, 0);
        if (digits == 0 || digits + 2 > part.size()) return part.size();
        const bool word = is_lower(part[digits + 1]) && (is_upper(part[digits]) || is_lower(part[digits]));
        return word ? digits : part.size();
    }

    void append_session(const std::optional<Bracket>& bracket) {
        if (!bracket) return;
        // "A/RES/217A(III)" is the same as "A/RES/217(III)A".
        std::string letters;
        // By what stands in the key: behind a letter of a part of its own, "45/I(I)", the number is the part before it.
        if (is_digit(key_[key_.rfind('/') + 1]) && (roman_value(bracket->inside) != 0 || bracket->inside.find('-') != std::string_view::npos)) {
            std::size_t number_end = key_.size();
            while (is_upper(key_[number_end - 1])) --number_end;
            if (is_digit(key_[number_end - 1])) {  // and not behind a hyphen, as in "A/2-Q(I)"
                letters = key_.substr(number_end);
                key_.resize(number_end);
            }
        }
        key_ += '(';
        key_ += bracket->inside;
        key_ += ')';
        at_ = bracket->end;
        if (at_or_end(text_, at_) == '[' && is_upper(at_or_end(text_, at_ + 1)) && at_or_end(text_, at_ + 2) == ']') {
            letters += text_[at_ + 1];
            at_ += 3;
        }
        while (is_upper(at_or_end(text_, at_)) && !is_lower(at_or_end(text_, at_ + 1))) letters += text_[at_++];
        key_ += letters;
        session_ = true;
    }

    /// "S/RES/2476 (2019)", "A/RES/217 A (III)"
    void read_session_behind() {
        if (session_ || !is_act() || !all_digits(part_)) return;
        if (const auto bracket = session_bracket_at(text_, at_)) return append_session(bracket);
        if (at_or_end(text_, at_) == ' ' && is_upper(at_or_end(text_, at_ + 1)) && at_or_end(text_, at_ + 2) == ' ') {
            const char letter = text_[at_ + 1];
            if (const auto bracket = session_bracket_at(text_, at_ + 2)) {
                append_session(bracket);
                key_ += letter;
            }
        }
    }

    /// "A/RES/43/222 B"; "A" may be an article, which a small letter follows.
    void read_letter_behind() {
        if (!is_act() || !is_digit(key_.back()) || at_or_end(text_, at_) != ' ' || !is_upper(at_or_end(text_, at_ + 1))) return;
        if (is_letter_or_digit(at_or_end(text_, at_ + 2)) || at_or_end(text_, at_ + 2) == '/' || at_or_end(text_, at_ + 2) == '.') return;
        if (text_[at_ + 1] == 'A' && at_or_end(text_, at_ + 2) == ' ' && is_lower(at_or_end(text_, at_ + 3)) &&
            !text_.substr(at_ + 3).starts_with("and ") && !text_.substr(at_ + 3).starts_with("to "))
            return;
        key_ += text_[at_ + 1];
        at_ += 2;
    }

    /// " (Part I)", "(Vol. II)", " (Sect. 24)"
    void read_bracket() {
        const std::size_t open = at_or_end(text_, at_) == ' ' ? at_ + 1 : at_;
        if (at_or_end(text_, open) != '(') return;
        for (const std::string_view kind : {"Part", "Parts", "Vol.", "Vols.", "Sect.", "Suppl.", "Supp.", "Resumption", "PART", "VOL."}) {
            std::size_t at = open + 1;
            if (!text_.substr(at).starts_with(kind)) continue;
            at += kind.size();
            if (at_or_end(text_, at) == ' ') ++at;
            const std::size_t value = at;
            while (is_letter_or_digit(at_or_end(text_, at))) ++at;
            if (at == value || at_or_end(text_, at) != ')') continue;
            key_ += '(';
            key_ += kind;
            key_ += text_.substr(value, at - value);
            key_ += ')';
            at_ = at + 1;
            return;
        }
    }

    [[nodiscard]] bool is_act() const {
        return key_.find("/RES/") != std::string::npos || key_.find("/DEC/") != std::string::npos;
    }

    std::string_view text_, part_;
    std::size_t at_;
    std::string key_;
    bool numbered_ = false, session_ = false;
};

}  // namespace

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool all_digits(std::string_view text) noexcept { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

int roman_value(std::string_view numeral) noexcept {
    constexpr std::array<std::pair<std::string_view, int>, 13> signs = {{{"M", 1000}, {"CM", 900}, {"D", 500}, {"CD", 400}, {"C", 100},
        {"XC", 90}, {"L", 50}, {"XL", 40}, {"X", 10}, {"IX", 9}, {"V", 5}, {"IV", 4}, {"I", 1}}};
    int value = 0;
    for (const auto& [sign, worth] : signs) {
        const int most = sign.size() == 2 || worth == 500 || worth == 50 || worth == 5 ? 1 : 3;
        for (int times = 0; times < most && numeral.starts_with(sign); ++times) {
            value += worth;
            numeral.remove_prefix(sign.size());
        }
    }
    return numeral.empty() ? value : 0;
}

std::optional<ScannedSymbol> scan_symbol(std::string_view text, std::size_t at) {
    auto first = SymbolReader(text, at).read();
    if (!first) return std::nullopt;
    // "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46": one document with two symbols.
    for (;;) {
        const std::size_t joiner = at_or_end(text, first->end) == '=' ? 1 : dash_at(text, first->end);
        if (joiner == 0) return first;
        const auto second = SymbolReader(text, first->end + joiner).read();
        if (!second) return first;
        first->canonical += '=';
        first->canonical += second->canonical;
        first->end = second->end;
    }
}

namespace {

/// "Add.1" of ".../Add.1"; "" if the last part is none of the changes.
std::string_view last_suffix(std::string_view symbol) {
    const std::size_t stroke = symbol.rfind('/');
    const auto part = stroke == std::string_view::npos ? std::string_view() : symbol.substr(stroke + 1);
    return suffix_at(part, 0) == part.size() && !part.empty() ? part : std::string_view();
}

std::string_view kind_of(std::string_view suffix) { return suffix.substr(0, suffix.find('.')); }

/// " and ", ", ", ", and ", "; ", " & "
std::size_t separator_at(std::string_view text, std::size_t at) {
    for (const std::string_view words : {", and ", " and ", ", ", "; ", " & ", " et ", " y ", " и ", " و"})
        if (text.substr(std::min(at, text.size())).starts_with(words)) return words.size();
    return 0;
}

/// The further numbers of "Add.1-4" and "Corr.1 and 2".
void add_numbers(std::string_view text, ScannedSymbol& last, std::vector<ScannedSymbol>& found) {
    constexpr int most = 100;
    while (found.size() < static_cast<std::size_t>(most)) {
        const std::string_view suffix = last_suffix(last.canonical);
        if (suffix.empty()) return;
        const std::size_t point = suffix.find('.') + 1;
        const std::string stem = last.canonical.substr(0, last.canonical.size() - suffix.size() + point);
        int first = 0, until = 0;
        std::from_chars(suffix.data() + point, suffix.data() + suffix.size(), first);
        std::size_t at = last.end;
        std::size_t joiner = dash_at(text, at);
        bool range = joiner != 0;
        if (!range && text.substr(std::min(at, text.size())).starts_with(" to ")) joiner = 4, range = true;
        if (!range) joiner = separator_at(text, at);
        const std::size_t digits = digits_at(text, at + joiner);
        const char behind = at_or_end(text, at + joiner + digits);
        if (joiner == 0 || digits == 0 || digits > 3 || behind == '/' || is_letter_or_digit(behind)) return;
        // "Corr.1, 12 May": a day of the month is no further number.
        if (!range && behind == ' ' && is_upper(at_or_end(text, at + joiner + digits + 1))) return;
        std::from_chars(text.data() + at + joiner, text.data() + at + joiner + digits, until);
        if (until <= first || until - first > most) return;
        for (int number = range ? first + 1 : until; number <= until; ++number)
            found.push_back({stem + std::to_string(number), at + joiner + digits});
        last = found.back();
    }
}

}  // namespace

std::vector<ScannedSymbol> scan_elided(std::string_view text, const ScannedSymbol& symbol) {
    std::vector<ScannedSymbol> found;
    ScannedSymbol last = symbol;
    add_numbers(text, last, found);
    constexpr std::size_t most_parts = 100;
    while (found.size() < most_parts) {
        const std::size_t separator = separator_at(text, last.end);
        const std::size_t begin = last.end + separator;
        std::size_t size = separator == 0 ? 0 : suffix_at(text, begin);
        if (size == 0) return found;
        while (at_or_end(text, begin + size) == '/')
            if (const std::size_t more = suffix_at(text, begin + size + 1); more != 0) size += 1 + more;
            else break;
        const auto suffix = text.substr(begin, size);
        // The same kind is a sibling, another kind a child (A/69/488/Add.2 and Corr.1).
        std::string base = last.canonical;
        const auto before = last_suffix(base);
        if (!before.empty() && kind_of(before) == kind_of(suffix)) base.resize(base.size() - before.size() - 1);
        found.push_back({base + "/" + std::string(suffix), begin + size});
        last = found.back();
        add_numbers(text, last, found);
    }
    return found;
}

}  // namespace comity::document
