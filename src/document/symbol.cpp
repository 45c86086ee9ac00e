#include "document/symbol.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/trimmed.hpp"
#include "document/acts.hpp"
#include "document/clean_text.hpp"
#include "document/symbol_scan.hpp"

namespace comity::document {
namespace {


/// The parts between strokes.
std::vector<std::string_view> parts_of(std::string_view key) {
    std::vector<std::string_view> parts;
    for (std::size_t begin = 0;;) {
        const std::size_t end = key.find('/', begin);
        parts.push_back(key.substr(begin, end == std::string_view::npos ? end : end - begin));
        if (end == std::string_view::npos) return parts;
        begin = end + 1;
    }
}

/// "A_RES_78_199.txt" as people name files: strokes where underscores are, without the ending and the mark of a language.
std::string symbol_of_file_name(std::string_view name) {
    for (const std::string_view ending : {".txt", ".pdf", ".docx", ".doc", ".html", ".htm", ".md", ".xml", ".TXT", ".PDF"})
        if (name.ends_with(ending)) name.remove_suffix(ending.size());
    for (const std::string_view language : {"-EN", "-FR", "-ES", "-RU", "-AR", "-ZH", "_E", "_EN", "_en", "-en"})
        if (name.ends_with(language)) name.remove_suffix(language.size());
    std::string symbol;
    for (std::size_t i = 0; i < name.size(); ++i) {
        // "131_(VI)" and "BATUMI._CONF" stand for "131(VI)" and "BATUMI.CONF".
        const bool joins = !symbol.empty() && (symbol.back() == '/' || symbol.back() == '.' || (i + 1 < name.size() && name[i + 1] == '('));
        if (name[i] != '_') symbol += name[i];
        else if (!symbol.empty() && !joins) symbol += '/';
    }
    return symbol;
}

/// Fully capital or small spellings of the fixed parts become the usual ones, so that a key is printed as the series prints it.
bool equal_folded(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return (is_upper(x) ? x + 32 : x) == (is_upper(y) ? y + 32 : y); });
}

std::optional<std::string> parse_symbol(std::string_view text, const vocabulary::Vocabulary& vocabulary) {
    const auto symbol = scan_symbol(text, 0);
    if (!symbol) return std::nullopt;
    const auto locators = scan_locators(text, symbol->end, "en", vocabulary);
    std::string_view rest = trimmed(text.substr(locators.end));
    if (rest == "." || rest == ",") rest = {};
    if (!rest.empty()) return std::nullopt;
    return locators.key.empty() ? symbol->canonical : symbol->canonical + "#" + locators.key;
}

/// "Human Rights Council resolution 5/1", "PRST 8/1", "78/199": an act by its number.
std::optional<std::string> parse_act(std::string_view text, const vocabulary::Vocabulary& vocabulary, std::string_view organ) {
    OrganHint hint;
    if (text.starts_with("the ") || text.starts_with("The ")) text.remove_prefix(4);
    if (const auto body = vocabulary.body_at_start(text)) {
        hint = {OrganHint::Kind::named, body->body, body->shared};
        text = trimmed(text.substr(body->length));
    }
    Act act = Act::resolution;
    if (const auto word = vocabulary.citing_word(text, "en", "act")) {
        act = act_named(word->name);
        text.remove_prefix(word->length);
        if (text.starts_with("/")) text.remove_prefix(1);
        text = trimmed(text);
    }
    const auto number = scan_number(text, 0);
    if (!number) return std::nullopt;
    const auto* body = body_of(*number, act, hint, organ, vocabulary, std::nullopt);
    const auto keys = body == nullptr ? std::vector<std::string>{} : keys_of(*number, act, *body);
    if (keys.size() != 1) return std::nullopt;
    const auto locators = scan_locators(text, number->end, "en", vocabulary);
    std::string_view rest = trimmed(text.substr(locators.end));
    if (rest == ".") rest = {};
    if (!rest.empty()) return std::nullopt;
    return locators.key.empty() ? keys.front() : keys.front() + "#" + locators.key;
}

// ---- order ---------------------------------------------------------------------------------------------------------------------

/// One piece of a key for ordering: a number, or letters without case.
struct Piece {
    bool number = false;
    std::string_view text;
    int value = 0;
};

char folded(char c) noexcept { return is_upper(c) ? static_cast<char>(c + 32) : c; }

void add_pieces(std::string_view part, std::vector<Piece>& pieces) {
    for (std::size_t at = 0; at < part.size();) {
        std::size_t end = at;
        const bool number = is_digit(part[at]);
        while (end < part.size() && is_digit(part[end]) == number) ++end;
        Piece piece{number, part.substr(at, end - at), 0};
        if (number) {
            while (piece.text.size() > 1 && piece.text.front() == '0') piece.text.remove_prefix(1);
        }
        pieces.push_back(piece);
        at = end;
    }
}

