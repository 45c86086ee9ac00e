// Signs at the ends of paragraphs: a comma in the preamble, a semicolon in the operative part, a full stop behind its last paragraph; a colon before points.
#include "machinery/drafting/inside.hpp"

namespace comity::drafting {

using document::Paragraph;
using document::ParagraphKind;

namespace {

/// What stands at an end, closing quotation marks and brackets passed over: where the sign begins, and the sign; the last word if there is none.
struct Ending {
    std::size_t begin = 0, end = 0;
    char sign = ' ';
};
Ending ending_of(std::string_view text) {
    std::size_t end = text.size();
    for (bool again = true; again && end > 0;) {
        again = false;
        for (const std::string_view closing : {"”", "’", "»", "\"", "'", ")", "]", " ", "*", "_"}) {
            if (!text.substr(0, end).ends_with(closing)) continue;
            end -= closing.size();
            again = true;
        }
    }
    Ending ending{end, end, ' '};
    const char last = end == 0 ? ' ' : text[end - 1];
    if (last == ',' || last == ';' || last == '.' || last == ':' || last == '?') {
        ending.sign = last;
        ending.begin = end - 1;
    }
    // With the word before, so that the finding has words of its own.
    const std::size_t blank = ending.begin == 0 ? std::string_view::npos : text.rfind(' ', ending.begin - 1);
    ending.begin = blank == std::string_view::npos ? 0 : blank + 1;
    return ending;
}

/// "; and": the last but one of a list.
std::string_view without_joiner(std::string_view text) {
    for (const std::string_view joiner : {" and", " or"}) {
        if (!text.ends_with(joiner)) continue;
        const std::string_view rest = text.substr(0, text.size() - joiner.size());
        if (rest.ends_with(';') || rest.ends_with(',')) return rest;
    }
    return text;
}

class Endings {
public:
    Endings(const Scene& scene, Findings& findings) : scene_(scene), findings_(findings) {}

    void run() {
        const auto& all = scene_.draft.paragraphs;
        std::size_t last = all.size();  // of the operative part
        for (std::size_t i = 0; i < all.size(); ++i)
            if (all[i].kind == ParagraphKind::operative) last = i;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!is_clause(all[i]) || !all[i].struck.empty() || i == last) continue;
            const Paragraph* next = i + 1 < all.size() ? &all[i + 1] : nullptr;
            if (all[i].kind == ParagraphKind::preambular) preamble(all[i], next);
            else operative(all[i], next);
        }
        if (last < all.size() && all[last].struck.empty()) expect(all[last], '.');
    }

private:
    void preamble(const Paragraph& paragraph, const Paragraph* next) {
        if (next == nullptr || next->kind == ParagraphKind::preambular || next->kind == ParagraphKind::operative) {
            const bool goes_on = next != nullptr && (next->level > 1 || !next->opening);
            if (!goes_on) expect(paragraph, ',');
        }
    }
    void operative(const Paragraph& paragraph, const Paragraph* next) {
        // Points, a heading, a new part or an unmarked paragraph behind it: then other signs are right.
        if (next == nullptr || next->kind != ParagraphKind::operative || next->level > 1 || !next->opening || part_of(next->id) != part_of(paragraph.id) || !next->number || !paragraph.number) return;
        expect(paragraph, ';');
    }
    void expect(const Paragraph& paragraph, char sign) {
        const std::string_view text = without_joiner(paragraph.text);
        const Ending ending = ending_of(text);
        if (ending.sign == sign || ending.sign == '?' || (ending.sign == ':' && paragraph.kind == ParagraphKind::operative)) return;  // a question; a table that the file has lost
        const std::string expected(1, sign);
        findings_.add("ending", findings_.at(paragraph, ending.begin, ending.end),
                      ending.sign == ' ' ? say(sentences::check_ending_none, expected) : say(sentences::check_ending, std::string(1, ending.sign), expected), say(sentences::mend_ending, expected));
    }

    const Scene& scene_;
    Findings& findings_;
};

}  // namespace

void check_endings(const Scene& scene, Findings& findings) { Endings(scene, findings).run(); }

}  // namespace comity::drafting
