// The rule of judgements: what may be said of an act.
#include <algorithm>
#include <set>

#include "machinery/holdings/anchors.hpp"
#include "machinery/mandates/act_place.hpp"
#include "machinery/mandates/judging.hpp"
#include "machinery/mandates/sentences.hpp"
#include "text/text.hpp"

namespace comity::mandates {

namespace {

/// "P1Y", "P6M", "P90D", "S3": an interval of ISO 8601 of one part, or each so-manieth session.
bool is_interval(std::string_view text) {
    constexpr std::size_t shortest = 2, longest = 6;
    if (text.size() < shortest || text.size() > longest) return false;
    const auto digits = [](std::string_view part) { return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos && part.front() != '0'; };
    if (text.front() == 'S') return digits(text.substr(1));
    return text.front() == 'P' && std::string_view("YMWD").find(text.back()) != std::string_view::npos && digits(text.substr(1, text.size() - 2));
}

/// Says what is wrong with a field; nothing if all is well.
Said complaint(const Fields& fields, const document::Paragraph& paragraph, const JudgementState& state) {
    constexpr int weakest = 0, strongest = 5;
    if (fields.strength && (*fields.strength < weakest || *fields.strength > strongest)) return say(sentences::no_strength);
    if (fields.verb && (fields.verb->empty() || fields.verb->size() > 60)) return say(sentences::no_verb);
    if (fields.interval && !fields.interval->empty() && !is_interval(*fields.interval)) return say(sentences::no_interval, *fields.interval);
    if (fields.due) {
        const auto first = Date::from_iso(fields.due->first), last = Date::from_iso(fields.due->last);
        if ((!first && !fields.due->first.empty()) || (!last && !fields.due->last.empty())) return say(sentences::no_day, first || fields.due->first.empty() ? fields.due->last : fields.due->first);
        if (first && last && *last < *first) return say(sentences::days_run_back);
    }
    if (fields.deliverables) {
        std::set<std::string_view> kinds;
        for (const auto& row : state.words.deliverable_rows) kinds.insert(row.kind);
        for (const auto& kind : *fields.deliverables) {
            if (kinds.count(kind) == 0) return say(sentences::no_deliverable, kind);
        }
    }
    if (!fields.addressees) return {};
    const auto types = state.words.addressee_types();
    for (const auto& each : *fields.addressees) {
        if (!std::binary_search(types.begin(), types.end(), each.type)) return say(sentences::no_addressee_type, each.type);
        if (!each.words.empty() && paragraph.text.find(each.words) == std::string::npos) return say(sentences::act_words_not_there, each.words, paragraph.id);
    }
    return {};
}

/// What was asked, laid over what stands.
Fields over(Fields standing, const Fields& asked) {
    const auto take = [](auto& one, const auto& other) {
        if (other) one = other;
    };
    take(standing.verb, asked.verb);
    take(standing.strength, asked.strength);
    take(standing.sense, asked.sense);
    take(standing.addressees, asked.addressees);
    take(standing.deliverables, asked.deliverables);
    take(standing.due, asked.due);
    take(standing.interval, asked.interval);
    take(standing.un_mandate, asked.un_mandate);
    take(standing.recommendation_to_states, asked.recommendation_to_states);
    return standing;
}

class Rule {
public:
    Rule(const JudgementState& state, const JudgementRequest& request) : state_(state), request_(request) {}

