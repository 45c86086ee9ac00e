#include "vocabulary/actor_rows.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/error.hpp"
#include "vocabulary/tables.hpp"

namespace comity::vocabulary {

namespace {

constexpr std::array<std::string_view, 17> kinds = {"state",  "former_state", "group",     "body",   "treaty_body", "special_procedure", "mechanism", "office", "secretariat",
                                                    "fund",   "un_entity",    "institute", "agency", "related",     "mission",           "organization", "together"};
constexpr std::array<std::string_view, 6> languages = {"en", "fr", "es", "ru", "ar", "zh"};

Evidence evidence_of(const TableRows& rows, std::size_t row) { return {std::string(rows.cell(row, "source")), rows.cell(row, "trust") != "unverified"}; }

InLanguages names_in(const TableRows& rows, std::size_t row) {
    InLanguages names;
    for (const auto language : languages) {
        if (const auto words = rows.cell(row, "name_" + std::string(language)); !words.empty()) names.emplace_back(language, words);
    }
    return names;
}

/// A day, month or year as the tables have them: "2016-05-02", "2016-05", "2016".
std::string day_in(const TableRows& rows, std::size_t row, std::string_view column) {
    const auto day = rows.cell(row, column);
    const auto digits = [](std::string_view text) { return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }); };
    const bool year = day.size() >= 4 && digits(day.substr(0, 4));
    const bool month = day.size() == 4 || (day.size() >= 7 && day[4] == '-' && digits(day.substr(5, 2)));
    if (!day.empty() && !(year && month && (day.size() <= 7 || Date::from_iso(day)))) rows.refuse(row, "a day is written 1971-10-25, 1971-10 or 1971");
    return std::string(day);
}

