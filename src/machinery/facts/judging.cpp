#include "machinery/facts/judging.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/date.hpp"
#include "text/text.hpp"

namespace comity::facts {

namespace {

using Fact = Conflict::Fact;
using library::Ballot;

class Comparison {
public:
    Comparison(const library::Record& record, const document::Document* text, const votes::Voters& voters) : record_(record), text_(text), voters_(voters) {}

    std::vector<Conflict> run() {
        if (text_ != nullptr) {
            compare_titles();
            compare_days(Fact::date_adopted, record_.acted, text_->date_adopted);
            compare_days(Fact::date_distributed, record_.published, text_->date_distributed);
            compare_adoption();
            compare_counts();
            compare_agenda();
            compare_voters();
        }
        compare_own_counts();
        return std::move(conflicts_);
    }

private:
    const library::Record& record_;
    const document::Document* text_;
    const votes::Voters& voters_;
    std::vector<Conflict> conflicts_;

    void add(Fact fact, std::string library, std::string text) { conflicts_.push_back({fact, std::move(library), std::move(text)}); }

    void compare_titles() {
        if (record_.title.empty() || !text_->title || text::key(record_.title) == text::key(*text_->title)) return;
        add(Fact::title, record_.title, *text_->title);
    }

    void compare_days(Fact fact, const std::string& given, const std::optional<Date>& stated) {
        const auto day = Date::from_iso(given);
        if (day && stated && *day != *stated) add(fact, day->iso(), stated->iso());
    }

    /// Words of the library that are none of the table's ("withdrawn") are told, and not held against anything.
    void compare_adoption() {
        constexpr std::array known = {"without a vote", "recorded vote", "non-recorded vote"};
        const auto is_known = [&](const std::string& words) { return std::find(known.begin(), known.end(), words) != known.end(); };
        if (!text_->adoption || !is_known(record_.adoption) || !is_known(*text_->adoption) || record_.adoption == *text_->adoption) return;
        add(Fact::adoption, record_.adoption, *text_->adoption);
    }

    void compare_counts() {
        if (!text_->vote || !record_.yes || !record_.no || !record_.abstain) return;
        const auto& vote = *text_->vote;
        const auto count = [](const std::optional<int>& stated, const std::vector<std::string>& names) { return stated ? *stated : static_cast<int>(names.size()); };
        if (!vote.yes && vote.in_favour.empty()) return;
        const std::string library = fmt::format("{}-{}-{}", *record_.yes, *record_.no, *record_.abstain);
        const std::string text = fmt::format("{}-{}-{}", count(vote.yes, vote.in_favour), count(vote.no, vote.against), count(vote.abstain, vote.abstaining));
        if (library != text) add(Fact::counts, library, text);
    }

    void compare_agenda() {
        std::vector<std::string> items;
        for (const auto& item : record_.agenda) {
            if (!item.item.empty()) items.push_back(item.item);
        }
        const auto& stated = text_->agenda_items;
        if (items.empty() || stated.empty()) return;
        const auto plain = [](const std::string& item) { return text::key(item); };
        const bool common = std::any_of(items.begin(), items.end(), [&](const auto& item) {
            return std::any_of(stated.begin(), stated.end(), [&](const auto& other) { return plain(item) == plain(other); });
        });
        if (!common) add(Fact::agenda_items, fmt::format("{}", fmt::join(items, "; ")), fmt::format("{}", fmt::join(stated, "; ")));
    }

    using Sides = std::map<std::string, Ballot>;

    Sides sides_of_library() const {
        Sides sides;
        const auto date = Date::from_iso(record_.acted);
        for (const Ballot ballot : {Ballot::yes, Ballot::no, Ballot::abstain}) {
            for (const auto& voter : record_.who(ballot)) sides.emplace(voters_.code_of(voter, {}, date).value_or(voter), ballot);
        }
        return sides;
    }

    Sides sides_of_text() const {
        Sides sides;
        if (!text_->vote) return sides;
        const auto take = [&](const std::vector<std::string>& names, Ballot ballot) {
            for (const auto& name : names) sides.emplace(voters_.code_of(name, {}, text_->date_adopted).value_or(name), ballot);
        };
        take(text_->vote->in_favour, Ballot::yes);
        take(text_->vote->against, Ballot::no);
        take(text_->vote->abstaining, Ballot::abstain);
        return sides;
    }

    void compare_voters() {
        const Sides library = sides_of_library(), text = sides_of_text();
        if (library.empty() || text.empty()) return;
        std::map<std::string, std::pair<std::string, std::string>> differing;
        const auto words = [](const std::string& code, Ballot ballot) { return fmt::format("{} {}", code, library::name_of(ballot)); };
        for (const auto& [code, ballot] : library) {
            const auto other = text.find(code);
            if (other == text.end() || other->second != ballot) differing[code].first = words(code, ballot);
        }
        for (const auto& [code, ballot] : text) {
            const auto other = library.find(code);
            if (other == library.end() || other->second != ballot) differing[code].second = words(code, ballot);
        }
        for (auto& [code, both] : differing) add(Fact::voters, std::move(both.first), std::move(both.second));
    }

    void compare_own_counts() {
        const bool listed = !record_.who(Ballot::yes).empty() || !record_.who(Ballot::no).empty() || !record_.who(Ballot::abstain).empty();
        if (!listed || !record_.yes || !record_.no || !record_.abstain) return;
        const std::string stated = fmt::format("{}-{}-{}", *record_.yes, *record_.no, *record_.abstain);
        const std::string counted = fmt::format("{}-{}-{}", record_.who(Ballot::yes).size(), record_.who(Ballot::no).size(), record_.who(Ballot::abstain).size());
        if (stated != counted) add(Fact::own_counts, fmt::format("{} stated, {} listed", stated, counted), "");
    }
};

}  // namespace

std::string_view name_of(Fact fact) noexcept {
    constexpr std::array<std::string_view, 8> names = {"title", "date_adopted", "date_distributed", "adoption", "counts", "agenda_items", "voters", "own_counts"};
    return names[static_cast<std::size_t>(fact)];
}

std::vector<Conflict> conflicts_of(const library::Record& record, const document::Document* text, const votes::Voters& voters) {
    return Comparison(record, text, voters).run();
}

}  // namespace comity::facts
