// The states of a recurring text up to one of them, oldest first, to be traced word by word (concordance/provenance.hpp).
#pragma once

#include <deque>
#include <vector>

#include "concordance/provenance.hpp"
#include "machinery/holdings/holdings.hpp"

namespace comity::holdings {

struct Chain {
    std::deque<document::Document> documents;        ///< those in the record; their places stay
    std::vector<concordance::ChainMember> members;   ///< views into them; without a document where the text is not in the record

    /// The next text, as it is shown.
    void add(const Holdings& holdings, const Item& item, std::optional<int> year);
};

/// What the text became, or what was adopted after it, is not in its chain. A text of no series is alone in it.
Chain chain_up_to(const Holdings& holdings, const Item& item);

}  // namespace comity::holdings
