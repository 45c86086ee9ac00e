// Since when each word of a text stands: the layer that the reading page shows over its words (`?ages=1`).
#include <algorithm>

#include <fmt/format.h>

#include "concordance/provenance.hpp"
#include "machinery/holdings/chain.hpp"
#include "web/text_view.hpp"

namespace comity::web {

namespace {

constexpr std::size_t oldest = 1, newest = 5;

std::string year_of(const Visit& visit, const concordance::ChainMember& member) {
    return member.year ? visit.words.figures(std::to_string(*member.year)) : member.name;
}

/// "2012", or "2010/2011" where the text of 2010 is not in the record.
std::string since(const Visit& visit, const concordance::ProvenanceRun& run, const holdings::Chain& chain) {
    const std::string year = year_of(visit, chain.members[run.since]);
    return run.or_since.empty() ? year : fmt::format("{}/{}", year_of(visit, chain.members[run.or_since.front()]), year);
}

/// The first text of the series and the one at hand have steps of their own.
int youth_of(std::size_t since, std::size_t last) {
    if (since >= last) return newest;
    return static_cast<int>(oldest + since * (newest - oldest) / std::max<std::size_t>(last, 1));
}

}  // namespace

Ages ages_of(const Visit& visit, const holdings::Item& item) {
    const holdings::Chain chain = holdings::chain_up_to(visit.holdings(), item);
    Ages ages;
    for (const concordance::ProvenanceRun& run : concordance::provenance(chain.members).runs) {
        std::vector<AgeRun>& runs = ages[run.paragraph];
        const std::size_t begin = runs.empty() ? 0 : runs.back().end;
        runs.push_back({begin + run.text.size(), since(visit, run, chain), youth_of(run.since, chain.members.size() - 1)});
    }
    return ages;
}

}  // namespace comity::web
