#include "reading/open_text_styles.hpp"

#include <algorithm>

#include "reading/word_package.hpp"

namespace comity::reading {

namespace {

constexpr int longest_chain = 40;  ///< of styles based on each other; longer ones are circles

template <typename Value>
void take_over(std::optional<Value>& own, const std::optional<Value>& inherited) {
    if (!own) own = inherited;
}

Numerals numerals_of(std::string_view format) {
    if (format.empty()) return Numerals::none;
    if (format == "a") return Numerals::lower_letter;
    if (format == "A") return Numerals::upper_letter;
    if (format == "i") return Numerals::lower_roman;
    if (format == "I") return Numerals::upper_roman;
    if (format == "01") return Numerals::decimal_zero;
    if (format == "1st") return Numerals::ordinal;
    if (format.starts_with("一")) return Numerals::chinese;
    if (format.starts_with("أ") || format.starts_with("ا")) return Numerals::arabic_letter;
    if (format.starts_with("а")) return Numerals::lower_cyrillic;
    if (format.starts_with("А")) return Numerals::upper_cyrillic;
    return Numerals::decimal;
}

std::optional<std::size_t> level_number(const xml::Node& node) {
    const auto level = integer(node.attribute("level"));
    if (!level || *level < 1 || *level > static_cast<int>(open_text_depth)) return std::nullopt;
    return static_cast<std::size_t>(*level - 1);
}

void inherit_in(std::map<std::string, OpenTextStyle, std::less<>>& styles) {
    for (auto& [name, style] : styles) {
        auto at = styles.find(style.parent);
        for (int steps = 0; at != styles.end() && steps < longest_chain; ++steps, at = styles.find(at->second.parent)) {
            const OpenTextStyle& base = at->second;
            take_over(style.italic, base.italic);
            take_over(style.bold, base.bold);
            take_over(style.raised, base.raised);
            take_over(style.struck, base.struck);
            take_over(style.hidden, base.hidden);
            if (style.list.empty()) style.list = base.list;
            if (&at->second == &style) break;
        }
    }
}

}  // namespace

OpenTextStyle OpenTextStyles::style_in(const xml::Node& node) {
    OpenTextStyle style;
    style.parent = node.attribute("parent-style-name");
    style.list = node.attribute("list-style-name");
    style.master_page = node.attribute("master-page-name");
    for (const xml::Node& each : node.children) {
        if (each.name == "paragraph-properties" && each.has("break-before")) style.page_break_before = each.attribute("break-before") == "page";
        if (each.name != "text-properties") continue;
        const std::string_view slant = each.attribute("font-style"), weight = each.attribute("font-weight"), place = each.attribute("text-position");
        const std::string_view line = each.attribute("text-line-through-style"), line_type = each.attribute("text-line-through-type");
        if (!slant.empty()) style.italic = slant == "italic" || slant == "oblique";
        if (!weight.empty()) style.bold = weight == "bold" || weight == "600" || weight == "700" || weight == "800" || weight == "900";
        // "super 58%", "33% 58%"; "0% 100%" stands on the line
        if (!place.empty()) style.raised = place.starts_with("super") || (place.front() >= '1' && place.front() <= '9');
        if (!line.empty() || !line_type.empty()) style.struck = (line.empty() ? line_type : line) != "none";
        if (each.has("display")) style.hidden = each.attribute("display") == "none";
    }
    return style;
}

OpenTextList OpenTextStyles::list_in(const xml::Node& node) {
    OpenTextList list;
    for (const xml::Node& each : node.children) {
        const auto level = level_number(each);
        if (!level) continue;
        OpenTextLevel& own = list[*level];
        if (each.name == "list-level-style-bullet" || each.name == "list-level-style-image") {
            own.numerals = Numerals::bullet;
        } else if (each.name == "list-level-style-number" || each.name == "outline-level-style") {
            own.numerals = numerals_of(each.attribute("num-format"));
            own.format = each.attribute("num-list-format");
            own.prefix = each.attribute("num-prefix");
            own.suffix = each.attribute("num-suffix");
            own.start = integer(each.attribute("start-value")).value_or(1);
            own.shown_levels = std::clamp(integer(each.attribute("display-levels")).value_or(1), 1, static_cast<int>(open_text_depth));
        }
    }
    return list;
}

void OpenTextStyles::take(const xml::Node* holder) {
    if (holder == nullptr) return;
    for (const xml::Node& each : holder->children) {
        const std::string name(each.attribute("name"));
        if (each.name == "list-style") lists_.insert_or_assign(name, list_in(each));
        if (each.name == "outline-style") outline_ = list_in(each);
        if (each.name != "style") continue;
        if (each.attribute("family") == "paragraph") paragraphs_.insert_or_assign(name, style_in(each));
        if (each.attribute("family") == "text") letters_.insert_or_assign(name, style_in(each));
    }
}

void OpenTextStyles::inherit() {
    inherit_in(paragraphs_);
    inherit_in(letters_);
}

const OpenTextStyle* OpenTextStyles::paragraph(std::string_view name) const {
    const auto found = paragraphs_.find(name);
    return found == paragraphs_.end() ? nullptr : &found->second;
}

const OpenTextStyle* OpenTextStyles::letters(std::string_view name) const {
    const auto found = letters_.find(name);
    return found == letters_.end() ? nullptr : &found->second;
}

const OpenTextList* OpenTextStyles::list(std::string_view name) const {
    const auto found = lists_.find(name);
    return found == lists_.end() ? nullptr : &found->second;
}

std::string printed_label(const OpenTextList& list, const OpenTextCounts& counts, std::size_t level) {
    const OpenTextLevel& own = list[level];
    if (own.numerals == Numerals::bullet) return std::string(bullet_sign);
    const auto number = [&](std::size_t of) { return numeral(counts[of].value_or(list[of].start), list[of].numerals == Numerals::bullet ? Numerals::none : list[of].numerals); };
    std::string label;
    if (!own.format.empty()) {
        for (std::size_t at = 0; at < own.format.size(); ++at) {
            const auto end = own.format[at] == '%' ? own.format.find('%', at + 1) : std::string::npos;
            const auto of = end == std::string::npos ? std::nullopt : integer(std::string_view(own.format).substr(at + 1, end - at - 1));
            if (!of || *of < 1 || *of > static_cast<int>(open_text_depth)) {
                label += own.format[at];
                continue;
            }
            label += number(static_cast<std::size_t>(*of - 1));
            at = end;
        }
        return label;
    }
    if (own.numerals == Numerals::none) return {};
    const std::size_t first = level + 1 - std::min<std::size_t>(static_cast<std::size_t>(own.shown_levels), level + 1);
    for (std::size_t of = first; of <= level; ++of) {
        const std::string shown = number(of);
        if (!label.empty() && !shown.empty()) label += '.';
        label += shown;
    }
    return own.prefix + label + own.suffix;
}

}  // namespace comity::reading
