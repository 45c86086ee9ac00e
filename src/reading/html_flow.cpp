#include "reading/html_flow.hpp"

#include <algorithm>
#include <array>

#include "reading/encoding.hpp"
#include "reading/html_reader.hpp"
#include "reading/utf8.hpp"

namespace comity::reading {

namespace {

constexpr xml::Limits page_limits{.bytes = std::size_t{32} << 20U, .nodes = 1'000'000, .depth = 200};

template <std::size_t Count>
bool is_one_of(const std::array<std::string_view, Count>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// What begins and ends a block of its own.
bool is_block(std::string_view name) {
    static constexpr std::array<std::string_view, 36> names = {
        "p",  "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "td", "th", "caption", "thead", "tbody", "tfoot", "blockquote", "pre", "section", "article", "main",
        "header", "footer", "nav", "aside", "address", "figure", "figcaption", "center", "form"};
    return is_one_of(names, name) || name == "hr" || name == "body" || name == "fieldset" || name == "legend" || name == "details" || name == "summary" || name == "dir" || name == "menu";
}

/// What a browser shows no words of, or only without scripts.
bool is_never_shown(std::string_view name) {
    static constexpr std::array<std::string_view, 14> names = {"script", "style", "noscript", "template", "svg", "canvas", "iframe", "object", "head", "title", "audio", "video", "map", "math"};
    return is_one_of(names, name);
}

/// What a word processor printed in the place of a number: its own sign for a bullet is a bullet.
std::string printed_label(const std::string& words) {
    BlockBuilder clean;
    clean.add(words);
    const std::string_view label = clean.text();
    const auto end = label.find_last_not_of(' ');
    const std::string_view trimmed = label.substr(0, end == std::string_view::npos ? 0 : end + 1);
    const bool sign = trimmed == "·" || trimmed == "o" || trimmed == "§" || trimmed == "Ø" || trimmed == "ü" || trimmed == "v" || trimmed == "q";
    return std::string(sign ? bullet_sign : trimmed);
}

/// Word's conditions for its own programs ("<![if !supportLists]>", "<![endif]>") are neither words nor comments; browsers pass over them.
std::string without_conditions(std::string_view page) {
    std::string plain;
    plain.reserve(page.size());
    for (std::size_t at = 0; at < page.size();) {
        const auto open = std::min(page.find("<![", at), page.size());
        plain.append(page.substr(at, open - at));
        const std::string_view rest = page.substr(open);
        const auto close = rest.substr(0, 200).find("]>");
        const bool condition = (rest.starts_with("<![if ") || rest.starts_with("<![endif")) && close != std::string_view::npos;
        if (!condition && !rest.empty()) plain += rest.front();
        at = open + (condition ? close + 2 : 1);
    }
    return plain;
}

Flow flow_of_page(std::string_view utf8) {
    const xml::Tree tree = xml::read_html(utf8.find("<![") == std::string_view::npos ? utf8 : std::string_view(without_conditions(utf8)), page_limits);
    HtmlReader reader(tree.root, HtmlReader::Furniture::told_apart);
    Flow flow = reader.read();
    if (reader.has_text()) return flow;
    return HtmlReader(tree.root, HtmlReader::Furniture::kept_as_text).read();
}

}  // namespace

Flow flow_of_html(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (utf8::first_invalid(bytes) == std::string_view::npos) return flow_of_page(bytes);
    if (const auto legacy = decoded_legacy(bytes, declared_encoding(bytes))) {
        Flow flow = flow_of_page(legacy->text);
        flow.diagnostics.insert(flow.diagnostics.begin(), legacy->told());
        return flow;
    }
    return flow_of_page(utf8::repaired(bytes));
}

HtmlReader::HtmlReader(const xml::Node& page, Furniture furniture) : page_(page), furniture_(furniture), styles_(page), notes_(page), has_main_(reading::has_main(page)) {}

Flow HtmlReader::read() {
    Around around;
    children(page_, around);
    end_block(around);
    for (auto& diagnostic : changes_.told()) flow_.diagnose(std::move(diagnostic));
    return flow_.finish();
}

void HtmlReader::children(const xml::Node& node, const Around& around) {
    for (const xml::Node& each : node.children) {
        if (each.is_text()) {
            text(each, around);
        } else {
            element(each, around);
        }
    }
}

void HtmlReader::text(const xml::Node& node, const Around& around) {
    if (!around.preformatted) return out().add(node.text, around.letters);
    std::string_view rest = node.text;
    for (auto end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
        out().add(rest.substr(0, end), around.letters);
        if (note_ == nullptr) {
            end_block(around);
        } else {
            note_->line_end();
        }
        rest.remove_prefix(end + 1);
    }
    out().add(rest, around.letters);
}

void HtmlReader::look_of_tag(std::string_view name, Letters& letters) {
    if (name == "i" || name == "em" || name == "cite" || name == "dfn" || name == "var") letters.italic = true;
    if (name == "b" || name == "strong" || name == "th") letters.bold = true;
    if (name == "sup") letters.superscript = true;
    if (name == "s" || name == "strike" || name == "del") letters.struck = true;
    if (name == "a") letters.link = true;
}

/// Those that are no plain container: true if it has been dealt with.
bool HtmlReader::special(const xml::Node& node, const Around& around, const HtmlLook& look) {
    const std::string_view name = node.name;
    if (is_never_shown(name)) return true;
    if (name == "br") return out().line_end(), true;
    if (name == "input" || name == "img") return true;
    if (look.ignored && note_ == nullptr) {
        label_ = printed_label(node.words());
        return true;
    }
    if (look.element == "comment" || look.element == "comment-list") {
        if (look.element == "comment") changes_.comment("", "", node.words(), flow_.next());
        else children(node, around);
        return true;
    }
    if (name == "hr" && note_ == nullptr && around.furniture.empty()) {
        end_block(around);
        Block rule;
        rule.rule = true;
        rule.text = "---";
        flow_.add(std::move(rule));
        return true;
    }
    const bool tracked = (name == "ins" || name == "del") && (node.has("datetime") || node.has("cite"));
    if (tracked) {
        changes_.change(name == "ins" ? ChangeLog::Kind::inserted : ChangeLog::Kind::deleted, node.attribute("cite").starts_with("mailto:") ? node.attribute("cite").substr(7) : std::string_view(),
                        node.attribute("datetime"), node.words(), flow_.next());
        if (name == "ins") children(node, around);
        return true;
    }
    return false;
}

void HtmlReader::element(const xml::Node& node, Around around) {
    const HtmlLook look = styles_.of(node);
    if (special(node, around, look)) return;
    if (const std::string_view mark = note_ == nullptr ? notes_.held_by(node) : std::string_view(); !mark.empty()) return note(node, mark, around);
    if (node.name == "a" && node.has("href")) {
        if (const std::string_view mark = notes_.called_by(node); !mark.empty()) return out().mark(mark);
        if (notes_.leads_back(node)) return;
    }
    look_of_tag(node.name, around.letters);
    if (look.italic) around.letters.italic = *look.italic;
    if (look.bold) around.letters.bold = *look.bold;
    if (look.raised) around.letters.superscript = *look.raised && node.name != "td" && node.name != "th" && node.name != "tr";
    if (look.struck) around.letters.struck = around.letters.struck || *look.struck;
    held(node, around, look);
}

void HtmlReader::held(const xml::Node& node, const Around& outside, const HtmlLook& look) {
    Around around = outside;
    const std::string_view name = node.name;
    const bool block = is_block(name);
    const bool main = name == "main" || node.attribute("role") == "main" || (name == "article" && !has_main_);
    if (main) around.within_main = true;
    if (around.furniture.empty() || (main && around.furniture == "around the text")) {
        around.furniture = furniture_of(node, around);
        const bool hidden = (look.hidden.value_or(false) || node.has("hidden")) && furniture_ == Furniture::told_apart;
        if (around.furniture.empty() && hidden) around.furniture = "hidden words";
        if (around.furniture.empty() && name == "body" && has_main_ && furniture_ == Furniture::told_apart) around.furniture = "around the text";
        if (around.furniture.empty() && !outside.furniture.empty() && !main) around.furniture = outside.furniture;
        if (look.element == "header" || look.element == "footer") around.furniture = look.element == "header" ? "page header" : "page footer";
    }
    if (name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') around.heading = name[1] - '0';
    if (name == "pre" || name == "xmp" || name == "listing") around.preformatted = true;
    const bool apart = block || around.furniture != outside.furniture;
    if (apart) end_block(outside);
    const bool list = name == "ol" || name == "ul" || name == "dir" || name == "menu";
    if (list) begin_list(node, look);
    if (name == "li") begin_point(node);
    children(node, around);
    if (apart) end_block(around);
    if (list) lists_.pop_back();
    if (name == "li") label_.clear();
}

/// The words of a footnote, without its mark and the link back.
void HtmlReader::note(const xml::Node& node, std::string_view mark, const Around& around) {
    end_block(around);
    BlockBuilder words;
    note_ = &words;
    children(node, around);
    note_ = nullptr;
    flow_.note(mark, std::move(words));
}

void HtmlReader::end_block(const Around& around) {
    if (note_ != nullptr) {
        if (!note_->empty()) note_->line_end();
        return;
    }
    if (!around.furniture.empty()) return flow_.furniture(around.furniture, std::exchange(words_, BlockBuilder()));
    if (words_.empty() && !around.preformatted) {
        words_ = BlockBuilder();
        return;
    }
    for (Block& block : words_.take(std::exchange(label_, std::string()))) {
        if (!block.text.empty()) has_text_ = true;
        if (!block.text.empty() && block.text.size() < 300) block.heading = around.heading;
        flow_.add(std::move(block));
    }
}

}  // namespace comity::reading
