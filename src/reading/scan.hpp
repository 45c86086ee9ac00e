// Small recognizers over one line or paragraph, shared by the parser's passes. All are linear and look at nothing else.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace comity::reading {

/// Footnote marks that the source set as superscripts travel inside a text between these two bytes, which no Flow contains.
inline constexpr char mark_open = '\x01', mark_close = '\x02';
/// The same for words that are struck through.
inline constexpr char struck_open = '\x03', struck_close = '\x04';

// Asked for almost every byte of a text, so they stand here.
inline bool is_space(char c) noexcept { return c == ' ' || c == '\t'; }
inline bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
inline bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
inline bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool all_digits(std::string_view text) noexcept;
std::string_view trimmed(std::string_view text) noexcept;
/// ASCII letters in lower case, all blanks gone: "The Gener a l Assembly," -> "thegeneralassembly,".
std::string squeezed(std::string_view text);
/// ASCII letters in lower case.
std::string lowered(std::string_view text);
bool starts_with_folded(std::string_view text, std::string_view lower_case_prefix) noexcept;
/// Value of a Roman numeral in either case ("xiv" -> 14); nullopt if it is none. At most 40 counts as a paragraph's mark.
std::optional<int> roman(std::string_view text) noexcept;

/// How a paragraph is numbered.
enum class MarkStyle {
    arabic,        ///< 12.
    dotted,        ///< 1.2 or 1.2.3
    paren,         ///< (a) (i) (1) (aa): which of them is decided in its place
    letter_dot,    ///< a.  i.
    letter_close,  ///< a)  1)
    upper,         ///< I.  A.  IV  B (alone on a line or before a title)
    bullet         ///< • – - ∙ §
};

struct Mark {
    MarkStyle style = MarkStyle::arabic;
    std::string printed;     ///< without point: "12", "(a)", "1.2", "•"
    std::string core;        ///< "12", "a", "iv"
    std::size_t length = 0;  ///< bytes up to the first word behind it
};

/// The mark at the start of a text, if one stands there.
std::optional<Mark> mark_at_start(std::string_view text);

/// The last character that is a word's or a sentence's, behind footnote marks, brackets and quotes: ';' of "rights;” 3".
char final_character(std::string_view text) noexcept;
/// Whether a text ends as a paragraph may end: , ; . : ? ! or a dash.
bool ends_paragraph(std::string_view text) noexcept;
/// "first letter is small": the text goes on with a sentence begun before it.
bool begins_small(std::string_view text);

/// "1467668", "14-67668 (E)", "17-22980 (E) 260118", "*1722980*", "N2321049", "03 50478", "/..."
bool is_job_number(std::string_view text) noexcept;
/// "2/4", "Page 3", "- 3 -", "3" (only digits), "3 | 4"
bool is_page_number(std::string_view text) noexcept;
/// "Please recycle", its broken forms, the sign itself
bool is_recycling_notice(std::string_view text);
/// "* * *"
bool is_ornament(std::string_view text) noexcept;
/// "[DU1]", "<<ODS JOB NO>>...", "<!-- Page 3 -->"
bool is_field_residue(std::string_view text) noexcept;

/// "76th plenary meeting", "876th plenary meeting, 14 December 1960", "66th (resumed) meeting", "44th meeting" and "1st session", broken by blanks too.
bool is_meeting_line(std::string_view text);

}  // namespace comity::reading
