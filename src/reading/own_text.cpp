#include <algorithm>
#include <vector>

#include "document/pieces.hpp"
#include "document/terminal.hpp"
#include "reading/own_forms.hpp"
#include "reading/scan.hpp"
#include "reading/strikes.hpp"

namespace comity::reading {

using document::Document;
using document::Listed;
using document::Paragraph;

namespace {

constexpr std::size_t number_columns = 5;  // as document::to_text() sets them

/// Where the list begins; npos if there is none at the beginning of a line.
std::size_t list_at(std::string_view bytes) noexcept {
    const std::size_t at = bytes.rfind(document::list_begins);
    return at != std::string_view::npos && (at == 0 || bytes[at - 1] == '\n') ? at : std::string_view::npos;
}

struct TextLine {
    std::string_view text;
    std::uint32_t number = 0;
};

std::vector<TextLine> lines_of_text(std::string_view bytes) {
    std::vector<TextLine> lines;
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        std::string_view line = bytes.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines.push_back({line, static_cast<std::uint32_t>(lines.size() + 1)});
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
    }
    return lines;
}

bool is_blank(std::string_view line) noexcept { return line.find_first_not_of(' ') == std::string_view::npos; }

std::string_view without_indent(std::string_view line) noexcept { return line.substr(std::min(line.find_first_not_of(' '), line.size())); }

/// The character in front of a place takes two columns: Chinese is broken where there is no blank.
bool is_wide_end(std::string_view text) noexcept {
    std::size_t at = text.size();
    while (at > 0 && (static_cast<unsigned char>(text[at - 1]) & 0xC0U) == 0x80U) --at;
    return at > 0 && document::columns_of(text.substr(at - 1)) == 2;
}
bool is_wide_begin(std::string_view text) noexcept {
    std::size_t end = std::min<std::size_t>(1, text.size());
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return document::columns_of(text.substr(0, end)) == 2;
}

void join(std::string& text, std::string_view line) {
    line = without_indent(line);
    if (!text.empty() && !line.empty() && !is_wide_end(text) && !is_wide_begin(line)) text += ' ';
    text += line;
}

/// Lines from a blank one to the next.
struct TextBlock {
    std::string_view first;
    std::vector<std::string_view> further;
    document::LineRange place;

    [[nodiscard]] std::string joined(std::string_view begin) const {
        std::string text(without_indent(begin));
        for (const std::string_view line : further) join(text, line);
        return text;
    }
};

class OwnText {
public:
    OwnText(std::string_view bytes, const vocabulary::Vocabulary& vocabulary) : lines_(lines_of_text(bytes)), vocabulary_(vocabulary) {}

    /// nullopt if the text is not as its list says.
    std::optional<Document> read() {
        if (!read_list() || !read_head() || !take_unseen_facts(d_, list_)) return std::nullopt;
        for (const Listed& listed : list_.paragraphs) d_.paragraphs.push_back({.id = listed.id, .kind = listed.kind, .number = std::nullopt, .level = listed.level, .opening = {}, .text = {}, .lines = {}, .footnotes = {}});
        first_of_text_ = static_cast<std::size_t>(std::find_if(d_.paragraphs.begin(), d_.paragraphs.end(), is_of_text) - d_.paragraphs.begin());
        for (std::size_t i = 0; i < list_.paragraphs.size(); ++i) {
            if (!paragraph(i)) return std::nullopt;
        }
        if (!notes() || at_ + 1 != end_ || !is_sound(d_, vocabulary_)) return std::nullopt;
        d_.furniture.push_back({{lines_[end_].number, lines_.back().number}, "list of paragraphs"});
        cite_all(d_, vocabulary_);
        return std::move(d_);
    }

