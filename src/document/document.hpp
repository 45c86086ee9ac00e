// A United Nations document as a value: its facts, paragraphs, citations and footnotes, each with its place in the source.
// The fields and names are those of the contract in docs/architecture.md ("read --format json"). Made by reading/, never changed.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"

namespace comity::document {

/// Lines of the source file, from 1, both inclusive. Formats without lines count their blocks.
struct LineRange {
    std::uint32_t first = 0, last = 0;
    auto operator<=>(const LineRange&) const = default;
};

enum class Kind { resolution, draft_resolution, decision, presidential_statement, document };
enum class ParagraphKind { preambular, operative, heading, annex, other };
enum class Severity { note, warning, error };

/// A footnote mark taken out of a text, and the byte of that text behind which it stood.
struct NoteMark {
    std::string mark;
    std::uint32_t at = 0;
    auto operator<=>(const NoteMark&) const = default;
};

/// Words that a draft shows struck: no words of the text, before this byte of it, with their blank, so that both together are what is shown.
struct StruckWords {
    std::string text;
    std::uint32_t at = 0;
    auto operator<=>(const StruckWords&) const = default;
};

struct Paragraph {
    std::string id;                      ///< "pp1", "op12.a.i", "op12.end", "I.op3", "annex.3", "h1", "x1"; unique in the document
    ParagraphKind kind = ParagraphKind::other;
    std::optional<std::string> number;   ///< as printed without its point: "12", "(a)"
    int level = 1;                       ///< 1 for paragraphs, 2 for (a), 3 for (i); of headings their depth
    std::optional<std::string> opening;  ///< "Also reaffirms"
    std::uint32_t opening_at = 0;        ///< byte of `text` at which the opening stands
    std::string text;                    ///< UTF-8, without number, marks and struck words, blanks single
    std::vector<LineRange> lines;
    std::vector<NoteMark> footnotes;
    std::vector<StruckWords> struck = {};  ///< in their order; of a paragraph that is struck as a whole `text` is empty
    auto operator<=>(const Paragraph&) const = default;
};

/// `target` is a canonical symbol (with locators behind '#') or of another namespace ("charter#art=1;para=3", "UNTS:999:14668").
struct Citation {
    std::string text;                   ///< as it stands: "resolution 70/1", "A/CONF.157/24 (Part I), chap. III"
    std::optional<std::string> target;  ///< nullopt: recognized but not resolvable
    std::optional<Date> date;           ///< the date printed with it
    std::string in;                     ///< paragraph id, "fn3", or "masthead"
    std::uint32_t at = 0;               ///< byte in that paragraph's or footnote's text
    auto operator<=>(const Citation&) const = default;
};

struct Footnote {
    std::string mark;  ///< "1", "*"; a mark that stands twice in one document gets "~2"
    std::string text;
    std::vector<LineRange> lines;
    auto operator<=>(const Footnote&) const = default;
};

/// Lines that belong to the page and not to the text: `what` is one of reading/furniture.hpp's words.
struct Furniture {
    LineRange lines;
    std::string what;
    auto operator<=>(const Furniture&) const = default;
};

/// What the reader could not place or doubts. Codes: reading/diagnostics.def.
struct Diagnostic {
    Severity severity = Severity::note;
    std::uint32_t line = 0;
    std::string code;     ///< "date-conflict"
    std::string message;  ///< a sentence for a person
    auto operator<=>(const Diagnostic&) const = default;
};

struct ReportReference {
    std::string symbol;                    ///< canonical
    std::optional<std::string> paragraph;  ///< "139"
    auto operator<=>(const ReportReference&) const = default;
};

struct Sponsor {
    std::string name;
    std::optional<std::string> on_behalf_of;
    auto operator<=>(const Sponsor&) const = default;
};

struct Vote {
    std::optional<int> yes, no, abstain;
    std::vector<std::string> in_favour, against, abstaining;  ///< names as printed
    auto operator<=>(const Vote&) const = default;
};

struct Document {
    std::optional<std::string> symbol;  ///< canonical; nullopt for a draft without one
    Kind kind = Kind::document;
    std::optional<std::string> body;    ///< name from the vocabulary: "General Assembly"
    std::optional<std::string> session, number;
    std::optional<int> year;            ///< of adoption
    std::optional<std::string> title;
    std::optional<Date> date_adopted, date_distributed;
    std::optional<std::string> distribution;  ///< "General", "Limited"
    std::vector<std::string> agenda_items;    ///< "71 (b)"
    std::optional<std::string> agenda_title;
    std::optional<std::string> committee;
    std::vector<ReportReference> reports;
    std::vector<std::string> drafts;          ///< canonical symbols of drafts adopted without reference to a committee
    std::optional<std::string> meeting;       ///< "50th plenary meeting"
    std::optional<std::string> adoption;      ///< "without a vote", "recorded vote"
    std::optional<Vote> vote;
    std::vector<Sponsor> sponsors;
    std::string language = "en";
    std::string sha256;                       ///< of the bytes that were read
    std::vector<LineRange> facts;             ///< lines that the facts above were taken from (masthead, organ's line, closing)
    std::vector<Paragraph> paragraphs;
    std::vector<Citation> citations;
    std::vector<Footnote> footnotes;
    std::vector<Furniture> furniture;
    std::vector<Diagnostic> diagnostics;
    auto operator<=>(const Document&) const = default;
};

/// The words of the contract: "draft resolution", "preambular", "warning" ...
std::string_view name_of(Kind kind) noexcept;
std::string_view name_of(ParagraphKind kind) noexcept;
std::string_view name_of(Severity severity) noexcept;
std::span<const std::string_view> kind_names() noexcept;  ///< of documents, as Kind has them
std::optional<Kind> kind_named(std::string_view name) noexcept;
std::optional<ParagraphKind> paragraph_kind_named(std::string_view name) noexcept;

/// " ~~so~~": struck words as drafts in plain text write them, the marks touching the words.
std::string struck_in_plain_text(std::string_view words);
std::string with_struck(const Paragraph& paragraph);  ///< all that it shows

/// nullptr if there is none of that id.
const Paragraph* find_paragraph(const Document& document, std::string_view id) noexcept;

}  // namespace comity::document
