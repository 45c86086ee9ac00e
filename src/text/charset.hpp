// Texts in encodings that are older than Unicode, as files and pages of their time still come. UTF-8 out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace comity::text {

/// The text of bytes in an encoding by any of its customary names ("windows-1251", "latin1", "UTF-16LE"); what it has no character for is U+FFFD.
/// nullopt if there is no encoding of that name. Pages that say ISO-8859-1 or US-ASCII mean Windows-1252, and are read so (WHATWG Encoding, 4.2).
std::optional<std::string> decoded(std::string_view bytes, std::string_view encoding);

/// The encoding that the bytes themselves make most likely, by how often letters follow each other; "" if nothing does.
std::string likely_encoding(std::string_view bytes);

}  // namespace comity::text
