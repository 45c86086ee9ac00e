#include <algorithm>
#include <fstream>
#include <set>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/lists.hpp"
#include "document/html_form.hpp"
#include "document/json_form.hpp"
#include "document/text_form.hpp"
#include "document/word_form.hpp"
#include "machinery/holdings/voting.hpp"
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
    fs::create_directories(folder / "documents", failed);
    if (failed) throw Error(Fault::unavailable, "the folder {} can't be made: {}", folder.string(), failed.message());
}

/// Names that every file system takes, each once whatever it makes of capitals.
class Names {
public:
    std::string of(const Item& item) {
        std::string name;
        for (const char c : item.symbol.value_or(item.sha256.substr(0, 16))) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
            name += plain ? c : '_';
        }
        if (item.language != "en") name += "." + item.language;
        std::string folded = name;
        std::transform(folded.begin(), folded.end(), folded.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (name.size() > 120 || !taken_.insert(folded).second) name = name.substr(0, 120) + "." + item.sha256.substr(0, 16);
        return name;
    }

private:
    std::set<std::string> taken_;
};

std::vector<std::string> formats_of(const Arguments& arguments) {
    std::vector<std::string> formats;
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == "format") formats.push_back(given.value);
    }
    return formats.empty() ? std::vector<std::string>{"html", "json"} : formats;
}

std::string in_form(const std::string& format, const holdings::Holdings& holdings, const holdings::Shown& shown) {
    const std::string notice = notice_of(holdings);
    if (format == "source") return holdings.source(shown.item);
    if (format == "json") return json::write(shown_json(shown, holdings)) + "\n";
    const auto beside = holdings::roll_calls_beside(holdings, shown);
    if (format == "html") return document::to_html(shown.document, {.notice = notice, .beside = beside});
    if (format == "docx") return document::to_docx(shown.document, {.notice = notice, .beside = beside});
    return document::to_text(shown.document, {.notice = notice, .beside = beside});
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

}  // namespace

ExitCode run_export(const Arguments& arguments, Console& console) {
    const auto holdings = open_to_read(arguments, console);
    if (arguments.has("whole")) return export_the_whole(arguments, *holdings, console);
    if (arguments.has("with-confidential")) throw Error(Fault::bad_request, "--with-confidential goes with --whole: give both, or neither");
    const fs::path folder = arguments.operands()[0];
    const std::vector<std::string> formats = formats_of(arguments);
    make_folder(folder);

    const holdings::List list = holdings->list({});
    write_file(folder / "list.json", json::write(list_json(list, *holdings), json::Style::pretty) + "\n");
    write_file(folder / "list.csv", list_csv(list, *holdings));
    if (const std::string notice = notice_of(*holdings); !notice.empty()) write_file(folder / "INVENTED.txt", notice + ".\n");

    Progress line(console);
    Names names;
    std::size_t done = 0;
    for (const Item& listed : list.items) {
        const holdings::Shown shown = holdings->show(listed);
        std::vector<Item> items = {shown.item};
        items.insert(items.end(), shown.in_other_languages.begin(), shown.in_other_languages.end());
        for (const Item& item : items) {
            const std::string name = names.of(item);
            const holdings::Shown one = item.sha256 == shown.item.sha256 ? shown : holdings->show(item);
            for (const std::string& format : formats) {
                const std::string ending = format == "source" ? ".source" + fs::path(item.file_name).extension().string() : format == "text" ? ".txt" : "." + format;
                write_file((folder / "documents" / name).concat(ending), in_form(format, *holdings, one));
            }
        }
        line.show("writing", static_cast<std::int64_t>(++done), static_cast<std::int64_t>(list.items.size()));
    }
    line.clear();
    console.put(fmt::format("{}: {} texts written\n", document::harmless(folder.string()), list.items.size()));
    return ExitCode::done;
}

}  // namespace comity::cli
