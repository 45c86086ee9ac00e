#include "machinery/holdings/voting.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace {

void order(std::vector<std::string>& names, std::string_view language) {
    const text::Collation collation(language);
    std::sort(names.begin(), names.end(), [&](const auto& a, const auto& b) { return collation(a, b); });
}

/// The month by which membership is told where no day is known: texts of the Assembly are adopted at the end of the year for the most part.
constexpr int usual_month = 12;

std::optional<Date> date_of(const Member& member, const std::optional<document::Document>& text) {
    if (text && text->date_adopted) return text->date_adopted;
    if (member.date) return member.date;
    return member.year ? Date::of(*member.year, usual_month, 1) : std::nullopt;
}

/// A text without its words.
document::Document facts_of(document::Document document) {
    document.paragraphs.clear();
    document.citations.clear();
    document.footnotes.clear();
    document.diagnostics.clear();
    return document;
}

json::Value date_json(const std::optional<Date>& date) { return date ? json::Value(date->iso()) : json::Value(); }

json::Value member_json(const SeriesVotes::On& on) {
    return json::Object{{"symbol", json::Value::of(on.member.symbol)}, {"date", date_json(on.member.date)}, {"year", json::Value::of(on.member.year)}, {"status", name_of(on.member.status)}};
}

void put_vote(json::Value& value, const votes::StateVote& vote) {
    value.put("vote", votes::name_of(vote.cast));
    value.put("from", vote.from == votes::CastSource::none ? json::Value() : json::Value(name_of(vote.from)));
}

json::Value state_json(std::string_view code, const votes::Voters& voters) { return json::Object{{"code", code}, {"name", voters.name_of(code, "en")}}; }

}  // namespace

std::string_view name_of(votes::CastSource from) noexcept {
    return from == votes::CastSource::roll_call ? "roll call" : from == votes::CastSource::text ? "text" : "";
}

namespace {

const votes::Voters& voters_for(const vocabulary::Vocabulary& vocabulary) {
    return &vocabulary == &vocabulary::with_demonstration() ? votes::voters_with_demonstration() : votes::standard_voters();
}

}  // namespace

RollCalls::RollCalls(const Holdings& holdings)
    : own_(holdings.record().snapshot()), snapshot_(*own_), vocabulary_(holdings.vocabulary()), voters_(voters_for(holdings.vocabulary())) {}

RollCalls::RollCalls(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary)
    : snapshot_(snapshot), vocabulary_(vocabulary), voters_(voters_for(vocabulary)) {}

const std::map<std::string, std::string>& RollCalls::names() const {
    if (!names_) {
        names_.emplace();
        for (const auto& source : votes::sources(snapshot_)) names_->insert(source.names.begin(), source.names.end());
    }
    return *names_;
}

votes::Judged RollCalls::on(std::string_view symbol, const document::Document* text) const {
    auto found = symbol.empty() ? std::vector<votes::Found>() : votes::roll_calls_of(snapshot_, symbol, vocabulary_);
    if (found.empty()) return votes::judge({}, text, voters_, {});
    return votes::judge(std::move(found), text, voters_, names());
}

Adoption RollCalls::adoption_of(std::string_view symbol, const document::Document* text, const std::optional<Date>& date) const {
    if (symbol.empty() && text == nullptr) return {};
    const auto& adopted = text != nullptr && text->date_adopted ? text->date_adopted : date;
    return holdings::adoption_of(text, on(symbol, text), {adopted && !symbol.empty() && votes::tables_cover(snapshot_, symbol, *adopted, vocabulary_)});
}

std::vector<std::string> RollCalls::names_of(const votes::Found& found, votes::Choice choice, std::string_view language) const {
    auto side = votes::side_of(found.roll_call, choice, voters_, names());
    std::vector<std::string> names;
    for (const auto& code : side.codes) names.push_back(voters_.name_of(code, language));
    order(names, language);
    order(side.unknown, language);
    names.insert(names.end(), side.unknown.begin(), side.unknown.end());
    return names;
}

SeriesVotes votes_over(const RollCalls& roll_calls, const Holdings& holdings, const Series& series) {
    SeriesVotes votes{series.title, series.body, {}, {}};
    const auto* body = holdings.vocabulary().body_named(series.body.value_or(""));
    const bool of_assembly = body != nullptr && body->id == "GA";
    std::set<std::string> codes;
    for (const auto& member : series.members) {
        SeriesVotes::On on;
        on.member = member;
        on.of_assembly = of_assembly;
        if (member.item) on.text = facts_of(holdings.document(*member.item));
        on.judged = roll_calls.on(member.symbol.value_or(""), on.text ? &*on.text : nullptr);
        on.date = date_of(member, on.text);
        for (const auto& cast : on.judged.casts) {
            for (const auto& [code, choice] : cast) codes.insert(code);
        }
        for (const auto& [code, choice] : on.judged.listed) codes.insert(code);
        votes.members.push_back(std::move(on));
    }
    for (const auto& code : roll_calls.voters().members()) {
        const bool was_one = std::any_of(votes.members.begin(), votes.members.end(), [&](const auto& on) { return on.date && roll_calls.voters().was_member(code, *on.date).value_or(true); });
        if (was_one) codes.insert(code);
    }
    votes.codes.assign(codes.begin(), codes.end());
    return votes;
}

