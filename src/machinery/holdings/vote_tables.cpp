#include "machinery/holdings/vote_tables.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/error.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace fs = std::filesystem;

namespace {

/// Of these the first line is looked at; all else is a document.
bool may_be_table(const fs::path& path) {
    const std::string extension = text::folded(path.extension().string());
    return extension == ".csv" || extension == ".tsv" || extension == ".xz" || extension == ".tab";
}

struct Table {
    votes::TableKind kind;
    fs::path path;
};

void take(std::vector<Table>& tables, FoundFiles& found) {
    const auto is_table = [&](const fs::path& path) {
        std::error_code ignored;  // what is packed in an archive is no file here
        const auto kind = may_be_table(path) && fs::is_regular_file(path, ignored) ? votes::table_kind(path) : std::nullopt;
        if (kind) tables.push_back({*kind, path});
        return kind.has_value();
    };
    std::erase_if(found.files, [&](const FoundFile& file) { return file.refused.empty() && is_table(file.path); });
    std::erase_if(found.passed_over, is_table);
}

std::string counted(std::int64_t count, std::string_view one, std::string_view many) { return fmt::format("{} {}", count, count == 1 ? one : many); }

/// What came in, for the line of its file.
std::string remark_of(votes::TableKind kind, const votes::ImportResult& result) {
    const auto& table = result.data.tables[static_cast<std::size_t>(kind)];
    if (kind == votes::TableKind::issues) return fmt::format("{} of roll calls", counted(table->rows, "subject", "subjects"));
    if (kind == votes::TableKind::votes) {
        std::string words = counted(result.data.votes, "vote", "votes");
        if (!result.unknown.empty()) words += fmt::format("; not known as States, and kept by these names: {}", fmt::join(result.unknown, ", "));
        return words;
    }
    std::string words = fmt::format("{} roll calls: {} new, {} changed, {} already there", result.added + result.changed + result.unchanged, result.added, result.changed, result.unchanged);
    if (result.elsewhere > 0) words += fmt::format("; {} more in the record that this table doesn't have", result.elsewhere);
    return words;
}

FileResult refused(const fs::path& path, std::string reason) {
    FileResult result;
    result.path = path.string();
    result.outcome = Outcome::could_not_be_read;
    result.reason = std::move(reason);
    return result;
}

FileResult result_of(votes::TableKind kind, const fs::path& path, const votes::ImportResult& result) {
    const auto& table = *result.data.tables[static_cast<std::size_t>(kind)];
    if (!result.data.is_whole()) {
        auto made = refused(path, table.refused_in_all == 0 ? std::string("rows of another of these tables are refused, and all come in or none")
                                                            : fmt::format("{} refused, so that nothing of it came in", counted(table.refused_in_all, "row is", "rows are")));
        made.sha256 = table.sha256;
        made.refused_rows = table.refused;
        return made;
    }
    FileResult made;
    made.path = path.string();
    made.outcome = result.added + result.changed == 0 ? Outcome::already_there : Outcome::added;
    made.sha256 = table.sha256;
    made.remark = remark_of(kind, result);
    return made;
}

}  // namespace

std::vector<fs::path> VoteFiles::paths() const {
    std::vector<fs::path> all;
    for (const auto& file : files.files) {
        if (file) all.push_back(*file);
    }
    all.insert(all.end(), twice.begin(), twice.end());
    return all;
}

std::vector<VoteFiles> take_vote_tables(FoundFiles& found) {
    std::vector<Table> tables;
    take(tables, found);
    std::map<votes::TableKind, int> of_kind;
    for (const auto& table : tables) ++of_kind[table.kind];
    const bool one_of_each = std::all_of(of_kind.begin(), of_kind.end(), [](const auto& kind) { return kind.second == 1; });
    std::map<std::string, VoteFiles> by_folder;
    for (auto& table : tables) {
        auto& set = by_folder[one_of_each ? std::string() : table.path.parent_path().string()];
        auto& place = set.files.files[static_cast<std::size_t>(table.kind)];
        if (place) {
            set.twice.push_back(std::move(table.path));
        } else {
            place = std::move(table.path);
        }
    }
    std::vector<VoteFiles> sets;
    sets.reserve(by_folder.size());
    for (auto& [folder, set] : by_folder) sets.push_back(std::move(set));
    return sets;
}

std::vector<FileResult> import_votes(record::Record& record, const vocabulary::Vocabulary& vocabulary, const VoteFiles& files, const ImportRequest& request,
                                     const ImportProgress& progress) {
    std::vector<FileResult> results;
    try {
        const votes::ImportRequest asked{files.files, request.who, request.on_behalf_of, request.why, request.authority};
        const auto result = votes::import_tables(record, vocabulary, asked, {progress.on_step, progress.stop});
        for (std::size_t kind = 0; kind < votes::table_kinds; ++kind) {
            if (files.files.files[kind]) results.push_back(result_of(static_cast<votes::TableKind>(kind), *files.files.files[kind], result));
        }
    } catch (const Error& error) {
        for (const auto& file : files.files.files) {
            if (file) results.push_back(refused(*file, error.what()));
        }
    }
    for (const auto& path : files.twice) results.push_back(refused(path, "the same folder has another table of this kind: leave one of them out"));
    return results;
}

}  // namespace comity::holdings
