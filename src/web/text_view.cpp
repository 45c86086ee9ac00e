#include "web/text_view.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "document/pieces.hpp"
#include "document/symbol.hpp"
#include "web/items.hpp"
#include "web/names.hpp"

namespace comity::web {

using document::Citation;
using document::Document;
using document::Footnote;
using document::Paragraph;
using document::ParagraphKind;

namespace {

/// A margin note spans this many paragraphs at most: there is a class in the style sheet for each number.
constexpr std::size_t longest_span = 24;

std::string_view without_locator(std::string_view target) noexcept { return target.substr(0, target.find('#')); }

/// Symbols of documents, as opposed to "charter#art=1", "UNTS:999:14668".
bool is_symbol(std::string_view target) noexcept { return without_locator(target).find('/') != std::string_view::npos; }

std::string name_of_target(std::string_view target) { return document::Symbol::from_canonical(std::string(without_locator(target))).display(); }

/// Writes the words of one paragraph, in their order, with the year before each run of words where ages are asked for.
class Aged {
public:
    Aged(const Ages& ages, std::string_view id) {
        const auto found = ages.find(id);
        if (found != ages.end()) runs_ = &found->second;
    }

    std::string written(std::string_view text) {
        if (runs_ == nullptr) return escaped(text);
        std::string out;
        while (!text.empty()) {
            while (run_ < runs_->size() && (*runs_)[run_].end <= at_) {
                ++run_;
                told_ = false;
            }
            if (run_ == runs_->size()) return out + escaped(text);
            const AgeRun& run = (*runs_)[run_];
            const std::string_view part = text.substr(0, run.end - at_);
            if (!told_) out += fmt::format("<small class=\"since\">{}</small>", escaped(run.year));
            told_ = true;
            out += fmt::format("<span class=\"age age-{}\">{}</span>", run.youth, escaped(part));
            at_ += part.size();
            text.remove_prefix(part.size());
        }
        return out;
    }

private:
    const std::vector<AgeRun>* runs_ = nullptr;
    std::size_t run_ = 0, at_ = 0;
    bool told_ = false;
};

/// The reading page of one document: its text as markup. Everything that comes from the document is escaped here.
class Setter {
public:
    Setter(const Visit& visit, const Document& document, const Leads& leads, std::string_view address, const Ages& ages, const DeedsUnder& deeds)
        : visit_(visit), document_(document), leads_(leads), ages_(ages), deeds_(deeds), quote_(fmt::format("{}{}quote=", address, address.find('?') == std::string_view::npos ? '?' : '&')), pieces_(document) {}

    View text() {
        for (const Paragraph& paragraph : document_.paragraphs) {
            beside_.push_back(beside(paragraph));
            organ_lines_.push_back(document::organ_line_before(document_, paragraph));
        }
        span_notes();
        List blocks;
        for (std::size_t i = 0; i < document_.paragraphs.size(); ++i) blocks.push_back(block(i));
        return {{"blocks", std::move(blocks)}, {"left_notes", left_notes()}};
    }

private:
    struct Beside {
        List footnotes;
        List here, absent;  ///< citations of what is in the record, and of what is not
        std::string deeds, deeds_address;
        std::size_t span = 1;
        [[nodiscard]] bool empty() const { return footnotes.empty() && here.empty() && absent.empty() && deeds.empty(); }
    };

