#include "web/text_view.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "document/pieces.hpp"
#include "document/symbol.hpp"
#include "web/items.hpp"

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

/// The reading page of one document: its text as markup. Everything that comes from the document is escaped here.
class Setter {
public:
    Setter(const Visit& visit, const Document& document, const Leads& leads) : visit_(visit), document_(document), leads_(leads), pieces_(document) {}

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
        std::size_t span = 1;
        [[nodiscard]] bool empty() const { return footnotes.empty() && here.empty() && absent.empty(); }
    };

    View block(std::size_t i) {
        const Paragraph& paragraph = document_.paragraphs[i];
        Beside& beside = beside_[i];
        const bool heading = paragraph.kind == ParagraphKind::heading;
        return {{"id", paragraph.id},
                {"organ_line", organ_lines_[i]},
                {"h2", heading && paragraph.level <= 1},
                {"h3", heading && paragraph.level > 1},
                {"paragraph", !heading},
                {"kind", document::name_of(paragraph.kind)},
                {"level", std::to_string(std::clamp(paragraph.level, 1, 4))},
                {"number", document::printed_number(paragraph)},
                {"place", place_in_words(visit_, paragraph.id)},
                {"text", markup(pieces_.of(paragraph))},
                {"beside", !beside.empty()},
                {"span", std::to_string(beside.span)},
                {"footnotes", std::move(beside.footnotes)},
                {"citations", std::move(beside.here)},
                {"absent", std::move(beside.absent)}};
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

    Html markup(const std::vector<document::Piece>& pieces) {
        std::string out;
        for (const document::Piece& piece : pieces) {
            if (!piece.mark.empty()) {
                out += mark(piece.mark);
            } else if (piece.opening) {
                out += "<em>" + escaped(piece.text) + "</em>";
            } else if (piece.citation != nullptr) {
                out += cited(*piece.citation, piece.text);
            } else {
                out += escaped(piece.text);
            }
        }
        return {std::move(out)};
    }

    std::string mark(std::string_view name) {
        const std::string printed = escaped(document::printed_mark(name));
        const bool there = std::any_of(document_.footnotes.begin(), document_.footnotes.end(), [&](const Footnote& note) { return note.mark == name; });
        if (!there) return fmt::format("<sup>{}</sup>", printed);
        return fmt::format("<sup><a href=\"#{}\" aria-label=\"{}\">{}</a></sup>", escaped(http::path_encoded(fmt::format("fn{}", name))),
                           visit_.html("place.footnote", {{"mark", document::printed_mark(name)}}).markup, printed);
    }

    /// What is in the record is a link to it; of another symbol the texts that cite it; the rest stays text.
    std::string cited(const Citation& citation, std::string_view text) const {
        if (!citation.target || !is_symbol(*citation.target)) return escaped(text);
        const auto lead = leads_.find(*citation.target);
        if (lead != leads_.end()) return fmt::format("<a href=\"{}\">{}</a>", escaped(address_of(lead->second)), escaped(text));
        return fmt::format("<a class=\"absent\" href=\"{}\">{}</a>", escaped(citing_address(*citation.target)), escaped(text));
    }

    List footnotes_of(const Paragraph& paragraph) {
        List notes;
        for (const document::NoteMark& mark : paragraph.footnotes) {
            for (const Footnote& note : document_.footnotes) {
                // The first mark gets the note; a later mark of the same name leads to it.
                if (note.mark == mark.mark && placed_.insert(note.mark).second) notes.push_back(note_view(note));
            }
        }
        return notes;
    }

    View note_view(const Footnote& note) {
        return {{"id", fmt::format("fn{}", note.mark)}, {"mark", document::printed_mark(note.mark)}, {"text", markup(pieces_.of(note))}};
    }

    List left_notes() {
        List notes;
        for (const Footnote& note : document_.footnotes) {
            if (placed_.insert(note.mark).second) notes.push_back(note_view(note));
        }
        return notes;
    }

    /// What the words of a paragraph lead to, each once, with its title if it is in the record.
    Beside beside(const Paragraph& paragraph) {
        Beside found;
        found.footnotes = footnotes_of(paragraph);
        std::set<std::string> named;
        for (const Citation* citation : pieces_.citations_in(paragraph.id)) {
            if (!citation->target || !is_symbol(*citation->target)) continue;
            if (!named.insert(std::string(without_locator(*citation->target))).second) continue;
            const auto lead = leads_.find(*citation->target);
            if (lead != leads_.end()) {
                found.here.push_back(View{{"address", address_of(lead->second)}, {"name", lead->second.name}, {"title", or_nothing(lead->second.title)}});
            } else {
                found.absent.push_back(View{{"address", citing_address(*citation->target)}, {"name", name_of_target(*citation->target)}});
            }
        }
        return found;
    }

    const Visit& visit_;
    const Document& document_;
    const Leads& leads_;
    document::Pieces pieces_;
    std::set<std::string> placed_;
    std::vector<Beside> beside_;
    std::vector<std::string> organ_lines_;
};

/// Facts as they are gathered: a label from the catalogue, and either text or links.
class Facts {
public:
    explicit Facts(const Visit& visit) : visit_(visit) {}

    void add(std::string_view name, Value value) {
        if (value.shown()) list_.push_back(View{{"label", visit_.html(fmt::format("fact.{}", name))}, {"value", std::move(value)}, {"links", List{}}});
    }
    void add_links(std::string_view name, List links) {
        if (!links.empty()) list_.push_back(View{{"label", visit_.html(fmt::format("fact.{}", name))}, {"value", ""}, {"links", std::move(links)}});
    }
    List take() { return std::move(list_); }

private:
    const Visit& visit_;
    List list_;
};

