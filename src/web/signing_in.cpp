// `/sign-in`, `/sign-out`, `/welcome` (a one-time link) and `/act-as` (the demonstration's invented persons).
#include <fmt/format.h>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "vocabulary/tables.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/people_view.hpp"
#include "web/visitors.hpp"

namespace comity::web {

std::string why_no_password(const Visit& visit, std::string_view password, std::string_view again, std::string_view sign_in_name) {
    using accounts::PasswordFault;
    switch (accounts::fault_of(password, sign_in_name)) {
        case PasswordFault::too_short: return visit.text("password.too_short", {{"letters", accounts::least_letters}});
        case PasswordFault::too_long: return visit.text("password.too_long");
        case PasswordFault::too_simple: return visit.text("password.too_simple");
        case PasswordFault::none: break;
    }
    return password == again ? std::string() : visit.text("password.differs");
}

namespace pages {

namespace {

actors::People& people_of(const Visit& visit) {
    if (visit.site.setup.people == nullptr) throw SaidError(Fault::not_found, visit.text("trouble.no_page"));
    return *visit.site.setup.people;
}

/// One of the invented persons of demo/persons.tsv.
struct Invented {
    std::string sign_in_name, name, role, actor;
};
std::vector<Invented> invented_persons() {
    const vocabulary::TableRows rows({"persons.tsv", assets::get("demo/persons.tsv")});
    std::vector<Invented> all;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        all.push_back({std::string(rows.needed(i, "id")), std::string(rows.needed(i, "name")), std::string(rows.needed(i, "role")), std::string(rows.cell(i, "actor"))});
    }
    return all;
}

List played(const Visit& visit) {
    List list;
    if (!may_play(visit)) return list;
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    for (const Invented& one : invented_persons()) {
        const auto actor = one.actor.empty() ? std::nullopt : actors::find_actor(snapshot, visit.holdings().vocabulary(), one.actor);
        list.push_back(View{{"id", one.sign_in_name},
                            {"name", untranslated(one.name)},
                            {"role", visit.text("role", {{"role", code_of(one.role)}})},
                            {"actor", actor ? Value(actor_in_language(visit, snapshot, actor->id)) : Value("")}});
    }
    return list;
}

http::Response sign_in_page(const Visit& visit, std::string_view typed, std::string wrong, int status) {
    const std::string institution(institution_name(visit.request, visit.site));
    View view{{"wrong", std::move(wrong)},
              {"typed", typed},
              {"can", is_private(visit.request)},
              {"institution", institution.empty() ? Value("") : Value(untranslated(institution))},
              {"has_institution", !institution.empty()},
              {"persons", played(visit)},
              {"signed_in", visit.visitor.session.has_value()},
              {"name", untranslated(visit.visitor.name)}};
    return respond_with_form(visit, {visit.text("sign_in.title"), "account", "sign_in", std::move(view), status});
}

http::Response come_in(const Visit& visit, const accounts::SignedIn& in, bool known_browser) {
    // Whoever was signed in here before is not any more: no sign-in goes on under another person.
    if (!visit.visitor.secret.empty()) visit.site.setup.people->keeper().sign_out(visit.visitor.secret);
    http::Response response = redirect(303, "/account");
    response.headers.push_back({"Set-Cookie", session_cookie(visit.request, in.session)});
    if (!known_browser) response.headers.push_back({"Set-Cookie", device_cookie(visit.request, in.device)});
    return response;
}

http::Response by_institution(const Visit& visit) {
    const auto person = people_of(visit).keeper().named(institution_name(visit.request, visit.site));
    if (!person) return sign_in_page(visit, "", visit.text("sign_in.institution_unknown"), 403);
    return come_in(visit, people_of(visit).keeper().sign_in_as(person->account, accounts::Method::institution), true);
}

}  // namespace

http::Response sign_in(const Visit& visit) {
    people_of(visit);
    return sign_in_page(visit, "", is_private(visit.request) ? std::string() : visit.text("sign_in.only_private"), 200);
}

http::Response sign_in_sent(const Visit& visit) {
    actors::People& people = people_of(visit);
    const http::Form form = http::Form::parse(visit.request.body);
    const std::string_view typed = form.get("name");
    if (!is_private(visit.request)) return sign_in_page(visit, typed, visit.text("sign_in.only_private"), 403);
    if (const auto refused = refusal(visit, actors::Permission::sign_in, form.get("token"))) return sign_in_page(visit, typed, *refused, 403);
    if (form.has("institution")) return by_institution(visit);
    const auto outcome = people.keeper().sign_in({std::string(typed), std::string(form.get("password")), std::string(form.get("code")), source_of(visit), std::string(device_of(visit.request))});
    if (outcome.in) return come_in(visit, *outcome.in, false);
    using Because = accounts::Denied::Because;
    if (outcome.denied.because == Because::wait) {
        http::Response response = sign_in_page(visit, typed, visit.text("sign_in.wait", {{"minutes", (outcome.denied.wait + 59) / 60}}), 429);
        response.set("Retry-After", std::to_string(outcome.denied.wait));
        return response;
    }
    return sign_in_page(visit, typed, outcome.denied.because == Because::code_needed ? visit.text("sign_in.code_needed") : visit.text("sign_in.wrong"), 400);
}

http::Response sign_out(const Visit& visit) {
    actors::People& people = people_of(visit);
    const http::Form form = http::Form::parse(visit.request.body);
    if (const auto refused = refusal(visit, actors::Permission::read, form.get("token"))) return trouble(visit, 403, {escaped(*refused)});
    if (!visit.visitor.secret.empty()) people.keeper().sign_out(visit.visitor.secret);
    http::Response response = redirect(303, "/");
    response.headers.push_back({"Set-Cookie", session_cookie(visit.request, "")});
    return response;
}

namespace {

http::Response welcome_page(const Visit& visit, std::string_view link, std::string wrong, int status) {
    const auto person = people_of(visit).keeper().of_link(link);
    if (!person) throw SaidError(Fault::not_found, visit.text("welcome.over"));
    View view{{"wrong", std::move(wrong)}, {"link", link}, {"name", untranslated(person->name.empty() ? person->sign_in_name : person->name)}, {"sign_in_name", untranslated(person->sign_in_name)}, {"letters", accounts::least_letters}};
    return respond_with_form(visit, {visit.text("welcome.title"), "account", "welcome", std::move(view), status});
}

}  // namespace

http::Response welcome(const Visit& visit) {
    if (!is_private(visit.request)) throw SaidError(Fault::refused, visit.text("sign_in.only_private"));
    return welcome_page(visit, visit.query.get("link"), "", 200);
}

http::Response welcome_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const std::string_view link = form.get("link");
    if (!is_private(visit.request)) throw SaidError(Fault::refused, visit.text("sign_in.only_private"));
    if (const auto refused = refusal(visit, actors::Permission::sign_in, form.get("token"))) return welcome_page(visit, link, *refused, 403);
    const auto person = people_of(visit).keeper().of_link(link);
    if (!person) throw SaidError(Fault::not_found, visit.text("welcome.over"));
    const std::string wrong = why_no_password(visit, form.get("password"), form.get("again"), person->sign_in_name);
    if (!wrong.empty()) return welcome_page(visit, link, wrong, 400);
    people_of(visit).open_by_link(link, form.get("password"));
    return sign_in_page(visit, person->sign_in_name, "", 200);
}

