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

View overlap_view(RegisterVisit& of, const mandates::Overlap& overlap) {
    const auto words_of = [&](std::uint32_t mandate) { return of.details.beginning(of.gathered->mandates[mandate].steps.back()); };
    const std::string a = words_of(overlap.a), b = words_of(overlap.b);
    return {{"sides", List{side_view(of, overlap.a, a, b), side_view(of, overlap.b, b, a)}},
            {"because", of.visit.text("overlaps.because", {{"asked", type_in_words(of.visit, of.gathered->names.name(overlap.asked.type))},
                                                           {"deliverable", deliverable_in_words(of.visit, of.gathered->names.name(overlap.deliverable))},
                                                           {"percent", static_cast<int>(overlap.likeness() * 100)}})}};
}

}  // namespace

http::Response overlaps(const Visit& visit) {
    RegisterVisit of(visit);
    const auto found = mandates::overlaps_of(*of.gathered, mandates::ask(of.reg, *of.gathered, of.asking).mandates);
    const Paging paging = paging_of(visit.query);
    List rows;
    for (std::size_t i = paging.offset; i < std::min(found.size(), paging.offset + paging.limit); ++i) rows.push_back(overlap_view(of, found[i]));
    View view{{"overlaps", std::move(rows)}, {"total", found.size()}, {"series", std::string(visit.query.get("series"))}, {"words", std::string(visit.query.get("words"))}, {"pager", pager(visit.query, "/mandates/overlaps", paging, found.size())}};
    Page page{visit.text("overlaps.title"), "mandates", "overlaps", std::move(view)};
    return respond(visit, std::move(page));
}

}  // namespace comity::web::pages
