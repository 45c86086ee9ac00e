#include "vocabulary/openings.hpp"

#include <algorithm>

#include "vocabulary/fold.hpp"
#include "vocabulary/tables.hpp"

namespace comity::vocabulary {
namespace {

bool is_word_byte(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || c == '-' ||
           c == '\'';
}

// No-break and narrow blanks (U+00A0, U+202F, U+2009) stand between words like a blank.
std::size_t blank_at(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80U) return byte == ' ' || byte == '\t' ? 1 : 0;
    if (text.substr(at).starts_with("\xC2\xA0")) return 2;
    return text.substr(at).starts_with("\xE2\x80\xAF") || text.substr(at).starts_with("\xE2\x80\x89") ? 3 : 0;
}

// Typographic marks that end a word though they are no ASCII: quotation marks, dashes, dots, Arabic and Chinese commas.
bool mark_at(std::string_view text, std::size_t at) {
    const auto rest = text.substr(at);
    if (rest.starts_with("\xE2\x80\x99")) return false;  // apostrophe: part of a word
    return rest.starts_with("\xE2\x80") || rest.starts_with("\xD8\x8C") || rest.starts_with("\xEF\xBC") || rest.starts_with("\xC2\xAB");
}

bool continues_word(std::string_view text, std::size_t at) {
    if (static_cast<unsigned char>(text[at]) < 0x80U) return is_word_byte(text[at]);
    return blank_at(text, at) == 0 && !mark_at(text, at);
}

bool begins_with_small_letter(std::string_view text) {
    const std::string first(text.substr(0, 2));
    if (first.empty()) return true;
    if (static_cast<unsigned char>(first[0]) < 0x80U) return !(first[0] >= 'A' && first[0] <= 'Z');
    return fold(first) == first;
}

}  // namespace

bool TextWords::find_up_to(std::size_t at) {
    Gap gap = Gap::blanks;
    while (count_ <= at && count_ < most_words && scanned_ < text_.size()) {
        if (const std::size_t blank = blank_at(text_, scanned_); blank != 0) {
            scanned_ += blank;
            continue;
        }
        std::size_t end = scanned_;
        while (end < text_.size() && continues_word(text_, end)) ++end;
        if (end == scanned_) {
            gap = text_[end] == ',' && gap == Gap::blanks ? Gap::comma : Gap::other;
            ++scanned_;
            continue;
        }
        if (most_bytes - used_ < 2 * (end - scanned_)) {
            scanned_ = text_.size();
            break;
        }
        const auto begin = static_cast<std::uint32_t>(scanned_);
        const std::size_t size = fold_into(text_.substr(scanned_, end - scanned_), folded_.data() + used_);
        words_[count_++] = {begin, static_cast<std::uint32_t>(end), {folded_.data() + used_, size}, gap};
        used_ += size;
        scanned_ = end;
        gap = Gap::blanks;
    }
    return at < count_;
}

// "F u rther c a lls u po n": from each word on, the longest run that makes a known word is taken for that word.
TextWords::TextWords(std::string_view text, const Inventory& mended_by) : text_(text) {
    constexpr std::size_t most_parts = 10;
    find_up_to(most_words - 1);
    std::size_t kept = 0;
    for (std::size_t at = 0; at < count_;) {
        Word word = words_[at];
        std::size_t parts = 1;
        std::string joined(word.folded);
        std::size_t size = word.folded.size();
        for (std::size_t next = at + 1; next < count_ && next < at + most_parts && words_[next].gap == Gap::blanks; ++next) {
            joined += words_[next].folded;
            if (mended_by.find(joined) == mended_by.end()) continue;
            parts = next + 1 - at;
            size = joined.size();
        }
        // The parts were folded one behind the other, so that the whole word already stands in the buffer.
        if (parts > 1) word = {word.begin, words_[at + parts - 1].end, {word.folded.data(), size}, word.gap};
        at += parts;
        words_[kept++] = word;
    }
    count_ = kept;
    scanned_ = text_.size();
}

std::string_view TextWords::next(std::size_t at) {
    return find_up_to(at) && words_[at].gap == Gap::blanks ? words_[at].folded : std::string_view{};
}

std::string_view TextWords::next_behind_comma(std::size_t at) {
    return find_up_to(at) && words_[at].gap == Gap::comma ? words_[at].folded : std::string_view{};
}

bool TextWords::looks_broken() {
    constexpr std::size_t near = 8;
    for (std::size_t at = 0; at < near && find_up_to(at); ++at)
        if (words_[at].folded.size() == 1 && words_[at].folded != "a") return true;
    return find_up_to(1) && words_[0].folded.size() <= 2;
}

