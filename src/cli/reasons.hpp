// Who acts at the command line, and what they give as their reason.
#pragma once

#include "cli/command.hpp"
#include "record/entry.hpp"

namespace comity::cli {

/// --why, --on-behalf-of and --authority into the request of an act.
template <typename Request>
void take_reasons(const Arguments& arguments, Request& request) {
    request.who = record::operator_at_command_line();
    request.why = arguments.value("why");
    request.on_behalf_of = arguments.value("on-behalf-of");
    request.authority = arguments.value("authority");
}

}  // namespace comity::cli
