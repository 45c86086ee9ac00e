#include "document/word_file.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "document/pieces.hpp"
#include "document/terminal.hpp"
#include "document/word_parts.hpp"
#include "xml/writer.hpp"
#include "zip/zip.hpp"

namespace comity::document::word {

namespace {

/// Twentieths of a point, of an A4 page.
constexpr int page_short = 11906, page_long = 16838, page_margin = 1304;

/// A letter that is written from right to left: Hebrew, Arabic and their neighbours and presentation forms.
bool has_right_to_left(std::string_view text) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const auto first = static_cast<unsigned char>(text[i]), second = static_cast<unsigned char>(text[i + 1]);
        if (first >= 0xD6 && first <= 0xDF && !(first == 0xD6 && second < 0x90)) return true;                  // U+0590 to U+07FF
        if ((first == 0xE0 && (second == 0xA0 || second == 0xA1 || second == 0xA2 || second == 0xA3))) return true;  // to U+08FF
        if (first == 0xEF && second >= 0xAC && second <= 0xBB) return true;                                    // presentation forms
    }
    return false;
}

/// The parts that hold text. Both take the ids of changes from one count: they are unique in the whole file.
class TextWriter {
public:
    explicit TextWriter(const File& file) : file_(file), author_(harmless(file.author)), day_(file.date ? file.date->iso() + "T00:00:00Z" : "") {}

    std::string document() {
        xml::Writer xml;
        xml_ = &xml;
        xml.open("w:document", {{"xmlns:w", main_namespace}, {"xmlns:r", relations_namespace}});
        xml.open("w:body");
        for (const Block& block : file_.blocks) {
            if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
                this->paragraph(*paragraph);
            } else {
                table(std::get<Table>(block));
            }
        }
        // The end of the last paragraph can be neither inserted nor deleted, and a table does not end a text.
        const auto* last = file_.blocks.empty() ? nullptr : std::get_if<Paragraph>(&file_.blocks.back());
        if (last == nullptr || last->mark != Track::kept) xml.empty("w:p");
        section();
        xml.close();
        xml.close();
        return xml.finish();
    }

    std::string footnotes() {
        xml::Writer xml;
        xml_ = &xml;
        xml.open("w:footnotes", {{"xmlns:w", main_namespace}, {"xmlns:r", relations_namespace}});
        separator("separator", "-1");
        separator("continuationSeparator", "0");
        for (std::size_t i = 0; i < file_.footnotes.size(); ++i) footnote(i);
        xml.close();
        return xml.finish();
    }

