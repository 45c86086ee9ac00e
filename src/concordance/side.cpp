#include "concordance/side.hpp"

namespace comity::concordance {

namespace {

json::Array proposals_of(const Side& side) {
    json::Array values;
    for (const document::Proposal& proposal : side.proposals) {
        json::Value value;
        value.put("paragraph", proposal.paragraph);
        value.put("authors", json::Array(proposal.authors.begin(), proposal.authors.end()));
        value.put("words", proposal.words);
        if (!proposal.struck.empty()) value.put("struck", proposal.struck);
        values.push_back(std::move(value));
    }
    return values;
}

}  // namespace

Side side_of(document::Document document, std::string name, const vocabulary::Vocabulary& vocabulary) {
    document::Negotiated negotiated = document::negotiated(std::move(document), vocabulary);
    return {std::move(negotiated.document), std::move(name), std::move(negotiated.proposals)};
}

Comparison compare(const Side& a, const Side& b) { return compare(a.document, b.document); }

json::Value to_json(const Comparison& comparison, const Side& a, const Side& b) {
    json::Value value = to_json(comparison);
    if (!a.proposals.empty()) value.put("proposals_a", proposals_of(a));
    if (!b.proposals.empty()) value.put("proposals_b", proposals_of(b));
    return value;
}

}  // namespace comity::concordance
