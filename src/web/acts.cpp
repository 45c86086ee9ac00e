#include "web/acts.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "machinery/actors/process_permissions.hpp"
#include "machinery/consultations/consultations.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/cooperation/cooperation.hpp"
#include "machinery/followup/piece.hpp"
#include "machinery/holdings/correction.hpp"
#include "machinery/mandates/delivery_said.hpp"
#include "machinery/mandates/judgement.hpp"
#include "machinery/reviews/list_file.hpp"
#include "machinery/reviews/statement.hpp"
#include "web/cooperating.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/people_view.hpp"
#include "web/visitors.hpp"

namespace comity::web {

using record::Entry;

namespace {

bool of_consultation(std::string_view kind) noexcept {
    return consultations::is_closed_kind(kind) || kind == consultations::call_kind || kind == consultations::invitation_kind || kind == consultations::release_kind;
}

/// What an entry did, as a sentence. A file that came in is told by its name; corrections tell themselves.
Html sentence_of(const Visit& visit, const Entry& entry) {
    if (entry.kind == "correction") return in_language(visit, holdings::sentence_of(holdings::correction_from(entry.state)), "en");
    if (entry.kind == "membership") {
        const holdings::Membership said = holdings::membership_from(entry.state);
        const auto name = [&](const std::string& sha256) { return untranslated(visit.holdings().find(sha256).name); };
        return visit.html("series.said", {{"says", said.belongs == holdings::Belongs::yes ? "yes" : "no"}, {"document", name(said.document)}, {"other", name(said.other)}});
    }
    if (entry.kind == "judgement") return in_language(visit, mandates::sentence_of(mandates::judgement_from(entry.state)), "en");
    if (entry.kind == "delivery") return in_language(visit, mandates::sentence_of(mandates::delivery_said_from(entry.state)), "en");
    if (entry.kind == reviews::list_kind) return visit.html("entry.file", {{"file", untranslated(entry.state.text("name"))}});
    if (cooperation::is_of_cooperation(entry.kind)) return visit.html("cooperation.entry", {{"id", entry.state.text("id")}, {"title", entry.state.text("title")}});
    const std::string file = entry.state.text("file_name");
    if (entry.kind == "choice") return untranslated(entry.state.text("document"));
    return file.empty() ? untranslated(entry.subject) : visit.html("entry.file", {{"file", untranslated(file)}});
}

/// Of an act whose word means something else with another kind, a word of its own.
std::string act_code(const Entry& entry) {
    if (entry.kind == "role" && entry.act == "withdraw") return "withdraw-role";
    if (entry.kind == "erasure") return "erase-entries";
    if (entry.kind == reviews::list_kind) return "list-" + code_of(entry.act);
    if (entry.kind == followup::piece_kind || entry.kind == followup::release_kind) return entry.kind == followup::release_kind ? "follow-up-released" : "follow-up";
    if (reviews::said_named(entry.kind)) return "said-" + code_of(entry.kind);
    if (of_consultation(entry.kind)) return entry.kind + "-" + code_of(entry.act);
    const bool of_help = cooperation::is_of_cooperation(entry.kind);
    if (of_help && (entry.act == "accept" || entry.act == "confirm" || entry.act == "report")) return "help-" + entry.act;
    return code_of(entry.act);
}

}  // namespace

std::string actor_in_words(const Visit& visit, const record::Actor& who) {
    constexpr std::string_view token = ", by a token";
    const std::string_view as = who.as;
    if (!as.ends_with(token)) return visit.text("actor", {{"as", code_of(as)}});
    return visit.text("actor.by_token", {{"actor", visit.text("actor", {{"as", code_of(as.substr(0, as.size() - token.size()))}})}});
}

Html moment(const Visit& visit, std::string_view when) {
    const auto date = Date::from_iso(when.substr(0, 10));
    if (!date || when.size() < 16) return {escaped(when)};
    const std::string words = visit.text("moment", {{"date", visit.words.date(*date)}, {"time", visit.words.figures(when.substr(11, 5))}});
    return {fmt::format("<time datetime=\"{}\">{}</time>", escaped(when), escaped(words))};
}

View entry_view(const Visit& visit, const Entry& entry) {
    return {{"position", visit.words.figures(std::to_string(entry.position))},
            {"anchor", std::to_string(entry.position)},
            {"revision", std::to_string(entry.revision)},
            {"revised", entry.revision > 1},
            {"subject_address", "/log/subjects/" + http::path_encoded(entry.subject)},
            {"act", consultations::is_desk_kind(entry.kind) ? visit.text("desk.act", {{"act", code_of(entry.act)}}) : visit.text("entry.act", {{"act", act_code(entry)}})},
            {"sentence", sentence_of(visit, entry)},
            {"as", actor_in_words(visit, entry.who)},
            {"name", untranslated(entry.who.name)},
            {"when", moment(visit, entry.when)},
            {"on_behalf_of", entry.on_behalf_of ? Value(actor_in_language(visit, visit.holdings().record().snapshot(), *entry.on_behalf_of)) : Value("")},
            {"authority", entry.authority ? Value(untranslated(*entry.authority)) : Value("")},
            {"why", entry.why ? Value(untranslated(*entry.why)) : Value("")},
            {"receipt_suffix", entry.confidential && cooperation::is_closed_kind(entry.kind) ? Looking(visit).suffix : std::string()},
            {"leaf", hex(entry.leaf)}};
}

bool may_read(const Visit& visit, const Entry& entry) {
    if (!entry.confidential) return true;
    const actors::Standing& reader = visit.visitor.standing;
    // What a State keeps to follow up is its own: neither officers nor other parties see it.
    if (followup::is_closed_kind(entry.kind)) return !reader.actor.empty() && entry.on_behalf_of == reader.actor && may(visit, actors::respond);
    if (consultations::is_desk_kind(entry.kind)) {
        return consultations::may_read_desk_entry(visit.holdings().record().snapshot(), entry, actor_of(visit), may(visit, actors::consult));
    }
    if (of_consultation(entry.kind)) {
        // Words of contributors are for who keeps the consultation and for whom they are put down to now; whoever else may see confidential entries speaks for a party, too.
        if (may(visit, actors::consult)) return true;
        return !reader.actor.empty() && consultations::is_closed_kind(entry.kind) && consultations::party_of(visit.holdings().record().snapshot(), entry) == reader.actor;
    }
    if (cooperation::is_closed_kind(entry.kind)) {
        // What a State asks for and what parties agree is theirs alone, whoever else may see confidential entries.
        const Looking looking(visit);
        const auto parties = cooperation::parties_of(looking.snapshot, entry);
        return !looking.viewer.empty() && std::find(parties.begin(), parties.end(), looking.viewer) != parties.end();
    }
    if (may(visit, actors::Permission::see_confidential)) return true;
    const bool by_reader = !reader.account.empty() && entry.who.name == actors::account_in_entries(reader.account);
    const bool for_reader = !reader.actor.empty() && entry.on_behalf_of == reader.actor;
    return by_reader || for_reader;
}

std::vector<Entry> readable(const Visit& visit, std::vector<Entry> entries) {
    std::erase_if(entries, [&](const Entry& entry) { return entry.kind == record::erased_kind || !may_read(visit, entry); });
    return entries;
}

std::optional<std::int64_t> position_in(std::string_view digits) {
    std::int64_t position = -1;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), position);
    if (failed != std::errc() || end != digits.data() + digits.size() || position < 0 || std::to_string(position) != digits) return std::nullopt;
    return position;
}

