#include "concordance/series.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>

#include "concordance/series_parts.hpp"

namespace comity::concordance {

namespace {

using Kind = SeriesText::Kind;

// Measured on 2,474 texts of 14 bodies (docs/series-quality.md): what recalls an earlier text and is so much alike is its next state, whatever
// the title; with a title that is nearly the same less will do. Without a recall the titles must nearly agree.
constexpr double alike_and_recalled = 0.30, alike_titled_and_recalled = 0.15;
constexpr double alike_and_contained = 0.40, alike_and_near = 0.28;
// A title that went and came back between others of its series, instead of a sister text beside it.
constexpr double alike_between = 0.35;
// Two texts of one session under one title that share less than this: the title is a heading for anything.
constexpr double alike_parts = 0.20;
constexpr std::uint32_t least_words = 30;  // of shorter ones nothing can be said
// A text that adopts an instrument is no state of the texts about it: all annex, and nothing of theirs in it.
constexpr double unlike_founding = 0.10;
constexpr std::uint32_t least_annex = 300;

struct Edge {
    std::size_t later = 0, earlier = 0;
    double words = 0;
    bool between = false;  ///< strong enough to join groups whose times overlap
};

/// Texts that belong together so far, by their root.
class Groups {
public:
    explicit Groups(std::size_t size) : root_(size), members_(size) {
        std::iota(root_.begin(), root_.end(), std::size_t{0});
        for (std::size_t i = 0; i < size; ++i) members_[i] = {i};
    }
    [[nodiscard]] std::size_t of(std::size_t text) const { return root_[text]; }
    [[nodiscard]] const std::vector<std::size_t>& members(std::size_t text) const { return members_[root_[text]]; }
    void join(std::size_t a, std::size_t b) {
        a = root_[a];
        b = root_[b];
        if (a == b) return;
        if (members_[a].size() < members_[b].size()) std::swap(a, b);
        for (const std::size_t text : members_[b]) root_[text] = a;
        members_[a].insert(members_[a].end(), members_[b].begin(), members_[b].end());
        members_[b].clear();
    }

private:
    std::vector<std::size_t> root_;
    std::vector<std::vector<std::size_t>> members_;
};

class Gatherer {
public:
    Gatherer(std::span<const SeriesText> texts, std::span<const SeriesRuling> rulings) : texts_(texts), groups_(texts.size()), rank_(texts.size()) {
        for (std::size_t i = 0; i < texts.size(); ++i) order_.push_back(i);
        std::sort(order_.begin(), order_.end(), [&](std::size_t a, std::size_t b) { return std::tie(texts_[a].order, texts_[a].id) < std::tie(texts_[b].order, texts_[b].id); });
        for (std::size_t i = 0; i < order_.size(); ++i) rank_[order_[i]] = i;
        for (const std::size_t text : order_) {
            for (const auto& key : texts_[text].keys) by_key_.emplace(key, text);
        }
        keep(rulings);
    }

    std::vector<SeriesGroup> gather() {
        by_title();
        by_ruling();
        by_recall_and_words();
        note_items();
        std::vector<SeriesGroup> found;
        std::map<std::size_t, std::size_t> place;  // of a root
        for (const std::size_t text : order_) {
            if (texts_[text].kind == Kind::draft) continue;
            const auto [at, is_new] = place.emplace(groups_.of(text), found.size());
            if (is_new) found.emplace_back();
            found[at->second].members.push_back({text, reason(text)});
        }
        detail::add_gaps(texts_, by_key_, found);
        detail::hang_drafts(texts_, order_, together_, found);
        return found;
    }

private:
    std::span<const SeriesText> texts_;
    Groups groups_;
    std::vector<std::size_t> order_, rank_;
    detail::ByKey by_key_;
    detail::Pairs together_, apart_;  ///< text, other
    using Item = std::tuple<std::string_view, std::string_view, std::string_view>;  ///< line, session, number or title
    std::map<Item, std::set<std::size_t>> of_item_;                                 ///< the groups that have texts under it

    [[nodiscard]] auto by_rank() const {
        return [this](std::size_t a, std::size_t b) { return rank_[a] < rank_[b]; };
    }

    [[nodiscard]] bool is_act(std::size_t text) const { return texts_[text].kind == Kind::act; }
    [[nodiscard]] double alike(std::size_t a, std::size_t b) const { return likeness(texts_[a].sketch, texts_[b].sketch); }

    void keep(std::span<const SeriesRuling> rulings) {
        std::map<std::string_view, std::size_t> by_id;
        for (std::size_t i = 0; i < texts_.size(); ++i) by_id.emplace(texts_[i].id, i);
        for (const auto& ruling : rulings) {
            const auto text = by_id.find(ruling.text), other = by_id.find(ruling.other);
            if (text == by_id.end() || other == by_id.end() || text->second == other->second) continue;
            (ruling.says == SeriesRuling::Says::together ? together_ : apart_).emplace(text->second, other->second);
        }
    }

