#include "machinery/drafting/surroundings.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "base/error.hpp"
#include "concordance/paragraph_history.hpp"
#include "document/symbol.hpp"
#include "machinery/drafting/inside.hpp"
#include "text/text.hpp"

namespace comity::drafting {

namespace {

using document::Document;
using holdings::Holdings;
using holdings::Item;

/// Reports are asked for in the same words everywhere.
bool delivers_report(const directive::Act& act) {
    return std::any_of(act.deliverables.begin(), act.deliverables.end(), [](const auto& each) { return each.kind == "report"; });
}

/// Words that begin with a capital or a digit: who and what a passage is about.
std::set<std::string> names_in(std::string_view passage) {
    std::set<std::string> names;
    for (const auto& word : text::words(passage)) {
        const char first = passage[word.begin];
        if (word.begin > 0 && ((first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9'))) names.insert(word.folded);
    }
    return names;
}

class Gathering {
public:
    Gathering(const Document& draft, const Holdings& holdings, const Asked& asked, const directive::Words& words)
        : draft_(draft), holdings_(holdings), words_(words), before_(asked.before ? asked.before : draft.date_adopted) {
        if (draft.body)
            if (const auto* body = holdings.vocabulary().body_named(*draft.body)) body_ = body->name;
        around_.record = true;
        find_itself();
        cited();
        previous(asked.against);
        own_session();
        alike();
    }

    [[nodiscard]] Surroundings surroundings() && { return std::move(around_); }

private:
    [[nodiscard]] bool is_earlier(const std::optional<Date>& date) const { return !before_ || (date && *date < *before_); }
    [[nodiscard]] bool is_itself(const Item& item) const { return itself_ && item.address == *itself_; }

    void find_itself() {
        if (!draft_.symbol) return;
        const std::vector<std::string> symbols = {*draft_.symbol};
        const auto found = holdings_.in_record(symbols);
        if (!found.empty()) itself_ = found.begin()->second.address;
    }

    static Surroundings::Text text_of(const holdings::Member& member) {
        return {member.symbol.value_or(""), member.date, member.session ? number_of(*member.session) : std::nullopt};
    }

    /// The texts of an item's series that are acts of its own body and in the record, oldest first; those that are only guessed aside.
    [[nodiscard]] std::vector<const holdings::Member*> members_of(const Item& item, const holdings::Series& series) const {
        std::vector<const holdings::Member*> all;
        for (const auto& member : series.members)
            if (member.status == holdings::Presence::in_record && member.item && !member.guess && member.item->body == item.body && member.symbol && is_earlier(member.date) && !is_itself(*member.item)) all.push_back(&member);
        return all;
    }

    void cited() {
        std::set<std::string> symbols;
        for (const auto& citation : draft_.citations)
            if (citation.target) symbols.insert(citation.target->substr(0, citation.target->find('#')));
        const std::vector<std::string> targets(symbols.begin(), symbols.end());
        for (const auto& [target, item] : holdings_.in_record(targets)) {
            if (item.kind != document::Kind::resolution) continue;
            Surroundings::Cited known;
            known.date = item.date;
            const holdings::Series series = holdings_.series(item);
            for (const auto* member : members_of(item, series))
                // Under another title it is another year's theme, and replaces nothing.
                if (item.date && member->date && *item.date < *member->date && item.title && member->item->title && text::key(*item.title) == text::key(*member->item->title)) known.later.push_back(text_of(*member));
            around_.cited.emplace(target, std::move(known));
        }
    }

    /// The latest text of the same title and body.
    [[nodiscard]] std::optional<Item> by_title() const {
        if (!draft_.title || text::words(*draft_.title).size() < 2) return std::nullopt;
        holdings::Filter filter;
        filter.title_words = *draft_.title;
        filter.order = holdings::Order::date;
        for (const Item& item : holdings_.list(filter).items) {
            const bool fits = item.title && text::key(*item.title) == text::key(*draft_.title) && (body_.empty() || item.body == body_) && item.kind == document::Kind::resolution;
            if (fits && is_earlier(item.date) && !is_itself(item)) return item;
        }
        return std::nullopt;
    }

    /// The text from which most of the paragraphs come, if that is more than the half.
    [[nodiscard]] std::optional<Item> by_words() const {
        constexpr double near = 0.7;
        const auto found = holdings_.precedents_of(draft_, options());
        std::map<std::string, std::size_t> counts;
        std::size_t paragraphs = 0;
        for (const auto& paragraph : found.paragraphs) {
            if (paragraph.kind != document::ParagraphKind::preambular && paragraph.kind != document::ParagraphKind::operative) continue;
            ++paragraphs;
            if (paragraph.nearest && paragraph.nearest->coverage >= near) ++counts[paragraph.nearest->at.address];
        }
        const auto best = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        if (best == counts.end() || best->second * 2 <= paragraphs) return std::nullopt;
        Item item = holdings_.find(best->first);
        return body_.empty() || item.body == body_ ? std::optional(std::move(item)) : std::nullopt;
    }

    void previous(const std::optional<std::string>& against) {
        std::optional<Item> item;
        if (against) item = holdings_.find(*against);
        if (!item) item = by_title();
        if (!item) item = by_words();
        if (!item) return;
        const holdings::Series series = holdings_.series(*item);
        for (const auto& member : series.members)
            if (member.item) of_series_.insert(member.item->address);
        for (const auto& draft : series.drafts) of_series_.insert(draft.address);
        for (const auto* member : members_of(*item, series)) around_.series.push_back(text_of(*member));
        around_.previous = Surroundings::Text{item->symbol.value_or(item->name), item->date, item->session ? number_of(*item->session) : std::nullopt};
        around_.previous_text = holdings_.document(*item);
    }

    /// Of a draft without a masthead: the session after the last text's by the series' last step.
    void own_session() {
        if (draft_.session || around_.series.size() < 2) return;
        const auto& last = around_.series[around_.series.size() - 1];
        const auto& before = around_.series[around_.series.size() - 2];
        if (last.session && before.session && *last.session > *before.session) around_.session = *last.session + (*last.session - *before.session);
    }

    [[nodiscard]] holdings::PrecedentOptions options() const {
        holdings::PrecedentOptions options;
        options.before = before_;
        if (itself_) options.except.push_back(*itself_);
        return options;
    }

    /// "the resources necessary for the fulfilment of the mandate": whose mandate it is, the words don't say, and each text has its own.
    static bool of_its_mandate(const std::string& words) {
        constexpr std::array<std::string_view, 3> doing = {"fulfil", "carry out", "discharge"}, what = {"mandate", "functions", "duties"};
        return std::any_of(doing.begin(), doing.end(), [&](std::string_view verb) {
            const std::size_t at = words.find(verb);
            return at != std::string::npos && std::any_of(what.begin(), what.end(), [&](std::string_view noun) { return words.find(noun, at) != std::string::npos; });
        });
    }

    /// Acts that ask something, of some length: formulas are everybody's.
    void alike() {
        constexpr std::size_t least_words = 25, formula = 12;
        constexpr double nearly = 0.9;
        constexpr int years = 5;  // the longest cycle of review of A/RES/80/251
        const auto since = before_ ? before_ : around_.previous ? around_.previous->date : std::nullopt;
        std::set<std::string> cited;
        for (const auto& citation : draft_.citations)
            if (citation.target) cited.insert(citation.target->substr(0, citation.target->find('#')));
        for (const auto& act : directive::find_acts(draft_, holdings_.vocabulary(), words_)) {
            // A task on "the present resolution" is another one in each.
            const bool asks = act.sense == directive::Sense::request && act.un_mandate && !act.review && act.words.text.find("present resolution") == std::string::npos && !delivers_report(act);
            if (!asks || of_its_mandate(act.words.text) || concordance::words_in(act.words.text) < least_words) continue;
            if (act.words.text.find(" the Conference") != std::string::npos || act.words.text.find(" the Summit") != std::string::npos) continue;  // each has its own
            const auto names = names_in(act.words.text);
            for (const auto& match : holdings_.precedents(act.words.text, options()).matches) {
                if (match.coverage < nearly || match.texts > formula || of_series_.contains(match.at.address) || cited.contains(match.at.symbol) || !match.at.date) continue;
                const auto there = names_in(match.text);
                if (!std::includes(there.begin(), there.end(), names.begin(), names.end())) continue;  // the same of somebody or something else
                if (since && match.at.date->year() + years < since->year()) continue;
                around_.alike.push_back({act.paragraph, act.words.begin, act.words.end, static_cast<int>(match.coverage * 100), {match.at.symbol, match.at.paragraph, match.text, match.at.date}});
                break;
            }
        }
    }

    const Document& draft_;
    const Holdings& holdings_;
    const directive::Words& words_;
    std::optional<Date> before_;
    std::string body_;
    std::optional<std::string> itself_;
    std::set<std::string> of_series_;
    Surroundings around_;
};

}  // namespace

Surroundings surroundings_of(const Document& draft, const Holdings& holdings, const Asked& asked, const directive::Words& words) {
    return Gathering(draft, holdings, asked, words).surroundings();
}

}  // namespace comity::drafting
