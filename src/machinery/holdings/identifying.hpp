// Ids after a correction has changed paragraphs: by the rules of docs/architecture.md, as the reader gives them. Private to holdings/.
#pragma once

#include <string>
#include <vector>

#include "document/document.hpp"

namespace comity::holdings {

/// One id a paragraph. What a paragraph's own fields don't say (its part, its annex, words after a list) is taken from the id
/// that it has, or from its neighbours' if it has none ("").
std::vector<std::string> identify(const std::vector<document::Paragraph>& paragraphs);

/// Gives them, and takes citations along.
void identify_again(document::Document& document);

}  // namespace comity::holdings
