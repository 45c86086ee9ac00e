#include "machinery/consultations/coded_passage.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "json/members.hpp"
#include "machinery/consultations/submission.hpp"
#include "record/actor_form.hpp"

namespace comity::consultations {

namespace {

constexpr std::array<std::string_view, 5> kinds = {"way and means", "good practice", "obstacle", "challenge", "proposal"};
constexpr std::array<std::string_view, 5> many = {"ways and means", "good practices", "obstacles", "challenges", "proposals"};

/// The name of the submission, so that what quotes it is erased with it.
std::string submission_of(std::string_view call, const PassagePlace& place) { return submission_subject(call, place.submission); }

}  // namespace

std::string_view name_of(PassageKind kind) noexcept { return kinds[static_cast<std::size_t>(kind)]; }
std::string_view many_of(PassageKind kind) noexcept { return many[static_cast<std::size_t>(kind)]; }

std::optional<PassageKind> passage_kind_named(std::string_view name) noexcept {
    for (const auto& names : {kinds, many}) {
        const auto* found = std::find(names.begin(), names.end(), name);
        if (found != names.end()) return static_cast<PassageKind>(found - names.begin());
    }
    return std::nullopt;
}

json::Value to_json(const Code& code) {
    return json::Object{{"question", code.question}, {"kind", name_of(code.kind)}, {"themes", json::array_of(code.themes)}, {"mechanism", code.mechanism}, {"paragraph", code.paragraph},
                        {"addressee", code.addressee}, {"affected", json::array_of(code.affected)}, {"note", code.note}};
}

Code code_from(const json::Value& value) {
    const auto kind = passage_kind_named(value.text("kind"));
    if (!kind) throw Error(Fault::bad_request, "\"{}\" is no kind of passage: {}", value.text("kind"), fmt::format("{}", fmt::join(kinds, ", ")));
    return {value.integer("question"), *kind, json::texts_in(value["themes"]), value.text("mechanism"), value.text("paragraph"), value.text("addressee"), json::texts_in(value["affected"]),
            value.text("note")};
}

int Desk::coder(const record::Actor& who) const noexcept {
    const auto found = std::find_if(coders.begin(), coders.end(), [&](const record::Actor& one) { return one.name == who.name; });
    return found == coders.end() ? 0 : static_cast<int>(found - coders.begin()) + 1;
}

json::Value to_json(const Desk& desk) {
    json::Array coders;
    for (const record::Actor& one : desk.coders) coders.push_back(record::to_json(one));
    return json::Object{{"call", desk.call}, {"coders", std::move(coders)}, {"blind", desk.blind}};
}

Desk desk_from(const json::Value& state) {
    Desk desk{json::needed_text(state, "call"), {}, json::maybe_truth(state, "blind").value_or(true)};
    const auto* coders = state["coders"].as_array();
    for (std::size_t i = 0; coders != nullptr && i < coders->size(); ++i) desk.coders.push_back(record::actor_from((*coders)[i]));
    return desk;
}

json::Value to_json(const CodedPassage& passage) {
    json::Value value = json::Object{{"call", passage.call}, {"submission", submission_of(passage.call, passage.place)}, {"place", to_json(passage.place)}, {"coder", passage.coder},
                                     {"code", to_json(passage.code)}};
    if (passage.withdrawn) value.put("withdrawn", true);
    return value;
}

CodedPassage coded_passage_from(const json::Value& state) {
    return {json::needed_text(state, "call"), passage_place_from(state["place"]), static_cast<int>(state.integer("coder", 1)), code_from(state["code"]),
            json::maybe_truth(state, "withdrawn").value_or(false)};
}

json::Value to_json(const ReadingDone& done) {
    return json::Object{{"call", done.call}, {"submission", submission_subject(done.call, done.submission)}, {"number", done.submission}, {"coder", done.coder}, {"done", done.done}};
}

ReadingDone reading_done_from(const json::Value& state) {
    return {json::needed_text(state, "call"), state.integer("number"), static_cast<int>(state.integer("coder", 1)), json::maybe_truth(state, "done").value_or(false)};
}

json::Value to_json(const Settlement& settlement) {
    json::Value value = json::Object{{"call", settlement.call}, {"submission", submission_of(settlement.call, settlement.place)}, {"place", to_json(settlement.place)},
                                     {"passages", json::array_of(settlement.passages)}};
    if (settlement.none) value.put("none", true);
    else value.put("code", to_json(settlement.code));
    return value;
}

Settlement settlement_from(const json::Value& state) {
    Settlement settlement;
    settlement.call = json::needed_text(state, "call");
    settlement.place = passage_place_from(state["place"]);
    settlement.none = json::maybe_truth(state, "none").value_or(false);
    if (!settlement.none) settlement.code = code_from(state["code"]);
    settlement.passages = json::texts_in(state["passages"]);
    return settlement;
}

std::string desk_subject(std::string_view call) { return fmt::format("desk:{}", call); }
std::string subject_of(const CodedPassage& passage) { return fmt::format("passage:{}:{}:{}:coder{}", passage.call, passage.place.submission, key_of(passage.place), passage.coder); }
std::string subject_of(const ReadingDone& done) { return fmt::format("read:{}:{}:coder{}", done.call, done.submission, done.coder); }
std::string subject_of(const Settlement& settlement) { return fmt::format("settled:{}:{}:{}", settlement.call, settlement.place.submission, key_of(settlement.place)); }

std::string in_words(const Code& code) {
    std::string words(name_of(code.kind));
    if (code.question > 0) words += fmt::format(", question {}", code.question);
    if (!code.themes.empty()) words += fmt::format(", themes {}", fmt::join(code.themes, "; "));
    if (!code.mechanism.empty()) words += fmt::format(", mechanism {}", code.mechanism);
    if (!code.paragraph.empty()) words += fmt::format(", paragraph {}", code.paragraph);
    if (!code.addressee.empty()) words += fmt::format(", to {}", code.addressee);
    if (!code.affected.empty()) words += fmt::format(", affects {}", fmt::join(code.affected, "; "));
    return words;
}

}  // namespace comity::consultations
