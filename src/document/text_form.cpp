#include "document/text_form.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "document/paragraph_list.hpp"
#include "document/pieces.hpp"

namespace comity::document {

namespace {

constexpr std::size_t number_columns = 5;  // "12.  ": two digits, their point and room

std::string spaces(std::size_t count) { return std::string(count, ' '); }

class Writer {
public:
    Writer(const Document& document, const TextOptions& options) : document_(document), options_(options), pieces_(document) {
        if (options.margin == Margin::identifiers) {
            for (const Paragraph& paragraph : document.paragraphs) margin_ = std::max(margin_, columns_of(paragraph.id) + 2);
            margin_ = std::min<std::size_t>(margin_, 16);
        }
    }

    std::string write() {
        if (!options_.notice.empty()) put(options_.notice, 0), text_ += '\n';
        head();
        for (const Paragraph& paragraph : document_.paragraphs) {
            text_ += '\n';
            const std::string organ = organ_line_before(document_, paragraph);
            if (!organ.empty()) put({{organ, Emphasis::italic}}, spaces(margin_ + number_columns), margin_ + number_columns), text_ += '\n';
            this->paragraph(paragraph);
        }
        notes();
        if (options_.ending == Ending::paragraph_list) list();
        for (const Beside& beside : options_.beside) this->beside(beside);
        return std::move(text_);
    }

private:
    void put(const std::vector<StyledText>& texts, std::string first, std::size_t indent) {
        text_ += wrapped(texts, {options_.width, std::move(first), indent, options_.escapes});
    }
    void put(std::string_view text, std::size_t indent) { put({{std::string(text), Emphasis::none}}, spaces(indent), indent); }

    void head() {
        if (document_.symbol) put({{*document_.symbol, Emphasis::bold}}, "", 0);
        if (document_.title) put({{*document_.title, Emphasis::bold}}, "", 0);
        if (document_.symbol || document_.title) text_ += '\n';
        const auto facts = named_facts(document_);
        std::size_t columns = 0;
        for (const NamedFact& fact : facts) columns = std::max(columns, columns_of(fact.name));
        for (const NamedFact& fact : facts) put({{fact.value, Emphasis::none}}, fact.name, columns + 2);
    }

    void paragraph(const Paragraph& paragraph) {
        const bool heading = paragraph.kind == ParagraphKind::heading;
        const auto level = static_cast<std::size_t>(std::clamp(paragraph.level, 1, 8));
        const std::size_t number_at = margin_ + (heading ? 0 : (level - 1) * number_columns);
        const std::string number = printed_number(paragraph);
        std::size_t text_at = number_at + (heading && number.empty() ? 0 : number_columns);
        std::string first = options_.margin == Margin::identifiers ? padded(paragraph.id, margin_) : std::string();
        // An id that is longer than the margin keeps a line of its own rather than push the text.
        if (columns_of(paragraph.id) + 1 > margin_ && margin_ > 0) text_ += harmless(first) + '\n', first.clear();
        first = padded(padded(first, number_at) + number, text_at);
        if (columns_of(number) + 1 > text_at - number_at && !number.empty()) first += ' ';
        std::vector<StyledText> texts = styled(pieces_.of(paragraph), heading ? Emphasis::bold : Emphasis::none);
        put(texts, first, text_at);
    }

    std::vector<StyledText> styled(const std::vector<Piece>& pieces, Emphasis plain) const {
        std::vector<StyledText> texts;
        for (const Piece& piece : pieces) {
            if (!piece.mark.empty()) {
                texts.push_back({fmt::format("[{}]", printed_mark(piece.mark)), plain});
            } else if (piece.struck) {
                // Where letters can't be struck, drafts write "~~so~~".
                const bool letters = options_.escapes == Escapes::ansi;
                texts.push_back({letters ? std::string(piece.text) : struck_in_plain_text(piece.text), letters ? Emphasis::struck : plain});
            } else if (!piece.text.empty()) {
                texts.push_back({std::string(piece.text), piece.opening ? Emphasis::italic : plain});
            }
        }
        return texts;
    }

    void notes() {
        if (document_.footnotes.empty()) return;
        text_ += '\n' + spaces(margin_) + "__________\n";
        std::size_t columns = 0;
        for (const Footnote& note : document_.footnotes) columns = std::max(columns, columns_of(printed_mark(note.mark)) + 3);
        for (const Footnote& note : document_.footnotes) {
            put(styled(pieces_.of(note), Emphasis::none), spaces(margin_) + fmt::format("[{}]", printed_mark(note.mark)), margin_ + columns);
        }
    }

    void list() {
        const std::string list = paragraph_list(document_, !options_.notice.empty());
        text_ += '\n' + wrapped(std::string_view(list).substr(list_begins.size()), {options_.width, std::string(list_begins), 4, Escapes::none});
    }

    void beside(const Beside& beside) {
        text_ += '\n';
        put(beside.heading, 0);
        for (const NamedFact& fact : beside.facts) put(fmt::format("{}: {}", fact.name, fact.value), 4);
        for (const std::string& remark : beside.remarks) put(remark, 4);
    }

    const Document& document_;
    const TextOptions& options_;
    Pieces pieces_;
    std::size_t margin_ = 0;
    std::string text_;
};

}  // namespace

std::string to_text(const Document& document, const TextOptions& options) { return Writer(document, options).write(); }

std::string diagnostics_text(const Document& document, std::size_t width) {
    std::string text;
    for (const Diagnostic& diagnostic : document.diagnostics) {
        text += wrapped(diagnostic.message, {.width = width, .first = fmt::format("line {}: {}: ", diagnostic.line, name_of(diagnostic.severity)), .indent = 4});
    }
    return text;
}

}  // namespace comity::document
