// What an import passes over in folders by its name alone.
#pragma once

#include <filesystem>

namespace comity::holdings {

/// Surely no document: tables, slides, pictures, sounds, programs, and what is hidden or another program is just writing (".x", "~$x", "x.part").
bool is_passed_over(const std::filesystem::path& path);

}  // namespace comity::holdings
