// The parser's passes in their order: lines, fixed points, the page's furniture and notes, the body, facts, marks, openings, citations.
#include <algorithm>
#include <map>
#include <set>

#include "document/citations.hpp"
#include "document/symbol.hpp"
#include "reading/diagnostics.hpp"
#include "reading/identify.hpp"
#include "reading/joining.hpp"
#include "reading/marks.hpp"
#include "reading/masthead.hpp"
#include "reading/mend.hpp"
#include "reading/reading.hpp"
#include "reading/scan.hpp"
#include "reading/shapes.hpp"
#include "reading/speech.hpp"
#include "reading/strikes.hpp"

namespace comity::reading {

using document::Document;
using document::ParagraphKind;

namespace {

class Parser {
public:
    Parser(const Flow& flow, const vocabulary::Vocabulary& vocabulary, const Options& options)
        : flow_(flow), vocabulary_(vocabulary), options_(options) {}

    Document parse() {
        document_.diagnostics = flow_.diagnostics;
        auto lines = lines_of(flow_);
        look_for_second_masthead(lines);
        wanted_ = symbol_of_file_name();
        frame_ = is_report() ? whole(lines) : find_frame(lines, vocabulary_, wanted_);
        const RunningHead head = running_head(lines);
        for (const auto& [first, last] : frame_.translations) {
            for (std::size_t i = first; i < last; ++i) {
                if (lines[i].use != Line::Use::text) continue;
                lines[i].use = Line::Use::furniture;
                document_.furniture.push_back({lines[i].place, "the same text in another language"});
            }
        }
        pages_ = clear_pages(std::move(lines), flow_.setting, head);
        if (flow_.setting == Setting::wrapped_lines) {
            const std::size_t width = width_of_page(pages_.lines, 0, pages_.lines.size());
            for (Line& line : pages_.lines) line.text = with_lost_hyphen(line.text, width, vocabulary_);
        }
        const std::size_t start = frame_.body != nowhere ? frame_.body : first_paragraph();
        const std::size_t masthead_end = frame_.organ_line != nowhere && frame_.statement_lead == nowhere && start > frame_.organ_line ? frame_.organ_line : start;
        // above a declaration stands a report's title page
        const std::size_t facts_end = frame_.ourselves ? std::min(first_paragraph(), masthead_end) : masthead_end;
        auto unplaced = read_masthead(document_, pages_.lines, frame_.begin, facts_end, frame_, vocabulary_);
        if (frame_.body == nowhere || frame_.ourselves) take_masthead_of_report(frame_.ourselves ? masthead_end : start, unplaced);
        mark_strikes(pages_.lines, frame_.body == nowhere ? frame_.begin : start, flow_.setting);
        body_ = read_body(pages_.lines, frame_, frame_.body == nowhere ? frame_.begin : start, flow_.setting, vocabulary_);
        if (masthead_end == frame_.organ_line) body_.fact_lines.push_back(frame_.organ_line);
        read_closing(document_, pages_.lines, body_.closing, vocabulary_);
        const auto behind = read_masthead_behind(document_, pages_.lines, body_.after, frame_, vocabulary_);
        unplaced.insert(unplaced.end(), behind.begin(), behind.end());
        identity();
        paragraphs();
        sponsors();
        cite();
        account(masthead_end, unplaced);
        // The line of a date or of an agenda item alone may stand in any letter.
        const bool of_its_kind = document_.symbol || document_.body || frame_.organ || frame_.statement || frame_.title.line != nowhere;
        if (!of_its_kind) document_.diagnostics.insert(document_.diagnostics.begin(), diagnostic(Finding::nothing_recognized, 1));
        return std::move(document_);
    }

private:
    const Flow& flow_;
    const vocabulary::Vocabulary& vocabulary_;
    const Options& options_;
    std::string wanted_;  ///< the symbol that the file's name gives
    Document document_;
    Frame frame_;
    Pages pages_;
    Body body_;
    std::vector<document::LineRange> facts_at_top_;  ///< of a report
    bool speak_as_we_ = false;

