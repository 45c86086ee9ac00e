#include "proof/merkle.hpp"

#include <map>
#include <random>

#include <gtest/gtest.h>

#include "proof/base64.hpp"
#include "proof/tiles.hpp"

namespace comity::proof {

namespace {

std::string unhex(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) out += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    return out;
}

/// All complete nodes of a tree, kept: as slow and as plain as can be.
class Forest {
public:
    void add(const Sha256& leaf) {
        rows_[0].push_back(leaf);
        for (unsigned height = 0; rows_[height].size() % 2 == 0; ++height) {
            const auto& row = rows_[height];
            rows_[height + 1].push_back(node_hash(row[row.size() - 2], row[row.size() - 1]));
        }
    }
    [[nodiscard]] std::uint64_t size() const { return rows_.empty() ? 0 : rows_.at(0).size(); }
    [[nodiscard]] Nodes nodes() const {
        return [this](unsigned height, std::uint64_t index) { return rows_.at(height).at(index); };
    }

private:
    std::map<unsigned, Hashes> rows_;
};

Sha256 numbered_leaf(std::uint64_t i) { return leaf_hash(std::to_string(i)); }

Forest forest(std::uint64_t size) {
    Forest made;
    for (std::uint64_t i = 0; i < size; ++i) made.add(numbered_leaf(i));
    return made;
}

/// RFC 9162, 2.1.1, as it is written there: the definition itself.
Sha256 root_by_definition(const Hashes& leaves, std::size_t begin, std::size_t end) {
    if (begin == end) return sha256({});
    if (end - begin == 1) return leaves[begin];
    std::size_t half = 1;
    while (half * 2 < end - begin) half *= 2;
    return node_hash(root_by_definition(leaves, begin, begin + half), root_by_definition(leaves, begin + half, end));
}

// The leaves and heads that implementations of RFC 6962 have checked each other against since its first one.
const std::vector<std::string> known_leaves = {"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
const std::vector<std::string> known_roots = {
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

Forest known_forest() {
    Forest made;
    for (const std::string& leaf : known_leaves) made.add(leaf_hash(unhex(leaf)));
    return made;
}

std::vector<std::string> in_hex(const Hashes& hashes) {
    std::vector<std::string> out;
    for (const Sha256& hash : hashes) out.push_back(hex(hash));
    return out;
}

}  // namespace

TEST(Merkle, KnownLeavesHaveTheKnownRoots) {
    const Forest known = known_forest();
    GrowingTree growing;
    for (std::size_t size = 0; size <= known_leaves.size(); ++size) {
        EXPECT_EQ(hex(root(size, known.nodes())), known_roots[size]);
        EXPECT_EQ(hex(growing.root()), known_roots[size]);
        if (size < known_leaves.size()) growing.add(leaf_hash(unhex(known_leaves[size])));
    }
}

TEST(Merkle, KnownLeavesHaveTheKnownProofs) {
    const Forest known = known_forest();
    const std::string last_three = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    EXPECT_EQ(in_hex(inclusion_proof(0, 8, known.nodes())),
              (std::vector<std::string>{"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                                        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", last_three}));
    EXPECT_EQ(in_hex(inclusion_proof(5, 8, known.nodes())),
              (std::vector<std::string>{"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", known_roots[4]}));
    EXPECT_EQ(in_hex(consistency_proof(2, 8, known.nodes())),
              (std::vector<std::string>{"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", last_three}));
    EXPECT_EQ(in_hex(consistency_proof(6, 8, known.nodes())),
              (std::vector<std::string>{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                                        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", known_roots[4]}));
}

TEST(Merkle, RootsAreThoseOfTheDefinition) {
    Hashes leaves;
    GrowingTree growing;
    const Forest all = forest(300);
    for (std::uint64_t size = 0; size <= 300; ++size) {
        const Sha256 defined = root_by_definition(leaves, 0, leaves.size());
        EXPECT_EQ(root(size, all.nodes()), defined);
        EXPECT_EQ(growing.root(), defined);
        leaves.push_back(numbered_leaf(size));
        growing.add(leaves.back());
    }
}

TEST(Merkle, EveryLeafOfEveryTreeUpTo300IsProvedToBeInIt) {
    const Forest all = forest(300);
    for (std::uint64_t size = 1; size <= 300; ++size) {
        const Sha256 head = root(size, all.nodes());
        for (std::uint64_t index = 0; index < size; ++index) {
            const Hashes path = inclusion_proof(index, size, all.nodes());
            ASSERT_TRUE(includes(numbered_leaf(index), index, size, path, head)) << index << " in " << size;
            // Of another leaf, at another place, in another tree: no.
            ASSERT_FALSE(includes(numbered_leaf(index + 1), index, size, path, head));
            ASSERT_FALSE(includes(numbered_leaf(index), index + 1, size, path, head));
            ASSERT_FALSE(includes(numbered_leaf(index), size + index, size, path, head));
        }
    }
}

TEST(Merkle, EveryTreeUpTo300GrowsIntoEveryLargerOne) {
    const Forest all = forest(300);
    Hashes heads;
    for (std::uint64_t size = 0; size <= 300; ++size) heads.push_back(root(size, all.nodes()));
    for (std::uint64_t second = 0; second <= 300; ++second) {
        for (std::uint64_t first = 0; first <= second; ++first) {
            const Hashes path = consistency_proof(first, second, all.nodes());
            ASSERT_TRUE(grows_into(first, heads[first], second, heads[second], path)) << first << " into " << second;
            if (first == 0 || first == second) continue;
            ASSERT_FALSE(grows_into(first, heads[first - 1], second, heads[second], path));
            ASSERT_FALSE(grows_into(first, heads[first], second, heads[second - 1], path));
            ASSERT_FALSE(grows_into(first + 1, heads[first], second, heads[second], path));
            ASSERT_FALSE(grows_into(second, heads[second], first, heads[first], path));
        }
    }
}

TEST(Merkle, AProofOfWhichAnyBitWasChangedProvesNothing) {
    const Forest all = forest(97);
    std::mt19937 drawn(11);
    for (std::uint64_t size : {2U, 3U, 64U, 65U, 97U}) {
        const Sha256 head = root(size, all.nodes());
        const std::uint64_t index = drawn() % size;
        const std::uint64_t first = 1 + drawn() % (size - 1);
        const Hashes in = inclusion_proof(index, size, all.nodes());
        const Hashes grown = consistency_proof(first, size, all.nodes());
        const Sha256 first_head = root(first, all.nodes());
        for (std::size_t bit = 0; bit < in.size() * 256; ++bit) {
            Hashes changed = in;
            changed[bit / 256][bit % 256 / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            ASSERT_FALSE(includes(numbered_leaf(index), index, size, changed, head));
        }
        for (std::size_t bit = 0; bit < grown.size() * 256; ++bit) {
            Hashes changed = grown;
            changed[bit / 256][bit % 256 / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
            ASSERT_FALSE(grows_into(first, first_head, size, head, changed));
        }
        Hashes longer = in;
        longer.push_back(head);
        EXPECT_FALSE(includes(numbered_leaf(index), index, size, longer, head));
        if (in.empty()) continue;
        const Hashes shorter(in.begin(), in.end() - 1);
        EXPECT_FALSE(includes(numbered_leaf(index), index, size, shorter, head));
    }
}

TEST(Merkle, RandomLeavesOfAMillionAreProvedFromTiles) {
    // Tiles alone, as a mirror has them.
    constexpr std::uint64_t size = 1'000'003;
    std::vector<std::string> levels(3);
    GrowingTree growing;
    for (std::uint64_t i = 0; i < size; ++i) {
        const Sha256 leaf = numbered_leaf(i);
        growing.add(leaf);
        levels[0].append(reinterpret_cast<const char*>(leaf.data()), leaf.size());
    }
    for (unsigned level = 1; level < 3; ++level) {
        for (std::size_t at = 0; at + tile_bytes <= levels[level - 1].size(); at += tile_bytes) {
            const Sha256 hash = hash_in_tile(std::string_view(levels[level - 1]).substr(at, tile_bytes), tile_height, 0);
            levels[level].append(reinterpret_cast<const char*>(hash.data()), hash.size());
        }
    }
    const auto fetch = [&](unsigned level, std::uint64_t number, unsigned width) { return levels.at(level).substr(number * tile_bytes, std::size_t{width} * 32); };
    const Nodes nodes = nodes_from_tiles(size, fetch);
    const Sha256 head = root(size, nodes);
    EXPECT_EQ(head, growing.root());
    std::mt19937_64 drawn(5);
    for (int i = 0; i < 200; ++i) {
        const std::uint64_t index = drawn() % size;
        ASSERT_TRUE(includes(numbered_leaf(index), index, size, inclusion_proof(index, size, nodes), head));
        const std::uint64_t first = drawn() % size;
        const Sha256 first_head = root(first, nodes_from_tiles(first, fetch));
        ASSERT_TRUE(grows_into(first, first_head, size, head, consistency_proof(first, size, nodes)));
        ASSERT_FALSE(grows_into(first, first_head, size, head, consistency_proof(first + 1, size, nodes)));
    }
}

TEST(Tiles, TheirPathsAreThoseOfTheStandard) {
    EXPECT_EQ(path_of({Tile::What::hashes, 0, 1234067, 256}), "tile/0/x001/x234/067");
    EXPECT_EQ(path_of({Tile::What::hashes, 2, 0, 1}), "tile/2/000.p/1");
    EXPECT_EQ(path_of({Tile::What::entries, 0, 273, 112}), "tile/entries/273.p/112");
    for (const Tile& tile : {Tile{Tile::What::hashes, 0, 1234067, 256}, Tile{Tile::What::hashes, 2, 0, 1}, Tile{Tile::What::entries, 0, 273, 112},
                             Tile{Tile::What::hashes, 63, 999, 255}, Tile{Tile::What::entries, 0, 999999999999999999, 256}}) {
        EXPECT_EQ(tile_from(path_of(tile)), tile) << path_of(tile);
    }
    for (const char* no : {"", "tile/", "tile/0/", "tile/0/00", "tile/0/0000", "tile/00/000", "tile/64/000", "tile/-1/000", "tile/0/x000/000", "tile/0/001/000",
                           "tile/0/x001", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p/", "tile/0/000.p/+1", "tile/0/000/",
                           "tile/entries/../000", "tile/0/x001/x002/x003/x004/x005/x006/007", "/tile/0/000", "tile/0/000.p/1/2"}) {
        EXPECT_FALSE(tile_from(no)) << no;
    }
}

TEST(Tiles, HowWideTheyAreFollowsFromTheSizeOfTheTree) {
    // The standard's own example: 70,000 entries.
    EXPECT_EQ(width_in(70'000, 0, 272), 256U);
    EXPECT_EQ(width_in(70'000, 0, 273), 112U);
    EXPECT_EQ(width_in(70'000, 0, 274), 0U);
    EXPECT_EQ(width_in(70'000, 1, 0), 256U);
    EXPECT_EQ(width_in(70'000, 1, 1), 17U);
    EXPECT_EQ(width_in(70'000, 2, 0), 1U);
    EXPECT_EQ(width_in(70'000, 3, 0), 0U);
    EXPECT_EQ(width_in(256, 0, 0), 256U);
    EXPECT_EQ(width_in(256, 1, 0), 1U);
    EXPECT_EQ(width_in(256, 0, 1), 0U);
    EXPECT_EQ(width_in(0, 0, 0), 0U);
    EXPECT_EQ(width_in(~std::uint64_t{0}, 0, ~std::uint64_t{0}), 0U);
}

TEST(Tiles, EntryBundlesAreLengthsAndEntries) {
    const std::string bundle = bundled("ab") + bundled("") + bundled(std::string(300, 'c'));
    EXPECT_EQ(bundle.substr(0, 4), std::string("\0\2ab", 4));
    const auto entries = unbundled(bundle);
    ASSERT_TRUE(entries);
    EXPECT_EQ(entries->size(), 3U);
    EXPECT_EQ(entries->at(0), "ab");
    EXPECT_EQ(entries->at(2).size(), 300U);
    EXPECT_FALSE(unbundled(bundle.substr(0, bundle.size() - 1)));
    EXPECT_FALSE(unbundled("\x01"));
}

TEST(Base64, OnlyItsOneSpellingIsRead) {
    EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64("fo"), "Zm8=");
    EXPECT_EQ(from_base64("Zm8="), "fo");
    EXPECT_EQ(from_base64(""), "");
    for (const char* no : {"Zm8", "Zm9=", "Zm8=\n", " Zm8=", "Zm-_", "Zm8==", "Z"}) EXPECT_FALSE(from_base64(no)) << no;
}

}  // namespace comity::proof
