// Times searches for words over a record, as the program makes them: bench_search RECORD QUERIES. A query a line. By the clock, and
// by the processor's own time, which other programs on the machine don't disturb.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include <time.h>

#include <fmt/format.h>

#include "machinery/holdings/holdings.hpp"

namespace {

double milliseconds(clockid_t clock) {
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

/// What stands behind that share of them, in order.
double at(const std::vector<double>& times, double share) {
    return times[std::min(times.size() - 1, static_cast<std::size_t>(share * static_cast<double>(times.size())))];
}

}  // namespace

int main(int count, char** words) {
    if (count != 3) {
        std::fputs("bench_search RECORD QUERIES\n", stderr);
        return 2;
    }
    const auto holdings = comity::holdings::Holdings::open({words[1], comity::holdings::derivations()}, comity::record::Access::read);
    (void)holdings->search("peace", {.limit = 20});  // brings the index up to the record
    std::ifstream file(words[2]);
    std::vector<double> clock, processor;
    std::size_t found = 0;
    for (std::string query; std::getline(file, query);) {
        const double by_clock = milliseconds(CLOCK_MONOTONIC), by_processor = milliseconds(CLOCK_THREAD_CPUTIME_ID);
        found += holdings->search(query, {.limit = 20}).passages;
        clock.push_back(milliseconds(CLOCK_MONOTONIC) - by_clock);
        processor.push_back(milliseconds(CLOCK_THREAD_CPUTIME_ID) - by_processor);
    }
    if (clock.empty()) return 1;
    fmt::print("{{\"queries\": {}, \"passages\": {}", clock.size(), found);
    for (auto* times : {&clock, &processor}) {
        std::sort(times->begin(), times->end());
        fmt::print(", \"{}_ms\": {{\"p50\": {:.2f}, \"p95\": {:.2f}, \"p99\": {:.2f}, \"longest\": {:.2f}}}", times == &clock ? "clock" : "processor", at(*times, 0.5),
                   at(*times, 0.95), at(*times, 0.99), times->back());
    }
    fmt::print("}}\n");
}
