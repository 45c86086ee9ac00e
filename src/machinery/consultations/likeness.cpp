#include "machinery/consultations/likeness.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "text/text.hpp"

namespace comity::consultations {

namespace {

constexpr std::size_t run_length = 4;

/// FNV-1a of 64 bits, mixed at the end (splitmix64), so that the smallest values are spread evenly.
std::uint64_t hash_of(std::string_view text) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    hash = (hash ^ (hash >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    hash = (hash ^ (hash >> 27U)) * 0x94d049bb133111ebULL;
    return hash ^ (hash >> 31U);
}

}  // namespace

Sketch sketch_of(std::string_view text) {
    const auto words = text::words(text);
    Sketch all;
    for (std::size_t i = 0; i == 0 || i + run_length <= words.size(); ++i) {
        if (words.empty()) break;
        std::string run;
        for (std::size_t j = i; j < std::min(i + run_length, words.size()); ++j) run += words[j].folded + ' ';
        all.push_back(hash_of(run));
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() > sketch_size) all.resize(sketch_size);
    return all;
}

std::string written(const Sketch& sketch) {
    std::string out;
    for (const std::uint64_t one : sketch) out += fmt::format("{:016x}", one);
    return out;
}

Sketch sketch_from(std::string_view written) {
    constexpr std::size_t digits = 16;
    Sketch sketch;
    for (std::size_t at = 0; at + digits <= written.size(); at += digits) {
        std::uint64_t one = 0;
        std::from_chars(written.data() + at, written.data() + at + digits, one, 16);
        sketch.push_back(one);
    }
    return sketch;
}

int likeness(const Sketch& a, const Sketch& b) {
    if (a.empty() || b.empty()) return 0;
    // The smallest of both together are a fair draw of all runs; how many of these both have tells the share.
    std::size_t i = 0, j = 0, drawn = 0, common = 0;
    while (drawn < sketch_size && (i < a.size() || j < b.size())) {
        ++drawn;
        if (i < a.size() && j < b.size() && a[i] == b[j]) {
            ++common, ++i, ++j;
        } else if (j == b.size() || (i < a.size() && a[i] < b[j])) {
            ++i;
        } else {
            ++j;
        }
    }
    return static_cast<int>(common * 100 / drawn);
}

std::vector<std::vector<std::size_t>> groups_of(const std::vector<Sketch>& sketches) {
    Grouping grouping;
    for (const Sketch& sketch : sketches) grouping.add(sketch);
    return grouping.groups();
}

std::size_t Grouping::top(std::size_t of) const {
    while (above_[of] != of) of = above_[of] = above_[above_[of]];
    return of;
}

void Grouping::join(std::size_t a, std::size_t b) {
    const std::size_t top_a = top(a), top_b = top(b);
    above_[std::max(top_a, top_b)] = std::min(top_a, top_b);
}

void Grouping::add(Sketch sketch) {
    const std::size_t i = sketches_.size();
    above_.push_back(i);
    sketches_.push_back(std::move(sketch));
    if (sketches_[i].empty()) return;
    const auto [same, is_first] = first_of_.emplace(sketches_[i], i);
    if (!is_first) return join(same->second, i);
    for (const std::uint64_t one : sketches_[i]) {
        auto& others = having_[one];
        // Whoever is alike with one of a group is compared with the first of it that has this run, not with all.
        std::size_t last = sketches_.size();
        for (const std::size_t other : others) {
            const std::size_t of = top(other);
            if (of == last || of == top(i)) continue;
            if (likeness(sketches_[i], sketches_[other]) >= alike_from) join(i, other);
            else last = of;
        }
        others.push_back(i);
    }
}

std::vector<std::vector<std::size_t>> Grouping::groups() const {
    std::map<std::size_t, std::vector<std::size_t>> by_top;
    for (std::size_t i = 0; i < sketches_.size(); ++i) by_top[top(i)].push_back(i);
    std::vector<std::vector<std::size_t>> groups;
    for (auto& [first, group] : by_top) {
        if (group.size() > 1) groups.push_back(std::move(group));
    }
    std::stable_sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
    return groups;
}

}  // namespace comity::consultations
