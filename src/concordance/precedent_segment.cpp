#include "concordance/precedent_segment.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "base/error.hpp"
#include "concordance/precedent_parts.hpp"
#include "text/text.hpp"

namespace comity::concordance {

namespace {

constexpr std::uint64_t magic = 0x3153524354494D43U;  // "CMITCRS1"
constexpr std::uint64_t version = 1;
constexpr std::size_t header_size = 80;
constexpr std::uint64_t key_bits = 48;
constexpr std::size_t most_wordings_before_full = 32'768;
constexpr std::size_t most_passages = 32'768;  ///< of one document: with the line above, wordings of a segment fit into 16 bits

/// The finalizer of MurmurHash3 (public domain): each bit of what goes in has a say in each bit that comes out.
constexpr std::uint64_t mixed(std::uint64_t x) {
    x ^= x >> 33U;
    x *= 0xFF51AFD7ED558CCDU;
    x ^= x >> 33U;
    x *= 0xC4CEB9FE1A85EC53U;
    return x ^ (x >> 33U);
}

constexpr std::uint64_t rotated(std::uint64_t x, unsigned by) { return x << by | x >> (64U - by); }

std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
    return mixed(hash);
}

std::uint64_t checksum_of(std::string_view bytes) {
    std::uint64_t sum = bytes.size();
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
        std::uint64_t eight = 0;
        for (std::size_t i = 0; i < 8 && at + i < bytes.size(); ++i) eight |= std::uint64_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
        sum = mixed(rotated(sum, 17) ^ eight);
    }
    return sum;
}

void put(std::string& out, std::uint64_t number, unsigned bytes) {
    for (unsigned i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8 * i) & 0xFFU);
}

void put_varint(std::string& out, std::uint32_t number) {
    for (; number >= 0x80U; number >>= 7U) out += static_cast<char>((number & 0x7FU) | 0x80U);
    out += static_cast<char>(number);
}

}  // namespace

std::vector<std::uint64_t> word_hashes(std::string_view passage) {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(passage.size() / 5);
    text::for_each_word(passage, [&](std::string_view word, std::uint32_t, std::uint32_t) { hashes.push_back(hash_of(word)); });
    return hashes;
}

std::vector<std::uint64_t> run_keys(std::span<const std::uint64_t> words) {
    std::vector<std::uint64_t> keys;
    if (words.size() < 3) return keys;
    keys.reserve(words.size() - 2);
    for (std::size_t i = 0; i + 2 < words.size(); ++i) {
        keys.push_back(mixed(words[i] + rotated(words[i + 1], 21) * 3 + rotated(words[i + 2], 42) * 5) >> (64 - key_bits));
    }
    return keys;
}

// --- parts --------------------------------------------------------------------------------------------------------------

void PrecedentParts::add_list(std::uint64_t key, std::span<const std::uint32_t> wording_list) {
    upper.push_back(static_cast<std::uint32_t>(key >> 16U));
    lower.push_back(static_cast<std::uint16_t>(key & 0xFFFFU));
    if (wording_list.size() == 1) {
        values.push_back(wording_list.front() | 0x80000000U);
        return;
    }
    if (lists.size() >= 0x80000000U) throw Error(Fault::limit, "a segment of the precedent index would grow beyond 2 GB: several records are faster than one");
    values.push_back(static_cast<std::uint32_t>(lists.size()));
    put_varint(lists, static_cast<std::uint32_t>(wording_list.size()));
    std::uint32_t last = 0;
    for (const auto wording : wording_list) {
        put_varint(lists, wording - last);
        last = wording;
    }
}

std::uint32_t PrecedentStrings::kept(std::string_view text) {
    text = text.substr(0, 0xFFFF);
    const auto found = by_text_.find(std::string(text));
    if (found != by_text_.end()) return found->second;
    const auto at = static_cast<std::uint32_t>(bytes_.size());
    by_text_.emplace(text, at);
    put(bytes_, text.size(), 2);
    bytes_ += text;
    return at;
}

