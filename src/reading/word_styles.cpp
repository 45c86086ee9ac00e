#include "reading/word_styles.hpp"

#include <set>

#include "reading/word_package.hpp"

namespace comity::reading {

namespace {

template <typename Value>
void take_over(std::optional<Value>& own, const std::optional<Value>& inherited) {
    if (!own) own = inherited;
}

void take_over(WordStyles::Style& style, const WordStyles::Style& base) {
    take_over(style.letters.italic, base.letters.italic);
    take_over(style.letters.bold, base.letters.bold);
    take_over(style.letters.struck, base.letters.struck);
    take_over(style.letters.hidden, base.letters.hidden);
    take_over(style.letters.raised, base.letters.raised);
    take_over(style.paragraph.outline, base.paragraph.outline);
    take_over(style.paragraph.list, base.paragraph.list);
    take_over(style.paragraph.level, base.paragraph.level);
    take_over(style.paragraph.page_break_before, base.paragraph.page_break_before);
}

/// "heading 3": the names of the built-in styles are the same in every language (ECMA-376 part 1, 17.7.4.9).
std::optional<int> outline_of_name(std::string_view name) {
    if (name.size() != 9 || (name[0] | 32) != 'h' || name.substr(1, 7) != "eading " || name[8] < '1' || name[8] > '9') return std::nullopt;
    return name[8] - '1';
}

}  // namespace

WordLetters letters_in(const xml::Node* properties) {
    WordLetters letters;
    if (properties == nullptr) return letters;
    for (const xml::Node& each : properties->children) {
        if (each.name == "i") letters.italic = says_yes(each);
        if (each.name == "b") letters.bold = says_yes(each);
        if (each.name == "strike" || each.name == "dstrike") letters.struck = letters.struck.value_or(false) || says_yes(each);
        if (each.name == "vanish" || each.name == "specVanish") letters.hidden = says_yes(each);
        if (each.name == "vertAlign") letters.raised = each.attribute("val") == "superscript";
        // letters set higher by hand, in half points
        if (each.name == "position" && integer(each.attribute("val")).value_or(0) >= 4) letters.raised = true;
    }
    return letters;
}

WordParagraph paragraph_in(const xml::Node* properties) {
    WordParagraph paragraph;
    if (properties == nullptr) return paragraph;
    for (const xml::Node& each : properties->children) {
        if (each.name == "outlineLvl") paragraph.outline = integer(each.attribute("val"));
        if (each.name == "pageBreakBefore") paragraph.page_break_before = says_yes(each);
        if (each.name != "numPr") continue;
        if (const xml::Node* list = each.child("numId")) paragraph.list = integer(list->attribute("val"));
        if (const xml::Node* level = each.child("ilvl")) paragraph.level = integer(level->attribute("val"));
    }
    return paragraph;
}

WordStyles::WordStyles(const xml::Node* root) {
    if (root == nullptr) return;
    for (const xml::Node& each : root->children) {
        if (each.name == "docDefaults") {
            const xml::Node* of_letters = each.child("rPrDefault");
            if (of_letters != nullptr) defaults_ = letters_in(of_letters->child("rPr"));
        }
        if (each.name != "style") continue;
        Style style;
        style.type = each.attribute("type");
        style.letters = letters_in(each.child("rPr"));
        style.paragraph = paragraph_in(each.child("pPr"));
        if (const xml::Node* name = each.child("name")) style.name = name->attribute("val");
        if (const xml::Node* base = each.child("basedOn")) style.based_on = base->attribute("val");
        if (!style.paragraph.outline) style.paragraph.outline = outline_of_name(style.name);
        const std::string id(each.attribute("styleId"));
        const std::string_view is_default = each.attribute("default");
        if (style.type == "paragraph" && (is_default == "1" || is_default == "true" || is_default == "on")) default_paragraph_ = id;
        styles_.emplace(id, std::move(style));
    }
    inherit();
}

/// Each style takes over from the ones it is based on; those that are based on themselves in a circle end there.
void WordStyles::inherit() {
    std::set<std::string, std::less<>> done;
    for (auto& [id, style] : styles_) {
        std::vector<std::map<std::string, Style, std::less<>>::iterator> chain;
        std::set<std::string, std::less<>> seen;
        for (auto at = styles_.find(id); at != styles_.end() && seen.insert(at->first).second; at = styles_.find(at->second.based_on)) {
            chain.push_back(at);
            if (done.contains(at->first)) break;
        }
        for (std::size_t i = chain.size(); i-- > 1;) {
            if (!done.contains(chain[i - 1]->first)) take_over(chain[i - 1]->second, chain[i]->second);
            done.insert(chain[i]->first);
        }
        done.insert(id);
    }
}

const WordStyles::Style& WordStyles::paragraph(std::string_view id) const {
    auto found = styles_.find(id);
    if (found == styles_.end()) found = styles_.find(default_paragraph_);
    return found == styles_.end() ? none_ : found->second;
}

const WordStyles::Style* WordStyles::character(std::string_view id) const {
    const auto found = styles_.find(id);
    return found == styles_.end() ? nullptr : &found->second;
}

namespace {

/// A look that both the paragraph's and the letters' style ask for is none: italics stand out in italics as upright letters (17.7.3).
bool toggled(const std::optional<bool> WordLetters::*look, const WordLetters& direct, const WordLetters& defaults, const WordStyles::Style& paragraph, const WordStyles::Style* character) {
    if (direct.*look) return *(direct.*look);
    const bool of_paragraph = (paragraph.letters.*look).value_or(false);
    const bool of_letters = character != nullptr && (character->letters.*look).value_or(false);
    return (defaults.*look).value_or(false) || of_paragraph != of_letters;
}

}  // namespace

bool WordStyles::hidden(const WordLetters& direct, const Style& paragraph, const Style* character) const {
    return toggled(&WordLetters::hidden, direct, defaults_, paragraph, character);
}

Letters WordStyles::letters(const WordLetters& direct, const Style& paragraph, const Style* character) const {
    Letters letters;
    letters.italic = toggled(&WordLetters::italic, direct, defaults_, paragraph, character);
    letters.bold = toggled(&WordLetters::bold, direct, defaults_, paragraph, character);
    letters.struck = toggled(&WordLetters::struck, direct, defaults_, paragraph, character);
    const auto raised = character != nullptr && character->letters.raised ? character->letters.raised : paragraph.letters.raised;
    letters.superscript = direct.raised.value_or(raised.value_or(false));
    return letters;
}

}  // namespace comity::reading
