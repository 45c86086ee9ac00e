#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "db/connection.hpp"
#include "machinery/followup/followup.hpp"
#include "record/entries_at.hpp"

namespace comity::followup {

namespace {

const std::array followup_tables = {
    record::DerivedTable{
        "follow_up",
        R"sql(
CREATE TABLE follow_up (
  subject @TEXT_C@ PRIMARY KEY,   -- of its entries
  state @TEXT_C@ NOT NULL,        -- whose it is
  public INTEGER NOT NULL,        -- 1: a release that stands; 0: a piece of the workspace; 2: a release that was taken back
  supersedes @TEXT_C@ NOT NULL,   -- of a piece of the workspace the id of the evidence whose place it takes; else ''
  position INTEGER NOT NULL       -- of its last revision
);
CREATE INDEX follow_up_state ON follow_up (state, public);
CREATE INDEX follow_up_supersedes ON follow_up (state, supersedes))sql",
        R"sql(DROP TABLE IF EXISTS follow_up)sql", R"sql(SELECT subject, state, public, supersedes, position FROM follow_up ORDER BY subject)sql"},
    record::DerivedTable{
        "follow_up_answer",
        R"sql(
CREATE TABLE follow_up_answer (
  recommendation @TEXT_C@ NOT NULL,  -- id, as the release has it
  subject @TEXT_C@ NOT NULL,         -- of the release
  PRIMARY KEY (recommendation, subject)
))sql",
        R"sql(DROP TABLE IF EXISTS follow_up_answer)sql", R"sql(SELECT recommendation, subject FROM follow_up_answer ORDER BY recommendation, subject)sql"},
};

class FollowUp : public record::Derivation {
public:
    [[nodiscard]] std::string_view name() const override { return "followup"; }
    [[nodiscard]] int version() const override { return 2; }
    [[nodiscard]] std::span<const record::DerivedTable> tables() const override { return followup_tables; }

    void apply(const record::Workspace& workspace, const record::Entry& entry) const override {
        if (entry.kind != piece_kind && entry.kind != release_kind) return;
        const bool is_release = entry.kind == release_kind, gone = entry.state.text("taken_back") == "yes";
        workspace.tables.execute(R"sql(INSERT INTO follow_up (subject, state, public, supersedes, position) VALUES ($1, $2, $3, $4, $5)
                                       ON CONFLICT (subject) DO UPDATE SET public = excluded.public, supersedes = excluded.supersedes, position = excluded.position)sql",
                                 entry.subject, entry.state.text("state"), !is_release ? 0 : gone ? 2 : 1, is_release ? std::string() : entry.state.text("supersedes"), entry.position);
        if (!is_release) return;
        workspace.tables.execute(R"sql(DELETE FROM follow_up_answer WHERE subject = $1)sql", entry.subject);
        if (gone) return;
        for (const std::string& id : piece_from(entry.state).recommendations) {
            workspace.tables.execute(R"sql(INSERT INTO follow_up_answer (recommendation, subject) VALUES ($1, $2) ON CONFLICT (recommendation, subject) DO NOTHING)sql", id, entry.subject);
        }
    }
};

template <typename One>
void in_order(std::vector<One>& all) {
    std::sort(all.begin(), all.end(), [](const One& a, const One& b) { return a.piece.what != b.piece.what ? a.piece.what < b.piece.what : a.piece.id < b.piece.id; });
}

std::string as_calendar_day(std::string day) {
    day.erase(std::remove(day.begin(), day.end(), '-'), day.end());
    return day;
}

/// RFC 5545, 3.3.11 and 3.1: text escaped, lines folded at 75 bytes between characters.
void put_line(std::string& out, const std::string& name, std::string_view text) {
    std::string line = name + ":";
    for (const char c : text) {
        if (c == '\n') line += "\\n";
        else if (c == ';' || c == ',' || c == '\\') line += fmt::format("\\{}", c);
        else if (static_cast<unsigned char>(c) >= 0x20) line += c;
    }
    constexpr std::size_t longest = 73;
    while (line.size() > longest) {
        std::size_t end = longest;
        while ((static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
        out += line.substr(0, end) + "\r\n";
        line = " " + line.substr(end);
    }
    out += line + "\r\n";
}

}  // namespace

std::shared_ptr<const record::Derivation> derivation() { return std::make_shared<FollowUp>(); }

std::vector<Kept> workspace(const record::Snapshot& snapshot, std::string_view state) {
    std::vector<Kept> all;
    std::map<std::string, bool> out;
    for (const Released& one : released(snapshot, state)) out.emplace(one.piece.id, true);
    for (const auto& entry : entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM follow_up WHERE state = $1 AND public = 0 ORDER BY subject)sql", state))) {
        all.push_back({piece_from(entry.state), entry.revision, entry.position, entry.when, false, ""});
        all.back().released = out.count(all.back().piece.id) > 0;
    }
    for (const Kept& one : all) {
        if (one.piece.supersedes.empty()) continue;
        for (Kept& before : all) {
            if (before.piece.id == one.piece.supersedes) before.superseded_by = one.piece.id;
        }
    }
    in_order(all);
    return all;
}

