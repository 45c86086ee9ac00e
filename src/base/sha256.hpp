// SHA-256 names the bytes of documents and the leaves of the log (FIPS 180-4; computed by libsodium).
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace comity {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes) noexcept;

/// The same of bytes that come in pieces.
class Sha256Sum {
public:
    Sha256Sum();
    ~Sha256Sum();
    Sha256Sum(Sha256Sum&&) noexcept;
    void add(std::string_view bytes) noexcept;
    /// Of all that was added; nothing can be added afterwards.
    [[nodiscard]] Sha256 finish() noexcept;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// Lower-case hexadecimal digits of any bytes.
std::string hex(std::string_view bytes);
std::string hex(const Sha256& hash);

}  // namespace comity
