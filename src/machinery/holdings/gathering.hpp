// The series of a record: what is kept of each document to find them, and all of them, found once until the record grows. Private to
// holdings/.
#pragma once

#include <cstdint>
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

    std::int64_t as_of = -1;  ///< entries of the record
    std::vector<concordance::SeriesText> texts;
    std::vector<std::int64_t> numbers;  ///< of the documents, by text
    std::vector<concordance::SeriesGroup> groups;
    std::unordered_map<std::int64_t, std::size_t> group_of;  ///< by number, of members and of drafts
    std::map<std::string, std::vector<std::size_t>> by_title;  ///< groups of acts with that title, each once, in their order

    /// nullopt for a draft that belongs nowhere.
    [[nodiscard]] std::optional<std::size_t> group(std::int64_t number) const;
};

}  // namespace comity::holdings
