// What the pages of consultations share.
#include "web/consulting.hpp"

#include <fmt/format.h>

#include "machinery/actors/process_permissions.hpp"
#include "machinery/consultations/kinds.hpp"
#include "vocabulary/actors.hpp"
#include "web/actor_view.hpp"
#include "web/acts.hpp"
#include "web/desk.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web {

std::string call_address(std::string_view id) { return "/consultations/" + http::path_encoded(id); }
std::string submission_address(std::string_view call, std::int64_t number) { return fmt::format("{}/submissions/{}", call_address(call), number); }

bool may_see(const Visit& visit, const consultations::CallEntry& one) {
    if (may(visit, actors::consult)) return true;
    const auto entry = visit.holdings().record().snapshot().at(one.position);
    return entry && !entry->confidential;
}

std::vector<consultations::CallEntry> calls_seen(const Visit& visit) {
    auto all = consultations::calls(visit.holdings().record().snapshot());
    std::erase_if(all, [&](const consultations::CallEntry& one) { return !may_see(visit, one); });
    return all;
}

consultations::By by_of(const Visit& visit, const http::Form& form) {
    consultations::By by{actor_of(visit), visit.visitor.standing.actor, may(visit, actors::consult), {}, {}};
    if (std::string why = trimmed(form.get("why")); !why.empty()) by.why = std::move(why);
    return by;
}

consultations::Clock clock_of(const Visit& visit) {
    if (visit.site.setup.people != nullptr) return visit.site.setup.people->clock();
    return &std::chrono::system_clock::now;
}

Sent sent_by(const Visit& visit) {
    Sent sent;
    const auto parts = http::multipart(visit.request.header("Content-Type"), visit.request.body);
    if (!parts) {
        sent.form = http::Form::parse(visit.request.body);
    } else {
        for (const http::Part& part : *parts) {
            if (!part.file_name) {
                sent.form.add(part.name, std::string(part.bytes));
            } else if (!part.file_name->empty()) {
                auto handed = consultations::read_handed(*part.file_name, std::string(part.bytes), visit.holdings().vocabulary());
                handed.closed = part.name == "closed_files";
                sent.handed.push_back(std::move(handed));
            }
        }
    }
    if (const std::string words = trimmed(sent.form.get("words_typed")); !words.empty()) sent.handed.insert(sent.handed.begin(), consultations::typed_words(words));
    return sent;
}

json::Value fields_of(const http::Form& form) {
    json::Value fields = json::Object{};
    for (const auto& [name, value] : form.fields()) {
        // Of these each is the form's own business; "paths" would be files of this machine, and never comes from elsewhere.
        if (name == "token" || name == "act" || name == "why" || name == "revision" || name == "words_typed" || name == "paths" || name == "received_moment") continue;
        if (name == "limit" || name == "pages") {
            fields.put(name == "limit" ? "words" : "pages", static_cast<std::int64_t>(std::strtol(std::string(value).c_str(), nullptr, 10)));
        } else if (fields[name].is_null()) {
            fields.put(name, value);
        } else {
            fields.put(name, fields.text(name) + ";" + std::string(value));
        }
    }
    return fields;
}

Html contributor_in_words(const Visit& visit, const consultations::Contributor& who) {
    if (who.name.empty()) return visit.html("consultation.name_withheld");
    const auto* known = vocabulary::directory_of(visit.holdings().vocabulary()).actor(who.actor);
    if (known == nullptr) return untranslated(who.name);
    return {fmt::format("<a class=\"actor\" href=\"{}\">{}</a>", escaped(actor_address(known->id)), name_of_actor(visit, *known).markup)};
}

std::string moment_in_words(const Visit& visit, std::string_view moment) {
    const auto date = Date::from_iso(moment.substr(0, 10));
    return date && moment.size() >= 16 ? visit.text("moment", {{"date", visit.words.date(*date)}, {"time", visit.words.figures(moment.substr(11, 5))}}) : std::string(moment);
}

