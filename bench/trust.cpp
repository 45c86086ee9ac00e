// The log's proofs at a million entries: how large, how long. The yardstick is the hashing alone, which no proof can do without.
//   bench_trust [ENTRIES]
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <random>
#include <array>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "db/connection.hpp"
#include "record/receipts.hpp"
#include "record/verification.hpp"

using namespace comity;

namespace {

/// Seconds that `work` takes, of the processor or on the wall.
template <typename Work>
double seconds(Work work, clockid_t clock = CLOCK_PROCESS_CPUTIME_ID) {
    const auto now = [clock] {
        timespec time{};
        clock_gettime(clock, &time);
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
    };
    const double before = now();
    work();
    return now() - before;
}

struct Gone {
    std::filesystem::path folder;
    ~Gone() {
        std::error_code ignored;
        std::filesystem::remove_all(folder, ignored);
    }
};

record::Draft act(std::int64_t number) {
    record::Draft draft;
    draft.subject = fmt::format("note:{}", number);
    draft.kind = "note";
    draft.act = "write";
    draft.state = json::Object{{"body", fmt::format("an act of some two hundred letters, as a response to a recommendation may have: {:0>120}", number)}};
    draft.who = {"operator at the command line", "bench"};
    return draft;
}

void fill(record::Record& record, std::int64_t entries) {
    for (std::int64_t done = 0; done < entries;) {
        auto writing = record.write();
        for (int i = 0; i < 20'000 && done < entries; ++i, ++done) writing.append(act(done));
        writing.commit();
    }
}

/// Each durable for itself: acts, and rows of the same size in a table of the same database with the same durability and nothing else.
struct OneByOne {
    double acts = 0, inserts = 0;  ///< a second
};
OneByOne one_by_one(const std::filesystem::path& folder) {
    constexpr int times = 2000;
    const auto record = record::Record::open(folder / "acts.record", record::Access::write, {});
    auto bare = db::Connection::open((folder / "bare.db").string(), db::Mode::write);
    bare.script(R"sql(CREATE TABLE bare (number INTEGER PRIMARY KEY, salt @BLOB@ NOT NULL, text @TEXT_C@ NOT NULL, leaf @BLOB@ NOT NULL))sql");
    const std::string text = record::canonical_form(record::entry_from(json::parse(R"({"form":1,"subject":"x","kind":"note","act":"write","when":"x","state":{}})"))) + std::string(280, 'a');
    const std::string hash(32, 'h');
    OneByOne made;
    // In turns, so that what else the disk does falls on both.
    for (int turn = 0; turn < 4; ++turn) {
        made.acts += seconds([&] {
            for (int i = 0; i < times / 4; ++i) {
                auto writing = record->write();
                writing.append(act(turn * times + i));
                writing.commit();
            }
        }, CLOCK_MONOTONIC);
        made.inserts += seconds([&] {
            for (int i = 0; i < times / 4; ++i) {
                db::Transaction transaction(bare, db::Transaction::Kind::write);
                bare.execute(R"sql(INSERT INTO bare (number, salt, text, leaf) VALUES ($1, $2, $3, $2))sql", turn * times + i, db::Blob{hash}, text);
                transaction.commit();
            }
        }, CLOCK_MONOTONIC);
    }
    return {times / made.acts, times / made.inserts};
}

}  // namespace

int main(int count, char** words) {
    std::int64_t entries = 1'000'000;
    if (count > 1) std::from_chars(words[1], words[1] + std::strlen(words[1]), entries);
    const Gone gone{std::filesystem::temp_directory_path() / fmt::format("comity-bench-trust-{}", getpid())};
    std::filesystem::create_directories(gone.folder);
    const auto record = record::Record::open(gone.folder / "bench.record", record::Access::write, {});
    const double append = seconds([&] { fill(*record, entries); });
    const double sign = seconds([&] { (void)record::checkpoint(*record); });
    const auto key = record::key_of(*record);

    std::mt19937_64 drawn(1);
    std::vector<double> made, checked;
    std::size_t bytes = 0, path = 0;
    for (int i = 0; i < 201; ++i) {
        proof::InclusionProof receipt;
        made.push_back(seconds([&] { receipt = record::receipt(*record, static_cast<std::int64_t>(drawn() % static_cast<std::uint64_t>(entries))); }));
        const std::string file = receipt.bytes();
        bytes = std::max(bytes, file.size());
        path = std::max(path, receipt.path.size());
        checked.push_back(seconds([&] {
            if (!record::checked(proof::InclusionProof::parse(file), std::array{key}, std::nullopt).included) std::abort();
        }));
    }
    const auto growth = record::growth(*record, static_cast<std::uint64_t>(entries / 3));
    double verified_wall = 0;
    const double verified = seconds([&] {
        verified_wall = seconds([&] {
            if (!record::verify_log(*record).findings.empty()) std::abort();
        }, CLOCK_MONOTONIC);
    });
    const OneByOne single = one_by_one(gone.folder);
    const std::string text(500, 'a');
    const double hashing = seconds([&] {
        for (std::int64_t i = 0; i < entries; ++i) (void)sha256(text);
    });
    const auto median_ms = [](std::vector<double>& times) {
        std::sort(times.begin(), times.end());
        return 1000 * times[times.size() / 2];
    };
    fmt::print(R"({{"entries":{},"append_s":{:.2f},"sign_ms":{:.2f},"receipt_bytes":{},"path":{},"made_ms":{:.3f},"checked_ms":{:.3f},)", entries, append, 1000 * sign, bytes, path,
               median_ms(made), median_ms(checked));
    fmt::print(R"("growth_bytes":{},"growth_path":{},"verify_s":{:.2f},"verify_wall_s":{:.2f},"hashing_s":{:.2f},"acts":{:.0f},"inserts":{:.0f}}})", growth.bytes().size(), growth.path.size(), verified, verified_wall, hashing, single.acts,
               single.inserts);
    fmt::print("\n");
    return 0;
}
