// `/themes`: the vocabularies of themes; `/themes/ID`: one theme, what it is mapped to, the words by which it is seen, and the paragraphs that have them.
#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "text/text.hpp"
#include "vocabulary/themes.hpp"
#include "web/actor_pages.hpp"
#include "web/exports.hpp"
#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web {

namespace {

using vocabulary::Theme;
using vocabulary::ThemeVocabulary;

std::string address_of(const Theme& theme) { return "/themes/" + http::path_encoded(theme.id); }

Html name_of(const Visit& visit, const Theme& theme) { return in_language(visit, vocabulary::shown_name(theme, language_of(visit)), vocabulary::language_of_name(theme, language_of(visit))); }

/// Vocabularies have names in the languages of the pages.
std::string name_of(const Visit& visit, const ThemeVocabulary& one) {
    std::string name = one.id;
    for (const auto& [language, words] : one.names) {
        if (language == language_of(visit) || (language == "en" && name == one.id)) name = words;
    }
    return name;
}

Html evidence_in_words(const Visit& visit, const vocabulary::Evidence& evidence) {
    return visit.html(evidence.verified ? "actors.source" : "actors.source_unverified", {{"source", in_language(visit, evidence.source, "en")}});
}

/// In the order of the tables, which is that of their sources.
std::vector<const Theme*> asked_for(const Visit& visit) {
    const std::string wanted = text::folded(visit.query.get("words"));
    std::vector<const Theme*> found;
    for (const Theme& theme : vocabulary::standard_themes().themes()) {
        if (const auto of = visit.query.get("of"); !of.empty() && theme.vocabulary != of) continue;
        bool has = wanted.empty() || text::folded(theme.code) == wanted;
        for (const auto& [language, words] : theme.names) has = has || text::folded(words).find(wanted) != std::string::npos;
        for (const auto& words : theme.words) has = has || text::folded(words).find(wanted) != std::string::npos;
        if (has) found.push_back(&theme);
    }
    return found;
}

/// What the search is asked for: any of its phrases.
std::string query_of(const Theme& theme) {
    std::string query;
    for (const std::string& words : theme.words) query += fmt::format("{}\"{}\"", query.empty() ? "" : " OR ", words);
    return query;
}

holdings::SearchResult tagged(const Visit& visit, const Theme& theme, const Paging& paging) {
    if (theme.words.empty()) return {};
    holdings::SearchOptions options;
    options.offset = paging.offset;
    options.limit = paging.limit;
    options.language = "en";  // its words are English
    return visit.holdings().search(query_of(theme), options);
}

const Theme& theme_asked(const Visit& visit) {
    const auto* theme = vocabulary::standard_themes().theme(visit.rest);
    if (theme == nullptr) throw SaidError(Fault::not_found, visit.text("themes.unknown", {{"id", visit.rest}}));
    return *theme;
}

List mapped_view(const Visit& visit, const Theme& theme) {
    List rows;
    const auto& themes = vocabulary::standard_themes();
    for (const auto& mapping : themes.mapped_to(theme)) {
        const Theme& other = *themes.theme(mapping.to);
        rows.push_back(View{{"address", address_of(other)},
                            {"name", name_of(visit, other)},
                            {"code", other.code},
                            {"kind", visit.text("themes.mapping", {{"kind", mapping.kind}})},
                            {"vocabulary", name_of(visit, *themes.vocabulary(other.vocabulary))},
                            {"evidence", evidence_in_words(visit, mapping.evidence)}});
    }
    return rows;
}

/// The passage with its words marked: they are the reason why it is here.
Html passage_of(const holdings::Hit& hit) {
    std::string html;
    std::size_t at = 0;
    for (const auto& [begin, end] : hit.marks) {
        html += escaped(std::string_view(hit.text).substr(at, begin - at)) + "<mark>" + escaped(std::string_view(hit.text).substr(begin, end - begin)) + "</mark>";
        at = end;
    }
    return {html + escaped(std::string_view(hit.text).substr(at))};
}

json::Value json_of(const Theme& theme) {
    json::Object names;
    json::Array versions, words, mapped;
    for (const auto& [language, name] : theme.names) names.emplace_back(language, name);
    for (const auto& version : theme.versions) versions.emplace_back(version);
    for (const auto& phrase : theme.words) words.emplace_back(phrase);
    for (const auto& mapping : vocabulary::standard_themes().mapped_to(theme)) {
        mapped.push_back(json::Object{{"to", mapping.to}, {"kind", mapping.kind}, {"source", mapping.evidence.source}, {"verified", mapping.evidence.verified}});
    }
    return json::Object{{"id", theme.id},
                        {"vocabulary", theme.vocabulary},
                        {"code", theme.code.empty() ? json::Value() : json::Value(theme.code)},
                        {"names", std::move(names)},
                        {"versions", std::move(versions)},
                        {"parent", theme.parent.empty() ? json::Value() : json::Value(theme.parent)},
                        {"words", std::move(words)},
                        {"mapped", std::move(mapped)},
                        {"source", theme.evidence.source},
                        {"verified", theme.evidence.verified}};
}

json::Value marked(const Visit& visit, json::Value value) {
    if (visit.site.demonstration) value.put("invented", true);
    return value;
}

}  // namespace

