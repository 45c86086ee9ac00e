// Roll calls beside a text.
#pragma once

#include "document/document.hpp"
#include "machinery/holdings/item.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// For the margin beside the title: what tables of votes say of this text, apart from what it states itself; "" if they say nothing.
Value roll_calls_view(const Visit& visit, const holdings::Item& item, const document::Document& document);

}  // namespace comity::web