Around around(const record::Snapshot& snapshot, std::string_view state, std::span<const std::string> ids) {
    Around found;
    const auto take = [&](db::Rows rows) {
        for (const auto& entry : entries_at(snapshot, std::move(rows))) found.pieces.push_back(piece_from(entry.state));
    };
    for (const std::string& id : ids) {
        take(snapshot.tables().query(R"sql(SELECT position FROM follow_up WHERE subject = $1 AND public = 0)sql", piece_subject(state, id)));
        take(snapshot.tables().query(R"sql(SELECT position FROM follow_up WHERE state = $1 AND supersedes = $2 AND public = 0 ORDER BY subject)sql", state, id));
        auto out = snapshot.tables().query(R"sql(SELECT position FROM follow_up WHERE subject = $1 AND public = 1)sql", release_subject(state, id));
        if (out.next()) found.released.push_back(id);
    }
    return found;
}

std::vector<Released> released(const record::Snapshot& snapshot, std::string_view state) {
    std::vector<Released> all;
    for (const auto& entry : entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM follow_up WHERE state = $1 AND public = 1 ORDER BY subject)sql", state))) {
        all.push_back({piece_from(entry.state), entry.when, entry.subject});
    }
    in_order(all);
    return all;
}

std::vector<Released> released_for(const record::Snapshot& snapshot, std::string_view recommendation) {
    std::vector<Released> all;
    for (const auto& entry : entries_at(snapshot, snapshot.tables().query(R"sql(SELECT f.position FROM follow_up f WHERE f.public = 1 AND f.subject IN
                                                                                 (SELECT a.subject FROM follow_up_answer a WHERE a.recommendation = $1
                                                                                     OR a.recommendation IN (SELECT alias FROM recommendation_alias WHERE recommendation = $1)) ORDER BY f.subject)sql",
                                                                          recommendation))) {
        all.push_back({piece_from(entry.state), entry.when, entry.subject});
    }
    in_order(all);
    return all;
}

std::vector<Kept> due(const record::Snapshot& snapshot, std::string_view state, std::string_view until) {
    std::vector<Kept> all = workspace(snapshot, state);
    std::erase_if(all, [&](const Kept& one) {
        return one.piece.what != What::action || one.piece.due.empty() || one.piece.status == "done" || one.piece.status == "dropped" || (!until.empty() && one.piece.due > until);
    });
    std::stable_sort(all.begin(), all.end(), [](const Kept& a, const Kept& b) { return a.piece.due < b.piece.due; });
    return all;
}

std::string calendar(const std::vector<Kept>& due, std::string_view stamp) {
    std::string moment(stamp.substr(0, 19));
    moment.erase(std::remove_if(moment.begin(), moment.end(), [](char c) { return c == '-' || c == ':'; }), moment.end());
    std::string out = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Comity//Comity//EN\r\n";
    for (const Kept& one : due) {
        out += "BEGIN:VEVENT\r\n";
        put_line(out, "UID", fmt::format("{}@comity", piece_subject(one.piece.state, one.piece.id)));
        out += fmt::format("DTSTAMP:{}Z\r\nDTSTART;VALUE=DATE:{}\r\n", moment, as_calendar_day(one.piece.due));
        put_line(out, "SUMMARY", one.piece.title);
        put_line(out, "DESCRIPTION", fmt::format("{}{}{}", one.piece.office, one.piece.focal_point.empty() ? "" : "\n", one.piece.focal_point));
        out += "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-P14D\r\n";
        put_line(out, "DESCRIPTION", one.piece.title);
        out += "END:VALARM\r\nEND:VEVENT\r\n";
    }
    return out + "END:VCALENDAR\r\n";
}

}  // namespace comity::followup
