// comity report: its words, and the acts among them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/desk.hpp"
#include "cli/lists.hpp"
#include "document/terminal.hpp"
#include "document/word_form.hpp"
#include "exports/forms.hpp"
#include "machinery/consultations/letters.hpp"
#include "machinery/consultations/report_check.hpp"
#include "machinery/consultations/report_document.hpp"
#include "machinery/processes/filing.hpp"
#include "machinery/processes/processes.hpp"

namespace comity::cli {

namespace desk {
namespace {

namespace c = comity::consultations;

struct Written {
    std::unique_ptr<holdings::Holdings> held;
    record::Snapshot snapshot;
    c::ReportStands report;
    c::Heard heard;
    std::vector<c::ReportParagraph> paragraphs;
};

Written written(const Arguments& arguments, const Console& console) {
    auto holdings = open_to_read(arguments, console);
    record::Snapshot snapshot = holdings->record().snapshot();
    const std::string& call = call_of(arguments);
    c::call(snapshot, call);
    auto report = c::report(snapshot, call);
    if (!report) throw Error(Fault::not_found, "there is no report on the call {} yet: comity report begin {}", document::harmless(call), document::harmless(call));
    c::Heard heard = c::heard(snapshot, holdings->vocabulary(), call);
    auto paragraphs = c::paragraphs_in_order(*report);
    return {std::move(holdings), std::move(snapshot), std::move(*report), std::move(heard), std::move(paragraphs)};
}

json::Value frame_fields(const Arguments& arguments) {
    json::Value fields = json::Object{};
    for (const std::string_view name : {"title", "symbol", "body", "session"}) {
        if (const auto value = arguments.value(name)) fields.put(name, *value);
    }
    if (const auto limit = arguments.number("limit")) fields.put("word_limit", *limit);
    if (arguments.has("closed")) fields.put("public", false);
    return fields;
}

ExitCode begin(const Arguments& arguments, Console& console) { return act(arguments, console, "begin report", call_of(arguments), frame_fields(arguments)); }
ExitCode change(const Arguments& arguments, Console& console) { return act(arguments, console, "change report", call_of(arguments), frame_fields(arguments)); }
ExitCode issue(const Arguments& arguments, Console& console) { return act(arguments, console, "issue report", call_of(arguments), json::Object{}); }

/// "Several States said so. [1734:1-0a1b2c3d-1; 1751]", "It is asked for. [own: mandate]".
json::Value sentence_of(std::string_view line) {
    const std::string words = c::single_blanks(line);
    const std::size_t open = words.ends_with(']') ? words.rfind('[') : std::string::npos;
    json::Value sentence = json::Object{{"text", words.substr(0, open == std::string::npos ? words.size() : open)}};
    if (open == std::string::npos) return sentence;
    constexpr std::string_view own = "own:";
    const std::string inside = words.substr(open + 1, words.size() - open - 2);
    if (inside.starts_with(own)) sentence.put("own", inside.substr(own.size()));
    else sentence.put("sources", inside);
    return sentence;
}

bool is_number(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

ExitCode write(const Arguments& arguments, Console& console) {
    json::Value fields = json::Object{};
    for (const std::string_view name : {"section", "text", "comment"}) {
        if (const auto value = arguments.value(name)) fields.put(name, *value);
    }
    if (const auto rank = arguments.number("rank")) fields.put("rank", *rank);
    const auto& operands = arguments.operands();
    // A paragraph that is there is named by its number; all else is a file.
    const bool there = operands.size() > 2 && is_number(operands[2]);
    const std::size_t file = there ? 3 : 2;
    if (operands.size() > file) {
        json::Array sentences;
        std::istringstream lines(bytes_of(operands[file], "a file with a sentence on each line"));
        for (std::string line; std::getline(lines, line);) {
            if (line.find_first_not_of(" \t\r") != std::string::npos) sentences.push_back(sentence_of(line));
        }
        fields.put("sentences", std::move(sentences));
    }
    return act(arguments, console, "write paragraph", there ? c::report_paragraph_subject(call_of(arguments), number(arguments, 2, "a paragraph")) : call_of(arguments), std::move(fields));
}

ExitCode take_out(const Arguments& arguments, Console& console) {
    return act(arguments, console, "take out paragraph", c::report_paragraph_subject(call_of(arguments), number(arguments, 2, "the number of a paragraph: comity report paragraphs CALL lists them")), json::Object{});
}

ExitCode answer(const Arguments& arguments, Console& console) {
    return act(arguments, console, "answer proposal", call_of(arguments), json::Object{{"source", operand(arguments, 2, "a passage: comity desk passages CALL lists them")}, {"text", arguments.value_or("text", "")}});
}

/// As a document of the record, which delivers its mandate.
ExitCode file(const Arguments& arguments, Console& console) {
    const json::Value filed = processes::submit_filing(record_there(arguments, console), request_for(arguments, processes::file_report_act, call_of(arguments), json::Object{}));
    if (as_json(arguments)) {
        console.put_json(filed);
        return ExitCode::done;
    }
    console.put(document::harmless(fmt::format("the report is in the record as {} (entry {})", filed.text("symbol"), filed.integer("position"))) + "\n");
    if (const std::string said = filed.text("delivers"); !said.empty()) console.put(document::harmless(fmt::format("{} (entry {})", said, filed.integer("delivery"))) + "\n");
    if (const std::string why = filed.text("not_delivered"); !why.empty()) console.put(document::harmless(fmt::format("nothing was said of its mandate: {}", why)) + "\n");
    return ExitCode::done;
}

ExitCode show(const Arguments& arguments, Console& console) {
    const Written all = written(arguments, console);
    const auto form = exports::form_named(arguments.value_or("format", "text"));
    COMITY_ENSURE(form);
    if (exports::kind_of(*form).bytes && console.out_is == Place::terminal) throw Error(Fault::bad_request, "{} is nothing for a terminal: write it to a file with > report{}", exports::kind_of(*form).name, exports::kind_of(*form).ending);
    console.put(exports::made(*form, c::document_of(all.report.report, all.paragraphs, all.heard, all.held->vocabulary()), all.held->vocabulary(), notice_of(*all.held)));
    return ExitCode::done;
}

ExitCode list_paragraphs(const Arguments& arguments, Console& console) {
    const Written all = written(arguments, console);
    const auto printed = c::printed_numbers(all.paragraphs);
    json::Array rows;
    for (const c::ReportParagraph& one : all.paragraphs) {
        if (as_json(arguments)) {
            json::Value row = to_json(one);
            row.put("printed", printed.at(one.number));
            rows.push_back(std::move(row));
            continue;
        }
        console.put(document::harmless(fmt::format("{} (printed {}, {})", one.number, printed.at(one.number), one.section)) + "\n");
        for (const c::ReportSentence& sentence : one.sentences) {
            console.put(document::harmless(fmt::format("  {} [{}]", sentence.text, sentence.own.empty() ? fmt::format("{}", fmt::join(sentence.sources, "; ")) : "own: " + sentence.own)) + "\n");
        }
    }
    if (as_json(arguments)) console.put_json(marked(std::move(rows), *all.held));
    return ExitCode::done;
}

/// 0 if nothing bars the report, else 1.
ExitCode check(const Arguments& arguments, Console& console) {
    const Written all = written(arguments, console);
    const auto findings = c::check(all.report.report, all.paragraphs, all.heard, c::gathered(all.snapshot, call_of(arguments)));
    const auto printed = c::printed_numbers(all.paragraphs);
    const std::int64_t words = c::words_of_report(all.report.report, all.paragraphs, all.heard);
    bool bars = false;
    json::Array rows;
    for (const c::ReportFinding& one : findings) {
        bars = bars || one.bars;
        rows.push_back(to_json(one));
        if (as_json(arguments)) continue;
        const std::string where = one.paragraph == 0 ? std::string("report") : fmt::format("paragraph {} (printed {}), sentence {}", one.paragraph, printed.at(one.paragraph), one.sentence);
        console.put(document::harmless(fmt::format("{}{}: {} [{}]", one.bars ? "in the way: " : "", where, one.said.english, one.code)) + "\n");
    }
    if (as_json(arguments)) console.put_json(marked(json::Object{{"words", words}, {"limit", all.report.report.word_limit}, {"findings", std::move(rows)}}, *all.held));
    else console.put(fmt::format("{} words, {} findings\n", words, findings.size()));
    return bars ? ExitCode::not_done : ExitCode::done;
}

ExitCode write_letters(const Arguments& arguments, Console& console) {
    const Written all = written(arguments, console);
    const std::filesystem::path folder = operand(arguments, 2, "a folder for the letters");
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    const c::Call call = c::call(all.snapshot, call_of(arguments)).call;
    std::vector<c::ProposalAnswer> answers;
    for (const auto& [one, revision] : all.report.answers) answers.push_back(one);
    std::size_t count = 0;
    for (const c::Voice& voice : all.heard.voices) {
        const auto made = c::document_of(c::letter_to(voice, all.paragraphs, all.heard, answers), all.report.report);
        const auto path = folder / fmt::format("{}-{}.docx", voice.submission, c::letter_file_name(call, voice.contributor.name));
        std::ofstream file(path, std::ios::binary);
        file << document::to_docx(made, {.notice = notice_of(*all.held)});
        if (!file.flush()) throw Error(Fault::unavailable, "{} can't be written: is there room, and may you write there?", path.string());
        ++count;
    }
    console.put(fmt::format("{} letters in {}\n", count, document::harmless(folder.string())));
    return ExitCode::done;
}

struct Word {
    std::string_view typed;
    ExitCode (*run)(const Arguments&, Console&);
};
constexpr Word report_words[] = {
    {"begin", &begin}, {"change", &change}, {"write", &write}, {"take-out", &take_out}, {"show", &show}, {"paragraphs", &list_paragraphs}, {"check", &check}, {"issue", &issue}, {"file", &file},
    {"answer", &answer}, {"letters", &write_letters},
};

}  // namespace
}  // namespace desk

ExitCode run_report(const Arguments& arguments, Console& console) {
    const std::string& typed = arguments.operands()[0];
    const auto* word = std::find_if(std::begin(desk::report_words), std::end(desk::report_words), [&](const desk::Word& one) { return one.typed == typed; });
    if (word == std::end(desk::report_words)) throw Error(Fault::bad_request, "comity report has no \"{}\": comity help report tells its words", document::harmless(typed));
    return word->run(arguments, console);
}

}  // namespace comity::cli
