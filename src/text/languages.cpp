#include "text/languages.hpp"

#include <algorithm>
#include <string>

#include <unicode/locid.h>

namespace comity::text {

bool is_language(std::string_view code) {
    if ((code.size() != 2 && code.size() != 3) || !std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return false;
    const std::string typed(code);
    // ICU takes the longer form of a code for its shorter one.
    if (code.size() == 3) return typed == icu::Locale(typed.c_str()).getLanguage();
    const char* const* const known = icu::Locale::getISOLanguages();
    for (const char* const* one = known; *one != nullptr; ++one) {
        if (typed == *one) return true;
    }
    return false;
}

}  // namespace comity::text
