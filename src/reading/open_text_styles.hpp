// The styles of an ODT file: the looks of letters and paragraphs with what they inherit, and how lists are counted (ODF 1.3 part 3, 16 and 19).
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "reading/numerals.hpp"
#include "xml/reader.hpp"

namespace comity::reading {

struct OpenTextStyle {
    std::string parent, list, master_page;
    std::optional<bool> italic, bold, raised, struck, hidden, page_break_before;
};

/// How numbers of one level are printed.
struct OpenTextLevel {
    Numerals numerals = Numerals::none;
    std::string format;        ///< "(%1%)": the levels' numbers between signs of per cent; "" for prefix and suffix
    std::string prefix, suffix;
    int start = 1;
    int shown_levels = 1;
};
inline constexpr std::size_t open_text_depth = 10;
using OpenTextList = std::array<OpenTextLevel, open_text_depth>;
using OpenTextCounts = std::array<std::optional<int>, open_text_depth>;

/// The label of a level once it has been counted.
std::string printed_label(const OpenTextList& list, const OpenTextCounts& counts, std::size_t level);

class OpenTextStyles {
public:
    /// Takes the styles of an element that holds them ("styles", "automatic-styles"); those that come later stand before those that came earlier.
    void take(const xml::Node* holder);
    void inherit();
    /// nullptr if there is none of that name.
    [[nodiscard]] const OpenTextStyle* paragraph(std::string_view name) const;
    [[nodiscard]] const OpenTextStyle* letters(std::string_view name) const;
    [[nodiscard]] const OpenTextList* list(std::string_view name) const;
    /// The numbers of headings that stand in no list.
    [[nodiscard]] const OpenTextList& outline() const noexcept { return outline_; }

private:
    using Styles = std::map<std::string, OpenTextStyle, std::less<>>;
    Styles paragraphs_, letters_;
    std::map<std::string, OpenTextList, std::less<>> lists_;
    OpenTextList outline_;

    static OpenTextStyle style_in(const xml::Node& node);
    static OpenTextList list_in(const xml::Node& node);
};

}  // namespace comity::reading
