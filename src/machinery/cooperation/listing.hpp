// Parts of the lists of cooperation, read from its tables: what a page costs hangs on what it shows, and not on all that there is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/cooperation/cooperation.hpp"

namespace comity::cooperation {

/// What the tables keep of an entry of one of the kinds.
struct Listed {
    Deed deed;                         ///< its stage as of no day: measures'
    std::int64_t place = 0;            ///< of a request in its State's own order
    std::string request;               ///< of an agreement: the id of the request behind it
    bool withdrawn = false;            ///< a request or an offer
    std::vector<std::string> seen_by;  ///< of closed kinds: ids of actors
};
Listed listed_of(const record::Entry& entry, const vocabulary::Vocabulary& vocabulary, std::string_view today = "");
/// Its place among the levels, nearest first; 4 for none.
std::int64_t level_place(std::string_view level);
/// By what the words of a standing commitment are found; "" for none.
std::string commitment_key(std::string_view commitment);

/// Without the name of a request that the viewer may not see: an agreement may be public where the request behind it never was.
AgreementEntry seen_by(std::string_view viewer, const record::Snapshot& snapshot, const record::Entry& entry);

/// Who looks, and in which language names are put in order.
struct Viewing {
    const record::Snapshot& snapshot;
    const vocabulary::Vocabulary& vocabulary;
    std::string viewer, language = "en";
};
struct Range {
    std::size_t offset = 0, limit = SIZE_MAX;
};
template <typename Value>
struct Part {
    std::vector<Kept<Value>> shown;
    std::size_t total = 0;
};
/// A part of needs(), offers(), agreements() and measures(), in their order.
Part<Need> needs_shown(const Viewing& viewing, Range range);
Part<Offer> offers_shown(const Viewing& viewing, Range range);
Part<Agreement> agreements_shown(const Viewing& viewing, Range range);
Part<Measure> measures_shown(const Viewing& viewing, Range range);
/// Those behind which that request stands, as far as the viewer may see them and the request.
std::vector<AgreementEntry> agreements_for(const Viewing& viewing, std::string_view request);

struct DeedsPart {
    std::vector<Deed> shown;
    std::size_t total = 0;
};
/// A part of deeds(), in its order.
DeedsPart deeds_shown(const record::Snapshot& snapshot, const vocabulary::Vocabulary& vocabulary, const DeedsAsked& asked, Range range);

// --- what fits what ------------------------------------------------------------------------------------------------------------

/// What of a request no offer has: missing_in() over the offers that have such a piece, to the first that does.
std::vector<Piece> missing_in(const Viewing& viewing, const Need& need);

struct Unmet {
    NeedEntry need;
    std::vector<Piece> pieces;
};
struct UnmetPart {
    std::vector<Unmet> shown;  ///< of the requests in that range those of which no offer has a part
    std::size_t total = 0;     ///< requests that there are
};
UnmetPart unmet(const Viewing& viewing, Range requests);

/// A piece that offers of several actors have.
struct Offered {
    Piece piece;
    std::size_t total = 0;             ///< offers that have it
    std::vector<OfferEntry> shown;     ///< the first of them, in the order of offers()
};
/// As overlaps(), with at most so many offers of each.
std::vector<Offered> overlapping(const Viewing& viewing, std::size_t most);

/// Offers that fit a request, and what they have together.
struct Fitting {
    std::vector<Offer> offers;             ///< of which the others tell by their place here
    std::vector<Suggestion> suggestions;   ///< those in the range
    bool more = false;                     ///< whether there are further suggestions
    Coverage coverage;                     ///< over at most `most_of_a_piece` offers of each piece, the first that have it
};
inline constexpr std::size_t most_of_a_piece = 40;
Fitting fitting(const Viewing& viewing, const Need& need, const Weights& weights, Range range);

}  // namespace comity::cooperation
