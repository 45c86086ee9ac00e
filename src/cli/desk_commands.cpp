// comity desk: its words, and the acts among them.
#include "cli/desk.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/terminal.hpp"
#include "machinery/processes/processes.hpp"
#include "record/actor_form.hpp"

namespace comity::cli {

namespace desk {

const std::string& operand(const Arguments& arguments, std::size_t place, std::string_view what) {
    if (arguments.operands().size() <= place) throw Error(Fault::bad_request, "\"{}\" needs {}", document::harmless(arguments.operands()[0]), what);
    return arguments.operands()[place];
}

const std::string& call_of(const Arguments& arguments) { return operand(arguments, 1, "the short name of a call behind it: comity consultation lists them"); }

std::int64_t number(const Arguments& arguments, std::size_t place, std::string_view what) {
    const std::string& typed = operand(arguments, place, what);
    std::int64_t value = -1;
    const auto [end, failed] = std::from_chars(typed.data(), typed.data() + typed.size(), value);
    if (failed != std::errc() || end != typed.data() + typed.size() || value < 0) throw Error(Fault::bad_request, "\"{}\" is no number: give {}", document::harmless(typed), what);
    return value;
}

json::Array all_of(const Arguments& arguments, std::string_view option) {
    json::Array values;
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == option) values.emplace_back(given.value);
    }
    return values;
}

bool as_json(const Arguments& arguments) { return arguments.value_or("format", "text") == "json"; }

consultations::Request request_for(const Arguments& arguments, std::string_view act, std::string about, json::Value fields) {
    consultations::Request request;
    request.act = act;
    request.about = std::move(about);
    request.fields = std::move(fields);
    request.by.who = record::operator_at_command_line();
    request.by.keeps = true;
    request.by.actor = arguments.value_or("on-behalf-of", "");
    request.by.why = arguments.value("why");
    request.by.authority = arguments.value("authority");
    return request;
}

holdings::RecordPlace record_there(const Arguments& arguments, Console& console) {
    const auto record = record_path(arguments, console);
    std::error_code ignored;
    if (!std::filesystem::exists(record, ignored)) open_to_read(arguments, console);  // says what to do
    return processes::place(record);
}

std::string bytes_of(const std::string& path, std::string_view what) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    if (!file) throw Error(Fault::not_found, "{} can't be read: give {}", document::harmless(path), what);
    return std::move(bytes).str();
}

ExitCode act(const Arguments& arguments, Console& console, std::string_view act, std::string about, json::Value fields) {
    const json::Value result = consultations::submit_reading(record_there(arguments, console), request_for(arguments, act, std::move(about), std::move(fields)));
    if (as_json(arguments)) console.put_json(result);
    else console.put(document::harmless(fmt::format("{} (entry {})", result.text("sentence"), result.integer("position"))) + "\n");
    return ExitCode::done;
}

