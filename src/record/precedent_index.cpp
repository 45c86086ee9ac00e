#include "record/precedent_index.hpp"

#include <filesystem>
#include <mutex>
#include <set>

#include "base/error.hpp"
#include "record/following.hpp"
#include "record/lock.hpp"
#include "record/segment_file.hpp"

namespace comity::record {

namespace {

/// Of the file's own shape.
constexpr int shape = 1;
constexpr std::int64_t entries_at_once = 1024;
/// Room that segments which no longer count may take before the file is written anew: as much as those that count, and this.
constexpr std::uint64_t free_waste = 1U << 20U;

std::string leaf_of(const Entry& entry) { return {reinterpret_cast<const char*>(entry.leaf.data()), entry.leaf.size()}; }

/// The index at one moment: over a mapped file, or over bytes of its own for a record in memory.
struct Contents {
    SegmentState state;
    std::shared_ptr<const SegmentMap> map;                    ///< nullptr in memory
    std::vector<std::shared_ptr<const std::string>> own;      ///< shared: the next contents keep most of them
    concordance::PrecedentIndex index;

    static std::shared_ptr<const Contents> of(std::shared_ptr<const SegmentMap> map) {
        auto contents = std::make_shared<Contents>();
        std::vector<concordance::PrecedentSegment> segments;
        for (std::size_t i = 0; i < map->state().segments.size(); ++i) segments.push_back(concordance::PrecedentSegment::over(map->segment(i)));
        contents->state = map->state();
        contents->map = std::move(map);
        contents->index = concordance::PrecedentIndex(std::move(segments));
        return contents;
    }

    static std::shared_ptr<const Contents> of(SegmentState state, std::vector<std::shared_ptr<const std::string>> own) {
        auto contents = std::make_shared<Contents>();
        std::vector<concordance::PrecedentSegment> segments;
        segments.reserve(own.size());
        for (const auto& bytes : own) segments.push_back(concordance::PrecedentSegment::over(*bytes));
        contents->state = std::move(state);
        contents->own = std::move(own);
        contents->index = concordance::PrecedentIndex(std::move(segments));
        return contents;
    }
};
using Shared = std::shared_ptr<const Contents>;

/// Segments of documents, each as large as a builder makes it.
class Gathering {
public:
    void add(std::int64_t document, const PrecedentText& text) {
        concordance::PrecedentSource source{document, text.symbol, text.date, {}};
        for (const auto& passage : text.passages) source.passages.push_back({passage.place, passage.text});
        builder_.add(source);
        if (builder_.full()) segments_.push_back(builder_.finish());
    }
    std::vector<std::string> all() {
        if (!builder_.empty()) segments_.push_back(builder_.finish());
        return std::move(segments_);
    }

private:
    concordance::PrecedentBuilder builder_;
    std::vector<std::string> segments_;
};

}  // namespace

struct PrecedentIndex::Inside {
    const Record& record;
    PrecedentTexts texts;
    std::filesystem::path file;
    std::mutex writing;              ///< of the pen
    std::optional<Lock> lock;
    mutable std::mutex mutex;        ///< of what follows
    Shared contents;
    bool anew = false;
    std::vector<concordance::PrecedentScratch> scratches;

    Inside(const Record& of, PrecedentTexts what) : record(of), texts(std::move(what)) {
        if (!record.file().empty()) file = record.file().string() + ".precedents";
    }

    [[nodiscard]] std::int64_t version() const { return std::int64_t{texts.version} * 1000 + shape; }

    /// What is there now; nullptr if there is nothing that can be used.
    Shared current() {
        const std::lock_guard hold(mutex);
        if (file.empty() || (contents && contents->map && contents->map->is_current(file))) return contents;
        contents = nullptr;
        try {
            if (auto map = SegmentMap::open(file)) contents = Contents::of(std::move(map));
        } catch (const Error&) {
            // Damaged: like a missing one.
        }
        return contents;
    }

    void put(Shared next) {
        const std::lock_guard hold(mutex);
        contents = std::move(next);
    }

