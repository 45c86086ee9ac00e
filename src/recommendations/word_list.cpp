// The thematic lists of OHCHR: a table in a DOCX file, with the review in the head of its pages.
#include <algorithm>

#include "base/error.hpp"
#include "recommendations/inside.hpp"
#include "xml/reader.hpp"
#include "zip/zip.hpp"

namespace comity::recommendations {

namespace {

constexpr std::string_view document_name = "word/document.xml";

/// The words of a paragraph as it reads now: what was struck as a tracked change is left out.
void add_words(const xml::Node& node, std::string& words) {
    if (node.name == "t") words += node.words();
    else if (node.name == "tab" || node.name == "br" || node.name == "cr") words += ' ';
    else if (node.name == "noBreakHyphen") words += '-';
    else if (node.name != "del" && node.name != "p" && node.name != "tbl" && node.name != "instrText") {
        for (const xml::Node& child : node.children) add_words(child, words);
    }
}

/// The paragraphs of a cell or part, a line each.
void add_lines(const xml::Node& node, std::vector<std::string>& lines) {
    if (node.name == "p") {
        std::string words;
        for (const xml::Node& child : node.children) add_words(child, words);
        lines.push_back(cleaned(words));
    }
    for (const xml::Node& child : node.children) {
        if (child.name != "del") add_lines(child, lines);
    }
}

const xml::Node* first_table(const xml::Node& node) {
    for (const xml::Node& child : node.children) {
        if (child.name == "tbl") return &child;
        if (const xml::Node* found = first_table(child)) return found;
    }
    return nullptr;
}

using Cells = std::vector<std::vector<std::string>>;  ///< lines of each cell

Cells cells_of(const xml::Node& row) {
    Cells cells;
    for (const xml::Node& cell : row.children) {
        if (cell.name != "tc") continue;
        cells.emplace_back();
        add_lines(cell, cells.back());
    }
    return cells;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line + '\n';
    return text;
}

bool is_header(const Cells& cells) {
    std::vector<std::string> words;
    for (const auto& cell : cells) words.push_back(joined(cell));
    const std::vector<std::string_view> views(words.begin(), words.end());
    return cells.size() >= 3 && missing_in(Format::ohchr_list, views).empty();
}

/// What the head of the pages says: "UPR of Nivaal (3rd Cycle - 34th Session)".
struct Head {
    std::string state;
    int cycle = 0, session = 0;
};
Head head_of(const std::vector<std::string>& lines) {
    constexpr std::string_view begins = "UPR of ";
    for (const std::string& line : lines) {
        const std::size_t at = line.find(begins), open = line.rfind('(');
        const std::size_t cycle = line.find("Cycle"), session = line.find("ession");
        if (at == std::string::npos || open == std::string::npos || cycle == std::string::npos || session == std::string::npos || open < at || cycle < open || session < cycle) continue;
        return {cleaned(std::string_view(line).substr(at + begins.size(), open - at - begins.size())), number_in(std::string_view(line).substr(open, cycle - open)),
                number_in(std::string_view(line).substr(cycle, session - cycle))};
    }
    return {};
}

bool folded_begins(std::string_view line, std::string_view words) {
    if (line.size() < words.size()) return false;
    return std::equal(words.begin(), words.end(), line.begin(), [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b); });
}

/// "A/HRC/59/15/Add.1 - Para.3": the document and the paragraph.
void take_source(std::string_view words, Row& row) {
    const std::size_t colon = words.find(':');
    const std::string_view source = colon == std::string_view::npos ? std::string_view() : words.substr(colon + 1);
    const std::size_t dash = source.find(" - ");
    row.position_source = cleaned(source.substr(0, dash));
    if (dash == std::string_view::npos) return;
    const std::string_view place = source.substr(dash + 3);
    const std::size_t digit = place.find_first_of("0123456789");
    if (digit != std::string_view::npos) row.position_paragraph = cleaned(place.substr(digit));
}

/// The report is the document of whose addendum the position is told.
std::string report_of(std::string_view source) {
    const std::size_t addendum = source.find("/Add.");
    return source.starts_with("A/HRC/") ? std::string(source.substr(0, addendum)) : std::string();
}

/// Themes stand first; then groups of persons and goals, each below its heading.
void take_groups(const std::vector<std::string>& lines, Row& row) {
    std::vector<std::string>* into = &row.themes;
    for (const std::string& line : lines) {
        if (folded_begins(line, "affected persons") || folded_begins(line, "groups of persons")) into = &row.persons;
        else if (folded_begins(line, "sdgs") || folded_begins(line, "relevant sdgs")) into = &row.goals;
        else for (std::string& value : values_of(line)) into->push_back(std::move(value));
    }
}

class WordList {
public:
    WordList(Head head, const Given& given, const Taking& taking) : head_(std::move(head)), given_(given), taking_(taking) {}