    std::optional<OwnHead> head() {
        if (!read_list() || !read_head() || !take_unseen_facts(d_, list_) || !is_sound(d_, vocabulary_)) return std::nullopt;
        OwnHead head{std::move(d_), std::string(at_, '\n')};
        for (; at_ < end_; ++at_) head.rest.append(lines_[at_].text) += '\n';
        return head;
    }

private:
    std::vector<TextLine> lines_;
    const vocabulary::Vocabulary& vocabulary_;
    document::ParagraphList list_;
    Document d_;
    std::size_t at_ = 0, end_ = 0;  ///< the next line, that of the list
    std::size_t first_of_text_ = 0;

    static bool is_of_text(const Paragraph& paragraph) { return paragraph.kind == document::ParagraphKind::preambular || paragraph.kind == document::ParagraphKind::operative; }

    bool read_list() {
        for (end_ = lines_.size(); end_ > 0 && !lines_[end_ - 1].text.starts_with(document::list_begins);) --end_;
        if (end_ == 0) return false;
        --end_;
        TextBlock block{.first = lines_[end_].text, .further = {}, .place = {}};
        for (std::size_t i = end_ + 1; i < lines_.size() && !is_blank(lines_[i].text); ++i) block.further.push_back(lines_[i].text);
        const std::string line = block.joined(block.first);
        auto list = document::paragraph_list_in(std::string_view(line).substr(document::list_begins.size()));
        if (list) list_ = std::move(*list);
        return list.has_value();
    }

    /// A line that must be blank.
    bool blank() { return at_ < end_ && is_blank(lines_[at_].text) && (++at_, true); }

    /// All lines up to a blank one; the first may itself be empty, where a paragraph is.
    std::optional<TextBlock> block() {
        if (at_ >= end_) return std::nullopt;
        TextBlock block{.first = lines_[at_].text, .further = {}, .place = {lines_[at_].number, lines_[at_].number}};
        ++at_;
        if (is_blank(block.first)) return block;
        for (; at_ < end_ && !is_blank(lines_[at_].text); ++at_) {
            block.further.push_back(lines_[at_].text);
            block.place.last = lines_[at_].number;
        }
        return block;
    }

    bool read_head() {
        if (list_.notice && (!block() || !blank())) return false;
        const std::size_t begin = at_;
        if (list_.symbol || list_.title) {
            const auto head = block();
            if (!head || !blank()) return false;
            if (list_.symbol) d_.symbol = std::string(head->first);
            if (list_.title) {
                TextBlock title = *head;
                if (list_.symbol) title.first = title.further.empty() ? std::string_view() : title.further.front();
                if (list_.symbol && !title.further.empty()) title.further.erase(title.further.begin());
                d_.title = title.joined(title.first);
            }
        }
        std::string name, value;
        const auto take = [&] { return name.empty() || take_named_fact(d_, name, value, vocabulary_); };
        for (; at_ < end_ && !is_blank(lines_[at_].text); ++at_) {
            const std::string_view line = lines_[at_].text;
            if (line.front() == ' ') {
                join(value, line);
                continue;
            }
            if (!take()) return false;
            const std::size_t gap = line.find("  ");
            if (gap == std::string_view::npos) return false;
            name = std::string(line.substr(0, gap));
            value = std::string(without_indent(line.substr(gap)));
        }
        if (at_ > begin) d_.facts.push_back({lines_[begin].number, lines_[at_ - 1].number});
        return take();
    }

    bool paragraph(std::size_t index) {
        const Listed& listed = list_.paragraphs[index];
        Paragraph& paragraph = d_.paragraphs[index];
        // asked only where there may be one: with each of a hundred thousand headings it would look through all of them
        const bool may_have_one = index == first_of_text_ || listed.id.ends_with(".pp1");
        if (const std::string organ = may_have_one ? document::organ_line_before(d_, paragraph) : std::string(); !organ.empty()) {
            if (!blank()) return false;
            const auto line = block();
            if (!line || line->joined(line->first) != organ) return false;
            d_.facts.push_back(line->place);
        }
        if (!blank()) return false;
        const auto printed = block();
        if (!printed) return false;
        paragraph.lines = {printed->place};
        const std::string words = printed->joined(behind_number(paragraph, listed, printed->first));
        return take_words(paragraph, listed, words);
    }

