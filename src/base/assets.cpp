#include "base/assets.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace comity::assets {

namespace detail {
// Written by cmake/embed.cmake: a table sorted by path, bytes included by the assembler.
struct Row {
    const char* path;
    const char* begin;
    const char* end;
};
extern "C" const Row comity_asset_rows[];
extern "C" const unsigned long comity_asset_count;
}  // namespace detail

namespace {
struct Table {
    Asset* rows;
    std::size_t count;
};

Table table() noexcept {
    // Built once; the order is the builder's, the strings are in the binary.
    static const Table built = [] {
        const auto count = static_cast<std::size_t>(detail::comity_asset_count);
        auto* rows = new Asset[count];
        for (std::size_t i = 0; i < count; ++i) {
            const auto& row = detail::comity_asset_rows[i];
            rows[i] = {row.path, {row.begin, static_cast<std::size_t>(row.end - row.begin)}};
        }
        std::sort(rows, rows + count, [](const Asset& a, const Asset& b) { return a.path < b.path; });
        return Table{rows, count};
    }();
    return built;
}
}  // namespace

std::span<const Asset> all() noexcept { return {table().rows, table().count}; }

Asset find(std::string_view path) noexcept {
    const auto rows = all();
    const auto at = std::lower_bound(rows.begin(), rows.end(), path, [](const Asset& a, std::string_view p) { return a.path < p; });
    return at != rows.end() && at->path == path ? *at : Asset{};
}

std::string_view get(std::string_view path) noexcept {
    const Asset asset = find(path);
    COMITY_ENSURE(!asset.path.empty());
    return asset.bytes;
}

std::span<const Asset> below(std::string_view prefix) noexcept {
    const auto rows = all();
    const auto first = std::lower_bound(rows.begin(), rows.end(), prefix, [](const Asset& a, std::string_view p) { return a.path < p; });
    const auto last = std::find_if(first, rows.end(), [&](const Asset& a) { return !a.path.starts_with(prefix); });
    return {first, last};
}

}  // namespace comity::assets
