// What the program proposes for a passage that a person marked: which question of the call it answers, of what kind it likely is, to which paragraph of the resolution it
// speaks. By rules over the words of data/consultation_cues.tsv, each proposal with its reason; a person decides, and nothing is coded by it. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/sentence.hpp"
#include "json/json.hpp"
#include "machinery/consultations/coded_passage.hpp"

namespace comity::consultations {

/// A row's phrase: words by which a kind is told, headings name questions ("question"), paragraphs are cited ("paragraph"), or that say little ("little").
struct Cue {
    std::string language, kind, words;
    bool strong = false;
    std::string source;
    bool verified = false;
};
std::span<const Cue> cues();

template <typename What>
struct Proposed {
    What what{};
    Said reason;
    bool operator==(const Proposed&) const = default;
};

struct Suggestion {
    std::optional<Proposed<std::int64_t>> question;  ///< from 1
    std::optional<Proposed<PassageKind>> kind;
    std::optional<Proposed<std::string>> paragraph;  ///< id
    bool operator==(const Suggestion&) const = default;
};
json::Value to_json(const Suggestion& suggestion);

/// What a call asks, prepared once for many passages.
class Suggester {
public:
    /// `paragraphs`: ids and words of the document by whose authority is consulted; its words, and those of the questions, are in `language`.
    Suggester(std::vector<std::string> questions, std::vector<std::pair<std::string, std::string>> paragraphs, std::string language = "en");

    /// `text`: the part in which the passage stands, in `language` ("" counts as the call's). About ten microseconds for a hundred words.
    [[nodiscard]] Suggestion suggest(std::string_view text, Marked marked, std::string_view language) const;

private:
    using Weights = std::unordered_map<std::string, double>;
    struct Asked {
        std::string text;
        Weights words;                   ///< what it says, and how much each word tells
        std::vector<PassageKind> kinds;  ///< for which it asks
        double length = 0;               ///< of the words as a vector
    };
    static void weigh(std::vector<Asked>& all, std::string_view language);
    [[nodiscard]] std::optional<Proposed<std::int64_t>> question_by_heading(std::string_view text, Marked marked, std::string_view language) const;
    [[nodiscard]] std::optional<Proposed<std::int64_t>> question_by_words(std::string_view passage, std::string_view language, const std::optional<Proposed<PassageKind>>& kind) const;
    [[nodiscard]] std::optional<Proposed<std::string>> paragraph_of(std::string_view passage, std::string_view language) const;

    std::vector<Asked> questions_, paragraphs_;
    std::vector<std::string> paragraph_ids_;
    std::string language_;
};

/// The kind that the words tell, with the reason; `heading` is what stands above them.
std::optional<Proposed<PassageKind>> likely_kind(std::string_view passage, std::string_view heading, std::string_view language);
/// Words that say something, folded and without the endings of plurals, each once, in order.
std::vector<std::string> telling_words(std::string_view text, std::string_view language);

}  // namespace comity::consultations