std::optional<Entry> entry_recorded(const Visit& visit) {
    const auto position = position_in(visit.query.get("recorded"));
    auto entry = position ? visit.holdings().record().snapshot().at(*position) : std::nullopt;
    return entry && may_read(visit, *entry) ? entry : std::nullopt;
}

View correction_view(const Visit& visit, const holdings::CorrectionStatus& status) {
    return {{"subject", status.subject},
            {"sentence", in_language(visit, holdings::sentence_of(status.correction), "en")},
            {"fit", visit.text("fit", {{"fit", code_of(holdings::name_of(status.fit))}})},
            {"no_longer_fits", status.fit == holdings::Fit::no_longer_fits},
            {"because", status.because.empty() ? Value("") : Value(in_words(visit, status.because))},
            {"as", actor_in_words(visit, status.who)},
            {"name", untranslated(status.who.name)},
            {"when", moment(visit, status.when)},
            {"why", status.why ? Value(untranslated(*status.why)) : Value("")},
            {"revision", std::to_string(status.revision)}};
}

List corrections_view(const Visit& visit, const holdings::Shown& shown) {
    List list;
    for (const holdings::CorrectionStatus& status : shown.corrections) list.push_back(correction_view(visit, status));
    return list;
}

std::optional<http::Response> to_its_own_address(const Visit& visit, const holdings::Item& item, std::string_view ending) {
    const std::string address = address_of(item);
    const std::size_t mark = std::min(address.find('?'), address.size());
    const std::string asked = http::path_encoded("/documents/" + visit.rest);
    // The same hash in full stays: that is how one file of several is named.
    if (asked == address.substr(0, mark) || visit.rest == item.sha256) return std::nullopt;
    std::string target = std::string(address).insert(mark, ending);
    char joint = mark == address.size() ? '?' : '&';
    for (const auto& [name, value] : visit.query.fields()) {
        if (name == "language") continue;
        target += fmt::format("{}{}={}", joint, http::query_encoded(name), http::query_encoded(value));
        joint = '&';
    }
    return redirect(302, target);
}

}  // namespace comity::web