/// Session before number, Roman numerals as numbers: "217(III)A" is ordered as session 3, number 217, A.
std::vector<Piece> pieces_of(std::string_view key) {
    std::vector<Piece> pieces;
    const auto locator = key.find('#');
    for (const auto part : parts_of(key.substr(0, locator))) {
        pieces.push_back({false, "/", 0});
        const std::size_t open = part.find('('), close = part.find(')');
        const auto inside = open == std::string_view::npos || close == std::string_view::npos || close < open
                                ? std::string_view() : part.substr(open + 1, close - open - 1);
        std::string_view numeral = inside;
        if (numeral.starts_with("S-")) numeral.remove_prefix(2);
        if (numeral.starts_with("ES-")) numeral.remove_prefix(3);
        const int roman = roman_value(numeral);
        if (inside.empty() || !is_digit(part.front()) || (roman == 0 && !all_digits(inside))) {
            add_pieces(part, pieces);
            continue;
        }
        if (numeral.size() != inside.size()) pieces.push_back({false, inside.substr(0, inside.size() - numeral.size()), 0});
        if (roman != 0) pieces.push_back({true, {}, roman});
        else add_pieces(inside, pieces);
        add_pieces(part.substr(0, open), pieces);
        add_pieces(part.substr(close + 1), pieces);
    }
    if (locator != std::string_view::npos) add_pieces(key.substr(locator), pieces);
    return pieces;
}

std::strong_ordering order_of(const Piece& a, const Piece& b) noexcept {
    if (a.number != b.number) return a.number ? std::strong_ordering::less : std::strong_ordering::greater;
    if (a.number) {
        std::array<char, 12> one{}, two{};
        const auto digits = [](const Piece& piece, std::array<char, 12>& room) {
            if (piece.value == 0) return piece.text;
            const auto end = std::to_chars(room.data(), room.data() + room.size(), piece.value).ptr;
            return std::string_view(room.data(), static_cast<std::size_t>(end - room.data()));
        };
        const auto x = digits(a, one), y = digits(b, two);
        if (x.size() != y.size()) return x.size() <=> y.size();
        return x <=> y;
    }
    for (std::size_t i = 0; i < a.text.size() && i < b.text.size(); ++i)
        if (const auto order = folded(a.text[i]) <=> folded(b.text[i]); order != 0) return order;
    return a.text.size() <=> b.text.size();
}

// ---- display -------------------------------------------------------------------------------------------------------------------

/// "#chap=VI;sect=A" as ", chap. VI, sect. A"
std::string locators_in_words(std::string_view locators) {
    std::string words;
    for (std::size_t begin = 0; begin < locators.size();) {
        const std::size_t end = std::min(locators.find(';', begin), locators.size());
        const auto one = locators.substr(begin, end - begin);
        const std::size_t equals = one.find('=');
        const auto name = one.substr(0, equals), value = equals == std::string_view::npos ? std::string_view() : one.substr(equals + 1);
        const bool point = name == "chap" || name == "sect" || name == "para" || name == "art" || name == "vol";
        const bool several = name == "para" && value.find_first_of("-,") != std::string_view::npos;
        words += fmt::format(", {}{}{}", name, several ? "s" : "", point ? "." : "");
        if (!(name == "annex" && value == "1")) words += " " + std::string(value);
        begin = end + 1;
    }
    return words;
}

std::string with_spaced_letter(std::string_view number) {
    std::string shown(number);
    const std::size_t letter = shown.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    if (letter != std::string::npos && letter > 0 && is_digit(shown[letter - 1])) shown.insert(letter, " ");
    return shown;
}

/// The part of an act behind its nature: "217(III)A" -> "217 A (III)", "43/222B" -> "43/222 B".
std::string number_in_words(std::string_view number) {
    const std::size_t open = number.find('('), close = number.find(')');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open) return with_spaced_letter(number);
    const auto letters = number.substr(close + 1);
    const auto inside = number.substr(open, close + 1 - open);
    return letters.empty() ? fmt::format("{} {}", number.substr(0, open), inside)
                           : fmt::format("{} {} {}", number.substr(0, open), letters, inside);
}

