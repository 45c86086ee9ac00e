#include "record/verification.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

#include <sodium.h>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "record/compression.hpp"
#include "record/erasure.hpp"
#include "proof/tiles.hpp"
#include "record/judging.hpp"
#include "record/log.hpp"
#include "record/mirror_rows.hpp"
#include "record/open_form.hpp"
#include "record/rebuilding.hpp"
#include "record/receipts.hpp"
#include "record/tree.hpp"
#include "system/chance.hpp"

namespace comity::record {

namespace {

constexpr std::size_t most_findings = 100;

/// The last revision of each subject, by a fingerprint of its name that nobody can aim at: a million names take no more room than their number asks for.
class Revisions {
public:
    explicit Revisions(std::int64_t entries) : key_(drawn_bytes(crypto_shorthash_siphashx24_KEYBYTES)) { last_.reserve(static_cast<std::size_t>(entries)); }

    /// Gives the one before, 0 if there was none.
    std::int64_t replace(std::string_view subject, std::int64_t revision) {
        Fingerprint fingerprint;
        crypto_shorthash_siphashx24(reinterpret_cast<unsigned char*>(fingerprint.data()), reinterpret_cast<const unsigned char*>(subject.data()), subject.size(),
                                    reinterpret_cast<const unsigned char*>(key_.data()));
        return std::exchange(last_[fingerprint], revision);
    }

private:
    using Fingerprint = std::array<std::uint64_t, 2>;
    struct Half {
        std::size_t operator()(const Fingerprint& fingerprint) const noexcept { return fingerprint[0]; }
    };
    std::string key_;
    std::unordered_map<Fingerprint, std::int64_t, Half> last_;
};

class Verifier {
public:
    using Progress = std::function<void(std::string_view, std::int64_t, std::int64_t)>;
    /// `signed_last` was read before the moment was taken: beside a holder the log may have signed for more since.
    Verifier(const Record& record, std::optional<proof::Note> signed_last, const Snapshot& moment, const Progress& progress, std::span<const proof::Checkpoint> held)
        : record_(record), signed_last_(std::move(signed_last)), moment_(moment), stored_(moment.tables()), progress_(progress), held_(held) {}

    Verification log() {
        step(Finding::Where::entry, "the log", [&] { entries(); });
        step(Finding::Where::tree, "the log's tree", [&] { heads(); });
        return std::move(result_);
    }

    Verification all() {
        step(Finding::Where::file, "the file", [&] { file(); });
        step(Finding::Where::entry, "the log", [&] { entries(); });
        step(Finding::Where::tree, "the log's tree", [&] { heads(); });
        step(Finding::Where::bytes, "the kept bytes", [&] { bytes(); });
        step(Finding::Where::table, "the derived tables", [&] { tables(); });
        return std::move(result_);
    }

private:
    const Record& record_;
    std::optional<proof::Note> signed_last_;
    const Snapshot& moment_;
    db::Connection& stored_;
    const Progress& progress_;
    std::span<const proof::Checkpoint> held_;
    std::vector<std::string> growing_;       ///< of the tree: the last tile of each level, as the entries give it
    std::vector<std::int64_t> whole_tiles_;  ///< of each level
    std::set<std::int64_t> erased_, said_to_be_;  ///< entries without a text; those of which an entry says that they were erased
    std::int64_t withheld_ = 0;              ///< entries of a mirror without their text
    std::optional<std::int64_t> withheld_before_;
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
        Revisions revisions(in_all);
        std::string last_time;
        each_judged(stored_, [&](const Judged& judged) {
            const log::RawView& row = judged.row;
            const auto wrong = [&](std::string sentence) { find(Finding::Where::entry, fmt::format("entry {}", row.position), std::move(sentence)); };
            if (row.position != result_.entries) wrong(fmt::format("entry {} should stand here: entries are missing or were moved", result_.entries));
            result_.entries = row.position + 1;
            grow(0, judged.node);
            tell("entries", result_.entries, in_all);
            if (row.kind == erased_kind && row.salt.empty() && row.canonical.empty()) {
                erased_.insert(row.position);
                return;
            }
            if (row.kind == open_form::withheld_kind && row.salt.empty() && row.canonical.empty()) {
                withheld(log::raw_of(row), wrong);
                return;
            }
            if (!judged.leaf_holds) wrong("its hash is not that of its text: one of them was changed after it was written");
            if (row.when < last_time) wrong("its time lies before that of the entry in front");
            last_time = row.when;
            const std::int64_t before = revisions.replace(row.subject, row.revision);
            // As many revisions as entries that are withheld here may be missing between two.
            const std::int64_t skipped = row.revision - before - 1;
            if (skipped < 0 || skipped > withheld_) wrong(fmt::format("revision {} of {} follows revision {}", row.revision, row.subject, before));
            if (!judged.surely_sound) text(row, wrong);
        });
        for (const std::int64_t position : erased_) {
            if (said_to_be_.count(position) == 0) find(Finding::Where::entry, fmt::format("entry {}", position), "its text is gone, and no entry says that it was erased");
        }
        for (const std::int64_t position : said_to_be_) {
            if (erased_.count(position) == 0) find(Finding::Where::entry, fmt::format("entry {}", position), "an entry says that it was erased, and its text stands");
        }
    }

