#include "json/members.hpp"

#include <algorithm>

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

std::vector<std::string> texts_in(const Value& array) {
    std::vector<std::string> texts;
    const auto* all = array.as_array();
    for (std::size_t i = 0; all != nullptr && i < all->size(); ++i) {
        if (const auto* text = (*all)[i].as_string()) texts.push_back(*text);
    }
    return texts;
}

Array array_of(const std::vector<std::string>& texts) { return {texts.begin(), texts.end()}; }

Value fields_in_cell(std::string_view cell) {
    Value fields = Object{};
    constexpr std::string_view between = " ;; ";
    for (std::size_t at = 0; at < cell.size();) {
        const std::size_t end = std::min(cell.find(between, at), cell.size());
        const std::string_view one = cell.substr(at, end - at);
        const std::size_t equals = std::min(one.find('='), one.size());
        fields.put(one.substr(0, equals), one.substr(std::min(equals + 1, one.size())));
        at = end + between.size();
    }
    return fields;
}

}  // namespace comity::json
