// `/people`: who has which role; for administrators the forms that change it. Names stand here for those who may see them, and nowhere else.
#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/people_view.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

constexpr std::array<std::pair<std::string_view, actors::Act>, 6> acts = {{{"invite", actors::Act::invite},
                                                                          {"grant", actors::Act::grant},
                                                                          {"withdraw", actors::Act::withdraw},
                                                                          {"reset", actors::Act::reset},
                                                                          {"close", actors::Act::close},
                                                                          {"add-actor", actors::Act::add_actor}}};

View row_of(const Visit& visit, const actors::Listed& listed) {
    List grants;
    for (const actors::Grant& grant : listed.account.grants) grants.push_back(grant_view(visit, grant));
    const bool ended = listed.account.status == actors::AccountStatus::closed || listed.account.status == actors::AccountStatus::erased;
    return {{"id", listed.account.id},
            {"name", listed.person ? Value(untranslated(listed.person->name.empty() ? listed.person->sign_in_name : listed.person->name)) : Value("")},
            {"sign_in_name", listed.person ? Value(untranslated(listed.person->sign_in_name)) : Value("")},
            {"account", untranslated(listed.account.id)},
            {"status", visit.text("people.status", {{"status", actors::name_of(listed.account.status)}})},
            {"since", moment(visit, listed.account.since)},
            {"ended", ended},
            {"own", listed.account.id == visit.visitor.standing.account},
            {"grants", std::move(grants)}};
}

http::Response people_page(const Visit& visit, const http::Form& form, std::string link, Html wrong, int status) {
    const actors::People& people = *visit.site.setup.people;
    List rows, roles, chosen;
    for (const actors::Listed& listed : people.list()) rows.push_back(row_of(visit, listed));
    for (const actors::Role role : actors::given_roles()) {
        const std::string_view name = actors::name_of(role);
        roles.push_back(View{{"value", name}, {"label", visit.text("role", {{"role", code_of(name)}})}, {"chosen", form.get("role") == name}});
    }
    const std::string_view named = form.get("account");
    if (form.has("account")) {
        for (const actors::Listed& listed : people.list()) {
            if (listed.account.id == named) chosen.push_back(row_of(visit, listed));
        }
    }
    View view{{"wrong", std::move(wrong)},
              {"link", link},
              {"rows", std::move(rows)},
              {"roles", std::move(roles)},
              {"one", std::move(chosen)},
              {"typed_name", form.get("name")},
              {"typed_sign_in", form.get("sign_in_name")},
              {"typed_for", form.get("for")},
              {"typed_until", form.get("until")},
              {"why", form.get("why")},
              {"gives", may(visit, actors::Permission::give_accounts)},
              {"adds", may(visit, actors::Permission::add_actors)}};
    put_actor(visit, view);
    return respond_with_form(visit, {visit.text("people.title"), "account", "people", std::move(view), status});
}

actors::Request request_of(const Visit& visit, actors::Act act, const http::Form& form) {
    actors::Request request;
    request.act = act;
    request.account = std::string(form.get(act == actors::Act::invite ? "sign_in_name" : "account"));
    request.name = std::string(form.get("name"));
    request.role = std::string(form.get("role"));
    request.process = std::string(form.get("process"));
    request.actor = std::string(act == actors::Act::add_actor ? form.get("kind") : form.get("for"));
    request.from = std::string(form.get("from"));
    request.until = std::string(form.get("until"));
    request.grant = std::string(form.get("grant"));
    request.who = actor_of(visit);
    request.on_behalf_of = behalf_of(visit);
    request.by_account = visit.visitor.standing.account;
    if (form.has("why") && !form.get("why").empty()) request.why = std::string(form.get("why"));
    return request;
}

}  // namespace

http::Response people(const Visit& visit) {
    if (visit.site.setup.people == nullptr) throw SaidError(Fault::not_found, visit.text("trouble.no_page"));
    require(visit, actors::Permission::see_accounts);
    return people_page(visit, visit.query, "", {}, 200);
}

http::Response people_sent(const Visit& visit) {
    if (visit.site.setup.people == nullptr) throw SaidError(Fault::not_found, visit.text("trouble.no_page"));
    const http::Form form = http::Form::parse(visit.request.body);
    const auto* named = std::find_if(acts.begin(), acts.end(), [&](const auto& act) { return act.first == form.get("act"); });
    const bool actor = named != acts.end() && named->second == actors::Act::add_actor;
    const actors::Permission permission = actor ? actors::Permission::add_actors : actors::Permission::give_accounts;
    require(visit, permission);
    if (const auto refused = refusal(visit, permission, form.get("token"))) return people_page(visit, form, "", {escaped(*refused)}, 403);
    if (named == acts.end()) return people_page(visit, form, "", {escaped(visit.text("account.no_act"))}, 400);
    try {
        const actors::Result result = visit.site.setup.people->perform(request_of(visit, named->second, form));
        if (result.link.empty()) return redirect(303, result.account.empty() ? "/people" : "/people?account=" + result.account);
        const std::string link = std::string(over_tls(visit.request) ? "https" : "http") + "://" + std::string(visit.request.header("Host")) + "/welcome?link=" + result.link;
        return people_page(visit, {}, link, {}, 200);
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return people_page(visit, form, "", sentence_of(visit, error), status_of(error.fault()));
    }
}

}  // namespace comity::web::pages
