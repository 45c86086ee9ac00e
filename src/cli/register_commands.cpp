// comity register and comity due: the mandates of all texts of the record, how each stands, and what falls due.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/lists.hpp"
#include "cli/registering.hpp"
#include "cli/table.hpp"
#include "document/terminal.hpp"
#include "machinery/mandates/around.hpp"
#include "machinery/mandates/details.hpp"
#include "system/moment.hpp"

namespace comity::cli {

namespace {

using mandates::Asking;
using mandates::Gathered;
using mandates::Step;

/// A row for each mandate is printed up to here if --limit doesn't say otherwise; files get all.
constexpr std::size_t usual_limit = 50;

std::optional<Date> day_named(const Arguments& arguments, std::string_view option) {
    const auto value = arguments.value(option);
    if (!value) return std::nullopt;
    const auto date = Date::from_iso(*value);
    if (!date) throw Error(Fault::bad_request, "--{} must be a day such as 2026-01-31, not \"{}\"", option, document::harmless(*value));
    return date;
}

Asking asking_of(const Arguments& arguments) {
    Asking asking;
    asking.to = arguments.value("to");
    asking.body = arguments.value("body");
    asking.series = arguments.value("series");
    asking.deliverable = arguments.value("deliverable");
    if (const auto status = arguments.value("status")) asking.status = mandates::status_named(*status);
    if (const auto strength = arguments.number("strength")) asking.strength = static_cast<int>(std::min<std::size_t>(*strength, 9));
    asking.sense = arguments.value("sense");
    asking.flag = arguments.value("flag");
    asking.recurrence = arguments.value("recurrence");
    asking.session = arguments.value("session");
    asking.due_from = day_named(arguments, "from");
    asking.due_to = day_named(arguments, "until");
    if (const auto year = arguments.number("year")) asking.year = static_cast<int>(std::min<std::size_t>(*year, 9999));
    asking.words = arguments.value_or("words", "");
    const auto today = day_named(arguments, "today");
    asking.today = mandates::day_of(today ? today : Date::from_iso(written_day(moment_of(std::chrono::system_clock::now()))));
    if (!arguments.operands().empty()) asking.text = arguments.operands()[0];
    return asking;
}

std::vector<std::uint32_t> limited(std::vector<std::uint32_t> all, const Arguments& arguments, std::size_t usual) {
    const std::size_t offset = std::min(arguments.number("offset").value_or(0), all.size());
    const std::size_t limit = std::min(arguments.number("limit").value_or(usual), all.size() - offset);
    const auto begin = all.begin() + static_cast<std::ptrdiff_t>(offset);
    return {begin, begin + static_cast<std::ptrdiff_t>(limit)};
}

std::string place_of(const Gathered& gathered, const Step& step) {
    const auto& act = gathered.act(step);
    const std::string& paragraph = gathered.names.name(act.paragraph);
    return fmt::format("{} {}{}", gathered.text(step).item.name, paragraph, act.index > 1 ? fmt::format(" ({})", act.index) : "");
}

std::string due_words(const Gathered& gathered, const mandates::ShortAct& act) {
    std::vector<std::string> all;
    for (const auto& due : act.dues) {
        const std::string days = due.first != 0 && due.first != due.last ? fmt::format("{} to {}", mandates::iso(due.first), mandates::iso(due.last)) : mandates::iso(due.last != 0 ? due.last : due.first);
        all.push_back(due.session != 0 ? fmt::format("{}-{} ({})", gathered.names.name(due.body), due.session, days) : days);
    }
    return fmt::format("{}", fmt::join(all, "; "));
}

class Listing {
public:
    Listing(const Console& console, const Gathered& gathered, mandates::Details& details, mandates::Day today) : console_(console), gathered_(gathered), details_(details), today_(today) {}

    void mandate(std::uint32_t number) {
        const auto& line = gathered_.mandates[number];
        act(line.steps.back());
        if (const auto standing = mandates::standing_of(gathered_, line, today_)) {
            std::string words = fmt::format("{} ({})", name_of(standing->status), name_of(standing->because));
            for (const auto& delivery : standing->deliveries) words += "; " + told(delivery);
            if (line.replaced_by) words += "; " + place_of(gathered_, *line.replaced_by);
            put("status", words);
        }
        if (line.steps.size() > 1) put("since", fmt::format("{}, in {} texts", place_of(gathered_, line.steps.front()), line.steps.size()));
        if (const auto implied = mandates::implied_recurrence(gathered_, line)) put("inferred", fmt::format("every {} since {}, from {} texts", implied->years == 1 ? "year" : fmt::format("{} years", implied->years), implied->since, implied->texts.size()));
    }
    void act(const Step& step) {
        const auto& of = gathered_.act(step);
        text_ += document::wrapped({{document::harmless(words_of(details_.of(step))), document::Emphasis::none}},
                                   {.width = text_width(console_), .first = place_of(gathered_, step) + "  ", .indent = 4, .escapes = console_.escapes});
        if (!of.dues.empty()) put("due", due_words(gathered_, of));
    }
    void put(std::string_view what, const std::string& words) {
        text_ += document::wrapped(document::harmless(fmt::format("{}: {}", what, words)), {.width = text_width(console_), .first = "    ", .indent = 8, .escapes = console_.escapes});
    }
    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    /// "A/61/77 by 61/1, confirmed by jane"
    [[nodiscard]] std::string told(const mandates::Delivery& delivery) const {
        std::string words = gathered_.names.name(delivery.report);
        if (delivery.told_by) words += " by " + gathered_.texts[*delivery.told_by].item.name;
        if (const auto entry = details_.saying(delivery)) words += (delivery.told_by ? ", confirmed by " : ", said by ") + entry->who.name;
        return words;
    }

