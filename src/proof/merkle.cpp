#include "proof/merkle.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "base/error.hpp"

namespace comity::proof {

namespace {

/// The largest power of two below `count`, as an exponent; `count` > 1.
unsigned height_below(std::uint64_t count) noexcept { return static_cast<unsigned>(std::bit_width(count - 1)) - 1; }

/// The hash over leaves [begin, begin + count), where `begin` is a multiple of the largest power of two in `count` or above.
Sha256 hash_over(std::uint64_t begin, std::uint64_t count, const Nodes& nodes) {
    if (std::has_single_bit(count)) {
        const auto height = static_cast<unsigned>(std::countr_zero(count));
        return nodes(height, begin >> height);
    }
    const std::uint64_t left = std::uint64_t{1} << height_below(count);
    return node_hash(hash_over(begin, left, nodes), hash_over(begin + left, count - left, nodes));
}

}  // namespace

Sha256 leaf_hash(std::string_view data) noexcept {
    if (data.size() == 32) {  // every leaf of ours: no allocation
        std::array<char, 33> bytes{};
        std::copy(data.begin(), data.end(), bytes.begin() + 1);
        return sha256({bytes.data(), bytes.size()});
    }
    std::string bytes(1, '\0');
    bytes += data;
    return sha256(bytes);
}

Sha256 node_hash(const Sha256& left, const Sha256& right) noexcept {
    std::array<char, 65> bytes{1};
    std::copy(left.begin(), left.end(), reinterpret_cast<std::uint8_t*>(bytes.data()) + 1);
    std::copy(right.begin(), right.end(), reinterpret_cast<std::uint8_t*>(bytes.data()) + 33);
    return sha256({bytes.data(), bytes.size()});
}

Sha256 empty_root() noexcept { return sha256({}); }

Sha256 root(std::uint64_t size, const Nodes& nodes) { return size == 0 ? empty_root() : hash_over(0, size, nodes); }

Hashes inclusion_proof(std::uint64_t index, std::uint64_t size, const Nodes& nodes) {
    COMITY_ENSURE(index < size);
    Hashes path;
    std::uint64_t begin = 0;
    std::uint64_t count = size;
    while (count > 1) {
        const std::uint64_t left = std::uint64_t{1} << height_below(count);
        if (index < begin + left) {
            path.push_back(hash_over(begin + left, count - left, nodes));
            count = left;
        } else {
            path.push_back(hash_over(begin, left, nodes));
            begin += left;
            count -= left;
        }
    }
    std::reverse(path.begin(), path.end());
    return path;
}

Hashes consistency_proof(std::uint64_t first, std::uint64_t second, const Nodes& nodes) {
    COMITY_ENSURE(first <= second);
    Hashes path;
    if (first == 0 || first == second) return path;
    std::uint64_t begin = 0;
    std::uint64_t count = second;
    std::uint64_t old = first;  // leaves of the first tree among [begin, begin + count)
    while (old != count) {
        const std::uint64_t left = std::uint64_t{1} << height_below(count);
        if (old <= left) {
            path.push_back(hash_over(begin + left, count - left, nodes));
            count = left;
        } else {
            path.push_back(hash_over(begin, left, nodes));
            begin += left;
            count -= left;
            old -= left;
        }
    }
    if (begin != 0) path.push_back(hash_over(begin, count, nodes));  // else it is the first root, which the other side has
    std::reverse(path.begin(), path.end());
    return path;
}

bool includes(const Sha256& leaf, std::uint64_t index, std::uint64_t size, const Hashes& path, const Sha256& root) noexcept {
    if (index >= size) return false;
    std::uint64_t place = index;
    std::uint64_t last = size - 1;
    Sha256 hash = leaf;
    for (const Sha256& beside : path) {
        if (last == 0) return false;
        if ((place & 1) != 0 || place == last) {
            hash = node_hash(beside, hash);
            while ((place & 1) == 0 && place != 0) {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(hash, beside);
        }
        place >>= 1;
        last >>= 1;
    }
    return last == 0 && hash == root;
}

bool grows_into(std::uint64_t first, const Sha256& first_root, std::uint64_t second, const Sha256& second_root, const Hashes& path) noexcept {
    if (first > second) return false;
    if (first == second) return path.empty() && first_root == second_root;
    if (first == 0) return path.empty() && first_root == empty_root();
    // A first tree of 2^n leaves is a node of the second: its root stands for the path's first hash.
    const bool whole = std::has_single_bit(first);
    if (!whole && path.empty()) return false;
    std::uint64_t place = first - 1;
    std::uint64_t last = second - 1;
    while ((place & 1) != 0) {
        place >>= 1;
        last >>= 1;
    }
    Sha256 old_hash = whole ? first_root : path.front();
    Sha256 new_hash = old_hash;
    for (std::size_t i = whole ? 0 : 1; i < path.size(); ++i) {
        if (last == 0) return false;
        if ((place & 1) != 0 || place == last) {
            old_hash = node_hash(path[i], old_hash);
            new_hash = node_hash(path[i], new_hash);
            while ((place & 1) == 0 && place != 0) {
                place >>= 1;
                last >>= 1;
            }
        } else {
            new_hash = node_hash(new_hash, path[i]);
        }
        place >>= 1;
        last >>= 1;
    }
    return last == 0 && old_hash == first_root && new_hash == second_root;
}

void GrowingTree::add(const Sha256& leaf) {
    complete_.push_back(leaf);
    for (std::uint64_t carry = size_; (carry & 1) != 0; carry >>= 1) {
        const Sha256 right = complete_.back();
        complete_.pop_back();
        complete_.back() = node_hash(complete_.back(), right);
    }
    ++size_;
}

Sha256 GrowingTree::root() const {
    if (complete_.empty()) return empty_root();
    Sha256 hash = complete_.back();
    for (auto larger = complete_.rbegin() + 1; larger != complete_.rend(); ++larger) hash = node_hash(*larger, hash);
    return hash;
}

}  // namespace comity::proof
