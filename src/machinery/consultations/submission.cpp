#include "machinery/consultations/submission.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"

namespace comity::consultations {

namespace {

constexpr std::array<std::string_view, 3> choices = {"public", "name withheld", "confidential"};
constexpr std::array<std::string_view, 4> statuses = {"registered", "waiting", "refused", "withdrawn"};

json::Value to_json(const Contributor& who) { return json::Object{{"actor", who.actor}, {"name", who.name}, {"kind", who.kind}}; }
Contributor contributor_from(const json::Value& value) { return {value.text("actor"), value.text("name"), value.text("kind")}; }

json::Value to_json(const Part& part) {
    json::Value value = json::Object{{"name", part.name}, {"bytes", part.bytes}, {"text", part.text}, {"language", part.language}, {"words", part.words}};
    if (part.closed) value.put("confidential", true);
    if (part.pages > 0) value.put("pages", part.pages);
    return value;
}

Part part_from(const json::Value& value) {
    return {value.text("name"), value.text("bytes"), value.text("text"), value.text("language"), value.integer("words"), json::maybe_truth(value, "confidential").value_or(false), value.integer("pages")};
}

}  // namespace

std::string_view name_of(Confidentiality choice) noexcept { return choices[static_cast<std::size_t>(choice)]; }
std::string_view name_of(SubmissionStatus status) noexcept { return statuses[static_cast<std::size_t>(status)]; }

std::optional<Confidentiality> confidentiality_named(std::string_view name) noexcept {
    const auto* found = std::find(choices.begin(), choices.end(), name);
    return found == choices.end() ? std::nullopt : std::optional(static_cast<Confidentiality>(found - choices.begin()));
}

std::int64_t Submission::words() const noexcept {
    std::int64_t all = 0;
    for (const Part& part : parts) all += part.words;
    return all;
}

std::int64_t Submission::pages() const noexcept {
    std::int64_t all = 0;
    for (const Part& part : parts) all += part.pages;
    return all;
}

bool Submission::has(std::string_view mark) const { return std::find(marks.begin(), marks.end(), mark) != marks.end(); }

json::Value to_json(const Submission& submission) {
    json::Array parts;
    for (const Part& part : submission.parts) parts.push_back(to_json(part));
    return json::Object{{"call", submission.call}, {"number", submission.number}, {"contributor", to_json(submission.contributor)}, {"form", submission.form},
                        {"received", submission.received}, {"language", submission.language}, {"confidentiality", name_of(submission.confidentiality)}, {"parts", std::move(parts)},
                        {"marks", json::Array(submission.marks.begin(), submission.marks.end())}, {"status", name_of(submission.status)}};
}

Submission submission_from(const json::Value& state) {
    Submission submission;
    submission.call = json::needed_text(state, "call");
    submission.number = state.integer("number");
    submission.contributor = contributor_from(state["contributor"]);
    submission.form = state.text("form");
    submission.received = state.text("received");
    submission.language = state.text("language");
    // Of a choice that a later program knows nothing is shown here.
    submission.confidentiality = confidentiality_named(state.text("confidentiality")).value_or(Confidentiality::confidential);
    const auto* parts = state["parts"].as_array();
    for (std::size_t i = 0; parts != nullptr && i < parts->size(); ++i) submission.parts.push_back(part_from((*parts)[i]));
    submission.marks = json::texts_in(state["marks"]);
    const auto* status = std::find(statuses.begin(), statuses.end(), state.text("status"));
    if (status == statuses.end()) throw Error(Fault::bad_request, "\"{}\" is no status of a submission", state.text("status"));
    submission.status = static_cast<SubmissionStatus>(status - statuses.begin());
    return submission;
}

std::string submission_subject(std::string_view call, std::int64_t number) { return fmt::format("submission:{}:{}", call, number); }
std::string release_subject(std::string_view call, std::int64_t number) { return fmt::format("release:{}:{}", call, number); }

std::optional<std::int64_t> number_in(std::string_view subject) {
    const std::string_view digits = subject.substr(subject.rfind(':') + 1);
    std::int64_t number = -1;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return failed == std::errc() && end == digits.data() + digits.size() && number >= 0 ? std::optional(number) : std::nullopt;
}

json::Value to_json(const Release& release) {
    json::Value value = json::Object{{"call", release.call}, {"number", release.number}, {"submission", release.submission}, {"contributor", to_json(release.contributor)},
                                     {"language", release.language}, {"texts", json::Array(release.texts.begin(), release.texts.end())}};
    if (release.late) value.put("late", true);
    json::Array files;
    for (const ReleasedFile& one : release.files) files.push_back(json::Object{{"name", one.name}, {"bytes", one.bytes}});
    if (!files.empty()) value.put("files", std::move(files));
    return value;
}

Release release_from(const json::Value& state) {
    Release release{json::needed_text(state, "call"), state.integer("number"), state.text("submission"), contributor_from(state["contributor"]), state.text("language"),
                    json::maybe_truth(state, "late").value_or(false), json::texts_in(state["texts"])};
    const auto* files = state["files"].as_array();
    for (std::size_t i = 0; files != nullptr && i < files->size(); ++i) release.files.push_back({(*files)[i].text("name"), (*files)[i].text("bytes")});
    return release;
}

std::string enveloped(std::string_view subject, std::string_view what, std::string_view content) { return fmt::format("{}\n{}\n{}", subject, what, content); }

std::string_view content_of(std::string_view envelope) noexcept {
    std::size_t at = envelope.find('\n');
    if (at != std::string_view::npos) at = envelope.find('\n', at + 1);
    return at == std::string_view::npos ? std::string_view() : envelope.substr(at + 1);
}

}  // namespace comity::consultations
