// What stands in cooperation: read from last revisions, found by the table, and only as far as the viewer may see it.
#include <algorithm>
#include <map>

#include "db/connection.hpp"
#include "json/members.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "record/entries_at.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"

namespace comity::cooperation {

namespace {

/// Of one document, or of all if it is "".
std::vector<record::Entry> entries_of(const record::Snapshot& snapshot, std::string_view kind, std::string_view document) {
    if (document.empty()) return entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM cooperation WHERE kind = $1 ORDER BY subject)sql", kind));
    return entries_at(snapshot, snapshot.tables().query(R"sql(SELECT position FROM cooperation WHERE document = $1 AND kind = $2 ORDER BY subject)sql", document, kind));
}

template <typename Value>
Kept<Value> kept(const record::Entry& entry, Value (*from)(const json::Value&)) {
    return {from(entry.state), entry.revision, entry.position, entry.subject, entry.when};
}

/// Orders by the name of an actor; names are looked up once.
class ByName {
public:
    ByName(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language) : snapshot_(snapshot), vocabulary_(vocabulary), language_(language), order_(language) {}

    int compare(const std::string& a, const std::string& b) {
        if (a == b) return 0;
        const auto compared = order_.compare(name(a), name(b));
        return compared == 0 ? (a < b ? -1 : 1) : compared < 0 ? -1 : 1;
    }

private:
    const record::Snapshot& snapshot_;
    const vocabulary::Vocabulary& vocabulary_;
    std::string language_;
    text::Collation order_;
    std::map<std::string, std::string> names_;

