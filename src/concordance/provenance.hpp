// Since when each word of a text stands in its series: through renumbering, moves, splits and merges, and for words that left and came
// back. And several states of one text side by side, paragraph by paragraph. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "concordance/comparison.hpp"
#include "document/document.hpp"
#include "json/json.hpp"

namespace comity::concordance {

/// A state of a recurring text, oldest first; one that is known to exist but whose words are not at hand has no document.
struct ChainMember {
    std::string name;                               ///< symbol, or what else to call it
    std::optional<int> year;
    const document::Document* document = nullptr;
};

/// Words of one paragraph that came in together. The runs of a paragraph hold all of its text, in order.
struct ProvenanceRun {
    std::string text;
    std::string paragraph;              ///< id, or "fn3"
    std::size_t since = 0;              ///< index into the chain: the first text at hand that has them
    std::vector<std::size_t> or_since;  ///< members just before it whose words are not at hand: it may have been there already
    std::optional<std::size_t> again;   ///< they had left: the member in which they came back
};

/// Words that a member had and the last one has not.
struct DroppedPassage {
    std::string text;
    std::string paragraph;      ///< of the last member that had it
    std::size_t last = 0;       ///< that member
};

struct Provenance {
    std::vector<ProvenanceRun> runs;          ///< of the last member that has a document
    std::vector<DroppedPassage> dropped;      ///< by member, then place; passages of five words and more
    std::vector<std::size_t> words_since;     ///< by member: how many words of the last text stand since it
};

/// A chain without any document gives an empty answer.
Provenance provenance(std::span<const ChainMember> chain);

/// One paragraph through the years: for each document the ids that stand for it (none, one, or several where it was split), and how that
/// differs from the document before; a paragraph that was merged with another stands in the rows of both.
struct TableRow {
    std::vector<std::vector<std::string>> cells;
    std::vector<std::optional<Change>> changes;  ///< nullopt where the cell is empty
};
struct ChainTable {
    std::vector<TableRow> rows;  ///< in the order of the last document, what is gone where it stood
};
ChainTable chain_table(std::span<const document::Document* const> documents);

/// The object of the contract: {symbol, words: [{text, paragraph, since, or, again}]}, with `members` and `dropped` besides.
json::Value to_json(const Provenance& provenance, std::span<const ChainMember> chain);

}  // namespace comity::concordance
