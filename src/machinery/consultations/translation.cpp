#include "machinery/consultations/translation.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "json/members.hpp"
#include "machinery/consultations/call.hpp"
#include "machinery/consultations/reading_sentences.hpp"

namespace comity::consultations {

namespace {

class Rule {
public:
    Rule(const TranslatingState& state, const Request& request) : state_(state), request_(request) {}

    Ruling decide() const {
        const bool reads = state_.desk && state_.desk->coder(request_.by.who) > 0;
        if (!reads && !request_.by.keeps) return refuse(say(sentences::coder_not), Fault::refused);
        const auto number = number_in(request_.about);
        if (!number || !state_.status) return refuse(say(sentences::coding_submission_unknown, number ? fmt::format("{}", *number) : request_.about), Fault::not_found);
        if (*state_.status != SubmissionStatus::registered) return refuse(say(sentences::coding_submission_stands_otherwise, *number, name_of(*state_.status)), Fault::conflict);
        const std::int64_t part = request_.fields.integer("part", 1);
        if (part < 1 || static_cast<std::size_t>(part) > state_.texts.size()) return refuse(say(sentences::coding_no_words, part));
        const auto at = static_cast<std::size_t>(part) - 1;
        const std::string language = field(request_.fields, "language").value_or("");
        if (!is_language_code(language)) return refuse(say(sentences::translation_no_language, language));
        if (at < state_.languages.size() && state_.languages[at] == language) return refuse(say(sentences::translation_same_language, language));
        Translation made{state_.call, {*number, static_cast<int>(part), 1, "", 1}, language, field(request_.fields, "by").value_or(""), field(request_.fields, "text").value_or("")};
        const auto* paragraph = request_.fields["paragraph"].as_integer();
        return paragraph != nullptr ? one(std::move(made), state_.texts[at], *paragraph) : whole(std::move(made), state_.texts[at]);
    }

private:
    const TranslatingState& state_;
    const Request& request_;

    [[nodiscard]] record::Draft draft(const Translation& made, std::int64_t after) const {
        record::Draft draft = draft_for(request_, subject_of(made), translation_kind, to_json(made));
        draft.confidential = true;
        draft.after_revision = after;
        return draft;
    }

    /// What stands of that paragraph in that language, with its revision; 0 for nothing.
    [[nodiscard]] std::pair<Translation, std::int64_t> standing(const Translation& like) const {
        const auto found = std::find_if(state_.translations.begin(), state_.translations.end(), [&](const auto& one) { return subject_of(one.first) == subject_of(like); });
        return found == state_.translations.end() ? std::pair(Translation{}, std::int64_t{0}) : *found;
    }

    Ruling one(Translation made, const std::string& text, std::int64_t paragraph) const {
        const auto paragraphs = paragraphs_of(text);
        const bool there = paragraph >= 1 && static_cast<std::size_t>(paragraph) <= paragraphs.size();
        const auto place = there ? place_of(made.place.submission, made.place.part, text, paragraphs[static_cast<std::size_t>(paragraph) - 1]) : std::nullopt;
        if (!place) return refuse(say(sentences::translation_no_paragraph, made.place.part, paragraph));
        made.place = *place;
        const auto [before, revision] = standing(made);
        if (request_.seen_revision && *request_.seen_revision != revision) return refuse(say(sentences::reading_changed_meanwhile), Fault::conflict);
        if (made.text == before.text) return refuse(say(sentences::reading_nothing_changed));
        return Decision{{draft(made, revision)}, made.text.empty() ? "the translation is taken back" : fmt::format("paragraph {} of part {} stands in \"{}\", too", paragraph, made.place.part, made.language)};
    }

    Ruling whole(Translation made, const std::string& text) const {
        const auto paragraphs = paragraphs_of(text), given = paragraphs_of(made.text);
        if (paragraphs.empty() || paragraphs.size() != given.size()) return refuse(say(sentences::translation_uneven, made.place.part, paragraphs.size(), given.size()));
        Decision decision;
        const std::string words = made.text;
        for (std::size_t i = 0; i < paragraphs.size(); ++i) {
            const auto place = place_of(made.place.submission, made.place.part, text, paragraphs[i]);
            if (!place) continue;  // a line of signs alone
            made.place = *place;
            made.text = single_blanks(std::string_view(words).substr(given[i].begin, given[i].end - given[i].begin));
            const auto [before, revision] = standing(made);
            // What a person gave for a single paragraph is not written over by a whole.
            if (!before.text.empty()) return refuse(say(sentences::translation_there, made.language), Fault::conflict);
            decision.drafts.push_back(draft(made, revision));
        }
        if (decision.drafts.empty()) return refuse(say(sentences::reading_nothing_changed));
        decision.sentence = fmt::format("{} paragraphs of part {} stand in \"{}\", too", decision.drafts.size(), made.place.part, made.language);
        return decision;
    }
};

}  // namespace

json::Value to_json(const Translation& translation) {
    return json::Object{{"call", translation.call}, {"submission", submission_subject(translation.call, translation.place.submission)}, {"place", to_json(translation.place)},
                        {"language", translation.language}, {"by", translation.by}, {"text", translation.text}};
}

Translation translation_from(const json::Value& state) {
    return {json::needed_text(state, "call"), passage_place_from(state["place"]), json::needed_text(state, "language"), state.text("by"), state.text("text")};
}

std::string subject_of(const Translation& translation) {
    return fmt::format("translation:{}:{}:{}:{}", translation.call, translation.place.submission, key_of(translation.place), translation.language);
}

Ruling decide(const TranslatingState& state, const Request& request) { return Rule(state, request).decide(); }

}  // namespace comity::consultations
