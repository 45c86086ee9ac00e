// `/consultations/ID/report/NUMBER`: one paragraph of the report: its sentences, what each rests on, what the writers say to one another.
#include <algorithm>

#include <fmt/format.h>

#include "text/text.hpp"
#include "web/acts.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/reporting.hpp"

namespace comity::web::pages {

namespace {

namespace c = consultations;

struct ParagraphVisit {
    ReportVisit all;
    c::ReportParagraph paragraph;
    std::int64_t revision = 0;
};

ParagraphVisit paragraph_asked(const Visit& visit) {
    const NamedBehind named = named_behind(visit, "/report/");
    ReportVisit all = report_visit(visit, named.call);
    for (const auto& [one, revision] : begun(visit, all).paragraphs) {
        if (one.number != named.number) continue;
        all.findings = c::check_sentences(all.stands->report, {one}, all.heard);
        c::ReportParagraph paragraph = one;
        return {std::move(all), std::move(paragraph), revision};
    }
    throw SaidError(Fault::not_found, visit.text("sentence.report_paragraph_unknown", {{"paragraph", std::to_string(named.number)}}));
}

/// Passages among which sources are looked for: by words, kind and question, at most so many.
constexpr std::size_t most_found = 40;

bool tells(const c::CountedPassage& passage, const std::vector<std::string>& words) {
    const std::string folded = text::folded(passage.place.words);
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return folded.find(word) != std::string::npos; });
}

List passages_found(const Visit& visit, const ParagraphVisit& here, std::size_t& count) {
    std::vector<std::string> words;
    const std::string typed = text::folded(visit.query.get("find"));
    for (std::size_t at = 0; at < typed.size();) {
        const std::size_t end = std::min(typed.find(' ', at), typed.size());
        if (end > at) words.push_back(typed.substr(at, end - at));
        at = end + 1;
    }
    const auto kind = c::passage_kind_named(visit.query.get("passages"));
    const auto question = c::number_in(visit.query.get("question"));
    const c::Heard seen = heard_by(visit, here.all.of);
    List list;
    for (const c::CountedPassage& one : seen.passages) {
        const c::Voice* voice = seen.voice(one.place.submission);
        if (voice == nullptr || (kind && one.code.kind != *kind) || (question && one.code.question != *question) || !tells(one, words)) continue;
        // Of a public report what is confidential is no source; it is not offered.
        if (here.all.stands->report.is_public && c::is_closed(*voice, one.place.part)) continue;
        if (++count > most_found) continue;
        View row = source_view(visit, here.all, c::source_of(one.place));
        row.put("field", std::to_string(count));
        row.put("code", code_view(visit, here.all.of, one.code));
        list.push_back(std::move(row));
    }
    return list;
}

List kinds_to_find(const Visit& visit) {
    List list;
    for (const c::PassageKind kind : c::all_passage_kinds) list.push_back(View{{"value", c::name_of(kind)}, {"label", kinds_of_passages(visit, kind)}, {"chosen", visit.query.get("passages") == c::name_of(kind)}});
    return list;
}

List questions_to_find(const Visit& visit, const c::Call& call) {
    List list;
    for (std::size_t i = 1; i <= call.questions.size(); ++i) {
        const std::string number = std::to_string(i);
        list.push_back(View{{"value", number}, {"label", visit.text("desk.question_number", {{"number", visit.words.figures(number)}})}, {"chosen", visit.query.get("question") == number}});
    }
    return list;
}

