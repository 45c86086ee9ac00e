// A ZIP archive that is written as it grows: in memory is one file at a time, so that an archive of any number of texts can go to a disk or over a network.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace comity::zip {

/// All files dated 1 January 1980, deflated: the same files give the same bytes. Not thread-safe.
class Stream {
public:
    using Sink = std::function<void(std::string_view bytes)>;
    explicit Stream(Sink sink) : sink_(std::move(sink)) {}

    /// Names are unique, with slashes. Error(limit) beyond 65,535 files or 4 GB, which older unpackers can't read.
    void add(std::string_view name, std::string_view bytes);
    /// The list of files, without which it is no archive. Nothing can be added afterwards.
    void finish();

    /// Bytes given out so far.
    [[nodiscard]] std::uint64_t size() const noexcept { return size_; }

private:
    void put(std::string_view bytes);

    struct Listed {
        std::string name;
        std::uint32_t check = 0, packed = 0, unpacked = 0, offset = 0;
        std::uint16_t method = 0;
    };
    Sink sink_;
    std::vector<Listed> listed_;
    std::uint64_t size_ = 0;
};

}  // namespace comity::zip
