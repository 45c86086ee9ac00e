#include "machinery/cooperation/exporting.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "machinery/consultations/kinds.hpp"
#include "xml/writer.hpp"

namespace comity::cooperation {

namespace {

std::string in_words(const Authority& authority) { return authority.document.empty() ? authority.commitment : fmt::format("{}, {}", authority.document, authority.paragraph); }
std::string listed(const std::vector<std::string>& all) { return fmt::format("{}", fmt::join(all, "; ")); }
std::string name(const ExportAsked& asked, const std::string& actor) { return name_of_actor(asked.snapshot, asked.vocabulary, actor); }

void add_matter(std::vector<std::string>& row, const Matter& matter) {
    for (std::string& cell : std::vector<std::string>{matter.words, listed(matter.themes), listed(matter.forms), listed(matter.languages), matter.first, matter.last, in_words(matter.authority), matter.recommendation}) row.push_back(std::move(cell));
}
constexpr std::array<std::string_view, 8> matter_columns = {"words", "themes", "forms", "languages", "first", "last", "authority", "recommendation"};

std::vector<std::string> header(std::vector<std::string> first) {
    first.insert(first.end(), matter_columns.begin(), matter_columns.end());
    return first;
}

// --- IATI ------------------------------------------------------------------------------------------------------------------------

/// The code list OrganisationType: 10 Government, 40 Multilateral, 21 international non-governmental organization, 60 Foundation.
std::string organisation_type(const ExportAsked& asked, std::string_view actor) {
    if (actor.starts_with("state:")) return "10";
    const auto* known = vocabulary::directory_of(asked.vocabulary).actor(actor);
    return known == nullptr || consultations::kind_of_actor(known->kind) == "ngo" ? "" : "40";
}

/// The code list OrganisationRole: 1 Funding, 2 Accountable, 3 Extending, 4 Implementing. Roles in cooperation don't map to it one to one, so the activity's description says them in words.
std::string_view organisation_role(const Agreement& agreement, const Party& party) {
    const auto& forms = agreement.matter.forms;
    if (party.role == "beneficiary") return "2";
    if (party.role == "facilitator") return "3";
    return !forms.empty() && std::all_of(forms.begin(), forms.end(), [](const std::string& form) { return form == "funds"; }) ? "1" : "4";
}

/// The code list ActivityStatus: 2 Implementation, 4 Closed, 5 Cancelled.
std::string_view status_code(AgreementStage stage) {
    switch (stage) {
        case AgreementStage::delivered:
        case AgreementStage::delivered_in_part:
        case AgreementStage::not_delivered:
        case AgreementStage::parties_differ: return "4";
        case AgreementStage::withdrawn: return "5";
        default: return "2";
    }
}

/// The code list CollaborationType: 1 Bilateral, 2 Multilateral (inflows), 8 Triangular. There is none for South-South.
std::string_view collaboration_code(std::string_view kind) { return kind == "triangular" ? "8" : kind == "multilateral" ? "2" : kind == "north-south" ? "1" : ""; }
/// The code list ActivityScope: 1 Global, 2 Regional, 3 Multi-national, 4 National.
std::string_view scope_code(std::string_view level) { return level == "international" ? "1" : level == "regional" ? "2" : level == "bilateral" ? "3" : "4"; }

void narrative(xml::Writer& out, std::string_view words) { out.leaf("narrative", words); }

void activity(xml::Writer& out, const ExportAsked& asked, const AgreementEntry& entry) {
    const Agreement& made = entry.value;
    const vocabulary::Directory& directory = vocabulary::directory_of(asked.vocabulary);
    const Classified kind = kind_of(made, directory);
    const std::string level = level_of(made, directory), &reporter = made.parties.front().actor;
    const AgreementStage stage = stage_of(made);
    out.line();
    out.open("iati-activity", {{"last-updated-datetime", entry.when}, {"xml:lang", "en"}, {"budget-not-provided", "1"}});
    out.line();
    // It begins with whoever reports.
    out.leaf("iati-identifier", fmt::format("{}-{}", reporter, made.id));
    out.line();
    const std::string type = organisation_type(asked, reporter);
    out.open("reporting-org", {{"ref", reporter}, {"type", type.empty() ? "10" : std::string_view(type)}});
    narrative(out, name(asked, reporter));
    out.close();
    out.line();
    out.open("title");
    narrative(out, made.matter.title);
    out.close();
    out.line();
    out.open("description", {{"type", "1"}});
    narrative(out, made.matter.words.empty() ? made.matter.title : made.matter.words);
    out.close();
    if (!asked.notice.empty()) {
        // Of its own, as a description has one narrative in each language.
        out.line();
        out.open("description", {{"type", "4"}});
        narrative(out, asked.notice);
        out.close();
    }
    out.line();
    out.open("description", {{"type", "4"}});
    std::string roles;
    for (const Party& party : made.parties) roles += fmt::format("{}{}: {}", roles.empty() ? "" : "; ", name(asked, party.actor), party.role.empty() ? "role not stated" : party.role);
    narrative(out, fmt::format("Kind of cooperation: {}{}. Roles: {}. By authority of: {}", kind.kind, made.grouping.group.empty() ? "" : fmt::format(" (by {} on {})", made.grouping.group, made.grouping.day), roles,
                               in_words(made.matter.authority)));
    out.close();
    for (const Party& party : made.parties) {
        out.line();
        const std::string its_type = organisation_type(asked, party.actor);
        if (its_type.empty()) out.open("participating-org", {{"ref", party.actor}, {"role", organisation_role(made, party)}});
        else out.open("participating-org", {{"ref", party.actor}, {"type", its_type}, {"role", organisation_role(made, party)}});
        narrative(out, name(asked, party.actor));
        out.close();
    }
    out.line();
    out.empty("activity-status", {{"code", status_code(stage)}});
    // The code list ActivityDateType: 1 and 3 planned, 2 and 4 actual start and end.
    const bool ended = status_code(stage) != "2";
    out.line();
    out.empty("activity-date", {{"iso-date", made.matter.first.empty() ? std::string_view(entry.when).substr(0, 10) : std::string_view(made.matter.first)}, {"type", "2"}});
    if (!made.matter.last.empty()) {
        out.line();
        out.empty("activity-date", {{"iso-date", made.matter.last}, {"type", ended ? "4" : "3"}});
    }
    out.line();
    out.empty("activity-scope", {{"code", scope_code(level)}});
    for (const Party& party : made.parties) {
        const auto* state = party.role == "beneficiary" && party.actor.starts_with("state:") ? directory.actor(party.actor) : nullptr;
        if (state == nullptr) continue;
        const std::string iso2 = [&] {
            for (const auto& membership : asked.vocabulary.memberships()) {
                if ("state:" + membership.code == party.actor && !membership.iso2.empty()) return membership.iso2.front();
            }
            return std::string("ZZ");  // ISO 3166 leaves it to users: a State that the standard does not have
        }();
        out.line();
        out.open("recipient-country", {{"code", iso2}});
        narrative(out, name(asked, party.actor));
        out.close();
    }
    out.line();
    out.empty("sector", {{"vocabulary", "1"}, {"code", "15160"}});  // OECD DAC purpose code: human rights
    if (const auto code = collaboration_code(kind.kind); !code.empty()) {
        out.line();
        out.empty("collaboration-type", {{"code", code}});
    }
    for (const Party& party : made.parties) {
        if (!party.outcome) continue;
        out.line();
        out.open("result", {{"type", "2"}});
        out.line();
        out.open("title");
        narrative(out, fmt::format("{}: {}", name(asked, party.actor), party.outcome->result));
        out.close();
        out.line();
        out.open("description");
        narrative(out, party.outcome->words);
        out.close();
        out.line();
        // The schema wants one: what it is measured by, in words.
        out.open("indicator", {{"measure", "5"}});
        out.open("title");
        narrative(out, "In the party’s own words");
        out.close();
        out.close();
        out.close();
    }
    out.close();
}

template <typename Entry>
json::Value with_place(json::Value value, const Entry& entry) {
    value.put("revision", entry.revision);
    value.put("position", entry.position);
    return value;
}

}  // namespace

json::Value as_json(const ExportAsked&, const NeedEntry& need) { return with_place(to_json(need.value), need); }
json::Value as_json(const ExportAsked&, const OfferEntry& offer) { return with_place(to_json(offer.value), offer); }
json::Value as_json(const ExportAsked& asked, const AgreementEntry& agreement) {
    const vocabulary::Directory& directory = vocabulary::directory_of(asked.vocabulary);
    const Classified kind = kind_of(agreement.value, directory);
    json::Value value = with_place(to_json(agreement.value), agreement);
    value.put("stage", name_of(stage_of(agreement.value)));
    value.put("kind", kind.kind);
    value.put("kind_because", kind.because);
    value.put("level", level_of(agreement.value, directory));
    return value;
}
json::Value as_json(const ExportAsked& asked, const MeasureEntry& measure) {
    json::Value value = with_place(to_json(measure.value), measure);
    value.put("stage", stage_at(measure.value, asked.today));
    value.put("level", level_of(measure.value, vocabulary::directory_of(asked.vocabulary)));
    return value;
}

Rows rows_of(const ExportAsked& asked, std::span<const NeedEntry> needs) {
    Rows rows = {header({"id", "state", "name", "title", "status", "priority", "contact"})};
    for (const NeedEntry& one : needs) {
        const Need& need = one.value;
        std::vector<std::string> row = {need.id, need.state, name(asked, need.state), need.matter.title, std::string(name_of(stage_of(need))), need.priority == 0 ? "" : std::to_string(need.priority), need.contact};
        add_matter(row, need.matter);
        rows.push_back(std::move(row));
    }
    return rows;
}

Rows rows_of(const ExportAsked& asked, std::span<const OfferEntry> offers) {
    Rows rows = {header({"id", "actor", "name", "title", "status", "role", "capacity", "experience"})};
    for (const OfferEntry& one : offers) {
        const Offer& offer = one.value;
        std::vector<std::string> experience;
        for (const Experience& each : offer.experience) experience.push_back(fmt::format("{} ({})", each.words, each.evidence));
        std::vector<std::string> row = {offer.id, offer.actor, name(asked, offer.actor), offer.matter.title, offer.withdrawn ? "withdrawn" : "open", offer.role, offer.capacity, listed(experience)};
        add_matter(row, offer.matter);
        rows.push_back(std::move(row));
    }
    return rows;
}

Rows rows_of(const ExportAsked& asked, std::span<const AgreementEntry> agreements) {
    const vocabulary::Directory& directory = vocabulary::directory_of(asked.vocabulary);
    Rows rows = {header({"id", "request", "offers", "title", "status", "kind", "because", "grouping", "grouping_day", "level", "beneficiaries", "providers", "facilitators", "not_stated", "outcomes"})};
    for (const AgreementEntry& one : agreements) {
        const Agreement& made = one.value;
        const Classified kind = kind_of(made, directory);
        const auto with_role = [&](std::string_view role) {
            std::vector<std::string> names;
            for (const Party& party : made.parties) {
                if (party.role == role) names.push_back(name(asked, party.actor));
            }
            return listed(names);
        };
        std::vector<std::string> outcomes;
        for (const Party& party : made.parties) {
            if (party.outcome) outcomes.push_back(fmt::format("{}: {}: {}", name(asked, party.actor), party.outcome->result, party.outcome->words));
        }
        std::vector<std::string> row = {made.id, made.need, listed(made.offers), made.matter.title, std::string(name_of(stage_of(made))), kind.kind, kind.because == "said" ? made.kind_why : kind.because,
                                        made.grouping.group, made.grouping.day, level_of(made, directory), with_role("beneficiary"), with_role("provider"), with_role("facilitator"), with_role(""), listed(outcomes)};
        add_matter(row, made.matter);
        rows.push_back(std::move(row));
    }
    return rows;
}

Rows rows_of(const ExportAsked& asked, std::span<const MeasureEntry> measures) {
    const vocabulary::Directory& directory = vocabulary::directory_of(asked.vocabulary);
    Rows rows = {header({"id", "actor", "name", "title", "crisis", "status", "level", "persons", "review", "agreement", "outcome"})};
    for (const MeasureEntry& one : measures) {
        const Measure& made = one.value;
        std::vector<std::string> row = {made.id, made.actor, name(asked, made.actor), made.matter.title, made.crisis, std::string(stage_at(made, asked.today)), level_of(made, directory), listed(made.persons), made.review,
                                        made.agreement, made.outcome ? fmt::format("{}: {}", made.outcome->result, made.outcome->words) : ""};
        add_matter(row, made.matter);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string iati_of(const ExportAsked& asked, std::span<const AgreementEntry> agreements) {
    xml::Writer out;
    bool any = false;
    for (const AgreementEntry& one : agreements) {
        const AgreementStage stage = stage_of(one.value);
        if (stage == AgreementStage::proposed || stage == AgreementStage::refused) continue;
        if (!any) {
            out.line();
            out.open("iati-activities", {{"version", "2.03"}});
        }
        any = true;
        activity(out, asked, one);
    }
    if (!any) return "";
    out.line();
    out.close();
    return out.finish();
}

}  // namespace comity::cooperation