    [[nodiscard]] bool recalls(std::size_t later, std::size_t earlier) const {
        const auto& recalled = texts_[later].recalls;
        return std::any_of(recalled.begin(), recalled.end(), [&](const SeriesRecall& recall) {
            const auto at = by_key_.find(recall.key);
            return recall.how != SeriesRecall::How::as_draft && at != by_key_.end() && at->second == earlier;
        });
    }

    // --- one title -----------------------------------------------------------------------------------------------------------

    void by_title() {
        std::map<std::tuple<Kind, std::string_view, std::string_view>, std::vector<std::size_t>> titles;
        for (const std::size_t text : order_) {
            const SeriesText& of = texts_[text];
            if (of.kind != Kind::draft && !of.title.empty() && !of.line.empty()) titles[{of.kind, of.line, of.title}].push_back(text);
        }
        for (auto& [key, texts] : titles) {
            const auto all = texts;
            std::erase_if(texts, [&](std::size_t text) { return is_put_apart(text, all) || founds(text, all); });
            const bool heading = is_heading(texts);
            for (std::size_t i = 1; i < texts.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    if (!heading || alike(texts[i], texts[j]) >= (recalls(texts[i], texts[j]) ? alike_titled_and_recalled : alike_and_recalled)) groups_.join(texts[i], texts[j]);
                }
            }
        }
    }

    [[nodiscard]] bool is_put_apart(std::size_t text, const std::vector<std::size_t>& all) const {
        return std::any_of(all.begin(), all.end(), [&](std::size_t other) { return apart_.count({text, other}) > 0; });
    }

    [[nodiscard]] bool founds(std::size_t text, const std::vector<std::size_t>& all) const {
        const WordSketch& sketch = texts_[text].sketch;
        if (sketch.annexed < least_annex || sketch.annexed < 2 * (sketch.words - sketch.annexed)) return false;
        return std::none_of(all.begin(), all.end(), [&](std::size_t other) { return other != text && alike(text, other) >= unlike_founding; });
    }

    [[nodiscard]] bool is_heading(const std::vector<std::size_t>& texts) const {
        for (std::size_t i = 1; i < texts.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const auto& session = texts_[texts[i]].session;
                if (texts_[texts[i]].sketch.words < least_words || texts_[texts[j]].sketch.words < least_words) continue;
                if (session && session == texts_[texts[j]].session && alike(texts[i], texts[j]) < alike_parts) return true;
            }
        }
        return false;
    }

    // --- another title -------------------------------------------------------------------------------------------------------

    void by_ruling() {
        for (const auto& [text, other] : together_) {
            if (texts_[text].kind != Kind::draft && texts_[other].kind != Kind::draft && !forbidden(text, other)) groups_.join(text, other);
        }
    }

    void by_recall_and_words() {
        std::vector<Edge> edges;
        for (const std::size_t later : order_) {
            if (!is_act(later)) continue;
            for (const auto& recall : texts_[later].recalls) {
                const auto at = by_key_.find(recall.key);
                if (at == by_key_.end() || recall.how == SeriesRecall::How::as_draft) continue;
                if (const auto edge = recalling(later, at->second)) edges.push_back(*edge);
            }
        }
        for (const auto& [a, b] : detail::near_titles(texts_, order_)) {
            if (const auto edge = unrecalled(std::max(a, b, by_rank()), std::min(a, b, by_rank()))) edges.push_back(*edge);
        }
        std::sort(edges.begin(), edges.end(), [&](const Edge& a, const Edge& b) {
            return std::tuple(-a.words, rank_[a.later], rank_[a.earlier]) < std::tuple(-b.words, rank_[b.later], rank_[b.earlier]);
        });
        for (const Edge& edge : edges) {
            if (fits(edge)) groups_.join(edge.later, edge.earlier);
        }
    }

    [[nodiscard]] std::optional<Edge> recalling(std::size_t later, std::size_t earlier) const {
        if (!is_act(earlier) || rank_[earlier] >= rank_[later] || texts_[earlier].line != texts_[later].line) return std::nullopt;
        if (groups_.of(earlier) == groups_.of(later)) return std::nullopt;
        const double words = alike(later, earlier);
        if (words < std::min(alike_titled_and_recalled, alike_and_recalled)) return std::nullopt;  // whatever the titles say
        const auto titles = detail::near(texts_[later].title, texts_[earlier].title);
        const bool titled = titles.contained >= 0.6 && titles.common >= 0.4;
        if (words < (titled ? alike_titled_and_recalled : alike_and_recalled)) return std::nullopt;
        return Edge{later, earlier, words, words >= alike_between && titles.contained >= 0.8};
    }

