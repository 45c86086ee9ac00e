#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/lists.hpp"
#include "cli/table.hpp"
#include "document/symbol.hpp"
#include "document/terminal.hpp"
#include "machinery/drafting/forms.hpp"
#include "machinery/drafting/surroundings.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

using drafting::Finding;
using drafting::Level;
using drafting::Report;

drafting::Setting setting_of(const Arguments& arguments, const Console& console) {
    drafting::Setting setting;
    const auto named = [](const std::string& file, const Error& error) { return Error(error.fault(), "{}: {}", document::harmless(file), error.what()); };
    if (const auto file = arguments.value("levels")) {
        const std::string bytes = read_bytes(*file, "check", console);
        try {
            setting.levels.set_all(bytes);
        } catch (const Error& error) {
            throw named(*file, error);
        }
    }
    for (const auto& given : arguments.given())
        if (given.name == "level") setting.levels.set(given.value);
    if (const auto file = arguments.value("answers")) {
        const std::string bytes = read_bytes(*file, "check", console);
        try {
            setting.answers = drafting::Answers::from_lines(bytes);
        } catch (const Error& error) {
            throw named(*file, error);
        }
    }
    return setting;
}

drafting::Asked asked_of(const Arguments& arguments) {
    drafting::Asked asked{arguments.value("against"), {}};
    if (const auto before = arguments.value("before")) {
        asked.before = Date::from_iso(*before);
        if (!asked.before) throw Error(Fault::bad_request, "--before takes a date such as 2023-12-19, not \"{}\"", *before);
    }
    return asked;
}

/// The record if there is one; to name a text for --against there must be.
std::unique_ptr<holdings::Holdings> record_if_any(const Arguments& arguments, const Console& console) {
    std::error_code ignored;
    const bool needed = arguments.has("against") || arguments.has("record");
    return needed || fs::exists(record_path(arguments, console), ignored) ? open_to_read(arguments, console) : nullptr;
}

struct Checked {
    drafting::Named named;
    bool invented = false;
};

Checked check_file(const std::string& path, const holdings::Holdings* holdings, const drafting::Asked& asked, const drafting::Setting& setting, const Console& console) {
    const FileRead file = read_file(path, "check", console);
    const bool invented = file.invented || (holdings != nullptr && holdings->record().purpose() == record::Purpose::demonstration);
    const auto& words = invented ? directive::words_with_demonstration() : directive::standard_words();
    const auto& vocabulary = holdings != nullptr ? holdings->vocabulary() : invented ? vocabulary::with_demonstration() : vocabulary::standard();
    const auto around = holdings != nullptr ? drafting::surroundings_of(file.document, *holdings, asked, words) : drafting::Surroundings{};
    return {{path == "-" ? "standard input" : path, drafting::check(file.document, around, vocabulary, setting, words)}, file.invented};
}

std::string quoted(const std::string& words) {
    constexpr std::size_t most = 200;
    return words.size() <= most ? words : words.substr(0, words.rfind(' ', most)) + " ...";
}

class Lines {
public:
    Lines(std::string file, const Console& console) : file_(std::move(file)), console_(console) {}

    void finding(const Finding& finding) {
        const std::string place = finding.place.line == 0 ? file_ : fmt::format("{}:{}", file_, finding.place.line);
        const std::string at = finding.place.paragraph.empty() ? "the whole text" : finding.place.paragraph;
        text_ += document::wrapped({{document::harmless(fmt::format("{}: {}: ", place, at)), document::Emphasis::none},
                                    {finding.answer ? "answered" : std::string(name_of(finding.level)), document::Emphasis::bold},
                                    {document::harmless(fmt::format(": {} [{}]", finding.why.english, finding.rule)), document::Emphasis::none}},
                                   {.width = text_width(console_), .indent = 4, .escapes = console_.escapes});
        if (!finding.place.words.empty()) line("“" + quoted(finding.place.words) + "”");
        if (finding.beside && !finding.beside->text.empty()) line(fmt::format("beside it {}: “{}”", in_words(*finding.beside), finding.beside->text));
        line(finding.answer ? "Intended: " + *finding.answer : finding.mend.english);
    }
    [[nodiscard]] std::string text() && { return std::move(text_); }

private:
    static std::string in_words(const drafting::Beside& beside) {
        std::string words = document::Symbol::from_canonical(beside.symbol).display() + " " + beside.paragraph;
        if (beside.date) words += ", " + beside.date->iso();
        return words;
    }
    void line(const std::string& words) { text_ += document::wrapped(document::harmless(words), {.width = text_width(console_), .first = "    ", .indent = 4, .escapes = console_.escapes}); }

    std::string file_;
    const Console& console_;
    std::string text_;
};

void say_counts(const Report& report, const std::string& name, const Console& console) {
    std::size_t answered = 0;
    for (const auto& finding : report.findings) answered += finding.answer ? 1U : 0U;
    std::string counts = fmt::format("{}: {}, {}, {}", document::harmless(name), counted(report.open(Level::error), "error", "errors"), counted(report.open(Level::warning), "warning", "warnings"),
                                     counted(report.open(Level::note), "note", "notes"));
    if (answered > 0) counts += fmt::format("; {} answered", answered);
    const auto& figures = report.figures;
    counts += fmt::format("; {}", counted(figures.words, "word", "words"));
    if (figures.before) counts += fmt::format(", the text before has {}", *figures.before);
    console.say(counts);
    if (!report.not_applied.empty()) console.say(fmt::format("not applied, for want of a record, of a text before, of a session or of English: {}", fmt::join(report.not_applied, ", ")));
}

std::string in_text(const std::vector<drafting::Named>& all, const Console& console) {
    std::string text;
    for (const auto& named : all) {
        Lines lines(named.name, console);
        for (const auto& finding : named.report.findings) lines.finding(finding);
        text += std::move(lines).text();
    }
    return text;
}

std::string as_answers(const std::vector<drafting::Named>& all) {
    std::string lines = "# rule, words, and the reason why it is meant so; a line without a reason answers nothing\n";
    for (const auto& named : all)
        for (const auto& finding : named.report.findings) lines += drafting::answer_line(finding);
    return lines;
}

}  // namespace

ExitCode run_check(const Arguments& arguments, Console& console) {
    const drafting::Setting setting = setting_of(arguments, console);
    const drafting::Asked asked = asked_of(arguments);
    const auto holdings = record_if_any(arguments, console);
    std::vector<drafting::Named> all;
    bool invented = false;
    for (const auto& path : arguments.operands()) {
        Checked checked = check_file(path, holdings.get(), asked, setting, console);
        invented = invented || checked.invented;
        all.push_back(std::move(checked.named));
    }
    const std::string format = arguments.value_or("format", "text");
    if (format == "json") {
        json::Array drafts;
        for (const auto& named : all) drafts.push_back(drafting::to_json(named.report, named.name));
        json::Value value = json::Object{{"drafts", std::move(drafts)}};
        if (invented) value.put("invented", true);
        console.put_json(value);
    } else if (format == "sarif") {
        console.put_json(drafting::to_sarif(all, COMITY_VERSION));
    } else {
        console.put(format == "answers" ? as_answers(all) : in_text(all, console));
    }
    bool open = false;
    for (const auto& named : all) {
        open = open || named.report.open(Level::error) + named.report.open(Level::warning) > 0;
        if (format == "text") say_counts(named.report, named.name, console);
    }
    return open ? ExitCode::not_done : ExitCode::done;
}

}  // namespace comity::cli