    /// How far it has come, if it belongs to this record and fits this snapshot.
    std::optional<std::int64_t> position(const Shared& now, const Snapshot& snapshot) const {
        if (!now || now->state.identity != snapshot.index_identity() || now->state.version != version()) return std::nullopt;
        const std::int64_t reached = now->state.position;
        if (reached == 0) return 0;
        const auto entry = snapshot.at(reached - 1);
        // Another process may have gone further than our snapshot: then it is ahead, not wrong.
        if (!entry) return reached > snapshot.size() && record.snapshot().size() >= reached ? std::optional(snapshot.size()) : std::nullopt;
        if (leaf_of(*entry) != now->state.leaf) return std::nullopt;
        return reached;
    }

    std::int64_t missing(const Snapshot& snapshot) { return snapshot.size() - position(current(), snapshot).value_or(0); }

    bool take_pen() {
        if (file.empty() || lock) return true;
        try {
            lock = Lock::try_take(file.string() + ".lock");
        } catch (const Error&) {
            // A folder that can't be written: the index serves as it is.
        }
        return lock.has_value();
    }

    /// `identity`: of the state that it is to follow (Snapshot::index_identity).
    void make_anew(std::string identity) {
        SegmentState state;
        state.identity = std::move(identity);
        state.version = version();
        if (file.empty()) return put(Contents::of(std::move(state), {}));
        replace_segments(file, {}, std::move(state));
        put(nullptr);
    }

    /// The next state: segments behind the old ones, those merged that are not much larger than what comes.
    void commit(const Shared& now, std::vector<std::string> added, SegmentState state) {
        std::uint64_t size = 0, live = 0;
        for (const auto& bytes : added) size += bytes.size();
        std::size_t kept = now->state.segments.size();
        if (file.empty()) kept = now->own.size();
        const auto old_size = [&](std::size_t i) { return std::uint64_t{now->index.segments()[i].size()}; };
        for (; kept > 0 && old_size(kept - 1) < 2 * size; --kept) size += old_size(kept - 1);
        if (kept + 1 > SegmentState::most_segments) kept = 0;
        for (std::size_t i = 0; i < kept; ++i) live += old_size(i);
        auto segments = now->index.segments();
        for (const auto& bytes : added) segments.push_back(concordance::PrecedentSegment::over(bytes));
        const std::size_t all = segments.size();
        // Over all segments, so that what is new counts against what is kept.
        std::vector<std::string> last;
        if (all > kept) last.push_back(all == kept + 1 && !added.empty() ? std::move(added.back()) : concordance::PrecedentIndex(std::move(segments)).merged(kept, all));
        if (file.empty()) {
            std::vector<std::shared_ptr<const std::string>> own(now->own.begin(), now->own.begin() + static_cast<std::ptrdiff_t>(kept));
            for (auto& bytes : last) own.push_back(std::make_shared<const std::string>(std::move(bytes)));
            return put(Contents::of(std::move(state), std::move(own)));
        }
        for (const auto& bytes : last) live += bytes.size();
        if (kept == 0 || now->map->file_size() + size > 2 * live + free_waste) {
            std::vector<std::string_view> whole;
            for (std::size_t i = 0; i < kept; ++i) whole.push_back(now->map->segment(i));
            whole.insert(whole.end(), last.begin(), last.end());
            replace_segments(file, whole, std::move(state));
        } else {
            append_segments(file, *now->map, kept, last, std::move(state));
        }
    }

    std::int64_t follow(const Snapshot& snapshot, const Shared& now, std::int64_t reached) {
        const auto entries = snapshot.from(reached, entries_at_once);
        std::set<std::int64_t> documents;
        for (const auto& entry : entries) {
            for (const auto document : texts.touched(snapshot, entry)) documents.insert(document);
        }
        Gathering gathering;
        for (const auto document : documents) gathering.add(document, texts.text(snapshot, document));
        SegmentState state = now->state;
        state.position = entries.back().position + 1;
        state.leaf = leaf_of(entries.back());
        commit(now, gathering.all(), std::move(state));
        return entries.back().position + 1;
    }

