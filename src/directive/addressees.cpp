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

/// "the DRC", "Government of the DRC": what the text itself abbreviates so.
std::optional<Known> abbreviated_at(const Scene& scene, std::size_t at) {
    if (scene.names == nullptr || !scene.sentence[at].capital) return std::nullopt;
    std::string_view word = scene.sentence.between(at, at + 1);
    auto found = scene.names->abbreviations.find(word);
    if (found == scene.names->abbreviations.end() && word.ends_with('s')) found = scene.names->abbreviations.find(word.substr(0, word.size() - 1));
    if (found == scene.names->abbreviations.end()) return std::nullopt;
    return Known{{at, at + 1}, found->second.type, found->second.id};
}

/// "the Working Group" of a text that names one in full.
void give_own_name(const Scene& scene, Known& known, std::size_t head) {
    if (scene.names == nullptr || scene.names->short_names.empty()) return;
    const auto found = scene.names->short_names.find(vocabulary::fold_name(scene.sentence.between(head, known.range.end)));
    const std::string& behind = scene.sentence[known.range.end].folded;
    if (found == scene.names->short_names.end() || (scene.sentence[known.range.end].sign == ' ' && (behind == "on" || behind == "for" || behind == "against"))) return;
    known.type = found->second.type;
    known.id = found->second.id;
}

/// "the Secretary-General of the League of ...", "the Director General of the IAEA": whose head it is says who is asked.
void give_house(const Scene& scene, Known& known, std::size_t end) {
    const Sentence& sentence = scene.sentence;
    const std::size_t of = known.range.end;
    if ((known.type != "secretary_general" && known.type != "un_system") || sentence[of].folded != "of" || sentence[of].sign != ' ') return;
    const std::string& last = sentence[of - 1].folded;
    if (last != "secretary-general" && last != "general" && last != "director-general" && last != "director" && last != "secretary" && last != "administrator" && last != "secretariat") return;
    const std::size_t name = of + (sentence[of + 1].folded == "the" ? 2 : 1);
    if (!sentence[name].capital) return;
    const auto house = known_addressee(scene, name, end);
    if (house && (house->type == "specialized_agencies" || house->type == "igo" || house->type == "un_system" || house->type == "un_body")) {
        known.range.end = house->range.end;
        known.type = house->type == "un_body" ? "un_system" : house->type;
        known.id = house->id;
    } else if (known.type == "secretary_general") {
        known.type = "un_system";  // the head of a conference or treaty body; of an organization that no table knows too
        known.id.clear();
    }
}

}  // namespace

bool is_pronoun(std::string_view word) { return word == "him" || word == "her" || word == "them" || word == "it"; }

std::vector<Known> meant_by_pronoun(const Scene& scene, std::size_t at) {
    const auto partners = partners_in(scene, {0, at});
    std::vector<Known> meant;
    std::size_t begin = at;
    for (std::size_t i = at; i-- > 0;) {
        if (is_pronoun(scene.sentence[i].folded) || std::any_of(partners.begin(), partners.end(), [&](const Joined& each) { return each.range.holds(i); })) continue;
        auto found = scene.words.addressees.longest(scene.sentence, i);
        if (found.words == 0 || i + found.words > begin) continue;
        for (std::size_t back = std::min<std::size_t>(4, i); back > 0; --back) {  // "States parties" and not "parties"
            const auto longer = scene.words.addressees.longest(scene.sentence, i - back);
            if (longer.words <= back || i - back + longer.words > begin) continue;
            found = longer;
            i -= back;
            break;
        }
        if (!meant.empty()) {  // of one list with the one behind it: "the mechanisms and the States parties"
            const std::string& last = scene.sentence[begin - 1].folded;
            const std::size_t between = begin - i - found.words;
            const bool joined = between <= 3 && (scene.sentence[i + found.words].folded == "and" || scene.sentence[i + found.words].sign == ',' || last == "and");
            if (!joined) break;
        }
        const AddresseeRow& row = scene.words.addressee_rows[found.row];
        meant.insert(meant.begin(), Known{{at, at + 1}, row.type, row.id});
        begin = i;
        if (scene.sentence[at].folded != "them") break;
    }
    if (meant.empty()) meant.push_back({{at, at + 1}, "other", ""});
    return meant;
}