    std::string symbol_of_file_name() const {
        std::string name(options_.file_name);
        if (const auto dot = name.rfind('.'); dot != std::string::npos && name.size() - dot <= 5) name.erase(dot);
        if (name.find('_') == std::string::npos || name.find_first_of("0123456789") == std::string::npos) return {};
        const auto symbol = document::Symbol::parse(name, vocabulary_);
        if (!symbol) return {};
        // "A_C.3_75_draft" is a name that somebody gave, no symbol: each component has a number or is a known word of symbols.
        const std::string& canonical = symbol->canonical();
        const auto last = canonical.rfind('/');
        return last != std::string::npos && canonical.find_first_of("0123456789", last) != std::string::npos ? canonical : std::string();
    }

    /// A text has its distribution once, and once the words on its adoption: their second coming begins another text.
    void look_for_second_masthead(const std::vector<Line>& lines) {
        int distributions = 0, adoptions = 0;
        for (const Line& line : lines) {
            if (line.text.size() > 160) continue;
            const std::string_view text = line.text;
            const bool distribution = text.starts_with("Distr.") || text.starts_with("DISTR.") || text.find("\tDistr.") != std::string_view::npos;
            const bool adoption = starts_with_folded(text, "resolution adopted by the ") || starts_with_folded(text, "decision adopted by the ");
            distributions += distribution ? 1 : 0;
            adoptions += adoption ? 1 : 0;
            if ((distribution && distributions == 2) || (adoption && adoptions == 2)) {
                document_.diagnostics.push_back(diagnostic(Finding::several_texts, line.place.first));
                return;
            }
        }
    }

    /// The file's name says that this is no resolution, draft, decision or statement: what an organ says within it is reported.
    bool is_report() const {
        if (wanted_.empty()) return false;
        return document::facts_of(document::Symbol::from_canonical(wanted_), vocabulary_).nature == document::SymbolFacts::Nature::report_or_other;
    }

    /// But a declaration that was added to a report is its authors' own: "We, the ministers of ...," and below it what they recall.
    Frame whole(const std::vector<Line>& lines) const {
        Frame frame;
        frame.end = lines.size();
        for (std::size_t i = 0, words = 0; i < lines.size() && words < 30; ++i) {
            if (lines[i].use != Line::Use::text) continue;
            ++words;
            if (!lines[i].text.starts_with("We, the ") || !lines[i].text.ends_with(',')) continue;
            std::size_t below = i + 1;
            while (below < lines.size() && lines[below].use != Line::Use::text) ++below;
            const auto opening = below < lines.size() ? vocabulary_.match_opening(lines[below].text) : std::nullopt;
            if (!opening || opening->use != vocabulary::Use::preambular) continue;
            frame.organ_line = i;
            frame.body = i + 1;
            frame.ourselves = true;
            break;
        }
        return frame;
    }

    std::string organ_id() const { return frame_.organ ? frame_.organ->id : std::string(); }

    /// The title as it stands on the lines behind the number.
    std::string title_of(const std::vector<Line>& lines) const {
        if (frame_.title.line == nowhere) return {};
        std::string title = frame_.title.rest;
        for (std::size_t i = frame_.title.line + 1; i < frame_.title_end && i < frame_.statement_lead && i < lines.size(); ++i) {
            if (lines[i].use == Line::Use::text) join_line(title, lines[i].text, vocabulary_);
        }
        return title;
    }

