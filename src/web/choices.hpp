// What the sentence that filters a list and the one that narrows a search have in common: what the address asks for, and the choices.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "machinery/holdings/holdings.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// nullopt if there is anything but a number.
std::optional<int> number_in(std::string_view text);

/// nullopt for a field that is missing or empty.
std::optional<std::string> given(const http::Form& query, std::string_view name);

/// How a choice is called.
enum class Named { kinds, bodies, figures, languages, decades };

/// An <option> for each thing to choose, with the count behind it.
List options_of(const Visit& visit, const holdings::Overview::Counts& counts, std::string_view chosen, Named named);

}  // namespace comity::web