    void follow_to_end(const Snapshot& snapshot, const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
        Shared now = current();
        auto reached = position(now, snapshot);
        if (!reached || anew) {
            make_anew(snapshot.index_identity());
            anew = false;
            reached = 0;
        }
        while (*reached < snapshot.size()) {
            now = current();
            if (!now) throw Error(Fault::unavailable, "the index {} can't be read: see that its folder can be used", file.string());
            reached = follow(snapshot, now, *reached);
            if (on_progress) on_progress(*reached, snapshot.size());
        }
    }

    concordance::PrecedentScratch scratch() {
        const std::lock_guard hold(mutex);
        if (scratches.empty()) return {};
        auto one = std::move(scratches.back());
        scratches.pop_back();
        return one;
    }
    void give_back(concordance::PrecedentScratch one) {
        const std::lock_guard hold(mutex);
        if (scratches.size() < 2) scratches.push_back(std::move(one));
    }
};

PrecedentIndex::PrecedentIndex(const Record& record, PrecedentTexts texts) : inside_(std::make_unique<Inside>(record, std::move(texts))) {}
PrecedentIndex::~PrecedentIndex() = default;

std::int64_t PrecedentIndex::catch_up(const Snapshot& snapshot, const std::function<void(std::int64_t, std::int64_t)>& on_progress) {
    const std::unique_lock hold(inside_->writing, std::try_to_lock);
    if (!hold.owns_lock() || !inside_->take_pen()) return inside_->missing(snapshot);
    follow_or_make_anew(*inside_, snapshot, on_progress);
    return 0;
}

void PrecedentIndex::begin_anew() {
    const std::lock_guard hold(inside_->writing);
    inside_->anew = true;
}

std::int64_t PrecedentIndex::ask(const Snapshot& snapshot, const Use& use) {
    const std::int64_t missing = catch_up(snapshot);
    const auto once = [&] {
        const Shared now = inside_->current();
        static const concordance::PrecedentIndex nothing;
        auto scratch = inside_->scratch();
        use(now && inside_->position(now, snapshot) ? now->index : nothing, scratch);
        inside_->give_back(std::move(scratch));
    };
    try {
        once();
    } catch (const Error& error) {
        if (error.fault() != Fault::unavailable) throw;
        begin_anew();
        if (catch_up(snapshot) > 0) throw;
        once();
    }
    return missing;
}

std::vector<std::string> PrecedentIndex::check(const Snapshot& snapshot) const {
    std::vector<std::string> sentences;
    const Shared now = inside_->current();
    const auto reached = inside_->position(now, snapshot);
    if (!now || !reached) return sentences;  // the next question makes it
    try {
        for (const auto& segment : now->index.segments()) segment.check();
        Gathering gathering;
        std::set<std::int64_t> documents;
        for (std::int64_t at = 0; at < *reached;) {
            const auto entries = snapshot.from(at, std::min(entries_at_once, *reached - at));
            for (const auto& entry : entries) {
                for (const auto document : inside_->texts.touched(snapshot, entry)) documents.insert(document);
            }
            at = entries.back().position + 1;
        }
        if (*reached < snapshot.size()) return sentences;  // the texts are as they are now, not as they were then
        for (const auto document : documents) gathering.add(document, inside_->texts.text(snapshot, document));
        const auto bytes = gathering.all();
        std::vector<concordance::PrecedentSegment> segments;
        segments.reserve(bytes.size());
        for (const auto& one : bytes) segments.push_back(concordance::PrecedentSegment::over(one));
        if (concordance::PrecedentIndex(std::move(segments)).digest() != now->index.digest()) {
            sentences.emplace_back("it does not hold what the texts of the record say: comity rebuild makes it anew");
        }
    } catch (const Error& error) {
        sentences.emplace_back(error.what());
    }
    return sentences;
}

PrecedentIndex::Figures PrecedentIndex::figures() const {
    Figures figures;
    if (const Shared now = inside_->current()) {
        figures.documents = now->index.documents();
        figures.segments = now->index.segments().size();
        for (const auto& segment : now->index.segments()) figures.bytes += segment.size();
    }
    return figures;
}

}  // namespace comity::record
