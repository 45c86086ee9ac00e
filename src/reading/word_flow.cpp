#include "reading/word_flow.hpp"

#include <algorithm>

#include "reading/word_reader.hpp"

namespace comity::reading {

namespace {

constexpr int text_outline = 9;  ///< the outline level of what is no heading
constexpr std::size_t longest_heading = 300;

Numerals note_numerals(std::string_view name, Numerals otherwise) {
    if (name == "decimal") return Numerals::decimal;
    if (name == "lowerRoman") return Numerals::lower_roman;
    if (name == "upperRoman") return Numerals::upper_roman;
    if (name == "lowerLetter") return Numerals::lower_letter;
    if (name == "upperLetter") return Numerals::upper_letter;
    return otherwise;
}

}  // namespace

Flow flow_of_word(std::string_view bytes) { return WordReader(bytes).read(); }

const xml::Node* chosen(const xml::Node& alternatives) {
    const xml::Node* choice = alternatives.child("Choice");
    return choice != nullptr ? choice : alternatives.child("Fallback");
}

WordReader::WordReader(std::string_view bytes) : package_(bytes), styles_(package_.related("styles")), numbering_(package_.related("numbering"), styles_) {
    const xml::Node* settings = package_.related("settings");
    endnotes_.numerals = Numerals::lower_roman;
    take_notes(package_.related("footnotes"), settings, "footnotePr", footnotes_);
    take_notes(package_.related("endnotes"), settings, "endnotePr", endnotes_);
    const xml::Node* comments = package_.related("comments");
    if (comments == nullptr) return;
    for (const xml::Node& each : comments->children) {
        if (each.name == "comment") comments_.emplace(each.attribute("id"), &each);
    }
}

/// How notes are counted is said for the whole file, and again for a section.
void WordReader::take_notes(const xml::Node* root, const xml::Node* settings, std::string_view kind, Notes& notes) const {
    for (const xml::Node* from : {settings, first_section()}) {
        const xml::Node* properties = from == nullptr ? nullptr : from->child(kind);
        if (properties == nullptr) continue;
        if (const xml::Node* format = properties->child("numFmt")) notes.numerals = note_numerals(format->attribute("val"), notes.numerals);
        if (const xml::Node* start = properties->child("numStart")) notes.next = integer(start->attribute("val")).value_or(notes.next);
    }
    if (root == nullptr) return;
    for (const xml::Node& each : root->children) {
        const bool separator = each.has("type") && each.attribute("type") != "normal";
        if (!separator && !each.is_text()) notes.by_id.emplace(each.attribute("id"), &each);
    }
}

Flow WordReader::read() {
    const xml::Node* body = package_.document().child("body");
    if (body == nullptr) return flow_.finish();
    if (const xml::Node* section = first_section()) masthead(*section);
    blocks(*body, Place::text);
    if (!words_.empty()) flow_.add(words_.take());  // the end of the last paragraph was deleted
    put_notes();
    heads_and_feet(*body);
    for (auto& diagnostic : changes_.told()) flow_.diagnose(std::move(diagnostic));
    return flow_.finish();
}

/// The properties of the section that the text begins with: with the last paragraph of it, or at the end of the text.
const xml::Node* WordReader::first_section() const {
    const xml::Node* body = package_.document().child("body");
    if (body == nullptr) return nullptr;
    for (const xml::Node& each : body->children) {
        if (each.name == "sectPr") return &each;
        const xml::Node* properties = each.name == "p" ? each.child("pPr") : nullptr;
        const xml::Node* section = properties == nullptr ? nullptr : properties->child("sectPr");
        if (section != nullptr) return section;
    }
    return nullptr;
}

/// The head of the first page, where it is another than that of the others, is a masthead: its words are the text's.
void WordReader::masthead(const xml::Node& section) {
    const xml::Node* own_first_page = section.child("titlePg");
    if (own_first_page == nullptr || !says_yes(*own_first_page)) return;
    for (const xml::Node& each : section.children) {
        if (each.name != "headerReference" || each.attribute("type") != "first") continue;
        if (const xml::Node* head = package_.by_id(each.attribute("id"))) blocks(*head, Place::table);
    }
}

/// Of all sections. A symbol at the head of the pages is the only place of it in some files: then it heads the text.
void WordReader::heads_and_feet(const xml::Node& parent) {
    for (const xml::Node& each : parent.children) {
        if (each.name == "p" || each.name == "pPr") heads_and_feet(each);
        if (each.name != "sectPr") continue;
        const xml::Node* own_first_page = each.child("titlePg");
        const bool masthead = &each == first_section() && own_first_page != nullptr && says_yes(*own_first_page);
        for (const xml::Node& reference : each.children) {
            const bool head = reference.name == "headerReference";
            if ((!head && reference.name != "footerReference") || (head && masthead && reference.attribute("type") == "first")) continue;
            const xml::Node* part = package_.by_id(reference.attribute("id"));
            if (part == nullptr) continue;
            BlockBuilder words;
            everything(*part, words);
            flow_.furniture(head ? "page header" : "page footer", std::move(words));
        }
    }
}

void WordReader::blocks(const xml::Node& parent, Place place) {
    for (const xml::Node& each : parent.children) {
        if (each.name == "p") paragraph(each, place);
        if (each.name == "tbl") table(each);
        if (each.name == "ins" || each.name == "moveTo" || each.name == "customXml") blocks(each, place);
        if (each.name == "sdt") {
            if (const xml::Node* held = each.child("sdtContent")) blocks(*held, place);
        }
        if (each.name == "AlternateContent") {
            if (const xml::Node* choice = chosen(each)) blocks(*choice, place);
        }
    }
}

/// The cells of each row in their order, a block a paragraph of theirs.
void WordReader::table(const xml::Node& table) {
    for (const xml::Node& row : table.children) {
        if (row.name == "sdt" || row.name == "customXml" || row.name == "sdtContent") this->table(row);
        if (row.name != "tr") continue;
        const xml::Node* properties = row.child("trPr");
        const xml::Node* gone = properties == nullptr ? nullptr : properties->child("del");
        if (gone != nullptr) {
            changed(ChangeLog::Kind::deleted, *gone, row.words());
            continue;
        }
        for (const xml::Node& cell : row.children) {
            const xml::Node* held = cell.name == "sdt" ? cell.child("sdtContent") : nullptr;
            if (held != nullptr) held = held->child("tc");
            if (cell.name == "tc") held = &cell;
            if (held != nullptr) blocks(*held, Place::table);
        }
    }
}

void WordReader::paragraph(const xml::Node& paragraph, Place place) {
    const xml::Node* properties = paragraph.child("pPr");
    const xml::Node* style_name = properties == nullptr ? nullptr : properties->child("pStyle");
    const std::string_view style_id = style_name == nullptr ? std::string_view() : style_name->attribute("val");
    const WordStyles::Style& style = styles_.paragraph(style_id);
    const WordParagraph direct = paragraph_in(properties);
    if (direct.page_break_before.value_or(style.paragraph.page_break_before.value_or(false))) page_begins_ = true;
    const std::size_t changed_before = changed_;
    content(paragraph, style, words_);
    close_fields();

    // The end of a paragraph may have come or gone by itself: without it the words join those of the next one.
    const xml::Node* end = properties == nullptr ? nullptr : properties->child("rPr");
    const xml::Node* end_gone = end == nullptr ? nullptr : end->child("del") != nullptr ? end->child("del") : end->child("moveFrom");
    const xml::Node* end_came = end == nullptr ? nullptr : end->child("ins") != nullptr ? end->child("ins") : end->child("moveTo");
    if (changed_ == changed_before && end_gone != nullptr) changed(ChangeLog::Kind::deleted, *end_gone, {});
    if (changed_ == changed_before && end_came != nullptr) changed(ChangeLog::Kind::inserted, *end_came, {});
    if (end_gone != nullptr) return;

    const auto list = direct.list ? direct.list : style.paragraph.list;
    const auto level = direct.level ? direct.level : direct.list ? std::nullopt : style.paragraph.level;
    BlockBuilder label;
    if (list && *list != 0) label.add(numbering_.count(*list, level, style_id));
    const int outline = direct.outline.value_or(style.paragraph.outline.value_or(text_outline));
    std::vector<Block> made = words_.take(label.text());
    for (Block& block : made) {
        if (block.text.empty() && place == Place::table) continue;
        if (outline >= 0 && outline < text_outline && block.text.size() < longest_heading) block.heading = outline + 1;
        block.page_break_before = page_begins_;
        if (!block.text.empty()) page_begins_ = false;
        flow_.add(std::move(block));
    }
    boxes(place);
    if (properties != nullptr && properties->child("sectPr") != nullptr) page_begins_ = true;
}

void WordReader::boxes(Place place) {
    while (!boxes_.empty()) {
        const std::vector<const xml::Node*> held = std::exchange(boxes_, {});
        for (const xml::Node* box : held) blocks(*box, place);
    }
}

/// Behind the text, in the order of their marks.
void WordReader::put_notes() {
    for (std::size_t i = 0; i < references_.size(); ++i) {  // a note may call a further one
        const Reference reference = references_[i];
        BlockBuilder words;
        own_mark_ = reference.custom ? reference.mark : std::string();
        everything(*reference.note, words);
        own_mark_.clear();
        flow_.note(reference.mark, std::move(words));
    }
}

/// All words below, as one stretch.
void WordReader::everything(const xml::Node& parent, BlockBuilder& out) {
    for (const xml::Node& each : parent.children) {
        if (each.name == "p") {
            const xml::Node* properties = each.child("pPr");
            const xml::Node* style = properties == nullptr ? nullptr : properties->child("pStyle");
            if (!out.empty()) out.line_end();
            content(each, styles_.paragraph(style == nullptr ? std::string_view() : style->attribute("val")), out);
            close_fields();
        } else if (each.name == "AlternateContent") {
            if (const xml::Node* choice = chosen(each)) everything(*choice, out);
        } else if (each.name != "del" && each.name != "moveFrom") {
            everything(each, out);
        }
        const std::vector<const xml::Node*> held = std::exchange(boxes_, {});
        for (const xml::Node* box : held) everything(*box, out);
    }
}

}  // namespace comity::reading
