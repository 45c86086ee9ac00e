// `/series/SYMBOL`: a recurring text through the years, and the form by which a person says what belongs to it; `/documents/SYMBOL/paragraphs/ID/history`:
// one paragraph of it through all years.
#include <charconv>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "web/acts.hpp"
#include "web/exports.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/life.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

std::string_view presence_code(holdings::Presence presence) noexcept {
    switch (presence) {
        case holdings::Presence::in_record: return "in-record";
        case holdings::Presence::cited: return "cited";
        case holdings::Presence::unknown: break;
    }
    return "unknown";
}

List drafts_view(const Visit& visit, const std::vector<holdings::HungDraft>& drafts) {
    List list;
    for (const holdings::HungDraft& draft : drafts) {
        View row = row_of(visit, draft.item);
        row.put("because", visit.text("series.why", {{"why", code_of(draft.why)}}));
        list.push_back(std::move(row));
    }
    return list;
}

List reasons_view(const Visit& visit, const holdings::Member& member) {
    List reasons;
    for (const std::string_view why : member.why) reasons.push_back(View{{"reason", visit.text("series.why", {{"why", code_of(why)}})}});
    return reasons;
}

View member_view(const Visit& visit, const holdings::Member& member, const holdings::LifeYear& year) {
    const std::string symbol = member.symbol ? *member.symbol : std::string();
    const std::string name = symbol.empty() ? std::string() : document::Symbol::from_canonical(symbol).display();
    return {{"year", member.year ? visit.words.figures(std::to_string(*member.year)) : std::string()},
            {"symbol", symbol},
            {"name", member.item ? member.item->name : name},
            {"address", member.item ? address_of(*member.item) : symbol.empty() ? std::string() : citing_address(symbol)},
            {"date", member.date ? Value(*member.date) : Value("")},
            {"in_record", member.status == holdings::Presence::in_record},
            {"cited", member.status == holdings::Presence::cited},
            {"gap", member.status == holdings::Presence::unknown},
            {"paragraphs", member.item ? Value(member.item->paragraphs) : Value("")},
            {"adoption", adoption_view(visit, year.adoption)},
            {"conflicts", conflicts_view(visit, year)},
            {"turn", year.turn},
            {"guess", member.guess},
            {"reasons", reasons_view(visit, member)},
            {"new_title", member.new_title ? Value(*member.new_title) : Value("")},
            {"title_lang", member.item ? member.item->language : std::string("en")},
            {"drafts", drafts_view(visit, member.drafts)},
            {"status", visit.text("presence", {{"presence", presence_code(member.status)}})}};
}

Table members_of(const holdings::Series& series) {
    Table table = {{"year", "symbol", "date", "session", "status", "why"}};
    for (const holdings::Member& member : series.members) {
        table.push_back({member.year ? std::to_string(*member.year) : "", member.symbol.value_or(""), member.date ? member.date->iso() : "", member.session.value_or(""),
                         std::string(holdings::name_of(member.status)), fmt::format("{}", fmt::join(member.why, "; "))});
    }
    return table;
}

std::vector<holdings::Item> items_of(const holdings::Series& series) {
    std::vector<holdings::Item> items;
    for (auto member = series.members.rbegin(); member != series.members.rend(); ++member) {
        if (member->item) items.push_back(*member->item);
    }
    return items;
}

List sisters_view(const Visit& visit, const holdings::Series& series) {
    List sisters;
    for (const holdings::Sister& sister : series.sisters) {
        sisters.push_back(View{{"address", "/series/" + http::path_encoded(sister.latest.address)},
                               {"body", body_in_words(visit, sister.body)},
                               {"texts", sister.texts},
                               {"name", untranslated(sister.latest.name)}});
    }
    return sisters;
}

std::string series_address(const holdings::Item& item) { return "/series/" + http::path_encoded(item.address); }

View said_view(const Visit& visit, const holdings::MembershipStatus& status) {
    return {{"subject", status.subject},
            {"sentence", visit.html("series.said", {{"says", status.belongs == holdings::Belongs::yes ? "yes" : "no"}, {"document", untranslated(status.document.name)}, {"other", untranslated(status.other.name)}})},
            {"document", status.document.sha256},
            {"other", status.other.sha256},
            {"as", actor_in_words(visit, status.who)},
            {"name", untranslated(status.who.name)},
            {"when", moment(visit, status.when)},
            {"why", status.why ? Value(untranslated(*status.why)) : Value("")}};
}

/// After an act from here its receipt.
Value membership_receipt(const Visit& visit) {
    const auto entry = entry_recorded(visit);
    return entry && entry->kind == "membership" ? Value(entry_view(visit, *entry)) : Value("");
}

List all_said(const Visit& visit, const holdings::Item& item) {
    List list;
    for (const auto& status : visit.holdings().memberships(item)) list.push_back(said_view(visit, status));
    return list;
}

}  // namespace

