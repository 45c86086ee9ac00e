#include "concordance/word_diff.hpp"

#include <algorithm>
#include <unordered_map>

namespace comity::concordance {

namespace {

// Cells of one table of the exact alignment; what is larger is cut at words that stand once in both.
constexpr std::size_t most_cells = 400'000;
// What a match gains by continuing a run: a run of three common words is better than four of them strewn about.
constexpr float run_bonus = 0.45F;

class Aligner {
public:
    Aligner(std::span<const Token> a, std::span<const Token> b, Weights weights) : a_(a), b_(b), weights_(weights) {}

    WordMatches align() {
        stretch({0, static_cast<std::uint32_t>(a_.size()), 0, static_cast<std::uint32_t>(b_.size())}, 0);
        return std::move(matches_);
    }

private:
    struct Stretch {
        std::uint32_t a_begin, a_end, b_begin, b_end;
    };

    [[nodiscard]] bool same(std::uint32_t i, std::uint32_t j) const { return a_[i].id == b_[j].id; }

    void stretch(Stretch s, int depth) {
        while (s.a_begin < s.a_end && s.b_begin < s.b_end && same(s.a_begin, s.b_begin)) matches_.push_back({s.a_begin++, s.b_begin++});
        std::uint32_t behind = 0;
        while (s.a_begin < s.a_end && s.b_begin < s.b_end && same(s.a_end - 1, s.b_end - 1)) {
            --s.a_end;
            --s.b_end;
            ++behind;
        }
        if (s.a_begin < s.a_end && s.b_begin < s.b_end) {
            const std::size_t cells = std::size_t{s.a_end - s.a_begin + 1} * (s.b_end - s.b_begin + 1);
            if (cells <= most_cells) {
                exactly(s);
            } else if (depth < 8) {
                around_rare_words(s, depth);
            }
        }
        for (std::uint32_t i = 0; i < behind; ++i) matches_.push_back({s.a_end + i, s.b_end + i});
    }

    enum Step : std::uint8_t { from_a = 0, from_b = 1, matched = 2, in_run = 4 };

    /// Needleman and Wunsch with a bonus for runs: best[j] is the best up to (i, j), run[j] the best that ends with a match there.
    void exactly(const Stretch& s) {
        const std::size_t rows = s.a_end - s.a_begin, columns = s.b_end - s.b_begin;
        steps_.assign((rows + 1) * (columns + 1), 0);
        best_.assign(columns + 1, 0);
        run_.assign(columns + 1, -1);
        for (std::size_t i = 1; i <= rows; ++i) {
            float best_diagonal = 0, run_diagonal = -1;
            const Token& word = a_[s.a_begin + i - 1];
            const float weight = weights_[word.id];
            std::uint8_t* step = &steps_[i * (columns + 1)];
            for (std::size_t j = 1; j <= columns; ++j) {
                const float above = best_[j], run_above = run_[j];
                std::uint8_t how = above >= best_[j - 1] ? from_a : from_b;
                float best = std::max(above, best_[j - 1]);
                float run = -1;
                if (word.id == b_[s.b_begin + j - 1].id) {
                    const bool goes_on = run_diagonal >= 0 && run_diagonal + run_bonus > best_diagonal;
                    run = weight + (goes_on ? run_diagonal + run_bonus : best_diagonal);
                    if (goes_on) how |= in_run;
                    if (run >= best) {
                        best = run;
                        how = static_cast<std::uint8_t>((how & in_run) | matched);
                    }
                }
                step[j] = how;
                best_diagonal = above;
                run_diagonal = run_above;
                best_[j] = best;
                run_[j] = run;
            }
        }
        trace(s, rows, columns);
    }

    void trace(const Stretch& s, std::size_t i, std::size_t j) {
        const std::size_t first = matches_.size(), width = j + 1;
        bool within_run = false;
        while (i > 0 && j > 0) {
            const std::uint8_t step = steps_[i * width + j];
            if (within_run || (step & matched) != 0) {
                within_run = (step & in_run) != 0;
                --i;
                --j;
                matches_.push_back({s.a_begin + static_cast<std::uint32_t>(i), s.b_begin + static_cast<std::uint32_t>(j)});
            } else if ((step & from_b) != 0) {
                --j;
            } else {
                --i;
            }
        }
        std::reverse(matches_.begin() + static_cast<std::ptrdiff_t>(first), matches_.end());
    }

