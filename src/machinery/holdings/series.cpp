// The series of a record as people see them: members with what is known of them, gaps, drafts, sisters.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "machinery/holdings/inside.hpp"
#include "machinery/holdings/rule.hpp"
#include "machinery/holdings/sentences.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace {

using concordance::SeriesDraft;
using concordance::SeriesGroup;
using concordance::SeriesReason;

/// The General Assembly's session of an autumn: the 1st was in 1946.
constexpr int assembly_founded = 1945;

constexpr std::string_view person_said = "a person said so";
constexpr std::array<std::string_view, 4> draft_whys = {"named as its draft", person_said, "same title", "same words"};

std::optional<int> year_of_item(const Item& item) { return item.year ? item.year : item.date ? std::optional(item.date->year()) : std::nullopt; }

Member member_of(Item item, const SeriesReason& reason) {
    Member member;
    member.symbol = item.symbol;
    member.session = item.session;
    member.year = year_of_item(item);
    member.date = item.date;
    member.words = reason.words;
    member.guess = reason.is_guess();
    if (reason.person) member.why.push_back(person_said);
    if (reason.same_title) member.why.emplace_back("same title");
    if (reason.recalls) member.why.emplace_back("recalls the one before");
    if (reason.words >= concordance::same_words) member.why.emplace_back("same words");
    if (reason.same_item) member.why.emplace_back("same item of the agenda");
    member.item = std::move(item);
    return member;
}

class SeriesMaker {
public:
    SeriesMaker(const Tables& tables, const GatheredSeries& gathered, const Item& item)
        : tables_(tables), gathered_(gathered), item_(item), body_(tables.vocabulary().body_named(item.body.value_or(""))), assembly_(body_ != nullptr && body_->id == "GA") {}

    Series make() {
        series_.title = item_.title;
        series_.body = item_.body;
        const auto group = gathered_.group(counted_number(tables_, item_));
        if (!group) {
            series_.members.push_back(member_of(item_, {}));
            return std::move(series_);
        }
        const SeriesGroup& of = gathered_.groups[*group];
        for (const auto& member : of.members) series_.members.push_back(member_of(tables_.item(gathered_.texts[member.text].number), member.reason));
        for (const auto& gap : of.gaps) add_gap(gap);
        order();
        years_without();
        order();
        std::optional<std::string> previous;
        for (auto& member : series_.members) {
            member.previous = previous;
            if (member.symbol) previous = member.symbol;
        }
        titles(of);
        for (const auto& draft : of.drafts) hang(draft);
        sisters(*group, of);
        return std::move(series_);
    }

private:
    const Tables& tables_;
    const GatheredSeries& gathered_;
    const Item& item_;
    const vocabulary::Body* body_;
    bool assembly_;
    Series series_;

    void add_gap(const concordance::SeriesGap& gap) {
        Member member;
        member.symbol = gap.symbol;
        member.session = gap.session;
        member.status = Presence::cited;
        member.date = gap.date;
        member.year = year_of(gap);
        member.why.emplace_back("cited as one of them");
        member.guess = gap.times == 1;
        series_.members.push_back(std::move(member));
    }

    /// As it is cited; else by its symbol, or by the session that its symbol names.
    [[nodiscard]] std::optional<int> year_of(const concordance::SeriesGap& gap) const {
        if (gap.date) return gap.date->year();
        const auto facts = document::facts_of(document::Symbol::from_canonical(gap.symbol), tables_.vocabulary());
        if (facts.year || !facts.body || !facts.session) return facts.year;
        const auto span = tables_.vocabulary().session_span(*facts.body, *facts.session);
        return span ? std::optional(span->first.year()) : std::nullopt;
    }

    void order() {
        std::stable_sort(series_.members.begin(), series_.members.end(), [](const Member& a, const Member& b) {
            const auto key = [](const Member& member) { return member.date ? member.date->iso() : std::to_string(member.year.value_or(9999)); };
            return std::pair(key(a), a.symbol.value_or("")) < std::pair(key(b), b.symbol.value_or(""));
        });
    }

