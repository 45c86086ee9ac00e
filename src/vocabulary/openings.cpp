#include "vocabulary/openings.hpp"

#include <algorithm>

#include "vocabulary/fold.hpp"
#include "vocabulary/tables.hpp"

namespace comity::vocabulary {
namespace {

// No opening phrase is longer; what lies beyond is not looked at, so that a long paragraph costs no more than a short one.
constexpr std::size_t most_words = 24;

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80U || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || c == '-' ||
           c == '\'';
}

// No-break and narrow blanks (U+00A0, U+202F, U+2009) stand between words like a blank.
std::size_t blank_at(std::string_view text, std::size_t at) {
    if (text[at] == ' ' || text[at] == '\t') return 1;
    if (text.substr(at).starts_with("\xC2\xA0")) return 2;
    return text.substr(at).starts_with("\xE2\x80\xAF") || text.substr(at).starts_with("\xE2\x80\x89") ? 3 : 0;
}

// Typographic marks that end a word though they are no ASCII: quotation marks, dashes, dots, Arabic and Chinese commas.
bool mark_at(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    if (rest.starts_with("\xE2\x80\x99")) return false;  // apostrophe: part of a word
    return rest.starts_with("\xE2\x80") || rest.starts_with("\xD8\x8C") || rest.starts_with("\xEF\xBC") || rest.starts_with("\xC2\xAB");
}

bool begins_with_small_letter(std::string_view text) {
    const std::string first(text.substr(0, 2));
    if (first.empty()) return true;
    if (static_cast<unsigned char>(first[0]) < 0x80U) return !(first[0] >= 'A' && first[0] <= 'Z');
    return fold(first) == first;
}

}  // namespace

TextWords::TextWords(std::string_view text) {
    folded.reserve(256);
    std::size_t at = 0;
    bool joined = true;
    while (at < text.size() && words.size() < most_words) {
        if (const std::size_t blank = blank_at(text, at); blank != 0) {
            at += blank;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_word_byte(text[end]) && blank_at(text, end) == 0 && !mark_at(text, end)) ++end;
        if (end == at) {
            joined = false;
            ++at;
            continue;
        }
        const std::size_t begin = folded.size();
        // The views below must not move: a word that no longer fits ends the text that is looked at.
        if (folded.capacity() - begin < 2 * (end - at)) break;
        fold_into(text.substr(at, end - at), folded);
        words.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end),
                         std::string_view(folded).substr(begin), joined});
        joined = true;
        at = end;
    }
}

std::string_view TextWords::next(std::size_t at) const noexcept {
    return at < words.size() && words[at].joined ? words[at].folded : std::string_view{};
}

