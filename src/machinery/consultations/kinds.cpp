#include "machinery/consultations/kinds.hpp"

#include <algorithm>

#include "base/assets.hpp"
#include "vocabulary/tables.hpp"

namespace comity::consultations {

namespace {

std::vector<ContributorKind> read_table() {
    constexpr std::string_view path = "data/contributor_kinds.tsv";
    const vocabulary::TableRows rows({path, assets::get(path)});
    std::vector<ContributorKind> all;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        ContributorKind kind{std::string(rows.needed(row, "kind")), std::string(rows.needed(row, "word")), std::string(rows.needed(row, "many")),
                             std::string(rows.needed(row, "one")), std::string(rows.cell(row, "list")), {}};
        for (const auto actor_kind : rows.cells(row, "actor_kinds")) kind.actor_kinds.emplace_back(actor_kind);
        all.push_back(std::move(kind));
    }
    return all;
}

}  // namespace

std::span<const ContributorKind> contributor_kinds() {
    static const std::vector<ContributorKind> all = read_table();
    return all;
}

const ContributorKind* contributor_kind(std::string_view code) {
    const auto all = contributor_kinds();
    const auto found = std::find_if(all.begin(), all.end(), [&](const ContributorKind& kind) { return kind.code == code; });
    return found == all.end() ? nullptr : &*found;
}

std::string_view kind_of_actor(std::string_view actor_kind) {
    for (const ContributorKind& kind : contributor_kinds()) {
        if (std::find(kind.actor_kinds.begin(), kind.actor_kinds.end(), actor_kind) != kind.actor_kinds.end()) return kind.code;
    }
    return "other";
}

}  // namespace comity::consultations
