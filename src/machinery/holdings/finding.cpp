// From what a person types to the document that is meant.
#include <algorithm>
#include <set>

#include <fmt/ranges.h>

#include "base/error.hpp"
#include "base/trimmed.hpp"
#include "document/symbol.hpp"
#include "machinery/holdings/inside.hpp"
#include "machinery/holdings/sentences.hpp"

namespace comity::holdings {

namespace {

constexpr std::size_t fewest_digits = 8;
constexpr std::size_t most_candidates = 8;

std::string digits_of(std::string_view spelling) {
    std::string digits;
    for (const char c : spelling) {
        if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')) {
            digits += c;
        } else if (c >= 'A' && c <= 'F') {
            digits += static_cast<char>(c - 'A' + 'a');
        } else {
            return {};
        }
    }
    return digits.size() >= fewest_digits && digits.size() <= 64 ? digits : std::string();
}

}  // namespace

std::vector<std::int64_t> numbers_of(db::Rows rows) {
    std::vector<std::int64_t> numbers;
    while (rows.next()) numbers.push_back(rows.integer(0));
    return numbers;
}

void Tables::demand_in_view(const Item& item) const {
    if (item.in_view) return;
    const auto entry = snapshot_.last(document_subject(item.sha256));
    COMITY_ENSURE(entry);
    throw Error(Fault::refused,
                say(sentences::out_of_view, item.name, entry->when.substr(0, 10), entry->who.as, entry->who.name, entry->why.value_or("")));
}

Item Tables::item(std::int64_t number) const {
    auto rows = tables_.query(R"sql(
        SELECT number, sha256, file_name, in_view, symbol, kind, body, session, number_in_session, year, title, date, language, paragraphs,
               footnotes, doubts, corrected, shown, counted,
               (SELECT count(*) FROM document o WHERE o.symbol_key = d.symbol_key AND o.language = d.language AND o.in_view = 1 AND o.number <> d.number),
               (SELECT count(*) FROM document o WHERE o.symbol_key = d.symbol_key AND o.language <> d.language AND o.shown = 1)
        FROM document d WHERE number = $1)sql", number);
    COMITY_ENSURE(rows.next());
    Item item;
    item.number = rows.integer(0);
    item.sha256 = rows.text(1);
    item.file_name = rows.text(2);
    item.in_view = rows.integer(3) != 0;
    item.symbol = rows.maybe_text(4);
    item.kind = document::kind_named(rows.text(5)).value_or(document::Kind::document);
    item.body = rows.maybe_text(6);
    item.session = rows.maybe_text(7);
    item.number_in_session = rows.maybe_text(8);
    if (const auto year = rows.maybe_integer(9)) item.year = static_cast<int>(*year);
    item.title = rows.maybe_text(10);
    item.date = Date::from_iso(rows.text(11));
    item.language = rows.text(12);
    item.paragraphs = static_cast<int>(rows.integer(13));
    item.footnotes = static_cast<int>(rows.integer(14));
    item.doubts = static_cast<int>(rows.integer(15));
    item.corrected = rows.integer(16) != 0;
    item.shown = rows.integer(17) != 0;
    const bool counted = rows.integer(18) != 0;
    item.other_files = static_cast<int>(rows.integer(19));
    if (rows.integer(20) > 0) {
        auto languages = tables_.query(R"sql(SELECT o.language FROM document o, document d WHERE d.number = $1 AND o.symbol_key = d.symbol_key
                                             AND o.language <> d.language AND o.shown = 1 ORDER BY o.language)sql", number);
        while (languages.next()) item.other_languages.emplace_back(languages.text(0));
    }
    item.name = item.symbol ? document::Symbol::from_canonical(*item.symbol).display() : fmt::format("{} ({})", item.file_name, item.sha256.substr(0, 8));
    item.address = item.symbol && counted && item.in_view ? *item.symbol : item.sha256;
    return item;
}

std::vector<Item> Tables::items(const std::vector<std::int64_t>& numbers) const {
    std::vector<Item> found;
    found.reserve(numbers.size());
    for (const auto number : numbers) found.push_back(item(number));
    return found;
}

