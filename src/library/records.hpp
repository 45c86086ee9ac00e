// Records of a library's catalogue as they come in MARCXML (MARC 21 in XML): what a library says of a document, or of a vote on one. Which fields say
// what stands in data/marc_fields.tsv. Nothing is decided here of whether it is true; that a text says otherwise is told by machinery/facts.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/vocabulary.hpp"

namespace comity::library {

enum class Kind { document, vote };
std::string_view name_of(Kind kind) noexcept;  ///< "document", "vote"

enum class Ballot { yes, no, abstain, not_voting };
inline constexpr std::array all_ballots = {Ballot::yes, Ballot::no, Ballot::abstain, Ballot::not_voting};
std::string_view name_of(Ballot ballot) noexcept;  ///< "yes", "no", "abstain", "not voting"

struct AgendaItem {
    std::string document;  ///< the agenda, canonical symbol where it is one: "A/78/251"
    std::string item;      ///< as texts print it: "71 (b)" of "71b"
    std::string title, subject;
    bool operator==(const AgendaItem&) const = default;
};

/// What a record says; "" and empty where it says nothing. Words are as they stand, in normalization form C, blanks single.
struct Record {
    std::string number;                ///< of the record in its catalogue
    std::string agency;                ///< whose number that is
    Kind kind = Kind::document;
    std::vector<std::string> symbols;  ///< canonical; never empty
    std::string title, statement;      ///< "Strengthening of ...", "resolution / adopted by the General Assembly"
    std::string published, acted;      ///< days ("2023-12-19"); of a date that is no whole day the words as they stand
    std::string adoption;              ///< "without a vote", "recorded vote", "non-recorded vote"; other words as they stand
    std::vector<AgendaItem> agenda;
    std::vector<std::string> meetings; ///< symbols of the records of meetings
    std::vector<std::string> related;  ///< symbols of drafts, reports, meetings
    std::vector<std::string> notes, subjects;
    std::optional<int> yes, no, abstain, not_voting, members;  ///< counts as they are stated
    std::array<std::vector<std::string>, 4> voters;            ///< by Ballot: codes of three letters, else names; in the order of their bytes
    std::vector<std::pair<std::string, std::string>> files;    ///< language as the library says it, address

    [[nodiscard]] const std::vector<std::string>& who(Ballot ballot) const { return voters[static_cast<std::size_t>(ballot)]; }
    bool operator==(const Record&) const = default;
};

struct LeftOut {
    std::uint32_t line = 0;
    std::string why;
};
struct Catalogue {
    std::vector<Record> records;     ///< in the order of the file
    std::vector<LeftOut> left_out;   ///< records that are neither of a document nor of a vote
};

/// Whether these bytes are meant to be MARCXML, by their first words alone.
bool looks_like_records(std::string_view bytes) noexcept;

/// A collection, one record, or a page of answers that holds them. Error(bad_request) with the line for what is no XML or holds no record of that
/// form at all, Error(limit).
Catalogue read(std::string_view bytes, const vocabulary::Vocabulary& vocabulary);

/// A collection of those records of it alone that are about this symbol (canonical), as they stand; "" if there are none. Throws as read().
std::string only_about(std::string_view bytes, std::string_view symbol, const vocabulary::Vocabulary& vocabulary);

/// "71b" -> "71 (b)"; all else as it is.
std::string agenda_item_as_printed(std::string_view item);

}  // namespace comity::library