    const Console& console_;
    const Gathered& gathered_;
    mandates::Details& details_;
    mandates::Day today_;
    std::string text_;
};

Table as_table(std::vector<std::vector<std::string>> rows) {
    Table table{std::move(rows.front()), {}};
    rows.erase(rows.begin());
    table.rows = std::move(rows);
    return table;
}

void say_notice(const holdings::Holdings& holdings, const Console& console) {
    if (const std::string notice = notice_of(holdings); !notice.empty()) console.say(notice);
}

/// The mandates of one paragraph, each with all that became of it.
ExitCode put_histories(const mandates::Register& reg, const Arguments& arguments, Console& console) {
    const holdings::Holdings& holdings = reg.holdings();
    const Asking asking = asking_of(arguments);
    const auto item = holdings.find(arguments.operands()[0]);
    const auto around = mandates::gathered_around(holdings, item);
    const Gathered& gathered = *around;
    mandates::Details details(reg, gathered);
    say_notice(holdings, console);
    const std::string& paragraph = arguments.operands()[1];
    std::vector<std::uint32_t> found;
    for (const auto& text : gathered.texts) {
        if (text.item.number != item.number) continue;
        for (std::size_t i = 0; i < text.acts.size(); ++i) {
            if (gathered.names.name(text.acts[i].paragraph) == paragraph) found.push_back(text.mandate_of[i]);
        }
    }
    if (found.empty()) throw Error(Fault::not_found, "{} has no act in a paragraph {}: comity mandates {} lists its acts", item.name, document::harmless(paragraph), item.name);
    if (arguments.value_or("format", "text") == "json") {
        json::Array all;
        for (const auto mandate : found) all.push_back(mandates::history_json(gathered, mandate, details, asking.today));
        console.put_json(marked(std::move(all), holdings));
        return ExitCode::done;
    }
    Listing listing(console, gathered, details, asking.today);
    for (const auto mandate : found) {
        listing.mandate(mandate);
        for (const Step& step : gathered.mandates[mandate].steps) listing.act(step);
    }
    console.put(std::move(listing).text());
    return ExitCode::done;
}

}  // namespace

ExitCode run_register(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const mandates::Register reg(*holdings);
    if (arguments.operands().size() > 1) return put_histories(reg, arguments, console);
    const auto gathered = reg.gathered();
    mandates::Details details(reg, *gathered);
    say_notice(*holdings, console);
    const Asking asking = asking_of(arguments);
    const auto answer = ask(reg, *gathered, asking);
    const std::string format = arguments.value_or("format", "text");
    const auto shown = limited(answer.mandates, arguments, format == "text" ? usual_limit : answer.mandates.size());
    if (format == "json") {
        json::Array all;
        for (const auto mandate : shown) all.push_back(mandates::to_json(*gathered, mandate, details, asking.today));
        console.put_json(marked(std::move(all), *holdings));
        return ExitCode::done;
    }
    if (format == "csv") {
        console.put(marked_csv(as_table(mandates::table_of(*gathered, shown, details, asking.today)), *holdings));
        return ExitCode::done;
    }
    Listing listing(console, *gathered, details, asking.today);
    for (const auto mandate : shown) listing.mandate(mandate);
    console.put(std::move(listing).text());
    console.say(shown.size() < answer.mandates.size() ? fmt::format("{} of {}", shown.size(), counted(answer.mandates.size(), "mandate", "mandates")) : counted(shown.size(), "mandate", "mandates"));
    return ExitCode::done;
}

ExitCode run_due(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const mandates::Register reg(*holdings);
    const auto gathered = reg.gathered();
    mandates::Details details(reg, *gathered);
    Asking asking = asking_of(arguments);
    if (!asking.due_from && !asking.session) asking.due_from = mandates::date_of(asking.today);
    const auto groups = mandates::falling_due(*gathered, ask(reg, *gathered, asking).mandates, asking);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        json::Array all;
        for (const auto& group : groups) {
            for (const auto& item : group.items) all.push_back(mandates::to_json(*gathered, item, details));
        }
        console.put_json(marked(std::move(all), *holdings));
        return ExitCode::done;
    }
    if (format == "ics") {
        const std::string stamp = fmt::format("{:08}T000000Z", asking.today);  // the same question gives the same bytes
        console.put(mandates::icalendar(mandates::calendar_name, mandates::events_of(*gathered, groups, details, notice_of(*holdings)), stamp));
        return ExitCode::done;
    }
    say_notice(*holdings, console);
    std::size_t count = 0;
    for (const auto& group : groups) {
        Listing listing(console, *gathered, details, asking.today);
        const std::string when = fmt::format("{} to {}", mandates::iso(group.first), mandates::iso(group.last));
        console.put(document::wrapped({{group.session != 0 ? fmt::format("{}-{}, {}", group.body, group.session, when) : when, document::Emphasis::bold}}, {.width = text_width(console), .escapes = console.escapes}));
        for (const auto& item : group.items) listing.act(item.step);
        console.put(std::move(listing).text());
        count += group.items.size();
    }
    console.say(count == 0 ? "nothing falls due" : counted(count, "thing falls due", "things fall due"));
    return ExitCode::done;
}

}  // namespace comity::cli
