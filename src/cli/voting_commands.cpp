// Roll calls at the command line: beside the text that they were on, one State over a series, and what the tables of votes brought.
#include "cli/voting.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/lists.hpp"
#include "machinery/votes/votes.hpp"

namespace comity::cli {

namespace {

/// What a member's row says of the vote, and from where.
std::string cell_of(const votes::StateVote& vote) {
    return fmt::format("{}{}", votes::name_of(vote.cast), vote.from == votes::CastSource::text && vote.cast != votes::Cast::without_vote ? " (from the text)" : "");
}

ExitCode one_state(const holdings::Holdings& holdings, const holdings::SeriesVotes& series, const holdings::RollCalls& roll_calls, const std::string& spelling,
                   const Arguments& arguments, Console& console) {
    const auto code = holdings::voter_named(series, spelling, roll_calls.voters());
    if (!code) throw Error(Fault::bad_request, "\"{}\" is no State that is known: give its name in any of the six languages, or its code, such as FRA", spelling);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        console.put_json(marked(to_json(series, *code, roll_calls.voters()), holdings));
        return ExitCode::done;
    }
    Table table{{"Year", "Symbol", "Date", "Vote", "From"}, {}};
    for (const auto& on : series.members) {
        const auto vote = holdings::vote_of(on, *code, roll_calls.voters());
        table.rows.push_back({on.member.year ? std::to_string(*on.member.year) : "", on.member.symbol.value_or(""), iso(on.member.date), std::string(votes::name_of(vote.cast)),
                              std::string(holdings::name_of(vote.from))});
    }
    if (format == "csv") {
        console.put(marked_csv(std::move(table), holdings));
        return ExitCode::done;
    }
    console.put(document::harmless(fmt::format("{}: {}", roll_calls.voters().name_of(*code, "en"), series.title.value_or(""))) + "\n\n" + aligned(table, console));
    return ExitCode::done;
}

ExitCode all_states(const holdings::Holdings& holdings, const holdings::SeriesVotes& series, const holdings::RollCalls& roll_calls, const Arguments& arguments, Console& console) {
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        console.put_json(marked(to_json(series, roll_calls.voters()), holdings));
        return ExitCode::done;
    }
    // In a terminal only the texts that have votes; in a file each member has its column.
    std::vector<const holdings::SeriesVotes::On*> columns;
    for (const auto& on : series.members) {
        if (format == "csv" || on.has_votes()) columns.push_back(&on);
    }
    std::vector<std::string> heads;
    heads.reserve(columns.size());
    for (const auto* on : columns) heads.push_back(on->member.symbol.value_or(on->member.year ? std::to_string(*on->member.year) : ""));
    Table table{{"State"}, {}};
    table.heads.insert(table.heads.end(), heads.begin(), heads.end());
    for (const auto& code : holdings::in_order(series.codes, roll_calls.voters(), "en")) {
        std::vector<std::string> row = {roll_calls.voters().name_of(code, "en")};
        for (const auto* on : columns) row.push_back(cell_of(holdings::vote_of(*on, code, roll_calls.voters())));
        table.rows.push_back(std::move(row));
    }
    if (format == "csv") {
        console.put(marked_csv(std::move(table), holdings));
        return ExitCode::done;
    }
    if (columns.empty()) {
        console.say("no vote is known of any text of this series: comity import takes tables of roll calls");
        return ExitCode::done;
    }
    console.put(aligned(table, console));
    return ExitCode::done;
}

}  // namespace

ExitCode series_votes(const holdings::Holdings& holdings, const holdings::Series& series, const Arguments& arguments, Console& console) {
    const holdings::RollCalls roll_calls(holdings);
    const auto votes = holdings::votes_over(roll_calls, holdings, series);
    const auto state = arguments.value("state");
    return state ? one_state(holdings, votes, roll_calls, *state, arguments, console) : all_states(holdings, votes, roll_calls, arguments, console);
}

