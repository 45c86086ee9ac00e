// `/mandates/overlaps`: mandates of different series that ask the same actor for the same thing in like words, side by side.
#include <algorithm>

#include <fmt/format.h>

#include "concordance/precedents.hpp"
#include "machinery/mandates/overlaps.hpp"
#include "web/choices.hpp"
#include "web/exports.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/register_pages.hpp"
#include "web/register_view.hpp"

namespace comity::web::pages {

namespace {

/// The words of one with those marked that the other has, too, in runs of three and more.
Html marked(const std::string& words, const std::string& other) {
    std::string html;
    for (const auto& span : concordance::spans_between(words, other)) {
        if (span.op == concordance::SpanOp::insert) continue;
        html += span.op == concordance::SpanOp::equal ? "<mark>" + escaped(span.text) + "</mark>" : escaped(span.text);
    }
    return {std::move(html)};
}

View side_view(RegisterVisit& of, std::uint32_t mandate, const std::string& words, const std::string& other) {
    const auto& step = of.gathered->mandates[mandate].steps.back();
    const auto& item = of.gathered->text(step).item;
    const auto standing = mandates::standing_of(*of.gathered, of.gathered->mandates[mandate], of.asking.today);
    return {{"address", mandate_address(*of.gathered, step)},
            {"name", item.name},
            {"place", place_in_words(of.visit, of.gathered->names.name(of.gathered->act(step).paragraph))},
            {"title", or_nothing(item.title)},
            {"lang", item.language},
            {"status", standing ? status_in_words(of.visit, standing->status) : std::string()},
            {"words", marked(words, other)}};
}

/// In 100; all of them only where not a word is another.
int percent_of(const mandates::Overlap& overlap, bool same) {
    const int percent = static_cast<int>(overlap.likeness() * 100);
    return same ? percent : std::min(percent, 99);
}

View overlap_view(RegisterVisit& of, const mandates::Overlap& overlap) {
    const auto words_of = [&](std::uint32_t mandate) { return of.details.beginning(of.gathered->mandates[mandate].steps.back()); };
    const std::string a = words_of(overlap.a), b = words_of(overlap.b);
    return {{"sides", List{side_view(of, overlap.a, a, b), side_view(of, overlap.b, b, a)}},
            {"because", of.visit.text("overlaps.because", {{"asked", type_in_words(of.visit, of.gathered->names.name(overlap.asked.type))},
                                                           {"deliverable", deliverable_in_words(of.visit, of.gathered->names.name(overlap.deliverable))},
                                                           {"percent", percent_of(overlap, a == b)}})}};
}

}  // namespace

namespace {

Table table_of(RegisterVisit& of, const std::vector<mandates::Overlap>& overlaps) {
    Table table = {{"asked", "deliverable", "likeness", "symbol", "paragraph", "words", "other_symbol", "other_paragraph", "other_words"}};
    for (const auto& each : overlaps) {
        std::vector<std::string> row = {of.gathered->names.name(each.asked.type), of.gathered->names.name(each.deliverable), fmt::format("{:.2f}", each.likeness())};
        for (const auto mandate : {each.a, each.b}) {
            const auto& step = of.gathered->mandates[mandate].steps.back();
            row.insert(row.end(), {of.gathered->text(step).item.name, of.gathered->names.name(of.gathered->act(step).paragraph), mandates::words_of(of.details.of(step))});
        }
        table.push_back(std::move(row));
    }
    return table;
}

}  // namespace

http::Response overlaps(const Visit& visit) {
    RegisterVisit of(visit);
    auto found = mandates::overlaps_of(*of.gathered, mandates::ask(of.reg, *of.gathered, of.asking).mandates);
    if (visit.query.has("format")) {
        constexpr std::size_t most = 5000;  // of tens of thousands in a large record the most alike: a spreadsheet is read by people
        found.resize(std::min(found.size(), most));
        return in_form(visit, {"overlaps", visit.text("overlaps.title"), table_of(of, found), {}});
    }
    const Paging paging = paging_of(visit.query);
    List rows;
    for (std::size_t i = paging.offset; i < std::min(found.size(), paging.offset + paging.limit); ++i) rows.push_back(overlap_view(of, found[i]));
    View view{{"overlaps", std::move(rows)}, {"total", found.size()}, {"series", std::string(visit.query.get("series"))}, {"words", std::string(visit.query.get("words"))}, {"pager", pager(visit.query, "/mandates/overlaps", paging, found.size())}};
    Page page{visit.text("overlaps.title"), "mandates", "overlaps", std::move(view)};
    offer(visit, page, "/api/v1/mandates/overlaps");
    page.feed.clear();
    page.downloads.pop_back();  // no feed: pairs don't come one after the other
    return respond(visit, std::move(page));
}

namespace api {

http::Response overlaps(const Visit& visit) {
    RegisterVisit of(visit);
    const auto found = mandates::overlaps_of(*of.gathered, mandates::ask(of.reg, *of.gathered, of.asking).mandates);
    constexpr std::size_t usual = 100, most = 1000;
    const std::size_t offset = std::min<std::size_t>(static_cast<std::size_t>(std::max(0, number_in(visit.query.get("offset")).value_or(0))), found.size());
    const std::size_t limit = std::clamp<std::size_t>(static_cast<std::size_t>(std::max(0, number_in(visit.query.get("limit")).value_or(usual))), 1, most);
    json::Array all;
    for (std::size_t i = offset; i < std::min(found.size(), offset + limit); ++i) {
        json::Array sides;
        for (const auto mandate : {found[i].a, found[i].b}) sides.push_back(mandates::to_json(*of.gathered, mandate, of.details, of.asking.today));
        all.push_back(json::Object{{"asked", of.gathered->names.name(found[i].asked.type)}, {"deliverable", of.gathered->names.name(found[i].deliverable)}, {"common_words", found[i].common}, {"all_words", found[i].all}, {"mandates", std::move(sides)}});
    }
    json::Object answer{{"total", found.size()}, {"offset", offset}, {"today", mandates::iso(of.asking.today)}, {"overlaps", std::move(all)}};
    json::Value value(std::move(answer));
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

}  // namespace api

}  // namespace comity::web::pages
