#include "document/word_testing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "document/pieces.hpp"
#include "document/terminal.hpp"
#include "zip/zip.hpp"

namespace comity::document::word::testing {

namespace {

// --- XML, as much of it as is written ------------------------------------------------------------------------------------------

struct Node {
    std::string name, text;  ///< text: of an element without elements
    std::map<std::string, std::string> attributes;
    std::vector<Node> children;

    [[nodiscard]] const Node* child(std::string_view wanted) const {
        const auto at = std::find_if(children.begin(), children.end(), [&](const Node& node) { return node.name == wanted; });
        return at == children.end() ? nullptr : &*at;
    }
    [[nodiscard]] std::string attribute(const std::string& wanted) const {
        const auto at = attributes.find(wanted);
        return at == attributes.end() ? std::string() : at->second;
    }
};

[[noreturn]] void wrong(const std::string& what) { throw std::runtime_error(what); }

class XmlReader {
public:
    explicit XmlReader(std::string_view xml) : xml_(xml) {}

    Node read() {
        if (!take("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")) wrong("no XML declaration");
        Node root = element();
        if (at_ != xml_.size()) wrong("something behind the root element");
        return root;
    }

private:
    bool take(std::string_view wanted) {
        if (!xml_.substr(at_).starts_with(wanted)) return false;
        at_ += wanted.size();
        return true;
    }
    std::string until(std::string_view stops) {
        const std::size_t end = xml_.find_first_of(stops, at_);
        if (end == std::string_view::npos) wrong("the XML ends in the middle");
        std::string found(xml_.substr(at_, end - at_));
        at_ = end;
        return found;
    }
    static std::string unescaped(const std::string& text) {
        static const std::map<std::string, std::string, std::less<>> known = {{"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"#9", "\t"}, {"#10", "\n"}, {"#13", "\r"}};
        std::string plain;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '&') {
                plain += text[i];
                continue;
            }
            const std::size_t end = text.find(';', i);
            plain += known.at(text.substr(i + 1, end - i - 1));
            i = end;
        }
        return plain;
    }
    Node element() {
        if (!take("<")) wrong(fmt::format("no element at byte {}", at_));
        Node node;
        node.name = until(" />");
        while (take(" ")) {
            const std::string name = until("=");
            if (!take("=\"")) wrong("an attribute without quotes");
            if (!node.attributes.emplace(name, unescaped(until("\""))).second) wrong("an attribute twice: " + name);
            take("\"");
        }
        if (take("/>")) return node;
        if (!take(">")) wrong("an element that is not closed: " + node.name);
        while (!xml_.substr(at_).starts_with("</")) {
            if (xml_.substr(at_).starts_with("<")) {
                node.children.push_back(element());
            } else {
                node.text += unescaped(until("<"));
            }
        }
        if (!node.text.empty() && !node.children.empty()) wrong("text between the elements of " + node.name);
        if (!take("</" + node.name + ">")) wrong("another element is closed than " + node.name);
        return node;
    }

    std::string_view xml_;
    std::size_t at_ = 0;
};

class Package {
public:
    explicit Package(std::string_view docx) {
        for (const zip::Entry& entry : zip::unpacked(docx)) {
            if (!parts_.emplace(entry.name, XmlReader(entry.bytes).read()).second) wrong("a part twice: " + entry.name);
        }
    }
    [[nodiscard]] const Node* part(const std::string& name) const {
        const auto at = parts_.find(name);
        return at == parts_.end() ? nullptr : &at->second;
    }
    [[nodiscard]] const std::map<std::string, Node>& parts() const { return parts_; }

private:
    std::map<std::string, Node> parts_;
};

template <typename Visit>
void visit(const Node& node, Visit&& each) {
    each(node);
    for (const Node& child : node.children) visit(child, each);
}

// --- the text, with changes decided --------------------------------------------------------------------------------------------

bool goes(const std::string& change, Decision decision) {
    if (decision == Decision::accept) return change == "w:del" || change == "w:moveFrom";
    return decision == Decision::reject && (change == "w:ins" || change == "w:moveTo");
}
bool is_change(const std::string& name) { return name == "w:ins" || name == "w:del" || name == "w:moveFrom" || name == "w:moveTo"; }

std::string roman_of(int value) {
    static const std::vector<std::pair<int, std::string>> signs = {{10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}};
    std::string roman;
    for (const auto& [worth, sign] : signs) {
        for (; value >= worth; value -= worth) roman += sign;
    }
    return roman;
}

class TextReader {
public:
    TextReader(const Package& package, Decision decision) : package_(package), decision_(decision) {
        if (const Node* footnotes = package.part("word/footnotes.xml")) {
            for (const Node& note : footnotes->children) notes_.emplace(note.attribute("w:id"), &note);
        }
        read_numbering();
        const Node* settings = package.part("word/document.xml")->child("w:body")->child("w:sectPr")->child("w:footnotePr");
        if (settings != nullptr) next_note_ = std::stoi(settings->child("w:numStart")->attribute("w:val"));
    }

