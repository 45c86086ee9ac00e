// A document as one self-contained HTML file, fit to be sent by e-mail and printed: no scripts, nothing fetched.
#pragma once

#include <string>
#include <vector>

#include "document/beside.hpp"
#include "document/document.hpp"

namespace comity::document {

struct HtmlOptions {
    std::string notice = {};  ///< stands first if there is one: "invented for demonstration"
    std::vector<Beside> beside = {};  ///< below the text
};

std::string to_html(const Document& document, const HtmlOptions& options = {});

}  // namespace comity::document
