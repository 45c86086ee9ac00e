// Actors and themes at the command line.
#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/actor_commands.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/lists.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/holdings/naming.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"
#include "vocabulary/themes.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

using vocabulary::Directory;
using vocabulary::KnownActor;

/// The record, if there is one: what is known of actors needs none.
std::unique_ptr<holdings::Holdings> record_if_any(const Arguments& arguments, const Console& console) {
    std::error_code ignored;
    if (!arguments.has("record") && !fs::exists(record_path(arguments, console), ignored)) return nullptr;
    return open_to_read(arguments, console);
}

const Directory& directory_for(const holdings::Holdings* holdings) { return holdings == nullptr ? vocabulary::standard_directory() : vocabulary::directory_of(holdings->vocabulary()); }

std::string days(const std::string& first, const std::string& last) {
    if (first.empty() && last.empty()) return {};
    return first.empty() ? "until " + last : last.empty() ? "since " + first : first + " to " + last;
}

std::string evidence(const vocabulary::Evidence& evidence) { return evidence.verified ? evidence.source : "unverified: " + evidence.source; }

struct Row {
    std::string id, kind, name, source;
    std::size_t place = 0;
};

std::vector<Row> listed(const holdings::Holdings* holdings, const Arguments& arguments) {
    const std::string kind = arguments.value_or("kind", ""), group = arguments.value_or("group", "");
    const std::string key = arguments.operands().empty() ? "" : Directory::key_of(arguments.operands()[0]);
    const auto& directory = directory_for(holdings);
    const auto kinds = vocabulary::known_kinds();
    if (!group.empty() && directory.actor("group:" + group) == nullptr) throw Error(Fault::bad_request, "\"{}\" is no group that is known: comity actors --kind group lists them by their ids", group);
    std::vector<Row> rows;
    for (const KnownActor* actor : directory.shown()) {
        const bool in = group.empty() || std::any_of(actor->groups.begin(), actor->groups.end(), [&](const auto& place) { return place.group == "group:" + group; });
        const bool called = key.empty() || std::any_of(actor->forms.begin(), actor->forms.end(), [&](const auto& form) { return Directory::key_of(form.words).find(key) != std::string::npos; });
        if (!in || !called || (!kind.empty() && actor->kind != kind)) continue;
        rows.push_back({actor->id, actor->kind, vocabulary::shown_name(*actor, "en"), evidence(actor->evidence), static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), actor->kind) - kinds.begin())});
    }
    if (holdings != nullptr && group.empty()) {
        for (const auto& added : actors::all_actors(holdings->record().snapshot(), holdings->vocabulary())) {
            if (!added.id.starts_with("actor:") || (!kind.empty() && added.kind != kind)) continue;
            if (key.empty() || Directory::key_of(added.name).find(key) != std::string::npos) rows.push_back({added.id, added.kind, added.name, "an entry of this record", kinds.size()});
        }
    }
    const bool any_kind = kind.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end() || std::find(actors::actor_kinds.begin(), actors::actor_kinds.end(), kind) != actors::actor_kinds.end();
    if (!any_kind) throw Error(Fault::bad_request, "\"{}\" is no kind of actor: comity actors --format csv shows the kinds", kind);
    const text::Collation order("en");
    std::sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
        const auto by_name = order.compare(a.name, b.name);
        return std::tie(a.place, a.kind) != std::tie(b.place, b.kind) ? std::tie(a.place, a.kind) < std::tie(b.place, b.kind) : by_name != 0 ? by_name < 0 : a.id < b.id;
    });
    return rows;
}

ExitCode put_unknown(const holdings::Holdings& holdings, const Arguments& arguments, Console& console) {
    const auto recognition = holdings::recognition_in(holdings);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        json::Array unknown;
        for (const auto& one : recognition.unknown) unknown.push_back(json::Object{{"name", one.name}, {"role", one.role}, {"texts", one.texts}, {"first", one.first}});
        console.put_json(marked(json::Object{{"names", recognition.names}, {"recognized", recognition.recognized}, {"unknown", std::move(unknown)}}, holdings));
        return ExitCode::done;
    }
    Table table{{"Name", "Role", "Texts", "First"}, {}};
    for (const auto& one : recognition.unknown) table.rows.push_back({one.name, one.role, std::to_string(one.texts), one.first});
    if (format == "csv") {
        console.put(marked_csv(std::move(table), holdings));
        return ExitCode::done;
    }
    if (!table.rows.empty()) console.put(aligned(table, console));
    console.say(fmt::format("{} of {} names on texts are recognized", recognition.recognized, recognition.names));
    return ExitCode::done;
}

