// The same words from many senders: how alike texts are, by a small sketch of each, and which of them are of one template. Nobody's voice is dropped for it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace comity::consultations {

/// The smallest of the hashes of all runs of four words (A. Broder, "On the resemblance and containment of documents", 1997), in rising order. Case, diacritics and
/// punctuation count for nothing. Of a text of fewer words its one run.
using Sketch = std::vector<std::uint64_t>;
inline constexpr std::size_t sketch_size = 48;
Sketch sketch_of(std::string_view text);
/// 16 hexadecimal digits each.
std::string written(const Sketch& sketch);
Sketch sketch_from(std::string_view written);

/// The share of runs that both have among those that one has, as the sketches tell it, in hundredths.
int likeness(const Sketch& a, const Sketch& b);

/// From so much on, in hundredths, two texts are shown as one campaign.
inline constexpr int alike_from = 50;
/// Groups of at least two that hang together by likeness, each in rising order, the largest first, then by their first. About linear in texts that are all alike.
std::vector<std::vector<std::size_t>> groups_of(const std::vector<Sketch>& sketches);

/// The same for texts that come one after the other: adding one costs as much as it has in common with others.
class Grouping {
public:
    void add(Sketch sketch);
    [[nodiscard]] std::size_t size() const noexcept { return sketches_.size(); }
    [[nodiscard]] std::vector<std::vector<std::size_t>> groups() const;

private:
    std::vector<Sketch> sketches_;
    mutable std::vector<std::size_t> above_;            ///< in the same group, and before; itself for the first of one
    std::map<Sketch, std::size_t> first_of_;            ///< equal texts are joined at once, so that thousands of them cost no pairs
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> having_;

    std::size_t top(std::size_t of) const;
    void join(std::size_t a, std::size_t b);
};

}  // namespace comity::consultations
