// Where a library and a text contradict each other. A contradiction is told and never mended: the text keeps what it states, unless a person corrects it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "library/records.hpp"
#include "machinery/votes/voters.hpp"

namespace comity::facts {

struct Conflict {
    enum class Fact {
        title,
        date_adopted,
        date_distributed,
        adoption,     ///< by vote or without
        counts,       ///< yes-no-abstain
        agenda_items,
        voters,       ///< one State
        own_counts,   ///< the library's counts are not those of its own list
    };
    Fact fact = Fact::title;
    std::string library, text;  ///< what each has: "2123-12-19", "3-1-0", "XVA yes"; "" for nothing
    bool operator==(const Conflict&) const = default;
};
std::string_view name_of(Conflict::Fact fact) noexcept;  ///< "title", "date_adopted" ... "voters", "own_counts"

/// In the order of Fact, States by their codes. What one of the two doesn't say is no contradiction. `text` is nullptr if it is not in the record.
std::vector<Conflict> conflicts_of(const library::Record& record, const document::Document* text, const votes::Voters& voters);

}  // namespace comity::facts
