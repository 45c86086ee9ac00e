#include "reading/html_style.hpp"

#include <algorithm>

#include "reading/scan.hpp"

namespace comity::reading {

namespace {

constexpr std::size_t most_rules = 5000;  ///< pages of content systems have hundreds

std::string_view without_blanks(std::string_view text) {
    const auto begin = text.find_first_not_of(" \t\r\n\f");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n\f") - begin + 1);
}

void declare(HtmlLook& look, const std::string& name, const std::string& value) {
    const auto has = [&](std::string_view word) { return value.find(word) != std::string::npos; };
    if (name == "font-style") look.italic = has("italic") || has("oblique");
    if (name == "font-weight") look.bold = has("bold") || (value.size() == 3 && value[0] >= '6' && value[0] <= '9');
    if (name == "vertical-align") look.raised = has("super") || (!value.empty() && is_digit(value[0]) && value[0] != '0');
    if (name == "text-decoration" || name == "text-decoration-line") look.struck = has("line-through");
    if (name == "display" || name == "visibility" || name == "mso-hide") look.hidden = has("none") || has("hidden") || has("all");
    if (name == "list-style-type" || name == "list-style") look.list = value;
    if (name == "mso-element") look.element = value;
    if (name == "mso-list" && has("ignore")) look.ignored = true;
}

void declare_all(HtmlLook& look, std::string_view declarations) {
    while (!declarations.empty()) {
        const auto end = std::min(declarations.find(';'), declarations.size());
        const std::string_view one = declarations.substr(0, end);
        const auto colon = one.find(':');
        if (colon != std::string_view::npos) declare(look, small(without_blanks(one.substr(0, colon))), small(without_blanks(one.substr(colon + 1))));
        declarations.remove_prefix(std::min(end + 1, declarations.size()));
    }
}

void lay_over(HtmlLook& look, const HtmlLook& over) {
    for (const auto member : {&HtmlLook::italic, &HtmlLook::bold, &HtmlLook::raised, &HtmlLook::struck, &HtmlLook::hidden}) {
        if (over.*member) look.*member = over.*member;
    }
    if (!over.list.empty()) look.list = over.list;
    if (!over.element.empty()) look.element = over.element;
    look.ignored = look.ignored || over.ignored;
}

/// "p", ".sup", "span.c1": no descendants, states or attributes.
bool is_simple(std::string_view selector) {
    return !selector.empty() && selector.find_first_of(" \t\r\n>+~:[#*\"'") == std::string_view::npos;
}

std::string without_comments(std::string_view sheet) {
    std::string plain;
    for (std::size_t at = 0; at < sheet.size();) {
        const auto open = std::min(sheet.find("/*", at), sheet.size());
        plain.append(sheet.substr(at, open - at));
        const auto close = sheet.find("*/", open);
        at = close == std::string_view::npos ? sheet.size() : close + 2;
    }
    return plain;
}

}  // namespace

std::string small(std::string_view text) { return lowered(text); }

HtmlStyles::HtmlStyles(const xml::Node& page) { gather(page); }

void HtmlStyles::gather(const xml::Node& node) {
    for (const xml::Node& each : node.children) {
        if (each.name == "style") {
            read(without_comments(each.words()));
        } else if (!each.is_text()) {
            gather(each);
        }
    }
}

/// Rules of the page's own; what stands within an at-rule (print, small screens) is passed over.
void HtmlStyles::read(std::string_view sheet) {
    while (!sheet.empty() && rules_.size() < most_rules) {
        const auto open = sheet.find('{');
        if (open == std::string_view::npos) return;
        const std::string_view selectors = without_blanks(sheet.substr(0, open));
        std::size_t close = open + 1;
        for (int depth = 1; close < sheet.size() && depth > 0; ++close) depth += sheet[close] == '{' ? 1 : sheet[close] == '}' ? -1 : 0;
        const std::string_view declarations = sheet.substr(open + 1, close > open + 1 ? close - open - 2 : 0);
        sheet.remove_prefix(std::min(close, sheet.size()));
        if (selectors.starts_with('@')) continue;
        HtmlLook look;
        declare_all(look, declarations);
        for (std::size_t at = 0; at <= selectors.size();) {
            const auto end = std::min(selectors.find(',', at), selectors.size());
            const std::string_view one = without_blanks(selectors.substr(at, end - at));
            if (is_simple(one)) lay_over(rules_[small(one)], look);
            at = end + 1;
        }
    }
}

HtmlLook HtmlStyles::of(const xml::Node& element) const {
    HtmlLook look;
    const auto lay = [&](const std::string& selector) {
        const auto rule = rules_.find(selector);
        if (rule != rules_.end()) lay_over(look, rule->second);
    };
    if (!rules_.empty()) {
        lay(std::string(element.name));
        const std::string classes = small(element.attribute("class"));
        for (std::size_t at = 0; at < classes.size();) {
            const auto end = std::min(classes.find(' ', at), classes.size());
            const std::string one = classes.substr(at, end - at);
            if (!one.empty()) lay("." + one), lay(std::string(element.name) + "." + one);
            at = end + 1;
        }
    }
    declare_all(look, element.attribute("style"));
    return look;
}

}  // namespace comity::reading
