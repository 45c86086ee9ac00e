// How bytes become documents, with the version of what reads them: the reader of this program, or a double in a test.
#pragma once

#include <functional>
#include <string_view>

#include "document/document.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::holdings {

struct Reader {
    /// Throws Error for what is no document. Called by several threads at once.
    std::function<document::Document(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, std::string_view file_name)> read;
    int version = 1;  ///< raised when it reads differently
};
Reader standard_reader();

}  // namespace comity::holdings
