// What the rules of the processes have in common: a request goes in, with all that may be known; drafts of entries come out, or a refusal.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "json/json.hpp"
#include "record/entry.hpp"

namespace comity::record {

/// Who acts.
struct By {
    Actor who;
    std::string actor;   ///< on whose behalf, "state:XAR"; "" for nobody's
    bool keeps = false;  ///< keeps the process for all (actors::consult, actors::review); else speaks for `actor` alone
    std::optional<std::string> why, authority;
};

/// One act of the process. What its fields are, each rule says.
struct Request {
    std::string act;    ///< "prepare", "hand in", "position" ...: each process has its own
    std::string about;  ///< the name of what it is about, as the process has them: a call's id, a subject
    json::Value fields = json::Object{};
    By by;
    std::optional<std::int64_t> seen_revision = {};  ///< of the subject that the person saw: a conflict if it is another now
};
json::Value to_json(const Request& request);
/// Throws Error(bad_request) for what is none.
Request request_from(const json::Value& value);

struct Refusal {
    Fault fault = Fault::bad_request;
    Said said;
};
struct Decision {
    std::vector<Draft> drafts;
    std::string sentence;  ///< what was done, for people
};
using Ruling = std::variant<Refusal, Decision>;

inline Ruling refuse(Said said, Fault fault = Fault::bad_request) { return Refusal{fault, std::move(said)}; }

/// A draft with all that the request says of who and why.
Draft draft_for(const Request& request, std::string subject, std::string_view kind, json::Value state);

/// A field of a request as it was typed, without the blanks around it; nullopt where it is not given.
std::optional<std::string> field(const json::Value& fields, std::string_view name);
/// A field with several values: an array, or a text with one a line or parted by semicolons.
std::optional<std::vector<std::string>> several(const json::Value& fields, std::string_view name);

}  // namespace comity::record
