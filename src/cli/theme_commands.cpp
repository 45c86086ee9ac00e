// Vocabularies of themes, and what themes a text shows, at the command line.
#include <filesystem>

#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/actor_commands.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/lists.hpp"
#include "vocabulary/themes.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

struct Read {
    document::Document document;
    std::string name;
    bool invented = false;
};

Read read_text(const std::string& typed, const Arguments& arguments, Console& console) {
    std::error_code ignored;
    if (typed == "-" || fs::exists(typed, ignored)) {
        FileRead file = read_file(typed, "themes", console);
        std::string name = file.document.symbol.value_or(typed == "-" ? "standard input" : fs::path(typed).filename().string());
        return {std::move(file.document), std::move(name), file.invented};
    }
    const auto holdings = open_to_read(arguments, console);
    const holdings::Item item = holdings->find(typed, arguments.value_or("language", ""));
    return {holdings->document(item), item.name, !notice_of(*holdings).empty()};
}

struct Tag {
    std::string paragraph, theme, name, words;
};

std::vector<Tag> tags_of(const document::Document& document, const std::string& vocabulary) {
    std::vector<Tag> tags;
    for (const auto& paragraph : document.paragraphs) {
        for (const auto& seen : vocabulary::standard_themes().seen_in(paragraph.text)) {
            if (!vocabulary.empty() && seen.theme->vocabulary != vocabulary) continue;
            tags.push_back({paragraph.id, seen.theme->id, shown_name(*seen.theme, "en"), paragraph.text.substr(seen.begin, seen.end - seen.begin)});
        }
    }
    return tags;
}

ExitCode put_tags(const Read& read, const std::string& vocabulary, const std::string& format, Console& console) {
    const auto tags = tags_of(read.document, vocabulary);
    if (format == "json") {
        json::Array all;
        for (const Tag& tag : tags) all.push_back(json::Object{{"paragraph", tag.paragraph}, {"theme", tag.theme}, {"name", tag.name}, {"words", tag.words}});
        json::Value value = json::Object{{"symbol", read.name}, {"themes", std::move(all)}};
        if (read.invented) value.put("invented", true);
        console.put_json(value);
        return ExitCode::done;
    }
    Table table{{"Paragraph", "Theme", "Words", "Name"}, {}};
    if (format == "csv" && read.invented) table.heads.emplace_back("Invented");
    for (const Tag& tag : tags) {
        table.rows.push_back({tag.paragraph, tag.theme, tag.words, tag.name});
        if (format == "csv" && read.invented) table.rows.back().emplace_back("yes");
    }
    if (format == "text" && read.invented) console.say(std::string(invented_notice));
    console.put(format == "csv" ? csv(table) : aligned(table, console));
    return ExitCode::done;
}

}  // namespace

ExitCode run_themes(const Arguments& arguments, Console& console) {
    const std::string of = arguments.value_or("of", ""), format = arguments.value_or("format", "text");
    const auto& themes = vocabulary::standard_themes();
    if (!of.empty() && themes.vocabulary(of) == nullptr) throw Error(Fault::bad_request, "\"{}\" is no vocabulary of themes: comity help themes names them", of);
    if (!arguments.operands().empty()) return put_tags(read_text(arguments.operands()[0], arguments, console), of, format, console);
    Table table{{"Id", "Vocabulary", "Code", "Name"}, {}};
    json::Array all;
    for (const auto& theme : themes.themes()) {
        if (!of.empty() && theme.vocabulary != of) continue;
        table.rows.push_back({theme.id, theme.vocabulary, theme.code, shown_name(theme, "en")});
        all.push_back(json::Object{{"id", theme.id}, {"vocabulary", theme.vocabulary}, {"code", theme.code}, {"name", shown_name(theme, "en")}, {"source", theme.evidence.source}, {"verified", theme.evidence.verified}});
    }
    if (format == "json") console.put_json(json::Value(std::move(all)));
    else console.put(format == "csv" ? csv(table) : aligned(table, console));
    return ExitCode::done;
}

}  // namespace comity::cli
