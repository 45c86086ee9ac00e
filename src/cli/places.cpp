#include <algorithm>

#include "base/error.hpp"
#include "cli/commands.hpp"
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

fs::path checked(const std::string& path) {
    if (path.empty()) throw Error(Fault::bad_request, "the record's path is empty: give a file with --record PATH");
    if (path.find("://") != std::string::npos) {
        throw Error(Fault::bad_request, "\"{}\" is an address: this program keeps a record in a file, give its path with --record PATH", path);
    }
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
        throw Error(Fault::bad_request, "{} is a folder: give a file in it, such as --record {}", path, (fs::path(path) / "comity.record").string());
    }
    return path;
}

}  // namespace

fs::path record_path(const Arguments& arguments, const Console& console) {
    if (const auto given = arguments.value("record")) return checked(*given);
    if (const auto set = console.environment("COMITY_RECORD")) return checked(*set);
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
