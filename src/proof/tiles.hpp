// Tiles: the tree's hashes as files that never change once they are full, as c2sp.org/tlog-tiles says. Any mirror or tool can serve and read them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "proof/merkle.hpp"

namespace comity::proof {

inline constexpr unsigned tile_height = 8;
inline constexpr unsigned tile_width = 256;
inline constexpr std::size_t tile_bytes = std::size_t{tile_width} * 32;

/// Which tile, or which bundle of entries.
struct Tile {
    enum class What { hashes, entries } what = What::hashes;
    unsigned level = 0;          ///< 0 for leaves; of an entry bundle always 0
    std::uint64_t number = 0;
    unsigned width = tile_width; ///< fewer: a partial one
    bool operator==(const Tile&) const = default;
};

/// "tile/0/x001/234", "tile/1/000.p/7", "tile/entries/000".
std::string path_of(const Tile& tile);
/// nullopt for what is no such path, in exactly this spelling.
std::optional<Tile> tile_from(std::string_view path);

/// How many hashes (or entries) the tile has in a tree of `size`: up to 256, 0 if it isn't there.
unsigned width_in(std::uint64_t size, unsigned level, std::uint64_t number) noexcept;

/// The hash over the leaves of one tile, 2^height of its own hashes from `index` * 2^height on.
Sha256 hash_in_tile(std::string_view hashes, unsigned height, unsigned index);

/// Nodes of a tree that stands in tiles. `fetch` gives the bytes of a tile with at least the width asked for; Error(unavailable) if it gives fewer.
Nodes nodes_from_tiles(std::uint64_t size, std::function<std::string(unsigned level, std::uint64_t number, unsigned width)> fetch);

/// One entry of a bundle: its length in two bytes (big-endian), and itself. At most 65535 bytes.
std::string bundled(std::string_view entry);
/// nullopt if it is no bundle of whole entries.
std::optional<std::vector<std::string_view>> unbundled(std::string_view bundle);

}  // namespace comity::proof
