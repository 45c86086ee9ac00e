// The door through which every act of the desk and the report goes: what the rule may know is gathered under the record's pen.
#include <algorithm>
#include <array>

#include "machinery/consultations/reading_desk.hpp"
#include "machinery/consultations/reading_sentences.hpp"

namespace comity::consultations {

namespace {

constexpr std::array<std::string_view, 5> acts_of_coding = {"set desk", "code", "take back code", "done reading", "settle"};
constexpr std::string_view act_of_translating = "translate";
constexpr std::array<std::string_view, 3> acts_of_groups = {"gather", "change group", "part group"};
constexpr std::array<std::string_view, 7> acts_of_reports = {"begin report", "change report", "write paragraph", "take out paragraph", "answer proposal", "issue report", "file report"};

template <std::size_t count>
bool is_among(const std::array<std::string_view, count>& acts, std::string_view act) {
    return std::find(acts.begin(), acts.end(), act) != acts.end();
}

/// What is known before the pen is taken: documents don't change under an act.
struct Beforehand {
    Call call;
    std::vector<std::string> paragraphs;
};

std::string call_of(const Request& request) { return std::string(request.about.find(':') == std::string::npos ? std::string_view(request.about) : call_in(request.about)); }

/// The words of its parts as whoever acts may read them; none at all of what is for those who keep the consultation alone, as if it were not there.
std::vector<std::string> texts_for(const record::Snapshot& snapshot, const Submission& submission, const By& by) {
    std::vector<std::string> texts;
    if (!by.keeps && submission.confidentiality == Confidentiality::confidential) return texts;
    for (std::size_t part = 1; part <= submission.parts.size(); ++part) {
        const bool closed = !by.keeps && submission.parts[part - 1].closed;
        texts.push_back(closed ? std::string() : words_of_part(snapshot, submission, static_cast<int>(part)));
    }
    return texts;
}

Ruling rule_on_coding(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, const Request& request, const Beforehand& before) {
    CodingState state;
    state.call = before.call.id;
    state.questions = static_cast<std::int64_t>(before.call.questions.size());
    if (const auto stands = desk(snapshot, state.call)) {
        state.desk = stands->desk;
        state.desk_revision = stands->revision;
    }
    state.themes = &vocabulary::standard_themes();
    state.directory = &vocabulary::directory_of(vocabulary);
    state.paragraphs = before.paragraphs;
    if (request.act == "set desk") {
        const auto desk = at_desk(snapshot, state.call);
        state.begun = std::any_of(desk->contributions.begin(), desk->contributions.end(), [](const Contribution& one) { return !one.coded.empty() || !one.taken_back.empty(); });
        return decide(state, request);
    }
    const auto number = number_in(request.about);
    const auto registered = number ? submission(snapshot, state.call, *number) : std::nullopt;
    if (!registered) return decide(state, request);
    state.texts = texts_for(snapshot, registered->submission, request.by);
    if (state.texts.empty() && !registered->submission.parts.empty()) return decide(state, request);
    state.status = registered->submission.status;
    Coding of_it = coding(snapshot, state.call, *number);
    state.coded = std::move(of_it.coded);
    state.taken_back = std::move(of_it.taken_back);
    for (const ReadingDone& one : of_it.done) {
        if (one.done) state.done.push_back(one.coder);
    }
    state.settled = std::move(of_it.settled);
    return decide(state, request);
}

Ruling rule_on_translation(const record::Snapshot& snapshot, const Request& request, const Beforehand& before) {
    TranslatingState state;
    state.call = before.call.id;
    if (const auto stands = desk(snapshot, state.call)) state.desk = stands->desk;
    const auto number = number_in(request.about);
    if (const auto registered = number ? submission(snapshot, state.call, *number) : std::nullopt) {
        const auto& parts = registered->submission.parts;
        state.texts = texts_for(snapshot, registered->submission, request.by);
        if (!state.texts.empty() || parts.empty()) state.status = registered->submission.status;
        for (const Part& part : parts) state.languages.push_back(part.language.empty() ? registered->submission.language : part.language);
        state.translations = translations(snapshot, state.call, *number);
    }
    return decide(state, request);
}

Ruling rule_on_report(const record::Snapshot& snapshot, const Request& request, const Beforehand& before, const Heard& all) {
    ReportState state;
    state.call = before.call.id;
    state.call_title = before.call.title;
    if (auto stands = report(snapshot, state.call)) {
        state.report = std::move(stands->report);
        state.revision = stands->revision;
        state.paragraphs = std::move(stands->paragraphs);
        state.answers = std::move(stands->answers);
    }
    state.groups = gathered(snapshot, state.call);
    state.heard = &all;
    state.number = snapshot.size();
    return decide(state, request);
}

}  // namespace

Done perform_reading(holdings::Holdings& holdings, const Request& request) {
    const KnownBefore known{paragraphs_of_authority(holdings, call(holdings.record().snapshot(), call_of(request)).call), nullptr};
    auto writing = holdings.record().write();
    Done done = perform_reading(writing, holdings.vocabulary(), request, known);
    writing.commit();
    return done;
}

Done perform_reading(record::Writing& writing, const vocabulary::Vocabulary& vocabulary, const Request& request, const KnownBefore& known) {
    const std::string id = call_of(request);
    const record::Snapshot& snapshot = writing.now();
    const Beforehand before{call(snapshot, id).call, known.paragraphs};
    Heard gathered_now;
    const auto all = [&]() -> const Heard& {
        if (known.heard != nullptr) return *known.heard;
        gathered_now = heard(snapshot, vocabulary, id);
        return gathered_now;
    };
    Ruling ruling = refuse(say(sentences::reading_act_unknown, request.act));
    if (is_among(acts_of_coding, request.act)) {
        ruling = rule_on_coding(snapshot, vocabulary, request, before);
    } else if (request.act == act_of_translating) {
        ruling = rule_on_translation(snapshot, request, before);
    } else if (is_among(acts_of_groups, request.act)) {
        ruling = decide(GroupingState{id, &all(), groups(snapshot, id), snapshot.size()}, request);
    } else if (is_among(acts_of_reports, request.act)) {
        ruling = rule_on_report(snapshot, request, before, all());
    }
    if (auto* refusal = std::get_if<Refusal>(&ruling)) throw Error(refusal->fault, std::move(refusal->said));
    return append(writing, std::get<Decision>(ruling));
}

json::Value submit_reading(const holdings::RecordPlace& place, const Request& request) {
    return holdings::submit(place, reading_act, to_json(request), [&](holdings::Holdings& holdings) { return to_json(perform_reading(holdings, request)); });
}

}  // namespace comity::consultations