void PhraseSet::add(std::string_view folded_phrase) {
    std::vector<std::string> words;
    for (const auto word : split(folded_phrase, ' ')) words.emplace_back(word);
    auto& same_first = by_first_[words.front()];
    same_first.push_back(std::move(words));
    std::stable_sort(same_first.begin(), same_first.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::size_t PhraseSet::longest(TextWords& text, std::size_t at) const {
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
    bool preposition = false, comma = false;
    const std::string folded = fold_name(form);
    for (std::string_view word : split(folded, ' ')) {
        preposition = preposition || word.starts_with('(');
        if (word.starts_with('(')) word.remove_prefix(1);
        if (word.ends_with(')')) word.remove_suffix(1);
        added.words.push_back((comma ? "," : "") + std::string(word));
        comma = word.ends_with(',');
        if (comma) added.words.back().pop_back();
        inventory_.insert(added.words.back());
        if (!preposition) ++added.needed;
    }
    if (script_ == Script::signs) {
        std::string whole;
        for (std::size_t i = 0; i < added.needed; ++i) whole += (i == 0 ? "" : " ") + added.words[i];
        added.words = {whole};
        for (auto& known : signs_) {
            if (known.words[0] != whole) continue;
            if (known.use != added.use) known.use = Use::both;
            return;
        }
        const auto shorter = [](std::size_t size, const OpeningForm& other) { return size > other.words[0].size(); };
        signs_.insert(std::upper_bound(signs_.begin(), signs_.end(), whole.size(), shorter), std::move(added));
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
    for (const auto word : split(folded, ' ')) inventory_.emplace(word);
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
    } else if (role == "lead") {
        leads_.add(folded);
    } else if (role == "determiner") {
        determiners_.add(folded);
    } else if (role.starts_with("noun:")) {
        nouns_[std::string(role.substr(5))].add(folded);
    }
}

std::optional<OpeningMatch> OpeningMatcher::match(std::string_view text, Letters letters) const {
    if (script_ == Script::signs) return match_signs(text);
    if (letters == Letters::capital_first && begins_with_small_letter(text)) return std::nullopt;
    TextWords words(text);
    if (words.next(0).empty() || words.begin_of(0) != 0) return std::nullopt;
    if (!words.looks_broken()) return match_words(words);
    TextWords mended(text, inventory_);
    const auto found = match_words(mended);
    return found ? found : match_words(words);
}

// "Also strongly condemns": the adverbs before the formula are tried one by one, because some formulas begin with one.
std::optional<OpeningMatch> OpeningMatcher::match_words(TextWords& words) const {
    Found found;
    for (std::size_t at = 0;;) {
        found = formula_at(words, at);
        if (found.form != nullptr) break;
        const std::size_t adverb = before_.longest(words, at);
        if (adverb == 0) return std::nullopt;
        at += adverb;
        if (words.next(at) == "and") ++at;  // "strongly and unequivocally condemns"
    }
    const OpeningForm& first = *found.form;
    found = joined_formulas(words, found);
    return OpeningMatch{.length = words.end_of(found.end - 1),
                        .phrase = first.phrase,
                        .use = first.use,
                        .without_preposition = words.end_of(found.without_preposition - 1)};
}

// "Recalling and reaffirming": a second formula of the same use belongs to the opening.
OpeningMatcher::Found OpeningMatcher::joined_formulas(TextWords& text, Found first) const {
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

OpeningMatcher::Found OpeningMatcher::formula_at(TextWords& text, std::size_t at) const {
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

OpeningMatcher::Found OpeningMatcher::whole_of(TextWords& text, std::size_t at, const OpeningForm& form) const {
    std::size_t end = through_form(text, at, form);
    if (end == 0) return {};
    // "Calls for further efforts": behind a preposition the adverb would be an adjective of the object.
    const std::string& last = form.words[form.needed - 1];
    if (last != "for" && last != "on" && last != "upon" && last != "under") end = past_adverbs(text, end, form.use);
    if (!form.takes.empty()) {
        if (const std::size_t object = past_object(text, end, form.takes); object != end) end = past_adverbs(text, object, form.use);
    }
    Found found{end, end, &form};
    std::size_t preposition = form.needed;
    while (preposition < form.words.size() && text.next(end) == form.words[preposition]) ++preposition, ++end;
    if (preposition == form.words.size()) found.end = end;
    return found;
}

// "Calls once again upon", "Having also considered": adverbs may stand inside a formula. 0 if the form does not stand here.
std::size_t OpeningMatcher::through_form(TextWords& text, std::size_t at, const OpeningForm& form) const {
    for (std::size_t word = 0; word < form.needed; ++word, ++at) {
        const std::string_view wanted = form.words[word];
        if (wanted.starts_with(',')) {
            if (text.next_behind_comma(at) != wanted.substr(1)) return 0;
            continue;
        }
        if (text.next(at) == wanted) continue;
        if (word == 0) return 0;
        at = past_adverbs(text, at, form.use);
        if (text.next(at) != wanted) return 0;
    }
    return at;
}

// "Encourages further efforts": the word is an adjective of what follows. Finite verbs have the adverb before them as a rule, so behind
// one it is taken for an adverb only where an article, a name or a preposition shows that the object is complete without it.
bool OpeningMatcher::qualifies_noun(TextWords& text, std::size_t at) const {
    const std::string_view word = text.next(at);
    return !word.empty() && !text.is_capital(at) && leads_.longest(text, at) == 0;
}

// "also", "once again", "with deep appreciation"
std::size_t OpeningMatcher::past_adverbs(TextWords& text, std::size_t at, Use use) const {
    for (;;) {
        if (const std::size_t adverb = after_.longest(text, at); adverb != 0) {
            if (use != Use::preambular && text.next(at) == "further" && qualifies_noun(text, at + 1)) return at;
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
std::size_t OpeningMatcher::past_object(TextWords& text, std::size_t at, const std::string& takes) const {
    const auto nouns = nouns_.find(takes);
    if (nouns == nouns_.end()) return at;
    const std::size_t determiner = determiners_.longest(text, at);
    // "Reiterates deep concern": without "its" only what an attribute marks as a feeling
    const bool attributed = determiner == 0 && takes == "request" && past_adjectives(text, at) != at;
    if (determiner == 0 && takes != "feeling" && !attributed) return at;
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

std::size_t OpeningMatcher::past_nouns(TextWords& text, std::size_t at, const PhraseSet& nouns) const {
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
std::size_t OpeningMatcher::past_adjectives(TextWords& text, std::size_t at) const {
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
