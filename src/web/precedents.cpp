// `/precedents`, "agreed language": where the words of a passage, of a draft or of one phrase were agreed before. What is pasted comes by
// POST and is kept nowhere; of a text that is in the record, `?of=SYMBOL` asks the same by its address.
#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "machinery/holdings/phrase_use.hpp"
#include "text/text.hpp"
#include "web/comparison_view.hpp"
#include "web/exports.hpp"
#include "web/items.hpp"
#include "web/life.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"
#include "web/pasted.hpp"

namespace comity::web::pages {

namespace {

using holdings::AgreedAt;
using holdings::Mosaic;
using holdings::PrecedentMatch;
using holdings::PrecedentOptions;

/// A passage of fewer words has no run of three: what there is to say of it is how it was used. Of a few more both are told.
constexpr std::size_t least_words = 3, words_of_a_phrase = 6;
/// Sources are told apart by so many tints and by their numbers.
constexpr std::size_t tints = 6;

View place_view(const Visit& visit, const AgreedAt& at) {
    return {{"address", fmt::format("/documents/{}{}{}", http::path_encoded(at.address), at.paragraph.empty() ? "" : "#", http::path_encoded(at.paragraph))},
            {"name", at.name},
            {"place", at.paragraph.empty() ? std::string() : place_in_words(visit, at.paragraph)},
            {"date", at.date ? Value(visit.words.date(*at.date)) : Value("")},
            {"body", at.body ? Value(body_in_words(visit, *at.body)) : Value("")},
            {"adoption", adoption_view(visit, at.adopted)}};
}

View mosaic_view(const Visit& visit, const Mosaic& mosaic, std::string_view language, const std::string& anchor) {
    List pieces, sources;
    for (const Mosaic::Piece& piece : mosaic.pieces) {
        // The blank behind a piece is not of it.
        const std::size_t end = piece.text.find_last_not_of(' ') + 1;
        View view{{"text", piece.text.substr(0, end)}, {"known", piece.source.has_value()}, {"blank", end < piece.text.size() ? " " : ""}};
        view.put("tint", piece.source ? std::to_string(*piece.source % tints + 1) : std::string());
        view.put("number", piece.source ? visit.words.number(static_cast<std::int64_t>(*piece.source) + 1) : std::string());
        view.put("source", piece.source ? fmt::format("#{}-{}", anchor, *piece.source + 1) : std::string());
        pieces.push_back(std::move(view));
    }
    for (std::size_t i = 0; i < mosaic.sources.size(); ++i) {
        View view = place_view(visit, mosaic.sources[i]);
        view.put("id", fmt::format("{}-{}", anchor, i + 1));
        view.put("tint", std::to_string(i % tints + 1));
        sources.push_back(std::move(view));
    }
    return {{"pieces", std::move(pieces)}, {"sources", std::move(sources)}, {"lang", language}, {"words", mosaic.words}, {"new_words", mosaic.new_words}, {"some_new", mosaic.new_words > 0}};
}

View match_view(const Visit& visit, const PrecedentMatch& match, std::string_view language) {
    View view = place_view(visit, match.at);
    view.put("share", static_cast<int>(match.coverage * 100));
    view.put("texts", match.texts);
    view.put("first", place_view(visit, match.first));
    view.put("last", place_view(visit, match.last));
    view.put("lang", language);
    view.put("passage", marked_spans(match.spans, {.added = visit.text("precedents.only_there"), .removed = visit.text("precedents.only_here")}));
    List others;
    for (const AgreedAt& at : match.places) others.push_back(place_view(visit, at));
    view.put("others", match.places.size() > 1 ? std::move(others) : List{});
    return view;
}

View use_view(const Visit& visit, const holdings::PhraseUse& use) {
    List years, dropped;
    for (const auto& year : use.years) {
        List texts;
        for (const std::string& symbol : year.symbols) {
            texts.push_back(View{{"address", "/documents/" + http::path_encoded(symbol)}, {"name", document::Symbol::from_canonical(symbol).display()}});
        }
        years.push_back(View{{"year", year.year ? visit.words.figures(std::to_string(*year.year)) : std::string()},
                             {"body", year.body.empty() ? Value("") : Value(body_in_words(visit, year.body))},
                             {"passages", year.passages},
                             {"symbols", std::move(texts)}});
    }
    for (const auto& one : use.dropped) {
        dropped.push_back(View{{"last", place_view(visit, one.last)}, {"without", place_view(visit, one.without)}, {"again", one.again ? Value(place_view(visit, *one.again)) : Value("")}});
    }
    return {{"texts", use.texts},
            {"passages", use.passages},
            {"phrase", untranslated(use.phrase)},
            {"first", use.first ? Value(place_view(visit, *use.first)) : Value("")},
            {"last", use.last ? Value(place_view(visit, *use.last)) : Value("")},
            {"years", std::move(years)},
            {"dropped", std::move(dropped)}};
}

View paragraph_view(const Visit& visit, const holdings::DraftPrecedents::Paragraph& paragraph, std::string_view language) {
    return {{"id", paragraph.id},
            {"place", place_in_words(visit, paragraph.id)},
            {"mosaic", mosaic_view(visit, paragraph.mosaic, language, fmt::format("{}-s", paragraph.id))},
            {"nearest", paragraph.nearest ? Value(match_view(visit, *paragraph.nearest, language)) : Value("")}};
}

PrecedentOptions options_of(const Visit& visit, const http::Form& asked) {
    PrecedentOptions options;
    if (!asked.get("body").empty()) options.body = std::string(asked.get("body"));
    if (!asked.get("except").empty()) options.except.emplace_back(asked.get("except"));
    if (asked.get("among") == "drafts") options.among = PrecedentOptions::Among::drafts_too;
    const std::string before(asked.get("before"));
    if (!before.empty()) {
        options.before = Date::from_iso(before.size() == 4 ? before + "-01-01" : before);
        if (!options.before) throw SaidError(Fault::bad_request, visit.text("sentence.no_date", {{"value", before}}));
    }
    return options;
}

List bodies_to_choose(const Visit& visit, std::string_view chosen) {
    List bodies;
    for (const auto& [name, count] : visit.holdings().overview().bodies) {
        bodies.push_back(View{{"value", name}, {"label", body_name(visit, name)}, {"lang", body_language(visit, name)}, {"chosen", name == chosen}});
    }
    return bodies;
}

/// The page with its form as it was filled in, and no answer yet.
Page page_of(const Visit& visit, const http::Form& asked, Html wrong = {}) {
    View view{{"wrong", std::move(wrong)},
              {"typed", asked.get("text")},
              {"typed_before", asked.get("before")},
              {"typed_except", asked.get("except")},
              {"drafts_too", asked.get("among") == "drafts"},
              {"bodies", bodies_to_choose(visit, asked.get("body"))},
              {"of", ""},
              {"answered", false},
              {"again", false},
              {"use", ""},
              {"draft", ""},
              {"passage", ""},
              {"missing", ""}};
    return {visit.text("precedents.title"), "precedents", "precedents", std::move(view)};
}

void say_missing(Page& page, std::int64_t entries) {
    if (entries > 0) page.view.put("missing", entries);
}

std::size_t words_in(const std::string& passage) { return text::words(passage).size(); }

void answer_passage(const Visit& visit, Page& page, const std::string& passage, std::string_view language, const PrecedentOptions& options) {
    const std::size_t words = words_in(passage);
    if (words <= words_of_a_phrase) page.view.put("use", use_view(visit, visit.holdings().use_of(passage, options)));
    if (words < least_words) return;
    const holdings::PrecedentAnswer answer = visit.holdings().precedents(passage, options);
    List matches;
    for (const PrecedentMatch& match : answer.matches) {
        if (holdings::is_worth_showing(match, answer)) matches.push_back(match_view(visit, match, language));
    }
    page.view.put("passage", View{{"mosaic", mosaic_view(visit, answer.mosaic, language, "source")}, {"matches", std::move(matches)}});
    say_missing(page, answer.entries_missing);
}

void answer_draft(const Visit& visit, Page& page, const document::Document& draft, const PrecedentOptions& options) {
    const holdings::DraftPrecedents found = visit.holdings().precedents_of(draft, options);
    List paragraphs;
    for (const auto& paragraph : found.paragraphs) paragraphs.push_back(paragraph_view(visit, paragraph, draft.language));
    page.view.put("draft", View{{"title", or_nothing(found.title)}, {"lang", draft.language}, {"words", found.words}, {"new_words", found.new_words}, {"paragraphs", std::move(paragraphs)}});
    say_missing(page, found.entries_missing);
}

http::Response never_stored(http::Response response) {
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response as_report(const Visit& visit, std::string_view format, std::string bytes) {
    const std::string_view type = format == "docx" ? word_type : std::string_view("text/html; charset=utf-8");
    return never_stored(download(type, fmt::format("{}.{}", visit.text("precedents.file_name"), format), std::move(bytes)));
}

/// What was asked about: one passage, or a text of several paragraphs.
struct Asked {
    document::Document document;
    std::optional<std::string> passage;
};

Asked asked_about(const Visit& visit, const Sent::Text& text) {
    Asked asked{read_pasted(visit, text), {}};
    if (asked.document.paragraphs.size() == 1) asked.passage = asked.document.paragraphs.front().text;
    if (asked.document.paragraphs.empty()) asked.passage = text.bytes;
    return asked;
}

json::Value as_json_value(const Visit& visit, const Asked& asked, const PrecedentOptions& options) {
    json::Value value = asked.passage ? to_json(visit.holdings().precedents(*asked.passage, options)) : to_json(visit.holdings().precedents_of(asked.document, options));
    if (asked.passage && words_in(*asked.passage) <= words_of_a_phrase) value.put("timeline", to_json(visit.holdings().use_of(*asked.passage, options)));
    if (visit.site.demonstration) value.put("invented", true);
    return value;
}

/// The answer as a file; `of_use`: how the phrase was used, not where the words were agreed.
struct FileWanted {
    std::string_view format;
    bool of_use = false;
};
std::optional<FileWanted> file_wanted(std::string_view as) noexcept {
    constexpr std::string_view use = "use-";
    const bool of_use = as.starts_with(use);
    const std::string_view format = of_use ? as.substr(use.size()) : as;
    const bool known = format == "html" || format == "docx" || (of_use && format == "csv");
    return known ? std::optional(FileWanted{format, of_use}) : std::nullopt;
}

http::Response as_file(const Visit& visit, const Asked& asked, const PrecedentOptions& options, const FileWanted& file) {
    const std::string notice = visit.site.demonstration ? visit.text("demonstration.notice") : std::string();
    const auto put = [&](const auto& answer, std::string_view format) { return as_report(visit, format, format == "docx" ? to_docx(answer, notice) : to_html(answer, notice)); };
    if (asked.passage && (file.of_use || words_in(*asked.passage) < least_words)) {
        const holdings::PhraseUse use = visit.holdings().use_of(*asked.passage, options);
        if (file.format == "csv") return never_stored(as_csv(visit, visit.text("precedents.file_name"), table_of(use)));
        return put(use, file.format);
    }
    const std::string_view format = file.format == "csv" ? "html" : file.format;  // the table is of a phrase
    return asked.passage ? put(visit.holdings().precedents(*asked.passage, options), format) : put(visit.holdings().precedents_of(asked.document, options), format);
}

/// A text of the record: against what was agreed before it.
struct OfRecord {
    holdings::Item item;
    document::Document document;
    PrecedentOptions options;
};

OfRecord asked_of(const Visit& visit) {
    OfRecord asked{visit.holdings().find(visit.query.get("of"), visit.query.get("language")), {}, options_of(visit, visit.query)};
    asked.document = visit.holdings().document(asked.item);
    asked.options.except.push_back(asked.item.address);
    if (!asked.options.before) asked.options.before = asked.item.date;
    return asked;
}

const document::Paragraph& paragraph_of(const Visit& visit, const document::Document& document, std::string_view id) {
    const document::Paragraph* found = document::find_paragraph(document, id);
    if (found == nullptr) throw SaidError(Fault::not_found, visit.text("sentence.no_paragraph", {{"id", id}}));
    return *found;
}

/// The form as it was filled in, with what is wrong with it. In a handler: what no form can mend is thrown on.
http::Response refused(const Visit& visit, const http::Form& asked, const Error& error) {
    if (error.fault() == Fault::unavailable) throw;
    Page page = page_of(visit, asked, sentence_of(visit, error));
    page.status = status_of(error.fault());
    return never_stored(respond(visit, std::move(page)));
}

http::Response answer_of_record(const Visit& visit) {
    const OfRecord asked = asked_of(visit);
    const std::string_view paragraph = visit.query.get("paragraph");
    Page page = page_of(visit, visit.query);
    page.view.put("of", row_of(visit, asked.item));
    page.view.put("answered", true);
    page.title = visit.text("precedents.title_of", {{"name", asked.item.name}});
    page.print_head = asked.item.name;
    if (paragraph.empty()) {
        answer_draft(visit, page, asked.document, asked.options);
    } else {
        answer_passage(visit, page, paragraph_of(visit, asked.document, paragraph).text, asked.document.language, asked.options);
    }
    page.downloads = {{"json", fmt::format("/api/v1/precedents?of={}{}{}", http::query_encoded(asked.item.address), paragraph.empty() ? "" : "&paragraph=", http::query_encoded(paragraph))}};
    return never_stored(respond(visit, std::move(page)));
}

}  // namespace

http::Response precedents(const Visit& visit) {
    if (visit.query.get("of").empty()) return respond(visit, page_of(visit, visit.query));
    try {
        return answer_of_record(visit);
    } catch (const Error& error) {
        return refused(visit, visit.query, error);
    }
}

http::Response precedents_sent(const Visit& visit) {
    const Sent sent(visit);
    try {
        const auto text = sent.text("text");
        if (!text) throw SaidError(Fault::bad_request, visit.text("precedents.nothing_asked"));
        const PrecedentOptions options = options_of(visit, sent.form());
        const Asked asked = asked_about(visit, *text);
        if (const auto file = file_wanted(sent.get("as"))) return as_file(visit, asked, options, *file);
        Page page = page_of(visit, sent.form());
        page.view.put("answered", true);
        page.view.put("again", !sent.get("text").empty());
        if (asked.passage) {
            answer_passage(visit, page, *asked.passage, asked.document.language, options);
        } else {
            answer_draft(visit, page, asked.document, options);
        }
        return never_stored(respond(visit, std::move(page)));
    } catch (const Error& error) {
        return refused(visit, sent.form(), error);
    }
}

namespace api {

http::Response precedents(const Visit& visit) {
    if (visit.query.get("of").empty()) throw SaidError(Fault::bad_request, visit.text("precedents.nothing_asked"));
    OfRecord of_record = asked_of(visit);
    Asked asked{std::move(of_record.document), {}};
    if (const std::string_view id = visit.query.get("paragraph"); !id.empty()) {
        asked.passage = paragraph_of(visit, asked.document, id).text;
    }
    return never_stored(as_json(as_json_value(visit, asked, of_record.options)));
}

http::Response precedents_sent(const Visit& visit) {
    const Sent sent(visit);
    const auto text = sent.text("text");
    if (!text) throw SaidError(Fault::bad_request, visit.text("precedents.nothing_asked"));
    return never_stored(as_json(as_json_value(visit, asked_about(visit, *text), options_of(visit, sent.form()))));
}

}  // namespace api

}  // namespace comity::web::pages