std::string PrecedentParts::assembled() && {
    std::string out;
    out.reserve(header_size + documents.size() * 16 + wordings.size() * 16 + 16 + places.size() * 8 + upper.size() * 10 + strings.bytes().size() + lists.size());
    for (const std::uint64_t number : {magic, version, std::uint64_t{0}, std::uint64_t{documents.size()}, std::uint64_t{wordings.size()},
                                       std::uint64_t{places.size()}, std::uint64_t{upper.size()}, std::uint64_t{strings.bytes().size()},
                                       std::uint64_t{lists.size()}, std::uint64_t{0}}) {
        put(out, number, 8);
    }
    for (const auto& document : documents) {
        put(out, static_cast<std::uint64_t>(document.number), 8);
        put(out, document.date, 4);
        put(out, document.symbol, 4);
    }
    std::size_t place = 0;
    for (std::size_t i = 0; i <= wordings.size(); ++i) {
        while (place < places.size() && places[place].wording < i) ++place;
        put(out, i < wordings.size() ? wordings[i].hash : 0, 8);
        put(out, i < wordings.size() ? wordings[i].words : 0, 4);
        put(out, i < wordings.size() ? place : places.size(), 4);
    }
    for (const auto& stands : places) {
        put(out, stands.document, 4);
        put(out, stands.place, 4);
    }
    for (const auto number : upper) put(out, number, 4);
    for (const auto number : lower) put(out, number, 2);
    for (const auto number : values) put(out, number, 4);
    out += strings.bytes();
    out += lists;
    std::string head;
    put(head, out.size(), 8);
    out.replace(16, 8, head);
    head.clear();
    put(head, checksum_of(std::string_view(out).substr(header_size)), 8);
    out.replace(72, 8, head);
    return out;
}

// --- builder ------------------------------------------------------------------------------------------------------------

PrecedentBuilder::PrecedentBuilder() : parts_(std::make_unique<PrecedentParts>()) {}
PrecedentBuilder::~PrecedentBuilder() = default;

bool PrecedentBuilder::full() const { return parts_->wordings.size() > most_wordings_before_full; }
bool PrecedentBuilder::empty() const { return parts_->documents.empty(); }

void PrecedentBuilder::add(const PrecedentSource& source) {
    const auto document = static_cast<std::uint32_t>(parts_->documents.size());
    const std::uint32_t date = source.date ? static_cast<std::uint32_t>(source.date->year() * 10000 + source.date->month() * 100 + source.date->day()) : 0;
    parts_->documents.push_back({source.document, date, parts_->strings.kept(source.symbol)});
    const std::size_t most = parts_->wordings.size() + most_passages;
    for (const auto& passage : source.passages) {
        const auto words = word_hashes(passage.text);
        if (words.size() < 3 || parts_->wordings.size() >= most) continue;
        std::uint64_t hash = words.size();
        for (const auto word : words) hash = mixed(rotated(hash, 5) ^ word);
        const auto next = static_cast<std::uint32_t>(parts_->wordings.size());
        const auto [found, is_new] = by_hash_.emplace(hash, next);
        parts_->places.push_back({found->second, document, parts_->strings.kept(passage.place)});
        if (!is_new) continue;
        parts_->wordings.push_back({hash, static_cast<std::uint32_t>(words.size())});
        auto keys = run_keys(words);
        std::sort(keys.begin(), keys.end());
        keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
        for (const auto key : keys) postings_.push_back(key << 16U | next);
    }
}

std::string PrecedentBuilder::finish() {
    std::sort(postings_.begin(), postings_.end());
    std::vector<std::uint32_t> list;
    for (std::size_t i = 0; i < postings_.size();) {
        const std::uint64_t key = postings_[i] >> 16U;
        list.clear();
        for (; i < postings_.size() && postings_[i] >> 16U == key; ++i) list.push_back(static_cast<std::uint32_t>(postings_[i] & 0xFFFFU));
        parts_->add_list(key, list);
    }
    std::stable_sort(parts_->places.begin(), parts_->places.end(), [](const auto& a, const auto& b) { return a.wording < b.wording; });
    std::string bytes = std::move(*parts_).assembled();
    parts_ = std::make_unique<PrecedentParts>();
    postings_.clear();
    by_hash_.clear();
    return bytes;
}

// --- segment ------------------------------------------------------------------------------------------------------------

void PrecedentSegment::damaged() { throw Error(Fault::unavailable, "the precedent index is damaged: comity rebuild makes it anew"); }

std::uint32_t PrecedentSegment::load32(std::size_t at) const {
    const auto* p = reinterpret_cast<const unsigned char*>(bytes_.data()) + at;
    return std::uint32_t{p[0]} | std::uint32_t{p[1]} << 8U | std::uint32_t{p[2]} << 16U | std::uint32_t{p[3]} << 24U;
}

std::uint64_t PrecedentSegment::load64(std::size_t at) const { return load32(at) | std::uint64_t{load32(at + 4)} << 32U; }

