// What a visitor has chosen for this browser, in cookies: the language, and whether keys do anything. Nothing of it is in the record.
#pragma once

#include <string>
#include <string_view>

#include "web/inside.hpp"

namespace comity::web {

/// Whether single keys act on this visitor's pages (WCAG 2.1.4: they can be switched off).
bool keys_on(const Visit& visit) noexcept;

/// A cookie that lasts for a year: a whole Set-Cookie value.
std::string lasting_cookie(std::string_view name, std::string_view value);

/// This address with another parameter "lang", for the links from one language to another.
std::string in_other_language(const Visit& visit, std::string_view language);

}  // namespace comity::web
