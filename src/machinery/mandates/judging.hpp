// Judgements of acts on the record: what stands, the rule, and the act itself.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "machinery/holdings/holdings.hpp"
#include "machinery/mandates/delivery_said.hpp"
#include "machinery/mandates/judgement.hpp"
#include "machinery/mandates/ruling.hpp"
#include "record/derivation.hpp"

namespace comity::mandates {

/// What was said of the acts of each file, of what they are and of what delivers them, and whether it is in force.
std::shared_ptr<const record::Derivation> derivation();

/// What a text asks as it counts: found by rule, with what persons said of it and of what delivers it.
struct JudgedText {
    document::Document document;
    Judged judged;
    std::vector<DeliveryStatus> deliveries;  ///< in force, in the order in which they were said
};
JudgedText judged_text(const holdings::Holdings& holdings, const holdings::Item& item);
/// {symbol, mandates, judgements, deliveries}: the contract's object, with what persons said of each act and as lists of their own.
json::Value to_json(const std::string& name, const JudgedText& text);
/// For what holds acts beyond one answer: of each file of whose acts something was ever said, by its SHA-256, the position of what was said last.
std::map<std::string, std::int64_t> judged_states(const record::Snapshot& snapshot);
/// Judgements in force of that file, in the order in which they were made.
std::vector<JudgementStatus> judgements_of(const record::Snapshot& snapshot, std::string_view sha256);
/// The same of what was said of documents that deliver what its acts ask; not yet tied to acts.
std::vector<DeliveryStatus> deliveries_said(const record::Snapshot& snapshot, std::string_view sha256);

// --- the rule: a pure function -----------------------------------------------------------------------------------------------

/// All that the rule may know.
struct JudgementState {
    const document::Document& document;
    std::string_view sha256;
    const Judged& judged;  ///< as it stands
    const directive::Words& words;
};
Ruling decide(const JudgementState& state, const JudgementRequest& request);

// --- acting (needs Access::write) --------------------------------------------------------------------------------------------

struct JudgementResult {
    std::string subject, document, sentence;  ///< document: Item::address
    std::int64_t revision = 0, position = 0;
};
json::Value to_json(const JudgementResult& result);
/// Applies the rule and appends what it decides. Throws what the rule refuses.
JudgementResult judge(holdings::Holdings& holdings, const JudgementRequest& request);
JudgementResult say_delivery(holdings::Holdings& holdings, const DeliveryRequest& request);
/// The same wherever the record is held.
JudgementResult submit(const holdings::RecordPlace& place, const JudgementRequest& request);
JudgementResult submit(const holdings::RecordPlace& place, const DeliveryRequest& request);
/// By which they are handed over.
constexpr std::string_view judge_act = "judge", delivery_act = "say delivery";

}  // namespace comity::mandates
