#include "machinery/consultations/suggesting.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/assets.hpp"
#include "concordance/precedents.hpp"
#include "machinery/consultations/reading_sentences.hpp"
#include "text/text.hpp"
#include "vocabulary/tables.hpp"

namespace comity::consultations {

namespace {

constexpr double strong_weight = 3, weak_weight = 1, heading_weight = 2;
/// "We propose that the obstacle be removed" proposes: what a proposal is about has words of its own kind beside it.
constexpr double proposal_factor = 1.5;

std::vector<Cue> read_cues() {
    constexpr std::string_view path = "data/consultation_cues.tsv";
    const vocabulary::TableRows rows({path, assets::get(path)});
    std::vector<Cue> all;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const std::string_view words : rows.cells(row, "words")) {
            all.push_back({std::string(rows.needed(row, "language")), std::string(rows.needed(row, "kind")), std::string(words), rows.needed(row, "strength") == "strong",
                           std::string(rows.cell(row, "source")), rows.cell(row, "trust") != "unverified"});
        }
    }
    return all;
}

/// The phrases of one language, by their first word, the longest first.
struct Phrase {
    std::vector<std::string> words;
    const Cue* cue = nullptr;
};
using Phrases = std::unordered_map<std::string, std::vector<Phrase>>;

const Phrases& phrases_of(std::string_view language) {
    static const std::map<std::string, Phrases, std::less<>> all = [] {
        std::map<std::string, Phrases, std::less<>> made;
        for (const Cue& cue : cues()) {
            Phrase phrase{{}, &cue};
            for (const text::Word& word : text::words(cue.words)) phrase.words.push_back(word.folded);
            if (!phrase.words.empty()) made[cue.language][phrase.words.front()].push_back(std::move(phrase));
        }
        for (auto& [language_of, phrases] : made) {
            for (auto& [first, list] : phrases) std::stable_sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); });
        }
        return made;
    }();
    static const Phrases none;
    const auto found = all.find(language);
    return found == all.end() ? none : found->second;
}

/// Calls take(cue, first word, behind the last) for each phrase met.
template <typename Take>
void each_cue(const std::vector<text::Word>& words, std::string_view language, Take take) {
    const Phrases& phrases = phrases_of(language);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto found = phrases.find(words[i].folded);
        if (found == phrases.end()) continue;
        for (const Phrase& phrase : found->second) {
            const std::size_t size = phrase.words.size();
            if (i + size > words.size()) continue;
            bool same = true;
            for (std::size_t k = 1; same && k < size; ++k) same = words[i + k].folded == phrase.words[k];
            if (same) take(*phrase.cue, i, i + size);
        }
    }
}

/// "boats" and "boat" are one word: the endings of plurals in English, French and Spanish, and nothing finer.
std::string without_plural(std::string word) {
    constexpr std::size_t shortest = 5;
    if (word.size() >= shortest && word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
    if (word.size() >= shortest && word.back() == 's' && word[word.size() - 2] != 's') word.pop_back();
    return word;
}

/// "12", and the same in Arabic digits; nullopt for what is no number below 1,000.
std::optional<std::int64_t> number_of(std::string_view word) {
    std::string digits;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const auto byte = static_cast<unsigned char>(word[i]);
        const auto next = i + 1 < word.size() ? static_cast<unsigned char>(word[i + 1]) : 0U;
        if (byte >= '0' && byte <= '9') digits.push_back(word[i]);
        else if (byte == 0xD9U && next >= 0xA0U && next <= 0xA9U) digits.push_back(static_cast<char>('0' + (next - 0xA0U))), ++i;
        else return std::nullopt;
    }
    if (digits.empty() || digits.size() > 3) return std::nullopt;
    return std::stoll(digits);
}

/// A line that names what follows: short, and no sentence.
bool is_heading(std::string_view line, std::size_t words) {
    constexpr std::size_t most = 14;
    return words > 0 && words <= most && !line.ends_with('.') && !line.ends_with(';');
}

std::string quoted(std::string_view text, const std::vector<text::Word>& words, std::size_t first, std::size_t behind) {
    return single_blanks(text.substr(words[first].begin, words[behind - 1].end - words[first].begin));
}

