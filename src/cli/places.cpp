#include <algorithm>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "db/signpost.hpp"
#include "machinery/processes/processes.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

fs::path default_record(const Console& console) {
    // XDG Base Directory Specification: a path in the variable that is not absolute is to be ignored.
    if (const auto data = console.environment("XDG_DATA_HOME"); data && fs::path(*data).is_absolute()) return fs::path(*data) / "comity" / "comity.record";
    if (const auto home = console.environment("HOME")) return fs::path(*home) / ".local" / "share" / "comity" / "comity.record";
    throw Error(Fault::bad_request, "there is no home folder to keep a record in: say where it is with --record PATH or COMITY_RECORD");
}

/// Where the signposts to databases stand, with all that a record in one has beside it.
fs::path folder_of_signposts(const Console& console) {
    if (const auto state = console.environment("XDG_STATE_HOME"); state && fs::path(*state).is_absolute()) return fs::path(*state) / "comity";
    if (const auto home = console.environment("HOME")) return fs::path(*home) / ".local" / "state" / "comity";
    throw Error(Fault::bad_request, "there is no home folder for what stands beside a record in a database: set XDG_STATE_HOME, or write the address into a file and give that with --record");
}

fs::path signpost_to(const std::string& address, const Console& console) {
    const std::string name = db::name_of_address(address);
    const fs::path folder = folder_of_signposts(console);
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) throw Error(Fault::unavailable, "the folder {} can't be made: {}", folder.string(), failed.message());
    fs::path place = folder / (name + ".record");
    db::put_signpost(place.string(), address);
    return place;
}

}  // namespace

fs::path place_of(const std::string& path, const Console& console) {
    if (path.empty()) throw Error(Fault::bad_request, "the record's path is empty: give a file with --record PATH");
    if (db::is_address(path)) return signpost_to(path, console);
    if (path.find("://") != std::string::npos) {
        throw Error(Fault::bad_request, "\"{}\" is an address of something else: a record is kept in a file, or in PostgreSQL at postgresql://HOST/DATABASE", path);
    }
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
        throw Error(Fault::bad_request, "{} is a folder: give a file in it, such as --record {}", path, (fs::path(path) / "comity.record").string());
    }
    return path;
}

fs::path record_path(const Arguments& arguments, const Console& console) {
    if (const auto given = arguments.value("record")) return place_of(*given, console);
    if (const auto set = console.environment("COMITY_RECORD")) return place_of(*set, console);
    return default_record(console);
}

fs::path record_path_to_write(const Arguments& arguments, const Console& console) {
    fs::path path = record_path(arguments, console);
    const bool by_default = !arguments.has("record") && !console.environment("COMITY_RECORD");
    std::error_code failed;
    if (by_default) fs::create_directories(path.parent_path(), failed);
    if (failed) throw Error(Fault::unavailable, "the folder {} can't be made: {}", path.parent_path().string(), failed.message());
    // Elsewhere a folder that is missing is more likely a slip than a wish.
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (!fs::is_directory(folder, failed)) {
        throw Error(Fault::not_found, "there is no folder {} to keep the record in: make it first, or correct the path", folder.string());
    }
    return path;
}

fs::path demonstration_path(const fs::path& record) { return record.parent_path() / "demonstration.record"; }

std::unique_ptr<holdings::Holdings> open_to_read(const Arguments& arguments, const Console& console) {
    const fs::path path = record_path(arguments, console);
    std::error_code ignored;
    if (!fs::exists(path, ignored)) {
        throw Error(Fault::not_found, "there is no record at {} yet: comity import PATH makes one of your documents, comity demo load one of invented texts",
                    path.string());
    }
    return holdings::Holdings::open(processes::place(path), record::Access::read);
}

std::string notice_of(const holdings::Holdings& holdings) {
    return holdings.record().purpose() == record::Purpose::demonstration ? std::string(invented_notice) : std::string();
}

std::size_t text_width(const Console& console) { return console.out_is == Place::terminal ? std::min<std::size_t>(console.width, 100) : 80; }

}  // namespace comity::cli
