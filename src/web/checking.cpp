#include "web/checking.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "machinery/drafting/forms.hpp"
#include "machinery/drafting/surroundings.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pasted.hpp"

namespace comity::web::pages {

namespace {

using drafting::Finding;
using drafting::Level;
using drafting::Report;

constexpr std::string_view level_field = "level-", answer_field = "answer-";

drafting::Setting setting_of(const http::Form& asked) {
    drafting::Setting setting;
    setting.levels.set_all(asked.get("levels"));
    setting.answers = drafting::Answers::from_lines(asked.get("answers"));
    for (const auto& [name, value] : asked.fields()) {
        if (name.starts_with(level_field) && !value.empty()) setting.levels.set(fmt::format("{}={}", name.substr(level_field.size()), value));
        if (name == "level") setting.levels.set(value);
        if (name.starts_with(answer_field) && value.find_first_not_of(" \t\r\n") != std::string::npos) setting.answers.add(name.substr(answer_field.size()), value);
    }
    return setting;
}

drafting::Asked asked_of(const Visit& visit, const http::Form& form) {
    drafting::Asked asked;
    if (!form.get("against").empty()) asked.against = std::string(form.get("against"));
    if (const std::string before(form.get("before")); !before.empty()) {
        asked.before = Date::from_iso(before);
        if (!asked.before) throw SaidError(Fault::bad_request, visit.text("sentence.no_date", {{"value", before}}));
    }
    return asked;
}

struct Answer {
    document::Document document;
    Report report;
    drafting::Surroundings around;
};

Answer answer_to(const Visit& visit, document::Document document, const drafting::Asked& asked, const http::Form& form) {
    Answer answer{std::move(document), {}, {}};
    const auto& words = visit.site.demonstration ? directive::words_with_demonstration() : directive::standard_words();
    answer.around = drafting::surroundings_of(answer.document, visit.holdings(), asked, words);
    answer.report = drafting::check(answer.document, answer.around, visit.holdings().vocabulary(), setting_of(form), words);
    return answer;
}

Answer answer_to(const Visit& visit, const Sent& sent, const Sent::Text& text) { return answer_to(visit, read_pasted(visit, text), asked_of(visit, sent.form()), sent.form()); }

/// A text of the record, as of the day of its adoption.
Answer answer_of_record(const Visit& visit) {
    if (visit.query.get("of").empty()) throw SaidError(Fault::bad_request, visit.text("check.nothing_sent"));
    const holdings::Item item = visit.holdings().find(visit.query.get("of"), visit.query.get("language"));
    drafting::Asked asked = asked_of(visit, visit.query);
    if (!asked.before) asked.before = item.date;
    return answer_to(visit, visit.holdings().document(item), asked, visit.query);
}

std::string level_in_words(const Visit& visit, std::string_view level) { return visit.text(fmt::format("check.level.{}", level)); }
std::string rule_in_words(const Visit& visit, std::string_view rule) { return visit.text(fmt::format("check.rule.{}", rule)); }

List rules_view(const Visit& visit, const http::Form& asked) {
    List rules;
    for (const drafting::Rule& rule : drafting::rules()) {
        const std::string field = fmt::format("{}{}", level_field, rule.id);
        const std::string_view chosen = asked.has(field) ? asked.get(field) : drafting::name_of(rule.level);
        List levels;
        for (const std::string_view level : {"error", "warning", "note", "off"}) levels.push_back(View{{"value", level}, {"label", level_in_words(visit, level)}, {"chosen", level == chosen}});
        rules.push_back(View{{"field", field}, {"title", rule_in_words(visit, rule.id)}, {"source", in_language(visit, rule.source, "en")}, {"levels", std::move(levels)}});
    }
    return rules;
}

/// The draft with its findings beside it.
class Sheet {
public:
    Sheet(const Visit& visit, const Answer& answer, std::string_view least) : visit_(visit), answer_(answer) {
        const Level floor = least == "error" ? Level::error : least == "warning" ? Level::warning : Level::note;
        for (const Finding& finding : answer.report.findings)
            if (finding.level >= floor) shown_.push_back(&finding);
    }