std::string shortened(std::string_view text) {
    constexpr std::size_t most = 80;
    std::string words = single_blanks(text);
    if (words.size() <= most) return words;
    return words.substr(0, words.rfind(' ', most)) + " ...";
}

}  // namespace

std::span<const Cue> cues() {
    static const std::vector<Cue> all = read_cues();
    return all;
}

json::Value to_json(const Suggestion& suggestion) {
    json::Value value = json::Object{};
    const auto put = [&](std::string_view name, json::Value what, const Said& reason) { value.put(name, json::Object{{"value", std::move(what)}, {"reason", reason.english}}); };
    if (suggestion.question) put("question", suggestion.question->what, suggestion.question->reason);
    if (suggestion.kind) put("kind", name_of(suggestion.kind->what), suggestion.kind->reason);
    if (suggestion.paragraph) put("paragraph", suggestion.paragraph->what, suggestion.paragraph->reason);
    return value;
}

std::vector<std::string> telling_words(std::string_view text, std::string_view language) {
    const Phrases& phrases = phrases_of(language);
    std::vector<std::string> words;
    std::set<std::string> seen;
    for (const text::Word& word : text::words(text)) {
        const auto found = phrases.find(word.folded);
        const bool little = found != phrases.end() && std::any_of(found->second.begin(), found->second.end(), [](const Phrase& one) { return one.words.size() == 1 && one.cue->kind == "little"; });
        if (little || number_of(word.folded)) continue;
        std::string one = without_plural(word.folded);
        if (seen.insert(one).second) words.push_back(std::move(one));
    }
    return words;
}

std::optional<Proposed<PassageKind>> likely_kind(std::string_view passage, std::string_view heading, std::string_view language) {
    struct Told {
        double weight = 0;
        std::string words;  ///< the strongest that told it
        bool strong = false;
    };
    std::array<Told, all_passage_kinds.size()> told;
    std::set<std::string_view> met;
    const auto look = [&](std::string_view text, double most) {
        const auto words = text::words(text);
        each_cue(words, language, [&](const Cue& cue, std::size_t first, std::size_t behind) {
            const auto kind = passage_kind_named(cue.kind);
            if (!kind || !met.insert(cue.words).second) return;
            Told& one = told[static_cast<std::size_t>(*kind)];
            one.weight += std::min(cue.strong ? strong_weight : weak_weight, most) * (*kind == PassageKind::proposal ? proposal_factor : 1);
            if (one.words.empty() || (cue.strong && !one.strong)) one.words = quoted(text, words, first, behind), one.strong = cue.strong;
        });
    };
    look(passage, strong_weight);
    look(heading, heading_weight);
    const auto best = std::max_element(told.begin(), told.end(), [](const Told& a, const Told& b) { return a.weight < b.weight; });
    if (best->weight <= 0) return std::nullopt;
    // Of what is told alike nothing is proposed: a wrong proposal costs more than none.
    const auto alike = std::count_if(told.begin(), told.end(), [&](const Told& one) { return one.weight >= best->weight; });
    if (alike > 1) return std::nullopt;
    const auto kind = static_cast<PassageKind>(best - told.begin());
    return Proposed<PassageKind>{kind, say(sentences::suggested_kind, best->words, name_of(kind))};
}

Suggester::Suggester(std::vector<std::string> questions, std::vector<std::pair<std::string, std::string>> paragraphs, std::string language) : language_(std::move(language)) {
    for (std::string& question : questions) {
        Asked asked;
        asked.text = std::move(question);
        each_cue(text::words(asked.text), language_, [&](const Cue& cue, std::size_t, std::size_t) {
            const auto kind = passage_kind_named(cue.kind);
            if (kind && cue.strong && std::find(asked.kinds.begin(), asked.kinds.end(), *kind) == asked.kinds.end()) asked.kinds.push_back(*kind);
        });
        questions_.push_back(std::move(asked));
    }
    for (auto& [id, text] : paragraphs) {
        paragraph_ids_.push_back(std::move(id));
        Asked asked;
        asked.text = std::move(text);
        paragraphs_.push_back(std::move(asked));
    }
    weigh(questions_, language_);
    weigh(paragraphs_, language_);
}

