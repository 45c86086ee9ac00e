// A witness: somebody whom the parties trust to say which history of a log was shown to them. It keeps no record, only a key and what it last saw of
// each log, and signs nothing that contradicts what it saw. So two parties who ask for its signature can't be shown two different pasts
// (c2sp.org/tlog-witness, c2sp.org/tlog-cosignature).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

#include "proof/checkpoint.hpp"
#include "record/lock.hpp"

namespace comity::record {

/// A folder of its owner alone. One process has it at a time.
class WitnessBook {
public:
    /// Throws Error(not_found) where there is none, Error(refused) if others can read the key, Error(conflict) while another process has it.
    static WitnessBook open(const std::filesystem::path& folder);
    /// With a key of that name, such as "witness.example.org/harbour". Throws Error(conflict) if there is a witness already, Error(bad_request) for a name
    /// that no key can have.
    static WitnessBook make(const std::filesystem::path& folder, std::string_view name);

    [[nodiscard]] const proof::VerifierKey& key() const { return key_.verifier(); }

    struct Watched {
        proof::VerifierKey log;
        std::optional<proof::Note> seen;  ///< last, with the signatures that it bore
    };
    /// By the names of the logs.
    [[nodiscard]] std::vector<Watched> logs() const;
    /// From now on it looks at this log. A second key of a name stands for the first, after the log has changed it; what was seen stays.
    void watch(const proof::VerifierKey& log);

    /// Looks at a checkpoint, remembers it durably, and only then signs it: gives it with the signature added. `seconds` since 1970: now.
    /// Error(refused) if no log that it watches has signed it, if it contradicts what was seen, or if it is older. Error(bad_request) if the proof that
    /// leads here from what was seen is missing: the sentence says from how many entries it must begin.
    proof::Note see(const proof::Note& checkpoint, const std::optional<proof::GrowthProof>& growth, std::uint64_t seconds);

private:
    WitnessBook(std::filesystem::path folder, const proof::SigningKey& key, Lock lock) : folder_(std::move(folder)), key_(key), lock_(std::move(lock)) {}
    [[nodiscard]] std::filesystem::path file_of(std::string_view origin, const char* ending) const;

    std::filesystem::path folder_;
    proof::SigningKey key_;
    Lock lock_;
};

}  // namespace comity::record
