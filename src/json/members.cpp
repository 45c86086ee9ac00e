#include "json/members.hpp"

#include "base/error.hpp"

namespace comity::json {

std::optional<std::string> maybe_text(const Value& object, std::string_view name) {
    if (const auto* text = object[name].as_string()) return *text;
    if (!object[name].is_null()) throw Error(Fault::bad_request, "\"{}\" must be a text", name);
    return std::nullopt;
}

std::optional<bool> maybe_truth(const Value& object, std::string_view name) {
    if (const auto* yes = object[name].as_bool()) return *yes;
    if (!object[name].is_null()) throw Error(Fault::bad_request, "\"{}\" must be true or false", name);
    return std::nullopt;
}

std::string needed_text(const Value& object, std::string_view name) {
    auto text = maybe_text(object, name);
    if (!text || text->empty()) throw Error(Fault::bad_request, "\"{}\" is missing", name);
    return *std::move(text);
}

}  // namespace comity::json
