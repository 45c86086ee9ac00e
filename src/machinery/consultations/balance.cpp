#include "machinery/consultations/balance.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/reading_sentences.hpp"

namespace comity::consultations {

namespace {

constexpr std::array<std::string_view, 4> responses = {"silent", "opened", "answered", "declined"};
constexpr std::array<std::string_view, 5> dimensions = {"regional group", "kind of actor", "language", "size", "question"};

struct Size {
    std::int64_t most;
    std::string_view name;
};
constexpr std::array<Size, 4> sizes = {{{500, "up to 500 words"}, {1500, "501 to 1,500 words"}, {3000, "1,501 to 3,000 words"}, {INT64_MAX, "more than 3,000 words"}}};

std::string_view size_of(std::int64_t words) {
    return std::find_if(sizes.begin(), sizes.end(), [&](const Size& one) { return words <= one.most; })->name;
}

constexpr std::string_view no_group = "in no regional group";

std::vector<std::string> groups_or_none(const std::vector<std::string>& groups) { return groups.empty() ? std::vector<std::string>{std::string(no_group)} : groups; }

/// The value's place in its dimension: what is no matter of names has an order of its own.
std::string order_key(Dimension dimension, const std::string& value) {
    if (dimension == Dimension::kind) {
        const auto kinds = contributor_kinds();
        const auto at = std::find_if(kinds.begin(), kinds.end(), [&](const ContributorKind& kind) { return kind.code == value; });
        return fmt::format("{:04}{}", at - kinds.begin(), value);
    }
    if (dimension == Dimension::size) {
        const auto* at = std::find_if(sizes.begin(), sizes.end(), [&](const Size& one) { return one.name == value; });
        return fmt::format("{:04}", at - sizes.begin());
    }
    if (dimension == Dimension::question) return fmt::format("{:04}", std::stoll(value));
    return (value == no_group ? "1" : "0") + value;
}

json::Value to_json(const Share& share) { return json::Object{{"of", share.of}, {"in_all", share.in_all}}; }

json::Value to_json(const std::map<Response, std::vector<std::string>>& asked) {
    json::Value value = json::Object{};
    for (const auto& [response, names] : asked) value.put(name_of(response), json::Array(names.begin(), names.end()));
    return value;
}

}  // namespace

std::string_view name_of(Response response) noexcept { return responses[static_cast<std::size_t>(response)]; }
std::string_view name_of(Dimension dimension) noexcept { return dimensions[static_cast<std::size_t>(dimension)]; }

const Voice* Heard::voice(std::int64_t submission) const noexcept {
    const auto at = std::lower_bound(voices.begin(), voices.end(), submission, [](const Voice& one, std::int64_t number) { return one.submission < number; });
    return at == voices.end() || at->submission != submission ? nullptr : &*at;
}

const CountedPassage* Heard::passage(std::string_view source) const {
    const auto number = submission_in_source(source);
    if (!number) return nullptr;
    for (const CountedPassage& one : passages_of(*number)) {
        if (one.source == source) return &one;
    }
    return nullptr;
}

PassagesOfOne Heard::passages_of(std::int64_t submission) const noexcept {
    const auto first = std::lower_bound(passages.begin(), passages.end(), submission, [](const CountedPassage& one, std::int64_t of) { return one.place.submission < of; });
    return {first, std::find_if(first, passages.end(), [&](const CountedPassage& one) { return one.place.submission != submission; })};
}

bool is_closed(const Voice& voice, int part) noexcept {
    return voice.confidentiality == Confidentiality::confidential || std::find(voice.closed_parts.begin(), voice.closed_parts.end(), part) != voice.closed_parts.end();
}

std::optional<double> Share::percent() const noexcept { return in_all == 0 ? std::nullopt : std::optional(100.0 * static_cast<double>(of) / static_cast<double>(in_all)); }

std::string in_words(const Share& share) { return share.percent() ? fmt::format("{} of {} ({} %)", share.of, share.in_all, std::lround(*share.percent())) : fmt::format("{} of {}", share.of, share.in_all); }

Balance balance_of(const Heard& heard, const std::map<std::int64_t, std::int64_t>& quoted) {
    Balance balance;
    std::map<Dimension, std::map<std::string, BalanceRow>> made;
    const auto row = [&](Dimension dimension, const std::string& value) -> BalanceRow& {
        BalanceRow& one = made[dimension][order_key(dimension, value)];
        one.value = value;
        return one;
    };
    for (const Asked& one : heard.asked) {
        balance.asked[one.response].push_back(one.whom.name);
        for (const std::string& group : groups_or_none(one.groups)) row(Dimension::group, group).asked[one.response].push_back(one.whom.name);
        row(Dimension::kind, one.whom.kind).asked[one.response].push_back(one.whom.name);
    }
    std::vector<BalanceRow*> questions;
    for (std::int64_t question = 1; question <= heard.questions; ++question) questions.push_back(&row(Dimension::question, std::to_string(question)));
    const auto quoted_of = [&](std::int64_t submission) {
        const auto at = quoted.find(submission);
        return at == quoted.end() ? std::int64_t{0} : at->second;
    };
    for (const Voice& voice : heard.voices) {
        ++balance.submissions;
        balance.words += voice.words;
        balance.quoted += quoted_of(voice.submission);
    }
    const auto count = [&](BalanceRow& one, const Voice& voice) {
        one.submissions.push_back(voice.submission);
        one.of_words.of += voice.words;
        one.of_quoted.of += quoted_of(voice.submission);
    };
    const auto rows_of = [&](const Voice* voice) {
        std::vector<BalanceRow*> of;
        for (const std::string& group : groups_or_none(voice->groups)) of.push_back(&row(Dimension::group, group));
        of.push_back(&row(Dimension::kind, voice->contributor.kind));
        of.push_back(&row(Dimension::language, voice->language.empty() ? "not known" : voice->language));
        of.push_back(&row(Dimension::size, std::string(size_of(voice->words))));
        return of;
    };
    for (const Voice& voice : heard.voices) {
        for (BalanceRow* one : rows_of(&voice)) count(*one, voice);
    }
    const Voice* last = nullptr;
    std::vector<BalanceRow*> of_last;
    for (std::size_t at = 0; at < heard.passages.size(); ++at) {
        const CountedPassage& passage = heard.passages[at];
        const Voice* voice = last != nullptr && last->submission == passage.place.submission ? last : heard.voice(passage.place.submission);
        if (voice == nullptr) continue;
        if (voice != last) of_last = rows_of(last = voice);
        for (BalanceRow* one : of_last) one->passages.push_back(at);
        if (passage.code.question < 1 || passage.code.question > heard.questions) continue;
        BalanceRow& answered = *questions[static_cast<std::size_t>(passage.code.question) - 1];
        answered.passages.push_back(at);
        if (answered.submissions.empty() || answered.submissions.back() != voice->submission) count(answered, *voice);
    }
    for (auto& [dimension, rows] : made) {
        for (auto& [key, one] : rows) {
            for (auto& [response, names] : one.asked) std::sort(names.begin(), names.end());
            one.of_submissions = {static_cast<std::int64_t>(one.submissions.size()), balance.submissions};
            one.of_words.in_all = balance.words;
            one.of_quoted.in_all = balance.quoted;
            balance.rows[dimension].push_back(std::move(one));
        }
    }
    for (auto& [response, names] : balance.asked) std::sort(names.begin(), names.end());
    return balance;
}

json::Value to_json(const Balance& balance, const Heard& heard) {
    json::Value value = json::Object{{"submissions", balance.submissions}, {"words", balance.words}, {"quoted", balance.quoted}, {"asked", to_json(balance.asked)}};
    for (const auto& [dimension, rows] : balance.rows) {
        json::Array all;
        for (const BalanceRow& row : rows) {
            json::Array numbers;
            for (const std::int64_t number : row.submissions) numbers.push_back(number);
            json::Array passages;
            for (const std::size_t at : row.passages) passages.emplace_back(heard.passages[at].source);
            all.push_back(json::Object{{"value", row.value}, {"asked", to_json(row.asked)}, {"submissions", std::move(numbers)}, {"passages", std::move(passages)},
                                       {"of_submissions", to_json(row.of_submissions)}, {"of_words", to_json(row.of_words)}, {"of_quoted", to_json(row.of_quoted)}});
        }
        value.put(name_of(dimension), std::move(all));
    }
    json::Array explained;
    for (const auto& [name, formula] : formulas()) explained.push_back(json::Object{{"figure", name}, {"formula", formula}});
    value.put("formulas", std::move(explained));
    return value;
}

std::vector<std::pair<std::string_view, std::string_view>> formulas() {
    return {
        {"asked", "how many were invited; each stands in one of four lists: answered, declined, opened the call's page, silent"},
        {"share of submissions", "submissions of this row / all submissions that count (neither refused nor withdrawn); a State in two groups stands in both rows"},
        {"share of words", "words of these submissions / words of all"},
        {"share of words quoted", "words of these submissions that stand, in runs of three or more, in sentences of the draft report that rest on them / such words of all"},
        {"answers to a question", "submissions with at least one passage coded as an answer to it; whoever answers two questions stands in both rows"},
    };
}

std::vector<Said> missing(const Balance& balance, const std::vector<std::string>& languages, std::optional<std::int64_t> days_left) {
    std::vector<Said> all;
    const auto rows = [&](Dimension dimension) {
        const auto at = balance.rows.find(dimension);
        return at == balance.rows.end() ? std::vector<BalanceRow>() : at->second;
    };
    const auto asked_in = [](const BalanceRow& row) {
        std::size_t count = 0;
        for (const auto& [response, names] : row.asked) count += names.size();
        return count;
    };
    for (const BalanceRow& row : rows(Dimension::group)) {
        if (asked_in(row) > 0 && row.submissions.empty()) all.push_back(say(sentences::missing_group, row.value, asked_in(row)));
    }
    for (const BalanceRow& row : rows(Dimension::kind)) {
        const ContributorKind* kind = contributor_kind(row.value);
        if (asked_in(row) > 0 && row.submissions.empty()) all.push_back(say(sentences::missing_kind, kind == nullptr ? row.value : kind->many, asked_in(row)));
    }
    for (const std::string& language : languages) {
        const auto found = rows(Dimension::language);
        if (std::none_of(found.begin(), found.end(), [&](const BalanceRow& row) { return row.value == language; })) all.push_back(say(sentences::missing_language, language));
    }
    for (const BalanceRow& row : rows(Dimension::question)) {
        if (row.submissions.empty()) all.push_back(say(sentences::missing_answers, row.value));
    }
    if (!all.empty() && days_left && *days_left >= 0) all.push_back(say(sentences::missing_time, *days_left));
    return all;
}

}  // namespace comity::consultations
