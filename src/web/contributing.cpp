// A contribution while it is written: its draft, seen by those who act for the same actor alone.
#include <algorithm>

#include <fmt/format.h>

#include "machinery/actors/process_permissions.hpp"
#include "machinery/consultations/drafts.hpp"
#include "web/acts.hpp"
#include "web/consulting.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web {

namespace {

using consultations::SubmissionDraft;

/// For whom the visitor may write; "" for nobody. Who keeps the consultation enters what came, and drafts nothing.
std::string writes_for(const Visit& visit) {
    return may(visit, actors::contribute) && !may(visit, actors::consult) ? visit.visitor.standing.actor : std::string();
}

std::optional<SubmissionDraft> draft_here(const Visit& visit, const consultations::Call& call) { return consultations::draft_of(visit.holdings().record(), call.id, writes_for(visit)); }

/// The files of the draft but for those that the form says to take out.
std::vector<consultations::Handed> files_kept(const SubmissionDraft& draft, const http::Form& form) {
    std::vector<consultations::Handed> files;
    for (std::size_t i = 0; i < draft.files.size(); ++i) {
        const bool dropped = std::any_of(form.fields().begin(), form.fields().end(), [&](const auto& field) { return field.first == "drop" && field.second == std::to_string(i); });
        if (!dropped) files.push_back(draft.files[i]);
    }
    return files;
}

}  // namespace

bool is_of_draft(std::string_view act) noexcept { return act == "save draft" || act == "discard draft"; }

void put_draft(const Visit& visit, const consultations::Call& call, const http::Form& form, View& view) {
    const auto draft = draft_here(visit, call);
    // What was sent and could not be taken comes before what was saved.
    const bool typed = form.has("words_typed");
    const auto present = [&](std::string_view field, const std::string& saved) { return typed || !draft ? std::string(form.get(field)) : saved; };
    std::vector<std::string> choices = call.choices;
    if (choices.empty()) choices = {"public", "name withheld", "confidential"};
    view.put("typed_words", present("words_typed", draft ? draft->words : ""));
    view.put("typed_language", present("language", draft ? draft->language : ""));
    view.put("choices", choices_of(visit, choices, "consultation.choice", present("confidentiality", draft ? draft->confidentiality : "")));
    view.put("drafts", !writes_for(visit).empty());
    view.put("draft_revision", std::to_string(draft ? draft->revision : 0));
    view.put("has_draft", draft.has_value());
    view.put("draft_saved", draft ? moment_in_words(visit, draft->saved) : std::string());
    List files;
    for (std::size_t i = 0; draft && i < draft->files.size(); ++i) files.push_back(View{{"number", std::to_string(i)}, {"file", untranslated(draft->files[i].name)}, {"closed", draft->files[i].closed}});
    view.put("draft_files", std::move(files));
    const bool other = draft && typed && consultations::number_in(form.get("draft_revision")).value_or(0) != draft->revision;
    view.put("draft_other", other ? paragraphs_of(draft->words) : Html{});
    view.put("draft_words", draft ? paragraphs_of(draft->words) : Html{});
}

void keep_draft(const Visit& visit, const consultations::Call& call, const Sent& sent) {
    const std::string actor = writes_for(visit);
    if (actor.empty()) throw SaidError(Fault::refused, visit.text("sentence.call_not_yours"));
    const record::Record& record = visit.holdings().record();
    if (sent.form.get("act") == "discard draft") return consultations::discard_draft(record, call.id, actor);
    SubmissionDraft draft{std::string(sent.form.get("words_typed")), std::string(sent.form.get("language")), std::string(sent.form.get("confidentiality")), {}, consultations::moment_now(clock_of(visit)),
                          actor_of(visit).name, 0};
    if (const auto before = draft_here(visit, call)) draft.files = files_kept(*before, sent.form);
    std::copy_if(sent.handed.begin(), sent.handed.end(), std::back_inserter(draft.files), [](const consultations::Handed& one) { return !one.name.empty(); });
    consultations::save_draft(record, call.id, actor, draft, consultations::number_in(sent.form.get("draft_revision")).value_or(0));
}

void add_files_of_draft(const Visit& visit, const consultations::Call& call, Sent& sent) {
    const auto draft = draft_here(visit, call);
    if (!draft) return;
    auto files = files_kept(*draft, sent.form);
    const auto behind_words = std::find_if(sent.handed.begin(), sent.handed.end(), [](const consultations::Handed& one) { return !one.name.empty(); });
    sent.handed.insert(behind_words, std::make_move_iterator(files.begin()), std::make_move_iterator(files.end()));
}

}  // namespace comity::web