    /// Bram Cohen's patience: words that stand once in both, in the longest order that both have, cut the stretch into smaller ones.
    void around_rare_words(const Stretch& s, int depth) {
        struct Places {
            std::uint32_t in_a = 0, in_b = 0, a = 0, b = 0;
        };
        std::unordered_map<std::uint32_t, Places> places;
        for (std::uint32_t i = s.a_begin; i < s.a_end; ++i) {
            Places& place = places[a_[i].id];
            ++place.in_a;
            place.a = i;
        }
        for (std::uint32_t j = s.b_begin; j < s.b_end; ++j) {
            Places& place = places[b_[j].id];
            ++place.in_b;
            place.b = j;
        }
        WordMatches once;
        for (std::uint32_t i = s.a_begin; i < s.a_end; ++i) {
            const Places& place = places[a_[i].id];
            if (place.in_a == 1 && place.in_b == 1) once.push_back({place.a, place.b});
        }
        Stretch rest = s;
        for (const WordMatch& match : longest_rising(once)) {
            stretch({rest.a_begin, match.a, rest.b_begin, match.b}, depth + 1);
            matches_.push_back(match);
            rest.a_begin = match.a + 1;
            rest.b_begin = match.b + 1;
        }
        if (rest.a_begin != s.a_begin) stretch(rest, depth + 1);
    }

    static WordMatches longest_rising(const WordMatches& matches) {
        std::vector<std::size_t> ends, before(matches.size());
        for (std::size_t i = 0; i < matches.size(); ++i) {
            const auto at = std::lower_bound(ends.begin(), ends.end(), matches[i].b, [&](std::size_t end, std::uint32_t b) { return matches[end].b < b; });
            before[i] = at == ends.begin() ? matches.size() : *(at - 1);
            if (at == ends.end()) {
                ends.push_back(i);
            } else {
                *at = i;
            }
        }
        WordMatches rising;
        for (std::size_t i = ends.empty() ? matches.size() : ends.back(); i < matches.size(); i = before[i]) rising.push_back(matches[i]);
        std::reverse(rising.begin(), rising.end());
        return rising;
    }

    std::span<const Token> a_, b_;
    Weights weights_;
    WordMatches matches_;
    std::vector<std::uint8_t> steps_;
    std::vector<float> best_, run_;
};

/// A stretch of both passages: either matched word by word, or a change.
struct Block {
    std::uint32_t a_begin = 0, a_end = 0, b_begin = 0, b_end = 0;
    bool equal = false;
};

std::vector<Block> blocks_of(const WordMatches& matches, std::uint32_t a_size, std::uint32_t b_size) {
    std::vector<Block> blocks;
    std::uint32_t a = 0, b = 0;
    for (const WordMatch& match : matches) {
        if (match.a > a || match.b > b) blocks.push_back({a, match.a, b, match.b, false});
        if (!blocks.empty() && blocks.back().equal) {
            ++blocks.back().a_end;
            ++blocks.back().b_end;
        } else {
            blocks.push_back({match.a, match.a + 1, match.b, match.b + 1, true});
        }
        a = match.a + 1;
        b = match.b + 1;
    }
    if (a < a_size || b < b_size) blocks.push_back({a, a_size, b, b_size, false});
    return blocks;
}

class Tidying {
public:
    Tidying(const Passage& a, const Passage& b, Weights weights) : a_(a), b_(b), weights_(weights) {}

