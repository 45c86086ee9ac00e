// What a library says of a text, beside the text.
#pragma once

#include "document/document.hpp"
#include "machinery/holdings/item.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// A list for the margin beside the title: each record of a library about this text, with its source and what the two contradict each other in.
List library_view(const Visit& visit, const holdings::Item& item, const document::Document& document);

}  // namespace comity::web
