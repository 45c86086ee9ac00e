#include <algorithm>
#include <limits>

#include "concordance/precedent_parts.hpp"
#include "concordance/precedents.hpp"

namespace comity::concordance {

namespace {

constexpr std::uint32_t gone = std::numeric_limits<std::uint32_t>::max();

/// Several segments as one.
class Merger {
public:
    explicit Merger(std::vector<PrecedentSegment> segments) : segments_(std::move(segments)), new_document_(segments_.size()), new_wording_(segments_.size()) {}

    void take_documents(std::size_t s, const std::vector<bool>& dead) {
        for (std::uint32_t d = 0; d < segments_[s].documents(); ++d) {
            const auto document = segments_[s].document(d);
            new_document_[s].push_back(dead[d] ? gone : static_cast<std::uint32_t>(parts_.documents.size()));
            if (!dead[d]) parts_.documents.push_back({document.number, document.date, parts_.strings.kept(document.symbol)});
        }
    }

    std::string merged() {
        for (std::size_t s = 0; s < segments_.size(); ++s) take_wordings(s);
        std::stable_sort(parts_.places.begin(), parts_.places.end(), [](const auto& a, const auto& b) { return a.wording < b.wording; });
        by_hash_ = {};
        merge_keys();
        return std::move(parts_).assembled();
    }

private:
    std::vector<PrecedentSegment> segments_;
    std::vector<std::vector<std::uint32_t>> new_document_, new_wording_;
    std::unordered_map<std::uint64_t, std::uint32_t> by_hash_;
    PrecedentParts parts_;

    void take_wordings(std::size_t s) {
        const auto& segment = segments_[s];
        new_wording_[s].assign(segment.wordings(), gone);
        for (std::uint32_t w = 0; w < segment.wordings(); ++w) {
            const auto wording = segment.wording(w);
            for (std::uint32_t p = wording.first_place; p < wording.behind_places; ++p) {
                const auto place = segment.place(p);
                const std::uint32_t document = new_document_[s][place.document];
                if (document == gone) continue;
                if (new_wording_[s][w] == gone) {
                    const auto [found, is_new] = by_hash_.emplace(wording.hash, static_cast<std::uint32_t>(parts_.wordings.size()));
                    if (is_new) parts_.wordings.push_back({wording.hash, wording.words});
                    new_wording_[s][w] = found->second;
                }
                parts_.places.push_back({new_wording_[s][w], document, parts_.strings.kept(place.place)});
            }
        }
    }

    void merge_keys() {
        constexpr std::uint64_t ended = std::numeric_limits<std::uint64_t>::max();
        std::vector<std::uint32_t> at(segments_.size(), 0), list;
        std::vector<std::uint64_t> key(segments_.size(), ended);
        const auto load = [&](std::size_t s) { key[s] = at[s] < segments_[s].keys() ? segments_[s].key(at[s]) : ended; };
        for (std::size_t s = 0; s < segments_.size(); ++s) load(s);
        while (true) {
            const std::uint64_t least = *std::min_element(key.begin(), key.end());
            if (least == ended) return;
            list.clear();
            for (std::size_t s = 0; s < segments_.size(); ++s) {
                if (key[s] != least) continue;
                segments_[s].each(at[s], [&](std::uint32_t wording) {
                    if (new_wording_[s][wording] != gone) list.push_back(new_wording_[s][wording]);
                });
                ++at[s];
                load(s);
            }
            if (!std::is_sorted(list.begin(), list.end())) std::sort(list.begin(), list.end());
            list.erase(std::unique(list.begin(), list.end()), list.end());
            if (!list.empty()) parts_.add_list(least, list);
        }
    }
};

}  // namespace

std::string PrecedentIndex::merged(std::size_t first, std::size_t behind) const {
    Merger merger(std::vector<PrecedentSegment>(segments_.begin() + static_cast<std::ptrdiff_t>(first), segments_.begin() + static_cast<std::ptrdiff_t>(behind)));
    for (std::size_t s = first; s < behind; ++s) merger.take_documents(s - first, dead_[s]);
    return merger.merged();
}

std::uint64_t PrecedentIndex::digest() const {
    std::uint64_t digest = 0;
    const auto add = [&](std::uint64_t wording, std::string_view symbol, std::string_view place, std::uint32_t date) {
        std::uint64_t hash = wording + date;
        for (const std::string_view part : {symbol, place}) {
            for (const char c : part) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
            hash = (hash ^ 0x100U) * 0x100000001B3U;
        }
        digest += hash ^ hash >> 29U;  // a sum: in any order the same
    };
    for (std::size_t s = 0; s < segments_.size(); ++s) {
        const auto& segment = segments_[s];
        std::vector<std::uint64_t> runs(segment.wordings(), 0);
        for (std::uint32_t k = 0; k < segment.keys(); ++k) {
            const std::uint64_t key = segment.key(k);
            segment.each(k, [&](std::uint32_t wording) { runs[wording] += key * (key | 1U); });
        }
        for (std::uint32_t w = 0; w < segment.wordings(); ++w) {
            const auto wording = segment.wording(w);
            for (std::uint32_t p = wording.first_place; p < wording.behind_places; ++p) {
                const auto place = segment.place(p);
                const auto document = segment.document(place.document);
                if (!dead_[s][place.document]) add(wording.hash + wording.words + runs[w], document.symbol, place.place, document.date);
            }
        }
    }
    return digest;
}

}  // namespace comity::concordance