std::string in_csv(Table table, const holdings::Holdings* holdings) { return holdings == nullptr ? csv(table) : marked_csv(std::move(table), *holdings); }

/// Whose name it is.
struct Meant {
    holdings::Bearer bearer;
    std::string id, name, kind;
    std::string reason, words;
};

Meant meant_by(const holdings::Holdings* holdings, const std::string& name, const Arguments& arguments) {
    std::optional<Date> at;
    if (const auto day = arguments.value("date")) {
        at = Date::from_iso(*day);
        if (!at) throw Error(Fault::bad_request, "\"{}\" is no day: write it as 1985-12-13", *day);
    }
    if (const auto found = directory_for(holdings).recognize(name, at)) {
        return {{found->actor}, found->actor->id, vocabulary::shown_name(*found->actor, "en"), found->actor->kind, found->reason, found->words};
    }
    if (holdings != nullptr) {
        if (const auto added = actors::find_actor(holdings->record().snapshot(), holdings->vocabulary(), name)) return {{nullptr, added->name}, added->id, added->name, added->kind, "entry", added->name};
    }
    throw Error(Fault::not_found, "\"{}\" is nobody that is known, or several bore that name: comity actors WORDS lists those that have these words in a name, and comity account add-actor adds an organization", name);
}

std::string texts_of_actor(const holdings::Holdings& holdings, const Meant& meant, std::size_t limit, const Console& console) {
    std::string out;
    const auto sponsored = holdings::sponsored_by(holdings, meant.bearer, 0, limit);
    if (!sponsored.rows.empty()) {
        Table table{{"Sponsored", "Date", "Title"}, {}};
        for (const auto& one : sponsored.rows) table.rows.push_back({name_of(one.item), iso(one.item.date), one.item.title.value_or("")});
        out += "\n" + aligned(table, console);
    }
    const auto voted = holdings::votes_of(holdings, meant.bearer, 0, limit);
    if (!voted.rows.empty()) {
        Table table{{"Voted on", "Date", "Vote", "Title"}, {}};
        for (const auto& one : voted.rows) table.rows.push_back({name_of(one.item), iso(one.item.date), std::string(votes::name_of(one.vote.cast)), one.item.title.value_or("")});
        out += "\n" + aligned(table, console);
    }
    return out;
}

std::string known_text(const KnownActor& actor, const Directory& directory, const Console& console) {
    const auto called = [&](const std::string& id) { return directory.actor(id) == nullptr ? id : vocabulary::shown_name(*directory.actor(id), "en"); };
    std::string out;
    if (!actor.status.empty()) out += fmt::format("status: {}\n", actor.status);
    if (const auto member = days(actor.first, actor.last); !member.empty()) out += fmt::format("Member: {}\n", member);
    if (!actor.part_of.empty()) out += fmt::format("part of: {}\n", called(actor.part_of));
    if (!actor.since.empty()) out += fmt::format("since: {}\n", actor.since);
    if (!actor.text.empty()) out += fmt::format("by: {}\n", actor.text);
    out += fmt::format("source: {}\n", evidence(actor.evidence));
    Table names{{"Name", "Language", "Form", "Time"}, {}};
    for (const auto& form : actor.forms) names.rows.push_back({form.words, form.language, form.form, days(form.first, form.last)});
    out += "\n" + aligned(names, console);
    Table groups{{actor.kind == "group" ? "Member" : "Group", "Time", "Role", "Source"}, {}};
    for (const auto* places : {&actor.groups, &actor.members}) {
        for (const auto& place : *places) groups.rows.push_back({called(actor.kind == "group" ? place.actor : place.group), days(place.first, place.last), place.role, evidence(place.evidence)});
    }
    if (!groups.rows.empty()) out += "\n" + aligned(groups, console);
    return out;
}

