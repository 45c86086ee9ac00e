#include "document/word_parts.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "document/pieces.hpp"
#include "document/terminal.hpp"
#include "xml/writer.hpp"

namespace comity::document::word {

namespace {

// The order of elements is that of the schema (ECMA-376-1, Annex A): word processors refuse a file in another order.

/// One paragraph style. Distances in twentieths of a point.
struct StyleRow {
    Style style;
    std::string_view name;  ///< as people see it; the id is the name without blanks
    int begins, hangs;      ///< where text begins, and how far before it the first line does
    int before, after;      ///< room above and below
    int size;               ///< in half points; 0: as the text
    bool bold, keeps_with_next, centred;
};

constexpr std::array rows = {
    StyleRow{Style::symbol, "Symbol", 0, 0, 0, 120, 0, true, true, false},
    StyleRow{Style::title, "Title", 0, 0, 120, 240, 28, true, true, false},
    StyleRow{Style::organ, "Organ", 567, 0, 240, 120, 0, false, true, false},
    StyleRow{Style::preambular, "Preambular", 567, 0, 0, 120, 0, false, false, false},
    StyleRow{Style::operative, "Operative", 567, 567, 0, 120, 0, false, false, false},
    StyleRow{Style::annex, "Annex", 567, 567, 0, 120, 0, false, false, false},
    StyleRow{Style::other, "Other text", 567, 567, 0, 120, 0, false, false, false},
    StyleRow{Style::note, "Loose note", 283, 283, 0, 40, 17, false, false, false},
    StyleRow{Style::fact, "Fact", 2268, 2268, 0, 20, 18, false, false, false},
    StyleRow{Style::summary, "Summary", 0, 0, 0, 160, 18, false, false, false},
    StyleRow{Style::masthead, "Masthead", 0, 0, 0, 20, 0, false, true, false},
    StyleRow{Style::masthead_rule, "Masthead rule", 0, 0, 0, 120, 24, false, true, false},
    StyleRow{Style::adopted, "Adopted", 0, 0, 280, 80, 25, true, true, false},
    StyleRow{Style::closing, "Closing", 0, 0, 0, 20, 0, false, false, false},
    StyleRow{Style::cell, "Cell", 0, 0, 20, 20, 17, false, false, false},
    StyleRow{Style::cell_head, "Cell head", 0, 0, 40, 40, 17, true, true, false},
};

constexpr int text_width = 11906 - 2 * 1304;  // of an upright A4 page between its margins (word_file.cpp)

constexpr std::string_view letters_of_names = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

std::string id_of(std::string_view name) {
    std::string id;
    bool capital = true;
    for (const char c : name) {
        if (letters_of_names.find(c) == std::string_view::npos) {
            capital = true;
            continue;
        }
        id += capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        capital = false;
    }
    return id;
}

const StyleRow& row_of(Style style) {
    return *std::find_if(rows.begin(), rows.end(), [&](const StyleRow& row) { return row.style == style; });
}

bool has_levels(Style style) { return style == Style::preambular || style == Style::operative || style == Style::annex || style == Style::other; }

std::string number(int value) { return std::to_string(value); }

class StyleWriter {
public:
    explicit StyleWriter(const File& file) : file_(file) {}

    std::string write() {
        xml_.open("w:styles", {{"xmlns:w", main_namespace}});
        defaults();
        normal();
        for (const StyleRow& row : rows) {
            const int levels = has_levels(row.style) ? deepest_level : 1;
            for (int level = 1; level <= levels; ++level) paragraph(row, level);
        }
        for (int level = 1; level <= deepest_level; ++level) heading(level);
        notes();
        table();
        xml_.close();
        return xml_.finish();
    }

private:
    void defaults() {
        const std::string tag = language_tag(file_.language);
        const bool right_to_left = direction_of(file_.language) == "rtl", chinese = file_.language == "zh";
        xml_.open("w:docDefaults");
        xml_.open("w:rPrDefault");
        xml_.open("w:rPr");
        xml_.empty("w:rFonts", {{"w:ascii", "Times New Roman"}, {"w:hAnsi", "Times New Roman"}, {"w:eastAsia", "SimSun"}, {"w:cs", "Times New Roman"}});
        xml_.empty("w:sz", {{"w:val", "21"}});
        xml_.empty("w:szCs", {{"w:val", right_to_left ? "25" : "21"}});
        xml_.empty("w:lang", {{"w:val", right_to_left || chinese ? "en-GB" : tag}, {"w:eastAsia", "zh-CN"}, {"w:bidi", right_to_left ? tag : "ar-SA"}});
        xml_.close();
        xml_.close();
        xml_.open("w:pPrDefault");
        xml_.open("w:pPr");
        xml_.empty("w:spacing", {{"w:after", "0"}, {"w:line", "264"}, {"w:lineRule", "auto"}});
        xml_.close();
        xml_.close();
        xml_.close();
    }

