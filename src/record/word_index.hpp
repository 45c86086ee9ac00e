// Word search: an index file beside the record ("comity.record.words") that follows the log. It knows the position that it has
// reached, catches up before a query or says how many entries are missing, and is made anew if it is missing, damaged, of another
// version or of another record. It can be deleted at any time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "record/record.hpp"

namespace comity::record {

/// What is found as one piece: a paragraph, a footnote, a title.
struct Passage {
    std::string place;  ///< "op3", "fn2", "title"
    std::string text;
};

/// What there is to find, from the module that knows documents. Both are asked within one snapshot.
struct Searchable {
    int version = 1;  ///< raised when the same entries give other passages
    /// Documents (by a number of the module's own, below 2^40) whose passages this entry may have changed.
    std::function<std::vector<std::int64_t>(const Snapshot&, const Entry&)> touched;
    /// A document's passages as they are now; none if it is not to be found.
    std::function<std::vector<Passage>(const Snapshot&, std::int64_t document)> passages;
};

struct WordQuery {
    std::string_view words;  ///< as typed, in the language of docs/searching.md
    std::function<bool(std::int64_t document)> wanted;  ///< none: all
    std::size_t offset = 0, limit = 50;
};
struct WordHit {
    std::int64_t document = 0;
    std::string place, text;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;  ///< bytes of `text` that matched, in order, not overlapping
};
struct WordAnswer {
    /// Best first (BM25), then in the order of documents; for words such as "the" alone the documents that came last first.
    std::vector<WordHit> hits;
    std::size_t total = 0;      ///< wanted passages, counted up to most_counted
    std::string remark;         ///< a sentence if something typed could not be taken as it stands, and how it was taken; else ""
    std::string did_you_mean;   ///< if there are no hits: what was typed with words of the record for those that no text has; else ""
    std::int64_t missing = 0;   ///< entries that the index has not reached
};

struct WordPlaces {
    std::vector<std::int64_t> documents;  ///< one for each passage, ascending
    std::int64_t missing = 0;             ///< as in WordAnswer
};

/// Thread-safe.
class WordIndex {
public:
    static constexpr std::size_t most_counted = 10'000;

    /// Touches no file before the first call.
    WordIndex(const Record& record, Searchable searchable);
    ~WordIndex();

    /// Follows the log up to the snapshot; gives how many entries are missing afterwards: none, unless another thread or process is
    /// at the index just now. `on_progress`: entries reached, entries in all.
    std::int64_t catch_up(const Snapshot& snapshot, const std::function<void(std::int64_t, std::int64_t)>& on_progress = {});

    /// As Record::rest.
    void rest();

    /// The next catch_up makes the file anew, unless another process is at it.
    void begin_anew();

    /// Catches up first. Never throws on what was typed.
    WordAnswer search(const Snapshot& snapshot, const WordQuery& query);
    /// Of all passages with these words one behind the other, in which documents they stand. Catches up first.
    WordPlaces places(const Snapshot& snapshot, std::string_view phrase);

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace comity::record
