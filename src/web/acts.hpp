// What pages say of acts: entries, corrections, receipts; and the way from any spelling of a symbol to its own address.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "machinery/holdings/item.hpp"
#include "record/entry.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// For template "entry": position, revision, what was done, who, when, why.
View entry_view(const Visit& visit, const record::Entry& entry);

/// Whether this visitor may read what an entry says: all may, but of confidential ones only their parties and those who see all.
bool may_read(const Visit& visit, const record::Entry& entry);
/// Those of them that may be read, and of which anything is left.
std::vector<record::Entry> readable(const Visit& visit, std::vector<record::Entry> entries);

/// The position of an entry, written in digits as the log writes it; nullopt for anything else.
std::optional<std::int64_t> position_in(std::string_view digits);
/// The entry that `?recorded=POSITION` names after an act, for its receipt; nullopt if it names none.
std::optional<record::Entry> entry_recorded(const Visit& visit);

List corrections_view(const Visit& visit, const holdings::Shown& shown);
View correction_view(const Visit& visit, const holdings::CorrectionStatus& status);

/// "operator at this machine".
std::string actor_in_words(const Visit& visit, const record::Actor& who);

/// "19 December 2023, 09:30 UTC" of "2023-12-19T09:30:00.000Z", as an element `time`.
Html moment(const Visit& visit, std::string_view when);

/// A redirect, if the request names the item in another way than its address does. `ending`: "/history", "/correct" or "".
std::optional<http::Response> to_its_own_address(const Visit& visit, const holdings::Item& item, std::string_view ending);

}  // namespace comity::web
