// Backups, and putting them back.
#include <filesystem>

#include <fmt/format.h>

#include "accounts/keeper.hpp"
#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "machinery/processes/processes.hpp"
#include "record/backup.hpp"
#include "record/copying.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

ExitCode run_backup(const Arguments& arguments, Console& console) {
    const fs::path file = arguments.operands().front();
    const auto holdings = open_to_read(arguments, console);
    record::Setup setup;
    setup.derivations = processes::derivations();
    const record::BackedUp made = arguments.has("continue") ? record::go_on_with_backup(holdings->record(), file, setup) : record::back_up(holdings->record(), file);
    console.put(fmt::format("{}: {} entries, {} bytes\n", file.string(), made.entries, made.bytes));
    console.say(fmt::format("comity verify --record {} checks it; the log's key is not in it: keep {}.key elsewhere", file.string(), holdings->record().file().string()));
    return ExitCode::done;
}

ExitCode run_copy(const Arguments& arguments, Console& console) {
    const fs::path from = place_of(arguments.operands().front(), console), to = place_of(arguments.operands().back(), console);
    if (from == to) throw Error(Fault::bad_request, "{} is both places: name another one to copy to", from.string());
    if (!record::record_stands_at(from)) throw Error(Fault::not_found, "there is no record at {}", from.string());
    record::Setup setup;
    setup.derivations = processes::derivations();
    const auto accounts = [&] { accounts::Keeper::take_along(from, to); };
    const record::Moved made = record::move(from, to, setup, accounts, [&](std::string_view what) { console.say(what); });
    console.put(fmt::format("{}: {} entries, as in {}, under the same checkpoint\n", to.string(), made.entries, from.string()));
    console.put(fmt::format("{} takes no acts any more; give --record {} from now on\n", from.string(), arguments.operands().back()));
    return ExitCode::done;
}

ExitCode run_restore(const Arguments& arguments, Console& console) {
    const bool dry = arguments.has("dry-run");
    record::RestoreRequest request;
    request.backup = arguments.operands().front();
    request.record = dry ? record_path(arguments, console) : record_path_to_write(arguments, console);
    if (arguments.has("replace")) request.if_there = record::RestoreRequest::IfThere::move_aside;
    if (dry) request.what = record::RestoreRequest::Do::only_say;
    if (const auto known = arguments.value("checkpoint")) request.known = proof::Note::parse(read_bytes(*known, "restore", console));
    request.erased = arguments.value_or("erased", "");
    request.who = record::operator_at_command_line();
    request.why = arguments.value("why");
    record::Setup setup;
    setup.derivations = processes::derivations();
    const record::Restored made = record::restore(request, setup);
    console.put(fmt::format("{}: {} {} entries\n", request.record.string(), dry ? "would be restored with" : "restored with", made.entries));
    if (!made.moved_to.empty()) console.put(fmt::format("the record that stood there is now {}\n", made.moved_to));
    if (made.erased > 0) console.put(fmt::format("entries that were erased since the backup was made, and are erased again: {}\n", made.erased));
    if (!made.new_origin) {
        console.put(fmt::format("the log goes on as {}: nothing that it signed for is missing\n", made.origin));
        return ExitCode::done;
    }
    const std::uint64_t known = made.last_known ? made.last_known->size : 0;
    console.put(fmt::format("the log {} under another name and key{}\n", dry ? "would begin anew" : "begins anew", made.origin.empty() ? "" : ": " + made.origin));
    if (known > static_cast<std::uint64_t>(made.entries)) {
        console.put(fmt::format("entries that were signed for and are lost: {}; whoever has their receipts has them still\n", known - static_cast<std::uint64_t>(made.entries)));
    }
    if (dry) console.say("nothing was done: this was a dry run");
    return ExitCode::done;
}

}  // namespace comity::cli
