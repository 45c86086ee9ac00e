#include "machinery/holdings/adoption.hpp"

#include <array>

#include <fmt/format.h>

#include "machinery/holdings/voting.hpp"

namespace comity::holdings {

namespace {

constexpr std::array<std::string_view, 4> consensuses = {"not known", "without a vote", "by vote", "no roll call in the tables"};

using votes::CastSource;
using votes::Conflict;

void take_text(Adoption& adoption, const document::Document& text) {
    if (text.vote) {
        adoption.how = Consensus::by_vote;
        const auto& vote = *text.vote;
        if (vote.yes || vote.no || vote.abstain) adoption.vote = document::Vote{vote.yes, vote.no, vote.abstain, {}, {}, {}};
    } else if (text.adoption) {
        adoption.how = *text.adoption == "without a vote" ? Consensus::without_vote : Consensus::by_vote;
    }
    if (adoption.how != Consensus::not_known) adoption.from = CastSource::text;
}

void take_roll_call(Adoption& adoption, const votes::RollCall& roll_call) {
    adoption.roll_call = fmt::format("{} {}", roll_call.source, roll_call.id);
    if (adoption.how == Consensus::without_vote) return;
    if (adoption.how == Consensus::not_known) {
        adoption.how = Consensus::by_vote;
        adoption.from = CastSource::roll_call;
    }
    if (adoption.vote) return;
    const auto count = [&](votes::Choice choice) { return static_cast<int>(roll_call.count(choice)); };
    adoption.vote = document::Vote{count(votes::Choice::yes), count(votes::Choice::no), count(votes::Choice::abstain), {}, {}, {}};
}

}  // namespace

std::string_view name_of(Consensus consensus) noexcept { return consensuses[static_cast<std::size_t>(consensus)]; }

Adoption adoption_of(const document::Document* text, const votes::Judged& judged, Coverage coverage) {
    Adoption adoption;
    adoption.conflicts = judged.conflicts;
    if (text != nullptr) take_text(adoption, *text);
    if (judged.final) take_roll_call(adoption, judged.roll_calls[*judged.final].roll_call);
    // Roll calls on parts, or several of which none is known to be on the whole, leave it open.
    if (adoption.how == Consensus::not_known && judged.roll_calls.empty() && coverage.covered) {
        adoption.how = Consensus::no_roll_call;
        adoption.from = CastSource::roll_call;
    }
    return adoption;
}

bool is_turn(Consensus before, Consensus after) noexcept {
    if (before == Consensus::not_known || after == Consensus::not_known) return false;
    return (before == Consensus::by_vote) != (after == Consensus::by_vote);
}

std::vector<std::string> contradictions_in_words(const Adoption& adoption) {
    std::vector<std::string> sentences;
    for (const Conflict& conflict : adoption.conflicts) {
        if (conflict.kind == Conflict::Kind::counts || conflict.kind == Conflict::Kind::no_vote || conflict.kind == Conflict::Kind::undecided) {
            sentences.push_back("contradiction: " + (adoption.roll_call ? "roll call " + *adoption.roll_call + ": " : std::string()) + in_words(conflict));
        }
    }
    return sentences;
}

json::Array to_json(const std::vector<Conflict>& conflicts) {
    json::Array all;
    for (const Conflict& conflict : conflicts) all.push_back(json::Object{{"kind", votes::name_of(conflict.kind)}, {"table", conflict.table}, {"text", conflict.text}});
    return all;
}

}  // namespace comity::holdings
