// The acts of a text of the record: the one way by which the machinery comes to them, so that what persons have said of an act has its place here.
#pragma once

#include <vector>

#include "directive/directive.hpp"
#include "document/document.hpp"
#include "record/record.hpp"

namespace comity::mandates {

/// As the rules over words find them (directive/directive.hpp). `purpose`: of the record that the text is in; a demonstration has words of its own.
std::vector<directive::Act> found_acts(const document::Document& document, record::Purpose purpose);

}  // namespace comity::mandates
