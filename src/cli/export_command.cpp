#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/lists.hpp"
#include "document/terminal.hpp"
#include "exports/forms.hpp"
#include "exports/selection.hpp"
#include "exports/site.hpp"
#include "record/whole_export.hpp"

namespace comity::cli {

namespace fs = std::filesystem;
using holdings::Item;

namespace {

void write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file << bytes;
    if (!file.flush()) throw Error(Fault::unavailable, "{} can't be written: is the disk full or the folder closed to you?", path.string());
}

void make_folder(const fs::path& folder) {
    std::error_code failed;
    if (fs::exists(folder, failed) && !fs::is_directory(folder, failed)) throw Error(Fault::bad_request, "{} is a file: give a folder", folder.string());
    if (fs::is_directory(folder, failed) && !fs::is_empty(folder, failed)) {
        throw Error(Fault::refused, "{} is not empty: give a new folder, so that nothing is overwritten", folder.string());
    }
    fs::create_directories(folder, failed);
    if (failed) throw Error(Fault::unavailable, "the folder {} can't be made: {}", folder.string(), failed.message());
}

std::vector<std::string> formats_of(const Arguments& arguments) {
    std::vector<std::string> formats;
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == "format") formats.push_back(given.value);
    }
    return formats.empty() ? std::vector<std::string>{"html", "json"} : formats;
}

std::string in_form(const std::string& format, const holdings::Holdings& holdings, const holdings::Shown& shown) {
    if (format == "source") return holdings.source(shown.item);
    if (format == "json") return json::write(shown_json(shown, holdings)) + "\n";
    return exports::made(exports::form_named(format).value_or(exports::Form::text), holdings, shown, notice_of(holdings));
}

std::string ending_of(const std::string& format, const Item& item) {
    if (format == "source") return ".source" + fs::path(item.file_name).extension().string();
    return std::string(exports::kind_of(exports::form_named(format).value_or(exports::Form::text)).ending);
}

ExitCode export_the_whole(const Arguments& arguments, const holdings::Holdings& holdings, Console& console) {
    if (arguments.has("format")) throw Error(Fault::bad_request, "--whole has one form: leave out --format");
    record::WholeRequest request{.folder = arguments.operands()[0], .notice = notice_of(holdings)};
    if (arguments.has("with-confidential")) request.confidential = record::WholeRequest::Confidential::written;
    Progress line(console);
    const record::Written made =
        record::export_whole(holdings.record(), request, [&](std::string_view step, std::int64_t done, std::int64_t in_all) { line.show(step, done, in_all); });
    line.clear();
    console.put(fmt::format("{}: {} entries, {} files of {} bytes written\n", document::harmless(request.folder.string()), made.entries, made.files, made.bytes));
    if (made.withheld > 0) console.put(fmt::format("of confidential entries only the leaf: {}\n", made.withheld));
    if (made.erased > 0) console.put(fmt::format("of erased entries only the leaf: {}\n", made.erased));
    if (arguments.has("with-confidential")) console.say("confidential entries are in it: it is for the keeper alone");
    console.say("README.txt in it says how it is read and checked; comity mirror makes a record of it");
    return ExitCode::done;
}

/// Those of one series, or those that fit what a list can be filtered by.
std::vector<Item> selected(const Arguments& arguments, const holdings::Holdings& holdings) {
    const auto series = arguments.value("series");
    if (!series) return holdings.list(filter_of(arguments)).items;
    std::vector<Item> items;
    for (const holdings::Member& member : holdings.series(holdings.find(*series)).members) {
        if (member.item) items.push_back(*member.item);
    }
    return items;
}

