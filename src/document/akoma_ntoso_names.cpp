#include "document/akoma_ntoso_names.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "document/symbol.hpp"

namespace comity::document::akoma_ntoso {

namespace {

constexpr std::array<std::pair<Kind, std::string_view>, 5> kinds = {{{Kind::resolution, "resolution"},
                                                                     {Kind::draft_resolution, "resolutionDraft"},
                                                                     {Kind::decision, "decision"},
                                                                     {Kind::presidential_statement, "presidentialStatement"},
                                                                     {Kind::document, "document"}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> languages = {
    {{"ar", "ara"}, {"zh", "zho"}, {"en", "eng"}, {"fr", "fra"}, {"ru", "rus"}, {"es", "spa"}}};

std::string small(std::string_view text) {
    std::string letters;
    for (const char c : text) letters += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return letters;
}

bool is_letter_or_digit(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// "~para_90", "~chap_VI__sect_A" of a locator "para=90", "chap=VI;sect=A".
std::string portion_of(std::string_view locator) {
    std::string portion = "~";
    for (const char c : locator) {
        if (c == ';') {
            portion += "__";
        } else if (c == '=') {
            portion += '_';
        } else {
            portion += in_iri(std::string_view(&c, 1));
        }
    }
    return portion;
}

/// "2015-09-25", "2015" or nothing.
std::string day_of(const std::optional<Date>& date, const std::optional<int>& year) {
    if (date) return date->iso() + "/";
    return year ? std::to_string(*year) + "/" : std::string();
}

std::string work_of(std::string_view key, const std::optional<Date>& date, const vocabulary::Vocabulary& vocabulary) {
    if (key == "charter") return "/akn/un/act/charter/un/1945-06-26/charter";
    if (key.starts_with("UNTS:") || key.starts_with("LNTS:")) {
        std::string number(key);
        std::replace(number.begin(), number.end(), ':', '-');
        return "/akn/un/act/treaty/un/" + in_iri(number);
    }
    const Symbol symbol = Symbol::from_canonical(std::string(key));
    const SymbolFacts facts = facts_of(symbol, vocabulary);
    const std::string actor = facts.body ? actor_of(*facts.body) : "un";
    using Nature = SymbolFacts::Nature;
    const bool act = facts.nature == Nature::resolution || facts.nature == Nature::decision || facts.nature == Nature::presidential_statement;
    if (act || facts.nature == Nature::limited) {
        // resolutions by their number alone, as the profile has them; of decisions and statements that would be a resolution's
        const std::string number = facts.nature == Nature::resolution ? symbol.display() : std::string(key);
        return fmt::format("/akn/un/statement/deliberation/{}/{}{}", actor, day_of(date, facts.year), in_iri(number));
    }
    return fmt::format("/akn/un/doc/document/{}/{}{}", actor, day_of(date, facts.year), in_iri(key));
}

}  // namespace

std::string_view name_of_kind(Kind kind) noexcept {
    return std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) { return one.first == kind; })->second;
}

std::optional<Kind> kind_of_name(std::string_view name) {
    const std::string letters = small(name);
    const auto has = [&](std::string_view word) { return letters.find(word) != std::string::npos; };
    if (has("resolution")) return has("draft") ? Kind::draft_resolution : Kind::resolution;
    if (has("decision")) return Kind::decision;
    if (has("presidential") || letters == "statement") return Kind::presidential_statement;
    return std::nullopt;
}

std::string_view three_letters(std::string_view language) noexcept {
    const auto at = std::find_if(languages.begin(), languages.end(), [&](const auto& one) { return one.first == language; });
    return at == languages.end() ? language : at->second;
}

std::string_view two_letters(std::string_view language) noexcept {
    const auto at = std::find_if(languages.begin(), languages.end(), [&](const auto& one) { return one.second == language; });
    return at == languages.end() ? language : at->first;
}

std::string actor_of(std::string_view body_id) { return "un-" + in_iri(small(body_id)); }

const vocabulary::Body* body_of_actor(std::string_view actor, const vocabulary::Vocabulary& vocabulary) {
    std::string letters;
    for (const char c : small(actor.substr(actor.rfind('/') + 1))) {
        if (is_letter_or_digit(c)) letters += c;
    }
    for (const std::string& wanted : {letters, letters.starts_with("un") ? letters.substr(2) : std::string()}) {
        for (const vocabulary::Body& body : vocabulary.bodies()) {
            if (!wanted.empty() && small(body.id) == wanted) return &body;
        }
    }
    return nullptr;
}

std::string iri_of(std::string_view target, const std::optional<Date>& date, const vocabulary::Vocabulary& vocabulary) {
    const std::size_t locator = target.find('#');
    std::string iri = work_of(target.substr(0, locator), date, vocabulary);
    if (locator != std::string_view::npos) iri += portion_of(target.substr(locator + 1));
    return iri;
}

std::string in_iri(std::string_view text) {
    std::string iri;
    for (const char c : text) {
        if (c == '/') {
            iri += '-';
        } else if (c == ' ') {
            iri += '_';
        } else if (is_letter_or_digit(c) || std::string_view("-._()=;").find(c) != std::string_view::npos) {
            iri += c;
        } else {
            iri += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        }
    }
    return iri;
}

std::string_view without_point(std::string_view printed) noexcept {
    if (printed.size() > 1 && printed.back() == '.') printed.remove_suffix(1);
    return printed;
}

std::optional<LabelledHeading> labelled(std::string_view heading) noexcept {
    const std::size_t point = heading.find(". ");
    if (point == std::string_view::npos || point == 0 || point > 6 || point + 2 >= heading.size()) return std::nullopt;
    const std::string_view label = heading.substr(0, point);
    if (!std::all_of(label.begin(), label.end(), [](char c) { return is_letter_or_digit(c) && !(c >= 'a' && c <= 'z'); })) return std::nullopt;
    return LabelledHeading{label, heading.substr(point + 2)};
}

}  // namespace comity::document::akoma_ntoso