    /// Only a mirror has them, and a record that was one, from before it began anew.
    template <typename Wrong>
    void withheld(const log::Raw& raw, const Wrong& wrong) {
        if (!withheld_before_) {
            withheld_before_ = log::is_mirror(stored_) ? std::numeric_limits<std::int64_t>::max() : 0;
            for (const Entry& entry : moment_.history("log")) {
                if (entry.state.text("reason") == "mirrored") withheld_before_ = std::max(*withheld_before_, entry.position);
            }
        }
        if (raw.position >= *withheld_before_) wrong("its text is not here, though this is no mirror: it was taken out after it was written");
        const log::Raw form = log::without_text(raw, open_form::withheld_kind);
        if (raw.subject != form.subject || raw.revision != form.revision || !raw.when.empty()) wrong("it is withheld, and has something of its text");
        ++withheld_;
    }

    void grow(std::size_t level, const Sha256& hash) {
        if (growing_.size() == level) {
            growing_.emplace_back();
            whole_tiles_.push_back(0);
        }
        std::string& tile = growing_[level];
        tile.append(reinterpret_cast<const char*>(hash.data()), hash.size());
        if (tile.size() < proof::tile_bytes) return;
        hold_tile(level, whole_tiles_[level]++, tile);
        const Sha256 above = proof::hash_in_tile(tile, proof::tile_height, 0);
        tile.clear();
        grow(level + 1, above);
    }

    void hold_tile(std::size_t level, std::int64_t number, std::string_view hashes) {
        if (!stored_.has_table("tile")) return;  // written by an older program; it is made at the next act
        if (tree::stored_hashes(stored_, static_cast<unsigned>(level), static_cast<std::uint64_t>(number)) == hashes) return;
        find(Finding::Where::tree, fmt::format("tile {} of level {} of the log's tree", number, level),
             "it is not the one that the entries give: comity rebuild makes the tree anew");
    }

    /// The tree as a whole, against what was said of it before.
    void heads() {
        for (std::size_t level = 1; level < growing_.size(); ++level) {
            if (!growing_[level].empty()) hold_tile(level, whole_tiles_[level], growing_[level]);
        }
        result_.root = root_of(static_cast<std::uint64_t>(result_.entries));
        if (signed_last_) {
            const auto said = proof::checkpoint_in(*signed_last_);
            if (said.origin == origin_of(record_, moment_)) hold("what the log signed last", said);
        }
        if (const auto inside = log::backup_checkpoint(stored_)) hold("the checkpoint in this backup", proof::checkpoint_in(*inside));
        for (const proof::Checkpoint& one : held_) {
            if (one.origin != origin_of(record_, moment_) && !was_called(one.origin)) {
                find(Finding::Where::tree, fmt::format("the checkpoint of {}", one.origin), "it is of another log, and says nothing of this one");
                continue;
            }
            hold(fmt::format("the checkpoint of {} entries", one.size), one);
        }
    }

    [[nodiscard]] std::uint64_t size() const { return static_cast<std::uint64_t>(result_.entries); }

    void hold(const std::string& what, const proof::Checkpoint& said) {
        if (said.size > size()) {
            find(Finding::Where::tree, what, fmt::format("it says that there were {} entries, and there are {}: some are gone", said.size, size()));
        } else if (root_of(said.size) != said.root) {
            find(Finding::Where::tree, what, "the entries that it signs for were others: one of them was altered, dropped or slipped in");
        }
    }

    /// From the tiles, which have been held against the entries.
    Sha256 root_of(std::uint64_t size) { return root_at(moment_, size); }

    /// A log that began anew after a restore names the one before.
    bool was_called(const std::string& origin) {
        if (origin == "comity/" + record_.identity()) return true;
        for (const Entry& entry : moment_.history("log")) {
            if (entry.state.text("origin") == origin) return true;
        }
        return false;
    }

    /// The columns only find entries; a changed one would hide or misplace what is signed for.
    template <typename Wrong>
    void text(const log::RawView& raw, const Wrong& wrong) {
        try {
            const json::Value value = json::parse(raw.canonical);
            const Entry entry = entry_from(value);
            if (entry.subject != raw.subject || entry.kind != raw.kind || entry.revision != raw.revision || entry.when != raw.when) {
                wrong("the columns that find it say something else than its text");
            }
            if (json::canonical(value) != raw.canonical) wrong("its text is not in the canonical form");
            for (const std::int64_t position : erased_by(entry)) said_to_be_.insert(position);
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
        auto have = stored_.walk(table.rows);
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

Verification verify(const Record& record, const std::function<void(std::string_view, std::int64_t, std::int64_t)>& on_progress,
                    std::span<const proof::Checkpoint> held) {
    auto signed_last = last_checkpoint(record);
    const Snapshot moment = record.snapshot_as_it_is();
    return Verifier(record, std::move(signed_last), moment, on_progress, held).all();
}

Verification verify_log(const Record& record, std::span<const proof::Checkpoint> held) {
    auto signed_last = last_checkpoint(record);
    const Snapshot moment = record.snapshot_as_it_is();
    return Verifier(record, std::move(signed_last), moment, {}, held).log();
}

}  // namespace comity::record
