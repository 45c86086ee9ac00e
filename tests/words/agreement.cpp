// How far the same text agrees with itself through what reading/ takes by itself: word processors' formats and HTML. What other programs have to make readable
// first (PDF, DOC, RTF) is looked at by tests/formats/agreement.py, through the command.
//   words_agreement direct TEXTS COUNT               made DOCX, read back
//   words_agreement ours TEXTS COUNT                 the DOCX that comity show writes, read back
//   words_agreement write TEXTS COUNT FOLDER         the DOCX files, for another program to turn into further formats
//   words_agreement compare TEXTS COUNT FOLDER .odt  what became of them
// Of the .txt files in TEXTS as many as COUNT, evenly spread; those that are several texts or in lines of a page are passed over. Prints a figure a
// field, and the first differences of each. Exit code 77 where the texts are missing, 1 if LEAST (COMITY_LEAST, in a hundred) do not agree wholly.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "document/word_form.hpp"
#include "reading/reading.hpp"
#include "styled.hpp"
#include "vocabulary/vocabulary.hpp"

namespace {

using namespace comity;
namespace fs = std::filesystem;

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::string shown(const std::optional<std::string>& text) { return text.value_or("(none)"); }
std::string shown(const std::optional<Date>& date) { return date ? date->iso() : "(none)"; }

template <typename Items, typename Form>
std::vector<std::string> listed(const Items& items, Form form) {
    std::vector<std::string> all;
    for (const auto& item : items) all.push_back(form(item));
    return all;
}

/// A field of the model as lines that must be the same.
struct Field {
    const char* name;
    std::function<std::vector<std::string>(const document::Document&)> lines;
};

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += word + "; ";
    return all;
}

const std::vector<Field>& fields() {
    using document::Document, document::Paragraph;
    static const std::vector<Field> all = {
        {"symbol", [](const Document& d) { return std::vector{shown(d.symbol)}; }},
        {"kind, body, session", [](const Document& d) { return std::vector{fmt::format("{} of {} at {}, number {}", document::name_of(d.kind), shown(d.body), shown(d.session), shown(d.number))}; }},
        {"title", [](const Document& d) { return std::vector{shown(d.title)}; }},
        {"dates, distribution", [](const Document& d) { return std::vector{shown(d.date_adopted) + " " + shown(d.date_distributed) + " " + shown(d.distribution)}; }},
        {"agenda, committee", [](const Document& d) { return std::vector{joined(d.agenda_items) + shown(d.agenda_title) + " " + shown(d.committee)}; }},
        {"reports, drafts", [](const Document& d) { return std::vector{joined(listed(d.reports, [](const auto& r) { return r.symbol + " " + shown(r.paragraph); })) + joined(d.drafts)}; }},
        {"adoption, vote", [](const Document& d) {
             const auto vote = d.vote ? joined(d.vote->in_favour) + "/ " + joined(d.vote->against) + "/ " + joined(d.vote->abstaining) : std::string();
             return std::vector{shown(d.meeting) + " " + shown(d.adoption) + " " + vote};
         }},
        {"sponsors", [](const Document& d) { return listed(d.sponsors, [](const auto& s) { return s.name; }); }},
        {"paragraphs: ids, kinds", [](const Document& d) { return listed(d.paragraphs, [](const Paragraph& p) { return fmt::format("{} {} level {}", p.id, document::name_of(p.kind), p.level); }); }},
        {"paragraphs: numbers", [](const Document& d) { return listed(d.paragraphs, [](const Paragraph& p) { return p.id + " " + shown(p.number); }); }},
        {"paragraphs: texts", [](const Document& d) { return listed(d.paragraphs, [](const Paragraph& p) { return p.text; }); }},
        {"paragraphs: openings", [](const Document& d) { return listed(d.paragraphs, [](const Paragraph& p) { return p.id + " " + shown(p.opening); }); }},
        {"marks of footnotes", [](const Document& d) {
             return listed(d.paragraphs, [](const Paragraph& p) { return p.id + " " + joined(listed(p.footnotes, [](const auto& m) { return fmt::format("{}@{}", m.mark, m.at); })); });
         }},
        {"footnotes", [](const Document& d) { return listed(d.footnotes, [](const auto& n) { return n.mark + " " + n.text; }); }},
        {"citations", [](const Document& d) { return listed(d.citations, [](const auto& c) { return c.in + ": " + c.text + " = " + shown(c.target); }); }}};
    return all;
}

