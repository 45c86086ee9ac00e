// What stands in cooperation: read from last revisions, found by the table, and only as far as the viewer may see it.
#include <map>

#include "db/connection.hpp"
#include "json/members.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/cooperation/listing.hpp"
#include "vocabulary/actors.hpp"

namespace comity::cooperation {

namespace {

template <typename Value>
Kept<Value> kept(const record::Entry& entry, Value (*from)(const json::Value&)) {
    return {from(entry.state), entry.revision, entry.position, entry.subject, entry.when};
}

}  // namespace

bool is_closed_kind(std::string_view kind) noexcept { return kind == need_kind || kind == shared_need_kind || kind == agreement_kind; }

bool is_of_cooperation(std::string_view kind) noexcept {
    return is_closed_kind(kind) || kind == published_need_kind || kind == offer_kind || kind == published_agreement_kind || kind == measure_kind;
}

std::vector<std::string> parties_of(const record::Snapshot& snapshot, const record::Entry& entry) {
    const auto last = snapshot.last(entry.subject);
    const json::Value& state = last ? last->state : entry.state;
    if (entry.kind == need_kind) return {state.text("state")};
    if (entry.kind == shared_need_kind) return {state.text("state"), state.text("partner")};
    std::vector<std::string> all;
    if (entry.kind == agreement_kind) {
        for (const Party& party : agreement_from(state).parties) all.push_back(party.actor);
    }
    return all;
}

std::string actor_named(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view typed) {
    const vocabulary::Directory& directory = vocabulary::directory_of(vocabulary);
    if (const auto* known = directory.actor(typed)) return known->id;
    if (const auto recognized = directory.recognize(typed)) return recognized->actor->id;
    const auto own = actors::find_actor(snapshot, vocabulary, typed);
    return own ? own->id : std::string();
}

std::string name_of_actor(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view id, std::string_view language) {
    const auto* known = vocabulary::directory_of(vocabulary).actor(id);
    return known != nullptr ? vocabulary::shown_name(*known, language) : actors::actor_name(snapshot, vocabulary, id, language);
}

std::vector<NeedEntry> needs(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer, std::string_view language) {
    return needs_shown({snapshot, vocabulary, std::string(viewer), std::string(language)}, {}).shown;
}

std::optional<NeedEntry> need(const record::Snapshot& snapshot, std::string_view id, std::string_view viewer) {
    if (!viewer.empty()) {
        if (const auto own = snapshot.last(need_subject(id)); own && own->kind == need_kind && own->state.text("state") == viewer) return kept(*own, &need_from);
        if (const auto shared = snapshot.last(shared_need_subject(id, viewer)); shared && shared->kind == shared_need_kind) return kept(*shared, &need_from);
    }
    const auto published = snapshot.last(published_need_subject(id));
    return published && published->kind == published_need_kind ? std::optional(kept(*published, &need_from)) : std::nullopt;
}

std::vector<OfferEntry> offers(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language) {
    return offers_shown({snapshot, vocabulary, "", std::string(language)}, {}).shown;
}

std::optional<OfferEntry> offer(const record::Snapshot& snapshot, std::string_view id) {
    const auto entry = snapshot.last(offer_subject(id));
    return entry && entry->kind == offer_kind ? std::optional(kept(*entry, &offer_from)) : std::nullopt;
}

AgreementEntry seen_by(std::string_view viewer, const record::Snapshot& snapshot, const record::Entry& entry) {
    AgreementEntry one = kept(entry, &agreement_from);
    if (!one.value.need.empty() && !need(snapshot, one.value.need, viewer)) one.value.need.clear();
    return one;
}

std::vector<AgreementEntry> agreements(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer, std::string_view language) {
    return agreements_shown({snapshot, vocabulary, std::string(viewer), std::string(language)}, {}).shown;
}

std::optional<AgreementEntry> agreement(const record::Snapshot& snapshot, std::string_view id, std::string_view viewer) {
    if (!viewer.empty()) {
        if (const auto own = snapshot.last(agreement_subject(id)); own && own->kind == agreement_kind) {
            AgreementEntry one = seen_by(viewer, snapshot, *own);
            if (one.value.party(viewer) != nullptr) return one;
        }
    }
    const auto published = snapshot.last(published_agreement_subject(id));
    return published && published->kind == published_agreement_kind ? std::optional(seen_by(viewer, snapshot, *published)) : std::nullopt;
}

std::vector<MeasureEntry> measures(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language) {
    return measures_shown({snapshot, vocabulary, "", std::string(language)}, {}).shown;
}

std::optional<MeasureEntry> measure(const record::Snapshot& snapshot, std::string_view id) {
    const auto entry = snapshot.last(measure_subject(id));
    return entry && entry->kind == measure_kind ? std::optional(kept(*entry, &measure_from)) : std::nullopt;
}

std::vector<Delivered> delivered(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer) {
    std::vector<Delivered> all;
    for (const AgreementEntry& one : agreements(snapshot, vocabulary, viewer)) {
        if (stage_of(one.value) != AgreementStage::delivered) continue;
        for (const Party& party : one.value.parties) {
            if (party.role != "beneficiary") all.push_back({party.actor, one.value.id, one.value.matter.recommendation, one.value.matter.themes});
        }
    }
    return all;
}

std::map<std::string, std::int64_t> deeds_by_paragraph(const record::Snapshot& snapshot, std::string_view document) {
    std::map<std::string, std::int64_t> counts;
    auto rows = snapshot.tables().query(R"sql(SELECT paragraph, COUNT(*) FROM cooperation WHERE document = $1 AND withdrawn = 0
                                                AND kind IN ('published request', 'offer', 'published agreement', 'measure') GROUP BY paragraph ORDER BY paragraph)sql", document);
    while (rows.next()) counts.emplace(rows.text(0), rows.integer(1));
    return counts;
}

json::Value to_json(const Deed& deed) {
    json::Value value = json::Object{{"deed", deed.kind}, {"id", deed.id}, {"title", deed.title}, {"actors", json::array_of(deed.actors)}, {"level", deed.level}, {"day", deed.day}, {"stage", deed.stage}};
    if (!deed.role.empty()) value.put("role", deed.role);
    if (!deed.authority.document.empty()) value.put("authority", json::Object{{"document", deed.authority.document}, {"paragraph", deed.authority.paragraph}});
    else if (!deed.authority.commitment.empty()) value.put("authority", json::Object{{"commitment", deed.authority.commitment}});
    if (!deed.recommendation.empty()) value.put("recommendation", deed.recommendation);
    value.put("position", deed.position);
    return value;
}

std::vector<Deed> deeds(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, const DeedsAsked& asked) { return deeds_shown(snapshot, vocabulary, asked, {}).shown; }

}  // namespace comity::cooperation
