#include <algorithm>
#include <fstream>
#include <mutex>
#include <ostream>
#include <stop_token>
#include <thread>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/demonstration.hpp"
#include "machinery/actors/people.hpp"
#include "machinery/consultations/demonstration.hpp"
#include "machinery/consultations/post.hpp"
#include "machinery/cooperation/demonstration.hpp"
#include "machinery/followup/demonstration.hpp"
#include "machinery/processes/processes.hpp"
#include "record/handover.hpp"
#include "web/web.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

void check_demonstration(const holdings::Holdings& holdings) {
    if (holdings.record().purpose() == record::Purpose::demonstration) return;
    throw Error(Fault::refused, "{} is a record of real documents, not a demonstration: move it to another name", holdings.record().file().string());
}

std::unique_ptr<holdings::Holdings> open_demonstration(const fs::path& record) {
    const fs::path path = demonstration_path(record);
    if (path == record) throw Error(Fault::bad_request, "{} is the demonstration itself: leave out --demonstration, or name another record", path.string());
    auto holdings = holdings::Holdings::open(processes::place(path), record::Access::write, record::Purpose::demonstration);
    check_demonstration(*holdings);
    // Also where it exists already: an interrupted loading is completed, and an update brings its new texts.
    holdings->import(UnpackedDemonstration().request());
    consultations::hold_demonstration(*holdings);
    followup::hold_demonstration(holdings->record(), holdings->vocabulary());
    cooperation::hold_demonstration(*holdings);
    return holdings;
}

std::vector<std::string> public_names(const Arguments& arguments) {
    std::vector<std::string> names;
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == "public-name") names.push_back(given.value);
    }
    return names;
}

/// A file to which lines are appended, from any thread.
class Lines {
public:
    explicit Lines(const fs::path& file) : stream_(file, std::ios::app) {
        if (!stream_) throw Error(Fault::unavailable, "{} can't be written: look at its folder and at who may write there", file.string());
    }
    void add(const std::string& line) {
        const std::lock_guard hold(mutex_);
        stream_ << line << '\n' << std::flush;
        stream_.clear();  // a full disk now is no reason to be silent later
    }

private:
    std::ofstream stream_;
    std::mutex mutex_;
};

/// Sends what is in the outbox while the record is served, if a mail server is named. Letters go one by one, and the last one is waited for at the end.
std::unique_ptr<std::jthread> postman_for(holdings::Holdings& holdings, const Arguments& arguments, Console& console) {
    const auto server = arguments.value("smtp"), sender = arguments.value("mail-from");
    if (!server && !sender) return nullptr;
    if (!server || !sender) throw Error(Fault::bad_request, "--smtp and --mail-from go together: through which server, and from which address");
    auto postman = std::make_shared<consultations::Postman>(holdings, fetch::MailServer::parse(*server, *sender));
    return std::make_unique<std::jthread>([postman, &console](const std::stop_token& stop) {
        constexpr std::chrono::milliseconds pause = std::chrono::seconds(20), look(200);
        while (!stop.stop_requested()) {
            try {
                postman->walk(stop);
            } catch (const std::exception& error) {
                console.say(fmt::format("letters could not be sent: {}", error.what()));  // a full disk: they wait
            }
            for (auto waited = look; waited < pause && !stop.stop_requested(); waited += look) std::this_thread::sleep_for(look);
        }
    });
}

/// One record that is served, and the desk at which other processes hand in their work for it.
struct Served {
    std::unique_ptr<holdings::Holdings> holdings;
    std::unique_ptr<accounts::Keeper> keeper;
    std::unique_ptr<actors::People> people;
    std::unique_ptr<record::Desk> desk;

    explicit Served(std::unique_ptr<holdings::Holdings> opened)
        : holdings(std::move(opened)),
          keeper(accounts::Keeper::open(holdings->record().file(), holdings->record().identity(), accounts::Keeper::Access::write)),
          people(std::make_unique<actors::People>(holdings->record(), *keeper, holdings->vocabulary())) {
        desk = std::make_unique<record::Desk>(holdings->record().file(), performer());
    }

    [[nodiscard]] record::Performer performer() const {
        return [this, others = processes::performer_for(*holdings)](std::string_view command, const json::Value& request, const record::Report& report, const std::stop_token& stop) {
            if (command != account_act) return others(command, request, report, stop);
            return to_json(people->perform(actors::request_from(request)));
        };
    }
};

}  // namespace

ExitCode run_serve(const Arguments& arguments, Console& console) {
    const http::Address address = http::Address::parse(arguments.value_or("listen", "127.0.0.1:8460"));
    std::optional<http::Address> demonstration_address;
    if (const auto given = arguments.value("demonstration")) demonstration_address = http::Address::parse(*given);
    const fs::path record = record_path_to_write(arguments, console);

    const Served own(holdings::Holdings::open(processes::place(record), record::Access::write));
    std::optional<Served> demonstration;
    if (demonstration_address) demonstration.emplace(open_demonstration(record));

    web::Serving serving;
    serving.places.push_back({own.holdings.get(), address, own.people.get()});
    if (demonstration) serving.places.push_back({demonstration->holdings.get(), *demonstration_address, demonstration->people.get()});
    serving.public_names = public_names(arguments);
    // Behind a reverse proxy every visitor comes from this machine, so that can't be what lets one act.
    serving.acts = serving.public_names.empty() ? web::Acts::from_this_machine : web::Acts::none;
    serving.sign_in_header = arguments.value_or("sign-in-header", "");
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == "sign-in-from") serving.sign_in_from.push_back(given.value);
    }
    if (serving.sign_in_header.empty() != serving.sign_in_from.empty()) {
        throw Error(Fault::bad_request, "--sign-in-header and --sign-in-from go together: whose word is taken for who has signed in, and from which addresses");
    }
    std::optional<Lines> requests;
    if (const auto file = arguments.value("requests")) {
        requests.emplace(*file);
        serving.answered = [&requests](const web::Answered& answered) { requests->add(as_line(answered)); };
    }
    serving.log = [&](std::string_view line) { console.say(line); };
    serving.ready = [&](const std::vector<std::string>& addresses) {
        const bool invented = !notice_of(*own.holdings).empty();
        console.put(fmt::format("{}: {}  ({})\n", invented ? "Demonstration" : "Your record", addresses.at(0), record.string()));
        if (demonstration) console.put(fmt::format("Demonstration: {}  (everything in it is invented)\n", addresses.at(1)));
        console.out << std::flush;
        console.say("Ctrl-C stops the server");
    };
    const auto postman = postman_for(*own.holdings, arguments, console);
    web::serve(serving);
    return ExitCode::done;
}

