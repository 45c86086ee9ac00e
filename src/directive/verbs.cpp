// The chain of directive verbs in one paragraph: the one that opens it, and those that go on with it ("..., and requests").
#include <algorithm>

#include "directive/parts.hpp"
#include "vocabulary/fold.hpp"

namespace comity::directive {
namespace {

using vocabulary::Letters;
using vocabulary::OpeningMatch;
using vocabulary::Use;

void classify(Verb& verb, const vocabulary::OpeningPhrase& phrase) {
    verb.lemma = phrase.lemma;
    verb.category = phrase.category;
    verb.strength = phrase.strength;
    verb.creates = phrase.creates_mandate;
}

Verb verb_at(const Scene& scene, std::uint32_t begin, std::uint32_t end, const OpeningMatch& match) {
    Verb verb;
    verb.begin = begin;
    verb.end = end;
    verb.range = {scene.sentence.at_byte(begin), scene.sentence.at_byte(end)};
    verb.act_begin = verb.range.begin;
    classify(verb, scene.vocabulary.openings()[match.phrase]);
    verb.participle = match.use == Use::preambular;
    return verb;
}

/// "Reiterates its request" asks, "Expresses its intention" tells what the organ means to do: the last noun of the formula says what its verb amounts to.
void refine(const Scene& scene, Verb& verb) {
    verb.asks_as = verb.lemma;
    for (std::size_t at = verb.range.end; at-- > verb.range.begin + 1;)
        for (const NounRow& row : scene.words.noun_rows) {
            if (row.lemmas.count(verb.lemma) == 0 || row.words.count(scene.sentence[at].folded) == 0) continue;
            verb.category = row.category;
            verb.strength = row.strength;
            verb.creates = row.creates;
            if (!row.asks_as.empty()) verb.asks_as = row.asks_as;
            return;
        }
}

/// "Calls upon" with a Cyrillic letter at its head, as a keyboard leaves it: the Latin one that looks the same. Nothing if the head is no such letter.
std::optional<std::string> with_latin_head(std::string_view text) {
    constexpr std::pair<std::string_view, char> same[] = {{"\xD0\x90", 'A'}, {"\xD0\x92", 'B'}, {"\xD0\x95", 'E'}, {"\xD0\x9C", 'M'}, {"\xD0\x9D", 'H'}, {"\xD0\xA0", 'P'}, {"\xD0\xA1", 'C'}, {"\xD0\xA2", 'T'}};
    for (const auto& [letter, latin] : same)
        if (text.starts_with(letter) && text.size() > 2 && text[2] >= 'a' && text[2] <= 'z') return latin + std::string(text.substr(2));
    return std::nullopt;
}

/// "Request for conciliation": a noun, also where no organ says "We".
bool is_noun(const Scene& scene, const Verb& verb) {
    for (const std::string_view each : {"for", "by", "of", "from", "shall", "may"})
        if (scene.sentence[verb.range.end].folded == each && scene.sentence[0].folded != "we") return true;
    return false;
}

/// An imperative of a list of tasks ("Receive requests from ...") is no verb of the organ, unless the organ says "We".
bool is_task(const Scene& scene, const Verb& verb) {
    return scene.sentence[verb.range.begin].number != 0 && scene.words.group(Group::plain_task).longest(scene.sentence, verb.range.end - 1).words > 0 && scene.sentence[0].folded != "we";
}

std::optional<Verb> opening_verb(const Scene& scene, const document::Paragraph& paragraph) {
    const std::string_view text = paragraph.text;
    if (paragraph.opening && paragraph.opening_at <= text.size()) {
        const std::string_view rest = text.substr(paragraph.opening_at);
        auto match = scene.vocabulary.match_opening(rest, scene.language, Letters::any);
        const bool plain = !match;
        if (plain) match = scene.vocabulary.match_plain_opening(rest);
        if (!match) return std::nullopt;
        const std::size_t length = rest.starts_with(*paragraph.opening) ? paragraph.opening->size() : match->length;
        Verb verb = verb_at(scene, paragraph.opening_at, static_cast<std::uint32_t>(paragraph.opening_at + length), *match);
        verb.act_begin = 0;
        if (plain && (is_task(scene, verb) || is_noun(scene, verb))) return std::nullopt;
        return verb;
    }
    if (const auto repaired = with_latin_head(text)) {
        const auto match = scene.vocabulary.match_opening(*repaired, scene.language, Letters::any);
        if (match && match->use != Use::preambular) return verb_at(scene, 0, match->length + 1, *match);
    }
    // "Request that ...", as recommendations are listed
    const auto match = scene.sentence[0].capital ? scene.vocabulary.match_plain_opening(text) : std::nullopt;
    if (!match || scene.vocabulary.openings()[match->phrase].strength < 2) return std::nullopt;
    Verb verb = verb_at(scene, 0, match->length, *match);
    return is_task(scene, verb) || is_noun(scene, verb) ? std::nullopt : std::optional(std::move(verb));
}

/// "The Secretary-General is requested to": the passive of a directive verb, with who is asked before it; else "The Fund shall ...", a provision.
enum class Without { any, passive };
std::optional<Verb> verb_without_organ(const Scene& scene, std::size_t from = 0, Without which = Without::any) {
    constexpr std::size_t far = 60;
    const Sentence& sentence = scene.sentence;
    for (std::size_t at = from + 1; at < std::min(sentence.size(), from + far); ++at) {
        if (from > 0 && sentence[at].sign == '.') break;
        if (sentence[at].quoted || sentence[at].sign == '.') continue;
        const bool modal = which == Without::any && scene.words.in(Group::modal, sentence[at]);
        const auto passive = scene.words.group(Group::passive).longest(sentence, at);
        if (!modal && passive.words == 0) continue;
        Verb verb;
        verb.range = {at, at + (modal ? 1 : passive.words)};
        verb.begin = sentence[at].begin;
        verb.end = sentence[verb.range.end - 1].end;
        std::size_t subject = from;  // "Also, the Agency is urged to"
        while (subject < at && scene.words.in(Group::adverb, sentence[subject])) ++subject;
        verb.subject = Range{subject, at};
        verb.act_begin = from;
        if (modal) {
            verb.lemma = sentence[at].folded;
            verb.category = "provision";
            return verb;
        }
        std::string lemma = sentence[at + 1].folded == "called" ? "call upon" : sentence[at + 1].folded;
        if (lemma.ends_with("ed") && lemma != "called") lemma.resize(lemma.size() - (lemma == "invited" || lemma == "authorized" || lemma == "urged" || lemma == "encouraged" ? 1 : 2));
        for (const auto& phrase : scene.vocabulary.openings()) {
            if (phrase.language != "en" || phrase.lemma != lemma) continue;
            classify(verb, phrase);
            return verb;
        }
    }
    return std::nullopt;
}

/// Past "in this regard", "therefore" and their commas.
std::size_t past_inserts(const Scene& scene, std::size_t at) {
    for (int many = 0; many < 3; ++many) {
        const auto found = scene.words.group(Group::insert).longest(scene.sentence, at);
        if (found.words == 0) break;
        at += found.words;
    }
    return at;
}

/// Past "the Council", "it", "the General Assembly": who speaks, named anew.
std::size_t past_speaker(const Scene& scene, std::size_t at) {
    const Sentence& sentence = scene.sentence;
    if (sentence[at].folded == "it" || sentence[at].folded == "we") return at + 1;
    if (sentence[at].folded != "the" || !sentence[at + 1].capital) return at;
    const auto body = scene.vocabulary.body_at_start(sentence.text().substr(sentence[at + 1].begin));
    if (!body) return at;
    const bool own = body->body != nullptr && (body->body->id == scene.speaking.body || body->shared == "Council" || body->shared == "Assembly");
    return own ? sentence.at_byte(sentence[at + 1].begin + body->length) : at;
}

struct Boundary {
    std::size_t verb = 0;  ///< the word at which it may stand, behind adverbs and inserts
    bool comma = false, stop = false, joined = false, named = false;
};

std::optional<Boundary> boundary_at(const Scene& scene, std::size_t at) {
    const Word& word = scene.sentence[at];
    Boundary boundary;
    boundary.comma = word.sign == ',' || word.sign == ';' || word.sign == '-';
    boundary.stop = word.sign == '.' || word.sign == ':';
    boundary.joined = word.folded == "and" || word.folded == "but";
    if (!boundary.comma && !boundary.stop && !boundary.joined) return std::nullopt;
    std::size_t verb = at + (boundary.joined ? 1 : 0);
    if (scene.sentence[verb].sign == ',' && boundary.joined) boundary.comma = true;  // "and, in this regard,"
    verb = past_inserts(scene, verb);
    const std::size_t speaker = past_speaker(scene, verb);
    boundary.named = speaker != verb;
    boundary.verb = boundary.named ? past_inserts(scene, speaker) : verb;
    return boundary;
}

/// A verb form within the next words, behind adverbs only; which kind of form.
enum class Form { none, plain, evident, several_words };
Form form_near(const Scene& scene, std::size_t at) {
    for (std::size_t i = at; i < at + 4; ++i) {
        const Word& word = scene.sentence[i];
        if (scene.words.in(Group::chain, word)) return Form::plain;
        if (scene.words.in(Group::chain_evident, word)) return Form::evident;
        if (scene.words.in(Group::chain_long, word)) return Form::several_words;
        if (scene.sentence[i].capital) break;
    }
    return Form::none;
}

bool is_evident(const Scene& scene, std::size_t behind) {
    const Word& next = scene.sentence[behind];
    if (next.sign == ',') return true;  // "requests, in this regard, the ..."
    return next.sign == ' ' && (next.capital || scene.words.in(Group::evidence, next));
}

/// "which requests ... and encourages": a relative clause that itself speaks in directive verbs. "which was held in 2013, and requests" is closed by its comma.
bool in_relative_clause(const Scene& scene, std::size_t from, std::size_t at, const Boundary& boundary) {
    const Sentence& sentence = scene.sentence;
    for (std::size_t i = at; i-- > from;) {
        if (!scene.words.in(Group::relative, sentence[i])) {
            if (sentence[i].sign == ';' || sentence[i].sign == '.') return false;
            continue;
        }
        for (std::size_t k = i + 1; k < std::min(i + 7, at); ++k)
            if (form_near(scene, k) != Form::none && !sentence[k].capital) return true;
        if (!boundary.comma && !boundary.stop) {
            bool closed = false;
            for (std::size_t k = i + 1; k < at; ++k) closed = closed || sentence[k].sign == ',';
            return !closed;
        }
        return false;
    }
    return false;
}

/// Whether a bare "and" stands within a that-clause: an open one ("Stresses that each lamp guides and supports"), or one that itself speaks in such
/// verbs ("Notes that the programme encourages States and supports").
enum class That { no, open, speaks };
That that_clause(const Scene& scene, std::size_t from, std::size_t at) {
    const Sentence& sentence = scene.sentence;
    for (std::size_t i = at; i-- > from;) {
        if (sentence[i].folded == "that") {
            for (std::size_t k = i + 1; k < at; ++k)
                if (scene.words.in(Group::chain, sentence[k]) || scene.words.in(Group::chain_evident, sentence[k])) return That::speaks;
            return That::open;
        }
        if (sentence[i].sign == ',' || sentence[i].sign == ';') return That::no;
    }
    return That::no;
}

/// "... . We also welcome": declarations speak in the first person.
std::optional<Verb> our_verb(const Scene& scene, std::size_t at, std::size_t behind_we) {
    const std::uint32_t begin = scene.sentence[behind_we].begin;
    const auto match = scene.vocabulary.match_plain_opening(scene.sentence.text().substr(begin));
    if (!match || match->length == 0) return std::nullopt;
    Verb verb = verb_at(scene, begin, begin + match->length, *match);
    verb.act_begin = at;
    return verb;
}

/// "We emphasize that ..., and underline the importance": a plain verb goes on with "we", unless an infinitive stands between that it may belong to.
std::optional<Verb> our_further_verb(const Scene& scene, std::size_t from, std::size_t at) {
    const auto boundary = boundary_at(scene, at);
    if (!boundary || boundary->stop || !(boundary->comma || boundary->joined) || scene.sentence[boundary->verb].quoted || scene.sentence[boundary->verb].capital) return std::nullopt;
    const auto match = scene.vocabulary.match_plain_opening(scene.sentence.text().substr(scene.sentence[boundary->verb].begin));
    if (!match || match->length == 0) return std::nullopt;
    Verb verb = verb_at(scene, scene.sentence[boundary->verb].begin, scene.sentence[boundary->verb].begin + match->length, *match);
    // "and invite donors": whom it asks shows the verb, too.
    const bool asks = scene.words.addressees.longest(scene.sentence, verb.range.end).words > 0;
    if (!(asks || is_evident(scene, verb.range.end)) || scene.words.group(Group::plain_task).longest(scene.sentence, boundary->verb).words > 0) return std::nullopt;
    // ", and recognize": behind a comma only what may be a further task of an infinitive stands in the way, and no infinitive that a noun before it has ("efforts to define").
    const bool statement = boundary->comma && boundary->joined && verb.creates == 'n';
    for (std::size_t i = from; i < at; ++i) {
        const bool relative = scene.sentence[i].folded == "which" || scene.sentence[i].folded == "who";
        if (statement && relative && std::any_of(&scene.sentence[i], &scene.sentence[at], [](const Word& word) { return word.sign == ','; })) continue;
        if (statement && i > from && scene.words.in(Group::nouns_with_task, scene.sentence[i - 1])) continue;
        if (relative || infinitive_at(scene, i)) return std::nullopt;
    }
    verb.act_begin = boundary->joined && boundary->verb > at ? at + 1 : at;
    return verb;
}

std::optional<Verb> further_verb(const Scene& scene, std::size_t from, std::size_t at) {
    const auto boundary = boundary_at(scene, at);
    if (!boundary || scene.sentence[boundary->verb].quoted || scene.sentence[at].quoted) return std::nullopt;
    if (boundary->named && scene.sentence[boundary->verb - 1].folded == "we") return our_verb(scene, at, boundary->verb);
    const Form form = form_near(scene, boundary->verb);
    if (form == Form::none) return std::nullopt;
    if (boundary->stop && !boundary->named && !scene.sentence[boundary->verb].capital) return std::nullopt;
    const std::uint32_t begin = scene.sentence[boundary->verb].begin;
    const auto match = scene.vocabulary.match_opening(scene.sentence.text().substr(begin), scene.language, Letters::any);
    if (!match || match->use == Use::preambular) return std::nullopt;
    Verb verb = verb_at(scene, begin, begin + match->length, *match);
    if (verb.range.empty()) return std::nullopt;
    const std::size_t core = scene.sentence.at_byte(begin + match->without_preposition);
    const bool bare = !boundary->comma && !boundary->stop && !boundary->named;
    if (form == Form::several_words && verb.lemma.find(' ') == std::string::npos && verb.category != "express" && verb.category != "intent") return std::nullopt;
    if (form == Form::several_words && verb.category == "consider") return std::nullopt;  // "..., and takes into account": what the thing spoken of does
    const bool takes_preposition = verb.lemma.starts_with("call ") || verb.lemma.starts_with("appeal to");
    // "..., and further requests enhanced reporting": the adverb shows the verb, unless a preposition shows the noun
    const bool by_adverb = boundary->comma && boundary->joined && scene.words.in(Group::adverb, scene.sentence[boundary->verb]) && !is_noun(scene, verb) && scene.sentence[core].sign == ' ';
    if (form == Form::evident && !takes_preposition && !by_adverb && !is_evident(scene, core)) return std::nullopt;
    if (verb.lemma == "call" || (verb.lemma == "call for" && bare && scene.words.in(Group::nouns_before, scene.sentence[at - 1]))) return std::nullopt;
    if (form == Form::evident && bare && !takes_preposition && scene.words.in(Group::nouns_before, scene.sentence[at - 1])) return std::nullopt;
    if (in_relative_clause(scene, from, at, *boundary)) {
        if (bare) return std::nullopt;
        verb.doubt = "subordinate clause";
    } else if (const That that = bare ? that_clause(scene, from, at) : That::no; that != That::no) {
        if (form == Form::evident && verb.creates == 'n') return std::nullopt;
        if (that == That::speaks) verb.doubt = "subordinate clause";
    } else if (bare && form == Form::evident && verb.creates == 'n') {
        verb.doubt = "noun or verb";
    }
    verb.act_begin = boundary->joined && boundary->verb > at ? at + 1 : at;
    return verb;
}

}  // namespace

namespace {

/// Behind a provision: sentences that ask in the passive ("Also, the Agency is urged to ...").
void add_passives(const Scene& scene, std::vector<Verb>& verbs) {
    for (std::size_t at = verbs.back().range.end; at < scene.sentence.size(); ++at) {
        if (scene.sentence[at].sign != '.' || scene.sentence[at].quoted) continue;
        if (auto found = verb_without_organ(scene, at, Without::passive)) {
            at = found->range.end;
            verbs.push_back(std::move(*found));
        }
    }
}

}  // namespace

std::vector<Verb> verbs_of(const Scene& scene, const document::Paragraph& paragraph, Opens opens) {
    std::vector<Verb> verbs;
    std::size_t from = 0;
    auto first = opening_verb(scene, paragraph);
    if (!first && opens == Opens::yes && scene.language == "en") first = verb_without_organ(scene);
    if (first) {
        from = std::max<std::size_t>(first->range.end, 1);
        refine(scene, *first);
        verbs.push_back(std::move(*first));
        // A provision has no chain of the organ's verbs.
        if (verbs.front().category == "provision") {
            add_passives(scene, verbs);
            return verbs;
        }
    }
    if (scene.language != "en") return verbs;
    const bool we = scene.sentence[0].folded == "we";
    for (std::size_t at = from; at < scene.sentence.size();) {
        auto found = further_verb(scene, from, at);
        if (!found && we && !verbs.empty()) found = our_further_verb(scene, from, at);
        if (!found) {
            ++at;
            continue;
        }
        from = std::max(found->range.end, at + 1);
        at = from;
        refine(scene, *found);
        verbs.push_back(std::move(*found));
    }
    if (verbs.size() > 1 && verbs.front().participle) {
        verbs.erase(verbs.begin());
        verbs.front().act_begin = 0;
    }
    return verbs;
}

std::optional<Range> infinitive_at(const Scene& scene, std::size_t at) {
    const Sentence& sentence = scene.sentence;
    if (sentence[at].folded != "to" || sentence[at].quoted) return std::nullopt;
    if (at > 0 && sentence[at].sign == ' ' && scene.words.in(Group::to_before, sentence[at - 1])) return std::nullopt;
    const auto is_adverb = [&](std::size_t i) {
        const std::string& word = sentence[i].folded;
        return scene.words.in(Group::adverb, sentence[i]) || (word.ends_with("ly") && word != "apply" && word != "comply" && word != "supply" && word != "rely");
    };
    const auto verb_from = [&](std::size_t i) {
        for (int many = 0; many < 4; ++many) {
            const auto insert = scene.words.group(Group::insert).longest(sentence, i);
            if (insert.words > 0) {
                i += insert.words;
            } else if (is_adverb(i)) {
                i += (sentence[i + 1].folded == "and" || sentence[i + 1].folded == "or") && is_adverb(i + 2) ? 2 : 1;  // "immediately and unconditionally"
            }
        }
        return i;
    };
    std::size_t verb = verb_from(at + 1);
    const std::string& word = sentence[verb].folded;
    if (word.empty() || sentence[verb].capital || sentence[verb].quoted || word.ends_with("ing")) return std::nullopt;
    if (!scene.words.in(Group::infinitive, sentence[verb])) {
        if (scene.words.in(Group::not_infinitive, sentence[verb]) || verb != at + 1) return std::nullopt;
        if (word.back() == 's' || (word.front() >= '0' && word.front() <= '9')) return std::nullopt;
    }
    if (word == "do" && sentence[verb + 1].folded == "so") return std::nullopt;
    std::size_t end = verb + 1;
    for (;;) {  // "continue to carry", "promote, protect and encourage"
        const bool joins = sentence[end].folded == "and" || sentence[end].folded == "or";
        std::size_t next = joins ? end + 1 : end;
        if (sentence[next].folded == "to" && (joins || sentence[next].sign == ' ') && !joins) {
            next = verb_from(next + 1);
            const std::string& before = sentence[end - 1].folded;
            if ((before == "continue" || before == "seek" || before == "begin" || before == "endeavour" || before == "strive" || before == "commit") && !scene.words.in(Group::not_infinitive, sentence[next]) && !sentence[next].capital) {
                end = next + 1;
                continue;
            }
            break;
        }
        next = joins ? verb_from(next) : next;
        if ((joins || sentence[end].sign == ',') && scene.words.in(Group::infinitive, sentence[next])) {
            // "explore and foster complementarities", but not "promote peace and work"
            end = next + 1;
            continue;
        }
        break;
    }
    return Range{at, end};
}

}  // namespace comity::directive
