#include "machinery/votes/table.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <memory>
#include <unordered_map>

#include <fmt/format.h>

#include "base/date.hpp"
#include "base/error.hpp"
#include "base/sha256.hpp"
#include "base/trimmed.hpp"
#include "csv/csv.hpp"
#include "xz/xz.hpp"

namespace comity::votes {

namespace {

constexpr std::size_t piece = 65536;
constexpr std::size_t most_votes = 50'000'000;
constexpr std::int64_t step = 50'000;

/// The names of columns by which a table is known; the first must all be there.
struct Shape {
    TableKind kind;
    std::vector<std::string_view> needed, further;
};
const std::array shapes = {
    Shape{TableKind::roll_calls, {"rcid", "session", "date", "unres"}, {"importantvote", "amend", "para", "short", "descr"}},
    Shape{TableKind::votes, {"rcid", "country", "vote"}, {"country_code"}},
    Shape{TableKind::issues, {"rcid", "short_name", "issue"}, {}},
};

/// Without case, for names of columns and choices: plain letters.
std::string plain(std::string_view cell) {
    std::string out(trimmed(cell));
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// Where each column of a shape stands; -1 if it is missing.
struct Columns {
    std::vector<std::ptrdiff_t> places;
    [[nodiscard]] std::string_view cell(const csv::Row& row, std::size_t column) const {
        return column < places.size() && places[column] >= 0 ? trimmed(row.cells[static_cast<std::size_t>(places[column])]) : std::string_view();
    }
};

std::optional<Columns> columns_of(const Shape& shape, const csv::Row& header) {
    Columns columns;
    const auto place = [&](std::string_view name) {
        const auto found = std::find_if(header.cells.begin(), header.cells.end(), [&](std::string_view cell) { return plain(cell) == name; });
        return found == header.cells.end() ? std::ptrdiff_t{-1} : found - header.cells.begin();
    };
    for (const auto name : shape.needed) {
        columns.places.push_back(place(name));
        if (columns.places.back() < 0) return std::nullopt;
    }
    for (const auto name : shape.further) columns.places.push_back(place(name));
    return columns;
}

/// Hands on a file's bytes, unpacked; `more` says whether to go on.
template <typename Take, typename More>
void each_piece(const std::filesystem::path& path, Take take, More more) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(Fault::unavailable, "{} can't be opened", path.filename().string());
    std::string bytes(piece, '\0');
    std::unique_ptr<xz::Unpacker> unpacker;
    for (bool first = true; more(); first = false) {
        file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        const std::string_view got(bytes.data(), static_cast<std::size_t>(file.gcount()));
        if (first && xz::is_xz(got)) unpacker = std::make_unique<xz::Unpacker>([&](std::string_view part) { take(part); });
        if (file.bad()) throw Error(Fault::unavailable, "{} can't be read to its end", path.filename().string());
        if (got.empty()) break;
        if (unpacker) unpacker->feed(got);
        else take(got);
    }
    if (unpacker && more()) unpacker->finish();
}

std::string name_without_xz(const std::filesystem::path& path) {
    return path.extension() == ".xz" ? path.stem().string() : path.filename().string();
}

/// The lines of a table one by one, with what is refused put down.
class TableReader {
public:
    TableReader(const Shape& shape, const std::filesystem::path& path, const TableProgress& progress) : shape_(shape), path_(path), progress_(progress) {}

    /// `take` gives the reason why a row can't be taken, "" if it could.
    template <typename Take>
    TableRead read(Take take) {
        table_.name = name_without_xz(path_);
        Sha256Sum sum;
        csv::Reader reader([&](const csv::Row& row) {
            if (!columns_) {
                header(row);
            } else {
                ++table_.rows;
                const std::string reason = row.fault.empty() ? take(row, *columns_) : std::string(row.fault);
                if (!reason.empty()) refuse(row.line, reason);
                if (table_.rows % step == 0 && progress_.on_step) progress_.on_step(table_.name, table_.rows, 0);
            }
        });
        each_piece(
            path_,
            [&](std::string_view part) {
                sum.add(part);
                reader.feed(part);
            },
            [&] {
                if (progress_.stop.stop_requested()) throw Error(Fault::unavailable, "stopped before the end: nothing of the table came in");
                return true;
            });
        reader.finish();
        if (!columns_) throw Error(Fault::bad_request, "{} is empty", table_.name);
        table_.sha256 = hex(sum.finish());
        return std::move(table_);
    }