/// A word that all of them have tells nothing of one.
void Suggester::weigh(std::vector<Asked>& all, std::string_view language) {
    std::unordered_map<std::string, double> having;
    std::vector<std::vector<std::string>> words;
    for (const Asked& one : all) {
        words.push_back(telling_words(one.text, language));
        for (const std::string& word : words.back()) having[word] += 1;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        double squares = 0;
        for (const std::string& word : words[i]) {
            const double weight = std::log((static_cast<double>(all.size()) + 1) / having[word]);
            all[i].words[word] = weight;
            squares += weight * weight;
        }
        all[i].length = std::sqrt(squares);
    }
}

std::optional<Proposed<std::int64_t>> Suggester::question_by_heading(std::string_view text, Marked marked, std::string_view language) const {
    const auto paragraphs = paragraphs_of(text);
    const auto count = static_cast<std::int64_t>(questions_.size());
    for (auto at = paragraphs.rbegin(); at != paragraphs.rend(); ++at) {
        if (at->begin >= marked.end) continue;
        // A heading may be the first line of a paragraph.
        const std::string_view whole = text.substr(at->begin, at->end - at->begin), line = whole.substr(0, whole.find('\n'));
        const auto words = text::words(line);
        if (words.empty()) continue;
        std::optional<std::int64_t> named;
        each_cue(words, language, [&](const Cue& cue, std::size_t first, std::size_t behind) {
            constexpr std::size_t nearest_to_start = 4;
            if (named || cue.kind != "question" || first >= nearest_to_start) return;
            for (std::size_t i = behind; i < std::min(behind + 2, words.size()) && !named; ++i) named = number_of(words[i].folded);
        });
        if (!named && is_heading(line, words.size()) && at->begin + line.size() <= marked.end) {
            const auto first = number_of(words.front().folded);
            const bool marked_as_number = words.front().begin <= 1 && words.front().end < line.size() && std::string_view(".):").find(line[words.front().end]) != std::string_view::npos;
            if (first && marked_as_number) named = first;
        }
        if (!named || *named < 1 || *named > count) continue;
        return Proposed<std::int64_t>{*named, say(sentences::suggested_question_by_heading, shortened(line))};
    }
    return std::nullopt;
}

std::optional<Proposed<std::int64_t>> Suggester::question_by_words(std::string_view passage, std::string_view language, const std::optional<Proposed<PassageKind>>& kind) const {
    constexpr double for_its_kind = 1.5, least = 0.6, ahead = 1.25;
    const auto words = language == language_ ? telling_words(passage, language) : std::vector<std::string>();
    struct Score {
        double value = 0;
        std::vector<std::string> shared;
        bool by_kind = false;
    };
    std::vector<Score> scores;
    for (const Asked& question : questions_) {
        Score score;
        for (const std::string& word : words) {
            const auto found = question.words.find(word);
            if (found == question.words.end() || found->second <= 0) continue;
            score.value += found->second;
            score.shared.push_back(word);
        }
        score.by_kind = kind && std::find(question.kinds.begin(), question.kinds.end(), kind->what) != question.kinds.end();
        if (score.by_kind) score.value += for_its_kind;
        scores.push_back(std::move(score));
    }
    if (scores.empty()) return std::nullopt;
    const auto best = std::max_element(scores.begin(), scores.end(), [](const Score& a, const Score& b) { return a.value < b.value; });
    for (auto one = scores.begin(); one != scores.end(); ++one) {
        if (one != best && one->value * ahead > best->value) return std::nullopt;
    }
    if (best->value < least) return std::nullopt;
    const std::int64_t number = best - scores.begin() + 1;
    if (best->by_kind) return Proposed<std::int64_t>{number, say(sentences::suggested_question_by_kind, name_of(kind->what), number)};
    return Proposed<std::int64_t>{number, say(sentences::suggested_question_by_words, fmt::format("{}", fmt::join(best->shared, ", ")), number)};
}

