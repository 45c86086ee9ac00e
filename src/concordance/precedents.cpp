#include "concordance/precedents.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "base/error.hpp"

namespace comity::concordance {

namespace {

constexpr std::size_t most_near = 16'384;    ///< wordings among which the earliest and the latest text are looked for
constexpr std::size_t most_bits = 1U << 20U; ///< 8-byte words of the table of their runs
constexpr std::size_t run = 3;

std::optional<Date> date_of(std::uint32_t packed) {
    return Date::of(static_cast<int>(packed / 10000), static_cast<int>(packed / 100 % 100), static_cast<int>(packed % 100));
}

/// What a wording has in common with the query so far.
struct Cell {
    std::uint16_t end = 0;      ///< behind the last word covered; after the counting: 1 + the row in the table of runs
    std::uint16_t covered = 0;  ///< words
};

/// The latest first, texts without a date last; then by symbol and place.
bool later(const PrecedentPlace& a, const PrecedentPlace& b) {
    if (a.date != b.date) return a.date > b.date;  // nullopt is below all dates
    if (a.symbol != b.symbol) return a.symbol < b.symbol;
    if (a.place != b.place) return a.place < b.place;
    return a.document < b.document;
}

bool earlier(const PrecedentPlace& a, const PrecedentPlace& b) {
    if (a.date.has_value() != b.date.has_value()) return a.date.has_value();
    if (a.date != b.date) return a.date < b.date;
    if (a.symbol != b.symbol) return a.symbol < b.symbol;
    if (a.place != b.place) return a.place < b.place;
    return a.document < b.document;
}

}  // namespace

struct PrecedentScratch::Inside {
    std::vector<Cell> cells;             ///< of the wordings of all segments, one behind the other; all empty between questions
    std::vector<std::uint32_t> touched;  ///< which are not empty
    std::vector<std::int8_t> wanted;     ///< of the documents of all segments: -1 not asked yet
    std::vector<std::uint64_t> bits;     ///< rows of the nearest wordings: which runs of the query they have
};

PrecedentScratch::PrecedentScratch() : inside_(std::make_unique<Inside>()) {}
PrecedentScratch::~PrecedentScratch() = default;
PrecedentScratch::PrecedentScratch(PrecedentScratch&&) noexcept = default;
PrecedentScratch& PrecedentScratch::operator=(PrecedentScratch&&) noexcept = default;

PrecedentIndex::PrecedentIndex(std::vector<PrecedentSegment> oldest_first) : segments_(std::move(oldest_first)) {
    std::unordered_map<std::int64_t, std::pair<std::size_t, std::uint32_t>> newest;
    dead_.resize(segments_.size());
    for (std::size_t s = 0; s < segments_.size(); ++s) {
        dead_[s].resize(segments_[s].documents());
        for (std::uint32_t d = 0; d < segments_[s].documents(); ++d) {
            const auto [found, is_new] = newest.try_emplace(segments_[s].number(d), s, d);
            if (is_new) continue;
            dead_[found->second.first][found->second.second] = true;
            found->second = {s, d};
        }
    }
    documents_ = newest.size();
}

/// One question.
class PrecedentSearch {
public:
    PrecedentSearch(const PrecedentIndex& index, const PrecedentQuestion& question, PrecedentScratch::Inside& scratch)
        : index_(index), question_(question), scratch_(scratch), words_(word_hashes(question.passage)) {
        if (words_.size() > PrecedentIndex::most_words) {
            throw Error(Fault::limit, "the passage has {} words, and {} can be looked for at once: take it in parts", words_.size(), PrecedentIndex::most_words);
        }
        std::uint32_t wordings = 0, documents = 0;
        for (const auto& segment : index.segments_) {
            first_wording_.push_back(wordings);
            first_document_.push_back(documents);
            wordings += segment.wordings();
            documents += segment.documents();
        }
        first_wording_.push_back(wordings);
        if (scratch_.cells.size() < wordings) scratch_.cells.resize(wordings);
        scratch_.wanted.assign(documents, -1);
    }

    ~PrecedentSearch() {
        for (const auto wording : scratch_.touched) scratch_.cells[wording] = {};
        scratch_.touched.clear();
    }
    PrecedentSearch(const PrecedentSearch&) = delete;
    PrecedentSearch& operator=(const PrecedentSearch&) = delete;

    std::vector<Precedent> answer() {
        if (words_.size() < run || question_.limit == 0) return {};
        find_lists();
        count();
        choose();
        if (!found_.empty()) look_around();
        return std::move(found_);
    }

private:
    struct List {
        std::uint32_t position = 0, segment = 0, key = 0;
    };
    struct Near {
        std::uint32_t wording = 0, words = 0, covered = 0;
        std::uint64_t hash = 0;
    };

