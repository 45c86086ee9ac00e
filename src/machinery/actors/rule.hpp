// The rules of accounts: pure functions from what stands and what is asked to a refusal or the entry to append. Private to actors/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/error.hpp"
#include "machinery/actors/actors.hpp"
#include "machinery/actors/people.hpp"
#include "record/entry.hpp"

namespace comity::actors {

/// A reason why an act can't be done, for the person who asked for it.
struct Refusal {
    Fault fault = Fault::bad_request;
    Said said;
};

/// All that the rules may know.
struct State {
    std::optional<Account> account;  ///< of which the request speaks
    std::optional<Actor> actor;      ///< which it names
    std::string today;               ///< "2031-05-03"
    std::string fresh;               ///< a number drawn, for a subject that is new
};

std::variant<Refusal, record::Draft> decide(const State& state, const Request& request);

}  // namespace comity::actors
