// Files compressed with xz (liblzma, in xz.cpp only), unpacked piece by piece within limits: a small file can't fill the memory or the disk.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace comity::xz {

/// Whether bytes begin as such a file does.
bool is_xz(std::string_view bytes) noexcept;

struct Limits {
    std::uint64_t memory = std::uint64_t{128} << 20;    ///< of the unpacking itself; xz -9 needs 65 MiB
    std::uint64_t unpacked = std::uint64_t{1} << 30;    ///< bytes that come out
};

class Unpacker {
public:
    using Take = std::function<void(std::string_view)>;
    explicit Unpacker(Take take, Limits limits = {});
    ~Unpacker();
    Unpacker(const Unpacker&) = delete;
    Unpacker& operator=(const Unpacker&) = delete;

    /// Throws Error(bad_request) for what is damaged, Error(limit) for what is larger than the limits.
    void feed(std::string_view bytes);
    /// Throws Error(bad_request) if the file stops before its end.
    void finish();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace comity::xz
