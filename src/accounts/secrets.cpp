#include "accounts/secrets.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include <fmt/format.h>
#include <nettle/hmac.h>
#include <sodium.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "http/forms.hpp"
#include "system/chance.hpp"

namespace comity::accounts {

namespace {

// OWASP Password Storage Cheat Sheet: Argon2id with m=19456 (19 MiB), t=2, p=1; libsodium has one lane always.
constexpr unsigned long long passes = 2;
constexpr std::size_t memory = 19456ULL * 1024;

constexpr std::string_view base32_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
constexpr Seconds step_seconds = 30;

void ready() { COMITY_ENSURE(sodium_init() >= 0); }

}  // namespace

std::string drawn_secret() {
    const std::string bytes = drawn_bytes(32);
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
    static const std::string nobodys = password_hash(drawn_bytes(32));
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
    const auto bytes = [](std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); };
    hmac_sha1_ctx context;
    hmac_sha1_set_key(&context, key.size(), bytes(key));
    hmac_sha1_update(&context, message.size(), bytes(message));
    std::string mac(SHA1_DIGEST_SIZE, '\0');
    hmac_sha1_digest(&context, mac.size(), reinterpret_cast<std::uint8_t*>(mac.data()));
    return mac;
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
    return fmt::format("otpauth://totp/{}:{}?secret={}&issuer={}", http::query_encoded(issuer), http::query_encoded(sign_in_name), base32(secret), http::query_encoded(issuer));
}

std::string drawn_recovery_code() {
    const std::string letters = base32(drawn_bytes(10));
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
