#include "machinery/holdings/naming.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "machinery/holdings/inside.hpp"
#include "machinery/holdings/voting.hpp"

namespace comity::holdings {

namespace {

/// A text that names somebody.
struct Place {
    std::string date;  ///< ISO 8601; "" if there is none
    std::int64_t number = 0;
    std::string name, note, role;
    bool operator<(const Place& other) const { return std::tie(other.date, other.number, role) < std::tie(date, number, other.role); }
};

bool is_meant(const vocabulary::Directory& directory, const Bearer& bearer, const std::string& name, const std::string& date) {
    const auto found = directory.recognize(name, Date::from_iso(date));
    return bearer.known == nullptr ? !found : found && found->actor == bearer.known;
}

/// Where it is named in one of two roles; the newest first.
std::vector<Place> places_of(const Tables& tables, const Bearer& bearer, std::string_view role, std::string_view other_role) {
    const auto& directory = vocabulary::directory_of(tables.vocabulary());
    const auto keys = bearer.known != nullptr ? directory.keys_of(*bearer.known) : std::vector<std::string>{vocabulary::Directory::key_of(bearer.name)};
    std::vector<Place> places;
    for (const std::string& key : keys) {
        auto rows = tables.tables().query(R"sql(SELECT coalesce(d.date, ''), n.number, n.name, n.note, n.role FROM naming n JOIN document d ON d.number = n.number
                                                WHERE n.name_key = $1 AND (n.role = $2 OR n.role = $3) AND d.counted = 1 AND d.in_view = 1
                                                ORDER BY n.number, n.role, n.ordinal)sql", key, role, other_role);
        while (rows.next()) {
            Place place{std::string(rows.text(0)), rows.integer(1), std::string(rows.text(2)), std::string(rows.text(3)), std::string(rows.text(4))};
            if (is_meant(directory, bearer, place.name, place.date)) places.push_back(std::move(place));
        }
    }
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end(), [](const Place& a, const Place& b) { return a.number == b.number; }), places.end());
    return places;
}

/// The code by which tables of votes know a State; "" of others.
std::string_view code_of(const Bearer& bearer) {
    constexpr std::string_view prefix = "state:";
    return bearer.known != nullptr && bearer.known->id.starts_with(prefix) ? std::string_view(bearer.known->id).substr(prefix.size()) : std::string_view();
}

/// Texts with a vote by name, in a roll call or in their own words; the newest first.
std::vector<std::int64_t> voted_on(const Tables& tables) {
    auto rows = tables.tables().query(R"sql(
        SELECT number, date FROM (
          SELECT d.number AS number, coalesce(d.date, '') AS date FROM roll_call_symbol s JOIN document d ON d.symbol_key = s.symbol_key WHERE d.counted = 1 AND d.in_view = 1
          UNION
          SELECT d.number, coalesce(d.date, '') FROM naming n JOIN document d ON d.number = n.number WHERE n.ordinal = 0 AND n.role IN ('in favour', 'against', 'abstaining') AND d.counted = 1 AND d.in_view = 1) AS voted
        ORDER BY date DESC, number DESC)sql");
    return numbers_of(std::move(rows));
}

}  // namespace

Part<Sponsored> sponsored_by(const Holdings& holdings, const Bearer& bearer, std::size_t offset, std::size_t limit) {
    const auto snapshot = holdings.record().snapshot();
    const Tables tables(snapshot, holdings.vocabulary());
    const auto places = places_of(tables, bearer, "sponsor", "on behalf of");
    Part<Sponsored> part{{}, places.size()};
    for (std::size_t i = offset; i < places.size() && i - offset < limit; ++i) {
        const Place& place = places[i];
        const bool for_it = place.role == "on behalf of";
        // The note of a sponsor is on whose behalf it acted, that of the other its sponsor.
        part.rows.push_back({tables.item(place.number), for_it ? place.note : place.name, for_it ? std::optional(place.name) : place.note.empty() ? std::nullopt : std::optional(place.note), for_it});
    }
    return part;
}

Part<VotedOn> votes_of(const Holdings& holdings, const Bearer& bearer, std::size_t offset, std::size_t limit) {
    const auto code = code_of(bearer);
    if (code.empty()) return {};
    const auto snapshot = holdings.record().snapshot();
    const Tables tables(snapshot, holdings.vocabulary());
    const RollCalls roll_calls(snapshot, holdings.vocabulary());
    const auto numbers = voted_on(tables);
    Part<VotedOn> part{{}, numbers.size()};
    for (std::size_t i = offset; i < numbers.size() && i - offset < limit; ++i) {
        Item item = tables.item(numbers[i]);
        const auto text = tables.corrected(item).document;
        const auto judged = roll_calls.on(item.symbol.value_or(""), &text);
        const auto* body = holdings.vocabulary().body_named(item.body.value_or(""));
        const auto vote = votes::vote_of(code, {judged, &text, text.date_adopted, body != nullptr && body->id == "GA"}, roll_calls.voters());
        part.rows.push_back({std::move(item), vote});
    }
    return part;
}

Recognition recognition_in(const Holdings& holdings) {
    const auto snapshot = holdings.record().snapshot();
    const auto& directory = vocabulary::directory_of(holdings.vocabulary());
    Recognition recognition;
    std::map<std::pair<std::string, std::string>, UnknownName> unknown;
    auto rows = snapshot.tables().query(R"sql(SELECT n.name_key, n.role, n.name, coalesce(d.date, ''), coalesce(d.symbol, d.sha256) FROM naming n JOIN document d ON d.number = n.number
                                              WHERE d.counted = 1 AND d.in_view = 1 ORDER BY n.number, n.role, n.ordinal)sql");
    while (rows.next()) {
        ++recognition.names;
        if (directory.recognize(rows.text(2), Date::from_iso(rows.text(3)))) {
            ++recognition.recognized;
            continue;
        }
        auto& one = unknown[{std::string(rows.text(0)), std::string(rows.text(1))}];
        if (one.texts++ == 0) one = {std::string(rows.text(2)), std::string(rows.text(1)), 1, std::string(rows.text(4))};
    }
    for (auto& [key, one] : unknown) recognition.unknown.push_back(std::move(one));
    return recognition;
}

}  // namespace comity::holdings
