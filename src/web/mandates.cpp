// `/mandates`: the register by a sentence that filters; `/mandates/due`: what falls due by session, also as iCalendar and Atom.
#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "system/moment.hpp"
#include "web/choices.hpp"
#include "web/exports.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/register_pages.hpp"
#include "web/register_view.hpp"

namespace comity::web::pages {

namespace {

List options(const mandates::Counts& counts, std::string_view chosen, const std::function<std::string(std::string_view)>& label) {
    List list;
    for (const auto& [name, count] : counts) {
        if (count == 0 && name != chosen) continue;
        list.push_back(View{{"value", name}, {"label", label(name)}, {"count", count}, {"chosen", name == chosen}});
    }
    return list;
}

/// The latest year first.
List year_options(const Visit& visit, const mandates::Counts& counts) {
    List list;
    for (auto one = counts.rbegin(); one != counts.rend(); ++one) list.push_back(View{{"value", one->first}, {"label", visit.words.figures(one->first)}, {"count", one->second}, {"chosen", visit.query.get("year") == one->first}});
    return list;
}

/// This address with another value for one thing.
std::string address_with(const Visit& visit, std::string_view path, std::string_view name, std::string_view value) {
    std::string address(path);
    char joint = '?';
    const auto add = [&](std::string_view of, std::string_view is) {
        address += fmt::format("{}{}={}", joint, http::query_encoded(of), http::query_encoded(is));
        joint = '&';
    };
    for (const auto& [of, is] : visit.query.fields()) {
        if (of != name && of != "offset" && of != "format" && of != "lang" && !is.empty()) add(of, is);
    }
    if (!value.empty()) add(name, value);
    return address;
}

void put_filters(RegisterVisit& of, const mandates::Facets& facets, View& view) {
    const Visit& visit = of.visit;
    const auto chosen = [&](std::string_view name) { return visit.query.get(name); };
    view.put("to", options(facets.to, chosen("to"), [&](std::string_view name) { return type_in_words(visit, name); }));
    // An actor that no kind of the list is: it stays chosen.
    const bool listed = chosen("to").empty() || facets.to.count(std::string(chosen("to"))) > 0;
    view.put("to_other", listed ? Value("") : Value(chosen("to")));
    List bodies;
    for (const auto& [name, count] : facets.bodies) {
        const auto* body = visit.holdings().vocabulary().body(name);
        const std::string called = body != nullptr ? body->name : name;
        if (name.empty()) continue;
        bodies.push_back(View{{"value", name}, {"label", body_name(visit, called)}, {"lang", body_language(visit, called)}, {"count", count}, {"chosen", of.asking.body == name}});
    }
    view.put("bodies", std::move(bodies));
    view.put("deliverables", options(facets.deliverables, chosen("deliverable"), [&](std::string_view name) { return deliverable_in_words(visit, name); }));
    List statuses;
    for (const auto status : mandates::all_statuses) {
        const auto count = facets.statuses.find(std::string(name_of(status)));
        const std::string code = code_of(name_of(status));
        const bool is = of.asking.status == status;
        statuses.push_back(View{{"value", code},
                                {"label", status_in_words(visit, status)},
                                {"count", count == facets.statuses.end() ? std::size_t{0} : count->second},
                                {"address", address_with(visit, "/mandates", "status", is ? "" : code)},
                                {"chosen", is}});
    }
    view.put("statuses", std::move(statuses));
    view.put("strengths", options(facets.strengths, chosen("strength"), [&](std::string_view name) { return visit.text("mandate.strength", {{"strength", fmt::format("level-{}", name)}}); }));
    view.put("flags", options(facets.flags, chosen("flag"), [&](std::string_view name) { return visit.text("mandate.flag", {{"flag", name}}); }));
    view.put("senses", options(facets.senses, chosen("sense"), [&](std::string_view name) { return visit.text("mandate.sense", {{"sense", name}}); }));
    view.put("years", year_options(visit, facets.years));
    for (const std::string_view name : {"words", "series", "text", "session", "from", "until", "recurrence"}) view.put(name, std::string(chosen(name)));
}

std::vector<FeedEntry> feed_of(RegisterVisit& of, const std::vector<std::uint32_t>& mandates) {
    constexpr std::size_t most = 50;
    const record::Snapshot snapshot = of.visit.holdings().record().snapshot();
    std::vector<FeedEntry> entries;
    for (const auto mandate : mandates) {
        if (entries.size() == most) break;
        const auto& step = of.gathered->mandates[mandate].steps.back();
        const auto& act = of.gathered->act(step);
        const auto& item = of.gathered->text(step).item;
        const auto entry = snapshot.at(item.number);
        entries.push_back({fmt::format("urn:comity:act:{}:{}-{}", item.sha256, of.gathered->names.name(act.paragraph), act.index),
                           fmt::format("{}, {}", item.name, place_in_words(of.visit, of.gathered->names.name(act.paragraph))), mandate_address(*of.gathered, step),
                           mandates::words_of(of.details.of(step)), entry ? entry->when : std::string()});
    }
    return entries;
}

}  // namespace

http::Response mandates_list(const Visit& visit) {
    RegisterVisit of(visit);
    const auto answer = mandates::ask(of.reg, *of.gathered, of.asking);
    if (visit.query.get("format") == "docx") return download(word_type, "mandates.docx", register_docx(of, answer.mandates));
    if (visit.query.has("format")) {
        return in_form(visit, {"mandates", visit.text("mandates.title"), mandates::table_of(*of.gathered, answer.mandates, of.details, of.asking.today), feed_of(of, answer.mandates)});
    }
    const Paging paging = paging_of(visit.query);
    List rows;
    for (std::size_t i = paging.offset; i < std::min(answer.mandates.size(), paging.offset + paging.limit); ++i) rows.push_back(mandate_row(of, answer.mandates[i]));
    View view{{"mandates", std::move(rows)},
              {"total", answer.mandates.size()},
              {"empty_record", of.gathered->texts.empty()},
              {"due_address", address_with(visit, "/mandates/due", "offset", "")},
              {"today", *mandates::date_of(of.asking.today)},
              {"pager", pager(visit.query, "/mandates", paging, answer.mandates.size())}};
    put_filters(of, answer.facets, view);
    Page page{visit.text("mandates.title"), "mandates", "mandates", std::move(view)};
    page.downloads.push_back({"docx", in_format(visit, "docx")});
    offer(visit, page, "/api/v1/mandates");
    return respond(visit, std::move(page));
}

namespace {

struct DueAnswer {
    std::vector<mandates::DueGroup> groups;
    mandates::Facets facets;
};

DueAnswer due_answer(RegisterVisit& of) {
    if (!of.asking.due_from && !of.asking.session) of.asking.due_from = mandates::date_of(of.asking.today);
    auto answer = mandates::ask(of.reg, *of.gathered, of.asking);
    return {mandates::falling_due(*of.gathered, answer.mandates, of.asking), std::move(answer.facets)};
}

std::string origin_of(const Visit& visit) {
    return fmt::format("{}://{}", visit.request.header("X-Forwarded-Proto") == "https" ? "https" : "http", visit.request.header("Host"));
}

/// A calendar is read by programs that don't know who reads: its words are those of the texts.
http::Response as_calendar(RegisterVisit& of, const DueAnswer& answer) {
    auto events = mandates::events_of(*of.gathered, answer.groups, of.details, of.visit.site.demonstration ? of.visit.text("demonstration.notice") : std::string());
    std::size_t i = 0;
    for (const auto& group : answer.groups) {
        for (const auto& item : group.items) events[i++].url = origin_of(of.visit) + mandate_address(*of.gathered, item.step);
    }
    const record::Snapshot snapshot = of.visit.holdings().record().snapshot();
    const auto last = snapshot.size() == 0 ? std::nullopt : snapshot.at(snapshot.size() - 1);
    // As new as the record: the same record gives the same bytes.
    std::string stamp = last ? last->when.substr(0, std::string_view("2026-01-31T09:30:00").size()) + "Z" : std::string("19700101T000000Z");
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    http::Response response;
    response.set("Content-Type", "text/calendar; charset=utf-8");
    response.set("Content-Disposition", "inline; filename=\"due.ics\"");
    response.body = mandates::icalendar(of.visit.text("due.title"), events, stamp);
    return response;
}

std::vector<std::uint32_t> mandates_of(const DueAnswer& answer) {
    std::vector<std::uint32_t> all;
    for (const auto& group : answer.groups) {
        for (const auto& item : group.items) all.push_back(item.mandate);
    }
    return all;
}

/// "November 2024" of "2024-11-30".
std::string month_in_words(const Visit& visit, std::string_view day) {
    const std::string month = visit.text(fmt::format("month.{}", std::stoi(std::string(day.substr(5, 2)))));
    return visit.text("actors.month", {{"month", month}, {"year", visit.words.figures(std::string(day.substr(0, 4)))}});
}

View group_view(RegisterVisit& of, const mandates::DueGroup& group) {
    constexpr std::size_t most = 20;
    List rows;
    for (const auto& item : group.items) {
        if (rows.size() == most) break;
        rows.push_back(mandate_row(of, item.mandate));
    }
    const std::string first = mandates::iso(group.first), last = mandates::iso(group.last);
    const bool session = group.session != 0;
    std::string address = session ? address_with(of.visit, "/mandates", "session", fmt::format("{}-{}", group.body, group.session))
                                  : address_with(of.visit, "/mandates", "from", first) + "&until=" + last;
    const std::string days = of.visit.text("mandate.days", {{"first", day_in_words(of.visit, group.first)}, {"last", day_in_words(of.visit, group.last)}});
    return {{"heading", session ? session_in_words(of.visit, group.body, group.session) : month_in_words(of.visit, last)},
            {"counted", of.visit.text("mandates.count", {{"total", group.items.size()}})},
            {"days", session ? days : std::string()},
            {"anchor", session ? fmt::format("{}-{}", group.body, group.session) : last.substr(0, 7)},
            {"count", group.items.size()},
            {"more", group.items.size() > most},
            {"address", std::move(address)},
            {"mandates", std::move(rows)}};
}

}  // namespace

http::Response due(const Visit& visit) {
    RegisterVisit of(visit);
    const DueAnswer answer = due_answer(of);
    if (visit.path.ends_with(".ics") || visit.query.get("format") == "ics") return as_calendar(of, answer);
    if (visit.query.get("format") == "docx") return download(word_type, "due.docx", register_docx(of, mandates_of(answer)));
    if (visit.path.ends_with(".atom")) return as_feed(visit, visit.text("due.title"), feed_of(of, mandates_of(answer)));
    if (visit.query.has("format")) {
        auto all = mandates_of(answer);
        return in_form(visit, {"due", visit.text("due.title"), mandates::table_of(*of.gathered, all, of.details, of.asking.today), feed_of(of, all)});
    }
    constexpr std::size_t most_groups = 24;
    List groups;
    std::size_t total = 0;
    for (const auto& group : answer.groups) {
        total += group.items.size();
        if (groups.size() < most_groups) groups.push_back(group_view(of, group));
    }
    const auto following = answer.groups.size() > most_groups ? address_with(visit, "/mandates/due", "from", mandates::iso(answer.groups[most_groups].last)) : std::string();
    View view{{"groups", std::move(groups)},
              {"total", total},
              {"following", following},
              {"from_day", of.asking.due_from ? Value(*of.asking.due_from) : Value("")},
              {"calendar_address", address_with(visit, "/mandates/due.ics", "offset", "")},
              {"register_address", "/mandates"}};
    put_filters(of, answer.facets, view);
    Page page{visit.text("due.title"), "mandates", "due", std::move(view)};
    page.downloads = {{"ics", address_with(visit, "/mandates/due.ics", "offset", "")}, {"docx", in_format(visit, "docx")}};
    offer(visit, page, "/api/v1/mandates/due");
    return respond(visit, std::move(page));
}

// --- the API -----------------------------------------------------------------------------------------------------------------

namespace api {

namespace {

http::Response out(const Visit& visit, json::Value value) {
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

/// The part of a list that an address asks for.
template <typename Each>
std::pair<std::size_t, std::vector<Each>> page_of(const Visit& visit, const std::vector<Each>& all) {
    constexpr std::size_t usual = 100, most = 1000;
    const auto asked = [&](std::string_view name, std::size_t otherwise) {
        const auto number = number_in(visit.query.get(name));
        return number && *number >= 0 ? static_cast<std::size_t>(*number) : otherwise;
    };
    const std::size_t offset = std::min(asked("offset", 0), all.size());
    const std::size_t count = std::min(std::clamp<std::size_t>(asked("limit", usual), 1, most), all.size() - offset);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(offset);
    return {offset, {begin, begin + static_cast<std::ptrdiff_t>(count)}};
}

}  // namespace

http::Response mandates_list(const Visit& visit) {
    RegisterVisit of(visit);
    const auto answer = mandates::ask(of.reg, *of.gathered, of.asking);
    const auto [offset, page] = page_of(visit, answer.mandates);
    json::Array all;
    for (const auto mandate : page) all.push_back(mandates::to_json(*of.gathered, mandate, of.details, of.asking.today));
    return out(visit, json::Object{{"total", answer.mandates.size()}, {"offset", offset}, {"today", mandates::iso(of.asking.today)}, {"mandates", std::move(all)}, {"counts", mandates::to_json(answer.facets)}});
}

http::Response due(const Visit& visit) {
    RegisterVisit of(visit);
    const DueAnswer answer = due_answer(of);
    std::vector<mandates::DueItem> items;
    for (const auto& group : answer.groups) items.insert(items.end(), group.items.begin(), group.items.end());
    const auto [offset, page] = page_of(visit, items);
    json::Array all;
    for (const auto& item : page) all.push_back(mandates::to_json(*of.gathered, item, of.details));
    return out(visit, json::Object{{"total", items.size()}, {"offset", offset}, {"due", std::move(all)}});
}

}  // namespace api

}  // namespace comity::web::pages
