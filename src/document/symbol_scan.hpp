// Hand-written scanners for the parts of citations: symbols as they are printed, numbers of acts, locators. Each begins at a place
// of a cleaned text (clean_text.hpp) and says where it ended.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/vocabulary.hpp"

namespace comity::document {

struct ScannedSymbol {
    std::string canonical;
    std::size_t end = 0;
};
/// "A/CONF.157/24 (Part I)", "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46", "S/RES/2476 (2019)". nullopt if none begins at `at`.
std::optional<ScannedSymbol> scan_symbol(std::string_view text, std::size_t at);

/// Further symbols that only their last parts name: " and Corr.1", ", Add.1-4", "/Add.1-4". `symbol` is the one before; the suffix of
/// another kind is a child of it, of the same kind a sibling.
std::vector<ScannedSymbol> scan_elided(std::string_view text, const ScannedSymbol& symbol);

/// The number of an act as it is printed, of whatever body.
struct ActNumber {
    enum class Shape {
        session,       ///< 70/1, S-27/2, ES-11/1
        year,          ///< 2000/22
        roman_session, ///< 217 A (III), 3201 (S-VI)
        year_behind,   ///< 1325 (2000)
        bare           ///< 1325: no session; only with an organ that numbers through
    };
    Shape shape = Shape::session;
    std::string session, number;       ///< "70", "S-27", "III", "2000"; "1"
    std::vector<std::string> letters;  ///< "A" ...: one act each
    std::string suffix;                ///< "/Corr.1"
    std::size_t end = 0;
};
std::optional<ActNumber> scan_number(std::string_view text, std::size_t at);

enum class Act { resolution, decision, statement };
/// The keys of an act of that body, one for each letter; empty if the body adopts no such acts or not of that shape.
std::vector<std::string> keys_of(const ActNumber& number, Act act, const vocabulary::Body& body);
/// Whether a number of that shape can be that body's: "2000/22" is no Assembly's.
bool fits(const ActNumber& number, Act act, const vocabulary::Body& body, const vocabulary::Vocabulary& vocabulary);
/// As the calendar knows the session: "70", "S-27", "3", "2000"; "" if the number says none.
std::string session_of(const ActNumber& number);

struct ScannedLocators {
    std::string key;  ///< "chap=VI;sect=A"
    std::size_t end = 0;
};
/// ", chap. VI, sect. A", ", para. 5 (e)", ", annex II"; also in the words of `language`. end == at if there are none.
ScannedLocators scan_locators(std::string_view text, std::size_t at, std::string_view language, const vocabulary::Vocabulary& vocabulary);

/// "III" for 3.
std::string roman_of(int value);
/// 1 to 3999 for a Roman numeral in capitals, 0 for anything else.
int roman_value(std::string_view numeral) noexcept;

bool is_digit(char c) noexcept;
bool is_upper(char c) noexcept;
bool is_lower(char c) noexcept;
/// ASCII. Asked for nearly every byte of every text.
inline bool is_letter_or_digit(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool all_digits(std::string_view text) noexcept;

}  // namespace comity::document
