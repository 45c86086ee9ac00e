// Witnesses: to be one, for the logs of others; and those of one's own record.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/table.hpp"
#include "machinery/holdings/acts.hpp"
#include "machinery/processes/processes.hpp"
#include "record/witness_book.hpp"
#include "record/witnesses.hpp"
#include "system/moment.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

std::string when(std::uint64_t seconds) { return written_second(moment_counted(seconds)); }

fs::path folder_of(const Arguments& arguments, const Console& console) {
    if (const auto given = arguments.value("folder")) return *given;
    return record_path(arguments, console).parent_path() / "witness";
}

/// A public key as text, or a file that has it in its first line.
std::string key_text(const std::string& given, const Console& console) {
    std::error_code ignored;
    if (!fs::exists(given, ignored) && given != "-") return given;
    const std::string bytes = read_bytes(given, "witness", console);
    return bytes.substr(0, bytes.find('\n'));
}

/// What a witness is shown: a checkpoint, or a proof that leads to one.
struct Shown {
    proof::Note checkpoint;
    std::optional<proof::GrowthProof> growth;
};

Shown shown_in(const std::string& path, const Console& console) {
    const std::string bytes = read_bytes(path, "witness", console);
    try {
        if (!bytes.starts_with("old ")) return {proof::Note::parse(bytes), {}};
        auto growth = proof::GrowthProof::parse(bytes);
        proof::Note checkpoint = growth.checkpoint;
        return {std::move(checkpoint), std::move(growth)};
    } catch (const Error& error) {
        if (error.fault() != Fault::bad_request) throw;
        throw Error(Fault::bad_request, "{}: {}", path, error.what());
    }
}

void need(const Arguments& arguments, std::string_view command, std::string_view what) {
    if (arguments.operands().size() < 2) throw Error(Fault::bad_request, "comity {} {} needs {}", command, arguments.operands()[0], what);
}

ExitCode list_watched(const record::WitnessBook& book, Console& console) {
    console.put(book.key().text() + "\n");
    Table table{{"Log", "Entries seen", "Key"}, {}};
    for (const auto& one : book.logs()) {
        table.rows.push_back({one.log.name, one.seen ? std::to_string(proof::checkpoint_in(*one.seen).size) : "none yet", fmt::format("{:08x}", one.log.id())});
    }
    if (table.rows.empty()) console.say("it watches no log yet: comity witness watch KEY");
    else console.put(aligned(table, console));
    return ExitCode::done;
}

}  // namespace

ExitCode run_witness(const Arguments& arguments, Console& console) {
    const fs::path folder = folder_of(arguments, console);
    if (arguments.operands().empty()) return list_watched(record::WitnessBook::open(folder), console);
    const std::string& word = arguments.operands()[0];
    if (word == "make") {
        need(arguments, "witness", "a name for its key, such as witness.example.org/harbour");
        const auto book = record::WitnessBook::make(folder, arguments.operands()[1]);
        console.put(book.key().text() + "\n");
        console.say(fmt::format("its secret key stands in {}; give the line above to the keepers of the records that it is to watch", folder.string()));
    } else if (word == "watch") {
        need(arguments, "witness", "the public key of a log, as comity key prints it");
        const auto key = proof::VerifierKey::parse(key_text(arguments.operands()[1], console));
        record::WitnessBook::open(folder).watch(key);
        console.say(fmt::format("{} is watched now", key.name));
    } else if (word == "see") {
        need(arguments, "witness", "a file: a checkpoint, or the proof that a log only grew");
        const Shown shown = shown_in(arguments.operands()[1], console);
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
        console.put(record::WitnessBook::open(folder).see(shown.checkpoint, shown.growth, static_cast<std::uint64_t>(std::max<std::int64_t>(now, 0))).bytes());
    } else {
        throw Error(Fault::bad_request, "comity witness has no \"{}\": make, watch or see", word);
    }
    return ExitCode::done;
}

namespace {

ExitCode list_witnesses(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const auto seen = record::seen_by_witnesses(holdings->record(), holdings->record().snapshot());
    if (arguments.value_or("format", "text") == "json") {
        json::Array all;
        for (const record::Seen& one : seen) {
            const json::Value at = one.size == 0 ? json::Value() : json::Value(when(one.seconds));
            all.push_back(json::Object{{"witness", one.witness.name}, {"key", one.witness.text()}, {"entries_seen", one.size}, {"seen_at", at}});
        }
        console.put_json(json::Value(std::move(all)));
        return ExitCode::done;
    }
    Table table{{"Witness", "Entries seen", "At", "Key"}, {}};
    for (const record::Seen& one : seen) table.rows.push_back({one.witness.name, std::to_string(one.size), one.size == 0 ? "" : when(one.seconds), one.witness.text()});
    if (table.rows.empty()) console.say("this record has no witnesses yet: comity witnesses add KEY, with the key that comity witness prints for them");
    else console.put(aligned(table, console));
    return ExitCode::done;
}

ExitCode take(const Arguments& arguments, Console& console) {
    need(arguments, "witnesses", "a file: the checkpoint that comity witness see gave");
    const Shown shown = shown_in(arguments.operands()[1], console);
    const auto holdings = open_to_read(arguments, console);
    for (const proof::Signed& one : record::take_witnessed(holdings->record(), shown.checkpoint)) {
        console.put(document::harmless(fmt::format("{} saw {} entries at {}\n", one.key.name, proof::checkpoint_in(shown.checkpoint).size, when(one.seen.value_or(0)))));
    }
    return ExitCode::done;
}

}  // namespace

ExitCode run_witnesses(const Arguments& arguments, Console& console) {
    if (arguments.operands().empty() || arguments.operands()[0] == "list") return list_witnesses(arguments, console);
    const std::string& word = arguments.operands()[0];
    if (word == "take") return take(arguments, console);
    if (word != "add" && word != "withdraw") throw Error(Fault::bad_request, "comity witnesses has no \"{}\": list, add, withdraw or take", word);
    record::WitnessRequest request;
    request.act = word == "withdraw" ? record::WitnessRequest::Act::withdraw : record::WitnessRequest::Act::add;
    need(arguments, "witnesses", request.act == record::WitnessRequest::Act::add ? "the public key of the witness" : "the name of the witness");
    request.named = key_text(arguments.operands()[1], console);
    request.who = record::operator_at_command_line();
    request.why = arguments.value("why");
    if (request.act == record::WitnessRequest::Act::withdraw && !request.why) throw Error(Fault::bad_request, "comity witnesses withdraw needs --why: the parties who chose this witness will ask");
    const json::Value done = holdings::submit(processes::place(record_path(arguments, console)), holdings::witness_act, to_json(request), [&](holdings::Holdings& holdings) {
        return json::Object{{"position", record::change_witnesses(holdings.record(), request)}};
    });
    const std::string name = request.named.substr(0, request.named.find('+'));
    console.put(document::harmless(fmt::format("{} is {} (entry {})\n", name, request.act == record::WitnessRequest::Act::add ? "a witness of this record now" : "no witness of this record any more", done.integer("position"))));
    return ExitCode::done;
}

}  // namespace comity::cli
