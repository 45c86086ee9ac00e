// comity consultation: what it shows and writes.
#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/consulting.hpp"
#include "cli/lists.hpp"
#include "cli/table.hpp"
#include "document/terminal.hpp"
#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/letters.hpp"
#include "machinery/consultations/post.hpp"
#include "vocabulary/actors.hpp"

namespace comity::cli {

namespace {

using consultations::Answer;

std::string stage_of(const consultations::Call& call) { return std::string(name_of(consultations::stage_at(call, consultations::moment_now(&std::chrono::system_clock::now)))); }

json::Value as_json(const consultations::CallEntry& one) {
    json::Value value = to_json(one.call);
    value.put("stage", stage_of(one.call));
    value.put("revision", one.revision);
    value.put("position", one.position);
    return value;
}

json::Value as_json(const consultations::Registered& one) {
    json::Value value = to_json(one.submission);
    value.put("released", one.released);
    value.put("recorded", one.when);
    value.put("revision", one.revision);
    value.put("why", json::Value::of(one.why));
    return value;
}

std::string how(const consultations::Registered& one) {
    std::string text(one.released ? "released" : name_of(one.submission.status));
    return one.submission.marks.empty() ? text : fmt::format("{} ({})", text, fmt::join(one.submission.marks, ", "));
}

void put_notice(const holdings::Holdings& holdings, Console& console) {
    if (const std::string notice = notice_of(holdings); !notice.empty()) console.put(notice + "\n\n");
}

/// Words of others must never command the terminal; lines stay.
void put_lines(std::string_view text, Console& console) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        console.put(document::harmless(text.substr(at, end - at)) + "\n");
        at = end + 1;
    }
}

}  // namespace

std::string in_words(const consultations::Authority& authority) {
    return authority.document.empty() ? authority.commitment : fmt::format("{}, {}", authority.document, authority.paragraph);
}

const std::string& call_named(const Arguments& arguments) {
    if (arguments.operands().size() < 2) {
        const std::string& word = arguments.operands()[0];
        if (word == "prepare") throw Error(Fault::bad_request, "comity consultation prepare needs a short name for the call, such as two-shores-2031");
        throw Error(Fault::bad_request, "comity consultation {} needs the short name of a call: comity consultation lists them", word);
    }
    return arguments.operands()[1];
}

std::int64_t number_named(const Arguments& arguments) {
    const std::string& word = arguments.operands()[0];
    const auto number = arguments.operands().size() > 2 ? consultations::number_in(arguments.operands()[2]) : std::nullopt;
    if (!number) throw Error(Fault::bad_request, "comity consultation {} needs the number of a submission: comity consultation register {} lists them", word, call_named(arguments));
    return *number;
}

ExitCode list_calls(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const auto all = consultations::calls(holdings->record().snapshot());
    if (arguments.value_or("format", "text") == "json") {
        json::Array rows;
        for (const auto& one : all) rows.push_back(marked(as_json(one), *holdings));
        console.put_json(json::Value(std::move(rows)));
        return ExitCode::done;
    }
    Table table{{"Call", "Stands", "Deadline", "Authority", "Title"}, {}};
    for (const auto& one : all) table.rows.push_back({one.call.id, stage_of(one.call), one.call.deadline ? in_words(*one.call.deadline) : "", in_words(one.call.authority), one.call.title});
    if (arguments.value_or("format", "text") == "csv") {
        console.put(marked_csv(std::move(table), *holdings));
        return ExitCode::done;
    }
    if (table.rows.empty()) {
        console.say("there are no calls yet: comity consultation prepare CALL makes one; comity help consultation has an example");
        return ExitCode::done;
    }
    put_notice(*holdings, console);
    console.put(aligned(table, console));
    return ExitCode::done;
}

