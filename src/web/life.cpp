// The drawing after the history flow of Viegas and Wattenberg: years as columns, paragraphs as ribbons as thick as their words, tinted by age.
// Positions are attributes of the drawing and colours are classes, so it needs no script and no style of its own.
#include "web/life.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "http/message.hpp"
#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web {

namespace {

using holdings::Consensus;
using holdings::Life;
using holdings::LifeYear;

constexpr double narrowest_step = 34, widest_step = 96, usual_width = 940, column_width = 15, top = 6, height = 400, vote_height = 26;
constexpr int ages = 7;

std::string place(double value) { return fmt::format("{:.1f}", value); }

/// Where the ribbons stand in each year, from above.
class Drawing {
public:
    Drawing(const Visit& visit, const Life& life) : visit_(visit), life_(life) {
        // What was merged stands in the ribbons of both, so a column can be longer than its text.
        std::size_t most = 1;
        for (std::size_t year = 0; year < life.years.size(); ++year) {
            std::size_t words = 0;
            for (const auto& ribbon : life.ribbons) words += ribbon.pieces[year].words;
            most = std::max(most, words);
        }
        column_step_ = std::clamp(usual_width / static_cast<double>(std::max<std::size_t>(life.years.size(), 1)), narrowest_step, widest_step);
        per_word_ = height / static_cast<double>(most);
        for (const LifeYear& year : life.years) held_ += year.member.item ? 1U : 0U;
    }

    Value view() {
        if (held_ < 2) return "";
        stack();
        List columns, ribbons;
        width_ = column_step_ * static_cast<double>(life_.years.size()) + 4;
        for (std::size_t i = 0; i < life_.years.size(); ++i) columns.push_back(column(i));
        for (std::size_t i = 0; i < life_.ribbons.size(); ++i) ribbons.push_back(ribbon(i));
        const double foot = top + height;
        return View{{"width", place(width_)},
                    // Time runs as the reader reads.
                    {"mirror", from_right() ? fmt::format("matrix(-1 0 0 1 {} 0)", place(width_)) : std::string()},
                    {"height", place(foot + 24 + vote_height)},
                    {"columns", std::move(columns)},
                    {"ribbons", std::move(ribbons)},
                    {"rows", rows()}};
    }

private:
    const Visit& visit_;
    const Life& life_;
    double per_word_ = 0, column_step_ = narrowest_step, width_ = 0;
    std::size_t held_ = 0;
    std::vector<std::vector<double>> tops_;  ///< by ribbon and year; below zero where it is not

    [[nodiscard]] bool from_right() const { return visit_.text("direction") == "rtl"; }
    [[nodiscard]] double left(std::size_t year) const { return 4 + column_step_ * static_cast<double>(year) + (column_step_ - column_width) / 2; }
    [[nodiscard]] double thickness(std::size_t ribbon, std::size_t year) const { return static_cast<double>(life_.ribbons[ribbon].pieces[year].words) * per_word_; }

    void stack() {
        tops_.assign(life_.ribbons.size(), std::vector<double>(life_.years.size(), -1));
        for (std::size_t year = 0; year < life_.years.size(); ++year) {
            double at = top;
            for (std::size_t i = 0; i < life_.ribbons.size(); ++i) {
                if (life_.ribbons[i].pieces[year].ids.empty()) continue;
                tops_[i][year] = at;
                at += thickness(i, year);
            }
        }
    }

    Value column(std::size_t i) const {
        const LifeYear& year = life_.years[i];
        const double x = left(i), foot = top + height;
        const Consensus how = year.adoption.how;
        const std::string label = year.member.year ? visit_.words.figures(std::to_string(*year.member.year)) : std::string();
        View view{{"label", label},
                  {"middle", place(x + column_width / 2)},
                  {"label_x", place(from_right() ? width_ - x - column_width / 2 : x + column_width / 2)},
                  {"label_y", place(foot + 13)},
                  {"x", place(x)},
                  {"width", place(column_width)},
                  {"top", place(top)},
                  {"gap_height", place(height)},
                  {"gap", !year.member.item},
                  {"turn", year.turn},
                  {"turn_x", place(x - (column_step_ - column_width) / 2)},
                  {"foot", place(foot + 20 + vote_height)},
                  {"consensus", how == Consensus::without_vote || how == Consensus::no_roll_call},
                  {"untold", how == Consensus::no_roll_call},
                  {"consensus_y", place(foot + 20 + 4)}};
        List bars;
        if (const auto& vote = year.adoption.vote) {
            const double yes = vote->yes.value_or(0), no = vote->no.value_or(0), abstain = vote->abstain.value_or(0);
            double at = foot + 20;
            const auto bar = [&](std::string_view side, double votes) {
                if (votes <= 0) return;
                const double part = vote_height * votes / (yes + no + abstain);
                bars.push_back(View{{"class", side}, {"x", place(x)}, {"y", place(at)}, {"width", place(column_width)}, {"height", place(part)}});
                at += part;
            };
            bar("yes", yes);
            bar("abstain", abstain);
            bar("no", no);
        }
        view.put("bars", std::move(bars));
        return view;
    }

    /// Where the words of this year run on to: the next text that is in the record.
    [[nodiscard]] std::size_t next_held(std::size_t year) const {
        for (++year; year < life_.years.size() && !life_.years[year].member.item; ++year) {
        }
        return year;
    }

