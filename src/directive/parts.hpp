// What the rules of this folder hand to each other: ranges of words within one sentence.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "directive/directive.hpp"
#include "directive/sentence.hpp"
#include "directive/words.hpp"

namespace comity::directive {

/// Words [begin, end) of a sentence.
struct Range {
    std::size_t begin = 0, end = 0;
    [[nodiscard]] bool empty() const noexcept { return begin >= end; }
    [[nodiscard]] bool holds(std::size_t at) const noexcept { return at >= begin && at < end; }
};

/// What a text itself makes plain: abbreviations in brackets ("(FGL)") and short names ("the Working Group") of which it names only one in full.
struct OwnNames {
    struct Name {
        std::string type, id;
    };
    std::map<std::string, Name, std::less<>> abbreviations, short_names;
};

/// All that a rule looks at.
struct Scene {
    const Sentence& sentence;
    std::string_view paragraph;  ///< id
    const vocabulary::Vocabulary& vocabulary;
    const Words& words;
    Speaking speaking;
    std::string_view language = "en";
    const OwnNames* names = nullptr;

    [[nodiscard]] Passage passage(Range range) const;
};

/// A directive verb of a paragraph.
struct Verb {
    Range range;
    std::size_t act_begin = 0;  ///< the first word of its act
    std::uint32_t begin = 0, end = 0;  ///< bytes; as the reader gave them for the first
    std::string lemma, category;
    int strength = 0;
    char creates = 'n';         ///< 'y', 'n', 'c': data/openings.tsv
    std::string asks_as;        ///< the verb that asks as this formula does: of "Reiterates its request" it is "request"; else its own lemma
    bool participle = false;    ///< "Noting ..., decides": no act of its own where a finite verb follows
    std::string doubt;
    std::optional<Range> subject;  ///< of "the Secretary-General is requested": who is asked
};

/// The chain of verbs; empty where the paragraph has none. `opens`: whether the paragraph itself is one of the organ's sentences, or only goes on with one.
enum class Opens { yes, goes_on };
std::vector<Verb> verbs_of(const Scene& scene, const document::Paragraph& paragraph, Opens opens);

/// Whether "to" at that word begins an infinitive, and where the words of its verbs end ("to continue to carry", "to explore and foster").
std::optional<Range> infinitive_at(const Scene& scene, std::size_t at);

/// A known addressee that begins at that word, modifiers before it passed over.
struct Known {
    Range range;  ///< with its modifiers
    std::string type, id;
};
std::optional<Known> known_addressee(const Scene& scene, std::size_t at, std::size_t end);
/// The addressees that "him" or "them" at that word may mean: the nearest named before, of "them" all of their list.
std::vector<Known> meant_by_pronoun(const Scene& scene, std::size_t at);
bool is_pronoun(std::string_view word);
/// The abbreviations and short names of a document.
OwnNames own_names_of(const document::Document& document, const vocabulary::Vocabulary& vocabulary, const Words& words);
/// Those named in a range of words, which are cut out of it where they are others' (conditions, partners).
std::vector<Addressee> addressees_in(const Scene& scene, Range range, const std::vector<Range>& cut);

struct Qualified {
    Range range;
    Condition condition;
};
std::vector<Qualified> conditions_in(const Scene& scene, Range range);
struct Joined {
    Range range;
    Partner partner;
};
std::vector<Joined> partners_in(const Scene& scene, Range range);

struct Timed {
    Range range;
    Timing timing;
    bool doubtful = false;  ///< which body's session it is
};
std::vector<Timed> timings_in(const Scene& scene, Range range);

/// `lemma` of the directive verb governs what stands outside the actions; the words of times ("of its eightieth session") deliver nothing.
std::vector<Deliverable> deliverables_in(const Scene& scene, Range range, std::string_view lemma, const std::vector<Timed>& timings);

/// The words of a group that stand in a range, the longest at each place.
std::vector<Range> phrases_in(const Scene& scene, Range range, const Phrases& phrases);

}  // namespace comity::directive
