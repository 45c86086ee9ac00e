#include "accounts/secrets.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <set>

#include <fmt/format.h>
#include <sodium.h>

#include "base/error.hpp"
#include "base/sha256.hpp"

namespace comity::accounts {

namespace {

// OWASP Password Storage Cheat Sheet: Argon2id with m=19456 (19 MiB), t=2, p=1; libsodium has one lane always.
constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19456ULL * 1024;

constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr Seconds step_seconds = 30;

void ready() { COMITY_ENSURE(sodium_init() >= 0); }

using Digest = std::array<std::uint8_t, 20>;

/// One block of 64 bytes (RFC 3174, 6.1).
void take_block(std::array<std::uint32_t, 5>& state, const std::uint8_t* block) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t i = 0; i < 16; ++i) {
        words[i] = static_cast<std::uint32_t>(block[i * 4]) << 24 | static_cast<std::uint32_t>(block[i * 4 + 1]) << 16 |
                   static_cast<std::uint32_t>(block[i * 4 + 2]) << 8 | static_cast<std::uint32_t>(block[i * 4 + 3]);
    }
    for (std::size_t i = 16; i < 80; ++i) words[i] = std::rotl(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t i = 0; i < 80; ++i) {
        std::uint32_t mixed = 0, constant = 0;
        if (i < 20) {
            mixed = (b & c) | (~b & d);
            constant = 0x5A827999U;
        } else if (i < 40) {
            mixed = b ^ c ^ d;
            constant = 0x6ED9EBA1U;
        } else if (i < 60) {
            mixed = (b & c) | (b & d) | (c & d);
            constant = 0x8F1BBCDCU;
        } else {
            mixed = b ^ c ^ d;
            constant = 0xCA62C1D6U;
        }
        const std::uint32_t next = std::rotl(a, 5) + mixed + e + words[i] + constant;
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    const std::array<std::uint32_t, 5> added = {a, b, c, d, e};
    for (std::size_t i = 0; i < state.size(); ++i) state[i] += added[i];
}

/// Only within HMAC: where collisions could be made use of, SHA-256 is taken.
Digest sha1(std::string_view bytes) {
    std::array<std::uint32_t, 5> state = {0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U, 0xC3D2E1F0U};
    std::string padded(bytes);
    padded += '\x80';
    while (padded.size() % 64 != 56) padded += '\0';
    const std::uint64_t bits = static_cast<std::uint64_t>(bytes.size()) * 8;
    for (int shift = 56; shift >= 0; shift -= 8) padded += static_cast<char>((bits >> shift) & 0xFFU);
    for (std::size_t at = 0; at < padded.size(); at += 64) take_block(state, reinterpret_cast<const std::uint8_t*>(padded.data()) + at);
    Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

std::string_view view(const Digest& digest) { return {reinterpret_cast<const char*>(digest.data()), digest.size()}; }

}  // namespace

std::string drawn(std::size_t bytes) {
    ready();
    std::string out(bytes, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

std::string drawn_secret() {
    const std::string bytes = drawn(32);
    std::string text(sodium_base64_ENCODED_LEN(32, sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.resize(std::strlen(text.c_str()));
    return text;
}

std::string kept_form(std::string_view secret) { return hex(sha256(secret)); }

bool same(std::string_view a, std::string_view b) noexcept { return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0; }

std::string password_hash(std::string_view password) {
    ready();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw Error(Fault::unavailable, "the memory of this machine is not enough to hash a password: try again");
    }
    return out.data();
}

bool is_password(std::string_view hash, std::string_view password) {
    ready();
    // What nobody's password can be has a hash, too, so that time does not tell whether there is a password at all.
    static const std::string nobodys = password_hash(drawn(32));
    const std::string against(hash.empty() ? std::string_view(nobodys) : hash);
    const bool right = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0;
    return right && !hash.empty();
}

PasswordFault fault_of(std::string_view password, std::string_view sign_in_name) {
    if (password.size() > most_bytes) return PasswordFault::too_long;
    const auto letters = static_cast<std::size_t>(std::count_if(password.begin(), password.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
    if (letters < least_letters) return PasswordFault::too_short;
    if (std::set<char>(password.begin(), password.end()).size() < 5) return PasswordFault::too_simple;
    std::string low(password);
    std::transform(low.begin(), low.end(), low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (sign_in_name.size() >= 3 && low.find(sign_in_name) != std::string::npos) return PasswordFault::too_simple;
    return PasswordFault::none;
}

std::string base32(std::string_view bytes) {
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (const char c : bytes) {
        held = held << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5) out += base32_letters[(held >> (bits - 5)) & 31U];
        held &= (1U << bits) - 1;
    }
    if (bits > 0) out += base32_letters[(held << (5 - bits)) & 31U];
    return out;
}

std::string hmac_sha1(std::string_view key, std::string_view message) {
    constexpr std::size_t block = 64;
    std::string padded(key.size() > block ? view(sha1(key)) : key);
    padded.resize(block, '\0');
    std::string inner, outer;
    for (const char c : padded) {
        inner += static_cast<char>(c ^ 0x36);
        outer += static_cast<char>(c ^ 0x5c);
    }
    inner += message;
    outer += view(sha1(inner));
    return std::string(view(sha1(outer)));
}

std::string one_time_code(std::string_view secret, std::int64_t step, int digits) {
    std::string counter;
    for (int shift = 56; shift >= 0; shift -= 8) counter += static_cast<char>((static_cast<std::uint64_t>(step) >> shift) & 0xFFU);
    const std::string mac = hmac_sha1(secret, counter);
    const std::size_t at = static_cast<unsigned char>(mac.back()) & 15U;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) number = number << 8 | static_cast<unsigned char>(mac[at + i]);
    std::uint32_t modulus = 1;
    for (int i = 0; i < digits; ++i) modulus *= 10;
    return fmt::format("{:0{}}", (number & 0x7FFFFFFFU) % modulus, digits);
}

std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view typed, Seconds now, std::int64_t last_used) {
    std::string digits(typed);
    std::erase(digits, ' ');
    for (std::int64_t step = now / step_seconds - 1; step <= now / step_seconds + 1; ++step) {
        if (step > last_used && same(one_time_code(secret, step), digits)) return step;
    }
    return std::nullopt;
}

std::string authenticator_address(std::string_view secret, std::string_view issuer, std::string_view sign_in_name) {
    const auto encoded = [](std::string_view text) {
        std::string out;
        for (const char c : text) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
            if (plain) out += c;
            else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
        return out;
    };
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", encoded(issuer), encoded(sign_in_name), base32(secret), encoded(issuer));
}

std::string drawn_recovery_code() {
    const std::string letters = base32(drawn(10));
    return fmt::format("{}-{}-{}-{}", letters.substr(0, 4), letters.substr(4, 4), letters.substr(8, 4), letters.substr(12, 4));
}

std::string plain_recovery_code(std::string_view typed) {
    std::string plain;
    for (const char c : typed) {
        if (c >= 'a' && c <= 'z') plain += static_cast<char>(c - 'a' + 'A');
        else if ((c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7')) plain += c;
    }
    return plain;
}

}  // namespace comity::accounts
