// What the parts of Holdings share. Private to holdings/.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.hpp"
#include "machinery/holdings/agreed.hpp"
#include "machinery/holdings/gathering.hpp"
#include "machinery/holdings/holdings.hpp"
#include "machinery/holdings/tables.hpp"
#include "record/precedent_index.hpp"
#include "record/word_index.hpp"

namespace comity::holdings {

struct Holdings::Inside {
    std::unique_ptr<record::Record> record;
    const vocabulary::Vocabulary& vocabulary;
    Reader reader;
    record::WordIndex words;
    record::PrecedentIndex precedents;

    /// Found by going through all documents, and asked for by every visit to the first page: kept until the record grows.
    std::mutex gathered_mutex = {};
    std::shared_ptr<const GatheredSeries> gathered = {};  ///< shared: an answer keeps its own while the record grows
    std::shared_ptr<const GatheredSeries> gathered_at(const record::Snapshot& snapshot);
    /// For what stands beside every text: of a large record that is written to without a pause they are found anew only so often that it takes no more than a
    /// tenth of the time, and are meanwhile as they were a moment ago.
    std::shared_ptr<const GatheredSeries> gathered_lately(const record::Snapshot& snapshot);
    std::mutex lately_mutex = {};
    std::shared_ptr<const GatheredSeries> lately = {};  ///< shared: as above
    std::chrono::steady_clock::time_point lately_until = {};
    std::mutex recurring_mutex = {};
    std::int64_t recurring_as_of = -1;
    std::vector<Recurring> recurring = {};

    /// Counts over all texts, which nearly every page of lists has at its side: kept until the record grows.
    std::mutex overview_mutex = {};
    std::int64_t overview_as_of = -1;
    std::string overview_identity = {};  ///< of the record as it was then: another one after an erasure
    Overview overview = {};

    std::mutex agreed_mutex = {};
    std::shared_ptr<const AgreedTexts> agreed_texts = {};  ///< shared: an answer keeps its own while the record grows
    std::shared_ptr<const AgreedTexts> texts_at(const record::Snapshot& snapshot);
};

/// The questions to the tables, on one snapshot.
class Tables {
public:
    Tables(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary)
        : snapshot_(snapshot), tables_(snapshot.tables()), vocabulary_(vocabulary) {}

    [[nodiscard]] Item item(std::int64_t number) const;
    [[nodiscard]] std::vector<Item> items(const std::vector<std::int64_t>& numbers) const;
    /// Error(refused) for a file that was taken out of view: by whom, when and why.
    void demand_in_view(const Item& item) const;
    [[nodiscard]] Corrected corrected(const Item& item) const { return holdings::corrected(snapshot_, tables_, item.sha256, vocabulary_); }

    /// What find() finds; nullopt if nothing. Throws Error(bad_request) if several fit.
    [[nodiscard]] std::optional<Item> look_up(std::string_view spelling, std::string_view language) const;
    /// The reading that stands for a canonical symbol; nullopt if it is not in the record.
    [[nodiscard]] std::optional<Item> by_symbol(std::string_view canonical) const;
    /// The name of a body by its id or any of its names; as given if it is unknown.
    [[nodiscard]] std::string body_name(std::string_view given) const;
    /// Files of the same symbol and language, in view, but for the item itself.
    [[nodiscard]] std::vector<std::int64_t> other_files(const Item& item) const;

    [[nodiscard]] const record::Snapshot& snapshot() const { return snapshot_; }
    [[nodiscard]] db::Connection& tables() const { return tables_; }
    [[nodiscard]] const vocabulary::Vocabulary& vocabulary() const { return vocabulary_; }

private:
    const record::Snapshot& snapshot_;
    db::Connection& tables_;
    const vocabulary::Vocabulary& vocabulary_;

    [[nodiscard]] std::vector<std::int64_t> named(std::string_view name) const;
    [[nodiscard]] std::optional<Item> one_of(const std::vector<std::int64_t>& numbers, std::string_view spelling, std::string_view language) const;
};

/// A column of numbers, the first of each row.
std::vector<std::int64_t> numbers_of(db::Rows rows);

Series series_of(const Tables& tables, const GatheredSeries& gathered, const Item& item);
std::vector<Recurring> recurring_in(const Tables& tables, const GatheredSeries& gathered);
/// The number of the reading that stands for an item's symbol where it is counted once; its own if it has none.
std::int64_t counted_number(const Tables& tables, const Item& item);
OtherFile compare_readings(const document::Document& shown, Item other_item, const document::Document& other);
record::Searchable searchable(const vocabulary::Vocabulary& vocabulary, int reader_version);
record::PrecedentTexts precedent_texts(const vocabulary::Vocabulary& vocabulary, int reader_version);

}  // namespace comity::holdings
