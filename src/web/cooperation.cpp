// `/cooperation`: what was asked, offered and done, with what nobody offers and what several do; or the deeds under words, of an actor, for a recommendation.
#include <algorithm>

#include <fmt/format.h>

#include "machinery/cooperation/exporting.hpp"
#include "machinery/reviews/knowing.hpp"
#include "vocabulary/themes.hpp"
#include "web/consulting.hpp"
#include "web/cooperating.hpp"
#include "web/exports.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

namespace co = comity::cooperation;

co::DeedsAsked deeds_asked(const Looking& looking) {
    const http::Form& query = looking.visit.query;
    co::DeedsAsked asked{"", trimmed(query.get("paragraph")), trimmed(query.get("commitment")), trimmed(query.get("recommendation")), "", looking.viewer, looking.today(), looking.language()};
    if (const std::string document = trimmed(query.get("document")); !document.empty()) {
        const holdings::Item item = looking.visit.holdings().find(document);
        asked.document = item.symbol ? *item.symbol : item.sha256;
        const json::Value named = json::Object{{"document", asked.document}, {"paragraph", asked.paragraph}};
        if (!asked.paragraph.empty() && !consultations::authority_named(looking.visit.holdings(), named)) {
            throw SaidError(Fault::not_found, looking.visit.text("sentence.call_authority_missing", {{"document", asked.document}, {"paragraph", asked.paragraph}}));
        }
    }
    if (const std::string actor = trimmed(query.get("actor")); !actor.empty()) {
        asked.actor = co::actor_named(looking.snapshot, looking.words(), actor);
        if (asked.actor.empty()) throw SaidError(Fault::not_found, looking.visit.text("sentence.invited_unknown", {{"name", actor}}));
    }
    return asked;
}

/// Throws Error(not_found) for a recommendation that is none, where no older deed names it.
void expect_known(const Looking& looking, const co::DeedsAsked& asked, bool has_deeds) {
    if (!has_deeds && !asked.recommendation.empty() && !reviews::find(looking.snapshot, asked.recommendation)) throw Error(Fault::not_found, reviews::no_recommendation(looking.snapshot, asked.recommendation));
}

std::vector<co::Deed> deeds_of(const Looking& looking, const co::DeedsAsked& asked) {
    auto deeds = co::deeds(looking.snapshot, looking.words(), asked);
    expect_known(looking, asked, !deeds.empty());
    return deeds;
}

bool narrowed(const co::DeedsAsked& asked) { return !asked.document.empty() || !asked.commitment.empty() || !asked.recommendation.empty() || !asked.actor.empty(); }

Html piece_in_words(const Looking& looking, const co::Piece& piece) {
    const std::string form = co::form_name(piece.form, looking.language());
    const auto* theme = vocabulary::standard_themes().theme(piece.theme);
    if (piece.theme.empty()) return {escaped(form)};
    return looking.visit.html("cooperation.piece", {{"form", form}, {"theme", theme == nullptr ? piece.theme : vocabulary::shown_name(*theme, looking.language())}});
}

constexpr std::size_t requests_looked_at = 50, offers_told = 10;

/// Requests of which a part is met by no offer, looked for in a part of all requests, and parts that several offer.
void put_gaps(const Looking& looking, View& view) {
    const Visit& visit = looking.visit;
    Paging paging = paging_of(visit.query, "requests");
    paging.limit = requests_looked_at;
    const auto found = co::unmet(viewing(looking), {paging.offset, paging.limit});
    List unmet, several;
    for (const auto& [one, missing] : found.shown) {
        List pieces;
        for (const co::Piece& piece : missing) pieces.push_back(View{{"piece", piece_in_words(looking, piece)}});
        unmet.push_back(View{{"address", help_address(looking, "request", one.value.id)}, {"title", one.value.matter.title}, {"who", looking.name(one.value.state)}, {"pieces", std::move(pieces)}});
    }
    for (const auto& [piece, total, shown] : co::overlapping(viewing(looking), offers_told)) {
        List who;
        for (const auto& one : shown) who.push_back(View{{"address", help_address(looking, "offer", one.value.id)}, {"title", one.value.matter.title}, {"who", looking.name(one.value.actor)}});
        several.push_back(View{{"piece", piece_in_words(looking, piece)}, {"offers", std::move(who)}, {"total", total}, {"in_all", total > shown.size()}});
    }
    view.put("unmet_pager", pager(visit.query, visit.path, paging, found.total, "requests"));
    view.put("unmet_part", found.total > requests_looked_at);
    view.put("unmet_here", !unmet.empty() || found.total > requests_looked_at);
    view.put("unmet", std::move(unmet));
    view.put("several", std::move(several));
}

http::Response deeds_csv(const Looking& looking, const std::vector<co::Deed>& deeds) {
    Table table = {{"deed", "id", "title", "actors", "level", "date", "stage", "document", "paragraph", "commitment", "recommendation"}};
    for (const co::Deed& deed : deeds) {
        std::string who;
        for (const auto& actor : deed.actors) who += (who.empty() ? "" : "; ") + co::name_of_actor(looking.snapshot, looking.words(), actor);
        table.push_back({deed.kind, deed.id, deed.title, who, deed.level, deed.day, deed.stage, deed.authority.document, deed.authority.paragraph, deed.authority.commitment, deed.recommendation});
    }
    return as_csv(looking.visit, "deeds", std::move(table));
}

