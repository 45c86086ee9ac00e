#include "record/verification.hpp"

#include <unordered_map>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "record/compression.hpp"
#include "record/log.hpp"
#include "record/rebuilding.hpp"

namespace comity::record {

namespace {

constexpr std::size_t most_findings = 100;

class Verifier {
public:
    using Progress = std::function<void(std::string_view, std::int64_t, std::int64_t)>;
    Verifier(const Record& record, const Snapshot& moment, db::Connection& stored, const Progress& progress)
        : record_(record), moment_(moment), stored_(stored), progress_(progress) {}

    Verification all() {
        step(Finding::Where::file, "the file", [&] { file(); });
        step(Finding::Where::entry, "the log", [&] { entries(); });
        step(Finding::Where::bytes, "the kept bytes", [&] { bytes(); });
        step(Finding::Where::table, "the derived tables", [&] { tables(); });
        return std::move(result_);
    }

private:
    const Record& record_;
    const Snapshot& moment_;
    db::Connection& stored_;
    const Progress& progress_;
    Verification result_;

    void find(Finding::Where where, std::string what, std::string sentence) {
        if (result_.findings.size() < most_findings) result_.findings.push_back({where, std::move(what), std::move(sentence)});
    }

    /// What is so damaged that it can't even be read is a finding like any other, and the next step still runs.
    template <typename Step>
    void step(Finding::Where where, const char* what, Step run) {
        try {
            run();
        } catch (const Error& error) {
            find(where, what, fmt::format("could not be read to the end: {}", error.what()));
        }
    }

    void tell(std::string_view step, std::int64_t done, std::int64_t in_all) const {
        if (progress_) progress_(step, done, in_all);
    }

    void file() {
        const std::string complaints = stored_.check();
        if (!complaints.empty()) find(Finding::Where::file, "the file", fmt::format("the database finds its own file damaged: {}", complaints));
    }

    void entries() {
        const std::int64_t in_all = log::size(stored_);
        std::unordered_map<std::string, std::int64_t> revisions;
        std::string last_time;
        log::each_raw(stored_, [&](const log::Raw& raw) {
            const std::string what = fmt::format("entry {}", raw.position);
            const auto wrong = [&](std::string sentence) { find(Finding::Where::entry, what, std::move(sentence)); };
            const Sha256 leaf = sha256(raw.salt + raw.canonical);
            if (raw.leaf != std::string_view(reinterpret_cast<const char*>(leaf.data()), leaf.size())) {
                wrong("its hash is not that of its text: one of them was changed after it was written");
            }
            if (raw.position != result_.entries) wrong(fmt::format("entry {} should stand here: entries are missing or were moved", result_.entries));
            if (raw.when < last_time) wrong("its time lies before that of the entry in front");
            last_time = raw.when;
            auto& revision = revisions[raw.subject];
            if (raw.revision != revision + 1) wrong(fmt::format("revision {} of {} follows revision {}", raw.revision, raw.subject, revision));
            revision = raw.revision;
            columns(raw, wrong);
            result_.entries = raw.position + 1;
            tell("entries", result_.entries, in_all);
        });
    }

    /// The columns only find entries; a changed one would hide or misplace what is signed for.
    template <typename Wrong>
    void columns(const log::Raw& raw, const Wrong& wrong) {
        try {
            const json::Value value = json::parse(raw.canonical);
            const Entry entry = entry_from(value);
            if (entry.subject != raw.subject || entry.kind != raw.kind || entry.revision != raw.revision || entry.when != raw.when) {
                wrong("the columns that find it say something else than its text");
            }
            if (json::canonical(value) != raw.canonical) wrong("its text is not in the canonical form");
        } catch (const Error& error) {
            wrong(error.what());
        }
    }

    void bytes() {
        const std::int64_t in_all = log::kept(stored_);
        log::each_kept(stored_, [&](std::string_view hash, std::int64_t size, std::string_view small) {
            const std::string digits = hex(hash);
            try {
                const std::string kept = decompressed(small);
                if (hex(sha256(kept)) != digits || static_cast<std::int64_t>(kept.size()) != size) {
                    find(Finding::Where::bytes, digits, "the bytes kept under this hash are others");
                }
            } catch (const Error&) {
                find(Finding::Where::bytes, digits, "the bytes kept under this hash are damaged and can't be unpacked");
            }
            tell("bytes", ++result_.kept, in_all);
        });
    }

    void tables() {
        if (outdated(stored_, record_.derivations())) {
            find(Finding::Where::table, "the derived tables", "they were made by another version of Comity: comity rebuild makes them anew");
            return;
        }
        for (const auto& derivation : record_.derivations()) {
            const std::string sentence = derivation->older_rows(stored_);
            if (sentence.empty()) continue;
            find(Finding::Where::table, fmt::format("the derived tables \"{}\"", derivation->name()), sentence);
            return;
        }
        auto anew = db::Connection::temporary();
        rebuild_tables({moment_, anew, record_.purpose()}, record_.derivations(), stored_,
                       [&](std::int64_t done, std::int64_t in_all) { tell("tables", done, in_all); });
        for (const auto& derivation : record_.derivations()) {
            for (const auto& table : derivation->tables()) compare(table, anew);
        }
    }

    void compare(const DerivedTable& table, db::Connection& anew) {
        auto have = stored_.query(table.rows);
        auto want = anew.query(table.rows);
        ++result_.tables;
        for (std::int64_t row = 0;; ++row) {
            const bool here = have.next();
            const bool there = want.next();
            if (!here && !there) return;
            const auto form = [&](const db::Rows& rows) { return table.comparable != nullptr ? table.comparable(rows) : rows.whole(); };
            if (here != there || form(have) != form(want)) {
                find(Finding::Where::table, fmt::format("table {}, row {}", table.name, row),
                     "it differs from what the log and the documents give: comity rebuild makes the tables anew");
                return;  // the rows behind it would only be out of step
            }
            ++result_.rows;
        }
    }
};

}  // namespace

Verification verify(const Record& record, const std::function<void(std::string_view, std::int64_t, std::int64_t)>& on_progress) {
    const Snapshot moment = record.snapshot_as_it_is();
    return Verifier(record, moment, moment.tables(), on_progress).all();
}

}  // namespace comity::record
