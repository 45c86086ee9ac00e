#include "machinery/holdings/rule.hpp"

#include <algorithm>

#include "machinery/holdings/applying.hpp"
#include "machinery/holdings/sentences.hpp"
#include "text/text.hpp"

namespace comity::holdings {

using document::Paragraph;

namespace {

using Ruling = std::variant<Refusal, Decision>;

Refusal refuse(Said said, Fault fault = Fault::bad_request) { return {fault, std::move(said)}; }

/// The line within a paragraph's own lines on which those words begin. A word may run over the end of a line, so a line is taken
/// by its first words that match; nothing found: the paragraph's first line.
std::uint32_t line_of(const Paragraph& paragraph, std::string_view words, std::string_view source) {
    const auto wanted = text::words(words);
    std::uint32_t number = 0;
    for (std::size_t at = 0; at <= source.size() && !wanted.empty();) {
        const std::size_t end = std::min(source.find('\n', at), source.size());
        ++number;
        const bool own = std::any_of(paragraph.lines.begin(), paragraph.lines.end(), [&](const auto& range) { return range.first <= number && number <= range.last; });
        if (own) {
            const auto line = text::words(source.substr(at, end - at));
            for (std::size_t i = 0; i < line.size(); ++i) {
                std::size_t same = 0;
                while (same < wanted.size() && i + same < line.size() && line[i + same].folded == wanted[same].folded) ++same;
                if (same == wanted.size() || (same > 0 && i + same == line.size())) return number;
            }
        }
        at = end + 1;
    }
    return paragraph.lines.empty() ? 0 : paragraph.lines.front().first;
}

class Rule {
public:
    Rule(const CorrectionState& state, const CorrectionRequest& request) : state_(state), request_(request) {}

    Ruling decide() {
        if (request_.seen_at && *request_.seen_at < state_.changed_at) {
            return refuse(say(sentences::corrected_meanwhile), Fault::conflict);
        }
        const bool in_view = state_.entry.state.text("view") == "in";
        if (!in_view && !std::holds_alternative<PutBack>(request_.change)) {
            return refuse(say(sentences::put_back_first), Fault::refused);
        }
        return std::visit([&](const auto& change) { return ask(change); }, request_.change);
    }

private:
    const CorrectionState& state_;
    const CorrectionRequest& request_;

    [[nodiscard]] bool has_reason() const { return request_.why && !request_.why->empty(); }

    record::Draft draft(std::string subject, std::string kind, std::string act, json::Value state) const {
        record::Draft made;
        made.subject = std::move(subject);
        made.kind = std::move(kind);
        if (made.subject == state_.entry.subject) made.schema = state_.entry.schema;  // its state is carried on whole
        made.act = std::move(act);
        made.state = std::move(state);
        made.who = request_.who;
        made.on_behalf_of = request_.on_behalf_of;
        made.why = request_.why;
        made.authority = request_.authority;
        return made;
    }

    Decision keep(const Correction& correction, std::string act = "correct") const {
        return {draft(subject_of(correction), "correction", std::move(act), to_json(correction)), sentence_of(correction)};
    }

    Correction about(Correction::What what) const {
        Correction correction;
        correction.document = state_.entry.state.text("sha256");
        correction.what = what;
        return correction;
    }

    std::variant<Refusal, const Paragraph*> paragraph(const std::string& id) const {
        const auto* found = document::find_paragraph(state_.shown, id);
        if (found == nullptr) return refuse(say(sentences::no_paragraph, id));
        return found;
    }

    Ruling ask(const SetFact& change) const {
        Correction correction = about(Correction::What::fact);
        correction.field = change.field;
        correction.value = change.value;
        correction.was = fact_of(state_.shown, change.field);
        // What had been read, not what an earlier correction made of it.
        for (const auto& earlier : state_.corrections) {
            if (earlier.subject == subject_of(correction)) correction.was = earlier.correction.was;
        }
        document::Document trial = state_.shown;
        if (auto complaint = set_fact(trial, change.field, change.value, state_.vocabulary); !complaint.empty()) return refuse(std::move(complaint));
        correction.value = fact_of(trial, change.field);  // a symbol in its canonical spelling
        if (correction.value == fact_of(state_.shown, change.field)) return refuse(say(sentences::fact_is_that, change.field));
        if (!correction.value && !has_reason()) return refuse(say(sentences::say_why_emptied, change.field));
        return keep(correction);
    }

    Ruling ask(const SetParagraph& change) const {
        const auto found = paragraph(change.paragraph);
        if (const auto* refusal = std::get_if<Refusal>(&found)) return *refusal;
        const Paragraph& now = *std::get<const Paragraph*>(found);
        if (change.kind && !document::paragraph_kind_named(*change.kind)) {
            return refuse(say(sentences::no_kind_of_paragraph, *change.kind));
        }
        if (change.number && change.number->size() > 20) return refuse(say(sentences::long_number, *change.number));
        if (change.level && (*change.level < 1 || *change.level > 6)) return refuse(say(sentences::no_level));
        if (change.opening && now.text.find(*change.opening) == std::string::npos) {
            return refuse(say(sentences::opening_not_there, *change.opening, now.id));
        }
        Correction correction = about(Correction::What::paragraph);
        correction.anchor = anchor_of(now);
        for (const auto& earlier : state_.corrections) {
            if (earlier.subject == subject_of(correction)) correction = earlier.correction;  // its next revision keeps what it said
        }
        const Correction before = correction;
        if (change.kind) correction.kind = change.kind;
        if (change.number) correction.number = change.number;
        if (change.level) correction.level = change.level;
        if (change.opening) correction.opening = change.opening;
        if (change.kind && !change.opening && !now.opening) correction.opening = known_opening(now, *change.kind);
        if (correction == before || !differs(now, correction)) return refuse(say(sentences::paragraph_is_that, now.id));
        return keep(correction);
    }

