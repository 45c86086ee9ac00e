// Signed notes (c2sp.org/signed-note): a text with signatures below it, and the keys that make and check them. The only door to Ed25519.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace comity::proof {

/// What a key signs.
enum class KeyKind : std::uint8_t {
    log = 0x01,      ///< Ed25519 over the text of a note
    witness = 0x04,  ///< Ed25519 over a checkpoint and the time at which it was seen (c2sp.org/tlog-cosignature)
};

/// A public key with the name of its owner: "example.org/log+033de0ae+Ac4z...".
struct VerifierKey {
    std::string name;
    KeyKind kind = KeyKind::log;
    std::array<std::uint8_t, 32> key{};

    /// Throws Error(bad_request) for what is none, or whose id is not that of its name and key.
    static VerifierKey parse(std::string_view text);
    [[nodiscard]] std::string text() const;
    /// The first four bytes of SHA-256(name || newline || kind || key).
    [[nodiscard]] std::uint32_t id() const;
    bool operator==(const VerifierKey&) const = default;
};

/// A secret key. Its text form, "PRIVATE+KEY+name+id+...", is for one file only; nothing prints it by chance.
class SigningKey {
public:
    /// From 32 random bytes.
    SigningKey(std::string name, KeyKind kind, const std::array<std::uint8_t, 32>& seed);
    static SigningKey parse(std::string_view text);
    ~SigningKey();
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;

    [[nodiscard]] std::string secret_text() const;
    [[nodiscard]] const VerifierKey& verifier() const { return verifier_; }
    /// The 64 bytes of Ed25519 over exactly this message.
    [[nodiscard]] std::string sign(std::string_view message) const;

private:
    std::array<std::uint8_t, 32> seed_;
    VerifierKey verifier_;
};

struct NoteSignature {
    std::string name;
    std::uint32_t id = 0;
    std::string bytes;  ///< of the signature itself, behind the id
    bool operator==(const NoteSignature&) const = default;
};

struct Note {
    std::string text;  ///< with its last newline
    std::vector<NoteSignature> signatures;

    static constexpr std::size_t most_bytes = 1U << 20;
    static constexpr std::size_t most_signatures = 64;

    /// Throws Error(bad_request) for what is no note in exactly that form.
    static Note parse(std::string_view bytes);
    [[nodiscard]] std::string bytes() const;
    bool operator==(const Note&) const = default;
};

/// A further signature of a log's key under the note.
void sign(Note& note, const SigningKey& key);
/// A witness's: it saw this checkpoint at that time (seconds since 1970).
void cosign(Note& note, const SigningKey& key, std::uint64_t seen);

/// By which of the keys the note is signed.
struct Signed {
    VerifierKey key;
    std::optional<std::uint64_t> seen;  ///< of a witness: when
};
/// Each key at most once, in the order of the signatures; signatures of other keys are passed over. Throws Error(refused) if a signature that
/// names one of these keys is not its: then nothing of the note is to be believed.
std::vector<Signed> signed_by(const Note& note, std::span<const VerifierKey> keys);

/// Names of keys and origins: not empty, no blanks, no plus, no control characters, UTF-8.
bool is_key_name(std::string_view name) noexcept;
bool is_utf8(std::string_view bytes) noexcept;

}  // namespace comity::proof
