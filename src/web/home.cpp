// The home page, and the pages that only tell: help, the manual, about.
#include <algorithm>

#include <fmt/format.h>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "document/symbol.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "web/acts.hpp"
#include "web/consulting.hpp"
#include "web/exports.hpp"
#include "web/followup.hpp"
#include "web/items.hpp"
#include "web/manual.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/reviewing.hpp"

namespace comity::web::pages {

namespace {

constexpr std::size_t lately_shown = 6;
constexpr std::size_t series_shown = 7;
constexpr std::size_t absent_shown = 8;

List counts_of(const Visit& visit, const holdings::Overview::Counts& counts, std::string_view parameter) {
    List list;
    for (const auto& [name, count] : counts) {
        list.push_back(View{{"name", body_in_words(visit, name)}, {"count", count}, {"address", fmt::format("/documents?{}={}", parameter, http::query_encoded(name))}});
    }
    return list;
}

/// The first and the last year, as the sentence at the head says them.
std::pair<std::string, std::string> span_of(const holdings::Overview::Counts& years) {
    std::string first;
    std::string last;
    for (const auto& [year, count] : years) {
        if (first.empty() || year < first) first = year;
        if (last.empty() || year > last) last = year;
    }
    return {first, last};
}

}  // namespace

namespace {

/// What came in or was corrected last, the latest first.
List added_lately(const Visit& visit) {
    List list;
    for (const record::Entry& entry : visit.holdings().touched_lately(lately_shown)) {
        View row = row_of(visit, visit.holdings().find(entry.state.text(entry.kind == "document" ? "sha256" : "document")));
        row.put("act", visit.text("entry.act", {{"act", code_of(entry.act)}}));
        row.put("when", moment(visit, entry.when));
        list.push_back(std::move(row));
    }
    return list;
}

List absent_view(const Visit& visit) {
    List list;
    for (const holdings::Absent& absent : visit.holdings().cited_but_absent(absent_shown)) {
        list.push_back(View{{"name", document::Symbol::from_canonical(absent.symbol).display()}, {"address", citing_address(absent.symbol)}, {"citing", absent.texts}});
    }
    return list;
}

/// The way from words to deeds through a demonstration: a step for each thing that can be done so far. It grows with each process.
using Steps = std::vector<std::pair<std::string_view, std::string>>;

/// A State that was reviewed, and a recommendation of which something was released and for which help was asked.
void put_reviews(const Visit& visit, Steps& steps) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const auto states = reviews::states_reviewed(snapshot);
    if (states.empty()) return;
    steps.emplace_back("reviews", reviewed_address(states.front().state));
    for (const auto& deed : cooperation::deeds(snapshot, visit.holdings().vocabulary(), {})) {
        if (deed.recommendation.empty() || followup::released_for(snapshot, deed.recommendation).empty()) continue;
        steps.emplace_back("recommendation", recommendation_address(deed.recommendation));
        return;
    }
}

List tour(const Visit& visit, const std::vector<holdings::Recurring>& series) {
    if (!visit.site.demonstration || series.empty()) return {};
    const std::string symbol = http::path_encoded(series.front().latest.address);
    Steps steps = {
        {"read", "/documents/" + symbol}, {"series", "/series/" + symbol}, {"quote", fmt::format("/documents/{}?quote=op1", symbol)}, {"asks", fmt::format("/documents/{}/mandates", symbol)}};
    if (const auto calls = calls_seen(visit); !calls.empty()) steps.emplace_back("consultation", call_address(calls.front().call.id));
    put_reviews(visit, steps);
    steps.insert(steps.end(), {{"help", "/cooperation"}, {"citing", citing_address(series.front().latest.symbol.value_or(""))}, {"search", "/search?q=water"}, {"correct", "/queue"},
                               {"history", fmt::format("/documents/{}/history", symbol)}});
    List list;
    for (const auto& [name, address] : steps) {
        list.push_back(View{{"address", address}, {"title", visit.html(fmt::format("tour.{}", name))}, {"words", visit.html(fmt::format("tour.{}_explained", name))}});
    }
    return list;
}

}  // namespace

