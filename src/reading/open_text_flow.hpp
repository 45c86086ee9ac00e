// ODT (OASIS OpenDocument 1.3), packed or flat: what a word processor would show and print of it, as flow_of_word() tells it of DOCX.
#pragma once

#include <string_view>

#include "reading/flow.hpp"

namespace comity::reading {

/// Error(bad_request) for a damaged file, Error(limit). Macros, pictures and what lies outside the file are never touched.
Flow flow_of_open_text(std::string_view bytes);

}  // namespace comity::reading