namespace {

struct Contradiction {
    std::string symbol, id;
    votes::Conflict conflict;
};

/// Of all texts of the record that roll calls are tied to.
struct Contradictions {
    std::int64_t tied_texts = 0, in_record = 0;
    std::vector<std::pair<std::string, std::int64_t>> by_final;  ///< how the roll call on the whole was found
    std::vector<Contradiction> all;
};

Contradictions contradictions_in(const holdings::Holdings& holdings, Console& console) {
    const holdings::RollCalls roll_calls(holdings);
    const auto symbols = votes::tied_symbols(holdings.record().snapshot());
    Contradictions found;
    std::map<votes::FinalBy, std::int64_t> finals;
    Progress line(console);
    found.tied_texts = static_cast<std::int64_t>(symbols.size());
    const auto items = holdings.in_record(symbols);
    std::int64_t done = 0;
    for (const auto& [symbol, item] : items) {
        line.show("comparing:", ++done, static_cast<std::int64_t>(items.size()));
        const auto document = holdings.document(item);
        const auto judged = roll_calls.on(symbol, &document);
        ++finals[judged.by];
        for (const auto& conflict : judged.conflicts) {
            found.all.push_back({symbol, judged.final ? judged.roll_calls[*judged.final].roll_call.id : std::string(), conflict});
        }
    }
    found.in_record = done;
    for (const auto& [by, count] : finals) found.by_final.emplace_back(votes::name_of(by), count);
    return found;
}

std::vector<std::pair<std::string, std::int64_t>> by_kind(const Contradictions& found) {
    std::map<votes::Conflict::Kind, std::int64_t> kinds;
    for (const auto& one : found.all) ++kinds[one.conflict.kind];
    std::vector<std::pair<std::string, std::int64_t>> counts;
    counts.reserve(kinds.size());
    for (const auto& [kind, count] : kinds) counts.emplace_back(votes::name_of(kind), count);
    return counts;
}

json::Value counts_json(const std::vector<std::pair<std::string, std::int64_t>>& counts) {
    json::Object object;
    for (const auto& [name, count] : counts) object.emplace_back(name, count);
    return object;
}

void put_counts(Console& console, std::string_view title, const std::vector<std::pair<std::string, std::int64_t>>& counts) {
    if (counts.empty()) return;
    console.put(fmt::format("{}\n", title));
    for (const auto& [name, count] : counts) console.put(fmt::format("  {:>6}  {}\n", count, name));
}

json::Value figures_json(const votes::Figures& figures, const Contradictions& found) {
    json::Array contradictions;
    for (const auto& one : found.all) {
        contradictions.push_back(json::Object{{"symbol", one.symbol}, {"roll_call", one.id}, {"kind", votes::name_of(one.conflict.kind)}, {"table", one.conflict.table}, {"text", one.conflict.text}});
    }
    return json::Object{{"roll_calls", figures.roll_calls},       {"votes", figures.votes},
                        {"ties", counts_json(figures.by_tie)},    {"on", counts_json(figures.by_part)},
                        {"texts", found.tied_texts},              {"texts_in_record", found.in_record},
                        {"final", counts_json(found.by_final)},   {"contradictions_by_kind", counts_json(by_kind(found))},
                        {"contradictions", std::move(contradictions)}};
}

}  // namespace

ExitCode run_votes(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const auto figures = votes::figures(holdings->record().snapshot());
    const auto found = contradictions_in(*holdings, console);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        console.put_json(marked(figures_json(figures, found), *holdings));
        return ExitCode::done;
    }
    if (format == "csv") {
        Table table{{"Symbol", "Roll call", "Kind", "Table", "Text"}, {}};
        for (const auto& one : found.all) table.rows.push_back({one.symbol, one.id, std::string(votes::name_of(one.conflict.kind)), one.conflict.table, one.conflict.text});
        console.put(marked_csv(std::move(table), *holdings));
        return ExitCode::done;
    }
    if (figures.roll_calls == 0) {
        console.say("there is no roll call in the record: comity import takes tables of them");
        return ExitCode::done;
    }
    console.put(fmt::format("{} with {}\n", counted(static_cast<std::size_t>(figures.roll_calls), "roll call", "roll calls"), counted(static_cast<std::size_t>(figures.votes), "vote", "votes")));
    put_counts(console, "What their numbers lead to", figures.by_tie);
    put_counts(console, "What the vote was on", figures.by_part);
    console.put(fmt::format("{} named, {} of them in the record\n", counted(static_cast<std::size_t>(found.tied_texts), "text", "texts"), found.in_record));
    put_counts(console, "How the roll call on the whole text was found, for the texts in the record", found.by_final);
    put_counts(console, "Contradictions between table and text, by kind (--format csv lists them)", by_kind(found));
    return ExitCode::done;
}

}  // namespace comity::cli
