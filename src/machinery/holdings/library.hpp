// Texts and what a library's catalogue says of them: beside what the text states itself, with its source, and where both differ.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/beside.hpp"
#include "document/document.hpp"
#include "json/json.hpp"
#include "machinery/facts/facts.hpp"
#include "machinery/facts/judging.hpp"
#include "machinery/holdings/holdings.hpp"

namespace comity::holdings {

struct LibraryFacts {
    facts::Found found;
    std::vector<facts::Conflict> conflicts;
};
/// What is said of a text; `text` is nullptr if it is not in the record.
std::vector<LibraryFacts> library_facts(const Holdings& holdings, std::string_view symbol, const document::Document* text);

/// "SzGeBNU 4025240": whose record it is, and its number.
std::string source_of(const library::Record& record);
/// Names of one side in a language, in its order; voters that are not known as States by what the library calls them.
std::vector<std::string> voters_named(const Holdings& holdings, const library::Record& record, library::Ballot ballot, std::string_view language);

/// For the forms in which a text is handed on, in English.
std::vector<document::Beside> library_beside(const Holdings& holdings, const Shown& shown);
/// `library` of the contract.
json::Array library_json(const Holdings& holdings, std::string_view symbol, const document::Document* text);

}  // namespace comity::holdings
