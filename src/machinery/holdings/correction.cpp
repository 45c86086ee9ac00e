#include "machinery/holdings/correction.hpp"

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "json/members.hpp"
#include "record/actor_form.hpp"

namespace comity::holdings {

namespace {

using Text = std::optional<std::string>;

constexpr std::array<std::string_view, 4> whats = {"fact", "paragraph", "join", "split"};
constexpr std::array<std::string_view, 3> fits = {"applied", "agrees", "no longer fits"};

template <typename... Ts>
struct overloaded : Ts... {
    using Ts::operator()...;
};
template <typename... Ts>
overloaded(Ts...) -> overloaded<Ts...>;

void put(json::Value& value, std::string_view name, const Text& text) {
    if (text) value.put(name, *text);
}

std::optional<int> maybe_level(const json::Value& value) {
    if (value["level"].is_null()) return std::nullopt;
    const auto* level = value["level"].as_integer();
    if (level == nullptr || *level < 1 || *level > 6) throw Error(Fault::bad_request, "\"level\" must be a number from 1 to 6");
    return static_cast<int>(*level);
}

json::Value to_json(const Anchor& anchor) { return json::Object{{"line", anchor.line}, {"words", anchor.words}}; }

std::optional<Anchor> maybe_anchor(const json::Value& value, std::string_view name) {
    if (value[name].is_null()) return std::nullopt;
    return Anchor{static_cast<std::uint32_t>(value[name].integer("line")), value[name].text("words")};
}

json::Value to_json(const Change& change) {
    json::Value out;
    std::visit(overloaded{[&](const SetFact& c) {
                              out.put("change", "fact");
                              out.put("field", c.field);
                              out.put("value", json::Value::of(c.value));
                          },
                          [&](const SetParagraph& c) {
                              out.put("change", "paragraph");
                              out.put("paragraph", c.paragraph);
                              put(out, "kind", c.kind);
                              put(out, "number", c.number);
                              put(out, "opening", c.opening);
                              if (c.level) out.put("level", *c.level);
                          },
                          [&](const JoinWithNext& c) {
                              out.put("change", "join");
                              out.put("paragraph", c.paragraph);
                          },
                          [&](const SplitAt& c) {
                              out.put("change", "split");
                              out.put("paragraph", c.paragraph);
                              out.put("words", c.words);
                              put(out, "number", c.number);
                          },
                          [&](const TakeOutOfView&) { out.put("change", "take out of view"); },
                          [&](const PutBack&) { out.put("change", "put back"); },
                          [&](const ChooseReading&) { out.put("change", "choose reading"); },
                          [&](const LetRuleChoose&) { out.put("change", "let the rule choose"); },
                          [&](const Withdraw& c) {
                              out.put("change", "withdraw");
                              out.put("correction", c.correction);
                          }},
               change);
    return out;
}

Change change_from(const json::Value& value) {
    const std::string what = json::needed_text(value, "change");
    if (what == "fact") return SetFact{json::needed_text(value, "field"), json::maybe_text(value, "value")};
    if (what == "paragraph") {
        return SetParagraph{json::needed_text(value, "paragraph"), json::maybe_text(value, "kind"), json::maybe_text(value, "number"), json::maybe_text(value, "opening"), maybe_level(value)};
    }
    if (what == "join") return JoinWithNext{json::needed_text(value, "paragraph")};
    if (what == "split") return SplitAt{json::needed_text(value, "paragraph"), json::needed_text(value, "words"), json::maybe_text(value, "number")};
    if (what == "take out of view") return TakeOutOfView{};
    if (what == "put back") return PutBack{};
    if (what == "choose reading") return ChooseReading{};
    if (what == "let the rule choose") return LetRuleChoose{};
    if (what == "withdraw") return Withdraw{json::needed_text(value, "correction")};
    throw Error(Fault::bad_request, "\"{}\" is no change that Comity knows", what);
}

}  // namespace

json::Value to_json(const CorrectionRequest& request) {
    json::Value value = to_json(request.change);
    value.put("document", request.document);
    value.put("who", record::to_json(request.who));
    put(value, "on_behalf_of", request.on_behalf_of);
    put(value, "why", request.why);
    put(value, "authority", request.authority);
    if (request.seen_at) value.put("seen_at", *request.seen_at);
    return value;
}

CorrectionRequest correction_request_from(const json::Value& value) {
    CorrectionRequest request;
    request.document = json::needed_text(value, "document");
    request.change = change_from(value);
    request.who = record::actor_from(value["who"]);
    request.on_behalf_of = json::maybe_text(value, "on_behalf_of");
    request.why = json::maybe_text(value, "why");
    request.authority = json::maybe_text(value, "authority");
    if (const auto* seen = value["seen_at"].as_integer()) request.seen_at = *seen;
    return request;
}

json::Value to_json(const Correction& correction) {
    json::Value value = json::Object{{"document", correction.document}, {"what", whats.at(static_cast<std::size_t>(correction.what))}};
    if (correction.what == Correction::What::fact) {
        value.put("field", correction.field);
        value.put("value", json::Value::of(correction.value));
        value.put("was", json::Value::of(correction.was));
    }
    if (correction.anchor) value.put("anchor", to_json(*correction.anchor));
    if (correction.second) value.put("second", to_json(*correction.second));
    put(value, "kind", correction.kind);
    put(value, "number", correction.number);
    put(value, "opening", correction.opening);
    if (correction.level) value.put("level", *correction.level);
    if (correction.withdrawn) value.put("withdrawn", true);
    return value;
}

Correction correction_from(const json::Value& state) {
    Correction correction;
    correction.document = json::needed_text(state, "document");
    const std::string what = json::needed_text(state, "what");
    const auto* at = std::find(whats.begin(), whats.end(), what);
    if (at == whats.end()) throw Error(Fault::bad_request, "\"{}\" is no correction that Comity knows", what);
    correction.what = static_cast<Correction::What>(at - whats.begin());
    correction.field = state.text("field");
    correction.value = json::maybe_text(state, "value");
    correction.was = json::maybe_text(state, "was");
    correction.anchor = maybe_anchor(state, "anchor");
    correction.second = maybe_anchor(state, "second");
    correction.kind = json::maybe_text(state, "kind");
    correction.number = json::maybe_text(state, "number");
    correction.opening = json::maybe_text(state, "opening");
    correction.level = maybe_level(state);
    const auto* withdrawn = state["withdrawn"].as_bool();
    correction.withdrawn = withdrawn != nullptr && *withdrawn;
    const bool placed = correction.what != Correction::What::fact;
    const bool two = correction.what == Correction::What::join || correction.what == Correction::What::split;
    if ((placed && !correction.anchor) || (two && !correction.second)) throw Error(Fault::bad_request, "a correction without its place");
    return correction;
}

std::string subject_of(const Correction& correction) {
    const std::string_view what = whats.at(static_cast<std::size_t>(correction.what));
    const std::string start = fmt::format("correction:{}:{}", correction.document, what);
    if (correction.what == Correction::What::fact) return fmt::format("{}:{}", start, correction.field);
    const auto place = [](const Anchor& anchor) { return fmt::format("{}-{}", anchor.line, hex(sha256(anchor.words)).substr(0, 8)); };
    if (correction.what == Correction::What::split) return fmt::format("{}:{}:{}", start, place(*correction.anchor), place(*correction.second));
    return fmt::format("{}:{}", start, place(*correction.anchor));
}

std::string sentence_of(const Correction& correction) {
    const auto said = [](const Text& value) { return value && !value->empty() ? fmt::format("\"{}\"", *value) : std::string("none"); };
    std::string sentence;
    switch (correction.what) {
        case Correction::What::fact: sentence = fmt::format("{}: {} (was {})", correction.field, said(correction.value), said(correction.was)); break;
        case Correction::What::join:
            sentence = fmt::format("the paragraphs at line {} (\"{}\") and line {} (\"{}\") are one", correction.anchor->line, correction.anchor->words,
                                   correction.second->line, correction.second->words);
            break;
        case Correction::What::split:
            sentence = fmt::format("in the paragraph at line {} (\"{}\") a new one begins at \"{}\"", correction.anchor->line, correction.anchor->words,
                                   correction.second->words);
            if (correction.number && !correction.number->empty()) sentence += fmt::format(", number {}", *correction.number);
            break;
        case Correction::What::paragraph:
            sentence = fmt::format("paragraph at line {} (\"{}\"):", correction.anchor->line, correction.anchor->words);
            if (correction.kind) sentence += fmt::format(" kind {},", *correction.kind);
            if (correction.number) sentence += fmt::format(" number {},", said(correction.number));
            if (correction.level) sentence += fmt::format(" level {},", *correction.level);
            if (correction.opening) sentence += fmt::format(" opening {},", said(correction.opening));
            sentence.pop_back();
            break;
    }
    return correction.withdrawn ? "taken back: " + sentence : sentence;
}

std::string_view name_of(Fit fit) noexcept { return fits[static_cast<std::size_t>(fit)]; }

json::Value to_json(const CorrectionStatus& status) {
    json::Value value = json::Object{{"subject", status.subject},
                                     {"revision", status.revision},
                                     {"sentence", sentence_of(status.correction)},
                                     {"fit", name_of(status.fit)},
                                     {"because", status.because.empty() ? json::Value() : json::Value(status.because.english)},
                                     {"who", record::to_json(status.who)},
                                     {"when", status.when},
                                     {"why", json::Value::of(status.why)}};
    value.put("correction", to_json(status.correction));
    return value;
}

}  // namespace comity::holdings
