// Two documents against each other: which paragraph became which, and what changed in it, word by word. Pure; the same answer every
// time; swapping the two mirrors it. In time about in proportion to the words, bounded for hostile texts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "json/json.hpp"

namespace comity::concordance {

enum class SpanOp : std::uint8_t { equal, remove, insert };  ///< "equal", "delete", "insert" in the contract

/// A stretch of words with the signs and blanks between them, as they stand.
struct Span {
    SpanOp op = SpanOp::equal;
    std::string text;
    bool editorial = false;  ///< of a change: it differs from what it replaces in case, signs, hyphens and blanks alone
    bool rolls = false;      ///< of a change: session numbers, dates, years or numbers of texts that only went on in time
    bool operator==(const Span&) const = default;
};

enum class Change : std::uint8_t {
    unchanged,
    renumbered,     ///< the same words under another id
    editorial,      ///< the same words; case, signs, hyphens or blanks differ
    changed,
    moved,          ///< the same words (but for what is editorial) at another place among its neighbours
    moved_changed,  ///< "moved, changed"
    added,
    removed,
    split,          ///< one paragraph of A became several of B: a pair for each, with the part of A that is in it
    merged          ///< several of A became one of B
};

/// A paragraph of A with what it became in B. Its equal and remove spans are the words of A's (in a split: a part of them), its equal and
/// insert spans those of B's. Footnotes are "fn3".
struct Pair {
    std::optional<std::string> a, b;  ///< ids; one is absent in what was added or removed
    Change change = Change::unchanged;
    std::vector<Span> spans = {};
    double similarity = 0;    ///< 2 x common words / words of both; 0 for what was added or removed
    bool only_rolls = false;  ///< it has changes, and none but those that only went on in time or are editorial
    bool operator==(const Pair&) const = default;
};

/// A citation that came, went, or was replaced by a later text of its kind ("77/213" by "78/199").
struct CitationChange {
    std::optional<std::string> a, b;        ///< targets (document::Citation::target, or the text if it was not resolved)
    std::optional<std::string> in_a, in_b;  ///< where: paragraph ids or "fn3"
    bool rolls = false;
    bool operator==(const CitationChange&) const = default;
};

struct Comparison {
    std::optional<std::string> a, b;  ///< symbols; of a draft without one the SHA-256 of its file
    double similarity = 1;            ///< 2 x common words / all words; moved words are common
    std::vector<Pair> pairs;          ///< in the order of B, what was removed where it stood in A; footnotes last
    std::vector<CitationChange> citations;
    bool operator==(const Comparison&) const = default;
};

Comparison compare(const document::Document& a, const document::Document& b);

/// The same seen from B.
Comparison mirrored(Comparison comparison);

/// How many pairs of each kind of change, in the order of Change; only kinds that occur.
struct ChangeCount {
    Change change;
    std::size_t count = 0;
};
std::vector<ChangeCount> counted(const Comparison& comparison);

std::string_view name_of(SpanOp op) noexcept;
std::string_view name_of(Change change) noexcept;

/// The object of the contract, with `similarity`, `only_rolls` of a pair, `editorial` and `rolls` of a span, and `citations` besides.
json::Value to_json(const Comparison& comparison);

}  // namespace comity::concordance