http::Response series(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    const std::string title = visit.text("series.title", {{"title", title_of(item)}});
    if (visit.query.has("format")) {
        const holdings::Series series = visit.holdings().series(item);
        return in_form(visit, {"series", title, members_of(series), feed_of(visit, items_of(series))});
    }
    const holdings::Life life = visit.holdings().life(item);
    const holdings::Series& series = life.series;
    List members;
    std::size_t held = 0;
    const holdings::Item *first = nullptr, *last = nullptr;
    for (std::size_t i = 0; i < series.members.size(); ++i) {
        const holdings::Member& member = series.members[i];
        View row = member_view(visit, member, life.years[i]);
        const bool follows = member.item && last != nullptr;
        row.put("compare_address", follows ? compare_address(*last, *member.item) : std::string());
        row.put("before_name", follows ? Value(untranslated(last->name)) : Value(""));
        if (member.item) {
            last = &*member.item;
            if (first == nullptr) first = last;
        }
        members.push_back(std::move(row));
        if (member.status == holdings::Presence::in_record) ++held;
    }
    // Of two texts the link between them says it all.
    const bool has_ends = held > 2 && first != last;
    View view{{"title", series.title ? *series.title : title_of(item)},
              {"lang", item.language},
              {"body", series.body ? Value(body_in_words(visit, *series.body)) : Value("")},
              {"members", std::move(members)},
              {"texts", series.members.size()},
              {"held", held},
              {"ends_address", has_ends ? compare_address(*first, *last) : std::string()},
              {"first_name", has_ends ? Value(untranslated(first->name)) : Value("")},
              {"last_name", has_ends ? Value(untranslated(last->name)) : Value("")},
              {"votes_address", "/series/" + http::path_encoded(item.address) + "/votes"},
              {"life", life_view(visit, life)},
              {"sisters", sisters_view(visit, series)},
              {"said", all_said(visit, item)},
              {"receipt", membership_receipt(visit)},
              {"correct_address", may_act(visit) ? Value(series_address(item) + "/correct") : Value("")},
              {"drafts", drafts_view(visit, series.loose_drafts)}};
    Page page{title, "series", "series", std::move(view)};
    page.print_head = title_of(item);
    offer(visit, page, "/api/v1/series/" + http::path_encoded(item.address));
    page.downloads.push_back({"zip", "/documents?format=zip&form=docx&series=" + http::query_encoded(item.address)});
    return respond(visit, std::move(page));
}

namespace {

/// One page for both methods: the forms with what was typed, and what was wrong with it.
http::Response form_page(const Visit& visit, const holdings::Item& item, const http::Form& form, Html wrong, int status) {
    const auto series = visit.holdings().series(item);
    List members;
    for (const holdings::Member& member : series.members) {
        if (!member.item || member.item->number == item.number) continue;
        members.push_back(View{{"value", member.item->sha256}, {"label", fmt::format("{} ({})", member.item->name, member.year ? visit.words.figures(std::to_string(*member.year)) : "")}, {"chosen", form.get("document") == member.item->sha256}});
    }
    const std::string_view seen = form.get("seen_at");
    View view{{"item", row_of(visit, item)},
              {"series_address", series_address(item)},
              {"action", series_address(item) + "/correct"},
              {"wrong", std::move(wrong)},
              {"members", std::move(members)},
              {"other_name", item.name},
              {"typed", form.get("symbol")},
              {"why", form.get("why")},
              {"said", all_said(visit, item)},
              {"seen_at", seen.empty() ? std::to_string(visit.holdings().record().snapshot().size()) : std::string(seen)}};
    put_actor(visit, view);
    return respond_with_form(visit, {visit.text("series_correct.title", {{"name", item.name}}), "series", "series_correct", std::move(view), status});
}

holdings::MembershipRequest request_from(const Visit& visit, const holdings::Item& item, const http::Form& form) {
    using Says = holdings::MembershipRequest::Says;
    holdings::MembershipRequest request;
    request.who = actor_of(visit);
    request.on_behalf_of = behalf_of(visit);
    request.other = item.sha256;
    const std::string_view act = form.get("act");
    if (act == "in") {
        request.document = trimmed(form.get("symbol"));
        request.says = Says::belongs;
    } else if (act == "out") {
        request.document = std::string(form.get("document"));
        request.says = Says::does_not;
    } else if (act == "withdraw") {
        request.document = std::string(form.get("document"));
        request.other = std::string(form.get("other"));
        request.says = Says::withdraw;
    } else {
        throw Error(Fault::bad_request, "the form does not say what is to be corrected");
    }
    if (request.document.empty()) throw SaidError(Fault::bad_request, visit.text("series_correct.which"));
    if (const std::string why = trimmed(form.get("why")); !why.empty()) request.why = why;
    const std::string_view seen = form.get("seen_at");
    std::int64_t seen_at = 0;
    if (std::from_chars(seen.data(), seen.data() + seen.size(), seen_at).ec == std::errc()) request.seen_at = seen_at;
    return request;
}

}  // namespace

http::Response series_correcting(const Visit& visit) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    require(visit, actors::Permission::correct);
    return form_page(visit, item, visit.query, {}, 200);
}

