// Reads a folder of open forms (record/open_form.hpp) as it may come from anybody: each file, each line is checked by itself, and whatever is wrong is said
// with the file and the line. In memory is one line or one file at a time. Private to record/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "proof/checkpoint.hpp"
#include "record/open_form.hpp"

namespace comity::record {

class WholeFolder {
public:
    /// Throws Error(not_found) if there is none, Error(bad_request) for what is no export or one that was cut off, Error(refused) for one of a newer program.
    explicit WholeFolder(std::filesystem::path folder);

    [[nodiscard]] const open_form::About& about() const { return about_; }
    [[nodiscard]] const proof::Note& note() const { return note_; }
    [[nodiscard]] const proof::Checkpoint& checkpoint() const { return checkpoint_; }
    /// Those that stand in it: nothing vouches for them but the folder.
    [[nodiscard]] const std::vector<proof::VerifierKey>& keys() const { return keys_; }

    /// The lines in their order, without gaps, as many as the checkpoint has entries. Throws Error(bad_request) for the first that is wrong; to what `take`
    /// throws, the file and the line are added.
    void each_line(const std::function<void(const open_form::Checked&)>& take) const;
    /// The files that are listed, each checked against its hash; throws in the same way.
    void each_file(const std::function<void(std::string_view sha256, std::string_view bytes)>& take) const;
    /// One of its files as it is; Error(bad_request) if it is missing, no plain file, or larger than `most`.
    [[nodiscard]] std::string bytes_of(std::string_view name, std::size_t most) const;
    /// "FOLDER/NAME", for sentences.
    [[nodiscard]] std::string named(std::string_view name) const { return (folder_ / name).string(); }

private:
    std::filesystem::path folder_;
    open_form::About about_;
    proof::Note note_;
    proof::Checkpoint checkpoint_;
    std::vector<proof::VerifierKey> keys_;

    template <typename Read>
    auto read(const char* name, Read how) const;
    void each_line_of(const char* name, const std::function<void(std::string_view line)>& take) const;
};

}  // namespace comity::record
