// What is to be delivered: a noun that a delivering verb governs ("to submit ... a report"), or a verb that says it itself ("to consult").
#include <algorithm>
#include <array>

#include "directive/parts.hpp"

namespace comity::directive {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) { return std::find(words.begin(), words.end(), word) != words.end(); }

bool is_preposition(std::string_view word) {
    return is_one_of(word, {"of", "in", "from", "on", "with", "by", "at", "for", "to", "under", "through", "into", "during", "following", "within", "upon", "after", "before", "as", "than", "regarding", "concerning"});
}

/// Whether the noun at `at` is the object itself: "a report", "its report"; not "the recommendations of the report", "in the report".
enum class Object { thing, name };
bool is_object(const Sentence& sentence, std::size_t at, std::size_t verb_end, Object what) {
    const bool naming = what == Object::name;
    if (!naming && at > verb_end && sentence[at].capital && sentence[at - 1].capital && sentence[at - 1].folded == "a") return false;  // "Lamps: A Compilation of ...": a title
    // "to provide the programme with resources", with whoever gets them between
    const bool takes_with = verb_end > 0 && is_one_of(sentence[verb_end - 1].folded, {"provide", "supply", "furnish", "equip", "entrust"});
    const std::size_t near = naming ? 12 : 6;  // "to proclaim 21 June as World Paper Lantern Day"
    for (std::size_t back = at; back > verb_end && at - back < near; --back) {
        const std::string& word = sentence[back - 1].folded;
        if (is_one_of(word, {"a", "an", "one", "two", "three", "another"})) {
            // "at a future session", but "in the form of a report", "to provide the Board with a note"
            if (back > 1 && sentence[back - 2].folded == "with" && takes_with) return true;
            return back < 2 || back - 1 <= verb_end || !is_preposition(sentence[back - 2].folded) || naming || (sentence[back - 2].folded == "of" && back > 2 && sentence[back - 3].folded == "form");
        }
        if (is_one_of(word, {"its", "his", "her", "their", "the", "this", "that", "these", "any", "such", "all", "existing", "previous"})) {
            if (back > 1 && sentence[back - 2].folded == "and" && back - 1 > verb_end) continue;  // "of the segment and the sessions": what stands before tells
            if (back > 1 && sentence[back - 2].folded == "with" && takes_with) return true;
            return back < 2 || back - 1 <= verb_end || !(is_preposition(sentence[back - 2].folded) || sentence[back - 2].folded == "that");
        }
        if (word == "as" && naming) continue;  // "to proclaim 21 June as Lantern Day"
        if (is_preposition(word)) return false;
        // "for the purpose of preparing the study", "measures facilitating meetings": governed by another verb
        if (word.ends_with("ing") && word.size() > 5 && word != "including" && word != "existing" && word != "meeting" && word != "ongoing" && word != "working" && word != "briefing" && back - 1 > verb_end && !is_one_of(sentence[back - 2].folded, {"a", "an", "the", "its"})) return false;
        if (sentence[back - 1].sign == ';') return false;
    }
    return at < verb_end + near;  // too far from its verb, and nothing shows that it is its object
}

/// "to include in his report", "to place the question of lamps on its agenda": governed through the preposition just before it.
bool is_put_into(const Sentence& sentence, std::size_t at, std::size_t verb_end) {
    constexpr std::size_t near = 8;
    for (std::size_t back = at; back > verb_end && at - back < near; --back) {
        const std::string& word = sentence[back - 1].folded;
        if (word == "of" && back > 3 && sentence[back - 2].folded == "context") {  // "in the context of the next progress report"
            back -= 2;
            continue;
        }
        if (word == "in" || word == "on") return sentence[at].sign == ' ';
        if (is_preposition(word)) return false;
    }
    return false;
}

/// "on its agenda", "in the provisional agenda"; not "2030 Agenda", "the development agenda", "the agenda for peace".
bool is_of_meeting(const Sentence& sentence, std::size_t at, std::size_t end) {
    const std::string& before = sentence[at - 1].folded;
    return !sentence[at].capital && sentence[end].folded != "for" && is_one_of(before, {"the", "its", "their", "his", "her", "this", "respective", "draft", "annual", "tentative", "future", "on", "in"});
}

/// "to be followed by an interactive dialogue", "invites the Adviser to a dialogue": what is held without a verb that says so.
bool is_led_to(const Sentence& sentence, std::size_t at, std::size_t begin, std::string_view lemma) {
    if (at < begin + 2 || sentence[at].sign != ' ') return false;
    const std::string& article = sentence[at - 1].folded;
    if (article != "a" && article != "an") return false;
    const std::string& before = sentence[at - 2].folded;
    return (before == "by" && at > begin + 2 && sentence[at - 3].folded == "followed") || (before == "to" && lemma == "invite");
}

/// Words of the verbs that govern what stands at `at`: the nearest infinitive before it, at most some words away.
struct Governing {
    std::size_t begin = 0, end = 0;
};

