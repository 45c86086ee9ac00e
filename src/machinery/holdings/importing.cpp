#include <algorithm>
#include <chrono>
#include <set>

#include <malloc.h>

#include "base/error.hpp"
#include "converting/converting.hpp"
#include "machinery/holdings/files.hpp"
#include "machinery/holdings/inside.hpp"
#include "machinery/holdings/library_files.hpp"
#include "machinery/holdings/packed.hpp"
#include "machinery/holdings/pipeline.hpp"
#include "machinery/holdings/review_lists.hpp"
#include "machinery/holdings/sentences.hpp"
#include "machinery/holdings/vote_tables.hpp"
#include "record/compression.hpp"

namespace comity::holdings {

namespace {

using Clock = std::chrono::steady_clock;

/// A batch is committed after this time, and a file at most is read between: what is reported as done is at most a second old.
constexpr auto longest_batch = std::chrono::milliseconds(700);
constexpr std::size_t largest_batch = std::size_t{32} << 20;
constexpr unsigned reading_threads = 2;

/// A file that has been read, ready to be written.
struct Prepared {
    FileResult result;
    std::string bytes;
    std::optional<converting::Converted> converted;  ///< what was read in their place
    Reading reading;
};

class Importer {
public:
    Importer(record::Record& record, record::WordIndex& words, record::PrecedentIndex& precedents, const vocabulary::Vocabulary& vocabulary, const Reader& reader,
             const ImportRequest& request, const ImportProgress& progress)
        : record_(record), words_(words), precedents_(precedents), vocabulary_(vocabulary), reader_(reader), request_(request), progress_(progress) {}

    ImportSummary run() {
        refuse_wrong_record();
        FoundFiles found = find_files(request_.paths);
        if (progress_.on_step) progress_.on_step(files_found, 0, static_cast<std::int64_t>(found.files.size()));
        const std::vector<VoteFiles> tables = take_vote_tables(found);
        for (const auto& table : tables) in_all_ += table.paths().size();
        const std::vector<std::filesystem::path> catalogues = take_library_files(found);
        in_all_ += catalogues.size();
        const std::vector<ReviewList> lists = take_review_lists(found);
        in_all_ += lists.size();
        files_ = std::move(found.files);
        in_all_ += files_.size();
        for (const auto& path : found.passed_over) summary_.passed_over.push_back(path.string());
        known_ = known();
        std::vector<std::uintmax_t> sizes;
        for (const auto& file : files_) sizes.push_back(file.size);
        Pipeline<Prepared> pipeline(std::move(sizes), reading_threads, [this](std::size_t index) { return prepare(files_[index]); });
        for (std::size_t i = 0; i < files_.size() && !summary_.stopped; ++i) {
            if (progress_.stop.stop_requested()) {
                summary_.stopped = true;
                break;
            }
            // A file that takes long to read doesn't keep those before it waiting, nor the pen.
            if (writing_ && !pipeline.ready_by(begun_ + longest_batch)) commit();
            take(pipeline.next());
        }
        commit();
        for (const auto& table : tables) take(table);
        for (const auto& catalogue : catalogues) take(catalogue);
        for (const auto& list : lists) take(list);
        return std::move(summary_);
    }

private:
    record::Record& record_;
    record::WordIndex& words_;
    record::PrecedentIndex& precedents_;
    const vocabulary::Vocabulary& vocabulary_;
    const Reader& reader_;
    const ImportRequest& request_;
    const ImportProgress& progress_;
    ImportSummary summary_;
    std::vector<FoundFile> files_;
    std::vector<std::string> known_;  ///< hashes in the record before, sorted; the readers' threads look into it
    std::set<std::string> added_;     ///< and those that came since

    std::optional<record::Writing> writing_;
    Clock::time_point begun_;
    std::size_t batch_bytes_ = 0;
    std::vector<FileResult> waiting_;  ///< results of this batch, told once it is durable
    std::size_t done_ = 0, in_all_ = 0;

    /// A data set of votes, in one transaction of its own.
    void take(const VoteFiles& files) {
        if (summary_.stopped || progress_.stop.stop_requested()) {
            summary_.stopped = true;
            return;
        }
        for (auto& result : import_votes(record_, vocabulary_, files, request_, progress_)) tell(std::move(result));
        summary_.stopped = progress_.stop.stop_requested();
        words_.catch_up(record_.snapshot());
        precedents_.catch_up(record_.snapshot());
    }

    /// Facts of a library, in one transaction of their own.
    void take(const std::filesystem::path& catalogue) {
        summary_.stopped = summary_.stopped || progress_.stop.stop_requested();
        if (!summary_.stopped) tell(import_library_file(record_, vocabulary_, catalogue, request_));
    }

    /// A list of recommendations, in one transaction of its own.
    void take(const ReviewList& list) {
        summary_.stopped = summary_.stopped || progress_.stop.stop_requested();
        if (summary_.stopped) return;
        tell(import_review_list(record_, list, request_, progress_));
        summary_.stopped = progress_.stop.stop_requested();
    }