    void refuse(std::int64_t line, const std::string& reason) { refuse_in(table_, line, reason); }
    static void refuse_in(TableRead& table, std::int64_t line, const std::string& reason) {
        ++table.refused_in_all;
        if (table.refused.size() < most_refused_rows) table.refused.push_back({line, reason});
    }

private:
    const Shape& shape_;
    const std::filesystem::path& path_;
    const TableProgress& progress_;
    TableRead table_;
    std::optional<Columns> columns_;

    void header(const csv::Row& row) {
        columns_ = row.fault.empty() ? columns_of(shape_, row) : std::nullopt;
        if (!columns_) throw Error(Fault::bad_request, "{}: its first line doesn't name the columns {}", path_.filename().string(), fmt::join(shape_.needed, ", "));
    }
};

std::optional<std::int64_t> id_of(std::string_view cell) {
    std::int64_t id = 0;
    const auto [end, failed] = std::from_chars(cell.data(), cell.data() + cell.size(), id);
    if (cell.empty() || cell.size() > 12 || failed != std::errc() || end != cell.data() + cell.size() || id < 0) return std::nullopt;
    return id;
}

std::string no_id(std::string_view cell) { return fmt::format("\"{}\" is no number of a roll call", cell.substr(0, 40)); }

/// 12 bytes a vote: what makes memory bounded.
struct Vote {
    std::uint32_t roll_call;
    std::uint16_t voter;
    std::uint16_t choice;
    std::uint32_t line;
};

class Reading {
public:
    explicit Reading(const TableProgress& progress) : progress_(progress) {}

    DataSet read(const TableFiles& files) {
        data_.tables[0] = TableReader(shapes[0], *files.file(TableKind::roll_calls), progress_).read([&](const auto& row, const auto& columns) { return roll_call(row, columns); });
        data_.tables[1] = TableReader(shapes[1], *files.file(TableKind::votes), progress_).read([&](const auto& row, const auto& columns) { return vote(row, columns); });
        if (files.file(TableKind::issues)) {
            data_.tables[2] = TableReader(shapes[2], *files.file(TableKind::issues), progress_).read([&](const auto& row, const auto& columns) { return issue(row, columns); });
        }
        gather();
        return std::move(data_);
    }

private:
    const TableProgress& progress_;
    DataSet data_;
    std::unordered_map<std::int64_t, std::uint32_t> places_;  ///< of roll calls, by their number
    std::vector<Vote> votes_;
    std::unordered_map<std::string, std::uint16_t> voters_;
    std::vector<std::string> voter_names_;  ///< codes, or names without one

    std::string roll_call(const csv::Row& row, const Columns& columns) {
        const auto cell = [&](std::size_t column) { return std::string(columns.cell(row, column)); };
        const auto id = id_of(columns.cell(row, 0));
        if (!id) return no_id(columns.cell(row, 0));
        RollCall made{data_.source, std::to_string(*id), cell(1), cell(2), cell(3), cell(5), cell(6), cell(4), cell(7), cell(8), {}, {}};
        if (!made.date.empty() && !Date::from_iso(made.date)) return fmt::format("\"{}\" is no date such as 1996-12-12", made.date.substr(0, 40));
        for (const auto* flag : {&made.amendment, &made.paragraph}) {
            if (!flag->empty() && *flag != "0" && *flag != "1") return fmt::format("\"{}\" stands where 0 or 1 says whether the vote was on a part", flag->substr(0, 40));
        }
        const auto [place, is_new] = places_.emplace(*id, static_cast<std::uint32_t>(data_.roll_calls.size()));
        if (!is_new) return data_.roll_calls[place->second] == made ? "" : fmt::format("the roll call {} stood in an earlier row otherwise", *id);
        data_.roll_calls.push_back(std::move(made));
        return {};
    }

    std::string vote(const csv::Row& row, const Columns& columns) {
        const auto id = id_of(columns.cell(row, 0));
        if (!id) return no_id(columns.cell(row, 0));
        const auto place = places_.find(*id);
        if (place == places_.end()) return fmt::format("there is no roll call {} in the table of roll calls", *id);
        const auto name = columns.cell(row, 1), code = columns.cell(row, 3);
        if (name.empty() && code.empty()) return "it names no State";
        const std::string_view voter = code.empty() ? name : code;
        if (voter.find(';') != std::string_view::npos) return "a semicolon stands in the State's name";
        const std::string choice = plain(columns.cell(row, 2));
        const auto chosen = std::find_if(all_choices.begin(), all_choices.end(), [&](Choice known) { return choice == name_of(known); });
        if (chosen == all_choices.end()) return fmt::format("the vote \"{}\" is none of yes, no, abstain", choice.substr(0, 40));
        if (votes_.size() == most_votes) throw Error(Fault::limit, "the table has more than {} votes", most_votes);
        const auto number = number_of(voter);
        if (!number) return "the table names more than 60000 different States";
        if (!code.empty() && !name.empty()) {
            const auto known = data_.names.emplace(code, name);
            if (!known.second && name < known.first->second) known.first->second = name;
        }
        votes_.push_back({place->second, *number, static_cast<std::uint16_t>(*chosen), static_cast<std::uint32_t>(std::min<std::int64_t>(row.line, UINT32_MAX))});
        return {};
    }

