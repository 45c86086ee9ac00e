// The field's own words as data: bodies, States, the session calendar, opening phrases, masthead words. Read from the tables in
// data/ (each row with its source and trust); a demonstration adds its invented bodies and States.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace comity::vocabulary {

/// A named table of tab-separated values with a header line: the bytes of "data/bodies.tsv".
struct Table {
    std::string_view name;
    std::string_view bytes;
};

struct Body {
    std::string id;          ///< "GA", "HRC", "SC", "ECOSOC", "CHR", "SUBCOM", "UNEA", ...
    std::string name;        ///< "General Assembly"
    std::string short_name;  ///< "Assembly", "Council"
    std::string organ_line;  ///< the subject of its texts: "The General Assembly"
    std::string resolution_head;  ///< what stands before session/number of its resolutions: "A/RES/", "A/HRC/RES/", "S/RES/"
    bool invented = false;   ///< of the demonstration
};

struct State {
    std::string iso3;                       ///< "FRA"; invented States begin with X
    std::vector<std::pair<std::string, std::string>> short_names, formal_names;  ///< language, name
    std::vector<std::string> aliases;       ///< older and informal names
    std::string region;                     ///< regional group
    bool invented = false;
};

enum class Use { preambular, operative, both };
/// One way in which a paragraph opens, e.g. "Recalling" / "Recalls".
struct OpeningPhrase {
    std::string lemma;        ///< "recall", "call upon"
    std::string language;
    std::string preambular;   ///< form in the preamble, "" if none
    std::string operative;    ///< finite form, "" if none
    int strength = 0;         ///< 0 to 5
};

class Vocabulary {
public:
    /// Throws Error(bad_request) with table and line if a table is not of its shape.
    explicit Vocabulary(std::span<const Table> tables);

    [[nodiscard]] std::span<const Body> bodies() const noexcept { return bodies_; }
    /// nullptr if unknown. By id ("GA"), by name in any case, with or without "The" ("the Human Rights Council").
    [[nodiscard]] const Body* body(std::string_view id) const noexcept;
    [[nodiscard]] const Body* body_named(std::string_view name) const noexcept;

    [[nodiscard]] std::span<const State> states() const noexcept { return states_; }
    /// By any of its names or aliases in any language, case and apostrophes folded; nullptr if unknown.
    [[nodiscard]] const State* state_named(std::string_view name) const noexcept;

    [[nodiscard]] std::span<const OpeningPhrase> openings() const noexcept { return openings_; }

    /// "seventy-eighth", "Seventy-Eighth", "78th" -> 78 in any of the six languages; nullopt if none.
    [[nodiscard]] std::optional<int> ordinal(std::string_view words) const noexcept;
    /// 78 -> "seventy-eighth"; "" beyond the table.
    [[nodiscard]] std::string_view ordinal_words(int number, std::string_view language = "en") const noexcept;

    /// A date in words in any of the six languages ("25 September 2015", "le 1er mars 2016"), whole string only.
    [[nodiscard]] std::optional<Date> date(std::string_view words) const noexcept;
    /// 1 to 12 for a month's name in any language.
    [[nodiscard]] std::optional<int> month(std::string_view word) const noexcept;

    /// The days within which acts of that session of that body fall; nullopt if the calendar does not know it.
    struct Span {
        Date first, last;
    };
    [[nodiscard]] std::optional<Span> session_span(std::string_view body_id, std::string_view session) const noexcept;

    /// Known English words, folded, for mending words that a page's setting has broken ("internationa l").
    [[nodiscard]] bool is_word(std::string_view folded) const noexcept;

private:
    std::vector<Body> bodies_;
    std::vector<State> states_;
    std::vector<OpeningPhrase> openings_;
};

/// The tables of the program (data/*.tsv), and with the invented ones of demo/ added.
const Vocabulary& standard();
const Vocabulary& with_demonstration();

}  // namespace comity::vocabulary