    void refuse_wrong_record() const {
        if (record_.purpose() == request_.into) return;
        if (record_.purpose() == record::Purpose::demonstration) {
            throw Error(Fault::refused, say(sentences::this_is_the_demonstration));
        }
        throw Error(Fault::refused, say(sentences::this_is_no_demonstration, record_.file().string()));
    }

    std::vector<std::string> known() const {
        const auto snapshot = record_.snapshot();
        auto rows = snapshot.tables().query(R"sql(SELECT sha256 FROM document ORDER BY sha256)sql");
        std::vector<std::string> hashes;
        while (rows.next()) hashes.emplace_back(rows.text(0));
        return hashes;
    }

    /// As the record has it, with corrections.
    std::optional<std::string> symbol_of(const std::string& hash) const {
        const auto snapshot = record_.snapshot();
        auto rows = snapshot.tables().query(R"sql(SELECT symbol FROM document WHERE sha256 = $1)sql", hash);
        return rows.next() ? rows.maybe_text(0) : std::nullopt;
    }

    /// On a reader's thread: nothing of the record is touched.
    Prepared prepare(const FoundFile& file) const {
        Prepared prepared;
        prepared.result.path = file.path.string();
        const auto refuse = [&](std::string reason) {
            prepared.result.outcome = Outcome::could_not_be_read;
            prepared.result.reason = std::move(reason);
            prepared.bytes.clear();
        };
        if (!file.refused.empty()) {
            refuse(file.refused);
            return prepared;
        }
        try {
            prepared.bytes = bytes_of(file);
            prepared.result.sha256 = hex(sha256(prepared.bytes));
            if (std::binary_search(known_.begin(), known_.end(), prepared.result.sha256)) {
                prepared.result.outcome = Outcome::already_there;
                prepared.bytes.clear();
                return prepared;
            }
            prepared.converted = converting::made_readable(prepared.bytes);
            auto document = reader_.read(converting::readable(prepared.bytes, prepared.converted), vocabulary_, kept_name(file.path));
            document.sha256 = prepared.result.sha256;
            prepared.result.symbol = document.symbol;
            prepared.result.doubts = static_cast<int>(std::count_if(document.diagnostics.begin(), document.diagnostics.end(),
                                                                    [](const auto& d) { return d.severity != document::Severity::note; }));
            prepared.reading = make_reading(document, reader_.version);
        } catch (const Error& error) {
            refuse(error.what());
        } catch (const std::bad_alloc&) {
            refuse("it is too large for the memory at hand");
        } catch (const std::exception& error) {
            refuse(fmt::format("reading it failed by a mistake of the program ({}): please report this file", error.what()));  // and the other files go on
        }
        return prepared;
    }

    void take(Prepared prepared) {
        if (prepared.result.outcome == Outcome::added) {
            if (added_.count(prepared.result.sha256) > 0) {
                prepared.result.outcome = Outcome::already_there;
            } else {
                write(prepared);
            }
        }
        waiting_.push_back(std::move(prepared.result));
        const bool full = writing_ && (Clock::now() - begun_ >= longest_batch || batch_bytes_ >= largest_batch);
        if (full || !writing_) commit();
    }

    void write(Prepared& prepared) {
        if (!writing_) {
            writing_.emplace(record_.write());
            begun_ = Clock::now();
            batch_bytes_ = 0;
        }
        // Somebody else may have brought it in between two batches.
        if (writing_->now().last(document_subject(prepared.result.sha256))) {
            prepared.result.outcome = Outcome::already_there;
            return;
        }
        writing_->keep(prepared.bytes);
        put_reading(writing_->now().tables(), prepared.reading);
        record::Draft draft;
        draft.subject = document_subject(prepared.result.sha256);
        draft.kind = "document";
        draft.act = "import";
        draft.state = json::Object{{"sha256", prepared.result.sha256},
                                   {"file_name", kept_name(prepared.result.path)},
                                   {"size", prepared.bytes.size()},
                                   {"view", "in"}};
        if (prepared.converted) {
            // Kept with what came: who reads the record later, a mirror or a rebuild, needs no converter and reads the same.
            draft.schema = with_converted_bytes;
            draft.state.put("converted", json::Object{{"sha256", writing_->keep(prepared.converted->bytes)}, {"by", prepared.converted->by}});
        }
        draft.who = request_.who;
        draft.on_behalf_of = request_.on_behalf_of;
        draft.why = request_.why;
        draft.authority = request_.authority;
        writing_->append(draft);
        added_.insert(prepared.result.sha256);
        batch_bytes_ += prepared.bytes.size() + (prepared.converted ? prepared.converted->bytes.size() : 0);
    }

    void commit() {
        const bool written = writing_.has_value();
        if (written) {
            writing_->commit();
            writing_.reset();
        }
        for (auto& result : waiting_) tell(std::move(result));
        waiting_.clear();
        if (!written) return;
        // The indexes keep up, so that the first search after an import waits for nothing. They are no part of what must be durable.
        words_.catch_up(record_.snapshot());
        precedents_.catch_up(record_.snapshot());
    }

