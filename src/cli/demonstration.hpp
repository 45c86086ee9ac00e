// The invented documents that are part of the program, brought into a record of their own.
#pragma once

#include <cstddef>
#include <string_view>

#include "machinery/holdings/holdings.hpp"
#include "system/passing_folder.hpp"

namespace comity::cli {

/// How many documents are part of the program, and how many of them a record has.
std::size_t documents_of_demonstration();
std::size_t documents_of_demonstration_in(const holdings::Holdings& holdings);

/// Whether these are the bytes of one of the program's own invented documents.
bool is_of_demonstration(std::string_view bytes);

/// The embedded documents as files in a folder of their own, which goes with the object.
class UnpackedDemonstration {
public:
    /// Throws Error(unavailable) if the folder can't be written.
    UnpackedDemonstration();

    /// What to import; what is there already stays as it is.
    [[nodiscard]] holdings::ImportRequest request() const;

private:
    PassingFolder folder_;
};

}  // namespace comity::cli
