#include "machinery/mandates/short_act.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "text/text.hpp"

namespace comity::mandates {

namespace {

// Articles, prepositions and the like: they tell no two acts apart.
constexpr std::array<std::string_view, 46> small_words = {"a",    "also", "an",   "and",   "any",   "are",   "as",   "at",    "be",   "been", "but",   "by",    "for",  "from", "further", "has",
                                                          "have", "in",   "inter", "into", "is",    "it",    "its",  "of",    "on",   "or",   "other", "such",  "that", "the",  "their",   "them",
                                                          "these", "they", "this", "those", "through", "to",  "upon", "well",  "which", "while", "who",  "whose", "will", "with"};

bool tells(std::string_view word) { return word.size() > 1 && !std::binary_search(small_words.begin(), small_words.end(), word); }

void add_words(std::string_view text, std::vector<std::string>& into) {
    text::for_each_word(text, [&](std::string_view word, std::uint32_t, std::uint32_t) {
        if (tells(word)) into.emplace_back(word);
    });
}

/// Bytes [begin, end) of the paragraph without those of the passages.
std::string without(const std::string& text, std::uint32_t begin, std::uint32_t end, const std::vector<const directive::Passage*>& passages, std::string_view paragraph) {
    std::string left = text.substr(std::min<std::size_t>(begin, text.size()), end - std::min(begin, end));
    for (const directive::Passage* passage : passages) {
        if (passage->paragraph != paragraph || passage->begin < begin || passage->end > end) continue;
        std::fill(left.begin() + passage->begin - begin, left.begin() + passage->end - begin, ' ');
    }
    return left;
}

std::vector<Due> dues_of(const directive::Timing& timing, const vocabulary::Vocabulary& vocabulary, Names& names) {
    std::vector<Due> dues;
    const bool single = timing.sessions.size() < 2;
    for (const auto& session : timing.sessions) {
        Due due{0, 0, names.number(session.body), static_cast<std::uint16_t>(std::clamp(session.number, 0, 65535)), timing.by_month};
        if (single && (timing.first || timing.last)) {
            due.first = day_of(timing.first);
            due.last = day_of(timing.last);
        } else if (const auto span = vocabulary.session_span(session.body, std::to_string(session.number))) {
            due.first = day_of(span->first);
            due.last = day_of(span->last);
        }
        dues.push_back(due);
    }
    if (dues.empty() && (timing.first || timing.last)) dues.push_back({day_of(timing.first), day_of(timing.last), 0, 0, timing.by_month});
    return dues;
}

}  // namespace

Names::Names(const Names& other) : names_(other.names_) {
    for (std::size_t i = 0; i < names_.size(); ++i) numbers_.emplace(names_[i], static_cast<Number>(i));
}

Names::Number Names::number(std::string_view name) {
    if (const auto known = numbers_.find(name); known != numbers_.end()) return known->second;
    names_.emplace_back(name);
    const auto number = static_cast<Number>(names_.size() - 1);
    numbers_.emplace(names_.back(), number);
    return number;
}

std::optional<Names::Number> Names::find(std::string_view name) const {
    const auto known = numbers_.find(name);
    return known == numbers_.end() ? std::nullopt : std::optional(known->second);
}

Day day_of(const std::optional<Date>& date) noexcept { return date ? date->year() * 10000 + date->month() * 100 + date->day() : 0; }
std::optional<Date> date_of(Day day) noexcept { return day == 0 ? std::nullopt : Date::of(day / 10000, day / 100 % 100, day % 100); }

std::vector<std::string> telling_words(std::string_view text) {
    std::vector<std::string> words;
    add_words(text, words);
    return words;
}

std::vector<std::string> telling_words(const directive::Act& act, const document::Document& document) {
    std::vector<const directive::Passage*> aside = {&act.verb};
    for (const auto& addressee : act.addressees) aside.push_back(&addressee.words);
    std::vector<std::string> words;
    if (const auto* paragraph = document::find_paragraph(document, act.words.paragraph)) {
        add_words(without(paragraph->text, act.words.begin, std::min(act.words.end, static_cast<std::uint32_t>(paragraph->text.size())), aside, paragraph->id), words);
    }
    for (const auto& part : act.parts) {
        if (const auto* paragraph = document::find_paragraph(document, part)) add_words(paragraph->text, words);
    }
    return words;
}

ShortAct shortened(const directive::Act& act, const vocabulary::Vocabulary& vocabulary, Names& names) {
    ShortAct made;
    made.paragraph = names.number(act.paragraph);
    made.lemma = names.number(act.lemma);
    made.category = names.number(act.category);
    made.index = static_cast<std::uint16_t>(std::clamp(act.index, 1, 65535));
    made.strength = static_cast<std::uint8_t>(std::clamp(act.strength, 0, 5));
    made.sense = act.sense;
    made.un_mandate = act.un_mandate;
    made.to_states = act.recommendation_to_states;
    made.unsure = !act.unsure.empty();
    made.review = act.review.has_value();
    if (!made.asks()) return made;
    for (const auto& addressee : act.addressees) {
        const Asked asked{names.number(addressee.type), names.number(addressee.id)};
        if (std::find(made.asked.begin(), made.asked.end(), asked) == made.asked.end()) made.asked.push_back(asked);
    }
    for (const auto& deliverable : act.deliverables) {
        const auto kind = names.number(deliverable.kind);
        if (std::find(made.deliverables.begin(), made.deliverables.end(), kind) == made.deliverables.end()) made.deliverables.push_back(kind);
    }
    for (const auto& timing : act.deadlines) {
        for (const Due& due : dues_of(timing, vocabulary, names)) {
            if (std::find(made.dues.begin(), made.dues.end(), due) == made.dues.end()) made.dues.push_back(due);
        }
    }
    if (!act.recurrences.empty()) made.recurrence = names.number(act.recurrences.front().interval.empty() ? act.recurrences.front().kind : act.recurrences.front().interval);
    for (const auto& timing : act.expiries) made.expires = std::max(made.expires, day_of(timing.last ? timing.last : timing.first));
    return made;
}

void set_words(ShortAct& act, const std::vector<std::string>& telling, Names& words) {
    std::vector<Names::Number> numbers;
    numbers.reserve(telling.size());
    for (const auto& word : telling) numbers.push_back(words.number(word));
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    act.words.assign(numbers);
}

double likeness(std::span<const Names::Number> a, std::span<const Names::Number> b) noexcept {
    if (a.empty() && b.empty()) return 1;
    std::size_t common = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        if (*x == *y) ++common;
        if (*x < *y) ++x;
        else if (*y < *x) ++y;
        else ++x, ++y;
    }
    return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

}  // namespace comity::mandates
