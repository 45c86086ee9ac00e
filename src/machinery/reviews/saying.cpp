#include "machinery/reviews/saying.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/date.hpp"
#include "base/sentence_names.hpp"
#include "json/members.hpp"
#include "machinery/reviews/knowing.hpp"
#include "machinery/reviews/list_file.hpp"
#include "machinery/reviews/naming.hpp"
#include "machinery/reviews/sentences.hpp"
#include "machinery/reviews/terms.hpp"
#include "record/actor_form.hpp"
#include "text/text.hpp"
#include "vocabulary/actors.hpp"

namespace comity::reviews {

namespace {

constexpr std::string_view withdraw_list = "withdraw list", withdrawn = "withdrawn";

std::string given(const json::Value& fields, std::string_view name) { return record::field(fields, name).value_or(""); }

std::vector<std::string> several(const json::Value& fields, std::string_view name) {
    return fields[name].as_array() != nullptr ? json::texts_in(fields[name]) : split_at_blanks(given(fields, name));
}

Ruling refuse(Said said, Fault fault = Fault::bad_request) { return Refusal{fault, std::move(said)}; }

/// "upr-4-xni" of a review that no list has yet: the mechanism, its cycle, the State.
bool is_review_name(std::string_view id, record::Purpose purpose) {
    const bool letters = std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
    constexpr std::size_t shortest = 5, longest = 120;
    return letters && id.size() >= shortest && id.size() <= longest && mechanism(id.substr(0, id.find('-')), purpose) != nullptr;
}

Ruling decide_on_list(const State& state, const Request& request) {
    if (!request.by.keeps) return refuse(say(sentences::review_not_yours), Fault::refused);
    if (!state.list) return refuse(say(sentences::review_list_unknown, request.about), Fault::not_found);
    if (request.by.why.value_or("").empty()) return refuse(say(sentences::review_say_why));
    ListFile list = list_file_from(*state.list);
    if (list.withdrawn) return refuse(say(sentences::review_nothing_changed), Fault::conflict);
    list.withdrawn = true;
    return Decision{record::draft_for(request, list_subject(list.sha256), list_kind, to_json(list)), fmt::format("the list {} is withdrawn: its rows count no longer", list.name)};
}

Said missing(const State& state, const std::string& id) { return state.missing.empty() ? say(sentences::recommendation_unknown, id) : state.missing; }

/// Of whom it is, and about what; or what is wrong.
Said put_about(const State& state, const Request& request, Statement& statement) {
    switch (statement.said) {
        case StatementKind::review:
        case StatementKind::mid_term_report:
            if (!state.review && !is_review_name(request.about, state.purpose)) return say(sentences::review_misnamed, request.about);
            if (state.review) statement.state = state.review->state;
            else if (state.state.empty()) return say(sentences::review_no_state, request.about.substr(request.about.rfind('-') + 1));
            else statement.state = state.state;
            statement.about = request.about;
            return {};
        case StatementKind::position:
            if (!state.recommendation) return missing(state, request.about);
            statement.about = state.recommendation->id;
            statement.state = state.recommendation->state;
            return {};
        case StatementKind::gathering:
            if (!state.recommendation) return missing(state, request.about);
            if (!state.other) return missing(state, given(request.fields, "other"));
            if (state.recommendation->id == state.other->id) return say(sentences::gathering_itself);
            statement.about = fmt::format("{} {}", std::min(state.recommendation->id, state.other->id), std::max(state.recommendation->id, state.other->id));
            statement.state = state.recommendation->state;
            return {};
        case StatementKind::pledge: break;
    }
    if (state.present) {
        statement.about = state.present->about;
        statement.state = state.present->state;
    } else {
        const std::string named = given(request.fields, "state").empty() ? request.about : given(request.fields, "state");
        if (given(request.fields, "word") == withdrawn) return say(sentences::pledge_unknown, request.about);
        if (state.state.empty()) return say(sentences::review_no_state, named);
        statement.state = state.state;
        statement.about = fmt::format("{}:{}", state_in_id(state.state), state.number);
    }
    return {};
}

Said put_words(const State& state, const Request& request, Statement& statement) {
    const auto words = words_of(statement.said);
    statement.word = given(request.fields, "word");
    if (statement.word.empty() && (statement.said == StatementKind::pledge || statement.said == StatementKind::mid_term_report)) statement.word = words.front();
    if (std::find(words.begin(), words.end(), statement.word) == words.end()) return say(sentences::review_word_unknown, statement.word, fmt::format("{}", fmt::join(words, ", ")));
    statement.document = given(request.fields, "document");
    statement.paragraph = given(request.fields, "paragraph");
    statement.day = given(request.fields, "day");
    statement.words = text::normalized(given(request.fields, "words"));
    statement.recommendations = several(request.fields, "recommendations");
    if (!statement.day.empty() && !Date::from_iso(statement.day)) return say(sentences::review_day, statement.day);
    const bool needs_document = statement.said == StatementKind::position || statement.said == StatementKind::mid_term_report;
    if (needs_document && statement.word != withdrawn && statement.document.empty()) return say(sentences::review_say_where);
    if (statement.said == StatementKind::pledge && statement.word != withdrawn && statement.words.empty()) return say(sentences::pledge_empty);
    if (!statement.recommendations.empty() && !state.missing.empty()) return state.missing;
    const bool needs_reason = statement.word == withdrawn || statement.word == "not the same" || statement.word == "postponed" || statement.word == "adopted without the State";
    if (needs_reason && request.by.why.value_or("").empty()) return say(sentences::review_say_why);
    return {};
}

std::string told(const Statement& statement) {
    switch (statement.said) {
        case StatementKind::review: return fmt::format("the review {} is {}", statement.about, statement.word);
        case StatementKind::position: return fmt::format("the position on {} is: {}", statement.about, statement.word);
        case StatementKind::gathering: return fmt::format("{}: {}", statement.about, statement.word);
        case StatementKind::pledge: return fmt::format("the pledge {} {}", statement.about, statement.word);
        case StatementKind::mid_term_report: break;
    }
    return fmt::format("the mid-term report on {} {}", statement.about, statement.word);
}

}  // namespace

std::vector<std::string> split_at_blanks(std::string_view text) {
    std::vector<std::string> values;
    for (std::size_t begin = text.find_first_not_of(" ,;\n\r\t"); begin != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(" ,;\n\r\t", begin), text.size());
        values.emplace_back(text.substr(begin, end - begin));
        begin = text.find_first_not_of(" ,;\n\r\t", end);
    }
    return values;
}

