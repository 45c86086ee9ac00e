// How well the series of real texts are found (docs/series-quality.md).
//   series_quality SHARED-FOLDER [--record FILE] [--all] [--sample N] [--seed N] [--orders]
// Imports the corpus into a record of its own (or takes the one that is named), prints figures and times, holds gold.tsv against what was
// found, and prints all series or a sample drawn by lot. --orders imports a second time, backwards, and wants the same series. Exit code 1 if
// a judged pair is found otherwise than it was judged, or the orders differ.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "base/testing.hpp"
#include "json/json.hpp"
#include "machinery/holdings/holdings.hpp"

namespace {

using namespace comity;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begun) { return std::chrono::duration<double>(Clock::now() - begun).count(); }

struct Options {
    fs::path shared;
    std::string record;
    bool all = false, orders = false;
    std::size_t sample = 0;
    unsigned seed = 1;
};

Options options_from(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string(); };
        if (word == "--record") options.record = value();
        else if (word == "--all") options.all = true;
        else if (word == "--orders") options.orders = true;
        else if (word == "--sample") options.sample = std::stoul(value());
        else if (word == "--seed") options.seed = static_cast<unsigned>(std::stoul(value()));
        else options.shared = word;
    }
    return options;
}

std::vector<fs::path> corpus(const fs::path& shared) {
    std::vector<fs::path> files;
    for (const char* folder : {"documents", "series", "seeds"}) {
        for (const auto& entry : fs::recursive_directory_iterator(shared / "corpus" / folder)) {
            if (entry.path().extension() == ".txt") files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::unique_ptr<holdings::Holdings> imported(std::vector<fs::path> files) {
    record::Setup setup;
    setup.derivations = holdings::derivations();
    auto made = std::make_unique<holdings::Holdings>(record::Record::in_memory(std::move(setup)), vocabulary::standard());
    holdings::ImportRequest request;
    request.paths = std::move(files);
    request.who = {"operator at the command line", "series_quality"};
    made->import(request);
    return made;
}

std::string symbol_of(const holdings::Member& member) { return member.symbol.value_or(member.item ? member.item->name : fmt::format("({})", member.year.value_or(0))); }

void print(const holdings::Series& series) {
    fmt::print("\n{} | {} | {}\n", series.body.value_or("?"), series.members.size(), series.title.value_or("(no title)"));
    for (const auto& member : series.members) {
        fmt::print("  {:24} {:10} {:26} {:.2f} {}{}{}\n", symbol_of(member), member.date ? member.date->iso() : "", name_of(member.status), member.words, fmt::join(member.why, ", "),
                   member.guess ? " (a guess)" : "", member.new_title ? " | TITLE: " + *member.new_title : "");
        for (const auto& draft : member.drafts) fmt::print("      draft {} ({})\n", draft.item.name, draft.why);
    }
    for (const auto& draft : series.loose_drafts) fmt::print("  draft without its text: {} ({})\n", draft.item.name, draft.why);
    for (const auto& sister : series.sisters) fmt::print("  sister: {}, {} texts\n", sister.body, sister.texts);
}

struct Figures {
    std::size_t texts = 0, members = 0, guesses = 0, cited = 0, years = 0, drafts = 0, loose = 0, titles_changed = 0, with_change = 0, sisters = 0;
    void add(const holdings::Series& series) {
        for (const auto& member : series.members) {
            members += member.item ? 1U : 0U;
            guesses += member.item && member.guess ? 1U : 0U;
            cited += member.status == holdings::Presence::cited ? 1U : 0U;
            years += member.status == holdings::Presence::unknown ? 1U : 0U;
            drafts += member.drafts.size();
            titles_changed += member.new_title ? 1U : 0U;
        }
        loose += series.loose_drafts.size();
        with_change += series.titles.size() > 1 ? 1U : 0U;
        sisters += series.sisters.empty() ? 0U : 1U;
    }
};

/// Rows of gold.tsv: text, other, together or apart, remark. Texts that are not in the corpus at hand are passed over.
int judged(const holdings::Holdings& holdings) {
    std::ifstream in(source_folder() / "tests/series_quality/gold.tsv");
    std::string line;
    int right = 0, wrong = 0, known = 0;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        std::string text, other, says, remark;
        std::getline(cells, text, '\t');
        std::getline(cells, other, '\t');
        std::getline(cells, says, '\t');
        std::getline(cells, remark, '\t');
        try {
            const auto series = holdings.series(holdings.find(other));
            const auto number = holdings.find(text).symbol;
            const bool together = std::any_of(series.members.begin(), series.members.end(), [&](const auto& member) { return member.symbol == number; }) ||
                                  std::any_of(series.drafts.begin(), series.drafts.end(), [&](const auto& draft) { return draft.symbol == number; });
            if (together == (says == "together")) {
                ++right;
            } else {
                (remark.starts_with("known error") ? known : wrong) += 1;
                fmt::print("judged {}, found otherwise: {} and {}\n", says, text, other);
            }
        } catch (const Error& error) {
            fmt::print("passed over: {}\n", error.what());
        }
    }
    fmt::print("judged pairs: {} as judged, {} otherwise, {} of them known errors\n", right, wrong + known, known);
    return wrong;
}

std::set<std::string> as_text(const holdings::Holdings& holdings) {
    std::set<std::string> all;
    for (const auto& one : holdings.recurring()) all.insert(json::write(to_json(holdings.series(one.latest))));
    return all;
}

int run(const Options& options) {
    const auto begun = Clock::now();
    const auto held = options.record.empty() ? imported(corpus(options.shared)) : holdings::Holdings::open({options.record, holdings::derivations()}, record::Access::read);
    fmt::print("import or opening: {:.2f} s\n", seconds_since(begun));
    const auto gathering = Clock::now();
    const auto recurring = held->recurring();
    fmt::print("finding all series: {:.3f} s\n", seconds_since(gathering));
    const auto making = Clock::now();
    Figures figures;
    std::vector<holdings::Series> all;
    for (const auto& one : recurring) {
        all.push_back(held->series(one.latest));
        figures.add(all.back());
    }
    fmt::print("all {} series with all their members: {:.3f} s\n", all.size(), seconds_since(making));
    fmt::print("members in the record {}, of these guesses {}; cited and absent {}; years without a known text {}; drafts hung {}, loose {}\n", figures.members, figures.guesses,
               figures.cited, figures.years, figures.drafts, figures.loose);
    fmt::print("series whose title changed {} ({} changes); series with a sister {}\n", figures.with_change, figures.titles_changed, figures.sisters);
    std::vector<std::size_t> chosen(all.size());
    for (std::size_t i = 0; i < chosen.size(); ++i) chosen[i] = i;
    if (!options.all) {
        std::mt19937 lot(options.seed);
        for (std::size_t i = 0; i + 1 < chosen.size(); ++i) std::swap(chosen[i], chosen[i + lot() % (chosen.size() - i)]);
        chosen.resize(std::min(chosen.size(), options.sample));
    }
    for (const std::size_t i : chosen) print(all[i]);
    int wrong = judged(*held);
    if (options.orders) {
        auto files = corpus(options.shared);
        std::reverse(files.begin(), files.end());
        const bool same = as_text(*held) == as_text(*imported(std::move(files)));
        fmt::print("imported backwards: {}\n", same ? "the same series" : "OTHER SERIES");
        wrong += same ? 0 : 1;
    }
    return wrong == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    const Options options = options_from(argc, argv);
    if (options.record.empty() && !fs::exists(options.shared / "corpus")) {
        fmt::print("skipped: there are no real texts at {}\n", options.shared.string());
        return 0;
    }
    try {
        return run(options);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
