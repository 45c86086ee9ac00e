#include <algorithm>

#include "reading/scan.hpp"
#include "reading/symbol_font.hpp"
#include "reading/word_reader.hpp"

namespace comity::reading {

namespace {

constexpr std::string_view shapes[] = {"drawing", "pict", "object"};

bool is_shape(std::string_view name) { return name == shapes[0] || name == shapes[1] || name == shapes[2]; }

/// A form's field that nobody has filled in shows words of the program.
bool is_placeholder(const xml::Node& control) {
    const xml::Node* properties = control.child("sdtPr");
    const xml::Node* placeholder = properties == nullptr ? nullptr : properties->child("showingPlcHdr");
    return placeholder != nullptr && says_yes(*placeholder);
}

bool is_number(std::string_view words) {
    return !words.empty() && std::all_of(words.begin(), words.end(), [](char letter) { return letter >= '0' && letter <= '9'; });
}

}  // namespace

/// Only the results of fields are shown, not what they are made by.
bool WordReader::shown() const {
    for (const bool has_result : fields_) {
        if (!has_result) return false;
    }
    return true;
}

void WordReader::changed(ChangeLog::Kind kind, const xml::Node& change, std::string_view words) {
    ++changed_;
    changes_.change(kind, change.attribute("author"), change.attribute("date"), words, flow_.next());
}

void WordReader::content(const xml::Node& parent, const WordStyles::Style& style, BlockBuilder& out) {
    for (std::size_t at = 0; at < parent.children.size(); ++at) {
        const xml::Node& each = parent.children[at];
        if (each.name == "r") {
            following_ = at + 1 < parent.children.size() && parent.children[at + 1].name == "r" ? &parent.children[at + 1] : nullptr;
            run(each, style, out);
        } else if (each.name == "ins" || each.name == "moveTo") {
            changed(ChangeLog::Kind::inserted, each, each.words());
            content(each, style, out);
        } else if (each.name == "del" || each.name == "moveFrom") {
            changed(ChangeLog::Kind::deleted, each, each.words());
        } else if (each.name == "sdt") {
            const xml::Node* held = each.child("sdtContent");
            if (held != nullptr && !is_placeholder(each)) content(*held, style, out);
        } else if (each.name == "AlternateContent") {
            if (const xml::Node* choice = chosen(each)) content(*choice, style, out);
        } else if (each.name == "oMath" || each.name == "oMathPara") {
            out.add(each.words());
        } else if (each.name == "hyperlink" || each.name == "smartTag" || each.name == "customXml" || each.name == "fldSimple" || each.name == "dir" || each.name == "bdo") {
            content(each, style, out);
        }
    }
}

void WordReader::run(const xml::Node& run, const WordStyles::Style& style, BlockBuilder& out) {
    if (&run == rest_of_mark_) {
        rest_of_mark_ = nullptr;
        return;
    }
    const xml::Node* properties = run.child("rPr");
    const xml::Node* style_name = properties == nullptr ? nullptr : properties->child("rStyle");
    const WordStyles::Style* character = style_name == nullptr ? nullptr : styles_.character(style_name->attribute("val"));
    const WordLetters direct = letters_in(properties);
    if (styles_.hidden(direct, style, character)) {
        std::string words;
        for (const xml::Node& each : run.children) {
            if (each.name == "t") words += each.words();
        }
        if (shown() && !words.empty()) changes_.hidden(words, flow_.next());
        for (const xml::Node& each : run.children) {
            if (each.name == "fldChar") field(each);
        }
        return;
    }
    const Letters letters = styles_.letters(direct, style, character);
    for (std::size_t at = 0; at < run.children.size(); ++at) {
        const xml::Node& each = run.children[at];
        const bool reference = each.name == "footnoteReference" || each.name == "endnoteReference";
        if (reference && shown()) {
            this->reference(run, at, each.name == "footnoteReference" ? footnotes_ : endnotes_, out);
            const std::string_view custom = each.attribute("customMarkFollows");
            if (!custom.empty() && custom != "0" && custom != "false" && custom != "off") return;  // the mark was the rest of the run
            continue;
        }
        piece(run, at, letters, style, out);
    }
}

/// What stands in a run besides references.
void WordReader::piece(const xml::Node& run, std::size_t at, const Letters& letters, const WordStyles::Style& style, BlockBuilder& out) {
    const xml::Node& each = run.children[at];
    if (each.name == "fldChar") return field(each);
    if (each.name == "commentReference") return comment(each);
    if (!shown()) return;
    if (each.name == "t") {
        std::string words = each.words();
        if (!own_mark_.empty() && out.empty()) {
            take_own_mark(words);
        }
        out.add(words, letters);
    } else if (each.name == "tab" || each.name == "ptab") {
        if (!out.empty()) out.tab();
    } else if (each.name == "br" || each.name == "cr") {
        if (each.attribute("type") == "page") page_begins_ = true;
        out.line_end();
    } else if (each.name == "noBreakHyphen") {
        out.add("-", letters);
    } else if (each.name == "sym") {
        out.add(letter_of_symbol_font(each.attribute("font"), each.attribute("char")), letters);
    } else if (each.name == "ruby") {
        if (const xml::Node* base = each.child("rubyBase")) content(*base, style, out);
    } else if (is_shape(each.name)) {
        find_boxes(each);
    } else if (each.name == "AlternateContent") {
        const xml::Node* choice = chosen(each);
        for (std::size_t i = 0; choice != nullptr && i < choice->children.size(); ++i) piece(*choice, i, letters, style, out);
    }
}

void WordReader::reference(const xml::Node& run, std::size_t at, Notes& notes, BlockBuilder& out) {
    const xml::Node& reference = run.children[at];
    const auto note = notes.by_id.find(reference.attribute("id"));
    const std::string_view custom = reference.attribute("customMarkFollows");
    std::string mark;
    if (!custom.empty() && custom != "0" && custom != "false" && custom != "off") {
        for (std::size_t i = at + 1; i < run.children.size(); ++i) {
            const xml::Node& each = run.children[i];
            if (each.name == "t") mark += each.words();
            if (each.name == "sym") mark += letter_of_symbol_font(each.attribute("font"), each.attribute("char"));
        }
        BlockBuilder clean;
        clean.add(mark);
        mark = trimmed(clean.text());
        if (note != notes.by_id.end()) mark += rest_of_mark(mark, *note->second);
    }
    const bool is_custom = !mark.empty();
    if (!is_custom) mark = numeral(notes.next++, notes.numerals);
    out.mark(mark);
    if (note != notes.by_id.end()) references_.push_back({note->second, mark, is_custom});
}

/// LibreOffice leaves in the run of a reference only the first character of a number that somebody has typed, and the others in the next run; the note
/// itself begins with the whole.
std::string WordReader::rest_of_mark(std::string_view mark, const xml::Node& note) {
    if (following_ == nullptr || !is_number(mark)) return {};
    const std::string behind = following_->words(), words = note.words();
    const std::string next(trimmed(behind));
    if (!is_number(next) || !trimmed(words).starts_with(std::string(mark) + next)) return {};
    rest_of_mark_ = following_;
    return next;
}

/// A note that begins with its mark is shown without it, over however many runs it goes.
void WordReader::take_own_mark(std::string& words) {
    const auto from = words.find_first_not_of(' ');
    const std::string_view found = from == std::string::npos ? std::string_view() : std::string_view(words).substr(from);
    if (found.starts_with(own_mark_)) {
        words.erase(0, from + own_mark_.size());
        own_mark_.clear();
    } else if (is_number(found) && own_mark_.starts_with(found)) {
        own_mark_.erase(0, found.size());
        words.clear();
    } else {
        own_mark_.clear();
    }
}

void WordReader::field(const xml::Node& sign) {
    const std::string_view type = sign.attribute("fldCharType");
    if (type == "begin") fields_.push_back(false);
    if (type == "separate" && !fields_.empty()) fields_.back() = true;
    if (type == "end" && !fields_.empty()) fields_.pop_back();
}

/// The making of a field ends with its paragraph; a file that forgot to say so loses no further words.
void WordReader::close_fields() {
    fields_.erase(std::remove(fields_.begin(), fields_.end(), false), fields_.end());
}

void WordReader::find_boxes(const xml::Node& parent) {
    for (const xml::Node& each : parent.children) {
        if (each.name == "txbxContent") {
            boxes_.push_back(&each);
        } else if (each.name == "AlternateContent") {
            if (const xml::Node* choice = chosen(each)) find_boxes(*choice);
        } else {
            find_boxes(each);
        }
    }
}

void WordReader::comment(const xml::Node& reference) {
    const auto found = comments_.find(reference.attribute("id"));
    if (found == comments_.end()) return;
    std::string words;
    for (const xml::Node& each : found->second->children) {
        if (!words.empty()) words += ' ';
        words += each.words();
    }
    changes_.comment(found->second->attribute("author"), found->second->attribute("date"), words, flow_.next());
}

}  // namespace comity::reading