std::string subject_asked(const State& state, const Request& request) {
    if (request.act == withdraw_list) return list_subject(request.about);
    const auto said = said_named(request.act);
    if (!said) return {};
    Statement statement;
    statement.said = *said;
    if (*said == StatementKind::pledge) {
        // An older pledge is named by State and number.
        statement.about = request.about;
        return request.about.find(':') == std::string::npos ? std::string() : subject_of(statement);
    }
    return put_about(state, request, statement).empty() ? subject_of(statement) : std::string();
}

Ruling decide(const State& state, const Request& request) {
    if (request.act == withdraw_list) return decide_on_list(state, request);
    const auto said = said_named(request.act);
    if (!said) return refuse(say(sentences::review_act_unknown, request.act));
    Statement statement;
    statement.said = *said;
    if (Said wrong = put_about(state, request, statement); !wrong.empty()) return refuse(std::move(wrong), Fault::not_found);
    // A State speaks for itself alone; how a review stands and what says the same, those say who keep reviews.
    const bool of_state = *said == StatementKind::position || *said == StatementKind::pledge || *said == StatementKind::mid_term_report;
    if (!request.by.keeps && !of_state) return refuse(say(sentences::review_not_yours), Fault::refused);
    // Who keeps reviews puts down what a State said, on nobody's behalf or on that State's; never on another's.
    const bool of_another = request.by.actor.starts_with("state:") && request.by.actor != statement.state;
    if ((!request.by.keeps && request.by.actor != statement.state) || (of_state && of_another)) return refuse(say(sentences::review_of_another, request.by.actor, statement.state), Fault::refused);
    if (Said wrong = put_words(state, request, statement); !wrong.empty()) return refuse(std::move(wrong));
    if (statement.word == withdrawn && !state.present) return refuse(say(sentences::review_nothing_withdrawn), Fault::not_found);
    if (request.seen_revision && *request.seen_revision != state.revision) return refuse(say(sentences::review_changed_meanwhile), Fault::conflict);
    if (state.present && *state.present == statement) return refuse(say(sentences::review_nothing_changed), Fault::conflict);
    Decision decision{record::draft_for(request, subject_of(statement), name_of(*said), to_json(statement)), told(statement)};
    decision.draft.after_revision = state.revision;
    return decision;
}

