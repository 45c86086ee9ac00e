// `/consultations`: the calls; `/consultations/ID`: one of them, with what can be done there.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "machinery/actors/process_permissions.hpp"
#include "machinery/consultations/call_list.hpp"
#include "machinery/consultations/drafts.hpp"
#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/letters.hpp"
#include "web/acts.hpp"
#include "web/consulting.hpp"
#include "web/desk.hpp"
#include "web/exports.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

using consultations::Answer;
using consultations::CallEntry;
using consultations::Stage;
using P = actors::Permission;

std::string origin_of(const Visit& visit) { return fmt::format("{}://{}", over_tls(visit.request) ? "https" : "http", visit.request.header("Host")); }

Stage stage_of(const Visit& visit, const consultations::Call& call) { return consultations::stage_at(call, consultations::moment_now(clock_of(visit))); }

CallEntry call_asked(const Visit& visit, std::string_view id) {
    CallEntry one = consultations::call(visit.holdings().record().snapshot(), id);
    if (!may_see(visit, one)) throw SaidError(Fault::not_found, visit.text("sentence.call_unknown", {{"call", std::string(id)}}));
    return one;
}

View call_row(const Visit& visit, const CallEntry& one) {
    return {{"address", call_address(one.call.id)},
            {"title", one.call.title},
            {"stage", visit.text("consultation.stage", {{"code", code_of(name_of(stage_of(visit, one.call)))}})},
            {"convener", one.call.convener},
            {"deadline", one.call.deadline ? Value(deadline_in_words(visit, *one.call.deadline)) : Value("")}};
}

json::Value as_json(const Visit& visit, const CallEntry& one) {
    json::Value value = to_json(one.call);
    value.put("stage", name_of(stage_of(visit, one.call)));
    value.put("revision", one.revision);
    value.put("position", one.position);
    if (visit.site.demonstration) value.put("invented", true);
    return value;
}

/// What was typed into the form of a new call, or stands in one that is being prepared.
void put_typed(const http::Form& form, View& view) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 12> fields = {{{"typed_call", "call"}, {"typed_title", "title"}, {"typed_purpose", "purpose"}, {"typed_convener", "convener"},
                                                                                       {"typed_document", "document"}, {"typed_paragraph", "paragraph"}, {"typed_commitment", "commitment"},
                                                                                       {"typed_questions", "questions"}, {"typed_deadline", "deadline"}, {"typed_zone", "zone"},
                                                                                       {"typed_contact", "contact"}, {"typed_limit", "limit"}}};
    for (const auto& [name, field] : fields) view.put(name, form.get(field));
}

http::Response list_page(const Visit& visit, const http::Form& form, Html wrong, int status) {
    const Paging paging = paging_of(visit.query);
    const auto seen = may(visit, actors::consult) ? consultations::CallsSeen::by_who_keeps_them : consultations::CallsSeen::by_everybody;
    const auto part = consultations::calls_shown(visit.holdings().record().snapshot(), seen, paging.offset, paging.limit);
    List rows, earlier;
    std::vector<FeedEntry> feed;
    for (const CallEntry& one : part.shown) {
        rows.push_back(call_row(visit, one));
        earlier.push_back(View{{"value", one.call.id}, {"label", one.call.title}, {"chosen", form.get("like") == one.call.id}});
        feed.push_back({fmt::format("urn:comity:{}:call:{}", visit.holdings().record().identity(), one.call.id), one.call.title, call_address(one.call.id),
                        one.call.deadline ? moment_in_words(visit, one.call.deadline->moment) : std::string(), one.when});
    }
    if (visit.query.get("format") == "atom") return as_feed(visit, visit.text("consultation.title"), feed);
    View view{{"wrong", std::move(wrong)}, {"rows", std::move(rows)}, {"earlier", std::move(earlier)}, {"pager", pager(visit.query, visit.path, paging, part.total)}, {"prepares", may(visit, actors::consult)}};
    put_typed(form, view);
    put_actor(visit, view);
    Page page{visit.text("consultation.title"), "consultations", "consultations", std::move(view), status};
    page.feed = "/consultations?format=atom";
    page.downloads = {{"json", "/api/v1/consultations"}, {"atom", page.feed}};
    return respond_with_form(visit, std::move(page));
}

List invited_rows(const Visit& visit, const consultations::SharedList<consultations::Invited>& invited, bool keeps) {
    List rows;
    for (const auto& one : invited) {
        // Who has answered is known to those who keep the consultation; to all others when something is released.
        rows.push_back(View{{"who", contributor_in_words(visit, one.invitation.whom)}, {"answer", keeps ? visit.text("consultation.answer", {{"code", name_of(one.answer)}}) : std::string()}});
    }
    return rows;
}

