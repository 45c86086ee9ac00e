#include <algorithm>

#include "reading/open_text_reader.hpp"
#include "reading/scan.hpp"

namespace comity::reading {

Letters OpenTextReader::over(Letters letters, const OpenTextStyle* style) {
    if (style == nullptr) return letters;
    letters.italic = style->italic.value_or(letters.italic);
    letters.bold = style->bold.value_or(letters.bold);
    letters.superscript = style->raised.value_or(letters.superscript);
    letters.struck = style->struck.value_or(letters.struck);
    return letters;
}

bool OpenTextReader::hides(std::string_view style) const {
    const OpenTextStyle* found = styles_->letters(style);
    return found != nullptr && found->hidden.value_or(false);
}

void OpenTextReader::content(const xml::Node& parent, const Letters& letters, BlockBuilder& out) {
    for (const xml::Node& each : parent.children) {
        if (each.is_text()) {
            out.add(each.text, letters);
            for (const std::string& id : open_insertions_) regions_[id].words += each.text;
        } else {
            element(each, letters, out);
        }
    }
}

void OpenTextReader::element(const xml::Node& each, const Letters& letters, BlockBuilder& out) {
    const std::string_view name = each.name;
    if (name == "span") {
        const std::string_view style = each.attribute("style-name");
        if (hides(style)) return changes_.hidden(each.words(), flow_.next());
        content(each, over(letters, styles_->letters(style)), out);
    } else if (name == "s") {
        out.add(" ", letters);
        for (const std::string& id : open_insertions_) regions_[id].words += ' ';
    } else if (name == "tab") {
        if (!out.empty()) out.tab();
    } else if (name == "line-break") {
        out.line_end();
    } else if (name == "note") {
        note(each, out);
    } else if (name == "annotation") {
        comment(each);
    } else if (name == "change" || name == "change-start" || name == "change-end") {
        change(each);
    } else if (name == "frame" || name == "g" || name == "custom-shape" || name == "rect" || name == "text-box") {
        boxes_.push_back(&each);
    } else if (name == "ruby") {
        if (const xml::Node* base = each.child("ruby-base")) content(*base, letters, out);
    } else if (name != "number" && name != "soft-page-break" && name != "annotation-end" && name != "tracked-changes" && name != "hidden-text") {
        content(each, letters, out);  // links, fields, bookmarks with words
    }
}

void OpenTextReader::note(const xml::Node& note, BlockBuilder& out) {
    const xml::Node* citation = note.child("note-citation");
    const xml::Node* body = note.child("note-body");
    if (citation == nullptr) return;
    BlockBuilder clean;
    clean.add(citation->words());
    const std::string mark(trimmed(clean.text()));
    if (mark.empty()) return;
    out.mark(mark);
    if (body != nullptr) notes_.push_back({mark, body});
}

void OpenTextReader::comment(const xml::Node& annotation) {
    std::string author, date, words;
    for (const xml::Node& each : annotation.children) {
        if (each.name == "creator") author = each.words();
        else if (each.name == "date") date = each.words();
        else if (each.name == "p" || each.name == "list") words += (words.empty() ? "" : " ") + each.words();
    }
    changes_.comment(author, date, words, flow_.next());
}

/// Words that were deleted stand apart from the text; what came stands between two signs.
void OpenTextReader::change(const xml::Node& sign) {
    const auto region = regions_.find(sign.attribute("change-id"));
    if (region == regions_.end()) return;
    const Region& known = region->second;
    const std::string& id = region->first;
    if (sign.name == "change") {
        if (!known.insertion) changes_.change(ChangeLog::Kind::deleted, known.author, known.date, known.words, flow_.next());
    } else if (sign.name == "change-start") {
        if (known.insertion) open_insertions_.push_back(id);
    } else if (const auto open = std::find(open_insertions_.begin(), open_insertions_.end(), id); open != open_insertions_.end()) {
        changes_.change(ChangeLog::Kind::inserted, known.author, known.date, known.words, flow_.next());
        open_insertions_.erase(open);
    }
}

/// All words below, as one stretch.
void OpenTextReader::everything(const xml::Node& parent, BlockBuilder& out) {
    for (const xml::Node& each : parent.children) {
        if (each.name == "p" || each.name == "h") {
            if (!out.empty()) out.line_end();
            content(each, over({}, styles_->paragraph(each.attribute("style-name"))), out);
        } else if (!each.is_text() && each.name != "tracked-changes") {
            everything(each, out);
        }
        const std::vector<const xml::Node*> held = std::exchange(boxes_, {});
        for (const xml::Node* box : held) everything(*box, out);
    }
}

}  // namespace comity::reading
