// How States voted: the roll calls beside a text, and `/series/SYMBOL/votes`, one State or all over a series. Every State has the same page and
// row, in the alphabetical order of the reader's language; nothing is counted up, coloured or ranked by State.
#include "web/votes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/symbol.hpp"
#include "machinery/holdings/voting.hpp"
#include "web/actor_view.hpp"
#include "web/exports.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/pages.hpp"

namespace comity::web {

namespace {

using votes::Choice;

Html joined(const Visit& visit, const std::vector<std::string>& names) {
    std::string out;
    for (const auto& name : names) out += (out.empty() ? "" : ", ") + linked_actor(visit, name, language_of(visit)).markup;
    return {std::move(out)};
}

View counts_view(const votes::RollCall& roll_call) {
    return {{"yes", roll_call.count(Choice::yes)}, {"no", roll_call.count(Choice::no)}, {"abstain", roll_call.count(Choice::abstain)}};
}

/// Lengths of a bar, in votes; plain digits, whatever the language.
Value bar(const votes::RollCall& roll_call) {
    const auto yes = roll_call.count(Choice::yes), no = roll_call.count(Choice::no), abstain = roll_call.count(Choice::abstain);
    if (yes + no + abstain == 0) return "";
    return View{{"all", std::to_string(yes + no + abstain)}, {"yes", std::to_string(yes)}, {"no", std::to_string(no)}, {"abstain", std::to_string(abstain)},
                {"no_from", std::to_string(yes + abstain)}, {"abstain_from", std::to_string(yes)}};
}

View roll_call_view(const Visit& visit, const holdings::RollCalls& roll_calls, const votes::Found& found, const document::Document& document, votes::FinalBy by) {
    List sides;
    const auto side = [&](std::string_view label, Choice choice) {
        const auto names = roll_calls.names_of(found, choice, language_of(visit));
        if (!names.empty()) sides.push_back(View{{"label", visit.html(fmt::format("fact.{}", label))}, {"states", joined(visit, names)}});
    };
    side("in_favour", Choice::yes);
    side("against", Choice::no);
    side("abstaining", Choice::abstain);
    const auto date = Date::from_iso(found.roll_call.date);
    return {{"words", visit.html("fact.vote", counts_view(found.roll_call))},
            {"on", visit.text("rollcall.on", {{"on", code_of(votes::name_of(found.tie.on))}})},
            {"chosen", visit.text("rollcall.chosen", {{"by", code_of(votes::name_of(by))}})},
            {"bar", document.vote ? Value("") : bar(found.roll_call)},
            {"sides", std::move(sides)},
            {"source", visit.html("rollcall.source", {{"source", untranslated(found.roll_call.source)}, {"id", untranslated(found.roll_call.id)}})},
            {"dated", date ? Value(visit.text("rollcall.dated", {{"date", *date}})) : Value("")}};
}

/// A contradiction in words; those on single States are told together.
List conflicts_view(const Visit& visit, const votes::Judged& judged, const votes::Voters& voters) {
    using Kind = votes::Conflict::Kind;
    List list;
    std::vector<std::string> states;
    for (const auto& conflict : judged.conflicts) {
        if (conflict.kind == Kind::voters) {
            const std::string& said = conflict.table.empty() ? conflict.text : conflict.table;
            states.push_back(voters.name_of(said.substr(0, said.rfind(' ')), language_of(visit)));
            continue;
        }
        const auto words = [&](const std::string& text) -> Value {
            if (const auto date = Date::from_iso(text)) return *date;
            return untranslated(text);
        };
        list.push_back(View{{"words", visit.html("rollcall.conflict", {{"kind", code_of(votes::name_of(conflict.kind))}, {"table", words(conflict.table)}, {"text", words(conflict.text)}})}});
    }
    if (!states.empty()) list.push_back(View{{"words", visit.html("rollcall.conflict_states", {{"states", joined(visit, states)}})}});
    return list;
}

std::string cast_in_words(const Visit& visit, votes::Cast cast) { return visit.text("cast", {{"cast", code_of(votes::name_of(cast))}}); }

View member_head(const Visit& visit, const holdings::SeriesVotes::On& on) {
    const auto& member = on.member;
    const std::string symbol = member.symbol.value_or("");
    return {{"year", member.year ? visit.words.figures(std::to_string(*member.year)) : std::string()},
            {"name", member.item ? member.item->name : symbol.empty() ? std::string() : document::Symbol::from_canonical(symbol).display()},
            {"address", member.item ? address_of(*member.item) : symbol.empty() ? std::string() : citing_address(symbol)},
            {"in_record", member.item.has_value()},
            {"unknown", visit.text("presence", {{"presence", "unknown"}})},  // a year of which no text is known
            {"date", member.date ? Value(*member.date) : Value("")}};
}

List one_state_view(const Visit& visit, const holdings::SeriesVotes& series, std::string_view code, const votes::Voters& voters) {
    List rows;
    for (const auto& on : series.members) {
        const auto vote = holdings::vote_of(on, code, voters);
        View row = member_head(visit, on);
        row.put("cast", cast_in_words(visit, vote.cast));
        row.put("voted", vote.cast == votes::Cast::yes || vote.cast == votes::Cast::no || vote.cast == votes::Cast::abstain);
        row.put("from", vote.from == votes::CastSource::none ? std::string() : visit.text("cast.from", {{"from", code_of(holdings::name_of(vote.from))}}));
        rows.push_back(std::move(row));
    }
    return rows;
}

/// The columns are the texts with votes; all others would say the same of every State.
struct Columns {
    std::vector<const holdings::SeriesVotes::On*> on;
    List heads;
};

Columns columns_of(const Visit& visit, const holdings::SeriesVotes& series) {
    Columns columns;
    for (const auto& on : series.members) {
        if (!on.has_votes()) continue;
        View head = member_head(visit, on);
        head.put("counts", on.judged.final ? Value(visit.html("fact.vote", counts_view(on.judged.roll_calls[*on.judged.final].roll_call))) : Value(""));
        columns.heads.push_back(std::move(head));
        columns.on.push_back(&on);
    }
    return columns;
}

std::string votes_address(const holdings::Item& item, std::string_view code) {
    return fmt::format("/series/{}/votes{}{}", http::path_encoded(item.address), code.empty() ? "" : "?state=", http::query_encoded(code));
}

List all_states_view(const Visit& visit, const holdings::Item& item, const holdings::SeriesVotes& series, const Columns& columns, const votes::Voters& voters) {
    List rows;
    if (columns.on.empty()) return rows;
    for (const auto& code : holdings::in_order(series.codes, voters, language_of(visit))) {
        List cells;
        for (const auto* on : columns.on) cells.push_back(View{{"cast", cast_in_words(visit, holdings::vote_of(*on, code, voters).cast)}});
        rows.push_back(View{{"state", in_language(visit, voters.name_of(code, language_of(visit)), language_of(visit))}, {"address", votes_address(item, code)}, {"cells", std::move(cells)}});
    }
    return rows;
}

Table table_of(const holdings::SeriesVotes& series, const std::optional<std::string>& code, const votes::Voters& voters) {
    Table table = {{"code", "state", "symbol", "year", "date", "vote", "from"}};
    for (const auto& one : code ? std::vector<std::string>{*code} : holdings::in_order(series.codes, voters, "en")) {
        for (const auto& on : series.members) {
            const auto vote = holdings::vote_of(on, one, voters);
            table.push_back({one, voters.name_of(one, "en"), on.member.symbol.value_or(""), on.member.year ? std::to_string(*on.member.year) : "", on.member.date ? on.member.date->iso() : "",
                             std::string(votes::name_of(vote.cast)), std::string(holdings::name_of(vote.from))});
        }
    }
    return table;
}

std::optional<std::string> state_asked(const Visit& visit, const holdings::SeriesVotes& series, const votes::Voters& voters) {
    const std::string_view asked = visit.query.get("state");
    if (asked.empty()) return std::nullopt;
    auto code = holdings::voter_named(series, asked, voters);
    if (!code) throw SaidError(Fault::bad_request, visit.text("seriesvotes.no_state", {{"state", asked}}));
    return code;
}

struct Asked {
    holdings::Item item;
    holdings::SeriesVotes series;
};

Asked asked(const Visit& visit, const holdings::RollCalls& roll_calls) {
    const holdings::Item item = visit.holdings().find(visit.rest, visit.query.get("language"));
    return {item, holdings::votes_over(roll_calls, visit.holdings(), visit.holdings().series(item))};
}

}  // namespace

Value roll_calls_view(const Visit& visit, const holdings::Item& item, const document::Document& document) {
    const holdings::RollCalls roll_calls(visit.holdings());
    const auto judged = roll_calls.on(item.symbol.value_or(""), &document);
    if (judged.roll_calls.empty()) return "";
    List others;
    for (std::size_t i = 0; i < judged.roll_calls.size(); ++i) {
        if (judged.final != i) others.push_back(roll_call_view(visit, roll_calls, judged.roll_calls[i], document, votes::FinalBy::none));
    }
    return View{{"final", judged.final ? Value(roll_call_view(visit, roll_calls, judged.roll_calls[*judged.final], document, judged.by)) : Value("")},
                {"conflicts", conflicts_view(visit, judged, roll_calls.voters())},
                {"count", others.size()},
                {"others", std::move(others)}};
}

namespace pages {

http::Response series_votes(const Visit& visit) {
    const holdings::RollCalls roll_calls(visit.holdings());
    const auto [item, series] = asked(visit, roll_calls);
    const auto code = state_asked(visit, series, roll_calls.voters());
    const std::string title = visit.text("seriesvotes.title", {{"title", title_of(item)}});
    if (visit.query.has("format")) return in_form(visit, {"votes", title, table_of(series, code, roll_calls.voters()), {}});
    const Columns columns = columns_of(visit, series);
    List options;
    for (const auto& one : holdings::in_order(series.codes, roll_calls.voters(), language_of(visit))) {
        options.push_back(View{{"value", one}, {"label", roll_calls.voters().name_of(one, language_of(visit))}, {"chosen", code == one}});
    }
    View view{{"title", series.title ? *series.title : title_of(item)},
              {"lang", item.language},
              {"body", series.body ? Value(body_in_words(visit, *series.body)) : Value("")},
              {"series_address", "/series/" + http::path_encoded(item.address)},
              {"all_address", votes_address(item, "")},
              {"action", votes_address(item, "")},
              {"options", std::move(options)},
              {"state", code ? Value(linked_actor(visit, roll_calls.voters().name_of(*code, language_of(visit)), language_of(visit))) : Value("")},
              {"one", code ? Value(one_state_view(visit, series, *code, roll_calls.voters())) : Value(List{})},
              {"heads", columns.heads},
              {"all", code ? Value(List{}) : Value(all_states_view(visit, item, series, columns, roll_calls.voters()))},
              {"nothing", columns.on.empty()}};
    Page page{title, "series", "series_votes", std::move(view)};
    page.print_head = title_of(item);
    for (const std::string_view format : {"text", "csv"}) page.downloads.push_back({format, in_format(visit, format)});
    page.downloads.push_back({"json", "/api/v1" + votes_address(item, code.value_or(""))});
    return respond(visit, std::move(page));
}

}  // namespace pages

namespace pages::api {

http::Response series_votes(const Visit& visit) {
    const holdings::RollCalls roll_calls(visit.holdings());
    const auto series = asked(visit, roll_calls).series;
    const auto code = state_asked(visit, series, roll_calls.voters());
    json::Value value = code ? to_json(series, *code, roll_calls.voters()) : to_json(series, roll_calls.voters());
    if (visit.site.demonstration) value.put("invented", true);
    return as_json(value);
}

}  // namespace pages::api

}  // namespace comity::web