namespace pages {

http::Response themes(const Visit& visit) {
    const auto& all = vocabulary::standard_themes();
    const auto found = asked_for(visit);
    const std::string title = visit.text("themes.title");
    if (visit.query.has("format")) {
        Table table = {{"id", "vocabulary", "code", "name", "versions", "parent", "source", "verified"}};
        for (const Theme* theme : found) {
            std::string versions;
            for (const auto& version : theme->versions) versions += (versions.empty() ? "" : "; ") + version;
            table.push_back({theme->id, theme->vocabulary, theme->code, vocabulary::shown_name(*theme, "en"), versions, theme->parent, theme->evidence.source, theme->evidence.verified ? "yes" : "no"});
        }
        return in_form(visit, {"themes", title, std::move(table), {}});
    }
    List vocabularies, options;
    for (const ThemeVocabulary& one : all.vocabularies()) {
        options.push_back(View{{"value", one.id}, {"label", name_of(visit, one)}, {"chosen", one.id == visit.query.get("of")}});
        List rows;
        for (const Theme* theme : found) {
            if (theme->vocabulary == one.id) rows.push_back(View{{"address", address_of(*theme)}, {"code", theme->names.empty() ? std::string() : theme->code}, {"name", name_of(visit, *theme)}, {"below", !theme->parent.empty()}});
        }
        if (!rows.empty()) {
            vocabularies.push_back(View{{"id", "of-" + one.id}, {"heading", name_of(visit, one)}, {"version", in_language(visit, one.version, "en")}, {"evidence", evidence_in_words(visit, one.evidence)}, {"themes", std::move(rows)}});
        }
    }
    Page page{title, "themes", "themes", {{"vocabularies", std::move(vocabularies)}, {"options", std::move(options)}, {"words", visit.query.get("words")}, {"total", found.size()}}};
    page.downloads = {{"csv", in_format(visit, "csv")}, {"json", in_api(visit, "/api/v1/themes")}};
    return respond(visit, std::move(page));
}

http::Response theme(const Visit& visit) {
    const Theme& theme = theme_asked(visit);
    const auto& all = vocabulary::standard_themes();
    Paging paging = paging_of(visit.query);
    paging.limit = 20;
    const auto result = tagged(visit, theme, paging);
    List hits, words, versions;
    for (const auto& hit : result.hits) {
        hits.push_back(View{{"address", web::address_of(hit.item, hit.paragraph)}, {"name", hit.item.name}, {"place", place_in_words(visit, hit.paragraph)}, {"lang", hit.item.language}, {"passage", passage_of(hit)}, {"title", hit.item.title.value_or("")}, {"year", hit.item.year ? Value(visit.words.figures(std::to_string(*hit.item.year))) : Value("")}});
    }
    for (const auto& phrase : theme.words) words.push_back(View{{"phrase", phrase}});
    for (const auto& version : theme.versions) versions.push_back(View{{"version", in_language(visit, version, "en")}});
    const auto* parent = all.theme(theme.parent);
    View view{{"name", name_of(visit, theme)},
              {"code", theme.code},
              {"vocabulary", name_of(visit, *all.vocabulary(theme.vocabulary))},
              {"vocabulary_address", "/themes?of=" + http::query_encoded(theme.vocabulary)},
              {"versions", std::move(versions)},
              {"parent", parent == nullptr ? Value("") : Value(name_of(visit, *parent))},
              {"parent_address", parent == nullptr ? std::string() : address_of(*parent)},
              {"evidence", evidence_in_words(visit, theme.evidence)},
              {"mapped", mapped_view(visit, theme)},
              {"words", std::move(words)},
              {"hits", std::move(hits)},
              {"search_address", theme.words.empty() ? std::string() : "/search?q=" + http::query_encoded(query_of(theme))},
              {"pager", pager(visit.query, address_of(theme), paging, result.passages)}};
    const std::string name = vocabulary::shown_name(theme, language_of(visit));
    Page page{name, "themes", "theme", std::move(view)};
    page.print_head = name;
    page.downloads = {{"json", "/api/v1" + address_of(theme)}};
    return respond(visit, std::move(page));
}

}  // namespace pages

namespace pages::api {

http::Response themes(const Visit& visit) {
    json::Array vocabularies, found;
    for (const auto& one : vocabulary::standard_themes().vocabularies()) {
        vocabularies.push_back(json::Object{{"id", one.id}, {"name", one.names.empty() ? one.id : one.names.front().second}, {"version", one.version}, {"source", one.evidence.source}, {"verified", one.evidence.verified}});
    }
    for (const Theme* theme : asked_for(visit)) found.push_back(json_of(*theme));
    return as_json(marked(visit, json::Object{{"vocabularies", std::move(vocabularies)}, {"total", found.size()}, {"themes", std::move(found)}}));
}

http::Response theme(const Visit& visit) {
    const Theme& theme = theme_asked(visit);
    json::Value value = json_of(theme);
    const auto result = tagged(visit, theme, {0, 50});
    value.put("total", result.passages);
    value.put("paragraphs", holdings::to_json(result));
    return as_json(marked(visit, std::move(value)));
}

}  // namespace pages::api

}  // namespace comity::web
