#include "machinery/reviews/joining.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "machinery/reviews/terms.hpp"
#include "text/text.hpp"

namespace comity::reviews {

namespace {

constexpr std::uint64_t fnv_start = 14695981039346656037ULL, fnv_prime = 1099511628211ULL;

class Union {
public:
    explicit Union(std::size_t size) : above_(size) { std::iota(above_.begin(), above_.end(), std::size_t{0}); }
    std::size_t top(std::size_t of) {
        while (above_[of] != of) of = above_[of] = above_[above_[of]];
        return of;
    }
    /// The earlier of two stays on top.
    void join(std::size_t a, std::size_t b) {
        const std::size_t top_a = top(a), top_b = top(b);
        above_[std::max(top_a, top_b)] = std::min(top_a, top_b);
    }

private:
    std::vector<std::size_t> above_;
};

bool have_one_in_common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& one) { return std::find(b.begin(), b.end(), one) != b.end(); });
}

/// What an exporter's own number joins, whatever the words (a list in another language).
void join_by_exporter(const std::vector<ListRow>& rows, Union& together) {
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> first_of;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].exporter_id.empty()) continue;
        const auto [at, is_first] = first_of.emplace(std::pair<std::string_view, std::string_view>{rows[i].exporter, rows[i].exporter_id}, i);
        // One number with several texts gives several rows with the same number of the exporter.
        if (!is_first && rows[at->second].file != rows[i].file) together.join(at->second, i);
    }
}

/// Under one number: the same words, or a recommending State in common, or none told on one side. Else they are several recommendations that share it.
void join_by_number(const std::vector<ListRow>& rows, Union& together) {
    std::map<std::string_view, std::vector<std::size_t>> by_number;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].number.empty()) by_number[rows[i].number].push_back(i);
    }
    for (const auto& [number, all] : by_number) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            for (std::size_t k = 0; k < i; ++k) {
                const ListRow &one = rows[all[i]], &other = rows[all[k]];
                if (one.kind != other.kind) continue;
                const bool by_states = one.file != other.file && have_one_in_common(one.from, other.from);
                if (one.words == other.words || by_states) together.join(all[k], all[i]);
            }
        }
    }
}

/// A row without a number is what has the same words; where several numbers have them, the one with a recommending State in common, else the first.
void join_by_words(const std::vector<ListRow>& rows, Union& together) {
    std::map<std::uint64_t, std::vector<std::size_t>> numbered;
    std::map<std::uint64_t, std::size_t> bare;  // those that no number takes
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].number.empty()) numbered[rows[i].words].push_back(i);
    }
    for (auto& [words, all] : numbered) {
        std::stable_sort(all.begin(), all.end(), [&](std::size_t a, std::size_t b) { return place_of(rows[a].number) < place_of(rows[b].number); });
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].number.empty()) continue;
        const auto found = numbered.find(rows[i].words);
        if (found == numbered.end()) {
            const auto [at, is_first] = bare.emplace(rows[i].words, i);
            if (!is_first) together.join(at->second, i);
            continue;
        }
        const auto& all = found->second;
        const auto same = std::find_if(all.begin(), all.end(), [&](std::size_t other) { return have_one_in_common(rows[other].from, rows[i].from); });
        together.join(same == all.end() ? all.front() : *same, i);
    }
}

/// A number as it stands in an id: "42(a)" is "42.a"; of a reference of another kind letters, digits, points and hyphens.
std::string in_id(std::string_view number) {
    std::string id;
    for (const char c : number) {
        const bool keeps = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '.' || c == '-';
        if (keeps) id += c;
        else if (c >= 'A' && c <= 'Z') id += static_cast<char>(c - 'A' + 'a');
        else if (c == '(') id += '.';
        else if (c != ')' && !id.empty() && id.back() != '-') id += '-';
    }
    return id;
}

std::string position_in(const std::vector<ListRow>& rows, const std::vector<std::size_t>& of) {
    std::string latest, sourced;
    for (const std::size_t i : of) {
        std::string position = position_named(rows[i].position);
        if (position.empty() || position == pledge_position) continue;
        if (!rows[i].position_source.empty()) sourced = position;
        latest = std::move(position);
    }
    return sourced.empty() ? latest : sourced;
}

}  // namespace

std::uint64_t words_key(std::string_view text) {
    std::uint64_t hash = fnv_start;
    bool in_word = false;
    const auto add = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * fnv_prime; };
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!plain) {
        text::for_each_word(text, [&](std::string_view folded, std::uint32_t, std::uint32_t) {
            for (const char c : folded) add(c);
            add(' ');
        });
        return hash;
    }
    // The same for what is ASCII alone, as nearly all of it is: ten times as fast.
    for (const char c : text) {
        const char small = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        if ((small >= 'a' && small <= 'z') || (small >= '0' && small <= '9')) {
            add(small);
            in_word = true;
        } else if (in_word) {
            add(' ');
            in_word = false;
        }
    }
    if (in_word) add(' ');
    return hash;
}

std::string name_of_words(std::uint64_t words) { return fmt::format("w{:010x}", (words ^ (words >> 40U)) & 0xFFFFFFFFFFULL); }

std::int64_t place_of(std::string_view number) noexcept {
    constexpr std::int64_t most = 99999, letters = 30;
    std::int64_t parts[2] = {0, 0}, letter = 0;
    std::size_t part = 0;
    for (const char c : number) {
        if (c >= '0' && c <= '9') parts[part] = std::min(parts[part] * 10 + (c - '0'), most);
        else if (c == '.' && part == 0) ++part;
        else if (c >= 'a' && c <= 'z') letter = c - 'a' + 1;
    }
    return (parts[0] * (most + 1) + parts[1]) * letters + letter;
}

std::vector<Joined> joined(std::string_view review, const std::vector<ListRow>& rows) {
    Union together(rows.size());
    join_by_exporter(rows, together);
    join_by_number(rows, together);
    join_by_words(rows, together);
    std::map<std::size_t, Joined> by_top;  // in the order in which lists gave them
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Joined& one = by_top[together.top(i)];
        one.rows.push_back(i);
        if (one.number.empty()) one.number = rows[i].number;
    }
    std::map<std::string, std::size_t> times;  // of a number
    std::set<std::string> ids;
    std::vector<Joined> all;
    for (auto& [top, one] : by_top) {
        std::set<std::string> from, aliases;
        for (const std::size_t i : one.rows) {
            from.insert(rows[i].from.begin(), rows[i].from.end());
            aliases.insert(fmt::format("{}-{}", review, name_of_words(rows[i].words)));
        }
        one.from.assign(from.begin(), from.end());
        if (one.number.empty()) {
            one.id = fmt::format("{}-{}", review, name_of_words(rows[one.rows.front()].words));
        } else {
            // The first that has the number keeps it, whatever comes later.
            const std::size_t time = ++times[one.number];
            one.id = time == 1 ? fmt::format("{}-{}", review, in_id(one.number)) : fmt::format("{}-{}-{}", review, in_id(one.number), time);
        }
        if (!ids.insert(one.id).second) one.id += fmt::format("-{}", rows[one.rows.front()].ordinal);
        ids.insert(one.id);
        aliases.erase(one.id);
        one.aliases.assign(aliases.begin(), aliases.end());
        one.place = one.number.empty() ? std::int64_t{1} << 50U : place_of(one.number);
        one.position = position_in(rows, one.rows);
        all.push_back(std::move(one));
    }
    return all;
}

}  // namespace comity::reviews
