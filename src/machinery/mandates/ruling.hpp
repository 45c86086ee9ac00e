// How the rules of what persons say of acts answer: a refusal with its sentence, or a draft of an entry.
#pragma once

#include <string>
#include <variant>

#include "base/error.hpp"
#include "record/record.hpp"

namespace comity::mandates {

struct Refusal {
    Fault fault = Fault::bad_request;
    Said said;
};
struct Decision {
    record::Draft draft;
    std::string sentence;  ///< a line for people
};
using Ruling = std::variant<Refusal, Decision>;

inline Refusal refuse(Said said, Fault fault = Fault::bad_request) { return {fault, std::move(said)}; }

/// The next revision of `said`, a Judgement or DeliverySaid, by who asked for it. `before`: the status of what was said of the same, nullptr for nothing.
template <class SaidOfAct, class Request, class Status>
Decision keep(std::string kind, const SaidOfAct& said, const Request& request, const Status* before, std::string act) {
    Decision decision;
    decision.draft.subject = subject_of(said);
    decision.draft.kind = std::move(kind);
    decision.draft.act = std::move(act);
    decision.draft.state = to_json(said);
    decision.draft.who = request.who;
    decision.draft.on_behalf_of = request.on_behalf_of;
    decision.draft.why = request.why;
    decision.draft.authority = request.authority;
    if (before != nullptr) decision.draft.after_revision = before->revision;
    decision.sentence = sentence_of(said);
    return decision;
}

}  // namespace comity::mandates
