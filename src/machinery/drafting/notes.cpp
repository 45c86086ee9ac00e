// Marks and footnotes. The reader takes a digit for a mark where a footnote says so; a digit glued to a word or behind a comma that no footnote knows is
// one that has lost its own, but only in a text that sets its marks so.
#include <set>

#include "machinery/drafting/inside.hpp"

namespace comity::drafting {

namespace {

bool is_lower(char c) noexcept { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Without the "~2" of a mark that stands twice.
std::string plain(const std::string& mark) { return mark.substr(0, mark.find('~')); }

/// Digits [begin, end) that stand like a mark: "lamps2 and", "2015,2 as", "lamps;2".
struct Digits {
    std::size_t begin = 0, end = 0;
};
std::optional<Digits> mark_from(std::string_view text, std::size_t from) {
    for (std::size_t at = std::max<std::size_t>(from, 4); at < text.size(); ++at) {
        if (!is_digit(text[at]) || is_digit(text[at - 1])) continue;
        std::size_t end = at;
        while (end < text.size() && is_digit(text[end])) ++end;
        const bool ends = end == text.size() || text[end] == ' ';
        const bool sign = text[at - 1] == ',' || text[at - 1] == ';';
        const std::size_t word = sign ? at - 2 : at - 1;  // the last byte of the word before
        const bool behind_word = is_lower(text[word]) && is_lower(text[word - 1]) && is_lower(text[word - 2]);
        const bool behind_year = sign && is_digit(text[word]) && is_digit(text[word - 1]) && text[word - 2] != ',';
        if (ends && end - at <= 2 && (behind_word || behind_year)) return Digits{at, end};
        at = end - 1;
    }
    return std::nullopt;
}

}  // namespace

void check_marks(const Scene& scene, Findings& findings) {
    std::set<std::string> notes;
    int last_note = 0;
    for (const auto& note : scene.draft.footnotes) {
        notes.insert(plain(note.mark));
        last_note = std::max(last_note, number_of(plain(note.mark)).value_or(0));
    }
    std::size_t lost = 0;
    for (const auto& paragraph : scene.draft.paragraphs) {
        for (const auto& mark : paragraph.footnotes) {
            if (notes.contains(plain(mark.mark))) continue;
            ++lost;
            if (notes.empty()) continue;
            const std::size_t at = std::min<std::size_t>(mark.at, paragraph.text.size());
            const std::size_t blank = at == 0 ? std::string::npos : paragraph.text.rfind(' ', at - 1);
            findings.add("mark-without-note", findings.at(paragraph, blank == std::string::npos ? 0 : blank + 1, at), say(sentences::check_mark, mark.mark), say(sentences::mend_mark));
        }
        if (last_note == 0) continue;
        for (auto found = mark_from(paragraph.text, 0); found; found = mark_from(paragraph.text, found->end)) {
            const std::string mark = paragraph.text.substr(found->begin, found->end - found->begin);
            constexpr int within = 2;  // a mark goes on from the notes that are there
            if (notes.contains(mark) || number_of(mark).value_or(0) > last_note + within || number_of(mark) == 0) continue;
            findings.add("mark-without-note", findings.at(paragraph, found->begin, found->end), say(sentences::check_mark, mark), say(sentences::mend_mark));
        }
    }
    if (notes.empty() && lost > 0) findings.add("mark-without-note", {}, say(sentences::check_marks_all, lost), say(sentences::mend_mark));
}

void check_notes(const Scene& scene, Findings& findings) {
    std::set<std::string> called;
    for (const auto& paragraph : scene.draft.paragraphs)
        for (const auto& mark : paragraph.footnotes) called.insert(mark.mark);
    for (const auto& note : scene.draft.footnotes) {
        // Stars belong to the masthead and to lists of sponsors, whose marks are no part of a paragraph.
        if (called.contains(note.mark) || called.contains(plain(note.mark)) || !number_of(plain(note.mark))) continue;
        findings.add("note-without-mark", findings.at_note(note), say(sentences::check_note, plain(note.mark)), say(sentences::mend_note));
    }
}

}  // namespace comity::drafting
