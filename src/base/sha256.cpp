#include "base/sha256.hpp"

#include <sodium.h>

namespace comity {

Sha256 sha256(std::string_view bytes) noexcept {
    Sha256 hash;
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return hash;
}

struct Sha256Sum::Inside {
    crypto_hash_sha256_state state;
};

Sha256Sum::Sha256Sum() : inside_(std::make_unique<Inside>()) { crypto_hash_sha256_init(&inside_->state); }
Sha256Sum::~Sha256Sum() = default;
Sha256Sum::Sha256Sum(Sha256Sum&&) noexcept = default;

void Sha256Sum::add(std::string_view bytes) noexcept {
    crypto_hash_sha256_update(&inside_->state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

Sha256 Sha256Sum::finish() noexcept {
    Sha256 hash;
    crypto_hash_sha256_final(&inside_->state, hash.data());
    return hash;
}

std::string hex(std::string_view bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

std::string hex(const Sha256& hash) {
    return hex(std::string_view(reinterpret_cast<const char*>(hash.data()), hash.size()));
}

}  // namespace comity