    /// A series of every year, by most of the steps between its known members, has a gap in each year that is missing between them.
    void years_without() {
        std::vector<int> years;
        for (const auto& member : series_.members) {
            if (member.year && (years.empty() || years.back() != *member.year)) years.push_back(*member.year);
        }
        std::size_t single = 0;
        for (std::size_t i = 1; i < years.size(); ++i) single += years[i] - years[i - 1] == 1 ? 1 : 0;
        if (years.size() < 4 || 2 * single < years.size() - 1) return;
        for (std::size_t i = 1; i < years.size(); ++i) {
            for (int year = years[i - 1] + 1; year < years[i]; ++year) {
                Member gap;
                gap.year = year;
                gap.status = Presence::unknown;
                gap.guess = true;
                gap.why.emplace_back("comes every year");
                if (assembly_) gap.session = std::to_string(year - assembly_founded);
                series_.members.push_back(std::move(gap));
            }
        }
    }

    /// Changes of title, where the texts have titles of their own.
    void titles(const SeriesGroup& of) {
        std::map<std::int64_t, std::string_view> keys;
        for (const auto& member : of.members) keys.emplace(gathered_.texts[member.text].number, gathered_.texts[member.text].title);
        std::string_view before;
        std::set<std::string_view> known;
        for (auto& member : series_.members) {
            if (!member.item || keys[member.item->number].empty()) continue;
            const std::string_view now = keys[member.item->number];
            if (!before.empty() && now != before) member.new_title = member.item->title;
            if (known.insert(now).second) series_.titles.push_back(*member.item->title);
            before = now;
        }
    }

    void hang(const SeriesDraft& draft) {
        HungDraft hung{tables_.item(gathered_.texts[draft.text].number), draft_whys[static_cast<std::size_t>(draft.why)]};
        series_.drafts.push_back(hung.item);
        const auto at = std::find_if(series_.members.begin(), series_.members.end(), [&](const Member& member) {
            if (draft.became) return member.item && member.item->number == gathered_.texts[*draft.became].number;
            return !member.item && draft.session && member.session == draft.session;
        });
        (at == series_.members.end() ? series_.loose_drafts : at->drafts).push_back(std::move(hung));
    }

    void sisters(std::size_t own, const SeriesGroup& of) {
        std::set<std::size_t> found;
        for (const auto& member : of.members) {
            const auto& text = gathered_.texts[member.text];
            if (text.title.empty()) continue;
            const auto at = gathered_.by_title.find(text.title);
            if (at == gathered_.by_title.end()) continue;
            for (const std::size_t group : at->second) {
                const auto& other = gathered_.texts[gathered_.groups[group].members.front().text];
                if (group != own && other.line != text.line) found.insert(group);
            }
        }
        for (const std::size_t group : found) {
            const auto& members = gathered_.groups[group].members;
            Item latest = tables_.item(gathered_.texts[members.back().text].number);
            series_.sisters.push_back({latest.body.value_or(""), std::move(latest), members.size()});
        }
        std::sort(series_.sisters.begin(), series_.sisters.end(), [](const Sister& a, const Sister& b) {
            return std::tie(a.body, b.texts, a.latest.address) < std::tie(b.body, a.texts, b.latest.address);
        });
    }
};

/// A draft that hangs on another text of the series than the one that is meant.
bool hangs_elsewhere(const GatheredSeries& gathered, std::size_t group, std::int64_t draft, std::int64_t other) {
    const auto& drafts = gathered.groups[group].drafts;
    return std::any_of(drafts.begin(), drafts.end(), [&](const SeriesDraft& hung) {
        return gathered.texts[hung.text].number == draft && (!hung.became || gathered.texts[*hung.became].number != other);
    });
}

}  // namespace

std::int64_t counted_number(const Tables& tables, const Item& item) {
    if (!item.symbol) return item.number;
    auto rows = tables.tables().query(R"sql(SELECT number FROM document WHERE symbol_key = $1 AND counted = 1 AND in_view = 1 ORDER BY number)sql", symbol_key(*item.symbol));
    return rows.next() ? rows.integer(0) : item.number;
}

Series series_of(const Tables& tables, const GatheredSeries& gathered, const Item& item) { return SeriesMaker(tables, gathered, item).make(); }

std::vector<Recurring> recurring_in(const Tables& tables, const GatheredSeries& gathered) {
    std::vector<Recurring> found;
    for (const auto& group : gathered.groups) {
        if (group.members.size() < 2 || gathered.texts[group.members.front().text].kind != concordance::SeriesText::Kind::act) continue;
        Recurring recurring;
        recurring.texts = group.members.size();
        recurring.latest = tables.item(gathered.texts[group.members.back().text].number);
        if (!recurring.latest.body) continue;
        for (const auto& member : group.members) {
            const auto& date = gathered.texts[member.text].date;
            if (!date) continue;
            if (recurring.first_year == 0) recurring.first_year = date->year();
            recurring.last_year = date->year();
        }
        found.push_back(std::move(recurring));
    }
    std::stable_sort(found.begin(), found.end(), [](const Recurring& a, const Recurring& b) {
        const auto key = [](const Recurring& one) { return text::key(one.latest.title.value_or("")); };
        if (a.texts != b.texts) return a.texts > b.texts;
        return std::tuple(a.latest.body, key(a), a.latest.symbol) < std::tuple(b.latest.body, key(b), b.latest.symbol);
    });
    return found;
}

