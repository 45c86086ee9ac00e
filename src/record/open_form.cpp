#include "record/open_form.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "proof/base64.hpp"

namespace comity::record::open_form {

namespace {

constexpr std::size_t digits_of_hash = 64;
constexpr std::size_t salt_bytes = 32;

bool is_digit(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }
bool are_digits(std::string_view text, std::size_t count) noexcept { return text.size() == count && std::all_of(text.begin(), text.end(), is_digit); }

std::uint8_t worth(char c) noexcept { return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10); }

Sha256 hash_from(std::string_view digits) {
    if (!are_digits(digits, digits_of_hash)) throw Error(Fault::bad_request, "its leaf is no SHA-256: 64 hexadecimal digits in lower case");
    Sha256 hash{};
    for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<std::uint8_t>(worth(digits[2 * i]) << 4U | worth(digits[2 * i + 1]));
    return hash;
}

std::int64_t count_in(const json::Value& value, std::string_view name) {
    const auto* number = value[name].as_integer();
    if (number == nullptr || *number < 0) throw Error(Fault::bad_request, "its \"{}\" is no number from 0 on", name);
    return *number;
}

}  // namespace

std::string_view name_of(Absence absence) noexcept { return absence == Absence::erased ? erased_kind : withheld_kind; }

About About::parse(std::string_view text) {
    const json::Value value = json::parse(text);
    const std::int64_t written = value.integer("form");
    if (written > form) throw Error(Fault::refused, "a newer Comity wrote it (form {}, this one knows up to {}): install that one or a newer", written, form);
    if (written < 1) throw Error(Fault::bad_request, "it does not say of which form the folder is");
    About made{value.text("log"), value.text("identity"), value.text("purpose"), count_in(value, "entries"), count_in(value, "erased"), count_in(value, "withheld"), count_in(value, "files")};
    if (made.origin.empty()) throw Error(Fault::bad_request, "it does not name the log");
    if (!are_digits(made.identity, 32)) throw Error(Fault::bad_request, "its \"identity\" is not 32 hexadecimal digits");
    const auto* sizes = value["witnessed"].as_array();  // none in an export of an older program
    for (std::size_t i = 0; sizes != nullptr && i < sizes->size(); ++i) {
        const auto* size = (*sizes)[i].as_integer();
        if (size == nullptr || *size < 0 || (!made.witnessed.empty() && *size <= made.witnessed.back())) {
            throw Error(Fault::bad_request, "its \"witnessed\" are not the numbers of entries of checkpoints, each larger than the one in front");
        }
        made.witnessed.push_back(*size);
    }
    if (made.purpose != "own" && made.purpose != "demonstration") throw Error(Fault::bad_request, "its \"purpose\" is neither own nor demonstration");
    return made;
}

std::string About::text() const {
    return json::write(json::Object{{"form", form}, {"log", origin}, {"identity", identity}, {"purpose", purpose}, {"entries", entries}, {"erased", erased}, {"withheld", withheld}, {"files", files},
                                    {"witnessed", json::Array(witnessed.begin(), witnessed.end())}},
                       json::Style::pretty) + "\n";
}

std::string Line::text() const {
    json::Object members{{"position", position}, {"leaf", hex(leaf)}};
    if (absent) {
        members.emplace_back("absent", name_of(*absent));
    } else {
        members.emplace_back("salt", proof::base64(salt));
        members.emplace_back("canonical", canonical);
    }
    return json::write(members) + "\n";
}

Checked checked_line(std::string_view text) {
    const json::Value value = json::parse(text);
    Checked made;
    made.line.position = count_in(value, "position");
    made.line.leaf = hash_from(value.text("leaf"));
    if (const json::Value& absent = value["absent"]; !absent.is_null()) {
        const bool erased = absent == json::Value(name_of(Absence::erased));
        if (!erased && absent != json::Value(name_of(Absence::withheld))) throw Error(Fault::bad_request, "its \"absent\" is neither erased nor withheld");
        if (!value["salt"].is_null() || !value["canonical"].is_null()) throw Error(Fault::bad_request, "it says that its entry is absent, and has something of it");
        made.line.absent = erased ? Absence::erased : Absence::withheld;
        return made;
    }
    const auto salt = proof::from_base64(value.text("salt"));
    if (!salt || salt->size() != salt_bytes) throw Error(Fault::bad_request, "its salt is not 32 bytes in base64");
    made.line.salt = *salt;
    made.line.canonical = value.text("canonical");
    if (sha256(made.line.salt + made.line.canonical) != made.line.leaf) {
        throw Error(Fault::bad_request, "its leaf is not that of its salt and its entry: one of them was changed after it was written");
    }
    const json::Value entry = json::parse(made.line.canonical);
    made.entry = entry_from(entry);
    if (json::canonical(entry) != made.line.canonical) throw Error(Fault::bad_request, "its entry is not in the canonical form");
    made.entry.position = made.line.position;
    made.entry.leaf = made.line.leaf;
    return made;
}