private:
    // --- changes -----------------------------------------------------------------------------------------------------------

    /// Element of a change with who and when, open.
    void change(xml::Name name, std::size_t id) {
        if (day_.empty()) {
            xml_->open(name, {{"w:id", std::to_string(id)}, {"w:author", author_}});
        } else {
            xml_->open(name, {{"w:id", std::to_string(id)}, {"w:author", author_}, {"w:date", day_}});
        }
    }
    void open_track(Track track) {
        switch (track) {
            case Track::kept: return;
            case Track::inserted: return change(xml::Name("w:ins"), ++changes_);
            case Track::deleted: return change(xml::Name("w:del"), ++changes_);
            case Track::moved_from: return change(xml::Name("w:moveFrom"), ++changes_);
            case Track::moved_to: return change(xml::Name("w:moveTo"), ++changes_);
        }
    }
    void close_track(Track track) {
        if (track != Track::kept) xml_->close();
    }

    // --- paragraphs --------------------------------------------------------------------------------------------------------

    void place(const Place& place) {
        xml_->empty("w:pStyle", {{"w:val", style_id(place)}});
        if (place.list) {
            xml_->open("w:numPr");
            xml_->empty("w:ilvl", {{"w:val", "0"}});
            xml_->empty("w:numId", {{"w:val", std::to_string(*place.list + 1)}});
            xml_->close();
        }
        // Without a number there is nothing to hang before the text, and with one there must be room.
        // A counted number brings its own indents where the paragraph has none.
        const bool hangs = hangs_by_style(place.style);
        const std::string left = std::to_string(indent * std::clamp(place.level, 1, deepest_level));
        if (place.list) {
            xml_->empty("w:ind", {{"w:left", left}, {"w:hanging", std::to_string(indent)}});
        } else if (hangs != place.hangs) {
            xml_->empty("w:ind", {{hangs ? xml::Name("w:firstLine") : xml::Name("w:hanging"), hangs ? "0" : std::to_string(indent)}});
        }
    }

    void properties(const Paragraph& paragraph) {
        xml_->open("w:pPr");
        place(paragraph.place);
        if (paragraph.mark != Track::kept) {
            xml_->open("w:rPr");
            open_track(paragraph.mark);
            close_track(paragraph.mark);
            xml_->close();
        }
        if (paragraph.place_before && *paragraph.place_before != paragraph.place) {
            change(xml::Name("w:pPrChange"), ++changes_);
            xml_->open("w:pPr");
            place(*paragraph.place_before);
            xml_->close();
            xml_->close();
        }
        xml_->close();
    }

    void paragraph(const Paragraph& paragraph) {
        xml_->open("w:p");
        properties(paragraph);
        const std::size_t range = paragraph.move == 0 ? 0 : ++changes_;
        const bool from = paragraph.mark == Track::moved_from;
        if (range != 0) move_begins(range, paragraph.move, from);
        runs(paragraph.runs);
        xml_->close();
        if (range == 0) return;
        const std::string id = std::to_string(range);
        if (from) {
            xml_->empty("w:moveFromRangeEnd", {{"w:id", id}});
        } else {
            xml_->empty("w:moveToRangeEnd", {{"w:id", id}});
        }
    }

    void move_begins(std::size_t range, std::size_t move, bool from) {
        const std::string id = std::to_string(range), name = fmt::format("move{}", move);
        // The date is required of a range where it is not of a change.
        const std::string day = day_.empty() ? "1900-01-01T00:00:00Z" : day_;
        if (from) {
            xml_->empty("w:moveFromRangeStart", {{"w:id", id}, {"w:author", author_}, {"w:date", day}, {"w:name", name}});
        } else {
            xml_->empty("w:moveToRangeStart", {{"w:id", id}, {"w:author", author_}, {"w:date", day}, {"w:name", name}});
        }
    }

    // --- runs --------------------------------------------------------------------------------------------------------------

    void runs(const std::vector<Run>& runs) {
        for (std::size_t i = 0; i < runs.size();) {
            const Track track = runs[i].track;
            open_track(track);
            for (; i < runs.size() && runs[i].track == track; ++i) run(runs[i]);
            close_track(track);
        }
    }

    void run(const Run& run) {
        if (run.kind == RunKind::text && run.text.empty()) return;
        xml_->open("w:r");
        run_properties(run);
        if (run.kind == RunKind::tab) {
            xml_->empty("w:tab");
        } else {
            if (run.kind == RunKind::footnote) reference(run);
            if (!run.text.empty()) text(harmless(run.text), run.track);
        }
        xml_->close();
    }

    void text(std::string_view text, Track track) {
        if (track == Track::deleted) {
            xml_->leaf("w:delText", text, {{"xml:space", "preserve"}});
        } else {
            xml_->leaf("w:t", text, {{"xml:space", "preserve"}});
        }
    }

    void reference(const Run& run) {
        const std::string id = std::to_string(run.footnote + 1);
        if (run.text.empty()) {
            xml_->empty("w:footnoteReference", {{"w:id", id}});
        } else {
            xml_->empty("w:footnoteReference", {{"w:customMarkFollows", "1"}, {"w:id", id}});
        }
        marks_.resize(file_.footnotes.size());
        marks_[run.footnote] = run.text;
    }

    void run_properties(const Run& run) {
        const bool right_to_left = has_right_to_left(run.text);
        const bool changed = run.letters_before && *run.letters_before != run.letters && run.track == Track::kept;
        if (run.letters == Letters{} && run.kind != RunKind::footnote && !right_to_left && !changed) return;
        xml_->open("w:rPr");
        letters(run.letters, run.kind, right_to_left);
        if (changed) {
            change(xml::Name("w:rPrChange"), ++changes_);
            xml_->open("w:rPr");
            letters(*run.letters_before, run.kind, right_to_left);
            xml_->close();
            xml_->close();
        }
        xml_->close();
    }

    void letters(const Letters& letters, RunKind kind, bool right_to_left) {
        if (kind == RunKind::footnote) {
            xml_->empty("w:rStyle", {{"w:val", "FootnoteReference"}});
        } else if (letters.opening) {
            xml_->empty("w:rStyle", {{"w:val", "Opening"}});
        }
        if (letters.bold) {
            xml_->empty("w:b");
            xml_->empty("w:bCs");
        }
        if (letters.struck) xml_->empty("w:strike");
        if (letters.quiet) xml_->empty("w:color", {{"w:val", "5D5A54"}});
        if (letters.underlined) xml_->empty("w:u", {{"w:val", "single"}});
        if (letters.ground > 0) xml_->empty("w:shd", {{"w:val", "clear"}, {"w:color", "auto"}, {"w:fill", tint(letters.ground)}});
        if (letters.raised) xml_->empty("w:vertAlign", {{"w:val", "superscript"}});
        if (right_to_left) xml_->empty("w:rtl");
    }

    /// The one hue of words by their age, on white.
    static std::string tint(int strength) {
        const auto mixed = [&](int hue) { return 255 - (255 - hue) * std::min(strength, 100) / 100; };
        return fmt::format("{:02X}{:02X}{:02X}", mixed(0x2F), mixed(0x6F), mixed(0xB7));
    }

    // --- footnotes, tables, the page -----------------------------------------------------------------------------------------

    void separator(std::string_view type, std::string_view id) {
        xml_->open("w:footnote", {{"w:type", type}, {"w:id", id}});
        xml_->open("w:p");
        xml_->open("w:r");
        if (type == "separator") {
            xml_->empty("w:separator");
        } else {
            xml_->empty("w:continuationSeparator");
        }
        xml_->close();
        xml_->close();
        xml_->close();
    }

    void footnote(std::size_t index) {
        xml_->open("w:footnote", {{"w:id", std::to_string(index + 1)}});
        xml_->open("w:p");
        xml_->open("w:pPr");
        xml_->empty("w:pStyle", {{"w:val", "FootnoteText"}});
        xml_->close();
        xml_->open("w:r");
        xml_->open("w:rPr");
        xml_->empty("w:rStyle", {{"w:val", "FootnoteReference"}});
        xml_->close();
        const std::string mark = index < marks_.size() ? marks_[index] : std::string();
        if (mark.empty()) {
            xml_->empty("w:footnoteRef");
        } else {
            text(harmless(mark), Track::kept);
        }
        xml_->close();
        run(tab());
        runs(file_.footnotes[index].runs);
        xml_->close();
        xml_->close();
    }

    [[nodiscard]] int text_width() const { return (file_.sheet == Sheet::upright ? page_short : page_long) - 2 * page_margin; }

    void table(const Table& table) {
        const auto width_of = [&](std::size_t column) { return std::to_string(text_width() * table.widths[column] / 100); };
        xml_->open("w:tbl");
        xml_->open("w:tblPr");
        if (direction_of(file_.language) == "rtl") xml_->empty("w:bidiVisual");
        xml_->empty("w:tblW", {{"w:w", std::to_string(text_width())}, {"w:type", "dxa"}});
        xml_->open("w:tblBorders");
        const auto border = [&](xml::Name side) { xml_->empty(side, {{"w:val", "single"}, {"w:sz", "4"}, {"w:space", "0"}, {"w:color", "CFCAC0"}}); };
        border("w:top");
        border("w:left");
        border("w:bottom");
        border("w:right");
        border("w:insideH");
        border("w:insideV");
        xml_->close();
        xml_->empty("w:tblLayout", {{"w:type", "fixed"}});
        xml_->close();
        xml_->open("w:tblGrid");
        for (std::size_t column = 0; column < table.widths.size(); ++column) xml_->empty("w:gridCol", {{"w:w", width_of(column)}});
        xml_->close();
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            xml_->open("w:tr");
            if (row == 0) {
                xml_->open("w:trPr");
                xml_->empty("w:tblHeader");
                xml_->close();
            }
            for (std::size_t column = 0; column < table.widths.size(); ++column) {
                xml_->open("w:tc");
                xml_->open("w:tcPr");
                xml_->empty("w:tcW", {{"w:w", width_of(column)}, {"w:type", "dxa"}});
                xml_->close();
                cell(column < table.rows[row].size() ? table.rows[row][column] : Cell{});
                xml_->close();
            }
            xml_->close();
        }
        xml_->close();
    }

    /// A cell without a paragraph would make the file unreadable.
    void cell(const Cell& cell) {
        for (const Paragraph& paragraph : cell) this->paragraph(paragraph);
        if (cell.empty()) this->paragraph({.place = {.style = Style::cell}});
    }

    void section() {
        xml_->open("w:sectPr");
        if (has_header(file_)) xml_->empty("w:headerReference", {{"w:type", "default"}, {"r:id", "headerPart"}});
        xml_->empty("w:footerReference", {{"w:type", "default"}, {"r:id", "footerPart"}});
        if (file_.first_footnote != 1 && !file_.footnotes.empty()) {
            xml_->open("w:footnotePr");
            xml_->empty("w:numStart", {{"w:val", std::to_string(file_.first_footnote)}});
            xml_->close();
        }
        const bool across = file_.sheet == Sheet::across;
        const std::string width = std::to_string(across ? page_long : page_short), height = std::to_string(across ? page_short : page_long), margin = std::to_string(page_margin);
        if (across) {
            xml_->empty("w:pgSz", {{"w:w", width}, {"w:h", height}, {"w:orient", "landscape"}});
        } else {
            xml_->empty("w:pgSz", {{"w:w", width}, {"w:h", height}});
        }
        xml_->empty("w:pgMar", {{"w:top", margin}, {"w:right", margin}, {"w:bottom", margin}, {"w:left", margin}, {"w:header", "708"}, {"w:footer", "708"}, {"w:gutter", "0"}});
        if (direction_of(file_.language) == "rtl") xml_->empty("w:bidi");
        xml_->close();
    }

    const File& file_;
    std::string author_, day_;
    xml::Writer* xml_ = nullptr;       ///< of the part that is being written
    std::size_t changes_ = 0;
    std::vector<std::string> marks_;   ///< of footnotes that the word processor is not to count
};

}  // namespace

std::string bytes_of(const File& file) {
    TextWriter writer(file);
    std::vector<zip::Entry> entries = {{"[Content_Types].xml", content_types_part(file)},
                                       {"_rels/.rels", package_relations_part()},
                                       {"docProps/core.xml", core_part(file)},
                                       {"word/document.xml", writer.document()},
                                       {"word/_rels/document.xml.rels", document_relations_part(file)},
                                       {"word/styles.xml", styles_part(file)},
                                       {"word/settings.xml", settings_part(file)},
                                       {"word/footer1.xml", footer_part(file)}};
    if (has_header(file)) entries.push_back({"word/header1.xml", header_part(file)});
    if (!file.lists.empty()) entries.push_back({"word/numbering.xml", numbering_part(file)});
    if (!file.footnotes.empty()) entries.push_back({"word/footnotes.xml", writer.footnotes()});
    return zip::packed(entries);
}

}  // namespace comity::document::word
