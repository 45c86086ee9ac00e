// What is read and written on this machine.
#include <array>

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/rows.hpp"
#include "cli/table.hpp"
#include "converting/converting.hpp"
#include "reading/reading.hpp"

namespace comity::cli {

using namespace rows;

namespace {

struct Known {
    reading::Format format;
    std::string_view name;
    std::string_view program;  ///< of another, that reading it needs; "" for none
    std::string_view written;  ///< the command that writes it; "" where none does
    std::string_view writing_program = "";  ///< of another, that writing it needs
};
constexpr std::array known = {Known{reading::Format::plain_text, "plain text in UTF-8", "", "comity show --format text"},
                              Known{reading::Format::utf_16, "plain text in UTF-16", "", ""},
                              Known{reading::Format::pdf, "PDF", "pdftohtml", "comity show --format pdf", "soffice"},
                              Known{reading::Format::word, "DOCX", "", "comity show --format docx"},
                              Known{reading::Format::old_word, "DOC", "soffice", ""},
                              Known{reading::Format::rich_text, "RTF", "soffice", ""},
                              Known{reading::Format::open_text, "ODT", "", "comity show --format odt", "soffice"},
                              Known{reading::Format::html, "HTML", "", "comity show --format html"},
                              Known{reading::Format::akoma_ntoso, "Akoma Ntoso", "", "comity show --format akn"},
                              Known{reading::Format::archive, "ZIP of documents", "", "comity export --zip"}};

struct Standing {
    bool read = false;
    std::string how;  ///< in words
};

/// A file that a program makes readable is read if that is there, and what is made of it is.
Standing standing_of(const Known& one, const std::vector<converting::Program>& programs) {
    if (one.program.empty()) {
        if (one.format == reading::Format::archive) return {true, "yes, by comity import"};
        const bool read = reading::why_not_read(one.format).empty();
        return {read, read ? "yes" : "no"};
    }
    const bool made_is_read = reading::why_not_read(one.format == reading::Format::pdf ? reading::Format::pages : reading::Format::word).empty();
    for (const auto& program : programs) {
        if (program.name != one.program || !made_is_read) continue;
        if (program.path) return {true, "yes, with " + *program.path};
        return {false, fmt::format("needs {}: install the package {}", program.name, program.package)};
    }
    return {false, "no"};
}

std::string written_of(const Known& one, const std::vector<converting::Program>& programs) {
    if (one.written.empty()) return "no";
    for (const auto& program : programs) {
        if (program.name == one.writing_program && !program.path) return fmt::format("{}, which needs {}: install the package {}", one.written, program.name, program.package);
    }
    return std::string(one.written);
}

}  // namespace

Command formats_command() {
    return {"formats",
            "list which files are read and written here",
            {"", 0, 0, What::nothing},
            {format({"text", "json"})},
            "Files are recognized by their bytes, whatever their names say. Some are read with programs of others: where one is missing, the package that brings it is named. "
            "What such a program made of a file is kept with the file in the record, so that reading the record later needs none.",
            {{"comity formats", "what is read here, and what is missing"}},
            run_formats,
            P::read,
            Command::Uses::no_record};
}

ExitCode run_formats(const Arguments& arguments, Console& console) {
    const auto programs = converting::programs_used();
    Table table{{"Format", "Read", "Written"}, {}};
    json::Array all;
    for (const Known& one : known) {
        const Standing standing = standing_of(one, programs);
        table.rows.push_back({std::string(one.name), standing.how, written_of(one, programs)});
        all.push_back(json::Object{{"name", one.name},
                                   {"read", standing.read},
                                   {"program", one.program.empty() ? json::Value() : json::Value(one.program)},
                                   {"written", one.written.empty() ? json::Value() : json::Value(one.written)}});
    }
    if (arguments.value_or("format", "text") == "json") console.put_json(json::Value(std::move(all)));
    else console.put(aligned(table, console));
    return ExitCode::done;
}

}  // namespace comity::cli
