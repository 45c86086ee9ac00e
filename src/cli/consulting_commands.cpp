// comity consultation: its words, and the acts among them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/consulting.hpp"
#include "document/terminal.hpp"
#include "machinery/consultations/post.hpp"
#include "machinery/processes/processes.hpp"

namespace comity::cli {

namespace {

using Shows = ExitCode (*)(const Arguments&, Console&);
struct Word {
    std::string_view typed;
    std::string_view act;  ///< of consultations::Request; "" if it shows something
    Shows shows;
    enum class About { call, submission } about;
};
constexpr Word words[] = {
    {"list", "", &list_calls, Word::About::call},
    {"show", "", &show_call, Word::About::call},
    {"register", "", &show_register, Word::About::call},
    {"submission", "", &show_submission, Word::About::submission},
    {"outbox", "", &show_outbox, Word::About::call},
    {"calendar", "", &put_calendar, Word::About::call},
    {"text", "", &put_short_text, Word::About::call},
    {"letters", "", &write_letters, Word::About::call},
    {"prepare", "prepare", nullptr, Word::About::call},
    {"change", "change", nullptr, Word::About::call},
    {"open", "open", nullptr, Word::About::call},
    {"extend", "extend", nullptr, Word::About::call},
    {"close", "close", nullptr, Word::About::call},
    {"withdraw", "withdraw call", nullptr, Word::About::call},
    {"invite", "invite", nullptr, Word::About::call},
    {"remind", "remind", nullptr, Word::About::call},
    {"decline", "decline", nullptr, Word::About::call},
    {"send", consultations::send_letters_act, nullptr, Word::About::call},
    {"take-in", "take in", nullptr, Word::About::call},
    {"correct", "correct", nullptr, Word::About::submission},
    {"accept", "accept", nullptr, Word::About::submission},
    {"refuse", "refuse", nullptr, Word::About::submission},
    {"release", "release", nullptr, Word::About::submission},
    {"withdraw-submission", "withdraw submission", nullptr, Word::About::submission},
};

json::Array all_given(const Arguments& arguments, std::string_view option) {
    json::Array values;
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == option) values.emplace_back(given.value);
    }
    return values;
}

/// Absolute, as whoever holds the record may stand in another folder.
json::Array paths_of(const Arguments& arguments, std::size_t from) {
    json::Array paths;
    for (std::size_t i = from; i < arguments.operands().size(); ++i) paths.emplace_back(std::filesystem::absolute(arguments.operands()[i]).string());
    return paths;
}

std::string words_in_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) throw Error(Fault::not_found, "{} can't be read: look at its name and at who may read it", path);
    return std::move(text).str();
}

json::Value fields_of(const Word& word, const Arguments& arguments) {
    json::Value fields = json::Object{};
    for (const std::string_view name : {"title", "purpose", "convener", "document", "paragraph", "commitment", "deadline", "zone", "contact", "like", "from", "kind", "form", "received", "confidentiality"}) {
        if (const auto value = arguments.value(name)) fields.put(name, *value);
    }
    const bool of_call = word.about == Word::About::call && word.act != "take in";
    for (const auto& [option, name] : {std::pair<std::string_view, std::string_view>{"question", "questions"}, {"asked", "kinds"}, {"choice", "choices"}}) {
        if (auto values = all_given(arguments, option); !values.empty()) fields.put(name, std::move(values));
    }
    if (of_call && word.act != "invite") {
        if (auto values = all_given(arguments, "language"); !values.empty()) fields.put("languages", std::move(values));
    } else if (const auto language = arguments.value("language")) {
        fields.put("language", *language);
    }
    if (word.act == "release") {
        if (const auto path = arguments.value("words")) fields.put("words", words_in_file(*path));
    } else if (const auto limit = arguments.number("words")) {
        fields.put("words", *limit);
    }
    if (word.act == "invite" || word.act == "decline") {
        json::Array who;
        for (std::size_t i = 2; i < arguments.operands().size(); ++i) who.emplace_back(arguments.operands()[i]);
        fields.put("who", std::move(who));
    }
    if (word.act == "take in") fields.put("paths", paths_of(arguments, 2));
    if (word.act == "prepare" || word.act == "change") {
        json::Array paths;
        for (const json::Value& path : all_given(arguments, "annex")) paths.emplace_back(std::filesystem::absolute(*path.as_string()).string());
        if (!paths.empty()) fields.put("paths", std::move(paths));
        if (const auto pages = arguments.number("pages")) fields.put("pages", *pages);
        if (auto out = all_given(arguments, "leave-out"); !out.empty()) fields.put("leave_out", std::move(out));
    }
    if (word.act == consultations::send_letters_act) {
        if (arguments.operands().size() < 3) throw Error(Fault::bad_request, "say what to send: invitations, reminders, receipts or final-letters");
        fields.put("what", arguments.operands()[2]);
    }
    if (word.act == "correct") fields.put("paths", paths_of(arguments, 3));
    return fields;
}

