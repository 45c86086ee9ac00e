#include "reading/akoma_ntoso_words.hpp"

#include <algorithm>
#include <charconv>

#include "reading/scan.hpp"

namespace comity::reading::akoma_ntoso {

namespace {

bool is_blank(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_block(std::string_view name) noexcept {
    constexpr std::string_view blocks[] = {"p", "block", "li", "ul", "ol", "tr", "td", "th", "table", "item", "blockList", "listIntroduction", "listWrapUp", "content", "heading", "num"};
    return std::find(std::begin(blocks), std::end(blocks), name) != std::end(blocks);
}

class Gatherer {
public:
    explicit Gatherer(Notes& notes) : notes_(notes) {}

    Words gather(const xml::Node& node) {
        for (const xml::Node& child : node.children) walk(child);
        for (auto& mark : words_.marks) mark.at = std::min(mark.at, size());
        for (auto& struck : words_.struck) struck.at = std::min(struck.at, size());
        return std::move(words_);
    }

private:
    [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(words_.text.size()); }
    /// Where the next word will stand.
    [[nodiscard]] std::uint32_t place() const { return size() + (blank_ ? 1U : 0U); }

    void put(std::string_view text) {
        for (const char c : text) {
            if (is_blank(c)) {
                blank_ = !words_.text.empty();
                continue;
            }
            if (blank_) words_.text += ' ';
            blank_ = false;
            words_.text += c;
        }
    }

    void walk(const xml::Node& node) {
        if (node.is_text()) return put(node.text);
        const std::string_view name = node.name;
        if (name == "authorialNote") {
            words_.marks.push_back({notes_.add(node), place()});
        } else if (name == "noteRef") {
            words_.marks.push_back({node.has("mark") ? std::string(node.attribute("mark")) : std::string(node.attribute("href")), place()});
        } else if (name == "sup" && node.has("mark")) {
            words_.marks.push_back({std::string(node.attribute("mark")), place()});
        } else if (name == "del") {
            struck(node);
        } else if (name == "ref" || name == "rref" || (name == "inline" && node.attribute("name") == "citation")) {
            reference(node);
        } else if (name == "inline" && node.attribute("name") == "number" && words_.text.empty()) {
            words_.number = trimmed(node.words());
        } else if (name == "i" && node.attribute("class") == "opening") {
            const std::size_t begin = place();
            below(node);
            words_.opening = words_.opening ? std::pair(words_.opening->first, words_.text.size()) : std::pair(begin, words_.text.size());
        } else {
            const bool apart = is_block(name) || name == "br" || name == "eol";
            if (apart) put(" ");
            below(node);
            if (apart) put(" ");
        }
    }

    void below(const xml::Node& node) {
        for (const xml::Node& child : node.children) walk(child);
    }

    void struck(const xml::Node& node) {
        std::string text;
        for (const char c : node.words()) {
            if (!is_blank(c)) {
                text += c;
            } else if (text.empty() || text.back() != ' ') {
                text += ' ';
            }
        }
        if (!text.empty()) words_.struck.push_back({std::move(text), place()});
    }

    void reference(const xml::Node& node) {
        Marked marked{.begin = place(), .end = 0, .target = {}, .date = {}};
        below(node);
        marked.end = words_.text.size();
        if (node.has("target")) marked.target = std::string(node.attribute("target"));
        marked.date = Date::from_iso(std::string(node.attribute("dated")));
        if (marked.end > marked.begin) words_.references.push_back(std::move(marked));
    }

    Notes& notes_;
    Words words_;
    bool blank_ = false;
};

std::uint32_t last_line(const xml::Node& node) {
    std::uint32_t line = node.line + static_cast<std::uint32_t>(std::count(node.text.begin(), node.text.end(), '\n'));
    for (const xml::Node& child : node.children) line = std::max(line, last_line(child));
    return line;
}

}  // namespace

Words words_of(const xml::Node& node, Notes& notes) { return Gatherer(notes).gather(node); }

document::LineRange lines_of(const xml::Node& node) { return {node.line, last_line(node)}; }

bool has_words_of_its_own(const xml::Node& node) {
    return std::any_of(node.children.begin(), node.children.end(), [](const xml::Node& child) {
        return child.is_text() && !std::all_of(child.text.begin(), child.text.end(), is_blank);
    });
}

std::string Notes::add(const xml::Node& node) {
    std::string mark(node.has("mark") ? node.attribute("mark") : node.attribute("marker"));
    if (mark.empty()) mark = std::to_string(notes_.size() + 1);
    if (const int times = ++times_[mark]; times > 1 && !node.has("mark")) mark += "~" + std::to_string(times);
    const std::string id(node.has("eId") ? node.attribute("eId") : node.attribute("id"));
    if (!id.empty()) marks_.emplace(id, mark);
    Words words = words_of(node, *this);
    notes_.push_back({mark, id, std::move(words), lines_of(node)});
    return mark;
}

std::vector<Notes::Note> Notes::in_order() const {
    std::vector<std::pair<int, const Note*>> order;
    for (const Note& note : notes_) {
        int place = 0;
        const std::string_view id = note.id;
        if (!id.starts_with("fn_") || std::from_chars(id.data() + 3, id.data() + id.size(), place).ec != std::errc()) return notes_;
        order.emplace_back(place, &note);
    }
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<Note> notes;
    notes.reserve(order.size());
    for (const auto& [place, note] : order) notes.push_back(*note);
    return notes;
}

void Notes::name(std::vector<document::NoteMark>& marks) const {
    for (document::NoteMark& mark : marks) {
        if (!mark.mark.starts_with('#')) continue;
        const auto known = marks_.find(std::string_view(mark.mark).substr(1));
        mark.mark = known == marks_.end() ? mark.mark.substr(1) : known->second;
    }
}

}  // namespace comity::reading::akoma_ntoso