    WordMatches tidied(const WordMatches& matches) {
        auto blocks = blocks_of(matches, static_cast<std::uint32_t>(a_.tokens.size()), static_cast<std::uint32_t>(b_.tokens.size()));
        for (Block& block : blocks) {
            if (!block.equal) block_weights_.push_back({weight(a_, block.a_begin, block.a_end), weight(b_, block.b_begin, block.b_end), rolls(block)});
            else block_weights_.push_back({weight(a_, block.a_begin, block.a_end), 0, false});
        }
        while (merge_one_pass(blocks)) {}
        // A change at an end may slide, too: what it leaves behind is equal.
        if (!blocks.empty() && !blocks.front().equal) blocks.insert(blocks.begin(), Block{0, 0, 0, 0, true});
        if (!blocks.empty() && !blocks.back().equal) blocks.push_back({blocks.back().a_end, blocks.back().a_end, blocks.back().b_end, blocks.back().b_end, true});
        for (std::size_t i = 0; i < blocks.size(); ++i) slide(blocks, i);
        WordMatches kept;
        for (const Block& block : blocks) {
            for (std::uint32_t i = 0; block.equal && block.a_begin + i < block.a_end; ++i) kept.push_back({block.a_begin + i, block.b_begin + i});
        }
        return kept;
    }

private:
    struct BlockWeight {
        float a = 0, b = 0;
        bool rolls = false;
    };

    [[nodiscard]] float weight(const Passage& passage, std::uint32_t begin, std::uint32_t end) const {
        float sum = 0;
        for (std::uint32_t i = begin; i < end; ++i) {
            if (passage.tokens[i].kind == TokenKind::word) sum += weights_[passage.tokens[i].id];
        }
        return sum;
    }

    [[nodiscard]] bool rolls(const Block& block) const {
        if (block.a_end == block.a_begin || block.b_end - block.b_begin != block.a_end - block.a_begin) return false;
        const auto found = rolling({a_.text, a_.tokens.subspan(block.a_begin, block.a_end - block.a_begin)},
                                   {b_.text, b_.tokens.subspan(block.b_begin, block.b_end - block.b_begin)});
        return found == Rolling::forward || found == Rolling::backward;
    }

    /// What survives between two changes is part of one larger change if it says less than half of either, and if as much was taken
    /// away as was put in its place: two insertions around a word stay two.
    [[nodiscard]] bool belongs_to_change(const BlockWeight& before, const BlockWeight& between, const BlockWeight& after) const {
        if (before.rolls != after.rolls) return false;
        const float smaller = std::min(std::max(before.a, before.b), std::max(after.a, after.b));
        const float replaced = std::min(before.a + after.a, before.b + after.b);
        return between.a < 0.5F * smaller && between.a < replaced;
    }

    bool merge_one_pass(std::vector<Block>& blocks) {
        std::size_t to = 0;
        bool any = false;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const bool between = blocks[i].equal && to > 0 && !blocks[to - 1].equal && i + 1 < blocks.size();
            if (between && belongs_to_change(block_weights_[to - 1], block_weights_[i], block_weights_[i + 1])) {
                blocks[to - 1].a_end = blocks[i + 1].a_end;
                blocks[to - 1].b_end = blocks[i + 1].b_end;
                block_weights_[to - 1].a += block_weights_[i].a + block_weights_[i + 1].a;
                block_weights_[to - 1].b += block_weights_[i].a + block_weights_[i + 1].b;
                ++i;
                any = true;
                continue;
            }
            blocks[to] = blocks[i];
            block_weights_[to++] = block_weights_[i];
        }
        blocks.resize(to);
        block_weights_.resize(to);
        return any;
    }

    /// How well a change of one side begins and ends at [begin, end): after a sign or with a sign or an "and", before a sign.
    [[nodiscard]] static int fit(const Passage& passage, std::uint32_t begin, std::uint32_t end) {
        const auto sign = [&](std::uint32_t at) { return at >= passage.tokens.size() || passage.tokens[at].kind == TokenKind::punctuation; };
        const auto& first = passage.tokens[begin];
        const std::string_view word = passage.text.substr(first.begin, first.end - first.begin);
        const bool leads = first.kind == TokenKind::punctuation, joins = word == "and" || word == "or";
        const bool closed_before = begin == 0 || sign(begin - 1), ends_with_sign = sign(end - 1);
        if (closed_before && ends_with_sign && !leads) return 4;
        if (leads && sign(end)) return 4;
        if (joins && sign(end)) return 4;
        if (leads || joins) return 3;
        return (closed_before ? 1 : 0) + (sign(end) ? 1 : 0);
    }

