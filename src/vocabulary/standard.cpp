#include <vector>

#include "base/assets.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::vocabulary {
namespace {

void add_tables(std::string_view folder, std::vector<Table>& tables) {
    for (const auto& asset : assets::below(folder))
        if (asset.path.ends_with(".tsv") || asset.path == "data/words.txt" || asset.path == "data/compounds.txt") tables.push_back({asset.path, asset.bytes});
}

}  // namespace

const Vocabulary& standard() {
    static const Vocabulary vocabulary = [] {
        std::vector<Table> tables;
        add_tables("data/", tables);
        return Vocabulary(tables);
    }();
    return vocabulary;
}

const Vocabulary& with_demonstration() {
    static const Vocabulary vocabulary = [] {
        std::vector<Table> tables;
        add_tables("data/", tables);
        add_tables("demo/", tables);
        return Vocabulary(tables);
    }();
    return vocabulary;
}

}  // namespace comity::vocabulary
