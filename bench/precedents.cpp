// Measures the precedent index over texts: bench_precedents quality FILES... | speed COPIES FILES... | words FILES...
//   quality  the first answer's share against an exhaustive search, over 1,000 drawn paragraphs, each against texts that are older
//   speed    times over the texts and COPIES - 1 edited copies of each, from a mapped file
//   words    full-text search given the same words: how often its first ten hold the best precedent, and how long it takes
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <sstream>
#include <unordered_map>
#include <unordered_set>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include <fmt/format.h>

#include "concordance/precedents.hpp"
#include "db/connection.hpp"
#include "reading/reading.hpp"
#include "text/text.hpp"
#include "vocabulary/vocabulary.hpp"

namespace {

using namespace comity;
using concordance::Precedent;

constexpr std::uint32_t seed = 1948;

double now(clockid_t clock = CLOCK_MONOTONIC) {
    timespec time{};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

double at(std::vector<double>& times, double share) {
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

double peak_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

struct Paragraph {
    std::string place, text;
};
struct Text {
    std::int64_t number = 0;
    std::string symbol, series;
    std::optional<Date> date;
    std::vector<Paragraph> paragraphs;
};

std::vector<Text> texts_of(int count, char** files) {
    std::vector<Text> texts;
    for (int i = 0; i < count; ++i) {
        std::ifstream file(files[i], std::ios::binary);
        std::stringstream bytes;
        bytes << file.rdbuf();
        auto document = reading::read(bytes.str(), vocabulary::standard(), {.file_name = std::filesystem::path(files[i]).filename().string()});
        Text text{i + 1, document.symbol.value_or(files[i]), text::key(document.title.value_or(files[i])), document.date_adopted ? document.date_adopted : document.date_distributed, {}};
        for (auto& paragraph : document.paragraphs) text.paragraphs.push_back({paragraph.id, paragraph.text});
        texts.push_back(std::move(text));
    }
    return texts;
}

/// An index in memory, as the file beside a record has it: segments merged into one.
struct Built {
    std::vector<std::string> bytes;
    concordance::PrecedentIndex index;
    double seconds = 0;
};

class Building {
public:
    void add(const Text& text) {
        concordance::PrecedentSource source{text.number, text.symbol, text.date, {}};
        for (const auto& paragraph : text.paragraphs) source.passages.push_back({paragraph.place, paragraph.text});
        const double begin = now();
        builder_.add(source);
        if (builder_.full()) segments_.push_back(builder_.finish());
        took_ += now() - begin;
    }
    Built built() {
        const double begin = now();
        if (!builder_.empty()) segments_.push_back(builder_.finish());
        std::vector<concordance::PrecedentSegment> views;
        for (const auto& bytes : segments_) views.push_back(concordance::PrecedentSegment::over(bytes));
        Built built;
        built.bytes.push_back(concordance::PrecedentIndex(views).merged(0, views.size()));
        segments_.clear();
        built.index = concordance::PrecedentIndex({concordance::PrecedentSegment::over(built.bytes.front())});
        built.seconds = (took_ + now() - begin) / 1e3;
        return built;
    }

private:
    concordance::PrecedentBuilder builder_;
    std::vector<std::string> segments_;
    double took_ = 0;
};

/// The yardstick: every passage, word by word, with words compared as strings (numbered once), no hashes and no index.
class Exhaustive {
public:
    explicit Exhaustive(const std::vector<Text>& texts) {
        for (const auto& text : texts) {
            for (const auto& paragraph : text.paragraphs) passages_.push_back({&text, numbers(paragraph.text)});
        }
    }

    template <typename Wanted>
    double best_share(std::string_view query, Wanted wanted) {
        const auto words = numbers(query);
        std::vector<bool> in_query(known_.size());
        for (const auto word : words) in_query[word] = true;
        double best = 0;
        for (const auto& passage : passages_) {
            if (!wanted(*passage.text)) continue;
            best = std::max(best, share(words, passage.words, in_query));
        }
        return best;
    }

private:
    struct Passage {
        const Text* text;
        std::vector<std::uint32_t> words;
    };
    std::unordered_map<std::string, std::uint32_t> known_;
    std::vector<Passage> passages_;

    std::vector<std::uint32_t> numbers(std::string_view text) {
        std::vector<std::uint32_t> found;
        for (auto& word : text::words(text)) found.push_back(known_.try_emplace(std::move(word.folded), static_cast<std::uint32_t>(known_.size())).first->second);
        return found;
    }

    static double share(const std::vector<std::uint32_t>& query, const std::vector<std::uint32_t>& passage, const std::vector<bool>& in_query) {
        std::vector<bool> covered(query.size());
        for (std::size_t p = 0; p + 3 <= passage.size(); ++p) {
            if (!in_query[passage[p]] || !in_query[passage[p + 1]] || !in_query[passage[p + 2]]) continue;
            for (std::size_t q = 0; q + 3 <= query.size(); ++q) {
                if (query[q] == passage[p] && query[q + 1] == passage[p + 1] && query[q + 2] == passage[p + 2]) covered[q] = covered[q + 1] = covered[q + 2] = true;
            }
        }
        return query.empty() ? 0 : static_cast<double>(std::count(covered.begin(), covered.end(), true)) / static_cast<double>(query.size());
    }
};

struct Query {
    const Text* text = nullptr;
    const Paragraph* paragraph = nullptr;
    bool other_series = false;
    [[nodiscard]] bool wants(const Text& other) const { return other.date && other.date < text->date && (!other_series || other.series != text->series); }
};

/// 1,000 paragraphs of at least five words from texts with a date; every second one without its own series.
std::vector<Query> drawn(const std::vector<Text>& texts) {
    std::mt19937 draw(seed);
    std::vector<Query> queries;
    while (queries.size() < 1000) {
        const auto& text = texts[draw() % texts.size()];
        if (!text.date || text.paragraphs.empty()) continue;
        const auto& paragraph = text.paragraphs[draw() % text.paragraphs.size()];
        if (text::words(paragraph.text).size() >= 5) queries.push_back({&text, &paragraph, queries.size() % 2 == 1});
    }
    return queries;
}

int quality(const std::vector<Text>& texts) {
    Building building;
    for (const auto& text : texts) building.add(text);
    const auto built = building.built();
    Exhaustive exhaustive(texts);
    concordance::PrecedentScratch scratch;
    std::size_t within = 0, equal = 0, none = 0;
    double worst = 0, sum = 0;
    for (const auto& query : drawn(texts)) {
        const auto found = built.index.find({.passage = query.paragraph->text, .wanted = [&](std::int64_t number) { return query.wants(texts[static_cast<std::size_t>(number) - 1]); }, .limit = 1}, scratch);
        const double share = found.empty() ? 0 : found.front().coverage;
        const double best = exhaustive.best_share(query.paragraph->text, [&](const Text& other) { return query.wants(other); });
        within += best - share <= 0.01 && share - best <= 0.01 ? 1 : 0;
        equal += best == share ? 1 : 0;
        none += best == 0 ? 1 : 0;
        sum += best;
        worst = std::max(worst, std::max(best - share, share - best));
    }
    fmt::print("{{\"queries\": 1000, \"within_0.01\": {}, \"equal\": {}, \"largest_difference\": {:.4f}, \"mean_best_share\": {:.3f}, \"without_precedent\": {}}}\n", within, equal, worst, sum / 1000, none);
    return within >= 980 ? 0 : 1;
}

/// The texts as another year might have them: two paragraphs of five as they are, most with words exchanged, left out or put in,
/// some made of two.
class Editing {
public:
    explicit Editing(const std::vector<Text>& texts) {
        for (const auto& text : texts) {
            for (const auto& paragraph : text.paragraphs) {
                if (all_.size() < 4'000'000) {
                    std::istringstream words(paragraph.text);
                    for (std::string word; words >> word;) all_.push_back(word);
                }
            }
        }
    }

    std::string edited(const std::string& text, unsigned of_hundred) {
        std::istringstream in(text);
        std::string out;
        for (std::string word; in >> word;) {
            const auto dice = draw_() % 300;
            if (dice < of_hundred) continue;                                  // left out
            if (dice < 2 * of_hundred) out += all_[draw_() % all_.size()] + " ";  // put in
            if (dice >= 2 * of_hundred && dice < 3 * of_hundred) word = all_[draw_() % all_.size()];
            out += word;
            out += ' ';
        }
        if (!out.empty()) out.pop_back();
        return out;
    }

    Text copied(const Text& text, int copy) {
        Text made = text;
        made.number = text.number + copy * std::int64_t{1'000'000};
        made.symbol += fmt::format("~{}", copy);
        for (auto& paragraph : made.paragraphs) {
            const auto dice = draw_() % 10;
            if (dice < 4) continue;
            const std::string& other = text.paragraphs[draw_() % text.paragraphs.size()].text;
            if (dice == 9) paragraph.text = paragraph.text.substr(0, paragraph.text.find(' ', paragraph.text.size() / 2)) + " " + other.substr(std::min(other.size(), other.find(' ', other.size() / 2)));
            paragraph.text = edited(paragraph.text, 4);
        }
        return made;
    }

private:
    std::mt19937 draw_{seed};
    std::vector<std::string> all_;
};

struct Mapped {
    std::string_view bytes;
    explicit Mapped(const std::string& name) {
        const int file = open(name.c_str(), O_RDONLY);
        const auto size = static_cast<std::size_t>(lseek(file, 0, SEEK_END));
        posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
        bytes = {static_cast<const char*>(mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0)), size};
        close(file);
    }
    ~Mapped() { munmap(const_cast<char*>(bytes.data()), bytes.size()); }
    Mapped(const Mapped&) = delete;
    Mapped& operator=(const Mapped&) = delete;
};

std::vector<double> timed(const concordance::PrecedentIndex& index, const std::vector<std::string>& queries, clockid_t clock) {
    concordance::PrecedentScratch scratch;
    std::vector<double> times;
    for (const auto& query : queries) {
        const double begin = now(clock);
        const auto found = index.find({.passage = query, .limit = 10}, scratch);
        times.push_back(now(clock) - begin);
    }
    return times;
}

int speed(const std::vector<Text>& texts, int copies) {
    Editing editing(texts);
    Building building;
    std::size_t paragraphs = 0, bytes = 0;
    for (int copy = 0; copy < copies; ++copy) {
        for (const auto& text : texts) {
            const Text made = copy == 0 ? text : editing.copied(text, copy);
            for (const auto& paragraph : made.paragraphs) bytes += paragraph.text.size();
            paragraphs += made.paragraphs.size();
            building.add(made);
        }
    }
    std::vector<std::string> queries;
    for (const auto& query : drawn(texts)) queries.push_back(editing.edited(query.paragraph->text, 4));
    const std::string name = "/tmp/comity-bench.precedents";
    std::size_t size = 0;
    double built_in = 0;
    {
        const auto built = building.built();
        size = built.bytes.front().size();
        built_in = built.seconds;
        const int file = open(name.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        for (std::size_t done = 0; done < size;) done += static_cast<std::size_t>(std::max<ssize_t>(0, write(file, built.bytes.front().data() + done, size - done)));
        fsync(file);
        close(file);
    }
    const double peak = peak_mib();
    const double opening = now();
    const Mapped mapped(name);
    const concordance::PrecedentIndex index({concordance::PrecedentSegment::over(mapped.bytes)});
    const double opened = now() - opening;
    auto cold = timed(index, {queries.begin(), queries.begin() + 20}, CLOCK_MONOTONIC);
    const double first = cold.front();
    timed(index, queries, CLOCK_MONOTONIC);
    auto clock = timed(index, queries, CLOCK_MONOTONIC);
    auto processor = timed(index, queries, CLOCK_THREAD_CPUTIME_ID);
    fmt::print("{{\"paragraphs\": {}, \"text_bytes\": {}, \"index_bytes\": {}, \"index_of_text\": {:.3f}, \"build_s\": {:.1f}, \"peak_mib\": {:.0f}, \"open_ms\": {:.2f}, ", paragraphs, bytes, size,
               static_cast<double>(size) / static_cast<double>(bytes), built_in, peak, opened);
    fmt::print("\"cold_first_ms\": {:.1f}, \"cold_20_median_ms\": {:.1f}, \"clock_ms\": {{\"p50\": {:.2f}, \"p95\": {:.2f}, \"p99\": {:.2f}, \"longest\": {:.2f}}}, ", first, at(cold, 0.5), at(clock, 0.5),
               at(clock, 0.95), at(clock, 0.99), at(clock, 1));
    fmt::print("\"processor_ms\": {{\"p50\": {:.2f}, \"p95\": {:.2f}, \"p99\": {:.2f}}}}}\n", at(processor, 0.5), at(processor, 0.95), at(processor, 0.99));
    std::filesystem::remove(name);
    return 0;
}

int words(const std::vector<Text>& texts) {
    auto table = db::Connection::in_memory();
    table.script(R"sql(CREATE VIRTUAL TABLE word USING fts5(text, content = '', tokenize = 'unicode61'))sql");
    std::vector<std::pair<const Text*, const Paragraph*>> rows;
    {
        db::Transaction all(table, db::Transaction::Kind::write);
        for (const auto& text : texts) {
            for (const auto& paragraph : text.paragraphs) {
                table.execute(R"sql(INSERT INTO word (rowid, text) VALUES ($1, $2))sql", static_cast<std::int64_t>(rows.size()), paragraph.text);
                rows.emplace_back(&text, &paragraph);
            }
        }
        all.commit();
    }
    Building building;
    for (const auto& text : texts) building.add(text);
    const auto built = building.built();
    concordance::PrecedentScratch scratch;
    std::vector<double> theirs, ours;
    std::size_t holds = 0;
    auto queries = drawn(texts);
    queries.resize(100);
    for (const auto& query : queries) {
        // Unseen: the paragraph's own text is not among the answers.
        const auto wanted = [&](const Text& other) { return &other != query.text; };
        double begin = now();
        const auto found = built.index.find({.passage = query.paragraph->text, .wanted = [&](std::int64_t number) { return wanted(texts[static_cast<std::size_t>(number) - 1]); }, .limit = 10}, scratch);
        ours.push_back(now() - begin);
        std::string match;
        for (const auto& word : text::words(query.paragraph->text)) match += fmt::format("{}\"{}\"", match.empty() ? "" : " OR ", word.folded);
        begin = now();
        auto hits = table.query(R"sql(SELECT rowid FROM word WHERE word MATCH $1 ORDER BY rank LIMIT 200)sql", match);
        double best = 0;
        for (int count = 0; count < 10 && hits.next();) {
            const auto& [text, paragraph] = rows[static_cast<std::size_t>(hits.integer(0))];
            if (!wanted(*text)) continue;
            ++count;
            double covered = 0;
            for (const auto& [first, behind] : concordance::common_runs(query.paragraph->text, paragraph->text)) covered += behind - first;
            best = std::max(best, covered / static_cast<double>(text::words(query.paragraph->text).size()));
        }
        theirs.push_back(now() - begin);
        holds += found.empty() || best >= found.front().coverage - 0.01 ? 1 : 0;
    }
    fmt::print("{{\"queries\": {}, \"words_first_ten_hold_the_best\": {}, \"words_p50_ms\": {:.1f}, \"words_p95_ms\": {:.1f}, \"ours_p50_ms\": {:.2f}, \"ours_p95_ms\": {:.2f}}}\n", queries.size(), holds, at(theirs, 0.5),
               at(theirs, 0.95), at(ours, 0.5), at(ours, 0.95));
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string mode = count > 1 ? arguments[1] : "";
    if (mode == "quality" && count > 2) return quality(texts_of(count - 2, arguments + 2));
    if (mode == "speed" && count > 3) return speed(texts_of(count - 3, arguments + 3), std::atoi(arguments[2]));
    if (mode == "words" && count > 2) return words(texts_of(count - 2, arguments + 2));
    std::fputs("bench_precedents quality FILES... | speed COPIES FILES... | words FILES...\n", stderr);
    return 2;
}
