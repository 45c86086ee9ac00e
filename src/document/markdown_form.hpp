// A document as Markdown (CommonMark, with footnotes and struck words as GitHub writes them): headings, numbers as printed, openings in italics.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "document/beside.hpp"
#include "document/document.hpp"

namespace comity::document {

struct MarkdownOptions {
    std::string notice = {};          ///< stands first if there is one: "invented for demonstration"
    std::vector<Beside> beside = {};  ///< below the text
    /// Where a citation's target leads: an address, or "" where it leads nowhere. Without it no citation is a link.
    std::function<std::string(const std::string& target)> address = {};
};

std::string to_markdown(const Document& document, const MarkdownOptions& options = {});

}  // namespace comity::document
