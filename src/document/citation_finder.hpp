// One pass over one text. Private to citations.cpp and citation_lists.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/acts.hpp"
#include "document/citations.hpp"
#include "document/clean_text.hpp"
#include "document/symbol_scan.hpp"

namespace comity::document {

struct ScannedDate {
    Date date;
    std::size_t end = 0;
};
/// "25 September 2015" at `at`, in any of the languages; a note mark glued to the year ("20143") is left out.
std::optional<ScannedDate> scan_date(std::string_view text, std::size_t at, const vocabulary::Vocabulary& vocabulary);
/// " of 25 September 2015", ", adopted on 25 September 2015" behind a number.
std::optional<ScannedDate> scan_date_behind(std::string_view text, std::size_t at, std::string_view language, const vocabulary::Vocabulary& vocabulary);

class CitationFinder {
public:
    CitationFinder(std::string_view source, const CitationContext& context, const vocabulary::Vocabulary& vocabulary);
    Citations find();

private:
    /// An act of a list, and what stands with it.
    struct Item {
        ActNumber number;
        std::size_t begin = 0, end = 0;  ///< of the number, and behind its locators
        std::string locators;
        std::optional<Date> date;
    };
    /// What a list said of all its acts; a number that stands alone further on is read in its light.
    struct ListHead {
        Act act = Act::resolution;
        OrganHint hint;
        std::size_t end = 0;
    };

    // citations.cpp
    bool read_symbol(std::size_t at);
    bool read_charter(std::size_t at);
    bool read_treaty(std::size_t at);
    void check_supplement(std::size_t symbol_at, std::string_view key);
    void add(std::size_t begin, std::size_t end, std::optional<std::string> target, std::optional<Date> date);
    void doubt(std::string message);
    [[nodiscard]] std::string_view rest(std::size_t at) const { return text_.substr(std::min(at, text_.size())); }
    [[nodiscard]] char at_or_end(std::size_t at) const noexcept { return at < text_.size() ? text_[at] : '\0'; }
    [[nodiscard]] bool begins_word(std::size_t at) const noexcept;

    // citation_lists.cpp
    bool read_acts(std::size_t at);
    bool read_chinese_acts(std::size_t at);
    bool read_number_alone(std::size_t at);
    bool read_cells();
    void read_lost_number(std::size_t noun, std::size_t behind, Act act);
    [[nodiscard]] std::optional<Item> read_item(std::size_t at) const;
    [[nodiscard]] std::vector<Item> read_list(std::size_t at) const;
    void find_distant_items(std::vector<Item>& items) const;
    [[nodiscard]] std::optional<Item> distant_item(std::size_t from, ActNumber::Shape shape) const;
    void spread_dates(std::vector<Item>& items, const ListHead& head) const;
    [[nodiscard]] OrganHint organ_before(std::size_t noun) const;
    [[nodiscard]] OrganHint organ_behind(const std::vector<Item>& items, Act act, const OrganHint& before) const;
    [[nodiscard]] std::size_t separator_at(std::size_t at) const;
    [[nodiscard]] OrganHint antecedent(std::size_t at, const Item& item, const ListHead& head) const;
    void add_items(std::size_t begin, const std::vector<Item>& items, const ListHead& head);
    void check_date(const Item& item, const vocabulary::Body& body);

    CleanText clean_;
    std::string_view source_, text_;
    const CitationContext& context_;
    const vocabulary::Vocabulary& vocabulary_;
    Citations citations_;
    std::optional<ListHead> last_;
    std::size_t behind_ = 0;  ///< where the last citation ended: nothing before it is read again
};

}  // namespace comity::document
