// The series in a file beside the record: JSON of small arrays, under a line that says of what state they are.
#include <bit>
#include <fstream>

#include <sys/stat.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "json/json.hpp"
#include "machinery/holdings/gathering.hpp"
#include "record/own_file.hpp"

namespace comity::holdings {

namespace {

using concordance::SeriesDraft;
using concordance::SeriesGap;
using concordance::SeriesGroup;
using concordance::SeriesReason;
using concordance::SeriesText;
using json::Array;
using json::Value;

/// Of the program that runs: another whenever it is built anew; "" where the system doesn't tell.
std::string program() {
    struct stat found {};
    if (::stat("/proc/self/exe", &found) != 0) return {};
    return std::to_string(found.st_size) + "-" + std::to_string(found.st_mtim.tv_sec) + "-" + std::to_string(found.st_mtim.tv_nsec) + "-" + std::to_string(found.st_ino);
}

std::filesystem::path file_of(const record::Record& record) { return record.file().empty() ? std::filesystem::path() : std::filesystem::path(record.file().string() + ".series"); }

// --- written ------------------------------------------------------------------------------------------------------------------

Value written(const std::optional<Date>& date) { return date ? Value(date->iso()) : Value(); }
Value written(const GatheredSeries::Text& text) { return Array{text.number, static_cast<int>(text.kind), text.line, text.title, written(text.date)}; }

Value written(const SeriesReason& reason) {
    const int flags = (reason.same_title ? 1 : 0) | (reason.recalls ? 2 : 0) | (reason.same_item ? 4 : 0) | (reason.person ? 8 : 0);
    return Array{flags, std::bit_cast<std::int64_t>(reason.words)};  // to the last bit
}

Value written(const SeriesGroup& group) {
    Array members, gaps, drafts;
    for (const auto& member : group.members) members.emplace_back(Array{member.text, written(member.reason)});
    for (const SeriesGap& gap : group.gaps) gaps.emplace_back(Array{gap.symbol, Value::of(gap.session), written(gap.date), gap.times});
    for (const SeriesDraft& draft : group.drafts) drafts.emplace_back(Array{draft.text, Value::of(draft.became), Value::of(draft.session), static_cast<int>(draft.why)});
    return Array{std::move(members), std::move(gaps), std::move(drafts)};
}

// --- read ---------------------------------------------------------------------------------------------------------------------
// Behind the hash of the whole there is nothing but what write() has made; a slip in here would be a bug, and the answer is to find them anew.

struct Damaged {};

const Array& items(const Value& value, std::size_t count) {
    const Array* array = value.as_array();
    if (array == nullptr || (count != 0 && array->size() != count)) throw Damaged();
    return *array;
}
std::int64_t integer(const Value& value) {
    if (value.as_integer() == nullptr) throw Damaged();
    return *value.as_integer();
}
std::size_t index(const Value& value, std::size_t below) {
    const std::int64_t number = integer(value);
    if (number < 0 || static_cast<std::size_t>(number) >= below) throw Damaged();
    return static_cast<std::size_t>(number);
}
std::string text(const Value& value) {
    if (value.as_string() == nullptr) throw Damaged();
    return *value.as_string();
}
std::optional<std::string> maybe_text(const Value& value) { return value.is_null() ? std::nullopt : std::optional(text(value)); }
std::optional<Date> date(const Value& value) { return value.is_null() ? std::nullopt : Date::from_iso(text(value)); }

SeriesReason reason(const Value& value) {
    const Array& of = items(value, 2);
    const std::int64_t flags = integer(of[0]);
    SeriesReason reason;
    reason.same_title = (flags & 1) != 0;
    reason.recalls = (flags & 2) != 0;
    reason.same_item = (flags & 4) != 0;
    reason.person = (flags & 8) != 0;
    reason.words = std::bit_cast<double>(integer(of[1]));
    return reason;
}

SeriesGroup group(const Value& value, std::size_t texts) {
    SeriesGroup group;
    const Array& parts = items(value, 3);
    for (const Value& member : items(parts[0], 0)) group.members.push_back({index(items(member, 2)[0], texts), reason(items(member, 2)[1])});
    for (const Value& gap : items(parts[1], 0)) {
        const Array& of = items(gap, 4);
        group.gaps.push_back({text(of[0]), maybe_text(of[1]), date(of[2]), static_cast<std::size_t>(integer(of[3]))});
    }
    for (const Value& draft : items(parts[2], 0)) {
        const Array& of = items(draft, 4);
        group.drafts.push_back({index(of[0], texts), of[1].is_null() ? std::nullopt : std::optional(index(of[1], texts)), maybe_text(of[2]), static_cast<SeriesDraft::Why>(index(of[3], 4))});
    }
    if (group.members.empty()) throw Damaged();
    return group;
}

}  // namespace

KeptSeries::KeptSeries(const record::Record& record, const record::Snapshot& snapshot, int reader_version) : file_(file_of(record)) {
    const std::string by = program();
    const auto last = snapshot.size() == 0 ? std::nullopt : snapshot.at(snapshot.size() - 1);
    if (by.empty() || !last) file_.clear();
    // Its leaf, and not the number alone: after a restore as many entries may be others.
    else state_ = "comity series " + record.identity() + " " + hex(last->leaf) + " " + by + " " + std::to_string(reader_version);
}

std::shared_ptr<const GatheredSeries> KeptSeries::read() const {
    if (file_.empty()) return nullptr;
    std::ifstream file(file_, std::ios::binary);
    std::string state, hash, all;
    if (!std::getline(file, state) || state != state_ || !std::getline(file, hash) || !std::getline(file, all) || hash != hex(sha256(all))) return nullptr;
    try {
        const Value value = json::parse(all);
        auto gathered = std::make_shared<GatheredSeries>();
        gathered->as_of = value.integer("as_of", -1);
        for (const Value& one : items(value["texts"], 0)) {
            const Array& of = items(one, 5);
            gathered->texts.push_back({integer(of[0]), static_cast<SeriesText::Kind>(index(of[1], 3)), text(of[2]), text(of[3]), date(of[4])});
        }
        for (const Value& one : items(value["groups"], 0)) gathered->groups.push_back(group(one, gathered->texts.size()));
        gathered->find_ways_in();
        return gathered;
    } catch (const Damaged&) {
        return nullptr;
    } catch (const Error&) {
        return nullptr;
    }
}

void KeptSeries::write(const GatheredSeries& gathered) const {
    if (file_.empty() || !record::is_own_file(file_.parent_path() / file_.stem())) return;
    Array texts, groups;
    for (const GatheredSeries::Text& one : gathered.texts) texts.push_back(written(one));
    for (const SeriesGroup& one : gathered.groups) groups.push_back(written(one));
    const std::string all = json::write(json::Object{{"as_of", gathered.as_of}, {"texts", std::move(texts)}, {"groups", std::move(groups)}});
    // Beside it and then over it: whoever reads meanwhile has the one or the other.
    const std::filesystem::path fresh = file_.string() + ".new";
    std::error_code failed;
    {
        std::ofstream file(fresh, std::ios::binary | std::ios::trunc);
        std::filesystem::permissions(fresh, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write, failed);
        file << state_ << '\n' << hex(sha256(all)) << '\n' << all << '\n' << std::flush;
        if (!file) failed = std::make_error_code(std::errc::io_error);
    }
    if (!failed) std::filesystem::rename(fresh, file_, failed);
    if (failed) std::filesystem::remove(fresh, failed);
}

void KeptSeries::forget(const record::Record& record) {
    std::error_code ignored;
    if (!record.file().empty()) std::filesystem::remove(file_of(record), ignored);
}

}  // namespace comity::holdings
