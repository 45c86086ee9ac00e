// Cooperation over a record: requests, offers, agreements, measures, and the deeds under a paragraph. One door for pages, API and commands: perform(). Everything is asked by a viewer: the
// id of the actor on whose behalf somebody looks, "" for the public. To whom a thing is not shown it is not there.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/consultations/consultations.hpp"
#include "machinery/cooperation/agreement.hpp"
#include "machinery/cooperation/matching.hpp"
#include "machinery/cooperation/measure.hpp"
#include "machinery/holdings/holdings.hpp"
#include "record/derivation.hpp"

namespace comity::cooperation {

/// By what its subjects are looked up.
std::shared_ptr<const record::Derivation> derivation();

/// Of which kinds the entries are their parties' alone.
bool is_closed_kind(std::string_view kind) noexcept;
bool is_of_cooperation(std::string_view kind) noexcept;
/// Who may read an entry of these kinds, as it stands in its subject's last revision: ids of actors.
std::vector<std::string> parties_of(const record::Snapshot& snapshot, const record::Entry& entry);

// --- asking ------------------------------------------------------------------------------------------------------------------

template <typename Value>
struct Kept {
    Value value;
    std::int64_t revision = 1, position = 0;  ///< of the last revision of the subject that the viewer is shown
    std::string subject, when;                ///< when: of that revision
};
using NeedEntry = Kept<Need>;
using OfferEntry = Kept<Offer>;
using AgreementEntry = Kept<Agreement>;
using MeasureEntry = Kept<Measure>;

/// All that the viewer may see, each once and as the viewer may see it: of its own State's the State's own; by the name of the State in that language, then by its own order of priority, then id.
std::vector<NeedEntry> needs(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer, std::string_view language = "en");
std::optional<NeedEntry> need(const record::Snapshot& snapshot, std::string_view id, std::string_view viewer);
/// By the name of who offers, then id.
std::vector<OfferEntry> offers(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language = "en");
std::optional<OfferEntry> offer(const record::Snapshot& snapshot, std::string_view id);
/// By the name of the State that asked, then id.
std::vector<AgreementEntry> agreements(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer, std::string_view language = "en");
std::optional<AgreementEntry> agreement(const record::Snapshot& snapshot, std::string_view id, std::string_view viewer);
/// By the name of who takes it, then id.
std::vector<MeasureEntry> measures(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view language = "en");
std::optional<MeasureEntry> measure(const record::Snapshot& snapshot, std::string_view id);

/// Help that was delivered, all parties agreeing that it was, in agreements that the viewer may see.
std::vector<Delivered> delivered(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view viewer);

/// One thing that was done, asked or offered, as lists under a paragraph and on an actor's page have it.
struct Deed {
    std::string kind;                 ///< "request", "offer", "agreement", "measure"
    std::string id, title;
    std::vector<std::string> actors;  ///< who takes part: the one that asked, offered or acts first
    std::string role;                 ///< of the actor that was asked for, if it is one of an agreement
    std::string level;                ///< "national" ...; of requests and offers "" as nothing is done yet
    std::string day;                  ///< its first day, else when it was recorded
    std::string stage;
    Authority authority;
    std::string recommendation;
    std::int64_t position = 0;
};
json::Value to_json(const Deed& deed);
struct DeedsAsked {
    std::string document, paragraph;  ///< canonical symbol or SHA-256; paragraph "" for all of the document
    std::string commitment, recommendation, actor;
    std::string viewer, today, language = "en";
};
/// By the name of the first actor, level (nearest first), day, id, kind. Withdrawn requests and offers are none.
std::vector<Deed> deeds(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, const DeedsAsked& asked);

/// How many deeds that everybody sees there are under each paragraph of that document.
std::map<std::string, std::int64_t> deeds_by_paragraph(const record::Snapshot& snapshot, std::string_view document);

/// Whom a name means: the id of one actor of the vocabulary or the record; "" if nobody or several are meant.
std::string actor_named(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view typed);
std::string name_of_actor(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, std::string_view id, std::string_view language = "en");

// --- acting (needs Access::write) ----------------------------------------------------------------------------------------------

using consultations::Clock;
using consultations::Done;
/// Gathers what the rule may know under the record's pen, decides, appends all or nothing. `request.about`: the short name or the id. Throws what the rule refuses.
Done perform(holdings::Holdings& holdings, const Request& request, const Clock& clock = &std::chrono::system_clock::now);
/// The same wherever the record is held.
json::Value submit(const holdings::RecordPlace& place, const Request& request);
constexpr std::string_view cooperate_act = "cooperate";

}  // namespace comity::cooperation