PrecedentSegment PrecedentSegment::over(std::string_view bytes) {
    PrecedentSegment segment;
    segment.bytes_ = bytes;
    if (bytes.size() < header_size || segment.load64(0) != magic || segment.load64(8) != version || segment.load64(16) != bytes.size()) damaged();
    std::size_t at = header_size;
    const auto section = [&](std::uint64_t count, std::size_t each) {
        if (count > std::numeric_limits<std::uint32_t>::max() || count * each > bytes.size() - at) damaged();
        const std::size_t begin = at;
        at += static_cast<std::size_t>(count) * each;
        return begin;
    };
    std::array<std::uint64_t, 6> counts{};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        counts[i] = segment.load64(24 + i * 8);
        if (counts[i] >= std::numeric_limits<std::uint32_t>::max()) damaged();
    }
    segment.documents_ = static_cast<std::uint32_t>(counts[0]);
    segment.wordings_ = static_cast<std::uint32_t>(counts[1]);
    segment.places_ = static_cast<std::uint32_t>(counts[2]);
    segment.keys_ = static_cast<std::uint32_t>(counts[3]);
    segment.documents_at_ = section(counts[0], 16);
    segment.wordings_at_ = section(counts[1] + 1, 16);
    segment.places_at_ = section(counts[2], 8);
    segment.upper_ = section(counts[3], 4);
    segment.lower_ = section(counts[3], 2);
    segment.values_ = section(counts[3], 4);
    segment.strings_ = section(counts[4], 1);
    segment.lists_ = section(counts[5], 1);
    if (at != bytes.size()) damaged();
    return segment;
}

void PrecedentSegment::check() const {
    if (checksum_of(bytes_.substr(header_size)) != load64(72)) damaged();
}

std::string_view PrecedentSegment::string_at(std::uint32_t offset) const {
    const std::size_t room = lists_ - strings_;
    if (offset >= room || room - offset < 2) damaged();
    const auto* at = reinterpret_cast<const unsigned char*>(bytes_.data()) + strings_ + offset;
    const std::size_t length = at[0] | std::size_t{at[1]} << 8U;
    if (length > room - offset - 2) damaged();
    return bytes_.substr(strings_ + offset + 2, length);
}

PrecedentSegment::Document PrecedentSegment::document(std::uint32_t index) const {
    if (index >= documents_) damaged();
    const std::size_t at = documents_at_ + std::size_t{index} * 16;
    return {static_cast<std::int64_t>(load64(at)), load32(at + 8), string_at(load32(at + 12))};
}

PrecedentSegment::Wording PrecedentSegment::wording(std::uint32_t index) const {
    if (index >= wordings_) damaged();
    const std::size_t at = wordings_at_ + std::size_t{index} * 16;
    const Wording wording{load64(at), load32(at + 8), load32(at + 12), load32(at + 28)};
    if (wording.first_place > wording.behind_places || wording.behind_places > places_) damaged();
    return wording;
}

std::int64_t PrecedentSegment::number(std::uint32_t document) const {
    if (document >= documents_) damaged();
    return static_cast<std::int64_t>(load64(documents_at_ + std::size_t{document} * 16));
}

PrecedentSegment::Place PrecedentSegment::place(std::uint32_t index) const {
    if (index >= places_) damaged();
    const std::size_t at = places_at_ + std::size_t{index} * 8;
    const std::uint32_t document = load32(at);
    if (document >= documents_) damaged();
    return {document, string_at(load32(at + 4))};
}

std::uint64_t PrecedentSegment::key(std::uint32_t index) const {
    if (index >= keys_) damaged();
    const auto* lower = reinterpret_cast<const unsigned char*>(bytes_.data()) + lower_ + std::size_t{index} * 2;
    return std::uint64_t{load32(upper_ + std::size_t{index} * 4)} << 16U | std::uint64_t{lower[1]} << 8U | lower[0];
}

std::optional<std::uint32_t> PrecedentSegment::find(std::uint64_t wanted) const {
    if (keys_ == 0) return std::nullopt;
    // Hashes lie evenly, so the place can be reckoned; from there the steps double until it is passed.
    const auto guess = static_cast<std::uint32_t>((wanted >> 16U) * keys_ >> 32U);
    std::uint32_t low = 0, high = keys_;
    if (key(guess) < wanted) {
        low = guess + 1;
        for (std::uint64_t step = 64; guess + step < keys_; step *= 2) {
            const auto at = static_cast<std::uint32_t>(guess + step);
            if (key(at) >= wanted) {
                high = at + 1;
                break;
            }
            low = at + 1;
        }
    } else {
        high = guess + 1;
        for (std::uint64_t step = 64; step <= guess; step *= 2) {
            const auto at = static_cast<std::uint32_t>(guess - step);
            if (key(at) <= wanted) {
                low = at;
                break;
            }
            high = at + 1;
        }
    }
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (key(middle) < wanted) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < keys_ && key(low) == wanted ? std::optional(low) : std::nullopt;
}

}  // namespace comity::concordance
