// `/consultations/ID/report`: the report as it stands, with its sources and what the check finds; its frame; its way out.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "exports/forms.hpp"
#include "machinery/actors/process_permissions.hpp"
#include "machinery/processes/filing.hpp"
#include "web/acts.hpp"
#include "web/exports.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/reporting.hpp"
#include "web/taking.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

namespace c = consultations;

List sections_view(const Visit& visit, const ReportVisit& all) {
    List sections;
    for (const c::ReportSection& section : all.stands->report.sections) {
        List paragraphs;
        for (const c::ReportParagraph& one : all.paragraphs) {
            if (one.section != section.id) continue;
            List findings;
            for (const c::ReportFinding& finding : all.findings) {
                if (finding.paragraph == one.number) findings.push_back(finding_view(visit, all, finding));
            }
            paragraphs.push_back(View{{"number", visit.words.figures(std::to_string(all.printed.at(one.number)))},
                                      {"anchor", std::to_string(one.number)},
                                      {"address", report_paragraph_address(all.of.call.id, one.number)},
                                      {"sentences", sentences_view(visit, all, one)},
                                      {"comment", one.comment},
                                      {"findings", std::move(findings)}});
        }
        sections.push_back(View{{"id", section.id}, {"heading", section.title}, {"paragraphs", std::move(paragraphs)}, {"write_address", fmt::format("{}?section={}#write", desk_address(all.of.call.id, "report"), http::query_encoded(section.id))}});
    }
    return sections;
}

/// As it will be printed: what comes behind the sections.
List annex_view(const document::Document& made) {
    List annex;
    for (const document::Paragraph& one : made.paragraphs) {
        if (one.kind == document::ParagraphKind::annex) annex.push_back(View{{"words", one.text}});
    }
    return annex;
}

std::string sections_typed(const c::Report& report) {
    std::string lines;
    for (const c::ReportSection& one : report.sections) lines += fmt::format("{}: {}\n", one.id, one.title);
    return lines;
}

void put_frame(const ReportVisit& all, const http::Form& sent, View& view) {
    const c::Report& report = all.stands->report;
    const bool typed = sent.get("act") == "change report";
    const auto shown = [&](std::string_view name, const std::string& stands) { return typed ? std::string(sent.get(name)) : stands; };
    view.put("typed_title", shown("title", report.title));
    view.put("typed_symbol", shown("symbol", report.symbol));
    view.put("typed_body", shown("body", report.body));
    view.put("typed_session", shown("session", report.session));
    view.put("typed_limit", shown("word_limit", std::to_string(report.word_limit)));
    view.put("typed_sections", shown("sections", sections_typed(report)));
    view.put("is_closed", typed ? sent.get("public") == "no" : !report.is_public);
}

Page begin_page(const Visit& visit, const ReportVisit& all, const http::Form& sent, Html wrong, int status) {
    View view{{"typed_title", sent.has("title") ? sent.get("title") : std::string_view(all.of.call.title)}, {"typed_symbol", sent.get("symbol")}, {"typed_body", sent.get("body")}, {"typed_session", sent.get("session")},
              {"typed_limit", sent.has("word_limit") ? std::string(sent.get("word_limit")) : std::to_string(c::customary_word_limit)}, {"is_closed", sent.get("public") == "no"}, {"own_address", desk_address(all.of.call.id, "report")}};
    put_head(visit, all.of, "report", std::move(wrong), view);
    return {visit.text("report.title_of", {{"title", all.of.call.title}}), "consultations", "report_begin", std::move(view), status};
}

http::Response report_page(const Visit& visit, const http::Form& sent, Html wrong, int status) {
    ReportVisit all = report_visit(visit, visit.rest);
    if (!all.stands) return respond_closed(visit, begin_page(visit, all, sent, std::move(wrong), status));
    const c::Report& report = all.stands->report;
    const std::string own = desk_address(all.of.call.id, "report");
    all.findings = findings_of(visit, all);
    const document::Document made = c::document_of(report, all.paragraphs, all.heard);
    const std::int64_t words = c::words_of_report(made);
    // Of a large consultation thousands of passages are told nowhere yet.
    const Paging paging = paging_of(visit.query);
    List missing;
    std::size_t lacks = 0;
    for (const c::ReportFinding& one : all.findings) {
        if (one.paragraph != 0) continue;
        if (lacks >= paging.offset && lacks < paging.offset + paging.limit) missing.push_back(finding_view(visit, all, one));
        ++lacks;
    }
    const auto bars = std::count_if(all.findings.begin(), all.findings.end(), [](const c::ReportFinding& one) { return one.bars; });
    const std::string section(sent.get("act") == "write paragraph" ? sent.get("section") : visit.query.get("section"));
    const bool writes = !report.issued, files = may(visit, actors::Permission::hand_in) && may(visit, actors::Permission::correct);
    View view{{"report_title", report.title},
              {"symbol", report.symbol},
              {"body", report.body.empty() ? Html() : body_in_words(visit, report.body)},
              {"session", report.session.empty() ? std::string() : visit.words.figures(report.session)},
              {"is_public", report.is_public},
              {"issued", report.issued},
              {"filed", report_in_record(visit, all.of.call.id)},
              {"writes", writes},
              {"words", words},
              {"limit", report.word_limit == 0 ? Value("") : Value(report.word_limit)},
              {"over", report.word_limit > 0 && words > report.word_limit},
              {"paragraph_count", all.paragraphs.size()},
              {"finding_count", all.findings.size()},
              {"bars", bars > 0 ? Value(static_cast<std::int64_t>(bars)) : Value("")},
              {"may_issue", writes && bars == 0 && !all.paragraphs.empty()},
              {"may_file", report.issued && report.is_public && report.document.empty() && files},
              {"needs_symbol", report.issued && report.symbol.empty()},
              {"sections", sections_view(visit, all)},
              {"missing", std::move(missing)},
              {"annex", annex_view(made)},
              {"pager", pager(visit.query, visit.path, paging, lacks)},
              {"section_choices", sections_to_choose(report, section)},
              {"typed_text", sent.get("act") == "write paragraph" ? sent.get("text") : ""},
              {"typed_comment", sent.get("act") == "write paragraph" ? sent.get("comment") : ""},
              {"own_address", own},
              {"versions_address", own + "/versions"},
              {"letters_address", own + "/letters"},
              {"revision", std::to_string(all.stands->revision)},
              {"history", "/log/subjects/" + http::path_encoded(c::report_subject(all.of.call.id))}};
    const auto delivery = position_in(visit.query.get("delivery"));
    view.put("delivered", delivery ? Value(fmt::format("/receipt/{}.html", *delivery)) : Value(""));
    view.put("not_delivered", visit.query.get("delivery") == "none");
    put_frame(all, sent, view);
    put_head(visit, all.of, "report", std::move(wrong), view);
    Page page{visit.text("report.title_of", {{"title", report.title}}), "consultations", "report", std::move(view), status};
    offer_forms(page, own);
    return respond_closed(visit, std::move(page));
}

