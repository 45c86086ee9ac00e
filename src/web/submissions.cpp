// `/consultations/ID/register`: what came in, for those who keep the consultation; `/consultations/ID/submissions/NUMBER`: one of them, for its contributor and for them.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "machinery/actors/process_permissions.hpp"
#include "machinery/consultations/post.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "web/acts.hpp"
#include "web/consulting.hpp"
#include "web/exports.hpp"
#include "web/guard.hpp"
#include "web/items.hpp"
#include "web/names.hpp"
#include "web/visitors.hpp"

namespace comity::web::pages {

namespace {

using consultations::Registered;
using consultations::SubmissionStatus;
using P = actors::Permission;

/// What an address names behind its call: "views-2031", 1734.
struct Named {
    std::string call;
    std::int64_t number = -1;
};
Named named(const Visit& visit) {
    constexpr std::string_view between = "/submissions/";
    const std::size_t at = visit.rest.find(between);
    return {visit.rest.substr(0, at), consultations::number_in(visit.rest.substr(at + between.size())).value_or(-1)};
}

/// To whom it is not shown it is not there.
Registered submission_asked(const Visit& visit) {
    const Named asked = named(visit);
    auto one = consultations::submission(visit.holdings().record().snapshot(), asked.call, asked.number);
    const std::string& actor = visit.visitor.standing.actor;
    const bool own = one && !actor.empty() && one->submission.contributor.actor == actor && may(visit, actors::contribute);
    if (!one || (!own && !may(visit, actors::consult))) throw SaidError(Fault::not_found, visit.text("sentence.submission_unknown", {{"number", visit.rest.substr(visit.rest.rfind('/') + 1)}}));
    return *one;
}

List part_rows(const Visit& visit, const record::Snapshot& snapshot, const Registered& one) {
    List rows;
    int number = 0;
    for (const auto& part : one.submission.parts) {
        rows.push_back(View{{"name", part.name.empty() ? Value(visit.text("consultation.typed")) : Value(untranslated(part.name))},
                            {"closed", part.closed},
                            {"download", part.bytes.empty() ? std::string() : fmt::format("?part={}", number)},
                            {"lang", one.submission.language},
                            {"read", !part.text.empty()},
                            {"words", paragraphs_of(consultations::content(snapshot, part.text))}});
        ++number;
    }
    return rows;
}

/// Letters to whoever handed it in, beside the receipt: the invitation, and, of a public report that is issued, where the words went.
std::vector<std::string_view> letters_for(const Visit& visit, const consultations::Call& call, const consultations::Submission& made) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    std::vector<std::string_view> letters;
    const auto invited = consultations::invited(snapshot, call.id);
    const auto is_asked = [&](const consultations::Invited& each) { return !made.contributor.actor.empty() && each.invitation.whom.actor == made.contributor.actor; };
    if (std::any_of(invited.begin(), invited.end(), is_asked)) letters.push_back("invitation");
    const auto report = made.status == SubmissionStatus::registered ? consultations::report_frame(snapshot, call.id) : std::nullopt;
    if (report && report->issued && report->is_public) letters.push_back("final");
    return letters;
}

http::Response letter_asked(const Visit& visit, const Registered& one) {
    const std::string_view asked = visit.query.get("letter");
    const auto offered = letters_for(visit, consultations::call(visit.holdings().record().snapshot(), one.submission.call).call, one.submission);
    std::optional<consultations::LetterFile> file;
    if (std::find(offered.begin(), offered.end(), asked) != offered.end()) {
        file = asked == "final" ? consultations::final_letter_to(visit.holdings(), one.submission.call, one.submission.number) : consultations::invitation_to(visit.holdings(), one.submission.call, one.submission.number);
    }
    if (!file) throw SaidError(Fault::not_found, visit.text("trouble.no_page"));
    http::Response response = download(word_type, file->name, std::move(file->bytes));
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response submission_page(const Visit& visit, const Registered& one, const http::Form& form, Html wrong, int status) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const auto& made = one.submission;
    const auto call = consultations::call(snapshot, made.call).call;
    const bool keeps = may(visit, actors::consult), ended = made.status == SubmissionStatus::refused || made.status == SubmissionStatus::withdrawn;
    const bool in_time = consultations::stage_at(call, consultations::moment_now(clock_of(visit))) == consultations::Stage::open;
    List alike, history;
    for (const std::int64_t other : keeps ? consultations::same_words_as(snapshot, made.call, made.number) : std::vector<std::int64_t>()) {
        alike.push_back(View{{"number", std::to_string(other)}, {"address", submission_address(made.call, other)}});
    }
    for (const record::Entry& entry : readable(visit, snapshot.history(consultations::submission_subject(made.call, made.number)))) history.push_back(entry_view(visit, entry));
    List letters;
    for (const std::string_view letter : letters_for(visit, call, made)) letters.push_back(View{{"name", visit.text("consultation.letter", {{"letter", letter}})}, {"address", fmt::format("?letter={}", letter)}});
    const auto recorded = entry_recorded(visit);
    // What was typed into a form that is there no more, as somebody else was faster.
    const bool decides = keeps && made.status == SubmissionStatus::waiting;
    const std::string kept_why = wrong.markup.empty() || decides ? std::string() : std::string(form.get("why"));
    View view{{"kept_why", kept_why},
              {"receipt", recorded && consultations::number_in(recorded->subject) == made.number ? Value(entry_view(visit, *recorded)) : Value("")},
              {"wrong", std::move(wrong)},
              {"call_title", call.title},
              {"call_address", call_address(call.id)},
              {"row", submission_row(visit, one)},
              {"parts", part_rows(visit, snapshot, one)},
              {"alike", std::move(alike)},
              {"history", std::move(history)},
              {"letters", std::move(letters)},
              {"receipt_address", fmt::format("/receipt/{}.html", one.position)},
              {"keeps", keeps},
              {"revision", std::to_string(one.revision)},
              {"own_address", submission_address(made.call, made.number)},
              {"decides", decides},
              {"releases", keeps && made.status == SubmissionStatus::registered && !one.released && made.confidentiality != consultations::Confidentiality::confidential},
              {"withheld", made.confidentiality == consultations::Confidentiality::name_withheld},
              {"corrects", !ended && !one.released && (keeps || in_time)},
              {"withdraws", !ended && !one.released},
              {"choices", choices_of(visit, call.choices.empty() ? std::vector<std::string>{"public", "name withheld", "confidential"} : call.choices, "consultation.choice", name_of(made.confidentiality))},
              {"typed_why", form.get("why")},
              {"typed_public", form.get("words")},
              {"typed_words", form.get("words_typed")}};
    put_actor(visit, view);
    return respond_with_form(visit, {visit.text("consultation.submission_title", {{"number", std::to_string(made.number)}}), "consultations", "submission", std::move(view), status});
}

}  // namespace

