// comity follow-up: a State's own workspace.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/lists.hpp"
#include "cli/reviewing.hpp"
#include "cli/rows.hpp"
#include "cli/table.hpp"
#include "document/terminal.hpp"
#include "document/word_form.hpp"
#include "machinery/actors/process_permissions.hpp"
#include "machinery/followup/followup.hpp"
#include "machinery/followup/keeping.hpp"
#include "machinery/holdings/acts.hpp"
#include "machinery/processes/processes.hpp"
#include "system/moment.hpp"

namespace comity::cli {

namespace {

constexpr std::string_view fields[] = {"what", "title", "words", "part-of", "status", "office", "focal-point", "validator", "begins", "due", "kind", "unit", "baseline", "target", "rung", "document", "value",
                                       "day", "supersedes"};

std::string now_written() { return written_second(moment_of(std::chrono::system_clock::now())); }

json::Value as_json(const followup::Kept& one) {
    json::Value value = to_json(one.piece);
    value.put("revision", one.revision);
    value.put("released", one.released);
    if (!one.superseded_by.empty()) value.put("superseded_by", one.superseded_by);
    return value;
}

ExitCode put_pieces(const Arguments& arguments, Console& console, const holdings::Holdings& holdings, const std::vector<followup::Kept>& all) {
    const std::string form = arguments.value_or("format", "text");
    if (form == "json") {
        json::Array rows;
        for (const auto& one : all) rows.push_back(marked(as_json(one), holdings));
        console.put_json(json::Value(std::move(rows)));
        return ExitCode::done;
    }
    Table table{{"What", "Name", "Part of", "Stands", "Due", "Office", "Public", "Title"}, {}};
    for (const auto& one : all) {
        const auto& piece = one.piece;
        const std::string stands = piece.what == followup::What::evidence ? fmt::format("{}{}{}", piece.rung, piece.status == "validated" ? ", validated" : "", one.superseded_by.empty() ? "" : ", superseded")
                                   : piece.what == followup::What::indicator ? piece.kind : piece.status;
        table.rows.push_back({std::string(name_of(piece.what)), piece.id, piece.part_of, stands, piece.due, piece.office, one.released ? "yes" : "no", piece.title});
    }
    if (form == "csv") {
        console.put(marked_csv(std::move(table), holdings));
    } else if (table.rows.empty()) {
        console.say("there is nothing here: comity help follow-up has examples");
    } else {
        if (const std::string notice = notice_of(holdings); !notice.empty()) console.put(notice + "\n\n");
        console.put(aligned(table, console));
    }
    return ExitCode::done;
}

ExitCode act(const Arguments& arguments, Console& console, const std::string& state, const std::string& act) {
    if (arguments.operands().size() < 3) throw Error(Fault::bad_request, "comity follow-up {} {} needs a short name, such as harbour-plan", arguments.operands()[0], arguments.operands()[1]);
    followup::Request request;
    request.act = act;
    request.state = state;
    request.id = arguments.operands()[2];
    for (const std::string_view name : fields) {
        std::string member(name);
        std::replace(member.begin(), member.end(), '-', '_');
        if (const auto value = arguments.value(name)) request.fields.put(member, *value);
    }
    json::Array recommendations;
    for (const auto& given : arguments.given()) {
        if (given.name == "for") recommendations.emplace_back(given.value);
    }
    if (!recommendations.empty()) request.fields.put("recommendations", std::move(recommendations));
    request.by.who = record::operator_at_command_line();
    request.by.actor = state;  // whoever has the file at hand speaks for the State whose record it is
    request.by.why = arguments.value("why");
    const json::Value sent = to_json(request);
    const json::Value result = holdings::submit(processes::place(record_path(arguments, console)), followup::follow_up_act, sent,
                                                [&](holdings::Holdings& holdings) { return followup::perform_command(holdings.record(), sent); });
    if (arguments.value_or("format", "text") == "json") console.put_json(result);
    else console.put(document::harmless(fmt::format("{} (entry {})", result.text("sentence"), result.integer("position"))) + "\n");
    return ExitCode::done;
}

}  // namespace

Command follow_up_command() {
    using namespace rows;
    return {"follow-up",
            "follow up what was recommended to a State: clusters, actions, indicators, evidence",
            {"STATE [WORD] [NAME]", 1, 3, What::words},
            {format({"text", "json", "csv"}),
             output,
             {"what", "WHAT", "of put: what it is", {"cluster", "action", "indicator", "evidence"}},
             {"title", "WORDS", "what it is called"},
             {"words", "WORDS", "what it is, in the State's words"},
             {"for", "ID", "a recommendation that a cluster gathers or an action answers, once for each", {}, {}, Option::Count::often},
             {"part-of", "NAME", "of an action its cluster, of an indicator its action, of evidence what it is for"},
             {"status", "STATUS", "of an action", {"planned", "under way", "done", "dropped"}},
             {"office", "NAME", "of an action: who is responsible"},
             {"focal-point", "POST", "of an action: the post that reports"},
             {"validator", "POST", "of an action: the post that validates"},
             {"begins", "DAY", "such as 2031-01-01"},
             {"due", "DAY", "such as 2031-05-03; of due: up to that day"},
             {"kind", "KIND", "of an indicator", {"structure", "process", "outcome"}},
             {"unit", "UNIT", "of an indicator"},
             {"baseline", "VALUE", "of an indicator"},
             {"target", "VALUE", "of an indicator"},
             {"rung", "RUNG", "of evidence: what it rests on", {"claimed", "documented", "independently reported", "measured"}},
             {"document", "SYMBOL", "of evidence: where it stands"},
             {"value", "VALUE", "of evidence that is measured"},
             {"day", "DAY", "of evidence that is measured"},
             {"supersedes", "NAME", "of evidence: what it takes the place of"},
             why},
            "Without a WORD it lists what the State keeps. All of it is the State's alone: confidential entries, which neither pages nor exports show to others, until the State releases a piece.\n\n"
            "put NAME makes a piece or changes it; what is not given stays. Evidence is never changed: other evidence supersedes it. validate NAME says that evidence holds; another person than who put it "
            "does that. release NAME makes a piece public as it stands, without the names of what stays in; take-back NAME ends that (--why). due lists the actions that fall due, calendar writes them as "
            "iCalendar with a reminder two weeks before, report writes a draft of the State's report (DOCX) in which each sentence has its source.\n\n"
            "Name offices and posts, not persons: what stands in the log can't be taken out of it by anybody alone.",
            {{"comity follow-up Nivaal put harbour --what cluster --title \"The harbour\" --for upr-3-xni-101.12", "a cluster"},
             {"comity follow-up Nivaal put night-lock --what action --title \"Open the lock at night\" --part-of harbour --office \"Ministry of Ports\" --due 2031-05-03", "an action in it"},
             {"comity follow-up Nivaal due --due 2031-06-30", "what falls due"},
             {"comity follow-up Nivaal report --output report.docx", "a draft of the report"},
             {"comity follow-up Nivaal release night-lock", "makes one piece public"}},
            run_follow_up,
            actors::respond};
}

ExitCode run_follow_up(const Arguments& arguments, Console& console) {
    const auto& words = arguments.operands();
    const std::string word = words.size() > 1 ? words[1] : "list";
    std::string state;
    {
        const auto holdings = open_to_read(arguments, console);
        state = state_meant(*holdings, words[0]);
        if (!state.starts_with("state:")) throw Error(Fault::not_found, "no State is known as \"{}\": comity actors --kind state lists them", document::harmless(words[0]));
        const bool shows = word == "list" || word == "due" || word == "calendar" || word == "report";
        if (shows && words.size() > 2) throw Error(Fault::bad_request, "comity follow-up {} {} takes nothing more, not \"{}\"", words[0], word, document::harmless(words[2]));
        const record::Snapshot snapshot = holdings->record().snapshot();
        if (word == "list") return put_pieces(arguments, console, *holdings, followup::workspace(snapshot, state));
        if (word == "due") return put_pieces(arguments, console, *holdings, followup::due(snapshot, state, arguments.value_or("due", "")));
        if (word == "calendar") {
            console.put(followup::calendar(followup::due(snapshot, state, ""), now_written()));
            return ExitCode::done;
        }
        if (word == "report") {
            if (console.out_is == Place::terminal) throw Error(Fault::bad_request, "a word processor's file is nothing for a terminal: add --output FILE, such as --output report.docx");
            document::WordOptions options;
            options.notice = notice_of(*holdings);
            console.put(document::to_docx(followup::report(snapshot, state, called(*holdings, state)), options));
            return ExitCode::done;
        }
    }
    if (word == "put" || word == "validate" || word == "release") return act(arguments, console, state, word);
    if (word == "take-back") return act(arguments, console, state, "take back");
    throw Error(Fault::bad_request, "\"{}\" is no word of comity follow-up: list, put, validate, release, take-back, due, calendar, report", word);
}

}  // namespace comity::cli
