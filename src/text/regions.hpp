// What ICU (CLDR) calls a country in a language: short everyday names, for recognizing what people type. They are not the names of the
// United Nations and are never shown.
#pragma once

#include <string>
#include <string_view>

namespace comity::text {

/// "FR", "ar" -> the name; "" if ICU has none.
std::string region_name(std::string_view two_letters, std::string_view language);

}  // namespace comity::text