http::Response consultation_register(const Visit& visit) {
    const record::Snapshot snapshot = visit.holdings().record().snapshot();
    const auto call = consultations::call(snapshot, visit.rest).call;
    if (visit.query.get("format") == "csv") {
        const auto all = consultations::submissions(snapshot, call.id);
        Table table = {{"number", "received", "from", "kind", "form", "language", "words", "confidentiality", "status", "marks", "released"}};
        for (const Registered& one : all) {
            const auto& made = one.submission;
            std::string marks;
            for (const std::string& mark : made.marks) marks += (marks.empty() ? "" : "; ") + mark;
            table.push_back({std::to_string(made.number), made.received, made.contributor.name, made.contributor.kind, made.form, made.language, std::to_string(made.words()),
                             std::string(name_of(made.confidentiality)), std::string(name_of(made.status)), marks, one.released ? "yes" : "no"});
        }
        return as_csv(visit, call.id + "-register", std::move(table));
    }
    const Paging paging = paging_of(visit.query);
    List rows, campaigns;
    const consultations::Stretch stretch{static_cast<std::int64_t>(paging.offset), static_cast<std::int64_t>(paging.limit)};
    for (const Registered& one : consultations::submissions(snapshot, call.id, stretch)) rows.push_back(submission_row(visit, one));
    for (const auto& group : consultations::campaigns(snapshot, call.id)) {
        List numbers;
        for (const std::int64_t number : group) numbers.push_back(View{{"number", std::to_string(number)}, {"address", submission_address(call.id, number)}});
        campaigns.push_back(View{{"count", group.size()}, {"numbers", std::move(numbers)}});
    }
    const auto counts = consultations::register_counts(snapshot, call.id);
    View view{{"title", call.title}, {"address", call_address(call.id)}, {"count", counts.submissions}, {"waiting", counts.waiting}, {"rows", std::move(rows)}, {"campaigns", std::move(campaigns)},
              {"pager", pager(visit.query, visit.path, paging, counts.submissions)}};
    Page page{visit.text("consultation.register"), "consultations", "consultation_register", std::move(view)};
    page.downloads = {{"csv", call_address(call.id) + "/register?format=csv"}};
    http::Response response = respond(visit, std::move(page));
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response submission(const Visit& visit) {
    const Registered one = submission_asked(visit);
    const auto part = consultations::number_in(visit.query.get("part"));
    if (visit.query.has("part")) {
        if (!part || static_cast<std::size_t>(*part) >= one.submission.parts.size()) throw SaidError(Fault::not_found, visit.text("trouble.no_page"));
        const auto& asked = one.submission.parts[static_cast<std::size_t>(*part)];
        http::Response response = download("application/octet-stream", asked.name.empty() ? "words.txt" : asked.name, consultations::content(visit.holdings().record().snapshot(), asked.bytes));
        response.set("Cache-Control", "no-store");
        return response;
    }
    if (visit.query.has("letter")) return letter_asked(visit, one);
    http::Response response = submission_page(visit, one, visit.query, {}, 200);
    response.set("Cache-Control", "no-store");
    return response;
}

http::Response submission_sent(const Visit& visit) {
    const Registered one = submission_asked(visit);
    const Sent sent = sent_by(visit);
    const std::string act(sent.form.get("act"));
    const std::string subject = consultations::submission_subject(one.submission.call, one.submission.number);
    const auto again = [&](Html wrong, int status) { return submission_page(visit, submission_asked(visit), sent.form, std::move(wrong), status); };
    if (const auto refused = refusal(visit, actors::contribute, sent.form.get("token"))) return again({escaped(*refused)}, 403);
    consultations::Request request{act, subject, fields_of(sent.form), by_of(visit, sent.form), consultations::number_in(sent.form.get("revision"))};
    try {
        const auto done = consultations::perform(visit.holdings(), request, sent.handed, clock_of(visit));
        return redirect(303, fmt::format("{}?recorded={}", submission_address(one.submission.call, one.submission.number), done.position));
    } catch (const Error& error) {
        if (error.fault() == Fault::unavailable) throw;
        return again(turned_away(visit, actors::contribute, subject, as_handed_in(sent.form), error), status_of(error.fault()));
    }
}

}  // namespace comity::web::pages
