#include "web/manual.hpp"

#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>
#include <fmt/format.h>

#include "base/assets.hpp"
#include "web/catalogue.hpp"

namespace comity::web {

namespace {

constexpr std::string_view folder = "docs/";
constexpr std::string_view ending = ".md";

struct FreeNode {
    void operator()(cmark_node* node) const noexcept { cmark_node_free(node); }
};
struct FreeParser {
    void operator()(cmark_parser* parser) const noexcept { cmark_parser_free(parser); }
};
struct FreeText {
    void operator()(char* text) const noexcept { cmark_get_default_mem_allocator()->free(text); }
};
using Node = std::unique_ptr<cmark_node, FreeNode>;
using Parser = std::unique_ptr<cmark_parser, FreeParser>;

Parser parser_with_tables() {
    static const bool registered = [] {
        cmark_gfm_core_extensions_ensure_registered();
        return true;
    }();
    static_cast<void>(registered);
    Parser parser(cmark_parser_new(CMARK_OPT_DEFAULT));
    if (cmark_syntax_extension* tables = cmark_find_syntax_extension("table"); tables != nullptr) {
        cmark_parser_attach_syntax_extension(parser.get(), tables);
    }
    return parser;
}

/// All text below a node, without its markup.
std::string plain_text(cmark_node* node) {
    std::string text;
    if (const char* literal = cmark_node_get_literal(node); literal != nullptr) text += literal;
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) text += ' ';
    for (cmark_node* child = cmark_node_first_child(node); child != nullptr; child = cmark_node_next(child)) text += plain_text(child);
    return text;
}

cmark_node* first_of(cmark_node* document, cmark_node_type type) {
    for (cmark_node* node = cmark_node_first_child(document); node != nullptr; node = cmark_node_next(node)) {
        if (cmark_node_get_type(node) == type) return node;
    }
    return nullptr;
}

/// "reading-quality.md#figures" within docs/ becomes "/help/reading-quality#figures"; "../README.md" and what lies outside is left.
void mend_link(cmark_node* link, std::string_view from) {
    const std::string url = cmark_node_get_url(link);
    const std::size_t end = std::min(url.find('#'), url.size());
    const std::string_view file = std::string_view(url).substr(0, end);
    if (!file.ends_with(ending) || file.find(':') != std::string_view::npos || file.starts_with("..")) return;
    const std::size_t slash = from.rfind('/');
    const std::string_view beside = slash == std::string_view::npos ? std::string_view() : from.substr(0, slash + 1);
    const std::string name = fmt::format("{}{}", beside, file.substr(0, file.size() - ending.size()));
    cmark_node_set_url(link, fmt::format("/help/{}{}", name, url.substr(end)).c_str());
}

/// The name under which other chapters link to a heading: as the usual viewers of Markdown make it.
std::string slug_of(std::string_view heading) {
    std::string slug;
    for (const char c : heading) {
        if (c == ' ') slug += '-';
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || static_cast<signed char>(c) < 0) slug += c;
        if (c >= 'A' && c <= 'Z') slug += static_cast<char>(c - 'A' + 'a');
    }
    return slug;
}

void add_anchor(cmark_node* heading) {
    cmark_node* anchor = cmark_node_new(CMARK_NODE_CUSTOM_INLINE);
    cmark_node_set_on_enter(anchor, fmt::format("<a id=\"{}\"></a>", escaped(slug_of(plain_text(heading)))).c_str());
    cmark_node_prepend_child(heading, anchor);
}

/// A table in a box of its own, which scrolls where it is wider than the page; by keyboard, too, and called as the heading above it (WCAG 2.1.1, 1.4.10).
void put_into_box(cmark_node* table, std::string_view heading) {
    cmark_node* box = cmark_node_new(CMARK_NODE_CUSTOM_BLOCK);
    cmark_node_set_on_enter(box, fmt::format("<div class=\"wide-table\" role=\"group\" tabindex=\"0\" aria-label=\"{}\">", escaped(heading)).c_str());
    cmark_node_set_on_exit(box, "</div>");
    cmark_node_insert_before(table, box);
    cmark_node_append_child(box, table);
}