namespace {

/// The demonstration as it is, for a look; nullptr if there is none. Refuses what is no demonstration.
std::unique_ptr<holdings::Holdings> demonstration_at(const fs::path& path) {
    std::error_code ignored;
    if (!fs::exists(path, ignored)) return nullptr;
    auto holdings = holdings::Holdings::open(processes::place(path), record::Access::read);
    check_demonstration(*holdings);
    return holdings;
}

void check_can_go(const fs::path& path) {
    if (const auto holder = record::holder_of(path)) throw Error(Fault::conflict, "the demonstration record is held by {}: stop it first, then try again", *holder);
    (void)demonstration_at(path);
}

/// Removes the record and what stands beside it under its name: lock, socket, index files (record/record.hpp).
void remove_demonstration(const fs::path& path) {
    const std::string beside = path.filename().string();
    std::vector<fs::path> files;
    for (const auto& file : fs::directory_iterator(path.parent_path().empty() ? fs::path(".") : path.parent_path())) {
        const std::string name = file.path().filename().string();
        if (name == beside || name.starts_with(beside + ".") || name.starts_with(beside + "-")) files.push_back(file.path());
    }
    for (const fs::path& file : files) {
        std::error_code failed;
        if (!fs::remove(file, failed) && failed) throw Error(Fault::unavailable, "{} can't be removed: {}", file.string(), failed.message());
    }
}

void say_what_would_be(const fs::path& path, const Arguments& arguments, Console& console) {
    const auto holdings = demonstration_at(path);
    std::size_t there = 0;
    if (holdings && arguments.has("anew")) {
        const auto overview = holdings->overview();
        const record::Snapshot snapshot = holdings->record().snapshot();
        const auto entries = static_cast<std::size_t>(snapshot.size());
        const std::size_t files = overview.files + overview.out_of_view;
        const std::size_t own = files + consultations::entries_of_demonstration(snapshot) + followup::entries_of_demonstration(snapshot) + cooperation::entries_of_demonstration(snapshot, holdings->vocabulary());
        console.put(fmt::format("{}: would be removed with its {} texts; corrections and other acts that would be lost: {}\n", path.string(), files, entries - std::min(own, entries)));
    } else if (holdings) {
        there = documents_of_demonstration_in(*holdings);
    }
    console.put(fmt::format("{}: {} invented texts would be added, {} are already there\n", path.string(), documents_of_demonstration() - there, there));
    console.say("nothing was done: this was a dry run");
}

}  // namespace

ExitCode run_demo(const Arguments& arguments, Console& console) {
    const bool dry = arguments.has("dry-run");
    const fs::path path = demonstration_path(dry ? record_path(arguments, console) : record_path_to_write(arguments, console));
    if (arguments.has("anew")) check_can_go(path);
    if (dry) {
        say_what_would_be(path, arguments, console);
        return ExitCode::done;
    }
    if (arguments.has("anew")) remove_demonstration(path);
    const auto summary = holdings::submit(processes::place(path), UnpackedDemonstration().request());
    for (const holdings::FileResult& refused : summary.refused) console.say(fmt::format("{}: {}", fs::path(refused.path).filename().string(), refused.reason));
    console.put(fmt::format("{}: {} invented texts added, {} already there\n", path.string(), summary.added, summary.already_there));
    const json::Value held = consultations::submit(processes::place(path), {std::string(consultations::demonstrate_act), "", json::Object{}, {record::operator_at_command_line(), "", true, {}, {}}, {}});
    console.put(fmt::format("{}: the invented consultation {} with its {} contributions {}\n", path.string(), held.text("call"), held.integer("submissions"), held["added"] == json::Value(true) ? "added" : "already there"));
    const json::Value reviewed = holdings::submit(processes::place(path), followup::demonstrate_act, json::Object{},
                                                  [](holdings::Holdings& holdings) { return to_json(followup::hold_demonstration(holdings.record(), holdings.vocabulary())); });
    const std::int64_t in_all = reviewed.integer("lists") + reviewed.integer("acts");
    console.put(fmt::format("{}: {} lists and acts of an invented review added, {} already there\n", path.string(), reviewed.integer("added"), in_all - reviewed.integer("added")));
    const json::Value done = cooperation::submit_demonstration(processes::place(path));
    console.put(fmt::format("{}: {} acts of invented cooperation added, {} already there\n", path.string(), done.integer("added"), done.integer("acts") - done.integer("added")));
    console.say("comity serve --demonstration serves it beside your own record");
    return summary.could_not_be_read > 0 ? ExitCode::not_done : ExitCode::done;
}

}  // namespace comity::cli