    View block(std::size_t i) {
        const Paragraph& paragraph = document_.paragraphs[i];
        Beside& beside = beside_[i];
        const bool heading = paragraph.kind == ParagraphKind::heading;
        return {{"id", paragraph.id},
                {"part", part_begun(i)},
                {"organ_line", organ_lines_[i]},
                {"h2", heading && paragraph.level <= 1},
                {"h3", heading && paragraph.level > 1},
                {"paragraph", !heading},
                {"kind", document::name_of(paragraph.kind)},
                {"pointed", !paragraph.lines.empty() && std::to_string(paragraph.lines.front().first) == visit_.query.get("line")},
                {"level", std::to_string(std::clamp(paragraph.level, 1, 4))},
                {"number", document::printed_number(paragraph)},
                {"place", place_in_words(visit_, paragraph.id)},
                {"quote", heading ? std::string() : quote_ + http::query_encoded(paragraph.id)},
                {"text", markup(paragraph.id, pieces_.of(paragraph))},
                {"beside", !beside.empty()},
                {"span", std::to_string(beside.span)},
                {"deeds", std::move(beside.deeds)},
                {"deeds_address", std::move(beside.deeds_address)},
                {"footnotes", std::move(beside.footnotes)},
                {"citations", std::move(beside.here)},
                {"absent", std::move(beside.absent)}};
    }

    /// Heading of the preamble or the operative part, for those who go from heading to heading without seeing where they begin; "" within a
    /// part, and where the text has a heading of its own.
    [[nodiscard]] std::string part_begun(std::size_t i) const {
        const ParagraphKind kind = document_.paragraphs[i].kind;
        if (kind != ParagraphKind::preambular && kind != ParagraphKind::operative) return {};
        const ParagraphKind before = i == 0 ? ParagraphKind::other : document_.paragraphs[i - 1].kind;
        if (before == kind || before == ParagraphKind::heading) return {};
        return visit_.text(kind == ParagraphKind::preambular ? "spine.preambular" : "spine.operative");
    }

    /// A note may reach down beside the following paragraphs, up to the next one that has notes of its own.
    void span_notes() {
        std::size_t free = 0;
        for (std::size_t i = beside_.size(); i-- > 0;) {
            free += 1;  // the row of the paragraph itself
            if (!beside_[i].empty()) {
                beside_[i].span = std::min(free, longest_span);
                free = 0;
            }
            if (!organ_lines_[i].empty()) free += 1;  // that line stands above it, beside the notes of who comes before
        }
    }

    Html markup(std::string_view id, const std::vector<document::Piece>& pieces) {
        std::string out;
        Aged aged(ages_, id);
        for (const document::Piece& piece : pieces) {
            if (!piece.mark.empty()) {
                out += mark(piece.mark);
            } else if (piece.struck) {
                out += fmt::format("<del><span class=\"unseen\" lang=\"{}\">{} </span>{}</del>", escaped(visit_.words.language()), escaped(visit_.text("compare.struck")), escaped(piece.text));
            } else if (piece.opening) {
                out += "<em>" + aged.written(piece.text) + "</em>";
            } else if (piece.citation != nullptr) {
                out += cited(*piece.citation, aged.written(piece.text));
            } else {
                out += aged.written(piece.text);
            }
        }
        return {std::move(out)};
    }

    std::string mark(std::string_view name) {
        const std::string printed = escaped(document::printed_mark(name));
        const bool there = std::any_of(document_.footnotes.begin(), document_.footnotes.end(), [&](const Footnote& note) { return note.mark == name; });
        if (!there) return fmt::format("<sup>{}</sup>", printed);
        return fmt::format("<sup><a href=\"#{}\" aria-label=\"{}\">{}</a></sup>", escaped(http::path_encoded(fmt::format("fn{}", name))),
                           escaped(visit_.text("place", {{"sort", "footnote"}, {"number", document::printed_mark(name)}, {"below", ""}, {"id", ""}})), printed);
    }

    /// What is in the record is a link to it; of another symbol the texts that cite it; the rest stays text. `words`: as markup.
    std::string cited(const Citation& citation, const std::string& words) const {
        if (!citation.target || !is_symbol(*citation.target)) return words;
        const auto lead = leads_.find(*citation.target);
        if (lead != leads_.end()) return fmt::format("<a href=\"{}\">{}</a>", escaped(address_of(lead->second, place_cited(*citation.target))), words);
        return fmt::format("<a class=\"absent\" href=\"{}\" title=\"{}\">{}</a>", escaped(citing_address(*citation.target)), escaped(absent_), words);
    }

