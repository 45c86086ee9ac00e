#include "document/markdown_form.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include <fmt/format.h>

#include "document/pieces.hpp"
#include "document/terminal.hpp"

namespace comity::document {

namespace {

/// Signs that mean something to Markdown within a line.
constexpr std::string_view meaning = "\\`*_[]<>&~|";

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : harmless(text)) {
        if (meaning.find(c) != std::string_view::npos) out += '\\';
        out += c == '\n' || c == '\r' ? ' ' : c;
    }
    return out;
}

/// What would begin a heading, a list or a quotation at the start of a line does not.
std::string at_line_start(std::string line) {
    if (line.empty()) return line;
    if (std::string_view("#+-=").find(line.front()) != std::string_view::npos) return "\\" + line;
    const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (digits > 0 && digits < line.size() && (line[digits] == '.' || line[digits] == ')')) line.insert(digits, "\\");
    return line;
}

class Writer {
public:
    Writer(const Document& document, const MarkdownOptions& options) : document_(document), options_(options), pieces_(document) {
        for (std::size_t i = 0; i < document.footnotes.size(); ++i) notes_.emplace(document.footnotes[i].mark, i);
    }

    std::string write() {
        if (!options_.notice.empty()) text_ += "> " + escaped(options_.notice) + "\n\n";
        head();
        for (const Paragraph& paragraph : document_.paragraphs) {
            if (const std::string organ = organ_line_before(document_, paragraph); !organ.empty()) text_ += fmt::format("*{}*,\n\n", escaped(organ.substr(0, organ.size() - 1)));
            this->paragraph(paragraph);
        }
        for (const Footnote& note : document_.footnotes) text_ += fmt::format("[^{}]: {}\n\n", label(note.mark), drawn(pieces_.of(note)));
        for (const Beside& beside : options_.beside) this->beside(beside);
        while (text_.ends_with("\n\n")) text_.pop_back();
        return std::move(text_);
    }

private:
    void head() {
        const std::string title = document_.title.value_or(document_.symbol.value_or("Document without symbol and title"));
        text_ += fmt::format("# {}\n\n", escaped(title));
        if (document_.symbol) text_ += fmt::format("**{}**\n\n", escaped(*document_.symbol));
        facts(named_facts(document_));
    }

    void facts(const std::vector<NamedFact>& facts) {
        for (const NamedFact& fact : facts) text_ += fmt::format("- {}: {}\n", escaped(fact.name), escaped(fact.value));
        if (!facts.empty()) text_ += '\n';
    }

    void paragraph(const Paragraph& paragraph) {
        const std::string words = drawn(pieces_.of(paragraph)), number = escaped(printed_number(paragraph));
        if (paragraph.kind == ParagraphKind::heading) {
            text_ += fmt::format("{} {}{}{}\n\n", std::string(static_cast<std::size_t>(std::clamp(paragraph.level + 1, 2, 6)), '#'), number, number.empty() ? "" : " ", words);
            return;
        }
        // Numbers are text: as lists they would be counted anew, and "(a)" is none. Points stand in by spaces that Markdown keeps.
        for (int level = 1; level < std::min(paragraph.level, 8); ++level) text_ += "\xE2\x80\x83\xE2\x80\x83";
        text_ += at_line_start(number.empty() ? words : fmt::format("{} {}", number, words)) + "\n\n";
    }

    std::string drawn(const std::vector<Piece>& pieces) const {
        std::string text;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Piece& piece = pieces[i];
            if (!piece.mark.empty()) {
                text += notes_.count(piece.mark) > 0 ? fmt::format("[^{}]", label(piece.mark)) : fmt::format("\\[{}\\]", escaped(printed_mark(piece.mark)));
            } else if (piece.struck) {
                text += around(piece.text, "~~");
            } else if (piece.opening) {
                text += around(piece.text, "*");
            } else {
                const std::string address = piece.citation != nullptr && piece.citation->target && options_.address ? options_.address(*piece.citation->target) : std::string();
                text += address.empty() ? escaped(piece.text) : fmt::format("[{}]({})", escaped(piece.text), address);
            }
        }
        return text;
    }

    /// The signs touch the words, as they must; blanks at the ends stand outside.
    static std::string around(std::string_view words, std::string_view signs) {
        const std::size_t begin = std::min(words.find_first_not_of(' '), words.size()), end = std::max(begin, words.find_last_not_of(' ') + 1);
        if (begin == end) return std::string(words);
        return fmt::format("{}{}{}{}{}", words.substr(0, begin), signs, escaped(words.substr(begin, end - begin)), signs, words.substr(end));
    }

    /// Of letters and digits alone: marks such as "*" have the place of their note.
    [[nodiscard]] std::string label(std::string_view mark) const {
        const bool plain = std::all_of(mark.begin(), mark.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
        const auto note = notes_.find(mark);
        return plain || note == notes_.end() ? std::string(mark) : fmt::format("note-{}", note->second + 1);
    }

    void beside(const Beside& beside) {
        text_ += fmt::format("## {}\n\n", escaped(beside.heading));
        facts(beside.facts);
        for (const std::string& remark : beside.remarks) text_ += at_line_start(escaped(remark)) + "\n\n";
    }

    const Document& document_;
    const MarkdownOptions& options_;
    Pieces pieces_;
    std::unordered_map<std::string_view, std::size_t> notes_;
    std::string text_;
};

}  // namespace

std::string to_markdown(const Document& document, const MarkdownOptions& options) { return Writer(document, options).write(); }

}  // namespace comity::document