http::Response paragraph_page(const Visit& visit, const http::Form& sent, Html wrong, int status) {
    const ParagraphVisit here = paragraph_asked(visit);
    const ReportVisit& all = here.all;
    const c::ReportParagraph& paragraph = here.paragraph;
    const bool writes = !all.stands->report.issued, searches = visit.query.has("find") || visit.query.has("passages") || visit.query.has("question"), typed = sent.get("form") == "text";
    std::size_t found = 0;
    List passages = writes && searches ? passages_found(visit, here, found) : List(), history;
    for (const record::Entry& entry : readable(visit, all.of.snapshot.history(c::report_paragraph_subject(all.of.call.id, paragraph.number)))) {
        View row = entry_view(visit, entry);
        row.put("versions", fmt::format("{}/versions?from={}&to={}", desk_address(all.of.call.id, "report"), std::max<std::int64_t>(entry.position - 1, 0), entry.position));
        history.push_back(std::move(row));
    }
    const std::string own = report_paragraph_address(all.of.call.id, paragraph.number), printed = visit.words.figures(std::to_string(all.printed.at(paragraph.number)));
    View view{{"number", printed},
              {"own_address", own},
              {"report_address", desk_address(all.of.call.id, "report")},
              {"anchor", std::to_string(paragraph.number)},
              {"writes", writes},
              {"sentences", sentences_view(visit, all, paragraph)},
              {"section_choices", sections_to_choose(all.stands->report, typed ? sent.get("section") : std::string_view(paragraph.section))},
              {"typed_text", typed ? std::string(sent.get("text")) : in_lines(paragraph.sentences)},
              {"typed_comment", typed ? std::string(sent.get("comment")) : paragraph.comment},
              {"typed_rank", typed ? std::string(sent.get("rank")) : std::to_string(paragraph.rank)},
              {"revision", std::to_string(here.revision)},
              {"searched", searches},
              {"find", visit.query.get("find")},
              {"kinds", kinds_to_find(visit)},
              {"questions", questions_to_find(visit, all.of.call)},
              {"found_count", found},
              {"found", std::move(passages)},
              {"more_found", found > most_found},
              {"most", most_found},
              {"history", std::move(history)}};
    put_head(visit, all.of, "report", std::move(wrong), view);
    return respond_closed(visit, {visit.text("report.paragraph_title", {{"number", printed}}), "consultations", "report_paragraph", std::move(view), status});
}

/// The sentences as they stand, with the sources that were left ticked, those that were found and given to one, and those that were typed.
json::Array tied(const c::ReportParagraph& paragraph, const http::Form& form) {
    json::Array made;
    for (std::size_t i = 0; i < paragraph.sentences.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        json::Array sources;
        for (const auto& [name, value] : form.fields()) {
            constexpr std::string_view tie = "tie ";
            if (name == "stays-" + number && !value.empty()) sources.emplace_back(value);
            if (name.starts_with(tie) && value == number) sources.emplace_back(name.substr(tie.size()));
        }
        for (const std::string& typed : c::several(json::Object{{"further", std::string(form.get("further-" + number))}}, "further").value_or(std::vector<std::string>())) sources.emplace_back(typed);
        made.push_back(json::Object{{"text", paragraph.sentences[i].text}, {"sources", std::move(sources)}, {"own", trimmed(form.get("own-" + number))}});
    }
    return made;
}

DeskAct writing(const Visit& visit, const http::Form& form) {
    const ParagraphVisit here = paragraph_asked(visit);
    const std::string act(form.get("act")), &call = here.all.of.call.id;
    json::Value fields = json::Object{};
    if (act == "write paragraph" && form.get("form") == "text") {
        fields = json::Object{{"section", trimmed(form.get("section"))}, {"comment", trimmed(form.get("comment"))}, {"sentences", sentences_written(form.get("text"), here.paragraph.sentences)}};
        if (const auto rank = c::number_in(form.get("rank"))) fields.put("rank", *rank);
    } else if (act == "write paragraph") {
        fields.put("sentences", tied(here.paragraph, form));
    }
    const std::string back = act == "take out paragraph" ? desk_address(call, "report") : report_paragraph_address(call, here.paragraph.number);
    return {desk_request(visit, form, act, c::report_paragraph_subject(call, here.paragraph.number), std::move(fields)), back, ""};
}

}  // namespace

http::Response report_paragraph(const Visit& visit) { return paragraph_page(visit, {}, {}, 200); }

http::Response report_paragraph_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    return perform_at_desk(visit, form, [&] { return writing(visit, form); }, [&](Html wrong, int status) { return paragraph_page(visit, form, std::move(wrong), status); });
}

}  // namespace comity::web::pages
