// Precedents: where the words of a passage were agreed before. An index over all paragraphs by their runs of three words, as a value over
// bytes that the caller has mapped or made. The best precedent of a passage is the paragraph that shares the largest part of its
// words in runs of three or more; the answer is exact, and the same however the index was put together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "concordance/comparison.hpp"
#include "concordance/precedent_segment.hpp"

namespace comity::concordance {

/// Where a wording stands. Views live as long as the index's bytes.
struct PrecedentPlace {
    std::int64_t document = 0;
    std::string_view symbol, place;
    std::optional<Date> date;
    bool operator==(const PrecedentPlace&) const = default;
};

/// One wording that shares words with the query. Equal words in several texts are one wording with several places.
struct Precedent {
    std::size_t covered = 0;             ///< words of the query that stand in common runs
    std::size_t words = 0;               ///< of the wording
    double coverage = 0;                 ///< covered / words of the query (of those asked for, see PrecedentQuestion::only)
    double similarity = 0;               ///< 2 x covered / words of both, at most 1
    std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;  ///< the words in common runs, by number: first, behind the last; in order
    std::vector<PrecedentPlace> places;  ///< the latest first, then by symbol and place; never empty
    /// The earliest and the latest text with a paragraph that has all the words in common, in this wording or another; and how many there
    /// are. Looked for among the 16,384 nearest wordings.
    PrecedentPlace first, last;
    std::size_t texts = 0;
};

struct PrecedentQuestion {
    std::string_view passage;
    std::function<bool(std::int64_t document)> wanted = {};  ///< none: all. Asked once a document
    std::size_t limit = 10;
    /// Only the words with true here are to be covered (by runs that may reach over others); empty: all words of the passage.
    std::vector<bool> only = {};
};

/// Memory that one question after another uses; for one thread at a time.
class PrecedentScratch {
public:
    PrecedentScratch();
    ~PrecedentScratch();
    PrecedentScratch(PrecedentScratch&&) noexcept;
    PrecedentScratch& operator=(PrecedentScratch&&) noexcept;

private:
    friend class PrecedentIndex;
    friend class PrecedentSearch;
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Several segments seen as one: of a document that stands in several, the newest counts.
class PrecedentIndex {
public:
    /// A query is at most so long; longer ones are for a page with paragraphs.
    static constexpr std::size_t most_words = 60'000;

    PrecedentIndex() = default;
    explicit PrecedentIndex(std::vector<PrecedentSegment> oldest_first);

    /// Best first: coverage, similarity, then the latest, then by symbol and place. Nothing for a passage of fewer than three words.
    /// Error(limit) for one of more than most_words; Error(unavailable) if the bytes are damaged.
    [[nodiscard]] std::vector<Precedent> find(const PrecedentQuestion& question, PrecedentScratch& scratch) const;

    [[nodiscard]] const std::vector<PrecedentSegment>& segments() const { return segments_; }
    [[nodiscard]] std::size_t documents() const { return documents_; }  ///< that can be found
    /// A figure of all that can be found, the same for the same texts whatever the order and the segments.
    [[nodiscard]] std::uint64_t digest() const;
    /// All segments of [first, behind) as one, without what newer ones have replaced.
    [[nodiscard]] std::string merged(std::size_t first, std::size_t behind) const;

private:
    std::vector<PrecedentSegment> segments_;
    std::vector<std::vector<bool>> dead_;  ///< by segment and document
    std::size_t documents_ = 0;
    friend class PrecedentSearch;
};

/// Which words of the one passage stand in runs of three or more that the other has: by number, first and behind the last.
std::vector<std::pair<std::uint32_t, std::uint32_t>> common_runs(std::string_view query, std::string_view passage);

/// What a person would draw of the two side by side: equal and remove spans together are the query, equal and insert spans the passage.
std::vector<Span> spans_between(std::string_view query, std::string_view passage);

}  // namespace comity::concordance