std::string document_in_words(std::string_view key) {
    if (key.starts_with("charter")) return "Charter";
    if (key.starts_with("UNTS:") || key.starts_with("LNTS:")) {
        const std::size_t second = key.find(':', 5);
        if (second != std::string_view::npos)
            return fmt::format("{} vol. {}, No. {}", key.substr(0, 4), key.substr(5, second - 5), key.substr(second + 1));
    }
    for (const std::string_view nature : {"/RES/", "/DEC/"}) {
        const std::size_t at = key.find(nature);
        if (at == std::string_view::npos || key.find('=') != std::string_view::npos) continue;
        const auto number = key.substr(at + nature.size());
        const auto suffix = number.find("/Corr.");
        if (suffix == std::string_view::npos) return number_in_words(number);
        return number_in_words(number.substr(0, suffix)) + std::string(number.substr(suffix));
    }
    if (const std::size_t at = key.find("/Res."); key.starts_with("UNEP/EA.") || key.starts_with("HSP/HA."))
        if (at != std::string_view::npos) return fmt::format("{}/{}", key.substr(key.find('.') + 1, at - key.find('.') - 1), key.substr(at + 5));
    if (key.starts_with("A/HRC/PRST/")) return "PRST " + std::string(key.substr(11));
    std::string shown;
    for (const char c : key) {
        if (c == '=') shown += '-';
        else if (c == '(' && !shown.empty() && is_letter_or_digit(shown.back())) shown += " (";
        else shown += c;
    }
    for (const std::string_view kind : {"(Part", "(Sect.", "(Vol.", "(Suppl."})
        if (const std::size_t at = shown.find(kind); at != std::string::npos) shown.insert(at + kind.size(), " ");
    return shown;
}

}  // namespace

std::optional<Symbol> Symbol::parse(std::string_view spelling, const vocabulary::Vocabulary& vocabulary, std::string_view organ) {
    constexpr std::size_t longest = 300;
    if (spelling.size() > longest) return std::nullopt;
    const bool file_name = spelling.find('/') == std::string_view::npos && spelling.find('_') != std::string_view::npos;
    const std::string clean = cleaned(file_name ? symbol_of_file_name(spelling) : std::string(spelling)).text;
    const std::string_view text = trimmed(clean);
    if (text.empty()) return std::nullopt;
    if (auto key = parse_symbol(text, vocabulary)) return Symbol(std::move(*key));
    if (auto key = parse_act(text, vocabulary, organ)) return Symbol(std::move(*key));
    return std::nullopt;
}

Symbol Symbol::from_canonical(std::string canonical) {
    COMITY_ENSURE(!canonical.empty());
    return Symbol(std::move(canonical));
}

Symbol Symbol::without_locator() const { return Symbol(canonical_.substr(0, canonical_.find('#'))); }

std::string Symbol::display() const {
    const std::size_t locator = canonical_.find('#');
    const auto shown = document_in_words(std::string_view(canonical_).substr(0, locator));
    return locator == std::string::npos ? shown : shown + locators_in_words(std::string_view(canonical_).substr(locator + 1));
}

std::strong_ordering Symbol::operator<=>(const Symbol& other) const noexcept {
    const auto mine = pieces_of(canonical_), others = pieces_of(other.canonical_);
    for (std::size_t i = 0; i < mine.size() && i < others.size(); ++i)
        if (const auto order = order_of(mine[i], others[i]); order != 0) return order;
    if (mine.size() != others.size()) return mine.size() <=> others.size();
    // Keys that say the same in other signs ("01" and "1") still differ: the order must agree with equality.
    for (std::size_t i = 0; i < canonical_.size() && i < other.canonical_.size(); ++i)
        if (const auto order = folded(canonical_[i]) <=> folded(other.canonical_[i]); order != 0) return order;
    return canonical_.size() <=> other.canonical_.size();
}

bool Symbol::operator==(const Symbol& other) const noexcept { return equal_folded(canonical_, other.canonical_); }

// ---- facts ---------------------------------------------------------------------------------------------------------------------

namespace {

std::optional<int> year_in(std::string_view text) {
    int year = 0;
    if (text.size() != 4 || !all_digits(text)) return std::nullopt;
    std::from_chars(text.data(), text.data() + 4, year);
    return year >= 1945 && year < 2100 ? std::optional(year) : std::nullopt;
}

/// "217(III)A": session "3", number "217 A"; "1325(2000)": year 2000.
void facts_of_number_with_bracket(std::string_view part, SymbolFacts& facts) {
    const std::size_t open = part.find('('), close = part.find(')');
    const auto letters = part.substr(close + 1), inside = part.substr(open + 1, close - open - 1);
    facts.number = letters.empty() ? std::string(part.substr(0, open)) : fmt::format("{} {}", part.substr(0, open), letters);
    if (const auto year = year_in(inside)) {
        facts.year = year;
    } else {
        ActNumber number;
        number.shape = ActNumber::Shape::roman_session;
        number.session = inside;
        facts.session = session_of(number);
    }
}

bool is_session(std::string_view part) {
    if (part.starts_with("S-")) part.remove_prefix(2);
    if (part.starts_with("ES-")) part.remove_prefix(3);
    return all_digits(part);
}

SymbolFacts::Nature nature_of(const std::vector<std::string_view>& parts, std::size_t& behind) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        behind = i + 1;
        if (equal_folded(parts[i], "RES")) return SymbolFacts::Nature::resolution;
        if (equal_folded(parts[i], "DEC")) return SymbolFacts::Nature::decision;
        if (equal_folded(parts[i], "PRST")) return SymbolFacts::Nature::presidential_statement;
        // "UNEP/EA.2/Res.10"
        if (i > 0 && parts[i].size() > 4 && parts[i][3] == '.' && is_digit(parts[i][4])) {
            behind = i;
            if (equal_folded(parts[i].substr(0, 3), "RES")) return SymbolFacts::Nature::resolution;
            if (equal_folded(parts[i].substr(0, 3), "DEC")) return SymbolFacts::Nature::decision;
        }
    }
    behind = 0;
    for (const auto part : parts)
        if (part.starts_with("L.") && part.size() > 2 && is_digit(part[2])) return SymbolFacts::Nature::limited;
    return SymbolFacts::Nature::report_or_other;
}

