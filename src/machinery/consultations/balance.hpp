// Who is heard, in figures: each of them a count of a list that stands behind it, each share with its formula. Nothing is ranked: groups and languages stand in the order
// of their names, kinds in that of their table. And what is missing, while there is time to ask. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/sentence.hpp"
#include "json/json.hpp"
#include "machinery/consultations/heard.hpp"

namespace comity::consultations {

/// By what voices are told apart.
enum class Dimension { group, kind, language, size, question };
std::string_view name_of(Dimension dimension) noexcept;  ///< "regional group", "kind of actor", "language", "size", "question"

/// A share as it is shown: both numbers, never the quotient alone.
struct Share {
    std::int64_t of = 0, in_all = 0;
    [[nodiscard]] std::optional<double> percent() const noexcept;  ///< nullopt of nothing
    bool operator==(const Share&) const = default;
};
std::string in_words(const Share& share);  ///< "7 of 30 (23 %)"

struct BalanceRow {
    std::string value;                             ///< "Islands", "ngo", "fr", "501 to 1,500 words", "2"
    std::map<Response, std::vector<std::string>> asked;  ///< names of those who were asked, in order
    std::vector<std::int64_t> submissions;         ///< of question: with a passage that answers it
    std::vector<std::size_t> passages;             ///< of Heard::passages, rising
    Share of_submissions, of_words, of_quoted;     ///< in all submissions, in all words handed in, in all words that the report quotes
    bool operator==(const BalanceRow&) const = default;
};

struct Balance {
    std::map<Dimension, std::vector<BalanceRow>> rows;
    std::map<Response, std::vector<std::string>> asked;
    std::int64_t submissions = 0, words = 0, quoted = 0;
};

/// `quoted`: words of each submission that the draft report has (report_words.hpp). Contributors whose name is withheld are counted, and in no list by name.
Balance balance_of(const Heard& heard, const std::map<std::int64_t, std::int64_t>& quoted);
json::Value to_json(const Balance& balance, const Heard& heard);
/// How each figure is made, for people: name of the column and its formula.
std::vector<std::pair<std::string_view, std::string_view>> formulas();

/// What is missing: groups and kinds of which nobody who was asked has answered, questions without an answer, voices of which the report has nothing. `languages` are
/// those in which the call takes contributions; `days_left` until the deadline, none after it.
std::vector<Said> missing(const Balance& balance, const std::vector<std::string>& languages, std::optional<std::int64_t> days_left);

}  // namespace comity::consultations