http::Response act_as(const Visit& visit) {
    actors::People& people = people_of(visit);
    const http::Form form = http::Form::parse(visit.request.body);
    if (!may_play(visit)) throw SaidError(Fault::refused, visit.text("sign_in.play_elsewhere"));
    if (const auto refused = refusal(visit, actors::Permission::read, form.get("token"))) return sign_in_page(visit, "", *refused, 403);
    for (const Invented& one : invented_persons()) {
        if (one.sign_in_name != form.get("person")) continue;
        auto person = people.keeper().named(one.sign_in_name);
        if (!person) {
            actors::Request request;
            request.act = actors::Act::invite;
            request.account = one.sign_in_name;
            request.name = one.name;
            request.role = one.role;
            request.actor = one.actor;
            request.who = record::operator_at_this_machine();
            request.why = "an invented person of the demonstration";
            const actors::Result made = people.perform(request);
            // Nobody knows this password: there is one so that the account is open.
            people.open_by_link(made.link, accounts::drawn_secret());
            person = people.keeper().person(made.account);
        }
        if (person) return come_in(visit, people.keeper().sign_in_as(person->account, accounts::Method::demonstration), true);
    }
    throw SaidError(Fault::bad_request, visit.text("sign_in.no_such_person"));
}

}  // namespace pages

}  // namespace comity::web
