// What people prove themselves with: passwords (Argon2id), one-time codes (RFC 6238), and secrets drawn by the program, of which only hashes are kept.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace comity::accounts {

/// Seconds since 1970, UTC.
using Seconds = std::int64_t;

/// 32 bytes drawn, as 43 letters for links, cookies and tokens (RFC 4648, section 5, without padding).
std::string drawn_secret();
/// How a drawn secret is kept: SHA-256, 64 hexadecimal digits. Enough for 256 random bits, not for what people think up.
std::string kept_form(std::string_view secret);
/// Takes the same time wherever the first difference is.
bool same(std::string_view a, std::string_view b) noexcept;

// --- passwords ---------------------------------------------------------------------------------------------------------------

/// Argon2id with 19 MiB, 2 passes, 1 lane (OWASP Password Storage Cheat Sheet) and its own salt, in the usual notation ("$argon2id$...").
/// Throws Error(unavailable) if the memory is not there.
std::string password_hash(std::string_view password);
/// An empty hash costs the same time and is nobody's password.
bool is_password(std::string_view hash, std::string_view password);

enum class PasswordFault { none, too_short, too_long, too_simple };
inline constexpr std::size_t least_letters = 12, most_bytes = 1000;
/// Length is what counts (NIST SP 800-63B, 5.1.1.2); besides no password of a few letters over and over, and none with the sign-in name in it.
PasswordFault fault_of(std::string_view password, std::string_view sign_in_name);

// --- one-time codes ------------------------------------------------------------------------------------------------------------

/// RFC 4648, section 6, without padding: how secrets are typed into an authenticator.
std::string base32(std::string_view bytes);

/// HMAC over SHA-1, which is what authenticators speak (RFC 2104, RFC 3174; computed by Nettle).
std::string hmac_sha1(std::string_view key, std::string_view message);
/// The code of a step of 30 seconds (RFC 4226, 5.3; RFC 6238, 4.2): "287082".
std::string one_time_code(std::string_view secret, std::int64_t step, int digits = 6);
/// The step of which this is the code: now's, the one before or after, and none up to `last_used`, so that no code is taken twice. Blanks
/// within are passed over. nullopt if it is none of them.
std::optional<std::int64_t> step_of_code(std::string_view secret, std::string_view typed, Seconds now, std::int64_t last_used);
/// What an authenticator opens: otpauth://totp/...
std::string authenticator_address(std::string_view secret, std::string_view issuer, std::string_view sign_in_name);

/// One to be used where the authenticator is lost: 80 bits as "ABCD-EFGH-JKLM-NPQR".
std::string drawn_recovery_code();
/// Without signs and blanks, in capitals: as it is hashed.
std::string plain_recovery_code(std::string_view typed);

}  // namespace comity::accounts
