#include "web/value.hpp"

#include <algorithm>

namespace comity::web {

View::View(std::initializer_list<Member> members) {
    // Room for what is put later; each name stands once in such a list, so nothing is looked for.
    members_.reserve(members.size() + 4);
    for (const Member& member : members) members_.push_back({member.name, std::move(member.value)});
}

View& View::put(std::string_view name, Value value) {
    const auto at = std::find_if(members_.begin(), members_.end(), [&](const Member& member) { return member.name == name; });
    if (at != members_.end()) {
        at->value = std::move(value);
    } else {
        members_.push_back({name, std::move(value)});
    }
    return *this;
}

const Value* View::find(std::string_view name) const noexcept {
    const auto at = std::find_if(members_.begin(), members_.end(), [&](const Member& member) { return member.name == name; });
    return at == members_.end() ? nullptr : &at->value;
}

const List* Value::list() const noexcept {
    const auto* held = std::get_if<std::shared_ptr<const List>>(&held_);
    return held == nullptr ? nullptr : held->get();
}

const View* Value::view() const noexcept {
    const auto* held = std::get_if<std::shared_ptr<const View>>(&held_);
    return held == nullptr ? nullptr : held->get();
}

bool Value::shown() const noexcept {
    if (const auto* truth = std::get_if<bool>(&held_)) return *truth;
    if (const auto* text = std::get_if<std::string>(&held_)) return !text->empty();
    if (const auto* html = std::get_if<Html>(&held_)) return !html->markup.empty();
    if (const List* items = list(); items != nullptr) return !items->empty();
    return true;
}

}  // namespace comity::web
