#include "concordance/provenance_forms.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "document/html_page.hpp"
#include "document/pieces.hpp"

namespace comity::concordance {

namespace {

using document::Emphasis;
using document::html_escaped;
using document::StyledText;

/// The year of a member, else its name.
std::string year_of(const ChainMember& member) { return member.year ? std::to_string(*member.year) : member.name; }

const ChainMember* last_with_document(std::span<const ChainMember> chain) {
    const ChainMember* last = nullptr;
    for (const ChainMember& member : chain) last = member.document != nullptr ? &member : last;
    return last;
}

std::string number_of(const document::Document& document, const std::string& id) {
    const auto* paragraph = document::find_paragraph(document, id);
    const std::string number = paragraph == nullptr ? std::string() : document::printed_number(*paragraph);
    return number.empty() ? id : number;
}

std::string since_then(std::size_t words) {
    if (words == 0) return "no word of the text at hand stands since then";
    return words == 1 ? "1 word of the text at hand stands since then" : fmt::format("{} words of the text at hand stand since then", words);
}

/// "1996  A/RES/51/100  141 words".
std::vector<std::string> member_lines(const Provenance& provenance, std::span<const ChainMember> chain) {
    std::size_t columns = 0;
    for (const ChainMember& member : chain) columns = std::max(columns, document::columns_of(member.name));
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const std::string what = chain[i].document == nullptr ? "not in the record" : since_then(provenance.words_since[i]);
        lines.push_back(fmt::format("{:>4}  {}  {}", year_of(chain[i]), document::padded(chain[i].name, columns), what));
    }
    return lines;
}

constexpr std::string_view style = R"css(
:root{--age:#2f6fb7}
@media(prefers-color-scheme:dark){:root{--age:#5b93d6}}
body{line-height:1.9}
header{border-block-end:1px solid var(--line);margin-block-end:1.5rem;padding-block-end:1rem}
h2{font-size:1.1rem;margin:2.5rem 0 .75rem}
p{margin:0}
.symbol,.sum{color:var(--quiet);font-size:.9rem}
.p{display:grid;grid-template-columns:3.6rem 1fr;margin-block-end:.9rem}
.n{color:var(--quiet);font-variant-numeric:tabular-nums;font-size:.9rem}
.t{overflow-wrap:anywhere}
.r{background:color-mix(in srgb,var(--age) calc(var(--a)*1%),transparent);padding-block:.1em}
.y{font-size:.7rem;color:var(--quiet);padding-inline:.15em;vertical-align:.35em;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;font-size:.9rem;line-height:1.5}
th,td{text-align:start;padding:.1rem 1rem .1rem 0;font-variant-numeric:tabular-nums}
@media(max-width:32rem){.p{grid-template-columns:1fr}}
@media print{.r{background:none;border-block-end:1px solid #999}}
)css";

class HtmlWriter {
public:
    HtmlWriter(const Provenance& provenance, std::span<const ChainMember> chain, const ChainMember& last, const std::string& notice)
        : provenance_(provenance), chain_(chain), last_(last), page_({last.document->language, last.name + ": since when each word stands", style, notice}) {}

    std::string write() {
        head();
        page_.add("<article>\n");
        for (std::size_t i = 0; i < provenance_.runs.size(); ++i) {
            const bool first = i == 0 || provenance_.runs[i].paragraph != provenance_.runs[i - 1].paragraph;
            if (first) page_.put("{}<div class=\"p\"><span class=\"n\">{}</span><p class=\"t\">", i == 0 ? "" : "</p></div>\n", html_escaped(number_of(*last_.document, provenance_.runs[i].paragraph)));
            run(provenance_.runs[i]);
        }
        page_.add(provenance_.runs.empty() ? "</article>\n" : "</p></div>\n</article>\n");
        members();
        dropped();
        return page_.finish();
    }

private:
    void head() {
        page_.put("<header>\n<p class=\"symbol\" lang=\"en\"><bdi dir=\"ltr\">{}</bdi></p>\n<h1>{}</h1>\n", html_escaped(last_.name), html_escaped(last_.document->title.value_or(last_.name)));
        page_.add("<p class=\"sum\" lang=\"en\" dir=\"ltr\">Before each run of words stands the year since which it is in the text; the stronger its ground, the newer it is.</p>\n</header>\n");
    }

    void run(const ProvenanceRun& run) {
        // Of the strength of the hue: text on it must stay readable.
        constexpr std::size_t least = 4, most = 42;
        const std::size_t strength = chain_.size() < 2 ? least : least + (most - least) * run.since / (chain_.size() - 1);
        page_.put("<span class=\"r\" style=\"--a:{}\" title=\"{}\"><span class=\"y\">{}</span>{}</span>", strength, html_escaped(since_in_words(run, chain_)), html_escaped(mark_of(run, chain_)),
            html_escaped(run.text));
    }

    void members() {
        page_.add("<section lang=\"en\" dir=\"ltr\">\n<h2>The texts</h2>\n<table>\n<tr><th>Year</th><th>Text</th><th>Words that stand since then</th></tr>\n");
        for (std::size_t i = 0; i < chain_.size(); ++i) {
            page_.put("<tr><td>{}</td><td>{}</td><td>{}</td></tr>\n", html_escaped(year_of(chain_[i])), html_escaped(chain_[i].name),
                chain_[i].document == nullptr ? "not in the record" : std::to_string(provenance_.words_since[i]));
        }
        page_.add("</table>\n</section>\n");
    }

    void dropped() {
        if (provenance_.dropped.empty()) return;
        page_.add("<section lang=\"en\" dir=\"ltr\">\n<h2>What was dropped</h2>\n<table>\n<tr><th>Last in</th><th>Paragraph</th><th>Words</th></tr>\n");
        for (const DroppedPassage& passage : provenance_.dropped) {
            page_.put("<tr><td>{}</td><td>{}</td><td dir=\"auto\">{}</td></tr>\n", html_escaped(year_of(chain_[passage.last])), html_escaped(passage.paragraph), html_escaped(passage.text));
        }
        page_.add("</table>\n</section>\n");
    }

    const Provenance& provenance_;
    std::span<const ChainMember> chain_;
    const ChainMember& last_;
    document::HtmlPage page_;
};

}  // namespace

std::string mark_of(const ProvenanceRun& run, std::span<const ChainMember> chain) {
    std::string mark = year_of(chain[run.since]);
    for (auto gap = run.or_since.rbegin(); gap != run.or_since.rend(); ++gap) mark += " or " + year_of(chain[*gap]);
    if (run.again) mark += ", again " + year_of(chain[*run.again]);
    return mark;
}

std::string since_in_words(const ProvenanceRun& run, std::span<const ChainMember> chain) {
    std::string words = fmt::format("since {}", chain[run.since].name);
    if (!run.or_since.empty()) {
        std::vector<std::string> names;
        for (const std::size_t gap : run.or_since) names.push_back(chain[gap].name);
        words += fmt::format(" or {}, which {} not in the record", fmt::join(names, ", "), names.size() == 1 ? "is" : "are");
    }
    if (run.again) words += fmt::format("; left, and came back in {}", chain[*run.again].name);
    return words;
}

std::string to_text(const Provenance& provenance, std::span<const ChainMember> chain, const ProvenanceTextOptions& options) {
    const ChainMember* last = last_with_document(chain);
    if (last == nullptr) return {};
    std::string text;
    const auto put = [&](const std::vector<StyledText>& texts, std::string first, std::size_t indent) {
        text += document::wrapped(texts, {.width = options.width, .first = std::move(first), .indent = indent, .escapes = options.escapes});
    };
    if (!options.notice.empty()) put({{options.notice, {}}}, "", 0), text += '\n';
    put({{last->name, Emphasis::bold}}, "", 0);
    if (last->document->title) put({{*last->document->title, Emphasis::bold}}, "", 0);
    text += '\n';
    for (const std::string& line : member_lines(provenance, chain)) put({{line, {}}}, "", 6);
    constexpr std::size_t margin = 8;
    for (std::size_t i = 0; i < provenance.runs.size();) {
        const std::string& paragraph = provenance.runs[i].paragraph;
        std::vector<StyledText> texts;
        for (; i < provenance.runs.size() && provenance.runs[i].paragraph == paragraph; ++i) {
            texts.push_back({"[" + mark_of(provenance.runs[i], chain) + "]", Emphasis::bold});
            texts.push_back({" " + provenance.runs[i].text, {}});
        }
        text += '\n';
        put(texts, document::padded(paragraph, margin - 1) + " ", margin);
    }
    return text;
}

std::string to_html(const Provenance& provenance, std::span<const ChainMember> chain, const std::string& notice) {
    const ChainMember* last = last_with_document(chain);
    return last == nullptr ? std::string() : HtmlWriter(provenance, chain, *last, notice).write();
}

}  // namespace comity::concordance