    /// "the promotion of [peace and the promotion of] rights" and "the promotion of peace [and the promotion of rights]" are the same change:
    /// it is moved to where it fits best.
    void slide(std::vector<Block>& blocks, std::size_t at) {
        Block& block = blocks[at];
        if (block.equal || (block.a_begin < block.a_end) == (block.b_begin < block.b_end)) return;
        const bool in_a = block.a_begin < block.a_end;
        const Passage& passage = in_a ? a_ : b_;
        const std::uint32_t begin = in_a ? block.a_begin : block.b_begin, end = in_a ? block.a_end : block.b_end;
        const auto id = [&](std::uint32_t i) { return passage.tokens[i].id; };
        const std::uint32_t room_before = at > 0 ? blocks[at - 1].a_end - blocks[at - 1].a_begin : 0;
        const std::uint32_t room_behind = at + 1 < blocks.size() ? blocks[at + 1].a_end - blocks[at + 1].a_begin : 0;
        std::int64_t best_by = 0;
        int best = fit(passage, begin, end);
        for (std::uint32_t by = 1; by <= room_before && id(begin - by) == id(end - by); ++by) {
            if (const int found = fit(passage, begin - by, end - by); found > best) {
                best = found;
                best_by = -static_cast<std::int64_t>(by);
            }
        }
        for (std::uint32_t by = 1; by <= room_behind && id(begin + by - 1) == id(end + by - 1); ++by) {
            if (const int found = fit(passage, begin + by, end + by); found > best) {
                best = found;
                best_by = by;
            }
        }
        if (best_by == 0) return;
        const auto shift = [&](std::uint32_t& place) { place = static_cast<std::uint32_t>(place + best_by); };
        for (std::uint32_t* place : {&block.a_begin, &block.a_end, &block.b_begin, &block.b_end}) shift(*place);
        shift(blocks[at - 1].a_end);
        shift(blocks[at - 1].b_end);
        shift(blocks[at + 1].a_begin);
        shift(blocks[at + 1].b_begin);
    }

    const Passage& a_;
    const Passage& b_;
    Weights weights_;
    std::vector<BlockWeight> block_weights_;
};

/// "VII", "12", "B": what names a chapter, a section, a paragraph of a text.
bool is_locator(std::string_view text) {
    const auto of = [&](std::string_view letters) { return text.find_first_not_of(letters) == std::string_view::npos; };
    return !text.empty() && (of("0123456789") || of("IVXLC") || (text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z'));
}

bool ends_with_locator_word(std::string_view text) {
    while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.remove_suffix(1);
    constexpr std::string_view words[] = {"chap", "chapter", "sect", "section", "para", "paras", "paragraph", "paragraphs", "No", "annex", "part"};
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return text.ends_with(word); });
}

/// Beside a text that goes on from year to year, its chapter and paragraph do, too.
void roll_locators(std::vector<Span>& spans) {
    if (std::none_of(spans.begin(), spans.end(), [](const Span& span) { return span.rolls; })) return;
    for (std::size_t i = 2; i < spans.size(); ++i) {
        if (spans[i - 1].op != SpanOp::remove || spans[i].op != SpanOp::insert || spans[i - 2].op != SpanOp::equal) continue;
        if (is_locator(spans[i - 1].text) && is_locator(spans[i].text) && ends_with_locator_word(spans[i - 2].text)) spans[i - 1].rolls = spans[i].rolls = true;
    }
}

/// Puts spans together; neighbours of one kind become one.
class SpanMaker {
public:
    SpanMaker(const Passage& a, const Passage& b) : a_(a), b_(b) {}

