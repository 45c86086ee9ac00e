#include "machinery/votes/judging.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>

#include <fmt/format.h>

namespace comity::votes {

namespace {

constexpr std::array<std::string_view, 6> kinds = {"day of the week", "date", "counts", "adopted without a vote", "States", "several roll calls"};
constexpr std::array<std::string_view, 4> finals = {"none", "the only one on the whole", "counts of the text", "undecided"};
constexpr std::array<std::string_view, 8> casts = {"yes", "no", "abstain", "no vote recorded", "several roll calls", "adopted without a vote", "no roll call", "not a Member then"};

/// 1 Sunday to 7 Saturday.
int weekday_of(const Date& date) {
    const std::chrono::year_month_day day{std::chrono::year(date.year()), std::chrono::month(static_cast<unsigned>(date.month())), std::chrono::day(static_cast<unsigned>(date.day()))};
    return static_cast<int>(std::chrono::weekday(std::chrono::sys_days(day)).c_encoding()) + 1;
}

bool may_be_the_whole(const Found& found) { return found.tie.on == On::whole || found.tie.on == On::not_said; }

struct Counts {
    int yes = 0, no = 0, abstain = 0;
    bool operator==(const Counts&) const = default;
    [[nodiscard]] std::string words() const { return fmt::format("{}-{}-{}", yes, no, abstain); }
};

Counts counts_of(const RollCall& roll_call) {
    return {static_cast<int>(roll_call.count(Choice::yes)), static_cast<int>(roll_call.count(Choice::no)), static_cast<int>(roll_call.count(Choice::abstain))};
}

/// The text's own counts: as stated, else as many as it lists; nullopt if it tells neither.
std::optional<Counts> counts_of(const document::Document* text) {
    if (text == nullptr || !text->vote) return std::nullopt;
    const auto& vote = *text->vote;
    if (!vote.yes && vote.in_favour.empty()) return std::nullopt;
    const auto count = [](const std::optional<int>& stated, const std::vector<std::string>& names) { return stated ? *stated : static_cast<int>(names.size()); };
    return Counts{count(vote.yes, vote.in_favour), count(vote.no, vote.against), count(vote.abstain, vote.abstaining)};
}

/// The State's vote by the names that the text lists.
std::map<std::string, Choice> listed_in(const document::Document& text, const Voters& voters) {
    std::map<std::string, Choice> listed;
    if (!text.vote) return listed;
    const auto add = [&](const std::vector<std::string>& names, Choice choice) {
        for (const auto& name : names) {
            listed.emplace(voters.code_of(name, {}, text.date_adopted).value_or(name), choice);
        }
    };
    add(text.vote->in_favour, Choice::yes);
    add(text.vote->against, Choice::no);
    add(text.vote->abstaining, Choice::abstain);
    return listed;
}

std::map<std::string, Choice> cast_in(const RollCall& roll_call, const Voters& voters, const std::map<std::string, std::string>& names) {
    std::map<std::string, Choice> cast;
    for (const Choice choice : all_choices) {
        auto side = side_of(roll_call, choice, voters, names);
        for (auto& code : side.codes) cast.emplace(std::move(code), choice);
        for (auto& name : side.unknown) cast.emplace(std::move(name), choice);
    }
    return cast;
}

void compare_dates(Judged& judged, const RollCall& roll_call, const document::Document& text) {
    const auto given = Date::from_iso(roll_call.date);
    if (!given || !text.date_adopted || *given == *text.date_adopted) return;
    const auto& stated = *text.date_adopted;
    const bool weekday = given->year() == stated.year() && given->month() == stated.month() && given->day() == weekday_of(stated);
    judged.conflicts.push_back({weekday ? Conflict::Kind::weekday : Conflict::Kind::date, given->iso(), stated.iso()});
}

void compare_voters(Judged& judged) {
    if (judged.listed.empty()) return;
    const auto& cast = judged.casts[*judged.final];
    std::map<std::string, std::pair<std::string, std::string>> differing;
    const auto words = [](const std::string& code, Choice choice) { return fmt::format("{} {}", code, name_of(choice)); };
    for (const auto& [code, choice] : cast) {
        const auto found = judged.listed.find(code);
        if (found == judged.listed.end() || found->second != choice) differing[code].first = words(code, choice);
    }
    for (const auto& [code, choice] : judged.listed) {
        const auto found = cast.find(code);
        if (found == cast.end() || found->second != choice) differing[code].second = words(code, choice);
    }
    for (auto& [code, both] : differing) judged.conflicts.push_back({Conflict::Kind::voters, std::move(both.first), std::move(both.second)});
}

void choose(Judged& judged, const std::optional<Counts>& stated) {
    std::vector<std::size_t> candidates, fitting;
    for (std::size_t i = 0; i < judged.roll_calls.size(); ++i) {
        if (!may_be_the_whole(judged.roll_calls[i])) continue;
        candidates.push_back(i);
        if (stated && counts_of(judged.roll_calls[i].roll_call) == *stated) fitting.push_back(i);
    }
    if (candidates.empty()) return;
    if (candidates.size() == 1) {
        judged.final = candidates.front();
        judged.by = FinalBy::only_one;
    } else if (fitting.size() == 1) {
        judged.final = fitting.front();
        judged.by = FinalBy::counts;
    } else {
        judged.by = FinalBy::undecided;
        judged.conflicts.push_back({Conflict::Kind::undecided, fmt::format("{}", candidates.size()), ""});
    }
}

std::optional<Choice> choice_in(const std::map<std::string, Choice>& cast, std::string_view code) {
    const auto found = cast.find(std::string(code));
    return found == cast.end() ? std::nullopt : std::optional(found->second);
}

Cast cast_as(const std::optional<Choice>& choice) { return choice ? static_cast<Cast>(*choice) : Cast::not_recorded; }

}  // namespace

std::string_view name_of(Conflict::Kind kind) noexcept { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(FinalBy by) noexcept { return finals[static_cast<std::size_t>(by)]; }
std::string_view name_of(Cast cast) noexcept { return casts[static_cast<std::size_t>(cast)]; }

Judged judge(std::vector<Found> found, const document::Document* text, const Voters& voters, const std::map<std::string, std::string>& names) {
    Judged judged;
    judged.roll_calls = std::move(found);
    for (const auto& one : judged.roll_calls) judged.casts.push_back(cast_in(one.roll_call, voters, names));
    if (text != nullptr) judged.listed = listed_in(*text, voters);
    const auto stated = counts_of(text);
    choose(judged, stated);
    if (!judged.final || text == nullptr) return judged;
    const RollCall& roll_call = judged.roll_calls[*judged.final].roll_call;
    compare_dates(judged, roll_call, *text);
    if (stated && counts_of(roll_call) != *stated) judged.conflicts.push_back({Conflict::Kind::counts, counts_of(roll_call).words(), stated->words()});
    if (text->adoption == "without a vote") judged.conflicts.push_back({Conflict::Kind::no_vote, counts_of(roll_call).words(), *text->adoption});
    compare_voters(judged);
    return judged;
}

Side side_of(const RollCall& roll_call, Choice choice, const Voters& voters, const std::map<std::string, std::string>& names) {
    Side side;
    const auto date = Date::from_iso(roll_call.date);
    for (const auto& given : roll_call.who(choice)) {
        const auto name = names.find(given);
        const std::string called = name == names.end() ? std::string() : name->second;
        if (auto code = voters.code_of(given, called, date)) {
            side.codes.push_back(std::move(*code));
        } else {
            side.unknown.push_back(called.empty() ? given : called);
        }
    }
    std::sort(side.codes.begin(), side.codes.end());
    std::sort(side.unknown.begin(), side.unknown.end());
    return side;
}

StateVote vote_of(std::string_view code, const TextVoted& on, const Voters& voters) {
    const Judged& judged = on.judged;
    const auto outside = [&] { return on.of_assembly && on.date && voters.was_member(code, *on.date) == false; };
    if (judged.final) {
        const auto choice = choice_in(judged.casts[*judged.final], code);
        if (!choice && outside()) return {Cast::not_a_member, CastSource::none};
        return {cast_as(choice), CastSource::roll_call};
    }
    if (judged.by == FinalBy::undecided) {
        std::optional<Cast> alike;
        for (std::size_t i = 0; i < judged.roll_calls.size(); ++i) {
            if (!may_be_the_whole(judged.roll_calls[i])) continue;
            const Cast cast = cast_as(choice_in(judged.casts[i], code));
            if (alike && *alike != cast) return {Cast::undecided, CastSource::roll_call};
            alike = cast;
        }
        if (alike == Cast::not_recorded && outside()) return {Cast::not_a_member, CastSource::none};
        return {alike.value_or(Cast::undecided), CastSource::roll_call};
    }
    if (const auto choice = choice_in(judged.listed, code)) return {cast_as(choice), CastSource::text};
    if (outside()) return {Cast::not_a_member, CastSource::none};
    if (!judged.listed.empty()) return {Cast::not_recorded, CastSource::text};
    if (on.text != nullptr && on.text->adoption == "without a vote") return {Cast::without_vote, CastSource::text};
    return {Cast::no_roll_call, CastSource::none};
}

}  // namespace comity::votes
