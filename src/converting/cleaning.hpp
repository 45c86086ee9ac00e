// Copies of files that may be given to everybody: what a reader sees of them and nothing of who made them. Taken out are names of authors, comments, tracked changes (as if all were
// accepted), hidden words, names and paths of files, what cameras and programs write beside pictures, and whatever else stands in a file unseen.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace comity::converting {

struct Cleaned {
    std::string bytes;
    std::string ending;  ///< of its kind: "docx", "odt", "pdf", "jpeg", "png"
};

/// DOCX and ODT are written anew from the parts that a reader sees, in this program; a PDF by pdftocairo (poppler-utils), which draws its pages again; of JPEG and PNG the picture is kept
/// alone. nullopt for all else, for what is damaged, and where the program is missing: then words alone can be given.
std::optional<Cleaned> cleaned_copy(std::string_view bytes);

}  // namespace comity::converting