votes::StateVote vote_of(const SeriesVotes::On& on, std::string_view code, const votes::Voters& voters) {
    return votes::vote_of(code, {on.judged, on.text ? &*on.text : nullptr, on.date, on.of_assembly}, voters);
}

std::optional<std::string> voter_named(const SeriesVotes& votes, std::string_view spelling, const votes::Voters& voters) {
    if (auto code = voters.code_named(spelling)) return code;
    for (const auto& code : votes.codes) {
        if (text::folded(code) == text::folded(spelling)) return code;
    }
    return std::nullopt;
}

std::vector<std::string> in_order(std::vector<std::string> codes, const votes::Voters& voters, std::string_view language) {
    const text::Collation collation(language);
    std::vector<std::pair<std::string, std::string>> named;
    named.reserve(codes.size());
    for (auto& code : codes) named.emplace_back(voters.name_of(code, language), std::move(code));
    std::sort(named.begin(), named.end(), [&](const auto& a, const auto& b) {
        const auto order = collation.compare(a.first, b.first);
        return order != 0 ? order < 0 : a.second < b.second;
    });
    codes.clear();
    for (auto& [name, code] : named) codes.push_back(std::move(code));
    return codes;
}

json::Array to_json(const votes::Judged& judged, const RollCalls& roll_calls) {
    json::Array all;
    for (std::size_t i = 0; i < judged.roll_calls.size(); ++i) {
        const auto& found = judged.roll_calls[i];
        const auto& roll_call = found.roll_call;
        const auto count = [&](votes::Choice choice) { return json::Value(roll_call.count(choice)); };
        const auto names = [&](votes::Choice choice) { return json::array_of(roll_calls.names_of(found, choice, "en")); };
        const bool final = judged.final == i;
        json::Array conflicts;
        for (const auto& conflict : judged.conflicts) {
            if (final || conflict.kind == votes::Conflict::Kind::undecided) {
                conflicts.push_back(json::Object{{"kind", votes::name_of(conflict.kind)}, {"table", conflict.table}, {"text", conflict.text}});
            }
        }
        all.push_back(json::Object{{"source", roll_call.source},
                                   {"id", roll_call.id},
                                   {"date", roll_call.date.empty() ? json::Value() : json::Value(roll_call.date)},
                                   {"resolution", roll_call.resolution},
                                   {"on", votes::name_of(found.tie.on)},
                                   {"final", final},
                                   {"chosen_by", final ? json::Value(votes::name_of(judged.by)) : json::Value()},
                                   {"title", roll_call.title},
                                   {"description", roll_call.description},
                                   {"yes", count(votes::Choice::yes)},
                                   {"no", count(votes::Choice::no)},
                                   {"abstain", count(votes::Choice::abstain)},
                                   {"in_favour", names(votes::Choice::yes)},
                                   {"against", names(votes::Choice::no)},
                                   {"abstaining", names(votes::Choice::abstain)},
                                   {"conflicts", std::move(conflicts)}});
    }
    return all;
}

json::Value to_json(const SeriesVotes& votes, std::string_view code, const votes::Voters& voters) {
    json::Array rows;
    for (const auto& on : votes.members) {
        json::Value row = member_json(on);
        put_vote(row, vote_of(on, code, voters));
        rows.push_back(std::move(row));
    }
    return json::Object{{"title", json::Value::of(votes.title)}, {"state", state_json(code, voters)}, {"votes", std::move(rows)}};
}

json::Value to_json(const SeriesVotes& votes, const votes::Voters& voters) {
    json::Array members, states;
    for (const auto& on : votes.members) members.push_back(member_json(on));
    for (const auto& code : in_order(votes.codes, voters, "en")) {
        json::Array cast;
        for (const auto& on : votes.members) cast.emplace_back(votes::name_of(vote_of(on, code, voters).cast));
        json::Value state = state_json(code, voters);
        state.put("votes", std::move(cast));
        states.push_back(std::move(state));
    }
    return json::Object{{"title", json::Value::of(votes.title)}, {"members", std::move(members)}, {"states", std::move(states)}};
}

}  // namespace comity::holdings