std::optional<Proposed<std::string>> Suggester::paragraph_of(std::string_view passage, std::string_view language) const {
    const auto all_words = text::words(passage);
    // A paragraph that the passage cites by its number.
    std::optional<std::pair<std::string, std::string>> cited;
    each_cue(all_words, language, [&](const Cue& cue, std::size_t first, std::size_t behind) {
        if (cited || cue.kind != "paragraph" || behind >= all_words.size()) return;
        const auto number = number_of(all_words[behind].folded);
        const auto id = number ? std::find(paragraph_ids_.begin(), paragraph_ids_.end(), fmt::format("op{}", *number)) : paragraph_ids_.end();
        if (id != paragraph_ids_.end()) cited = {*id, quoted(passage, all_words, first, behind + 1)};
    });
    if (cited) return Proposed<std::string>{cited->first, say(sentences::suggested_paragraph_cited, cited->second)};
    if (language != language_) return std::nullopt;

    constexpr double least = 0.2;
    constexpr std::size_t least_shared = 3, shown = 5, long_run = 4;
    const auto words = telling_words(passage, language);
    double best = 0;
    std::size_t at = 0;
    std::vector<std::pair<double, std::string>> shared_of_best;
    for (std::size_t i = 0; i < paragraphs_.size(); ++i) {
        const Asked& paragraph = paragraphs_[i];
        std::vector<std::pair<double, std::string>> shared;
        double together = 0;
        for (const std::string& word : words) {
            const auto found = paragraph.words.find(word);
            if (found == paragraph.words.end()) continue;
            shared.emplace_back(-found->second, word);
            together += found->second * found->second;
        }
        if (shared.size() < least_shared || paragraph.length <= 0) continue;
        // The share of what the paragraph says that the passage says, too; a long paragraph is not asked for all of its words.
        const double value = together / (paragraph.length * std::sqrt(together) + 1e-9) * std::min(1.0, static_cast<double>(shared.size()) / 4);
        if (value > best) best = value, at = i, shared_of_best = std::move(shared);
    }
    if (best < least) return std::nullopt;
    std::size_t longest = 0;
    std::pair<std::uint32_t, std::uint32_t> run;
    for (const auto& one : concordance::common_runs(passage, paragraphs_[at].text)) {
        if (one.second - one.first > longest) longest = one.second - one.first, run = one;
    }
    if (longest >= long_run) return Proposed<std::string>{paragraph_ids_[at], say(sentences::suggested_paragraph_by_run, quoted(passage, all_words, run.first, run.second), paragraph_ids_[at])};
    std::sort(shared_of_best.begin(), shared_of_best.end());
    std::vector<std::string> named;
    for (std::size_t i = 0; i < std::min(shown, shared_of_best.size()); ++i) named.push_back(shared_of_best[i].second);
    return Proposed<std::string>{paragraph_ids_[at], say(sentences::suggested_paragraph_by_words, fmt::format("{}", fmt::join(named, ", ")), paragraph_ids_[at])};
}

Suggestion Suggester::suggest(std::string_view text, Marked marked, std::string_view language) const {
    Suggestion suggestion;
    if (marked.begin >= marked.end || marked.end > text.size()) return suggestion;
    const std::string_view in = language.empty() ? std::string_view(language_) : language;
    const std::string_view passage = text.substr(marked.begin, marked.end - marked.begin);
    // The heading above: the nearest short paragraph before the passage.
    std::string_view heading;
    for (const Marked& paragraph : paragraphs_of(text)) {
        const std::string_view words = text.substr(paragraph.begin, paragraph.end - paragraph.begin);
        if (paragraph.end <= marked.begin && is_heading(words, text::words(words).size())) heading = words;
    }
    suggestion.kind = likely_kind(passage, heading, in);
    suggestion.question = question_by_heading(text, marked, in);
    if (!suggestion.question) suggestion.question = question_by_words(passage, in, suggestion.kind);
    suggestion.paragraph = paragraph_of(passage, in);
    return suggestion;
}

}  // namespace comity::consultations
