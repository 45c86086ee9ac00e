// The tables of a data set of roll calls (docs/votes.md): roll calls, the votes cast in them, their subjects; as CSV, or CSV packed with xz.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/votes/roll_call.hpp"

namespace comity::votes {

enum class TableKind { roll_calls, votes, issues };
inline constexpr std::size_t table_kinds = 3;
/// What a file is by the names of its columns; nullopt if it is no such table or can't be opened. Reads its beginning only.
std::optional<TableKind> table_kind(const std::filesystem::path& file);

/// The files of one data set; roll calls and votes are needed.
struct TableFiles {
    std::array<std::optional<std::filesystem::path>, table_kinds> files;
    [[nodiscard]] const std::optional<std::filesystem::path>& file(TableKind kind) const { return files[static_cast<std::size_t>(kind)]; }
};

struct RefusedRow {
    std::int64_t line = 0;  ///< of the file, from 1
    std::string reason;
    bool operator==(const RefusedRow&) const = default;
};
inline constexpr std::size_t most_refused_rows = 100;  ///< of each file that are listed; all are counted

struct TableRead {
    std::string name;    ///< of the file, without folders and ".xz"
    std::string sha256;  ///< of its bytes, unpacked
    std::int64_t rows = 0;  ///< without the header
    std::vector<RefusedRow> refused;
    std::int64_t refused_in_all = 0;
};

struct DataSet {
    std::string source = "unvotes";
    std::array<std::optional<TableRead>, table_kinds> tables;
    std::vector<RollCall> roll_calls;          ///< by their number
    std::map<std::string, std::string> names;  ///< code of a voter -> its name in the table; of several the first by its bytes
    std::int64_t votes = 0;

    [[nodiscard]] bool is_whole() const;  ///< no row was refused
};

struct TableProgress {
    /// A word for the step, rows done, rows in all (0: not known yet).
    std::function<void(std::string_view step, std::int64_t done, std::int64_t in_all)> on_step;
    std::stop_token stop;
};

/// Reads all of it; memory goes by the number of votes (12 bytes each). Throws Error(bad_request) for a file that is no such table,
/// Error(limit) beyond 50 million votes, Error(unavailable) where a file can't be read or the work was stopped. Rows that can't be taken
/// are no error: they are listed.
DataSet read_tables(const TableFiles& files, const TableProgress& progress = {});

}  // namespace comity::votes