List released_rows(const Visit& visit, const record::Snapshot& snapshot, const std::string& call, const Paging& paging) {
    List rows;
    for (const auto& one : consultations::releases(snapshot, call, {static_cast<std::int64_t>(paging.offset), static_cast<std::int64_t>(paging.limit)})) {
        std::string words;
        for (const std::string& text : one.release.texts) words += paragraphs_of(consultations::content(snapshot, text)).markup;
        List files;
        for (std::size_t i = 0; i < one.release.files.size(); ++i) {
            files.push_back(View{{"name", one.release.files[i].name}, {"address", fmt::format("{}?released={}&file={}", call_address(call), one.release.number, i)}});
        }
        rows.push_back(View{{"anchor", std::to_string(one.release.number)}, {"who", contributor_in_words(visit, one.release.contributor)}, {"kind", visit.text("consultation.kind", {{"code", code_of(one.release.contributor.kind)}})},
                            {"late", one.release.late}, {"lang", one.release.language}, {"words", Html{std::move(words)}}, {"files", std::move(files)}});
    }
    return rows;
}

/// The `number`-th of a list, as an address counts them.
template <typename List>
const typename List::value_type* at(const List& list, std::string_view number) {
    const auto found = consultations::number_in(number);
    return found && static_cast<std::size_t>(*found) < list.size() ? &list[static_cast<std::size_t>(*found)] : nullptr;
}

/// A cleaned copy, or an annex of the call: always as a download, whatever it is.
http::Response file_of_call(const Visit& visit, const CallEntry& one) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    if (const auto* annex = at(one.call.annexes, visit.query.get("annex")); annex != nullptr && visit.query.has("annex")) return download("application/octet-stream", annex->name, consultations::content(snapshot, annex->bytes));
    const auto number = consultations::number_in(visit.query.get("released"));
    const auto release = number ? consultations::release(snapshot, one.call.id, *number) : std::nullopt;
    const auto* file = release ? at(release->release.files, visit.query.get("file")) : nullptr;
    if (file == nullptr) throw SaidError(Fault::not_found, visit.text("trouble.no_page"));
    return download("application/octet-stream", file->name, consultations::content(snapshot, file->bytes));
}

void put_forms(const Visit& visit, const CallEntry& one, const record::Snapshot& snapshot, const http::Form& form, View& view) {
    const Stage stage = stage_of(visit, one.call);
    const bool keeps = may(visit, actors::consult);
    const std::string& actor = visit.visitor.standing.actor;
    const bool takes = stage == Stage::open || stage == Stage::past_deadline;
    const auto invited = consultations::invited(snapshot, one.call.id);
    const auto asked = std::find_if(invited.begin(), invited.end(), [&](const auto& each) { return !actor.empty() && each.invitation.whom.actor == actor; });
    List own;
    if (!actor.empty() && may(visit, actors::contribute)) {
        for (const auto& each : consultations::submissions_of(snapshot, one.call.id, actor)) own.push_back(submission_row(visit, each));
    }
    std::vector<std::string> kinds;
    for (const auto& kind : consultations::contributor_kinds()) kinds.push_back(kind.code);
    view.put("keeps", keeps);
    view.put("own", std::move(own));
    view.put("hands_in", takes && may(visit, actors::contribute) && (keeps || !actor.empty()));
    view.put("late_now", stage == Stage::past_deadline);
    view.put("enters", takes && keeps);
    view.put("declines", takes && asked != invited.end() && asked->answer == Answer::silent);
    view.put("may_answer_after_all", takes && asked != invited.end() && asked->answer == Answer::declined);
    view.put("opens", keeps && stage == Stage::prepared);
    view.put("extends", keeps && takes);
    view.put("changes", keeps && (takes || stage == Stage::prepared));
    const auto or_present = [&](std::string_view field, const std::string& present) { return form.get("act") == "change" ? std::string(form.get(field)) : present; };
    view.put("changing", form.get("act") == "change");
    std::string questions;
    for (const std::string& question : one.call.questions) questions += question + "\n";
    view.put("present_title", or_present("title", one.call.title));
    view.put("present_purpose", or_present("purpose", one.call.purpose));
    view.put("present_questions", or_present("questions", questions));
    view.put("present_contact", or_present("contact", one.call.contact));
    view.put("present_limit", or_present("limit", one.call.words == 0 ? "" : std::to_string(one.call.words)));
    view.put("present_pages", or_present("pages", one.call.pages == 0 ? "" : std::to_string(one.call.pages)));
    view.put("invites", keeps && stage == Stage::open);
    view.put("reminds", keeps && stage == Stage::open && std::any_of(invited.begin(), invited.end(), [](const auto& each) { return each.answer == Answer::silent; }));
    view.put("revision", std::to_string(one.revision));
    view.put("kinds_to_choose", choices_of(visit, kinds, "consultation.kind", form.get("kind")));
    view.put("typed_from", form.get("from"));
    view.put("typed_received", form.get("received"));
    view.put("typed_who", form.get("who"));
    view.put("typed_deadline", form.get("deadline"));
    view.put("typed_zone", form.get("zone").empty() && one.call.deadline ? std::string_view(one.call.deadline->zone) : form.get("zone"));
    view.put("typed_why", form.get("why"));
    view.put("invited", invited_rows(visit, invited, keeps));
    view.put("invited_count", invited.size());
    const auto count = [&](Answer answer) { return std::count_if(invited.begin(), invited.end(), [&](const auto& each) { return each.answer == answer; }); };
    view.put("answered_count", static_cast<std::int64_t>(count(Answer::answered)));
    view.put("silent_count", static_cast<std::int64_t>(count(Answer::silent)));
}

