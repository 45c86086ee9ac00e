#include "machinery/holdings/standing.hpp"

#include <fmt/format.h>

#include "machinery/holdings/inside.hpp"

namespace comity::holdings {

namespace {

/// As they were kept for this very state of the record, else found anew.
std::shared_ptr<const GatheredSeries> gathered_of(const Holdings& holdings, const record::Snapshot& snapshot) {
    auto kept = KeptSeries(holdings.record(), snapshot, standard_reader().version).read();
    return kept ? kept : GatheredSeries::of(snapshot, holdings.vocabulary());
}

}  // namespace

Standing standing(const Holdings& holdings) {
    const auto snapshot = holdings.record().snapshot();
    const Tables tables(snapshot, holdings.vocabulary());
    Standing standing;
    standing.as_of = snapshot.size();
    std::vector<std::int64_t> numbers;
    std::vector<std::string> states;
    std::unordered_map<std::int64_t, std::size_t> at;
    auto rows = tables.tables().query(R"sql(
        SELECT d.number, d.sha256, r.reader, coalesce((SELECT max(c.position) FROM correction c WHERE c.sha256 = d.sha256), 0)
        FROM document d JOIN reading r ON r.sha256 = d.sha256 WHERE d.counted = 1 AND d.in_view = 1 ORDER BY d.sort_key, d.number)sql");
    while (rows.next()) {
        at.emplace(rows.integer(0), numbers.size());
        numbers.push_back(rows.integer(0));
        states.push_back(fmt::format("{} {} {}", rows.text(1), rows.integer(2), rows.integer(3)));
    }
    auto items = tables.items(numbers);
    for (std::size_t i = 0; i < items.size(); ++i) standing.texts.push_back({std::move(items[i]), std::move(states[i])});
    const auto gathered = gathered_of(holdings, snapshot);
    for (const auto& group : gathered->groups) {
        std::vector<std::size_t> members;
        for (const auto& member : group.members) {
            if (gathered->texts[member.text].kind != concordance::SeriesText::Kind::act) continue;
            if (const auto text = at.find(gathered->texts[member.text].number); text != at.end()) members.push_back(text->second);
        }
        if (members.size() > 1) standing.series.push_back(std::move(members));
    }
    return standing;
}

}  // namespace comity::holdings