    View view() const {
        List paragraphs;
        const auto& figures = answer_.report.figures;
        for (const auto& paragraph : answer_.document.paragraphs) {
            View row{{"id", paragraph.id},
                     {"place", place_in_words(visit_, paragraph.id)},
                     {"number", paragraph.number ? *paragraph.number + (paragraph.number->starts_with('(') ? "" : ".") : std::string()},
                     {"kind", document::name_of(paragraph.kind)},
                     {"level", std::to_string(std::clamp(paragraph.level, 1, 4))},
                     {"heading", paragraph.kind == document::ParagraphKind::heading},
                     {"text", marked(paragraph.id, paragraph.text)},
                     {"findings", findings_at(paragraph.id)}};
            const auto figure = std::find_if(figures.paragraphs.begin(), figures.paragraphs.end(), [&](const auto& each) { return each.id == paragraph.id; });
            row.put("words", figure == figures.paragraphs.end() ? std::size_t{0} : figure->words);
            row.put("words_before", figure != figures.paragraphs.end() && figure->before ? Value(*figure->before) : Value(""));
            paragraphs.push_back(std::move(row));
        }
        List notes;
        for (const auto& note : answer_.document.footnotes) {
            const std::string id = "fn" + note.mark;
            notes.push_back(View{{"id", id}, {"mark", note.mark.substr(0, note.mark.find('~'))}, {"text", marked(id, note.text)}, {"findings", findings_at(id)}});
        }
        List left_out;
        for (const auto& rule : answer_.report.not_applied) left_out.emplace_back(rule_in_words(visit_, rule));
        std::size_t answered = 0;
        for (const auto& finding : answer_.report.findings) answered += finding.answer ? 1U : 0U;
        return {{"lang", answer_.document.language},
                {"text_direction", answer_.document.language == "ar" ? "rtl" : "ltr"},
                {"page_language", visit_.words.language()},
                {"page_direction", visit_.text("direction")},
                {"title", or_nothing(answer_.document.title)},
                {"errors", answer_.report.open(Level::error)},
                {"warnings", answer_.report.open(Level::warning)},
                {"notes", answer_.report.open(Level::note)},
                {"answered", answered},
                {"words", figures.words},
                {"words_before", figures.before ? Value(*figures.before) : Value("")},
                {"previous", answer_.around.previous ? Value(previous_view()) : Value("")},
                {"whole", findings_at("")},
                {"none", shown_.empty()},
                {"list", contents()},
                {"left_out", std::move(left_out)},
                {"paragraphs", std::move(paragraphs)},
                {"footnotes", std::move(notes)}};
    }

private:
    [[nodiscard]] View previous_view() const {
        const std::string& symbol = answer_.around.previous->symbol;
        return {{"address", "/documents/" + http::path_encoded(symbol)}, {"name", document::Symbol::from_canonical(symbol).display()}};
    }

    [[nodiscard]] std::size_t number_of(const Finding& finding) const {
        return static_cast<std::size_t>(std::find(shown_.begin(), shown_.end(), &finding) - shown_.begin()) + 1;
    }

    [[nodiscard]] View finding_view(const Finding& finding) const {
        const std::size_t number = number_of(finding);
        const auto* rule = drafting::find_rule(finding.rule);
        View view{{"number", visit_.words.number(static_cast<std::int64_t>(number))},
                  {"anchor", fmt::format("finding-{}", number)},
                  {"target", finding.place.paragraph.empty() ? std::string() : finding.place.begin == finding.place.end ? "#" + http::path_encoded(finding.place.paragraph) : fmt::format("#words-{}", number)},
                  {"place", finding.place.paragraph.empty() ? visit_.text("check.whole") : place_in_words(visit_, finding.place.paragraph)},
                  {"level", drafting::name_of(finding.level)},
                  {"level_name", level_in_words(visit_, drafting::name_of(finding.level))},
                  {"title", rule_in_words(visit_, finding.rule)},
                  {"why", in_words(visit_, finding.why)},
                  {"mend", in_words(visit_, finding.mend)},
                  {"source", rule == nullptr ? Html{} : in_language(visit_, rule->source, "en")},
                  {"words", finding.place.words},
                  {"field", fmt::format("{}{}", answer_field, drafting::fingerprint(finding))},
                  {"field_id", fmt::format("answer-{}", number)},
                  {"answer", finding.answer ? Value(*finding.answer) : Value("")},
                  {"line", finding.place.line == 0 ? Value("") : Value(static_cast<std::int64_t>(finding.place.line))},
                  {"beside", ""}};
        if (finding.beside) {
            const auto& beside = *finding.beside;
            view.put("beside", View{{"address", fmt::format("/documents/{}{}{}", http::path_encoded(beside.symbol), beside.paragraph.empty() ? "" : "#", http::path_encoded(beside.paragraph))},
                                    {"name", document::Symbol::from_canonical(beside.symbol).display()},
                                    {"there", beside.paragraph.empty() ? std::string() : place_in_words(visit_, beside.paragraph)},
                                    {"date", beside.date ? Value(visit_.words.date(*beside.date)) : Value("")},
                                    {"text", beside.text}});
        }
        return view;
    }

    [[nodiscard]] List findings_at(std::string_view paragraph) const {
        List list;
        for (const Finding* finding : shown_)
            if (finding->place.paragraph == paragraph) list.push_back(finding_view(*finding));
        return list;
    }

    [[nodiscard]] List contents() const {
        List list;
        for (const Finding* finding : shown_) list.push_back(finding_view(*finding));
        return list;
    }

