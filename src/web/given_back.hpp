// A form that was refused, as it comes back: what was typed stands in it again, the sentence stands at the field that it speaks of, and the summary at the head leads there. Private to web/.
#pragma once

#include "http/forms.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// `page`: with its summary (template "wrong") and, among others, the form by which `sent` came. What the form has no field for stays out; where no field is meant, only what was typed is
/// put back. A page without that form is given as it came.
http::Response given_back(const Visit& visit, http::Response page, const http::Form& sent, const Error& error);
/// The same where no field is at fault.
http::Response given_back(const Visit& visit, http::Response page, const http::Form& sent);

}  // namespace comity::web
