// The tables of data/ that say how texts ask: addressees, conditions, deliverables, times, and the small words around verbs.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/date.hpp"
#include "directive/sentence.hpp"
#include "vocabulary/tables.hpp"

namespace comity::directive {

/// Phrases of words by their first word. A word of a phrase may be a slot: "{session}".
class Phrases {
public:
    struct Phrase {
        std::vector<std::string> words;
        std::vector<std::uint32_t> numbers;  ///< of the words in the dictionary
        std::size_t row = 0;
    };
    void add(std::string_view phrase, std::size_t row, Dictionary& dictionary);
    /// The longest first; nullptr if there are none.
    [[nodiscard]] const std::vector<Phrase>* beginning_with(const Word& word) const;
    struct Found {
        std::size_t row = 0, words = 0;  ///< words: 0 if none stands there
    };
    /// The longest phrase without slots that stands at `at`; commas within it are passed over.
    [[nodiscard]] Found longest(const Sentence& sentence, std::size_t at) const;
    /// The longest of those whose row is wanted.
    [[nodiscard]] Found longest_where(const Sentence& sentence, std::size_t at, const std::function<bool(std::size_t)>& wanted) const;

private:
    std::vector<std::vector<Phrase>> by_first_;  ///< by the first word's number
};

/// The groups of data/directive_words.tsv.
enum class Group {
    chain, chain_evident, chain_long, evidence, insert, relative, to_before, not_infinitive, adverb, infinitive, modifier, joint, backward, review, seize, nouns_before, passive, modal, plain_task, short_name, clause, participle, nouns_with_task,
    count
};

struct AddresseeRow {
    std::string type;
    bool un_mandate = false;  ///< what is asked of it is a mandate of the Organization (also where only in part)
    bool states = false;      ///< a State is meant, alone or among others
    std::string id;           ///< of data/actors.tsv
};
struct ConditionRow {
    std::string kind, meaning;
    bool open = false;  ///< the words go on behind the phrase ("upon the request of ...")
};
struct DeliverableRow {
    std::unordered_set<std::string> verbs;
    std::string kind;
};
/// What a noun of the formula makes of its verb: "Reiterates its request" asks, "Expresses its intention" says what the organ means to do.
struct NounRow {
    std::unordered_set<std::string> lemmas, words;
    std::string asks_as, category;  ///< asks_as: the verb that asks so ("request"); "" if nothing is asked
    int strength = 0;
    char creates = 'n';
};
struct TimeRow {
    std::string kind, value;
};

class Words {
public:
    /// Throws Error(bad_request) with table and line if a table is not of its shape. Tables that are not its own are passed over.
    explicit Words(std::span<const vocabulary::Table> tables);

    [[nodiscard]] const Dictionary& dictionary() const noexcept { return dictionary_; }
    /// Whether the word alone is in the group.
    [[nodiscard]] bool in(Group group, const Word& word) const { return word.number < groups_of_.size() && ((groups_of_[word.number] >> static_cast<unsigned>(group)) & 1U) != 0; }
    [[nodiscard]] const Phrases& group(Group group) const { return groups_[static_cast<std::size_t>(group)]; }
    /// The months in which a session of a body met or will meet, where they are known better than in the calendar.
    [[nodiscard]] std::optional<std::pair<Date, Date>> meetings(std::string_view body, int session) const;

    /// The codes of data/addressees.tsv, in the order of the alphabet.
    [[nodiscard]] std::vector<std::string> addressee_types() const;

    Phrases addressees, conditions, partners, deliverables, times;
    std::vector<AddresseeRow> addressee_rows;
    std::vector<ConditionRow> condition_rows;
    std::vector<std::string> partner_rows;
    std::vector<DeliverableRow> deliverable_rows;
    std::vector<TimeRow> time_rows;
    std::vector<NounRow> noun_rows;

private:
    void add_types(const vocabulary::TableRows& rows);
    void add_addressees(const vocabulary::TableRows& rows);
    void add_actors(const vocabulary::TableRows& rows);
    void add_invented(const vocabulary::TableRows& rows);
    void add_conditions(const vocabulary::TableRows& rows);
    void add_deliverables(const vocabulary::TableRows& rows);
    void add_times(const vocabulary::TableRows& rows);
    void add_nouns(const vocabulary::TableRows& rows);
    void add_groups(const vocabulary::TableRows& rows);
    void add_meetings(const vocabulary::TableRows& rows);

    std::map<std::string, AddresseeRow, std::less<>> types_;
    Dictionary dictionary_;
    std::vector<std::uint32_t> groups_of_;  ///< by the word's number: a bit for each group
    std::array<Phrases, static_cast<std::size_t>(Group::count)> groups_;
    std::map<std::pair<std::string, int>, std::pair<Date, Date>> meetings_;
};

/// Of the tables in data/; with those of demo/ added.
const Words& standard_words();
const Words& words_with_demonstration();

}  // namespace comity::directive