    void normal() {
        xml_.open("w:style", {{"w:type", "paragraph"}, {"w:default", "1"}, {"w:styleId", "Normal"}});
        xml_.empty("w:name", {{"w:val", "Normal"}});
        xml_.empty("w:qFormat");
        if (direction_of(file_.language) == "rtl") {
            xml_.open("w:pPr");
            xml_.empty("w:bidi");
            xml_.close();
        }
        xml_.close();
        character("DefaultParagraphFont", "Default Paragraph Font", true);
        xml_.close();
        character("Opening", "Opening phrase", false);
        xml_.open("w:rPr");
        xml_.empty("w:i");
        xml_.empty("w:iCs");
        xml_.close();
        xml_.close();
    }

    /// Leaves the style open.
    void character(std::string_view id, std::string_view name, bool is_default) {
        if (is_default) {
            xml_.open("w:style", {{"w:type", "character"}, {"w:default", "1"}, {"w:styleId", id}});
        } else {
            xml_.open("w:style", {{"w:type", "character"}, {"w:styleId", id}});
        }
        xml_.empty("w:name", {{"w:val", name}});
    }

    void begin_paragraph(std::string_view id, std::string_view name, std::string_view next = {}) {
        xml_.open("w:style", {{"w:type", "paragraph"}, {"w:styleId", id}});
        xml_.empty("w:name", {{"w:val", name}});
        xml_.empty("w:basedOn", {{"w:val", "Normal"}});
        if (!next.empty()) xml_.empty("w:next", {{"w:val", next}});
        xml_.empty("w:qFormat");
    }

    void size_and_weight(int size, bool bold) {
        if (size == 0 && !bold) return;
        xml_.open("w:rPr");
        if (bold) {
            xml_.empty("w:b");
            xml_.empty("w:bCs");
        }
        if (size != 0) {
            xml_.empty("w:sz", {{"w:val", number(size)}});
            xml_.empty("w:szCs", {{"w:val", number(size)}});
        }
        xml_.close();
    }

    void paragraph(const StyleRow& row, int level) {
        const std::string shown = level == 1 ? std::string(row.name) : fmt::format("{} {}", row.name, level);
        begin_paragraph(id_of(row.name) + (level == 1 ? "" : number(level)), shown);
        xml_.open("w:pPr");
        if (row.keeps_with_next) xml_.empty("w:keepNext");
        setting(row.style);
        xml_.empty("w:spacing", {{"w:before", number(row.before)}, {"w:after", number(row.after)}});
        xml_.empty("w:ind", {{"w:left", number(row.begins + (level - 1) * indent)}, {"w:hanging", number(row.hangs)}});
        if (row.style == Style::closing) xml_.empty("w:jc", {{"w:val", "right"}});
        xml_.close();
        size_and_weight(row.size, row.bold);
        xml_.close();
    }

    /// What stands at the right edge of the masthead is set there by a tab.
    void setting(Style style) {
        if (style == Style::masthead_rule) {
            xml_.open("w:pBdr");
            xml_.empty("w:bottom", {{"w:val", "single"}, {"w:sz", "8"}, {"w:space", "4"}, {"w:color", "auto"}});
            xml_.close();
        }
        if (style != Style::masthead && style != Style::masthead_rule) return;
        xml_.open("w:tabs");
        xml_.empty("w:tab", {{"w:val", "right"}, {"w:pos", number(text_width)}});
        xml_.close();
    }

    void heading(int level) {
        begin_paragraph("Heading" + number(level), "heading " + number(level), "OtherText");
        xml_.open("w:pPr");
        xml_.empty("w:keepNext");
        xml_.empty("w:keepLines");
        xml_.empty("w:spacing", {{"w:before", level == 1 ? "320" : "240"}, {"w:after", "120"}});
        xml_.empty("w:outlineLvl", {{"w:val", number(level - 1)}});
        xml_.close();
        size_and_weight(level == 1 ? 25 : level == 2 ? 23 : 21, true);
        xml_.close();
    }

