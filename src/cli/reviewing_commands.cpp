// comity reviews, recommendations, recommendation, review.
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/cooperating.hpp"
#include "cli/lists.hpp"
#include "cli/reviewing.hpp"
#include "cli/table.hpp"
#include "document/terminal.hpp"
#include "machinery/holdings/acts.hpp"
#include "machinery/processes/processes.hpp"
#include "machinery/reviews/gathering.hpp"
#include "machinery/reviews/knowing.hpp"
#include "machinery/reviews/saying.hpp"
#include "machinery/reviews/terms.hpp"
#include "text/nearest.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"

namespace comity::cli {

namespace {

std::string names(const holdings::Holdings& holdings, const std::vector<std::string>& actors) {
    std::vector<std::string> all;
    all.reserve(actors.size());
    for (const std::string& one : actors) all.push_back(called(holdings, one));
    const text::Collation order("en");
    std::sort(all.begin(), all.end(), [&](const std::string& a, const std::string& b) { return order(a, b); });
    return fmt::format("{}", fmt::join(all, "; "));
}

std::string mechanism_called(const holdings::Holdings& holdings, const std::string& code) {
    const auto* known = reviews::mechanism(code, holdings.record().purpose());
    return known == nullptr ? code : known->acronym;
}

std::string or_line(const std::string& text) { return text.empty() ? std::string("-") : text; }

/// JSON or CSV, marked where it is invented; text with its notice before it.
ExitCode put_table(const Arguments& arguments, Console& console, const holdings::Holdings& holdings, Table table, json::Array rows, std::string_view none) {
    const std::string form = arguments.value_or("format", "text");
    if (form == "json") {
        json::Array all;
        for (json::Value& row : rows) all.push_back(marked(std::move(row), holdings));
        console.put_json(json::Value(std::move(all)));
    } else if (form == "csv") {
        console.put(marked_csv(std::move(table), holdings));
    } else if (table.rows.empty()) {
        console.say(std::string(none));
    } else {
        if (const std::string notice = notice_of(holdings); !notice.empty()) console.put(notice + "\n\n");
        console.put(aligned(table, console));
    }
    return ExitCode::done;
}

constexpr std::string_view nothing_yet = "there are no recommendations yet: comity import FILE takes a list of them in";

ExitCode put_lists(const Arguments& arguments, Console& console, const holdings::Holdings& holdings, const record::Snapshot& snapshot) {
    Table table{{"Exporter", "Rows", "Refused", "Came", "File", "SHA-256"}, {}};
    json::Array rows;
    for (const auto& one : reviews::lists_kept(snapshot)) {
        const std::string sha256 = one.subject.substr(one.subject.find(':') + 1);
        table.rows.push_back({one.exporter, std::to_string(one.rows), std::to_string(one.refused), one.when.substr(0, 10), one.name, sha256});
        json::Array refused;
        for (const auto& row : reviews::refused_rows(snapshot, one.subject, 1000)) refused.push_back(json::Object{{"line", row.line}, {"reason", row.reason}});
        rows.push_back(json::Object{{"exporter", one.exporter}, {"name", one.name}, {"sha256", sha256}, {"rows", one.rows}, {"refused", one.refused}, {"when", one.when}, {"refused_rows", std::move(refused)}});
    }
    return put_table(arguments, console, holdings, std::move(table), std::move(rows), nothing_yet);
}

ExitCode put_themes(const Arguments& arguments, Console& console, const holdings::Holdings& holdings, const record::Snapshot& snapshot) {
    Table table{{"Exporter", "Recommendations", "Theme"}, {}};
    json::Array rows;
    for (const auto& one : reviews::themes(snapshot)) {
        table.rows.push_back({one.exporter, std::to_string(one.recommendations), one.theme});
        rows.push_back(json::Object{{"exporter", one.exporter}, {"theme", one.theme}, {"recommendations", one.recommendations}});
    }
    return put_table(arguments, console, holdings, std::move(table), std::move(rows), nothing_yet);
}

ExitCode put_gatherings(const Arguments& arguments, Console& console, const holdings::Holdings& holdings, const record::Snapshot& snapshot, const std::string& state) {
    Table table{{"Together", "Recommendation", "Position", "Words shared", "Text"}, {}};
    json::Array rows;
    std::size_t number = 0;
    for (const auto& one : reviews::gatherings(snapshot, state)) {
        ++number;
        json::Array members;
        for (const auto& member : one.members) {
            table.rows.push_back({std::to_string(number), member.id, or_line(member.position), fmt::format("{}", fmt::join(one.words, " ")), member.text});
            members.push_back(to_json(member));
        }
        rows.push_back(json::Object{{"words", json::Array(one.words.begin(), one.words.end())}, {"confirmed", json::Array(one.confirmed.begin(), one.confirmed.end())}, {"members", std::move(members)}});
    }
    return put_table(arguments, console, holdings, std::move(table), std::move(rows), "no recommendations of several reviews say the same");
}

ExitCode put_states(const Arguments& arguments, Console& console, const holdings::Holdings& holdings, const record::Snapshot& snapshot) {
    std::vector<std::pair<std::string, reviews::StateReviewed>> by_name;
    for (auto& one : reviews::states_reviewed(snapshot)) {
        std::string name = called(holdings, one.state);
        by_name.emplace_back(std::move(name), std::move(one));
    }
    const text::Collation order("en");
    std::sort(by_name.begin(), by_name.end(), [&](const auto& a, const auto& b) { return order(a.first, b.first); });
    Table table{{"State", "Reviews", "Recommendations", "Concerns", "Pledges"}, {}};
    json::Array rows;
    for (const auto& [name, one] : by_name) {
        table.rows.push_back({name, std::to_string(one.reviews), std::to_string(one.recommendations), std::to_string(one.concerns), std::to_string(one.pledges)});
        rows.push_back(json::Object{{"state", one.state}, {"name", name}, {"reviews", one.reviews}, {"recommendations", one.recommendations}, {"concerns", one.concerns}, {"pledges", one.pledges}});
    }
    return put_table(arguments, console, holdings, std::move(table), std::move(rows), nothing_yet);
}

std::string stands(const record::Snapshot& snapshot, const std::string& review) {
    for (const auto& made : reviews::statements(snapshot, review)) {
        if (made.statement.said == reviews::StatementKind::review && made.statement.word != "withdrawn") return made.statement.word;
    }
    return {};
}

/// "jane for Ardune".
std::string said_by(const holdings::Holdings& holdings, const reviews::StatementMade& made) {
    return made.who.name + (made.on_behalf_of ? " for " + called(holdings, *made.on_behalf_of) : std::string());
}

/// What was said of a State's reviews, what it pledged and reported: by kind, then by subject.
std::vector<reviews::StatementMade> said_of(const record::Snapshot& snapshot, const std::string& state) {
    std::vector<reviews::StatementMade> all;
    for (const auto kind : {reviews::StatementKind::review, reviews::StatementKind::pledge, reviews::StatementKind::mid_term_report}) {
        for (auto& made : reviews::statements_of_state(snapshot, state, kind)) all.push_back(std::move(made));
    }
    return all;
}

Table table_of_statements(const holdings::Holdings& holdings, const std::vector<reviews::StatementMade>& all) {
    Table table{{"Said", "About", "Is", "Day", "Words", "Answers to", "Document", "Paragraph", "By", "On", "Why"}, {}};
    for (const auto& made : all) {
        const auto& said = made.statement;
        table.rows.push_back({std::string(name_of(said.said)), said.about, said.word, said.day, said.words, fmt::format("{}", fmt::join(said.recommendations, " ")), said.document, said.paragraph,
                              said_by(holdings, made), made.when.substr(0, 10), made.why.value_or("")});
    }
    return table;
}

/// One line, but for the words of a pledge.
std::string in_words(const holdings::Holdings& holdings, const reviews::StatementMade& made) {
    const auto& said = made.statement;
    const bool taken_back = said.word == "withdrawn", stands = said.word == "stands";
    std::string out = fmt::format("{} on {} by {}: {}", taken_back ? "taken back" : "said", made.when, said_by(holdings, made), name_of(said.said));
    if (!taken_back && !stands) out += " " + said.word;
    if (!said.day.empty()) out += " on " + said.day;
    if (!said.document.empty()) out += fmt::format(", {}{}", said.document, said.paragraph.empty() ? "" : ", para. " + said.paragraph);
    if (made.why) out += fmt::format(" (because: {})", *made.why);
    if (!said.recommendations.empty()) out += fmt::format("; answers to {}", fmt::join(said.recommendations, ", "));
    return said.words.empty() ? out + '\n' : fmt::format("{}\n  {}\n", out, said.words);
}

void put_lines(const std::string& out, Console& console) {
    for (std::size_t at = 0; at < out.size();) {
        const std::size_t end = std::min(out.find('\n', at), out.size());
        console.put(document::harmless(out.substr(at, end - at)) + "\n");
        at = end + 1;
    }
}

/// Under a table for people: what no list has.
void put_said_here(const holdings::Holdings& holdings, const record::Snapshot& snapshot, const std::string& state, std::initializer_list<reviews::StatementKind> kinds, Console& console) {
    std::string out;
    for (const auto kind : kinds) {
        for (const auto& made : reviews::statements_of_state(snapshot, state, kind)) out += fmt::format("\n{}: {}", made.statement.about, in_words(holdings, made));
    }
    put_lines(out, console);
}

ExitCode put_said(const Arguments& arguments, Console& console, const holdings::Holdings& holdings, const record::Snapshot& snapshot, const std::string& state) {
    const auto all = said_of(snapshot, state);
    json::Array rows;
    for (const auto& made : all) rows.push_back(to_json(made));
    return put_table(arguments, console, holdings, table_of_statements(holdings, all), std::move(rows), fmt::format("nothing was said of the reviews of {}: comity help review", called(holdings, state)));
}

ExitCode put_reviews(const Arguments& arguments, Console& console, const holdings::Holdings& holdings, const record::Snapshot& snapshot, const std::string& state) {
    Table table{{"Review", "Mechanism", "Cycle", "Session", "Recommendations", "Positions", "Concerns", "Pledges", "Stands", "Document"}, {}};
    json::Array rows;
    for (const auto& one : reviews::reviews(snapshot, state)) {
        std::vector<std::string> positions;
        for (const auto& [position, count] : one.positions) positions.push_back(fmt::format("{} {}", count, position.empty() ? "not known" : position));
        const std::string how = stands(snapshot, one.id);
        table.rows.push_back({one.id, mechanism_called(holdings, one.mechanism), one.cycle == 0 ? "-" : std::to_string(one.cycle), one.session == 0 ? "-" : std::to_string(one.session),
                              std::to_string(one.recommendations), fmt::format("{}", fmt::join(positions, ", ")), std::to_string(one.concerns), std::to_string(one.pledges), or_line(how), or_line(one.symbol)});
        json::Value value = to_json(one);
        value.put("stands", how.empty() ? json::Value() : json::Value(how));
        rows.push_back(std::move(value));
    }
    put_table(arguments, console, holdings, std::move(table), std::move(rows), fmt::format("no review of {} is in the record", called(holdings, state)));
    if (arguments.value_or("format", "text") == "text") put_said_here(holdings, snapshot, state, {reviews::StatementKind::pledge, reviews::StatementKind::mid_term_report}, console);
    return ExitCode::done;
}

/// Throws Error(bad_request) for a name that nothing bears, with what is near it.
void check_known(const holdings::Holdings& holdings, const record::Snapshot& snapshot, const reviews::Filter& filter) {
    using C = reviews::NotKnown::Condition;
    const auto wrong = reviews::not_known(snapshot, vocabulary::directory_of(holdings.vocabulary()), holdings.record().purpose(), filter);
    if (!wrong) return;
    std::vector<std::string> names;
    for (const std::string& one : wrong->known) names.push_back(wrong->condition == C::state || wrong->condition == C::from ? called(holdings, one) : one);
    constexpr std::size_t few = 12, some = 3;
    auto near = text::nearest(wrong->typed, names, some);
    std::string_view what, where;
    switch (wrong->condition) {
        case C::state: what = "no State is known as", where = "comity reviews lists those that were reviewed"; break;
        case C::from: what = "nobody is known as", where = "comity actors --kind state lists the States"; break;
        case C::mechanism: what = "there is no mechanism", where = "write its code, such as upr or crc"; break;
        case C::review: what = "there is no review", where = "comity reviews STATE lists those of a State"; break;
        case C::theme: what = "no list has the theme", where = "comity reviews --themes lists them"; break;
        case C::position: what = "there is no position", where = "comity help recommendations names them"; break;
    }
    std::string sentence = fmt::format("{} \"{}\"", what, document::harmless(wrong->typed));
    if (!near.empty()) sentence += fmt::format(": did you mean {}?", fmt::join(near, " or "));
    else if (names.size() <= few && !names.empty()) sentence += fmt::format(": here there are {}", fmt::join(names, ", "));
    throw Error(Fault::bad_request, fmt::format("{}{} {}", sentence, near.empty() ? ";" : "", where));
}

reviews::Filter filter_of_recommendations(const holdings::Holdings& holdings, const Arguments& arguments) {
    reviews::Filter filter;
    if (const auto state = arguments.value("state")) filter.state = state_meant(holdings, *state);
    if (const auto from = arguments.value("from")) filter.from = state_meant(holdings, *from);
    if (const auto named = arguments.value("mechanism")) {
        const auto* known = reviews::mechanism_named(*named, holdings.record().purpose());
        filter.mechanism = known == nullptr ? *named : known->code;
    }
    filter.cycle = static_cast<int>(arguments.number("cycle").value_or(0));
    filter.review = arguments.value_or("review", "");
    filter.theme = arguments.value_or("theme", "");
    filter.position = arguments.value_or("position", "");
    filter.words = fmt::format("{}", fmt::join(arguments.operands(), " "));
    const std::string kind = arguments.value_or("kind", "");
    for (const auto one : {reviews::Kind::recommendation, reviews::Kind::concern, reviews::Kind::pledge}) {
        if (kind == name_of(one)) filter.kind = one;
    }
    return filter;
}

void put_told(std::string& out, const reviews::Told& told) {
    out += fmt::format("\n{}, line {}", told.exporter, told.line);
    if (!told.position.empty()) out += fmt::format("; position: {}", told.position);
    if (!told.position_source.empty()) out += fmt::format(" ({}{})", told.position_source, told.position_paragraph.empty() ? "" : ", para. " + told.position_paragraph);
    if (!told.grading.empty()) out += fmt::format("; its grading: {}", told.grading);
    if (!told.themes.empty()) out += fmt::format("\n  its themes: {}", fmt::join(told.themes, "; "));
    if (!told.persons.empty()) out += fmt::format("\n  its groups of persons: {}", fmt::join(told.persons, "; "));
    if (!told.goals.empty()) out += fmt::format("\n  its goals: {}", fmt::join(told.goals, "; "));
    if (!told.note.empty()) out += fmt::format("\n  its note: {}", told.note);
    out += '\n';
}

/// Which act a word is, and what stands behind it.
reviews::Request request_of(const holdings::Holdings& holdings, const Arguments& arguments) {
    const auto& words = arguments.operands();
    reviews::Request request;
    request.about = words[1];
    const auto word = [&](std::size_t index) {
        if (words.size() <= index) throw Error(Fault::bad_request, "comity review {} needs more behind {}: comity help review has examples", words[0], words[1]);
        return words[index];
    };
    if (words[0] == "stands") {
        request.act = "review";
        request.fields.put("word", word(2));
    } else if (words[0] == "position") {
        request.act = "position";
        request.fields.put("word", word(2));
    } else if (words[0] == "pledge") {
        request.act = "pledge";
        request.about = state_meant(holdings, words[1]);
        request.fields.put("state", words[1]);
        request.fields.put("words", fmt::format("{}", fmt::join(words.begin() + 2, words.end(), " ")));
    } else if (words[0] == "mid-term") {
        request.act = "mid-term report";
    } else if (words[0] == "same" || words[0] == "apart") {
        request.act = "gathering";
        request.fields.put("other", word(2));
        request.fields.put("word", words[0] == "same" ? "the same" : "not the same");
    } else if (words[0] == "withdraw") {
        request.act = words[1] == "stands" ? "review" : words[1] == "mid-term" ? "mid-term report" : words[1] == "same" ? "gathering" : words[1];
        request.about = word(2);
        if (request.act == "gathering") request.fields.put("other", word(3));
        request.fields.put("word", "withdrawn");
    } else if (words[0] == "withdraw-list") {
        request.act = "withdraw list";
    } else {
        throw Error(Fault::bad_request, "\"{}\" is no word of comity review: stands, position, pledge, mid-term, same, apart, withdraw, withdraw-list", words[0]);
    }
    for (const std::string_view name : {"document", "paragraph", "day"}) {
        if (const auto value = arguments.value(name)) request.fields.put(name, *value);
    }
    json::Array answered;
    for (const auto& given : arguments.given()) {
        if (given.name == "for") answered.emplace_back(given.value);
    }
    if (!answered.empty()) request.fields.put("recommendations", std::move(answered));
    request.by.who = record::operator_at_command_line();
    request.by.keeps = true;
    request.by.actor = on_behalf_of(arguments, holdings);
    request.by.why = arguments.value("why");
    request.by.authority = arguments.value("authority");
    return request;
}

}  // namespace

std::string state_meant(const holdings::Holdings& holdings, std::string_view named) {
    const auto& directory = vocabulary::directory_of(holdings.vocabulary());
    if (const auto* actor = directory.actor(named)) return actor->id;
    const auto found = directory.recognize(named);
    return found && found->actor->id.starts_with("state:") ? found->actor->id : std::string(named);
}

std::string called(const holdings::Holdings& holdings, std::string_view actor) {
    const auto* known = vocabulary::directory_of(holdings.vocabulary()).actor(actor);
    return known == nullptr ? std::string(actor) : vocabulary::shown_name(*known, "en");
}

ExitCode run_reviews(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const record::Snapshot snapshot = holdings->record().snapshot();
    if (arguments.has("lists")) return put_lists(arguments, console, *holdings, snapshot);
    if (arguments.has("themes")) return put_themes(arguments, console, *holdings, snapshot);
    if (arguments.operands().empty()) {
        for (const std::string_view name : {"alike", "said"}) {
            if (arguments.has(name)) throw Error(Fault::bad_request, "name a State: comity reviews STATE --{}", name);
        }
        return put_states(arguments, console, *holdings, snapshot);
    }
    const std::string state = state_meant(*holdings, arguments.operands()[0]);
    check_known(*holdings, snapshot, {.state = state});
    if (arguments.has("said")) return put_said(arguments, console, *holdings, snapshot, state);
    if (arguments.has("alike")) return put_gatherings(arguments, console, *holdings, snapshot, state);
    return put_reviews(arguments, console, *holdings, snapshot, state);
}

ExitCode run_recommendations(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const record::Snapshot snapshot = holdings->record().snapshot();
    const bool for_people = arguments.value_or("format", "text") == "text";
    constexpr std::size_t a_screen = 50;
    const std::size_t limit = arguments.number("limit").value_or(for_people ? a_screen : any_number);
    const reviews::Filter filter = filter_of_recommendations(*holdings, arguments);
    check_known(*holdings, snapshot, filter);
    const auto listed = reviews::list(snapshot, filter, arguments.number("offset").value_or(0), limit);
    Table table{{"Recommendation", "Position", "From", "Text"}, {}};
    if (!for_people) table.heads = {"Recommendation", "State", "Mechanism", "Cycle", "Session", "Number", "Kind", "Position", "From", "Document", "Text"};
    json::Array rows;
    for (const auto& one : listed.rows) {
        const std::string from = names(*holdings, one.from);
        if (for_people) table.rows.push_back({one.id, or_line(one.position), from, one.text});
        else table.rows.push_back({one.id, called(*holdings, one.state), one.mechanism, one.cycle == 0 ? "" : std::to_string(one.cycle), one.session == 0 ? "" : std::to_string(one.session), one.number,
                                   std::string(name_of(one.kind)), one.position, from, one.symbol, one.text});
        rows.push_back(to_json(one));
    }
    const std::size_t shown = table.rows.size();
    put_table(arguments, console, *holdings, std::move(table), std::move(rows), filter.kind == reviews::Kind::pledge ? "no list has such a pledge; what was pledged here stands with its State: comity reviews STATE --said" : "no recommendation is so: leave a condition out, or see comity reviews");
    if (!for_people) return ExitCode::done;
    if (shown < listed.total) console.say(fmt::format("{} of {}: --limit and --offset show others", shown, listed.total));
    if (const std::string state = state_meant(*holdings, filter.words); !filter.words.empty() && filter.state.empty() && state != filter.words) {
        console.say(fmt::format("these are texts with the words \"{}\": --state \"{}\" lists what was recommended to {}", document::harmless(filter.words), document::harmless(filter.words), called(*holdings, state)));
    }
    if (filter.kind == reviews::Kind::pledge && !filter.state.empty()) put_said_here(*holdings, snapshot, filter.state, {reviews::StatementKind::pledge}, console);
    return ExitCode::done;
}

ExitCode run_recommendation(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const record::Snapshot snapshot = holdings->record().snapshot();
    const std::string& id = arguments.operands()[0];
    const auto one = reviews::find(snapshot, id);
    if (!one) throw Error(Fault::not_found, reviews::no_recommendation(snapshot, id));
    const auto told = reviews::told_of(snapshot, one->id);
    const auto said = reviews::statements(snapshot, one->id);
    const auto alike = reviews::alike(snapshot, *one);
    if (arguments.value_or("format", "text") == "json") {
        json::Value value = to_json(*one);
        json::Array lists, statements, same;
        for (const auto& each : told) lists.push_back(to_json(each));
        for (const auto& each : said) statements.push_back(to_json(each));
        for (const auto& each : alike) {
            same.push_back(json::Object{{"id", each.other.id}, {"likeness", each.likeness}, {"words", json::Array(each.words.begin(), each.words.end())}, {"gathered", each.gathered()},
                                        {"said", each.said ? to_json(*each.said) : json::Value()}});
        }
        value.put("lists", std::move(lists));
        value.put("statements", std::move(statements));
        value.put("alike", std::move(same));
        console.put_json(marked(std::move(value), *holdings));
        return ExitCode::done;
    }
    if (const std::string notice = notice_of(*holdings); !notice.empty()) console.put(notice + "\n\n");
    std::string out = fmt::format("{}: {} to {}", one->id, name_of(one->kind), called(*holdings, one->state));
    if (!one->from.empty()) out += fmt::format(", by {}", names(*holdings, one->from));
    out += fmt::format("\n\n{}\n", document::wrapped(one->text, {text_width(console)}));
    out += fmt::format("position: {}\n", one->position.empty() ? "not known" : one->position);
    if (!one->symbol.empty()) out += fmt::format("document: {}{}\n", one->symbol, one->number.empty() ? "" : ", para. " + one->number);
    if (const auto* known = reviews::mechanism(one->mechanism, holdings->record().purpose()); known != nullptr && !known->authority.empty()) {
        out += fmt::format("by: {} ({}{})\n", known->name, known->authority, known->paragraph.empty() ? "" : ", " + known->paragraph);
    }
    for (const auto& each : told) put_told(out, each);
    for (const auto& each : said) out += "\n" + in_words(*holdings, each);
    for (const auto& each : alike) {
        out += fmt::format("\n{} {} ({}, words in common: {})\n  {}\n", each.gathered() ? "says the same:" : "told apart:", each.other.id,
                           each.likeness > 0 ? fmt::format("{} %", each.likeness) : std::string("brought together by a person"), fmt::join(each.words, " "), each.other.text);
    }
    put_lines(out, console);
    return ExitCode::done;
}

ExitCode run_review(const Arguments& arguments, Console& console) {
    reviews::Request request;
    {
        const auto holdings = open_to_read(arguments, console);
        request = request_of(*holdings, arguments);
    }
    const json::Value sent = to_json(request);
    const json::Value result = holdings::submit(processes::place(record_path(arguments, console)), reviews::review_act, sent,
                                                [&](holdings::Holdings& holdings) { return reviews::perform_command(holdings.record(), holdings.vocabulary(), sent); });
    if (arguments.value_or("format", "text") == "json") console.put_json(result);
    else console.put(document::harmless(fmt::format("{} (entry {})", result.text("sentence"), result.integer("position"))) + "\n");
    return ExitCode::done;
}

}  // namespace comity::cli
