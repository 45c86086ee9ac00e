// comity request, offer, agreement, measure: their words, and the acts among them.
#include <algorithm>
#include <filesystem>
#include <span>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/cooperating.hpp"
#include "document/terminal.hpp"
#include "machinery/processes/processes.hpp"

namespace comity::cli {

namespace {

using Shows = ExitCode (*)(const Arguments&, Console&);
struct Word {
    std::string_view typed;
    std::string_view act;  ///< of cooperation::perform; "" if it shows something
    Shows shows;
};
constexpr Word request_words[] = {{"list", "", &list_requests}, {"show", "", &show_request}, {"matches", "", &show_matches}, {"open", "open request", nullptr}, {"change", "change request", nullptr},
                                  {"share", "share request", nullptr}, {"publish", "publish request", nullptr}, {"withdraw", "withdraw request", nullptr}};
constexpr Word offer_words[] = {{"list", "", &list_offers}, {"show", "", &show_offer}, {"open", "open offer", nullptr}, {"change", "change offer", nullptr}, {"withdraw", "withdraw offer", nullptr}};
constexpr Word agreement_words[] = {{"list", "", &list_agreements}, {"show", "", &show_agreement}, {"accept", "accept", nullptr}, {"confirm", "confirm", nullptr}, {"refuse", "refuse agreement", nullptr},
                                    {"role", "say role", nullptr}, {"kind", "say kind", nullptr}, {"step", "add step", nullptr}, {"report", "report", nullptr}, {"publish", "publish agreement", nullptr},
                                    {"withdraw", "withdraw agreement", nullptr}};
constexpr Word measure_words[] = {{"list", "", &list_measures}, {"show", "", &show_measure}, {"record", "record measure", nullptr}, {"change", "change measure", nullptr}, {"step", "add step", nullptr},
                                  {"report", "report", nullptr}, {"end", "end measure", nullptr}};

/// Options by the names that fields of acts have.
constexpr std::pair<std::string_view, std::string_view> lists[] = {{"theme", "themes"}, {"form", "forms"}, {"language", "languages"}, {"offer", "offers"}, {"facilitator", "facilitators"}, {"person", "persons"}};
constexpr std::string_view texts[] = {"title", "words", "first", "last", "document", "paragraph", "commitment", "recommendation", "priority", "contact", "role", "capacity", "request", "grouping", "kind", "level",
                                      "number", "status", "result", "evidence", "crisis", "review", "agreement"};

json::Value fields_of(const Word& word, const Arguments& arguments, bool of_measure) {
    json::Value fields = json::Object{};
    for (const std::string_view name : texts) {
        if (const auto value = arguments.value(name)) fields.put(name, *value);
    }
    if (const auto day = arguments.value("grouping-day")) fields.put("grouping_day", *day);
    for (const auto& [option, name] : lists) {
        json::Array values;
        for (const Arguments::Given& given : arguments.given()) {
            if (given.name == option) values.emplace_back(given.value);
        }
        if (!values.empty()) fields.put(name, std::move(values));
    }
    std::string experience;
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == "experience") experience += given.value + "\n";
    }
    if (!experience.empty()) fields.put("experience", experience);
    if (word.act == "share request") {
        json::Array with;
        for (std::size_t i = 2; i < arguments.operands().size(); ++i) with.emplace_back(arguments.operands()[i]);
        fields.put("with", std::move(with));
    }
    // A step and a report have one form and words of their own.
    if (word.act == "add step" && arguments.has("words")) fields.put("step", *arguments.value("words"));
    if (word.act == "add step" && arguments.has("form")) fields.put("form", *arguments.value("form"));
    if (word.act == "report" && arguments.has("words")) fields.put("report", *arguments.value("words"));
    if (of_measure) fields.put("of", "measure");
    return fields;
}

ExitCode act(const Word& word, const Arguments& arguments, Console& console, std::string_view command) {
    cooperation::Request request;
    request.act = word.act == "add step" && arguments.has("number") ? "change step" : std::string(word.act);
    request.about = thing_named(arguments, command);
    request.fields = fields_of(word, arguments, command == "measure");
    request.by.who = record::operator_at_command_line();
    request.by.why = arguments.value("why");
    {
        const auto holdings = open_to_read(arguments, console);
        request.by.actor = on_behalf_of(arguments, *holdings);
    }
    const json::Value result = cooperation::submit(processes::place(record_path(arguments, console)), request);
    if (arguments.value_or("format", "text") == "json") console.put_json(result);
    else console.put(document::harmless(fmt::format("{} (entry {})", result.text("sentence"), result.integer("position"))) + "\n");
    return ExitCode::done;
}

ExitCode run(std::span<const Word> words, const Arguments& arguments, Console& console, std::string_view command) {
    if (arguments.operands().empty()) return words.front().shows(arguments, console);
    const std::string& typed = arguments.operands()[0];
    const auto word = std::find_if(words.begin(), words.end(), [&](const Word& one) { return one.typed == typed; });
    if (word == words.end()) throw Error(Fault::bad_request, "comity {} has no \"{}\": comity help {} tells its words", command, document::harmless(typed), command);
    const std::size_t most = word->typed == "list" ? 1 : word->act == "share request" ? any_number : 2;
    if (arguments.operands().size() > most) throw Error(Fault::bad_request, "comity {} {} takes nothing more behind {}, not \"{}\"", command, typed, arguments.operands()[most - 1], document::harmless(arguments.operands()[most]));
    return word->shows != nullptr ? word->shows(arguments, console) : act(*word, arguments, console, command);
}

}  // namespace

std::string on_behalf_of(const Arguments& arguments, const holdings::Holdings& holdings) {
    const auto typed = arguments.value("on-behalf-of");
    if (!typed) return "";
    if (typed->empty()) throw Error(Fault::bad_request, "--on-behalf-of needs the name of a State or an organization: comity actors lists those that there are");
    std::string id = cooperation::actor_named(holdings.record().snapshot(), holdings.vocabulary(), *typed);
    if (id.empty()) throw Error(Fault::not_found, "nobody is known as \"{}\": comity actors lists those that there are, comity account add-actor adds an organization", document::harmless(*typed));
    return id;
}

const std::string& thing_named(const Arguments& arguments, std::string_view command) {
    if (arguments.operands().size() < 2) {
        const std::string& word = arguments.operands()[0];
        const bool begins = word == "open" || word == "record" || word == "accept";
        if (begins) throw Error(Fault::bad_request, "comity {} {} needs a short name of your own behind it, such as court-interpreters", command, word);
        throw Error(Fault::bad_request, "comity {} {} needs a name behind it: comity {} lists those that there are", command, word, command);
    }
    return arguments.operands()[1];
}

ExitCode run_request(const Arguments& arguments, Console& console) { return run(request_words, arguments, console, "request"); }
ExitCode run_offer(const Arguments& arguments, Console& console) { return run(offer_words, arguments, console, "offer"); }
ExitCode run_agreement(const Arguments& arguments, Console& console) { return run(agreement_words, arguments, console, "agreement"); }
ExitCode run_measure(const Arguments& arguments, Console& console) { return run(measure_words, arguments, console, "measure"); }

}  // namespace comity::cli
