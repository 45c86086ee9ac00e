// The log's Merkle tree as a table of its tiles: made with the entries, in the same transaction, and made anew wherever it is missing. Private to record/.
#pragma once

#include <cstdint>
#include <string>

#include "db/connection.hpp"
#include "proof/merkle.hpp"

namespace comity::record::tree {

/// Makes the table, empty.
void make_anew(db::Connection& connection);
/// Brings the table up to a log of so many entries; makes it if there is none. Within a transaction that writes.
void complete(db::Connection& connection, std::int64_t size);
/// Whether complete() would do nothing.
bool is_complete(db::Connection& connection, std::int64_t size);

/// The hashes of a tile, `width` of them; from the entries where the table has too few.
std::string hashes(db::Connection& connection, unsigned level, std::uint64_t number, unsigned width);
/// For proofs in the tree of `size` entries; keeps the tiles that it has read.
proof::Nodes nodes(db::Connection& connection, std::uint64_t size);
Sha256 root(db::Connection& connection, std::uint64_t size);

/// What stands in the table; "" if nothing does.
std::string stored_hashes(db::Connection& connection, unsigned level, std::uint64_t number);

}  // namespace comity::record::tree