    [[nodiscard]] std::optional<Edge> unrecalled(std::size_t later, std::size_t earlier) const {
        if (groups_.of(earlier) == groups_.of(later)) return std::nullopt;
        const auto titles = detail::near(texts_[later].title, texts_[earlier].title);
        // Of five words four are the same in "Convention against Hail" and "Convention against Frost"; so it must be more than that.
        if (titles.contained < 0.85 || titles.common < 0.3) return std::nullopt;
        const double words = alike(later, earlier);
        if (words < (titles.common >= 0.5 ? alike_and_near : alike_and_contained)) return std::nullopt;
        return Edge{later, earlier, words, words >= alike_between && titles.contained >= 0.8};
    }

    [[nodiscard]] bool forbidden(std::size_t a, std::size_t b) const {
        return std::any_of(apart_.begin(), apart_.end(), [&](const auto& pair) {
            const std::size_t one = groups_.of(pair.first), two = groups_.of(pair.second);
            return (one == groups_.of(a) && two == groups_.of(b)) || (one == groups_.of(b) && two == groups_.of(a));
        });
    }

    /// A body adopts such a text once in a session; and a text under another title goes on from one that has ended, or stood in for it.
    [[nodiscard]] bool fits(const Edge& edge) const {
        if (groups_.of(edge.later) == groups_.of(edge.earlier) || forbidden(edge.later, edge.earlier)) return false;
        const auto &later = groups_.members(edge.later), &earlier = groups_.members(edge.earlier);
        std::set<std::string_view> sessions;
        for (const std::size_t text : earlier) {
            if (!texts_[text].title.empty() && texts_[text].session) sessions.insert(*texts_[text].session);
        }
        for (const std::size_t text : later) {
            if (!texts_[text].title.empty() && texts_[text].session && sessions.count(*texts_[text].session) > 0) return false;
        }
        if (edge.between || texts_[edge.later].title.empty()) return true;
        const auto first = *std::min_element(later.begin(), later.end(), by_rank());
        const auto last = *std::max_element(earlier.begin(), earlier.end(), by_rank());
        return rank_[last] < rank_[first];
    }

    // --- reasons -------------------------------------------------------------------------------------------------------------

    [[nodiscard]] std::vector<Item> items_of(std::size_t text) const {
        const SeriesText& of = texts_[text];
        std::vector<Item> items;
        if (!of.session || of.kind == Kind::draft) return items;
        for (const auto& item : of.agenda_items) items.emplace_back(of.line, *of.session, item);
        if (!of.agenda_title.empty()) items.emplace_back(of.line, *of.session, of.agenda_title);
        return items;
    }

    void note_items() {
        for (const std::size_t text : order_) {
            for (const auto& item : items_of(text)) of_item_[item].insert(groups_.of(text));
        }
    }

    /// Under "human rights questions" stands anything: what has other series beside it says nothing of this one.
    [[nodiscard]] bool has_its_item_alone(std::size_t text) const {
        const auto items = items_of(text);
        return std::all_of(items.begin(), items.end(), [&](const Item& item) { return of_item_.at(item).size() == 1; });
    }

    [[nodiscard]] SeriesReason reason(std::size_t text) const {
        SeriesReason reason;
        for (const std::size_t other : groups_.members(text)) {
            if (other == text) continue;
            reason.same_title = reason.same_title || (!texts_[text].title.empty() && texts_[text].title == texts_[other].title);
            reason.recalls = reason.recalls || recalls(text, other) || recalls(other, text);
            reason.same_item = reason.same_item || (same_agenda_item(texts_[text], texts_[other]) && has_its_item_alone(text) && has_its_item_alone(other));
            reason.person = reason.person || together_.count({text, other}) > 0;
            reason.words = std::max(reason.words, alike(text, other));
        }
        return reason;
    }
};

}  // namespace

bool SeriesReason::is_guess() const {
    if (person) return false;
    const int reasons = (same_title ? 1 : 0) + (recalls ? 1 : 0) + (words >= same_words ? 1 : 0);
    return reasons + (same_item ? 1 : 0) == 1;
}

bool same_agenda_item(const SeriesText& a, const SeriesText& b) {
    if (a.line != b.line) return false;
    if (!a.agenda_title.empty() && !b.agenda_title.empty()) return a.agenda_title == b.agenda_title;
    const auto session = [](const SeriesText& text) {
        int number = 0;
        const std::string_view given = text.session ? std::string_view(*text.session) : std::string_view();
        const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), number);
        return error == std::errc() && end == given.data() + given.size() ? std::optional(number) : std::nullopt;
    };
    const auto one = session(a), two = session(b);
    if (!one || !two || std::abs(*one - *two) > 1) return false;
    return std::any_of(a.agenda_items.begin(), a.agenda_items.end(), [&](const std::string& item) { return std::find(b.agenda_items.begin(), b.agenda_items.end(), item) != b.agenda_items.end(); });
}

std::vector<SeriesGroup> series_of(std::span<const SeriesText> texts, std::span<const SeriesRuling> rulings) { return Gatherer(texts, rulings).gather(); }

}  // namespace comity::concordance
