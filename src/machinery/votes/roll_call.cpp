#include "machinery/votes/roll_call.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "document/symbol.hpp"
#include "json/members.hpp"

namespace comity::votes {

namespace {

constexpr std::array<std::string_view, 3> choices = {"yes", "no", "abstain"};
constexpr std::array<std::string_view, 6> ons = {"the whole", "not said", "a section", "a paragraph", "an amendment", "an amendment to a paragraph"};
constexpr std::array<std::string_view, 5> whys = {"tied", "a page of the Official Records", "no number", "a number of another session", "a number of unknown form"};

std::string joined(const std::vector<std::string>& list) { return fmt::format("{}", fmt::join(list, ";")); }

std::vector<std::string> parted(const std::string& text) {
    std::vector<std::string> list;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(';', at), text.size());
        list.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return list;
}

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failed != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return number;
}

std::vector<std::string_view> parts_of(std::string_view text) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('/', at), text.size());
        parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

bool is_roman(std::string_view text) { return !text.empty() && text.find_first_not_of("IVX") == std::string_view::npos; }

/// A number of the table taken apart: "50/38B/VII" -> number 38, letter B, section VII.
struct Number {
    int number = 0;
    std::string letter;
    bool section = false;
};

std::optional<Number> number_of(std::string_view cell, std::string_view behind) {
    const std::size_t digits = std::min(cell.find_first_not_of("0123456789"), cell.size());
    const auto number = number_in(cell.substr(0, digits));
    if (!number) return std::nullopt;
    Number read{*number, std::string(cell.substr(digits)), false};
    // A section is numbered I, II ...; a letter may stand apart: "42/70/A". "I" alone is both, and sections are the more common.
    if (is_roman(behind)) {
        read.section = true;
    } else if (behind.size() == 1 && read.letter.empty()) {
        read.letter.push_back(behind[0]);
    } else if (!behind.empty()) {
        return std::nullopt;
    }
    if (read.letter.size() > 1 || (!read.letter.empty() && (read.letter[0] < 'A' || read.letter[0] > 'Z'))) return std::nullopt;
    return read;
}

/// Resolutions are numbered within their session from the 31st session on; before that they were numbered on and on. Up to the 17th the
/// tables give pages of the Official Records (their numbers run far beyond those of the session's resolutions: docs/votes.md).
constexpr int first_session_with_numbers = 18;

/// Up to 39.
std::string roman_of(int number) {
    static constexpr std::array<std::string_view, 10> units = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    return std::string(static_cast<std::size_t>(number / 10), 'X').append(units[static_cast<std::size_t>(number % 10)]);
}

void add(Tie& tie, const std::string& spelling, const vocabulary::Vocabulary& vocabulary) {
    if (const auto symbol = document::Symbol::parse(spelling, vocabulary)) tie.symbols.push_back(symbol->canonical());
}

On on_of(const RollCall& roll_call) {
    const bool amendment = roll_call.amendment == "1", paragraph = roll_call.paragraph == "1";
    if (amendment && paragraph) return On::amendment_to_paragraph;
    if (amendment) return On::amendment;
    if (paragraph) return On::paragraph;
    return roll_call.amendment == "0" && roll_call.paragraph == "0" ? On::whole : On::not_said;
}

void take_number(Tie& tie, const RollCall& roll_call, const std::vector<std::string_view>& parts, const vocabulary::Vocabulary& vocabulary) {
    const auto session = number_in(parts[1]);
    const auto number = number_of(parts[2], parts.size() == 4 ? parts[3] : std::string_view());
    if (!session || !number) return;
    if (number_in(roll_call.session) != session) {
        tie.why = Tie::Why::other_session;
        return;
    }
    if (number->section && tie.on != On::paragraph && tie.on != On::amendment && tie.on != On::amendment_to_paragraph) tie.on = On::section;
    if (*session >= first_session_numbered_anew) {
        add(tie, fmt::format("A/RES/{}/{}{}", *session, number->number, number->letter), vocabulary);
    } else {
        const std::string roman = roman_of(*session);
        if (!number->letter.empty()) add(tie, fmt::format("{} {} ({})", number->number, number->letter, roman), vocabulary);
        add(tie, fmt::format("{} ({})", number->number, roman), vocabulary);
    }
    if (!tie.symbols.empty()) tie.why = Tie::Why::tied;
}

}  // namespace

std::string_view name_of(Choice choice) noexcept { return choices[static_cast<std::size_t>(choice)]; }
std::string_view name_of(On on) noexcept { return ons[static_cast<std::size_t>(on)]; }
std::string_view name_of(Tie::Why why) noexcept { return whys[static_cast<std::size_t>(why)]; }

std::string subject_of(std::string_view source, std::string_view id) { return fmt::format("roll-call:{}:{}", source, id); }

json::Value to_state(const RollCall& roll_call) {
    json::Object votes;
    for (const Choice choice : all_choices) votes.emplace_back(name_of(choice), joined(roll_call.who(choice)));
    return json::Object{{"source", roll_call.source},
                        {"id", roll_call.id},
                        {"body", "GA"},
                        {"session", roll_call.session},
                        {"date", roll_call.date},
                        {"resolution", roll_call.resolution},
                        {"amendment", roll_call.amendment},
                        {"paragraph", roll_call.paragraph},
                        {"important", roll_call.important},
                        {"title", roll_call.title},
                        {"description", roll_call.description},
                        {"issues", json::Array(roll_call.issues.begin(), roll_call.issues.end())},
                        {"votes", std::move(votes)}};
}

RollCall roll_call_from(const json::Value& state) {
    RollCall roll_call{state.text("source"),    state.text("id"),        state.text("session"),   state.text("date"),  state.text("resolution"), state.text("amendment"),
                       state.text("paragraph"), state.text("important"), state.text("title"), state.text("description"), {}, {}};
    roll_call.issues = json::texts_in(state["issues"]);
    for (const Choice choice : all_choices) roll_call.voters[static_cast<std::size_t>(choice)] = parted(state["votes"].text(name_of(choice)));
    return roll_call;
}

Tie tie_of(const RollCall& roll_call, const vocabulary::Vocabulary& vocabulary) {
    Tie tie;
    tie.on = on_of(roll_call);
    const std::string_view given = roll_call.resolution;
    if (given.find_first_not_of(' ') == std::string_view::npos) {
        tie.why = Tie::Why::no_number;
        return tie;
    }
    // A whole symbol, as later parts of the table give it.
    if (given.find("/RES/") != std::string_view::npos) {
        add(tie, std::string(given), vocabulary);
        if (!tie.symbols.empty()) tie.why = Tie::Why::tied;
        return tie;
    }
    const auto parts = parts_of(given);
    // "ESS/1/34", "SS/1/59", "GOAR/1/1288B": pages, whatever the session.
    if (parts[0] == "ESS" || parts[0] == "SS" || parts[0] == "GOAR" || number_in(roll_call.session).value_or(first_session_with_numbers) < first_session_with_numbers) {
        tie.why = Tie::Why::page_of_records;
        return tie;
    }
    if (parts[0] != "R" || parts.size() < 3 || parts.size() > 4) return tie;
    take_number(tie, roll_call, parts, vocabulary);
    return tie;
}

}  // namespace comity::votes
