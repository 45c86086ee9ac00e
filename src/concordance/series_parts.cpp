#include "concordance/series_parts.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace comity::concordance::detail {

namespace {

using Kind = SeriesText::Kind;

std::vector<std::string_view> title_words(std::string_view title) {
    constexpr std::size_t shortest = 4;
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < title.size();) {
        const std::size_t end = std::min(title.find(' ', at), title.size());
        const std::string_view word = title.substr(at, end - at);
        if (word.size() >= shortest || (!word.empty() && word[0] >= '0' && word[0] <= '9')) words.push_back(word);
        at = end + 1;
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
}

bool may_become(const SeriesText& draft, const SeriesText& act) {
    if (draft.line != act.line) return false;
    if (draft.session && act.session) return *draft.session == *act.session;
    if (!draft.date || !act.date) return false;
    const auto a_year_on = Date::of(draft.date->year() + 1, draft.date->month(), std::min(draft.date->day(), 28));  // a session at most
    return *act.date >= *draft.date && *act.date <= *a_year_on;
}

}  // namespace

TitleNearness near(std::string_view title, std::string_view other) {
    const auto a = title_words(title), b = title_words(other);
    if (a.empty() || b.empty()) return {};
    std::vector<std::string_view> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    const auto common = static_cast<double>(both.size());
    return {common / static_cast<double>(a.size() + b.size() - both.size()), common / static_cast<double>(std::min(a.size(), b.size()))};
}

namespace {

/// Titles of a line that its acts have, with their words as numbers: compared in a blink, thousands of times.
struct TitledActs {
    std::vector<std::size_t> acts;
    std::vector<std::size_t> words;  ///< in the order of the words themselves
};

/// By line, then title.
std::vector<TitledActs> titled_acts(std::span<const SeriesText> texts, const std::vector<std::size_t>& order) {
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> titles;
    for (const std::size_t text : order) {
        if (texts[text].kind == Kind::act && !texts[text].title.empty()) titles[{texts[text].line, texts[text].title}].push_back(text);
    }
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> numbers;  // line, word
    for (const auto& [title, acts] : titles) {
        for (const auto word : title_words(title.second)) numbers.try_emplace({title.first, word});
    }
    std::size_t next = 0;
    for (auto& [word, number] : numbers) number = next++;
    std::vector<TitledActs> all;
    all.reserve(titles.size());
    for (auto& [title, acts] : titles) {
        TitledActs titled{std::move(acts), {}};
        for (const auto word : title_words(title.second)) titled.words.push_back(numbers.at({title.first, word}));
        all.push_back(std::move(titled));
    }
    return all;
}

/// Words of both / words of the shorter.
double contained(const TitledActs& a, const TitledActs& b) {
    std::size_t both = 0;
    for (auto one = a.words.begin(), two = b.words.begin(); one != a.words.end() && two != b.words.end();) {
        if (*one == *two) ++both;
        const bool one_on = *one <= *two, two_on = *two <= *one;
        if (one_on) ++one;
        if (two_on) ++two;
    }
    return static_cast<double>(both) / static_cast<double>(std::min(a.words.size(), b.words.size()));
}

/// Pairs of them, the first before the second, of which the shorter is nearly in the longer.
std::set<std::pair<std::size_t, std::size_t>> near_pairs(const std::vector<TitledActs>& titles) {
    constexpr std::size_t rarest = 3;  // of ten words eight must be common, so one of the three rarest is
    constexpr std::size_t most_titles = 200;
    std::vector<std::vector<std::size_t>> with_word;
    for (std::size_t title = 0; title < titles.size(); ++title) {
        for (const std::size_t word : titles[title].words) {
            if (word >= with_word.size()) with_word.resize(word + 1);
            with_word[word].push_back(title);
        }
    }
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t title = 0; title < titles.size(); ++title) {
        std::vector<std::size_t> words = titles[title].words;
        std::sort(words.begin(), words.end(), [&](std::size_t a, std::size_t b) { return std::pair(with_word[a].size(), a) < std::pair(with_word[b].size(), b); });
        words.resize(std::min(words.size(), rarest));
        for (const std::size_t word : words) {
            if (with_word[word].size() > most_titles) continue;
            for (const std::size_t other : with_word[word]) {
                if (other != title && contained(titles[title], titles[other]) >= 0.8) pairs.insert(std::minmax(title, other));
            }
        }
    }
    return pairs;
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> near_titles(std::span<const SeriesText> texts, const std::vector<std::size_t>& order) {
    const std::vector<TitledActs> titles = titled_acts(texts, order);
    std::vector<std::pair<std::size_t, std::size_t>> found;
    for (const auto& [a, b] : near_pairs(titles)) {
        std::tuple<double, std::size_t, std::size_t> best{-1, 0, 0};
        for (const std::size_t one : titles[a].acts) {
            for (const std::size_t two : titles[b].acts) {
                const double words = likeness(texts[one].sketch, texts[two].sketch);
                if (words > std::get<0>(best)) best = {words, one, two};
            }
        }
        found.emplace_back(std::get<1>(best), std::get<2>(best));
    }
    return found;
}

namespace {

/// A symbol that texts of a series cite as one of theirs.
struct Claim {
    std::size_t group = 0, times = 0;
    SeriesGap gap;
};

}  // namespace

void add_gaps(std::span<const SeriesText> texts, const ByKey& by_key, std::vector<SeriesGroup>& groups) {
    std::map<std::string_view, std::vector<Claim>> claims;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        for (const auto& member : groups[group].members) {
            for (const auto& recall : texts[member.text].recalls) {
                if (recall.how != SeriesRecall::How::on_subject || by_key.count(recall.key) > 0) continue;
                auto& of = claims[recall.key];
                if (of.empty() || of.back().group != group) of.push_back({group, 0, {recall.symbol, recall.session, {}, 0}});
                Claim& claim = of.back();
                claim.gap.times = ++claim.times;
                if (recall.date && !claim.gap.date) claim.gap.date = recall.date;
            }
        }
    }
    // What several series cite is the text of the one that cites it most; of two that cite it alike, of the first.
    for (auto& [key, of] : claims) {
        auto& best = *std::max_element(of.begin(), of.end(), [](const Claim& a, const Claim& b) { return a.times < b.times; });
        groups[best.group].gaps.push_back(std::move(best.gap));
    }
    // A body adopts such a text once in a session: of several of one session the one that most members cite is the series' own.
    for (auto& group : groups) {
        std::map<std::string, const SeriesGap*> by_session;
        for (const auto& gap : group.gaps) {
            auto& best = by_session[gap.session.value_or(gap.symbol)];
            if (best == nullptr || gap.times > best->times) best = &gap;
        }
        for (const auto& member : group.members) by_session.erase(texts[member.text].session.value_or(""));
        std::vector<SeriesGap> kept;
        kept.reserve(by_session.size());
        for (const auto& [session, gap] : by_session) kept.push_back(*gap);
        std::sort(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.symbol < b.symbol; });
        group.gaps = std::move(kept);
    }
}

