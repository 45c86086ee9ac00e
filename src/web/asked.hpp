// What an address asks for, held against what can be asked: the same for every page and for the API.
#pragma once

#include "web/inside.hpp"

namespace comity::web {

/// Throws Error(bad_request) with a sentence that lists the choices where the query of an address gives a known parameter a value that it
/// can't have: "order=foo", "year=last", a body that nobody knows. An empty value asks for nothing, as forms send it. Parameters that
/// have a page of their own (format, state, as_of) are that page's business.
void check_asked(const Visit& visit);

}  // namespace comity::web
