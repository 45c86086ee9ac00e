// `/erasures`: what somebody proposes to erase, for those who may confirm it and for who proposed it (machinery/actors/erasures.hpp).
#include <charconv>

#include "base/error.hpp"
#include "machinery/actors/erasures.hpp"
#include "machinery/holdings/erasing.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

/// What would go, said by the record as it is now.
List reach_of(const Visit& visit, const actors::ErasureProposal& proposal) {
    holdings::ErasureRequest request;
    for (const std::int64_t position : proposal.entries) request.what.push_back(std::to_string(position));
    request.act = holdings::ErasureRequest::Do::only_say;
    List lines;
    for (const auto& line : holdings::erase(visit.holdings(), request).entries) {
        lines.push_back(View{{"position", std::to_string(line.position)}, {"about", untranslated(line.about)}});
    }
    return lines;
}

http::Response erasures_page(const Visit& visit, const http::Form& form, Html wrong, int status) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    List proposals;
    for (const actors::ErasureProposal& one : actors::open_erasure_proposals(snapshot)) {
        if (!may_read(visit, one.entry)) continue;
        const bool own = !visit.visitor.standing.account.empty() && one.entry.who.name == actors::account_in_entries(visit.visitor.standing.account);
        View row = entry_view(visit, one.entry);
        row.put("subject", one.entry.subject);
        row.put("reach", reach_of(visit, one));
        row.put("own", own);
        row.put("confirms", !own && may(visit, actors::Permission::confirm));
        proposals.push_back(std::move(row));
    }
    View view{{"wrong", std::move(wrong)},
              {"proposals", std::move(proposals)},
              {"proposes", may(visit, actors::Permission::hand_in)},
              {"typed_what", form.get("what")},
              {"typed_why", form.get("why")},
              {"typed_authority", form.get("authority")}};
    put_actor(visit, view);
    return respond_with_form(visit, {visit.text("erasures.title"), "account", "erasures", std::move(view), status});
}

std::int64_t number_in(std::string_view digits) {
    std::int64_t number = -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

/// The form's answer: the page anew with what is wrong, or where to go on.
template <typename Act>
http::Response done(const Visit& visit, actors::Permission permission, Act act) {
    const http::Form form = http::Form::parse(visit.request.body);
    if (const auto refused = refusal(visit, permission, form.get("token"))) return erasures_page(visit, form, {escaped(*refused)}, 403);
    try {
        act(form);
        return redirect(303, "/erasures");
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return erasures_page(visit, form, turned_away(visit, permission, "erasures", as_handed_in(form), error), status_of(error.fault()));
    }
}

}  // namespace

http::Response erasures(const Visit& visit) { return erasures_page(visit, {}, {}, 200); }

http::Response erasures_sent(const Visit& visit) {
    return done(visit, actors::Permission::hand_in, [&](const http::Form& form) {
        const actors::Standing& standing = visit.visitor.standing;
        if (form.get("act") == "withdraw") {
            actors::withdraw_erasure(visit.holdings().record(), standing, form.get("proposal"));
            return;
        }
        std::vector<std::string> what;
        if (!form.get("what").empty()) what.emplace_back(form.get("what"));
        actors::propose_erasure(visit.holdings().record(), standing,
                                {holdings::entries_named(visit.holdings(), what), std::string(form.get("why")), std::string(form.get("authority"))});
    });
}

http::Response erasure_confirmed(const Visit& visit) {
    return done(visit, actors::Permission::confirm, [&](const http::Form& form) {
        actors::confirm_erasure(visit.holdings().record(), visit.visitor.standing, form.get("proposal"), number_in(form.get("revision")));
        visit.holdings().renew_indexes();
    });
}

}  // namespace comity::web::pages