    RunningHead running_head(const std::vector<Line>& lines) const {
        RunningHead head;
        head.title = squeezed(title_of(lines));
        head.title_end = std::max(frame_.title_end, frame_.body == nowhere ? std::size_t{0} : frame_.body);
        head.title_begin = frame_.title.line == nowhere ? 0 : frame_.title.line;
        for (std::size_t i = 0, words = 0; i < lines.size() && words < 12; ++i) {
            if (lines[i].use != Line::Use::text) continue;
            ++words;
            const std::string& text = lines[i].text;
            if (text.size() < 40 && text.find('/') != std::string::npos && text.find(' ') == std::string::npos && is_upper(text.front()) &&
                text.find_first_of("0123456789") != std::string::npos && document::Symbol::parse(text, vocabulary_)) {
                head.symbol = text;
                break;
            }
        }
        if (head.symbol.empty()) head.symbol = wanted_;
        if (head.symbol.empty() && frame_.title.line != nowhere && !frame_.statement) {
            if (const auto symbol = document::Symbol::parse(frame_.title.number, vocabulary_, organ_id())) head.symbol = symbol->canonical();
        }
        return head;
    }

    /// Where the paragraphs of a report or a letter begin: behind the lines at the top that are facts.
    std::size_t first_paragraph() const {
        for (std::size_t i = frame_.begin, words = 0; i < frame_.end; ++i) {
            const Line& line = pages_.lines[i];
            if (line.use != Line::Use::text) continue;
            const auto mark = mark_at_start(line.text);
            if (++words > 25 || line.text.size() > 130 || (mark && (mark->style == MarkStyle::arabic || mark->style == MarkStyle::upper))) return i;
        }
        return frame_.begin;
    }

    /// A note below the masthead ("* E/CN.9/2016/1."), a letter that a scan left alone, or the symbol is no title.
    bool may_be_title(std::string_view text) const {
        const auto letters = std::count_if(text.begin(), text.end(), [](char c) { return is_upper(c) || is_lower(c) || static_cast<unsigned char>(c) >= 0x80; });
        if (text.size() >= 300 || letters < 3) return false;
        if (text.front() == '*' && text.size() > 1 && (text[1] == ' ' || text[1] == '\t' || text[1] == '*')) return false;
        if (lowered(text) == "introduction") return false;
        return text.find(' ') != std::string_view::npos || !document::Symbol::parse(text, vocabulary_);
    }

    /// What was added to a report has its own title, below the report's and the word "Addendum".
    void take_title_of_addendum(std::size_t end, const std::vector<std::size_t>& unplaced) {
        const auto is_open = [&](std::size_t i) { return i < end && pages_.lines[i].use == Line::Use::text && std::find(unplaced.begin(), unplaced.end(), i) != unplaced.end(); };
        std::size_t at = frame_.begin;
        while (at < end && !(is_open(at) && lowered(pages_.lines[at].text) == "addendum")) ++at;
        const std::size_t addendum = at;
        std::string title;
        for (++at; at < end && title.size() < 200; ++at) {
            Line& line = pages_.lines[at];
            if (line.use == Line::Use::blank) continue;
            if (!is_open(at) || starts_with_folded(line.text, "adopted ") || mark_at_start(line.text)) break;
            if (title.empty() && !may_be_title(line.text)) return;
            join_line(title, line.text, vocabulary_);
            line.use = Line::Use::furniture;
            facts_at_top_.push_back(line.place);
        }
        if (title.empty()) return;
        document_.title = MarkTaker({}, Setting::blocks).take(title).text;
        pages_.lines[addendum].use = Line::Use::furniture;
        facts_at_top_.push_back(pages_.lines[addendum].place);
    }