    std::vector<std::string> read() {
        blocks(*package_.part("word/document.xml")->child("w:body"));
        return std::move(lines_);
    }

private:
    struct List {
        std::string format, text;
        int next = 1;
    };

    void read_numbering() {
        const Node* numbering = package_.part("word/numbering.xml");
        if (numbering == nullptr) return;
        std::map<std::string, const Node*> definitions;
        for (const Node& node : numbering->children) {
            if (node.name == "w:abstractNum") definitions.emplace(node.attribute("w:abstractNumId"), node.child("w:lvl"));
            if (node.name != "w:num") continue;
            const Node& level = *definitions.at(node.child("w:abstractNumId")->attribute("w:val"));
            lists_[node.attribute("w:numId")] = {level.child("w:numFmt")->attribute("w:val"), level.child("w:lvlText")->attribute("w:val"),
                                                 std::stoi(level.child("w:start")->attribute("w:val"))};
        }
    }

    std::string number(const Node& place) {
        const Node* numbering = place.child("w:numPr");
        if (numbering == nullptr) return {};
        List& list = lists_.at(numbering->child("w:numId")->attribute("w:val"));
        const int value = list.next++;
        std::string counted = std::to_string(value);
        if (list.format == "lowerLetter") counted = std::string(static_cast<std::size_t>((value - 1) / 26 + 1), static_cast<char>('a' + (value - 1) % 26));
        if (list.format == "lowerRoman") counted = roman_of(value);
        return list.text.substr(0, list.text.find("%1")) + counted + list.text.substr(list.text.find("%1") + 2);
    }

    void blocks(const Node& parent) {
        std::string pending;
        for (const Node& block : parent.children) {
            if (block.name == "w:tbl") {
                for (const Node& row : block.children) {
                    for (const Node& cell : row.children) {
                        if (cell.name == "w:tc") blocks(cell);
                    }
                }
            }
            if (block.name != "w:p") continue;
            pending += content(block);
            const Node* properties = block.child("w:pPr");
            const Node* mark = properties == nullptr ? nullptr : properties->child("w:rPr");
            // What is left of a paragraph without its end joins the next.
            if (mark != nullptr && goes(mark->children.at(0).name, decision_)) continue;
            emit(properties, pending);
            pending.clear();
        }
        if (!pending.empty()) wrong("text runs into nothing: " + pending);
    }

    void emit(const Node* properties, const std::string& text) {
        if (properties == nullptr || text.empty()) return;
        const Node* before = properties->child("w:pPrChange");
        const Node& place = before != nullptr && decision_ == Decision::reject ? *before->child("w:pPr") : *properties;
        const std::string counted = number(place);
        const std::size_t tab = counted.empty() ? text.find('\t') : std::string::npos;
        const std::string printed = tab == std::string::npos ? counted : text.substr(0, tab);
        lines_.push_back(place.child("w:pStyle")->attribute("w:val") + "|" + printed + "|" + joined(tab == std::string::npos ? text : text.substr(tab + 1)));
    }

