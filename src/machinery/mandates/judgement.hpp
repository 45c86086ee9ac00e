// What persons say of what the rules found in a text: that an act is right, that it is otherwise, that it is none, that one was missed. Each is a
// subject of its own, tied to the file by the line on which its paragraph begins and to the words of the verb; so it outlives every better reading
// and every better rule, or is listed as no longer fitting. The pattern is that of corrections (machinery/holdings/correction.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/sentence.hpp"
#include "directive/directive.hpp"
#include "document/document.hpp"
#include "json/json.hpp"
#include "machinery/holdings/correction.hpp"
#include "record/entry.hpp"

namespace comity::mandates {

/// right: as found. otherwise: as Fields has it. none: these words are no act. missed: an act that the rules did not find.
enum class Verdict { right, otherwise, none, missed };
std::string_view name_of(Verdict verdict) noexcept;  ///< "right", "otherwise", "none", "missed"

/// Whom a person sees asked: a code of data/addressees.tsv, a body, State or row of data/actors.tsv if one is named, and words of the act if they say which.
struct AddresseeSaid {
    std::string type, id, words;
    auto operator<=>(const AddresseeSaid&) const = default;
};
/// Days between which something is due; both empty: it has no date.
struct DueSaid {
    std::string first, last;  ///< "2024-09-10"
    auto operator<=>(const DueSaid&) const = default;
};
/// What can be said of an act. In a request what is absent is as found; in a judgement all stands, so that better rules don't change what a person said.
struct Fields {
    std::optional<std::string> verb;  ///< lemma: "request", "call upon"
    std::optional<int> strength;      ///< 0 to 5
    std::optional<directive::Sense> sense;
    std::optional<std::vector<AddresseeSaid>> addressees;
    std::optional<std::vector<std::string>> deliverables;  ///< kinds of data/deliverables.tsv
    std::optional<DueSaid> due;
    std::optional<std::string> interval;  ///< of a recurrence: "P1Y", "S3"; "": it does not recur
    std::optional<bool> un_mandate, recommendation_to_states;
    auto operator<=>(const Fields&) const = default;
};
/// All fields of an act as found.
Fields fields_of(const directive::Act& act);

/// The state of a subject of kind "judgement".
struct Judgement {
    std::string document;        ///< SHA-256
    holdings::Anchor paragraph;  ///< in which the act stands
    std::string verb;            ///< its words there: "Also requests"
    int occurrence = 1;          ///< counts the acts of that paragraph with these words
    Verdict verdict = Verdict::right;
    Fields fields;               ///< all but of none
    bool withdrawn = false;
    auto operator<=>(const Judgement&) const = default;
};
json::Value to_json(const Judgement& judgement);
/// Throws Error(bad_request) for what is none.
Judgement judgement_from(const json::Value& state);
/// The same for every judgement of the same words, so that the next one is its next revision.
std::string subject_of(const Judgement& judgement);
/// A line for people: "the act \"Also requests\" of the paragraph at line 42 is otherwise: a request, strength 4, asked: secretary_general SG, delivers: report".
std::string sentence_of(const Judgement& judgement);

struct JudgementStatus {
    std::string subject;
    std::int64_t revision = 1;
    Judgement judgement;
    holdings::Fit fit = holdings::Fit::applied;
    record::Actor who;
    std::string when;
    std::optional<std::string> why;
};
json::Value to_json(const JudgementStatus& status);

/// An act as it counts, and what was said of it.
struct JudgedAct {
    directive::Act act;
    std::optional<std::size_t> said;  ///< index of Judged::said
    bool none = false;                ///< found by the rules, and said to be none
};
struct Judged {
    std::vector<JudgedAct> acts;         ///< in the order of the text
    std::vector<JudgementStatus> said;   ///< in force, with how each fits
    /// Those that count.
    [[nodiscard]] std::vector<directive::Act> standing() const;
};
/// What stands of the judgements on what the rules find today. Pure; never throws on content.
Judged apply(const document::Document& document, std::vector<directive::Act> found, std::vector<JudgementStatus> said);

// --- what can be asked ------------------------------------------------------------------------------------------------------

struct WhatIsSaid {
    Verdict verdict = Verdict::right;
    Fields fields;      ///< of otherwise: at least one that differs; of missed: at least verb, strength and sense
    std::string words;  ///< of missed: the verb as it stands in the paragraph
};
/// What was said of this act.
struct TakenBack {};

struct JudgementRequest {
    using Say = WhatIsSaid;
    using TakeBack = TakenBack;
    std::string document;   ///< anything that Holdings::find takes
    std::string paragraph;  ///< id, as the person sees it
    int index = 1;          ///< of the act in it, as shown
    std::variant<Say, TakeBack> says;
    record::Actor who;
    std::optional<std::string> on_behalf_of, why, authority;
    std::optional<std::int64_t> seen_revision;  ///< of what was said of it when the person looked, 0 for nothing: refused if it is another now
};
json::Value to_json(const JudgementRequest& request);
JudgementRequest judgement_request_from(const json::Value& value);

}  // namespace comity::mandates
