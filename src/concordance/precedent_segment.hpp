// One segment of the precedent index: the wordings of some documents, the runs of three words that stand in each, and where each wording
// stands. Bytes in, bytes out; little endian. Bytes are hostile: every number in them is checked before it is used.
//
//   header      10 numbers of 8 bytes: magic, version, size, documents, wordings, places, keys, bytes of strings, bytes of lists, checksum
//   documents   16 bytes each: number, date (year*10000 + month*100 + day, 0 for none), symbol
//   wordings    16 bytes each and one more: hash of its words, how many, first place
//   places       8 bytes each: document, place
//   keys        48 bits of the hash of three words, ascending: the upper 32, and behind all of these the lower 16
//   values       4 bytes each: a wording (upper bit set), or where its list begins
//   strings     symbols and places, each length and bytes
//   lists       how many wordings, then the first and the gaps; 7 bits a byte
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"

namespace comity::concordance {

struct PrecedentParts;

/// A document with its paragraphs as it goes into the index. With no passages: it is no longer to be found.
struct PrecedentSource {
    struct Passage {
        std::string_view place, text;
    };
    std::int64_t document = 0;
    std::string_view symbol;
    std::optional<Date> date;
    std::vector<Passage> passages;
};

/// The runs of three words of a passage, as keys; one shorter than the passage by two words.
std::vector<std::uint64_t> run_keys(std::span<const std::uint64_t> words);
/// The words of a passage, as hashes of their folded forms.
std::vector<std::uint64_t> word_hashes(std::string_view passage);

class PrecedentSegment {
public:
    struct Document {
        std::int64_t number = 0;
        std::uint32_t date = 0;
        std::string_view symbol;
    };
    struct Wording {
        std::uint64_t hash = 0;
        std::uint32_t words = 0, first_place = 0, behind_places = 0;
    };
    struct Place {
        std::uint32_t document = 0;
        std::string_view place;
    };

    /// The bytes must outlive it. Error(unavailable) if they are no segment of this version or don't hold together; looks at the header only.
    static PrecedentSegment over(std::string_view bytes);
    /// Error(unavailable) unless the bytes are those that were written: reads them all.
    void check() const;

    [[nodiscard]] std::uint32_t documents() const { return documents_; }
    [[nodiscard]] std::uint32_t wordings() const { return wordings_; }
    [[nodiscard]] std::uint32_t keys() const { return keys_; }
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] Document document(std::uint32_t index) const;
    [[nodiscard]] std::int64_t number(std::uint32_t document) const;
    [[nodiscard]] Wording wording(std::uint32_t index) const;
    [[nodiscard]] Place place(std::uint32_t index) const;
    [[nodiscard]] std::uint64_t key(std::uint32_t index) const;
    /// The index of a key; nullopt if no wording has that run.
    [[nodiscard]] std::optional<std::uint32_t> find(std::uint64_t key) const;

    /// Calls take(wording) for each wording that has that run, ascending.
    template <typename Take>
    void each(std::uint32_t key_index, Take take) const {
        const std::uint32_t value = load32(values_ + std::size_t{key_index} * 4);
        if ((value & alone) != 0) return take(checked(value & ~alone));
        const auto* at = reinterpret_cast<const unsigned char*>(bytes_.data()) + lists_ + value;
        const auto* end = reinterpret_cast<const unsigned char*>(bytes_.data()) + bytes_.size();
        if (value >= bytes_.size() - lists_) damaged();
        const auto number = [&] {
            std::uint32_t result = 0;
            for (unsigned shift = 0; shift < 32 && at < end; shift += 7) {
                const std::uint32_t byte = *at++;
                result |= (byte & 0x7FU) << shift;
                if (byte < 0x80U) return result;
            }
            damaged();
        };
        std::uint32_t left = number();
        for (std::uint32_t wording = 0; left > 0; --left) {
            wording += number();
            take(checked(wording));
        }
    }

private:
    static constexpr std::uint32_t alone = 0x80000000U;
    [[noreturn]] static void damaged();
    [[nodiscard]] std::uint32_t checked(std::uint32_t wording) const {
        if (wording >= wordings_) damaged();
        return wording;
    }
    [[nodiscard]] std::uint32_t load32(std::size_t at) const;
    [[nodiscard]] std::uint64_t load64(std::size_t at) const;
    [[nodiscard]] std::string_view string_at(std::uint32_t offset) const;

    std::string_view bytes_;
    std::uint32_t documents_ = 0, wordings_ = 0, places_ = 0, keys_ = 0;
    std::size_t documents_at_ = 0, wordings_at_ = 0, places_at_ = 0, upper_ = 0, lower_ = 0, values_ = 0, strings_ = 0, lists_ = 0;
};

/// Gathers documents into a segment. Not for two threads at once. Of one document at most 32,768 different passages are taken.
class PrecedentBuilder {
public:
    PrecedentBuilder();
    ~PrecedentBuilder();
    void add(const PrecedentSource& source);
    /// Then finish() and go on with the next segment.
    [[nodiscard]] bool full() const;
    [[nodiscard]] bool empty() const;
    /// The segment's bytes; the builder is empty again.
    std::string finish();

private:
    std::unique_ptr<PrecedentParts> parts_;
    std::vector<std::uint64_t> postings_;  ///< a run's key in the upper 48 bits, the wording in the lower 16
    std::unordered_map<std::uint64_t, std::uint32_t> by_hash_;
};

}  // namespace comity::concordance
