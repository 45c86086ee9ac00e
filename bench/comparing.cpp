// How fast two texts are compared, and a series traced: bench_comparing SECONDS FILE... takes the files as one series, oldest first.
// Prints one JSON object: milliseconds for neighbours of the series once read; for a pair of 900 kB made of these files, one of them edited
// (fixed seed); for the provenance of every word of the last. All by time of the processor, so that what else runs has little say.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "concordance/comparison.hpp"
#include "concordance/provenance.hpp"
#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"

using namespace comity;

namespace {

double milliseconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC * 1000; }

std::vector<document::Document> read_all(int count, char** paths) {
    std::vector<document::Document> documents;
    for (int i = 0; i < count; ++i) {
        std::ifstream in(paths[i], std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        const std::string path = paths[i];
        documents.push_back(reading::read(bytes, vocabulary::standard(), {.file_name = std::string_view(path).substr(path.rfind('/') + 1)}));
    }
    return documents;
}

std::size_t bytes_of(const document::Document& document) {
    std::size_t bytes = 0;
    for (const auto& paragraph : document.paragraphs) bytes += paragraph.text.size();
    return bytes;
}

/// Paragraphs of all documents again and again, each with a number of its own, until there are so many bytes.
document::Document large(const std::vector<document::Document>& documents, std::size_t bytes) {
    document::Document made;
    for (std::size_t size = 0, number = 1; size < bytes;) {
        const std::size_t before = size;
        for (const auto& document : documents) {
            for (auto paragraph : document.paragraphs) {
                paragraph.id = fmt::format("op{}", number++);
                paragraph.kind = document::ParagraphKind::operative;
                paragraph.text += fmt::format(" ({} of {})", number, number * 7919 % 10007);
                size += paragraph.text.size();
                made.paragraphs.push_back(std::move(paragraph));
            }
        }
        if (size == before) break;
    }
    return made;
}

/// Every third paragraph changed, some left out, moved or put in.
document::Document edited(document::Document document, std::mt19937& random) {
    std::vector<document::Paragraph> kept;
    for (auto& paragraph : document.paragraphs) {
        const auto chance = random() % 30;
        if (chance == 0) continue;
        if (chance < 10) {
            const std::size_t blank = paragraph.text.find(' ', random() % paragraph.text.size());
            if (blank != std::string::npos) paragraph.text.insert(blank, fmt::format(", as amended by the {}th reading,", random() % 90 + 10));
        }
        kept.push_back(std::move(paragraph));
        if (chance == 29 && kept.size() > 60) std::swap(kept.back(), kept[kept.size() - 50]);
    }
    document.paragraphs = std::move(kept);
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i) document.paragraphs[i].id = fmt::format("op{}", i + 1);
    return document;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fputs("usage: bench_comparing SECONDS FILE FILE...\n", stderr);
        return 2;
    }
    const auto documents = read_all(argc - 2, argv + 2);
    const double enough = static_cast<double>(std::strtol(argv[1], nullptr, 10)) * 1000;
    std::vector<double> times;
    for (const double began = milliseconds(); milliseconds() - began < enough;) {
        for (std::size_t i = 1; i < documents.size(); ++i) {
            const double since = milliseconds();
            concordance::compare(documents[i - 1], documents[i]);
            times.push_back(milliseconds() - since);
        }
    }
    std::sort(times.begin(), times.end());

    std::mt19937 random(1948);
    const auto first = large(documents, 900'000), second = edited(first, random);
    double since = milliseconds();
    const auto comparison = concordance::compare(first, second);
    const double large_ms = milliseconds() - since;

    std::vector<concordance::ChainMember> chain;
    for (const auto& document : documents) chain.push_back({document.symbol.value_or(""), document.year, &document});
    since = milliseconds();
    const auto provenance = concordance::provenance(chain);
    const double provenance_ms = milliseconds() - since;

    fmt::print("{{\"pairs\": {}, \"median_ms\": {:.3f}, \"p95_ms\": {:.3f}, \"large_bytes\": {}, \"large_paragraphs\": {}, \"large_ms\": {:.0f}, \"large_similarity\": {:.3f}, "
               "\"members\": {}, \"runs\": {}, \"provenance_ms\": {:.1f}}}\n",
               times.size(), times[times.size() / 2], times[times.size() * 95 / 100], bytes_of(first), first.paragraphs.size(), large_ms, comparison.similarity, chain.size(),
               provenance.runs.size(), provenance_ms);
    return 0;
}
