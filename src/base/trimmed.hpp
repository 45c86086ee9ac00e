// Words without the blanks around them.
#pragma once

#include <string_view>

namespace comity {

/// A part of `text`, which has to stay. Blanks are single bytes: what other blanks a text in Unicode has, reading knows (reading/scan.hpp).
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n") noexcept {
    const std::size_t first = text.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace comity
