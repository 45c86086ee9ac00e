#include "machinery/cooperation/listing.hpp"

#include <algorithm>
#include <map>

#include "db/connection.hpp"
#include "machinery/cooperation/by_name.hpp"
#include "record/entries_at.hpp"

namespace comity::cooperation {

namespace {

constexpr std::int64_t last_place = 2'000'000'000;

std::string day_of(const Matter& matter, const std::string& when) { return matter.first.empty() ? when.substr(0, 10) : matter.first; }

struct OfActor {
    std::string actor;
    std::int64_t deeds = 0;
};

/// How many there are of each actor that the viewer may see, in the order of their names. Of one kind all; of all kinds ("") those that are not withdrawn.
std::vector<OfActor> counted(const Viewing& viewing, std::string_view deed) {
    std::map<std::string, std::int64_t> counts;
    db::Connection& tables = viewing.snapshot.tables();
    {
        auto rows = tables.query(R"sql(SELECT actor, CAST(SUM(deeds) AS BIGINT) FROM cooperation_count WHERE deed = $1 OR ($1 = '' AND withdrawn = 0) GROUP BY actor ORDER BY actor)sql", deed);
        while (rows.next()) counts[std::string(rows.text(0))] += rows.integer(1);
    }
    if (!viewing.viewer.empty()) {
        {
            auto own = tables.query(R"sql(SELECT c.actor, COUNT(*) FROM cooperation_actor s JOIN cooperation c ON c.subject = s.subject
                                          WHERE s.actor = $1 AND s.sees = 1 AND (c.deed = $2 OR ($2 = '' AND c.withdrawn = 0)) GROUP BY c.actor ORDER BY c.actor)sql", viewing.viewer, deed);
            while (own.next()) counts[std::string(own.text(0))] += own.integer(1);
        }
        // What everybody sees of these is not shown a second time.
        auto twice = tables.query(R"sql(SELECT c.actor, COUNT(*) FROM cooperation_actor s JOIN cooperation c ON c.deed = s.deed AND c.id = s.id AND c.everybody = 1
                                        WHERE s.actor = $1 AND s.sees = 1 AND (c.deed = $2 OR ($2 = '' AND c.withdrawn = 0)) GROUP BY c.actor ORDER BY c.actor)sql", viewing.viewer, deed);
        while (twice.next()) counts[std::string(twice.text(0))] -= twice.integer(1);
    }
    std::vector<OfActor> all;
    for (auto& [actor, deeds] : counts) {
        if (deeds > 0) all.push_back({actor, deeds});
    }
    ByName order(viewing.snapshot, viewing.vocabulary, viewing.language);
    std::sort(all.begin(), all.end(), [&](const OfActor& a, const OfActor& b) { return order.compare(a.actor, b.actor) < 0; });
    return all;
}

/// The actors of whom something stands in the range, each with the part of its own.
template <typename Take>
std::size_t within(const std::vector<OfActor>& actors, Range range, Take&& take) {
    std::size_t before = 0, wanted = range.limit;
    for (const OfActor& one : actors) {
        const auto deeds = static_cast<std::size_t>(one.deeds);
        if (wanted > 0 && before + deeds > range.offset) {
            const std::size_t offset = range.offset > before ? range.offset - before : 0, limit = std::min(deeds - offset, wanted);
            take(one.actor, offset, limit);
            wanted -= limit;
        }
        before += deeds;
    }
    return before;
}

template <typename Value>
Kept<Value> kept(const record::Entry& entry, Value (*from)(const json::Value&)) {
    return {from(entry.state), entry.revision, entry.position, entry.subject, entry.when};
}

template <typename Value, typename Keep>
Part<Value> shown(const Viewing& viewing, std::string_view deed, Range range, Keep&& keep) {
    Part<Value> part;
    part.total = within(counted(viewing, deed), range, [&](const std::string& actor, std::size_t offset, std::size_t limit) {
        auto rows = viewing.snapshot.tables().query(R"sql(
            SELECT c.position, c.place, c.id FROM cooperation c WHERE c.deed = $1 AND c.everybody = 1 AND c.actor = $2
                AND NOT EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $3 AND s.sees = 1 AND s.deed = c.deed AND s.id = c.id)
            UNION ALL SELECT c.position, c.place, c.id FROM cooperation_actor s JOIN cooperation c ON c.subject = s.subject WHERE s.actor = $3 AND s.sees = 1 AND s.deed = $1 AND c.actor = $2
            ORDER BY 2, 3 LIMIT $4 OFFSET $5)sql", deed, actor, viewing.viewer, limit, offset);
        for (const record::Entry& entry : entries_at(viewing.snapshot, std::move(rows))) part.shown.push_back(keep(entry));
    });
    return part;
}

/// A deed as it stands in the order of lists.
struct Place {
    std::string actor;
    std::int64_t level = 0;
    std::string day, id, deed;
    std::int64_t position = 0;
    std::string paragraph, commitment, recommendation;
};

std::vector<Place> places(db::Rows rows) {
    std::vector<Place> all;
    while (rows.next()) {
        all.push_back({std::string(rows.text(0)), rows.integer(1), std::string(rows.text(2)), std::string(rows.text(3)), std::string(rows.text(4)), rows.integer(5), std::string(rows.text(6)), std::string(rows.text(7)),
                       std::string(rows.text(8))});
    }
    return all;
}

/// Of one document, recommendation, commitment or actor, which are few, what the viewer may see.
std::vector<Place> narrowed(const record::Snapshot& snapshot, const DeedsAsked& asked) {
    db::Connection& tables = snapshot.tables();
    if (!asked.document.empty()) {
        return places(tables.query(R"sql(
            SELECT c.actor, c.level, c.day, c.id, c.deed, c.position, c.paragraph, c.commitment, c.recommendation FROM cooperation c WHERE c.document = $1 AND c.withdrawn = 0
                AND CASE WHEN c.everybody = 1 THEN NOT EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.deed = c.deed AND s.id = c.id)
                         ELSE EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.subject = c.subject) END
            ORDER BY c.subject)sql", asked.document, asked.viewer));
    }
    if (!asked.recommendation.empty()) {
        return places(tables.query(R"sql(
            SELECT c.actor, c.level, c.day, c.id, c.deed, c.position, c.paragraph, c.commitment, c.recommendation FROM cooperation c WHERE c.recommendation = $1 AND c.withdrawn = 0
                AND CASE WHEN c.everybody = 1 THEN NOT EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.deed = c.deed AND s.id = c.id)
                         ELSE EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.subject = c.subject) END
            ORDER BY c.subject)sql", asked.recommendation, asked.viewer));
    }
    if (!asked.commitment.empty()) {
        return places(tables.query(R"sql(
            SELECT c.actor, c.level, c.day, c.id, c.deed, c.position, c.paragraph, c.commitment, c.recommendation FROM cooperation c WHERE c.commitment = $1 AND c.withdrawn = 0
                AND CASE WHEN c.everybody = 1 THEN NOT EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.deed = c.deed AND s.id = c.id)
                         ELSE EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.subject = c.subject) END
            ORDER BY c.subject)sql", commitment_key(asked.commitment), asked.viewer));
    }
    return places(tables.query(R"sql(
        SELECT c.actor, c.level, c.day, c.id, c.deed, c.position, c.paragraph, c.commitment, c.recommendation FROM cooperation_actor a JOIN cooperation c ON c.subject = a.subject
        WHERE a.actor = $1 AND a.takes_part = 1 AND c.withdrawn = 0
            AND CASE WHEN c.everybody = 1 THEN NOT EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.deed = c.deed AND s.id = c.id)
                     ELSE EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.subject = c.subject) END
        ORDER BY c.subject)sql", asked.actor, asked.viewer));
}