    /// A paragraph that becomes one of the text proper opens like one, if the vocabulary knows how.
    std::optional<std::string> known_opening(const Paragraph& paragraph, std::string_view kind) const {
        if (kind != "preambular" && kind != "operative") return std::nullopt;
        const auto match = state_.vocabulary.match_opening(paragraph.text, state_.shown.language);
        if (!match) return std::nullopt;
        return paragraph.text.substr(0, match->length);
    }

    static bool differs(const Paragraph& now, const Correction& correction) {
        const auto none = [](const std::optional<std::string>& text) { return text.value_or(""); };
        return (correction.kind && *correction.kind != name_of(now.kind)) || (correction.number && *correction.number != none(now.number)) ||
               (correction.level && *correction.level != now.level) || (correction.opening && *correction.opening != none(now.opening));
    }

    Ruling ask(const JoinWithNext& change) const {
        const auto found = paragraph(change.paragraph);
        if (const auto* refusal = std::get_if<Refusal>(&found)) return *refusal;
        const Paragraph* first = std::get<const Paragraph*>(found);
        if (first == &state_.shown.paragraphs.back()) return refuse(say(sentences::last_paragraph, first->id));
        Correction correction = about(Correction::What::join);
        correction.anchor = anchor_of(*first);
        correction.second = anchor_of(*(first + 1));
        return keep(correction);
    }

    Ruling ask(const SplitAt& change) const {
        const auto found = paragraph(change.paragraph);
        if (const auto* refusal = std::get_if<Refusal>(&found)) return *refusal;
        const Paragraph& now = *std::get<const Paragraph*>(found);
        const auto places = places_of(change.words, now.text);
        if (places.empty()) return refuse(say(sentences::words_not_there, change.words, now.id));
        if (places.size() > 1) return refuse(say(sentences::words_several_times, change.words, places.size(), now.id));
        if (places.front() == 0) return refuse(say(sentences::begins_with_them, now.id));
        Correction correction = about(Correction::What::split);
        correction.anchor = anchor_of(now);
        Paragraph rest = now;
        rest.text = now.text.substr(places.front());
        correction.second = anchor_of(rest);
        correction.second->line = line_of(now, correction.second->words, state_.source);
        correction.number = change.number;
        return keep(correction);
    }

    Ruling ask(const TakeOutOfView&) const {
        if (!has_reason()) return refuse(say(sentences::say_why));
        json::Value state = state_.entry.state;
        state.put("view", "out");
        return Decision{draft(state_.entry.subject, "document", "take out of view", std::move(state)), "taken out of view: " + *request_.why};
    }

    Ruling ask(const PutBack&) const {
        if (state_.entry.state.text("view") == "in") return refuse(say(sentences::in_view_already));
        json::Value state = state_.entry.state;
        state.put("view", "in");
        return Decision{draft(state_.entry.subject, "document", "put back", std::move(state)), "put back into view"};
    }

    Ruling choose(json::Value document, std::string act, std::string sentence) const {
        if (!state_.shown.symbol) return refuse(say(sentences::no_symbol_to_choose));
        json::Value state = json::Object{{"symbol", *state_.shown.symbol}, {"language", state_.shown.language}};
        state.put("document", std::move(document));
        return Decision{draft(choice_subject(*state_.shown.symbol, state_.shown.language), "choice", std::move(act), std::move(state)), std::move(sentence)};
    }

    std::string chosen() const { return state_.choice ? state_.choice->state.text("document") : std::string(); }

    Ruling ask(const ChooseReading&) const {
        const std::string sha256 = state_.entry.state.text("sha256");
        if (state_.shown.symbol && !state_.has_other_files) return refuse(say(sentences::only_file));
        if (chosen() == sha256) return refuse(say(sentences::chosen_already));
        return choose(sha256, "choose", "this file is shown from now on");
    }

    Ruling ask(const LetRuleChoose&) const {
        if (chosen().empty()) return refuse(say(sentences::rule_chooses));
        return choose({}, "let the rule choose", "the rule chooses again which file is shown");
    }

    Ruling ask(const Withdraw& change) const {
        // By its whole name, by what stands of it behind the document, or by its number among those in force.
        const std::string about_this = fmt::format("correction:{}:", state_.entry.state.text("sha256"));
        for (std::size_t i = 0; i < state_.corrections.size(); ++i) {
            const auto& status = state_.corrections[i];
            if (status.subject != change.correction && status.subject != about_this + change.correction && std::to_string(i + 1) != change.correction) continue;
            Correction correction = status.correction;
            correction.withdrawn = true;
            return keep(correction, "withdraw");
        }
        return refuse(say(sentences::no_correction, change.correction));
    }
};

}  // namespace

std::variant<Refusal, Decision> decide(const CorrectionState& state, const CorrectionRequest& request) { return Rule(state, request).decide(); }

std::string choice_subject(std::string_view symbol, std::string_view language) { return fmt::format("choice:{}:{}", text::folded(symbol), language); }

}  // namespace comity::holdings
