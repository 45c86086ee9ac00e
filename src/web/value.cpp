#include "web/value.hpp"

#include <algorithm>

namespace comity::web {

View::View(std::initializer_list<std::pair<std::string_view, Value>> members) {
    members_.reserve(members.size());
    for (const auto& [name, value] : members) put(name, value);
}

View& View::put(std::string_view name, Value value) {
    const auto at = std::find_if(members_.begin(), members_.end(), [&](const auto& member) { return member.first == name; });
    if (at != members_.end()) {
        at->second = std::move(value);
    } else {
        members_.emplace_back(std::string(name), std::move(value));
    }
    return *this;
}

const Value* View::find(std::string_view name) const noexcept {
    const auto at = std::find_if(members_.begin(), members_.end(), [&](const auto& member) { return member.first == name; });
    return at == members_.end() ? nullptr : &at->second;
}

bool Value::shown() const noexcept {
    if (const auto* truth = std::get_if<bool>(&held_)) return *truth;
    if (const auto* text = std::get_if<std::string>(&held_)) return !text->empty();
    if (const auto* html = std::get_if<Html>(&held_)) return !html->markup.empty();
    if (const auto* list = std::get_if<List>(&held_)) return !list->empty();
    return true;
}

}  // namespace comity::web
