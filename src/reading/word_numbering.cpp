#include "reading/word_numbering.hpp"

#include <algorithm>
#include <utility>

#include "reading/word_package.hpp"

namespace comity::reading {

namespace {

/// By the names of ECMA-376 part 1, 17.18.59; those that no United Nations text uses are printed in digits.
Numerals numerals_named(std::string_view name) {
    static constexpr std::pair<std::string_view, Numerals> names[] = {
        {"none", Numerals::none}, {"bullet", Numerals::bullet}, {"decimalZero", Numerals::decimal_zero}, {"lowerLetter", Numerals::lower_letter},
        {"upperLetter", Numerals::upper_letter}, {"lowerRoman", Numerals::lower_roman}, {"upperRoman", Numerals::upper_roman}, {"ordinal", Numerals::ordinal},
        {"chineseCounting", Numerals::chinese}, {"chineseCountingThousand", Numerals::chinese}, {"taiwaneseCounting", Numerals::chinese}, {"taiwaneseCountingThousand", Numerals::chinese},
        {"japaneseCounting", Numerals::chinese}, {"ideographDigital", Numerals::chinese}, {"russianLower", Numerals::lower_cyrillic}, {"russianUpper", Numerals::upper_cyrillic},
        {"arabicAlpha", Numerals::arabic_letter}, {"arabicAbjad", Numerals::arabic_abjad}};
    const auto* found = std::find_if(std::begin(names), std::end(names), [&](const auto& each) { return each.first == name; });
    return found == std::end(names) ? Numerals::decimal : found->second;
}

std::string_view value_of(const xml::Node& node, std::string_view child) {
    const xml::Node* found = node.child(child);
    return found == nullptr ? std::string_view() : found->attribute("val");
}

std::optional<std::size_t> level_number(const xml::Node& node) {
    const auto level = integer(node.attribute("ilvl"));
    if (!level || *level < 0 || *level > 8) return std::nullopt;
    return static_cast<std::size_t>(*level);
}

}  // namespace

WordNumbering::WordNumbering(const xml::Node* root, const WordStyles& styles) {
    if (root == nullptr) return;
    for (const xml::Node& each : root->children) {
        if (each.name == "abstractNum") take_definition(each);
    }
    for (const xml::Node& each : root->children) {
        if (each.name == "num") take_list(each);
    }
    follow_styles(styles);
}

WordNumbering::Level WordNumbering::level_in(const xml::Node& node) {
    Level level;
    level.start = integer(value_of(node, "start")).value_or(0);
    const xml::Node* format = node.child("numFmt");
    if (format == nullptr) {
        // a format that older programs don't know stands in an alternative
        const xml::Node* alternatives = node.child("AlternateContent");
        const xml::Node* fallback = alternatives == nullptr ? nullptr : alternatives->child("Fallback");
        format = fallback == nullptr ? nullptr : fallback->child("numFmt");
    }
    if (format != nullptr) level.numerals = numerals_named(format->attribute("val"));
    level.text = value_of(node, "lvlText");
    level.style = value_of(node, "pStyle");
    level.restart = integer(value_of(node, "lvlRestart"));
    const xml::Node* legal = node.child("isLgl");
    level.digits_only = legal != nullptr && says_yes(*legal);
    return level;
}

void WordNumbering::take_definition(const xml::Node& node) {
    Definition definition;
    definition.style_of_list = value_of(node, "numStyleLink");
    for (const xml::Node& each : node.children) {
        if (each.name != "lvl") continue;
        if (const auto level = level_number(each)) definition.levels[*level] = level_in(each);
    }
    definitions_.emplace(integer(node.attribute("abstractNumId")).value_or(-1), std::move(definition));
}

void WordNumbering::take_list(const xml::Node& node) {
    List list;
    list.definition = integer(value_of(node, "abstractNumId")).value_or(-1);
    for (const xml::Node& each : node.children) {
        if (each.name != "lvlOverride") continue;
        const auto level = level_number(each);
        if (!level) continue;
        list.start[*level] = integer(value_of(each, "startOverride"));
        if (const xml::Node* own = each.child("lvl")) list.levels[*level] = level_in(*own);
    }
    lists_.emplace(integer(node.attribute("numId")).value_or(-1), std::move(list));
}

/// A definition that only names a style of lists is that of the list which the style names.
void WordNumbering::follow_styles(const WordStyles& styles) {
    for (auto& [id, list] : lists_) {
        for (int steps = 0; steps < 5; ++steps) {
            const auto definition = definitions_.find(list.definition);
            if (definition == definitions_.end() || definition->second.style_of_list.empty()) break;
            const WordStyles::Style* style = styles.character(definition->second.style_of_list);
            const auto other = style == nullptr || !style->paragraph.list ? lists_.end() : lists_.find(*style->paragraph.list);
            if (other == lists_.end() || other->second.definition == list.definition) break;
            list.definition = other->second.definition;
        }
    }
}

const WordNumbering::Level& WordNumbering::level_of(const List& list, std::size_t level) const {
    if (list.levels[level]) return *list.levels[level];
    static const Level none;
    const auto definition = definitions_.find(list.definition);
    return definition == definitions_.end() ? none : definition->second.levels[level];
}

std::size_t WordNumbering::level_of_style(const List& list, std::string_view style) const {
    for (std::size_t level = 0; level < depth && !style.empty(); ++level) {
        if (level_of(list, level).style == style) return level;
    }
    return 0;
}

std::string WordNumbering::count(int list_id, std::optional<int> stated, std::string_view style) {
    const auto found = lists_.find(list_id);
    if (found == lists_.end() || !definitions_.contains(found->second.definition)) return {};
    List& list = found->second;
    Count& count = counts_[list.definition];
    const std::size_t level = stated ? static_cast<std::size_t>(std::clamp(*stated, 0, 8)) : level_of_style(list, style);
    auto& value = count.values[level];
    const bool anew = list.start[level].has_value() && !list.begun[level];
    list.begun[level] = true;
    if (anew) {
        value = *list.start[level];
    } else {
        value = value ? *value + 1 : list.start[level].value_or(level_of(list, level).start);
    }
    for (std::size_t below = level + 1; below < depth; ++below) {
        const auto restart = level_of(list, below).restart;
        if (!restart || static_cast<int>(level) < *restart) count.values[below].reset();
    }
    return printed(list, count, level);
}

std::string WordNumbering::printed(const List& list, const Count& count, std::size_t level) const {
    const Level& own = level_of(list, level);
    if (own.numerals == Numerals::bullet) return own.text.empty() ? std::string() : std::string(bullet_sign);
    std::string label;
    for (std::size_t at = 0; at < own.text.size(); ++at) {
        const bool place = own.text[at] == '%' && at + 1 < own.text.size() && own.text[at + 1] >= '1' && own.text[at + 1] <= '9';
        if (!place) {
            label += own.text[at];
            continue;
        }
        const auto of = static_cast<std::size_t>(own.text[++at] - '1');
        const Level& other = level_of(list, of);
        const Numerals numerals = own.digits_only && of != level && other.numerals != Numerals::none ? Numerals::decimal : other.numerals;
        label += numeral(count.values[of].value_or(other.start), numerals == Numerals::bullet ? Numerals::none : numerals);
    }
    while (!label.empty() && label.back() == ' ') label.pop_back();
    return label;
}

}  // namespace comity::reading