ExitCode show_call(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const record::Snapshot snapshot = holdings->record().snapshot();
    const auto one = consultations::call(snapshot, call_named(arguments));
    const auto invited = consultations::invited(snapshot, one.call.id);
    const auto submissions = consultations::submissions(snapshot, one.call.id);
    const auto campaigns = consultations::campaigns(snapshot, one.call.id);
    const auto count = [&](Answer answer) { return static_cast<std::size_t>(std::count_if(invited.begin(), invited.end(), [&](const auto& each) { return each.answer == answer; })); };
    if (arguments.value_or("format", "text") == "json") {
        json::Value value = as_json(one);
        json::Array people, groups;
        for (const auto& each : invited) {
            json::Value row = to_json(each.invitation);
            row.put("answer", name_of(each.answer));
            people.push_back(std::move(row));
        }
        for (const auto& group : campaigns) groups.emplace_back(json::Array(group.begin(), group.end()));
        value.put("invited", std::move(people));
        value.put("submissions", submissions.size());
        value.put("campaigns", std::move(groups));
        console.put_json(marked(std::move(value), *holdings));
        return ExitCode::done;
    }
    const consultations::Call& call = one.call;
    put_notice(*holdings, console);
    std::string out = fmt::format("{}: {}\n{}\n", call.id, call.title, stage_of(call));
    out += fmt::format("by authority of {}\n", in_words(call.authority));
    if (!call.convener.empty()) out += fmt::format("convened by {}\n", call.convener);
    if (call.deadline) out += fmt::format("until {}, which is {}\n", in_words(*call.deadline), call.deadline->moment);
    for (const auto& earlier : call.earlier) out += fmt::format("  extended; before it was {}\n", in_words(earlier));
    if (!call.purpose.empty()) out += "\n" + document::wrapped(call.purpose, {text_width(console)});
    for (std::size_t i = 0; i < call.questions.size(); ++i) out += fmt::format("{}{}. {}\n", i == 0 ? "\n" : "", i + 1, call.questions[i]);
    if (call.words > 0) out += fmt::format("\nat most {} words\n", call.words);
    if (!call.contact.empty()) out += fmt::format("contact: {}\n", call.contact);
    out += fmt::format("\ninvited: {}; answered: {}; declined: {}; silent: {}\n", invited.size(), count(Answer::answered), count(Answer::declined), count(Answer::silent));
    out += fmt::format("submissions: {}\n", submissions.size());
    for (const auto& group : campaigns) out += fmt::format("  the same words in {} of them: {}\n", group.size(), fmt::join(group, ", "));
    put_lines(out, console);
    return ExitCode::done;
}

ExitCode show_register(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const record::Snapshot snapshot = holdings->record().snapshot();
    const auto call = consultations::call(snapshot, call_named(arguments)).call;
    const auto all = consultations::submissions(snapshot, call.id);
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        json::Array rows;
        for (const auto& one : all) rows.push_back(marked(as_json(one), *holdings));
        console.put_json(json::Value(std::move(rows)));
        return ExitCode::done;
    }
    Table table{{"Number", "Received", "From", "Kind", "Form", "Language", "Words", "Confidentiality", "Stands"}, {}};
    for (const auto& one : all) {
        const auto& made = one.submission;
        table.rows.push_back({std::to_string(made.number), made.received, made.contributor.name, made.contributor.kind, made.form, made.language, std::to_string(made.words()),
                              std::string(name_of(made.confidentiality)), how(one)});
    }
    if (format == "csv") {
        console.put(marked_csv(std::move(table), *holdings));
        return ExitCode::done;
    }
    if (table.rows.empty()) {
        console.say(fmt::format("nothing has come in yet: comity consultation take-in {} PATH... registers files", call.id));
        return ExitCode::done;
    }
    put_notice(*holdings, console);
    console.put(aligned(table, console));
    return ExitCode::done;
}

