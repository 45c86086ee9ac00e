// HTML as archives, organizations' pages and word processors make it: what a browser would show of it, a paragraph a block. Lists are counted as
// browsers count them; footnotes are known by the links between a mark and its note; menus, banners and other parts of the page around a text are
// furniture. Nothing that a page refers to is ever fetched.
#pragma once

#include <string_view>

#include "reading/flow.hpp"

namespace comity::reading {

/// Any bytes; Error(limit).
Flow flow_of_html(std::string_view bytes);

}  // namespace comity::reading