http::Response series_correct(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    if (const auto refused = refusal(visit, actors::Permission::correct, form.get("token"))) return form_page(visit, item, form, {escaped(*refused)}, 403);
    try {
        const auto result = visit.holdings().correct(request_from(visit, item, form));
        return redirect(303, fmt::format("{}?recorded={}", series_address(item), result.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return form_page(visit, item, form, turned_away(visit, actors::Permission::correct, item.name, as_handed_in(form), error), status_of(error.fault()));
    }
}

// --- one paragraph ---------------------------------------------------------------------------------------------------------

namespace {

Html spans_html(const std::vector<concordance::Span>& spans) {
    std::string html;
    for (const auto& span : spans) {
        const std::string words = escaped(span.text);
        html += span.op == concordance::SpanOp::equal ? words : span.op == concordance::SpanOp::insert ? "<ins>" + words + "</ins>" : "<del>" + words + "</del>";
    }
    return {std::move(html)};
}

std::string_view state_code(const concordance::ParagraphState& state) {
    if (!state.present) return state.change ? "went" : "absent";
    if (!state.change) return "first";
    if (*state.change == concordance::Change::added) return "came";
    return state.came + state.went == 0 ? "same" : "changed";
}

View paragraph_year(const Visit& visit, const holdings::LifeYear& year, const concordance::ParagraphState& state) {
    const auto& member = year.member;
    const std::string language = member.item ? member.item->language : std::string("en");
    List passages, sponsors;
    for (const auto& passage : state.passages) {
        const bool there = !passage.id.empty() && member.item;
        passages.push_back(View{{"place", there ? Value(place_in_words(visit, passage.id)) : Value("")},
                                {"address", there ? Value(address_of(*member.item, passage.id)) : Value("")},
                                {"spans", spans_html(passage.spans)}});
    }
    for (const auto& sponsor : year.sponsors) sponsors.push_back(View{{"sponsor", in_language(visit, sponsor.name + (sponsor.on_behalf_of ? " (" + *sponsor.on_behalf_of + ")" : ""), language)}});
    const std::string_view code = state_code(state);
    return {{"year", member.year ? visit.words.figures(std::to_string(*member.year)) : std::string()},
            {"name", member.item ? member.item->name : member.symbol.value_or("")},
            {"address", member.item ? Value(address_of(*member.item)) : Value("")},
            {"lang", language},
            {"date", member.date ? Value(*member.date) : Value("")},
            {"adoption", adoption_view(visit, year.adoption)},
            {"conflicts", conflicts_view(visit, year)},
            {"turn", year.turn},
            {"turn_words", year.turn ? Value(visit.text("life.turn", {{"how", turn_code(year)}})) : Value("")},
            {"state", member.item ? visit.html("paragraph.state", {{"state", code}, {"came", state.came}, {"went", state.went}}) : visit.html("life.gap")},
            {"changed", code == "changed" || code == "came" || code == "went"},
            {"passages", std::move(passages)},
            {"sponsors", std::move(sponsors)}};
}

/// The answer to where the text changed when consensus broke: a line for each turn.
List turns_view(const Visit& visit, const holdings::ParagraphLife& life) {
    List turns;
    for (std::size_t i = 0; i < life.years.size(); ++i) {
        const auto& year = life.years[i];
        if (!year.turn || !year.member.year) continue;
        const auto& state = life.states[i];
        turns.push_back(View{{"sentence", visit.html("paragraph.turn", {{"year", visit.words.figures(std::to_string(*year.member.year))},
                                                                        {"how", turn_code(year)},
                                                                        {"state", state_code(state)},
                                                                        {"came", state.came},
                                                                        {"went", state.went}})},
                             {"anchor", std::to_string(i)}});
    }
    return turns;
}

}  // namespace

NamedParagraph named_paragraph(const Visit& visit) {
    constexpr std::string_view between = "/paragraphs/";
    const std::size_t at = visit.rest.rfind(between);
    if (at == std::string::npos) throw Error(Fault::not_found, "the address names no paragraph: /documents/SYMBOL/paragraphs/op3/history");
    return {visit.holdings().find(visit.rest.substr(0, at), visit.query.get("language")), visit.rest.substr(at + between.size())};
}

http::Response paragraph_history(const Visit& visit) {
    const auto [item, paragraph] = named_paragraph(visit);
    const holdings::ParagraphLife life = visit.holdings().paragraph_life(item, paragraph);
    List years;
    for (std::size_t i = 0; i < life.years.size(); ++i) {
        View year = paragraph_year(visit, life.years[i], life.states[i]);
        year.put("anchor", std::to_string(i));
        years.push_back(std::move(year));
    }
    const std::string title = visit.text("paragraph.title", {{"place", place_in_words(visit, paragraph)}, {"name", item.name}});
    View view{{"heading", title},
              {"item", row_of(visit, item)},
              {"address", address_of(item, paragraph)},
              {"series_address", series_address(item)},
              {"turns", turns_view(visit, life)},
              {"years", std::move(years)}};
    Page page{title, "series", "paragraph_history", std::move(view)};
    page.print_head = item.name;
    page.downloads.push_back({"json", "/api/v1" + paragraph_address(item, paragraph)});
    return respond(visit, std::move(page));
}

}  // namespace comity::web::pages
