#include "web/choices.hpp"

#include <charconv>

#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web {

namespace {

std::string label_of(const Visit& visit, std::string_view name, Named named) {
    switch (named) {
        case Named::kinds: return visit.text("kinds", {{"kind", code_of(name)}});
        case Named::bodies: return body_name(visit, name);
        case Named::languages: return visit.text("language", {{"language", name}});
        case Named::decades: return visit.text("search.decade", {{"decade", visit.words.figures(name)}});
        case Named::figures: break;
    }
    return visit.words.figures(name);
}

}  // namespace

std::optional<int> number_in(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<std::string> given(const http::Form& query, std::string_view name) {
    const std::string_view value = query.get(name);
    return value.empty() ? std::nullopt : std::optional(std::string(value));
}

List options_of(const Visit& visit, const holdings::Overview::Counts& counts, std::string_view chosen, Named named) {
    List options;
    for (const auto& [name, count] : counts) {
        if (name.empty()) continue;  // what states none can't be asked for
        options.push_back(View{{"value", name}, {"label", label_of(visit, name, named)}, {"lang", named == Named::bodies ? body_language(visit, name) : visit.words.language()}, {"count", count}, {"chosen", name == chosen}});
    }
    return options;
}

}  // namespace comity::web
