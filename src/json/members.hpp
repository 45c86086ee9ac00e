// Members of an object that came from elsewhere (a request, an entry), by their names: there or not, and refused where they are of another kind.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace comity::json {

/// nullopt where the member is absent or null. Error(bad_request), with its name, where it is of another kind.
std::optional<std::string> maybe_text(const Value& object, std::string_view name);
std::optional<bool> maybe_truth(const Value& object, std::string_view name);
/// Error(bad_request), with its name, where it is absent or empty too.
std::string needed_text(const Value& object, std::string_view name);

/// The texts of an array, in its order; none where it is absent or no array. What stands in it and is no text is left out.
std::vector<std::string> texts_in(const Value& array);
Array array_of(const std::vector<std::string>& texts);

/// A cell of a table in which fields stand, as the demonstration's have them: "title=... ;; themes=...", all as texts.
Value fields_in_cell(std::string_view cell);

}  // namespace comity::json
