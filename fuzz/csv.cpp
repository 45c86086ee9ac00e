// The reader of tables: whatever comes, rows keep within the limits, have the header's cells or a fault, and are the same in whatever
// pieces the bytes come.
#include <string>
#include <vector>

#include "csv/csv.hpp"
#include "input.hpp"

using namespace comity;

namespace {

struct Taken {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::int64_t> faults;
    bool operator==(const Taken&) const = default;
};

Taken read(std::string_view bytes, std::size_t piece) {
    constexpr csv::Limits limits{4096, 64};
    Taken taken;
    std::size_t columns = 0;
    csv::Reader reader(
        [&](const csv::Row& row) {
            COMITY_ENSURE(row.cells.empty() != row.fault.empty());
            COMITY_ENSURE(row.cells.size() <= limits.cells);
            if (!row.fault.empty()) {
                taken.faults.push_back(row.line);
                return;
            }
            if (taken.rows.empty() && taken.faults.empty()) columns = row.cells.size();
            if (columns != 0) COMITY_ENSURE(row.cells.size() == columns);
            taken.rows.emplace_back(row.cells.begin(), row.cells.end());
        },
        limits);
    for (std::size_t at = 0; at < bytes.size(); at += piece) reader.feed(bytes.substr(at, piece));
    reader.finish();
    return taken;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text_of(data, size);
    const Taken whole = read(bytes, size + 1);
    COMITY_ENSURE(read(bytes, 1) == whole);
    COMITY_ENSURE(read(bytes, 7) == whole);
    return 0;
}
