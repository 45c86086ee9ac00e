// What the paragraphs of a document ask: who is asked, to do what, with whom, under which condition, by when, with what to deliver. An act, not a
// paragraph, is the unit of a mandate: one paragraph may hold several ("Calls upon ..., and encourages ..."). Found by rules over words; the words
// themselves are the tables addressees, actors, conditions, deliverables, deadline_words, opening_nouns, directive_words and meetings of data/. Nothing is guessed:
// what the words do not state stays empty, and where the rules doubt, the act says so.
//
// Sources: the definition of a mandate in A/60/733; the ladder of verbs (0 takes note ... 5 decides) and who may be asked what as in data/openings.tsv
// and data/addressees.tsv; a clause that only continues to consider a question is a review clause (A/RES/80/251 asks for explicit ones).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "directive/words.hpp"
#include "document/document.hpp"
#include "json/json.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::directive {

/// Words of one paragraph: bytes [begin, end) of its text. So a page can mark them.
struct Passage {
    std::string paragraph;  ///< id
    std::uint32_t begin = 0, end = 0;
    std::string text;       ///< the words themselves
    auto operator<=>(const Passage&) const = default;
};

/// statement: asks nothing of anyone (a principle, a duty reaffirmed, a welcome), kept as a standing commitment. request: asks somebody. decision: the
/// organ acts itself (decides, establishes, remains seized).
enum class Sense { statement, request, decision };

struct Addressee {
    Passage words;
    std::string type;  ///< code of data/addressees.tsv: "member_states", "secretary_general" ...; "other" where the words are not known
    std::string id;    ///< body ("HRC"), State ("FRA") or row of data/actors.tsv ("SR-FOOD"); "" if none is named
    auto operator<=>(const Addressee&) const = default;
};

/// "to explore and foster" and what it governs.
struct Action {
    Passage verb;
    std::optional<Passage> object;
    auto operator<=>(const Action&) const = default;
};

/// "upon request", "within existing resources", "inter alia", "in accordance with the Charter".
struct Condition {
    Passage words;
    std::string kind;     ///< "condition", "budget", "openness", "standard", "scope"
    std::string meaning;  ///< of data/conditions.tsv: "request", "priorities", "no new money", "open list" ...
    auto operator<=>(const Condition&) const = default;
};

/// "in collaboration with the Office": relation "collaboration".
struct Partner {
    Passage words;  ///< with the words of the relation
    std::string relation;
    std::vector<Addressee> with;
    auto operator<=>(const Partner&) const = default;
};

struct Deliverable {
    Passage words;
    std::string kind;  ///< "report", "oral update", "consultation", "meeting", "study", "fund", "body", "agenda item" ...: data/deliverables.tsv
    auto operator<=>(const Deliverable&) const = default;
};

struct SessionOf {
    std::string body;  ///< id
    int number = 0;
    auto operator<=>(const SessionOf&) const = default;
};

/// A time that the words state. A session is a window of days, no day of its own; what has no date stays without one.
struct Timing {
    Passage words;
    std::string kind;  ///< "session", "session part", "session list", "latest", "window", "relative", "expiry", "recurrence", "start", "vague"
    std::optional<Date> first, last;
    bool by_month = false;            ///< the dates are known to the month only
    std::vector<SessionOf> sessions;
    std::string interval;             ///< of a recurrence: "P1Y"; "S3" for each third session; "" otherwise
    auto operator<=>(const Timing&) const = default;
};

struct Act {
    std::string paragraph;             ///< id of the paragraph in which the act stands
    std::vector<std::string> parts;    ///< ids of the sub-paragraphs that belong to it, in their order
    int index = 1;                     ///< counts the acts of a paragraph from 1
    std::string actor;                 ///< id of the organ that speaks; "" if not known
    Passage words;                     ///< the whole act within its paragraph
    Passage verb;                      ///< as it stands: "Also reaffirms"; in the chapeau if that governs it
    std::string lemma, category;       ///< "call upon", "call": of data/openings.tsv; "seize" for continuing to consider a matter
    int strength = 0;                  ///< 0 to 5
    Sense sense = Sense::statement;
    std::vector<Addressee> addressees; ///< empty for statements; of a decision the organ itself (type "self", its words are the verb's)
    std::vector<Action> actions;       ///< of requests and decisions: each infinitive with its object
    std::optional<Passage> object;     ///< what stands behind verb and addressees where there is no infinitive: "that ...", "the holding of ..."
    std::vector<Condition> conditions;
    std::vector<Partner> partners;
    std::vector<Deliverable> deliverables;
    std::vector<Timing> deadlines;     ///< not of statements
    std::vector<Timing> recurrences, expiries;
    std::optional<Passage> review;     ///< the words of a review or ending clause
    std::vector<Passage> back_references;  ///< "this endeavour", "that meeting", "paragraph 3 above"
    bool un_mandate = false;               ///< something that the Organization must do
    bool recommendation_to_states = false;
    std::vector<std::string> unsure;       ///< codes: "subordinate clause", "noun or verb", "addressee not known", "which body", "words only"
    auto operator<=>(const Act&) const = default;
};

/// All acts of the operative paragraphs, in the order of the text. Never throws on content. In languages other than English: the verb only.
std::vector<Act> find_acts(const document::Document& document, const vocabulary::Vocabulary& vocabulary, const Words& words = standard_words());

/// Who speaks, and when: what "its next session" and "within six months" count from.
struct Speaking {
    std::string body;             ///< id; "" if not known
    std::optional<int> session;   ///< of the text; from the day of adoption if not given
    std::optional<Date> adopted;
};
/// The times that stand in any text, in its order.
std::vector<Timing> find_timings(std::string_view text, const Speaking& speaking, const vocabulary::Vocabulary& vocabulary, const Words& words = standard_words());
/// The conditions that stand in any text, in its order.
std::vector<Condition> find_conditions(std::string_view text, const Words& words = standard_words());

std::string_view name_of(Sense sense) noexcept;
/// An array of objects; docs/architecture.md ("What a text asks") has the names, on which scripts rely.
json::Value to_json(std::span<const Act> acts, const document::Document& document);

}  // namespace comity::directive
