#include "proof/checkpoint.hpp"

#include <charconv>

#include "base/error.hpp"
#include "proof/base64.hpp"

namespace comity::proof {

namespace {

constexpr std::string_view proof_line = "c2sp.org/tlog-proof@v1";
constexpr std::size_t longest_path = 63;

/// Lines of a text, each with its end; what is left behind them.
class Lines {
public:
    Lines(std::string_view text, std::string_view what) : rest_(text), what_(what) {}

    std::string_view next() {
        const std::size_t end = rest_.find('\n');
        if (end == std::string_view::npos) throw wrong(rest_.empty() ? "it ends too early" : "its last line has no end");
        const std::string_view line = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        return line;
    }
    /// A number behind a word: "index 12".
    std::uint64_t number(std::string_view line, std::string_view word) const {
        std::uint64_t value = 0;
        if (line.starts_with(word)) {
            const std::string_view digits = line.substr(word.size());
            const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
            if (failed == std::errc() && end == digits.data() + digits.size() && std::to_string(value) == digits) return value;
        }
        throw wrong(fmt::format("where \"{}\" and a number should stand is something else", word));
    }
    /// Hashes up to the next empty line.
    Hashes hashes() {
        Hashes path;
        for (std::string_view line = next(); !line.empty(); line = next()) {
            const auto hash = hash_from_base64(line);
            if (!hash) throw wrong("a line is no hash of 32 bytes in base64");
            if (path.size() == longest_path) throw wrong("its path is longer than that of any tree");
            path.push_back(*hash);
        }
        return path;
    }
    [[nodiscard]] std::string_view rest() const { return rest_; }
    [[nodiscard]] Error wrong(std::string_view why) const { return {Fault::bad_request, "this is no {}: {}", what_, why}; }

private:
    std::string_view rest_, what_;
};

std::string lines_of(const Hashes& path) {
    std::string out;
    for (const Sha256& hash : path) out += base64(hash) + "\n";
    return out;
}

}  // namespace

Checkpoint Checkpoint::parse(std::string_view text) {
    Lines lines(text, "checkpoint of a log");
    Checkpoint made;
    made.origin = lines.next();
    if (made.origin.empty()) throw lines.wrong("its first line, the log's name, is empty");
    made.size = lines.number(lines.next(), "");
    const auto root = hash_from_base64(lines.next());
    if (!root) throw lines.wrong("its third line is no hash of 32 bytes in base64");
    made.root = *root;
    if (made.size == 0 && made.root != empty_root()) throw lines.wrong("a log without entries has another root");
    while (!lines.rest().empty()) {
        made.extensions.emplace_back(lines.next());
        if (made.extensions.back().empty()) throw lines.wrong("it has an empty line");
    }
    return made;
}

std::string Checkpoint::text() const {
    std::string out = fmt::format("{}\n{}\n{}\n", origin, size, base64(root));
    for (const std::string& line : extensions) out += line + "\n";
    return out;
}

Checkpoint checkpoint_in(const Note& note) { return Checkpoint::parse(note.text); }

InclusionProof InclusionProof::parse(std::string_view bytes) {
    Lines lines(bytes, "proof of an entry");
    if (lines.next() != proof_line) throw lines.wrong(fmt::format("its first line is not {}", proof_line));
    InclusionProof made;
    std::string_view line = lines.next();
    if (line.starts_with("extra ")) {
        made.extra = from_base64(line.substr(6));
        if (!made.extra) throw lines.wrong("what stands behind \"extra\" is no base64");
        line = lines.next();
    }
    made.index = lines.number(line, "index ");
    made.path = lines.hashes();
    made.checkpoint = Note::parse(lines.rest());
    (void)checkpoint_in(made.checkpoint);
    return made;
}

std::string InclusionProof::bytes() const {
    std::string out = std::string(proof_line) + "\n";
    if (extra) out += "extra " + base64(*extra) + "\n";
    return out + fmt::format("index {}\n{}\n", index, lines_of(path)) + checkpoint.bytes();
}

bool InclusionProof::holds_for(const Sha256& leaf) const {
    const Checkpoint claimed = checkpoint_in(checkpoint);
    return includes(leaf, index, claimed.size, path, claimed.root);
}

GrowthProof GrowthProof::parse(std::string_view bytes) {
    Lines lines(bytes, "proof that a log grew");
    GrowthProof made;
    made.old_size = lines.number(lines.next(), "old ");
    made.path = lines.hashes();
    made.checkpoint = Note::parse(lines.rest());
    if (checkpoint_in(made.checkpoint).size < made.old_size) throw lines.wrong("the log has become smaller in it");
    return made;
}

std::string GrowthProof::bytes() const { return fmt::format("old {}\n{}\n", old_size, lines_of(path)) + checkpoint.bytes(); }

bool GrowthProof::holds_for(const Sha256& old_root) const {
    const Checkpoint claimed = checkpoint_in(checkpoint);
    return grows_into(old_size, old_root, claimed.size, claimed.root, path);
}

}  // namespace comity::proof
