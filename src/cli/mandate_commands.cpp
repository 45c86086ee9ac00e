#include <filesystem>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "directive/directive.hpp"
#include "document/terminal.hpp"
#include "machinery/mandates/finding.hpp"
#include "machinery/mandates/judging.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

struct Asked {
    std::string name;
    mandates::JudgedText text;
    bool invented = false;
};

Asked asked_by(const Arguments& arguments, const Console& console) {
    const std::string& typed = arguments.operands()[0];
    std::error_code ignored;
    if (typed == "-" || fs::exists(typed, ignored)) {
        FileRead file = read_file(typed, "mandates", console);
        const std::string name = file.document.symbol.value_or(typed == "-" ? "standard input" : fs::path(typed).filename().string());
        auto acts = mandates::found_acts(file.document, file.invented ? record::Purpose::demonstration : record::Purpose::own);
        auto judged = mandates::apply(file.document, std::move(acts), {});
        return {name, {std::move(file.document), std::move(judged), {}}, file.invented};
    }
    if (!fs::exists(record_path(arguments, console), ignored)) {
        throw Error(Fault::not_found, "there is no file {}, and no record in which it could be a symbol: look for a slip in the name, or import texts with comity import PATH",
                    document::harmless(typed));
    }
    const auto holdings = open_to_read(arguments, console);
    const holdings::Item item = holdings->find(typed, arguments.value_or("language", ""));
    return {item.name, mandates::judged_text(*holdings, item), holdings->record().purpose() == record::Purpose::demonstration};
}

std::string days_of(const directive::Timing& timing) {
    const std::size_t length = timing.by_month ? 7 : 10;
    const auto day = [&](const std::optional<Date>& date) { return date ? date->iso().substr(0, length) : std::string(); };
    if (!timing.first && !timing.last) return timing.interval.empty() ? std::string() : " (" + timing.interval + ")";
    if (timing.first == timing.last) return " (" + day(timing.first) + ")";
    return fmt::format(" ({} to {})", timing.first ? day(timing.first) : "...", timing.last ? day(timing.last) : "...");
}

/// A line for each thing that the words state; nothing for what they don't.
class Lines {
public:
    explicit Lines(const Console& console) : console_(console) {}

    void head(const directive::Act& act) {
        std::string flags;
        if (act.un_mandate) flags += ", a mandate of the Organization";
        if (act.recommendation_to_states) flags += ", to States";
        const std::string name = act.index > 1 ? fmt::format("{} ({})", act.paragraph, act.index) : act.paragraph;
        text_ += document::wrapped({{document::harmless(act.verb.text), document::Emphasis::bold}, {fmt::format(" ({}, strength {}{})", name_of(act.sense), act.strength, flags), document::Emphasis::none}},
                                   {.width = text_width(console_), .first = name + "  ", .indent = 4, .escapes = console_.escapes});
    }
    void line(std::string_view what, const std::string& words) {
        if (!words.empty()) text_ += document::wrapped(document::harmless(fmt::format("{}: {}", what, words)), {.width = text_width(console_), .first = "    ", .indent = 8, .escapes = console_.escapes});
    }
    /// What belongs to no act that is listed.
    void apart(const std::string& words) { text_ += document::wrapped(document::harmless(words), {.width = text_width(console_), .first = "", .indent = 4, .escapes = console_.escapes}); }
    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    const Console& console_;
    std::string text_;
};

/// "otherwise, 2026-03-01, jane: only an oral one"
std::string said_of(const mandates::JudgementStatus& status) {
    return fmt::format("{}, {}, {}{}{}", name_of(status.judgement.verdict), status.when.substr(0, 10), status.who.name, status.why ? ": " + *status.why : "",
                       status.fit == holdings::Fit::no_longer_fits ? " (no longer fits the text as it is read now)" : "");
}

/// "delivered with A/79/316, 2026-03-01, jane: as announced"
std::string said_of(const mandates::DeliveryStatus& status) {
    return fmt::format("{} {}, {}, {}{}", status.said.delivered ? "delivered with" : "not delivered with", status.said.report, status.when.substr(0, 10), status.who.name,
                       status.why ? ": " + *status.why : "");
}

void add_act(Lines& lines, const directive::Act& act) {
    lines.head(act);
    if (act.sense != directive::Sense::decision)
        for (const auto& each : act.addressees) lines.line("asked", each.id.empty() ? fmt::format("{} ({})", each.words.text, each.type) : fmt::format("{} ({}, {})", each.words.text, each.type, each.id));
    for (const auto& each : act.actions) lines.line("what", each.object ? each.verb.text + " " + each.object->text : each.verb.text);
    if (act.object) lines.line("what", act.object->text);
    if (!act.parts.empty()) lines.line("parts", fmt::format("{}", fmt::join(act.parts, ", ")));
    for (const auto& each : act.partners) lines.line("with", each.words.text);
    for (const auto& each : act.conditions) lines.line(each.kind, each.words.text);
    for (const auto& each : act.deliverables) lines.line("delivers", fmt::format("{} ({})", each.words.text, each.kind));
    for (const auto& each : act.deadlines) lines.line("when", each.words.text + days_of(each));
    for (const auto& each : act.recurrences) lines.line("how often", each.words.text + days_of(each));
    for (const auto& each : act.expiries) lines.line("until", each.words.text + days_of(each));
    if (act.review) lines.line("review", act.review->text);
    for (const auto& each : act.unsure) lines.line("doubt", each);
}

}  // namespace

ExitCode run_mandates(const Arguments& arguments, Console& console) {
    const Asked asked = asked_by(arguments, console);
    if (arguments.value_or("format", "text") == "json") {
        json::Value value = mandates::to_json(asked.name, asked.text);
        if (asked.invented) value.put("invented", true);
        console.put_json(value);
        return ExitCode::done;
    }
    if (asked.invented) console.say(std::string(invented_notice));
    Lines lines(console);
    std::size_t standing = 0;
    for (std::size_t i = 0; i < asked.text.judged.acts.size(); ++i) {
        const auto& one = asked.text.judged.acts[i];
        if (one.none) continue;
        ++standing;
        add_act(lines, one.act);
        if (one.said) lines.line("said", said_of(asked.text.judged.said[*one.said]));
        for (const auto& status : asked.text.deliveries) {
            if (status.act == i) lines.line("said", said_of(status));
        }
    }
    for (const auto& status : asked.text.judged.said) {
        if (status.judgement.verdict == mandates::Verdict::none || status.fit == holdings::Fit::no_longer_fits) lines.apart(fmt::format("{}: {}", sentence_of(status.judgement), said_of(status)));
    }
    for (const auto& status : asked.text.deliveries) {
        if (!status.act) lines.apart(fmt::format("{}: {} (no longer fits the text as it is read now)", sentence_of(status.said), said_of(status)));
    }
    console.put(std::move(lines).text());
    console.say(counted(standing, "act", "acts"));
    return ExitCode::done;
}

}  // namespace comity::cli