CorrectionResult Holdings::correct(const MembershipRequest& request) {
    auto writing = inside_->record->write();
    const auto& snapshot = writing.now();
    const Tables tables(snapshot, inside_->vocabulary);
    const auto standing = [&](const std::string& named) {
        const auto item = tables.look_up(named, "");
        if (!item) throw Error(Fault::not_found, say(sentences::not_in_record, named));
        return tables.item(counted_number(tables, *item));  // a series has one reading of each symbol
    };
    const Item document = standing(request.document), other = standing(request.other);
    MembershipState state{document, other, snapshot.last(subject_of(Membership{document.sha256, other.sha256, Belongs::yes, false})), false};
    const auto gathered = inside_->gathered_at(snapshot);
    const auto group = gathered->group(document.number);
    state.together = group && group == gathered->group(other.number) && !hangs_elsewhere(*gathered, *group, document.number, other.number);
    const auto ruling = decide(state, request);
    if (const auto* refusal = std::get_if<Refusal>(&ruling)) throw Error(refusal->fault, refusal->said);
    const auto& decision = std::get<MembershipDecision>(ruling);
    const auto appended = writing.append(decision.draft);
    writing.commit();
    return {appended.subject, appended.revision, appended.position, document.address, decision.sentence};
}

std::vector<MembershipStatus> Holdings::memberships(const Item& item) const {
    const auto snapshot = inside_->record->snapshot();
    const Tables tables(snapshot, inside_->vocabulary);
    const auto gathered = inside_->gathered_at(snapshot);
    const auto own = gathered->group(counted_number(tables, item));
    std::vector<MembershipStatus> found;
    auto rows = tables.tables().query(R"sql(
        SELECT m.subject, d.number, o.number, m.belongs FROM membership m JOIN document d ON d.sha256 = m.document JOIN document o ON o.sha256 = m.other
        WHERE m.in_force = 1 ORDER BY d.sort_key, o.sort_key, m.subject)sql");
    while (rows.next()) {
        const std::int64_t document = rows.integer(1), other = rows.integer(2);
        const auto of = [&](std::int64_t number) { return number == item.number || (own && gathered->group(number) == own); };
        if (!of(document) && !of(other)) continue;
        const auto entry = snapshot.last(rows.text(0));
        COMITY_ENSURE(entry);
        found.push_back({entry->subject, tables.item(document), tables.item(other), rows.integer(3) != 0 ? Belongs::yes : Belongs::no, entry->revision, entry->who, entry->when, entry->why});
    }
    return found;
}

std::shared_ptr<const GatheredSeries> Holdings::Inside::gathered_lately(const record::Snapshot& snapshot) {
    using Clock = std::chrono::steady_clock;
    constexpr std::size_t large = 500;  // texts; of fewer they are found in a blink
    {
        const std::lock_guard hold(lately_mutex);
        if (lately && lately->as_of == snapshot.size()) return lately;
        if (lately && lately->texts.size() >= large && Clock::now() < lately_until) return lately;
        lately_until = Clock::now() + std::chrono::seconds(2);  // who comes meanwhile takes what there is, and doesn't begin the same work
    }
    const auto begun = Clock::now();
    auto found = gathered_at(snapshot);
    const std::lock_guard hold(lately_mutex);
    if (!lately || lately->as_of < found->as_of) lately = found;
    lately_until = Clock::now() + std::min<Clock::duration>(10 * (Clock::now() - begun), std::chrono::seconds(2));
    return found;
}

std::shared_ptr<const GatheredSeries> Holdings::Inside::gathered_at(const record::Snapshot& snapshot) {
    const std::lock_guard hold(gathered_mutex);
    if (gathered && gathered->as_of == snapshot.size()) return gathered;
    const KeptSeries kept(*record, snapshot, reader.version);
    gathered = kept.read();
    if (gathered) return gathered;
    gathered = GatheredSeries::of(snapshot, vocabulary);
    kept.write(*gathered);
    return gathered;
}

}  // namespace comity::holdings
