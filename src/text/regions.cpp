#include "text/regions.hpp"

#include <unicode/locid.h>
#include <unicode/unistr.h>

namespace comity::text {

std::string region_name(std::string_view two_letters, std::string_view language) {
    const std::string region(two_letters), reader(language);
    icu::UnicodeString words;
    icu::Locale("", region.c_str()).getDisplayCountry(icu::Locale(reader.c_str()), words);
    std::string name;
    words.toUTF8String(name);
    return name == region ? std::string() : name;  // ICU gives the code back where it has no name
}

}  // namespace comity::text
