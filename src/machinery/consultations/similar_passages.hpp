// Passages of submissions that say alike things (concordance/similar_passages.hpp), by the words that tell in consultations. Whole submissions with the same words are found elsewhere;
// here nobody's voice is dropped either.
#pragma once

#include "concordance/similar_passages.hpp"
#include "machinery/consultations/suggesting.hpp"
#include "record/record.hpp"

namespace comity::consultations {

using concordance::PassageText;
using concordance::Similar;
using concordance::similar_from;
using concordance::SimilarGroup;

class SimilarPassages : public concordance::SimilarPassages {
public:
    /// Pure.
    explicit SimilarPassages(const std::vector<PassageText>& passages) : concordance::SimilarPassages(passages, &telling_words) {}
    /// The same of passages of a record, whose words are kept in memory until something of it is erased.
    SimilarPassages(const record::Snapshot& snapshot, const std::vector<PassageText>& passages);
};

}  // namespace comity::consultations
