// The index of precedents: a file beside the record ("comity.record.precedents") that follows the log, as the word index does. It is read
// through memory, so it opens at once. It knows the position that it has reached, catches up before a question or says how many entries
// are missing, and is made anew if it is missing, damaged, of another version or of another record. It can be deleted at any time.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "concordance/precedents.hpp"
#include "record/record.hpp"
#include "record/word_index.hpp"

namespace comity::record {

/// A document as it is found; one without passages is not.
struct PrecedentText {
    std::string symbol;  ///< canonical; else another name that no other document has
    std::optional<Date> date;
    std::vector<Passage> passages;
};

/// What there is to index, from the module that knows documents. Both are asked within one snapshot.
struct PrecedentTexts {
    int version = 1;  ///< raised when the same entries give other texts
    /// Documents (by a number of the module's own) whose text this entry may have changed.
    std::function<std::vector<std::int64_t>(const Snapshot&, const Entry&)> touched;
    /// A document as it is now.
    std::function<PrecedentText(const Snapshot&, std::int64_t document)> text;
};

/// Thread-safe.
class PrecedentIndex {
public:
    /// Touches no file before the first call.
    PrecedentIndex(const Record& record, PrecedentTexts texts);
    ~PrecedentIndex();

    /// As WordIndex::catch_up.
    std::int64_t catch_up(const Snapshot& snapshot, const std::function<void(std::int64_t, std::int64_t)>& on_progress = {});
    /// The next catch_up makes the file anew, unless another process is at it.
    void begin_anew();

    /// Catches up, then lets `use` ask the index as often as it likes; gives how many entries are missing in it. A damaged file is made
    /// anew and `use` is called once more.
    using Use = std::function<void(const concordance::PrecedentIndex&, concordance::PrecedentScratch&)>;
    std::int64_t ask(const Snapshot& snapshot, const Use& use);

    struct Figures {
        std::size_t documents = 0, segments = 0;
        std::uint64_t bytes = 0;  ///< of segments that count
    };
    /// What is wrong with the file, against one made from the log in memory: sentences; none if it is sound or not there. Changes nothing.
    [[nodiscard]] std::vector<std::string> check(const Snapshot& snapshot) const;
    [[nodiscard]] Figures figures() const;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace comity::record
