// For tests of acts that may be refused: which sentence said so.
#pragma once

#include <functional>
#include <string>

#include "base/error.hpp"

namespace comity::testing {

/// The id of the sentence with which an act was refused, else its English; "" if it was done.
inline std::string refusal_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.said() == nullptr ? std::string(error.what()) : std::string(error.said()->id);
    }
    return "";
}

}  // namespace comity::testing