    void notes() {
        begin_paragraph("FootnoteText", "footnote text");
        xml_.open("w:pPr");
        xml_.empty("w:spacing", {{"w:after", "40"}});
        xml_.empty("w:ind", {{"w:left", "283"}, {"w:hanging", "283"}});
        xml_.close();
        size_and_weight(17, false);
        xml_.close();
        character("FootnoteReference", "footnote reference", false);
        xml_.open("w:rPr");
        xml_.empty("w:vertAlign", {{"w:val", "superscript"}});
        xml_.close();
        xml_.close();
        for (const std::string_view name : {std::string_view("header"), std::string_view("footer")}) {
            begin_paragraph(id_of(name), name);
            xml_.open("w:pPr");
            xml_.empty("w:jc", {{"w:val", "center"}});
            xml_.close();
            size_and_weight(16, false);
            xml_.close();
        }
    }

    void table() {
        xml_.open("w:style", {{"w:type", "table"}, {"w:default", "1"}, {"w:styleId", "TableNormal"}});
        xml_.empty("w:name", {{"w:val", "Normal Table"}});
        xml_.open("w:tblPr");
        xml_.empty("w:tblInd", {{"w:w", "0"}, {"w:type", "dxa"}});
        xml_.open("w:tblCellMar");
        xml_.empty("w:left", {{"w:w", "85"}, {"w:type", "dxa"}});
        xml_.empty("w:right", {{"w:w", "85"}, {"w:type", "dxa"}});
        xml_.close();
        xml_.close();
        xml_.close();
    }

    const File& file_;
    xml::Writer xml_;
};

std::string page_part(const File& file, bool is_header) {
    xml::Writer xml;
    if (is_header) {
        xml.open("w:hdr", {{"xmlns:w", main_namespace}});
    } else {
        xml.open("w:ftr", {{"xmlns:w", main_namespace}});
    }
    xml.open("w:p");
    xml.open("w:pPr");
    xml.empty("w:pStyle", {{"w:val", is_header ? "Header" : "Footer"}});
    xml.close();
    const auto words = [&](std::string_view text) {
        xml.open("w:r");
        xml.leaf("w:t", harmless(text), {{"xml:space", "preserve"}});
        xml.close();
    };
    const auto field = [&](std::string_view instruction) {
        xml.open("w:fldSimple", {{"w:instr", instruction}});
        words("1");
        xml.close();
    };
    if (is_header) {
        const bool both = !file.notice.empty() && !file.running_head.empty();
        words(file.running_head + (both ? " · " : "") + file.notice);
    } else {
        field(" PAGE ");
        words("/");
        field(" NUMPAGES ");
    }
    xml.close();
    xml.close();
    return xml.finish();
}

struct Part {
    std::string_view name, type, relation;  ///< type: behind "application/vnd.openxmlformats-officedocument.wordprocessingml."
};

/// Those that belong to the document itself; the ids of relations are by their place here.
std::vector<Part> parts_of(const File& file) {
    std::vector<Part> parts = {{"styles.xml", "styles", "styles"}, {"settings.xml", "settings", "settings"}, {"footer1.xml", "footer", "footer"}};
    if (has_header(file)) parts.push_back({"header1.xml", "header", "header"});
    if (!file.lists.empty()) parts.push_back({"numbering.xml", "numbering", "numbering"});
    if (!file.footnotes.empty()) parts.push_back({"footnotes.xml", "footnotes", "footnotes"});
    return parts;
}

}  // namespace

std::string language_tag(const std::string& language) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> tags = {
        {{"ar", "ar-SA"}, {"en", "en-GB"}, {"es", "es-ES"}, {"fr", "fr-FR"}, {"ru", "ru-RU"}, {"zh", "zh-CN"}}};
    const auto at = std::find_if(tags.begin(), tags.end(), [&](const auto& tag) { return tag.first == language; });
    return at == tags.end() ? language : std::string(at->second);
}

bool hangs_by_style(Style style) noexcept {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const StyleRow& row) { return row.style == style; });
    return at != rows.end() && at->hangs > 0;
}

std::string style_id(const Place& place) {
    const int level = std::clamp(place.level, 1, deepest_level);
    if (place.style == Style::heading) return "Heading" + number(level);
    const std::string id = id_of(row_of(place.style).name);
    return level == 1 || !has_levels(place.style) ? id : id + number(level);
}

std::string styles_part(const File& file) { return StyleWriter(file).write(); }

