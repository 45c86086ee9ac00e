// What stands around the text of a resolution as the United Nations publishes it, in English: the masthead above it, meeting, date and vote below.
#pragma once

#include "document/document.hpp"
#include "document/word_file.hpp"

namespace comity::document::word {

void put_masthead(File& file, const Document& document);
void put_closing(File& file, const Document& document);

}  // namespace comity::document::word
