// The life of a recurring text: its states through the years with how each was adopted and how much of it changed, its paragraphs as they
// run on, and one of them through all years.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concordance/paragraph_history.hpp"
#include "document/document.hpp"
#include "document/terminal.hpp"
#include "json/json.hpp"
#include "machinery/holdings/adoption.hpp"
#include "machinery/holdings/series.hpp"

namespace comity::holdings {

struct LifeYear {
    Member member;
    Adoption adoption = {};  ///< of a text that is only cited, too, where a roll call tells it
    /// Adopted in another way than the last state of which it is known: where consensus broke or came back; and how that one was.
    bool turn = false;
    Consensus before = Consensus::not_known;
    std::vector<document::Sponsor> sponsors = {};
    std::size_t paragraphs = 0, words = 0;    ///< 0 if its words are not in the record
    std::optional<std::size_t> came, went;    ///< words against the last state in the record; of the first nullopt
};
/// A paragraph as it runs through the years.
struct Ribbon {
    struct Piece {
        std::vector<std::string> ids;  ///< that stand for it in that year
        std::size_t words = 0;
    };
    std::vector<Piece> pieces;  ///< by year, empty where it is not there
    std::size_t since = 0;      ///< first year that has it
};
struct Life {
    Series series;
    std::vector<LifeYear> years;   ///< by member of the series
    std::vector<Ribbon> ribbons;   ///< in the order of the last text, what is gone where it stood
};

struct ParagraphLife {
    std::string paragraph;        ///< id, in the text that was asked for
    std::optional<std::string> symbol;
    std::vector<LifeYear> years;  ///< all members, those whose words are not in the record too
    std::vector<concordance::ParagraphState> states;  ///< by year; not present where the words are not in the record
};

json::Value to_json(const Life& life);
json::Value to_json(const ParagraphLife& life);

/// "vote 32-3-12", "vote 114-42-16 (roll call unvotes 4004)", "without a vote", "no text known".
std::string adoption_in_words(const LifeYear& year);
/// What became of the paragraph where consensus broke or came back, a sentence each.
std::vector<std::string> turns_in_words(const ParagraphLife& life);
struct ParagraphTextOptions {
    std::size_t width = 80;
    /// With ansi what came is underlined and what went struck; without, [-what went-] and {+what came+}.
    document::Escapes escapes = document::Escapes::none;
    std::string notice = {};
};
std::string to_text(const ParagraphLife& life, const ParagraphTextOptions& options = {});
/// Self-contained, without scripts.
std::string to_html(const ParagraphLife& life, std::string_view notice);

}  // namespace comity::holdings
