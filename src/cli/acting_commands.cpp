#include <algorithm>
#include <chrono>
#include <fstream>
#include <map>
#include <variant>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/interruption.hpp"
#include "cli/reasons.hpp"
#include "cli/table.hpp"
#include "cli/watching.hpp"
#include "db/signpost.hpp"
#include "machinery/holdings/erasing.hpp"
#include "machinery/processes/processes.hpp"
#include "record/erasure.hpp"
#include "record/surviving.hpp"
#include "record/verification.hpp"
#include "text/text.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

/// Programs that save a file write for less than this without a pause.
constexpr std::chrono::milliseconds time_of_rest{1000}, longest_wait{1000};

std::string line_of(const holdings::FileResult& result) {
    const std::string symbol = result.symbol.value_or(result.sha256.substr(0, 8));
    const std::string remark = result.remark.empty() ? std::string() : "  " + result.remark;
    switch (result.outcome) {
        case holdings::Outcome::added:
            return fmt::format("added          {}  {}{}", symbol, result.path, result.doubts > 0 ? fmt::format("  (doubts: {})", result.doubts) : remark);
        case holdings::Outcome::already_there: return fmt::format("already there  {}  {}{}", symbol, result.path, remark);
        case holdings::Outcome::could_not_be_read: return fmt::format("not read       {}: {}", result.path, result.reason);
    }
    return {};
}

std::string sentence_of(const holdings::ImportSummary& summary) {
    std::string sentence = fmt::format("{} added, {} already there, {} could not be read", summary.added, summary.already_there, summary.could_not_be_read);
    if (summary.stopped) sentence += "; stopped before the end: the same command takes the rest";
    return sentence;
}

/// "9 .pdf, 2 .docx": the most frequent first.
std::string endings_of(const std::vector<std::string>& paths) {
    std::map<std::string, int> counts;
    for (const std::string& path : paths) ++counts[text::folded(fs::path(path).extension().string())];
    std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> words;
    words.reserve(sorted.size());
    for (const auto& [ending, count] : sorted) words.push_back(fmt::format("{} {}", count, ending));
    return fmt::format("{}", fmt::join(words, ", "));
}

}  // namespace

ExitCode run_erase(const Arguments& arguments, Console& console) {
    const bool dry = arguments.has("dry-run");
    holdings::ErasureRequest request;
    request.what = arguments.operands();
    request.who = record::operator_at_command_line();
    request.on_behalf_of = arguments.value("on-behalf-of");
    request.why = arguments.value_or("why", "");
    request.authority = arguments.value_or("authority", "");
    if (dry) request.act = holdings::ErasureRequest::Do::only_say;
    else if (request.why.empty() || request.authority.empty()) throw Error(Fault::bad_request, "comity erase needs --why and --authority: both stay in the log in its place (--dry-run only looks)");
    const fs::path record = record_path(arguments, console);
    const holdings::ErasureResult result = holdings::submit(processes::place(record), request);
    if (arguments.value_or("format", "text") == "json") {
        console.put_json(to_json(result));
    } else {
        Table table{{"Entry", "Act", "About"}, {}};
        for (const auto& line : result.entries) table.rows.push_back({std::to_string(line.position), line.act, document::harmless(line.about)});
        console.put(aligned(table, console));
        console.put(fmt::format("{}: {}, {}\n", dry ? "would be erased" : "erased", counted(result.entries.size(), "entry", "entries"),
                                counted(static_cast<std::size_t>(result.files), "file", "files")));
        if (!dry) console.put(fmt::format("entry {} says so\n", result.position));
    }
    if (dry) {
        console.say("nothing was done: this was a dry run");
        return ExitCode::done;
    }
    if (!result.traces_are_gone) console.say("somebody was reading just then, so traces may be left in the record's files: the next command that writes, or the next start of the server, rewrites them");
    console.say(fmt::format("a backup from before still has it; {} lists what a restore must erase again: keep a copy of it where you keep backups", record::list_of_erasures(record).string()));
    return ExitCode::done;
}

