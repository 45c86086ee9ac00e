#include "machinery/consultations/submitting.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "machinery/consultations/kinds.hpp"
#include "machinery/consultations/sentences.hpp"

namespace comity::consultations {

namespace {

template <typename List>
bool holds(const List& list, std::string_view one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

class Rule {
public:
    Rule(const SubmissionState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (request_.act == "hand in") return hand_in();
        if (!state_.present) return refuse(say(sentences::submission_unknown, request_.about), Fault::not_found);
        submission_ = *state_.present;
        // Whoever may not know of it is told the same as of one that is not there.
        if (!request_.by.keeps && !is_own()) return refuse(say(sentences::submission_unknown, request_.about), Fault::not_found);
        if (request_.seen_revision && *request_.seen_revision != state_.revision) return refuse(say(sentences::changed_meanwhile), Fault::conflict);
        const bool ended = submission_.status == SubmissionStatus::refused || submission_.status == SubmissionStatus::withdrawn;
        if (ended) return refuse(say(sentences::submission_ended, submission_.number, name_of(submission_.status)), Fault::conflict);
        if (request_.act == "correct") return correct();
        if (request_.act == "withdraw submission") return withdraw();
        if (!request_.by.keeps) return refuse(say(sentences::call_not_yours), Fault::refused);
        if (request_.act == "accept") return accept();
        if (request_.act == "refuse") return refuse_it();
        if (request_.act == "release") return release();
        return refuse(say(sentences::call_act_unknown, request_.act));
    }

private:
    const SubmissionState& state_;
    const Request& request_;
    Submission submission_;

    [[nodiscard]] bool is_own() const { return !request_.by.actor.empty() && submission_.contributor.actor == request_.by.actor; }
    [[nodiscard]] bool gives_reason() const { return request_.by.why && !request_.by.why->empty(); }

    Ruling keep(std::int64_t after, std::string sentence) {
        record::Draft draft = draft_for(request_, submission_subject(submission_.call, submission_.number), submission_kind, to_json(submission_));
        draft.confidential = true;
        draft.on_behalf_of = submission_.contributor.actor.empty() ? std::nullopt : std::optional(submission_.contributor.actor);
        draft.after_revision = after;
        return Decision{{std::move(draft)}, std::move(sentence)};
    }

    static Ruling refuse_for(Said wrong) {
        const Fault fault = wrong.id == sentences::contributor_of_another.id ? Fault::refused : Fault::bad_request;
        return refuse(std::move(wrong), fault);
    }

    /// What the request says of it, laid over what stands; a sentence if something is wrong.
    Said take_fields() {
        const json::Value& fields = request_.fields;
        if (state_.contributor) submission_.contributor = *state_.contributor;
        if (!request_.by.keeps && submission_.contributor.actor != request_.by.actor) return say(sentences::contributor_of_another, request_.by.actor, submission_.contributor.name);
        constexpr std::size_t longest_name = 300;
        if (submission_.contributor.name.empty() || submission_.contributor.name.size() > longest_name || contributor_kind(submission_.contributor.kind) == nullptr) return say(sentences::contributor_nameless);
        if (const auto choice = field(fields, "confidentiality"); choice && !choice->empty()) {
            const auto known = confidentiality_named(*choice);
            const bool offered = known && (state_.call.choices.empty() || holds(state_.call.choices, *choice));
            if (!offered) return say(sentences::submission_choice_not_offered, *choice);
            submission_.confidentiality = *known;
        }
        if (!state_.parts.empty()) submission_.parts = state_.parts;
        if (submission_.parts.empty()) return say(sentences::submission_empty);
        if (submission_.parts.size() > most_parts) return say(sentences::submission_too_many, submission_.parts.size(), most_parts);
        if (const auto language = field(fields, "language"); language && !language->empty()) {
            if (!is_language_code(*language)) return say(sentences::call_language_unknown, *language);
            submission_.language = *language;
        } else if (!state_.parts.empty() || submission_.language.empty()) {
            submission_.language = submission_.parts.front().language;
        }
        return {};
    }

    /// When it came: now, or what who keeps the consultation says of paper and e-mail.
    Said take_moment() {
        submission_.received = state_.now;
        const auto typed = field(request_.fields, "received"), told = field(request_.fields, "received_moment");
        if (request_.by.keeps && told && !told->empty() && *told < state_.now) submission_.received = *told;
        if (!request_.by.keeps || !typed || typed->empty()) return {};
        const auto moment = moment_received(*typed, state_.call.deadline ? state_.call.deadline->zone : "UTC");
        if (!moment || *moment > state_.now) return say(sentences::submission_received_when, *typed);
        submission_.received = *moment;
        return {};
    }

    void mark() {
        // That it was late stays, whatever was corrected.
        const bool was_late = submission_.has(marks::late);
        submission_.marks.clear();
        const auto add = [&](std::string_view mark, bool so) {
            if (so) submission_.marks.emplace_back(mark);
        };
        add(marks::late, was_late || (state_.call.deadline && submission_.received > state_.call.deadline->moment));
        add(marks::over_limit, (state_.call.words > 0 && submission_.words() > state_.call.words) || (state_.call.pages > 0 && submission_.pages() > state_.call.pages));
        add(marks::other_language, !state_.call.languages.empty() && !submission_.language.empty() && !holds(state_.call.languages, submission_.language));
        add(marks::kind_not_asked, !state_.call.kinds.empty() && !holds(state_.call.kinds, submission_.contributor.kind));
        add(marks::not_read, std::any_of(submission_.parts.begin(), submission_.parts.end(), [](const Part& part) { return part.text.empty(); }));
        add(marks::not_known, submission_.form == "e-mail" && submission_.contributor.kind == "other");
        submission_.status = submission_.marks.empty() ? SubmissionStatus::registered : SubmissionStatus::waiting;
    }

    [[nodiscard]] std::string how_it_stands() const {
        if (submission_.marks.empty()) return "registered";
        return fmt::format("registered, and waits for a decision: {}", fmt::join(submission_.marks, ", "));
    }

    Ruling hand_in() {
        const Stage stage = stage_at(state_.call, state_.now);
        const bool takes = stage == Stage::open || stage == Stage::past_deadline || (stage == Stage::closed && request_.by.keeps);
        if (!takes) return refuse(say(sentences::call_stands_otherwise, state_.call.id, name_of(stage)), Fault::conflict);
        submission_.call = state_.call.id;
        submission_.number = state_.number;
        submission_.form = field(request_.fields, "form").value_or("file");
        if (!state_.contributor) return refuse(say(sentences::contributor_nameless));
        if (Said wrong = take_fields(); !wrong.empty()) return refuse_for(std::move(wrong));
        if (state_.same_words) return refuse(say(sentences::submission_there, *state_.same_words), Fault::conflict);
        if (Said wrong = take_moment(); !wrong.empty()) return refuse(std::move(wrong));
        mark();
        return keep(0, fmt::format("submission {} of {}: {}", submission_.number, submission_.contributor.name, how_it_stands()));
    }

    Ruling correct() {
        if (state_.released) return refuse(say(sentences::submission_released, submission_.number), Fault::conflict);
        // What came in time is not to be exchanged for something else after the deadline, but by who answers for the consultation.
        if (!request_.by.keeps && stage_at(state_.call, state_.now) != Stage::open) return refuse(say(sentences::submission_too_late_to_correct), Fault::refused);
        if (request_.by.keeps && !gives_reason()) return refuse(say(sentences::call_say_why));
        if (Said wrong = take_fields(); !wrong.empty()) return refuse_for(std::move(wrong));
        if (field(request_.fields, "received")) {
            if (Said wrong = take_moment(); !wrong.empty()) return refuse(std::move(wrong));
        }
        const auto accepted = state_.present->status == SubmissionStatus::registered ? state_.present->marks : std::vector<std::string>();
        mark();
        if (submission_.marks == accepted) submission_.status = SubmissionStatus::registered;
        if (submission_ == *state_.present) return refuse(say(sentences::nothing_changed));
        return keep(state_.revision, fmt::format("submission {} is corrected: {}", submission_.number, how_it_stands()));
    }

    Ruling withdraw() {
        if (state_.released) return refuse(say(sentences::submission_released, submission_.number), Fault::conflict);
        if (!is_own() && !gives_reason()) return refuse(say(sentences::call_say_why));
        submission_.status = SubmissionStatus::withdrawn;
        return keep(state_.revision, fmt::format("submission {} is withdrawn", submission_.number));
    }

    Ruling accept() {
        if (submission_.status != SubmissionStatus::waiting) return refuse(say(sentences::submission_waits_not, submission_.number), Fault::conflict);
        submission_.status = SubmissionStatus::registered;
        return keep(state_.revision, fmt::format("submission {} is accepted with its mark: {}", submission_.number, fmt::join(submission_.marks, ", ")));
    }

    Ruling refuse_it() {
        if (submission_.status != SubmissionStatus::waiting) return refuse(say(sentences::submission_waits_not, submission_.number), Fault::conflict);
        if (!gives_reason()) return refuse(say(sentences::call_say_why));
        submission_.status = SubmissionStatus::refused;
        return keep(state_.revision, fmt::format("submission {} is refused: {}", submission_.number, *request_.by.why));
    }

    Ruling release() {
        if (state_.released) return refuse(say(sentences::submission_released, submission_.number), Fault::conflict);
        if (submission_.status == SubmissionStatus::waiting) return refuse(say(sentences::submission_waits, submission_.number), Fault::conflict);
        if (submission_.confidentiality == Confidentiality::confidential) return refuse(say(sentences::submission_confidential, submission_.number), Fault::refused);
        if (state_.texts_to_release.empty()) return refuse(say(sentences::submission_all_closed, submission_.number), Fault::refused);
        const bool withheld = submission_.confidentiality == Confidentiality::name_withheld;
        if (withheld && state_.names_contributor) return refuse(say(sentences::submission_names_contributor, submission_.contributor.name), Fault::refused);
        Release made{submission_.call, submission_.number, submission_subject(submission_.call, submission_.number),
                     withheld ? Contributor{"", "", submission_.contributor.kind} : submission_.contributor, submission_.language, submission_.has(marks::late), state_.texts_to_release};
        // What letters and pictures of a file tell of whoever wrote it no program sees.
        if (!withheld) made.files = state_.files_to_release;
        record::Draft draft = draft_for(request_, release_subject(submission_.call, submission_.number), release_kind, to_json(made));
        draft.after_revision = 0;
        return Decision{{std::move(draft)}, fmt::format("submission {} is released{}", submission_.number, withheld ? ", its name withheld" : "")};
    }
};

}  // namespace

std::optional<std::string> moment_received(std::string_view typed, std::string_view zone) {
    const bool day_alone = typed.size() == std::string_view("2031-05-03").size();
    const auto at = deadline_at(day_alone ? fmt::format("{}T00:00", typed) : std::string(typed), zone);
    return at ? std::optional(at->moment) : std::nullopt;
}

Ruling decide(const SubmissionState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::consultations
