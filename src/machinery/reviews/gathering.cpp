#include "machinery/reviews/gathering.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "base/assets.hpp"
#include "concordance/similar_passages.hpp"
#include "db/connection.hpp"
#include "text/text.hpp"
#include "vocabulary/tables.hpp"

namespace comity::reviews {

namespace {

const std::unordered_set<std::string>& little_words() {
    static const std::unordered_set<std::string> all = [] {
        constexpr std::string_view path = "data/consultation_cues.tsv";
        const vocabulary::TableRows rows({path, assets::get(path)});
        std::unordered_set<std::string> words;
        for (std::size_t row = 0; row < rows.size(); ++row) {
            if (rows.cell(row, "kind") != "little" || rows.cell(row, "language") != "en") continue;
            for (const auto word : rows.cells(row, "words")) words.emplace(word);
        }
        return words;
    }();
    return all;
}

std::string without_plural(std::string word) {
    constexpr std::size_t shortest = 5;
    if (word.size() >= shortest && word.ends_with("ies")) return word.substr(0, word.size() - 3) + "y";
    if (word.size() >= shortest && word.back() == 's' && word[word.size() - 2] != 's') word.pop_back();
    return word;
}

/// All recommendations to a State, in the order in which lists are shown; with their words.
struct OfState {
    std::vector<std::string> ids, reviews;
    std::vector<concordance::PassageText> texts;
};
OfState of_state(const record::Snapshot& snapshot, std::string_view state) {
    OfState all;
    auto rows = snapshot.tables().query(R"sql(SELECT r.id, r.review, t.text FROM recommendation r JOIN review_row t ON t.file = r.file AND t.ordinal = r.ordinal
                                              WHERE r.review IN (SELECT id FROM review WHERE state = $1) AND r.kind = 0 ORDER BY r.review, r.place, r.id)sql", state);
    while (rows.next()) {
        all.ids.emplace_back(rows.text(0));
        all.reviews.emplace_back(rows.text(1));
        all.texts.push_back({std::string(rows.text(2)), "en"});
    }
    return all;
}

/// What persons said of pairs, by both ids as they are now.
using SaidOfPairs = std::map<std::pair<std::string, std::string>, StatementMade>;
SaidOfPairs said_of_pairs(const record::Snapshot& snapshot, std::string_view state) {
    SaidOfPairs all;
    for (StatementMade& made : statements_of_state(snapshot, state, StatementKind::gathering)) {
        if (made.statement.word == "withdrawn") continue;
        const std::size_t blank = made.statement.about.find(' ');
        const auto a = find(snapshot, made.statement.about.substr(0, blank)), b = find(snapshot, made.statement.about.substr(blank + 1));
        if (!a || !b || a->id == b->id) continue;
        all.emplace(std::pair{std::min(a->id, b->id), std::max(a->id, b->id)}, std::move(made));
    }
    return all;
}

constexpr std::string_view same = "the same";

}  // namespace

bool Alike::gathered() const { return said ? said->statement.word == same : likeness >= gathered_from; }

std::vector<std::string> telling_words(std::string_view text, std::string_view) {
    std::vector<std::string> words;
    std::unordered_set<std::string> seen;
    const auto take = [&](std::string word) {
        if (little_words().count(word) > 0) return;
        word = without_plural(std::move(word));
        if (seen.insert(word).second) words.push_back(std::move(word));
    };
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!plain) {
        text::for_each_word(text, [&](std::string_view folded, std::uint32_t, std::uint32_t) { take(std::string(folded)); });
        return words;
    }
    std::string word;
    for (const char c : text) {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9')) {
            word += small;
        } else if (!word.empty()) {
            take(std::exchange(word, {}));
        }
    }
    if (!word.empty()) take(std::move(word));
    return words;
}

