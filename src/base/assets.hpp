// Files that are part of the program (data/, assets/, docs/, demo/), embedded when it is built.
#pragma once

#include <span>
#include <string_view>

namespace comity::assets {

struct Asset {
    std::string_view path;   ///< from the project's root: "data/states.tsv"
    std::string_view bytes;  ///< as in the file; lives as long as the program
};

/// All of them, sorted by path.
std::span<const Asset> all() noexcept;

/// The bytes of one. A path that is not embedded is a bug: the names are literals in our own code.
std::string_view get(std::string_view path) noexcept;

/// The same for a path that came from outside: empty Asset if there is none.
Asset find(std::string_view path) noexcept;

/// All whose path begins with `prefix`.
std::span<const Asset> below(std::string_view prefix) noexcept;

}  // namespace comity::assets
