// The Merkle tree of the log, as RFC 9162, section 2.1 (and RFC 6962 before it) defines it: hashes, roots, proofs that an entry is in a tree and that
// one tree only grew into another. Values in, values out; where the hashes stand is the caller's business.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/sha256.hpp"

namespace comity::proof {

using Hashes = std::vector<Sha256>;

/// SHA-256(0x00 || data).
Sha256 leaf_hash(std::string_view data) noexcept;
/// SHA-256(0x01 || left || right).
Sha256 node_hash(const Sha256& left, const Sha256& right) noexcept;
/// Of the tree without leaves: SHA-256 of nothing.
Sha256 empty_root() noexcept;

/// The hash over the 2^height leaves from index * 2^height on; asked only for those that are complete in the tree.
using Nodes = std::function<Sha256(unsigned height, std::uint64_t index)>;

Sha256 root(std::uint64_t size, const Nodes& nodes);
/// From the leaf's neighbour up to the root's child (RFC 9162, 2.1.3.1). `index` < `size`.
Hashes inclusion_proof(std::uint64_t index, std::uint64_t size, const Nodes& nodes);
/// From `first` leaves to `second` (RFC 9162, 2.1.4.1); empty if `first` is 0 or equal to `second`. `first` <= `second`.
Hashes consistency_proof(std::uint64_t first, std::uint64_t second, const Nodes& nodes);

/// RFC 9162, 2.1.3.2. False for everything that doesn't prove it; never throws.
bool includes(const Sha256& leaf, std::uint64_t index, std::uint64_t size, const Hashes& path, const Sha256& root) noexcept;
/// RFC 9162, 2.1.4.2. Every tree grows from the empty one: then the proof must be empty.
bool grows_into(std::uint64_t first, const Sha256& first_root, std::uint64_t second, const Sha256& second_root, const Hashes& path) noexcept;

/// A tree that takes leaf after leaf and keeps only what its next roots need: at most 64 hashes.
class GrowingTree {
public:
    void add(const Sha256& leaf);
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }
    [[nodiscard]] Sha256 root() const;

private:
    std::uint64_t size_ = 0;
    Hashes complete_;  ///< of the complete trees that the leaves make up, the largest first
};

}  // namespace comity::proof
