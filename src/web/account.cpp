// `/account`: what a person who is signed in does with the own account: as whom to act, password, one-time codes, tokens.
#include <charconv>

#include <fmt/format.h>

#include "base/error.hpp"
#include "machinery/actors/process_permissions.hpp"
#include "system/moment.hpp"
#include "web/actor_view.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/people_view.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace {

constexpr accounts::Seconds day = 24 * 3600;

List tokens_view(const Visit& visit, const accounts::Keeper& keeper, std::string_view account) {
    List list;
    for (const accounts::Token& token : keeper.tokens(account)) {
        List scopes;
        for (const std::string& scope : token.scopes) scopes.push_back(View{{"scope", visit.text("permission", {{"permission", code_of(scope)}})}});
        list.push_back(View{{"id", token.id}, {"name", untranslated(token.name)}, {"scopes", std::move(scopes)}, {"until", moment(visit, written_second(moment_of(token.expires)))}, {"used", token.used == 0 ? Value("") : Value(moment(visit, written_second(moment_of(token.used))))}});
    }
    return list;
}

/// What is shown once, and never again.
struct Shown {
    std::string wrong, token, secret, authenticator;
    std::vector<std::string> recovery = {};
};

http::Response account_page(const Visit& visit, const Shown& shown, int status) {
    const actors::People& people = *visit.site.setup.people;
    const std::string& account = visit.visitor.standing.account;
    const std::string& actor = visit.visitor.standing.actor;
    const auto person = people.keeper().person(account);
    const bool second = visit.visitor.session && visit.visitor.session->has_second_factor();
    List roles, scopes, recovery;
    bool waits_for_code = false;
    for (const actors::Grant& grant : people.grants_in_force(account)) {
        const bool locked = actors::needs_second_factor(grant.role) && !second;
        waits_for_code = waits_for_code || locked;
        View row = grant_view(visit, grant);
        row.put("here", grant.subject == visit.visitor.standing.grant);
        row.put("locked", locked);
        roles.push_back(std::move(row));
    }
    for (const actors::Row& row : actors::permissions()) {
        if (row.by_token && may(visit, row.permission)) scopes.push_back(View{{"value", row.name}, {"label", visit.text("permission", {{"permission", code_of(row.name)}})}, {"chosen", row.permission == actors::Permission::read}});
    }
    for (const std::string& code : shown.recovery) recovery.push_back(View{{"code", code}});
    View view{{"wrong", shown.wrong},
              {"name", untranslated(visit.visitor.name)},
              {"sign_in_name", person ? Value(untranslated(person->sign_in_name)) : Value("")},
              {"acting", visit.text("role", {{"role", code_of(actors::name_of(visit.visitor.standing.role))}})},
              {"roles", std::move(roles)},
              {"follows_up", may(visit, actors::respond) && actor.starts_with("state:")},
              {"cooperates", may(visit, actors::cooperate) && !actor.empty()},
              {"speaks_for", actor.empty() ? Value("") : Value(actor_in_language(visit, visit.holdings().record().snapshot(), actor))},
              {"actor_address", actor_address(actor)},
              {"waits_for_code", waits_for_code},
              {"has_password", person && person->has_password && visit.visitor.session && visit.visitor.session->method != accounts::Method::demonstration},
              {"has_codes", person && person->has_codes},
              {"recovery_left", person ? person->recovery_codes : 0},
              {"letters", accounts::least_letters},
              {"new_token", shown.token},
              {"secret", shown.secret},
              {"authenticator", shown.authenticator},
              {"recovery", std::move(recovery)},
              {"scopes", std::move(scopes)},
              {"tokens", tokens_view(visit, people.keeper(), account)},
              {"sees_people", may(visit, actors::Permission::see_accounts)}};
    return respond_with_form(visit, {visit.text("account.title"), "account", "account", std::move(view), status});
}

http::Response wrong(const Visit& visit, std::string sentence, int status = 400) {
    Shown shown;
    shown.wrong = std::move(sentence);
    return account_page(visit, shown, status);
}

http::Response done(const Visit& visit, std::string_view secret = {}) {
    http::Response response = redirect(303, "/account");
    if (!secret.empty()) response.headers.push_back({"Set-Cookie", session_cookie(visit.request, secret)});
    return response;
}

http::Response take_role(const Visit& visit, const http::Form& form) {
    for (const actors::Grant& grant : visit.site.setup.people->grants_in_force(visit.visitor.standing.account)) {
        if (grant.subject == form.get("role")) return done(visit, visit.site.setup.people->keeper().renew(visit.visitor.secret, grant.subject));
    }
    return wrong(visit, visit.text("account.no_such_role"));
}

