// What the register keeps in memory of each act: enough to filter, to follow and to count. All else is found again from the text when it is shown.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "directive/directive.hpp"
#include "document/document.hpp"
#include "machinery/mandates/few.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::mandates {

/// Strings by number, each kept once. 0 is "".
class Names {
public:
    using Number = std::uint32_t;
    Names() { (void)number(""); }
    Names(const Names& other);
    Names(Names&&) noexcept = default;  // a deque that moves keeps its strings where they are
    Names& operator=(const Names&) = delete;
    Names& operator=(Names&&) noexcept = default;
    ~Names() = default;
    Number number(std::string_view name);
    [[nodiscard]] std::optional<Number> find(std::string_view name) const;
    [[nodiscard]] const std::string& name(Number number) const { return names_[number]; }
    [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }

private:
    std::deque<std::string> names_;  // a deque: what the map looks into stays where it is
    std::unordered_map<std::string_view, Number> numbers_;
};

/// A day as a number that orders as days do: 20231219; 0 for none.
using Day = std::int32_t;
Day day_of(const std::optional<Date>& date) noexcept;
std::optional<Date> date_of(Day day) noexcept;

struct Asked {
    Names::Number type = 0, id = 0;  ///< as in directive::Addressee
    auto operator<=>(const Asked&) const = default;
};

/// When something falls due: a session, or days that the words name. Never both empty.
struct Due {
    Day first = 0, last = 0;
    Names::Number body = 0;        ///< of a session: the body's id
    std::uint16_t session = 0;
    bool by_month = false;
    auto operator<=>(const Due&) const = default;
};

struct ShortAct {
    Names::Number paragraph = 0;         ///< id
    Names::Number lemma = 0, category = 0;
    Names::Number recurrence = 0;        ///< "P1Y"; the words' kind where they state no interval; 0: none is stated
    Day expires = 0;
    std::uint16_t index = 1;
    std::uint8_t strength = 0;
    bool un_mandate = false, to_states = false, unsure = false, review = false;
    directive::Sense sense = directive::Sense::statement;
    Few<Asked> asked;                    ///< in their order
    Few<Names::Number> deliverables;     ///< kinds, each once, in their order
    Few<Due> dues;
    Few<Names::Number> words;            ///< of requests and decisions: its words that mean something, each once, ascending

    [[nodiscard]] bool asks() const noexcept { return sense != directive::Sense::statement; }
    bool operator==(const ShortAct&) const = default;
};

/// Without its words. `names` takes what is new. Of a list of sessions each has its days from the vocabulary.
ShortAct shortened(const directive::Act& act, const vocabulary::Vocabulary& vocabulary, Names& names);
/// Sets the words of an act: what telling_words() gives, by number.
void set_words(ShortAct& act, const std::vector<std::string>& telling, Names& words);

/// Words that mean something, folded: without articles, prepositions and their like.
std::vector<std::string> telling_words(std::string_view text);
/// The same of an act: its own words and those of its parts; its verb and whom it asks are left out.
std::vector<std::string> telling_words(const directive::Act& act, const document::Document& document);

/// 2 x common / all, of ascending numbers; 1 for two empty ones.
double likeness(std::span<const Names::Number> a, std::span<const Names::Number> b) noexcept;

}  // namespace comity::mandates
