// What a log signs of itself (c2sp.org/tlog-checkpoint): its name, how many entries it has, and the root of their tree. And the files that parties keep:
// a proof that an entry is in (c2sp.org/tlog-proof), and a proof that the log only grew (the request of c2sp.org/tlog-witness).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proof/merkle.hpp"
#include "proof/note.hpp"

namespace comity::proof {

struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Sha256 root{};
    std::vector<std::string> extensions = {};  ///< further lines, which mean nothing here

    /// Of a note's text. Throws Error(bad_request).
    static Checkpoint parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const Checkpoint&) const = default;
};

/// The checkpoint in a note, whoever signed it. Throws Error(bad_request).
Checkpoint checkpoint_in(const Note& note);

/// One entry, the way from it to the root, and the signed checkpoint with that root.
struct InclusionProof {
    std::optional<std::string> extra;  ///< of a receipt: 32 bytes of salt and the entry
    std::uint64_t index = 0;
    Hashes path;
    Note checkpoint;

    /// Throws Error(bad_request) for what is no proof in exactly that form, whether it proves anything or not.
    static InclusionProof parse(std::string_view bytes);
    [[nodiscard]] std::string bytes() const;
    /// That its leaf is in the tree of its checkpoint. Says nothing of who signed it.
    [[nodiscard]] bool holds_for(const Sha256& leaf) const;
    bool operator==(const InclusionProof&) const = default;
};

/// From the tree of `old_size` to that of the checkpoint.
struct GrowthProof {
    std::uint64_t old_size = 0;
    Hashes path;
    Note checkpoint;

    static GrowthProof parse(std::string_view bytes);
    [[nodiscard]] std::string bytes() const;
    [[nodiscard]] bool holds_for(const Sha256& old_root) const;
    bool operator==(const GrowthProof&) const = default;
};

}  // namespace comity::proof