    [[nodiscard]] std::string path(std::size_t ribbon, std::size_t first) const {
        std::string above = fmt::format("M{} {}", place(left(first)), place(tops_[ribbon][first])), below;
        for (std::size_t year = first;;) {
            const double x = left(year) + column_width, y = tops_[ribbon][year], end = y + thickness(ribbon, year);
            above += fmt::format("H{}", place(x));
            const std::size_t next = next_held(year);
            const bool goes_on = next < life_.years.size() && tops_[ribbon][next] >= 0;
            if (!goes_on) return fmt::format("{}V{}H{}{}Z", above, place(end), place(left(year)), below);
            const double to = left(next), to_y = tops_[ribbon][next], to_end = to_y + thickness(ribbon, next), middle = (x + to) / 2;
            above += fmt::format("C{0} {1} {0} {2} {3} {2}", place(middle), place(y), place(to_y), place(to));
            below = fmt::format("C{0} {1} {0} {2} {3} {2}H{4}{5}", place(middle), place(to_end), place(end), place(x), place(left(year)), below);
            year = next;
        }
    }

    Value ribbon(std::size_t i) const {
        const holdings::Ribbon& ribbon = life_.ribbons[i];
        std::size_t last = ribbon.since;
        List paths;
        bool runs = false;
        for (std::size_t year = ribbon.since; year < life_.years.size(); ++year) {
            if (!life_.years[year].member.item) continue;
            const bool there = tops_[i][year] >= 0;
            if (there) last = year;
            if (there && !runs) paths.push_back(View{{"d", path(i, year)}});
            runs = there;
        }
        const double share = life_.years.size() < 2 ? 1 : static_cast<double>(ribbon.since) / static_cast<double>(life_.years.size() - 1);
        const auto& item = *life_.years[last].member.item;
        const std::string& id = ribbon.pieces[last].ids.front();
        return View{{"age", std::to_string(std::lround(share * (ages - 1)))},
                    {"address", paragraph_address(item, id)},
                    {"name", visit_.text("life.ribbon", {{"place", place_in_words(visit_, id)}, {"name", item.name}, {"since", year_label(ribbon.since)}, {"last", year_label(last)}})},
                    {"paths", std::move(paths)}};
    }

    [[nodiscard]] std::string year_label(std::size_t i) const {
        const auto& year = life_.years[i].member.year;
        return year ? visit_.words.figures(std::to_string(*year)) : std::string();
    }

    List rows() const {
        List rows;
        for (std::size_t i = 0; i < life_.years.size(); ++i) {
            const LifeYear& year = life_.years[i];
            const auto count = [](const std::optional<std::size_t>& words) { return words ? Value(*words) : Value(""); };
            rows.push_back(View{{"year", year_label(i)},
                                {"name", year.member.item ? year.member.item->name : year.member.symbol.value_or("")},
                                {"address", year.member.item ? Value(address_of(*year.member.item)) : Value("")},
                                {"adoption", adoption_view(visit_, year.adoption)},
                                {"conflicts", conflicts_view(visit_, year)},
                                {"gap", year.member.item ? Value("") : Value(visit_.html("life.gap"))},
                                {"turn", year.turn},
                                {"words", year.member.item ? Value(year.words) : Value("")},
                                {"came", count(year.came)},
                                {"went", count(year.went)}});
        }
        return rows;
    }
};

}  // namespace

Value life_view(const Visit& visit, const Life& life) { return Drawing(visit, life).view(); }

Html adoption_view(const Visit& visit, const holdings::Adoption& adoption) {
    const auto& vote = adoption.vote;
    if (vote && vote->yes && vote->no && vote->abstain) {
        Html words = visit.html("fact.vote", {{"yes", *vote->yes}, {"no", *vote->no}, {"abstain", *vote->abstain}});
        if (adoption.from == votes::CastSource::roll_call) words.markup += " " + visit.html("life.by_roll_call").markup;
        return words;
    }
    if (adoption.how == Consensus::not_known) return {};
    return visit.html("life.adoption", {{"how", code_of(holdings::name_of(adoption.how))}});
}

List conflicts_view(const Visit& visit, const LifeYear& year) {
    using Kind = votes::Conflict::Kind;
    List list;
    for (const auto& conflict : year.adoption.conflicts) {
        if (conflict.kind != Kind::counts && conflict.kind != Kind::no_vote && conflict.kind != Kind::undecided) continue;
        list.push_back(View{{"conflict", visit.html("rollcall.conflict", {{"kind", code_of(votes::name_of(conflict.kind))}, {"table", untranslated(conflict.table)}, {"text", untranslated(conflict.text)}})}});
    }
    return list;
}

std::string_view turn_code(const LifeYear& year) noexcept {
    if (year.adoption.how == Consensus::no_roll_call) return "no-roll-call";
    if (year.adoption.how == Consensus::without_vote) return "without-a-vote";
    return year.before == Consensus::no_roll_call ? "by-vote-after-no-roll-call" : "by-vote";
}

std::string paragraph_address(const holdings::Item& item, std::string_view paragraph) {
    const std::string address = address_of(item);
    return std::string(address).insert(std::min(address.find('?'), address.size()), fmt::format("/paragraphs/{}/history", http::path_encoded(std::string(paragraph))));
}

}  // namespace comity::web
