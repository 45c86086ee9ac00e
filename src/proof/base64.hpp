// Base64 (RFC 4648, section 4) in exactly one spelling: with padding, without blanks.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/sha256.hpp"

namespace comity::proof {

std::string base64(std::string_view bytes);
std::string base64(const Sha256& hash);
std::optional<std::string> from_base64(std::string_view text);
std::optional<Sha256> hash_from_base64(std::string_view text);

}  // namespace comity::proof