    const PrecedentIndex& index_;
    const PrecedentQuestion& question_;
    PrecedentScratch::Inside& scratch_;
    std::vector<std::uint64_t> words_;
    std::vector<std::uint32_t> first_wording_, first_document_;
    std::vector<std::uint32_t> asked_before_;  ///< how many of the words before this one are to be covered; one more than words
    std::vector<List> lists_;                  ///< of the runs of the query, in its order
    std::vector<std::size_t> at_level_;        ///< how many wordings cover so many words
    std::vector<Near> near_;                   ///< best first
    std::vector<Precedent> found_;
    std::vector<std::uint32_t> found_wordings_;

    void find_lists() {
        asked_before_.push_back(0);
        for (std::size_t i = 0; i < words_.size(); ++i) asked_before_.push_back(asked_before_.back() + (question_.only.empty() || (i < question_.only.size() && question_.only[i]) ? 1 : 0));
        const auto keys = run_keys(words_);
        for (std::uint32_t i = 0; i < keys.size(); ++i) {
            if (asked_before_[i + run] == asked_before_[i]) continue;
            for (std::uint32_t s = 0; s < index_.segments_.size(); ++s) {
                if (const auto key = index_.segments_[s].find(keys[i])) lists_.push_back({i, s, *key});
            }
        }
    }

    /// Exact in one pass: the runs come in the order of the query, so each adds what lies behind the last word that was covered.
    void count() {
        for (const auto& list : lists_) {
            const std::uint32_t behind = list.position + static_cast<std::uint32_t>(run);
            Cell* cells = scratch_.cells.data() + first_wording_[list.segment];
            const std::uint32_t first = first_wording_[list.segment];
            index_.segments_[list.segment].each(list.key, [&](std::uint32_t wording) {
                Cell& cell = cells[wording];
                if (cell.end == 0) scratch_.touched.push_back(first + wording);
                const std::uint32_t from = std::max<std::uint32_t>(cell.end, list.position);
                cell.covered = static_cast<std::uint16_t>(cell.covered + asked_before_[behind] - asked_before_[from]);
                cell.end = static_cast<std::uint16_t>(behind);
            });
        }
        at_level_.resize(words_.size() + 1);
        for (const auto wording : scratch_.touched) ++at_level_[scratch_.cells[wording].covered];
    }

    [[nodiscard]] std::uint32_t segment_of(std::uint32_t wording) const {
        return static_cast<std::uint32_t>(std::upper_bound(first_wording_.begin(), first_wording_.end(), wording) - first_wording_.begin() - 1);
    }

    /// The wordings that cover [low, high) words, best first.
    std::vector<Near> between(std::size_t low, std::size_t high) const {
        std::vector<Near> some;
        for (const auto wording : scratch_.touched) {
            const std::uint32_t covered = scratch_.cells[wording].covered;
            if (covered < low || covered >= high) continue;
            const std::uint32_t segment = segment_of(wording);
            const auto full = index_.segments_[segment].wording(wording - first_wording_[segment]);
            some.push_back({wording, full.words, covered, full.hash});
        }
        std::sort(some.begin(), some.end(), [](const Near& a, const Near& b) {
            if (a.covered != b.covered) return a.covered > b.covered;
            if (a.words != b.words) return a.words < b.words;
            if (a.hash != b.hash) return a.hash < b.hash;
            return a.wording < b.wording;
        });
        return some;
    }

    bool is_wanted(std::uint32_t segment, std::uint32_t document, std::int64_t number) {
        if (index_.dead_[segment][document]) return false;
        auto& answer = scratch_.wanted[first_document_[segment] + document];
        if (answer < 0) answer = !question_.wanted || question_.wanted(number) ? 1 : 0;
        return answer == 1;
    }

    template <typename Take>
    void each_place(std::uint32_t wording, Take take) {
        const std::uint32_t s = segment_of(wording);
        const auto& segment = index_.segments_[s];
        const auto full = segment.wording(wording - first_wording_[s]);
        for (std::uint32_t i = full.first_place; i < full.behind_places; ++i) {
            const auto place = segment.place(i);
            const auto document = segment.document(place.document);
            if (is_wanted(s, place.document, document.number)) take(PrecedentPlace{document.number, document.symbol, place.place, date_of(document.date)});
        }
    }

    /// Goes down the levels until there are enough.
    void choose() {
        std::size_t high = at_level_.size();
        while (high > 1 && found_.size() < question_.limit) {
            std::size_t low = high, waiting = 0;
            while (low > 1 && (waiting == 0 || waiting + at_level_[low - 1] <= question_.limit * 4)) waiting += at_level_[--low];
            if (waiting > 0) take_best(between(low, high));
            high = low;
        }
    }

