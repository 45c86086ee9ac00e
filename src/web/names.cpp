#include "web/names.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reading/diagnostics.hpp"
#include "text/text.hpp"
#include "web/actor_view.hpp"

namespace comity::web {

namespace {

std::string_view name_in(const vocabulary::InLanguages& names, std::string_view language) noexcept {
    const auto at = std::find_if(names.begin(), names.end(), [&](const auto& name) { return name.first == language; });
    return at == names.end() ? std::string_view() : std::string_view(at->second);
}

struct Name {
    std::string words;
    std::string_view language;
    std::string address;  ///< of the actor's page; "" of one that is not known
};

}  // namespace

std::string language_of(const Visit& visit) { return visit.words.language() == "qps" ? "en" : visit.words.language(); }

Html in_language(const Visit& visit, std::string_view words, std::string_view language) {
    if (language.empty() || language == visit.words.language()) return {escaped(words)};
    return {fmt::format("<span lang=\"{}\">{}</span>", escaped(language), escaped(words))};
}

Html untranslated(std::string_view words) { return {fmt::format("<span translate=\"no\">{}</span>", escaped(words))}; }

Html body_in_words(const Visit& visit, std::string_view name) {
    const vocabulary::Body* body = visit.holdings().vocabulary().body_named(name);
    const std::string_view found = body == nullptr ? std::string_view() : name_in(body->shown_names, visit.words.language());
    return found.empty() ? in_language(visit, name, "en") : Html{escaped(found)};
}

Html diagnostic_in_words(const Visit& visit, const document::Diagnostic& diagnostic) {
    const View code{{"code", diagnostic.code}};
    Html details = in_language(visit, diagnostic.message, "en");
    const std::string meaning = visit.text("diagnostic", code);
    if (visit.words.language() == "en" || meaning.empty()) return details;
    const auto kinds = reading::finding_kinds();
    const bool says_no_more = std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.code == diagnostic.code && kind.meaning == diagnostic.message; });
    if (says_no_more) return {escaped(meaning)};
    return {fmt::format("{} ({})", escaped(meaning), details.markup)};
}

std::string language_in_words(const Visit& visit, std::string_view code) { return visit.text("language", {{"language", code}}); }

std::string body_name(const Visit& visit, std::string_view name) {
    const vocabulary::Body* body = visit.holdings().vocabulary().body_named(name);
    const std::string_view found = body == nullptr ? std::string_view() : name_in(body->shown_names, visit.words.language());
    return std::string(found.empty() ? name : found);
}

std::string body_language(const Visit& visit, std::string_view name) {
    const vocabulary::Body* body = visit.holdings().vocabulary().body_named(name);
    return body == nullptr || name_in(body->shown_names, visit.words.language()).empty() ? "en" : visit.words.language();
}

List states_in_words(const Visit& visit, const std::vector<std::string>& printed, std::string_view language) {
    const std::string& wanted = visit.words.language();
    std::vector<Name> names;
    for (const std::string& name : printed) {
        const auto known = directory_of(visit).recognize(name);
        if (!known) names.push_back({name, language, ""});
        else names.push_back({vocabulary::shown_name(*known->actor, wanted), vocabulary::language_of_name(*known->actor, wanted), actor_address(known->actor->id)});
    }
    const text::Collation order(wanted == "qps" ? "en" : wanted);
    std::stable_sort(names.begin(), names.end(), [&](const Name& a, const Name& b) { return order(a.words, b.words); });
    List list;
    for (const Name& name : names) {
        Html words = in_language(visit, name.words, name.language);
        if (!name.address.empty()) words = {fmt::format("<a class=\"actor\" href=\"{}\">{}</a>", escaped(name.address), words.markup)};
        list.push_back(std::move(words));
    }
    return list;
}

}  // namespace comity::web
