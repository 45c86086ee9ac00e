#include <algorithm>

#include "document/pieces.hpp"
#include "reading/own_forms.hpp"
#include "reading/utf8.hpp"
#include "xml/reader.hpp"

namespace comity::reading {

using document::Document;
using document::Listed;
using document::Paragraph;

namespace {

constexpr xml::Limits page_limits{.bytes = std::size_t{32} << 20U, .nodes = 1'000'000, .depth = 200};

/// The first element below that fits, the element itself included; nullptr if there is none.
template <typename Fits>
const xml::Node* first_of(const xml::Node& node, const Fits& fits) {
    if (!node.is_text() && fits(node)) return &node;
    for (const xml::Node& child : node.children) {
        if (const xml::Node* found = first_of(child, fits)) return found;
    }
    return nullptr;
}

const xml::Node* named(const xml::Node& node, std::string_view name) {
    return first_of(node, [&](const xml::Node& one) { return one.name == name; });
}
const xml::Node* of_class(const xml::Node& node, std::string_view name) {
    return first_of(node, [&](const xml::Node& one) { return one.attribute("class") == name; });
}

class OwnPage {
public:
    OwnPage(const xml::Node& root, const vocabulary::Vocabulary& vocabulary) : root_(root), vocabulary_(vocabulary) {}

    std::optional<Document> read() {
        const xml::Node* stated = first_of(root_, [](const xml::Node& one) { return one.name == "meta" && one.attribute("name") == "comity-list"; });
        const xml::Node* article = named(root_, "article");
        if (stated == nullptr || article == nullptr) return std::nullopt;
        const std::string_view line = stated->attribute("content");
        if (!line.starts_with(document::list_begins)) return std::nullopt;
        auto list = document::paragraph_list_in(line.substr(document::list_begins.size()));
        if (!list) return std::nullopt;
        list_ = std::move(*list);
        if (!head() || !take_unseen_facts(d_, list_) || !paragraphs(*article) || !notes() || !is_sound(d_, vocabulary_)) return std::nullopt;
        cite_all(d_, vocabulary_);
        return std::move(d_);
    }

private:
    const xml::Node& root_;
    const vocabulary::Vocabulary& vocabulary_;
    document::ParagraphList list_;
    Document d_;
    std::uint32_t block_ = 0;  ///< blocks are counted, as a page has no lines

    document::LineRange next() {
        ++block_;
        return {block_, block_};
    }

    bool head() {
        const xml::Node* header = named(root_, "header");
        if (header == nullptr) return false;
        const xml::Node* symbol = of_class(*header, "symbol");
        const xml::Node* title = header->child("h1");
        const xml::Node* facts = header->child("dl");
        if ((list_.symbol && symbol == nullptr) || (list_.title && title == nullptr) || facts == nullptr) return false;
        if (list_.symbol) d_.symbol = symbol->words();
        if (list_.title) d_.title = title->words();
        std::string name;
        for (const xml::Node& one : facts->children) {
            if (one.name == "dt") name = one.words();
            if (one.name == "dd" && !take_named_fact(d_, name, one.words(), vocabulary_)) return false;
        }
        d_.facts.push_back(next());
        return true;
    }

    bool paragraphs(const xml::Node& article) {
        auto listed = list_.paragraphs.begin();
        for (const xml::Node& one : article.children) {
            if (one.is_text()) continue;
            const auto place = next();
            if (!one.has("id")) {  // the organ's line
                d_.facts.push_back(place);
                continue;
            }
            if (listed == list_.paragraphs.end() || one.attribute("id") != listed->id) return false;
            Paragraph paragraph;
            paragraph.id = listed->id;
            paragraph.kind = listed->kind;
            paragraph.level = listed->level;
            paragraph.lines = {place};
            if (!words_of(paragraph, one, *listed) || !take_opening(paragraph, *listed)) return false;
            d_.paragraphs.push_back(std::move(paragraph));
            ++listed;
        }
        return listed == list_.paragraphs.end();
    }

    static bool words_of(Paragraph& paragraph, const xml::Node& node, const Listed& listed) {
        const xml::Node* words = &node;
        paragraph.number = listed.number;
        if (node.name == "div") {
            words = of_class(node, "t");
            if (const xml::Node* number = of_class(node, "n"); number != nullptr && !listed.number) {
                std::string printed = number->words();
                if (printed.ends_with('.')) printed.pop_back();
                paragraph.number = std::move(printed);
            }
        }
        if (words == nullptr || !add(paragraph, *words, listed) || paragraph.footnotes.size() != listed.marks.size()) return false;
        if (node.name == "div" || !paragraph.number) return true;
        const std::string label = document::printed_number(paragraph) + " ";
        if (!paragraph.text.starts_with(label)) return false;
        paragraph.text.erase(0, label.size());
        for (auto& mark : paragraph.footnotes) mark.at -= std::min(mark.at, static_cast<std::uint32_t>(label.size()));
        for (auto& struck : paragraph.struck) struck.at -= std::min(struck.at, static_cast<std::uint32_t>(label.size()));
        return true;
    }

    /// Marks and struck words stand at their places and are no words of the text.
    static bool add(Paragraph& paragraph, const xml::Node& node, const Listed& listed) {
        for (const xml::Node& child : node.children) {
            const auto at = static_cast<std::uint32_t>(paragraph.text.size());
            if (child.is_text()) {
                paragraph.text += child.text;
            } else if (child.name == "sup") {
                if (paragraph.footnotes.size() == listed.marks.size()) return false;
                paragraph.footnotes.push_back({listed.marks[paragraph.footnotes.size()], at});
            } else if (child.name == "del") {
                paragraph.struck.push_back({child.words(), at});
            } else if (!add(paragraph, child, listed)) {
                return false;
            }
        }
        return true;
    }

    bool notes() {
        if (list_.notes.empty()) return true;
        const xml::Node* section = of_class(root_, "notes");
        if (section == nullptr) return false;
        auto mark = list_.notes.begin();
        for (const xml::Node& one : section->children) {
            if (one.is_text()) continue;
            const xml::Node* words = of_class(one, "t");
            if (words == nullptr || mark == list_.notes.end()) return false;
            document::Footnote note{*mark++, {}, {next()}};
            for (const xml::Node& child : words->children) {
                if (child.name == "a") {  // back to the second place that calls it: a blank stands before it
                    if (note.text.ends_with(' ')) note.text.pop_back();
                    break;
                }
                note.text += child.is_text() ? child.text : child.words();
            }
            d_.footnotes.push_back(std::move(note));
        }
        return mark == list_.notes.end();
    }
};

}  // namespace

bool is_own_page(std::string_view bytes) noexcept { return bytes.substr(0, 4096).find("<meta name=\"comity-list\" content=\"") != std::string_view::npos; }

std::optional<Document> read_own_page(std::string_view bytes, const vocabulary::Vocabulary& vocabulary) {
    if (utf8::first_invalid(bytes) != std::string_view::npos) return std::nullopt;
    const xml::Tree tree = xml::read_html(bytes, page_limits);
    return OwnPage(tree.root, vocabulary).read();
}

}  // namespace comity::reading