    void take(std::int64_t line, const Cells& cells) {
        const auto blank = [](const std::vector<std::string>& cell) { return std::all_of(cell.begin(), cell.end(), [](const std::string& text) { return text.empty(); }); };
        if (std::all_of(cells.begin(), cells.end(), blank)) return;
        if (!header_) {
            if (is_header(cells)) header_ = cells;
            else taking_.refuse({line, "it stands before the header of the table"});
        } else if (cells.size() == 1) {
            // "Theme: ..." parts the table; each recommendation says its themes itself.
            if (!folded_begins(cells[0].front(), "theme")) taking_.refuse({line, "it has one cell and is no heading of a theme"});
        } else if (is_header(cells)) {
            return;  // again at the top of a page
        } else {
            recommendation(line, cells);
        }
    }

private:
    Head head_;
    const Given& given_;
    const Taking& taking_;
    std::optional<Cells> header_;

    void recommendation(std::int64_t line, const Cells& cells) {
        if (cells.size() < 3) {
            taking_.refuse({line, "it has fewer cells than the header"});
            return;
        }
        Row row;
        row.line = line;
        row.mechanism = "UPR";
        if (!head_.state.empty()) row.states = {head_.state};
        row.cycle = head_.cycle;
        row.session = head_.session;
        std::string words;
        for (const std::string& paragraph : cells[0]) {
            if (folded_begins(paragraph, "source of position")) take_source(paragraph, row);
            else words += paragraph + ' ';
        }
        row.symbol = report_of(row.position_source);
        row.position = cleaned(joined(cells[1]));
        take_groups(cells[2], row);
        for (std::size_t i = 3; i < cells.size(); ++i) {
            const bool of_goals = i < header_->size() && joined((*header_)[i]).find("SDG") != std::string::npos;
            if (of_goals) for (std::string& goal : values_of(joined(cells[i]))) row.goals.push_back(std::move(goal));
            else row.note = cleaned(joined(cells[i]));
        }
        words = cleaned(words);
        row.number = take_number(words);
        auto parts = parts_of(words, *given_.actors);
        if (parts.empty()) parts.push_back({});
        for (Part& part : parts) {
            Row each = row;
            each.text = std::move(part.text);
            each.from = std::move(part.from);
            give(std::move(each), given_, taking_);
        }
    }
};

}  // namespace

bool is_word_list(std::string_view bytes) {
    try {
        const auto entries = zip::unpacked(bytes, {}, [](std::string_view name) { return name == document_name; });
        if (entries.empty()) return false;
        // The header's cells alone: the whole text is read when it is known to be a list.
        const std::string_view text = entries.front().bytes;
        const std::size_t begin = text.find("<w:tbl>"), end = text.find("</w:tr>", begin);
        if (begin == std::string_view::npos || end == std::string_view::npos) return false;
        std::string words;
        bool in_mark = false;
        for (const char c : text.substr(begin, end - begin)) {
            if (c == '<') in_mark = true;
            else if (c == '>') in_mark = false, words += ' ';
            else if (!in_mark) words += c;
        }
        const std::string row = cleaned(words);
        const std::size_t recommendation = row.find("Recommendation"), position = row.find("Position"), themes = row.find("themes");
        return recommendation == 0 && position != std::string::npos && themes != std::string::npos && position < themes;
    } catch (const Error&) {
        return false;  // no archive that can be read is no list
    }
}

void read_word_list(std::string_view bytes, const Given& given, const Taking& taking) {
    const auto entries = zip::unpacked(bytes, {}, [](std::string_view name) { return name == document_name || name.starts_with("word/header"); });
    std::vector<std::string> heads;
    const zip::Entry* document = nullptr;
    for (const zip::Entry& entry : entries) {
        if (entry.name == document_name) {
            document = &entry;
            continue;
        }
        const xml::Tree tree = xml::read(entry.bytes);
        std::vector<std::string> lines;
        add_lines(tree.root, lines);
        std::string whole;
        for (const std::string& line : lines) whole += line + ' ';
        heads.push_back(cleaned(whole));
    }
    if (document == nullptr) throw Error(Fault::bad_request, "it is no word processor's file: no text is in it");
    const xml::Tree tree = xml::read(document->bytes);
    if (const xml::Node* body = tree.root.child("body")) {
        for (const xml::Node& child : body->children) {
            if (child.name == "p") add_lines(child, heads);
        }
    }
    const xml::Node* table = first_table(tree.root);
    if (table == nullptr) throw Error(Fault::bad_request, "no table is in it");
    WordList list(head_of(heads), given, taking);
    std::int64_t line = 0;
    for (const xml::Node& row : table->children) {
        if (row.name == "tr") list.take(++line, cells_of(row));
    }
}

}  // namespace comity::recommendations
