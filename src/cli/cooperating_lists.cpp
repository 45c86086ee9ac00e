// comity request, offer, agreement, measure, deeds: what they show. As whom one looks is said with --on-behalf-of; without it nothing is shown that is not public.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/cooperating.hpp"
#include "cli/lists.hpp"
#include "document/terminal.hpp"
#include "json/members.hpp"
#include "machinery/consultations/sentences.hpp"
#include "machinery/cooperation/exporting.hpp"
#include "machinery/cooperation/sentences.hpp"
#include "machinery/reviews/knowing.hpp"
#include "system/moment.hpp"

namespace comity::cli {

namespace {

namespace co = cooperation;

/// What every one of them opens.
struct Look {
    std::unique_ptr<holdings::Holdings> holdings;
    record::Snapshot snapshot;
    std::string viewer, format, today;

    Look(const Arguments& arguments, Console& console)
        : holdings(open_to_read(arguments, console)), snapshot(holdings->record().snapshot()), viewer(on_behalf_of(arguments, *holdings)), format(arguments.value_or("format", "text")),
          today(written_day(moment_of(std::chrono::system_clock::now()))) {}

    [[nodiscard]] const vocabulary::Vocabulary& words() const { return holdings->vocabulary(); }
    [[nodiscard]] std::string name(const std::string& actor) const { return co::name_of_actor(snapshot, words(), actor); }
    [[nodiscard]] co::ExportAsked asked() const { return {snapshot, words(), today, notice_of(*holdings)}; }
};

std::string in_words(const co::Authority& authority) { return authority.document.empty() ? authority.commitment : fmt::format("{}, {}", authority.document, authority.paragraph); }

void put_text(const Look& look, std::string_view text, Console& console) {
    if (const std::string notice = notice_of(*look.holdings); !notice.empty()) console.put(notice + "\n\n");
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        console.put(document::harmless(text.substr(at, end - at)) + "\n");
        at = end + 1;
    }
}

ExitCode put_table(const Look& look, const Table& table, std::string_view nothing, Console& console) {
    if (table.rows.empty()) {
        console.say(nothing);
        return ExitCode::done;
    }
    if (const std::string notice = notice_of(*look.holdings); !notice.empty()) console.put(notice + "\n\n");
    console.put(aligned(table, console));
    return ExitCode::done;
}

ExitCode put_csv(const Look& look, co::Rows rows, Console& console) {
    Table table{std::move(rows.front()), {}};
    table.rows.assign(std::make_move_iterator(rows.begin() + 1), std::make_move_iterator(rows.end()));
    console.put(marked_csv(std::move(table), *look.holdings));
    return ExitCode::done;
}

template <typename Entries>
ExitCode put_all_json(const Look& look, const Entries& all, Console& console) {
    json::Array rows;
    for (const auto& one : all) rows.push_back(marked(co::as_json(look.asked(), one), *look.holdings));
    console.put_json(json::Value(std::move(rows)));
    return ExitCode::done;
}

std::string matter_in_words(const co::Matter& matter) {
    std::string out = matter.words.empty() ? "" : matter.words + "\n";
    const auto add = [&](std::string_view what, const std::string& value) {
        if (!value.empty()) out += fmt::format("{}: {}\n", what, value);
    };
    std::vector<std::string> forms;
    for (const auto& form : matter.forms) forms.push_back(co::form_name(form, "en"));
    add("forms", fmt::format("{}", fmt::join(forms, ", ")));
    add("themes", fmt::format("{}", fmt::join(matter.themes, ", ")));
    add("languages", fmt::format("{}", fmt::join(matter.languages, ", ")));
    if (!matter.first.empty() || !matter.last.empty()) add("time", fmt::format("{} to {}", matter.first.empty() ? "open" : matter.first, matter.last.empty() ? "open" : matter.last));
    add("by authority of", in_words(matter.authority));
    add("for the recommendation", matter.recommendation);
    return out;
}

std::string reports_in_words(const Look& look, const std::vector<co::Step>& steps) {
    std::string out;
    for (const auto& step : steps) out += fmt::format("step {}, {}: {} ({}{})\n", step.number, look.name(step.actor), step.words, step.status, step.first.empty() ? "" : ", " + step.first);
    return out;
}
std::string outcome_in_words(const Look& look, const std::string& actor, const co::Outcome& outcome) {
    return fmt::format("{} says: {}\n  {}\n{}", look.name(actor), outcome.result, outcome.words, outcome.evidence.empty() ? "" : "  evidence: " + outcome.evidence + "\n");
}

co::NeedEntry need_named(const Look& look, const Arguments& arguments) {
    const std::string id = co::id_of(look.viewer, thing_named(arguments, "request"));
    auto one = co::need(look.snapshot, id, look.viewer);
    if (!one) throw Error(Fault::not_found, say(co::sentences::help_request_unknown, id));
    return std::move(*one);
}

std::string piece_in_words(const co::Piece& piece) { return piece.theme.empty() ? co::form_name(piece.form, "en") : fmt::format("{} on {}", co::form_name(piece.form, "en"), piece.theme); }

}  // namespace

