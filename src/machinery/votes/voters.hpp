// Who voted: from the codes and names of a table to the States of the vocabulary, former Members too. A name that is not known stays as it is.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/date.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::votes {

class Voters {
public:
    explicit Voters(const vocabulary::Vocabulary& vocabulary);

    /// The State's code ("FRA", "YUG"), or nullopt if it is not known. `given` is a code or name of a table, `name` its name there if it has
    /// one; names go before codes, as a code may have had two bearers ("CS"). Of a seat that was called otherwise in other times the date decides.
    [[nodiscard]] std::optional<std::string> code_of(std::string_view given, std::string_view name, const std::optional<Date>& date) const;
    /// By its code, or any name in any language.
    [[nodiscard]] std::optional<std::string> code_named(std::string_view spelling) const;

    /// What to call a code in a language, else in English, else the code itself.
    [[nodiscard]] std::string name_of(std::string_view code, std::string_view language) const;
    /// Whether it was a Member of the United Nations in that month (days of roll calls can't be trusted); nullopt if the vocabulary doesn't say.
    [[nodiscard]] std::optional<bool> was_member(std::string_view code, const Date& date) const;
    /// All that are or were Members, by code; of a demonstration its invented States.
    [[nodiscard]] std::vector<std::string> members() const;

private:
    const vocabulary::Vocabulary& vocabulary_;
    std::unordered_map<std::string, std::vector<const vocabulary::Membership*>> by_alias_, by_iso2_, by_code_;
    std::unordered_map<std::string, const vocabulary::State*> states_;
};

/// Those of the two vocabularies.
const Voters& standard_voters();
const Voters& voters_with_demonstration();

}  // namespace comity::votes
