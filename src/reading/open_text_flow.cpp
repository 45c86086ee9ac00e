#include "reading/open_text_flow.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "reading/open_text_reader.hpp"
#include "reading/word_package.hpp"
#include "zip/zip.hpp"

namespace comity::reading {

namespace {

constexpr zip::Limits archive_limits{.entries = 20'000, .bytes = std::size_t{96} << 20U, .ratio = 300};
constexpr xml::Limits markup_limits{.bytes = std::size_t{80} << 20U, .nodes = 2'000'000, .depth = 200};
constexpr std::size_t longest_heading = 300;
constexpr int deepest_heading = 9;

xml::Tree parsed(std::string_view name, std::string_view bytes) {
    try {
        return xml::read(bytes, markup_limits);
    } catch (const Error& error) {
        throw Error(error.fault(), "{}: {}", name, error.what());
    }
}

const xml::Node* child_of(const xml::Node* node, std::string_view name) { return node == nullptr ? nullptr : node->child(name); }

}  // namespace

Flow flow_of_open_text(std::string_view bytes) {
    if (!bytes.starts_with("PK")) {
        const xml::Tree flat = parsed("the file", bytes);
        return OpenTextReader(flat.root, &flat.root).read();
    }
    // Pictures, macros and embedded things are never unpacked.
    const auto wanted = [](std::string_view name) { return name == "content.xml" || name == "styles.xml"; };
    std::optional<xml::Tree> text, styles;
    for (const auto& entry : zip::unpacked(bytes, archive_limits, wanted)) (entry.name == "content.xml" ? text : styles) = parsed(entry.name, entry.bytes);
    if (!text) throw Error(Fault::bad_request, "it has no text: content.xml is missing, or it is locked with a password");
    return OpenTextReader(text->root, styles ? &styles->root : nullptr).read();
}

OpenTextReader::OpenTextReader(const xml::Node& text, const xml::Node* styles) : text_(text), styles_part_(styles) {
    for (OpenTextStyles* each : {&of_text_, &of_page_}) {
        each->take(child_of(styles, "styles"));
        each->take(each == &of_page_ ? child_of(styles, "automatic-styles") : text.child("automatic-styles"));
        each->inherit();
    }
    styles_ = &of_text_;
}

Flow OpenTextReader::read() {
    const xml::Node* body = child_of(text_.child("body"), "text");
    if (body == nullptr) throw Error(Fault::bad_request, "it has no text: it is of another kind than a word processor's");
    if (const xml::Node* changes = body->child("tracked-changes")) take_changes(*changes);
    masthead(first_master());
    blocks(*body, {});
    put_notes();
    heads_and_feet();
    for (auto& diagnostic : changes_.told()) flow_.diagnose(std::move(diagnostic));
    return flow_.finish();
}

void OpenTextReader::take_changes(const xml::Node& changes) {
    for (const xml::Node& region : changes.children) {
        const std::string id(region.has("id") ? region.attribute("id") : std::string_view());
        for (const xml::Node& each : region.children) {
            const xml::Node* about = each.child("change-info");
            if ((each.name != "insertion" && each.name != "deletion") || about == nullptr) continue;
            Region known;
            known.insertion = each.name == "insertion";
            if (const xml::Node* creator = about->child("creator")) known.author = creator->words();
            if (const xml::Node* date = about->child("date")) known.date = date->words();
            for (const xml::Node& gone : each.children) {
                if (gone.name != "change-info" && !known.insertion) known.words += (known.words.empty() ? "" : " ") + gone.words();
            }
            regions_.emplace(id, std::move(known));
        }
    }
}

/// The kind of page that the text begins with.
const xml::Node* OpenTextReader::first_master() const {
    const xml::Node* masters = child_of(styles_part_, "master-styles");
    if (masters == nullptr) return nullptr;
    std::string_view wanted = "Standard";
    const xml::Node* body = child_of(text_.child("body"), "text");
    const auto first = std::find_if(body->children.begin(), body->children.end(), [](const xml::Node& each) { return each.name == "p" || each.name == "h" || each.name == "table"; });
    if (first != body->children.end()) {
        const OpenTextStyle* style = of_text_.paragraph(first->attribute("style-name"));
        if (style != nullptr && !style->master_page.empty()) wanted = style->master_page;
    }
    const auto found = std::find_if(masters->children.begin(), masters->children.end(), [&](const xml::Node& each) { return each.name == "master-page" && each.attribute("name") == wanted; });
    return found == masters->children.end() ? nullptr : &*found;
}

/// The head of the first page, where it is another than that of the others, is a masthead: its words are the text's.
void OpenTextReader::masthead(const xml::Node* master) {
    if (master == nullptr) return;
    const xml::Node* head = master->child("header-first");
    const std::string_view next = master->attribute("next-style-name");
    if (head == nullptr && !next.empty() && next != master->attribute("name")) head = master->child("header");
    if (head == nullptr) return;
    styles_ = &of_page_;
    blocks(*head, {Place::table, nullptr, {}, 0});
    styles_ = &of_text_;
}

void OpenTextReader::heads_and_feet() {
    const xml::Node* masters = child_of(styles_part_, "master-styles");
    if (masters == nullptr) return;
    styles_ = &of_page_;
    for (const xml::Node& master : masters->children) {
        for (const xml::Node& each : master.children) {
            const bool head = each.name.starts_with("header"), foot = each.name.starts_with("footer");
            if (!head && !foot) continue;
            BlockBuilder words;
            everything(each, words);
            flow_.furniture(head ? "page header" : "page footer", std::move(words));
        }
    }
    styles_ = &of_text_;
}

void OpenTextReader::blocks(const xml::Node& parent, const Around& around) {
    for (const xml::Node& each : parent.children) {
        const std::string_view name = each.name;
        if (name == "p" || name == "h") {
            paragraph(each, around);
        } else if (name == "list") {
            list(each, around);
        } else if (name == "table") {
            table(each);
        } else if (name == "change" || name == "change-start" || name == "change-end") {
            change(each);
        } else if (name == "section" && each.attribute("display") == "none") {
            changes_.hidden(each.words(), flow_.next());
        } else if (name == "frame" || name == "g" || name == "custom-shape" || name == "text-box" || name == "section" || name == "index-body" || name == "index-title" ||
                   name == "table-of-content" || name == "numbered-paragraph" || name.ends_with("-index")) {
            blocks(each, around);
        }
    }
}

void OpenTextReader::list(const xml::Node& list, const Around& around) {
    Around inside = around;
    inside.level = around.level + 1;
    const std::string_view own_style = list.attribute("style-name");
    if (!own_style.empty()) inside.list_style = own_style;
    if (around.level == 0) {
        const auto continued = lists_by_id_.find(list.attribute("continue-list"));
        const auto before = lists_by_style_.find(inside.list_style);
        if (continued != lists_by_id_.end()) {
            inside.counting = continued->second;
        } else if (list.attribute("continue-numbering") == "true" && before != lists_by_style_.end()) {
            inside.counting = before->second;
        } else {
            inside.counting = std::make_shared<Counting>();
        }
        lists_by_style_.insert_or_assign(inside.list_style, inside.counting);
    }
    if (list.has("id")) lists_by_id_.insert_or_assign(std::string(list.attribute("id")), inside.counting);
    for (const xml::Node& each : list.children) {
        if (each.name == "list-item") point(each, inside);
        if (each.name == "list-header") blocks(each, inside);
    }
}

/// Only the first paragraph of a point has its number; a point that holds nothing but a list below it has none.
void OpenTextReader::point(const xml::Node& point, const Around& around) {
    bool begun = false;
    for (const xml::Node& each : point.children) {
        const bool words = each.name == "p" || each.name == "h";
        if (words && !begun) label_ = count(point, around, each.attribute("style-name"));
        begun = begun || words;
        if (words) {
            paragraph(each, around);
        } else if (each.name == "list") {
            list(each, around);
        }
    }
}

std::string OpenTextReader::count(const xml::Node& point, const Around& around, std::string_view paragraph_style) {
    const OpenTextStyle* style = styles_->paragraph(paragraph_style);
    const OpenTextList* list = styles_->list(around.list_style);
    if (list == nullptr && style != nullptr) list = styles_->list(style->list);
    if (list == nullptr || around.counting == nullptr) return {};
    const std::size_t level = std::min(around.level, open_text_depth) - 1;
    OpenTextCounts& counts = around.counting->counts;
    const auto stated = integer(point.attribute("start-value"));
    counts[level] = stated ? *stated : counts[level] ? *counts[level] + 1 : (*list)[level].start;
    std::fill(counts.begin() + static_cast<std::ptrdiff_t>(level) + 1, counts.end(), std::nullopt);
    return printed_label(*list, counts, level);
}

void OpenTextReader::table(const xml::Node& table) {
    for (const xml::Node& each : table.children) {
        if (each.name == "table-cell") {
            blocks(each, {Place::table, nullptr, {}, 0});
        } else if (each.name == "table-row" || each.name == "table-rows" || each.name == "table-header-rows" || each.name == "table-row-group") {
            this->table(each);
        }
    }
}

void OpenTextReader::paragraph(const xml::Node& paragraph, const Around& around) {
    const OpenTextStyle* style = styles_->paragraph(paragraph.attribute("style-name"));
    const int outline = paragraph.name == "h" ? std::clamp(integer(paragraph.attribute("outline-level")).value_or(1), 1, deepest_heading) : 0;
    if (outline > 0 && around.level == 0 && paragraph.attribute("is-list-header") != "true") {
        const auto level = static_cast<std::size_t>(outline - 1);
        headings_[level] = headings_[level] ? *headings_[level] + 1 : styles_->outline()[level].start;
        std::fill(headings_.begin() + static_cast<std::ptrdiff_t>(level) + 1, headings_.end(), std::nullopt);
        label_ = printed_label(styles_->outline(), headings_, level);
    }
    if (style != nullptr && style->hidden.value_or(false)) {
        changes_.hidden(paragraph.words(), flow_.next());
        label_.clear();
        return;
    }
    content(paragraph, over({}, style), words_);
    BlockBuilder label;
    label.add(std::exchange(label_, std::string()));
    bool first = style != nullptr && style->page_break_before.value_or(false);
    for (Block& block : words_.take(label.text())) {
        if (block.text.empty() && around.place == Place::table) continue;
        if (block.text.size() < longest_heading) block.heading = outline;
        block.page_break_before = std::exchange(first, false);
        flow_.add(std::move(block));
    }
    boxes(around.place);
}

void OpenTextReader::boxes(Place place) {
    while (!boxes_.empty()) {
        const std::vector<const xml::Node*> held = std::exchange(boxes_, {});
        for (const xml::Node* box : held) blocks(*box, {place, nullptr, {}, 0});
    }
}

/// Behind the text, in the order of their marks.
void OpenTextReader::put_notes() {
    for (std::size_t i = 0; i < notes_.size(); ++i) {  // a note may call a further one
        const NoteFound found = notes_[i];
        BlockBuilder words;
        everything(*found.body, words);
        flow_.note(found.mark, std::move(words));
    }
}

}  // namespace comity::reading