Html deadline_in_words(const Visit& visit, const consultations::Deadline& deadline) {
    const auto date = Date::from_iso(std::string_view(deadline.local).substr(0, 10));
    if (!date) return {escaped(deadline.local)};
    const std::string words = visit.text("consultation.hour", {{"date", visit.words.date(*date)}, {"time", visit.words.figures(std::string_view(deadline.local).substr(11, 5))}, {"zone", deadline.zone}});
    return {fmt::format("<time datetime=\"{}\">{}</time>", escaped(deadline.moment), escaped(words))};
}

View authority_view(const Visit& visit, const consultations::Authority& authority) {
    View view{{"commitment", authority.commitment}, {"document", ""}, {"address", ""}, {"place", ""}, {"words", ""}, {"series_address", ""}};
    if (authority.document.empty()) return view;
    view.put("document", authority.document);
    try {
        const holdings::Item item = visit.holdings().find(authority.document);
        view.put("document", item.name);
        view.put("address", address_of(item, authority.paragraph));
        view.put("place", place_in_words(visit, authority.paragraph));
        view.put("series_address", "/series/" + http::path_encoded(item.address));
        const auto document = visit.holdings().document(item);
        if (const auto* paragraph = document::find_paragraph(document, authority.paragraph)) view.put("words", in_language(visit, paragraph->text, item.language));
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found) throw;  // a text that was erased since: the symbol stays
    }
    return view;
}

List calls_held(const Visit& visit, std::string_view document, std::string_view paragraph) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const std::string now = consultations::moment_now(clock_of(visit));
    List rows;
    for (const auto& one : consultations::calls_by_authority(snapshot, document)) {
        const auto entry = snapshot.at(one.position);
        if (one.call.authority.paragraph != paragraph || !entry || !may_read(visit, *entry)) continue;
        rows.push_back(View{{"address", call_address(one.call.id)}, {"title", one.call.title}, {"stage", visit.text("consultation.stage", {{"code", code_of(name_of(consultations::stage_at(one.call, now)))}})}, {"report", report_in_record(visit, one.call.id)}});
    }
    return rows;
}

Html paragraphs_of(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find("\n\n", at), text.size());
        std::string one = escaped(text.substr(at, end - at));
        for (std::size_t line = one.find('\n'); line != std::string::npos; line = one.find('\n', line + 4)) one.replace(line, 1, "<br>");
        if (!one.empty()) out += fmt::format("<p dir=\"auto\">{}</p>\n", one);
        at = end + 2;
    }
    return {std::move(out)};
}

List choices_of(const Visit& visit, const std::vector<std::string>& values, std::string_view message, std::string_view chosen) {
    List list;
    for (const std::string& value : values) list.push_back(View{{"value", value}, {"label", visit.text(message, {{"code", code_of(value)}})}, {"chosen", value == chosen}});
    return list;
}

View submission_row(const Visit& visit, const consultations::Registered& one) {
    const auto& made = one.submission;
    List marks;
    for (const std::string& mark : made.marks) marks.push_back(View{{"mark", visit.text("consultation.mark", {{"code", code_of(mark)}})}});
    return {{"address", submission_address(made.call, made.number)},
            {"number", std::to_string(made.number)},
            {"contributor", contributor_in_words(visit, made.contributor)},
            {"kind", visit.text("consultation.kind", {{"code", code_of(made.contributor.kind)}})},
            {"received", moment_in_words(visit, made.received)},
            {"form", visit.text("consultation.form", {{"code", code_of(made.form)}})},
            {"language", made.language.empty() ? std::string() : language_in_words(visit, made.language)},
            {"words", made.words()},
            {"confidentiality", visit.text("consultation.choice", {{"code", code_of(name_of(made.confidentiality))}})},
            {"status", visit.text("consultation.status", {{"code", one.released ? std::string("released") : std::string(name_of(made.status))}})},
            {"waits", made.status == consultations::SubmissionStatus::waiting},
            {"marks", std::move(marks)}};
}

}  // namespace comity::web
