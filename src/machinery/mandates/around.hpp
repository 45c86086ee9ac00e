// The mandates of one text, without looking at all others.
#pragma once

#include "machinery/mandates/register.hpp"

namespace comity::mandates {

/// What the register has of the acts of that text: its series, what became of them, what delivers them. Of other texts it has only what these need, and no overlaps.
std::shared_ptr<const Gathered> gathered_around(const holdings::Holdings& holdings, const holdings::Item& item);

}  // namespace comity::mandates
