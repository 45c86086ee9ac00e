// What holds of every text, whatever bytes it has: tried on texts made at random (RapidCheck).
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/error.hpp"
#include "reading/encoding.hpp"
#include "reading/scan.hpp"
#include "reading/testing.hpp"
#include "reading/utf8.hpp"

namespace comity::reading {
namespace {

using document::Document;
using document::LineRange;

/// What parsers stumble over, and what leads them deep into a resolution.
const std::vector<std::string>& fragments() {
    static const std::vector<std::string> all = {
        "\n", "\n", "\n", "\n\n", "\n\n", "\r\n", "\f", " ", "  ", "\t", "*", "**", "_", "[", "](", "](#)", ")", "\\", "<sup>", "</sup>", "¹", "²", "⁴", "\x01", "\x02", "\x1B",
        "\xC3", "\xE2\x80", "\xFF", "\xEF\xBB\xBF", "\u00A0", "\u200B", "\u2028", "“", "”", "—", "…", "The General Assembly,", "The Security Council,", "L'Assemblée générale,",
        "A/RES/99/12", "99/12. Care of shared lighthouses", "99/13. Bridges", "PRST OS/12/1. Lamps", "S/PRST/2044/7", "Resolution 98/7 (2043)", "Ninety-ninth session",
        "Agenda item 109 (c)", "Distr.: General", "20 December 2044", "[on the report of the Sixth Committee (A/99/431, para. 14)]", "Ardune, Tarrow:* draft resolution",
        "Recalling", "Noting with appreciation", "Deeply concerned", "*Recalling* its resolution 98/7 of 18 December 2043,", "the lamps of the western shore,", "oil;", "wicks.", "harbours:",
        "1.", "2.", "3.", "12. ", "1. Requests", "2. Decides", "1", "2", "(a)", "(b)", "(i)", "(ii)", "(a) (i)", "5. (a)", "a.", "1.2", "• ", "- ", "A", "B", "I", "II. Lamps", "IV",
        "Annex", "Annex II", "Article 3", "58th plenary meeting", "16 December 2044", "[Adopted without a vote.]", "Adopted by a recorded vote of 4 to 2, with 1 abstention",
        "In favour: Ardune, Saint Orrin and the Skerries", "Against: Tarrow", "]", "---", "_____", "1 See A/99/1.", "¹ Resolution 98/7, annex.", "* On behalf of those.", "lamps1", "oil,2", "20441",
        "2/4", "44-12345 (E)", "Please recycle", "<!-- Page 3 -->", "[DU1]", "* * *", "#", "### ", "internationa l", "imple-", "mentation", "the keepers of the lamps of the western shore and of the eastern",
        "whole of the winter and of the spring that comes behind it, in a spirit", "Decision", "At its 58th plenary meeting, the President made the following statement:"};
    return all;
}

rc::Gen<std::string> assembled() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(fragments())), [](const std::vector<std::string>& parts) {
        std::string text;
        for (const auto& part : parts) text += part;
        return text;
    });
}

/// Behind what makes it a resolution, so that the passes over bodies are reached.
rc::Gen<std::string> assembled_resolution() {
    return rc::gen::map(assembled(), [](const std::string& text) { return "99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Requests oil;\n\n" + text; });
}

rc::Gen<std::string> any_text() { return rc::gen::oneOf(rc::gen::container<std::string>(rc::gen::arbitrary<char>()), assembled(), assembled_resolution()); }

/// The document, or nullopt where the bytes were refused as no document.
std::optional<Document> read_or_refuse(const std::string& bytes) {
    try {
        return testing::read_text(bytes);
    } catch (const Error& error) {
        RC_ASSERT(error.fault() == Fault::bad_request);
        return std::nullopt;
    }
}

/// The lines that a reading has to account for.
std::vector<Block> lines_of(const std::string& bytes) { return flow_of_plain_text(recognize(bytes) == Format::utf_16 ? decoded_utf_16(bytes).text : bytes).blocks; }