    std::vector<Span> make(const WordMatches& matches) {
        for (const WordMatch& match : matches) {
            up_to(match.a, match.b);
            const std::string_view gap_a = gap(a_, match.a), gap_b = gap(b_, match.b);
            if (gap_a == gap_b) {
                equal(gap_a);
            } else {
                change(gap_a, gap_b);
            }
            const std::string_view word_a = word(a_, match.a), word_b = word(b_, match.b);
            if (word_a == word_b) {
                equal(word_a);
            } else {
                change(word_a, word_b);
            }
            next_a_ = match.a + 1;
            next_b_ = match.b + 1;
        }
        up_to(static_cast<std::uint32_t>(a_.tokens.size()), static_cast<std::uint32_t>(b_.tokens.size()));
        const std::string_view rest_a = rest(a_), rest_b = rest(b_);
        if (rest_a == rest_b) {
            equal(rest_a);
        } else {
            change(rest_a, rest_b);
        }
        close();
        roll_locators(spans_);
        return std::move(spans_);
    }

private:
    static std::string_view word(const Passage& passage, std::uint32_t at) {
        return passage.text.substr(passage.tokens[at].begin, passage.tokens[at].end - passage.tokens[at].begin);
    }
    static std::string_view gap(const Passage& passage, std::uint32_t at) {
        const std::uint32_t from = at == 0 ? 0 : passage.tokens[at - 1].end;
        return passage.text.substr(from, passage.tokens[at].begin - from);
    }
    static std::string_view rest(const Passage& passage) { return passage.text.substr(passage.tokens.empty() ? 0 : passage.tokens.back().end); }

    void up_to(std::uint32_t a, std::uint32_t b) {
        for (; next_a_ < a; ++next_a_) {
            change(gap(a_, next_a_), {});
            change(word(a_, next_a_), {});
        }
        for (; next_b_ < b; ++next_b_) {
            change({}, gap(b_, next_b_));
            change({}, word(b_, next_b_));
        }
    }

    void equal(std::string_view text) {
        if (text.empty()) return;
        close();
        if (spans_.empty() || spans_.back().op != SpanOp::equal) spans_.push_back({SpanOp::equal, {}});
        spans_.back().text += text;
    }

    void change(std::string_view removed, std::string_view inserted) {
        if (removed_.empty() && inserted_.empty()) {
            opened_a_ = next_a_;
            opened_b_ = next_b_;
        }
        removed_ += removed;
        inserted_ += inserted;
    }

    void close() {
        if (removed_.empty() && inserted_.empty()) return;
        // In a text under negotiation a bracket says that words are not agreed: that is substance.
        const bool brackets = (removed_ + inserted_).find_first_of("[]") != std::string::npos;
        const bool editorial = !brackets && squeezed(removed_) == squeezed(inserted_);
        const auto found = editorial ? Rolling::none
                                     : rolling({a_.text, a_.tokens.subspan(opened_a_, next_a_ - opened_a_)}, {b_.text, b_.tokens.subspan(opened_b_, next_b_ - opened_b_)});
        const bool rolls = found == Rolling::forward || found == Rolling::backward;
        if (removed_.starts_with(' ') && inserted_.starts_with(' ')) {
            // The blank before both is no change.
            if (spans_.empty() || spans_.back().op != SpanOp::equal) spans_.push_back({SpanOp::equal, {}});
            spans_.back().text += ' ';
            removed_.erase(0, 1);
            inserted_.erase(0, 1);
        }
        if (!removed_.empty()) spans_.push_back({SpanOp::remove, removed_, editorial, rolls});
        if (!inserted_.empty()) spans_.push_back({SpanOp::insert, inserted_, editorial, rolls});
        removed_.clear();
        inserted_.clear();
    }

    const Passage& a_;
    const Passage& b_;
    std::uint32_t next_a_ = 0, next_b_ = 0, opened_a_ = 0, opened_b_ = 0;
    std::string removed_, inserted_;
    std::vector<Span> spans_;
};

}  // namespace

WordMatches common_words(std::span<const Token> a, std::span<const Token> b, Weights weights) { return Aligner(a, b, weights).align(); }

WordMatches as_a_person_would(const WordMatches& matches, const Passage& a, const Passage& b, Weights weights) {
    const bool whole = matches.size() == a.tokens.size() && matches.size() == b.tokens.size();
    return whole ? matches : Tidying(a, b, weights).tidied(matches);
}

std::vector<Span> spans_of(const Passage& a, const Passage& b, const WordMatches& matches) { return SpanMaker(a, b).make(matches); }

}  // namespace comity::concordance
