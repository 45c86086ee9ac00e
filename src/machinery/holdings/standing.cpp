#include "machinery/holdings/standing.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "machinery/holdings/inside.hpp"

namespace comity::holdings {

namespace {

/// As they were kept for this very state of the record, else found anew.
std::shared_ptr<const GatheredSeries> gathered_of(const Holdings& holdings, const record::Snapshot& snapshot) {
    const KeptSeries kept(holdings.record(), snapshot, standard_reader().version);
    std::shared_ptr<const GatheredSeries> gathered = kept.read();
    if (gathered) return gathered;
    gathered = GatheredSeries::of(snapshot, holdings.vocabulary());
    kept.write(*gathered);
    return gathered;
}

std::string state_of(const db::Rows& row) { return fmt::format("{} {} {}", row.text(1), row.integer(2), row.integer(3)); }

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
        states.push_back(state_of(rows));
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

Standing standing_around(const Holdings& holdings, const Item& item) {
    const auto snapshot = holdings.record().snapshot();
    const Tables tables(snapshot, holdings.vocabulary());
    std::vector<std::int64_t> series;
    const auto gathered = gathered_of(holdings, snapshot);
    if (const auto group = gathered->group(item.number)) {
        for (const auto& member : gathered->groups[*group].members) {
            if (gathered->texts[member.text].kind == concordance::SeriesText::Kind::act) series.push_back(gathered->texts[member.text].number);
        }
    }
    std::set<std::int64_t> numbers(series.begin(), series.end());
    numbers.insert(item.number);
    for (const std::int64_t number : std::vector<std::int64_t>(numbers.begin(), numbers.end())) {
        auto rows = tables.tables().query(R"sql(SELECT DISTINCT c.number FROM citation c WHERE c.target IN (SELECT name FROM document_name WHERE number = $1 AND canonical = 1) ORDER BY c.number)sql", number);
        while (rows.next()) numbers.insert(rows.integer(0));
    }
    struct Found {
        std::string sort_key, state;
        std::int64_t number = 0;
    };
    std::vector<Found> found;
    for (const std::int64_t number : numbers) {
        auto rows = tables.tables().query(R"sql(
            SELECT d.number, d.sha256, r.reader, coalesce((SELECT max(c.position) FROM correction c WHERE c.sha256 = d.sha256), 0), d.sort_key
            FROM document d JOIN reading r ON r.sha256 = d.sha256 WHERE d.number = $1 AND d.counted = 1 AND d.in_view = 1)sql", number);
        if (rows.next()) found.push_back({std::string(rows.text(4)), state_of(rows), number});
    }
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) { return std::tie(a.sort_key, a.number) < std::tie(b.sort_key, b.number); });
    Standing standing;
    standing.as_of = snapshot.size();
    std::unordered_map<std::int64_t, std::size_t> at;
    for (Found& one : found) {
        at.emplace(one.number, standing.texts.size());
        standing.texts.push_back({tables.item(one.number), std::move(one.state)});
    }
    std::vector<std::size_t> members;
    for (const std::int64_t number : series) {
        if (const auto text = at.find(number); text != at.end()) members.push_back(text->second);
    }
    if (members.size() > 1) standing.series.push_back(std::move(members));
    return standing;
}

}  // namespace comity::holdings