Node parsed(std::string_view text) {
    const Parser parser = parser_with_tables();
    cmark_parser_feed(parser.get(), text.data(), text.size());
    return Node(cmark_parser_finish(parser.get()));
}

Chapter chapter_of(const assets::Asset& asset) {
    Chapter chapter;
    chapter.name = asset.path.substr(folder.size(), asset.path.size() - folder.size() - ending.size());
    chapter.text = asset.bytes;
    const Node document = parsed(asset.bytes);
    cmark_node* heading = first_of(document.get(), CMARK_NODE_HEADING);
    chapter.title = heading == nullptr ? chapter.name : plain_text(heading);
    if (cmark_node* paragraph = first_of(document.get(), CMARK_NODE_PARAGRAPH); paragraph != nullptr) chapter.summary = plain_text(paragraph);
    return chapter;
}

}  // namespace

std::vector<Chapter> manual_chapters() {
    std::vector<Chapter> chapters;
    for (const assets::Asset& asset : assets::below(folder)) {
        // The list of chapters that readers of the source see; /help is that list here.
        if (asset.path == "docs/README.md") continue;
        if (asset.path.ends_with(ending)) chapters.push_back(chapter_of(asset));
    }
    // What one file says of the order is its own list of links; files that it doesn't name follow by name.
    const std::string_view order = assets::find("docs/README.md").bytes;
    const auto place = [&](const Chapter& chapter) { return order.find(chapter.name + std::string(ending)); };
    std::stable_sort(chapters.begin(), chapters.end(), [&](const Chapter& a, const Chapter& b) { return place(a) < place(b); });
    return chapters;
}

std::optional<Chapter> manual_chapter(std::string_view name) {
    const assets::Asset asset = assets::find(fmt::format("{}{}{}", folder, name, ending));
    if (asset.path.empty()) return std::nullopt;
    return chapter_of(asset);
}

Html manual_html(const Chapter& chapter) {
    const Node document = parsed(chapter.text);
    const std::unique_ptr<cmark_iter, void (*)(cmark_iter*)> iterator(cmark_iter_new(document.get()), &cmark_iter_free);
    std::string heading = chapter.title;
    std::vector<std::pair<cmark_node*, std::string>> tables;
    while (true) {
        const cmark_event_type event = cmark_iter_next(iterator.get());
        if (event == CMARK_EVENT_DONE) break;
        cmark_node* node = cmark_iter_get_node(iterator.get());
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_LINK) mend_link(node, chapter.name);
        if (event == CMARK_EVENT_ENTER && std::string_view(cmark_node_get_type_string(node)) == "table") tables.emplace_back(node, heading);
        if (event != CMARK_EVENT_EXIT || cmark_node_get_type(node) != CMARK_NODE_HEADING) continue;
        heading = plain_text(node);
        add_anchor(node);
    }
    for (const auto& [table, above] : tables) put_into_box(table, above);
    // Without CMARK_OPT_UNSAFE, markup and dangerous links of the source are left out.
    const std::unique_ptr<char, FreeText> html(cmark_render_html(document.get(), CMARK_OPT_DEFAULT, nullptr));
    std::string markup = html.get();
    const auto replace_all = [&markup](std::string_view what, std::string_view with) {
        for (std::size_t at = markup.find(what); at != std::string::npos; at = markup.find(what, at + with.size())) markup.replace(at, what.size(), with);
    };
    // What is wider than a phone scrolls sideways, and must be reachable by keyboard for that (WCAG 2.1.1).
    replace_all("<pre>", "<pre tabindex=\"0\">");
    // A heading without words is none: Markdown has no table without a row of headings.
    replace_all("<th></th>", "<td></td>");
    replace_all("<th>", "<th scope=\"col\">");
    replace_all("<th align", "<th scope=\"col\" align");
    replace_all(" align=\"right\"", " class=\"figures\"");  // HTML has no such attribute any longer
    return {std::move(markup)};
}

}  // namespace comity::web
