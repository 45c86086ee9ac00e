#include <algorithm>
#include <deque>
#include <limits>
#include <span>
#include <utility>

#include "document/akoma_ntoso_names.hpp"
#include "document/akoma_ntoso_parts.hpp"

namespace comity::document::akoma_ntoso {

namespace {

constexpr std::size_t deepest = 16;     // points in points: what nests deeper stands beside the deepest
constexpr int deepest_section = 8;

bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
char to_small(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char to_capital(char c) noexcept { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// "recognizingAlso" of "Recognizing also": the profile names each container of the preamble by its opening.
std::string name_of_opening(const Paragraph& paragraph) {
    std::string name;
    bool begins = false;
    for (const char c : paragraph.opening.value_or("")) {
        if (is_letter(c)) {
            name += name.empty() ? to_small(c) : begins ? to_capital(c) : c;
        } else if (c != ' ') {
            return "preambular";  // not English
        }
        begins = !is_letter(c);
    }
    return name.empty() ? "preambular" : name;
}

/// "a" of "(a)", "4bis" of "4 bis"; "" without a number.
std::string core_of(std::string_view number) {
    std::string core;
    for (const char c : number) {
        if (is_letter(c) || is_digit(c)) core += c;
    }
    return core;
}

/// An id without the "~2" that tells it from an equal one.
std::string_view base_of(std::string_view id) noexcept { return id.substr(0, id.find('~')); }

bool is_within(std::string_view id, std::string_view parent) noexcept {
    return id.size() > parent.size() && id.starts_with(parent) && id[parent.size()] == '.';
}

bool begins_annex(std::string_view heading) noexcept {
    constexpr std::string_view word = "annex";
    return heading.size() >= word.size() && std::equal(word.begin(), word.end(), heading.begin(), [](char a, char b) { return a == to_small(b); });
}

}  // namespace

/// Attributes with their values; those of our own namespace say what can't be seen from where a paragraph stands.
class TextWriter::Attributes {
public:
    void add(xml::Name name, std::string value) {
        values_.push_back(std::move(value));
        attributes_.push_back({name, values_.back()});
    }
    operator std::span<const xml::Attribute>() const { return attributes_; }  // NOLINT: implicit on purpose

private:
    std::deque<std::string> values_;
    std::vector<xml::Attribute> attributes_;
};

TextWriter::TextWriter(xml::Writer& xml, const Document& document, const vocabulary::Vocabulary& vocabulary)
    : xml_(xml), document_(document), vocabulary_(vocabulary), called_(document.footnotes.size()) {
    const Pieces pieces(document);
    for (const Paragraph& paragraph : document.paragraphs) pieces_.push_back(pieces.of(paragraph));
    for (std::size_t i = 0; i < document.footnotes.size(); ++i) {
        note_pieces_.push_back(pieces.of(document.footnotes[i]));
        notes_.emplace(document.footnotes[i].mark, i);
    }
    find_annexes();
}

std::vector<std::size_t> TextWriter::uncalled_notes() const {
    std::vector<bool> called(document_.footnotes.size());
    for (const auto& pieces : pieces_) {
        for (const Piece& piece : pieces) {
            if (const auto note = piece.mark.empty() ? notes_.end() : notes_.find(piece.mark); note != notes_.end()) called[note->second] = true;
        }
    }
    std::vector<std::size_t> uncalled;
    for (std::size_t i = 0; i < called.size(); ++i) {
        if (!called[i]) uncalled.push_back(i);
    }
    return uncalled;
}

std::vector<std::size_t> TextWriter::unmarked_citations() const {
    std::unordered_set<const Citation*> marked;
    for (const auto* all : {&pieces_, &note_pieces_}) {
        for (const auto& pieces : *all) {
            for (const Piece& piece : pieces) marked.insert(piece.citation);
        }
    }
    std::vector<std::size_t> unmarked;
    for (std::size_t i = 0; i < document_.citations.size(); ++i) {
        if (marked.count(&document_.citations[i]) == 0) unmarked.push_back(i);
    }
    return unmarked;
}

void TextWriter::find_annexes() {
    const auto& all = document_.paragraphs;
    std::string_view name;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool of_text = all[i].kind == ParagraphKind::preambular || all[i].kind == ParagraphKind::operative;
        if (of_text && !name.empty()) return annexes_.clear();  // the text goes on behind them: they stay where they are
        if (all[i].kind != ParagraphKind::annex) continue;
        const std::string_view of_this = std::string_view(all[i].id).substr(0, all[i].id.find('.'));
        if (of_this == name) continue;
        name = of_this;
        const std::size_t least = annexes_.empty() ? 0 : annexes_.back() + 1;
        std::size_t begin = i;
        while (begin > least && all[begin - 1].kind == ParagraphKind::heading) {
            --begin;
            if (begins_annex(all[begin].text)) break;
        }
        annexes_.push_back(begin);
    }
}

std::size_t TextWriter::end_of_annex(std::size_t annex) const { return annex + 1 < annexes_.size() ? annexes_[annex + 1] : document_.paragraphs.size(); }

/// Behind the last of the preambular paragraphs with which the text begins.
std::size_t TextWriter::end_of_preamble() const {
    std::size_t end = 0;
    for (std::size_t i = 0; i < document_.paragraphs.size(); ++i) {
        const ParagraphKind kind = document_.paragraphs[i].kind;
        if (kind == ParagraphKind::preambular) end = i + 1;
        if (kind != ParagraphKind::preambular && kind != ParagraphKind::other) break;
    }
    return end;
}

void TextWriter::preamble() {
    const std::size_t end = end_of_preamble();
    const bool formula = !document_.paragraphs.empty() && !organ_line_before(document_, document_.paragraphs.front()).empty();
    if (end == 0 && !formula) return;
    xml_.open("preamble");
    xml_.line();
    if (formula) {
        organ_line(document_.paragraphs.front(), {});
        formula_ = true;
    }
    for (const Node& node : trees(0, end)) {
        if (node.at > 0) organ_line(of(node), {});
        if (of(node).kind == ParagraphKind::preambular) {
            preambular(node, {.kind = ParagraphKind::preambular});
        } else {
            flat(node, {.kind = ParagraphKind::preambular});
        }
    }
    xml_.close();
    xml_.line();
}

void TextWriter::main_body() {
    const std::size_t begin = end_of_preamble(), end = annexes_.empty() ? document_.paragraphs.size() : annexes_.front();
    xml_.open("mainBody");
    xml_.line();
    if (begin >= end) xml_.empty("p");
    sections(begin, end, {});
    xml_.close();
    xml_.line();
}

void TextWriter::annex_heading(std::size_t annex) {
    const std::size_t at = annexes_[annex];
    if (document_.paragraphs[at].kind == ParagraphKind::heading) heading(at);
}

void TextWriter::annex_body(std::size_t annex) {
    const Paragraph& first = document_.paragraphs[annexes_[annex]];
    const bool headed = first.kind == ParagraphKind::heading;
    const std::size_t begin = annexes_[annex] + (headed ? 1 : 0), end = end_of_annex(annex);
    xml_.open("mainBody");
    xml_.line();
    if (begin >= end) xml_.empty("p");
    sections(begin, end, {.kind = ParagraphKind::annex, .level = headed ? first.level + 1 : 1, .chain = "att_" + std::to_string(annex + 1) + "__"});
    xml_.close();
    xml_.line();
}

/// Paragraphs below those whose ids theirs go on with: "op12.a" below "op12".
std::vector<TextWriter::Node> TextWriter::trees(std::size_t begin, std::size_t end) const {
    std::vector<Node> roots;
    std::vector<Node*> open;
    for (std::size_t i = begin; i < end; ++i) {
        const std::string_view id = base_of(document_.paragraphs[i].id);
        while (!open.empty() && !is_within(id, base_of(document_.paragraphs[open.back()->at].id))) open.pop_back();
        if (open.size() >= deepest) open.resize(deepest - 1);
        auto& siblings = open.empty() ? roots : open.back()->children;
        // a paragraph that is open is the last of its siblings, so that none of those behind it in `open` moves
        siblings.push_back({.at = i});
        open.push_back(&siblings.back());
    }
    return roots;
}

void TextWriter::sections(std::size_t begin, std::size_t end, const Setting& setting) {
    const auto is_heading = [&](std::size_t i) { return document_.paragraphs[i].kind == ParagraphKind::heading; };
    for (std::size_t i = begin; i < end;) {
        std::size_t next = i + 1;
        if (!is_heading(i)) {
            while (next < end && !is_heading(next)) ++next;
            nodes(i, next, setting);
        } else {
            const int level = setting.sections < deepest_section ? document_.paragraphs[i].level : std::numeric_limits<int>::max();
            while (next < end && !(is_heading(next) && document_.paragraphs[next].level <= level)) ++next;
            section(i, next, setting);
        }
        i = next;
    }
}

void TextWriter::section(std::size_t begin, std::size_t end, const Setting& setting) {
    const Paragraph& paragraph = document_.paragraphs[begin];
    const auto label = labelled(paragraph.text);
    const std::string id = unique(setting.chain + "sec_" + (label ? std::string(label->label) : "nn_" + std::to_string(++counts_[setting.chain + "sec"])));
    xml_.open("section", {{"eId", id}});
    heading(begin);
    xml_.line();
    sections(begin + 1, end, {.kind = setting.kind, .level = paragraph.level + 1, .chain = id + "__", .sections = setting.sections + 1});
    xml_.close();
    xml_.line();
}

/// The label of a part and its title, both of them one heading of the document.
void TextWriter::heading(std::size_t at) {
    const Paragraph& paragraph = document_.paragraphs[at];
    std::vector<Piece> pieces = pieces_[at];
    const auto label = labelled(paragraph.text);
    const bool plain = !pieces.empty() && pieces.front().citation == nullptr && !pieces.front().opening && pieces.front().mark.empty() && !pieces.front().struck;
    if (label && plain && pieces.front().text.size() >= label->label.size() + 2) {
        xml_.leaf("num", std::string(label->label) + ".");
        pieces.front().text.remove_prefix(label->label.size() + 2);
    }
    Attributes attributes;
    identify(attributes, paragraph, {.kind = ParagraphKind::heading, .level = paragraph.level});
    attributes.add("cm:level", std::to_string(paragraph.level));
    if (paragraph.number) attributes.add("cm:number", *paragraph.number);
    xml_.open("heading", attributes);
    inline_text(pieces);
    xml_.close();
}

void TextWriter::nodes(std::size_t begin, std::size_t end, const Setting& setting) {
    Setting here = setting;
    here.level = 1;
    for (const Node& node : trees(begin, end)) {
        organ_line(of(node), setting);
        const ParagraphKind kind = of(node).kind;
        if (kind == ParagraphKind::preambular) {
            here.kind = kind;
            if (setting.sections > 0) {
                flat(node, here);
            } else {
                preambular(node, here);
            }
        } else if (kind == ParagraphKind::other) {
            here.kind = kind;
            hierarchical(node, here, "hcontainer", "other");
        } else {
            here.kind = setting.kind;
            hierarchical(node, here, "paragraph", "para");
        }
    }
}

void TextWriter::organ_line(const Paragraph& paragraph, const Setting& setting) {
    const std::string line = organ_line_before(document_, paragraph);
    if (line.empty() || (formula_ && &paragraph == &document_.paragraphs.front())) return;
    const std::string_view words = std::string_view(line).substr(0, line.size() - 1);  // its comma is not in italics
    if (setting.sections > 0) {
        xml_.open("crossHeading", {{"refersTo", "#enactingFormula"}});
    } else {
        xml_.open("formula", {{"name", "enactingFormula"}});
        xml_.open("p");
    }
    xml_.leaf("i", words);
    xml_.text(",");
    if (setting.sections == 0) xml_.close();
    xml_.close();
    xml_.line();
}

void TextWriter::preambular(const Node& node, const Setting& setting) {
    const std::string name = name_of_opening(of(node));
    const std::string id = unique(setting.chain + name + "_" + std::to_string(++counts_[setting.chain + name]));
    Attributes attributes;
    attributes.add("name", name);
    attributes.add("eId", id);
    identify(attributes, of(node), setting);
    xml_.open("container", attributes);
    blocks(node, setting, id, Number::in_text);
    xml_.close();
    xml_.line();
}

/// Where nothing can nest: one after the other.
void TextWriter::flat(const Node& node, const Setting& setting) {
    Attributes attributes;
    const bool in_section = setting.sections > 0;
    if (in_section) attributes.add("refersTo", "#preamble");
    identify(attributes, of(node), setting);
    if (in_section) {
        xml_.open("crossHeading", attributes);
    } else {
        xml_.open("p", attributes);
    }
    words(node.at, Number::in_text);
    xml_.close();
    xml_.line();
    for (const Node& child : node.children) flat(child, setting);
}

bool TextWriter::is_end(const Node& node) const { return node.children.empty() && base_of(of(node).id).ends_with(".end"); }

bool TextWriter::is_point(const Node& node, const Node& parent) const {
    return !is_end(node) && (of(node).number || of(node).level > of(parent).level);
}

/// What stands in an element that holds blocks alone: its words, or its points with them.
void TextWriter::blocks(const Node& node, const Setting& setting, const std::string& id, Number number) {
    if (!node.children.empty()) {
        block_lists(node, setting, id, number);
        return;
    }
    xml_.open("p");
    words(node.at, number);
    xml_.close();
}

/// The points of a paragraph of the preamble, which holds blocks alone.
void TextWriter::block_lists(const Node& node, const Setting& setting, const std::string& id, Number number) {
    Setting below = setting;
    below.level = of(node).level + 1;
    below.chain = id + "__";
    std::size_t i = 0;
    if (is_end(node.children.front())) {
        xml_.open("p");
        words(node.at, number);
        xml_.close();
    }
    for (int list = 1; i < node.children.size();) {
        Setting end = setting;
        end.level = of(node).level;
        if (is_end(node.children[i])) {
            flat(node.children[i++], end);
            continue;
        }
        const std::string list_id = unique(id + "__list_" + std::to_string(list++));
        xml_.open("blockList", {{"eId", list_id}});
        if (i == 0) {
            xml_.open("listIntroduction");
            words(node.at, number);
            xml_.close();
        }
        for (; i < node.children.size() && !is_end(node.children[i]); ++i) item(node.children[i], below);
        if (i < node.children.size()) {
            Attributes attributes;
            identify(attributes, of(node.children[i]), end);
            xml_.open("listWrapUp", attributes);
            words(node.children[i++].at, Number::in_text);
            xml_.close();
        }
        xml_.close();
    }
}

void TextWriter::item(const Node& node, const Setting& setting) {
    Attributes attributes;
    const std::string id = id_of(setting, "item", of(node));
    attributes.add("eId", id);
    identify(attributes, of(node), setting);
    xml_.line();
    xml_.open("item", attributes);
    if (const std::string printed = printed_number(of(node)); !printed.empty()) xml_.leaf("num", printed);
    blocks(node, setting, id, Number::as_element);
    xml_.close();
}

void TextWriter::hierarchical(const Node& node, const Setting& setting, xml::Name name, std::string_view stem) {
    Attributes attributes;
    const std::string id = id_of(setting, stem, of(node));
    if (name.text() == "hcontainer") attributes.add("name", "other");
    attributes.add("eId", id);
    identify(attributes, of(node), setting);
    xml_.open(name, attributes);
    if (const std::string printed = printed_number(of(node)); !printed.empty()) xml_.leaf("num", printed);
    if (node.children.empty()) {
        xml_.open("content");
        blocks(node, setting, id, Number::as_element);
        xml_.close();
    } else {
        children(node, setting, id);
    }
    xml_.close();
    xml_.line();
}

void TextWriter::children(const Node& node, const Setting& setting, const std::string& id) {
    Setting below = setting;
    below.level = of(node).level + 1;
    below.kind = of(node).kind;
    const auto own_words = [&](const std::string& around) {
        xml_.open("intro", {{"eId", unique(around + "__intro")}});
        xml_.open("p");
        words(node.at, Number::as_element);
        xml_.close();
        xml_.close();
        xml_.line();
    };
    if (!is_point(node.children.front(), node)) own_words(id);
    int lists = 0;
    for (std::size_t i = 0; i < node.children.size();) {
        below.chain = id + "__";
        if (!is_point(node.children[i], node)) {
            hierarchical(node.children[i++], below, "subparagraph", "subpara");
            continue;
        }
        const std::string list = unique(id + "__list_" + std::to_string(++lists));
        xml_.open("list", {{"eId", list}});
        xml_.line();
        if (i == 0) own_words(list);
        below.chain = list + "__";
        for (; i < node.children.size() && is_point(node.children[i], node); ++i) hierarchical(node.children[i], below, "point", "point");
        if (i < node.children.size() && is_end(node.children[i])) {
            Attributes attributes;
            attributes.add("eId", unique(list + "__wrapup"));
            Setting end = below;
            end.level = of(node).level;
            identify(attributes, of(node.children[i]), end);
            xml_.open("wrapUp", attributes);
            xml_.open("p");
            words(node.children[i++].at, Number::in_text);
            xml_.close();
            xml_.close();
        }
        xml_.close();
        xml_.line();
    }
}

void TextWriter::identify(Attributes& attributes, const Paragraph& paragraph, const Setting& setting) const {
    attributes.add("cm:pid", paragraph.id);
    if (paragraph.kind != setting.kind) attributes.add("cm:kind", std::string(name_of(paragraph.kind)));
    if (paragraph.level != setting.level) attributes.add("cm:level", std::to_string(paragraph.level));
    if (paragraph.kind != ParagraphKind::heading && paragraph.number && without_point(printed_number(paragraph)) != *paragraph.number) {
        attributes.add("cm:number", *paragraph.number);
    }
    if (!paragraph.opening) return;
    const std::string_view there = std::string_view(paragraph.text).substr(std::min<std::size_t>(paragraph.opening_at, paragraph.text.size()));
    if (!paragraph.opening->empty() && there.starts_with(*paragraph.opening)) return;
    attributes.add("cm:opening", *paragraph.opening);  // it doesn't stand where it should, so that it can't be marked there
    attributes.add("cm:openingAt", std::to_string(paragraph.opening_at));
}

void TextWriter::words(std::size_t paragraph, Number number) {
    const std::string printed = printed_number(document_.paragraphs[paragraph]);
    if (number == Number::in_text && !printed.empty()) {
        xml_.leaf("inline", printed, {{"name", "number"}});
        xml_.text(" ");
    }
    inline_text(pieces_[paragraph]);
}

void TextWriter::note_text(std::size_t note) {
    xml_.open("p");
    inline_text(note_pieces_[note]);
    xml_.close();
}

void TextWriter::inline_text(const std::vector<Piece>& pieces) {
    const Citation* open = nullptr;
    const auto is_text = [](const Piece& piece) { return piece.mark.empty() && !piece.struck; };
    for (auto piece = pieces.begin(); piece != pieces.end(); ++piece) {
        // a mark within a citation's words stands in the citation, one behind them does not
        const auto text = std::find_if(piece, pieces.end(), is_text);
        const Citation* around = text == pieces.end() ? nullptr : text->citation;
        if (open != nullptr && around != open) {
            xml_.close();
            open = nullptr;
        }
        if (!piece->mark.empty()) {
            mark(piece->mark);
        } else if (piece->struck) {
            xml_.leaf("del", piece->text);
        } else {
            if (piece->citation != nullptr && open == nullptr) {
                open_citation(*piece->citation);
                open = piece->citation;
            }
            if (piece->opening) {
                xml_.leaf("i", piece->text, {{"class", "opening"}});
            } else {
                xml_.text(piece->text);
            }
        }
    }
    if (open != nullptr) xml_.close();
}

void TextWriter::open_citation(const Citation& citation) {
    Attributes attributes;
    if (citation.target) attributes.add("href", iri_of(*citation.target, citation.date, vocabulary_));
    if (!citation.target) attributes.add("name", "citation");
    if (citation.target) attributes.add("cm:target", *citation.target);
    if (citation.date) attributes.add("cm:dated", citation.date->iso());
    if (citation.target) {
        xml_.open("ref", attributes);
    } else {
        xml_.open("inline", attributes);
    }
}

/// The footnote itself where it is called first, else a reference to it.
void TextWriter::mark(std::string_view mark) {
    Attributes attributes;
    const std::string_view printed = printed_mark(mark);
    const auto note = notes_.find(mark);
    if (note == notes_.end()) {
        xml_.leaf("sup", printed, {{"class", "footnote"}, {"cm:mark", mark}});
        return;
    }
    const std::string id = "fn_" + std::to_string(note->second + 1);
    xml_.open("sup", {{"class", "footnote"}});
    if (called_[note->second]) {
        attributes.add("href", "#" + id);
        attributes.add("marker", std::string(printed));
        if (mark != printed) attributes.add("cm:mark", std::string(mark));
        xml_.open("noteRef", attributes);
    } else {
        called_[note->second] = true;
        attributes.add("eId", id);
        attributes.add("marker", std::string(printed));
        attributes.add("placement", "bottom");
        if (mark != printed) attributes.add("cm:mark", std::string(mark));
        xml_.open("authorialNote", attributes);
        note_text(note->second);
    }
    xml_.close();
    xml_.close();
}

std::string TextWriter::unique(const std::string& id) {
    std::string other = id;
    while (!ids_.insert(other).second) other = id + "-" + std::to_string(++counts_["-" + id] + 1);
    return other;
}

std::string TextWriter::id_of(const Setting& setting, std::string_view stem, const Paragraph& paragraph) {
    std::string core = core_of(paragraph.number.value_or(""));
    const std::string begin = setting.chain + std::string(stem) + "_";
    if (core.empty()) core = "nn_" + std::to_string(++counts_[begin]);
    return unique(begin + core);
}

}  // namespace comity::document::akoma_ntoso
