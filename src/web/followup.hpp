// The pages of a State's follow-up. Private to web/.
#pragma once

#include <string>
#include <vector>

#include "machinery/followup/followup.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// The State for which this visitor speaks. To whoever speaks for none its follow-up is not there: SaidError(not_found).
std::string follow_up_state(const Visit& visit);
/// What States released, for template "released_row".
List released_rows(const Visit& visit, const std::vector<followup::Released>& released);

}  // namespace comity::web

namespace comity::web::pages {

http::Response follow_up(const Visit& visit);           ///< `/follow-up`: of the State for which this visitor speaks
http::Response follow_up_calendar(const Visit& visit);  ///< `/follow-up.ics`
http::Response follow_up_report(const Visit& visit);    ///< `/follow-up.docx`
http::Response follow_up_sent(const Visit& visit);      ///< POST

}  // namespace comity::web::pages