bool is_confidential(std::string_view canonical) {
    // The canonical form has no blanks: most entries need no second look.
    if (canonical.find("\"confidential\":true") == std::string_view::npos) return false;
    return json::parse(canonical)["confidential"] == json::Value(true);
}

void each_named(std::string_view canonical, const std::function<void(std::string_view)>& take) {
    for (std::size_t at = 0; at < canonical.size();) {
        if (!is_digit(canonical[at])) {
            ++at;
            continue;
        }
        const std::size_t begin = at;
        while (at < canonical.size() && is_digit(canonical[at])) ++at;
        if (at - begin == digits_of_hash) take(canonical.substr(begin, digits_of_hash));
    }
}

std::string file_of(std::string_view sha256) { return fmt::format("files/{}/{}", sha256.substr(0, 2), sha256); }
std::string witnessed_file(std::int64_t size) { return fmt::format("witnessed/{}", size); }
std::string listed(std::string_view sha256) { return fmt::format("{}  {}\n", sha256, file_of(sha256)); }

std::string hash_listed(std::string_view line) {
    const std::string_view hash = line.substr(0, digits_of_hash);
    if (!are_digits(hash, digits_of_hash) || listed(hash) != std::string(line) + "\n") {
        throw Error(Fault::bad_request, "it should be a SHA-256, two blanks, and files/ with its first two digits and itself");
    }
    return std::string(hash);
}

std::string_view readme() noexcept {
    return R"(This folder is a whole record of Comity in open forms, as it was at one moment. Nothing but common tools is needed to read and to check it.

checkpoint      what the log signed of itself: its name, how many entries it has, and the root of their Merkle tree in base64
                (c2sp.org/tlog-checkpoint, a c2sp.org/signed-note)
log.vkey        the public key of that signature. Get the same key from the keeper in a way that you trust: one that only stands
                beside the signature proves nothing.
entries.jsonl   the log, one JSON object a line, in order:
                  position   from 0 on, without gaps
                  leaf       SHA-256 over salt and canonical, one behind the other; hexadecimal digits
                  salt       32 random bytes, base64
                  canonical  the entry: JSON in the canonical form of RFC 8785, exactly as it was hashed
                An entry whose text is not here has "absent" in place of the last two: "erased" where it was erased for good,
                "withheld" where it is confidential. Its leaf stays, so the tree is proved with it and without its words.
tile/           the tree's hashes and the data of its leaves (c2sp.org/tlog-tiles): this folder can be put on any web server
files/          the bytes that entries name, each under its SHA-256 in a folder of its first two digits: documents as they came,
                and texts over 4 KB, which an entry names as {"$text": SHA-256}
witnessed/      checkpoints of earlier moments that witnesses have signed beside the log (c2sp.org/tlog-cosignature), each under its number of entries
files.sha256    the list of these: "sha256sum --check files.sha256" checks all of them
export.json     the log's name, the digits that it began with, and counts

To check it without Comity:
1. For each line of entries.jsonl that is not absent: SHA-256 of the 32 bytes of salt and the bytes of canonical is leaf.
2. The tree is that of RFC 9162, section 2.1, over the 32 bytes of each leaf: a leaf's node is SHA-256 of a byte 0 and the leaf's
   bytes, an inner node SHA-256 of a byte 1 and its two children. Its root, in base64, is the third line of checkpoint.
3. The signature of checkpoint is Ed25519 over its text up to and with the newline before the empty line. Behind the dash stand the key's
   name and, in base64, four bytes of the key's id and the 64 of the signature.
4. sha256sum --check files.sha256

With Comity: "comity mirror FOLDER --record NEW.record --key KEY" checks all of this and makes a record that can be read and served.
)";
}

}  // namespace comity::record::open_form