http::Response change_password(const Visit& visit, const http::Form& form) {
    accounts::Keeper& keeper = visit.site.setup.people->keeper();
    const std::string& account = visit.visitor.standing.account;
    const auto person = keeper.person(account);
    const std::string why_not = why_no_password(visit, form.get("password"), form.get("again"), person ? person->sign_in_name : std::string());
    if (!why_not.empty()) return wrong(visit, why_not);
    if (!keeper.change_password(account, form.get("old"), form.get("password"), visit.visitor.secret)) return wrong(visit, visit.text("account.old_wrong"), 403);
    return done(visit, keeper.renew(visit.visitor.secret, visit.visitor.session->acting));
}

http::Response codes(const Visit& visit, const http::Form& form) {
    accounts::Keeper& keeper = visit.site.setup.people->keeper();
    const std::string& account = visit.visitor.standing.account;
    Shown shown;
    if (form.get("act") == "begin-codes") {
        const auto person = keeper.person(account);
        const std::string secret = keeper.begin_codes(account);
        shown.secret = accounts::base32(secret);
        shown.authenticator = accounts::authenticator_address(secret, "Comity", person ? person->sign_in_name : account);
        return account_page(visit, shown, 200);
    }
    shown.recovery = keeper.confirm_codes(account, form.get("code"));
    if (shown.recovery.empty()) return wrong(visit, visit.text("account.code_wrong"));
    return account_page(visit, shown, 200);
}

http::Response make_token(const Visit& visit, const http::Form& form) {
    accounts::Token token;
    token.account = visit.visitor.standing.account;
    token.acting = visit.visitor.standing.grant;
    token.name = std::string(form.get("name").substr(0, 100));
    for (const auto& [name, value] : form.fields()) {
        const auto permission = actors::permission_named(value);
        if (name != "scope" || !permission) continue;
        // Nobody gives a program more than they have themselves.
        if (!actors::row_of(*permission).by_token || !may(visit, *permission)) return wrong(visit, visit.text("account.scope_wrong"), 403);
        token.scopes.emplace_back(value);
    }
    int days = 0;
    const std::string_view typed = form.get("days");
    std::from_chars(typed.data(), typed.data() + typed.size(), days);
    if (token.name.empty() || token.scopes.empty() || days < 1 || days > 366) return wrong(visit, visit.text("account.token_wrong"));
    token.expires = std::chrono::duration_cast<std::chrono::seconds>(visit.site.setup.people->clock()().time_since_epoch()).count() + days * day;
    Shown shown;
    shown.token = visit.site.setup.people->keeper().make_token(token);
    return account_page(visit, shown, 200);
}

}  // namespace

View grant_view(const Visit& visit, const actors::Grant& grant) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const auto date = [](const std::string& iso) { return Date::from_iso(iso); };
    return {{"subject", grant.subject},
            {"number", untranslated(grant.subject.substr(grant.subject.find(':') + 1))},
            {"role", visit.text("role", {{"role", code_of(actors::name_of(grant.role))}})},
            {"actor", grant.actor.empty() ? Value("") : Value(actor_in_language(visit, snapshot, grant.actor))},
            {"process", grant.process.empty() ? Value("") : Value(visit.text("process", {{"process", grant.process}}))},
            {"from", grant.from.empty() ? Value("") : or_nothing(date(grant.from))},
            {"until", grant.until.empty() ? Value("") : or_nothing(date(grant.until))},
            {"withdrawn", grant.withdrawn}};
}

Html actor_in_language(const Visit& visit, const record::Snapshot& snapshot, std::string_view id) {
    const std::string name = actors::actor_name(snapshot, visit.holdings().vocabulary(), id, visit.words.language());
    const std::string english = actors::actor_name(snapshot, visit.holdings().vocabulary(), id);
    return in_language(visit, name, name == english ? "en" : visit.words.language());
}

namespace pages {

http::Response account(const Visit& visit) {
    if (!may(visit, actors::Permission::own_account)) return redirect(303, "/sign-in");
    return account_page(visit, {}, 200);
}

http::Response account_sent(const Visit& visit) {
    require(visit, actors::Permission::own_account);
    const http::Form form = http::Form::parse(visit.request.body);
    if (const auto refused = refusal(visit, actors::Permission::own_account, form.get("token"))) return wrong(visit, *refused, 403);
    accounts::Keeper& keeper = visit.site.setup.people->keeper();
    const std::string_view act = form.get("act");
    if (act == "role") return take_role(visit, form);
    if (act == "password") return change_password(visit, form);
    if (act == "begin-codes" || act == "confirm-codes") return codes(visit, form);
    if (act == "token") return make_token(visit, form);
    if (act == "end-token") {
        keeper.end_token(visit.visitor.standing.account, form.get("id"));
        return done(visit);
    }
    if (act == "everywhere") {
        keeper.sign_out_everywhere(visit.visitor.standing.account);
        return done(visit);
    }
    return wrong(visit, visit.text("account.no_act"));
}

}  // namespace pages

}  // namespace comity::web
