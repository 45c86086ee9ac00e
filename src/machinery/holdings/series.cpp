// The texts that a body adopts again and again under one title: those in the record, those that their members cite as the one before,
// and the years between for which nothing is known.
#include <algorithm>
#include <map>
#include <set>

#include "document/symbol.hpp"
#include "machinery/holdings/inside.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace {

/// The General Assembly's session of an autumn: the 1st was in 1946.
constexpr int assembly_founded = 1945;

bool is_preambular(const document::Document& document, const std::string& paragraph) {
    const auto* found = document::find_paragraph(document, paragraph);
    return found != nullptr && found->kind == document::ParagraphKind::preambular;
}

/// A member recalls the one before it in a paragraph of its preamble that has the title's words. Resolutions that it recalls for
/// other reasons stand in paragraphs of their own subjects.
std::set<std::string> recalling_paragraphs(const document::Document& document, const std::string& title_key) {
    std::set<std::string> ids;
    for (const auto& paragraph : document.paragraphs) {
        if (paragraph.kind == document::ParagraphKind::preambular && text::key(paragraph.text).find(title_key) != std::string::npos) ids.insert(paragraph.id);
    }
    return ids;
}

Member member_of(Item item) {
    Member member;
    member.symbol = item.symbol;
    member.session = item.session;
    member.year = item.year ? item.year : item.date ? std::optional(item.date->year()) : std::nullopt;
    member.date = item.date;
    member.item = std::move(item);
    return member;
}

class SeriesFinder {
public:
    SeriesFinder(const Tables& tables, const Item& item)
        : tables_(tables), item_(item), body_(tables.vocabulary().body_named(item.body.value_or(""))), assembly_(body_ != nullptr && body_->id == "GA") {}

    Series find() {
        series_.title = item_.title;
        series_.body = item_.body;
        const std::string title = item_.title ? text::key(*item_.title) : std::string();
        if (title.empty()) {
            series_.members.push_back(member_of(item_));
            return std::move(series_);
        }
        in_record(title);
        for (const auto& member : series_.members) cited_by(*member.item, title);
        take_cited();
        order();
        gaps();
        order();
        std::optional<std::string> previous;
        for (auto& member : series_.members) {
            member.previous = previous;
            if (member.symbol) previous = member.symbol;
        }
        return std::move(series_);
    }

private:
    const Tables& tables_;
    const Item& item_;
    const vocabulary::Body* body_;
    bool assembly_;
    Series series_;
    struct Cited {
        Member member;
        int times = 0;
    };
    std::map<std::string, Cited> cited_;  ///< by symbol_key

    void in_record(const std::string& title) {
        for (auto& item : tables_.items(numbers_of(tables_.tables().query(
                 R"sql(SELECT number FROM document WHERE title_key = $1 AND coalesce(body, '') = $2 AND counted = 1 AND in_view = 1 ORDER BY date, sort_key, number)sql",
                 title, item_.body.value_or(""))))) {
            if (item.kind == document::Kind::draft_resolution) {
                series_.drafts.push_back(std::move(item));
            } else {
                series_.members.push_back(member_of(std::move(item)));
            }
        }
    }

    void cited_by(const Item& member, const std::string& title) {
        const auto document = tables_.corrected(member).document;
        const auto recalling = recalling_paragraphs(document, title);
        for (const auto& citation : document.citations) {
            if (!citation.target || recalling.count(citation.in) == 0 || !is_preambular(document, citation.in)) continue;
            const auto symbol = document::Symbol::from_canonical(*citation.target).without_locator();
            const auto facts = document::facts_of(symbol, tables_.vocabulary());
            if (facts.nature != document::SymbolFacts::Nature::resolution || body_ == nullptr || facts.body != body_->id) continue;
            if (tables_.by_symbol(symbol.canonical())) continue;  // of the series by its title, or of none
            auto& known = cited_[symbol_key(symbol.canonical())];
            ++known.times;
            known.member.symbol = symbol.canonical();
            known.member.session = facts.session;
            known.member.status = Presence::cited;
            if (citation.date && !known.member.date) known.member.date = citation.date;
            known.member.year = known.member.date ? std::optional(known.member.date->year()) : facts.year;
        }
    }

    /// A body adopts such a text once in a session: what is cited beside a member of its session is of another subject, and of several
    /// of one session the one that most members cite is the series' own.
    void take_cited() {
        std::map<std::string, const Cited*> by_session;
        for (const auto& [key, cited] : cited_) {
            auto& best = by_session[cited.member.session.value_or(key)];
            if (best == nullptr || cited.times > best->times) best = &cited;
        }
        for (const auto& member : series_.members) by_session.erase(member.session.value_or(""));
        for (const auto& [session, cited] : by_session) series_.members.push_back(cited->member);
    }

    void order() {
        std::stable_sort(series_.members.begin(), series_.members.end(), [](const Member& a, const Member& b) {
            const auto key = [](const Member& member) { return member.date ? member.date->iso() : std::to_string(member.year.value_or(9999)); };
            return std::pair(key(a), a.symbol.value_or("")) < std::pair(key(b), b.symbol.value_or(""));
        });
    }

    /// A series of every year, by most of the steps between its known members, has a gap in each year that is missing between them.
    void gaps() {
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
                if (assembly_) gap.session = std::to_string(year - assembly_founded);
                series_.members.push_back(std::move(gap));
            }
        }
    }
};

}  // namespace

Series series_of(const Tables& tables, const Item& item) { return SeriesFinder(tables, item).find(); }

std::vector<Recurring> recurring_in(const Tables& tables) {
    auto rows = tables.tables().query(R"sql(
        SELECT (SELECT d.number FROM document d
                WHERE d.title_key = g.title_key AND d.body = g.body AND d.year = g.last_year AND d.counted = 1 AND d.in_view = 1 AND d.kind = 'resolution'
                ORDER BY coalesce(d.date, '') DESC, d.sort_key DESC, d.number DESC LIMIT 1),
               g.texts, g.first_year, g.last_year
        FROM (SELECT title_key, body, count(*) AS texts, min(year) AS first_year, max(year) AS last_year FROM document
              WHERE counted = 1 AND in_view = 1 AND kind = 'resolution' AND title_key <> '' AND body IS NOT NULL AND year IS NOT NULL
              GROUP BY title_key, body HAVING count(*) > 1) g
        ORDER BY g.texts DESC, g.body, g.title_key)sql");
    std::vector<Recurring> found;
    while (rows.next()) {
        found.push_back({tables.item(rows.integer(0)), static_cast<std::size_t>(rows.integer(1)), static_cast<int>(rows.integer(2)),
                         static_cast<int>(rows.integer(3))});
    }
    return found;
}

}  // namespace comity::holdings