ExitCode list_requests(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    const auto all = co::needs(look.snapshot, look.words(), look.viewer);
    if (look.format == "json") return put_all_json(look, all, console);
    if (look.format == "csv") return put_csv(look, co::rows_of(look.asked(), all), console);
    Table table{{"Request", "State", "Priority", "Stands", "Authority", "Title"}, {}};
    for (const auto& one : all) {
        table.rows.push_back({one.value.id, look.name(one.value.state), one.value.priority == 0 ? "" : std::to_string(one.value.priority), std::string(name_of(stage_of(one.value))), in_words(one.value.matter.authority), one.value.matter.title});
    }
    return put_table(look, std::move(table), "there is no request that you may see: comity help request has an example", console);
}

ExitCode show_request(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    const auto one = need_named(look, arguments);
    if (look.format == "json") {
        console.put_json(marked(co::as_json(look.asked(), one), *look.holdings));
        return ExitCode::done;
    }
    const co::Need& need = one.value;
    std::string out = fmt::format("{}: {}\n{}, {}{}\n\n{}", need.id, need.matter.title, look.name(need.state), name_of(stage_of(need)), need.priority == 0 ? "" : fmt::format(", priority {}", need.priority), matter_in_words(need.matter));
    if (!need.contact.empty()) out += fmt::format("contact: {}\n", need.contact);
    if (!need.shared_with.empty() && need.state == look.viewer) {
        std::vector<std::string> names;
        for (const auto& actor : need.shared_with) names.push_back(look.name(actor));
        out += fmt::format("shared with: {}\n", fmt::join(names, "; "));
    }
    put_text(look, out, console);
    return ExitCode::done;
}

ExitCode show_matches(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    const auto asked = need_named(look, arguments);
    co::Weights weights = co::standard_weights();
    for (const Arguments::Given& given : arguments.given()) {
        if (given.name == "weight") co::change(weights, given.value);
    }
    std::vector<co::Offer> offers;
    for (auto& one : co::offers(look.snapshot, look.words())) offers.push_back(std::move(one.value));
    const auto found = co::suggestions(asked.value, offers, co::delivered(look.snapshot, look.words(), look.viewer), weights);
    const auto covered = co::coverage(asked.value, offers);
    const auto ids = [&](const std::vector<std::size_t>& which) {
        std::vector<std::string> all;
        all.reserve(which.size());
        for (const std::size_t i : which) all.push_back(offers[i].id);
        return all;
    };
    if (look.format == "json") {
        json::Array suggested, sets, missing, several;
        for (const auto& one : found) {
            json::Array reasons;
            for (const auto& reason : one.reasons) reasons.push_back(json::Object{{"reason", reason.code}, {"weight", reason.weight}, {"what", json::array_of(reason.what)}});
            suggested.push_back(json::Object{{"offer", offers[one.offer].id}, {"actor", offers[one.offer].actor}, {"reasons", std::move(reasons)}});
        }
        for (const auto& set : covered.smallest) sets.push_back(json::array_of(ids(set)));
        for (const auto& piece : covered.missing) missing.push_back(json::Object{{"theme", piece.theme}, {"form", piece.form}});
        for (const auto& [piece, which] : covered.several) several.push_back(json::Object{{"theme", piece.theme}, {"form", piece.form}, {"offers", json::array_of(ids(which))}});
        console.put_json(marked(json::Object{{"request", asked.value.id}, {"suggestions", std::move(suggested)}, {"smallest", std::move(sets)}, {"exact", covered.exact}, {"missing", std::move(missing)}, {"several", std::move(several)}}, *look.holdings));
        return ExitCode::done;
    }
    std::string out;
    for (const auto& one : found) {
        out += fmt::format("{} ({}): {}\n", offers[one.offer].id, look.name(offers[one.offer].actor), offers[one.offer].matter.title);
        for (const auto& reason : one.reasons) out += fmt::format("  {}, weight {}: {}\n", reason.code, reason.weight, fmt::join(reason.what, ", "));
    }
    if (found.empty()) out += "no offer fits it\n";
    out += "\n";
    for (const auto& set : covered.smallest) out += fmt::format("{}: {}\n", covered.exact ? "as much as all offers together, with the fewest" : "as much as all offers together, found step by step", fmt::join(ids(set), " + "));
    for (const auto& piece : covered.missing) out += fmt::format("nobody offers: {}\n", piece_in_words(piece));
    for (const auto& [piece, which] : covered.several) out += fmt::format("several offer {}: {}\n", piece_in_words(piece), fmt::join(ids(which), ", "));
    std::vector<std::string> used;
    for (const auto& [reason, weight] : weights) used.push_back(fmt::format("{}={}", reason, weight));
    out += fmt::format("\nweights: {}\n", fmt::join(used, " "));
    put_text(look, out, console);
    return ExitCode::done;
}

