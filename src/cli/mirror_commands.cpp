// Mirrors of other records, from their whole exports.
#include <filesystem>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/mirroring.hpp"
#include "machinery/processes/processes.hpp"
#include "record/copying.hpp"
#include "record/mirror.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

record::Setup setup() {
    record::Setup made;
    made.derivations = processes::derivations();
    return made;
}

ExitCode put_what_it_follows(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    const auto followed = record::followed(holdings->record());
    if (!followed) {
        console.put(fmt::format("{}: a record of its own, no mirror\n", holdings->record().file().string()));
        return ExitCode::done;
    }
    console.put(fmt::format("{}: a mirror of {}\n  entries: {}\n  key: {}\n", holdings->record().file().string(), followed->origin, proof::checkpoint_in(followed->checkpoint).size,
                            followed->key.text()));
    if (!followed->as_of.empty()) console.put(fmt::format("  up to what was recorded at: {}\n", followed->as_of));
    return ExitCode::done;
}

ExitCode begin_anew(const Arguments& arguments, Console& console) {
    if (!arguments.operands().empty()) throw Error(Fault::bad_request, "--begin-anew takes no folder: it makes the mirror that is there a record of its own");
    const auto why = arguments.value("why");
    if (!why) throw Error(Fault::bad_request, "comity mirror --begin-anew needs --why: every party will ask what became of the log that it followed");
    const auto made = record::begin_anew(record_path(arguments, console), {record::operator_at_command_line(), *why}, setup());
    console.put(fmt::format("a record of its own: {}\nentry {} says that it was a mirror of {}\n", made.origin, made.position, made.previous_origin));
    console.say("comity key prints its public key: make it known to the parties");
    return ExitCode::done;
}

void put_taken(const fs::path& file, const record::Mirrored& taken, Console& console) {
    console.put(fmt::format("{}: a mirror of {}\n  entries: {}, {} of them new; files: {}\n", file.string(), taken.origin, taken.entries, taken.added, taken.files));
    if (taken.absent > 0) console.put(fmt::format("  of these only the leaf, because they are confidential or were erased: {}\n", taken.absent));
    if (taken.witnessed > 0) console.put(fmt::format("  checkpoints that witnesses have signed: {}\n", taken.witnessed));
    if (taken.erased > 0) console.put(fmt::format("  erased at their source, and now here: {}\n", taken.erased));
    console.put(fmt::format("  key: {}\n", taken.key.text()));
    if (taken.by == record::Mirrored::By::folder) console.say("the key is the one that came with the folder: compare it with the one that the log's keeper has made known, or give that with --key");
}

}  // namespace

ExitCode run_mirror(const Arguments& arguments, Console& console) {
    if (arguments.has("begin-anew")) return begin_anew(arguments, console);
    if (arguments.has("why")) throw Error(Fault::bad_request, "--why goes with --begin-anew: a mirror does no act that could have a reason");
    if (arguments.operands().empty()) return put_what_it_follows(arguments, console);
    const fs::path file = record_path_to_write(arguments, console);
    const record::MirrorRequest request{arguments.operands().front(), keys_from(arguments, "mirror", console)};
    Progress line(console);
    const auto show = [&](std::string_view step, std::int64_t done, std::int64_t in_all) { line.show(step, done, in_all); };
    const record::Mirrored taken = record::record_stands_at(file) ? holdings::submit(processes::place(file), request, show) : record::make_mirror(file, request, setup(), show);
    line.clear();
    put_taken(file, taken, console);
    return ExitCode::done;
}

}  // namespace comity::cli