http::Response call_page(const Visit& visit, const CallEntry& one, const http::Form& form, Html wrong, int status) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const consultations::Call& call = one.call;
    List questions, kinds, languages, earlier;
    for (const std::string& question : call.questions) questions.push_back(View{{"question", question}});
    for (const std::string& kind : call.kinds) kinds.push_back(View{{"kind", visit.text("consultation.kind", {{"code", code_of(kind)}})}});
    for (const std::string& language : call.languages) languages.push_back(View{{"language", language_in_words(visit, language)}});
    for (const auto& deadline : call.earlier) earlier.push_back(View{{"deadline", deadline_in_words(visit, deadline)}});
    Paging paging = paging_of(visit.query);
    paging.limit = 20;
    List annexes;
    for (std::size_t i = 0; i < call.annexes.size(); ++i) annexes.push_back(View{{"name", call.annexes[i].name}, {"address", fmt::format("{}?annex={}", call_address(call.id), i)}});
    const auto recorded = entry_recorded(visit);
    const bool of_this = recorded && consultations::call_in(recorded->subject) == call.id;
    View view{{"receipt", of_this ? Value(entry_view(visit, *recorded)) : Value("")},
              {"wrong", std::move(wrong)},
              {"title", call.title},
              {"id", call.id},
              {"address", call_address(call.id)},
              {"history", "/log/subjects/" + http::path_encoded(consultations::call_subject(call.id))},
              {"stage", visit.text("consultation.stage", {{"code", code_of(name_of(stage_of(visit, call)))}})},
              {"convener", call.convener},
              {"purpose", paragraphs_of(call.purpose)},
              {"authority", authority_view(visit, call.authority)},
              {"questions", std::move(questions)},
              {"kinds", std::move(kinds)},
              {"languages", std::move(languages)},
              {"limit", call.words == 0 ? Value("") : Value(call.words)},
              {"deadline", call.deadline ? Value(deadline_in_words(visit, *call.deadline)) : Value("")},
              {"over", std::string(stage_of(visit, call) > Stage::open ? "yes" : "no")},
              {"deadline_utc", call.deadline && call.deadline->zone != "UTC" ? moment_in_words(visit, call.deadline->moment) : std::string()},
              {"earlier", std::move(earlier)},
              {"contact", call.contact},
              {"previous", call.previous},
              {"previous_address", call_address(call.previous)},
              {"page_limit", call.pages == 0 ? Value("") : Value(call.pages)},
              {"annexes", std::move(annexes)},
              {"released", released_rows(visit, snapshot, call.id, paging)},
              {"pager", pager(visit.query, call_address(call.id), paging, consultations::register_counts(snapshot, call.id).released)}};
    put_draft(visit, call, form, view);
    put_forms(visit, one, snapshot, form, view);
    put_actor(visit, view);
    view.put("tabs", may(visit, actors::consult) ? ways_of(visit, call.id, "") : List());
    view.put("report", report_in_record(visit, call.id));
    Page page{call.title, "consultations", "consultation", std::move(view), status};
    page.downloads = {{"json", "/api/v1" + call_address(call.id)}};
    if (call.deadline) page.downloads.push_back({"ics", call_address(call.id) + ".ics"});
    return respond_with_form(visit, std::move(page));
}

http::Response calendar(const Visit& visit, std::string_view id) {
    const CallEntry one = call_asked(visit, id);
    http::Response response;
    response.set("Content-Type", "text/calendar; charset=utf-8");
    response.set("Content-Disposition", fmt::format("inline; filename=\"{}.ics\"", one.call.id));
    response.body = consultations::calendar_of(one.call, one.when, fmt::format("{}{}{}", visit.site.demonstration ? visit.text("demonstration.notice") + "\n" : "", origin_of(visit), call_address(one.call.id)));
    return response;
}