std::string_view base_name(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

/// All actors while the tables are read, by id.
class Gathering {
public:
    Gathering(std::span<const Table> tables, const Vocabulary& vocabulary) : tables_(tables), vocabulary_(vocabulary) {}

    std::vector<KnownActor> all() && {
        add_states();
        add_former();
        add_bodies();
        each("groups.tsv", &Gathering::add_group);
        each("actors.tsv", &Gathering::add_entity);
        each("actor_facts.tsv", &Gathering::add_facts);
        each("organizations.tsv", &Gathering::add_organization);
        each("addressed_together.tsv", &Gathering::add_together);
        each("group_members.tsv", &Gathering::add_member);
        each("name_forms.tsv", &Gathering::add_form);
        std::vector<KnownActor> actors;
        for (auto& [id, actor] : actors_) actors.push_back(std::move(actor));
        for (KnownActor& actor : actors) finish(actor);
        std::sort(actors.begin(), actors.end(), [](const auto& a, const auto& b) { return std::pair(place_of_kind(a.kind), a.id) < std::pair(place_of_kind(b.kind), b.id); });
        return actors;
    }

private:
    std::span<const Table> tables_;
    const Vocabulary& vocabulary_;
    std::map<std::string, KnownActor, std::less<>> actors_;
    std::map<std::string, std::string, std::less<>> by_entity_;  ///< id in data/actors.tsv -> id

    void each(std::string_view name, void (Gathering::*add)(const TableRows&, std::size_t, bool)) {
        for (const Table& table : tables_) {
            if (base_name(table.name) != name) continue;
            const TableRows rows(table);
            for (std::size_t row = 0; row < rows.size(); ++row) (this->*add)(rows, row, table.name.starts_with("demo/"));
        }
    }

    KnownActor& begin(std::string id, std::string_view kind) {
        KnownActor& actor = actors_[id];
        actor.id = std::move(id);
        actor.kind = kind;
        return actor;
    }

    KnownActor& known(const TableRows& rows, std::size_t row, std::string_view column) {
        const auto id = rows.needed(row, column);
        const auto entity = by_entity_.find(id);
        // A committee that issues documents is in the table of bodies, too, and is one actor by that id.
        const auto merged = id.starts_with("entity:") ? by_entity_.find(id.substr(7)) : by_entity_.end();
        const auto found = actors_.find(entity != by_entity_.end() ? std::string_view(entity->second) : merged != by_entity_.end() ? std::string_view(merged->second) : id);
        if (found == actors_.end()) rows.refuse(row, "an actor that no table has");
        return found->second;
    }

    void add_states() {
        for (const State& state : vocabulary_.states()) {
            KnownActor& actor = begin("state:" + state.iso3, "state");
            actor.names = state.short_names;
            actor.invented = state.invented;
            actor.address_id = state.iso3;
            actor.evidence = {state.invented ? "the demonstration" : "United Nations country codes", true};
            actor.status = state.invented || std::any_of(vocabulary_.memberships().begin(), vocabulary_.memberships().end(), [&](const auto& each) { return each.code == state.iso3 && !each.last; })
                               ? "member"
                               : "observer_state";
            for (const auto& [language, words] : state.formal_names) actor.forms.push_back({words, language, "formal", "", "", actor.evidence});
            for (const auto& alias : state.aliases) actor.forms.push_back({alias, "en", "other", "", "", actor.evidence});
        }
    }

    void add_former() {
        for (const Membership& membership : vocabulary_.memberships()) {
            const Evidence evidence{"United Nations lists of Members; days from general knowledge", false};
            if (vocabulary_.state(membership.code) == nullptr) {
                KnownActor& actor = begin("state:" + membership.code, "former_state");
                actor.names = membership.names;
                actor.first = membership.first.iso();
                actor.last = membership.last ? membership.last->iso() : "";
                actor.evidence = evidence;
            } else if (KnownActor& actor = actors_.at("state:" + membership.code); actor.first.empty()) {
                actor.first = membership.first.iso();
            }
            for (const auto& alias : membership.aliases) {
                actors_.at("state:" + membership.code).forms.push_back({alias, "en", "former", membership.first.iso(), membership.last ? membership.last->iso() : "", evidence});
            }
        }
    }

    void add_bodies() {
        for (const Body& body : vocabulary_.bodies()) {
            KnownActor& actor = begin("body:" + body.id, "body");
            actor.names = body.shown_names;
            actor.invented = body.invented;
            actor.address_id = body.id;
            if (body.id == "HRC") actor.address_type = "hrc";
            if (body.id == "SC") actor.address_type = "security_council";
            if (body.id == "ICJ") actor.address_type = "icj";
            actor.part_of = body.parent.empty() || vocabulary_.body(body.parent) == nullptr ? "" : "body:" + body.parent;
            actor.evidence = {body.invented ? "the demonstration" : "United Nations documents", true};
            for (const auto& name : body.also) actor.forms.push_back({name, "en", "other", "", "", actor.evidence});
        }
    }

    void add_group(const TableRows& rows, std::size_t row, bool invented) {
        const std::string id(rows.needed(row, "id"));
        KnownActor& actor = begin("group:" + id, "group");
        actor.names = names_in(rows, row);
        actor.group_kind = rows.needed(row, "kind");
        actor.as_of = day_in(rows, row, "as_of");
        if (!rows.cell(row, "council_seats").empty()) actor.seats = rows.number(row, "council_seats");
        actor.evidence = evidence_of(rows, row);
        actor.invented = invented;
        if (id.find('-') == std::string::npos) actor.forms.push_back({id, "en", "acronym", "", "", actor.evidence});
    }

    void add_entity(const TableRows& rows, std::size_t row, bool) {
        const std::string id(rows.needed(row, "id"));
        const bool body = actors_.count("body:" + id) > 0;
        KnownActor& actor = body ? actors_.at("body:" + id) : begin("entity:" + id, "un_entity");
        by_entity_.emplace(id, actor.id);
        actor.address_type = rows.needed(row, "type");
        actor.address_id = id;
        if (!body) actor.names.emplace_back("en", rows.needed(row, "name"));
        actor.evidence = evidence_of(rows, row);
        for (const auto name : rows.cells(row, "also")) actor.forms.push_back({std::string(name), "en", name == id ? "acronym" : "other", "", "", actor.evidence});
    }

    void add_facts(const TableRows& rows, std::size_t row, bool) {
        KnownActor& actor = known(rows, row, "id");
        actor.kind = rows.needed(row, "kind");
        if (place_of_kind(actor.kind) == kinds.size()) rows.refuse(row, "a kind that is not known");
        if (const auto part = rows.cell(row, "part_of"); !part.empty()) actor.part_of = "body:" + std::string(part);
        if (!actor.part_of.empty() && actors_.count(actor.part_of) == 0) rows.refuse(row, "part of a body that no table has");
        actor.since = day_in(rows, row, "since");
        actor.text = rows.cell(row, "text");
        if (!rows.cell(row, "members").empty()) actor.seats = rows.number(row, "members");
        actor.evidence = evidence_of(rows, row);
    }

    // The demonstration's table: name, surface_forms, kind, addressee_type; the real one has names in six languages.
    void add_organization(const TableRows& rows, std::size_t row, bool invented) {
        const std::string name(rows.needed(row, "name"));
        if (!invented) {
            const std::string id(rows.needed(row, "id"));
            KnownActor& actor = begin("entity:" + id, rows.needed(row, "kind"));
            actor.names = names_in(rows, row);
            actor.names.emplace(actor.names.begin(), "en", name);
            for (const auto also : rows.cells(row, "also")) actor.forms.push_back({std::string(also), "en", also == id ? "acronym" : "other", "", "", evidence_of(rows, row)});
            if (const auto part = rows.cell(row, "part_of"); !part.empty()) actor.part_of = "body:" + std::string(part);
            actor.text = rows.cell(row, "text");
            actor.status = rows.cell(row, "status");
            actor.evidence = evidence_of(rows, row);
            return;
        }
        static const std::map<std::string_view, std::string_view> own_kinds = {{"secretariat", "secretariat"}, {"technical body", "body"}, {"agency", "agency"}, {"fund", "fund"}, {"mechanism", "mechanism"}, {"group of States", "group"}};
        const auto kind = own_kinds.find(rows.cell(row, "kind"));
        KnownActor& actor = begin("entity:" + name, kind == own_kinds.end() ? "organization" : kind->second);
        actor.names = {{"en", name}};
        actor.invented = true;
        actor.evidence = {"the demonstration", true};
        for (const auto also : rows.cells(row, "surface_forms")) actor.forms.push_back({std::string(also), "en", "other", "", "", actor.evidence});
    }

    void add_together(const TableRows& rows, std::size_t row, bool) {
        const std::string type(rows.needed(row, "type"));
        KnownActor& actor = begin("together:" + type, "together");
        actor.names = names_in(rows, row);
        actor.address_type = type;
        actor.evidence = evidence_of(rows, row);
    }

    void add_member(const TableRows& rows, std::size_t row, bool) {
        KnownActor& actor = known(rows, row, "actor");
        const auto group = actors_.find("group:" + std::string(rows.needed(row, "group")));
        if (group == actors_.end()) rows.refuse(row, "a group that no table has");
        GroupPlace place{group->first, actor.id, day_in(rows, row, "first"), day_in(rows, row, "last"), std::string(rows.needed(row, "role")), std::string(rows.cell(row, "note")), evidence_of(rows, row)};
        if (!place.first.empty() && !place.last.empty() && place.last < place.first) rows.refuse(row, "it ends before it begins");
        group->second.members.push_back(place);
        actor.groups.push_back(std::move(place));
    }

    void add_form(const TableRows& rows, std::size_t row, bool) {
        KnownActor& actor = known(rows, row, "actor");
        NameForm form{std::string(rows.needed(row, "words")), std::string(rows.needed(row, "language")), std::string(rows.needed(row, "form")), day_in(rows, row, "first"), day_in(rows, row, "last"), evidence_of(rows, row)};
        if (!form.first.empty() && !form.last.empty() && form.last < form.first) rows.refuse(row, "it ends before it begins");
        // What another table has without its dates stands here with them.
        std::erase_if(actor.forms, [&](const NameForm& other) { return other.words == form.words && other.first.empty() && other.last.empty(); });
        const bool has = std::any_of(actor.names.begin(), actor.names.end(), [&](const auto& name) { return name.first == form.language; });
        if (form.form == "short" && !has) actor.names.emplace_back(form.language, form.words);
        actor.forms.push_back(std::move(form));
    }

    static void finish(KnownActor& actor) {
        for (const auto& [language, words] : actor.names) {
            const bool there = std::any_of(actor.forms.begin(), actor.forms.end(), [&, &spoken = language, &said = words](const NameForm& form) { return form.words == said && form.language == spoken; });
            if (!there) actor.forms.push_back({words, language, "short", "", "", actor.evidence});
        }
        const auto order = [](const NameForm& form) {
            static constexpr std::array<std::string_view, 7> forms = {"short", "formal", "running", "other", "acronym", "informal", "former"};
            return std::tuple(std::find(languages.begin(), languages.end(), form.language), std::find(forms.begin(), forms.end(), form.form), form.words, form.first);
        };
        std::stable_sort(actor.forms.begin(), actor.forms.end(), [&](const auto& a, const auto& b) { return order(a) < order(b); });
        const auto by_group = [](const GroupPlace& place) { return std::tie(place.group, place.actor, place.first, place.role); };
        for (auto* places : {&actor.groups, &actor.members}) std::sort(places->begin(), places->end(), [&](const auto& a, const auto& b) { return by_group(a) < by_group(b); });
    }
};

}  // namespace

std::span<const std::string_view> known_kinds() noexcept { return kinds; }

std::size_t place_of_kind(std::string_view kind) noexcept { return static_cast<std::size_t>(std::find(kinds.begin(), kinds.end(), kind) - kinds.begin()); }

std::vector<KnownActor> actors_of_tables(std::span<const Table> tables, const Vocabulary& vocabulary) { return Gathering(tables, vocabulary).all(); }

}  // namespace comity::vocabulary
