#include "web/asked.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/ranges.h>

#include "document/document.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::web {

namespace {

struct Choice {
    std::string_view name;
    std::vector<std::string_view> values;
};

const std::vector<Choice>& choices() {
    const auto kinds = document::kind_names();
    static const std::vector<Choice> all = {{"order", {"symbol", "date"}},   {"kind", {kinds.begin(), kinds.end()}}, {"show", {"changes", "everything"}},
                                            {"layout", {"side", "column"}},  {"rolls", {"folded", "shown"}}, {"among", {"adopted", "drafts"}},
                                            {"ages", {"0", "1"}}};
    return all;
}

constexpr std::array numbers = {"year", "decade", "offset", "limit"};

bool is_number(std::string_view text) noexcept {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

/// Of the vocabulary, or printed on a text of this record.
bool is_body(const Visit& visit, std::string_view name) {
    const vocabulary::Vocabulary& vocabulary = visit.holdings().vocabulary();
    if (vocabulary.body(name) != nullptr || vocabulary.body_named(name) != nullptr) return true;
    const holdings::Overview::Counts bodies = visit.holdings().overview().bodies;
    return std::any_of(bodies.begin(), bodies.end(), [&](const auto& body) { return body.first == name; });
}

[[noreturn]] void refuse(const Visit& visit, std::string_view sentence, std::string_view name, std::string_view choices_or_none) {
    throw SaidError(Fault::bad_request, visit.text(sentence, {{"name", name}, {"value", visit.query.get(name)}, {"choices", choices_or_none}}));
}

}  // namespace

void check_asked(const Visit& visit) {
    for (const Choice& choice : choices()) {
        const std::string_view value = visit.query.get(choice.name);
        if (value.empty() || std::find(choice.values.begin(), choice.values.end(), value) != choice.values.end()) continue;
        refuse(visit, "trouble.no_choice", choice.name, fmt::format("{}", fmt::join(choice.values, ", ")));
    }
    if (const std::string_view language = visit.query.get("lang"); !language.empty() && visit.site.languages.find(language) == nullptr) {
        std::vector<std::string> offered;
        for (const Catalogue* catalogue : visit.site.languages.offered()) offered.push_back(catalogue->language());
        refuse(visit, "trouble.no_choice", "lang", fmt::format("{}", fmt::join(offered, ", ")));
    }
    for (const std::string_view name : numbers) {
        if (const std::string_view value = visit.query.get(name); !value.empty() && !is_number(value)) refuse(visit, "trouble.no_number", name, "");
    }
    if (const std::string_view body = visit.query.get("body"); !body.empty() && !is_body(visit, body)) refuse(visit, "trouble.no_body", "body", "");
}

}  // namespace comity::web