/// Acts that a call's page offers, each with who may do it.
P permission_of(std::string_view act) { return act == "hand in" || is_of_draft(act) || act == "decline" || act == "answer after all" ? actors::contribute : actors::consult; }

}  // namespace

http::Response consultations_list(const Visit& visit) { return list_page(visit, visit.query, {}, 200); }

http::Response prepare_call(const Visit& visit) {
    const http::Form form = http::Form::parse(visit.request.body);
    if (const auto refused = refusal(visit, actors::consult, form.get("token"))) return list_page(visit, form, {escaped(*refused)}, 403);
    const std::string id = trimmed(form.get("call"));
    try {
        const auto done = consultations::perform(visit.holdings(), {"prepare", id, fields_of(form), by_of(visit, form), {}}, {}, clock_of(visit));
        return redirect(303, fmt::format("{}?recorded={}", call_address(id), done.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return list_page(visit, form, turned_away(visit, actors::consult, consultations::call_subject(id), as_handed_in(form), error), status_of(error.fault()));
    }
}

http::Response consultation(const Visit& visit) {
    if (visit.rest.ends_with(".ics")) return calendar(visit, std::string_view(visit.rest).substr(0, visit.rest.size() - 4));
    const CallEntry one = call_asked(visit, visit.rest);
    if (visit.query.has("released") || visit.query.has("annex")) return file_of_call(visit, one);
    return call_page(visit, one, visit.query, {}, 200);
}

http::Response consultation_sent(const Visit& visit) {
    const CallEntry one = call_asked(visit, visit.rest);
    Sent sent = sent_by(visit);
    const std::string act(sent.form.get("act"));
    const auto again = [&](Html wrong, int status) { return call_page(visit, call_asked(visit, visit.rest), sent.form, std::move(wrong), status); };
    if (const auto refused = refusal(visit, permission_of(act), sent.form.get("token"))) return again({escaped(*refused)}, 403);
    if (is_of_draft(act)) {
        try {
            keep_draft(visit, one.call, sent);
            return redirect(303, call_address(one.call.id) + "#hand-in");
        } catch (const Error& error) {
            if (error.fault() == Fault::unavailable) throw;
            return again(sentence_of(visit, error), status_of(error.fault()));
        }
    }
    consultations::Request request{act, one.call.id, fields_of(sent.form), by_of(visit, sent.form), {}};
    if (permission_of(act) == actors::consult) request.seen_revision = consultations::number_in(sent.form.get("revision"));
    if (act == "hand in") {
        // Who keeps the consultation says from whom it is and how it came; all others speak for their own actor, by this page.
        if (!request.by.keeps || request.fields.text("form").empty()) request.fields.put("form", "page");
        if (!request.by.keeps) request.fields.put("from", "");
        add_files_of_draft(visit, one.call, sent);
    }
    try {
        const auto done = consultations::perform(visit.holdings(), request, sent.handed, clock_of(visit));
        const bool of_submission = act == "hand in";
        if (of_submission && !request.by.keeps) consultations::discard_draft(visit.holdings().record(), one.call.id, request.by.actor);
        return redirect(303, fmt::format("{}?recorded={}", of_submission ? submission_address(one.call.id, *consultations::number_in(done.subject)) : call_address(one.call.id), done.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return again(turned_away(visit, permission_of(act), consultations::call_subject(one.call.id), as_handed_in(sent.form), error), status_of(error.fault()));
    }
}

namespace api {

http::Response consultations_list(const Visit& visit) {
    json::Array rows;
    for (const CallEntry& one : calls_seen(visit)) rows.push_back(as_json(visit, one));
    json::Value value = json::Object{{"total", rows.size()}};
    value.put("consultations", std::move(rows));
    if (visit.site.demonstration) value.put("invented", true);
    return web::as_json(value);
}

http::Response consultation(const Visit& visit) {
    const CallEntry one = call_asked(visit, visit.rest);
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    json::Value value = as_json(visit, one);
    json::Array invited, released;
    for (const auto& each : consultations::invited(snapshot, one.call.id)) invited.push_back(to_json(each.invitation));
    for (const auto& each : consultations::releases(snapshot, one.call.id)) {
        std::string words;
        for (const std::string& text : each.release.texts) words += (words.empty() ? "" : "\n\n") + consultations::content(snapshot, text);
        json::Value row = to_json(each.release);
        row.put("position", each.position);
        row.put("when", each.when);
        row.put("text", words);
        released.push_back(std::move(row));
    }
    value.put("invited", std::move(invited));
    value.put("released", std::move(released));
    return web::as_json(value);
}

}  // namespace api

}  // namespace comity::web::pages