ExitCode run_import(const Arguments& arguments, Console& console) {
    const fs::path record = record_path_to_write(arguments, console);
    holdings::ImportRequest request;
    take_reasons(arguments, request);
    for (const std::string& path : arguments.operands()) request.paths.emplace_back(path);
    request.state = arguments.value_or("state", "");

    const bool json = arguments.value_or("format", "text") == "json";
    Interruption interruption;
    Progress line(console);
    json::Array results;
    const auto on_file = [&](const holdings::FileResult& result, std::size_t done, std::size_t in_all) {
        interruption.look();
        if (json) {
            results.push_back(holdings::to_json(result));
        } else {
            if (console.out_is == Place::terminal) line.clear();
            console.put(document::harmless(line_of(result)) + "\n");
            for (const auto& row : result.refused_rows) console.put(document::harmless(fmt::format("               line {}: {}", row.line, row.reason)) + "\n");
        }
        line.show("importing:", static_cast<std::int64_t>(done), static_cast<std::int64_t>(in_all));
    };
    std::error_code ignored;
    const bool folders = std::any_of(request.paths.begin(), request.paths.end(), [&](const fs::path& path) { return fs::is_directory(path, ignored); });
    const auto on_step = [&](std::string_view step, std::int64_t done, std::int64_t in_all) {
        interruption.look();
        if (step == holdings::files_found) {
            if (folders && in_all > 0) console.say(in_all == 1 ? std::string("1 file to read") : fmt::format("{} files to read", in_all));
            return;
        }
        line.show(step, done, in_all);
    };
    const auto submitted = [&] { return holdings::submit(processes::place(record), request, {.on_file = on_file, .stop = interruption.token(), .on_step = on_step}); };
    if (arguments.has("watch")) {
        if (json) throw Error(Fault::bad_request, "--watch tells of each file as it comes: leave --format json out");
        FolderWatch folders_watched(request.paths, time_of_rest);
        console.say("watching: what is there is taken in, then what comes; Ctrl-C ends it");
        for (interruption.look(); !interruption.token().stop_requested(); interruption.look()) {
            request.paths = folders_watched.settled(longest_wait);
            if (request.paths.empty()) continue;
            (void)submitted();
            line.clear();
            console.out.flush();  // who reads along in a pipe is told at once
        }
        return ExitCode::done;
    }
    const holdings::ImportSummary summary = submitted();
    line.clear();
    if (json) {
        console.put_json(json::Value(std::move(results)));
        console.say(sentence_of(summary));
    } else {
        console.put(sentence_of(summary) + "\n");
    }
    if (!summary.passed_over.empty()) {
        console.say(fmt::format("passed over in folders, as their names end like no document: {} ({})", summary.passed_over.size(), endings_of(summary.passed_over)));
    }
    if (summary.added + summary.already_there + summary.could_not_be_read == 0 && !summary.stopped) console.say("there is no document in what was named");
    return summary.could_not_be_read > 0 || summary.stopped ? ExitCode::not_done : ExitCode::done;
}

ExitCode run_rebuild(const Arguments& arguments, Console& console) {
    const fs::path record = record_path(arguments, console);
    std::error_code ignored;
    if (!fs::exists(record, ignored)) throw Error(Fault::not_found, "there is no record at {} to rebuild", record.string());
    Progress line(console);
    const auto summary = holdings::submit_rebuild(processes::place(record), [&](std::string_view step, std::int64_t done, std::int64_t in_all) { line.show(step, done, in_all); });
    line.clear();
    if (arguments.value_or("format", "text") == "json") {
        console.put_json(json::Object{{"reread", summary.reread}, {"changed", summary.changed}, {"no_longer_fit", summary.no_longer_fit}});
    } else {
        console.put(fmt::format("rebuilt; {} read again, {} of them read differently now; {} corrections no longer fit{}\n", summary.reread,
                                summary.changed, summary.no_longer_fit, summary.no_longer_fit > 0 ? ": see comity correct" : ""));
    }
    return ExitCode::done;
}

namespace {

json::Array stretches_of(const record::Surviving& surviving) {
    json::Array all;
    for (const record::Stretch& one : surviving.entries) all.push_back(json::Array{one.first, one.last});
    return all;
}

/// Of a file that can't be opened as a record any more; where nothing of one is left the reason is all that can be said.
ExitCode put_what_survives(const Error& damage, const Arguments& arguments, Console& console) {
    const record::Surviving surviving = record::surviving(record_path(arguments, console));
    if (surviving.entries.empty()) throw Error(damage);
    if (arguments.value_or("format", "text") == "json") {
        console.put_json(json::Object{{"sound", false}, {"entries", surviving.known}, {"sound_entries", stretches_of(surviving)}, {"findings", json::Array{json::Object{{"what", "the file"}, {"sentence", damage.what()}}}}});
    } else {
        console.put(fmt::format("the file: {}\n{}\nNOT sound: what is missing is in a backup\n", damage.what(), sentence_of(surviving)));
    }
    return ExitCode::not_done;
}

}  // namespace