namespace {

/// Ids of recommendations in what is said of them.
std::vector<std::string> recommendations_named(const Request& request) {
    std::vector<std::string> ids = several(request.fields, "recommendations");
    const auto said = said_named(request.act);
    if (said == StatementKind::gathering) ids.insert(ids.begin(), given(request.fields, "other"));
    if (said == StatementKind::gathering || said == StatementKind::position) ids.insert(ids.begin(), request.about);
    return ids;
}

/// The SHA-256 of the one list that begins so; as typed where none does. Throws Error(bad_request) for several.
std::string list_meant(const record::Snapshot& now, const std::string& typed) {
    constexpr std::size_t whole = 64;
    if (typed.empty() || typed.size() >= whole) return typed;
    std::vector<std::string> found;
    for (const ListKept& list : lists_kept(now)) {
        std::string sha256 = list.subject.substr(list.subject.find(':') + 1);
        if (sha256.starts_with(typed)) found.push_back(std::move(sha256));
    }
    if (found.size() > 1) throw Error(Fault::bad_request, say(sentences::review_lists_several, typed, fmt::format("{}", fmt::join(found, ", "))));
    return found.empty() ? typed : found.front();
}

}  // namespace

json::Value to_json(const Done& done) { return json::Object{{"subject", done.subject}, {"revision", done.revision}, {"position", done.position}, {"sentence", done.sentence}}; }

Done perform(record::Record& record, const vocabulary::Vocabulary& vocabulary, const Request& asked) {
    auto writing = record.write();
    const record::Snapshot& now = writing.now();
    Request request = asked;
    if (request.act == withdraw_list) request.about = list_meant(now, request.about);
    State state;
    state.recommendation = find(now, request.about);
    if (const std::string other = given(request.fields, "other"); !other.empty()) state.other = find(now, other);
    for (const std::string& id : recommendations_named(request)) {
        if (state.missing.empty() && !find(now, id)) state.missing = no_recommendation(now, id);
    }
    state.review = review(now, request.about);
    state.number = now.size();
    state.purpose = record.purpose();
    const vocabulary::Directory& actors = vocabulary::directory_of(vocabulary);
    // A State is named, or stands at the end of the name of a review that no list has yet.
    const std::string named = given(request.fields, "state");
    const std::string of_review = request.about.substr(request.about.rfind('-') + 1);
    for (const std::string& name : {named, request.about, of_review}) {
        const auto found = name.empty() ? std::nullopt : actors.recognize(name);
        if (found && found->actor->id.starts_with("state:")) {
            state.state = found->actor->id;
            break;
        }
        std::string code = name;
        std::transform(code.begin(), code.end(), code.begin(), [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
        if (const auto* known = name.empty() ? nullptr : actors.actor("state:" + code)) {
            state.state = known->id;
            break;
        }
    }
    if (const std::string subject = subject_asked(state, request); !subject.empty()) {
        if (const auto entry = now.last(subject)) {
            if (request.act == withdraw_list) state.list = entry->state;
            else if (said_named(entry->kind)) state.present = statement_from(entry->state);
            state.revision = entry->revision;
        }
    }
    Ruling ruling = decide(state, request);
    if (auto* refusal = std::get_if<Refusal>(&ruling)) {
        const auto name_of = [&](const std::string& id) {
            const auto* known = actors.actor(id);
            return known == nullptr ? std::string() : vocabulary::shown_name(*known, "en");
        };
        throw Error(refusal->fault, with_names(std::move(refusal->said), name_of));
    }
    auto& decision = std::get<Decision>(ruling);
    const record::Entry entry = writing.append(decision.draft);
    writing.commit();
    return {entry.subject, std::move(decision.sentence), entry.revision, entry.position};
}

json::Value perform_command(record::Record& record, const vocabulary::Vocabulary& vocabulary, const json::Value& request) {
    return to_json(perform(record, vocabulary, record::request_from(request)));
}

}  // namespace comity::reviews