    /// The words of findings marked, each with the numbers of those that begin there. Where two overlap, the later one has its number only.
    [[nodiscard]] Html marked(std::string_view paragraph, std::string_view text) const {
        std::string out;
        std::size_t at = 0;
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            const auto& place = shown_[i]->place;
            if (place.paragraph != paragraph || place.begin == place.end || place.end > text.size()) continue;
            const std::string number = fmt::format("<sup class=\"no-print\"><a href=\"#finding-{}\" id=\"words-{}\" aria-label=\"{}\">{}</a></sup>", i + 1, i + 1,
                                                   escaped(visit_.text("check.to_finding", {{"number", i + 1}})), escaped(visit_.words.number(static_cast<std::int64_t>(i + 1))));
            if (place.end <= at) {
                out += number;
                continue;
            }
            const std::size_t begin = std::max<std::size_t>(at, place.begin);
            out += escaped(text.substr(at, begin - at));
            out += fmt::format("<mark class=\"{}\">{}</mark>{}", drafting::name_of(shown_[i]->level), escaped(text.substr(begin, place.end - begin)), number);
            at = place.end;
        }
        return {out + escaped(text.substr(at))};
    }

    const Visit& visit_;
    const Answer& answer_;
    std::vector<const Finding*> shown_;
};

/// The page with its form as it was filled in, and no answer yet.
Page page_of(const Visit& visit, const http::Form& asked, std::string typed, Html wrong = {}) {
    List shown;
    for (const std::string_view least : {"note", "warning", "error"}) {
        shown.push_back(View{{"value", least}, {"label", visit.text(least == "note" ? "check.show_all" : least == "warning" ? "check.show_warnings" : "check.show_errors")}, {"chosen", asked.get("least") == least}});
    }
    View view{{"wrong", std::move(wrong)}, {"typed", std::move(typed)}, {"typed_against", asked.get("against")}, {"typed_before", asked.get("before")}, {"shown", std::move(shown)}, {"rules", rules_view(visit, asked)}, {"sheet", ""}};
    return {visit.text("check.title"), "check", "check", std::move(view)};
}

http::Response never_stored(http::Response response) {
    response.set("Cache-Control", "no-store");
    return response;
}

/// A file that is plain text comes back in the field, so that the next look has it; another one is chosen again.
std::string for_the_field(const Sent::Text& text) { return text.bytes.find('\0') == std::string::npos ? text.bytes : std::string(); }

Sent::Text text_of(const Visit& visit, const Sent& sent) {
    auto text = sent.text("text");
    if (!text) throw SaidError(Fault::bad_request, visit.text("check.nothing_sent"));
    return *std::move(text);
}

}  // namespace

http::Response check(const Visit& visit) {
    if (visit.query.get("of").empty()) return respond(visit, page_of(visit, visit.query, ""));
    try {
        const Answer answer = answer_of_record(visit);
        Page page = page_of(visit, visit.query, "");
        page.view.put("sheet", Sheet(visit, answer, visit.query.get("least")).view());
        page.print_head = visit.text("check.title");
        page.downloads = {{"json", fmt::format("/api/v1/check?of={}", http::query_encoded(visit.query.get("of")))}};
        return never_stored(respond(visit, std::move(page)));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        Page page = page_of(visit, visit.query, "", sentence_of(visit, error));
        page.status = status_of(error.fault());
        return never_stored(respond(visit, std::move(page)));
    }
}

http::Response check_sent(const Visit& visit) {
    const Sent sent(visit);
    try {
        const Sent::Text text = text_of(visit, sent);
        const Answer answer = answer_to(visit, sent, text);
        Page page = page_of(visit, sent.form(), for_the_field(text));
        page.view.put("sheet", Sheet(visit, answer, sent.get("least")).view());
        page.print_head = visit.text("check.title");
        return never_stored(respond(visit, std::move(page)));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        Page page = page_of(visit, sent.form(), std::string(sent.get("text")), sentence_of(visit, error));
        page.status = status_of(error.fault());
        return never_stored(respond(visit, std::move(page)));
    }
}

namespace api {

namespace {

http::Response as_answer(const Visit& visit, drafting::Named named, std::string_view format) {
    if (format == "sarif") return never_stored(as_json(drafting::to_sarif({std::move(named)}, COMITY_VERSION)));
    json::Value value = drafting::to_json(named.report, named.name);
    if (visit.site.demonstration) value.put("invented", true);
    return never_stored(as_json(value));
}

}  // namespace

http::Response check(const Visit& visit) {
    Answer answer = answer_of_record(visit);
    return as_answer(visit, {std::string(visit.query.get("of")), std::move(answer.report)}, visit.query.get("format"));
}

http::Response check_sent(const Visit& visit) {
    const Sent sent(visit);
    const Sent::Text text = text_of(visit, sent);
    Answer answer = answer_to(visit, sent, text);
    return as_answer(visit, {text.file_name.empty() ? "draft" : text.file_name, std::move(answer.report)}, sent.get("format"));
}

}  // namespace api

}  // namespace comity::web::pages