ExitCode run_verify(const Arguments& arguments, Console& console) {
    std::unique_ptr<holdings::Holdings> holdings;
    try {
        holdings = open_to_read(arguments, console);
    } catch (const Error& error) {
        if (error.fault() != Fault::unavailable || db::address_in(record_path(arguments, console).string())) throw;
        return put_what_survives(error, arguments, console);
    }
    std::vector<proof::Checkpoint> held;
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == "checkpoint") held.push_back(checkpoint_from(given.value, "verify", console));
    }
    Progress line(console);
    const record::Verification tables =
        record::verify(holdings->record(), [&](std::string_view step, std::int64_t done, std::int64_t in_all) { line.show(step, done, in_all); }, held);
    record::Verification found = tables;
    line.show("precedents", 0, 1);
    for (std::string& sentence : holdings->check_indexes()) found.findings.push_back({record::Finding::Where::file, "an index", std::move(sentence)});
    line.clear();
    const record::Surviving surviving = found.findings.empty() ? record::Surviving{} : record::surviving(holdings->record().file());
    if (arguments.value_or("format", "text") == "json") {
        json::Array findings;
        for (const record::Finding& finding : found.findings) findings.push_back(json::Object{{"what", finding.what}, {"sentence", finding.sentence}});
        console.put_json(json::Object{{"sound", found.findings.empty()},
                                 {"entries", found.entries},
                                 {"tree_root", hex(found.root)},
                                 {"documents", found.kept},
                                 {"tables", found.tables},
                                 {"rows", found.rows},
                                 {"sound_entries", found.findings.empty() ? json::Value() : json::Value(stretches_of(surviving))},
                                 {"findings", std::move(findings)}});
    } else {
        for (const record::Finding& finding : found.findings) console.put(document::harmless(fmt::format("{}: {}", finding.what, finding.sentence)) + "\n");
        if (!found.findings.empty()) {
            console.put(sentence_of(surviving) + "\n");
        } else {
            for (const proof::Checkpoint& one : held) console.put(fmt::format("continues the checkpoint of {} entries\n", one.size));
        }
        console.put(fmt::format("{}: {} entries, {} kept texts, {} derived tables with {} rows\n",
                                found.findings.empty() ? "sound" : fmt::format("NOT sound, {} findings", found.findings.size()), found.entries,
                                found.kept, found.tables, found.rows));
    }
    return found.findings.empty() ? ExitCode::done : ExitCode::not_done;
}

// --- corrections ---------------------------------------------------------------------------------------------------------------

