// What a record knows of a text beside its words, such as the roll calls on it: stands below the text in the forms that are handed on.
#pragma once

#include <string>
#include <vector>

#include "document/pieces.hpp"

namespace comity::document {

/// In English, as the names of facts are.
struct Beside {
    std::string heading;
    std::vector<NamedFact> facts = {};
    std::vector<std::string> remarks = {};
};

}  // namespace comity::document