std::optional<Known> known_addressee(const Scene& scene, std::size_t at, std::size_t end) {
    if (at >= end) return std::nullopt;
    if (is_pronoun(scene.sentence[at].folded)) return meant_by_pronoun(scene, at).front();
    const std::size_t head = past_modifiers(scene, at, end);
    if (head >= end || scene.sentence[head].quoted) return std::nullopt;
    if (auto own = abbreviated_at(scene, head)) {
        own->range.begin = at;
        if (own->range.end < end && scene.sentence[own->range.end].folded == "authorities") ++own->range.end;
        return own;
    }
    if (auto state = state_at(scene, head, end)) {
        state->range.begin = at;
        if (state->range.end < end && scene.sentence[state->range.end].folded == "authorities") ++state->range.end;
        return state;
    }
    auto found = scene.words.addressees.longest(scene.sentence, head);
    if (found.words == 0 || head + found.words > end) return std::nullopt;
    // "the Secretary-General of the United Nations Conference on ...": the name goes on
    const Word& behind = scene.sentence[head + found.words];
    if (found.words > 1 && scene.sentence[head + found.words - 1].folded == "nations" && behind.capital && behind.sign == ' ' && scene.sentence[head + 1].folded == "of")
        found.words = 1;
    const AddresseeRow& row = scene.words.addressee_rows[found.row];
    Known known{{at, head + found.words}, row.type, row.id};
    if (known.id.empty()) {  // "the Food and Agriculture Organization of the ...": a longer form of a name that the table of actors has
        const auto shorter = scene.words.addressees.longest_where(scene.sentence, head, [&](std::size_t each) { return !scene.words.addressee_rows[each].id.empty() && scene.words.addressee_rows[each].type == row.type; });
        if (shorter.words > 1) known.id = scene.words.addressee_rows[shorter.row].id;
    }
    if (known.type == "un_body" || known.type == "hrc" || known.type == "security_council" || known.type == "hr_mechanisms" || known.type == "icj") {
        if (const std::string id = body_id(scene, head); !id.empty()) {
            known.id = id;
            if (id == "HRC" && known.type == "un_body" && scene.sentence[head].folded != "president") known.type = "hrc";
            if (id == "SC" && known.type == "un_body" && scene.sentence[head].folded != "president") known.type = "security_council";
        }
    }
    give_own_name(scene, known, head);
    give_house(scene, known, end);
    if (known.type == "high_commissioner" && known.id.empty() && scene.speaking.body == "HRC") known.id = "HC";
    if (known.type == "member_states" && scene.sentence[head + found.words].folded == "of") {  // "the Government of Lagunia"
        const std::size_t name = head + found.words + 1;
        if (const auto state = state_at(scene, name, end)) return Known{{at, state->range.end}, "member_states", state->id};
        if (const auto own = abbreviated_at(scene, name + (scene.sentence[name].folded == "the" ? 1 : 0)); own && own->type == "member_states") return Known{{at, own->range.end}, "member_states", own->id};
    }
    // "other members of the Committee" are no States
    if (known.type == "member_states" && scene.sentence[known.range.end - 1].folded == "members" && scene.sentence[known.range.end].folded == "of") {
        const auto body = known_addressee(scene, known.range.end + (scene.sentence[known.range.end + 1].folded == "the" ? 2 : 1), end);
        if (body && body->type != "member_states") return Known{{at, body->range.end}, body->type, body->id};
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
        if (word == "of" || word == "on" || word == "for" || word == "in" || word == "with" || word == "by" || word == "to" || word == "that" || word == "between" || word == "among" || word == "from" || word == "through" || word == "under" || word == "at") break;
        const auto found = scene.words.addressees.longest(scene.sentence, at);
        if (found.words > 0 && !is_pronoun(word)) return scene.words.addressee_rows[found.row].type;
    }
    return "other";
}

}  // namespace

namespace {

/// "intergovernmental and non-governmental organizations" are two kinds in one name.
bool names_both(const Scene& scene, Range range) {
    for (std::size_t at = range.begin; at < range.end; ++at)
        if (scene.sentence[at].folded == "non-governmental" || scene.sentence[at].folded == "nongovernmental") return true;
    return false;
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
        if (scene.sentence[at].folded == "them") {
            for (const Known& each : meant_by_pronoun(scene, at)) found.push_back({scene.passage(each.range), each.type, each.id});
            ++at;
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
        if (known && known->type == "igo" && names_both(scene, known->range)) found.push_back({scene.passage({at, end}), "ngo", ""});
        at = next != 0 ? next : end;
    }
    return found;
}

}  // namespace comity::directive
