// comity desk: what it shows.
#include <algorithm>
#include <chrono>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/date.hpp"
#include "base/error.hpp"
#include "cli/desk.hpp"
#include "cli/lists.hpp"
#include "cli/table.hpp"
#include "document/terminal.hpp"
#include "machinery/consultations/balance.hpp"
#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/matrix.hpp"
#include "machinery/consultations/report_check.hpp"
#include "machinery/consultations/similar_passages.hpp"
#include "record/entry.hpp"

namespace comity::cli::desk {

namespace {

namespace c = comity::consultations;

/// What most of these lists ask.
struct Looked {
    std::unique_ptr<holdings::Holdings> held;
    record::Snapshot snapshot;
    c::Call call;

    Looked(const Arguments& arguments, const Console& console)
        : held(open_to_read(arguments, console)), snapshot(held->record().snapshot()), call(c::call(snapshot, call_of(arguments)).call) {}
};

void put_notice(const Looked& looked, Console& console) {
    if (const std::string notice = notice_of(*looked.held); !notice.empty()) console.put(notice + "\n\n");
}

void put_line(Console& console, const std::string& line) { console.put(document::harmless(line) + "\n"); }

std::string shortened(std::string_view words) {
    constexpr std::size_t most = 100;
    if (words.size() <= most) return std::string(words);
    std::size_t end = words.rfind(' ', most);
    if (end == std::string_view::npos) {
        end = most;
        while (end > 0 && (static_cast<unsigned char>(words[end]) & 0xC0U) == 0x80U) --end;  // no character is cut
    }
    return std::string(words.substr(0, end)) + " ...";
}

ExitCode put(const Arguments& arguments, const Looked& looked, Console& console, const Table& table, json::Value as_json_value) {
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") console.put_json(marked(std::move(as_json_value), *looked.held));
    else if (format == "csv") console.put(marked_csv(table, *looked.held));
    else put_notice(looked, console), console.put(aligned(table, console));
    return ExitCode::done;
}

std::string response_counts(const std::map<c::Response, std::vector<std::string>>& asked) {
    std::vector<std::string> parts;
    for (const auto& [response, names] : asked) parts.push_back(fmt::format("{} {}", names.size(), name_of(response)));
    return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

ExitCode show_submission(const Arguments& arguments, Console& console) {
    const Looked looked(arguments, console);
    const std::int64_t submission_number = number(arguments, 2, "the number of a contribution");
    const auto registered = c::submission(looked.snapshot, looked.call.id, submission_number);
    if (!registered) throw Error(Fault::not_found, "there is no submission {} in this consultation", submission_number);
    const c::Coding coding = c::coding(looked.snapshot, looked.call.id, submission_number);
    const auto stands = c::desk(looked.snapshot, looked.call.id);
    std::vector<int> done;
    for (const c::ReadingDone& one : coding.done) {
        if (one.done) done.push_back(one.coder);
    }
    const c::Viewer viewer{stands ? stands->desk.coder(record::operator_at_command_line()) : 0, true};
    const c::Placed placed = c::placed(looked.snapshot, &registered->submission, coding.coded);
    const c::Suggester suggester = c::suggester_for(*looked.held, looked.call);
    json::Array parts, codes;
    const bool json = as_json(arguments);
    if (!json) {
        put_notice(looked, console);
        put_line(console, fmt::format("{} ({}), {}, {} words", registered->submission.contributor.name, name_of(registered->submission.confidentiality), registered->submission.language, registered->submission.words()));
    }
    for (std::size_t part = 1; part <= registered->submission.parts.size(); ++part) {
        const std::string text = c::words_of_part(looked.snapshot, registered->submission, static_cast<int>(part));
        if (!json) put_line(console, fmt::format("\nPart {}", part));
        json::Array paragraphs;
        std::size_t at = 0;
        for (const c::Marked& one : c::paragraphs_of(text)) {
            const std::string words = c::single_blanks(std::string_view(text).substr(one.begin, one.end - one.begin));
            const c::Suggestion suggestion = suggester.suggest(text, one, registered->submission.parts[part - 1].language);
            ++at;
            if (json) {
                paragraphs.push_back(json::Object{{"paragraph", at}, {"begin", one.begin}, {"end", one.end}, {"text", words}, {"proposed", to_json(suggestion)}});
                continue;
            }
            put_line(console, fmt::format("\n{}. {}", at, words));
            if (suggestion.question) put_line(console, fmt::format("   question {}? {}", suggestion.question->what, suggestion.question->reason.english));
            if (suggestion.kind) put_line(console, fmt::format("   {}? {}", name_of(suggestion.kind->what), suggestion.kind->reason.english));
            if (suggestion.paragraph) put_line(console, fmt::format("   {}? {}", suggestion.paragraph->what, suggestion.paragraph->reason.english));
        }
        parts.push_back(json::Object{{"part", part}, {"paragraphs", std::move(paragraphs)}});
    }
    if (!json && !placed.passages.empty()) put_line(console, "\nCoded");
    std::size_t hidden = 0;
    for (const c::PlacedPassage& one : placed.passages) {
        if (!stands || !c::may_see(stands->desk, done, viewer, one.passage.coder)) {
            ++hidden;
            continue;
        }
        if (json) codes.push_back(json::Object{{"key", key_of(one.passage.place)}, {"coder", one.passage.coder}, {"words", one.passage.place.words}, {"part", one.passage.place.part}, {"begin", one.marked.begin}, {"end", one.marked.end}, {"code", to_json(one.passage.code)}});
        else put_line(console, fmt::format("  {} coder {}: {}: \"{}\"", key_of(one.passage.place), one.passage.coder, in_words(one.passage.code), shortened(one.passage.place.words)));
    }
    for (const c::CodedPassage& one : placed.lost) {
        if (!stands || !c::may_see(stands->desk, done, viewer, one.coder)) continue;
        if (json) codes.push_back(json::Object{{"key", key_of(one.place)}, {"coder", one.coder}, {"words", one.place.words}, {"lost", true}});
        else put_line(console, fmt::format("  {} coder {}: its words stand there no more: \"{}\"", key_of(one.place), one.coder, shortened(one.place.words)));
    }
    if (json) console.put_json(marked(json::Object{{"submission", submission_number}, {"parts", std::move(parts)}, {"codes", std::move(codes)}, {"hidden", hidden}}, *looked.held));
    else if (hidden > 0) put_line(console, "  what others coded is shown when all are done with it");
    return ExitCode::done;
}

ExitCode show_agreement(const Arguments& arguments, Console& console) {
    const Looked looked(arguments, console);
    const auto stands = c::desk(looked.snapshot, looked.call.id);
    const auto desk = c::at_desk(looked.snapshot, looked.call.id);
    const std::size_t coders = stands ? stands->desk.coders.size() : 0;
    c::PassagesElsewhere passages;
    std::vector<c::Settlement> settled;
    std::vector<c::ReadingDone> done;
    for (const c::Contribution& one : desk->contributions) {
        if (!one.counts()) continue;
        for (const auto& [settlement, revision] : one.settled) settled.push_back(settlement);
        // While coders are blind, a difference is told only where all have read the contribution.
        if (one.readers().size() < coders) continue;
        done.insert(done.end(), one.done.begin(), one.done.end());
        for (const c::PlacedPassage& passage : one.placed.passages) passages.push_back(&passage);
    }
    const c::Agreement agreement = c::agreement_of(passages, coders, done, settled);
    if (as_json(arguments)) {
        console.put_json(marked(to_json(agreement, passages), *looked.held));
        return ExitCode::done;
    }
    put_notice(looked, console);
    const auto tell = [&](std::string_view what, const c::Alpha& alpha) { put_line(console, fmt::format("{}: alpha {} ({} units, {} values)", what, in_words(alpha), alpha.units, alpha.values)); };
    tell("kind", agreement.kind);
    tell("question", agreement.question);
    tell("themes", agreement.themes);
    tell("what is marked at all", agreement.marking);
    if (!agreement.disagreements.empty()) put_line(console, fmt::format("\nto be settled: {}", agreement.disagreements.size()));
    for (const c::Disagreement& one : agreement.disagreements) {
        const c::Unit& unit = agreement.units[one.unit];
        put_line(console, fmt::format("submission {}{}", unit.submission, one.one_passed_over ? ", passed over by one" : ""));
        for (const std::size_t i : unit.passages) {
            const c::CodedPassage& passage = passages[i]->passage;
            put_line(console, fmt::format("  {} coder {}: {}: \"{}\"", key_of(passage.place), passage.coder, in_words(passage.code), shortened(passage.place.words)));
        }
    }
    return ExitCode::done;
}

ExitCode show_passages(const Arguments& arguments, Console& console) {
    const Looked looked(arguments, console);
    const c::Heard heard = c::heard(looked.snapshot, looked.held->vocabulary(), looked.call.id);
    Table table{{"Passage", "From", "Kind", "Question", "Standing", "Words"}, {}};
    json::Array rows;
    for (const c::CountedPassage& one : heard.passages) {
        const c::Voice* voice = heard.voice(one.place.submission);
        table.rows.push_back({source_of(one.place), voice == nullptr ? "" : voice->contributor.name, std::string(name_of(one.code.kind)), std::to_string(one.code.question), std::string(name_of(one.standing)), one.place.words});
        rows.push_back(json::Object{{"passage", source_of(one.place)}, {"submission", one.place.submission}, {"contributor", voice == nullptr ? "" : voice->contributor.name}, {"standing", name_of(one.standing)},
                                    {"words", one.place.words}, {"code", to_json(one.code)}});
    }
    return put(arguments, looked, console, table, std::move(rows));
}

ExitCode show_similar(const Arguments& arguments, Console& console) {
    const Looked looked(arguments, console);
    const c::Heard heard = c::heard(looked.snapshot, looked.held->vocabulary(), looked.call.id);
    const auto kind = c::passage_kind_named(arguments.value_or("kind", "proposal")).value_or(c::PassageKind::proposal);
    std::vector<c::PassageText> texts;
    std::vector<std::size_t> chosen;
    for (std::size_t i = 0; i < heard.passages.size(); ++i) {
        const c::Voice* voice = heard.voice(heard.passages[i].place.submission);
        texts.push_back({heard.passages[i].place.words, voice == nullptr ? "en" : voice->language});
        if (heard.passages[i].code.kind == kind) chosen.push_back(i);
    }
    std::vector<c::SimilarGroup> groups;
    if (!chosen.empty()) groups = c::SimilarPassages(texts).groups(chosen);
    json::Array rows;
    if (!as_json(arguments)) put_notice(looked, console);
    for (const c::SimilarGroup& group : groups) {
        json::Array passages;
        if (!as_json(arguments)) put_line(console, fmt::format("{} passages that share: {}", group.passages.size(), fmt::join(group.words, ", ")));
        for (const std::size_t i : group.passages) {
            const auto& one = heard.passages[i];
            passages.push_back(source_of(one.place));
            if (!as_json(arguments)) put_line(console, fmt::format("  {} \"{}\"", source_of(one.place), shortened(one.place.words)));
        }
        rows.push_back(json::Object{{"words", json::Array(group.words.begin(), group.words.end())}, {"same_words", group.same_words}, {"passages", std::move(passages)}});
    }
    if (as_json(arguments)) console.put_json(marked(std::move(rows), *looked.held));
    else if (groups.empty()) console.say("no two of them are alike");
    return ExitCode::done;
}

ExitCode show_groups(const Arguments& arguments, Console& console) {
    const Looked looked(arguments, console);
    Table table{{"Group", "Passages", "Name"}, {}};
    json::Array rows;
    for (const auto& [group, revision] : c::groups(looked.snapshot, looked.call.id)) {
        table.rows.push_back({std::to_string(group.number), std::to_string(group.sources.size()), group.name});
        json::Value row = to_json(group);
        row.put("revision", revision);
        rows.push_back(std::move(row));
    }
    return put(arguments, looked, console, table, std::move(rows));
}

ExitCode show_balance(const Arguments& arguments, Console& console) {
    const Looked looked(arguments, console);
    const c::Heard heard = c::heard(looked.snapshot, looked.held->vocabulary(), looked.call.id);
    const auto report = c::report(looked.snapshot, looked.call.id);
    const c::Balance balance = c::balance_of(heard, report ? c::quoted_words(c::paragraphs_in_order(*report), heard) : std::map<std::int64_t, std::int64_t>());
    std::optional<std::int64_t> days_left;
    const std::string now = c::moment_now(&std::chrono::system_clock::now);
    if (looked.call.deadline && now <= looked.call.deadline->moment) {
        const auto from = Date::from_iso(now.substr(0, 10)), to = Date::from_iso(looked.call.deadline->moment.substr(0, 10));
        const auto day = [](const Date& date) { return std::chrono::sys_days(std::chrono::year(date.year()) / date.month() / date.day()); };
        if (from && to) days_left = (day(*to) - day(*from)).count();
    }
    const auto missing = c::missing(balance, looked.call.languages, days_left);
    Table table{{"By", "Value", "Asked", "Submissions", "Words", "Words quoted"}, {}};
    for (const auto& [dimension, rows] : balance.rows) {
        for (const c::BalanceRow& row : rows) {
            const c::ContributorKind* kind = dimension == c::Dimension::kind ? c::contributor_kind(row.value) : nullptr;
            table.rows.push_back({std::string(name_of(dimension)), kind == nullptr ? row.value : kind->many, response_counts(row.asked), in_words(row.of_submissions), in_words(row.of_words), in_words(row.of_quoted)});
        }
    }
    const std::string format = arguments.value_or("format", "text");
    if (format != "text") {
        json::Value value = to_json(balance, heard);
        json::Array lacks;
        for (const Said& one : missing) lacks.emplace_back(one.english);
        value.put("missing", std::move(lacks));
        return put(arguments, looked, console, table, std::move(value));
    }
    put(arguments, looked, console, table, {});
    if (!missing.empty()) console.put("\n");
    for (const Said& one : missing) put_line(console, one.english);
    return ExitCode::done;
}

ExitCode show_matrix(const Arguments& arguments, Console& console) {
    const Looked looked(arguments, console);
    const c::Heard heard = c::heard(looked.snapshot, looked.held->vocabulary(), looked.call.id);
    const c::Matrix matrix = c::matrix_of(heard);
    Table table{{"Kind", "Theme"}, {}};
    for (const std::string& actor : matrix.actors) {
        const c::ContributorKind* kind = c::contributor_kind(actor);
        table.heads.push_back(kind == nullptr ? actor : kind->many);
    }
    table.heads.emplace_back("Passages");
    for (const c::PassageKind kind : c::all_passage_kinds) {
        for (const std::string& theme : matrix.themes) {
            std::vector<std::string> row = {std::string(name_of(kind)), theme}, sources;
            for (const std::string& actor : matrix.actors) {
                const auto passages = matrix.at({kind, theme, actor});
                row.push_back(std::to_string(passages.size()));
                for (const std::size_t i : passages) sources.push_back(source_of(heard.passages[i].place));
            }
            if (sources.empty()) continue;
            row.push_back(fmt::format("{}", fmt::join(sources, " ")));
            table.rows.push_back(std::move(row));
        }
    }
    return put(arguments, looked, console, table, to_json(matrix, heard));
}

}  // namespace comity::cli::desk
