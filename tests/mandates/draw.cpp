// Draws the paragraphs of tests/mandates/gold.tsv: numbered operative paragraphs of the first level, over all bodies and periods of five years.
//   mandate_draw SHARED-FOLDER N SEED [--facts]
// Prints each with its sub-paragraphs, and nothing of what the rules find in it, so that it is judged by reading alone. --facts: symbol and paragraph only.
// How many come from a body and a period grows as the root of how many there are: the small are seen too. At most one of a text as long as there are others.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"

namespace {

using namespace comity;
using document::Document;
using document::Paragraph;
using document::ParagraphKind;
namespace fs = std::filesystem;

struct Text {
    std::string name;
    Document document;
};

std::vector<Text> texts_of(const fs::path& shared) {
    std::vector<fs::path> files;
    for (const char* folder : {"documents", "series", "seeds"})
        for (const auto& entry : fs::recursive_directory_iterator(shared / "corpus" / folder))
            if (entry.path().extension() == ".txt") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Text> texts;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        const std::string bytes((std::istreambuf_iterator<char>(in)), {});
        texts.push_back({file.stem().string(), reading::read(bytes, vocabulary::standard(), {file.filename().string()})});
    }
    return texts;
}

bool all_digits(std::string_view text) { return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos; }

bool counts(const Paragraph& paragraph) {
    return paragraph.kind == ParagraphKind::operative && paragraph.level == 1 && paragraph.number && all_digits(*paragraph.number) && paragraph.id.find(".end") == std::string::npos;
}

using Place = std::pair<const Text*, const Paragraph*>;

std::map<std::string, std::vector<Place>> strata_of(const std::vector<Text>& texts) {
    std::map<std::string, std::vector<Place>> strata;
    for (const Text& text : texts) {
        if (text.document.language != "en") continue;
        const auto& day = text.document.date_adopted ? text.document.date_adopted : text.document.date_distributed;
        const int year = day ? day->year() : text.document.year.value_or(0);
        const std::string stratum = text.document.body.value_or("-") + " " + std::to_string(year / 5 * 5);
        for (const Paragraph& paragraph : text.document.paragraphs)
            if (counts(paragraph)) strata[stratum].emplace_back(&text, &paragraph);
    }
    return strata;
}

/// `many` of one stratum; a text twice only if there are no others. Counted out of the generator's own numbers: the same on every machine.
std::vector<Place> some_of(std::vector<Place> all, std::size_t many, std::mt19937& random) {
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[random() % i]);
    std::vector<Place> chosen, again;
    std::set<const Text*> seen;
    for (const Place& place : all) (seen.insert(place.first).second ? chosen : again).push_back(place);
    chosen.insert(chosen.end(), again.begin(), again.end());
    chosen.resize(std::min(many, chosen.size()));
    return chosen;
}

std::vector<Place> draw(const std::vector<Text>& texts, std::size_t wanted, unsigned seed) {
    const auto strata = strata_of(texts);
    double roots = 0;
    for (const auto& [name, places] : strata) roots += std::sqrt(static_cast<double>(places.size()));
    std::mt19937 random(seed);
    std::vector<Place> drawn;
    for (const auto& [name, places] : strata) {
        const double share = static_cast<double>(wanted) * std::sqrt(static_cast<double>(places.size())) / roots;
        const auto some = some_of(places, static_cast<std::size_t>(std::max(1L, std::lround(share))), random);
        drawn.insert(drawn.end(), some.begin(), some.end());
    }
    return drawn;
}

void print_words(const Place& place) {
    const Document& document = place.first->document;
    std::cout << "--- " << place.first->name << ' ' << place.second->id << " [" << document.body.value_or("-") << ", session " << document.session.value_or("-") << ", "
              << (document.date_adopted ? document.date_adopted->iso() : std::to_string(document.year.value_or(0))) << "]\n"
              << place.second->text << '\n';
    for (const Paragraph& part : document.paragraphs)
        if (part.kind == ParagraphKind::operative && part.id.starts_with(place.second->id + ".")) std::cout << "  " << part.id << ": " << part.text << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4 || !fs::is_directory(fs::path(argv[1]) / "corpus")) {
        std::cerr << "usage: mandate_draw SHARED-FOLDER N SEED [--facts]\n";
        return 2;
    }
    const std::vector<Text> texts = texts_of(argv[1]);
    const bool facts = argc > 4 && std::string_view(argv[4]) == "--facts";
    for (const Place& place : draw(texts, std::stoul(argv[2]), static_cast<unsigned>(std::stoul(argv[3])))) {
        if (facts) std::cout << place.first->name << '\t' << place.second->id << '\n';
        else print_words(place);
    }
    return 0;
}