namespace {

using holdings::Change;

constexpr std::string_view membership_prefix = "membership:";

Change fact_change(const std::string& given) {
    const std::size_t equals = given.find('=');
    if (equals == 0 || equals == std::string::npos) throw Error(Fault::bad_request, "--fact takes FIELD=VALUE, such as title=\"A better title\", not \"{}\"", given);
    const std::string value = given.substr(equals + 1);
    return holdings::SetFact{given.substr(0, equals), value.empty() ? std::nullopt : std::optional(value)};
}

Change paragraph_change(const Arguments& arguments, const std::string& paragraph) {
    holdings::SetParagraph change{paragraph, arguments.value("kind"), arguments.value("number"), arguments.value("opening"), std::nullopt};
    if (const auto level = arguments.number("level")) change.level = static_cast<int>(std::min<std::size_t>(*level, 1000));
    if (!change.kind && !change.number && !change.opening && !change.level) {
        throw Error(Fault::bad_request, "--paragraph {} needs what to change: --kind, --number, --level or --opening", paragraph);
    }
    return change;
}

Change split_change(const Arguments& arguments, const std::string& paragraph) {
    const auto words = arguments.value("at");
    if (!words) throw Error(Fault::bad_request, "--split {} needs --at with the first words of the second paragraph", paragraph);
    return holdings::SplitAt{paragraph, *words, arguments.value("number")};
}

/// What is said of two texts: --in-series-of, --not-in-series-of, or --withdraw of such an act, whose subject names both.
holdings::MembershipRequest membership_of(const Arguments& arguments, const Arguments::Given& given) {
    using Says = holdings::MembershipRequest::Says;
    holdings::MembershipRequest request;
    if (given.name == "withdraw") {
        const std::string_view both = std::string_view(given.value).substr(membership_prefix.size());
        const std::size_t colon = std::min(both.find(':'), both.size());
        request.says = Says::withdraw;
        request.document = both.substr(0, colon);
        request.other = both.substr(std::min(colon + 1, both.size()));
        return request;
    }
    request.says = given.name == "in-series-of" ? Says::belongs : Says::does_not;
    request.other = given.value;
    if (!arguments.operands().empty()) request.document = arguments.operands()[0];
    return request;
}

using Asked = std::variant<Change, holdings::MembershipRequest>;

/// What one option asks for; nullopt for one that asks for no correction.
std::optional<Asked> asked_by(const Arguments& arguments, const Arguments::Given& given) {
    const auto is = [&](std::string_view name) { return given.name == name; };
    if (is("fact")) return fact_change(given.value);
    if (is("paragraph")) return paragraph_change(arguments, given.value);
    if (is("join")) return Change(holdings::JoinWithNext{given.value});
    if (is("split")) return split_change(arguments, given.value);
    if (is("out-of-view")) return Change(holdings::TakeOutOfView{});
    if (is("back-in-view")) return Change(holdings::PutBack{});
    if (is("choose")) return Change(holdings::ChooseReading{});
    if (is("let-rule-choose")) return Change(holdings::LetRuleChoose{});
    if (is("in-series-of") || is("not-in-series-of") || (is("withdraw") && given.value.starts_with(membership_prefix))) return membership_of(arguments, given);
    if (is("withdraw")) return Change(holdings::Withdraw{given.value});
    return std::nullopt;
}

/// The one correction that was asked for; nullopt if none was.
std::optional<Asked> asked_for(const Arguments& arguments) {
    std::vector<std::string> named;
    std::optional<Asked> asked;
    for (const Arguments::Given& given : arguments.given()) {
        auto one = asked_by(arguments, given);
        if (!one) continue;
        asked = std::move(one);
        named.push_back("--" + std::string(given.name));
    }
    if (named.size() > 1) throw Error(Fault::bad_request, "one command makes one correction, and this one has {}: give them one by one", fmt::join(named, " and "));
    for (const std::string_view part : {"kind", "number", "level", "opening", "at"}) {
        if (named.empty() && arguments.has(part)) throw Error(Fault::bad_request, "--{} goes with --paragraph or --split: say which paragraph", part);
    }
    return asked;
}

/// Without "correction:" and the SHA-256, where the text is known: "fact:title".
std::string short_name(const holdings::CorrectionStatus& status) {
    return status.subject.substr(std::string_view("correction::").size() + status.correction.document.size());
}

ExitCode list_corrections(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const bool of_one = !arguments.operands().empty();
    const auto corrections = of_one ? holdings->show(holdings->find(arguments.operands()[0])).corrections : holdings->corrections_to_review();
    if (arguments.value_or("format", "text") == "json") {
        json::Array values;
        for (const auto& correction : corrections) values.push_back(holdings::to_json(correction));
        console.put_json(values);
        return ExitCode::done;
    }
    for (std::size_t i = 0; i < corrections.size(); ++i) {
        const auto& correction = corrections[i];
        const std::string first = fmt::format("{}, {}, {}{}", name_of(correction.fit), correction.when.substr(0, 10), correction.who.name,
                                              correction.why ? ": " + *correction.why : "");
        // Of one text a number is enough to take it back.
        console.put(document::harmless(of_one ? fmt::format("{}. {}", i + 1, short_name(correction)) : correction.subject) + "\n");
        for (const std::string& line : {holdings::sentence_of(correction.correction), first, correction.because.english}) {
            if (!line.empty()) console.put(document::wrapped(line, {.width = text_width(console), .first = "    ", .indent = 4}));
        }
    }
    bool said = false;
    if (of_one) {
        for (const auto& status : holdings->memberships(holdings->find(arguments.operands()[0]))) {
            said = true;
            console.put(document::harmless(status.subject) + "\n");
            const std::string applied = fmt::format("applied, {}, {}{}", status.when.substr(0, 10), status.who.name, status.why ? ": " + *status.why : "");
            for (const std::string& line : {sentence_of(status), applied}) console.put(document::wrapped(line, {.width = text_width(console), .first = "    ", .indent = 4}));
        }
    }
    if (corrections.empty() && !said) console.say(of_one ? "nothing was corrected in this text" : "all corrections fit");
    return ExitCode::done;
}

}  // namespace

ExitCode run_correct(const Arguments& arguments, Console& console) {
    auto asked = asked_for(arguments);
    if (!asked) return list_corrections(arguments, console);
    if (arguments.operands().empty()) throw Error(Fault::bad_request, "say which text is corrected: comity correct SYMBOL ...");
    const fs::path record = record_path(arguments, console);
    std::error_code ignored;
    if (!fs::exists(record, ignored)) open_to_read(arguments, console);  // says what to do
    holdings::CorrectionResult result;
    if (auto* of_series = std::get_if<holdings::MembershipRequest>(&*asked)) {
        take_reasons(arguments, *of_series);
        result = holdings::submit(processes::place(record), *of_series);
    } else {
        holdings::CorrectionRequest request;
        take_reasons(arguments, request);
        request.document = arguments.operands()[0];
        request.change = std::get<Change>(*asked);
        result = holdings::submit(processes::place(record), request);
    }
    const bool recorded = result.position >= 0;  // else it was so already
    if (arguments.value_or("format", "text") == "json") {
        console.put_json(json::Object{{"subject", recorded ? json::Value(result.subject) : json::Value()},
                                 {"revision", recorded ? json::Value(result.revision) : json::Value()},
                                 {"position", recorded ? json::Value(result.position) : json::Value()},
                                 {"document", result.document},
                                 {"sentence", result.sentence}});
    } else {
        console.put(document::harmless(fmt::format("{}: {}", result.document, result.sentence)) + "\n");
    }
    return ExitCode::done;
}

}  // namespace comity::cli
