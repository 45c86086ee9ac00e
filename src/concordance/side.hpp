// One of two texts that are compared, as a person gives it: a text of a record, or any file, a draft under negotiation among them.
#pragma once

#include <string>
#include <vector>

#include "concordance/comparison.hpp"
#include "document/negotiation.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::concordance {

struct Side {
    document::Document document;  ///< cut at the labels of a negotiation ("PP4 bis")
    std::string name;             ///< symbol, or the name of the file
    std::vector<document::Proposal> proposals = {};
};

Side side_of(document::Document document, std::string name, const vocabulary::Vocabulary& vocabulary);

Comparison compare(const Side& a, const Side& b);

/// The object of the contract (comparison.hpp), with `proposals_a` and `proposals_b` of texts under negotiation.
json::Value to_json(const Comparison& comparison, const Side& a, const Side& b);

}  // namespace comity::concordance