    /// "A/RES/60/251#para=3" -> "op3", where it opens.
    static std::string place_cited(std::string_view target) {
        constexpr std::string_view locator = "#para=";
        const std::size_t at = target.find(locator);
        if (at == std::string_view::npos) return "";
        const std::string_view number = target.substr(at + locator.size());
        return number.find_first_not_of("0123456789") == std::string_view::npos ? fmt::format("op{}", number) : std::string();
    }

    List footnotes_of(const Paragraph& paragraph) {
        List notes;
        for (const document::NoteMark& mark : paragraph.footnotes) {
            for (const Footnote& note : document_.footnotes) {
                // The first mark gets the note; a later mark of the same name leads to it.
                if (note.mark == mark.mark && placed_.insert(note.mark).second) notes.push_back(note_view(note, paragraph.id));
            }
        }
        return notes;
    }

    /// `called_in`: id of the paragraph; "" of a note that none calls.
    View note_view(const Footnote& note, std::string_view called_in) {
        return {{"id", fmt::format("fn{}", note.mark)},
                {"back", called_in.empty() ? std::string() : "#" + http::path_encoded(called_in)},
                {"place", called_in.empty() ? std::string() : place_in_words(visit_, called_in)},
                {"mark", document::printed_mark(note.mark)}, {"text", markup(fmt::format("fn{}", note.mark), pieces_.of(note))}};
    }

    List left_notes() {
        List notes;
        for (const Footnote& note : document_.footnotes) {
            if (placed_.insert(note.mark).second) notes.push_back(note_view(note, ""));
        }
        return notes;
    }

    /// What the words of a paragraph lead to, each once, with its title if it is in the record.
    Beside beside(const Paragraph& paragraph) {
        Beside found;
        found.footnotes = footnotes_of(paragraph);
        if (const auto done = deeds_.counts.find(paragraph.id); done != deeds_.counts.end()) {
            found.deeds = visit_.text("reading.deeds", {{"count", done->second}});
            found.deeds_address = deeds_.address + http::query_encoded(paragraph.id);
        }
        std::set<std::string> named;
        for (const Citation* citation : pieces_.citations_in(paragraph.id)) {
            if (!citation->target || !is_symbol(*citation->target)) continue;
            if (!named.insert(std::string(without_locator(*citation->target))).second) continue;
            const auto lead = leads_.find(*citation->target);
            if (lead != leads_.end()) {
                found.here.push_back(View{{"address", address_of(lead->second)}, {"name", lead->second.name}, {"title", or_nothing(lead->second.title)}, {"lang", lead->second.language}});
            } else {
                found.absent.push_back(View{{"address", citing_address(*citation->target)}, {"name", name_of_target(*citation->target)}});
            }
        }
        return found;
    }

    const Visit& visit_;
    const Document& document_;
    const Leads& leads_;
    const Ages& ages_;
    const DeedsUnder& deeds_;
    std::string quote_;  ///< address of the page that quotes a paragraph, but for its id
    document::Pieces pieces_;
    std::string absent_ = visit_.text("cited.absent_title");
    std::set<std::string> placed_;
    std::vector<Beside> beside_;
    std::vector<std::string> organ_lines_;
};

}  // namespace

Leads leads_of(const Visit& visit, const Document& document) {
    std::set<std::string> targets;
    for (const Citation& citation : document.citations) {
        if (citation.target && is_symbol(*citation.target)) targets.insert(*citation.target);
    }
    for (const document::ReportReference& report : document.reports) targets.insert(report.symbol);
    for (const std::string& draft : document.drafts) targets.insert(draft);
    const std::vector<std::string> list(targets.begin(), targets.end());
    return visit.holdings().in_record(list);
}

View text_view(const Visit& visit, const Document& document, const Leads& leads, std::string_view address, const Ages& ages, const DeedsUnder& deeds) {
    return Setter(visit, document, leads, address, ages, deeds).text();
}

}  // namespace comity::web
