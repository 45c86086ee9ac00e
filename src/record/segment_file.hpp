// A file of segments that is read through memory: what is in it never changes, new segments come behind the old ones, and one of two slots at
// the head says which of them count. A slot is written when the segments are on the disk, so a crash at any moment leaves the old state or
// the new one. Private to record/.
//
//   0      slot of even states: magic, checksum of what follows, number of the state, version, position, segments; identity, leaf; for each
//   2048   slot of odd states         segment its place and its size
//   4096   segments, each at a multiple of 8
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace comity::record {

/// What a slot says.
struct SegmentState {
    static constexpr std::size_t most_segments = 64;
    std::uint64_t number = 0;  ///< counts the states of this file
    std::int64_t version = 0;  ///< of the code that made it
    std::int64_t position = 0; ///< entries of the record before it are in
    std::string identity;      ///< 32 bytes: of the record
    std::string leaf;          ///< 32 bytes: of the last entry that is in; none at position 0
    std::vector<std::pair<std::uint64_t, std::uint64_t>> segments;  ///< place and size, oldest first
    bool operator==(const SegmentState&) const = default;
};

/// The file as it was at one moment. The bytes stay readable while it lives, whatever is appended or put in its place.
class SegmentMap {
public:
    /// nullptr if there is no file or no sound state in it.
    static std::shared_ptr<const SegmentMap> open(const std::filesystem::path& file);
    ~SegmentMap();
    SegmentMap(const SegmentMap&) = delete;
    SegmentMap& operator=(const SegmentMap&) = delete;

    [[nodiscard]] const SegmentState& state() const { return state_; }
    [[nodiscard]] std::string_view segment(std::size_t index) const;
    [[nodiscard]] std::uint64_t file_size() const { return bytes_.size(); }
    /// False if the file has another state by now or is another file.
    [[nodiscard]] bool is_current(const std::filesystem::path& file) const;

private:
    SegmentMap() = default;
    std::string_view bytes_;
    std::uint64_t device_ = 0, inode_ = 0;
    SegmentState state_;
};

/// Writes the next state: the first `kept` segments of the old one, and new ones. Error(unavailable) if the disk is full or failing; the old
/// state stands then.
void append_segments(const std::filesystem::path& file, const SegmentMap& old, std::size_t kept, const std::vector<std::string>& added, SegmentState next);

/// Puts a new file in the place of the old one, if there is one, in one step.
void replace_segments(const std::filesystem::path& file, const std::vector<std::string_view>& segments, SegmentState first);

}  // namespace comity::record