    /// Two runs in italics on end are one.
    static std::string joined(std::string text) {
        for (std::size_t at = text.find("}{"); at != std::string::npos; at = text.find("}{", at)) text.erase(at, 2);
        return text;
    }

    std::string content(const Node& parent) {
        std::string text;
        for (const Node& node : parent.children) {
            if (is_change(node.name)) {
                if (!goes(node.name, decision_)) text += content(node);
            } else if (node.name == "w:r") {
                text += run(node);
            } else if (node.name != "w:pPr" && !node.name.starts_with("w:move")) {
                wrong("an element that is not known here: " + node.name);
            }
        }
        return text;
    }

    std::string run(const Node& run) {
        const Node* properties = run.child("w:rPr");
        const Node* before = properties == nullptr ? nullptr : properties->child("w:rPrChange");
        if (before != nullptr && decision_ == Decision::reject) properties = before->child("w:rPr");
        const Node* style = properties == nullptr ? nullptr : properties->child("w:rStyle");
        const bool opening = style != nullptr && style->attribute("w:val") == "Opening";
        std::string text;
        bool marks = false;
        for (const Node& node : run.children) {
            if (node.name == "w:t" || node.name == "w:delText") text += node.text;
            if (node.name == "w:tab") text += '\t';
            if (node.name == "w:footnoteReference") {
                marks = true;
                footnote_ = node.attribute("w:id");
            }
        }
        if (marks) {
            const std::string mark = text.empty() ? std::to_string(next_note_++) : text;
            std::string note;
            const Node& paragraph = *notes_.at(footnote_)->child("w:p");
            // The first run is the note's own mark, the second the tab behind it.
            const std::string of_note = content(paragraph);
            note = of_note.substr(of_note.find('\t') + 1);
            return "[^" + mark + ": " + note + "]";
        }
        const bool raised = properties != nullptr && properties->child("w:vertAlign") != nullptr;
        return opening ? "{" + text + "}" : raised ? "[^" + text + "]" : text;
    }