std::vector<fs::path> chosen(const fs::path& folder, std::size_t count) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<fs::path> some;
    for (std::size_t i = 0; i < count && count > 0 && i < files.size(); ++i) some.push_back(files[files.size() <= count ? i : i * files.size() / count]);
    return some;
}

const vocabulary::Vocabulary& words_of(const fs::path& file) { return file.filename().string().starts_with("C") ? vocabulary::with_demonstration() : vocabulary::standard(); }

document::Document read(std::string_view bytes, const fs::path& file) { return reading::read(bytes, words_of(file), {.file_name = file.filename().string()}); }

bool is_fit(const std::string& text, const document::Document& document) {
    const bool several = std::any_of(document.diagnostics.begin(), document.diagnostics.end(), [](const auto& d) { return d.code == "several-texts"; });
    return !several && reading::flow_of_plain_text(text).setting == reading::Setting::blocks;
}

struct Tally {
    std::size_t documents = 0, whole = 0, unread = 0;
    std::vector<std::size_t> agree = std::vector<std::size_t>(fields().size());
    std::vector<std::vector<std::string>> differences = std::vector<std::vector<std::string>>(fields().size());
};

void compare(Tally& tally, const std::string& name, const document::Document& expected, const document::Document& found) {
    ++tally.documents;
    bool whole = true;
    for (std::size_t i = 0; i < fields().size(); ++i) {
        const auto left = fields()[i].lines(expected), right = fields()[i].lines(found);
        if (left == right) {
            ++tally.agree[i];
            continue;
        }
        whole = false;
        std::size_t at = 0;
        while (at < left.size() && at < right.size() && left[at] == right[at]) ++at;
        tally.differences[i].push_back(fmt::format("{}\n      - {}\n      + {}", name, at < left.size() ? left[at].substr(0, 200) : "(nothing)", at < right.size() ? right[at].substr(0, 200) : "(nothing)"));
    }
    tally.whole += whole ? 1U : 0U;
}

int print(const Tally& tally, std::size_t examples) {
    fmt::print("{} documents, {} agree wholly, {} could not be read\n", tally.documents, tally.whole, tally.unread);
    for (std::size_t i = 0; i < fields().size(); ++i) {
        fmt::print("  {:<24} {:>5}\n", fields()[i].name, tally.agree[i]);
        for (std::size_t k = 0; k < tally.differences[i].size() && k < examples; ++k) fmt::print("    {}\n", tally.differences[i][k]);
    }
    const char* least = std::getenv("COMITY_LEAST");  // NOLINT: one thread
    const std::size_t wanted = least == nullptr ? 0 : static_cast<std::size_t>(std::atoi(least));
    if (wanted > 0) fmt::print("{} in a hundred agree wholly, {} must\n", tally.documents == 0 ? 0 : tally.whole * 100 / tally.documents, wanted);
    return tally.documents == 0 || tally.unread > 0 || tally.whole * 100 < tally.documents * wanted ? 1 : 0;
}

}  // namespace

int main(int count, char** values) {
    const std::vector<std::string> args(values + 1, values + count);
    if (args.size() < 3) return 2;
    if (!fs::is_directory(args[1])) {
        fmt::print("skipped: there is no {}\n", args[1]);
        return 77;
    }
    Tally tally;
    for (const fs::path& file : chosen(args[1], static_cast<std::size_t>(std::atoi(args[2].c_str())))) {
        const std::string text = bytes_of(file);
        const document::Document document = read(text, file);
        if (!is_fit(text, document)) continue;
        try {
            if (args[0] == "write") {
                std::ofstream(fs::path(args[3]) / (file.stem().string() + ".docx"), std::ios::binary) << tests::styled_docx(reading::flow_of_plain_text(text), document);
            } else if (args[0] == "ours") {
                compare(tally, file.stem().string(), document, read(document::to_docx(document), file));
            } else if (args[0] == "direct") {
                compare(tally, file.stem().string(), document, read(tests::styled_docx(reading::flow_of_plain_text(text), document), file));
            } else if (const fs::path made = fs::path(args[3]) / (file.stem().string() + args[4]); fs::exists(made)) {
                compare(tally, file.stem().string(), document, read(bytes_of(made), file));
            }
        } catch (const Error& error) {
            ++tally.unread;
            fmt::print("{}: {}\n", file.stem().string(), error.what());
        }
    }
    return args[0] == "write" ? 0 : print(tally, std::getenv("COMITY_EXAMPLES") == nullptr ? 0 : 4);  // NOLINT: one thread
}