namespace {

/// The drafts of a record, each to be hung on what it became.
class Hanging {
public:
    Hanging(std::span<const SeriesText> texts, const Pairs& together, std::vector<SeriesGroup>& groups) : texts_(texts), together_(together), groups_(groups) {
        for (std::size_t group = 0; group < groups.size(); ++group) {
            for (const auto& member : groups[group].members) {
                const SeriesText& text = texts[member.text];
                if (text.kind != Kind::act) continue;
                acts_[text.line].push_back({group, member.text});
                for (const auto& recall : text.recalls) {
                    if (recall.how == SeriesRecall::How::as_draft) named_.emplace(recall.key, Place{group, member.text});
                }
            }
        }
    }

    void hang(std::size_t draft) {
        const SeriesText& text = texts_[draft];
        SeriesDraft hung{draft, std::nullopt, text.session, {}};
        const auto put = [&](const Place& place, SeriesDraft::Why why) {
            hung.why = why;
            hung.became = place.act;
            groups_[place.group].drafts.push_back(hung);
        };
        const auto& acts = acts_[text.line];
        for (const Place& place : acts) {
            if (together_.count({draft, place.act}) > 0) return put(place, SeriesDraft::Why::person);
        }
        for (const auto& key : text.keys) {
            if (const auto at = named_.find(key); at != named_.end()) return put(at->second, SeriesDraft::Why::named);
        }
        for (const Place& place : acts) {
            if (!text.title.empty() && texts_[place.act].title == text.title && may_become(text, texts_[place.act])) return put(place, SeriesDraft::Why::title);
        }
        constexpr double least = 0.4;  // a text loses and wins words in negotiation, and stays itself
        const Place* best = nullptr;
        double most = least;
        for (const Place& place : acts) {
            if (!may_become(text, texts_[place.act])) continue;
            const double words = likeness(text.sketch, texts_[place.act].sketch);
            if (words >= most && (best == nullptr || words > most)) {
                most = words;
                best = &place;
            }
        }
        if (best != nullptr) return put(*best, SeriesDraft::Why::words);
        // What it became is not in the record, but the series is.
        for (const Place& place : acts) {
            if (text.title.empty() || texts_[place.act].title != text.title) continue;
            groups_[place.group].drafts.push_back(hung);
            return;
        }
    }

private:
    struct Place {
        std::size_t group = 0, act = 0;
    };
    std::span<const SeriesText> texts_;
    const Pairs& together_;
    std::vector<SeriesGroup>& groups_;
    std::map<std::string_view, std::vector<Place>> acts_;  ///< by line, in their order
    std::map<std::string_view, Place> named_;
};

}  // namespace

void hang_drafts(std::span<const SeriesText> texts, const std::vector<std::size_t>& order, const Pairs& together, std::vector<SeriesGroup>& groups) {
    Hanging hanging(texts, together, groups);
    for (const std::size_t text : order) {
        if (texts[text].kind == Kind::draft) hanging.hang(text);
    }
}

}  // namespace comity::concordance::detail