    void take_best(const std::vector<Near>& some) {
        for (std::size_t i = 0; i < some.size() && found_.size() < question_.limit;) {
            // Those that are equal in coverage and similarity, by their places.
            std::vector<std::pair<Precedent, std::uint32_t>> equal;
            const auto [covered, length] = std::pair(some[i].covered, some[i].words);
            for (; i < some.size() && some[i].covered == covered && some[i].words == length;) {
                const auto hash = some[i].hash;
                const auto wording = some[i].wording;
                Precedent precedent;
                for (; i < some.size() && some[i].hash == hash && some[i].covered == covered && some[i].words == length; ++i) {
                    each_place(some[i].wording, [&](PrecedentPlace place) { precedent.places.push_back(place); });
                }
                if (precedent.places.empty()) continue;
                std::sort(precedent.places.begin(), precedent.places.end(), later);
                equal.emplace_back(std::move(precedent), wording);
            }
            std::sort(equal.begin(), equal.end(), [](const auto& a, const auto& b) { return later(a.first.places.front(), b.first.places.front()); });
            for (auto& [precedent, wording] : equal) {
                if (found_.size() == question_.limit) break;
                precedent.covered = covered;
                precedent.words = length;
                precedent.coverage = static_cast<double>(covered) / std::max(1U, asked_before_.back());
                precedent.similarity = std::min(1.0, 2.0 * covered / static_cast<double>(words_.size() + length));
                found_.push_back(std::move(precedent));
                found_wordings_.push_back(wording);
            }
        }
    }

    /// Which runs of the query each of the nearest wordings has: by it the words in common of those found, and who else has all of them.
    void look_around() {
        const std::size_t row = (words_.size() + 63) / 64;
        near_ = between(found_.back().covered, words_.size() + 1);
        if (near_.size() > std::min(most_near, most_bits / row)) near_.resize(std::max(std::min(most_near, most_bits / row), std::size_t{1}));
        for (const auto wording : scratch_.touched) scratch_.cells[wording].end = 0;
        const auto give_row = [&](std::uint32_t wording, std::size_t number) { scratch_.cells[wording].end = static_cast<std::uint16_t>(number + 1); };
        for (std::size_t i = 0; i < near_.size(); ++i) give_row(near_[i].wording, i);
        std::size_t rows = near_.size();
        for (const auto wording : found_wordings_) {
            if (scratch_.cells[wording].end == 0) give_row(wording, rows++);
        }
        scratch_.bits.assign(rows * row, 0);
        for (const auto& list : lists_) {
            const Cell* cells = scratch_.cells.data() + first_wording_[list.segment];
            index_.segments_[list.segment].each(list.key, [&](std::uint32_t wording) {
                if (cells[wording].end == 0) return;
                scratch_.bits[(cells[wording].end - std::size_t{1}) * row + list.position / 64] |= std::uint64_t{1} << (list.position % 64);
            });
        }
        for (std::size_t i = 0; i < found_.size(); ++i) tell_around(found_[i], scratch_.bits.data() + (scratch_.cells[found_wordings_[i]].end - std::size_t{1}) * row, row);
    }

    void tell_around(Precedent& precedent, const std::uint64_t* own, std::size_t row) {
        for (std::uint32_t i = 0; i + run <= words_.size(); ++i) {
            if ((own[i / 64] >> (i % 64) & 1U) == 0) continue;
            const std::uint32_t behind = i + static_cast<std::uint32_t>(run);
            if (!precedent.runs.empty() && precedent.runs.back().second >= i) {
                precedent.runs.back().second = behind;
            } else {
                precedent.runs.emplace_back(i, behind);
            }
        }
        precedent.first = precedent.places.back();
        precedent.last = precedent.places.front();
        std::vector<std::int64_t> texts;
        const auto take = [&](const PrecedentPlace& place) {
            if (earlier(place, precedent.first)) precedent.first = place;
            if (later(place, precedent.last)) precedent.last = place;
            texts.push_back(place.document);
        };
        for (const auto& place : precedent.places) take(place);
        for (std::size_t j = 0; j < near_.size() && near_[j].covered >= precedent.covered; ++j) {
            const std::uint64_t* other = scratch_.bits.data() + j * row;
            if (std::equal(own, own + row, other, [](std::uint64_t mine, std::uint64_t theirs) { return (mine & theirs) == mine; })) each_place(near_[j].wording, take);
        }
        std::sort(texts.begin(), texts.end());
        precedent.texts = static_cast<std::size_t>(std::unique(texts.begin(), texts.end()) - texts.begin());
    }
};

std::vector<Precedent> PrecedentIndex::find(const PrecedentQuestion& question, PrecedentScratch& scratch) const {
    return PrecedentSearch(*this, question, *scratch.inside_).answer();
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> common_runs(std::string_view query, std::string_view passage) {
    const auto keys = run_keys(word_hashes(query));
    auto others = run_keys(word_hashes(passage));
    std::sort(others.begin(), others.end());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> runs;
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
        if (!std::binary_search(others.begin(), others.end(), keys[i])) continue;
        const std::uint32_t behind = i + static_cast<std::uint32_t>(run);
        if (!runs.empty() && runs.back().second >= i) {
            runs.back().second = behind;
        } else {
            runs.emplace_back(i, behind);
        }
    }
    return runs;
}

}  // namespace comity::concordance