ExitCode list_offers(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    const auto all = co::offers(look.snapshot, look.words());
    if (look.format == "json") return put_all_json(look, all, console);
    if (look.format == "csv") return put_csv(look, co::rows_of(look.asked(), all), console);
    Table table{{"Offer", "Of", "Stands", "Forms", "Themes", "Title"}, {}};
    for (const auto& one : all) table.rows.push_back({one.value.id, look.name(one.value.actor), one.value.withdrawn ? "withdrawn" : "open", fmt::format("{}", fmt::join(one.value.matter.forms, ", ")), fmt::format("{}", fmt::join(one.value.matter.themes, ", ")), one.value.matter.title});
    return put_table(look, std::move(table), "nobody offers anything yet: comity help offer has an example", console);
}

ExitCode show_offer(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    const std::string id = co::id_of(look.viewer, thing_named(arguments, "offer"));
    const auto one = co::offer(look.snapshot, id);
    if (!one) throw Error(Fault::not_found, say(co::sentences::help_offer_unknown, id));
    if (look.format == "json") {
        console.put_json(marked(co::as_json(look.asked(), *one), *look.holdings));
        return ExitCode::done;
    }
    const co::Offer& offer = one->value;
    std::string out = fmt::format("{}: {}\n{}, as {}{}\n\n{}", offer.id, offer.matter.title, look.name(offer.actor), offer.role, offer.withdrawn ? ", withdrawn" : "", matter_in_words(offer.matter));
    if (!offer.capacity.empty()) out += fmt::format("capacity: {}\n", offer.capacity);
    for (const auto& each : offer.experience) out += fmt::format("experience: {}{}{}\n", each.words, each.recommendation.empty() ? "" : "; recommendation " + each.recommendation, each.evidence.empty() ? "" : "; evidence: " + each.evidence);
    put_text(look, out, console);
    return ExitCode::done;
}

ExitCode list_agreements(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    const auto all = co::agreements(look.snapshot, look.words(), look.viewer);
    if (look.format == "json") return put_all_json(look, all, console);
    if (look.format == "csv") return put_csv(look, co::rows_of(look.asked(), all), console);
    if (look.format == "iati") {
        const std::string xml = co::iati_of(look.asked(), all);
        if (xml.empty()) console.say("no agreement stands yet, and IATI has no empty file");
        else console.put(xml + "\n");
        return ExitCode::done;
    }
    const auto& directory = vocabulary::directory_of(look.words());
    Table table{{"Agreement", "Stands", "Kind", "Level", "Parties", "Title"}, {}};
    for (const auto& one : all) {
        std::vector<std::string> names;
        for (const auto& party : one.value.parties) names.push_back(look.name(party.actor));
        table.rows.push_back({one.value.id, std::string(name_of(stage_of(one.value))), co::kind_of(one.value, directory).kind, co::level_of(one.value, directory), fmt::format("{}", fmt::join(names, "; ")), one.value.matter.title});
    }
    return put_table(look, std::move(table), "there is no agreement that you may see: comity help agreement has an example", console);
}

ExitCode show_agreement(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    const std::string id = co::id_of(look.viewer, thing_named(arguments, "agreement"));
    const auto one = co::agreement(look.snapshot, id, look.viewer);
    if (!one) throw Error(Fault::not_found, say(co::sentences::help_agreement_unknown, id));
    if (look.format == "json") {
        console.put_json(marked(co::as_json(look.asked(), *one), *look.holdings));
        return ExitCode::done;
    }
    if (look.format == "iati") {
        const std::vector<co::AgreementEntry> alone = {*one};
        console.put(co::iati_of(look.asked(), alone) + "\n");
        return ExitCode::done;
    }
    const auto& directory = vocabulary::directory_of(look.words());
    const co::Agreement& made = one->value;
    const auto kind = co::kind_of(made, directory);
    std::string out = fmt::format("{}: {}\n{}\nkind: {} ({}{}); level: {}\n{}offers: {}\n\n{}\n", made.id, made.matter.title, name_of(stage_of(made)), kind.kind, kind.because == "said" ? made.kind_why : kind.because,
                                  made.grouping.group.empty() ? "" : fmt::format("; by {} on {}", made.grouping.group, made.grouping.day), co::level_of(made, directory), made.need.empty() ? "" : fmt::format("request: {}; ", made.need), fmt::join(made.offers, ", "), matter_in_words(made.matter));
    for (const auto& party : made.parties) out += fmt::format("{}: {}, {}\n", look.name(party.actor), party.role.empty() ? "role not stated" : party.role, party.answer);
    out += reports_in_words(look, made.steps);
    for (const auto& party : made.parties) {
        if (party.outcome) out += outcome_in_words(look, party.actor, *party.outcome);
    }
    put_text(look, out, console);
    return ExitCode::done;
}