    const Package& package_;
    Decision decision_;
    std::map<std::string, const Node*> notes_;
    std::map<std::string, List> lists_;
    std::string footnote_;
    int next_note_ = 1;
    std::vector<std::string> lines_;
};

// --- the rules of the format -----------------------------------------------------------------------------------------------------

const std::vector<std::string> paragraph_order = {"w:pStyle", "w:keepNext", "w:keepLines", "w:numPr", "w:pBdr", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr", "w:pPrChange"};
const std::vector<std::string> run_order = {"w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:strike", "w:color", "w:sz", "w:szCs", "w:u", "w:shd", "w:vertAlign", "w:rtl", "w:lang", "w:rPrChange"};

class Checker {
public:
    explicit Checker(const Package& package) : package_(package) {}

    std::vector<std::string> check() {
        parts();
        for (const auto& [name, root] : package_.parts()) {
            visit(root, [&](const Node& node) { element(node); });
        }
        const Node& body = *package_.part("word/document.xml")->child("w:body");
        expect(!body.children.empty() && body.children.back().name == "w:sectPr", "the body does not end with its section");
        references(body);
        moves();
        return std::move(problems_);
    }

private:
    void expect(bool holds, const std::string& otherwise) {
        if (!holds) problems_.push_back(otherwise);
    }

    void parts() {
        const Node& types = *package_.part("[Content_Types].xml");
        std::set<std::string> typed;
        for (const Node& node : types.children) {
            if (node.name == "Override") expect(typed.insert(node.attribute("PartName").substr(1)).second, "a part with two types");
        }
        for (const std::string& name : typed) expect(package_.part(name) != nullptr, "a type for a part that is missing: " + name);
        std::set<std::string> related = {"[Content_Types].xml"};
        for (const auto& [name, folder] : std::map<std::string, std::string>{{"_rels/.rels", ""}, {"word/_rels/document.xml.rels", "word/"}}) {
            related.insert(name);
            for (const Node& relation : package_.part(name)->children) {
                related.insert(folder + relation.attribute("Target"));
                if (!folder.empty()) expect(relations_.insert(relation.attribute("Id")).second, "a relation twice");
            }
        }
        for (const std::string& name : related) expect(package_.part(name) != nullptr, "a relation to a part that is missing: " + name);
        for (const auto& [name, root] : package_.parts()) {
            expect(related.contains(name), "a part without relation: " + name);
            expect(typed.contains(name) || name.ends_with(".rels") || name == "[Content_Types].xml", "a part without type: " + name);
        }
    }

    void in_order(const Node& node, const std::vector<std::string>& order) {
        std::size_t reached = 0;
        for (const Node& child : node.children) {
            const auto at = std::find(order.begin() + static_cast<std::ptrdiff_t>(reached), order.end(), child.name);
            expect(at != order.end(), fmt::format("{} in {} is not known or out of its order", child.name, node.name));
            reached = at == order.end() ? reached : static_cast<std::size_t>(at - order.begin()) + 1;
        }
    }

    void element(const Node& node) {
        if (node.name == "w:pPr") in_order(node, paragraph_order);
        if (node.name == "w:rPr" && (node.children.empty() || !is_change(node.children[0].name))) in_order(node, run_order);
        const bool has_id = is_change(node.name) || node.name == "w:pPrChange" || node.name == "w:rPrChange" || node.name == "w:moveFromRangeStart" || node.name == "w:moveToRangeStart";
        if (has_id) {
            expect(ids_.insert(node.attribute("w:id")).second, "an id of a change twice: " + node.attribute("w:id"));
            expect(!node.attribute("w:author").empty(), "a change without author");
        }
        if (is_change(node.name)) {
            for (const Node& run : node.children) {
                expect(run.name == "w:r", "a change that holds something else than runs: " + run.name);
                expect(run.child(node.name == "w:del" ? "w:t" : "w:delText") == nullptr, "the wrong kind of text in " + node.name);
            }
        }
        if (node.name == "w:p" || node.name == "w:r") {
            const std::string properties = node.name + "Pr";
            for (std::size_t i = 1; i < node.children.size(); ++i) expect(node.children[i].name != properties, "properties behind the content");
            if (node.name == "w:p") {
                for (const Node& child : node.children) {
                    if (child.name == "w:r") expect(child.child("w:delText") == nullptr, "deleted text outside of a deletion");
                }
            }
        }
        if (node.name == "w:tc") expect(!node.children.empty() && node.children.back().name == "w:p", "a cell that does not end with a paragraph");
    }

    void references(const Node& body) {
        std::set<std::string> styles, lists, notes, marked;
        for (const Node& style : package_.part("word/styles.xml")->children) {
            if (style.name == "w:style") expect(styles.insert(style.attribute("w:styleId")).second, "a style twice");
        }
        if (const Node* numbering = package_.part("word/numbering.xml")) {
            for (const Node& node : numbering->children) {
                if (node.name == "w:num") lists.insert(node.attribute("w:numId"));
            }
        }
        if (const Node* footnotes = package_.part("word/footnotes.xml")) {
            for (const Node& note : footnotes->children) expect(notes.insert(note.attribute("w:id")).second, "a footnote twice");
        }
        visit(body, [&](const Node& node) {
            if (node.name == "w:pStyle" || node.name == "w:rStyle") expect(styles.contains(node.attribute("w:val")), "a style that is missing: " + node.attribute("w:val"));
            if (node.name == "w:numId") expect(lists.contains(node.attribute("w:val")), "a list that is missing: " + node.attribute("w:val"));
            if (node.name == "w:footnoteReference") expect(marked.insert(node.attribute("w:id")).second, "a footnote marked twice");
            if (node.attributes.contains("r:id")) expect(relations_.contains(node.attribute("r:id")), "a relation that is missing");
        });
        for (const std::string& id : marked) expect(notes.contains(id), "a footnote that is missing: " + id);
        notes.erase("-1");
        notes.erase("0");
        expect(marked == notes, "footnotes that are marked nowhere");
    }

    void moves() {
        std::map<std::string, int> names;
        std::multiset<std::string> open;
        visit(*package_.part("word/document.xml"), [&](const Node& node) {
            if (node.name == "w:moveFromRangeStart") names[node.attribute("w:name")] += 1;
            if (node.name == "w:moveToRangeStart") names[node.attribute("w:name")] += 100;
            if (node.name.ends_with("RangeStart")) open.insert(node.attribute("w:id"));
            if (node.name.ends_with("RangeEnd")) expect(open.erase(node.attribute("w:id")) == 1, "the end of a move that did not begin");
        });
        expect(open.empty(), "a move that does not end");
        for (const auto& [name, count] : names) expect(count == 101, "a move that does not go from one place to one other: " + name);
    }

    const Package& package_;
    std::set<std::string> ids_, relations_;
    std::vector<std::string> problems_;
};

std::string expected_style(const document::Paragraph& paragraph) {
    const int level = std::clamp(paragraph.level, 1, 4);
    const std::string deep = level == 1 ? "" : std::to_string(level);
    switch (paragraph.kind) {
        case ParagraphKind::preambular: return "Preambular" + deep;
        case ParagraphKind::operative: return "Operative" + deep;
        case ParagraphKind::heading: return "Heading" + std::to_string(level);
        case ParagraphKind::annex: return "Annex" + deep;
        case ParagraphKind::other: break;
    }
    return "OtherText" + deep;
}

}  // namespace

std::vector<std::string> lines_expected(const Document& document) {
    std::vector<std::string> lines;
    const auto line = [&](const std::string& style, const std::string& number, const std::string& text) {
        if (!number.empty() || !text.empty()) lines.push_back(style + "|" + number + "|" + text);
    };
    line("Symbol", "", document::harmless(document.symbol.value_or("")));
    line("Title", "", document::harmless(document.title.value_or("")));
    std::set<std::string> marked;
    const document::Pieces pieces(document);
    for (const document::Paragraph& paragraph : document.paragraphs) {
        const std::string organ = document::organ_line_before(document, paragraph);
        if (!organ.empty()) line("Organ", "", "{" + organ + "}");
        const bool heading = paragraph.kind == ParagraphKind::heading;
        const std::string number = document::printed_number(paragraph);
        std::string text = heading && !number.empty() ? number + " " : "";
        for (const document::Piece& piece : pieces.of(paragraph)) {
            if (piece.mark.empty()) {
                const std::string words = document::harmless(piece.text);
                text += piece.opening ? "{" + words + "}" : words;
                continue;
            }
            const auto note = std::find_if(document.footnotes.begin(), document.footnotes.end(), [&](const document::Footnote& one) { return one.mark == piece.mark; });
            const bool first = note != document.footnotes.end() && marked.insert(std::string(piece.mark)).second;
            text += fmt::format("[^{}{}]", document::printed_mark(piece.mark), first ? ": " + document::harmless(note->text) : "");
        }
        for (std::size_t at = text.find("}{"); at != std::string::npos; at = text.find("}{", at)) text.erase(at, 2);
        line(expected_style(paragraph), heading ? "" : number, text);
    }
    for (const document::Footnote& note : document.footnotes) {
        if (!marked.contains(note.mark)) line("LooseNote", fmt::format("[^{}]", document::printed_mark(note.mark)), document::harmless(note.text));
    }
    return lines;
}

std::vector<std::string> lines_of(std::string_view docx, Decision decision) {
    const Package package(docx);
    return TextReader(package, decision).read();
}

std::size_t count_of(std::string_view docx, std::string_view element) {
    const Package package(docx);
    std::size_t count = 0;
    for (const char* name : {"word/document.xml", "word/footnotes.xml"}) {
        if (const Node* part = package.part(name)) visit(*part, [&](const Node& node) { count += node.name == element ? 1 : 0; });
    }
    return count;
}

std::vector<std::string> problems_of(std::string_view docx) {
    const Package package(docx);
    return Checker(package).check();
}

}  // namespace comity::document::word::testing
