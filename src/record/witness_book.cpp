#include "record/witness_book.hpp"

#include <algorithm>
#include <array>

#include <sys/stat.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "record/seal.hpp"

namespace comity::record {

namespace fs = std::filesystem;

namespace {

constexpr const char* key_file = "witness.key";
constexpr const char* log_ending = ".log";          // the public key of a log
constexpr const char* seen_ending = ".checkpoint";  // what was seen of it last

Lock taken(const fs::path& folder) {
    auto lock = Lock::try_take(folder / "witness.lock");
    if (!lock) throw Error(Fault::conflict, "another process is at work with the witness in {}: try again", folder.string());
    return std::move(*lock);
}

}  // namespace

WitnessBook WitnessBook::open(const fs::path& folder) {
    const fs::path file = folder / key_file;
    std::error_code ignored;
    if (!fs::exists(file, ignored)) throw Error(Fault::not_found, "there is no witness in {} yet: comity witness make NAME makes one", folder.string());
    Lock lock = taken(folder);
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0 || (facts.st_mode & 077U) != 0) {
        throw Error(Fault::refused, "{} can be read by others, so it is no secret: if nobody else had it, chmod 600 it; else make another witness and tell the parties", file.string());
    }
    const auto text = read_whole(file);
    return {folder, proof::SigningKey::parse(text->substr(0, text->find('\n'))), std::move(lock)};
}

WitnessBook WitnessBook::make(const fs::path& folder, std::string_view name) {
    if (!proof::is_key_name(name)) throw Error(Fault::bad_request, "\"{}\" is no name for a key: no blanks and no plus, such as witness.example.org/harbour", name);
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) throw Error(Fault::unavailable, "the folder {} can't be made: {}", folder.string(), failed.message());
    Lock lock = taken(folder);
    const fs::path file = folder / key_file;
    if (fs::exists(file, failed)) throw Error(Fault::conflict, "there is a witness in {} already: choose another folder with --folder", folder.string());
    const proof::SigningKey key = drawn_key(proof::KeyKind::witness, std::string(name));
    write_durably(file, key.secret_text() + "\n", 0600);
    return {folder, key, std::move(lock)};
}

fs::path WitnessBook::file_of(std::string_view origin, const char* ending) const { return folder_ / (hex(sha256(origin)).substr(0, 16) + ending); }

std::vector<WitnessBook::Watched> WitnessBook::logs() const {
    std::vector<Watched> all;
    for (const auto& entry : fs::directory_iterator(folder_)) {
        if (entry.path().extension() != log_ending) continue;
        Watched one{proof::VerifierKey::parse(read_whole(entry.path()).value_or("")), {}};
        if (const auto seen = read_whole(file_of(one.log.name, seen_ending))) one.seen = proof::Note::parse(*seen);
        all.push_back(std::move(one));
    }
    std::sort(all.begin(), all.end(), [](const Watched& a, const Watched& b) { return a.log.name < b.log.name; });
    return all;
}

void WitnessBook::watch(const proof::VerifierKey& log) {
    if (log.kind != proof::KeyKind::log) throw Error(Fault::bad_request, "{} is the key of a witness, not of a log", log.text());
    write_durably(file_of(log.name, log_ending), log.text(), 0600);
}

proof::Note WitnessBook::see(const proof::Note& checkpoint, const std::optional<proof::GrowthProof>& growth, std::uint64_t seconds) {
    const proof::Checkpoint now = proof::checkpoint_in(checkpoint);
    const auto watched = logs();
    const auto log = std::find_if(watched.begin(), watched.end(), [&](const Watched& one) { return one.log.name == now.origin; });
    if (log == watched.end()) throw Error(Fault::refused, "this witness doesn't watch {}: comity witness watch KEY, with the key got from its keeper in a way that you trust", now.origin);
    if (proof::signed_by(checkpoint, std::array{log->log}).empty()) {
        throw Error(Fault::refused, "the key of {} that this witness has, {:08x}, has not signed this: if the log has another key by now, comity witness watch KEY", now.origin, log->log.id());
    }
    if (log->seen) {
        const proof::Checkpoint before = proof::checkpoint_in(*log->seen);
        if (now.size < before.size) throw Error(Fault::refused, "this has {} entries, and {} were seen before: it is older, or entries were taken away; keep both, they would prove it", now.size, before.size);
        const bool same = now.size == before.size && now.root == before.root;
        if (now.size == before.size && !same) {
            throw Error(Fault::refused, "this CONTRADICTS what was seen before: of {} two histories with {} entries were shown; keep this file and {}, together they prove it", now.origin, now.size,
                        file_of(now.origin, seen_ending).string());
        }
        if (!same && (!growth || growth->old_size != before.size)) {
            throw Error(Fault::bad_request, "show that the log only grew since {} entries were seen: comity checkpoint --since, or /log/growth/{} of its server", before.size, before.size);
        }
        if (!same && !growth->holds_for(before.root)) {
            throw Error(Fault::refused, "this CONTRADICTS what was seen before: the first {} entries of {} are others now; keep this file and {}, together they prove it", before.size, now.origin,
                        file_of(now.origin, seen_ending).string());
        }
    }
    // Remembered first: a signature for what is forgotten again would be no promise.
    write_durably(file_of(now.origin, seen_ending), checkpoint.bytes(), 0600);
    proof::Note seen = checkpoint;
    std::erase_if(seen.signatures, [&](const proof::NoteSignature& one) { return one.name == key().name && one.id == key().id(); });
    proof::cosign(seen, key_, seconds);
    return seen;
}

}  // namespace comity::record