ExitCode list_measures(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    const auto all = co::measures(look.snapshot, look.words());
    if (look.format == "json") return put_all_json(look, all, console);
    if (look.format == "csv") return put_csv(look, co::rows_of(look.asked(), all), console);
    Table table{{"Measure", "Of", "Stands", "Review", "Crisis", "Title"}, {}};
    for (const auto& one : all) table.rows.push_back({one.value.id, look.name(one.value.actor), std::string(stage_at(one.value, look.today)), one.value.review, one.value.crisis, one.value.matter.title});
    return put_table(look, std::move(table), "no measure is recorded yet: comity help measure has an example", console);
}

ExitCode show_measure(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    const std::string id = co::id_of(look.viewer, thing_named(arguments, "measure"));
    const auto one = co::measure(look.snapshot, id);
    if (!one) throw Error(Fault::not_found, say(co::sentences::help_measure_unknown, id));
    if (look.format == "json") {
        console.put_json(marked(co::as_json(look.asked(), *one), *look.holdings));
        return ExitCode::done;
    }
    const co::Measure& made = one->value;
    std::string out = fmt::format("{}: {}\n{}, {}, level: {}\nagainst: {}\nlooked at again: {}\n\n{}", made.id, made.matter.title, look.name(made.actor), stage_at(made, look.today),
                                  co::level_of(made, vocabulary::directory_of(look.words())), made.crisis, made.review, matter_in_words(made.matter));
    if (!made.persons.empty()) out += fmt::format("protects: {}\n", fmt::join(made.persons, "; "));
    out += reports_in_words(look, made.steps);
    if (made.outcome) out += outcome_in_words(look, made.actor, *made.outcome);
    put_text(look, out, console);
    return ExitCode::done;
}

ExitCode run_deeds(const Arguments& arguments, Console& console) {
    const Look look(arguments, console);
    co::DeedsAsked asked{"", "", arguments.value_or("commitment", ""), arguments.value_or("recommendation", ""), "", look.viewer, look.today, "en"};
    if (!arguments.operands().empty()) {
        const auto item = look.holdings->find(arguments.operands()[0]);
        asked.document = item.symbol ? *item.symbol : item.sha256;
        if (arguments.operands().size() > 1) {
            asked.paragraph = arguments.operands()[1];
            const json::Value named = json::Object{{"document", asked.document}, {"paragraph", asked.paragraph}};
            if (!consultations::authority_named(*look.holdings, named)) throw Error(Fault::not_found, say(consultations::sentences::call_authority_missing, asked.document, asked.paragraph));
        }
    }
    if (const auto actor = arguments.value("actor")) {
        asked.actor = co::actor_named(look.snapshot, look.words(), *actor);
        if (asked.actor.empty()) throw Error(Fault::not_found, "nobody is known as \"{}\": comity actors lists those that there are", document::harmless(*actor));
    }
    const auto all = co::deeds(look.snapshot, look.words(), asked);
    if (all.empty() && !asked.recommendation.empty() && !reviews::find(look.snapshot, asked.recommendation)) throw Error(Fault::not_found, reviews::no_recommendation(look.snapshot, asked.recommendation));
    const auto names = [&](const co::Deed& deed) {
        std::vector<std::string> each;
        for (const auto& actor : deed.actors) each.push_back(look.name(actor));
        return fmt::format("{}", fmt::join(each, "; "));
    };
    if (look.format == "json") {
        json::Array rows;
        for (const auto& deed : all) rows.push_back(marked(to_json(deed), *look.holdings));
        console.put_json(json::Value(std::move(rows)));
        return ExitCode::done;
    }
    Table table{{"Deed", "What", "Actors", "Level", "Date", "Stands", "Authority", "Title"}, {}};
    for (const auto& deed : all) table.rows.push_back({deed.id, deed.kind, names(deed), deed.level, deed.day, deed.stage, in_words(deed.authority), deed.title});
    if (look.format == "csv") {
        console.put(marked_csv(std::move(table), *look.holdings));
        return ExitCode::done;
    }
    return put_table(look, std::move(table), "nothing was asked, offered or done there yet, as far as you may see", console);
}

}  // namespace comity::cli
