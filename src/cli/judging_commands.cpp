// comity confirm: what a person says of the acts that rules found in a text.
#include <charconv>
#include <filesystem>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/reasons.hpp"
#include "document/terminal.hpp"
#include "machinery/mandates/judging.hpp"
#include "machinery/processes/processes.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

using mandates::JudgementRequest;
using mandates::Verdict;

/// "op12/2", "op12": the act of a paragraph.
struct ActNamed {
    std::string paragraph;
    int index = 1;
};

ActNamed act_named(const std::string& typed) {
    const std::size_t slash = typed.find('/');
    ActNamed named{typed.substr(0, slash), 1};
    if (slash == std::string::npos) return named;
    const std::string_view digits = std::string_view(typed).substr(slash + 1);
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), named.index);
    if (failed != std::errc() || end != digits.data() + digits.size() || named.index < 1) {
        throw Error(Fault::bad_request, "\"{}\" names no act: write op12, or op12/2 for the second act of that paragraph", document::harmless(typed));
    }
    return named;
}

bool yes(std::string_view name, const std::string& value) {
    if (value == "yes") return true;
    if (value != "no") throw Error(Fault::bad_request, "--{} is yes or no", name);
    return false;
}

/// "TYPE", "TYPE:ID", "TYPE:ID:WORDS".
mandates::AddresseeSaid addressee_from(const std::string& value) {
    mandates::AddresseeSaid said;
    const std::size_t first = std::min(value.find(':'), value.size());
    said.type = value.substr(0, first);
    if (first == value.size()) return said;
    const std::size_t second = std::min(value.find(':', first + 1), value.size());
    said.id = value.substr(first + 1, second - first - 1);
    if (second < value.size()) said.words = value.substr(second + 1);
    return said;
}

directive::Sense sense_from(std::string_view value) {
    for (const auto sense : {directive::Sense::statement, directive::Sense::request}) {
        if (directive::name_of(sense) == value) return sense;
    }
    return directive::Sense::decision;  // the table of commands lets nothing else through
}

/// What the options say of the act; those that are not given leave it as it is.
mandates::Fields fields_from(const Arguments& arguments) {
    mandates::Fields fields;
    fields.verb = arguments.value("verb");
    if (const auto strength = arguments.number("strength")) fields.strength = static_cast<int>(std::min<std::size_t>(*strength, 1000));
    if (const auto sense = arguments.value("sense")) fields.sense = sense_from(*sense);
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == "asks") {
            if (!fields.addressees) fields.addressees.emplace();
            if (!given.value.empty()) fields.addressees->push_back(addressee_from(given.value));
        } else if (given.name == "delivers") {
            if (!fields.deliverables) fields.deliverables.emplace();
            if (!given.value.empty()) fields.deliverables->push_back(given.value);
        }
    }
    if (arguments.has("from") || arguments.has("to")) fields.due = mandates::DueSaid{arguments.value_or("from", ""), arguments.value_or("to", "")};
    fields.interval = arguments.value("every");
    if (const auto value = arguments.value("organization")) fields.un_mandate = yes("organization", *value);
    if (const auto value = arguments.value("states")) fields.recommendation_to_states = yes("states", *value);
    return fields;
}

template <typename Request>
Request about_act(const Arguments& arguments) {
    Request request;
    request.document = arguments.operands()[0];
    const ActNamed act = act_named(arguments.operands()[1]);
    request.paragraph = act.paragraph;
    request.index = act.index;
    take_reasons(arguments, request);
    return request;
}

/// Of a document that delivers what the act asks, or doesn't.
mandates::DeliveryRequest delivery_from(const Arguments& arguments) {
    const bool says_no = arguments.has("not-delivered-by");
    const std::string_view option = says_no ? "not-delivered-by" : "delivered-by";
    if (fields_from(arguments) != mandates::Fields{} || arguments.has("no-act") || arguments.has("missed") || (says_no && (arguments.has("delivered-by") || arguments.has("take-back")))) {
        throw Error(Fault::bad_request, "--{} goes with no option that says what the act is: say the one, then the other", option);
    }
    auto request = about_act<mandates::DeliveryRequest>(arguments);
    request.report = *arguments.value(option);
    request.says = says_no ? mandates::SayDelivery::no : arguments.has("take-back") ? mandates::SayDelivery::take_back : mandates::SayDelivery::yes;
    return request;
}

JudgementRequest request_from(const Arguments& arguments) {
    auto request = about_act<JudgementRequest>(arguments);
    const mandates::Fields fields = fields_from(arguments);
    const bool says_fields = fields != mandates::Fields{};
    const auto alone = [&](std::string_view option) {
        if (says_fields) throw Error(Fault::bad_request, "--{} goes with no option that says what the act is", option);
    };
    if (arguments.has("take-back")) {
        alone("take-back");
        request.says = JudgementRequest::TakeBack{};
    } else if (arguments.has("no-act")) {
        alone("no-act");
        request.says = JudgementRequest::Say{Verdict::none, {}, {}};
    } else if (const auto words = arguments.value("missed")) {
        request.says = JudgementRequest::Say{Verdict::missed, fields, *words};
    } else {
        request.says = JudgementRequest::Say{says_fields ? Verdict::otherwise : Verdict::right, fields, {}};
    }
    return request;
}

}  // namespace

ExitCode run_confirm(const Arguments& arguments, Console& console) {
    const bool of_delivery = arguments.has("delivered-by") || arguments.has("not-delivered-by");
    const auto delivery = of_delivery ? std::optional(delivery_from(arguments)) : std::nullopt;
    const auto request = of_delivery ? std::nullopt : std::optional(request_from(arguments));
    const fs::path record = record_path(arguments, console);
    std::error_code ignored;
    if (!fs::exists(record, ignored)) open_to_read(arguments, console);  // says what to do
    const auto place = processes::place(record);
    const mandates::JudgementResult result = delivery ? mandates::submit(place, *delivery) : mandates::submit(place, *request);
    if (arguments.value_or("format", "text") == "json") {
        console.put_json(mandates::to_json(result));
    } else {
        console.put(document::harmless(fmt::format("{}: {}", result.document, result.sentence)) + "\n");
    }
    return ExitCode::done;
}

}  // namespace comity::cli
