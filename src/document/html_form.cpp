#include "document/html_form.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "document/html_page.hpp"
#include "document/paragraph_list.hpp"
#include "document/pieces.hpp"

namespace comity::document {

namespace {

// System typefaces only: the file must look right where there is no network. Sizes in rem and logical sides, so that it
// prints, enlarges and turns right-to-left.
constexpr std::string_view style = R"css(
:root{--measure:44rem}
header{border-block-end:1px solid var(--line);margin-block-end:2rem;padding-block-end:1.25rem}
h2,h3,h4,h5,h6{font-size:1.0625rem;line-height:1.35;margin:2rem 0 .75rem}
h2{font-size:1.2rem}
.symbol{margin:0;color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.25rem;margin:0;font-size:.9rem;line-height:1.45}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
p{margin:0}
.p{display:grid;grid-template-columns:2.6rem 1fr;margin-block-end:.9rem;break-inside:auto;orphans:2;widows:2}
.p>.n{color:var(--quiet);font-variant-numeric:tabular-nums}
.p>.t{grid-column:2;overflow-wrap:anywhere}
.l2{margin-inline-start:2.6rem}.l3{margin-inline-start:5.2rem}.l4{margin-inline-start:7.8rem}
sup{font-size:.7em;line-height:0;padding-inline-start:.08em}
a{color:inherit;text-underline-offset:.15em;text-decoration-thickness:from-font}
sup a{text-decoration:none}
del{color:var(--quiet);text-decoration:line-through}
del::before{content:" [struck] ";position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.notes{border-block-start:1px solid var(--line);margin-block-start:2.5rem;padding-block-start:1.25rem;font-size:.9rem;line-height:1.5}
:target{background:color-mix(in srgb,var(--line) 45%,transparent)}
footer{margin-block-start:2rem;color:var(--quiet);font-size:.8rem;overflow-wrap:anywhere}
@media(max-width:32rem){.l2,.l3,.l4{margin-inline-start:1rem}.p{grid-template-columns:2.2rem 1fr}dl{grid-template-columns:1fr}dd{margin-block-end:.4rem}}
)css";

class Writer {
public:
    Writer(const Document& document, const HtmlOptions& options)
        : document_(document), pieces_(document), options_(options), page_({document.language, page_title(document), style, options.notice, paragraph_list(document, !options.notice.empty())}) {
        for (std::size_t i = 0; i < document.footnotes.size(); ++i) notes_.emplace(document.footnotes[i].mark, i);
        references_.resize(document.footnotes.size());
    }

    std::string write() {
        head();
        page_.add("<article>\n");
        for (const Paragraph& paragraph : document_.paragraphs) {
            const std::string organ = organ_line_before(document_, paragraph);
            if (!organ.empty()) page_.put("<div class=\"p\"><p class=\"t\"><em>{}</em></p></div>\n", html_escaped(organ));
            this->paragraph(paragraph);
        }
        page_.add("</article>\n");
        notes();
        for (const Beside& beside : options_.beside) this->beside(beside);
        if (!document_.sha256.empty()) {
            page_.put("<footer lang=\"en\" dir=\"ltr\"><p>Made by Comity from the file with the SHA-256 {}</p></footer>\n", html_escaped(document_.sha256));
        }
        return page_.finish();
    }

private:
    static std::string page_title(const Document& document) {
        if (document.symbol && document.title) return *document.symbol + ": " + *document.title;
        if (document.symbol || document.title) return document.symbol.value_or(document.title.value_or(""));
        return "Document without symbol and title";
    }

    void head() {
        page_.add("<header>\n");
        if (document_.symbol) page_.put("<p class=\"symbol\"><bdi dir=\"ltr\">{}</bdi></p>\n", html_escaped(*document_.symbol));
        page_.put("<h1>{}</h1>\n<dl lang=\"en\" dir=\"ltr\">\n", html_escaped(document_.title.value_or(page_title(document_))));
        for (const NamedFact& fact : named_facts(document_)) {
            page_.put("<dt>{}</dt><dd dir=\"auto\">{}</dd>\n", html_escaped(fact.name), html_escaped(fact.value));
        }
        page_.add("</dl>\n</header>\n");
    }