json::Value actor_json(const Meant& meant, const holdings::Holdings* holdings, std::size_t limit) {
    json::Value value = json::Object{{"id", meant.id}, {"kind", meant.kind}, {"name", meant.name}, {"recognized_by", meant.reason}, {"words", meant.words}};
    const auto text = [](const std::string& words) { return words.empty() ? json::Value() : json::Value(words); };
    if (const auto* known = meant.bearer.known) {
        json::Array forms, groups, members;
        for (const auto& form : known->forms) forms.push_back(json::Object{{"words", form.words}, {"language", form.language}, {"form", form.form}, {"first", text(form.first)}, {"last", text(form.last)}, {"source", form.evidence.source}, {"verified", form.evidence.verified}});
        const auto place_json = [&](const vocabulary::GroupPlace& place) { return json::Object{{"group", place.group}, {"actor", place.actor}, {"first", text(place.first)}, {"last", text(place.last)}, {"role", place.role}, {"note", text(place.note)}, {"source", place.evidence.source}, {"verified", place.evidence.verified}}; };
        for (const auto& place : known->groups) groups.push_back(place_json(place));
        for (const auto& place : known->members) members.push_back(place_json(place));
        value.put("forms", std::move(forms));
        value.put("groups", std::move(groups));
        if (known->kind == "group") value.put("members", std::move(members));
        value.put("source", known->evidence.source);
        value.put("verified", known->evidence.verified);
    }
    if (holdings == nullptr) return value;
    json::Array sponsored, voted;
    for (const auto& one : holdings::sponsored_by(*holdings, meant.bearer, 0, limit).rows) {
        json::Value row = holdings::to_json(one.item);
        row.put("sponsor", one.name);
        row.put("on_behalf_of", json::Value::of(one.on_behalf_of));
        sponsored.push_back(std::move(row));
    }
    for (const auto& one : holdings::votes_of(*holdings, meant.bearer, 0, limit).rows) {
        json::Value row = holdings::to_json(one.item);
        row.put("vote", votes::name_of(one.vote.cast));
        voted.push_back(std::move(row));
    }
    value.put("sponsored", std::move(sponsored));
    value.put("voted", std::move(voted));
    return marked(std::move(value), *holdings);
}

}  // namespace

ExitCode run_actors(const Arguments& arguments, Console& console) {
    if (arguments.has("unknown")) return put_unknown(*open_to_read(arguments, console), arguments, console);
    const auto holdings = record_if_any(arguments, console);
    const auto rows = listed(holdings.get(), arguments);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        json::Array all;
        for (const Row& row : rows) all.push_back(json::Object{{"id", row.id}, {"kind", row.kind}, {"name", row.name}, {"source", row.source}});
        console.put_json(holdings ? marked(std::move(all), *holdings) : json::Value(std::move(all)));
        return ExitCode::done;
    }
    Table table{{"Id", "Kind", "Name"}, {}};
    if (format == "csv") table.heads.emplace_back("Source");
    for (const Row& row : rows) {
        table.rows.push_back({row.id, row.kind, row.name});
        if (format == "csv") table.rows.back().push_back(row.source);
    }
    console.put(format == "csv" ? in_csv(std::move(table), holdings.get()) : aligned(table, console));
    if (format == "text") console.say(counted(rows.size(), "actor", "actors"));
    return ExitCode::done;
}

ExitCode run_actor(const Arguments& arguments, Console& console) {
    const auto holdings = record_if_any(arguments, console);
    const Meant meant = meant_by(holdings.get(), arguments.operands()[0], arguments);
    constexpr std::size_t usual = 10;
    const std::size_t limit = arguments.number("limit").value_or(usual);
    if (arguments.value_or("format", "text") == "json") {
        console.put_json(actor_json(meant, holdings.get(), limit));
        return ExitCode::done;
    }
    std::string out = fmt::format("{}\n{}, {}; recognized by: {}\n", meant.name, meant.id, meant.kind, meant.reason == "id" || meant.reason == "entry" ? meant.reason : fmt::format("{} ({})", meant.words, meant.reason));
    if (meant.bearer.known != nullptr) out += known_text(*meant.bearer.known, directory_for(holdings.get()), console);
    if (holdings) out += texts_of_actor(*holdings, meant, limit, console);
    console.put(out);
    return ExitCode::done;
}

}  // namespace comity::cli
