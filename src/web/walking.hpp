// For tests that walk all routes.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "web/pages.hpp"

namespace comity::web {

/// An address of every route that is read; `holes` beside those of texts: {"{offer}", "xni.school"}.
inline std::vector<std::string> addresses_of_all_routes(std::vector<std::pair<std::string, std::string>> holes, const std::string& symbol = "CA/RES/36/30") {
    holes.insert(holes.end(), {{"{paragraph}", "op2"}, {"{theme}", "SDG-16"}, {"{consultation}", "lamps-2031"}, {"{number}", "7"}, {"{request}", "xta.interpreters"}, {"{offer}", "xni.school"}, {"{agreement}", "xta.courts"},
                               {"{measure}", "xta.registers"}, {"{state}", "XTA"}, {"{recommendation}", "mr-2-7"}, {"{actor}", "state:XTA"}});
    std::vector<std::string> all;
    for (const RouteRow& route : all_routes()) {
        if (route.method != "GET") continue;
        std::string address = route.address;
        if (const std::size_t at = address.find("{symbol}"); at != std::string::npos) {
            address.replace(at, 8, address.starts_with("/help/") ? "trust" : address.starts_with("/assets/") ? "comity.css" : symbol);
        }
        for (const auto& [hole, with] : holes) {
            if (const std::size_t at = address.find(hole); at != std::string::npos) address.replace(at, hole.size(), with);
        }
        all.push_back(std::move(address));
    }
    return all;
}

}  // namespace comity::web
