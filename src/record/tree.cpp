#include "record/tree.hpp"

#include <map>
#include <memory>

#include "base/error.hpp"
#include "proof/tiles.hpp"
#include "record/log.hpp"

namespace comity::record::tree {

namespace {

using proof::tile_bytes;
using proof::tile_height;
using proof::tile_width;

// Full tiles of leaves; above them also the last, partial one of each level. The partial tile of leaves is made from the entries when it is asked for.
constexpr db::Sql schema = R"sql(
CREATE TABLE tile (
  level INTEGER NOT NULL,   -- 0: hashes of leaves; above: of whole tiles of the level below
  number INTEGER NOT NULL,  -- in its level, from 0
  hashes @BLOB@ NOT NULL,   -- 32 bytes each, 256 of a full tile (c2sp.org/tlog-tiles)
  PRIMARY KEY (level, number)
))sql";

std::string_view view(const Sha256& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::string stored(db::Connection& connection, unsigned level, std::uint64_t number) {
    auto rows = connection.query(R"sql(SELECT hashes FROM tile WHERE level = $1 AND number = $2)sql", level, number);
    return rows.next() ? std::string(rows.bytes(0)) : std::string();
}

std::string leaf_hashes(db::Connection& connection, std::uint64_t number, unsigned width) {
    std::string out;
    log::each_leaf(connection, static_cast<std::int64_t>(number * tile_width), width, [&](std::string_view leaf) { out += view(proof::leaf_hash(leaf)); });
    return out;
}

/// A full tile adds its hash to the level above, which may become full by it.
void put(db::Connection& connection, unsigned level, std::uint64_t number, const std::string& hashes) {
    connection.execute(R"sql(INSERT INTO tile (level, number, hashes) VALUES ($1, $2, $3)
                             ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes)sql", level, number, db::Blob{hashes});
    if (hashes.size() < tile_bytes) return;
    const std::uint64_t above = number / tile_width;
    std::string row = stored(connection, level + 1, above);
    row.resize((number % tile_width) * 32);
    row += view(proof::hash_in_tile(hashes, tile_height, 0));
    put(connection, level + 1, above, row);
}

std::int64_t full_tiles_of_leaves(db::Connection& connection) {
    auto rows = connection.query(R"sql(SELECT coalesce(max(number) + 1, 0) FROM tile WHERE level = 0)sql");
    return rows.next() ? rows.integer(0) : 0;
}

}  // namespace

void make_anew(db::Connection& connection) {
    if (connection.is_shared() && connection.has_table("tile")) return connection.empty("tile");
    connection.script(R"sql(DROP TABLE IF EXISTS tile)sql");
    connection.script(schema);
}

void complete(db::Connection& connection, std::int64_t size) {
    if (!connection.has_table("tile")) connection.script(schema);
    for (std::int64_t number = full_tiles_of_leaves(connection); number < size / tile_width; ++number) {
        const std::string hashes = leaf_hashes(connection, static_cast<std::uint64_t>(number), tile_width);
        if (hashes.size() != tile_bytes) throw Error(Fault::unavailable, "entries are missing behind entry {}: run comity verify", number * tile_width);
        put(connection, 0, static_cast<std::uint64_t>(number), hashes);
    }
}

bool is_complete(db::Connection& connection, std::int64_t size) {
    return connection.has_table("tile") && full_tiles_of_leaves(connection) >= size / tile_width;
}

std::string hashes(db::Connection& connection, unsigned level, std::uint64_t number, unsigned width) {
    const std::size_t bytes = std::size_t{width} * 32;
    std::string out;
    if ((level > 0 || width == tile_width) && connection.has_table("tile")) out = stored(connection, level, number);
    if (out.size() < bytes) {
        // Another program's record, or one that can only be read: slower, and the same.
        if (level == 0) {
            out = leaf_hashes(connection, number, width);
        } else {
            out.clear();
            for (unsigned i = 0; i < width; ++i) {
                out += view(proof::hash_in_tile(hashes(connection, level - 1, number * tile_width + i, tile_width), tile_height, 0));
            }
        }
    }
    if (out.size() < bytes) throw Error(Fault::unavailable, "entries are missing behind entry {}: run comity verify", number << (tile_height * (level + 1)));
    out.resize(bytes);
    return out;
}

proof::Nodes nodes(db::Connection& connection, std::uint64_t size) {
    using Kept = std::map<std::pair<unsigned, std::uint64_t>, std::string>;
    auto kept = std::make_shared<Kept>();  // shared: a function object is copied
    return proof::nodes_from_tiles(size, [&connection, kept](unsigned level, std::uint64_t number, unsigned width) {
        if (kept->size() > 64) kept->clear();
        std::string& tile = (*kept)[{level, number}];
        if (tile.size() < std::size_t{width} * 32) tile = hashes(connection, level, number, width);
        return tile;
    });
}

Sha256 root(db::Connection& connection, std::uint64_t size) { return proof::root(size, nodes(connection, size)); }

std::string stored_hashes(db::Connection& connection, unsigned level, std::uint64_t number) { return stored(connection, level, number); }

}  // namespace comity::record::tree
