// Conditions ("upon the request of the States concerned") and partners ("in collaboration with the High Commissioner"), with how far their words go.
#include <algorithm>

#include "directive/parts.hpp"

namespace comity::directive {
namespace {

/// "set out in the Charter", "contained in": the preposition belongs to the participle before it.
bool ends_participle(std::string_view word) {
    constexpr std::string_view words[] = {"out", "forth", "contained", "enshrined", "embodied", "stated", "down", "described", "recognized", "outlined", "specified", "established", "provided",
                                          "prescribed", "reflected", "defined", "stipulated", "referred", "made", "identified", "agreed", "expressed", "mentioned", "adopted", "affirmed"};
    return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// Where words that go on end: at a sign, an infinitive, a new clause, or where another phrase begins.
std::size_t end_of_clause(const Scene& scene, std::size_t from, std::size_t end) {
    const Sentence& sentence = scene.sentence;
    for (std::size_t at = from; at < end; ++at) {
        const Word& word = sentence[at];
        if (word.sign != ' ') return at;
        if (at > from && infinitive_at(scene, at)) return sentence[at - 1].folded == "and" || sentence[at - 1].folded == "or" ? at - 1 : at;
        if (at > from && word.folded == "in" && !ends_participle(sentence[at - 1].folded) && sentence[at + 1].folded == "the" && !sentence[at + 2].capital && sentence[at + 2].folded != "field" &&
            sentence[at + 2].folded != "area" && sentence[at + 2].folded != "region")
            return at;
        if (at > from && word.folded == "in" && sentence[at + 1].folded == "order") return at;
        if (at > from && word.folded == "with" && sentence[at + 1].folded == "a" && sentence[at + 2].folded == "view") return at;
        if (at > from && (word.folded == "through" || word.folded == "by") && sentence[at + 1].folded.ends_with("ing")) return at;
        if (at > from && (scene.words.conditions.longest(sentence, at).words > 1 || scene.words.partners.longest(sentence, at).words > 1)) {
            const bool joined = sentence[at - 1].folded == "and";
            return joined ? at - 1 : at;
        }
        if (at > from && word.folded == "at" && (sentence[at + 1].folded == "its" || sentence[at + 1].folded == "the")) return at;
    }
    return end;
}

/// Within a list, behind names that no table knows ("the Lamp Forum, the Oil Board and civil society"): the next that is known.
std::optional<Known> after_unknown(const Scene& scene, std::size_t from, std::size_t end) {
    constexpr std::size_t far = 14;
    const std::string& first = scene.sentence[from].folded;
    if (first != "the" && first != "its" && first != "other" && !scene.sentence[from].capital) return std::nullopt;
    for (std::size_t at = from + 1; at < std::min(end, from + far); ++at) {
        if (infinitive_at(scene, at) || (scene.sentence[at].sign != ' ' && scene.sentence[at].sign != ',')) break;
        const std::size_t joint = scene.words.group(Group::joint).longest(scene.sentence, at).words;
        if (joint == 0 && scene.sentence[at].sign != ',') continue;
        if (auto known = known_addressee(scene, at + joint, end)) return known;
    }
    return std::nullopt;
}

/// The end of a list of partners: a comma is passed over only where a known name follows it.
std::size_t end_of_partners(const Scene& scene, std::size_t from, std::size_t end) {
    std::size_t at = from;
    while (at < end) {
        if (at == from || scene.sentence[at].sign != ',') {
            const std::size_t next = end_of_clause(scene, at, end);
            if (next == at) break;
            at = next;
            if (at >= end || scene.sentence[at].sign != ',') break;
        }
        std::size_t next = at + scene.words.group(Group::joint).longest(scene.sentence, at).words;
        if (next == at && at > from && (scene.sentence[at - 1].folded == "and" || scene.sentence[at - 1].folded == "or") && scene.sentence[at].sign == ',')
            next += scene.words.group(Group::insert).longest(scene.sentence, at).words;  // "and, as appropriate, civil society"
        else if (next > at && scene.sentence[next].sign == ',')
            next += scene.words.group(Group::insert).longest(scene.sentence, next).words;
        if (infinitive_at(scene, next)) break;
        auto known = known_addressee(scene, next, end);
        if (!known) known = after_unknown(scene, next, end);
        if (!known) break;
        at = known->range.end;
    }
    return std::min(at, end);
}

/// "the Group established pursuant to resolution ...": said of the noun, no standard of what is asked. "to be established pursuant to" is one.
bool belongs_to_noun(const Scene& scene, std::size_t at, const ConditionRow& row) {
    const Sentence& sentence = scene.sentence;
    if (row.kind != "standard" || at == 0 || sentence[at].sign != ' ') return false;
    const std::string& predicate = sentence[at - 1].folded;  // "that exports are in line with the assessments": what is to come about
    if (predicate == "are" || predicate == "is" || predicate == "remain" || predicate == "remains") return true;
    if (!scene.words.in(Group::participle, sentence[at - 1])) return false;
    const std::string& before = at > 1 ? sentence[at - 2].folded : sentence[at - 1].folded;
    return before != "be" && before != "is" && before != "are";
}

/// "as requested by the Heads of State", "as required under the Act" limit nothing.
bool goes_on_otherwise(const Scene& scene, std::size_t behind, const ConditionRow& row) {
    const std::string& last = scene.sentence[behind - 1].folded;
    if (last == "mandate" && scene.sentence[behind - 2].folded == "the") return scene.sentence[behind].folded == "of" && scene.sentence[behind].sign == ' ';  // "refugees within the mandate of ..."
    if (row.open || scene.sentence[behind].sign != ' ' || (last != "requested" && last != "required" && last != "applicable" && last != "needed")) return false;
    for (const std::string_view each : {"by", "in", "under", "from", "pursuant", "of"})
        if (scene.sentence[behind].folded == each) return true;
    return false;
}

}  // namespace

std::vector<Qualified> conditions_in(const Scene& scene, Range range) {
    std::vector<Qualified> found;
    for (std::size_t at = range.begin; at < range.end; ++at) {
        if (scene.sentence[at].quoted) continue;
        const auto phrase = scene.words.conditions.longest(scene.sentence, at);
        if (phrase.words == 0 || at + phrase.words > range.end) continue;
        const ConditionRow& row = scene.words.condition_rows[phrase.row];
        if (belongs_to_noun(scene, at, row) || goes_on_otherwise(scene, at + phrase.words, row)) continue;
        std::size_t end = at + phrase.words;
        if (row.open) end = end_of_clause(scene, end, range.end);
        while (end > at + phrase.words && (scene.sentence[end - 1].folded == "and" || scene.sentence[end - 1].folded == "or")) --end;
        found.push_back({{at, end}, {scene.passage({at, end}), row.kind, row.meaning}});
        at = end - 1;
    }
    return found;
}

namespace {

/// "the report prepared by the Secretary-General, in consultation with ...": how something came about, not how it is to be done.
bool tells_of_past(const Scene& scene, std::size_t at) {
    constexpr std::size_t near = 7;
    for (std::size_t i = at; i-- > at - std::min(near, at);) {
        if (infinitive_at(scene, i)) return false;
        const std::string& word = scene.sentence[i].folded;
        if (word == "by" && i > 0 && (scene.words.in(Group::participle, scene.sentence[i - 1]) || scene.sentence[i - 1].folded.ends_with("ed"))) return i < 2 || scene.sentence[i - 2].folded != "be";
    }
    return false;
}

}  // namespace

std::vector<Joined> partners_in(const Scene& scene, Range range) {
    std::vector<Joined> found;
    for (std::size_t at = range.begin; at < range.end; ++at) {
        if (scene.sentence[at].quoted) continue;
        const auto phrase = scene.words.partners.longest(scene.sentence, at);
        if (phrase.words == 0 || at + phrase.words >= range.end) continue;
        if (tells_of_past(scene, at)) continue;
        const std::size_t names = at + phrase.words;
        const std::size_t end = end_of_partners(scene, names, range.end);
        auto with = addressees_in(scene, {names, end}, {});
        const std::string& relation = scene.words.partner_rows[phrase.row];
        // "in conjunction with the reports of": things
        if (relation == "conjunction" && !with.empty() && with.front().type == "other") continue;
        found.push_back({{at, end}, {scene.passage({at, end}), relation, std::move(with)}});
        at = end - 1;
    }
    return found;
}

std::vector<Range> phrases_in(const Scene& scene, Range range, const Phrases& phrases) {
    std::vector<Range> found;
    for (std::size_t at = range.begin; at < range.end; ++at) {
        if (scene.sentence[at].quoted) continue;
        const auto phrase = phrases.longest(scene.sentence, at);
        if (phrase.words == 0 || at + phrase.words > range.end) continue;
        found.push_back({at, at + phrase.words});
        at += phrase.words - 1;
    }
    return found;
}

}  // namespace comity::directive
