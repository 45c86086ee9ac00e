// A list as it came: the state of a subject "review-file:SHA256". Its bytes are kept in pieces, so that a list of any size can be read again without being in memory.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "recommendations/lists.hpp"

namespace comity::reviews {

inline constexpr std::string_view list_kind = "review file";

struct ListFile {
    recommendations::Format format = recommendations::Format::upr_info;
    std::string name;                 ///< of the file, without folders
    std::string sha256;               ///< of all its bytes
    std::int64_t bytes = 0;
    std::vector<std::string> pieces;  ///< SHA-256 of each as it is kept, in their order
    std::vector<std::string> readable;  ///< the same of what a program made of it, read in its place; none where it is read as it came
    std::string readable_by;          ///< "LibreOffice 7.4.7.2"
    std::string state;                ///< who is reviewed, where the list doesn't say: as whoever brought it said
    bool withdrawn = false;
    bool operator==(const ListFile&) const = default;
};
json::Value to_json(const ListFile& file);
/// Throws Error(bad_request) for what is none.
ListFile list_file_from(const json::Value& state);
std::string list_subject(std::string_view sha256);

}  // namespace comity::reviews
