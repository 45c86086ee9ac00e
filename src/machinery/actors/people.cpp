#include "machinery/actors/people.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "json/members.hpp"
#include "machinery/actors/rule.hpp"
#include "machinery/actors/sentences.hpp"
#include "record/actor_form.hpp"
#include "system/chance.hpp"
#include "system/moment.hpp"

namespace comity::actors {

namespace {

constexpr std::array<std::string_view, 8> act_names = {"invite", "open", "grant", "withdraw", "reset", "close", "erase", "add actor"};

/// Of a request that the rule refuses nothing is appended.
record::Draft ruled(const State& state, const Request& request) {
    auto ruling = decide(state, request);
    if (auto* refusal = std::get_if<Refusal>(&ruling)) throw Error(refusal->fault, std::move(refusal->said));
    return std::move(std::get<record::Draft>(ruling));
}

/// A person whose account did not come to be is not kept.
class Provisional {
public:
    Provisional(accounts::Keeper& keeper, std::string account) : keeper_(keeper), account_(std::move(account)) {}
    ~Provisional() {
        if (!kept_) keeper_.forget(account_);
    }
    Provisional(const Provisional&) = delete;
    Provisional& operator=(const Provisional&) = delete;
    void keep() { kept_ = true; }

private:
    accounts::Keeper& keeper_;
    std::string account_;
    bool kept_ = false;
};

}  // namespace

std::string_view name_of(Act act) noexcept { return act_names[static_cast<std::size_t>(act)]; }

std::string People::today() const { return written_day(moment_of(clock_())); }

bool People::has_accounts() const { return has_open_accounts(record_.snapshot()); }

std::vector<Listed> People::list() const {
    std::vector<Listed> listed;
    for (Account& one : all_accounts(record_.snapshot())) {
        auto person = keeper_.person(one.id);
        listed.push_back({std::move(one), std::move(person)});
    }
    return listed;
}

std::vector<Listed> People::who_may(Permission permission) const {
    std::vector<Listed> listed;
    const std::string day = today();
    for (Account& one : all_accounts(record_.snapshot())) {
        const bool may = one.status == AccountStatus::open && std::any_of(one.grants.begin(), one.grants.end(), [&](const Grant& grant) {
            Standing standing;
            standing.role = grant.role;
            standing.process = grant.process;
            return in_force(grant, day) && actors::may(standing, permission);
        });
        if (!may) continue;
        auto person = keeper_.person(one.id);
        listed.push_back({std::move(one), std::move(person)});
    }
    return listed;
}

Listed People::find(std::string_view named) const {
    const record::Snapshot snapshot = record_.snapshot();
    if (auto found = account(snapshot, named)) return {*found, keeper_.person(found->id)};  // an id before any name that looks like one
    if (auto person = keeper_.named(named)) {
        if (auto found = account(snapshot, person->account)) return {std::move(*found), std::move(person)};
    }
    std::vector<Account> found;
    if (named.size() >= 6) {
        for (Account& one : all_accounts(snapshot)) {
            if (one.id.starts_with(named)) found.push_back(std::move(one));
        }
    }
    if (found.size() != 1) throw Error(Fault::not_found, say(sentences::account_unknown, named));
    auto person = keeper_.person(found.front().id);
    return {std::move(found.front()), std::move(person)};
}

std::vector<Grant> People::grants_in_force(std::string_view id) const {
    auto found = account(record_.snapshot(), id);
    if (!found || found->status != AccountStatus::open) return {};
    const std::string day = today();
    std::erase_if(found->grants, [&](const Grant& grant) { return !in_force(grant, day); });
    return std::move(found->grants);
}

Standing People::standing(std::string_view id, std::string_view chosen, bool second_factor) const {
    const auto found = account(record_.snapshot(), id);
    if (!found || found->status != AccountStatus::open) return {};  // closed since: nobody
    Standing standing{Role::without_role, std::string(id), "", "", "", std::nullopt};
    for (const Grant& grant : grants_in_force(id)) {
        if (needs_second_factor(grant.role) && !second_factor) continue;
        if (!standing.grant.empty() && grant.subject != chosen) continue;
        standing.role = grant.role;
        standing.grant = grant.subject;
        standing.actor = grant.actor;
        standing.process = grant.process;
    }
    return standing;
}

Standing People::standing_of(const accounts::Session& session) const { return standing(session.account, session.acting, session.has_second_factor()); }

Standing People::standing_of(const accounts::Token& token) const {
    // Made in a sign-in that had the role; scopes never hold what asks for a second factor.
    Standing made = standing(token.account, token.acting, true);
    if (made.grant != token.acting) made = {made.role == Role::anyone ? Role::anyone : Role::without_role, made.account, "", "", "", std::nullopt};
    made.scopes = token.scopes;
    return made;
}

std::string People::name_of(std::string_view id) const {
    const auto person = keeper_.person(id);
    return person ? person->name : std::string();
}

Result People::invite(const Request& request) {
    State state{std::nullopt, std::nullopt, today(), hex(drawn_bytes(8))};
    Result result{-1, state.fresh, "", account_subject(state.fresh)};
    auto writing = record_.write();
    result.position = writing.append(ruled(state, request)).position;
    if (!request.role.empty()) {
        state.account = account(writing.now(), state.fresh);
        state.actor = request.actor.empty() ? std::nullopt : find_actor(writing.now(), vocabulary_, request.actor);
        state.fresh = hex(drawn_bytes(4));
        Request role = request;
        role.act = Act::grant;
        const record::Entry entry = writing.append(ruled(state, role));
        result.position = entry.position;
        result.subject = entry.subject;
    }
    keeper_.add(result.account, request.account, request.name);
    Provisional person(keeper_, result.account);
    writing.commit();
    person.keep();
    result.link = keeper_.make_link(result.account);
    return result;
}

Result People::perform(const Request& request) {
    if (request.act == Act::invite) return invite(request);
    State state;
    state.today = today();
    state.fresh = hex(drawn_bytes(4));
    std::string id;
    if (request.act != Act::add_actor) id = find(request.account).account.id;
    auto writing = record_.write();
    if (!id.empty()) state.account = account(writing.now(), id);
    const std::string& named = request.act == Act::add_actor ? request.name : request.actor;
    if (!named.empty()) state.actor = find_actor(writing.now(), vocabulary_, named);
    const record::Entry entry = writing.append(ruled(state, request));
    writing.commit();
    Result result{entry.position, id, "", entry.subject};
    // What follows outside the log follows after it: were it interrupted, the log already says that nobody comes in.
    if (request.act == Act::reset || request.act == Act::close) keeper_.shut(id);
    if (request.act == Act::erase) keeper_.forget(id);
    if (request.act == Act::reset) result.link = keeper_.make_link(id);
    return result;
}

std::string People::open_by_link(std::string_view secret, std::string_view password) {
    const auto person = keeper_.of_link(secret);
    const auto found = person ? account(record_.snapshot(), person->account) : std::nullopt;
    if (found && found->status == AccountStatus::invited) {
        Request request;
        request.act = Act::open;
        request.account = found->id;
        request.who = {"invited person", account_in_entries(found->id)};
        request.by_account = found->id;
        perform(request);
    }
    return keeper_.use_link(secret, password);
}

record::Actor who_of(const Standing& standing) {
    if (standing.role == Role::operator_here) return record::operator_at_this_machine();
    if (standing.role == Role::operator_at_command_line) return record::operator_at_command_line();
    return {fmt::format("{}{}", name_of(standing.role), standing.scopes ? ", by a token" : ""), account_in_entries(standing.account)};
}

std::optional<std::string> on_behalf_of(const Standing& standing) { return standing.actor.empty() ? std::nullopt : std::optional(standing.actor); }

// --- forms for handing over ----------------------------------------------------------------------------------------------------

json::Value to_json(const Request& request) {
    return json::Object{{"act", name_of(request.act)},
                        {"account", request.account},
                        {"name", request.name},
                        {"role", request.role},
                        {"process", request.process},
                        {"actor", request.actor},
                        {"from", request.from},
                        {"until", request.until},
                        {"grant", request.grant},
                        {"who", record::to_json(request.who)},
                        {"on_behalf_of", json::Value::of(request.on_behalf_of)},
                        {"why", json::Value::of(request.why)}};
}

Request request_from(const json::Value& value) {
    const auto act = std::find(act_names.begin(), act_names.end(), value.text("act"));
    if (act == act_names.end() || value.text("act") == name_of(Act::open)) throw Error(Fault::bad_request, "\"{}\" is no act on accounts", value.text("act"));
    Request request;
    request.act = static_cast<Act>(act - act_names.begin());
    request.account = value.text("account");
    request.name = value.text("name");
    request.role = value.text("role");
    request.process = value.text("process");
    request.actor = value.text("actor");
    request.from = value.text("from");
    request.until = value.text("until");
    request.grant = value.text("grant");
    request.who = record::actor_from(value["who"]);
    request.on_behalf_of = json::maybe_text(value, "on_behalf_of");
    request.why = json::maybe_text(value, "why");
    return request;
}

json::Value to_json(const Result& result) {
    return json::Object{{"position", result.position}, {"account", result.account}, {"link", result.link}, {"subject", result.subject}};
}

Result result_from(const json::Value& value) { return {value.integer("position"), value.text("account"), value.text("link"), value.text("subject")}; }

}  // namespace comity::actors
