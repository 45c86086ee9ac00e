// Writes the whole record into a folder in open forms (record/open_form.hpp): entries, proofs, documents, as they were at one moment.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

#include "record/record.hpp"

namespace comity::record {

struct WholeRequest {
    std::filesystem::path folder;  ///< new, or empty
    enum class Confidential {
        withheld,  ///< of confidential entries the leaf alone, and no bytes that only they name: for everybody
        written,   ///< all: for the keeper; only its owner can look into the folder
    } confidential = Confidential::withheld;
    std::string notice = {};  ///< of a record of invented texts
};

struct Written {
    std::int64_t entries = 0, erased = 0, withheld = 0;
    std::int64_t files = 0;   ///< kept bytes, each once
    std::uint64_t bytes = 0;  ///< of these
};

/// Made beside its place and put there when it is whole and durable. In memory is one entry or one document at a time. `on_progress`: a word for the step
/// ("entries", "tiles"), done, in all. Throws Error(refused) for a folder that is not empty, as checkpoint() does if nothing can be signed, and
/// Error(unavailable) for a full disk or a damaged record: what doesn't give the root that was signed is not handed out.
Written export_whole(const Record& record, const WholeRequest& request, const std::function<void(std::string_view, std::int64_t, std::int64_t)>& on_progress = {});

}  // namespace comity::record
