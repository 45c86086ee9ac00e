#include "reading/mend.hpp"

#include <algorithm>
#include <vector>

#include "reading/scan.hpp"

namespace comity::reading {

namespace {

constexpr std::size_t most_parts = 6;

/// A stretch between blanks, with its letters: "(particul" has the letters "particul", "ar," has "ar".
struct Part {
    std::string_view text;
    std::string_view letters;  ///< the ASCII letters at its end or start; empty if signs stand where the break would be
    bool open_end = false;     ///< ends in letters: the next part may go on with it
    bool open_start = false;   ///< begins with letters
};

bool is_letter(char c) { return is_lower(c) || is_upper(c); }

Part part_of(std::string_view text) {
    std::size_t begin = 0, end = text.size();
    while (begin < end && !is_letter(text[begin])) ++begin;
    while (end > begin && !is_letter(text[end - 1])) --end;
    const bool pure = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end), is_letter);
    return {text, pure ? text.substr(begin, end - begin) : std::string_view(), pure && end == text.size() && begin < end, pure && begin == 0 && begin < end};
}

class Mender {
public:
    Mender(std::string_view text, const vocabulary::Vocabulary& vocabulary) : vocabulary_(vocabulary) {
        for (std::size_t at = 0; at <= text.size();) {
            const auto end = std::min(text.find(' ', at), text.size());
            parts_.push_back(part_of(text.substr(at, end - at)));
            at = end + 1;
        }
    }

    std::string mend() {
        std::string out;
        for (std::size_t i = 0; i < parts_.size();) {
            if (i > 0) out += ' ';
            out += parts_[i].text;
            std::size_t next = i + 1;
            while (next < parts_.size()) {
                if (const std::size_t taken = whole_word(i, next)) {
                    for (std::size_t k = 0; k < taken; ++k) out += parts_[next + k].text;
                    next += taken;
                    break;
                }
                if (hyphen_astray(i, next)) {
                    out += parts_[next].text;
                    i = next++;
                    continue;
                }
                if (hyphen_lost(i, next)) {
                    out += '-';
                    out += parts_[next].text;
                    ++next;
                }
                break;
            }
            i = next;
        }
        return out;
    }

private:
    const vocabulary::Vocabulary& vocabulary_;
    std::vector<Part> parts_;

    bool known(std::string_view word) const { return vocabulary_.is_word(lowered(word)); }

    /// How many parts from `next` on make one known word with part `first`: at least one of them is no word by itself. 0 if none do.
    std::size_t whole_word(std::size_t first, std::size_t next) const {
        const Part& head = parts_[first];
        if (!head.open_end || head.letters.size() > 20) return 0;
        std::string joined(head.letters);
        bool fragment = !known(head.letters);
        if (!fragment && head.letters.size() > 3 && next < parts_.size() && parts_[next].letters.size() > 5) {
            // two long parts are two words far more often than one: only an unknown second one is a fragment
            if (known(parts_[next].letters)) return 0;
        }
        std::size_t best = 0;
        for (std::size_t k = 0; next + k < parts_.size() && k + 1 < most_parts; ++k) {
            const Part& part = parts_[next + k];
            if (!part.open_start || is_upper(part.letters.front())) break;
            fragment = fragment || !known(part.letters);
            joined += part.letters;
            if (fragment && known(joined)) best = k + 1;
            if (!part.open_end) break;
        }
        return best;
    }

    /// "non -selectivity", "capacity -building"; "non- selectivity" is joined where lines are.
    bool hyphen_astray(std::size_t first, std::size_t next) const {
        const std::string_view text = parts_[next].text;
        return parts_[first].open_end && text.size() > 3 && text.front() == '-' && is_lower(text[1]) && is_lower(text[2]);
    }

    /// "good neighbourliness" where only "good-neighbourliness" is known.
    bool hyphen_lost(std::size_t first, std::size_t next) const {
        const Part& a = parts_[first];
        const Part& b = parts_[next];
        if (!a.open_end || !b.open_start || a.letters.size() < 3 || b.letters.size() < 3 || is_upper(b.letters.front())) return false;
        return vocabulary_.hyphen_between(lowered(a.letters), lowered(b.letters)) == vocabulary::Hyphen::always;
    }
};

}  // namespace

std::string mended(std::string_view text, const vocabulary::Vocabulary& vocabulary) { return Mender(text, vocabulary).mend(); }

std::string with_lost_hyphen(std::string_view line, std::size_t width, const vocabulary::Vocabulary& vocabulary) {
    if (line.size() * 10 < width * 11 || line.size() > width * 2) return std::string(line);
    const auto compound = [&](std::string_view a, std::string_view b) {
        return vocabulary.hyphen_between(lowered(a), lowered(b)) != vocabulary::Hyphen::never;
    };
    Part before;
    std::size_t before_at = 0;
    for (std::size_t at = 0; at <= line.size();) {
        const auto end = std::min(line.find(' ', at), line.size());
        const Part part = part_of(line.substr(at, end - at));
        const bool near_break = at * 2 > width && at < width + 20;
        if (near_break && before.open_end && part.open_start && is_lower(part.letters.front()) && before.letters.size() > 2 && compound(before.letters, part.letters)) {
            return std::string(line.substr(0, before_at + before.text.size())) + "-" + std::string(line.substr(at));
        }
        if (near_break && part.letters.size() > 6 && part.open_start && !vocabulary.is_word(lowered(part.letters))) {
            for (std::size_t cut = 3; cut + 3 < part.letters.size(); ++cut) {
                if (compound(part.letters.substr(0, cut), part.letters.substr(cut))) {
                    return std::string(line.substr(0, at + cut)) + "-" + std::string(line.substr(at + cut));
                }
            }
        }
        before = part;
        before_at = at;
        at = end + 1;
    }
    return std::string(line);
}

bool looks_broken(std::string_view text) {
    // single letters that are no words, standing between blanks
    std::size_t single = 0, words = 0;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] != ' ') continue;
        ++words;
        const bool alone = i >= 2 && text[i - 2] == ' ' && is_lower(text[i - 1]) && text[i - 1] != 'a';
        single += alone;
    }
    return single >= 2 && single * 60 > words;
}

}  // namespace comity::reading
