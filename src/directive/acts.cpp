// From paragraphs to acts: the verbs of each, what belongs to which, and what a sub-paragraph takes over from its chapeau.
#include <algorithm>

#include "directive/parts.hpp"

namespace comity::directive {

using document::Document;
using document::Paragraph;
using document::ParagraphKind;

Passage Scene::passage(Range range) const {
    if (range.empty() || range.begin >= sentence.size()) return {std::string(paragraph), 0, 0, {}};
    const std::uint32_t begin = sentence[range.begin].begin;
    std::uint32_t end = sentence[std::min(range.end, sentence.size()) - 1].end;
    const std::string_view inner = sentence.text().substr(begin, end - begin), behind = sentence.text().substr(end, 1);
    if (behind == ")" && std::count(inner.begin(), inner.end(), '(') > std::count(inner.begin(), inner.end(), ')')) ++end;  // "resolution 2653 (2022)"
    return {std::string(paragraph), begin, end, std::string(sentence.text().substr(begin, end - begin))};
}

namespace {

// --- one act within its sentence

Sense sense_of(const Verb& verb) {
    if (verb.creates == 'n') return Sense::statement;
    for (const std::string_view own : {"decide", "seize", "proclaim", "intent", "recall", "condemn", "support"})
        if (verb.category == own) return verb.lemma == "authorize" || verb.lemma == "allow" || verb.lemma == "empower" || verb.lemma == "permit" ? Sense::request : Sense::decision;
    return Sense::request;
}

/// Verbs that always ask somebody: what stands before their infinitive is who is asked, known or not.
bool asks_somebody(std::string_view lemma) {
    for (const std::string_view each : {"request", "urge", "call upon", "call on", "invite", "ask", "instruct", "appeal", "appeal to", "direct", "mandate", "entrust", "task", "authorize", "exhort", "require"})
        if (lemma == each) return true;
    return false;
}

void add_doubt(Act& act, std::string_view doubt) {
    if (!doubt.empty() && std::find(act.unsure.begin(), act.unsure.end(), doubt) == act.unsure.end()) act.unsure.emplace_back(doubt);
}

std::optional<Range> first_infinitive(const Scene& scene, Range range, const std::vector<Range>& cut) {
    for (std::size_t at = range.begin; at < range.end; ++at) {
        const bool hidden = std::any_of(cut.begin(), cut.end(), [&](const Range& each) { return each.holds(at); });
        if (!hidden)
            if (auto found = infinitive_at(scene, at)) return found;
    }
    return std::nullopt;
}

/// Every "to ..." of one level: the first, and those joined to it by "and", "or" or, in a list that "and to" ends, by a comma.
std::vector<Range> infinitives(const Scene& scene, Range first, std::size_t end) {
    std::vector<Range> all{first}, by_comma;
    for (std::size_t at = first.end; at < end; ++at) {
        const std::string& before = scene.sentence[at - 1].folded;
        const bool joined = before == "and" || before == "or" || (before == "as" && at > 2 && scene.sentence[at - 2].folded == "well");
        const bool comma = scene.sentence[at].sign == ',' || scene.sentence[at].sign == ';';
        if (!joined && !comma) continue;
        const auto found = infinitive_at(scene, at);
        if (!found || !scene.words.in(Group::infinitive, scene.sentence[found->end - 1])) continue;
        if (joined) {
            all.insert(all.end(), by_comma.begin(), by_comma.end());
            by_comma.clear();
            all.push_back(*found);
        } else {
            by_comma.push_back(*found);
        }
    }
    return all;
}

/// What the act says besides: spans that are no part of addressees and objects.
struct Besides {
    std::vector<Qualified> conditions;
    std::vector<Joined> partners;
    std::vector<Timed> timings;
    std::vector<Range> cut;  ///< all of them, in order
};

Besides besides_in(const Scene& scene, Range range) {
    Besides besides{conditions_in(scene, range), partners_in(scene, range), timings_in(scene, range), {}};
    for (const auto& each : besides.conditions)
        if (each.condition.meaning != "open list") besides.cut.push_back(each.range);  // "such as" goes on with the object
    for (const auto& each : besides.partners) besides.cut.push_back(each.range);
    for (const auto& each : besides.timings) besides.cut.push_back(each.range);
    std::sort(besides.cut.begin(), besides.cut.end(), [](const Range& a, const Range& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    return besides;
}

/// The words of an object, without conditions, partners and times at its beginning and end.
std::optional<Passage> object_in(const Scene& scene, Range range, const std::vector<Range>& cut) {
    while (const std::size_t insert = scene.words.group(Group::insert).longest(scene.sentence, range.begin).words) range.begin += insert;  // "in this regard"
    for (bool moved = true; moved;) {
        moved = false;
        for (const Range& each : cut) {
            if (!each.holds(range.begin)) continue;
            range.begin = each.end;
            moved = true;
        }
    }
    for (bool moved = true; moved && !range.empty();) {  // what stands within the object belongs to it, what stands at its end does not
        moved = false;
        while (!range.empty() && (scene.sentence[range.end - 1].folded == "and" || scene.sentence[range.end - 1].folded == "or")) --range.end;
        for (const Range& each : cut) {
            if (each.begin < range.begin || each.begin >= range.end || each.end < range.end) continue;
            range.end = each.begin;
            moved = true;
        }
    }
    return range.empty() || range.begin >= scene.sentence.size() ? std::nullopt : std::optional(scene.passage(range));
}

void add_actions(const Scene& scene, Act& act, const std::vector<Range>& verbs, std::size_t end, const std::vector<Range>& cut) {
    for (std::size_t i = 0; i < verbs.size(); ++i) {
        const std::size_t until = i + 1 < verbs.size() ? verbs[i + 1].begin : end;
        act.actions.push_back({scene.passage(verbs[i]), object_in(scene, {verbs[i].end, until}, cut)});
    }
}

void add_addressees(const Scene& scene, Act& act, Range range, const std::vector<Range>& cut, std::string_view lemma) {
    constexpr std::size_t most_words_unknown = 14;
    auto found = addressees_in(scene, range, cut);
    if (found.empty()) return;
    const bool known = found.front().type != "other";
    if (!known && !asks_somebody(lemma)) return;
    if (!known && range.end - range.begin > most_words_unknown && found.size() == 1) {
        add_doubt(act, "addressee not known");
        return;
    }
    act.addressees = std::move(found);
    for (const Addressee& each : act.addressees)
        if (each.type == "other") add_doubt(act, "addressee not known");
}

/// Without an infinitive only a list of known names is taken: "Appeals to all States for contributions", "Requests that the Secretary-General submit".
std::size_t add_leading_addressees(const Scene& scene, Act& act, Range range) {
    std::size_t at = range.begin, end = range.begin;
    while (const auto known = known_addressee(scene, at, range.end)) {
        act.addressees.push_back({scene.passage(known->range), known->type, known->id});
        end = known->range.end;
        const auto joint = scene.words.group(Group::joint).longest(scene.sentence, end);
        if (joint.words == 0 && scene.sentence[end].sign != ',') break;
        at = end + joint.words;
    }
    return end;
}

/// Where the subject of a that-clause begins: behind "that", or behind words put in before it ("that, as soon as ..., the Director submit").
std::size_t subject_of_clause(const Scene& scene, std::size_t behind_that, std::size_t end) {
    constexpr std::size_t far = 40;
    const Sentence& sentence = scene.sentence;
    if (sentence[behind_that].sign != ',' && !scene.words.in(Group::clause, sentence[behind_that])) return behind_that;
    for (std::size_t at = behind_that + 1; at < std::min(end, behind_that + far); ++at) {
        if (scene.words.in(Group::modal, sentence[at])) break;
        if (sentence[at].sign == ',' && known_addressee(scene, at, end)) return at;
    }
    return behind_that;
}

/// "Decides that all States shall freeze ...": who must do something by the decision. What is done to them ("shall be elected") asks nothing of them.
void add_bound_by_decision(const Scene& scene, Act& act, Range clause) {
    constexpr std::size_t far = 30;
    const std::size_t from = subject_of_clause(scene, clause.begin, clause.end);
    std::size_t modal = from;
    while (modal < std::min(clause.end, from + far) && scene.sentence[modal].folded != "shall" && scene.sentence[modal].folded != "should" && scene.sentence[modal].folded != "must") ++modal;
    const std::string& word = scene.sentence[modal].folded;
    if (modal >= clause.end || (word != "shall" && word != "should" && word != "must")) return;
    std::size_t verb = modal + 1;
    while (scene.words.in(Group::adverb, scene.sentence[verb])) ++verb;
    if (scene.sentence[verb].folded == "be" || (scene.sentence[verb].folded == "continue" && scene.sentence[verb + 2].folded == "be")) return;
    const std::size_t end = add_leading_addressees(scene, act, {from, modal});
    // Words behind the name must not make it a part of another ("the States' obligations under ... shall")
    if (end != from && end < modal && scene.sentence[end].sign == ' ' && scene.sentence[end].folded != "that" && scene.sentence[end].folded != "which" && scene.sentence[end].folded != "in" && scene.sentence[end].folded != "with" && scene.sentence[end].folded != "of" && scene.sentence[end].folded != "on" && scene.sentence[end].folded != "to" && scene.sentence[end].folded != "concerned" && scene.sentence[end].folded != "and" && scene.sentence[end].folded != "not" && scene.sentence[end].folded != "established") act.addressees.resize(1);
}

void ask(const Scene& scene, Act& act, const Verb& verb, Range complement, const Besides& besides) {
    if (verb.subject) {
        add_addressees(scene, act, *verb.subject, {}, verb.asks_as);
        if (const auto first = first_infinitive(scene, complement, {})) add_actions(scene, act, infinitives(scene, *first, complement.end), complement.end, besides.cut);
        return;
    }
    std::size_t at = complement.begin;
    if (scene.sentence[at].folded == "that") {
        add_leading_addressees(scene, act, {subject_of_clause(scene, at + 1, complement.end), complement.end});
        act.object = object_in(scene, complement, {});
        return;
    }
    if (verb.lemma == "call for") {
        act.object = object_in(scene, complement, besides.cut);
        return;
    }
    if (scene.sentence[at].folded == "to" && known_addressee(scene, at + 1, complement.end)) ++at;  // "Recommends to the Assembly"
    std::vector<Range> hidden;
    for (const auto& each : besides.partners) hidden.push_back(each.range);
    const auto first = first_infinitive(scene, {at, complement.end}, hidden);
    if (first && first->begin > at) {
        add_addressees(scene, act, {at, first->begin}, besides.cut, verb.asks_as);
    } else if (!first) {
        const std::size_t end = add_leading_addressees(scene, act, {at, complement.end});
        if (end > at) at = end;
    }
    const bool asked = !act.addressees.empty() || asks_somebody(verb.asks_as);
    if (first && asked) {
        add_actions(scene, act, infinitives(scene, *first, complement.end), complement.end, besides.cut);
    } else {
        act.object = object_in(scene, {at, complement.end}, besides.cut);
    }
    if (act.addressees.empty() && asks_somebody(verb.asks_as)) add_doubt(act, "addressee not known");
}

void decide(const Scene& scene, Act& act, Range complement, const Besides& besides) {
    act.addressees.push_back({act.verb, "self", act.actor});
    const auto first = infinitive_at(scene, complement.begin);
    if (!first) {
        if (scene.sentence[complement.begin].folded == "that") add_bound_by_decision(scene, act, {complement.begin + 1, complement.end});
        act.object = object_in(scene, complement, besides.cut);
        return;
    }
    add_actions(scene, act, infinitives(scene, *first, complement.end), complement.end, besides.cut);
    // "Decides to request the Secretary-General to ...": who is asked through the decision
    const std::string& verb = scene.sentence[first->end - 1].folded;
    for (const std::string_view each : {"request", "invite", "urge", "encourage", "ask", "recommend", "authorize", "mandate", "entrust"})
        if (verb == each) add_leading_addressees(scene, act, {first->end, complement.end});
}

bool is_past(const Scene& scene, const Timed& timed) {
    const auto& adopted = scene.speaking.adopted;
    return adopted && timed.timing.last && *timed.timing.last < *adopted;
}

/// "the decision taken at its seventy-eighth session", "which was submitted to the Commission at its fifth session": what was.
bool follows_participle(const Scene& scene, std::size_t at) {
    if (at == 0) return false;
    constexpr std::size_t near = 10;
    for (std::size_t i = at; i-- > at - std::min(near, at) && scene.sentence[i + 1].sign == ' ';)
        if ((scene.sentence[i].folded == "was" || scene.sentence[i].folded == "were") && i > 0 && scene.words.in(Group::relative, scene.sentence[i - 1])) return true;
    for (const std::string_view each : {"held", "adopted", "convened", "taken", "made", "reached", "agreed", "issued", "established", "concluded", "submitted", "presented"})
        if (scene.sentence[at - 1].folded == each && scene.sentence[at - 2].folded != "be") return true;
    return false;
}

void add_times(const Scene& scene, Act& act, const std::vector<Timed>& timings) {
    for (const Timed& each : timings) {
        const std::string& kind = each.timing.kind;
        if (kind == "recurrence") {
            // "quadrennial comprehensive policy review" is the name of a process
            const bool process = each.timing.words.text.find("drennial") != std::string::npos || each.timing.words.text.find("comprehensive") != std::string::npos;
            if (!process) act.recurrences.push_back(each.timing);
        } else if (kind == "expiry") {
            if (!is_past(scene, each)) act.expiries.push_back(each.timing);
        } else if (!is_past(scene, each) && !follows_participle(scene, each.range.begin)) {
            act.deadlines.push_back(each.timing);
            if (each.doubtful) add_doubt(act, "which body");
        }
    }
}

void add_flags(Act& act, const Words& words) {
    if (act.sense == Sense::statement) return;
    for (const Addressee& each : act.addressees) {
        const auto row = std::find_if(words.addressee_rows.begin(), words.addressee_rows.end(), [&](const AddresseeRow& known) { return known.type == each.type; });
        if (row == words.addressee_rows.end()) continue;
        act.recommendation_to_states = act.recommendation_to_states || row->states;
        // An invitation to an independent mechanism or to an agency with governing bodies of its own is no direction to it.
        act.un_mandate = act.un_mandate || (row->un_mandate && act.strength >= 4 && (act.category != "intent" || act.lemma == "resolve"));
    }
}

/// All that the words of an act say behind its verb.
void fill(const Scene& scene, Act& act, const Verb& verb, Range complement) {
    const Besides besides = besides_in(scene, verb.subject ? Range{verb.subject->begin, complement.end} : complement);
    for (const auto& each : besides.conditions) act.conditions.push_back(each.condition);
    for (const Range& each : phrases_in(scene, complement, scene.words.group(Group::backward))) act.back_references.push_back(scene.passage(each));
    if (act.sense == Sense::statement) {
        act.object = object_in(scene, complement, {});
        return;
    }
    for (const auto& each : besides.partners) act.partners.push_back(each.partner);
    if (act.sense == Sense::decision) {
        decide(scene, act, complement, besides);
        if (!phrases_in(scene, {complement.begin, std::min(complement.begin + 8, complement.end)}, scene.words.group(Group::seize)).empty() && verb.lemma == "decide") act.category = "seize";
    } else {
        ask(scene, act, verb, complement, besides);
    }
    add_times(scene, act, besides.timings);
    act.deliverables = deliverables_in(scene, complement, act.sense == Sense::decision ? std::string_view(verb.lemma) : std::string_view(verb.asks_as), besides.timings);
    // What is asked of others ("to review the situation") is their task: only what the organ decides of its own return to the matter is a review clause.
    const auto review = phrases_in(scene, complement, scene.words.group(Group::review));
    if (act.sense == Sense::decision && !review.empty() && act.strength >= 4) act.review = scene.passage(review.front());
    if (act.category == "seize" && !act.review) {
        const auto seized = phrases_in(scene, complement, scene.words.group(Group::seize));
        act.review = seized.empty() ? act.verb : scene.passage(seized.front());  // "Remains seized"
    }
    if (act.sense != Sense::decision) std::erase_if(act.deliverables, [](const Deliverable& each) { return each.kind == "agenda item" && each.words.text.find("agenda") == std::string::npos; });
}

Act begin_act(const Scene& scene, const Verb& verb) {
    Act act;
    act.paragraph = scene.paragraph;
    act.actor = scene.speaking.body;
    act.verb = {std::string(scene.paragraph), verb.begin, verb.end, std::string(scene.sentence.text().substr(verb.begin, verb.end - verb.begin))};
    act.lemma = verb.lemma;
    act.category = verb.category;
    act.strength = verb.strength;
    act.sense = sense_of(verb);
    add_doubt(act, verb.doubt);
    if (verb.category == "provision") add_doubt(act, "no verb of the organ");
    return act;
}

// --- a paragraph with its sub-paragraphs

class Finder {
public:
    Finder(const Document& document, const vocabulary::Vocabulary& vocabulary, const Words& words) : document_(document), vocabulary_(vocabulary), words_(words) {
        if (document.body)
            if (const auto* body = vocabulary.body_named(*document.body)) speaking_.body = body->id;
        if (document.session) {
            int number = 0;
            for (const char c : *document.session) number = c >= '0' && c <= '9' && number < 1000 ? number * 10 + (c - '0') : -1000;
            if (number > 0) speaking_.session = number;
        }
        speaking_.adopted = document.date_adopted ? document.date_adopted : document.date_distributed;
        if (document.language == "en") names_ = own_names_of(document, vocabulary, words);
    }

    std::vector<Act> all() {
        const auto& paragraphs = document_.paragraphs;
        for (std::size_t at = 0; at < paragraphs.size();) {
            if (paragraphs[at].kind != ParagraphKind::operative) {
                ++at;
                continue;
            }
            std::size_t end = at + 1;
            while (end < paragraphs.size() && belongs(paragraphs[end], paragraphs[at])) ++end;
            group(at, end);
            at = end;
        }
        return std::move(acts_);
    }

private:
    static bool belongs(const Paragraph& part, const Paragraph& head) { return part.kind == ParagraphKind::operative && part.id.starts_with(head.id + "."); }
    static bool is_child(const Paragraph& part, const Paragraph& head) { return belongs(part, head) && part.id.find('.', head.id.size() + 1) == std::string::npos; }

    Scene scene_of(const Sentence& sentence, const Paragraph& paragraph) const { return {sentence, paragraph.id, vocabulary_, words_, speaking_, document_.language, &names_}; }

    /// Adds the acts of one paragraph's own words; says where in acts_ they begin.
    std::size_t own_acts(const Paragraph& paragraph, Opens opens, std::vector<Verb>& verbs) {
        const Sentence sentence(paragraph.text, words_.dictionary());
        const Scene scene = scene_of(sentence, paragraph);
        verbs = verbs_of(scene, paragraph, opens);
        const std::size_t begin = acts_.size();
        for (std::size_t i = 0; i < verbs.size(); ++i) {
            const std::size_t end = i + 1 < verbs.size() ? verbs[i + 1].act_begin : sentence.size();
            Act act = begin_act(scene, verbs[i]);
            act.index = static_cast<int>(i) + 1;
            std::size_t until = end;
            while (until > verbs[i].range.end && (sentence[until - 1].folded == "and" || sentence[until - 1].folded == "but")) --until;
            act.words = scene.passage({verbs[i].act_begin, until});
            if (document_.language == "en") {
                fill(scene, act, verbs[i], {verbs[i].range.end, until});
                if (i > 0) take_meaning_of_pronoun(act, acts_.back());
                if (i > 0) share_task(acts_.back(), act);
                add_flags(act, words_);
            } else {
                add_doubt(act, "words only");
            }
            acts_.push_back(std::move(act));
        }
        return begin;
    }

    /// "Calls upon the High Commissioner to ..., and encourages her to": who was asked just before.
    static void take_meaning_of_pronoun(Act& act, const Act& before) {
        if (act.addressees.empty() || act.sense != Sense::request || before.sense != Sense::request || before.addressees.empty()) return;
        const std::string& word = act.addressees.front().words.text;
        if (!is_pronoun(word) || (word != "them" && before.addressees.size() > 1)) return;
        const Passage words = act.addressees.front().words;
        std::erase_if(act.addressees, [&](const Addressee& each) { return each.words == words; });
        for (auto each = before.addressees.rbegin(); each != before.addressees.rend(); ++each) act.addressees.insert(act.addressees.begin(), Addressee{words, each->type, each->id});
        if (std::none_of(act.addressees.begin(), act.addressees.end(), [](const Addressee& each) { return each.type == "other"; })) std::erase(act.unsure, "addressee not known");
    }

    /// "Requests the Office, and encourages the agencies, to submit a report": one task that two are asked for, told behind the second verb.
    static void share_task(Act& before, const Act& act) {
        if (before.sense != Sense::request || act.sense != Sense::request || before.addressees.empty() || !before.actions.empty() || before.object || act.actions.empty()) return;
        before.actions = act.actions;
        before.conditions.insert(before.conditions.end(), act.conditions.begin(), act.conditions.end());
        before.partners.insert(before.partners.end(), act.partners.begin(), act.partners.end());
        before.deliverables = act.deliverables;
        before.deadlines = act.deadlines;
        before.recurrences = act.recurrences;
        before.expiries = act.expiries;
    }

    /// Whether a point says itself what to do: "(a) To submit ..."; behind a chapeau that ends with "to" without that word.
    static bool says_what_to_do(const Scene& scene, bool chapeau_ends_with_to) {
        if (chapeau_ends_with_to) return scene.words.in(Group::infinitive, scene.sentence[0]) || scene.words.in(Group::adverb, scene.sentence[0]);
        // "To be necessary for ..." says of what kind something is.
        return scene.sentence[0].folded == "to" && scene.sentence.size() > 1 && scene.sentence[1].folded != "be";
    }

    /// Whether the paragraph itself begins with the verb, or with "and" before it; not only goes on to one.
    static bool begins_with(const Verb& verb, const Sentence& sentence) { return verb.act_begin == 0 || (verb.act_begin == 1 && sentence[0].folded == "and"); }

    void group(std::size_t head_at, std::size_t end) {
        const auto& paragraphs = document_.paragraphs;
        std::vector<Verb> verbs;
        const Paragraph& head = paragraphs[head_at];
        own_acts(head, Opens::yes, verbs);
        if (verbs.empty()) {  // a chapeau without a verb: each point for itself
            for (std::size_t at = head_at + 1; at < end; ++at) own_acts(paragraphs[at], Opens::goes_on, verbs);
            return;
        }
        const Verb governing = verbs.back();
        const std::size_t chapeau_at = acts_.size() - 1;
        const std::string_view text = head.text;
        const std::size_t last = text.find_last_not_of(" :,;");
        const bool ends_with_to = last != std::string_view::npos && text.substr(0, last + 1).ends_with(" to");
        const bool asks_to = ends_with_to && acts_[chapeau_at].sense == Sense::request;  // "... to continue working with them to:"
        const bool open = (acts_[chapeau_at].actions.empty() || asks_to) && acts_[chapeau_at].sense != Sense::statement && document_.language == "en";
        const Act chapeau = acts_[chapeau_at];
        bool replaced = false;
        for (std::size_t at = head_at + 1; at < end;) {
            std::size_t next = at + 1;
            while (next < end && belongs(paragraphs[next], paragraphs[at])) ++next;
            std::vector<Verb> own;
            const std::size_t before = own_acts(paragraphs[at], Opens::goes_on, own);
            const Sentence sentence(paragraphs[at].text, words_.dictionary());
            const Scene scene = scene_of(sentence, paragraphs[at]);
            if (own.empty() || !begins_with(own.front(), sentence)) {
                if (open && is_child(paragraphs[at], head) && says_what_to_do(scene, ends_with_to)) {
                    replaced = true;
                    renumber(before, acts_.size());
                    acts_.insert(acts_.begin() + static_cast<std::ptrdiff_t>(before), inherited(chapeau, scene, governing, own.empty() ? sentence.size() : own.front().act_begin, ends_with_to));
                    add_parts(before, at, next);
                } else {
                    acts_[chapeau_at].parts.push_back(paragraphs[at].id);
                    add_parts(chapeau_at, at, next);
                }
            } else {
                add_parts(acts_.size() - 1, at, next);
            }
            at = next;
        }
        // Every point is an act of its own: what the chapeau says is in them.
        if (replaced && acts_[chapeau_at].parts.empty()) acts_.erase(acts_.begin() + static_cast<std::ptrdiff_t>(chapeau_at));
    }

    void renumber(std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) ++acts_[i].index;
    }
    /// Points of points belong to the act `owner`; where they have verbs of their own ("..., and requests the Mission to"), these are acts too.
    void add_parts(std::size_t owner, std::size_t at, std::size_t next) {
        for (std::size_t part = at + 1; part < next; ++part) {
            const Paragraph& paragraph = document_.paragraphs[part];
            std::vector<Verb> own;
            own_acts(paragraph, Opens::goes_on, own);
            const Sentence sentence(paragraph.text, words_.dictionary());
            if (own.empty() || !begins_with(own.front(), sentence)) acts_[owner].parts.push_back(paragraph.id);
        }
    }

    /// The act of a point that goes on with its chapeau: the verb, the addressees and the conditions are the chapeau's.
    Act inherited(const Act& chapeau, const Scene& scene, const Verb& governing, std::size_t end, bool without_to) const {
        Act act = chapeau;
        act.paragraph = scene.paragraph;
        act.index = 1;
        act.parts.clear();
        act.object.reset();
        act.words = scene.passage({0, end});
        const Range all{0, end};
        const Besides besides = besides_in(scene, all);
        for (const auto& each : besides.conditions) act.conditions.push_back(each.condition);
        for (const auto& each : besides.partners) act.partners.push_back(each.partner);
        for (const Range& each : phrases_in(scene, all, words_.group(Group::backward))) act.back_references.push_back(scene.passage(each));
        add_times(scene, act, besides.timings);
        const auto first = without_to ? std::optional(Range{0, 1}) : infinitive_at(scene, 0);
        const Range verb = first.value_or(Range{0, std::min<std::size_t>(2, end)});
        add_actions(scene, act, infinitives(scene, verb, end), end, besides.cut);
        auto delivered = deliverables_in(scene, all, without_to ? std::string_view(scene.sentence[0].folded) : std::string_view(governing.asks_as), besides.timings);
        for (auto& each : delivered) act.deliverables.push_back(std::move(each));
        return act;
    }

    const Document& document_;
    const vocabulary::Vocabulary& vocabulary_;
    const Words& words_;
    Speaking speaking_;
    OwnNames names_;
    std::vector<Act> acts_;
};

}  // namespace

std::vector<Act> find_acts(const Document& document, const vocabulary::Vocabulary& vocabulary, const Words& words) { return Finder(document, vocabulary, words).all(); }

std::vector<Timing> find_timings(std::string_view text, const Speaking& speaking, const vocabulary::Vocabulary& vocabulary, const Words& words) {
    const Sentence sentence(text, words.dictionary());
    const Scene scene{sentence, "", vocabulary, words, speaking};
    std::vector<Timing> found;
    for (auto& each : timings_in(scene, {0, sentence.size()})) found.push_back(std::move(each.timing));
    return found;
}

std::vector<Condition> find_conditions(std::string_view text, const Words& words) {
    const Sentence sentence(text, words.dictionary());
    const Scene scene{sentence, "", vocabulary::standard(), words, {}};
    std::vector<Condition> found;
    for (auto& each : conditions_in(scene, {0, sentence.size()})) found.push_back(std::move(each.condition));
    return found;
}

}  // namespace comity::directive
