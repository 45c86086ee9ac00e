// The home page, and the pages that only tell: help, the manual, about.
#include <fmt/format.h>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "web/items.hpp"
#include "web/manual.hpp"
#include "web/pages.hpp"

namespace comity::web::pages {

namespace {

constexpr std::size_t newest_shown = 7;
constexpr std::size_t series_shown = 6;

List counts_of(const holdings::Overview::Counts& counts, std::string_view parameter) {
    List list;
    for (const auto& [name, count] : counts) {
        list.push_back(View{{"name", name}, {"count", count}, {"address", fmt::format("/documents?{}={}", parameter, http::query_encoded(name))}});
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

http::Response home(const Visit& visit) {
    const holdings::Overview overview = visit.holdings().overview();
    if (overview.files == 0) return respond(visit, {visit.text("home.title"), "", "home_empty", {}});
    holdings::Filter latest;
    latest.order = holdings::Order::date;
    latest.limit = newest_shown;
    List series;
    for (const holdings::Recurring& recurring : visit.holdings().recurring(series_shown)) series.push_back(row_of(visit, recurring));
    const auto [first, last] = span_of(overview.years);
    View view{{"texts", overview.texts},
              {"files", overview.files},
              {"bodies_count", overview.bodies.size()},
              {"first_year", first},
              {"last_year", last},
              {"to_review", overview.to_review + overview.out_of_view == 0 ? Value("") : Value(overview.to_review + overview.out_of_view)},
              {"bodies", counts_of(overview.bodies, "body")},
              {"kinds", counts_of(overview.kinds, "kind")},
              {"newest", rows_of(visit, visit.holdings().list(latest).items)},
              {"series", std::move(series)}};
    return respond(visit, {visit.text("home.title"), "", "home", std::move(view)});
}

http::Response help(const Visit& visit) {
    List chapters;
    for (const Chapter& chapter : manual_chapters()) {
        chapters.push_back(View{{"address", "/help/" + chapter.name}, {"title", chapter.title}, {"summary", chapter.summary}});
    }
    return respond(visit, {visit.text("help.title"), "help", "help", {{"chapters", std::move(chapters)}}});
}

http::Response manual(const Visit& visit) {
    const auto chapter = manual_chapter(visit.rest);
    if (!chapter) throw Error(Fault::not_found, "the manual has no chapter \"{}\"; the list of chapters is at /help", visit.rest);
    return respond(visit, {chapter->title, "help", "manual", {{"text", manual_html(*chapter)}}});
}

http::Response about(const Visit& visit) {
    const record::Record& record = visit.holdings().record();
    View view{{"version", COMITY_VERSION}, {"identity", record.identity()}, {"entries", record.snapshot().size()}};
    return respond(visit, {visit.text("about.title"), "", "about", std::move(view)});
}

http::Response asset(const Visit& visit) {
    struct Type {
        std::string_view ending, type;
    };
    constexpr Type types[] = {{".css", "text/css; charset=utf-8"}, {".svg", "image/svg+xml"}, {".woff2", "font/woff2"}, {".js", "text/javascript; charset=utf-8"}};
    const assets::Asset found = assets::find("assets/served/" + visit.rest);
    for (const Type& type : types) {
        if (found.path.empty() || !found.path.ends_with(type.ending)) continue;
        http::Response response{200, {{"Content-Type", std::string(type.type)}}, std::string(found.bytes)};
        // An address with the build in it never changes its contents.
        const bool fixed = visit.query.get("v") == visit.site.build;
        response.set("Cache-Control", fixed ? "public, max-age=31536000, immutable" : "no-cache");
        return response;
    }
    throw Error(Fault::not_found, "there is no file of that name");
}

}  // namespace comity::web::pages