void PhraseSet::add(std::string_view folded_phrase) {
    std::vector<std::string> words;
    for (const auto word : split(folded_phrase, ' ')) words.emplace_back(word);
    auto& same_first = by_first_[words.front()];
    same_first.push_back(std::move(words));
    std::stable_sort(same_first.begin(), same_first.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::size_t PhraseSet::longest(const TextWords& text, std::size_t at) const {
    const auto found = by_first_.find(text.next(at));
    if (found == by_first_.end()) return 0;
    for (const auto& phrase : found->second) {
        std::size_t same = 1;
        while (same < phrase.size() && text.next(at + same) == phrase[same]) ++same;
        if (same == phrase.size()) return same;
    }
    return 0;
}

void OpeningMatcher::add_form(std::string_view form, std::size_t phrase, Use use, std::string_view takes) {
    OpeningForm added{.words = {}, .needed = 0, .phrase = phrase, .use = use, .takes = std::string(takes)};
    bool preposition = false;
    const std::string folded = fold_name(form);
    for (std::string_view word : split(folded, ' ')) {
        preposition = preposition || word.starts_with('(');
        if (word.starts_with('(')) word.remove_prefix(1);
        if (word.ends_with(')')) word.remove_suffix(1);
        added.words.emplace_back(word);
        if (!preposition) ++added.needed;
    }
    if (script_ == Script::signs) {
        std::string whole;
        for (std::size_t i = 0; i < added.needed; ++i) whole += (i == 0 ? "" : " ") + added.words[i];
        added.words = {whole};
        signs_.push_back(std::move(added));
        std::stable_sort(signs_.begin(), signs_.end(), [](const auto& a, const auto& b) { return a.words[0].size() > b.words[0].size(); });
        return;
    }
    auto& same_first = forms_[added.words.front()];
    for (auto& known : same_first) {
        if (known.words != added.words) continue;
        if (known.use != added.use) known.use = Use::both;
        if (known.takes.empty()) known.takes = added.takes;
        return;
    }
    same_first.push_back(std::move(added));
}

void OpeningMatcher::add_words(std::string_view role, std::string_view words) {
    const std::string folded = fold_name(words);
    if (role == "before") {
        before_.add(folded);
        signs_before_.push_back(folded);
        std::stable_sort(signs_before_.begin(), signs_before_.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    } else if (role == "after") {
        after_.add(folded);
    } else if (role == "with") {
        with_.add(folded);
    } else if (role == "adjective") {
        adjectives_.add(folded);
    } else if (role == "determiner") {
        determiners_.add(folded);
    } else if (role.starts_with("noun:")) {
        nouns_[std::string(role.substr(5))].add(folded);
    }
}

std::optional<OpeningMatch> OpeningMatcher::match(std::string_view text, Letters letters) const {
    return script_ == Script::signs ? match_signs(text) : match_words(text, letters);
}

// "Also strongly condemns": the adverbs before the formula are tried one by one, because some formulas begin with one.
std::optional<OpeningMatch> OpeningMatcher::match_words(std::string_view text, Letters letters) const {
    if (letters == Letters::capital_first && begins_with_small_letter(text)) return std::nullopt;
    const TextWords words(text);
    if (words.words.empty() || words.words.front().begin != 0) return std::nullopt;
    Found found;
    for (std::size_t at = 0; at < words.words.size();) {
        found = formula_at(words, at);
        if (found.form != nullptr) break;
        const std::size_t adverb = before_.longest(words, at);
        if (adverb == 0) return std::nullopt;
        at += adverb;
        if (words.next(at) == "and") ++at;  // "strongly and unequivocally condemns"
    }
    if (found.form == nullptr) return std::nullopt;
    const OpeningForm& first = *found.form;
    found = joined_formulas(words, found);
    return OpeningMatch{.length = words.words[found.end - 1].end,
                        .phrase = first.phrase,
                        .use = first.use,
                        .without_preposition = words.words[found.without_preposition - 1].end};
}

// "Recalling and reaffirming": a second formula of the same use belongs to the opening.
OpeningMatcher::Found OpeningMatcher::joined_formulas(const TextWords& text, Found first) const {
    while (text.next(first.without_preposition) == "and") {
        std::size_t at = first.without_preposition + 1;
        while (const std::size_t adverb = before_.longest(text, at)) at += adverb;
        const Found second = formula_at(text, at);
        if (second.form == nullptr) break;
        const Use use = first.form->use;
        if (second.form->use != use && second.form->use != Use::both && use != Use::both) break;
        first.end = second.end;
        first.without_preposition = second.without_preposition;
    }
    return first;
}

OpeningMatcher::Found OpeningMatcher::formula_at(const TextWords& text, std::size_t at) const {
    const auto candidates = forms_.find(text.next(at));
    if (candidates == forms_.end()) return {};
    Found best;
    std::size_t best_words = 0;
    for (const auto& form : candidates->second) {
        const Found found = whole_of(text, at, form);
        if (found.form == nullptr) continue;
        if (form.needed > best_words || (form.needed == best_words && found.end > best.end)) {
            best = found;
            best_words = form.needed;
        }
    }
    return best;
}

OpeningMatcher::Found OpeningMatcher::whole_of(const TextWords& text, std::size_t at, const OpeningForm& form) const {
    std::size_t end = through_form(text, at, form);
    if (end == 0) return {};
    end = past_adverbs(text, end);
    if (!form.takes.empty()) {
        if (const std::size_t object = past_object(text, end, form.takes); object != end) end = past_adverbs(text, object);
    }
    Found found{end, end, &form};
    std::size_t preposition = form.needed;
    while (preposition < form.words.size() && text.next(end) == form.words[preposition]) ++preposition, ++end;
    if (preposition == form.words.size()) found.end = end;
    return found;
}

// "Calls once again upon", "Having also considered": adverbs may stand inside a formula. 0 if the form does not stand here.
std::size_t OpeningMatcher::through_form(const TextWords& text, std::size_t at, const OpeningForm& form) const {
    for (std::size_t word = 0; word < form.needed; ++word, ++at) {
        if (text.next(at) == form.words[word]) continue;
        if (word == 0) return 0;
        at = past_adverbs(text, at);
        if (text.next(at) != form.words[word]) return 0;
    }
    return at;
}

// "also", "once again", "with deep appreciation"
std::size_t OpeningMatcher::past_adverbs(const TextWords& text, std::size_t at) const {
    for (;;) {
        if (const std::size_t adverb = after_.longest(text, at); adverb != 0) {
            at += adverb;
        } else if (text.next(at) == "with") {
            const std::size_t end = past_nouns(text, at + 1, with_);
            if (end == at + 1) return at;
            at = end;
        } else {
            return at;
        }
    }
}

// "its deep concern", "grave concern and alarm", "its call upon"
std::size_t OpeningMatcher::past_object(const TextWords& text, std::size_t at, const std::string& takes) const {
    const auto nouns = nouns_.find(takes);
    if (nouns == nouns_.end()) return at;
    const std::size_t determiner = determiners_.longest(text, at);
    if (determiner == 0 && takes != "feeling") return at;
    const std::size_t begin = at + determiner;
    std::size_t end = past_nouns(text, begin, nouns->second);
    if (end == begin) return at;
    const auto last = text.next(end - 1);
    if (last == "call" || last == "calls") {
        const auto word = text.next(end);
        if (word == "upon" || word == "on" || word == "for") ++end;
    }
    return end;
}

std::size_t OpeningMatcher::past_nouns(const TextWords& text, std::size_t at, const PhraseSet& nouns) const {
    std::size_t end = at;
    for (std::size_t begin = at;;) {
        // An adjective may be a noun of the list too ("deep"): the shortest run of adjectives that a noun follows is taken.
        std::size_t noun_at = begin;
        std::size_t noun = nouns.longest(text, noun_at);
        while (noun == 0) {
            const std::size_t next = past_adjectives(text, noun_at);
            if (next == noun_at) return end;
            noun_at = next;
            noun = nouns.longest(text, noun_at);
        }
        end = noun_at + noun;
        if (text.next(end) != "and") return end;
        begin = end + 1;
        begin += determiners_.longest(text, begin);
    }
}

// One adjective, or two joined by "and" ("strong and unwavering").
std::size_t OpeningMatcher::past_adjectives(const TextWords& text, std::size_t at) const {
    at += adjectives_.longest(text, at);
    if (text.next(at) != "and") return at;
    const std::size_t second = adjectives_.longest(text, at + 1);
    return second == 0 ? at : at + 1 + second;
}

// Chinese and Arabic: the longest form that stands at the start, behind the adverbs that Chinese puts first and the Arabic "and".
std::optional<OpeningMatch> OpeningMatcher::match_signs(std::string_view text) const {
    // Folding may drop vowel signs, so places are found by folding ever longer starts of the text: openings are short.
    constexpr std::string_view arabic_and = "\xD9\x88";
    const std::string folded = fold(text.substr(0, std::min<std::size_t>(text.size(), 160)));
    std::string_view rest = folded;
    for (bool more = true; more;) {
        more = false;
        for (const auto& adverb : signs_before_) {
            if (!rest.starts_with(adverb)) continue;
            rest.remove_prefix(adverb.size());
            more = true;
            break;
        }
    }
    if (rest.starts_with(arabic_and)) rest.remove_prefix(arabic_and.size());
    for (const auto& form : signs_) {
        const std::string& signs = form.words[0];
        std::string_view whole = rest.starts_with(signs) ? rest : std::string_view(folded);
        if (!whole.starts_with(signs)) continue;
        const std::size_t folded_end = static_cast<std::size_t>(whole.data() - folded.data()) + signs.size();
        std::size_t end = folded_end;
        while (end < text.size() && fold(text.substr(0, end)).size() < folded_end) ++end;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        return OpeningMatch{.length = static_cast<std::uint32_t>(end),
                            .phrase = form.phrase,
                            .use = form.use,
                            .without_preposition = static_cast<std::uint32_t>(end)};
    }
    return std::nullopt;
}

}  // namespace comity::vocabulary