/// The last part that is no change ("Add.1").
std::size_t last_part(const std::vector<std::string_view>& parts) {
    std::size_t last = parts.size() - 1;
    while (last > 1 && (parts[last].starts_with("Add.") || parts[last].starts_with("Rev.") || parts[last].starts_with("Corr.") ||
                        parts[last].starts_with("Amend.")))
        --last;
    return last;
}

/// Symbols without a part for the session: "ECE/TRANS/132" has a number only, "UNEP/EA.1/L.13" has the session behind a point.
SymbolFacts facts_of_last_part(const std::vector<std::string_view>& parts, const vocabulary::Body* body, SymbolFacts facts) {
    const std::size_t last = last_part(parts);
    if (last == 0) return facts;
    const auto number = parts[last];
    const std::size_t point = number.find('.');
    if (is_digit(number.front()) || (point != std::string_view::npos && point + 1 < number.size() && is_digit(number[point + 1]) && last > 1))
        facts.number = std::string(number);
    if (body != nullptr && body->resolution.find(".{session}/") != std::string::npos) {
        const std::size_t at = parts[1].find('.');
        if (at != std::string_view::npos && all_digits(parts[1].substr(at + 1))) facts.session = std::string(parts[1].substr(at + 1));
    }
    return facts;
}

}  // namespace

SymbolFacts facts_of(const Symbol& symbol, const vocabulary::Vocabulary& vocabulary) {
    SymbolFacts facts;
    // Of a document with two symbols the first is taken.
    const std::string key = symbol.canonical().substr(0, symbol.canonical().find_first_of("#="));
    const vocabulary::Body* body = vocabulary.body_of_symbol(key);
    // Committees speak for the body to which they belong.
    for (int up = 0; body != nullptr && body->organ_line.empty() && !body->parent.empty() && up < 4; ++up) body = vocabulary.body(body->parent);
    if (body != nullptr) facts.body = body->id;
    const auto parts = parts_of(key);
    std::size_t at = 0;
    facts.nature = nature_of(parts, at);
    if (at != 0 && at < parts.size() && parts[at].find('(') != std::string_view::npos && is_digit(parts[at].front())) {
        facts_of_number_with_bracket(parts[at], facts);
        return facts;
    }
    if (at != 0 && at < parts.size() && parts[at].find('.') == 3) {  // UNEP/EA.2/Res.10
        const auto before = parts[at - 1];
        facts.session = std::string(before.substr(before.find('.') + 1));
        facts.number = std::string(parts[at].substr(4));
        return facts;
    }
    if (at != 0 && at + 2 < parts.size() && (parts[at] == "OS" || parts[at] == "OM")) {
        facts.session = fmt::format("{}/{}", parts[at], parts[at + 1]);
        facts.number = std::string(parts[at + 2]);
        return facts;
    }
    if (at == 0) {  // the session or year is the first part that is one: "A/C.3/78/L.37", "S/2016/71", "A/HRC/59/15"
        at = 1;
        while (at < parts.size() && !is_session(parts[at])) ++at;
    }
    if (at >= last_part(parts)) return facts_of_last_part(parts, body, std::move(facts));
    facts.number = with_spaced_letter(parts[at + 1]);
    const auto year = year_in(parts[at]);
    const bool by_year = body != nullptr && body->session_rule.starts_with("year");
    if (!year || by_year) {
        if (body != nullptr && body->id != "SC") facts.session = std::string(parts[at]);
    }
    // Since 2014 the year of the Economic and Social Council runs from July to July, so that its number does not say the year of adoption.
    if (year && !(body != nullptr && body->id == "ECOSOC" && *year >= 2014)) facts.year = year;
    return facts;
}

}  // namespace comity::document