View link_to(const std::string& symbol, const std::string& words, const Leads& leads) {
    const auto lead = leads.find(symbol);
    return {{"address", lead == leads.end() ? citing_address(symbol) : address_of(lead->second)}, {"words", words}, {"here", lead != leads.end()}};
}

std::string session_in_words(const Visit& visit, const Document& document) {
    if (!document.session) return "";
    if (!document.number) return *document.session;
    return visit.text("fact.session_and_number", {{"session", *document.session}, {"number", *document.number}});
}

Value adoption_in_words(const Visit& visit, const Document& document) {
    if (!document.adoption && !document.vote) return "";
    if (!document.vote) return *document.adoption;
    const document::Vote& vote = *document.vote;
    const auto count = [](const std::optional<int>& stated, const std::vector<std::string>& names) { return stated ? *stated : static_cast<int>(names.size()); };
    return visit.html("fact.vote", {{"yes", count(vote.yes, vote.in_favour)}, {"no", count(vote.no, vote.against)}, {"abstain", count(vote.abstain, vote.abstaining)}});
}

std::string joined(const std::vector<std::string>& words, std::string_view with) { return fmt::format("{}", fmt::join(words, with)); }

std::string agenda_in_words(const Visit& visit, const Document& document) {
    if (document.agenda_items.empty()) return "";
    return visit.text("fact.agenda_items_of", {{"count", document.agenda_items.size()}, {"items", joined(document.agenda_items, ", ")}});
}

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

View text_view(const Visit& visit, const Document& document, const Leads& leads) { return Setter(visit, document, leads).text(); }

View spine_view(const Visit& visit, const Document& document) {
    struct Part {
        std::string name, address, label;
        List numbers;
    };
    std::vector<Part> parts;
    for (const Paragraph& paragraph : document.paragraphs) {
        const std::string kind(document::name_of(paragraph.kind));
        const std::string address = "#" + http::path_encoded(paragraph.id);
        const std::string_view open = parts.empty() ? std::string_view() : std::string_view(parts.back().name);
        if (paragraph.kind == ParagraphKind::heading) {
            // Below the first level headings are many and the spine is slim.
            if (paragraph.level <= 1) parts.push_back({"heading", address, paragraph.text, {}});
        } else if (open != "heading" && kind != open && paragraph.kind != ParagraphKind::other) {
            parts.push_back({kind, address, visit.text(fmt::format("spine.{}", kind)), {}});
        }
        const bool numbered = paragraph.kind != ParagraphKind::heading && paragraph.level == 1 && paragraph.number && paragraph.number->size() <= 4;
        if (numbered && !parts.empty()) parts.back().numbers.push_back(View{{"address", address}, {"number", *paragraph.number}, {"place", place_in_words(visit, paragraph.id)}});
    }
    List list;
    for (Part& part : parts) list.push_back(View{{"address", part.address}, {"label", part.label}, {"numbers", std::move(part.numbers)}});
    return {{"parts", std::move(list)}};
}

List facts_view(const Visit& visit, const holdings::Item& item, const Document& document, const Leads& leads) {
    Facts facts(visit);
    facts.add("symbol", or_nothing(document.symbol));
    facts.add("kind", kind_in_words(visit, document.kind));
    facts.add("body", or_nothing(document.body));
    facts.add("session", session_in_words(visit, document));
    facts.add("date_adopted", or_nothing(document.date_adopted));
    facts.add("date_distributed", or_nothing(document.date_distributed));
    facts.add("meeting", or_nothing(document.meeting));
    facts.add("adoption", adoption_in_words(visit, document));
    if (document.vote) {
        facts.add("in_favour", joined(document.vote->in_favour, ", "));
        facts.add("against", joined(document.vote->against, ", "));
        facts.add("abstaining", joined(document.vote->abstaining, ", "));
    }
    facts.add("agenda_items", joined(document.agenda_items, ", "));
    facts.add("agenda_title", or_nothing(document.agenda_title));
    facts.add("committee", or_nothing(document.committee));
    List reports;
    for (const document::ReportReference& report : document.reports) {
        const std::string words = report.paragraph ? visit.text("fact.report_paragraph", {{"symbol", report.symbol}, {"paragraph", *report.paragraph}}) : report.symbol;
        reports.push_back(link_to(report.symbol, words, leads));
    }
    facts.add_links("reports", std::move(reports));
    List drafts;
    for (const std::string& draft : document.drafts) drafts.push_back(link_to(draft, draft, leads));
    facts.add_links("drafts", std::move(drafts));
    std::vector<std::string> sponsors;
    for (const document::Sponsor& sponsor : document.sponsors) {
        sponsors.push_back(sponsor.on_behalf_of ? visit.text("fact.on_behalf_of", {{"name", sponsor.name}, {"of", *sponsor.on_behalf_of}}) : sponsor.name);
    }
    facts.add("sponsors", joined(sponsors, ", "));
    facts.add("distribution", or_nothing(document.distribution));
    facts.add("language", visit.text("language", {{"language", document.language}}));
    facts.add("file", item.file_name);
    return facts.take();
}

List first_facts_view(const Visit& visit, const holdings::Item& item, const Document& document) {
    List list;
    const auto add = [&](Value value) {
        if (value.shown()) list.push_back(View{{"words", std::move(value)}});
    };
    add(document.symbol ? *document.symbol : item.name);
    add(or_nothing(document.body));
    if (document.date_adopted) {
        add(visit.html("fact.adopted_on", {{"date", *document.date_adopted}}));
    } else if (document.date_distributed) {
        add(visit.html("fact.distributed_on", {{"date", *document.date_distributed}}));
    }
    add(adoption_in_words(visit, document));
    add(agenda_in_words(visit, document));
    return list;
}

}  // namespace comity::web
