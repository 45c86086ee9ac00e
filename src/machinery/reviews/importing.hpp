// Lists of recommendations come into a record.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "machinery/reviews/list_file.hpp"
#include "recommendations/lists.hpp"
#include "record/record.hpp"

namespace comity::reviews {

/// What a file is by its content; nullopt if it is no such list or can't be opened. Reads its beginning only, or all of an archive that may be one.
std::optional<recommendations::Format> list_format(const std::filesystem::path& file);

/// Of a table that is nearly such a list: what its columns lack. nullopt for all else.
std::optional<std::string> nearly_list(const std::filesystem::path& file);

struct ImportRequest {
    std::filesystem::path file;
    recommendations::Format format = recommendations::Format::upr_info;
    std::string state = {};  ///< who is reviewed, where the list doesn't say
    record::Actor who;
    std::optional<std::string> on_behalf_of = {}, why = {}, authority = {};
    struct Readable {
        std::string bytes, by;
    };
    std::optional<Readable> readable = {};  ///< what a program made of the file (a DOCX of a DOC), kept with it and read in its place
    std::optional<std::string_view> bytes = {};  ///< of a list that is in no file, as those of the demonstration; `file` is its name
};
struct ImportResult {
    std::string sha256;
    bool there_already = false;      ///< the same bytes are in the record: nothing was added
    std::int64_t rows = 0, refused = 0;
    std::int64_t recommendations = 0;  ///< how many more the record has than before
    std::vector<recommendations::Refused> refused_rows;  ///< the first of them
    std::vector<std::string> unknown;  ///< names of this list by which no State is known, kept as written
};
inline constexpr std::size_t most_refused_rows = 100;

struct ImportProgress {
    std::function<void(std::string_view step, std::int64_t done, std::int64_t in_all)> on_step;
    std::stop_token stop;
};

/// In one transaction; a file of any size, of which a piece at a time is in memory. Throws Error(bad_request) for a list that can't be read to its end, Error(unavailable) for a file
/// that can't be opened: then nothing of it is in the record.
ImportResult import_list(record::Record& record, const ImportRequest& request, const ImportProgress& progress = {});

}  // namespace comity::reviews