    /// Reports and letters have no organ's line to part masthead and text: lines at the top that gave facts are taken out, the others
    /// are headings and paragraphs like those below, the first of them the title.
    void take_masthead_of_report(std::size_t end, std::vector<std::size_t>& unplaced) {
        take_title_of_addendum(end, unplaced);
        for (std::size_t i = frame_.begin; i < end; ++i) {
            Line& line = pages_.lines[i];
            if (line.use != Line::Use::text) continue;
            if (std::find(unplaced.begin(), unplaced.end(), i) == unplaced.end()) {
                line.use = Line::Use::furniture;
                facts_at_top_.push_back(line.place);
            } else if (!document_.title && may_be_title(line.text)) {
                document_.title = MarkTaker({}, Setting::blocks).take(line.text).text;
                line.use = Line::Use::furniture;
                facts_at_top_.push_back(line.place);
            }
        }
        unplaced.clear();
        // one line is no masthead: "RULES OF PROCEDURE OF THE ..." above its introduction
        if (document_.title || facts_at_top_.size() != 1) return;
        const auto first = std::find_if(pages_.lines.begin(), pages_.lines.end(), [&](const Line& line) { return line.place == facts_at_top_.front(); });
        if (first == pages_.lines.end()) return;
        const std::string& only = first->text;
        if (all_capitals(only) && only.find(' ') != std::string::npos && may_be_title(only) && vocabulary_.body_named(only) == nullptr) document_.title = MarkTaker({}, Setting::blocks).take(only).text;
    }

    /// "PRST 20/1" is the Human Rights Council's number; the sentence that introduces a statement has meeting and date: "At the 7001st meeting of
    /// the Security Council, held on 3 May 2044, ...", "On 4 May 2044, ...".
    void statement_facts() {
        Document& d = document_;
        if (!d.symbol && d.body == "Human Rights Council" && !frame_.title.number.empty()) {
            if (const auto symbol = document::Symbol::parse("A/HRC/PRST/" + frame_.title.number, vocabulary_)) d.symbol = symbol->canonical();
        }
        if (frame_.statement_lead == nowhere) return;
        const std::string_view lead = unquoted(pages_.lines[frame_.statement_lead].text);
        const auto meeting = lead.substr(0, 80).find(" meeting");
        for (const std::string_view before : {"At the ", "At its "}) {
            if (!d.meeting && lead.starts_with(before) && meeting != std::string_view::npos) d.meeting = std::string(lead.substr(before.size(), meeting + 8 - before.size()));
        }
        if (const auto item = lead.find("item entitled “"); !d.agenda_title && item != std::string_view::npos) {
            const std::string_view words = lead.substr(item + 17);
            if (const auto close = words.find("”"); close != std::string_view::npos) d.agenda_title = std::string(words.substr(0, close));
        }
        const auto from = lead.starts_with("On ") ? std::size_t{3} : meeting == std::string_view::npos ? meeting : lead.find(" on ", meeting);
        if (d.date_adopted || from == std::string_view::npos) return;
        const std::string_view words = lead.substr(from == 3 ? 3 : from + 4);
        d.date_adopted = vocabulary_.date(words.substr(0, words.find(',')));
    }

    void identity() {
        Document& d = document_;
        const std::string title = title_of(pages_.lines);
        if (!title.empty()) {
            d.title = MarkTaker({}, Setting::blocks).take(title).text;
        } else if (frame_.title.line != nowhere && !d.title && !frame_.statement) {
            d.title = pages_.lines[frame_.title.line].text;
        }
        if (!d.symbol && frame_.title.line != nowhere && !frame_.statement) {
            const std::string named = d.kind == document::Kind::decision ? "decision " + frame_.title.number : frame_.title.number;
            if (const auto symbol = document::Symbol::parse(named, vocabulary_, organ_id())) d.symbol = symbol->canonical();
        }
        if (frame_.statement) statement_facts();
        if (!wanted_.empty() && (!d.symbol || (frame_.statement && d.symbol != wanted_))) {
            d.symbol = wanted_;
            d.diagnostics.push_back(diagnostic(Finding::symbol_from_file_name, 1));
        }
        d.language = frame_.language;
        if (frame_.organ) d.body = frame_.organ->name;
        if (d.symbol) {
            const auto facts = document::facts_of(document::Symbol::from_canonical(*d.symbol), vocabulary_);
            if (facts.session) d.session = facts.session;
            d.number = facts.number;
            d.year = facts.year;
            using Nature = document::SymbolFacts::Nature;
            if (facts.nature == Nature::decision) d.kind = document::Kind::decision;
            if (facts.nature == Nature::presidential_statement) d.kind = document::Kind::presidential_statement;
            if (facts.nature == Nature::resolution && d.kind == document::Kind::document) d.kind = document::Kind::resolution;
            if (facts.nature == Nature::limited && frame_.organ && d.kind == document::Kind::document) d.kind = document::Kind::draft_resolution;
            if (!d.body && facts.body) {
                if (const auto* body = vocabulary_.body(*facts.body)) d.body = body->name;
            }
        }
        if (d.date_adopted) d.year = d.date_adopted->year();
        if (d.kind == document::Kind::document && frame_.statement) d.kind = document::Kind::presidential_statement;
        if (d.kind == document::Kind::document && frame_.organ && frame_.title.line != nowhere) d.kind = document::Kind::resolution;
    }