bool is_clean(std::string_view text) {
    if (utf8::first_invalid(text) != std::string_view::npos) return false;
    if (text.find("  ") != std::string_view::npos || text.starts_with(' ') || text.ends_with(' ')) return false;
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

RC_GTEST_PROP(Property, ReadsAnyBytesOrRefusesThem, ()) { read_or_refuse(*any_text()); }

RC_GTEST_PROP(Property, GivesEveryParagraphAnIdOfItsOwn, ()) {
    const auto document = read_or_refuse(*any_text());
    if (!document) return;
    std::set<std::string> ids;
    for (const auto& paragraph : document->paragraphs) {
        RC_ASSERT(!paragraph.id.empty());
        RC_ASSERT(ids.insert(paragraph.id).second);
    }
}

RC_GTEST_PROP(Property, GivesEveryFootnoteAMarkOfItsOwn, ()) {
    const auto document = read_or_refuse(*any_text());
    if (!document) return;
    std::set<std::string> marks;
    for (const auto& note : document->footnotes) RC_ASSERT(marks.insert(note.mark).second);
}

RC_GTEST_PROP(Property, AccountsForEveryLine, ()) {
    const std::string bytes = *any_text();
    const auto document = read_or_refuse(bytes);
    if (!document) return;
    std::set<std::uint32_t> told;
    const auto tell = [&](const std::vector<LineRange>& ranges) {
        for (const LineRange& range : ranges) {
            for (auto line = range.first; line <= range.last; ++line) told.insert(line);
        }
    };
    for (const auto& paragraph : document->paragraphs) tell(paragraph.lines);
    for (const auto& note : document->footnotes) tell(note.lines);
    for (const auto& furniture : document->furniture) tell({furniture.lines});
    for (const auto& diagnostic : document->diagnostics) told.insert(diagnostic.line);
    tell(document->facts);
    for (const Block& block : lines_of(bytes)) {
        if (block.text.find_first_not_of(" \t") == std::string::npos) continue;
        if (told.count(block.place.first) == 0) RC_FAIL("line " + std::to_string(block.place.first) + " is nowhere: " + block.text);
    }
}

RC_GTEST_PROP(Property, GivesPlacesThatAscendWithinTheFile, ()) {
    const std::string bytes = *any_text();
    const auto document = read_or_refuse(bytes);
    if (!document) return;
    const auto lines = lines_of(bytes).size();
    const auto check = [&](const std::vector<LineRange>& ranges) {
        std::uint32_t before = 0;
        for (const LineRange& range : ranges) {
            RC_ASSERT(range.first > before);
            RC_ASSERT(range.last >= range.first);
            RC_ASSERT(range.last <= lines);
            before = range.last;
        }
    };
    for (const auto& paragraph : document->paragraphs) {
        RC_ASSERT(!paragraph.lines.empty());
        check(paragraph.lines);
    }
    for (const auto& note : document->footnotes) {
        RC_ASSERT(!note.lines.empty());
        check(note.lines);
    }
    check(document->facts);
    for (const auto& furniture : document->furniture) check({furniture.lines});
    for (const auto& diagnostic : document->diagnostics) RC_ASSERT((diagnostic.line >= 1U && diagnostic.line <= lines));
}

RC_GTEST_PROP(Property, LeavesNothingOfThePageInTheWords, ()) {
    const auto document = read_or_refuse(*any_text());
    if (!document) return;
    for (const auto& paragraph : document->paragraphs) {
        if (!is_clean(paragraph.text)) RC_FAIL(paragraph.id + " is not clean: " + paragraph.text);
        RC_ASSERT((!paragraph.number || is_clean(*paragraph.number)));
    }
    for (const auto& note : document->footnotes) RC_ASSERT(is_clean(note.text));
    for (const auto& sponsor : document->sponsors) RC_ASSERT(is_clean(sponsor.name));
    for (const auto* fact : {&document->title, &document->agenda_title, &document->committee, &document->meeting, &document->distribution}) RC_ASSERT((!*fact || is_clean(**fact)));
}

RC_GTEST_PROP(Property, PlacesOpeningsAndMarksWithinTheirWords, ()) {
    const auto document = read_or_refuse(*any_text());
    if (!document) return;
    for (const auto& paragraph : document->paragraphs) {
        RC_ASSERT(paragraph.level >= 1);
        if (paragraph.opening) RC_ASSERT(std::string_view(paragraph.text).substr(paragraph.opening_at).starts_with(*paragraph.opening));
        for (const auto& mark : paragraph.footnotes) RC_ASSERT(mark.at <= paragraph.text.size());
    }
    for (const auto& citation : document->citations) {
        if (const auto* paragraph = find_paragraph(*document, citation.in)) RC_ASSERT(std::string_view(paragraph->text).substr(citation.at).starts_with(citation.text));
    }
}

RC_GTEST_PROP(Property, ReadsTheSameBytesTheSameWay, ()) {
    const std::string bytes = *any_text();
    RC_ASSERT(read_or_refuse(bytes) == read_or_refuse(bytes));
}

RC_GTEST_PROP(Property, ReadsEveryKindOfLineEndTheSameWay, ()) {
    std::string unix_lines = *rc::gen::oneOf(assembled(), assembled_resolution());
    unix_lines.erase(std::remove(unix_lines.begin(), unix_lines.end(), '\r'), unix_lines.end());
    if (unix_lines.find('\n') == std::string::npos) return;
    std::string windows_lines, mac_lines = unix_lines;
    for (const char c : unix_lines) (windows_lines += c == '\n' ? "\r" : "") += c;
    std::replace(mac_lines.begin(), mac_lines.end(), '\n', '\r');
    auto by_unix = read_or_refuse(unix_lines), by_windows = read_or_refuse(windows_lines), by_mac = read_or_refuse(mac_lines);
    RC_ASSERT(by_unix.has_value() == by_windows.has_value());
    RC_ASSERT(by_unix.has_value() == by_mac.has_value());
    if (!by_unix) return;
    by_windows->sha256 = by_mac->sha256 = by_unix->sha256;
    RC_ASSERT(by_unix == by_windows);
    RC_ASSERT(by_unix == by_mac);
}

// --- a clean resolution, set in lines of a page


std::string words_of(int count) {
    static const std::vector<std::string> lexicon = {"lamps", "oil", "the", "of", "and", "shared", "western", "shore", "keepers", "harbour", "States", "Ardune", "Upper Tarrow", "General Assembly", "in",
                                                     "with", "international", "cooperation", "human", "rights", "non-selectivity", "capacity-building", "their", "development", "including", "to", "resolution 98/7 of 18 December 2043",
                                                     "A/99/431", "winter", "trust", "economic", "people’s", "(Free Ports)", "free", "12 lamps", "article 3 of the Covenant"};
    std::string text;
    for (int i = 0; i < count; ++i) text += " " + *rc::gen::elementOf(lexicon);
    return text + " lamps";
}

/// Paragraphs of one line each.
std::vector<std::string> clean_paragraphs() {
    static const std::vector<std::string> preambular = {"Recalling", "Noting with appreciation", "Deeply concerned", "Reaffirming", "Bearing in mind"};
    static const std::vector<std::string> operative = {"Requests", "Also reaffirms", "Calls upon", "Decides", "Takes note of"};
    std::vector<std::string> blocks;
    const auto length = [] { return *rc::gen::inRange(18, 60); };
    const int before = *rc::gen::inRange(2, 6), behind = *rc::gen::inRange(2, 7);
    for (int i = 0; i < before; ++i) blocks.push_back(*rc::gen::elementOf(preambular) + words_of(length()) + ",");
    for (int i = 1; i <= behind; ++i) {
        const std::string number = std::to_string(i) + ". ";
        const bool chapeau = *rc::gen::inRange(0, 3) == 0;
        blocks.push_back(number + *rc::gen::elementOf(operative) + words_of(length()) + (chapeau ? ":" : i == behind ? "." : ";"));
        for (char letter = 'a'; chapeau && letter < 'd'; ++letter) blocks.push_back(std::string("(") + letter + ") To keep" + words_of(length()) + (letter == 'c' && i == behind ? "." : ";"));
    }
    return blocks;
}

std::string wrapped(const std::string& block, std::size_t width) {
    std::string text, line;
    std::size_t at = 0;
    while (at < block.size()) {
        const auto end = std::min(block.find(' ', at), block.size());
        const std::string word = block.substr(at, end - at);
        if (!line.empty() && line.size() + 1 + word.size() > width) {
            text += line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
        at = end + 1;
    }
    return text + line + "\n";
}

RC_GTEST_PROP(Property, ReadsACleanResolutionTheSameWayAtAnyWidth, ()) {
    const auto blocks = clean_paragraphs();
    const auto width = *rc::gen::inRange<std::size_t>(60, 101);
    const std::string gap = *rc::gen::element<std::string>("\n", "");
    const std::string head = "99/12.\tCare of shared lighthouses\n\nThe General Assembly,\n\n", tail = "\n58th plenary meeting\n16 December 2044\n";
    std::string flat = head, page = head;
    for (const auto& block : blocks) {
        flat += block + "\n\n";
        page += wrapped(block, width) + gap;
    }
    const auto by_block = testing::read_text(flat + tail), by_line = testing::read_text(page + tail);
    RC_ASSERT(by_block.paragraphs.size() == blocks.size());
    if (testing::ids(by_line) != testing::ids(by_block)) RC_FAIL(testing::ids(by_line) + " of\n" + page);
    for (std::size_t i = 0; i < by_block.paragraphs.size(); ++i) {
        if (by_line.paragraphs[i].text != by_block.paragraphs[i].text) RC_FAIL(by_line.paragraphs[i].text + " of\n" + page);
        RC_ASSERT(by_line.paragraphs[i].kind == by_block.paragraphs[i].kind);
        RC_ASSERT(by_line.paragraphs[i].opening == by_block.paragraphs[i].opening);
    }
    RC_ASSERT(by_line.meeting == by_block.meeting);
}

// --- the same, printed: pages with heads and feet, footnotes between the halves of sentences, numbers on lines of their own

struct Printed {
    std::string blocks;  ///< a block a line, marks as superscripts, notes at the end
    std::string pages;   ///< as pdftotext gives them
};

enum class Numbers { before_words, line_before, line_behind };
enum class Notes { marks_before, marks_below, numbered, superscripts };

/// Lines of a page; a word may be divided where it has a hyphen.
std::vector<std::string> lines_of_width(const std::string& block, std::size_t width) {
    std::vector<std::string> lines(1);
    for (std::size_t at = 0; at < block.size();) {
        const auto end = std::min(block.find(' ', at), block.size());
        std::string word = block.substr(at, end - at);
        if (!lines.back().empty() && lines.back().size() + 1 + word.size() > width) {
            const auto hyphen = word.find('-');
            if (hyphen != std::string::npos && lines.back().size() + 2 + hyphen <= width) {
                lines.back() += " " + word.substr(0, hyphen + 1);
                word.erase(0, hyphen + 1);
            }
            lines.emplace_back();
        }
        lines.back() += (lines.back().empty() ? "" : " ") + word;
        at = end + 1;
    }
    return lines;
}

class Printer {
public:
    Printed print() {
        printed_.blocks = "A/RES/99/12\n\n99/12. Care of shared lighthouses\n\nThe General Assembly,\n\n";
        printed_.pages = "United Nations\n\nA/RES/99/12\n\nGeneral Assembly\n\nDistr.: General\n13 March 2045\n\nNinety-ninth session\n\n99/12. Care of shared lighthouses\nThe General Assembly,\n";
        std::string notes;
        for (const auto& block : clean_paragraphs()) paragraph(block, notes);
        end_page();
        printed_.blocks += "58th plenary meeting\n16 December 2044\n\n" + notes;
        printed_.pages += "58th plenary meeting\n16 December 2044\n";
        return std::move(printed_);
    }

private:
    std::size_t width_ = *rc::gen::inRange<std::size_t>(60, 101), height_ = *rc::gen::inRange<std::size_t>(20, 46);
    Numbers numbers_ = *rc::gen::element(Numbers::before_words, Numbers::line_before, Numbers::line_behind);
    Notes form_ = *rc::gen::element(Notes::marks_before, Notes::marks_below, Notes::numbered, Notes::superscripts);
    Printed printed_;
    std::vector<std::string> foot_;
    std::size_t on_page_ = 0;
    int last_note_ = 0, pages_ = 1;

    static std::string superscript(int number) { return "<sup>" + std::to_string(number) + "</sup>"; }

    void paragraph(const std::string& block, std::string& notes) {
        const bool noted = block.back() == ',' && *rc::gen::inRange(0, 2) == 0;
        const std::string note = "See resolution 98/" + std::to_string(last_note_ + 7) + ", annex, and the words of the keepers.";
        std::string clean = block, page = block;
        if (noted) {
            const std::string mark = std::to_string(++last_note_);
            std::string ending = ",", sentence = block.substr(0, block.size() - 1);
            if (*rc::gen::inRange(0, 2) == 0) {
                sentence += " on 25 June 2031";  // the mark stands within the sentence
                ending = " for their lamps,";
            }
            clean = sentence + "," + superscript(last_note_) + (ending == "," ? "" : ending);
            page = sentence + "," + (form_ == Notes::superscripts ? superscript(last_note_) : " " + mark) + (ending == "," ? "" : ending);
            notes += superscript(last_note_) + " " + note + "\n\n";
        }
        printed_.blocks += clean + "\n\n";
        std::string number;
        if (is_digit(block.front()) && numbers_ != Numbers::before_words) {
            number = page.substr(0, page.find(' '));
            page.erase(0, number.size() + 1);
        }
        auto lines = lines_of_width(page, width_);
        if (is_digit(lines.back().front()) && lines.back().size() < 4) {  // at the head of a page nobody could tell a mark from the page's number
            lines[lines.size() - 2] += " " + lines.back();
            lines.pop_back();
        }
        if (!number.empty()) lines.insert(lines.begin() + (numbers_ == Numbers::line_before || begins_small(lines[1]) == false ? 0 : 1), number);
        for (const auto& line : lines) put(line);
        if (noted) foot_.push_back(std::to_string(last_note_) + "\t" + note);
    }

    void put(const std::string& line) {
        printed_.pages += line + "\n";
        if (++on_page_ >= height_) end_page();
    }

    void end_page() {
        if (!foot_.empty()) printed_.pages += "_______________\n";
        std::string below;
        for (const auto& each : foot_) {
            const std::string mark = each.substr(0, each.find('\t')), note = each.substr(mark.size() + 1);
            switch (form_) {
                case Notes::marks_before: printed_.pages += mark + "\n\n" + note + "\n\n"; break;
                case Notes::marks_below:
                    printed_.pages += (&each == &foot_.front() ? mark + "\n\n" : std::string()) + note + "\n";
                    if (&each != &foot_.front()) below += mark + "\n";
                    break;
                case Notes::numbered: printed_.pages += mark + " " + note + "\n"; break;
                case Notes::superscripts: printed_.pages += superscript(std::stoi(mark)) + " " + note + "\n"; break;
            }
        }
        printed_.pages += below;
        foot_.clear();
        on_page_ = 0;
        printed_.pages += ++pages_ == 2 ? "44-47337\n\n" : std::to_string(pages_ - 1) + "/9\n\n";
        printed_.pages += "\fA/RES/99/12\n\nCare of shared lighthouses\n\n";
    }
};

RC_GTEST_PROP(Property, ReadsPrintedPagesAsTheirWords, ()) {
    const Printed printed = Printer().print();
    const auto by_block = testing::read_text(printed.blocks), by_page = testing::read_text(printed.pages);
    if (testing::ids(by_page) != testing::ids(by_block)) RC_FAIL(testing::ids(by_page) + " of\n" + printed.pages);
    for (std::size_t i = 0; i < by_block.paragraphs.size(); ++i) {
        const auto &page = by_page.paragraphs[i], &block = by_block.paragraphs[i];
        if (page.text != block.text) RC_FAIL(page.text + "\ninstead of\n" + block.text + "\nfrom\n" + printed.pages);
        RC_ASSERT(page.number == block.number);
        if (page.footnotes != block.footnotes) RC_FAIL(page.id + " has other footnotes on\n" + printed.pages);
    }
    RC_ASSERT(testing::marks(by_page.footnotes) == testing::marks(by_block.footnotes));
    for (std::size_t i = 0; i < by_block.footnotes.size(); ++i) RC_ASSERT(by_page.footnotes[i].text == by_block.footnotes[i].text);
}

}  // namespace
}  // namespace comity::reading
