// SHA-256 names the bytes of documents and the leaves of the log (FIPS 180-4; computed by libsodium).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace comity {

using Sha256 = std::array<std::uint8_t, 32>;

Sha256 sha256(std::string_view bytes) noexcept;

/// Lower-case hexadecimal digits of any bytes.
std::string hex(std::string_view bytes);
std::string hex(const Sha256& hash);

}  // namespace comity
