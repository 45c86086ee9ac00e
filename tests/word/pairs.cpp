// Comparisons of real documents as word processors' files, read back: all changes accepted they must be the one, all rejected the other.
//   word_pairs SHARED-FOLDER PAIRS.TSV
// The pairs are those of the gold set of comparisons, and each two of the five seeds, both ways. Prints how many hold. Exit code 77 where the
// real texts are missing.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "concordance/comparison_forms.hpp"
#include "document/word_testing.hpp"
#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"

namespace {

using namespace comity;
using document::word::testing::Decision;
namespace fs = std::filesystem;

using Names = std::pair<std::string, std::string>;

std::set<Names> pairs_of(const fs::path& table, const fs::path& seeds) {
    std::set<Names> found;
    std::ifstream in(table);
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
        if (second != std::string::npos) found.emplace(line.substr(0, first), line.substr(first + 1, second - first - 1));
    }
    std::vector<std::string> names;
    for (const auto& file : fs::directory_iterator(seeds)) names.push_back("seed:" + file.path().stem().string());
    for (const std::string& a : names) {
        for (const std::string& b : names) {
            if (a != b) found.emplace(a, b);
        }
    }
    return found;
}

document::Document read(const fs::path& shared, const std::string& name) {
    const bool is_seed = name.starts_with("seed:");
    const fs::path path = shared / (is_seed ? "corpus/seeds" : "corpus/documents/text") / ((is_seed ? name.substr(5) : name) + ".txt");
    std::ifstream in(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    return reading::read(bytes, vocabulary::standard(), {.file_name = path.filename().string()});
}

/// The first line that differs, or nothing.
std::string difference(const std::vector<std::string>& found, const std::vector<std::string>& expected) {
    for (std::size_t i = 0; i < std::max(found.size(), expected.size()); ++i) {
        const std::string one = i < found.size() ? found[i] : "(nothing)", other = i < expected.size() ? expected[i] : "(nothing)";
        if (one != other) return fmt::format("paragraph {}\n    found    {}\n    expected {}", i + 1, one, other);
    }
    return {};
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) return 2;
    const fs::path shared = words[1];
    if (!fs::is_directory(shared / "corpus/seeds")) {
        fmt::print("skipped: there are no real texts in {}\n", shared.string());
        return 77;
    }
    std::size_t held = 0, changes = 0, bytes = 0;
    const std::set<Names> pairs = pairs_of(words[2], shared / "corpus/seeds");
    for (const auto& [name_a, name_b] : pairs) {
        const document::Document a = read(shared, name_a), b = read(shared, name_b);
        const std::string docx = concordance::to_docx(concordance::compare(a, b), a, b);
        std::string wrong = fmt::format("{}", fmt::join(document::word::testing::problems_of(docx), "\n    "));
        if (wrong.empty()) wrong = difference(document::word::testing::lines_of(docx, Decision::accept), document::word::testing::lines_expected(b));
        if (wrong.empty()) wrong = difference(document::word::testing::lines_of(docx, Decision::reject), document::word::testing::lines_expected(a));
        if (wrong.empty()) {
            ++held;
        } else {
            fmt::print("{} -> {}: {}\n", name_a, name_b, wrong);
        }
        for (const char* change : {"w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:pPrChange"}) changes += document::word::testing::count_of(docx, change);
        bytes += docx.size();
    }
    fmt::print("{} of {} files hold both texts; {} changes in {} bytes\n", held, pairs.size(), changes, bytes);
    return held == pairs.size() ? 0 : 1;
}