bool governs(const Scene& scene, const DeliverableRow& row, const Governing& verb, std::string_view lemma) {
    if (row.verbs.count(std::string(lemma)) != 0) return true;
    // "to conduct and gather research": verbs that are joined have one object
    if (verb.begin > 1 && verb.end == verb.begin + 1 && scene.sentence[verb.begin - 1].folded == "and" && scene.words.in(Group::infinitive, scene.sentence[verb.begin - 2]) &&
        row.verbs.count(scene.sentence[verb.begin - 2].folded) != 0) {
        return true;
    }
    for (std::size_t i = verb.begin; i < verb.end; ++i)
        if (row.verbs.count(scene.sentence[i].folded) != 0) return true;
    // "to consider preparing studies"
    const std::string& gerund = scene.sentence[verb.end].folded;
    if (verb.end > verb.begin && scene.sentence[verb.end].sign == ' ' && gerund.size() > 5 && gerund.ends_with("ing")) {
        const std::string stem = gerund.substr(0, gerund.size() - 3);
        return row.verbs.count(stem) != 0 || row.verbs.count(stem + "e") != 0;
    }
    return false;
}

/// Behind "that" and in lists of infinitives the verbs have no "to": "that the Office submit a report", "to convene a meeting and prepare a note".
Governing verb_before(const Scene& scene, std::size_t from, std::size_t at) {
    constexpr std::size_t far = 30;
    for (std::size_t i = at; i-- > from && at - i < far;) {
        if (scene.sentence[i].sign == ';' && i + 1 < at) break;
        if (const auto infinitive = infinitive_at(scene, i)) {
            // ", to be followed by a dialogue, and a report": the verb before goes on
            if (infinitive->end == i + 2 && scene.sentence[i + 1].folded == "be" && scene.sentence[i + 2].folded == "followed") continue;
            return {infinitive->begin, infinitive->end};
        }
        const bool alone = scene.words.in(Group::infinitive, scene.sentence[i]) && i > from && (scene.sentence[i - 1].folded == "and" || scene.sentence[i].sign == ',');
        if (alone) return {i, i + 1};
    }
    return {from, from};
}

Governing bare_verb_before(const Scene& scene, std::size_t from, std::size_t at) {
    for (std::size_t i = at; i-- > from;)
        if (scene.words.in(Group::infinitive, scene.sentence[i]) && (i == from || !is_one_of(scene.sentence[i - 1].folded, {"a", "an", "the", "its"}))) return {i, i + 1};
    return {from, from};
}

/// "that the first meeting will be held in ...", "that a review of its work shall be carried out"
bool is_done(const Sentence& sentence, std::size_t from, std::size_t end, std::initializer_list<std::string_view> how) {
    constexpr std::size_t near = 16;
    for (std::size_t at = from; at + 1 < std::min(end, from + near); ++at) {
        if (sentence[at].folded == "be" && is_one_of(sentence[at + 1].folded, how) && is_one_of(sentence[at - 1].folded, {"shall", "will", "should"})) return true;
        if (sentence[at].sign == ';' || sentence[at].folded == "shall") break;
    }
    return false;
}

void add(std::vector<Deliverable>& found, Passage words, const std::string& kind) {
    const bool known = std::any_of(found.begin(), found.end(), [&](const Deliverable& each) { return each.kind == kind; });
    if (!known) found.push_back({std::move(words), kind});
}

}  // namespace

std::vector<Deliverable> deliverables_in(const Scene& scene, Range range, std::string_view lemma, const std::vector<Timed>& timings) {
    std::vector<Deliverable> found;
    const bool that = scene.sentence[range.begin].folded == "that";
    for (std::size_t at = range.begin; at < range.end; ++at) {
        if (scene.sentence[at].quoted) continue;
        const auto phrase = scene.words.deliverables.longest(scene.sentence, at);
        if (phrase.words == 0 || at + phrase.words > range.end) continue;
        const DeliverableRow& row = scene.words.deliverable_rows[phrase.row];
        // Words of a time deliver nothing; but "annual report" is a time and a report at once.
        const bool in_time = std::any_of(timings.begin(), timings.end(), [&](const Timed& each) { return each.timing.kind != "recurrence" && each.range.holds(at); });
        if (in_time) continue;
        const bool meets = row.kind == "meeting" || row.kind == "consultation";
        if (that && ((meets && is_done(scene.sentence, at + phrase.words, range.end, {"held", "convened", "organized"})) ||
                     ((row.kind == "study" || row.kind == "report") && is_done(scene.sentence, at + phrase.words, range.end, {"prepared", "undertaken", "conducted", "carried", "submitted", "presented"})))) {
            found.push_back({scene.passage({at, at + phrase.words}), row.kind});
            break;
        }
        if (meets && is_led_to(scene.sentence, at, range.begin, verb_before(scene, range.begin, at).end == range.begin ? lemma : std::string_view{})) {
            add(found, scene.passage({at, at + phrase.words}), row.kind);
            at += phrase.words - 1;
            continue;
        }
        if (!row.verbs.empty()) {
            const Governing verb = that ? bare_verb_before(scene, range.begin, at) : verb_before(scene, range.begin, at);
            if (verb.begin < verb.end && at < verb.end) continue;  // "to develop, update and strengthen": a verb itself
            const bool governed = governs(scene, row, verb, verb.end == range.begin ? lemma : std::string_view{});
            const bool put = governed && ((row.kind == "report" && verb.end > 0 && scene.sentence[verb.end - 1].folded == "include") || row.kind == "agenda item") && is_put_into(scene.sentence, at, std::max(verb.end, range.begin));
            if (row.kind == "agenda item" && (!put || !is_of_meeting(scene.sentence, at, at + phrase.words))) continue;
            if (!governed || (!put && !is_object(scene.sentence, at, std::max(verb.end, range.begin), row.kind == "observance" ? Object::name : Object::thing))) continue;
        }
        add(found, scene.passage({at, at + phrase.words}), row.kind);
        at += phrase.words - 1;
    }
    return found;
}

}  // namespace comity::directive
