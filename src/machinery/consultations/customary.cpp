#include "machinery/consultations/customary.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/assets.hpp"
#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/reading_sentences.hpp"
#include "text/text.hpp"
#include "vocabulary/tables.hpp"

namespace comity::consultations {

namespace {

std::vector<std::string> folded_words(std::string_view text) {
    std::vector<std::string> words;
    for (const text::Word& word : text::words(text)) words.push_back(word.folded);
    return words;
}

struct Quantity {
    std::vector<std::string> words;
    std::int64_t at_least = 0;
    std::optional<std::int64_t> at_most;
    std::int64_t share = 0;
};

/// The longest first, so that "none of the" is no "no".
const std::vector<Quantity>& quantities() {
    static const std::vector<Quantity> all = [] {
        constexpr std::string_view path = "data/report_counts.tsv";
        const vocabulary::TableRows rows({path, assets::get(path)});
        std::vector<Quantity> made;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            Quantity one{folded_words(rows.needed(row, "words")), rows.number(row, "at_least"), std::nullopt, 0};
            if (!rows.cell(row, "at_most").empty()) one.at_most = rows.number(row, "at_most");
            if (!rows.cell(row, "share").empty()) one.share = rows.number(row, "share");
            made.push_back(std::move(one));
        }
        std::stable_sort(made.begin(), made.end(), [](const Quantity& a, const Quantity& b) { return a.words.size() > b.words.size(); });
        return made;
    }();
    return all;
}

struct Noun {
    std::vector<std::string> words;
    std::string kind;
};
const std::vector<Noun>& nouns() {
    static const std::vector<Noun> all = [] {
        std::vector<Noun> made;
        for (const ContributorKind& kind : contributor_kinds()) {
            made.push_back({folded_words(kind.many), kind.code});
            made.push_back({folded_words(kind.word), kind.code});
        }
        for (const std::string_view member : {"Member States", "Member State"}) made.push_back({folded_words(member), "state"});
        std::stable_sort(made.begin(), made.end(), [](const Noun& a, const Noun& b) { return a.words.size() > b.words.size(); });
        return made;
    }();
    return all;
}

bool stands_at(const std::vector<text::Word>& words, std::size_t at, const std::vector<std::string>& phrase) {
    if (phrase.empty() || at + phrase.size() > words.size()) return false;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
        if (words[at + i].folded != phrase[i]) return false;
    }
    return true;
}

std::optional<std::int64_t> digits(std::string_view word) {
    constexpr std::size_t most = 4;
    if (word.empty() || word.size() > most || word.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
    return std::stoll(std::string(word));
}

}  // namespace

std::string customary_name(std::int64_t count, std::string_view kind) {
    const ContributorKind* known = contributor_kind(kind);
    if (known == nullptr || count < 1) return {};
    if (count == 1) return known->one;
    return fmt::format("{} {}", count == 2 ? "two" : "several", known->many);
}

std::vector<CountSaid> counts_in(std::string_view sentence) {
    const auto words = text::words(sentence);
    std::vector<CountSaid> all;
    for (std::size_t at = 0; at < words.size(); ++at) {
        CountSaid said;
        std::size_t behind = at;
        if (const auto number = digits(words[at].folded)) {
            said.at_least = *number;
            said.at_most = number;
            behind = at + 1;
        } else {
            const auto found = std::find_if(quantities().begin(), quantities().end(), [&](const Quantity& one) { return stands_at(words, at, one.words); });
            if (found == quantities().end()) continue;
            said.at_least = found->at_least;
            said.at_most = found->at_most;
            said.share = found->share;
            behind = at + found->words.size();
        }
        // "most of the States", "two other States".
        for (const auto& between : {std::vector<std::string>{"of", "the"}, {"the"}, {"other"}, {"further"}}) {
            if (stands_at(words, behind, between)) {
                behind += between.size();
                break;
            }
        }
        const auto noun = std::find_if(nouns().begin(), nouns().end(), [&](const Noun& one) { return stands_at(words, behind, one.words); });
        if (noun == nouns().end()) continue;
        behind += noun->words.size();
        said.kind = noun->kind;
        said.marked = {words[at].begin, words[behind - 1].end};
        said.words = single_blanks(sentence.substr(said.marked.begin, said.marked.end - said.marked.begin));
        all.push_back(std::move(said));
        at = behind - 1;
    }
    return all;
}

Said wrong_count(const CountSaid& said, std::int64_t count, std::int64_t in_all) {
    const bool fits = count >= said.at_least && (!said.at_most || count <= *said.at_most) && (said.share == 0 || count * 100 >= said.share * in_all);
    if (fits) return {};
    return say(sentences::check_wrong_count, said.words, count, in_all);
}

}  // namespace comity::consultations
