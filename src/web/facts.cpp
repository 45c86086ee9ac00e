// The facts of a document in words: those in the list below the text, the few above its title, and its vote.
#include <algorithm>

#include <fmt/format.h>

#include "document/symbol.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/text_view.hpp"

namespace comity::web {

using document::Document;

namespace {

/// Facts as they are gathered: a label from the catalogue, and either words or links.
class Facts {
public:
    explicit Facts(const Visit& visit) : visit_(visit) {}

    void add(std::string_view name, Value value) {
        if (value.shown()) list_.push_back(View{{"label", visit_.html(fmt::format("fact.{}", name))}, {"value", std::move(value)}, {"links", List{}}});
    }
    void add_links(std::string_view name, List links) {
        if (!links.empty()) list_.push_back(View{{"label", visit_.html(fmt::format("fact.{}", name))}, {"value", ""}, {"links", std::move(links)}});
    }
    List take() { return std::move(list_); }

private:
    const Visit& visit_;
    List list_;
};

View link_to(const std::string& symbol, Html words, const Leads& leads) {
    const auto lead = leads.find(symbol);
    return {{"address", lead == leads.end() ? citing_address(symbol) : address_of(lead->second)}, {"words", std::move(words)}, {"here", lead != leads.end()}};
}

Value session_in_words(const Visit& visit, const Document& document) {
    if (!document.session) return "";
    if (!document.number) return untranslated(*document.session);
    return visit.html("fact.session_and_number", {{"session", untranslated(*document.session)}, {"number", untranslated(*document.number)}});
}

struct Counts {
    int yes = 0, no = 0, abstain = 0;
};

Counts counts_of(const document::Vote& vote) {
    const auto count = [](const std::optional<int>& stated, const std::vector<std::string>& names) { return stated ? *stated : static_cast<int>(names.size()); };
    return {count(vote.yes, vote.in_favour), count(vote.no, vote.against), count(vote.abstain, vote.abstaining)};
}

Value adoption_in_words(const Visit& visit, const Document& document) {
    if (!document.adoption && !document.vote) return "";
    if (document.vote) {
        const Counts counts = counts_of(*document.vote);
        return visit.html("fact.vote", {{"yes", counts.yes}, {"no", counts.no}, {"abstain", counts.abstain}});
    }
    for (const std::string_view known : {"without a vote", "recorded vote"}) {
        if (*document.adoption == known) return visit.html("adoption", {{"adoption", code_of(known)}});
    }
    return in_language(visit, *document.adoption, document.language);
}

Value words_in(const Visit& visit, const std::optional<std::string>& words, std::string_view language) {
    return words ? Value(in_language(visit, *words, language)) : Value("");
}

/// "a, b" of parts that are safe already.
Html joined(const List& parts) {
    std::string out;
    for (const Value& part : parts) {
        const auto* html = std::get_if<Html>(&part.held());
        if (!out.empty()) out += ", ";
        if (html != nullptr) out += html->markup;
    }
    return {std::move(out)};
}

Html agenda_items(const Document& document) { return untranslated(fmt::format("{}", fmt::join(document.agenda_items, ", "))); }

Value agenda_in_words(const Visit& visit, const Document& document) {
    if (document.agenda_items.empty()) return "";
    return visit.html("fact.agenda_items_of", {{"count", document.agenda_items.size()}, {"items", agenda_items(document)}});
}

Html sponsors_in_words(const Visit& visit, const Document& document) {
    std::vector<std::string> names;
    for (const document::Sponsor& sponsor : document.sponsors) names.push_back(sponsor.name);
    List list = states_in_words(visit, names, document.language);
    for (const document::Sponsor& sponsor : document.sponsors) {
        if (sponsor.on_behalf_of) list.push_back(visit.html("fact.on_behalf_of", {{"name", in_language(visit, sponsor.name, document.language)}, {"of", in_language(visit, *sponsor.on_behalf_of, document.language)}}));
    }
    return joined(list);
}

void add_vote(Facts& facts, const Visit& visit, const Document& document) {
    if (!document.vote) return;
    facts.add("in_favour", joined(states_in_words(visit, document.vote->in_favour, document.language)));
    facts.add("against", joined(states_in_words(visit, document.vote->against, document.language)));
    facts.add("abstaining", joined(states_in_words(visit, document.vote->abstaining, document.language)));
}

}  // namespace

List facts_view(const Visit& visit, const holdings::Item& item, const Document& document, const Leads& leads) {
    Facts facts(visit);
    if (document.symbol) facts.add("symbol", untranslated(*document.symbol));
    facts.add("kind", kind_in_words(visit, document.kind));
    if (document.body) facts.add("body", body_in_words(visit, *document.body));
    facts.add("session", session_in_words(visit, document));
    facts.add("date_adopted", or_nothing(document.date_adopted));
    facts.add("date_distributed", or_nothing(document.date_distributed));
    facts.add("meeting", words_in(visit, document.meeting, document.language));
    facts.add("adoption", adoption_in_words(visit, document));
    add_vote(facts, visit, document);
    if (!document.agenda_items.empty()) facts.add("agenda_items", agenda_items(document));
    facts.add("agenda_title", words_in(visit, document.agenda_title, document.language));
    if (document.committee) facts.add("committee", body_in_words(visit, *document.committee));
    List reports;
    for (const document::ReportReference& report : document.reports) {
        const Html symbol = untranslated(report.symbol);
        reports.push_back(link_to(report.symbol, report.paragraph ? visit.html("fact.report_paragraph", {{"symbol", symbol}, {"paragraph", untranslated(*report.paragraph)}}) : symbol, leads));
    }
    facts.add_links("reports", std::move(reports));
    List drafts;
    for (const std::string& draft : document.drafts) drafts.push_back(link_to(draft, untranslated(draft), leads));
    facts.add_links("drafts", std::move(drafts));
    facts.add("sponsors", sponsors_in_words(visit, document));
    facts.add("distribution", words_in(visit, document.distribution, document.language));
    facts.add("language", visit.text("language", {{"language", document.language}}));
    facts.add("file", untranslated(item.file_name));
    return facts.take();
}

List first_facts_view(const Visit& visit, const holdings::Item& item, const Document& document) {
    List list;
    const auto add = [&](Value value) {
        if (value.shown()) list.push_back(View{{"words", std::move(value)}});
    };
    add(untranslated(document.symbol ? *document.symbol : item.name));
    if (document.body) add(body_in_words(visit, *document.body));
    if (document.date_adopted) {
        add(visit.html("fact.adopted_on", {{"date", *document.date_adopted}}));
    } else if (document.date_distributed) {
        add(visit.html("fact.distributed_on", {{"date", *document.date_distributed}}));
    }
    if (!document.vote) add(adoption_in_words(visit, document));
    add(agenda_in_words(visit, document));
    return list;
}

Value vote_view(const Visit& visit, const Document& document) {
    if (!document.vote) return "";
    const Counts counts = counts_of(*document.vote);
    const int all = counts.yes + counts.no + counts.abstain;
    if (all <= 0) return "";
    List sides;
    const auto add = [&](std::string_view name, const std::vector<std::string>& states) {
        if (!states.empty()) sides.push_back(View{{"label", visit.html(fmt::format("fact.{}", name))}, {"states", joined(states_in_words(visit, states, document.language))}});
    };
    add("in_favour", document.vote->in_favour);
    add("against", document.vote->against);
    add("abstaining", document.vote->abstaining);
    // Lengths of the bar, in votes; plain digits, whatever the language.
    return View{{"words", visit.html("fact.vote", {{"yes", counts.yes}, {"no", counts.no}, {"abstain", counts.abstain}})},
                {"all", std::to_string(all)},
                {"yes", std::to_string(counts.yes)},
                {"no", std::to_string(counts.no)},
                {"abstain", std::to_string(counts.abstain)},
                {"no_from", std::to_string(counts.yes + counts.abstain)},
                {"abstain_from", std::to_string(counts.yes)},
                {"sides", std::move(sides)}};
}

}  // namespace comity::web