bool is_narrowed(const DeedsAsked& asked) { return !asked.document.empty() || !asked.recommendation.empty() || !asked.commitment.empty() || !asked.actor.empty(); }

Deed deed_at(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, const DeedsAsked& asked, std::int64_t position) {
    const auto entry = snapshot.at(position);
    COMITY_ENSURE(entry);
    Deed deed = listed_of(*entry, vocabulary, asked.today).deed;
    if (deed.kind == "agreement" && !asked.actor.empty()) {
        const Agreement made = agreement_from(entry->state);
        if (const Party* party = made.party(asked.actor)) deed.role = party->role;
    }
    return deed;
}

}  // namespace

std::int64_t level_place(std::string_view level) {
    const auto known = levels();
    return std::find(known.begin(), known.end(), level) - known.begin();
}

Listed listed_of(const record::Entry& entry, const vocabulary::Vocabulary& vocabulary, std::string_view today) {
    const vocabulary::Directory& directory = vocabulary::directory_of(vocabulary);
    const json::Value& state = entry.state;
    Listed listed;
    const auto take = [&](std::string_view deed, const std::string& id, const Matter& matter, std::string level, std::string_view stage) {
        listed.deed = {std::string(deed), id, matter.title, {}, "", std::move(level), day_of(matter, entry.when), std::string(stage), matter.authority, matter.recommendation, entry.position};
    };
    if (entry.kind == offer_kind) {
        const Offer offer = offer_from(state);
        take("offer", offer.id, offer.matter, "", "open");
        listed.deed.actors = {offer.actor};
        listed.withdrawn = offer.withdrawn;
    } else if (entry.kind == measure_kind) {
        const Measure made = measure_from(state);
        take("measure", made.id, made.matter, level_of(made, directory), stage_at(made, today));
        listed.deed.actors = {made.actor};
    } else if (entry.kind == agreement_kind || entry.kind == published_agreement_kind) {
        const Agreement made = agreement_from(state);
        take("agreement", made.id, made.matter, level_of(made, directory), name_of(stage_of(made)));
        for (const Party& party : made.parties) listed.deed.actors.push_back(party.actor);
        listed.request = made.need;
        if (entry.kind == agreement_kind) listed.seen_by = listed.deed.actors;
    } else {
        const Need need = need_from(state);
        take("request", need.id, need.matter, "", name_of(stage_of(need)));
        listed.deed.actors = {need.state};
        listed.place = need.priority == 0 ? last_place : std::min(need.priority, last_place);
        listed.withdrawn = need.withdrawn;
        if (entry.kind != published_need_kind) listed.seen_by = {entry.kind == need_kind ? need.state : state.text("partner")};
    }
    return listed;
}

