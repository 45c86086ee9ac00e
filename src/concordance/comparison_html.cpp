#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "concordance/comparison_forms.hpp"
#include "document/html_page.hpp"
#include "document/pieces.hpp"

namespace comity::concordance {

namespace {

using document::Document;
using document::html_escaped;
using document::Paragraph;

// Never red against green, and nothing by colour alone: what came is underlined on a tint, what went struck and grey, what moved has a
// dotted edge and a link. System typefaces, so that the file looks right where there is no network.
constexpr std::string_view style = R"css(
:root{--measure:54rem}
header{border-block-end:1px solid var(--line);margin-block-end:1rem;padding-block-end:1rem}
h2{font-size:1.1rem;margin:2.5rem 0 .75rem}
p{margin:0}
.symbol,.sum,.switch,.w{color:var(--quiet);font-size:.9rem}
.switch{margin-inline-end:1.25rem}
.p{display:grid;grid-template-columns:4.2rem 1fr 8.5rem;gap:0 .75rem;margin-block-end:.9rem;orphans:2;widows:2}
.n{color:var(--quiet);font-variant-numeric:tabular-nums;font-size:.9rem}
.t{overflow-wrap:anywhere;padding-inline-start:.6rem;border-inline-start:2px solid transparent}
.w{font-size:.8rem;line-height:1.5}
.l2 .t{margin-inline-start:1.6rem}.l3 .t{margin-inline-start:3.2rem}.l4 .t{margin-inline-start:4.8rem}
.heading .t{font-weight:600}
.changed>.t,.split>.t,.merged>.t{border-color:var(--line)}
.moved>.t{border-inline-start:2px dotted var(--ink)}
.added>.t,.removed>.t{border-color:var(--quiet)}
.stub .t{color:var(--quiet);font-size:.9rem}
ins{background:var(--tint);text-decoration:underline;text-decoration-thickness:.09em;text-underline-offset:.16em}
del{color:var(--quiet);text-decoration:line-through}
del+ins{margin-inline-start:.2em}
ins.e{background:none;text-decoration-style:dotted}
ins.r{background:none;text-decoration-style:dashed}
ins::before,del::before{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
ins::before{content:" [added] "}del::before{content:" [removed] "}
a{color:var(--link);text-underline-offset:.15em}
:target>.t{background:color-mix(in srgb,var(--line) 45%,transparent)}
main:has(#same:checked) .unchanged,main:has(#same:checked) .renumbered{display:none}
main:has(#rolls:checked) .rolls{display:none}
main:has(#rolls:checked) del.r{display:none}
main:has(#rolls:checked) ins.r{text-decoration:none}
ul{padding-inline-start:1.2rem;margin:.25rem 0}
@media(max-width:40rem){.p{grid-template-columns:1fr}.t{padding-inline-start:.6rem}}
@media print{.switches{display:none}}
)css";

std::string name_or(const std::string& given, const Document& document) { return !given.empty() ? given : document.symbol.value_or("a text without symbol"); }

class HtmlWriter {
public:
    HtmlWriter(const Comparison& comparison, const Document& a, const Document& b, const CompareHtmlOptions& options)
        : comparison_(comparison), a_(a), b_(b), names_(name_or(options.name_a, a) + " → " + name_or(options.name_b, b)), stubs_(stubs()),
          page_({b.language, names_, style, options.notice}) {}

    std::string write() {
        head();
        page_.add("<article>\n");
        put_stubs({});
        bool in_notes = false;
        for (std::size_t i = 0; i < comparison_.pairs.size(); ++i) {
            const Pair& pair = comparison_.pairs[i];
            const bool is_note = pair.a.value_or(pair.b.value_or("")).starts_with("fn");
            if (is_note && !in_notes) page_.add("<h2>Footnotes</h2>\n");
            in_notes = is_note;
            this->pair(pair, i);
            if (pair.a) put_stubs(*pair.a);
        }
        page_.add("</article>\n");
        citations();
        return page_.finish();
    }

private:
    /// What moved away is told at its old place, too: behind the paragraph that stood before it in A.
    std::multimap<std::string, std::size_t> stubs() const {
        std::map<std::string, std::size_t> moved;
        for (std::size_t i = 0; i < comparison_.pairs.size(); ++i) {
            const Pair& pair = comparison_.pairs[i];
            if (pair.a && (pair.change == Change::moved || pair.change == Change::moved_changed)) moved.emplace(*pair.a, i);
        }
        std::multimap<std::string, std::size_t> found;
        std::string before;
        for (const Paragraph& paragraph : a_.paragraphs) {
            const auto at = moved.find(paragraph.id);
            if (at == moved.end()) {
                before = paragraph.id;
            } else {
                found.emplace(before, at->second);
            }
        }
        return found;
    }

    void put_stubs(const std::string& behind) {
        const auto [from, until] = stubs_.equal_range(behind);
        for (auto stub = from; stub != until; ++stub) {
            const Pair& pair = comparison_.pairs[stub->second];
            page_.put("<div class=\"p stub moved\"><span class=\"n\">{}</span><p class=\"t\">moved: it stands as <a href=\"#pair{}\">{}</a> now</p><span class=\"w\"></span></div>\n",
                html_escaped(*pair.a), stub->second + 1, html_escaped(*pair.b));
        }
        stubs_.erase(from, until);  // a split paragraph comes in several pairs
    }

    void head() {
        page_.put("<header>\n<p class=\"symbol\" lang=\"en\"><bdi dir=\"ltr\">{}</bdi></p>\n", html_escaped(names_));
        if (b_.title) page_.put("<h1>{}</h1>\n", html_escaped(*b_.title));
        if (a_.title && a_.title != b_.title) page_.put("<p class=\"sum\" lang=\"en\">Title before: {}</p>\n", html_escaped(*a_.title));
        page_.put("<p class=\"sum\" lang=\"en\" dir=\"ltr\">{}</p>\n", html_escaped(counts_in_words(comparison_)));
        page_.add("</header>\n<p class=\"switches\" lang=\"en\" dir=\"ltr\"><label class=\"switch\"><input type=\"checkbox\" id=\"same\"> Hide what is the same</label>"
                 "<label class=\"switch\"><input type=\"checkbox\" id=\"rolls\"> Hide dates and numbers that only went on</label></p>\n");
    }

    [[nodiscard]] static std::string number_of(const Document& document, const std::optional<std::string>& id) {
        if (!id) return {};
        const Paragraph* paragraph = document::find_paragraph(document, *id);
        const std::string number = paragraph != nullptr ? document::printed_number(*paragraph) : std::string();
        return number.empty() ? *id : number;
    }

    static std::string_view class_of(Change change) {
        switch (change) {
            case Change::moved:
            case Change::moved_changed: return "moved";
            case Change::editorial: return "changed";
            default: return name_of(change);
        }
    }

    static std::string remark_of(const Pair& pair) {
        std::string remark(name_of(pair.change));
        if (pair.change == Change::unchanged) return {};
        if (pair.a && pair.b && *pair.a != *pair.b) remark += ", was " + *pair.a;
        if (pair.only_rolls) remark += ": only went on in time";
        return remark;
    }

    void pair(const Pair& pair, std::size_t index) {
        const Document& document = pair.b ? b_ : a_;
        const auto& id = pair.b ? pair.b : pair.a;
        const Paragraph* paragraph = document::find_paragraph(document, *id);
        const int level = paragraph != nullptr ? std::clamp(paragraph->level, 1, 4) : 1;
        const std::string kind = paragraph != nullptr ? std::string(name_of(paragraph->kind)) : "note";
        page_.put("<div class=\"p {} l{} {}{}\" id=\"pair{}\">", kind, level, class_of(pair.change), pair.only_rolls ? " rolls" : "", index + 1);
        const std::string number = html_escaped(number_of(document, id)), before = html_escaped(number_of(a_, pair.a));
        page_.put("<span class=\"n\">{}{}</span><p class=\"t\">", !before.empty() && before != number ? "<del>" + before + "</del> " : "", number);
        for (const Span& span : pair.spans) page_.put("{}", drawn(span));
        page_.put("</p><span class=\"w\" lang=\"en\">{}</span></div>\n", html_escaped(remark_of(pair)));
    }

    static std::string drawn(const Span& span) {
        std::string text = html_escaped(span.text);
        if (span.op == SpanOp::equal) return text;
        const std::string_view element = span.op == SpanOp::remove ? "del" : "ins";
        const std::string_view kind = span.editorial ? " class=\"e\"" : span.rolls ? " class=\"r\"" : "";
        const bool blank = text.size() > 1 && text[0] == ' ';  // outside, so that it is not underlined
        return fmt::format("{3}<{0}{1}>{2}</{0}>", element, kind, blank ? text.substr(1) : text, blank ? " " : "");
    }

    void citations() {
        if (comparison_.citations.empty()) return;
        page_.add("<section lang=\"en\" dir=\"ltr\">\n<h2>What is cited otherwise</h2>\n<ul>\n");
        for (const CitationChange& change : comparison_.citations) {
            const std::string in = html_escaped(change.in_b.value_or(change.in_a.value_or("")));
            page_.put("<li>{}{}{} <span class=\"w\">{}</span></li>\n", change.a ? "<del>" + html_escaped(*change.a) + "</del>" : "", change.a && change.b ? " " : "",
                change.b ? "<ins>" + html_escaped(*change.b) + "</ins>" : "", in);
        }
        page_.add("</ul>\n</section>\n");
    }

    const Comparison& comparison_;
    const Document& a_;
    const Document& b_;
    std::string names_;
    std::multimap<std::string, std::size_t> stubs_;
    document::HtmlPage page_;
};

}  // namespace

std::string to_html(const Comparison& comparison, const Document& a, const Document& b, const CompareHtmlOptions& options) {
    return HtmlWriter(comparison, a, b, options).write();
}

}  // namespace comity::concordance