ExitCode export_archive(const Arguments& arguments, const holdings::Holdings& holdings, Console& console) {
    const fs::path path = arguments.operands()[0];
    std::error_code failed;
    if (fs::exists(path, failed)) throw Error(Fault::refused, "{} is there already: give a new name, so that nothing is overwritten", path.string());
    exports::Selection selection{.items = selected(arguments, holdings), .forms = {}, .notice = notice_of(holdings)};
    if (selection.items.empty()) throw Error(Fault::not_found, "no text of the record fits: comity list with the same options shows what there is");
    for (const std::string& format : formats_of(arguments)) {
        const auto form = exports::form_named(format);
        if (!form) throw Error(Fault::bad_request, "an archive has no form \"{}\": leave out --zip for the bytes that came in", format);
        selection.forms.push_back(*form);
    }
    std::ofstream file(path, std::ios::binary);
    Progress line(console);
    exports::write_archive(
        holdings, selection, [&](std::string_view bytes) { file << bytes; },
        [&](std::size_t done) { line.show("writing", static_cast<std::int64_t>(done), static_cast<std::int64_t>(selection.items.size())); });
    line.clear();
    if (!file.flush()) throw Error(Fault::unavailable, "{} can't be written: is the disk full or the folder closed to you?", path.string());
    console.put(fmt::format("{}: {} texts written\n", document::harmless(path.string()), selection.items.size()));
    return ExitCode::done;
}

ExitCode export_site(const Arguments& arguments, const std::string& series, const holdings::Holdings& holdings, Console& console) {
    if (arguments.has("format") || arguments.has("zip")) throw Error(Fault::bad_request, "--site has one form: leave out --format and --zip");
    const Item item = holdings.find(series);
    const fs::path folder = arguments.operands()[0];
    make_folder(folder);
    Progress line(console);
    const exports::SiteMade made = exports::write_site(
        holdings, {.item = item, .notice = notice_of(holdings)}, [&](const std::string& name, std::string_view bytes) {
            fs::create_directories((folder / name).parent_path());
            write_file(folder / name, bytes);
        },
        [&](std::size_t done, std::size_t in_all) { line.show("writing", static_cast<std::int64_t>(done), static_cast<std::int64_t>(in_all)); });
    line.clear();
    console.put(fmt::format("{}: {} texts, {} files of {} KB; open index.html in it\n", document::harmless(folder.string()), made.texts, made.files, made.bytes >> 10U));
    return ExitCode::done;
}

}  // namespace

ExitCode run_export(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    if (arguments.has("whole")) return export_the_whole(arguments, *holdings, console);
    if (arguments.has("with-confidential")) throw Error(Fault::bad_request, "--with-confidential goes with --whole: give both, or neither");
    if (const auto series = arguments.value("site")) return export_site(arguments, *series, *holdings, console);
    if (arguments.has("zip")) return export_archive(arguments, *holdings, console);
    const fs::path folder = arguments.operands()[0];
    const std::vector<std::string> formats = formats_of(arguments);
    make_folder(folder);

    fs::create_directory(folder / "documents");
    const holdings::List list = holdings->list({});
    write_file(folder / "list.json", json::write(list_json(list, *holdings), json::Style::pretty) + "\n");
    write_file(folder / "list.csv", list_csv(list, *holdings));
    if (const std::string notice = notice_of(*holdings); !notice.empty()) write_file(folder / "INVENTED.txt", notice + ".\n");

    Progress line(console);
    exports::FileNames names;
    std::size_t done = 0;
    for (const Item& listed : list.items) {
        const holdings::Shown shown = holdings->show(listed);
        std::vector<Item> items = {shown.item};
        items.insert(items.end(), shown.in_other_languages.begin(), shown.in_other_languages.end());
        for (const Item& item : items) {
            const std::string name = names.of(item);
            const holdings::Shown one = item.sha256 == shown.item.sha256 ? shown : holdings->show(item);
            for (const std::string& format : formats) {
                write_file((folder / "documents" / name).concat(ending_of(format, item)), in_form(format, *holdings, one));
            }
        }
        line.show("writing", static_cast<std::int64_t>(++done), static_cast<std::int64_t>(list.items.size()));
    }
    line.clear();
    console.put(fmt::format("{}: {} texts written\n", document::harmless(folder.string()), list.items.size()));
    return ExitCode::done;
}

}  // namespace comity::cli
