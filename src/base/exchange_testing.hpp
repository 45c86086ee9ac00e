// For tests of what must not depend on which of two States it is: the names of the two exchanged in what goes in, or in what comes out.
#pragma once

#include <cctype>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace comity::testing {

/// Names and codes of the one, each with that of the other.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Each name stands where the other stood; of several that begin alike the longest. Whole words alone: "xpe" is no part of "expert", but stands
/// behind "%3A" of an address.
inline std::string exchanged(std::string_view text, const Pairs& pairs) {
    const auto is_letter = [&](std::size_t at) { return at < text.size() && std::isalnum(static_cast<unsigned char>(text[at])) != 0; };
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::string_view found, instead;
        for (const auto& [a, b] : pairs) {
            for (const auto& [from, to] : {std::pair<std::string_view, std::string_view>{a, b}, {b, a}}) {
                const bool behind_a_code = at >= 3 && text[at - 3] == '%';
                const bool whole = (at == 0 || behind_a_code || !is_letter(at - 1)) && !is_letter(at + from.size());
                if (from.size() > found.size() && whole && text.compare(at, from.size(), from) == 0) found = from, instead = to;
            }
        }
        if (found.empty()) out += text[at++];
        else out += instead, at += found.size();
    }
    return out;
}

}  // namespace comity::testing
