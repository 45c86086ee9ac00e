// Roll calls in words, for those who read the text that they were on.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "machinery/holdings/library.hpp"
#include "machinery/holdings/voting.hpp"

namespace comity::holdings {

namespace {

std::string title_of(const votes::Found& found, const votes::Judged& judged, bool final) {
    const auto& roll_call = found.roll_call;
    return fmt::format("Roll call {} {}{}: on {}{}", roll_call.source, roll_call.id, roll_call.date.empty() ? "" : ", there dated " + roll_call.date,
                       found.tie.on == votes::On::not_said ? "what the table doesn't say" : votes::name_of(found.tie.on),
                       final ? fmt::format(" (taken for the vote on the text: {})", votes::name_of(judged.by)) : "");
}

}  // namespace

std::string in_words(const votes::Conflict& conflict) {
    using Kind = votes::Conflict::Kind;
    switch (conflict.kind) {
        case Kind::weekday: return fmt::format("its table has {} and the text {}: the table's day is that of the week", conflict.table, conflict.text);
        case Kind::date: return fmt::format("its table has {} and the text {}", conflict.table, conflict.text);
        case Kind::counts: return fmt::format("it counts {} and the text states {}", conflict.table, conflict.text);
        case Kind::no_vote: return fmt::format("it counts {} and the text says \"{}\"", conflict.table, conflict.text);
        case Kind::voters: return fmt::format("it has \"{}\" and the text \"{}\"", conflict.table, conflict.text);
        case Kind::undecided: return fmt::format("{} roll calls could be the one on the text, and the tables don't tell which", conflict.table);
    }
    return {};
}

std::vector<document::Beside> roll_calls_beside(const Holdings& holdings, const Shown& shown) {
    const RollCalls roll_calls(holdings);
    const auto judged = roll_calls.on(shown.item.symbol.value_or(""), &shown.document);
    std::vector<document::Beside> all;
    for (std::size_t i = 0; i < judged.roll_calls.size(); ++i) {
        const auto& found = judged.roll_calls[i];
        document::Beside beside{title_of(found, judged, judged.final == i)};
        const auto side = [&](votes::Choice choice, std::string_view label) {
            const auto names = roll_calls.names_of(found, choice, "en");
            beside.facts.push_back({fmt::format("{} ({})", label, names.size()), fmt::format("{}", fmt::join(names, "; "))});
        };
        side(votes::Choice::yes, "In favour");
        side(votes::Choice::no, "Against");
        side(votes::Choice::abstain, "Abstaining");
        if (judged.final == i) {
            for (const auto& conflict : judged.conflicts) beside.remarks.push_back("Contradiction: " + in_words(conflict));
        }
        all.push_back(std::move(beside));
    }
    if (!judged.final) {
        for (const auto& conflict : judged.conflicts) all.push_back({"Contradiction: " + in_words(conflict)});
    }
    for (auto& library : library_beside(holdings, shown)) all.push_back(std::move(library));
    return all;
}

}  // namespace comity::holdings
