// The field's own words as data: bodies, States, the session calendar, opening phrases, words of mastheads and citations. Read from
// the tables in data/ (each row with its source and trust); a demonstration adds its invented bodies and States.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "vocabulary/words.hpp"

namespace comity::vocabulary {

class Vocabulary {
public:
    /// Throws Error(bad_request) with table and line if a table is not of its shape.
    explicit Vocabulary(std::span<const Table> tables);
    Vocabulary(Vocabulary&&) noexcept;
    Vocabulary& operator=(Vocabulary&&) noexcept;
    ~Vocabulary();

    [[nodiscard]] std::span<const Body> bodies() const noexcept { return bodies_; }
    /// nullptr if unknown. By id ("GA"), by name in any case, with or without "The" ("the Human Rights Council").
    [[nodiscard]] const Body* body(std::string_view id) const noexcept;
    [[nodiscard]] const Body* body_named(std::string_view name) const noexcept;
    /// The body in whose symbols this one stands, by the longest head: "A/HRC/59/15" is the Human Rights Council's; nullptr if unknown.
    [[nodiscard]] const Body* body_of_symbol(std::string_view symbol) const noexcept;

    [[nodiscard]] std::span<const State> states() const noexcept { return states_; }
    /// By its code of three letters ("ALB", ISO 3166-1; of former and invented States the table's own); nullptr if unknown.
    [[nodiscard]] const State* state(std::string_view iso3) const noexcept;
    /// By any of its names or aliases in any language, case and apostrophes folded; nullptr if unknown.
    [[nodiscard]] const State* state_named(std::string_view name) const noexcept;

    /// By code, then by their first day.
    [[nodiscard]] std::span<const Membership> memberships() const noexcept { return memberships_; }

    [[nodiscard]] std::span<const OpeningPhrase> openings() const noexcept { return openings_; }
    /// The whole opening phrase at the start of `text` (no number, no blanks before it), with its adverbs and attributes, in about a
    /// microsecond. "Calls upon all States" -> "Calls upon"; nullopt if the text opens in no known way. A language of "" means English.
    [[nodiscard]] std::optional<OpeningMatch> match_opening(std::string_view text, std::string_view language = "en",
                                                            Letters letters = Letters::capital_first) const;
    /// The same in the first person, as declarations speak: "welcome", "also take note of", "commit ourselves". English only.
    [[nodiscard]] std::optional<OpeningMatch> match_plain_opening(std::string_view text) const;
    [[nodiscard]] std::span<const MastheadWord> masthead_words() const noexcept { return masthead_words_; }
    /// "seventy-eighth", "Seventy-Eighth", "78th" -> 78 in any of the six languages; nullopt if none.
    [[nodiscard]] std::optional<int> ordinal(std::string_view words) const noexcept;
    /// 78 -> "seventy-eighth"; "" beyond the table.
    [[nodiscard]] std::string_view ordinal_words(int number, std::string_view language = "en") const noexcept;

    /// A date in words in any of the six languages ("25 September 2015", "le 1er mars 2016"), whole string only.
    [[nodiscard]] std::optional<Date> date(std::string_view words) const noexcept;
    /// 1 to 12 for a month's name in any language.
    [[nodiscard]] std::optional<int> month(std::string_view word) const noexcept;
    struct Span {
        Date first, last;
    };
    /// The days within which acts of that session of that body fall; nullopt if the calendar does not know it.
    [[nodiscard]] std::optional<Span> session_span(std::string_view body_id, std::string_view session) const noexcept;

    /// The word of a group ("act", "locator", "date", "between") that `text` begins with.
    [[nodiscard]] std::optional<CitingWord> citing_word(std::string_view text, std::string_view language, std::string_view group) const;
    /// The body whose name `text` begins with (without an article), or ends with. Of shared short names the first of the table.
    [[nodiscard]] std::optional<BodyMention> body_at_start(std::string_view text) const;
    [[nodiscard]] std::optional<BodyMention> body_at_end(std::string_view text) const;

    /// Known English words, folded, for mending words that a page's setting has broken ("internationa l").
    [[nodiscard]] bool is_word(std::string_view folded) const noexcept;
    /// Whether two folded English words are written with a hyphen between them: "non", "politicization" -> always.
    [[nodiscard]] Hyphen hyphen_between(std::string_view first, std::string_view second) const;

private:
    std::vector<Body> bodies_;
    std::vector<State> states_;
    std::vector<Membership> memberships_;
    std::vector<OpeningPhrase> openings_;
    std::vector<MastheadWord> masthead_words_;
    struct Index;
    std::unique_ptr<const Index> index_;
};

/// The tables of data/; with those of demo/ added.
const Vocabulary& standard();
const Vocabulary& with_demonstration();

}  // namespace comity::vocabulary
