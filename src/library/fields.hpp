// data/marc_fields.tsv and data/library_words.tsv. Private to library/.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "library/records.hpp"

namespace comity::library {

/// What a subfield can mean: the words of the table, in their order.
enum class Means {
    number, agency, symbol, title, statement, published, acted, note, adoption, subject, meeting, voter, ballot, voter_name,
    agenda_document, agenda_item, agenda_title, agenda_subject, related, yes, no, abstain, not_voting, members, file, file_language,
};

class Fields {
public:
    /// From the program's own tables; a bug if they are not of their shape.
    static const Fields& standard();

    /// What this subfield of a record of that kind means; `subfield` is '\0' for a control field.
    [[nodiscard]] const Means* meaning(std::string_view tag, char subfield, Kind kind) const;
    /// Tags that tell a document's symbol, a vote's symbol.
    [[nodiscard]] bool tells_symbol(std::string_view tag, Kind kind) const;
    /// "" if the table doesn't have it.
    [[nodiscard]] std::string_view word(std::string_view what, std::string_view given) const;

private:
    Fields();
    std::map<std::pair<std::string, char>, Means, std::less<>> of_documents_, of_votes_;
    std::map<std::pair<std::string, std::string>, std::string> words_;
};

}  // namespace comity::library
