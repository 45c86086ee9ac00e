// A recurring text as people see it: its states, the gaps between them, the drafts of each, the series of the same title of other bodies.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "json/json.hpp"
#include "machinery/holdings/item.hpp"

namespace comity::holdings {

/// "no text known": the series comes every year, and this year's is neither here nor cited.
enum class Presence { in_record, cited, unknown };
/// A draft on the text that it became.
struct HungDraft {
    Item item;
    std::string_view why;  ///< "named as its draft", "a person said so", "same title", "same words"
};
struct Member {
    std::optional<std::string> symbol, session;
    std::optional<int> year;
    std::optional<Date> date;               ///< of adoption; as cited if it is not in the record
    Presence status = Presence::in_record;
    std::optional<std::string> previous;    ///< the member before it by date
    std::optional<Item> item;               ///< if in the record
    /// Why it is here: "same title", "recalls the one before", "same words", "a person said so", "cited as one of them", "comes every year".
    std::vector<std::string_view> why = {};
    bool guess = false;                     ///< only one thing speaks for it
    double words = 0;                       ///< how alike it is with the most alike other member: common runs of three words / all
    std::vector<HungDraft> drafts = {};     ///< that became it, oldest first
    std::optional<std::string> new_title = {};  ///< where it came under another title than the member before it in the record
};
/// The series of the same title of another body.
struct Sister {
    std::string body;
    Item latest;
    std::size_t texts = 0;  ///< in the record
};
struct Series {
    std::optional<std::string> title, body;
    std::vector<Member> members;  ///< oldest first
    std::vector<Item> drafts;     ///< all of them, oldest first
    std::vector<HungDraft> loose_drafts = {};  ///< those whose text is neither here nor known
    std::vector<Sister> sisters = {};          ///< by body
    std::vector<std::string> titles = {};      ///< under which it came, oldest first
};

/// A text that comes again and again: acts of one body, and of the one whose work it took over.
struct Recurring {
    Item latest;
    std::size_t texts = 0;
    int first_year = 0, last_year = 0;
};

std::string_view name_of(Presence presence) noexcept;  ///< "in the record", "cited, not in the record", "no text known"

/// The objects of the contract, with more fields behind those named there.
json::Value to_json(const Series& series);
json::Value to_json(const Recurring& recurring);

}  // namespace comity::holdings
