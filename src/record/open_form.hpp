// The whole record in open forms: a folder of files and of JSON Lines that anybody can read and check without Comity (docs/trust.md says the same to people).
// Here are its names, its lines and what must hold of each line by itself; record/whole_export.hpp writes such a folder, record/mirror.hpp reads it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/entry.hpp"

namespace comity::record::open_form {

/// Of the folder as a whole. A higher one was written by a newer program.
inline constexpr std::int64_t form = 1;

inline constexpr const char* about_file = "export.json";
inline constexpr const char* checkpoint_file = "checkpoint";
inline constexpr const char* key_file = "log.vkey";
inline constexpr const char* entries_file = "entries.jsonl";
inline constexpr const char* list_of_files = "files.sha256";
inline constexpr const char* readme_file = "README.txt";
inline constexpr const char* invented_file = "INVENTED.txt";
/// Stands in the folder as long as it is being written.
inline constexpr const char* unfinished_file = "UNFINISHED";

/// What the folder says of itself; nothing of it is signed, all of it is held against what is.
struct About {
    std::string origin, identity;  ///< of the log: its name of now, and the 32 digits that it began with
    std::string purpose;           ///< "own" or "demonstration"
    std::int64_t entries = 0, erased = 0, withheld = 0, files = 0;
    std::vector<std::int64_t> witnessed = {};  ///< how many entries the checkpoints have that witnesses have signed, from the smallest on
    /// Throws Error(bad_request), or Error(refused) for the form of a newer program.
    static About parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    bool operator==(const About&) const = default;
};

/// Why a line has a leaf and nothing else.
enum class Absence { erased, withheld };
/// "erased", "withheld": also the kind of such an entry where it stands in a record.
std::string_view name_of(Absence absence) noexcept;
inline constexpr std::string_view withheld_kind = "withheld";

/// One line of entries.jsonl.
struct Line {
    std::int64_t position = 0;
    Sha256 leaf{};
    std::optional<Absence> absent;
    std::string salt, canonical;  ///< 32 bytes, and the entry; "" where it is absent

    /// With its newline.
    [[nodiscard]] std::string text() const;
    bool operator==(const Line&) const = default;
};
/// What a line says, once it was found to hold: the leaf is that of salt and entry, the entry is one, in its canonical form.
struct Checked {
    Line line;
    Entry entry;  ///< long texts stand in it as {"$text": sha256}; of an absent one empty
};
/// Throws Error(bad_request) with what is wrong. Members that it doesn't know are passed over.
Checked checked_line(std::string_view text);

/// Whether an entry is for its parties and the keepers alone.
bool is_confidential(std::string_view canonical);
/// Whatever may be the name of kept bytes in an entry: every run of exactly 64 hexadecimal digits in its canonical form, as often as it stands there.
void each_named(std::string_view canonical, const std::function<void(std::string_view)>& take);

/// "files/9f/9f86d0...".
std::string file_of(std::string_view sha256);
/// "witnessed/1200": a checkpoint of so many entries, with signatures of witnesses.
std::string witnessed_file(std::int64_t size);
/// One line of files.sha256, as sha256sum writes and checks it; with its newline.
std::string listed(std::string_view sha256);
/// The hash that such a line (without its newline) names; Error(bad_request) for anything else, so that no line leads out of the folder.
std::string hash_listed(std::string_view line);

/// README.txt: the forms, and how each of them is checked.
std::string_view readme() noexcept;

}  // namespace comity::record::open_form