std::string numbering_part(const File& file) {
    xml::Writer xml;
    xml.open("w:numbering", {{"xmlns:w", main_namespace}});
    // A definition for each list: word processors differ in what goes on and what begins anew where lists share one.
    for (std::size_t i = 0; i < file.lists.size(); ++i) {
        const List& list = file.lists[i];
        xml.open("w:abstractNum", {{"w:abstractNumId", std::to_string(i + 1)}});
        xml.empty("w:multiLevelType", {{"w:val", "singleLevel"}});
        xml.open("w:lvl", {{"w:ilvl", "0"}});
        xml.empty("w:start", {{"w:val", number(list.first)}});
        xml.empty("w:numFmt", {{"w:val", list.numbers == Numbers::decimal ? "decimal" : list.numbers == Numbers::letter ? "lowerLetter" : "lowerRoman"}});
        xml.empty("w:lvlText", {{"w:val", list.numbers == Numbers::decimal ? "%1." : "(%1)"}});
        xml.empty("w:lvlJc", {{"w:val", "left"}});
        xml.close();
        xml.close();
    }
    for (std::size_t i = 0; i < file.lists.size(); ++i) {
        xml.open("w:num", {{"w:numId", std::to_string(i + 1)}});
        xml.empty("w:abstractNumId", {{"w:val", std::to_string(i + 1)}});
        xml.close();
    }
    xml.close();
    return xml.finish();
}

std::string settings_part(const File& file) {
    xml::Writer xml;
    xml.open("w:settings", {{"xmlns:w", main_namespace}});
    xml.empty("w:defaultTabStop", {{"w:val", "567"}});
    xml.empty("w:characterSpacingControl", {{"w:val", "doNotCompress"}});
    if (!file.footnotes.empty()) {
        xml.open("w:footnotePr");
        xml.empty("w:footnote", {{"w:id", "-1"}});
        xml.empty("w:footnote", {{"w:id", "0"}});
        xml.close();
    }
    xml.open("w:compat");
    xml.empty("w:compatSetting", {{"w:name", "compatibilityMode"}, {"w:uri", "http://schemas.microsoft.com/office/word"}, {"w:val", "15"}});
    xml.close();
    xml.empty("w:themeFontLang", {{"w:val", language_tag(file.language)}});
    xml.empty("w:decimalSymbol", {{"w:val", "."}});
    xml.empty("w:listSeparator", {{"w:val", ","}});
    xml.close();
    return xml.finish();
}

std::string core_part(const File& file) {
    xml::Writer xml;
    xml.open("cp:coreProperties", {{"xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"},
                                   {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                                   {"xmlns:dcterms", "http://purl.org/dc/terms/"},
                                   {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}});
    xml.leaf("dc:title", harmless(file.title));
    xml.leaf("dc:creator", "Comity");
    if (!file.about.empty()) xml.leaf("dc:description", harmless(file.about));
    xml.leaf("dc:language", file.language);
    xml.close();
    return xml.finish();
}

bool has_header(const File& file) noexcept { return !file.notice.empty() || !file.running_head.empty(); }

std::string header_part(const File& file) { return page_part(file, true); }
std::string footer_part(const File& file) { return page_part(file, false); }

std::string content_types_part(const File& file) {
    xml::Writer xml;
    xml.open("Types", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/content-types"}});
    xml.empty("Default", {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
    xml.empty("Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
    constexpr std::string_view type = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml";
    xml.empty("Override", {{"PartName", "/word/document.xml"}, {"ContentType", fmt::format(type, "document.main")}});
    for (const Part& part : parts_of(file)) xml.empty("Override", {{"PartName", fmt::format("/word/{}", part.name)}, {"ContentType", fmt::format(type, part.type)}});
    xml.empty("Override", {{"PartName", "/docProps/core.xml"}, {"ContentType", "application/vnd.openxmlformats-package.core-properties+xml"}});
    xml.close();
    return xml.finish();
}

std::string package_relations_part() {
    xml::Writer xml;
    xml.open("Relationships", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/relationships"}});
    xml.empty("Relationship", {{"Id", "rId1"}, {"Type", fmt::format("{}/officeDocument", relations_namespace)}, {"Target", "word/document.xml"}});
    xml.empty("Relationship",
              {{"Id", "rId2"}, {"Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"}, {"Target", "docProps/core.xml"}});
    xml.close();
    return xml.finish();
}

std::string document_relations_part(const File& file) {
    xml::Writer xml;
    xml.open("Relationships", {{"xmlns", "http://schemas.openxmlformats.org/package/2006/relationships"}});
    for (const Part& part : parts_of(file)) {
        xml.empty("Relationship", {{"Id", fmt::format("{}Part", part.relation)}, {"Type", fmt::format("{}/{}", relations_namespace, part.relation)}, {"Target", part.name}});
    }
    xml.close();
    return xml.finish();
}

}  // namespace comity::document::word