    void tell(FileResult result) {
        ++done_;
        switch (result.outcome) {
            case Outcome::added: ++summary_.added; break;
            case Outcome::already_there:
                ++summary_.already_there;
                if (result.remark.empty()) result.symbol = symbol_of(result.sha256);
                break;
            case Outcome::could_not_be_read: ++summary_.could_not_be_read; break;
        }
        if (progress_.on_file) progress_.on_file(result, done_, in_all_);
        if (result.outcome == Outcome::could_not_be_read) summary_.refused.push_back(std::move(result));
    }
};

/// A document that an older reader has read, read again.
struct Reread {
    std::string sha256;
    bool changed = false;
    Reading reading;
    std::string failed;
};

}  // namespace

ImportSummary Holdings::import(const ImportRequest& request, const ImportProgress& progress) {
    auto summary = Importer(*inside_->record, inside_->words, inside_->precedents, inside_->vocabulary, inside_->reader, request, progress).run();
    if (summary.added > 0) (void)inside_->gathered_at(inside_->record->snapshot());  // the next server that starts has its series at hand
    // A server goes on for weeks after an import: the memory of it is given back.
    inside_->record->rest();
    inside_->words.rest();
    malloc_trim(0);
    return summary;
}

RebuildSummary Holdings::rebuild(const StepProgress& progress) {
    RebuildSummary summary;
    std::vector<std::string> hashes;
    std::vector<std::uintmax_t> sizes;
    {
        const auto snapshot = inside_->record->snapshot();
        auto rows = snapshot.tables().query(R"sql(SELECT sha256, length(structure) FROM reading WHERE reader <> $1 ORDER BY sha256)sql",
                                            inside_->reader.version);
        while (rows.next()) {
            hashes.emplace_back(rows.text(0));
            sizes.push_back(static_cast<std::uintmax_t>(rows.integer(1)) * 4);
        }
    }
    Pipeline<Reread> pipeline(std::move(sizes), reading_threads, [&](std::size_t index) {
        Reread again{hashes[index], false, {}, {}};
        try {
            const auto snapshot = inside_->record->snapshot();
            const auto entry = snapshot.last(document_subject(again.sha256));
            COMITY_ENSURE(entry);
            const auto document = read_kept(inside_->reader, snapshot, *entry, inside_->vocabulary);
            again.changed = document != reading_of(snapshot.tables(), again.sha256);
            again.reading = make_reading(document, inside_->reader.version);
        } catch (const Error& error) {
            again.failed = error.what();
        }
        return again;
    });
    const auto tell = [&](std::string_view step, std::int64_t done, std::int64_t in_all) {
        if (progress) progress(step, done, in_all);
    };
    const auto in_all = static_cast<std::int64_t>(hashes.size());
    for (std::size_t i = 0; i < hashes.size();) {
        // A reading and the rows made of it come in one step: whenever this stops, the tables fit.
        auto writing = inside_->record->write();
        for (const auto begun = Clock::now(); i < hashes.size() && Clock::now() - begun < longest_batch; ++i) {
            const Reread again = pipeline.next();
            if (!again.failed.empty()) {
                summary.could_not_be_read.push_back(fmt::format("{}: {}", again.sha256.substr(0, 8), again.failed));
                continue;
            }
            put_reading(writing.now().tables(), again.reading);
            refresh({writing.now(), writing.now().tables(), inside_->record->purpose()}, again.sha256);
            ++summary.reread;
            summary.changed += again.changed ? 1 : 0;
        }
        writing.commit();
        tell("documents", static_cast<std::int64_t>(i), in_all);
    }
    inside_->record->rebuild([&](std::int64_t done, std::int64_t all) { tell("tables", done, all); });
    {
        const std::lock_guard lock(inside_->recurring_mutex);
        inside_->recurring_as_of = -1;  // a title may read differently now
    }
    {
        const std::lock_guard lock(inside_->overview_mutex);
        inside_->overview_as_of = -1;
    }
    {
        const std::lock_guard lock(inside_->gathered_mutex);
        inside_->gathered = nullptr;
        KeptSeries::forget(*inside_->record);
    }
    {
        const std::lock_guard lock(inside_->agreed_mutex);
        inside_->agreed_texts = nullptr;
    }
    inside_->words.begin_anew();
    inside_->words.catch_up(inside_->record->snapshot(), [&](std::int64_t done, std::int64_t all) { tell("words", done, all); });
    inside_->precedents.begin_anew();
    inside_->precedents.catch_up(inside_->record->snapshot(), [&](std::int64_t done, std::int64_t all) { tell("precedents", done, all); });
    (void)inside_->gathered_at(inside_->record->snapshot());  // and are kept, so that the next question about a series has not to wait for them
    summary.no_longer_fit = corrections_to_review().size();
    return summary;
}

}  // namespace comity::holdings
