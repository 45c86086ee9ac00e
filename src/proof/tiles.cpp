#include "proof/tiles.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/error.hpp"

namespace comity::proof {

namespace {

/// A decimal number as the formats of C2SP write it: no sign, no leading zero but for 0 itself.
template <typename Number>
std::optional<Number> plain_number(std::string_view digits) {
    Number value{};
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failed != std::errc() || end != digits.data() + digits.size() || digits.front() == '-') return std::nullopt;
    if (digits.size() > 1 && digits.front() == '0') return std::nullopt;
    return value;
}

bool takes(std::string_view& text, std::string_view beginning) {
    if (!text.starts_with(beginning)) return false;
    text.remove_prefix(beginning.size());
    return true;
}

/// "x001/x234/067" -> 1234067.
std::optional<std::uint64_t> number_from(std::string_view text) {
    std::uint64_t number = 0;
    for (int groups = 0; groups < 6; ++groups) {  // 18 digits: no tree is larger
        const bool more = takes(text, "x");
        if (text.size() < 3 || !std::all_of(text.begin(), text.begin() + 3, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
        for (std::size_t i = 0; i < 3; ++i) number = number * 10 + static_cast<std::uint64_t>(text[i] - '0');
        text.remove_prefix(3);
        if (!more) return text.empty() ? std::optional(number) : std::nullopt;
        if (!takes(text, "/")) return std::nullopt;
    }
    return std::nullopt;
}

std::string number_path(std::uint64_t number) {
    std::string path = fmt::format("{:03}", number % 1000);
    while (number >= 1000) {
        number /= 1000;
        path = fmt::format("x{:03}/{}", number % 1000, path);
    }
    return path;
}

Sha256 hash_at(std::string_view hashes, std::size_t index) {
    Sha256 hash;
    std::copy_n(hashes.data() + index * 32, 32, reinterpret_cast<char*>(hash.data()));
    return hash;
}

}  // namespace

std::string path_of(const Tile& tile) {
    const std::string level = tile.what == Tile::What::entries ? "entries" : std::to_string(tile.level);
    std::string path = fmt::format("tile/{}/{}", level, number_path(tile.number));
    if (tile.width < tile_width) path += fmt::format(".p/{}", tile.width);
    return path;
}

std::optional<Tile> tile_from(std::string_view path) {
    const std::string_view whole = path;
    Tile tile;
    if (!takes(path, "tile/")) return std::nullopt;
    if (takes(path, "entries/")) {
        tile.what = Tile::What::entries;
    } else {
        const std::size_t slash = path.find('/');
        if (slash == 0 || slash == std::string_view::npos || slash > 2) return std::nullopt;
        const auto level = plain_number<unsigned>(path.substr(0, slash));
        if (!level || *level > 63) return std::nullopt;
        tile.level = *level;
        path.remove_prefix(slash + 1);
    }
    if (const std::size_t partial = path.find(".p/"); partial != std::string_view::npos) {
        const std::string_view digits = path.substr(partial + 3);
        if (digits.empty()) return std::nullopt;
        const auto width = plain_number<unsigned>(digits);
        if (!width || *width == 0 || *width >= tile_width) return std::nullopt;
        tile.width = *width;
        path = path.substr(0, partial);
    }
    const auto number = number_from(path);
    if (!number) return std::nullopt;
    tile.number = *number;
    if (path_of(tile) != whole) return std::nullopt;  // such as x000/001
    return tile;
}

unsigned width_in(std::uint64_t size, unsigned level, std::uint64_t number) noexcept {
    if (level > 7) return 0;  // 2^64 leaves
    const std::uint64_t complete = size >> (tile_height * level);
    if (number > complete / tile_width) return 0;
    return static_cast<unsigned>(std::min<std::uint64_t>(complete - number * tile_width, tile_width));
}

Sha256 hash_in_tile(std::string_view hashes, unsigned height, unsigned index) {
    COMITY_ENSURE(height <= tile_height && ((std::size_t{index} + 1) << height) * 32 <= hashes.size());
    std::array<Sha256, tile_width> row;
    std::size_t count = std::size_t{1} << height;
    for (std::size_t i = 0; i < count; ++i) row[i] = hash_at(hashes, (std::size_t{index} << height) + i);
    for (; count > 1; count /= 2) {
        for (std::size_t i = 0; i < count / 2; ++i) row[i] = node_hash(row[2 * i], row[2 * i + 1]);
    }
    return row[0];
}

Nodes nodes_from_tiles(std::uint64_t size, std::function<std::string(unsigned, std::uint64_t, unsigned)> fetch) {
    return [size, fetch = std::move(fetch)](unsigned height, std::uint64_t index) {
        const unsigned level = height / tile_height;
        const unsigned inside = height % tile_height;  // how far above the tile's own hashes
        const std::uint64_t first = index << inside;
        const std::uint64_t number = first / tile_width;
        const unsigned width = width_in(size, level, number);
        const std::string hashes = fetch(level, number, width);
        const auto at = static_cast<unsigned>(first % tile_width) >> inside;
        if (hashes.size() < std::size_t{width} * 32 || ((std::size_t{at} + 1) << inside) > width) {
            throw Error(Fault::unavailable, "{} has fewer hashes than the tree needs", path_of({Tile::What::hashes, level, number, std::max(width, 1U)}));
        }
        return hash_in_tile(hashes, inside, at);
    };
}

std::string bundled(std::string_view entry) {
    COMITY_ENSURE(entry.size() <= 0xFFFF);
    std::string out{static_cast<char>(entry.size() >> 8), static_cast<char>(entry.size() & 0xFF)};
    out += entry;
    return out;
}

std::optional<std::vector<std::string_view>> unbundled(std::string_view bundle) {
    std::vector<std::string_view> entries;
    while (!bundle.empty()) {
        if (bundle.size() < 2) return std::nullopt;
        const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bundle[i])); };
        const std::size_t size = byte(0) << 8 | byte(1);
        if (bundle.size() < 2 + size) return std::nullopt;
        entries.push_back(bundle.substr(2, size));
        bundle.remove_prefix(2 + size);
    }
    return entries;
}

}  // namespace comity::proof