    void paragraphs() {
        std::vector<std::string> marks;
        for (const Note& note : pages_.notes) marks.push_back(note.mark);
        MarkTaker taker(marks, flow_.setting);
        taker.survey(body_.pieces);
        const auto ids = identify(body_.pieces);
        const auto chapeaux = chapeaux_of(body_.pieces);
        speak_as_we_ = frame_.ourselves || speaks_as_we(body_.pieces);
        for (std::size_t i = 0; i < body_.pieces.size(); ++i) {
            Piece& piece = body_.pieces[i];
            if (piece.text.size() < (1U << 20) && (flow_.setting == Setting::wrapped_lines || looks_broken(piece.text))) piece.text = mended(piece.text, vocabulary_);
            auto taken = taker.take(piece.text);
            document::Paragraph paragraph;
            paragraph.id = ids[i];
            paragraph.kind = piece.kind;
            paragraph.level = piece.level;
            if (piece.mark && (piece.kind != ParagraphKind::heading || !piece.annex_mark)) paragraph.number = piece.mark->printed;
            if (piece.mark && piece.mark->style == MarkStyle::bullet) paragraph.number = std::nullopt;
            if (piece.kind == ParagraphKind::heading) paragraph.number = std::nullopt;
            keep(paragraph, std::move(taken));
            if (piece.kind == ParagraphKind::heading && piece.mark && !piece.annex_mark) {
                const std::string label = piece.mark->printed + (paragraph.text.empty() || paragraph.text == piece.mark->printed ? "" : ". ");
                for (document::StruckWords& struck : paragraph.struck) struck.at += static_cast<std::uint32_t>(label.size());
                paragraph.text = paragraph.text == piece.mark->printed ? label : label + paragraph.text;
            }
            paragraph.lines = std::move(piece.lines);
            opening(paragraph, piece, chapeaux[i] == nowhere ? std::string_view() : body_.pieces[chapeaux[i]].text);
            document_.paragraphs.push_back(std::move(paragraph));
        }
        notes(taker);
        for (auto& diagnostic : body_.diagnostics) document_.diagnostics.push_back(std::move(diagnostic));
    }

    /// What stands, and apart from it footnote marks and struck words.
    static void keep(document::Paragraph& paragraph, MarkTaker::Taken taken) {
        paragraph.text = std::move(taken.text);
        paragraph.footnotes = std::move(taken.marks);
        if (paragraph.text.find(struck_open) == std::string::npos) return;
        Standing standing = standing_in(paragraph.text);
        for (document::NoteMark& mark : paragraph.footnotes) mark.at = standing.places[std::min<std::size_t>(mark.at, standing.places.size() - 1)];
        paragraph.text = std::move(standing.text);
        paragraph.struck = std::move(standing.struck);
    }

