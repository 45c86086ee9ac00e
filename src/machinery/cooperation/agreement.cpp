#include "machinery/cooperation/agreement.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "json/members.hpp"

namespace comity::cooperation {

namespace {

constexpr std::array<std::string_view, 8> stages = {"proposed", "refused", "withdrawn", "under way", "delivered", "delivered in part", "not delivered", "parties differ"};

std::vector<RoleStated> roles_of(const Agreement& agreement) {
    std::vector<RoleStated> roles;
    for (const Party& party : agreement.parties) roles.push_back({party.actor, party.role});
    return roles;
}

json::Value to_json(const Party& party) {
    json::Value value = json::Object{{"actor", party.actor}, {"role", party.role}, {"answer", party.answer}, {"publishes", party.publishes}};
    if (party.outcome) value.put("outcome", cooperation::to_json(*party.outcome));
    return value;
}

Party party_from(const json::Value& value) {
    Party party{json::needed_text(value, "actor"), value.text("role"), value.text("answer"), json::maybe_truth(value, "publishes").value_or(false), {}};
    if (!value["outcome"].is_null()) party.outcome = outcome_from(value["outcome"]);
    return party;
}

}  // namespace

const Party* Agreement::party(std::string_view actor) const {
    const auto found = std::find_if(parties.begin(), parties.end(), [&](const Party& one) { return one.actor == actor; });
    return found == parties.end() ? nullptr : &*found;
}

json::Value to_json(const Agreement& agreement) {
    json::Array parties, steps;
    for (const Party& party : agreement.parties) parties.push_back(to_json(party));
    for (const Step& step : agreement.steps) steps.push_back(to_json(step));
    json::Value value = json::Object{{"id", agreement.id}, {"request", agreement.need}, {"offers", json::array_of(agreement.offers)}};
    put(value, agreement.matter);
    value.put("parties", std::move(parties));
    value.put("grouping", json::Object{{"group", agreement.grouping.group}, {"day", agreement.grouping.day}});
    if (!agreement.kind_said.empty()) value.put("kind_said", json::Object{{"kind", agreement.kind_said}, {"why", agreement.kind_why}});
    if (!agreement.level_said.empty()) value.put("level_said", json::Object{{"level", agreement.level_said}, {"why", agreement.level_why}});
    value.put("steps", std::move(steps));
    if (agreement.withdrawn) value.put("withdrawn", json::Object{{"why", agreement.withdrawn_why}});
    return value;
}

json::Value public_form(const Agreement& agreement, RequestIs request) {
    Agreement shown = agreement;
    if (request == RequestIs::closed) shown.need.clear();
    json::Value value = to_json(shown);
    value.put("of", agreement_subject(agreement.id));
    return value;
}

Agreement agreement_from(const json::Value& state) {
    Agreement made;
    made.id = json::needed_text(state, "id");
    made.need = state.text("request");
    made.offers = json::texts_in(state["offers"]);
    made.matter = matter_from(state);
    const auto each = [&](std::string_view name, const auto& take) {
        const auto* array = state[name].as_array();
        for (std::size_t i = 0; array != nullptr && i < array->size(); ++i) take((*array)[i]);
    };
    each("parties", [&](const json::Value& one) { made.parties.push_back(party_from(one)); });
    each("steps", [&](const json::Value& one) { made.steps.push_back(step_from(one)); });
    made.grouping = {state["grouping"].text("group"), state["grouping"].text("day")};
    made.kind_said = state["kind_said"].text("kind");
    made.kind_why = state["kind_said"].text("why");
    made.level_said = state["level_said"].text("level");
    made.level_why = state["level_said"].text("why");
    made.withdrawn = !state["withdrawn"].is_null();
    made.withdrawn_why = state["withdrawn"].text("why");
    return made;
}

std::string agreement_subject(std::string_view id) { return fmt::format("agreement:{}", id); }
std::string published_agreement_subject(std::string_view id) { return fmt::format("published-agreement:{}", id); }

std::string_view name_of(AgreementStage stage) noexcept { return stages[static_cast<std::size_t>(stage)]; }

AgreementStage stage_of(const Agreement& agreement) noexcept {
    using S = AgreementStage;
    const auto& parties = agreement.parties;
    const auto any = [&](std::string_view answer) { return std::any_of(parties.begin(), parties.end(), [&](const Party& party) { return party.answer == answer; }); };
    if (any("refused")) return S::refused;
    if (agreement.withdrawn) return S::withdrawn;
    if (any("silent")) return S::proposed;
    if (parties.empty() || std::any_of(parties.begin(), parties.end(), [](const Party& party) { return !party.outcome; })) return S::under_way;
    const std::string& first = parties.front().outcome->result;
    if (std::any_of(parties.begin(), parties.end(), [&](const Party& party) { return party.outcome->result != first; })) return S::parties_differ;
    return first == "delivered" ? S::delivered : first == "delivered in part" ? S::delivered_in_part : S::not_delivered;
}

bool is_published(const Agreement& agreement) noexcept {
    return std::all_of(agreement.parties.begin(), agreement.parties.end(), [](const Party& party) { return party.publishes; });
}

Classified kind_of(const Agreement& agreement, const vocabulary::Directory& directory) {
    if (!agreement.kind_said.empty()) return {agreement.kind_said, "said"};
    return kind_of(roles_of(agreement), agreement.grouping, directory);
}

std::string level_of(const Agreement& agreement, const vocabulary::Directory& directory) {
    if (!agreement.level_said.empty()) return agreement.level_said;
    return std::string(level_of(roles_of(agreement), agreement.matter.first, directory));
}

}  // namespace comity::cooperation
