// How well paragraphs of real documents are paired, against a gold set of places (pairs.tsv: documents, ids, change; no words).
//   comparison_quality SHARED-FOLDER [--show N] [--write]
// Prints precision and recall, then up to N differences. Exit code 1 if what was reached once is lost. --write prints what the program
// finds as rows of the gold set: the start of a correction by reading.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/testing.hpp"
#include "concordance/comparison.hpp"
#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"

namespace {

using namespace comity;
namespace fs = std::filesystem;

using Documents = std::pair<std::string, std::string>;
using Ids = std::pair<std::string, std::string>;
struct Gold {
    std::map<Ids, std::string> pairs;      ///< the change of each
    std::map<Ids, std::string> debatable;  ///< counted neither way
};

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells;
    for (std::size_t at = 0; at <= line.size();) {
        const auto end = std::min(line.find('\t', at), line.size());
        cells.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return cells;
}

std::map<Documents, Gold> gold_set() {
    std::map<Documents, Gold> found;
    std::ifstream in(source_folder() / "tests/gold_comparison/pairs.tsv");
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const auto cells = split(line);
        if (cells.size() < 6) continue;
        Gold& gold = found[{cells[0], cells[1]}];
        (cells[5] == "debatable" ? gold.debatable : gold.pairs)[{cells[2], cells[3]}] = cells[4];
    }
    return found;
}

document::Document read(const fs::path& shared, const std::string& name) {
    fs::path path = shared / "corpus/seeds" / (name.starts_with("seed:") ? name.substr(5) + ".txt" : "");
    if (!name.starts_with("seed:")) path = shared / "corpus/documents/text" / (name + ".txt");
    std::ifstream in(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return reading::read(bytes, vocabulary::standard(), {.file_name = path.filename().string()});
}

std::map<Ids, std::string> found_by_program(const fs::path& shared, const Documents& documents) {
    std::map<Ids, std::string> found;
    for (const auto& pair : concordance::compare(read(shared, documents.first), read(shared, documents.second)).pairs) {
        if (pair.a && pair.b && !pair.a->starts_with("fn")) found[{*pair.a, *pair.b}] = name_of(pair.change);
    }
    return found;
}

/// Same place or not, split or whole: what a person checks. That words changed is no matter of opinion.
std::string kind_of(const std::string& change) {
    if (change.starts_with("moved")) return "moved";
    return change == "split" || change == "merged" ? change : "in place";
}

double share(std::size_t part, std::size_t all) { return all == 0 ? 100 : 100 * static_cast<double>(part) / static_cast<double>(all); }

int measure(const fs::path& shared, std::size_t show) {
    std::size_t right = 0, wrong = 0, missed = 0, same_kind = 0, exact = 0;
    std::vector<std::string> differences;
    const auto gold_documents = gold_set();
    std::map<std::string, std::pair<std::size_t, std::size_t>> by_kind;
    for (const auto& [documents, gold] : gold_documents) {
        const auto ours = found_by_program(shared, documents);
        std::size_t differ = 0;
        for (const auto& [ids, change] : ours) {
            if (gold.debatable.count(ids) > 0) continue;
            const auto at = gold.pairs.find(ids);
            if (at == gold.pairs.end()) {
                ++wrong, ++differ;
                differences.push_back(fmt::format("{} {}: {} -> {} ({}) is no pair", documents.first, documents.second, ids.first, ids.second, change));
                continue;
            }
            ++right;
            same_kind += kind_of(at->second) == kind_of(change);
        }
        for (const auto& [ids, change] : gold.pairs) {
            auto& [found, all] = by_kind[kind_of(change)];
            ++all;
            if (ours.count(ids) > 0) {
                ++found;
                continue;
            }
            ++missed, ++differ;
            differences.push_back(fmt::format("{} {}: {} -> {} ({}) was not found", documents.first, documents.second, ids.first, ids.second, change));
        }
        exact += differ == 0;
    }
    fmt::print("pairs of documents {}, without a difference {}\npairs in the gold set {}, found {}\nprecision {:.2f}\nrecall {:.2f}\nmoved, split or in place as in the gold set {:.2f}\n",
               gold_documents.size(), exact, right + missed, right, share(right, right + wrong), share(right, right + missed), share(same_kind, right));
    for (const auto& [kind, counts] : by_kind) fmt::print("  {}: {} of {} found\n", kind, counts.first, counts.second);
    for (std::size_t i = 0; i < std::min(show, differences.size()); ++i) fmt::print("  {}\n", differences[i]);
    // What was reached once must not be lost: per thousand.
    const bool kept = right * 1000 >= (right + wrong) * 996 && right * 1000 >= (right + missed) * 990;
    fmt::print("bar (precision 99.6, recall 99.0): {}\n", kept ? "met" : "not met");
    return kept ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
    if (count < 2) {
        fmt::print(stderr, "usage: comparison_quality SHARED-FOLDER [--show N] [--write]\n");
        return 2;
    }
    const fs::path shared = words[1];
    if (!fs::exists(shared / "corpus")) {
        fmt::print("skipped: there is no corpus at {}\n", shared.string());
        return 0;
    }
    std::size_t show = 0;
    for (int i = 2; i < count; ++i) {
        if (std::string_view(words[i]) == "--show" && i + 1 < count) show = std::strtoul(words[i + 1], nullptr, 10);
        if (std::string_view(words[i]) != "--write") continue;
        for (const auto& [documents, gold] : gold_set()) {
            for (const auto& [ids, change] : found_by_program(shared, documents)) {
                fmt::print("{}\t{}\t{}\t{}\t{}\t\n", documents.first, documents.second, ids.first, ids.second, change);
            }
        }
        return 0;
    }
    return measure(shared, show);
}
