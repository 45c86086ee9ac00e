// The manual: the Markdown files of docs/, which are part of the program, as pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/value.hpp"

namespace comity::web {

struct Chapter {
    std::string name;     ///< of the file, without folder and ".md": "architecture", "decisions/001-sqlite"
    std::string title;    ///< its first heading
    std::string summary;  ///< its first paragraph, as plain text
    std::string_view text;
};

/// In the order in which to read them: docs/README.md's links first, then by name.
std::vector<Chapter> manual_chapters();
std::optional<Chapter> manual_chapter(std::string_view name);

/// Links between files become links between pages; markup inside the Markdown is left out.
Html manual_html(const Chapter& chapter);

}  // namespace comity::web
