// A document as the JSON of the contract, and back: write then read gives the same document.
#pragma once

#include "document/document.hpp"
#include "json/json.hpp"

namespace comity::document {

/// Every field of the contract, absent facts as null, plus what the pages need (opening_at, note_marks, code of a diagnostic).
json::Value to_json(const Document& document);

/// Throws Error(bad_request) naming the field that is missing or of another shape.
Document from_json(const json::Value& value);

}  // namespace comity::document
