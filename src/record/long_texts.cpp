#include "record/long_texts.hpp"

#include "base/error.hpp"

namespace comity::record {

namespace {
constexpr std::string_view reference = "$text";
}

json::Value without_long_texts(const json::Value& state, const std::function<std::string(std::string_view)>& keep) {
    if (const auto* text = state.as_string(); text != nullptr && text->size() > longest_text_in_entry) {
        return json::Object{{std::string(reference), keep(*text)}};
    }
    if (const auto* items = state.as_array()) {
        json::Array out;
        out.reserve(items->size());
        for (const auto& item : *items) out.push_back(without_long_texts(item, keep));
        return out;
    }
    if (const auto* members = state.as_object()) {
        json::Object out;
        out.reserve(members->size());
        for (const auto& [name, value] : *members) {
            if (name == reference) throw Error(Fault::bad_request, "the name \"{}\" is the record's own and can't stand in a state", reference);
            out.emplace_back(name, without_long_texts(value, keep));
        }
        return out;
    }
    return state;
}

json::Value with_long_texts(json::Value state, const std::function<std::string(std::string_view)>& bytes) {
    if (const auto* items = state.as_array()) {
        json::Array out;
        out.reserve(items->size());
        for (const auto& item : *items) out.push_back(with_long_texts(item, bytes));
        return out;
    }
    if (const auto* members = state.as_object()) {
        if (members->size() == 1 && members->front().first == reference) return bytes(state.text(reference));
        json::Object out;
        out.reserve(members->size());
        for (const auto& [name, value] : *members) out.emplace_back(name, with_long_texts(value, bytes));
        return out;
    }
    return state;
}

}  // namespace comity::record
