// Document symbols: one grammar for all of them (docs/symbols.md; after the UN Editorial Manual), canonical keys,
// and what a symbol says by itself: body, session, year, number.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "vocabulary/vocabulary.hpp"

namespace comity::document {

/// A canonical symbol: "A/RES/78/199", "A/RES/217(III)A", "E/CN.4/2001/2=E/CN.4/Sub.2/2000/46", "A/73/53#chap=VI;sect=A".
/// Equality and order fold case; order is by body, then session and number as numbers, then suffixes in their written order.
class Symbol {
public:
    /// Any spelling: "78/199", "A/RES/78/199", "217 A (III)", "resolution 1325 (2000)", "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46",
    /// "A/CONF.157/24 (Part I), chap. III", "A_RES_78_199". A number without an organ ("78/199") is the speaking organ's (`organ`, an id of
    /// the vocabulary; "" means the General Assembly, unless the shape decides otherwise). nullopt if it is none.
    static std::optional<Symbol> parse(std::string_view spelling, const vocabulary::Vocabulary& vocabulary, std::string_view organ = {});
    /// Takes a key that parse() made earlier, unchecked but for being non-empty.
    static Symbol from_canonical(std::string canonical);

    [[nodiscard]] const std::string& canonical() const noexcept { return canonical_; }
    /// The document itself, without locators ("#chap=VI").
    [[nodiscard]] Symbol without_locator() const;
    /// As people write it in running text: "78/199", "217 A (III)", "1325 (2000)"; other documents as the symbol stands.
    [[nodiscard]] std::string display() const;

    std::strong_ordering operator<=>(const Symbol& other) const noexcept;
    bool operator==(const Symbol& other) const noexcept;

private:
    explicit Symbol(std::string canonical) : canonical_(std::move(canonical)) {}
    std::string canonical_;
};

/// What a symbol says by itself. Absent where it says nothing.
struct SymbolFacts {
    std::optional<std::string> body;  ///< id of the vocabulary's body
    std::optional<std::string> session, number;
    std::optional<int> year;
    enum class Nature { resolution, decision, presidential_statement, limited, report_or_other } nature = Nature::report_or_other;
};
SymbolFacts facts_of(const Symbol& symbol, const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::document
