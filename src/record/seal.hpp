// The log's own key and what it signed last. Both stand beside the record and never in it: "comity.record.key", which only its owner can read, and
// "comity.record.checkpoint". What was signed last binds: nothing is signed that doesn't continue it. Private to record/; others use record/receipts.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>

#include "proof/checkpoint.hpp"

namespace comity::record {

/// What the log says of itself at the moment of signing.
struct Heading {
    std::string origin;
    std::string named_key;  ///< the public key that the log's last entry about keys names; "" if none ever did
    std::uint64_t size = 0;
    std::function<Sha256(std::uint64_t size)> root;  ///< of any size up to this one
};

/// Thread-safe, and between processes.
class Seal {
public:
    /// "" keeps both in memory.
    explicit Seal(std::filesystem::path record_file) : record_(std::move(record_file)) {}

    /// Signs what `look` says, asked for once nobody else is signing. The very note of last time if nothing came in meanwhile. Makes the key if this log
    /// never had one. Throws Error(refused) if the log is shorter than what was signed or another one, or if the key can be read by others;
    /// Error(unavailable) if the key is missing.
    proof::Note sign(const std::function<Heading()>& look);
    /// The public key; makes one as sign() does.
    proof::VerifierKey key(const std::function<Heading()>& look);
    /// What was signed last; nullopt if nothing was. Throws Error(unavailable) if the file is none.
    [[nodiscard]] std::optional<proof::Note> last() const;

    /// A key to come: kept beside the one in use until the log names it. `origin` is its name.
    enum class Old { signs_once_more, is_not_believed };
    proof::VerifierKey prepare_next(const std::string& origin, Old old);
    /// Once the log names the prepared key: a checkpoint of both keys (of the new one alone where the old one is lost or stolen); the old one is gone then.
    proof::Note turn_over(const std::function<Heading()>& look);
    /// For a log that begins anew under another name: keeps neither key nor checkpoint of the one before.
    void begin_anew();

private:
    class Turn;
    [[nodiscard]] std::filesystem::path beside(const char* ending) const;
    std::optional<proof::SigningKey> stored(const char* ending) const;
    void store(const char* ending, const proof::SigningKey& key);
    proof::SigningKey ready_key(const Heading& heading);
    void check_continues(const Heading& heading) const;
    void keep(const proof::Note& note);

    std::filesystem::path record_;
    mutable std::mutex turn_;
    std::optional<proof::SigningKey> key_in_memory_, next_in_memory_, leaving_;
    std::optional<proof::Note> last_in_memory_;
};

/// A fresh key of that name; the bytes that it was drawn from are wiped.
proof::SigningKey drawn_key(proof::KeyKind kind, const std::string& name);
/// Writes a file so that it is there wholly or not at all, and stays through a power cut. `mode` as of chmod.
void write_durably(const std::filesystem::path& file, std::string_view bytes, unsigned mode);
/// nullopt if there is none.
std::optional<std::string> read_whole(const std::filesystem::path& file);

}  // namespace comity::record
