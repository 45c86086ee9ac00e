// What the drafting check finds in the newest resolutions of a record (docs/drafting-quality.md), each as of the day before its adoption.
//   drafting_quality RECORD|SHARED-FOLDER [--newest N] [--sample N] [--seed N] [--rule ID] [--bars]
// A folder is taken into a record of its own first, and looked over whole: every text of it is checked as a draft that nobody knows anything about.
// Prints the findings by rule and the times; --sample draws findings by lot and prints each with the words around it, to be checked by hand against the
// text. Exit code 1 if a place lies outside its paragraph or a check throws; with --bars also if a rule finds more in the newest 200 than it did when its
// findings were read by hand, or nothing any more.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/error.hpp"
#include "machinery/drafting/surroundings.hpp"
#include "machinery/processes/processes.hpp"
#include "system/passing_folder.hpp"

namespace {

using namespace comity;
using drafting::Finding;
namespace fs = std::filesystem;

struct Options {
    std::string record, rule;
    std::size_t newest = 200, sample = 0;
    unsigned seed = 1;
    bool bars = false;
};

Options options_from(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string("0"); };
        if (word == "--newest") options.newest = std::stoul(value());
        else if (word == "--sample") options.sample = std::stoul(value());
        else if (word == "--seed") options.seed = static_cast<unsigned>(std::stoul(value()));
        else if (word == "--rule") options.rule = value();
        else if (word == "--bars") options.bars = true;
        else options.record = word;
    }
    return options;
}

/// The newest resolutions by their day of adoption.
std::vector<holdings::Item> newest_of(const holdings::Holdings& holdings, std::size_t count) {
    holdings::Filter filter;
    filter.kind = document::Kind::resolution;
    filter.language = "en";
    filter.order = holdings::Order::date;
    std::vector<holdings::Item> items;
    for (auto& item : holdings.list(filter).items)
        if (item.date && items.size() < count) items.push_back(std::move(item));
    return items;
}

struct Drawn {
    std::string name, before, behind;
    Finding finding;
};

/// The paragraph in which it stands, with those around it: what a person needs to judge.
std::pair<std::string, std::string> around(const document::Document& document, const drafting::Place& place) {
    const auto& all = document.paragraphs;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].id != place.paragraph) continue;
        return {i == 0 ? std::string() : fmt::format("{} {}", all[i - 1].id, all[i - 1].text), i + 1 == all.size() ? std::string() : fmt::format("{} {}", all[i + 1].id, all[i + 1].text)};
    }
    return {};
}

bool lies_inside(const document::Document& document, const drafting::Place& place) {
    if (place.paragraph.empty()) return place.words.empty();
    const auto holds = [&](const std::string& text) { return place.begin <= place.end && place.end <= text.size() && text.compare(place.begin, place.end - place.begin, place.words) == 0; };
    if (const auto* paragraph = document::find_paragraph(document, place.paragraph)) return holds(paragraph->text);
    return std::any_of(document.footnotes.begin(), document.footnotes.end(), [&](const auto& note) { return "fn" + note.mark == place.paragraph && holds(note.text); });
}

std::string shortened(const std::string& text) { return text.size() <= 700 ? text : text.substr(0, 350) + " [...] " + text.substr(text.size() - 340); }

void print_drawn(std::vector<Drawn>& all, const Options& options, const std::map<std::string, document::Document>& texts) {
    std::mt19937 lot(options.seed);
    // Fisher and Yates by hand: std::shuffle draws differently from library to library.
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[lot() % i]);
    for (std::size_t i = 0; i < std::min(options.sample, all.size()); ++i) {
        const auto& [name, before, behind, finding] = all[i];
        const auto* paragraph = document::find_paragraph(texts.at(name), finding.place.paragraph);
        std::cout << fmt::format("--- {} {} {} {} line {}\n  WHY  {}\n  MEND {}\n  WORDS {}\n", i + 1, finding.rule, name, finding.place.paragraph, finding.place.line, finding.why.english, finding.mend.english, finding.place.words);
        if (finding.beside) std::cout << fmt::format("  BESIDE {} {} {}\n", finding.beside->symbol, finding.beside->paragraph, shortened(finding.beside->text));
        std::cout << "  BEFORE " << shortened(before) << "\n  HERE " << (paragraph == nullptr ? std::string() : shortened(paragraph->text)) << "\n  BEHIND " << shortened(behind) << "\n";
    }
}

/// A record in a folder of its own, gone with it.
struct OwnRecord {
    PassingFolder folder;
    [[nodiscard]] fs::path of(const fs::path& shared) const {
        const fs::path record = folder.path() / "comity.record";
        const auto holdings = holdings::Holdings::open(processes::place(record), record::Access::write);
        holdings::ImportRequest request;
        for (const char* part : {"documents", "series", "seeds"}) request.paths.push_back(shared / "corpus" / part);
        request.who = record::operator_at_command_line();
        holdings->import(request);
        return record;
    }
};

