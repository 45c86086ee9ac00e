// A document as one self-contained HTML file, fit to be sent by e-mail and printed: no scripts, nothing fetched.
#pragma once

#include <string>
#include <string_view>

#include "document/document.hpp"

namespace comity::document {

struct HtmlOptions {
    std::string notice = {};  ///< stands first if there is one: "invented for demonstration"
};

std::string to_html(const Document& document, const HtmlOptions& options = {});

/// Safe in text and in quoted attributes; control characters and bytes that are no UTF-8 are taken out of harm's way.
std::string html_escaped(std::string_view text);

}  // namespace comity::document