    /// What stands behind the number in a paragraph's first line.
    static std::string_view behind_number(Paragraph& paragraph, const Listed& listed, std::string_view line) {
        if (listed.number) {
            paragraph.number = listed.number;
            line = without_indent(line);
            const std::string printed = document::printed_number(paragraph);
            return line.substr(std::min(line.starts_with(printed) ? printed.size() : 0, line.size()));
        }
        const auto level = static_cast<std::size_t>(std::clamp(paragraph.level, 1, 8));
        const std::size_t number_at = (level - 1) * number_columns;
        if (paragraph.kind == document::ParagraphKind::heading || line.size() <= number_at || line[number_at] == ' ') return line;
        line.remove_prefix(number_at);
        const std::size_t end = std::min(line.find(' '), line.size());
        std::string_view number = line.substr(0, end);
        if (number.ends_with('.')) number.remove_suffix(1);
        paragraph.number = std::string(number);
        return line.substr(end);
    }

    /// Marks and struck words out of it, as the list says where there is a choice.
    static bool take_words(Paragraph& paragraph, const Listed& listed, std::string_view words) {
        std::string marked;
        std::vector<std::uint32_t> places;
        std::size_t at = 0;
        for (const std::string& mark : listed.marks) {
            const std::string printed = "[" + std::string(document::printed_mark(mark)) + "]";
            const std::size_t found = words.find(printed, at);
            if (found == std::string_view::npos) return false;
            marked.append(words.substr(at, found - at));
            places.push_back(static_cast<std::uint32_t>(marked.size()));
            at = found + printed.size();
        }
        marked.append(words.substr(at));
        Standing standing = without(strikes_in(marked), marked);
        for (std::size_t i = 0; i < places.size(); ++i) paragraph.footnotes.push_back({listed.marks[i], standing.places[places[i]]});
        paragraph.text = std::move(standing.text);
        paragraph.struck = std::move(standing.struck);
        return take_opening(paragraph, listed);
    }

    /// "[1]  A/RES/99/12." below a short rule.
    bool notes() {
        if (list_.notes.empty()) return true;
        if (!blank() || at_ >= end_ || without_indent(lines_[at_].text) != "__________") return false;
        ++at_;
        for (const std::string& mark : list_.notes) {
            const std::string printed = "[" + std::string(document::printed_mark(mark)) + "]";
            if (at_ >= end_ || !lines_[at_].text.starts_with(printed)) return false;
            document::Footnote note{mark, std::string(without_indent(lines_[at_].text.substr(printed.size()))), {{lines_[at_].number, lines_[at_].number}}};
            for (++at_; at_ < end_ && lines_[at_].text.starts_with(' '); ++at_) {
                join(note.text, lines_[at_].text);
                note.lines.front().last = lines_[at_].number;
            }
            d_.footnotes.push_back(std::move(note));
        }
        return true;
    }
};

}  // namespace

bool is_own_text(std::string_view bytes) noexcept { return list_at(bytes) != std::string_view::npos; }

std::optional<Document> read_own_text(std::string_view bytes, const vocabulary::Vocabulary& vocabulary) { return OwnText(bytes, vocabulary).read(); }

std::optional<OwnHead> own_head(std::string_view bytes, const vocabulary::Vocabulary& vocabulary) { return OwnText(bytes, vocabulary).head(); }

std::string without_list(std::string_view bytes) {
    const std::size_t at = list_at(bytes);
    if (at == std::string_view::npos) return std::string(bytes);
    const std::size_t end = std::min(bytes.find("\n\n", at), bytes.size());
    return std::string(bytes.substr(0, at)).append(bytes.substr(end));
}

}  // namespace comity::reading
