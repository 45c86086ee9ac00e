#include "machinery/holdings/library_files.hpp"

#include <array>
#include <fstream>

#include <fmt/format.h>

#include "base/error.hpp"
#include "library/records.hpp"
#include "machinery/facts/facts.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace fs = std::filesystem;

namespace {

bool is_of_library(const fs::path& path) {
    if (text::folded(path.extension().string()) != ".xml") return false;
    std::ifstream file(path, std::ios::binary);
    std::array<char, 2048> begin{};
    file.read(begin.data(), begin.size());
    return library::looks_like_records({begin.data(), static_cast<std::size_t>(file.gcount())});
}

std::string remark_of(const facts::ImportResult& result) {
    std::string words = fmt::format("facts: {} new, {} changed, {} already there", result.added, result.changed, result.unchanged);
    if (result.left_out > 0) words += fmt::format("; left out as they are of neither a document nor a vote: {}", result.left_out);
    return words;
}

}  // namespace

std::vector<fs::path> take_library_files(FoundFiles& found) {
    std::vector<fs::path> taken;
    const auto take = [&](const fs::path& path) {
        if (!is_of_library(path)) return false;
        taken.push_back(path);
        return true;
    };
    std::erase_if(found.files, [&](const FoundFile& file) { return file.refused.empty() && take(file.path); });
    std::erase_if(found.passed_over, take);
    return taken;
}

FileResult import_library_file(record::Record& record, const vocabulary::Vocabulary& vocabulary, const fs::path& path, const ImportRequest& request) {
    FileResult result;
    result.path = path.string();
    try {
        const std::string bytes = bytes_of(path);
        result.sha256 = hex(sha256(bytes));
        const auto made = facts::import_records(record, vocabulary, bytes, {request.who, request.on_behalf_of, request.why, request.authority});
        result.symbol = made.symbol;
        result.remark = remark_of(made);
        if (made.added + made.changed == 0) result.outcome = Outcome::already_there;
    } catch (const Error& error) {
        result.outcome = Outcome::could_not_be_read;
        result.reason = error.what();
    }
    return result;
}

}  // namespace comity::holdings
