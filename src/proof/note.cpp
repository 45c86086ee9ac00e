#include "proof/note.hpp"

#include <algorithm>
#include <charconv>

#include <sodium.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "proof/base64.hpp"

namespace comity::proof {

namespace {

constexpr std::string_view dash = "\xE2\x80\x94 ";  // an em dash and a blank begin each signature
constexpr std::string_view secret_beginning = "PRIVATE+KEY+";

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string big_endian(std::uint64_t number, unsigned bytes) {
    std::string out;
    for (unsigned i = bytes; i-- > 0;) out += static_cast<char>(number >> (8 * i) & 0xFF);
    return out;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t number = 0;
    for (const char c : bytes) number = number << 8 | static_cast<unsigned char>(c);
    return number;
}

/// name+id+base64(kind || 32 bytes)
struct KeyText {
    std::string name;
    std::uint32_t id = 0;
    KeyKind kind = KeyKind::log;
    std::array<std::uint8_t, 32> bytes{};
};

KeyText key_text(std::string_view text, std::string_view what) {
    const auto wrong = [&](std::string_view why) { return Error(Fault::bad_request, "this is no {}: {}; it looks like name+8 hexadecimal digits+base64", what, why); };
    const std::size_t first = text.find('+');
    const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos) throw wrong("a part is missing");
    KeyText made;
    made.name = text.substr(0, first);
    if (!is_key_name(made.name)) throw wrong("its name is none");
    const std::string_view digits = text.substr(first + 1, second - first - 1);
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), made.id, 16);
    if (digits.size() != 8 || failed != std::errc() || end != digits.data() + digits.size() || fmt::format("{:08x}", made.id) != digits) {
        throw wrong("its id is none");
    }
    const auto key = from_base64(text.substr(second + 1));
    if (!key || key->size() != 33) throw wrong("its key is not 33 bytes of base64");
    if (key->front() != '\x01' && key->front() != '\x04') throw wrong("keys of its kind are not known here");
    made.kind = static_cast<KeyKind>(key->front());
    std::copy(key->begin() + 1, key->end(), reinterpret_cast<char*>(made.bytes.data()));
    return made;
}

std::string text_of_key(const VerifierKey& named, const std::array<std::uint8_t, 32>& bytes) {
    std::string key(1, static_cast<char>(named.kind));
    key.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return fmt::format("{}+{:08x}+{}", named.name, named.id(), base64(key));
}

/// What a witness signs of a checkpoint (c2sp.org/tlog-cosignature).
std::string seen_message(std::string_view text, std::uint64_t seen) { return fmt::format("cosignature/v1\ntime {}\n{}", seen, text); }

bool made_by(const VerifierKey& key, std::string_view signature, std::string_view message) {
    return signature.size() == crypto_sign_BYTES && crypto_sign_verify_detached(bytes_of(signature), bytes_of(message), message.size(), key.key.data()) == 0;
}

}  // namespace

bool is_utf8(std::string_view bytes) noexcept {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        const std::size_t more = byte < 0x80 ? 0 : byte >= 0xC2 && byte < 0xE0 ? 1 : byte >= 0xE0 && byte < 0xF0 ? 2 : byte >= 0xF0 && byte < 0xF5 ? 3 : 9;
        if (more == 9 || bytes.size() - i <= more) return false;
        for (std::size_t j = 1; j <= more; ++j) {
            const auto next = static_cast<unsigned char>(bytes[i + j]);
            if ((next & 0xC0) != 0x80) return false;
            // Longer than needed, surrogates, beyond U+10FFFF (RFC 3629, section 4).
            if (j == 1 && ((byte == 0xE0 && next < 0xA0) || (byte == 0xED && next > 0x9F) || (byte == 0xF0 && next < 0x90) || (byte == 0xF4 && next > 0x8F))) {
                return false;
            }
        }
        i += more + 1;
    }
    return true;
}

bool is_key_name(std::string_view name) noexcept {
    if (name.empty() || !is_utf8(name)) return false;
    for (const char c : name) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == '+' || c == 0x7F) return false;
    }
    // Blanks of Unicode (White_Space) beyond ASCII.
    for (const std::string_view blank : {"\xC2\x85", "\xC2\xA0", "\xE1\x9A\x80", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80"}) {
        if (name.find(blank) != std::string_view::npos) return false;
    }
    for (char last = '\x80'; last <= '\x8A'; ++last) {
        if (name.find(std::string("\xE2\x80") + last) != std::string_view::npos) return false;  // U+2000 to U+200A
    }
    return true;
}

// --- keys ------------------------------------------------------------------------------------------------------------------------

VerifierKey VerifierKey::parse(std::string_view text) {
    if (text.starts_with(secret_beginning)) throw Error(Fault::bad_request, "this is a secret key: keep it where it was, and give the public one");
    KeyText made = key_text(text, "public key");
    VerifierKey key{std::move(made.name), made.kind, made.bytes};
    if (key.id() != made.id) throw Error(Fault::bad_request, "the id of the public key is not that of its name and bytes: a letter was changed");
    return key;
}

std::string VerifierKey::text() const { return text_of_key(*this, key); }

std::uint32_t VerifierKey::id() const {
    std::string hashed = name + "\n";
    hashed += static_cast<char>(kind);
    hashed.append(reinterpret_cast<const char*>(key.data()), key.size());
    const Sha256 hash = sha256(hashed);
    return static_cast<std::uint32_t>(from_big_endian({reinterpret_cast<const char*>(hash.data()), 4}));
}

