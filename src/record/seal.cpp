#include "record/seal.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.hpp"
#include "record/lock.hpp"
#include "system/descriptor.hpp"

namespace comity::record {

namespace fs = std::filesystem;

namespace {

constexpr const char* in_use = ".key";
constexpr const char* next = ".key.next";
constexpr const char* signed_last = ".checkpoint";

[[noreturn]] void fail(const fs::path& file) {
    throw Error(Fault::unavailable, "{} can't be written ({}): see that its folder is yours and the disk has room", file.string(),
                std::system_category().message(errno));
}

}  // namespace

proof::SigningKey drawn_key(proof::KeyKind kind, const std::string& name) {
    std::array<std::uint8_t, 32> seed{};
    randombytes_buf(seed.data(), seed.size());
    proof::SigningKey key(name, kind, seed);
    sodium_memzero(seed.data(), seed.size());
    return key;
}

void write_durably(const fs::path& file, std::string_view bytes, unsigned mode) {
    const fs::path fresh = file.string() + ".new";
    {
        ::unlink(fresh.c_str());
        const Descriptor opened(open(fresh.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, static_cast<mode_t>(mode)));
        if (opened.number() < 0) fail(file);
        for (std::size_t at = 0; at < bytes.size();) {
            const ssize_t written = ::write(opened.number(), bytes.data() + at, bytes.size() - at);
            if (written < 0) fail(file);
            at += static_cast<std::size_t>(written);
        }
        if (fsync(opened.number()) != 0) fail(file);
    }
    if (rename(fresh.c_str(), file.c_str()) != 0) fail(file);
    const Descriptor folder(open(file.has_parent_path() ? file.parent_path().c_str() : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.number() >= 0) fsync(folder.number());
}

std::optional<std::string> read_whole(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        std::error_code failed;
        if (!fs::exists(file, failed) && !failed) return std::nullopt;
        throw Error(Fault::refused, "{} can't be read: it belongs to another user", file.string());
    }
    return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

/// One signs at a time: threads by the mutex, processes by a lock beside the key.
class Seal::Turn {
public:
    explicit Turn(const Seal& seal) : hold_(seal.turn_) {
        if (seal.record_.empty()) return;
        for (int tries = 0; tries < 2000; ++tries) {
            lock_ = Lock::try_take(seal.beside(".key.lock"));
            if (lock_) return;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        throw Error(Fault::conflict, "another process has been signing for {} for ten seconds: try again", seal.record_.string());
    }

private:
    std::unique_lock<std::mutex> hold_;
    std::optional<Lock> lock_;
};

fs::path Seal::beside(const char* ending) const { return record_.string() + ending; }

std::optional<proof::SigningKey> Seal::stored(const char* ending) const {
    if (record_.empty()) return ending == in_use ? key_in_memory_ : next_in_memory_;
    const fs::path file = beside(ending);
    const auto text = read_whole(file);
    if (!text) return std::nullopt;
    struct stat facts {};
    if (stat(file.c_str(), &facts) != 0 || (facts.st_mode & 077) != 0) {
        throw Error(Fault::refused, "the key {} can be read by others, so it is no secret: if nobody else had it, chmod 600 it; else comity key stolen",
                    file.string());
    }
    return proof::SigningKey::parse(text->substr(0, text->find('\n')));
}

void Seal::store(const char* ending, const proof::SigningKey& key) {
    if (record_.empty()) {
        (ending == in_use ? key_in_memory_ : next_in_memory_) = key;
        return;
    }
    write_durably(beside(ending), key.secret_text() + "\n", 0600);
}

std::optional<proof::Note> Seal::last() const {
    if (record_.empty()) return last_in_memory_;
    const auto bytes = read_whole(beside(signed_last));
    if (!bytes) return std::nullopt;
    try {
        return proof::Note::parse(*bytes);
    } catch (const Error& error) {
        throw Error(Fault::unavailable, "{} should be what this log signed last, but {}: put back the last checkpoint that any party has", beside(signed_last).string(),
                    error.what());
    }
}

void Seal::keep(const proof::Note& note) {
    last_in_memory_ = note;
    if (!record_.empty()) write_durably(beside(signed_last), note.bytes(), 0644);
}

proof::SigningKey Seal::ready_key(const Heading& heading) {
    auto key = stored(in_use);
    // A crash between the entry that names a new key and the change of files is made good here.
    if (!heading.named_key.empty() && (!key || key->verifier().text() != heading.named_key)) {
        const auto coming = stored(next);
        if (coming && coming->verifier().text() == heading.named_key) {
            store(in_use, *coming);
            if (!record_.empty()) ::unlink(beside(next).c_str());
            key = coming;
        }
    }
    if (key && (heading.named_key.empty() ? key->verifier().name == heading.origin : key->verifier().text() == heading.named_key)) return *key;
    const auto before = last();
    const bool had_one = !heading.named_key.empty() || key || (before && proof::checkpoint_in(*before).origin == heading.origin);
    if (had_one) {
        throw Error(Fault::unavailable, "the key {} is {}: put it back, or run comity key lost", beside(in_use).string(), key ? "not the one of this log" : "missing");
    }
    store(in_use, drawn_key(proof::KeyKind::log, heading.origin));
    return *stored(in_use);
}

void Seal::check_continues(const Heading& heading) const {
    const auto before = last();
    if (!before) return;
    const proof::Checkpoint said = proof::checkpoint_in(*before);
    if (said.origin != heading.origin) return;  // of the log before a restore: the log itself names it
    if (said.size > heading.size) {
        throw Error(Fault::refused, "this record has {} entries, but its log has signed for {}: an older state was put in its place; comity restore does that openly",
                    heading.size, said.size);
    }
    if (heading.root(said.size) != said.root) {
        throw Error(Fault::refused, "the first {} entries are not those that this log has signed for: run comity verify, and restore a backup", said.size);
    }
}

proof::Note Seal::sign(const std::function<Heading()>& look) {
    const Turn turn(*this);
    const Heading heading = look();
    const proof::SigningKey key = ready_key(heading);
    check_continues(heading);
    const auto before = last();
    const proof::Checkpoint now{heading.origin, heading.size, heading.root(heading.size), {}};
    if (before && before->text == now.text() && !proof::signed_by(*before, std::array{key.verifier()}).empty()) return *before;
    proof::Note note{now.text(), {}};
    proof::sign(note, key);
    keep(note);
    return note;
}

proof::VerifierKey Seal::key(const std::function<Heading()>& look) {
    const Turn turn(*this);
    return ready_key(look()).verifier();
}

proof::VerifierKey Seal::prepare_next(const std::string& origin, Old old) {
    const Turn turn(*this);
    leaving_.reset();
    if (old == Old::signs_once_more) {
        leaving_ = stored(in_use);
    } else if (!record_.empty()) {
        ::unlink(beside(in_use).c_str());
    } else {
        key_in_memory_.reset();
    }
    store(next, drawn_key(proof::KeyKind::log, origin));
    return stored(next)->verifier();
}

proof::Note Seal::turn_over(const std::function<Heading()>& look) {
    const Turn turn(*this);
    const Heading heading = look();
    const proof::SigningKey key = ready_key(heading);
    check_continues(heading);
    proof::Note note{proof::Checkpoint{heading.origin, heading.size, heading.root(heading.size), {}}.text(), {}};
    if (leaving_) proof::sign(note, *leaving_);
    leaving_.reset();
    proof::sign(note, key);
    keep(note);
    return note;
}

void Seal::begin_anew() {
    const Turn turn(*this);
    key_in_memory_.reset();
    next_in_memory_.reset();
    last_in_memory_.reset();
    if (record_.empty()) return;
    for (const char* ending : {in_use, next, signed_last}) ::unlink(beside(ending).c_str());
}

}  // namespace comity::record