    void paragraph(const Paragraph& paragraph) {
        const std::string id = html_escaped(paragraph.id);
        const std::string number = html_escaped(printed_number(paragraph));
        if (paragraph.kind == ParagraphKind::heading) {
            const int level = std::clamp(paragraph.level + 1, 2, 6);
            page_.put("<h{0} id=\"{1}\">{2}{3}{4}</h{0}>\n", level, id, number, number.empty() ? "" : " ", drawn(pieces_.of(paragraph)));
            return;
        }
        page_.put("<div class=\"p {} l{}\" id=\"{}\">", name_of(paragraph.kind), std::clamp(paragraph.level, 1, 4), id);
        if (!number.empty()) page_.put("<span class=\"n\">{}</span>", number);
        page_.put("<p class=\"t\">{}</p></div>\n", drawn(pieces_.of(paragraph)));
    }

    /// A citation carries what it was resolved to as a title: the file stands alone, so it can't be a link.
    std::string drawn(const std::vector<Piece>& pieces) {
        std::string html;
        for (const Piece& piece : pieces) {
            if (!piece.mark.empty()) {
                html += mark(piece.mark);
                continue;
            }
            std::string text = html_escaped(piece.text);
            if (piece.struck) {
                html += "<del>" + text + "</del>";
                continue;
            }
            if (piece.citation != nullptr && piece.citation->target) {
                text = fmt::format("<span title=\"{}\">{}</span>", html_escaped(*piece.citation->target), text);
            }
            html += piece.opening ? "<em>" + text + "</em>" : text;
        }
        return html;
    }

    std::string mark(std::string_view mark) {
        const std::string printed = html_escaped(printed_mark(mark));
        const auto note = notes_.find(mark);
        if (note == notes_.end()) return fmt::format("<sup>{}</sup>", printed);
        const std::string reference = fmt::format("ref{}-{}", note->second + 1, ++references_[note->second]);
        return fmt::format("<sup><a id=\"{}\" href=\"#note{}\">{}</a></sup>", reference, note->second + 1, printed);
    }

    void notes() {
        if (document_.footnotes.empty()) return;
        page_.add("<section class=\"notes\" aria-label=\"Footnotes\">\n");
        for (std::size_t i = 0; i < document_.footnotes.size(); ++i) {
            const Footnote& note = document_.footnotes[i];
            const std::string printed = html_escaped(printed_mark(note.mark));
            page_.put("<div class=\"p\" id=\"note{}\"><span class=\"n\">", i + 1);
            if (references_[i] > 0) {
                page_.put("<a href=\"#ref{}-1\">{}</a>", i + 1, printed);
            } else {
                page_.add(printed);
            }
            page_.put("</span><p class=\"t\">{}", drawn(pieces_.of(note)));
            for (int again = 2; again <= references_[i]; ++again) page_.put(" <a href=\"#ref{}-{}\">({})</a>", i + 1, again, again);
            page_.add("</p></div>\n");
        }
        page_.add("</section>\n");
    }

    void beside(const Beside& beside) {
        page_.put("<section class=\"notes\" lang=\"en\" dir=\"ltr\">\n<h2>{}</h2>\n<dl>\n", html_escaped(beside.heading));
        for (const NamedFact& fact : beside.facts) page_.put("<dt>{}</dt><dd>{}</dd>\n", html_escaped(fact.name), html_escaped(fact.value));
        page_.add("</dl>\n");
        for (const std::string& remark : beside.remarks) page_.put("<p>{}</p>\n", html_escaped(remark));
        page_.add("</section>\n");
    }

    const Document& document_;
    Pieces pieces_;
    const HtmlOptions& options_;
    std::unordered_map<std::string_view, std::size_t> notes_;
    std::vector<int> references_;  ///< how often each footnote's mark has been drawn
    HtmlPage page_;
};

}  // namespace

std::string to_html(const Document& document, const HtmlOptions& options) { return Writer(document, options).write(); }

}  // namespace comity::document
