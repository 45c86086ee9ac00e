// What persons say of a document that an act asked for: that it was delivered with it, or that it was not, whatever the rules find. Each is a subject of
// its own, tied to the words of the act in its file and to the document; it outlives better readings, or is listed as no longer fitting.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "json/json.hpp"
#include "machinery/mandates/act_place.hpp"
#include "machinery/mandates/ruling.hpp"
#include "record/record.hpp"

namespace comity::mandates {

/// The state of a subject of kind "delivery".
struct DeliverySaid {
    ActPlace act;
    std::string report;     ///< canonical symbol, or the SHA-256 of a file without one
    bool delivered = true;  ///< false: this document does not deliver what the act asks
    bool withdrawn = false;
    auto operator<=>(const DeliverySaid&) const = default;
};
json::Value to_json(const DeliverySaid& said);
/// Throws Error(bad_request) for what is none.
DeliverySaid delivery_said_from(const json::Value& state);
std::string subject_of(const DeliverySaid& said);
/// A line for people.
std::string sentence_of(const DeliverySaid& said);

struct DeliveryStatus {
    std::string subject;
    std::int64_t revision = 1, position = 0;
    DeliverySaid said;
    std::optional<std::size_t> act;  ///< index among the acts of the text as they stand; nullopt: it no longer fits
    record::Actor who;
    std::string when;
    std::optional<std::string> why;
};
json::Value to_json(const DeliveryStatus& status);

// --- what can be asked ------------------------------------------------------------------------------------------------------

enum class SayDelivery { yes, no, take_back };

struct DeliveryRequest {
    std::string document;   ///< anything that Holdings::find takes
    std::string paragraph;  ///< id, as the person sees it
    int index = 1;          ///< of the act in it, as shown
    std::string report;     ///< any spelling of a symbol, or a file of the record as find() takes it
    SayDelivery says = SayDelivery::yes;
    record::Actor who;
    std::optional<std::string> on_behalf_of, why, authority;
    std::optional<std::int64_t> seen_revision;  ///< of what was said of it when the person looked, 0 for nothing: refused if it is another now
};
json::Value to_json(const DeliveryRequest& request);
DeliveryRequest delivery_request_from(const json::Value& value);

// --- the rule: a pure function -----------------------------------------------------------------------------------------------

/// All that the rule may know.
struct DeliveryState {
    const document::Document& document;
    std::string_view sha256;
    std::string_view own_symbol;                       ///< of that text, canonical; "" without one
    const std::vector<JudgedAct>& acts;                ///< as they stand
    const std::vector<DeliveryStatus>& deliveries;     ///< in force
    std::optional<std::string> report;                 ///< which the request names, as DeliverySaid has it; nullopt: it names nothing
};
Ruling decide(const DeliveryState& state, const DeliveryRequest& request);

}  // namespace comity::mandates