/// A feed is for everybody: what its address can't say is not in it.
http::Response deeds_feed(const Looking& looking, const std::vector<co::Deed>& deeds) {
    std::vector<FeedEntry> feed;
    for (const co::Deed& deed : deeds) {
        const auto entry = looking.snapshot.at(deed.position);
        feed.push_back({fmt::format("urn:comity:{}:{}:{}", looking.visit.holdings().record().identity(), deed.kind, deed.id), deed.title, fmt::format("/{}s/{}", deed.kind, http::path_encoded(deed.id)),
                        looking.plain_name(deed.actors.front()), entry ? entry->when : std::string()});
    }
    std::stable_sort(feed.begin(), feed.end(), [](const FeedEntry& a, const FeedEntry& b) { return a.updated > b.updated; });
    return as_feed(looking.visit, looking.visit.text("cooperation.title"), feed);
}

}  // namespace

http::Response cooperation(const Visit& visit) {
    const Looking looking(visit);
    co::DeedsAsked asked = deeds_asked(looking);
    const bool feed = visit.query.get("format") == "atom";
    if (feed) asked.viewer.clear();
    if (feed) return deeds_feed(looking, deeds_of(looking, asked));
    if (visit.query.get("format") == "csv") return deeds_csv(looking, deeds_of(looking, asked));
    check_is_page(visit);
    const auto deeds = co::deeds_shown(looking.snapshot, looking.words(), asked, range_of(visit));
    expect_known(looking, asked, deeds.total > 0);
    const bool narrow = narrowed(asked);
    View view{{"rows", deed_rows(looking, deeds.shown)}, {"pager", pager(visit.query, visit.path, paging_of(visit.query), deeds.total)}, {"narrowed", narrow}, {"by_recommendation", asked.recommendation}, {"by_actor", asked.actor.empty() ? Value("") : Value(looking.name(asked.actor))}};
    const cooperation::Authority words{asked.document, asked.paragraph, asked.commitment};
    view.put("authority", words == cooperation::Authority{} ? Value("") : Value(authority_view(visit, words)));
    if (narrow) {
        view.put("unmet_here", false);
        view.put("several", List{});
    } else {
        put_gaps(looking, view);
    }
    put_looking(looking, view);
    Page page{visit.text("cooperation.title"), "cooperation", "cooperation", std::move(view)};
    page.feed = in_format(visit, "atom");
    page.downloads = {{"csv", in_format(visit, "csv")}, {"json", in_api(visit, "/api/v1/deeds")}, {"atom", page.feed}};
    return respond(visit, std::move(page));
}

namespace api {

namespace {

json::Value marked(const Visit& visit, json::Value value) {
    if (visit.site.demonstration) value.put("invented", true);
    return value;
}

co::ExportAsked exporting(const Looking& looking) { return {looking.snapshot, looking.words(), looking.today(), ""}; }

template <typename Entries>
http::Response all_of(const Looking& looking, std::string_view name, const Entries& entries) {
    json::Array rows;
    for (const auto& one : entries) rows.push_back(co::as_json(exporting(looking), one));
    json::Value value = json::Object{{"total", rows.size()}};
    value.put(name, std::move(rows));
    return web::as_json(marked(looking.visit, std::move(value)));
}

template <typename Entry>
http::Response one_of(const Looking& looking, const std::optional<Entry>& entry, std::string_view sentence, std::string_view argument) {
    if (!entry) throw SaidError(Fault::not_found, looking.visit.text(sentence, {{argument, looking.visit.rest}}));
    return web::as_json(marked(looking.visit, co::as_json(exporting(looking), *entry)));
}

}  // namespace

http::Response deeds(const Visit& visit) {
    const Looking looking(visit);
    json::Array rows;
    const co::DeedsAsked asked = deeds_asked(looking);
    for (const co::Deed& deed : deeds_of(looking, asked)) rows.push_back(to_json(deed));
    json::Value value = json::Object{{"total", rows.size()}};
    value.put("deeds", std::move(rows));
    return web::as_json(marked(visit, std::move(value)));
}

http::Response requests_list(const Visit& visit) {
    const Looking looking(visit);
    return all_of(looking, "requests", co::needs(looking.snapshot, looking.words(), looking.viewer, looking.language()));
}
http::Response request(const Visit& visit) {
    const Looking looking(visit);
    return one_of(looking, co::need(looking.snapshot, visit.rest, looking.viewer), "sentence.help_request_unknown", "request");
}
http::Response offers_list(const Visit& visit) {
    const Looking looking(visit);
    return all_of(looking, "offers", co::offers(looking.snapshot, looking.words(), looking.language()));
}
http::Response offer(const Visit& visit) {
    const Looking looking(visit);
    return one_of(looking, co::offer(looking.snapshot, visit.rest), "sentence.help_offer_unknown", "offer");
}
http::Response agreements_list(const Visit& visit) {
    const Looking looking(visit);
    return all_of(looking, "agreements", co::agreements(looking.snapshot, looking.words(), looking.viewer, looking.language()));
}
http::Response agreement(const Visit& visit) {
    const Looking looking(visit);
    return one_of(looking, co::agreement(looking.snapshot, visit.rest, looking.viewer), "sentence.help_agreement_unknown", "agreement");
}
http::Response measures_list(const Visit& visit) {
    const Looking looking(visit);
    return all_of(looking, "measures", co::measures(looking.snapshot, looking.words(), looking.language()));
}
http::Response measure(const Visit& visit) {
    const Looking looking(visit);
    return one_of(looking, co::measure(looking.snapshot, visit.rest), "sentence.help_measure_unknown", "measure");
}

}  // namespace api

}  // namespace comity::web::pages
