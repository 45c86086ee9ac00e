// One file, read without a record.
#pragma once

#include <string>
#include <string_view>

#include "cli/console.hpp"
#include "document/document.hpp"

namespace comity::cli {

struct FileRead {
    document::Document document;
    bool invented = false;  ///< one of the program's own texts for demonstration
};

/// A path, or - for the standard input. Throws Error with the path as typed: what it is, and what to do; `command` is the one that was typed.
FileRead read_file(const std::string& path, std::string_view command, const Console& console);

/// The bytes of a small file (a receipt, a checkpoint, keys); throws as read_file.
std::string read_bytes(const std::string& path, std::string_view command, const Console& console);

}  // namespace comity::cli
