// How fast texts are read on one core: bench_reading SECONDS FILE... reads all files into memory, then reads them as documents again
// and again for so many seconds. Prints one JSON object: bytes and documents of one pass, passes, seconds of the processor (so that what
// else runs on the machine has little say), milliseconds a document.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"

using namespace comity;
using Steady = std::chrono::steady_clock;

namespace {

struct File {
    std::string name, bytes;
};

std::vector<File> load(int count, char** paths) {
    std::vector<File> files;
    for (int i = 0; i < count; ++i) {
        std::ifstream in(paths[i], std::ios::binary);
        File file{paths[i], {std::istreambuf_iterator<char>(in), {}}};
        file.name.erase(0, file.name.rfind('/') + 1);
        if (!file.bytes.empty()) files.push_back(std::move(file));
    }
    return files;
}

/// Of the processor, used by this process.
double milliseconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC * 1000; }

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: bench_reading SECONDS FILE...\n", stderr);
        return 2;
    }
    const auto files = load(argc - 2, argv + 2);
    const auto& words = vocabulary::standard();
    const auto enough = std::chrono::seconds(std::strtol(argv[1], nullptr, 10));
    std::size_t bytes = 0, paragraphs = 0;
    for (const File& file : files) bytes += file.bytes.size();

    std::vector<double> times;  // of the first pass, each document
    std::size_t passes = 0;
    const auto end = Steady::now() + enough;
    const double began = milliseconds();
    do {
        for (const File& file : files) {
            const double since = milliseconds();
            paragraphs += reading::read(file.bytes, words, {.file_name = file.name}).paragraphs.size();
            if (passes == 0) times.push_back(milliseconds() - since);
        }
        ++passes;
    } while (Steady::now() < end);
    const double seconds = (milliseconds() - began) / 1000;

    std::sort(times.begin(), times.end());
    const auto at = [&](double share) { return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))]; };
    fmt::print("{{\"documents\": {}, \"bytes\": {}, \"passes\": {}, \"seconds\": {:.3f}, \"paragraphs\": {}, \"median_ms\": {:.3f}, \"p95_ms\": {:.3f}, "
               "\"longest_ms\": {:.3f}}}\n",
               files.size(), bytes, passes, seconds, paragraphs / passes, at(0.5), at(0.95), times.back());
    return 0;
}