/// Every text as a draft that comes from nowhere: how many there are, and how many of them could not be checked.
std::pair<std::size_t, std::size_t> check_all(const holdings::Holdings& holdings) {
    std::size_t failed = 0;
    const auto items = holdings.list({}).items;
    for (const auto& item : items) {
        try {
            const document::Document document = holdings.document(item);
            for (const auto& finding : drafting::check(document, {}, holdings.vocabulary()).findings) {
                if (!lies_inside(document, finding.place)) throw Error(Fault::bad_request, "{} lies outside its paragraph", finding.rule);
            }
        } catch (const std::exception& error) {
            std::cout << fmt::format("{}: {}\n", item.name, error.what());
            ++failed;
        }
    }
    return {items.size(), failed};
}

/// The most that each rule may find in the newest 200: what it found when a sample of it was read by hand, and a tenth more.
bool within_bars(const std::map<std::string, std::size_t>& by_rule) {
    static const std::map<std::string, std::size_t> most = {{"also-further", 34}, {"superseded", 12}, {"duplicate", 10}, {"addressee", 10}, {"no-review", 9}, {"no-date", 7}, {"date", 6}, {"date-missing", 5},
                                                            {"two-reports", 5},   {"ending", 3},      {"numbering", 2},  {"growth", 99}};
    bool within = true;
    for (const auto& [rule, count] : by_rule) {
        const auto bar = most.find(rule);
        const std::size_t allowed = bar == most.end() ? 1 : bar->second;
        if (count > allowed) std::cout << fmt::format("{} found {} times, bar {}\n", rule, count, allowed);
        within = within && count <= allowed;
    }
    for (const auto& [rule, bar] : most) {
        if (bar < 5 || by_rule.count(rule) > 0) continue;
        std::cout << fmt::format("{} finds nothing any more\n", rule);
        within = false;
    }
    return within;
}

int run(const Options& options);

}  // namespace

int main(int argc, char** argv) try {
    Options options = options_from(argc, argv);
    if (!fs::is_directory(options.record) && fs::exists(options.record)) return run(options);
    if (!fs::exists(fs::path(options.record) / "corpus")) {
        std::cout << "skipped: there is no corpus in " << options.record << '\n';
        return 0;
    }
    const OwnRecord own;
    options.record = own.of(options.record).string();
    return run(options);
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}

namespace {

int run(const Options& options) {
    const auto holdings = holdings::Holdings::open(processes::place(options.record), record::Access::read);
    const auto items = newest_of(*holdings, options.newest);
    std::map<std::string, std::size_t> by_rule, not_applied;
    std::map<std::string, document::Document> texts;
    std::vector<Drawn> all;
    std::size_t outside = 0, with_findings = 0, with_previous = 0;
    const std::clock_t begin = std::clock();
    for (const auto& item : items) {
        const document::Document& document = texts[item.name] = holdings->document(item);
        const auto surroundings = drafting::surroundings_of(document, *holdings, {{}, item.date});
        if (surroundings.previous) ++with_previous;
        const auto report = drafting::check(document, surroundings, holdings->vocabulary());
        if (!report.findings.empty()) ++with_findings;
        for (const auto& rule : report.not_applied) ++not_applied[rule];
        for (const auto& finding : report.findings) {
            ++by_rule[finding.rule];
            if (!lies_inside(document, finding.place)) ++outside;
            const auto [before, behind] = around(document, finding.place);
            if (finding.rule != "growth" && (options.rule.empty() || options.rule == finding.rule)) all.push_back({item.name, before, behind, finding});
        }
    }
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    if (items.empty()) {
        std::cout << "no resolutions in this record\n";
        return 1;
    }
    std::cout << fmt::format("{} resolutions, {} to {}; {} with a text before, {} with findings; {:.1f} s of one processor\n", items.size(), items.back().date->iso(), items.front().date->iso(), with_previous, with_findings, seconds);
    for (const auto& [rule, count] : by_rule) std::cout << fmt::format("{:20} {}\n", rule, count);
    for (const auto& [rule, count] : not_applied) std::cout << fmt::format("not applied: {:20} {}\n", rule, count);
    std::cout << fmt::format("places outside their paragraph: {}\n", outside);
    print_drawn(all, options, texts);
    const auto [checked, failed] = check_all(*holdings);
    std::cout << fmt::format("{} texts checked as drafts, {} could not be\n", checked, failed);
    const bool within = !options.bars || within_bars(by_rule);
    return outside == 0 && failed == 0 && within ? 0 : 1;
}

}  // namespace
