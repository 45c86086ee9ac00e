#include "proof/base64.hpp"

#include <algorithm>

#include <sodium.h>

namespace comity::proof {

std::string base64(std::string_view bytes) {
    std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    out.pop_back();  // its closing zero
    return out;
}

std::string base64(const Sha256& hash) { return base64(std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size())); }

std::optional<std::string> from_base64(std::string_view text) {
    std::string out(text.size() / 4 * 3, '\0');
    std::size_t size = 0;
    const char* end = nullptr;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr, &size, &end,
                          sodium_base64_VARIANT_ORIGINAL) != 0 ||
        end != text.data() + text.size()) {
        return std::nullopt;
    }
    out.resize(size);
    if (base64(out) != text) return std::nullopt;
    return out;
}

std::optional<Sha256> hash_from_base64(std::string_view text) {
    const auto bytes = from_base64(text);
    if (!bytes || bytes->size() != 32) return std::nullopt;
    Sha256 hash;
    std::copy(bytes->begin(), bytes->end(), reinterpret_cast<char*>(hash.data()));
    return hash;
}

}  // namespace comity::proof