Part<Need> needs_shown(const Viewing& viewing, Range range) {
    return shown<Need>(viewing, "request", range, [](const record::Entry& entry) { return kept(entry, &need_from); });
}
Part<Offer> offers_shown(const Viewing& viewing, Range range) {
    return shown<Offer>(viewing, "offer", range, [](const record::Entry& entry) { return kept(entry, &offer_from); });
}
Part<Agreement> agreements_shown(const Viewing& viewing, Range range) {
    return shown<Agreement>(viewing, "agreement", range, [&](const record::Entry& entry) { return seen_by(viewing.viewer, viewing.snapshot, entry); });
}
Part<Measure> measures_shown(const Viewing& viewing, Range range) {
    return shown<Measure>(viewing, "measure", range, [](const record::Entry& entry) { return kept(entry, &measure_from); });
}

std::vector<AgreementEntry> agreements_for(const Viewing& viewing, std::string_view request) {
    if (request.empty() || !need(viewing.snapshot, request, viewing.viewer)) return {};
    auto rows = viewing.snapshot.tables().query(R"sql(
        SELECT c.position FROM cooperation c WHERE c.request = $1
            AND CASE WHEN c.everybody = 1 THEN NOT EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.deed = c.deed AND s.id = c.id)
                     ELSE EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.subject = c.subject) END
        ORDER BY c.id)sql", request, viewing.viewer);
    std::vector<AgreementEntry> all;
    for (const record::Entry& entry : entries_at(viewing.snapshot, std::move(rows))) all.push_back(seen_by(viewing.viewer, viewing.snapshot, entry));
    return all;
}

DeedsPart deeds_shown(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, const DeedsAsked& asked, Range range) {
    DeedsPart part;
    if (!is_narrowed(asked)) {
        const Viewing viewing{snapshot, vocabulary, asked.viewer, asked.language};
        std::vector<std::int64_t> positions;
        part.total = within(counted(viewing, ""), range, [&](const std::string& actor, std::size_t offset, std::size_t limit) {
            auto rows = snapshot.tables().query(R"sql(
                SELECT c.position, c.level, c.day, c.id, c.deed FROM cooperation c WHERE c.actor = $1 AND c.everybody = 1 AND c.withdrawn = 0
                    AND NOT EXISTS (SELECT 1 FROM cooperation_actor s WHERE s.actor = $2 AND s.sees = 1 AND s.deed = c.deed AND s.id = c.id)
                UNION ALL SELECT c.position, c.level, c.day, c.id, c.deed FROM cooperation_actor s JOIN cooperation c ON c.subject = s.subject
                    WHERE s.actor = $2 AND s.sees = 1 AND c.actor = $1 AND c.withdrawn = 0
                ORDER BY 2, 3, 4, 5 LIMIT $3 OFFSET $4)sql", actor, asked.viewer, limit, offset);
            while (rows.next()) positions.push_back(rows.integer(0));
        });
        for (const std::int64_t position : positions) part.shown.push_back(deed_at(snapshot, vocabulary, asked, position));
        return part;
    }
    std::vector<Place> found = narrowed(snapshot, asked);
    std::erase_if(found, [&](const Place& one) {
        return (!asked.document.empty() && !asked.paragraph.empty() && one.paragraph != asked.paragraph) || (!asked.commitment.empty() && one.commitment != commitment_key(asked.commitment)) ||
               (!asked.recommendation.empty() && one.recommendation != asked.recommendation);
    });
    if (!asked.actor.empty() && (!asked.document.empty() || !asked.recommendation.empty() || !asked.commitment.empty())) {
        std::erase_if(found, [&](const Place& one) {
            const Deed deed = deed_at(snapshot, vocabulary, asked, one.position);
            return std::find(deed.actors.begin(), deed.actors.end(), asked.actor) == deed.actors.end();
        });
    }
    ByName order(snapshot, vocabulary, asked.language);
    std::sort(found.begin(), found.end(), [&](const Place& a, const Place& b) {
        if (const int by_name = order.compare(a.actor, b.actor); by_name != 0) return by_name < 0;
        return std::tie(a.level, a.day, a.id, a.deed) < std::tie(b.level, b.day, b.id, b.deed);
    });
    part.total = found.size();
    for (std::size_t i = range.offset; i < found.size() && i - range.offset < range.limit; ++i) part.shown.push_back(deed_at(snapshot, vocabulary, asked, found[i].position));
    return part;
}

}  // namespace comity::cooperation