/// What was taken in, a line each; what could not be, with its reason.
ExitCode tell_taken(const json::Value& result, Console& console) {
    ExitCode code = ExitCode::done;
    const auto* files = result["files"].as_array();
    for (std::size_t i = 0; files != nullptr && i < files->size(); ++i) {
        const json::Value& one = (*files)[i];
        const bool taken = !one["taken"].is_null();
        console.put(document::harmless(fmt::format("{}: {}{}", one.text("path"), taken ? one["taken"].text("sentence") : "not taken: " + one.text("reason"),
                                                   one.text("remark").empty() ? "" : " (" + one.text("remark") + ")")) + "\n");
        if (!taken) code = ExitCode::not_done;
    }
    if (files == nullptr || files->empty()) console.say("there is nothing in there");
    return code;
}

/// Laid into the outbox, and for whom no address is known.
void tell_laid(const json::Value& laid, Console& console) {
    console.put(fmt::format("{} letters laid into the outbox, {} there before\n", laid.integer("letters"), laid.integer("before")));
    const auto* without = laid["without"].as_array();
    for (std::size_t i = 0; without != nullptr && i < without->size(); ++i) console.put(document::harmless(fmt::format("no address is known of {}\n", *(*without)[i].as_string())));
    console.say("comity serve --smtp sends what is in the outbox; comity consultation outbox tells what became of it");
}

ExitCode act(const Word& word, const Arguments& arguments, Console& console) {
    consultations::Request request;
    request.act = word.act;
    request.about = word.about == Word::About::call ? call_named(arguments) : consultations::submission_subject(call_named(arguments), number_named(arguments));
    request.fields = fields_of(word, arguments);
    request.by.who = record::operator_at_command_line();
    request.by.keeps = true;
    request.by.actor = arguments.value_or("on-behalf-of", "");
    request.by.why = arguments.value("why");
    request.by.authority = arguments.value("authority");
    if (word.act == "take in" && arguments.operands().size() < 3) throw Error(Fault::bad_request, "comity consultation take-in needs files: comity consultation take-in {} PATH...", request.about);
    const auto record = record_path(arguments, console);
    std::error_code ignored;
    if (!std::filesystem::exists(record, ignored)) open_to_read(arguments, console);  // says what to do
    const json::Value result = consultations::submit(processes::place(record), request);
    if (arguments.value_or("format", "text") == "json") {
        console.put_json(result);
        return ExitCode::done;
    }
    if (word.act == "take in") return tell_taken(result, console);
    if (word.act == consultations::send_letters_act) {
        tell_laid(result, console);
        return ExitCode::done;
    }
    console.put(document::harmless(fmt::format("{} (entry {})", result.text("sentence"), result.integer("position"))) + "\n");
    return ExitCode::done;
}

/// "comity consultation addresses FILE": they are no part of any consultation, and stand in no entry.
ExitCode keep_addresses(const Arguments& arguments, Console& console) {
    if (arguments.operands().size() < 2) throw Error(Fault::bad_request, "comity consultation addresses needs a file: a line each, a name, a tab and its address");
    consultations::Request request{std::string(consultations::keep_addresses_act), "", json::Object{{"addresses", words_in_file(arguments.operands()[1])}}, {record::operator_at_command_line(), "", true, {}, {}}, {}};
    const auto record = record_path(arguments, console);
    std::error_code ignored;
    if (!std::filesystem::exists(record, ignored)) open_to_read(arguments, console);  // says what to do
    const json::Value kept = consultations::submit(processes::place(record), request);
    console.put(fmt::format("addresses known: {}\n", kept.integer("addresses")));
    return ExitCode::done;
}

/// What a call has from the one before it, and what of that rolled forward.
void tell_differences(const Arguments& arguments, Console& console) {
    const auto like = arguments.value("like");
    if (!like || arguments.value_or("format", "text") == "json") return;
    const auto holdings = open_to_read(arguments, console);
    const record::Snapshot snapshot = holdings->record().snapshot();
    const auto before = consultations::call(snapshot, *like).call, after = consultations::call(snapshot, call_named(arguments)).call;
    const auto tell = [&](std::string_view name, const std::string& was, const std::string& is) {
        if (was != is) console.put(document::harmless(fmt::format("  {}: {} -> {}", name, was, is)) + "\n");
    };
    tell("authority", in_words(before.authority), in_words(after.authority));
    tell("title", before.title, after.title);
    tell("purpose", before.purpose, after.purpose);
    for (std::size_t i = 0; i < std::max(before.questions.size(), after.questions.size()); ++i) {
        tell(fmt::format("question {}", i + 1), i < before.questions.size() ? before.questions[i] : "", i < after.questions.size() ? after.questions[i] : "");
    }
    tell("deadline", before.deadline ? in_words(*before.deadline) : "", after.deadline ? in_words(*after.deadline) : "");
}

}  // namespace

ExitCode run_consultation(const Arguments& arguments, Console& console) {
    if (arguments.operands().empty()) return list_calls(arguments, console);
    const std::string& typed = arguments.operands()[0];
    if (typed == "addresses") return keep_addresses(arguments, console);
    const auto* word = std::find_if(std::begin(words), std::end(words), [&](const Word& one) { return one.typed == typed; });
    if (word == std::end(words)) throw Error(Fault::bad_request, "comity consultation has no \"{}\": comity help consultation tells its words", document::harmless(typed));
    if (word->shows != nullptr) return word->shows(arguments, console);
    const ExitCode code = act(*word, arguments, console);
    if (word->act == "prepare") tell_differences(arguments, console);
    return code;
}

}  // namespace comity::cli