    void notes(const MarkTaker& taker) {
        MarkTaker words({}, Setting::blocks);
        std::map<std::string, int> times;            // a mark's notes so far
        std::map<std::string, std::uint32_t> first;  // the line of its first note
        const auto uncalled = taker.uncalled();
        const std::set<std::string> unwanted(uncalled.begin(), uncalled.end());
        const bool shared = frame_.begin > 0 || std::min(frame_.end, body_.end) < pages_.lines.size();
        for (Note& note : pages_.notes) {
            if (shared && unwanted.count(note.mark) > 0) {
                for (const auto& lines : note.lines) document_.furniture.push_back({lines, "neighbour's text"});
                continue;
            }
            const int count = ++times[note.mark];
            if (!note.lines.empty()) first.emplace(note.mark, note.lines.front().first);
            document_.footnotes.push_back({count == 1 ? note.mark : note.mark + "~" + std::to_string(count), words.take(note.text).text, note.lines});
        }
        for (const std::string& mark : uncalled) {
            if (mark.front() == '*' || shared) continue;
            const auto line = first.find(mark);
            document_.diagnostics.push_back(diagnostic(Finding::note_not_called, line == first.end() ? 0 : line->second, "No mark was found in the text for footnote " + mark + "."));
        }
    }

    void opening(document::Paragraph& paragraph, const Piece& piece, std::string_view chapeau) const {
        if (piece.kind != ParagraphKind::preambular && piece.kind != ParagraphKind::operative) return;
        const bool own = piece.level == 1 && piece.role == Piece::Role::own && piece.kind == ParagraphKind::operative;
        const bool we = piece.kind == ParagraphKind::operative && speak_as_we_ && (own || starts_with_we(piece));
        const Speaker speaker = we ? Speaker::ourselves : own ? Speaker::organ_after_a_clause : Speaker::organ;
        const auto found = spoken_opening(paragraph.text, vocabulary_, document_.language, speaker);
        if (!found) {
            further_act(paragraph, piece, chapeau);
            return;
        }
        // A point or a further paragraph that only continues its chapeau ("(a) To ensure", "(a) Ensuring") has no opening of its own.
        // A quoted paragraph has its own ("“Taking note of ...").
        const bool quoted = piece.role == Piece::Role::further && unquoted(paragraph.text).size() < paragraph.text.size() && final_character(paragraph.text) == ',';
        if ((piece.level > 1 || piece.role != Piece::Role::own) && found->match.use != vocabulary::Use::operative && !quoted) return;
        paragraph.opening = paragraph.text.substr(found->at, found->match.length);
        paragraph.opening_at = static_cast<std::uint32_t>(found->at);
    }

    /// "... information; and," / "a. requests the Government ...", and behind a list "and urges the Panel ...": acts of the organ, in small letters.
    void further_act(document::Paragraph& paragraph, const Piece& piece, std::string_view chapeau) const {
        const bool point = piece.level > 1 && piece.role == Piece::Role::own && chapeau.ends_with(" and,");
        const bool behind = piece.role == Piece::Role::list_end && paragraph.text.starts_with("and ");
        if (!point && !behind) return;
        const std::size_t at = behind ? 4 : 0;
        const auto found = vocabulary_.match_opening(std::string_view(paragraph.text).substr(at), document_.language, vocabulary::Letters::any);
        if (!found || found->use != vocabulary::Use::operative) return;
        paragraph.opening = paragraph.text.substr(at, found->length);
        paragraph.opening_at = static_cast<std::uint32_t>(at);
    }

    /// For each piece the last one before it on a higher level, whose point it is; nowhere if there is none. Pieces on the way that are no higher are passed
    /// by their own chapeaux, so that a hundred thousand points are looked through once.
    static std::vector<std::size_t> chapeaux_of(const std::vector<Piece>& pieces) {
        std::vector<std::size_t> chapeaux;
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            std::size_t above = i == 0 ? nowhere : i - 1;
            while (above != nowhere && pieces[above].level >= pieces[i].level) above = chapeaux[above];
            chapeaux.push_back(above);
        }
        return chapeaux;
    }