/// In every form in which texts go out.
http::Response report_file(const Visit& visit, std::string_view format) {
    const ReportVisit all = report_visit(visit, visit.rest);
    begun(visit, all);
    const auto form = exports::form_named(format);
    if (!form) throw SaidError(Fault::bad_request, visit.text("trouble.no_format", {{"format", format}}));
    if (!exports::can_be_made(*form)) throw SaidError(Fault::unavailable, visit.text("take.no_office"));
    const auto document = c::document_of(all.stands->report, all.paragraphs, all.heard, visit.holdings().vocabulary());
    const std::string notice = visit.site.demonstration ? visit.text("demonstration.notice") : std::string();
    const exports::FormKind& kind = exports::kind_of(*form);
    std::string bytes = exports::made_unless_busy(*form, document, visit.holdings().vocabulary(), notice);
    return closed(download(kind.media_type, fmt::format("{}-report{}", all.of.call.id, kind.ending), std::move(bytes)));
}

json::Value frame_fields(const http::Form& form, bool with_sections) {
    json::Value fields = json::Object{};
    for (const std::string_view name : {"title", "symbol", "body", "session"}) fields.put(name, trimmed(form.get(name)));
    // What is no number is none that the rule takes.
    if (const std::string limit = trimmed(form.get("word_limit")); !limit.empty()) fields.put("word_limit", c::number_in(limit).value_or(-1));
    fields.put("public", form.get("public") != "no");
    if (!with_sections) return fields;
    json::Array sections;
    for (const std::string& line : c::several(json::Object{{"sections", std::string(form.get("sections")) + "\n"}}, "sections").value_or(std::vector<std::string>())) {
        const std::size_t colon = line.find(':');
        if (colon != std::string::npos) sections.push_back(json::Object{{"id", trimmed(line.substr(0, colon))}, {"title", trimmed(line.substr(colon + 1))}});
    }
    fields.put("sections", std::move(sections));
    return fields;
}

DeskAct acting(const Visit& visit, const http::Form& form) {
    const std::string act(form.get("act")), own = desk_address(visit.rest, "report");
    json::Value fields = json::Object{};
    if (act == "begin report" || act == "change report") fields = frame_fields(form, act == "change report");
    DeskAct made{desk_request(visit, form, act, std::string(visit.rest), std::move(fields)), own, ""};
    if (act == "write paragraph") {
        made.request.fields = json::Object{{"section", trimmed(form.get("section"))}, {"comment", trimmed(form.get("comment"))}, {"sentences", sentences_written(form.get("text"), {})}};
        made.request.seen_revision = std::nullopt;
        // What it rests on is named on its own page.
        made.to = [call = std::string(visit.rest)](const c::Done& done) { return report_paragraph_address(call, c::number_in(done.subject).value_or(0)); };
    }
    return made;
}

/// Into the record. The document, the report's own entry and what is said of the mandate are three acts of this person; the page tells of each.
http::Response file_it(const Visit& visit, const http::Form& form) {
    const auto again = [&](Html wrong, int status) { return report_page(visit, form, std::move(wrong), status); };
    for (const auto permission : {actors::consult, actors::Permission::hand_in, actors::Permission::correct}) {
        if (const auto refused = refusal(visit, permission, form.get("token"))) return again({escaped(*refused)}, 403);
    }
    try {
        const auto filed = processes::file_report(visit.holdings(), desk_request(visit, form, std::string(processes::file_report_act), std::string(visit.rest), json::Object{}));
        return redirect(303, fmt::format("{}?recorded={}{}", desk_address(visit.rest, "report"), filed.position, filed.delivery >= 0 ? fmt::format("&delivery={}", filed.delivery) : "&delivery=none"));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return again(turned_away(visit, actors::consult, std::string(visit.rest), as_handed_in(form), error), status_of(error.fault()));
    }
}

}  // namespace

http::Response report(const Visit& visit) {
    if (visit.query.has("format")) return report_file(visit, visit.query.get("format"));
    return report_page(visit, {}, {}, 200);
}

http::Response report_sent(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    if (form.get("act") == processes::file_report_act) return file_it(visit, form);
    return perform_at_desk(visit, form, [&] { return acting(visit, form); }, [&](Html wrong, int status) { return report_page(visit, form, std::move(wrong), status); });
}

}  // namespace comity::web::pages
