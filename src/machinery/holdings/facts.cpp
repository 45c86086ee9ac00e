#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/ranges.h>

#include "document/symbol.hpp"
#include "machinery/holdings/applying.hpp"
#include "machinery/holdings/sentences.hpp"

namespace comity::holdings {

using document::Document;

namespace {

using Text = std::optional<std::string>;

std::string joined(const std::vector<std::string>& lines) {
    std::string out;
    for (const auto& line : lines) out += (out.empty() ? "" : "\n") + line;
    return out;
}

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        if (end != 0) lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

/// What a symbol says by itself goes with it: session, number, body. A person who knows better corrects those after it.
Said set_symbol(Document& document, const Text& value, const vocabulary::Vocabulary& vocabulary) {
    if (!value) {
        document.symbol.reset();
        return {};
    }
    const auto symbol = document::Symbol::parse(*value, vocabulary);
    if (!symbol) return say(sentences::no_symbol, *value);
    document.symbol = symbol->without_locator().canonical();
    const auto facts = document::facts_of(*symbol, vocabulary);
    if (facts.session) document.session = facts.session;
    if (facts.number) document.number = facts.number;
    if (facts.body) {
        if (const auto* body = vocabulary.body(*facts.body)) document.body = body->name;
    }
    return {};
}

Said set_date(std::optional<Date>& date, const Text& value) {
    if (!value) {
        date.reset();
        return {};
    }
    const auto read = Date::from_iso(*value);
    if (!read) return say(sentences::no_date, *value);
    date = read;
    return {};
}

Said set_year(Document& document, const Text& value) {
    int year = 0;
    if (value) {
        const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), year);
        if (error != std::errc{} || end != value->data() + value->size() || year < 1900 || year > 2200) {
            return say(sentences::no_year, *value);
        }
    }
    document.year = value ? std::optional(year) : std::nullopt;
    return {};
}

Said set_kind(Document& document, const Text& value) {
    const auto kind = document::kind_named(value.value_or("document"));
    if (!kind) return say(sentences::no_kind, *value);
    document.kind = *kind;
    return {};
}

Said set_body(Document& document, const Text& value, const vocabulary::Vocabulary& vocabulary) {
    if (!value) {
        document.body.reset();
        return {};
    }
    const auto* body = vocabulary.body_named(*value);
    if (body == nullptr) body = vocabulary.body(*value);
    if (body == nullptr) return say(sentences::no_body, *value);
    document.body = body->name;
    return {};
}

Said set_language(Document& document, const Text& value) {
    static constexpr std::array<std::string_view, 6> known = {"ar", "en", "es", "fr", "ru", "zh"};
    if (!value || std::find(known.begin(), known.end(), *value) == known.end()) {
        return say(sentences::no_language, value.value_or(""));
    }
    document.language = *value;
    return {};
}

/// Facts that are a text and nothing more.
struct PlainFact {
    std::string_view name;
    Text Document::*member;
};
constexpr std::array<PlainFact, 7> plain_facts = {{{"session", &Document::session},
                                                   {"number", &Document::number},
                                                   {"title", &Document::title},
                                                   {"distribution", &Document::distribution},
                                                   {"committee", &Document::committee},
                                                   {"meeting", &Document::meeting},
                                                   {"adoption", &Document::adoption}}};

}  // namespace

const std::vector<std::string>& correctable_facts() {
    static const std::vector<std::string> names = {"symbol",           "kind",         "body",         "session",   "number",  "year",     "title",   "date_adopted",
                                                   "date_distributed", "distribution", "agenda_items", "committee", "meeting", "adoption", "language"};
    return names;
}

Text fact_of(const Document& document, std::string_view field) {
    for (const auto& fact : plain_facts) {
        if (fact.name == field) return document.*fact.member;
    }
    const auto iso = [](const std::optional<Date>& date) { return date ? Text(date->iso()) : std::nullopt; };
    if (field == "symbol") return document.symbol;
    if (field == "kind") return std::string(name_of(document.kind));
    if (field == "body") return document.body;
    if (field == "year") return document.year ? Text(std::to_string(*document.year)) : std::nullopt;
    if (field == "date_adopted") return iso(document.date_adopted);
    if (field == "date_distributed") return iso(document.date_distributed);
    if (field == "agenda_items") return document.agenda_items.empty() ? std::nullopt : Text(joined(document.agenda_items));
    if (field == "language") return document.language;
    return std::nullopt;
}

Said set_fact(Document& document, std::string_view field, const Text& value, const vocabulary::Vocabulary& vocabulary) {
    for (const auto& fact : plain_facts) {
        if (fact.name != field) continue;
        document.*fact.member = value;
        return {};
    }
    if (field == "symbol") return set_symbol(document, value, vocabulary);
    if (field == "kind") return set_kind(document, value);
    if (field == "body") return set_body(document, value, vocabulary);
    if (field == "year") return set_year(document, value);
    if (field == "date_adopted") return set_date(document.date_adopted, value);
    if (field == "date_distributed") return set_date(document.date_distributed, value);
    if (field == "language") return set_language(document, value);
    if (field == "agenda_items") {
        document.agenda_items = split(value.value_or(""));
        return {};
    }
    return say(sentences::no_fact, field, fmt::format("{}", fmt::join(correctable_facts(), ", ")));
}

}  // namespace comity::holdings