SigningKey::SigningKey(std::string name, KeyKind kind, const std::array<std::uint8_t, 32>& seed) : seed_(seed), verifier_{std::move(name), kind, {}} {
    if (!is_key_name(verifier_.name)) throw Error(Fault::bad_request, "\"{}\" can't be the name of a key: no blanks, no plus", verifier_.name);
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
    crypto_sign_seed_keypair(verifier_.key.data(), secret.data(), seed_.data());
    sodium_memzero(secret.data(), secret.size());
}

SigningKey::~SigningKey() { sodium_memzero(seed_.data(), seed_.size()); }

SigningKey SigningKey::parse(std::string_view text) {
    if (!text.starts_with(secret_beginning)) throw Error(Fault::bad_request, "this is no secret key: one begins with {}", secret_beginning);
    const KeyText made = key_text(text.substr(secret_beginning.size()), "secret key");
    SigningKey key(made.name, made.kind, made.bytes);
    if (key.verifier().id() != made.id) throw Error(Fault::bad_request, "the id of the secret key is not that of its name and bytes: a letter was changed");
    return key;
}

std::string SigningKey::secret_text() const { return std::string(secret_beginning) + text_of_key(verifier_, seed_); }

std::string SigningKey::sign(std::string_view message) const {
    std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open;
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
    crypto_sign_seed_keypair(open.data(), secret.data(), seed_.data());
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, bytes_of(message), message.size(), secret.data());
    sodium_memzero(secret.data(), secret.size());
    return signature;
}

// --- notes -----------------------------------------------------------------------------------------------------------------------

Note Note::parse(std::string_view bytes) {
    const auto wrong = [](std::string_view why) { return Error(Fault::bad_request, "this is no signed note: {}", why); };
    if (bytes.size() > most_bytes) throw Error(Fault::limit, "this is no signed note that is read here: larger than a megabyte");
    if (!is_utf8(bytes)) throw wrong("it is not UTF-8");
    if (std::any_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; })) throw wrong("it has control characters");
    const std::size_t blank = bytes.rfind("\n\n");
    if (blank == std::string_view::npos) throw wrong("no empty line parts its text from its signatures");
    Note note;
    note.text = bytes.substr(0, blank + 1);
    std::string_view rest = bytes.substr(blank + 2);
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        if (end == std::string_view::npos) throw wrong("its last line has no end");
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(end + 1);
        if (!line.starts_with(dash)) throw wrong("a line of its signatures doesn't begin with a dash");
        line.remove_prefix(dash.size());
        const std::size_t gap = line.find(' ');
        const auto signature = gap == std::string_view::npos ? std::nullopt : from_base64(line.substr(gap + 1));
        if (!signature || signature->size() < 5 || !is_key_name(line.substr(0, gap))) throw wrong("a signature is not a name and base64");
        if (note.signatures.size() == most_signatures) throw Error(Fault::limit, "a note with more than {} signatures is not read here", most_signatures);
        note.signatures.push_back({std::string(line.substr(0, gap)), static_cast<std::uint32_t>(from_big_endian(signature->substr(0, 4))), signature->substr(4)});
    }
    if (note.signatures.empty()) throw wrong("nobody has signed it");
    return note;
}

std::string Note::bytes() const {
    std::string out = text + "\n";
    for (const NoteSignature& signature : signatures) out += fmt::format("{}{} {}\n", dash, signature.name, base64(big_endian(signature.id, 4) + signature.bytes));
    return out;
}

void sign(Note& note, const SigningKey& key) {
    COMITY_ENSURE(key.verifier().kind == KeyKind::log && note.text.ends_with('\n'));
    note.signatures.push_back({key.verifier().name, key.verifier().id(), key.sign(note.text)});
}

void cosign(Note& note, const SigningKey& key, std::uint64_t seen) {
    COMITY_ENSURE(key.verifier().kind == KeyKind::witness);
    note.signatures.push_back({key.verifier().name, key.verifier().id(), big_endian(seen, 8) + key.sign(seen_message(note.text, seen))});
}

std::vector<Signed> signed_by(const Note& note, std::span<const VerifierKey> keys) {
    std::vector<Signed> found;
    for (const NoteSignature& signature : note.signatures) {
        const auto key = std::find_if(keys.begin(), keys.end(), [&](const VerifierKey& one) { return one.name == signature.name && one.id() == signature.id; });
        if (key == keys.end()) continue;
        Signed by{*key, std::nullopt};
        bool good = false;
        if (key->kind == KeyKind::log) {
            good = made_by(*key, signature.bytes, note.text);
        } else if (signature.bytes.size() > 8) {
            by.seen = from_big_endian(std::string_view(signature.bytes).substr(0, 8));
            good = *by.seen >> 63 == 0 && made_by(*key, std::string_view(signature.bytes).substr(8), seen_message(note.text, *by.seen));
        }
        if (!good) throw Error(Fault::refused, "a signature that names {} is not that key's: what is signed was changed, or the signature is forged", key->name);
        const bool counted = std::any_of(found.begin(), found.end(), [&](const Signed& one) { return one.key == *key; });
        if (!counted) found.push_back(std::move(by));
    }
    return found;
}

}  // namespace comity::proof