namespace {

constexpr std::string_view submission_operand = "the number of a contribution: comity consultation register CALL lists them", key_operand = "the key of a passage, as desk read shows it";

std::string submission_named(const Arguments& arguments) { return consultations::submission_subject(call_of(arguments), number(arguments, 2, submission_operand)); }

json::Value code_fields(const Arguments& arguments) {
    json::Value fields = json::Object{};
    for (const std::string_view name : {"kind", "mechanism", "paragraph", "addressee", "note"}) {
        if (const auto value = arguments.value(name)) fields.put(name, *value);
    }
    if (const auto question = arguments.number("question")) fields.put("question", *question);
    if (auto themes = all_of(arguments, "theme"); !themes.empty()) fields.put("themes", std::move(themes));
    if (auto affected = all_of(arguments, "affected"); !affected.empty()) fields.put("affected", std::move(affected));
    return fields;
}

ExitCode set_coders(const Arguments& arguments, Console& console) {
    json::Array coders;
    for (const json::Value& name : all_of(arguments, "coder")) coders.push_back(record::to_json(record::Actor{"coder", *name.as_string()}));
    json::Value fields = json::Object{{"coders", std::move(coders)}};
    if (arguments.has("seeing")) fields.put("blind", false);
    return act(arguments, console, "set desk", call_of(arguments), std::move(fields));
}

/// The place of words that were typed is where they stand in the contribution.
ExitCode code(const Arguments& arguments, Console& console) {
    json::Value fields = code_fields(arguments);
    const std::string about = submission_named(arguments);
    const auto part = static_cast<int>(arguments.number("part").value_or(1));
    {
        const auto holdings = open_to_read(arguments, console);
        const record::Snapshot snapshot = holdings->record().snapshot();
        const auto registered = consultations::submission(snapshot, call_of(arguments), *consultations::number_in(about));
        const std::string text = registered ? consultations::words_of_part(snapshot, registered->submission, part) : std::string();
        const auto words = arguments.value("words");
        if (!words) throw Error(Fault::bad_request, "say which words: comity desk code CALL NUMBER --words \"...\" --kind KIND");
        const auto marked = consultations::find_passage(text, {0, part, 1, *words, static_cast<int>(arguments.number("occurrence").value_or(1))});
        if (registered && !marked) throw Error(Fault::not_found, "these words don't stand in part {} of contribution {}, or not so many times", part, *consultations::number_in(about));
        fields.put("part", part);
        fields.put("begin", marked ? marked->begin : 0U);
        fields.put("end", marked ? marked->end : 0U);
    }
    return act(arguments, console, "code", about, std::move(fields));
}

ExitCode take_back(const Arguments& arguments, Console& console) {
    return act(arguments, console, "take back code", submission_named(arguments), json::Object{{"key", operand(arguments, 3, key_operand)}});
}

ExitCode done(const Arguments& arguments, Console& console) { return act(arguments, console, "done reading", submission_named(arguments), json::Object{}); }

ExitCode settle(const Arguments& arguments, Console& console) {
    json::Value fields = code_fields(arguments);
    fields.put("key", operand(arguments, 3, key_operand));
    fields.put("none", arguments.has("none"));
    return act(arguments, console, "settle", submission_named(arguments), std::move(fields));
}

/// A whole part; single paragraphs are translated on pages, beside their words.
ExitCode translate(const Arguments& arguments, Console& console) {
    json::Value fields = json::Object{{"part", arguments.number("part").value_or(1)}, {"text", bytes_of(operand(arguments, 3, "a file with the translation"), "a file with the translation, its paragraphs parted by empty lines")}};
    for (const auto& [option, name] : {std::pair<std::string_view, std::string_view>{"language", "language"}, {"translator", "by"}}) {
        if (const auto value = arguments.value(option)) fields.put(name, *value);
    }
    return act(arguments, console, "translate", submission_named(arguments), std::move(fields));
}

json::Value group_fields(const Arguments& arguments, std::size_t from) {
    json::Value fields = json::Object{};
    if (const auto title = arguments.value("title")) fields.put("name", *title);
    json::Array passages;
    for (std::size_t i = from; i < arguments.operands().size(); ++i) passages.emplace_back(arguments.operands()[i]);
    if (!passages.empty()) fields.put("passages", std::move(passages));
    return fields;
}

ExitCode gather(const Arguments& arguments, Console& console) { return act(arguments, console, "gather", call_of(arguments), group_fields(arguments, 2)); }

std::string group_named(const Arguments& arguments) { return fmt::format("group:{}:{}", call_of(arguments), number(arguments, 2, "the number of a group: comity desk groups CALL lists them")); }
ExitCode regroup(const Arguments& arguments, Console& console) { return act(arguments, console, "change group", group_named(arguments), group_fields(arguments, 3)); }
ExitCode part(const Arguments& arguments, Console& console) { return act(arguments, console, "part group", group_named(arguments), json::Object{}); }

struct Word {
    std::string_view typed;
    ExitCode (*run)(const Arguments&, Console&);
};
constexpr Word words[] = {
    {"coders", &set_coders}, {"read", &show_submission}, {"code", &code}, {"take-back", &take_back}, {"done", &done}, {"settle", &settle}, {"translate", &translate}, {"agreement", &show_agreement},
    {"passages", &show_passages}, {"similar", &show_similar}, {"gather", &gather}, {"groups", &show_groups}, {"regroup", &regroup}, {"part", &part}, {"balance", &show_balance},
    {"matrix", &show_matrix},
};

}  // namespace
}  // namespace desk

ExitCode run_desk(const Arguments& arguments, Console& console) {
    const std::string& typed = arguments.operands()[0];
    const auto* word = std::find_if(std::begin(desk::words), std::end(desk::words), [&](const desk::Word& one) { return one.typed == typed; });
    if (word == std::end(desk::words)) throw Error(Fault::bad_request, "comity desk has no \"{}\": comity help desk tells its words", document::harmless(typed));
    return word->run(arguments, console);
}

}  // namespace comity::cli
