// The drafting check: what an editor looks for in a draft before it is tabled. References that are superseded or can't be right, sessions that don't
// follow, notes and their marks, mandates that another text has already, reports asked for twice, clauses that are missing, the order of "also" and
// "further", signs at ends, numbers. It finds and says why; it never judges a mandate and never changes a text. Rules are rows of
// data/drafting_rules.tsv, each with its source and the level that it has if nobody sets another.
//
// Pure: a document and a value of facts about it (surroundings.hpp finds them in a record) give findings; without a record the rules that need one
// are named as not applied.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/sentence.hpp"
#include "directive/directive.hpp"
#include "document/document.hpp"
#include "machinery/drafting/rules.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::drafting {

/// Where a finding stands.
struct Place {
    std::string paragraph;         ///< id, or "fn3"; "" for the text as a whole
    std::uint32_t begin = 0, end = 0;  ///< bytes of the paragraph's text
    std::string words;             ///< these bytes
    std::uint32_t line = 0;        ///< of the file, the first of the paragraph; 0 for the text as a whole
    auto operator<=>(const Place&) const = default;
};

/// What a finding is to be held against.
struct Beside {
    std::string symbol, paragraph, text;
    std::optional<Date> date;
    auto operator<=>(const Beside&) const = default;
};

struct Finding {
    std::string rule;
    Level level = Level::note;
    Place place;
    Said why, mend;
    std::optional<Beside> beside;
    std::optional<std::string> answer;  ///< "intended, because ..."
};
/// The same for the same rule and words, wherever they stand and however the text around them was edited: 16 digits.
std::string fingerprint(const Finding& finding);

/// Reasons why something stands as it does, by rule and words, so that they outlive edits elsewhere.
class Answers {
public:
    /// Lines of rule, words and reason with tabs between them. Throws Error(bad_request) with the line's number.
    static Answers from_lines(std::string_view lines);
    void add(std::string fingerprint, std::string reason);
    [[nodiscard]] const std::string* to(const Finding& finding) const;

private:
    std::map<std::string, std::string, std::less<>> by_fingerprint_;
};
/// Such a line for a finding, with its reason or an empty place for one.
std::string answer_line(const Finding& finding);

/// What is known of the texts around a draft.
struct Surroundings {
    struct Text {
        std::string symbol;  ///< canonical
        std::optional<Date> date;
        std::optional<int> session;
        auto operator<=>(const Text&) const = default;
    };
    struct Cited {
        std::optional<Date> date;         ///< of adoption, as the record has it
        std::vector<Text> later;          ///< of the same series and body, oldest first
    };
    /// An act of the draft that an agreed text of another series has in nearly the same words.
    struct Alike {
        std::string paragraph;            ///< of the draft
        std::uint32_t begin = 0, end = 0;
        int share = 0;                    ///< words in common, in 100
        Beside there;
    };
    bool record = false;                  ///< whether there was one to ask
    std::map<std::string, Cited, std::less<>> cited;  ///< by canonical symbol without locators
    std::optional<Text> previous;         ///< the text of the series before this one
    std::optional<document::Document> previous_text;
    std::vector<Text> series;             ///< the texts before this one, oldest first
    std::vector<Alike> alike;
    std::optional<int> session;           ///< of the draft, where it doesn't say itself
};

struct Figures {
    struct Paragraph {
        std::string id;
        std::size_t words = 0;
        std::optional<std::size_t> before;  ///< of the paragraph of the previous text that became this one
    };
    std::size_t words = 0;
    std::optional<std::size_t> before;      ///< of the previous text
    std::vector<Paragraph> paragraphs;
};

struct Report {
    std::vector<Finding> findings;          ///< in the order of the text, what is of the whole text first
    std::vector<std::string> not_applied;   ///< ids of rules that need a record, a previous text or another language
    Figures figures;
    /// How many findings have that level and no answer.
    [[nodiscard]] std::size_t open(Level level) const;
};

struct Setting {
    Levels levels = {};
    Answers answers = {};
};
/// Never throws on content.
Report check(const document::Document& draft, const Surroundings& surroundings, const vocabulary::Vocabulary& vocabulary, const Setting& setting = {},
             const directive::Words& words = directive::standard_words());

}  // namespace comity::drafting