ExitCode show_submission(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const record::Snapshot snapshot = holdings->record().snapshot();
    const auto one = consultations::submission(snapshot, call_named(arguments), number_named(arguments));
    if (!one) throw Error(Fault::not_found, "there is no submission {} in {}: comity consultation register {} lists them", number_named(arguments), call_named(arguments), call_named(arguments));
    if (arguments.value_or("format", "text") == "json") {
        json::Value value = as_json(*one);
        value.put("text", consultations::words_of(snapshot, one->submission));
        console.put_json(marked(std::move(value), *holdings));
        return ExitCode::done;
    }
    const auto& made = one->submission;
    put_notice(*holdings, console);
    std::string out = fmt::format("submission {} to {}: {} ({})\n{}, {}, received {} as {}\n", made.number, made.call, made.contributor.name, made.contributor.kind, how(*one), name_of(made.confidentiality), made.received, made.form);
    if (one->why) out += fmt::format("because: {}\n", *one->why);
    for (const auto& part : made.parts) {
        out += fmt::format("\n{}{}\n\n", part.name.empty() ? "words" : part.name, part.closed ? " (confidential)" : "");
        out += part.text.empty() ? "could not be read: the file is kept\n" : consultations::content(snapshot, part.text) + "\n";
    }
    put_lines(out, console);
    return ExitCode::done;
}

ExitCode put_calendar(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const auto one = consultations::call(holdings->record().snapshot(), call_named(arguments));
    console.put(consultations::calendar_of(one.call, one.when, notice_of(*holdings)));
    return ExitCode::done;
}

ExitCode show_outbox(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const auto call = consultations::call(holdings->record().snapshot(), call_named(arguments)).call;
    Table table{{"To", "Stands", "Tries", "When", "Letter", "The server said"}, {}};
    for (const auto& one : consultations::outbox(holdings->record(), call.id)) table.rows.push_back({one.to, one.state, std::to_string(one.tries), one.when, one.key.substr(0, one.key.find(':')), one.said});
    if (table.rows.empty()) console.say(fmt::format("no letter of {} was sent by mail: comity consultation send {} invitations", call.id, call.id));
    else console.put(aligned(table, console));
    return ExitCode::done;
}

ExitCode put_short_text(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const auto one = consultations::call(holdings->record().snapshot(), call_named(arguments));
    put_lines(consultations::short_text_of(one.call, in_words(one.call.authority), notice_of(*holdings)), console);
    return ExitCode::done;
}

ExitCode write_letters(const Arguments& arguments, Console& console) {
    namespace fs = std::filesystem;
    const auto holdings = open_to_read(arguments, console);
    const record::Snapshot snapshot = holdings->record().snapshot();
    const auto call = consultations::call(snapshot, call_named(arguments)).call;
    if (arguments.operands().size() < 3) throw Error(Fault::bad_request, "comity consultation letters needs a folder: comity consultation letters {} FOLDER", call.id);
    const fs::path folder = arguments.operands()[2];
    std::error_code failed;
    fs::create_directories(folder, failed);
    const bool reminder = arguments.has("reminder");
    std::size_t written = 0;
    for (const auto& one : consultations::invited(snapshot, call.id)) {
        if (reminder && one.answer != Answer::silent) continue;
        consultations::LetterAsked asked;
        asked.kind = reminder ? consultations::LetterKind::reminder : consultations::LetterKind::invitation;
        asked.language = arguments.value_or("language", one.invitation.language.empty() ? "en" : one.invitation.language);
        const auto* known = vocabulary::directory_of(holdings->vocabulary()).actor(one.invitation.whom.actor);
        asked.addressee = known != nullptr ? vocabulary::shown_name(*known, asked.language) : one.invitation.whom.name;
        asked.authority = in_words(call.authority);
        asked.notice = notice_of(*holdings);
        const fs::path path = folder / consultations::letter_file_name(call, one.invitation.whom.name);
        std::ofstream file(path, std::ios::binary);
        file << document::word::bytes_of(consultations::letter(call, asked));
        if (!file.flush()) throw Error(Fault::unavailable, "{} can't be written: is the folder there, and the disk not full?", path.string());
        ++written;
    }
    if (written == 0) console.say(reminder ? "everybody has answered: there is nobody to remind" : fmt::format("nobody is invited yet: comity consultation invite {} NAME...", call.id));
    else console.put(fmt::format("{} in {}\n", counted(written, "letter", "letters"), folder.string()));
    return ExitCode::done;
}

}  // namespace comity::cli