std::vector<std::int64_t> Tables::other_files(const Item& item) const {
    return numbers_of(tables_.query(R"sql(SELECT number FROM document WHERE symbol_key = $1 AND language = $2 AND in_view = 1 AND number <> $3
                                          ORDER BY number)sql",
                                    item.symbol ? std::optional(symbol_key(*item.symbol)) : std::nullopt, item.language, item.number));
}

std::vector<std::int64_t> Tables::named(std::string_view name) const {
    return numbers_of(tables_.query(R"sql(SELECT number FROM document_name WHERE name = $1 ORDER BY canonical DESC, number)sql", name));
}

/// Of several files of one symbol the one to open: in view, shown, in that language (else the one that stands for the symbol).
std::optional<Item> Tables::one_of(const std::vector<std::int64_t>& numbers, std::string_view spelling, std::string_view language) const {
    if (numbers.empty()) return std::nullopt;
    std::vector<Item> candidates = items(numbers);
    const auto keep = [&](auto wanted) {
        std::vector<Item> kept;
        std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(kept), wanted);
        if (!kept.empty()) candidates = std::move(kept);
    };
    keep([](const Item& item) { return item.in_view; });
    std::set<std::string> symbols;
    for (const auto& item : candidates) symbols.insert(symbol_key(item.symbol.value_or("")));
    if (symbols.size() > 1) {
        std::vector<std::string> names;
        for (const auto& item : candidates) {
            if (names.size() < most_candidates && item.shown) names.push_back(item.symbol.value_or(item.name));
        }
        throw Error(Fault::bad_request, say(sentences::several_texts, spelling, fmt::format("{}", fmt::join(names, ", "))));
    }
    keep([](const Item& item) { return item.shown; });
    if (!language.empty()) {
        std::erase_if(candidates, [&](const Item& item) { return item.language != language; });
        if (candidates.empty()) return std::nullopt;
    }
    keep([](const Item& item) { return item.address == item.symbol; });
    return candidates.front();
}

std::optional<Item> Tables::by_symbol(std::string_view canonical) const {
    auto rows = tables_.query(R"sql(SELECT d.number FROM document_name n JOIN document d ON d.number = n.number
                                    WHERE n.name = $1 AND n.canonical = 1 AND d.counted = 1 AND d.in_view = 1 ORDER BY d.number LIMIT 1)sql",
                              symbol_key(canonical));
    if (!rows.next()) return std::nullopt;
    return item(rows.integer(0));
}

std::optional<Item> Tables::look_up(std::string_view given, std::string_view language) const {
    const std::string_view spelling = trimmed(given);
    if (const auto symbol = document::Symbol::parse(spelling, vocabulary_)) {
        if (auto found = one_of(named(symbol_key(symbol->canonical())), spelling, language)) return found;
        // "53/5" without an organ is the Assembly's; but the record may have another body's only.
        if (auto found = one_of(named(symbol_key(symbol->display())), spelling, language)) return found;
    }
    if (auto found = one_of(named(symbol_key(spelling)), spelling, language)) return found;
    const std::string digits = digits_of(spelling);
    if (digits.empty()) return std::nullopt;
    const auto numbers = numbers_of(tables_.query(R"sql(SELECT number FROM document WHERE sha256 >= $1 AND sha256 < $2 ORDER BY sha256)sql", digits, digits + "g"));
    if (numbers.size() > 1) {
        std::vector<std::string> names;
        for (const auto number : numbers) {
            if (names.size() < most_candidates) names.push_back(item(number).sha256.substr(0, digits.size() + 8));
        }
        throw Error(Fault::bad_request, say(sentences::several_files, spelling, fmt::format("{}", fmt::join(names, ", "))));
    }
    if (numbers.empty()) return std::nullopt;
    return item(numbers.front());
}

std::string Tables::body_name(std::string_view given) const {
    const auto* body = vocabulary_.body(given);
    if (body == nullptr) body = vocabulary_.body_named(given);
    return body != nullptr ? body->name : std::string(given);
}

}  // namespace comity::holdings
