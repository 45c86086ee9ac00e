#include <algorithm>
#include <array>

#include "reading/html_reader.hpp"
#include "reading/scan.hpp"
#include "reading/word_package.hpp"

namespace comity::reading {

namespace {

/// Words of classes, ids and roles by which pages name what stands around their text.
std::string_view furniture_named(std::string_view names) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kinds = {
        {{"nav", "navigation"}, {"navigation", "navigation"}, {"navbar", "navigation"}, {"menu", "navigation"}, {"breadcrumb", "navigation"}, {"breadcrumbs", "navigation"},
         {"pagination", "navigation"}, {"toolbar", "navigation"}, {"skip", "navigation"}, {"sidebar", "beside the text"}, {"complementary", "beside the text"},
         {"cookie", "notice of the page"}, {"cookies", "notice of the page"}, {"contentinfo", "page footer"}, {"banner", "page header"}, {"search", "navigation"}}};
    for (std::size_t at = 0; at < names.size();) {
        const auto end = std::min(names.find_first_of(" -_", at), names.size());
        const std::string_view word = names.substr(at, end - at);
        const auto* found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.first == word; });
        if (found != kinds.end()) return found->second;
        at = end + 1;
    }
    return {};
}

struct Share {
    std::size_t words = 0, linked = 0, links = 0;
};

void add_share(const xml::Node& node, bool linked, Share& share) {
    if (node.is_text()) {
        const auto letters = static_cast<std::size_t>(std::count_if(node.text.begin(), node.text.end(), [](char c) { return static_cast<unsigned char>(c) > ' '; }));
        share.words += letters;
        if (linked) share.linked += letters;
    }
    for (const xml::Node& each : node.children) {
        const bool link = each.name == "a" && each.has("href");
        if (link) ++share.links;
        add_share(each, linked || link, share);
    }
}

/// Five links or more and hardly a word besides.
bool is_list_of_links(const xml::Node& list) {
    Share share;
    add_share(list, false, share);
    return share.links >= 5 && share.linked * 10 >= share.words * 9;
}

Numerals numerals_of(std::string_view type) {
    if (type == "a" || type == "lower-alpha" || type == "lower-latin") return Numerals::lower_letter;
    if (type == "A" || type == "upper-alpha" || type == "upper-latin") return Numerals::upper_letter;
    if (type == "i" || type == "lower-roman") return Numerals::lower_roman;
    if (type == "I" || type == "upper-roman") return Numerals::upper_roman;
    if (type == "decimal-leading-zero") return Numerals::decimal_zero;
    if (type == "none") return Numerals::none;
    if (type == "cjk-ideographic" || type == "simp-chinese-informal") return Numerals::chinese;
    if (type == "disc" || type == "circle" || type == "square") return Numerals::bullet;
    return Numerals::decimal;
}

}  // namespace

bool has_main(const xml::Node& node) {
    return std::any_of(node.children.begin(), node.children.end(), [](const xml::Node& each) {
        return !each.is_text() && (each.name == "main" || each.attribute("role") == "main" || has_main(each));
    });
}

/// "" if it is text, or as the elements around it.
std::string_view HtmlReader::furniture_of(const xml::Node& node, const Around& around) const {
    if (furniture_ == Furniture::kept_as_text) return {};
    const std::string_view name = node.name;
    if (name == "nav" || name == "menu") return "navigation";
    if (name == "aside") return "beside the text";
    if (name == "footer") return "page footer";
    if (name == "header" && !around.within_main) return "page header";
    if (name == "select" || name == "button" || name == "textarea" || name == "option" || name == "datalist") return "form";
    const std::string role = small(node.attribute("role"));
    if (const auto kind = role == "main" || role.starts_with("doc-") ? std::string_view() : furniture_named(role); !kind.empty()) return kind;
    if (node.attribute("class") == "MsoHeader" || (name == "div" && node.attribute("title") == "header")) return "page header";
    if (node.attribute("class") == "MsoFooter" || (name == "div" && node.attribute("title") == "footer")) return "page footer";
    const bool part = name == "div" || name == "ul" || name == "ol" || name == "section" || name == "table" || name == "form" || name == "td" || name == "p" || name == "a";
    if (part && !around.within_main) {
        if (const auto kind = furniture_named(small(node.attribute("id"))); !kind.empty()) return kind;
        if (const auto kind = furniture_named(small(node.attribute("class"))); !kind.empty()) return kind;
    }
    if ((name == "ul" || name == "ol" || name == "table" || name == "dl") && is_list_of_links(node)) return "navigation";
    return {};
}

/// A list by letters or small Roman numerals: HTML doesn't know whether they stand in brackets, as they do in texts of the United Nations.
void HtmlReader::begin_list(const xml::Node& node, const HtmlLook& look) {
    List list;
    if (node.name == "ol") {
        const std::string_view type = node.attribute("type");
        list.numerals = numerals_of(look.list.empty() ? type : std::string_view(look.list));
        list.next = integer(node.attribute("start")).value_or(1);
        list.bracketed = list.numerals == Numerals::lower_letter || list.numerals == Numerals::lower_roman;
    } else if (look.list == "none" || look.list.find(" none") != std::string::npos) {
        list.numerals = Numerals::none;
    }
    lists_.push_back(list);
}

void HtmlReader::begin_point(const xml::Node& node) {
    label_.clear();
    if (lists_.empty()) {
        label_ = bullet_sign;
        return;
    }
    List& list = lists_.back();
    if (list.numerals == Numerals::bullet || list.numerals == Numerals::none) {
        label_ = numeral(1, list.numerals);
        return;
    }
    list.next = integer(node.attribute("value")).value_or(list.next);
    const std::string printed = numeral(list.next++, list.numerals);
    label_ = list.bracketed ? "(" + printed + ")" : printed + ".";
}

}  // namespace comity::reading
