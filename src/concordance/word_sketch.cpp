#include "concordance/series.hpp"

#include <algorithm>

namespace comity::concordance {

namespace {

constexpr std::uint64_t mixed(std::uint64_t value) noexcept {  // SplitMix64's finisher: every bit of it hangs on every bit
    value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
    value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
    return value ^ (value >> 31U);
}

/// Letters, digits and all that is not ASCII: good enough to compare texts of one language, and ten times as fast as words by Unicode.
constexpr std::array<std::uint8_t, 256> word_bytes = [] {
    std::array<std::uint8_t, 256> table{};
    for (std::size_t c = 0; c < table.size(); ++c) {
        if (c >= 'A' && c <= 'Z') table[c] = static_cast<std::uint8_t>(c - 'A' + 'a');
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) table[c] = static_cast<std::uint8_t>(c);
    }
    return table;
}();

class Sketcher {
public:
    Sketcher() { sketch.least.fill(WordSketch::empty); }

    /// Runs do not reach over the end of a paragraph. Gives its words.
    std::uint32_t add(std::string_view text) {
        constexpr std::uint64_t start = 0xCBF29CE484222325U, prime = 0x100000001B3U;  // FNV-1a
        std::uint64_t hash = start;
        std::uint32_t words = 0;
        std::array<std::uint64_t, 2> before{};
        const auto take = [&] {
            if (words >= 2) put(mixed(before[0] * 3 + mixed(before[1] * 5 + mixed(hash))));
            before = {before[1], hash};
            ++words;
            hash = start;
        };
        for (const char c : text) {
            const std::uint8_t byte = word_bytes[static_cast<std::uint8_t>(c)];
            if (byte != 0) {
                hash = (hash ^ byte) * prime;
            } else if (hash != start) {
                take();
            }
        }
        if (hash != start) take();
        return words;
    }

    WordSketch sketch;

private:
    void put(std::uint64_t hash) {
        auto& least = sketch.least[hash >> 57U];
        least = std::min(least, static_cast<std::uint32_t>(hash & 0x7FFFFFFFU));
    }
};

void put_number(std::string& bytes, std::uint32_t number) {
    for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(static_cast<std::uint8_t>(number >> shift));
}

std::uint32_t number_at(std::string_view bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (unsigned i = 0; i < 4; ++i) number |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[at + i])) << (8 * i);
    return number;
}

}  // namespace

WordSketch sketch_of(const document::Document& document) {
    Sketcher sketcher;
    for (const auto& paragraph : document.paragraphs) {
        const std::uint32_t words = sketcher.add(paragraph.text);
        sketcher.sketch.words += words;
        if (paragraph.kind == document::ParagraphKind::annex) sketcher.sketch.annexed += words;
    }
    return sketcher.sketch;
}

std::string WordSketch::bytes() const {
    std::string bytes;
    bytes.reserve(4 * (least.size() + 2));
    for (const std::uint32_t number : least) put_number(bytes, number);
    put_number(bytes, words);
    put_number(bytes, annexed);
    return bytes;
}

WordSketch WordSketch::from_bytes(std::string_view bytes) {
    WordSketch sketch;
    sketch.least.fill(empty);
    if (bytes.size() != 4 * (sketch.least.size() + 2)) return sketch;
    for (std::size_t i = 0; i < sketch.least.size(); ++i) sketch.least[i] = number_at(bytes, 4 * i);
    sketch.words = number_at(bytes, 4 * sketch.least.size());
    sketch.annexed = number_at(bytes, 4 * sketch.least.size() + 4);
    return sketch;
}

double likeness(const WordSketch& a, const WordSketch& b) {
    int common = 0, all = 0;
    for (std::size_t i = 0; i < a.least.size(); ++i) {
        common += static_cast<int>(a.least[i] == b.least[i] && a.least[i] != WordSketch::empty);
        all += static_cast<int>(a.least[i] != WordSketch::empty || b.least[i] != WordSketch::empty);
    }
    return all == 0 ? 0 : static_cast<double>(common) / all;
}

}  // namespace comity::concordance
