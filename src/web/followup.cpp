// `/follow-up`: where a State keeps how it follows up what was recommended to it; for who speaks for that State alone.
#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "base/date.hpp"
#include "document/word_form.hpp"
#include "machinery/actors/process_permissions.hpp"
#include "machinery/followup/followup.hpp"
#include "machinery/followup/keeping.hpp"
#include "machinery/reviews/reviews.hpp"
#include "system/moment.hpp"
#include "vocabulary/actors.hpp"
#include "web/actor_view.hpp"
#include "web/acts.hpp"
#include "web/followup.hpp"
#include "web/given_back.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/reviewing.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace {

constexpr std::string_view here = "/follow-up";

std::string state_name(const Visit& visit, const std::string& state) {
    const auto* known = directory_of(visit).actor(state);
    return known == nullptr ? state : vocabulary::shown_name(*known, visit.words.language() == "qps" ? "en" : visit.words.language());
}

std::string moment_now(const Visit& visit) {
    const auto clock = visit.site.setup.people != nullptr ? visit.site.setup.people->clock() : actors::People::Clock(&std::chrono::system_clock::now);
    return written_second(moment_of(clock()));
}

List choices(const Visit& visit, std::span<const std::string_view> words, std::string_view chosen) {
    List all;
    for (const auto word : words) all.push_back(View{{"value", word}, {"label", visit.text("follow_up.word", {{"code", code_of(word)}})}, {"chosen", word == chosen}});
    return all;
}

View row_of_piece(const Visit& visit, const followup::Piece& piece) {
    List recommendations;
    for (const std::string& id : piece.recommendations) recommendations.push_back(View{{"address", recommendation_address(id)}, {"id", id}});
    const auto word = [&](const std::string& code) { return code.empty() ? std::string() : visit.text("follow_up.word", {{"code", code_of(code)}}); };
    const auto day = [&](const std::string& iso) {
        const auto date = Date::from_iso(iso);
        return date ? visit.words.date(*date) : iso;
    };
    return {{"what", word(std::string(name_of(piece.what)))}, {"name", piece.id}, {"title", piece.title}, {"words", piece.words}, {"part_of", piece.part_of}, {"status", word(piece.status)},
            {"office", piece.office}, {"focal_point", piece.focal_point}, {"validator", piece.validator}, {"begins", day(piece.begins)}, {"due", day(piece.due)}, {"kind", word(piece.kind)}, {"unit", piece.unit},
            {"baseline", piece.baseline}, {"target", piece.target}, {"rung", word(piece.rung)}, {"document", piece.document}, {"value", piece.value}, {"day", day(piece.day)}, {"supersedes", piece.supersedes},
            {"recommendations", std::move(recommendations)}};
}

http::Response workspace_page(const Visit& visit, const std::string& state, const http::Form& form, Html wrong, int status) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    List rows;
    for (const auto& one : followup::workspace(snapshot, state)) {
        View row = row_of_piece(visit, one.piece);
        row.put("released", one.released);
        row.put("superseded_by", one.superseded_by);
        row.put("validates", one.piece.what == followup::What::evidence && one.piece.status != "validated");
        row.put("history", "/log/subjects/" + http::path_encoded(followup::piece_subject(state, one.piece.id)));
        rows.push_back(std::move(row));
    }
    List falls_due;
    for (const auto& one : followup::due(snapshot, state, "")) {
        View row = row_of_piece(visit, one.piece);
        row.put("late", one.piece.due < moment_now(visit).substr(0, 10));
        falls_due.push_back(std::move(row));
    }
    constexpr std::string_view whats[] = {"cluster", "action", "indicator", "evidence"};
    const auto recorded = entry_recorded(visit);
    const bool of_this = recorded && (recorded->kind == followup::piece_kind || recorded->kind == followup::release_kind) && may_read(visit, *recorded);
    View view{{"receipt", of_this ? Value(entry_view(visit, *recorded)) : Value("")},
              {"changed", of_this ? recorded->state.text("id") : std::string()},
              {"wrong", std::move(wrong)},
              {"state", actor_or_name(visit, state)},
              {"pieces", std::move(rows)},
              {"falls_due", std::move(falls_due)},
              {"whats", choices(visit, whats, form.get("what"))},
              {"statuses", choices(visit, followup::action_statuses(), form.get("status"))},
              {"kinds", choices(visit, followup::indicator_kinds(), form.get("kind"))},
              {"rungs", choices(visit, followup::rungs(), form.get("rung"))}};
    for (const std::string_view name : {"id", "title", "words", "recommendations", "part_of", "office", "focal_point", "validator", "begins", "due", "unit", "baseline", "target", "document", "value", "day",
                                        "supersedes"}) {
        view.put(name, form.get(name));
    }
    put_actor(visit, view);
    Page page{visit.text("follow_up.title"), "reviews", "follow_up", std::move(view), status};
    page.downloads = {{"ics", std::string(here) + ".ics"}, {"docx", std::string(here) + ".docx"}, {"json", "/api/v1/follow-up"}};
    return respond_with_form(visit, std::move(page));
}

