// The series of a record: what is kept of each document to find them, and all of them, found once until the record grows. Private to
// holdings/.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "concordance/series.hpp"
#include "document/document.hpp"
#include "record/record.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::holdings {

/// A row of the table: an act that a document names as one that it goes on from, or the draft that it was.
struct Recalled {
    std::string symbol;  ///< canonical, without locators
    std::optional<Date> date;
    std::string_view how;
};
std::vector<Recalled> recalled_by(const document::Document& document, const vocabulary::Vocabulary& vocabulary);

/// The line of a body by its name: what it is called in concordance::SeriesText::line.
std::string line_of(const std::optional<std::string>& body, const vocabulary::Vocabulary& vocabulary);

struct GatheredSeries {
    static std::shared_ptr<const GatheredSeries> of(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary);

    /// What of a text is needed once it has its place.
    struct Text {
        std::int64_t number = 0;  ///< of the document
        concordance::SeriesText::Kind kind = concordance::SeriesText::Kind::act;
        std::string line, title;
        std::optional<Date> date;
        bool operator==(const Text&) const = default;
    };

    std::int64_t as_of = -1;  ///< entries of the record
    std::vector<Text> texts;
    std::vector<concordance::SeriesGroup> groups;  ///< of indexes into texts
    std::unordered_map<std::int64_t, std::size_t> group_of;  ///< by number, of members and of drafts
    std::map<std::string, std::vector<std::size_t>> by_title;  ///< groups of acts with that title, each once, in their order

    /// nullopt for a draft that belongs nowhere.
    [[nodiscard]] std::optional<std::size_t> group(std::int64_t number) const;
    /// Fills group_of and by_title from texts and groups.
    void find_ways_in();
};

/// The series as they were found last, in a file beside the record, so that a server answers at once when it starts. Working state, no part of
/// the record: of another state of the record or another program it is passed over, and it may be lost at any time.
class KeptSeries {
public:
    /// A record in memory keeps nothing. `reader_version`: of the reader that the tables come from.
    KeptSeries(const record::Record& record, const record::Snapshot& snapshot, int reader_version);
    /// nullptr if there are none for this very state, or if they are damaged.
    [[nodiscard]] std::shared_ptr<const GatheredSeries> read() const;
    /// Whether this process writes the record or only reads it, if the record is its user's own. What can't be written is not kept.
    void write(const GatheredSeries& gathered) const;
    /// The rows behind it are made anew.
    static void forget(const record::Record& record);

private:
    std::filesystem::path file_;
    std::string state_;
};

}  // namespace comity::holdings