    /// "We, the Heads of State ...", "1. We reaffirm ...": a declaration whose authors speak for themselves.
    static bool speaks_as_we(const std::vector<Piece>& pieces) {
        return std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) { return piece.kind != ParagraphKind::heading && starts_with_we(piece); });
    }

    static bool starts_with_we(const Piece& piece) {
        const std::string_view words = unquoted(piece.text);
        return words.starts_with("We, ") || words.starts_with("We ");
    }

    /// "Cuba*" speaks for those whom the star's note names.
    void sponsors() {
        for (auto& sponsor : document_.sponsors) {
            if (!sponsor.on_behalf_of) continue;
            sponsor.on_behalf_of = std::nullopt;
            for (const auto& note : document_.footnotes) {
                // other stars: "State not a member of the Council", "Reissued for technical reasons"
                std::string_view of = note.text;
                if (!note.mark.starts_with('*') || !starts_with_folded(of, "on behalf of ")) continue;
                of.remove_prefix(13);
                while (!of.empty() && of.back() == '.') of.remove_suffix(1);
                sponsor.on_behalf_of = std::string(of);
            }
        }
    }

    void cite() {
        const std::string organ = organ_id();
        const auto find = [&](std::string_view text, const std::string& in, std::uint32_t line) {
            auto citations = document::find_citations(text, {organ, document_.language, in}, vocabulary_);
            for (const auto& doubt : citations.doubts) document_.diagnostics.push_back(diagnostic(Finding::citation_doubt, line, doubt.message));
            for (auto& citation : citations.found) document_.citations.push_back(std::move(citation));
        };
        for (const auto& paragraph : document_.paragraphs) find(paragraph.text, paragraph.id, paragraph.lines.empty() ? 0 : paragraph.lines.front().first);
        for (const auto& note : document_.footnotes) find(note.text, "fn" + note.mark, note.lines.empty() ? 0 : note.lines.front().first);
    }

    /// Every line with words ends in a paragraph, a footnote, a fact, furniture or a diagnostic.
    void account(std::size_t masthead_end, const std::vector<std::size_t>& unplaced) {
        const auto neighbour = [&](std::size_t first, std::size_t last) {
            for (std::size_t i = first; i < last; ++i) {
                if (pages_.lines[i].use != Line::Use::text) continue;
                std::size_t end = i;
                while (end + 1 < last && pages_.lines[end + 1].use == Line::Use::text) ++end;
                document_.furniture.push_back({{pages_.lines[i].place.first, pages_.lines[end].place.last}, "neighbour's text"});
                i = end;
            }
        };
        neighbour(0, frame_.begin);
        neighbour(std::min(frame_.end, body_.end), pages_.lines.size());
        for (auto& furniture : pages_.furniture) document_.furniture.push_back(std::move(furniture));
        std::vector<document::LineRange> facts = facts_at_top_;
        std::vector<std::size_t> around = body_.after;
        for (std::size_t i = frame_.begin; i < masthead_end && frame_.body != nowhere; ++i) around.push_back(i);
        for (const std::size_t i : around) {
            if (pages_.lines[i].use != Line::Use::text) continue;
            if (std::find(unplaced.begin(), unplaced.end(), i) != unplaced.end()) {
                document_.diagnostics.push_back(diagnostic(Finding::unplaced_line, pages_.lines[i].place.first));
            } else {
                facts.push_back(pages_.lines[i].place);
            }
        }
        for (const std::size_t i : body_.fact_lines) facts.push_back(pages_.lines[i].place);
        std::sort(facts.begin(), facts.end());
        document_.facts = std::move(facts);
        std::sort(document_.furniture.begin(), document_.furniture.end());
        std::stable_sort(document_.diagnostics.begin(), document_.diagnostics.end(), [](const auto& a, const auto& b) { return a.line < b.line; });
    }
};

}  // namespace

Document parse(const Flow& flow, const vocabulary::Vocabulary& vocabulary, const Options& options) { return Parser(flow, vocabulary, options).parse(); }

}  // namespace comity::reading