/// Nobody but this visitor may keep it.
http::Response own(http::Response response) {
    response.set("Cache-Control", "private, no-store");
    return response;
}

}  // namespace

std::string follow_up_state(const Visit& visit) {
    const std::string& actor = visit.visitor.standing.actor;
    if (!actor.starts_with("state:") || !may(visit, actors::respond)) throw SaidError(Fault::not_found, visit.text("sentence.follow_up_not_yours"));
    return actor;
}

List released_rows(const Visit& visit, const std::vector<followup::Released>& released) {
    List rows;
    for (const auto& one : released) {
        View row = row_of_piece(visit, one.piece);
        row.put("by", actor_or_name(visit, one.piece.state));
        row.put("when", moment(visit, one.when));
        row.put("history", "/log/subjects/" + http::path_encoded(one.subject));
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace comity::web

namespace comity::web::pages {

http::Response follow_up(const Visit& visit) { return own(workspace_page(visit, follow_up_state(visit), visit.query, {}, 200)); }

http::Response follow_up_calendar(const Visit& visit) {
    const std::string state = follow_up_state(visit);
    http::Response response;
    response.set("Content-Type", "text/calendar; charset=utf-8");
    response.set("Content-Disposition", "inline; filename=\"follow-up.ics\"");
    response.body = followup::calendar(followup::due(visit.holdings().record().snapshot(), state, ""), moment_now(visit));
    return own(std::move(response));
}

http::Response follow_up_report(const Visit& visit) {
    const std::string state = follow_up_state(visit);
    document::WordOptions options;
    if (visit.site.demonstration) options.notice = visit.text("demonstration.notice");
    return own(download(word_type, "follow-up.docx", document::to_docx(followup::report(visit.holdings().record().snapshot(), state, state_name(visit, state)), options)));
}

http::Response follow_up_sent(const Visit& visit) {
    const std::string state = follow_up_state(visit);
    const http::Form form = http::Form::parse(visit.request.body);
    if (const auto refused = refusal(visit, actors::respond, form.get("token"))) return own(given_back(visit, workspace_page(visit, state, form, {escaped(*refused)}, 403), form));
    followup::Request request;
    request.act = form.get("act");
    request.state = state;
    request.id = trimmed(form.get("id"));
    for (const auto& [name, value] : form.fields()) {
        if (name == "token" || name == "act" || name == "id" || name == "why" || trimmed(value).empty()) continue;
        // A form shows every choice; what doesn't belong to a kind of piece is not taken.
        const std::string_view what = form.get("what");
        if ((name == "status" && what != "action") || (name == "kind" && what != "indicator") || (name == "rung" && what != "evidence")) continue;
        request.fields.put(name, trimmed(value));
    }
    request.by.who = actor_of(visit);
    request.by.actor = state;
    if (std::string why = trimmed(form.get("why")); !why.empty()) request.by.why = std::move(why);
    try {
        const auto done = followup::perform(visit.holdings().record(), request);
        return redirect(303, fmt::format("{}?recorded={}", here, done.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        // What was turned away is not recorded here: the record of it would be no State's own.
        return own(given_back(visit, workspace_page(visit, state, form, sentence_of(visit, error), status_of(error.fault())), form, error));
    }
}

}  // namespace comity::web::pages
