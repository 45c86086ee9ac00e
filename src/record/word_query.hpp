// What a person typed into a search. Private to record/. The language is told in docs/searching.md:
//
//   lamp oil           both words, in any form of theirs        "lamp oil"        these words, as they stand
//   lamp OR candle     one of them                              lamp NOT oil      the one without the other; also -oil
//   lamp*              words that begin so                      lamp NEAR oil     at most ten words between them; NEAR/3: three
//   title:lamp         in titles; body: elsewhere               ( )               take together
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace comity::record {

/// Words that must follow each other; the last may be the beginning of one.
struct Term {
    std::vector<std::string> words;  ///< folded
    bool prefix = false, quoted = false;
    std::vector<std::string> forms = {};  ///< of a single word: others that count as it
    bool operator==(const Term&) const = default;
};

struct WordExpression {
    enum class Kind { term, near, all, any, without } kind = Kind::term;  ///< without: the first part, but none of the others
    enum class Field { any, title, body } field = Field::any;             ///< of a term or of near
    std::size_t distance = 10;                                           ///< of near
    std::vector<Term> terms = {};                                        ///< one of a term, two or more of near
    std::vector<WordExpression> parts = {};
};

struct WordRequest {
    WordExpression expression;  ///< all of no parts if nothing was asked for
    std::string remark;         ///< a sentence if something typed could not be taken as it stands, and how it was taken; else ""
    [[nodiscard]] bool empty() const { return expression.kind == WordExpression::Kind::all && expression.parts.empty(); }
};

/// Never throws on what was typed. Words that stand in nearly every passage ("the", "of") are left out unless they are quoted or all there is:
/// they would cost most and tell least.
WordRequest request_of(std::string_view typed);

/// The request for FTS5. Every word is quoted, so nothing typed is ever read as its syntax.
struct WordMatch {
    std::string text;
    std::vector<Term> terms;              ///< that speak for a passage, in the order of the request
    std::vector<std::string> alone;       ///< each of these terms as a request of its own
    std::vector<int> term_of_phrase;      ///< FTS5 counts phrases: the index of the term, -1 for what must not be there
};
/// `forms` gives the other forms of a word.
WordMatch match_of(const WordRequest& request, const std::function<std::vector<std::string>(const std::string&)>& forms);

/// True if there is nothing but common words: no passage has more to do with them than another.
bool all_common(const std::vector<Term>& terms);

/// Where the terms stand in a text: bytes, begin and end, in order, merged where they touch.
std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_of(const std::vector<Term>& terms, std::string_view text);

}  // namespace comity::record