http::Response home(const Visit& visit) {
    const holdings::Overview overview = visit.holdings().overview();
    if (overview.files == 0) return respond(visit, {visit.text("home.title"), "", "home_empty", {}});
    const std::vector<holdings::Recurring> recurring = visit.holdings().recurring(series_shown);
    if (visit.query.has("format")) {
        holdings::Filter latest;
        latest.order = holdings::Order::date;
        latest.limit = 50;
        const std::vector<holdings::Item> items = visit.holdings().list(latest).items;
        return in_form(visit, {"newest", visit.text("home.title"), table_of(items), feed_of(visit, items)});
    }
    List series;
    for (const holdings::Recurring& one : recurring) series.push_back(row_of(visit, one));
    const auto [first, last] = span_of(overview.years);
    const std::size_t to_look_at = visit.holdings().to_look_at(0, 1).total + overview.to_review;
    View view{{"texts", overview.texts},
              {"files", overview.files},
              {"bodies_count", overview.bodies.size()},
              {"first_year", visit.words.figures(first)},
              {"last_year", visit.words.figures(last)},
              {"to_review", to_look_at == 0 ? Value("") : Value(to_look_at)},
              {"bodies", counts_of(visit, overview.bodies, "body")},
              {"absent", absent_view(visit)},
              {"lately", added_lately(visit)},
              {"tour", tour(visit, recurring)},
              {"series", std::move(series)}};
    Page page{visit.text("home.title"), "", "home", std::move(view)};
    page.feed = in_format(visit, "atom");
    page.downloads = {{"csv", in_format(visit, "csv")}, {"json", "/api/v1/documents?order=date"}, {"atom", page.feed}};
    return respond(visit, std::move(page));
}

http::Response help(const Visit& visit) {
    List chapters;
    for (const Chapter& chapter : manual_chapters()) {
        chapters.push_back(View{{"address", "/help/" + chapter.name}, {"title", chapter.title}, {"summary", chapter.summary}});
    }
    return respond(visit, {visit.text("help.title"), "help", "help", {{"chapters", std::move(chapters)}}});
}

http::Response manual(const Visit& visit) {
    if (visit.rest.starts_with("pictures/") && visit.rest.ends_with(".webp")) {
        const assets::Asset picture = assets::find("docs/" + visit.rest);
        if (picture.path.empty()) throw SaidError(Fault::not_found, visit.text("trouble.no_page"));
        return {200, {{"Content-Type", "image/webp"}}, std::string(picture.bytes)};
    }
    const auto chapter = manual_chapter(visit.rest);
    if (!chapter) throw Error(Fault::not_found, "the manual has no chapter \"{}\"; the list of chapters is at /help", visit.rest);
    return respond(visit, {chapter->title, "help", "manual", {{"text", manual_html(*chapter)}}});
}

namespace {

/// Which languages of the pages a native speaker has read.
List readers_of(const Visit& visit) {
    List list;
    for (const Catalogue* catalogue : visit.site.languages.offered()) {
        list.push_back(View{{"code", catalogue->language()}, {"label", catalogue->about("language")}, {"read", catalogue->about("read by a native speaker") != "no"}});
    }
    return list;
}

}  // namespace

http::Response about(const Visit& visit) {
    const record::Record& record = visit.holdings().record();
    View view{{"version", COMITY_VERSION}, {"identity", record.identity()}, {"entries", record.snapshot().size()}, {"readers", readers_of(visit)}};
    return respond(visit, {visit.text("about.title"), "", "about", std::move(view)});
}

http::Response asset(const Visit& visit) {
    const Served::File* found = visit.site.served.find(visit.rest);
    if (found == nullptr) throw Error(Fault::not_found, "there is no file of that name");
    http::Response response{200, {{"Content-Type", std::string(found->type)}}, found->bytes};
    if (!found->packed.empty()) {
        // Pages are never packed: their length would tell what is guessed of a secret in them (CVE-2013-3587). These files are the same for everybody.
        response.set("Vary", "Accept-Encoding");
        if (http::takes_gzip(visit.request)) {
            response.set("Content-Encoding", "gzip");
            response.body = found->packed;
        }
    }
    // An address with the version in it never changes its contents.
    const bool fixed = visit.query.get("v") == found->version;
    response.set("Cache-Control", fixed ? "public, max-age=31536000, immutable" : "no-cache");
    return response;
}

http::Response print_style(const Visit& visit) {
    // A string of CSS: whatever could end it is written by its number (CSS Syntax, 4.3.7).
    std::string head;
    for (const char c : visit.query.get("head").substr(0, 200)) {
        const auto code = static_cast<unsigned char>(c);
        if (code < 0x20 || c == '"' || c == '\\' || c == '<' || c == '>' || code == 0x7F) {
            head += fmt::format("\\{:x} ", code);
        } else {
            head += c;
        }
    }
    http::Response response;
    response.set("Content-Type", "text/css; charset=utf-8");
    response.set("Cache-Control", "public, max-age=31536000, immutable");
    response.body = fmt::format("@page {{ @top-left {{ content: \"{}\"; font: 8pt sans-serif; }} @top-right {{ content: counter(page) \"/\" counter(pages); font: 8pt sans-serif; }} }}\n", head);
    return response;
}

}  // namespace comity::web::pages