std::vector<Alike> alike(const record::Snapshot& snapshot, const Recommendation& recommendation) {
    const OfState all = of_state(snapshot, recommendation.state);
    const auto at = std::find(all.ids.begin(), all.ids.end(), recommendation.id);
    if (at == all.ids.end()) return {};
    const auto index = static_cast<std::size_t>(at - all.ids.begin());
    const concordance::SimilarPassages similar(all.texts, &telling_words);
    SaidOfPairs said = said_of_pairs(snapshot, recommendation.state);
    constexpr std::size_t most = 30, most_words = 8;
    std::vector<Alike> found;
    const auto add = [&](std::size_t other, int likeness) {
        auto one = find(snapshot, all.ids[other]);
        if (!one) return;
        Alike made{std::move(*one), likeness, similar.common_words(index, other), {}};
        if (made.words.size() > most_words) made.words.resize(most_words);
        const auto told = said.find({std::min(recommendation.id, all.ids[other]), std::max(recommendation.id, all.ids[other])});
        if (told != said.end()) {
            made.said = std::move(told->second);
            said.erase(told);
        }
        found.push_back(std::move(made));
    };
    for (const auto& pair : similar.near(index, most, gathered_from)) add(pair.a == index ? pair.b : pair.a, pair.likeness);
    for (std::size_t i = 0; i < all.ids.size(); ++i) {
        if (i != index && said.count({std::min(recommendation.id, all.ids[i]), std::max(recommendation.id, all.ids[i])}) > 0) add(i, similar.likeness(index, i));
    }
    std::stable_sort(found.begin(), found.end(), [](const Alike& a, const Alike& b) { return a.gathered() > b.gathered(); });
    return found;
}

std::vector<Gathering> gatherings(const record::Snapshot& snapshot, std::string_view state) {
    const OfState all = of_state(snapshot, state);
    const concordance::SimilarPassages similar(all.texts, &telling_words);
    const SaidOfPairs said = said_of_pairs(snapshot, state);
    std::map<std::string, std::size_t> index_of;
    for (std::size_t i = 0; i < all.ids.size(); ++i) index_of.emplace(all.ids[i], i);
    std::vector<std::vector<std::size_t>> groups;
    std::vector<std::vector<std::string>> reasons;
    for (auto& group : similar.groups({}, gathered_from)) {
        // Who was told apart from the first leaves; each of a group is like its first.
        const std::string& centre = all.ids[group.passages.front()];
        std::erase_if(group.passages, [&](std::size_t one) {
            const auto told = said.find({std::min(centre, all.ids[one]), std::max(centre, all.ids[one])});
            return all.ids[one] != centre && told != said.end() && told->second.statement.word != same;
        });
        groups.push_back(std::move(group.passages));
        reasons.push_back(std::move(group.words));
    }
    for (const auto& [pair, made] : said) {
        if (made.statement.word != same || index_of.count(pair.first) == 0 || index_of.count(pair.second) == 0) continue;
        const std::size_t a = index_of[pair.first], b = index_of[pair.second];
        const auto group_of = [&](std::size_t one) { return std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return std::find(group.begin(), group.end(), one) != group.end(); }); };
        const auto at_a = group_of(a), at_b = group_of(b);
        if (at_a == groups.end() && at_b == groups.end()) {
            groups.push_back({a, b});
            reasons.push_back(similar.common_words(a, b));
        } else if (at_a == groups.end()) {
            at_b->push_back(a);
        } else if (at_b == groups.end()) {
            at_a->push_back(b);
        } else if (at_a != at_b) {
            at_a->insert(at_a->end(), at_b->begin(), at_b->end());
            at_b->clear();
        }
    }
    std::vector<Gathering> gathered;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        std::sort(groups[i].begin(), groups[i].end());
        std::set<std::string> of_reviews;
        for (const std::size_t one : groups[i]) of_reviews.insert(all.reviews[one]);
        if (of_reviews.size() < 2) continue;
        Gathering made;
        made.words = reasons[i];
        for (const std::size_t one : groups[i]) made.members.push_back(find(snapshot, all.ids[one]).value());
        for (const auto& [pair, statement] : said) {
            const auto has = [&](const std::string& id) { return std::any_of(made.members.begin(), made.members.end(), [&](const Recommendation& one) { return one.id == id; }); };
            if (statement.statement.word == same && has(pair.first) && has(pair.second)) made.confirmed.push_back(pair.first + ' ' + pair.second);
        }
        gathered.push_back(std::move(made));
    }
    std::stable_sort(gathered.begin(), gathered.end(), [](const Gathering& a, const Gathering& b) { return a.members.size() > b.members.size(); });
    return gathered;
}

}  // namespace comity::reviews
