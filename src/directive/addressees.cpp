// Who is asked: known names behind a directive verb, in lists, with what stands between them.
#include <algorithm>

#include "directive/parts.hpp"
#include "vocabulary/fold.hpp"

namespace comity::directive {
namespace {

std::size_t past_modifiers(const Scene& scene, std::size_t at, std::size_t end) {
    while (at < end) {
        const auto found = scene.words.group(Group::modifier).longest(scene.sentence, at);
        if (found.words == 0 || scene.words.addressees.longest(scene.sentence, at).words > found.words) break;
        at += found.words;
    }
    return at;
}

/// "the Government of Lagunia", "the Islamic Republic of ...": a State by one of its names.
std::optional<Known> state_at(const Scene& scene, std::size_t at, std::size_t end) {
    const Sentence& sentence = scene.sentence;
    if (sentence[at].folded == "the") ++at;
    if (!sentence[at].capital) return std::nullopt;
    constexpr std::size_t longest = 9;
    std::size_t many = 1;
    for (; many < longest && at + many < end && sentence[at + many].sign == ' '; ++many) {  // names go on over capitals and small words
        const Word& word = sentence[at + many];
        if (!word.capital && word.folded != "of" && word.folded != "the" && word.folded != "and") break;
    }
    for (many = std::min(many, end - std::min(at, end)); many > 0; --many) {
        std::string_view name = sentence.between(at, at + many);
        const auto* state = scene.vocabulary.state_named(name);
        if (state != nullptr) return Known{{at, at + many}, "member_states", state->iso3};
    }
    return std::nullopt;
}

std::string body_id(const Scene& scene, std::size_t at) {
    const auto body = scene.vocabulary.body_at_start(scene.sentence.text().substr(scene.sentence[at].begin));
    if (!body || body->body == nullptr) return "";
    if (body->shared.empty()) return body->body->id;
    const auto* own = scene.vocabulary.body(scene.speaking.body);
    return own != nullptr && own->short_name == body->shared ? own->id : "";
}

bool is_pronoun(std::string_view word) { return word == "him" || word == "her" || word == "them" || word == "it"; }

/// "requests him": the nearest known addressee before.
Known meant_by_pronoun(const Scene& scene, std::size_t at) {
    for (std::size_t i = at; i-- > 0;) {
        const auto found = scene.words.addressees.longest(scene.sentence, i);
        if (found.words == 0 || is_pronoun(scene.sentence[i].folded)) continue;
        const AddresseeRow& row = scene.words.addressee_rows[found.row];
        return {{at, at + 1}, row.type, row.id};
    }
    return {{at, at + 1}, "other", ""};
}

}  // namespace

std::optional<Known> known_addressee(const Scene& scene, std::size_t at, std::size_t end) {
    if (at >= end) return std::nullopt;
    if (is_pronoun(scene.sentence[at].folded)) return meant_by_pronoun(scene, at);
    const std::size_t head = past_modifiers(scene, at, end);
    if (head >= end || scene.sentence[head].quoted) return std::nullopt;
    if (auto state = state_at(scene, head, end)) {
        state->range.begin = at;
        return state;
    }
    const auto found = scene.words.addressees.longest(scene.sentence, head);
    if (found.words == 0 || head + found.words > end) return std::nullopt;
    const AddresseeRow& row = scene.words.addressee_rows[found.row];
    Known known{{at, head + found.words}, row.type, row.id};
    if (known.type == "un_body" || known.type == "hrc" || known.type == "security_council" || known.type == "hr_mechanisms" || known.type == "icj") {
        if (const std::string id = body_id(scene, head); !id.empty()) {
            known.id = id;
            if (id == "HRC" && known.type == "un_body" && scene.sentence[head].folded != "president") known.type = "hrc";
            if (id == "SC" && known.type == "un_body" && scene.sentence[head].folded != "president") known.type = "security_council";
        }
    }
    if (known.type == "member_states" && scene.sentence[head + found.words].folded == "of") {  // "the Government of Lagunia"
        if (const auto state = state_at(scene, head + found.words + 1, end)) return Known{{at, state->range.end}, "member_states", state->id};
    }
    if (known.type == "member_states" && scene.sentence[head].folded != "members") {
        const std::string_view rest = scene.sentence.between(head + found.words, std::min(end, head + found.words + 6));
        if (rest.starts_with("in a position to do so")) known.type = "donors";
    }
    return known;
}

namespace {

/// Where the next of a list begins: a known name behind a comma, "and" or "as well as". 0 if none begins here.
std::size_t next_of_list(const Scene& scene, std::size_t at, std::size_t end) {
    const Sentence& sentence = scene.sentence;
    std::size_t head = at;
    const auto joint = scene.words.group(Group::joint).longest(sentence, at);
    if (joint.words > 0) {
        head += joint.words;
    } else if (sentence[at].sign != ',' && sentence[at].sign != ';') {
        return 0;
    }
    const auto known = known_addressee(scene, head, end);
    if (!known) return 0;
    // "the promotion of States' rights and peoples": a name that something else is said of stands behind "of" and is no member of the list
    return head;
}

/// "the Lagunian authorities", "the newly appointed Special Rapporteur": a known name behind words that are not known, before the first preposition.
std::string type_within(const Scene& scene, Range range) {
    for (std::size_t at = range.begin; at < range.end; ++at) {
        const std::string& word = scene.sentence[at].folded;
        if (word == "of" || word == "on" || word == "for" || word == "in" || word == "with" || word == "by" || word == "to" || word == "that") break;
        const auto found = scene.words.addressees.longest(scene.sentence, at);
        if (found.words > 0 && !is_pronoun(word)) return scene.words.addressee_rows[found.row].type;
    }
    return "other";
}

}  // namespace

std::vector<Addressee> addressees_in(const Scene& scene, Range range, const std::vector<Range>& cut) {
    std::vector<Addressee> found;
    std::size_t at = range.begin;
    const auto cut_at = [&](std::size_t word) { return std::find_if(cut.begin(), cut.end(), [&](const Range& each) { return each.holds(word); }); };
    while (at < range.end) {
        if (const auto skipped = cut_at(at); skipped != cut.end()) {
            at = skipped->end;
            continue;
        }
        const auto joint = scene.words.group(Group::joint).longest(scene.sentence, at);
        if (joint.words > 0 && found.empty()) {
            at += joint.words;
            continue;
        }
        const auto known = known_addressee(scene, at, range.end);
        std::size_t end = known ? known->range.end : at + 1;
        std::size_t next = 0;
        while (end < range.end && cut_at(end) == cut.end()) {
            next = next_of_list(scene, end, range.end);
            if (next != 0) break;
            ++end;
        }
        std::string type = known ? known->type : "other";
        const std::string id = known ? known->id : "";
        if (!known && found.empty()) type = type_within(scene, {at, end});
        const bool rest_of_cut = !found.empty() && !known;  // words behind an insert go on with what stood before it
        if (!rest_of_cut) found.push_back({scene.passage({at, end}), type, id});
        at = next != 0 ? next : end;
    }
    return found;
}

}  // namespace comity::directive