    Ruling decide() {
        const auto* paragraph = document::find_paragraph(state_.document, request_.paragraph);
        if (paragraph == nullptr) return refuse(say(sentences::no_such_paragraph, request_.paragraph));
        const auto* say_what = std::get_if<JudgementRequest::Say>(&request_.says);
        if (say_what != nullptr && say_what->verdict == Verdict::missed) return missed(*paragraph, *say_what);
        const auto act = std::find_if(state_.judged.acts.begin(), state_.judged.acts.end(),
                                      [&](const JudgedAct& one) { return one.act.paragraph == request_.paragraph && one.act.index == request_.index; });
        if (act == state_.judged.acts.end()) return refuse(say(sentences::no_such_act, request_.paragraph, request_.index));
        const JudgementStatus* before = act->said ? &state_.judged.said[*act->said] : nullptr;
        if (request_.seen_revision && *request_.seen_revision != (before == nullptr ? 0 : before->revision)) return refuse(say(sentences::judged_meanwhile), Fault::conflict);
        if (say_what == nullptr) return take_back(before);
        return judge(*paragraph, *act, before, *say_what);
    }

private:
    const JudgementState& state_;
    const JudgementRequest& request_;

    Decision kept(const Judgement& judgement, const JudgementStatus* before, std::string act) const { return keep("judgement", judgement, request_, before, std::move(act)); }

    Ruling take_back(const JudgementStatus* before) const {
        if (before == nullptr) return refuse(say(sentences::nothing_said_of_act, request_.index, request_.paragraph));
        Judgement next = before->judgement;
        next.withdrawn = true;
        return kept(next, before, "withdraw judgement");
    }

    [[nodiscard]] bool has_reason() const { return request_.why && !request_.why->empty(); }

    Ruling judge(const document::Paragraph& paragraph, const JudgedAct& act, const JudgementStatus* before, const JudgementRequest::Say& asked) const {
        Judgement next = before != nullptr ? before->judgement : about(paragraph, act);
        const bool was_missed = before != nullptr && before->judgement.verdict == Verdict::missed;
        if (asked.verdict == Verdict::none) {
            if (!has_reason()) return refuse(say(sentences::say_why_no_act));
            if (act.none) return refuse(say(sentences::is_that_already));
            next.verdict = Verdict::none;
            next.fields = {};
            return kept(next, before, "no act");
        }
        if (auto wrong = complaint(asked.fields, paragraph, state_); !wrong.empty()) return refuse(std::move(wrong));
        next.fields = over(fields_of(act.act), asked.fields);
        const bool differs = next.fields != fields_of(act.act);
        if (asked.verdict == Verdict::otherwise && !differs) return refuse(say(sentences::is_that_already));
        next.verdict = was_missed ? Verdict::missed : asked.verdict;
        if (before != nullptr && next == before->judgement) return refuse(say(sentences::is_that_already));
        return kept(next, before, differs ? "correct act" : "confirm act");
    }

    Judgement about(const document::Paragraph& paragraph, const JudgedAct& act) const {
        ActPlace place = place_of(std::string(state_.sha256), paragraph, state_.judged.acts, act.act);
        Judgement made;
        made.document = std::move(place.document);
        made.paragraph = std::move(place.paragraph);
        made.verb = std::move(place.verb);
        made.occurrence = place.occurrence;
        return made;
    }

    Ruling missed(const document::Paragraph& paragraph, const JudgementRequest::Say& asked) const {
        if (paragraph.text.find(asked.words) == std::string::npos || asked.words.empty()) return refuse(say(sentences::act_words_not_there, asked.words, paragraph.id));
        for (const auto& one : state_.judged.acts) {
            if (one.act.paragraph == paragraph.id && !one.none && one.act.verb.text == asked.words) return refuse(say(sentences::act_is_there, asked.words, one.act.index));
        }
        if (!asked.fields.verb || !asked.fields.sense || !asked.fields.strength) return refuse(say(sentences::missed_needs));
        if (auto wrong = complaint(asked.fields, paragraph, state_); !wrong.empty()) return refuse(std::move(wrong));
        Judgement next;
        next.document = state_.sha256;
        next.paragraph = holdings::anchor_of(paragraph);
        next.verb = asked.words;
        next.verdict = Verdict::missed;
        next.fields = over(fields_of({}), asked.fields);
        return kept(next, nullptr, "add act");
    }
};

}  // namespace

Ruling decide(const JudgementState& state, const JudgementRequest& request) { return Rule(state, request).decide(); }

}  // namespace comity::mandates