    std::optional<std::uint16_t> number_of(std::string_view voter) {
        const auto found = voters_.find(std::string(voter));
        if (found != voters_.end()) return found->second;
        if (voter_names_.size() == 60000) return std::nullopt;
        voter_names_.emplace_back(voter);
        return voters_.emplace(voter, static_cast<std::uint16_t>(voter_names_.size() - 1)).first->second;
    }

    std::string issue(const csv::Row& row, const Columns& columns) {
        const auto id = id_of(columns.cell(row, 0));
        if (!id) return no_id(columns.cell(row, 0));
        const auto place = places_.find(*id);
        if (place == places_.end()) return fmt::format("there is no roll call {} in the table of roll calls", *id);
        if (columns.cell(row, 1).empty()) return "it names no subject";
        data_.roll_calls[place->second].issues.emplace_back(columns.cell(row, 1));
        return {};
    }

    /// Votes to their roll calls; all in an order that the order of rows has no part in.
    void gather() {
        std::sort(votes_.begin(), votes_.end(), [](const Vote& a, const Vote& b) { return std::tie(a.roll_call, a.voter, a.line) < std::tie(b.roll_call, b.voter, b.line); });
        const Vote* last = nullptr;
        for (const Vote& vote : votes_) {
            const bool again = last != nullptr && last->roll_call == vote.roll_call && last->voter == vote.voter;
            if (!again) {
                data_.roll_calls[vote.roll_call].voters[vote.choice].push_back(voter_names_[vote.voter]);
                ++data_.votes;
            } else if (last->choice != vote.choice) {
                TableReader::refuse_in(*data_.tables[1], vote.line, fmt::format("{} voted in this roll call in line {} already, otherwise", voter_names_[vote.voter], last->line));
            }
            last = &vote;
        }
        for (auto& roll_call : data_.roll_calls) {
            for (auto& voters : roll_call.voters) std::sort(voters.begin(), voters.end());
            std::sort(roll_call.issues.begin(), roll_call.issues.end());
            roll_call.issues.erase(std::unique(roll_call.issues.begin(), roll_call.issues.end()), roll_call.issues.end());
        }
        std::sort(data_.roll_calls.begin(), data_.roll_calls.end(),
                  [](const RollCall& a, const RollCall& b) { return std::pair(a.id.size(), a.id) < std::pair(b.id.size(), b.id); });
        for (auto& table : data_.tables) {
            if (table) std::sort(table->refused.begin(), table->refused.end(), [](const auto& a, const auto& b) { return std::tie(a.line, a.reason) < std::tie(b.line, b.reason); });
        }
    }
};

}  // namespace

std::optional<TableKind> table_kind(const std::filesystem::path& file) {
    std::optional<TableKind> kind;
    bool done = false;
    csv::Reader reader([&](const csv::Row& row) {
        if (!done && row.fault.empty()) {
            for (const Shape& shape : shapes) {
                if (!kind && columns_of(shape, row)) kind = shape.kind;
            }
        }
        done = true;
    });
    try {
        std::size_t seen = 0;
        each_piece(
            file,
            [&](std::string_view part) {
                if (!done && seen < 2 * piece) reader.feed(part);
                seen += part.size();
            },
            [&] { return !done && seen < 2 * piece; });
        if (!done) reader.finish();
    } catch (const Error&) {
        return std::nullopt;  // importing it as a document says what is wrong
    }
    return kind;
}

bool DataSet::is_whole() const {
    return std::all_of(tables.begin(), tables.end(), [](const auto& table) { return !table || table->refused_in_all == 0; });
}

DataSet read_tables(const TableFiles& files, const TableProgress& progress) {
    if (!files.file(TableKind::roll_calls)) throw Error(Fault::bad_request, "the table of the roll calls is missing (its columns are {}): name it too, or the folder with all of them", fmt::join(shapes[0].needed, ", "));
    if (!files.file(TableKind::votes)) throw Error(Fault::bad_request, "the table of the votes is missing (its columns are {}): name it too, or the folder with all of them", fmt::join(shapes[1].needed, ", "));
    return Reading(progress).read(files);
}

}  // namespace comity::votes
