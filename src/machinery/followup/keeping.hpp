// Keeping a follow-up: the rule, and the door through which pages and commands go.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "machinery/followup/piece.hpp"
#include "record/record.hpp"
#include "record/ruling.hpp"

namespace comity::followup {

/// Who speaks for a State: "state:XNI" as its actor; nobody else may.
using record::By;
using record::Refusal;

/// "put" makes a piece or changes it: fields as those of Piece, with "what"; a field that is not given stays. "validate" says that evidence holds. "release" makes a piece public as it stands;
/// "take back" ends that (what was public once stays in the log).
struct Request {
    std::string act, state, id;
    json::Value fields = json::Object{};
    By by;
    std::optional<std::int64_t> seen_revision = {};
};
json::Value to_json(const Request& request);
Request request_from(const json::Value& value);

/// All that the rule may know.
struct State {
    std::optional<Piece> present;
    std::int64_t revision = 0;
    std::string put_by;                         ///< who put it first, as entries say it
    std::vector<Piece> all;                     ///< of the workspace: what the piece is or shall be part of or supersede, and what supersedes the same
    std::vector<std::string> recommendations;   ///< of those that the request names, the ids that the record has for this State
    std::vector<std::string> unknown;           ///< and those that it has not
    std::optional<json::Value> release;         ///< what stands as public, if anything does
    std::int64_t release_revision = 0;
    std::vector<std::string> released;          ///< of the ids of these what is public
};
struct Decision {
    record::Draft draft;
    std::string sentence;
};
using Ruling = std::variant<Refusal, Decision>;
/// Pure.
Ruling decide(const State& state, const Request& request);

struct Done {
    std::string subject, sentence;
    std::int64_t revision = 0, position = -1;
};
json::Value to_json(const Done& done);
Done perform(record::Record& record, const Request& request);
json::Value perform_command(record::Record& record, const json::Value& request);
inline constexpr std::string_view follow_up_act = "follow-up";

}  // namespace comity::followup
