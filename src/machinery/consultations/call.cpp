#include "machinery/consultations/call.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"
#include "system/moment.hpp"
#include "text/languages.hpp"
#include "text/time_zone.hpp"

namespace comity::consultations {

namespace {

constexpr std::array<std::string_view, 4> statuses = {"prepared", "open", "closed", "withdrawn"};
constexpr std::array<std::string_view, 5> stages = {"prepared", "open", "past deadline", "closed", "withdrawn"};

json::Value to_json(const Deadline& deadline) { return json::Object{{"local", deadline.local}, {"zone", deadline.zone}, {"moment", deadline.moment}}; }
Deadline deadline_from(const json::Value& value) { return {json::needed_text(value, "local"), json::needed_text(value, "zone"), json::needed_text(value, "moment")}; }

}  // namespace

std::string_view name_of(CallStatus status) noexcept { return statuses[static_cast<std::size_t>(status)]; }
std::string_view name_of(Stage stage) noexcept { return stages[static_cast<std::size_t>(stage)]; }

std::optional<Deadline> deadline_at(std::string_view local, std::string_view zone) {
    std::string written(local);
    if (written.size() > 10 && written[10] == ' ') written[10] = 'T';
    const auto moment = text::moment_in_zone(written, zone);
    if (!moment) return std::nullopt;
    return Deadline{written, std::string(zone), written_second(moment_of(*moment))};
}

std::string in_words(const Deadline& deadline) { return fmt::format("{} {} ({})", deadline.local.substr(0, 10), deadline.local.substr(11), deadline.zone); }

json::Value to_json(const Call& call) {
    json::Array earlier;
    for (const Deadline& one : call.earlier) earlier.push_back(to_json(one));
    json::Value authority = call.authority.document.empty() ? json::Value(json::Object{{"commitment", call.authority.commitment}})
                                                            : json::Value(json::Object{{"document", call.authority.document}, {"paragraph", call.authority.paragraph}});
    json::Value value = json::Object{{"call", call.id}, {"title", call.title}, {"purpose", call.purpose}, {"convener", call.convener}, {"authority", std::move(authority)},
                                     {"questions", json::array_of(call.questions)}, {"kinds", json::array_of(call.kinds)}, {"languages", json::array_of(call.languages)}, {"choices", json::array_of(call.choices)},
                                     {"words", call.words}, {"contact", call.contact}, {"status", name_of(call.status)}};
    value.put("deadline", call.deadline ? to_json(*call.deadline) : json::Value());
    if (!earlier.empty()) value.put("earlier_deadlines", std::move(earlier));
    if (call.pages > 0) value.put("pages", call.pages);
    json::Array annexes;
    for (const Annex& one : call.annexes) annexes.push_back(json::Object{{"name", one.name}, {"bytes", one.bytes}});
    if (!annexes.empty()) value.put("annexes", std::move(annexes));
    if (!call.previous.empty()) value.put("previous", call.previous);
    return value;
}

Call call_from(const json::Value& state) {
    Call call;
    call.id = json::needed_text(state, "call");
    call.title = state.text("title");
    call.purpose = state.text("purpose");
    call.convener = state.text("convener");
    call.authority = {state["authority"].text("document"), state["authority"].text("paragraph"), state["authority"].text("commitment")};
    call.questions = json::texts_in(state["questions"]);
    call.kinds = json::texts_in(state["kinds"]);
    call.languages = json::texts_in(state["languages"]);
    call.choices = json::texts_in(state["choices"]);
    call.words = state.integer("words");
    call.pages = state.integer("pages");
    const auto* annexes = state["annexes"].as_array();
    for (std::size_t i = 0; annexes != nullptr && i < annexes->size(); ++i) call.annexes.push_back({(*annexes)[i].text("name"), (*annexes)[i].text("bytes")});
    if (!state["deadline"].is_null()) call.deadline = deadline_from(state["deadline"]);
    const auto* earlier = state["earlier_deadlines"].as_array();
    for (std::size_t i = 0; earlier != nullptr && i < earlier->size(); ++i) call.earlier.push_back(deadline_from((*earlier)[i]));
    call.contact = state.text("contact");
    call.previous = state.text("previous");
    const auto status = std::find(statuses.begin(), statuses.end(), state.text("status"));
    if (status == statuses.end()) throw Error(Fault::bad_request, "\"{}\" is no status of a call", state.text("status"));
    call.status = static_cast<CallStatus>(status - statuses.begin());
    return call;
}

bool is_language_code(std::string_view code) noexcept { return text::is_language(code); }

std::string call_subject(std::string_view id) { return fmt::format("call:{}", id); }

std::string_view call_in(std::string_view subject) noexcept {
    const std::size_t first = subject.find(':');
    if (first == std::string_view::npos) return {};
    const std::string_view rest = subject.substr(first + 1);
    return rest.substr(0, rest.find(':'));
}

Stage stage_at(const Call& call, std::string_view moment) noexcept {
    switch (call.status) {
        case CallStatus::prepared: return Stage::prepared;
        case CallStatus::closed: return Stage::closed;
        case CallStatus::withdrawn: return Stage::withdrawn;
        case CallStatus::open: break;
    }
    return call.deadline && call.deadline->moment < moment ? Stage::past_deadline : Stage::open;
}

}  // namespace comity::consultations