    const std::string& name(const std::string& id) {
        const auto found = names_.find(id);
        if (found != names_.end()) return found->second;
        return names_.emplace(id, name_of_actor(snapshot_, vocabulary_, id, language_)).first->second;
    }
};

const std::string& first_actor(const Agreement& agreement) {
    static const std::string nobody;
    return agreement.parties.empty() ? nobody : agreement.parties.front().actor;
}

std::string day_of(const Matter& matter, const std::string& when) { return matter.first.empty() ? when.substr(0, 10) : matter.first; }

bool asked_for(const DeedsAsked& asked, const Deed& deed) {
    const Authority& authority = deed.authority;
    if (!asked.document.empty() && (authority.document != asked.document || (!asked.paragraph.empty() && authority.paragraph != asked.paragraph))) return false;
    if (!asked.commitment.empty() && authority.commitment != asked.commitment) return false;
    if (!asked.recommendation.empty() && deed.recommendation != asked.recommendation) return false;
    return asked.actor.empty() || std::find(deed.actors.begin(), deed.actors.end(), asked.actor) != deed.actors.end();
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

namespace {

std::vector<NeedEntry> needs_under(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer, std::string_view language, std::string_view document) {
    // Of what a viewer may see in several ways the nearest: its own State's, what was shared with it, what is public.
    std::map<std::string, NeedEntry> by_id;
    for (const std::string_view kind : {need_kind, shared_need_kind, published_need_kind}) {
        if (viewer.empty() && kind != published_need_kind) continue;
        for (const record::Entry& entry : entries_of(snapshot, kind, document)) {
            if (kind == need_kind && entry.state.text("state") != viewer) continue;
            if (kind == shared_need_kind && entry.state.text("partner") != viewer) continue;
            by_id.try_emplace(entry.state.text("id"), kept(entry, &need_from));
        }
    }
    std::vector<NeedEntry> all;
    for (auto& [id, entry] : by_id) all.push_back(std::move(entry));
    ByName order(snapshot, vocabulary, language);
    std::stable_sort(all.begin(), all.end(), [&](const NeedEntry& a, const NeedEntry& b) {
        if (const int by_name = order.compare(a.value.state, b.value.state); by_name != 0) return by_name < 0;
        const auto place = [](const NeedEntry& one) { return one.value.priority == 0 ? INT64_MAX : one.value.priority; };
        return place(a) != place(b) ? place(a) < place(b) : a.value.id < b.value.id;
    });
    return all;
}

}  // namespace

std::vector<NeedEntry> needs(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer, std::string_view language) {
    return needs_under(snapshot, vocabulary, viewer, language, "");
}

std::optional<NeedEntry> need(const record::Snapshot& snapshot, std::string_view id, std::string_view viewer) {
    if (!viewer.empty()) {
        if (const auto own = snapshot.last(need_subject(id)); own && own->kind == need_kind && own->state.text("state") == viewer) return kept(*own, &need_from);
        if (const auto shared = snapshot.last(shared_need_subject(id, viewer)); shared && shared->kind == shared_need_kind) return kept(*shared, &need_from);
    }
    const auto published = snapshot.last(published_need_subject(id));
    return published && published->kind == published_need_kind ? std::optional(kept(*published, &need_from)) : std::nullopt;
}

namespace {

std::vector<OfferEntry> offers_under(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language, std::string_view document) {
    std::vector<OfferEntry> all;
    for (const record::Entry& entry : entries_of(snapshot, offer_kind, document)) all.push_back(kept(entry, &offer_from));
    ByName order(snapshot, vocabulary, language);
    std::stable_sort(all.begin(), all.end(), [&](const OfferEntry& a, const OfferEntry& b) {
        const int by_name = order.compare(a.value.actor, b.value.actor);
        return by_name != 0 ? by_name < 0 : a.value.id < b.value.id;
    });
    return all;
}

}  // namespace

std::vector<OfferEntry> offers(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language) {
    return offers_under(snapshot, vocabulary, language, "");
}

std::optional<OfferEntry> offer(const record::Snapshot& snapshot, std::string_view id) {
    const auto entry = snapshot.last(offer_subject(id));
    return entry && entry->kind == offer_kind ? std::optional(kept(*entry, &offer_from)) : std::nullopt;
}

namespace {

/// Without the name of a request that the viewer may not see: an agreement may be public where the request behind it never was.
AgreementEntry seen_by(std::string_view viewer, const record::Snapshot& snapshot, const record::Entry& entry) {
    AgreementEntry one = kept(entry, &agreement_from);
    if (!one.value.need.empty() && !need(snapshot, one.value.need, viewer)) one.value.need.clear();
    return one;
}

std::vector<AgreementEntry> agreements_under(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer, std::string_view language, std::string_view document) {
    std::map<std::string, AgreementEntry> by_id;
    for (const record::Entry& entry : viewer.empty() ? std::vector<record::Entry>() : entries_of(snapshot, agreement_kind, document)) {
        AgreementEntry one = seen_by(viewer, snapshot, entry);
        if (one.value.party(viewer) != nullptr) by_id.try_emplace(one.value.id, std::move(one));
    }
    for (const record::Entry& entry : entries_of(snapshot, published_agreement_kind, document)) by_id.try_emplace(entry.state.text("id"), seen_by(viewer, snapshot, entry));
    std::vector<AgreementEntry> all;
    for (auto& [id, entry] : by_id) all.push_back(std::move(entry));
    ByName order(snapshot, vocabulary, language);
    std::stable_sort(all.begin(), all.end(), [&](const AgreementEntry& a, const AgreementEntry& b) {
        const int by_name = order.compare(first_actor(a.value), first_actor(b.value));
        return by_name != 0 ? by_name < 0 : a.value.id < b.value.id;
    });
    return all;
}

}  // namespace

std::vector<AgreementEntry> agreements(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer, std::string_view language) {
    return agreements_under(snapshot, vocabulary, viewer, language, "");
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

namespace {

std::vector<MeasureEntry> measures_under(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language, std::string_view document) {
    std::vector<MeasureEntry> all;
    for (const record::Entry& entry : entries_of(snapshot, measure_kind, document)) all.push_back(kept(entry, &measure_from));
    ByName order(snapshot, vocabulary, language);
    std::stable_sort(all.begin(), all.end(), [&](const MeasureEntry& a, const MeasureEntry& b) {
        const int by_name = order.compare(a.value.actor, b.value.actor);
        return by_name != 0 ? by_name < 0 : a.value.id < b.value.id;
    });
    return all;
}

}  // namespace

std::vector<MeasureEntry> measures(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language) {
    return measures_under(snapshot, vocabulary, language, "");
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

Seen seen_by(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer, std::string_view language) {
    return {needs(snapshot, vocabulary, viewer, language), offers(snapshot, vocabulary, language), agreements(snapshot, vocabulary, viewer, language), measures(snapshot, vocabulary, language)};
}

std::vector<Deed> deeds(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, const DeedsAsked& asked) {
    if (!asked.document.empty()) {
        auto rows = snapshot.tables().query(R"sql(SELECT subject FROM cooperation WHERE document = $1 ORDER BY subject LIMIT 1)sql", asked.document);
        if (!rows.next()) return {};
    }
    const std::string& under = asked.document;
    return deeds(snapshot, vocabulary, asked, {needs_under(snapshot, vocabulary, asked.viewer, asked.language, under), offers_under(snapshot, vocabulary, asked.language, under),
                                               agreements_under(snapshot, vocabulary, asked.viewer, asked.language, under), measures_under(snapshot, vocabulary, asked.language, under)});
}

std::vector<Deed> deeds(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, const DeedsAsked& asked, const Seen& seen) {
    const vocabulary::Directory& directory = vocabulary::directory_of(vocabulary);
    std::vector<Deed> all;
    const auto take = [&](Deed deed) {
        if (asked_for(asked, deed)) all.push_back(std::move(deed));
    };
    for (const NeedEntry& one : seen.needs) {
        const Need& need = one.value;
        if (!need.withdrawn) take({"request", need.id, need.matter.title, {need.state}, "", "", day_of(need.matter, one.when), std::string(name_of(stage_of(need))), need.matter.authority, need.matter.recommendation, one.position});
    }
    for (const OfferEntry& one : seen.offers) {
        const Offer& offer = one.value;
        if (!offer.withdrawn) take({"offer", offer.id, offer.matter.title, {offer.actor}, "", "", day_of(offer.matter, one.when), "open", offer.matter.authority, offer.matter.recommendation, one.position});
    }
    for (const AgreementEntry& one : seen.agreements) {
        const Agreement& made = one.value;
        Deed deed{"agreement", made.id, made.matter.title, {}, "", level_of(made, directory), day_of(made.matter, one.when), std::string(name_of(stage_of(made))), made.matter.authority, made.matter.recommendation, one.position};
        for (const Party& party : made.parties) deed.actors.push_back(party.actor);
        if (const Party* party = made.party(asked.actor)) deed.role = party->role;
        take(std::move(deed));
    }
    for (const MeasureEntry& one : seen.measures) {
        const Measure& made = one.value;
        take({"measure", made.id, made.matter.title, {made.actor}, "", level_of(made, directory), day_of(made.matter, one.when), std::string(stage_at(made, asked.today)), made.matter.authority, made.matter.recommendation, one.position});
    }
    ByName order(snapshot, vocabulary, asked.language);
    const auto level_place = [](const Deed& deed) {
        const auto known = levels();
        return std::find(known.begin(), known.end(), deed.level) - known.begin();
    };
    std::stable_sort(all.begin(), all.end(), [&](const Deed& a, const Deed& b) {
        if (const int by_name = order.compare(a.actors.front(), b.actors.front()); by_name != 0) return by_name < 0;
        if (level_place(a) != level_place(b)) return level_place(a) < level_place(b);
        return a.day != b.day ? a.day < b.day : a.id < b.id;
    });
    return all;
}

}  // namespace comity::cooperation
