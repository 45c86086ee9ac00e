// What the drafting check finds in the newest resolutions of a record (docs/drafting-quality.md), each as of the day before its adoption.
//   drafting_quality RECORD [--newest N] [--sample N] [--seed N] [--rule ID]
// Prints the findings by rule and the times; --sample draws findings by lot and prints each with the words around it, to be checked by hand against the
// text. Exit code 1 if a place lies outside its paragraph.
#include <algorithm>
#include <ctime>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "machinery/drafting/surroundings.hpp"
#include "machinery/processes/processes.hpp"

namespace {

using namespace comity;
using drafting::Finding;

struct Options {
    std::string record, rule;
    std::size_t newest = 200, sample = 0;
    unsigned seed = 1;
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

}  // namespace

int main(int argc, char** argv) {
    const Options options = options_from(argc, argv);
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
    return outside == 0 ? 0 : 1;
}
