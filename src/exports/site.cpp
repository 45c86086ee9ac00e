#include "exports/site.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "concordance/comparison_forms.hpp"
#include "concordance/provenance_forms.hpp"
#include "concordance/side.hpp"
#include "concordance/table_forms.hpp"
#include "document/html_form.hpp"
#include "document/html_page.hpp"
#include "document/pieces.hpp"
#include "exports/forms.hpp"
#include "json/json.hpp"
#include "machinery/holdings/chain.hpp"
#include "machinery/holdings/voting.hpp"

namespace comity::exports {

namespace {

using document::html_escaped;
using holdings::Item;
using holdings::Member;

constexpr std::string_view index_style = R"css(
table{border-collapse:collapse;inline-size:100%;font-size:.95rem;margin-block:1rem 2rem}
th,td{text-align:start;vertical-align:top;padding:.35rem .75rem .35rem 0;border-block-end:1px solid var(--line)}
thead th{color:var(--quiet);font-weight:normal}
tbody th{font-weight:600;white-space:nowrap}
a{color:var(--link);text-underline-offset:.15em}
form{display:flex;gap:.5rem;flex-wrap:wrap;align-items:end;margin-block:1rem}
form[hidden]{display:none}
label{display:grid;gap:.25rem;flex:1 1 16rem}
input,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--quiet);padding:.5rem .75rem;min-block-size:2.75rem}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
mark{background:var(--tint);color:inherit}
#found{padding:0;list-style:none}#found li{border-block-end:1px solid var(--line);padding-block:.75rem}
.places a{margin-inline-end:.75rem}.quiet{color:var(--quiet)}
.wide{overflow-x:auto}
@media print{form,#told,#found{display:none}}
)css";

/// One text of the site.
struct Text {
    Item item;
    std::string name;  ///< of its files, without an ending
    holdings::Shown shown;
    std::optional<int> year;
    bool draft = false;
};

std::string page_of(const Text& text) { return text.name + ".html"; }

class Site {
public:
    Site(const holdings::Holdings& holdings, const SiteRequest& request, const FileSink& sink) : holdings_(holdings), request_(request), sink_(sink), series_(holdings.series(request.item)) {
        FileNames names;
        for (const Member& member : series_.members) {
            if (member.item) add(names, *member.item, member.year);
        }
        acts_ = texts_.size();
        for (const Item& draft : series_.drafts) add(names, draft, draft.year);
        for (std::size_t i = acts_; i < texts_.size(); ++i) texts_[i].draft = true;
        if (texts_.empty()) throw Error(Fault::bad_request, "{} is in no series, so that there is no site of it to make: comity show has it in many forms", request.item.name);
    }

    SiteMade write(const std::function<void(std::size_t, std::size_t)>& progress) {
        if (!request_.notice.empty()) put("INVENTED.txt", request_.notice + ".\n");
        put("index.html", index());
        put("search.js", assets::get("assets/site/search.js"));
        put("passages.js", passages());
        put("table.html", table());
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            text(i);
            if (i < acts_) since(i);
            if (i > 0 && i < acts_) changes(i - 1, i);
            if (progress) progress(i + 1, texts_.size());
        }
        made_.texts = texts_.size();
        return made_;
    }

private:
    void add(FileNames& names, const Item& item, std::optional<int> year) {
        Text text{.item = item, .name = names.of(item), .shown = holdings_.show(item), .year = year};
        texts_.push_back(std::move(text));
    }

    void put(const std::string& name, std::string_view bytes) {
        sink_(name, bytes);
        ++made_.files;
        made_.bytes += bytes.size();
    }

    [[nodiscard]] std::string title() const { return series_.title.value_or(request_.item.title.value_or(request_.item.name)); }

    static std::string link(const std::string& address, std::string_view words) { return fmt::format("<a href=\"{}\">{}</a>", html_escaped(address), html_escaped(words)); }

    static std::string changes_page(const Text& a, const Text& b) { return fmt::format("changes/{}_to_{}.html", a.name, b.name); }

    // ---- pages -------------------------------------------------------------------------------------------------------------------

    /// Ways on from a page in a folder of the site.
    [[nodiscard]] std::string navigation(std::size_t at) const {
        const Text& text = texts_[at];
        std::string ways = link("../index.html", title());
        const auto way = [&](const std::string& address, const std::string& words) { ways += "<span aria-hidden=\"true\"> · </span>" + link("../" + address, words); };
        way("texts/" + page_of(text), text.item.name);
        if (at < acts_) {
            if (at > 0) way("texts/" + page_of(texts_[at - 1]), fmt::format("Before: {}", texts_[at - 1].item.name));
            if (at + 1 < acts_) way("texts/" + page_of(texts_[at + 1]), fmt::format("After: {}", texts_[at + 1].item.name));
            if (at > 0) way(changes_page(texts_[at - 1], text), fmt::format("Changes since {}", texts_[at - 1].item.name));
            way("since/" + page_of(text), "Since when each word stands");
        }
        way(fmt::format("files/{}.docx", text.name), "Word processor");
        way(fmt::format("files/{}.xml", text.name), "Akoma Ntoso");
        return ways;
    }

    void text(std::size_t at) {
        const Text& text = texts_[at];
        const auto beside = holdings::roll_calls_beside(holdings_, text.shown);
        put("texts/" + page_of(text), document::with_navigation(document::to_html(text.shown.document, {.notice = request_.notice, .beside = beside}), navigation(at)));
        for (const Form form : {Form::docx, Form::akn}) put(fmt::format("files/{}{}", text.name, kind_of(form).ending), made(form, holdings_, text.shown, request_.notice));
    }

    void changes(std::size_t before, std::size_t after) {
        const auto a = concordance::side_of(texts_[before].shown.document, texts_[before].item.name, holdings_.vocabulary());
        const auto b = concordance::side_of(texts_[after].shown.document, texts_[after].item.name, holdings_.vocabulary());
        const concordance::Comparison comparison = concordance::compare(a, b);
        const std::string html = concordance::to_html(comparison, a.document, b.document, {.notice = request_.notice, .name_a = a.name, .name_b = b.name});
        put(changes_page(texts_[before], texts_[after]), document::with_navigation(html, navigation(after)));
    }

    void since(std::size_t at) {
        const holdings::Chain chain = holdings::chain_up_to(holdings_, texts_[at].item);
        const std::string html = concordance::to_html(concordance::provenance(chain.members), chain.members, request_.notice);
        put("since/" + page_of(texts_[at]), document::with_navigation(html, navigation(at)));
    }

    std::string table() const {
        std::vector<concordance::ChainMember> members;
        std::vector<const document::Document*> documents;
        for (std::size_t i = 0; i < acts_; ++i) {
            members.push_back({texts_[i].item.name, texts_[i].year, &texts_[i].shown.document});
            documents.push_back(&texts_[i].shown.document);
        }
        return document::with_navigation(concordance::to_html(concordance::chain_table(documents), members, request_.notice), link("index.html", title()));
    }

    std::string index() const {
        document::HtmlPage page({"en", title(), index_style, request_.notice});
        page.put("<header>\n<h1 dir=\"auto\">{}</h1>\n", html_escaped(title()));
        page.put("<p class=\"quiet\">{}{}. {}</p>\n</header>\n", series_.body ? html_escaped(*series_.body) + ". " : "", counted(acts_, "text", "texts"), link("table.html", "All of them side by side"));
        page.add("<form id=\"search\" role=\"search\" hidden><label>Search in all texts<input id=\"words\" type=\"search\" autocomplete=\"off\"></label><button type=\"submit\">Search</button></form>\n"
                 "<noscript><p class=\"quiet\">The search needs JavaScript; everything else works without.</p></noscript>\n<p id=\"told\" role=\"status\"></p>\n<ol id=\"found\"></ol>\n");
        years(page);
        drafts(page);
        page.add("<p class=\"quiet\">Made by Comity. These pages need no network.</p>\n<script src=\"passages.js\"></script>\n<script src=\"search.js\"></script>\n");
        return page.finish();
    }

    static std::string counted(std::size_t count, std::string_view one, std::string_view more) { return fmt::format("{} {}", count, count == 1 ? one : more); }

    void years(document::HtmlPage& page) const {
        page.add("<h2 id=\"years\">The years</h2>\n<section class=\"wide\" tabindex=\"0\" aria-labelledby=\"years\">\n<table>\n<thead><tr><th scope=\"col\">Text</th><th scope=\"col\">Adopted</th>"
                 "<th scope=\"col\">How</th><th scope=\"col\">What changed</th><th scope=\"col\">Since when</th></tr></thead>\n<tbody>\n");
        std::size_t at = 0;
        for (const Member& member : series_.members) {
            const std::string date = member.date ? document::date_in_words(*member.date) : member.year ? std::to_string(*member.year) : std::string();
            if (!member.item) {
                page.put("<tr><th scope=\"row\">{}</th><td>{}</td><td colspan=\"3\" class=\"quiet\">{}</td></tr>\n", html_escaped(member.symbol.value_or("?")), html_escaped(date), holdings::name_of(member.status));
                continue;
            }
            const Text& text = texts_[at];
            page.put("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", link("texts/" + page_of(text), text.item.name), html_escaped(date),
                     html_escaped(adopted(text.shown.document)), at > 0 ? link(changes_page(texts_[at - 1], text), fmt::format("since {}", texts_[at - 1].item.name)) : std::string(),
                     link("since/" + page_of(text), "each word"));
            ++at;
        }
        page.add("</tbody>\n</table>\n</section>\n");
    }

    static std::string adopted(const document::Document& document) {
        std::string words = document.adoption.value_or("");
        const auto& vote = document.vote;
        if (vote && vote->yes && vote->no && vote->abstain) words += fmt::format("{}{}-{}-{}", words.empty() ? "" : ", ", *vote->yes, *vote->no, *vote->abstain);
        return words;
    }

    void drafts(document::HtmlPage& page) const {
        if (acts_ == texts_.size()) return;
        page.add("<h2>Drafts</h2>\n<ul>\n");
        for (std::size_t i = acts_; i < texts_.size(); ++i) page.put("<li>{}</li>\n", link("texts/" + page_of(texts_[i]), texts_[i].item.name));
        page.add("</ul>\n");
    }

    // ---- search ------------------------------------------------------------------------------------------------------------------

    /// {texts: [[name, page]], passages: [[words, [[text, paragraph]]]]}: words that stand in several texts are there once.
    std::string passages() const {
        json::Array texts;
        std::vector<std::pair<std::string_view, json::Array>> passages;
        std::map<std::string_view, std::size_t> known;
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            texts.push_back(json::Array{texts_[i].item.name, page_of(texts_[i])});
            for (const document::Paragraph& paragraph : texts_[i].shown.document.paragraphs) {
                if (paragraph.text.empty()) continue;
                const auto [at, is_new] = known.emplace(paragraph.text, passages.size());
                if (is_new) passages.emplace_back(paragraph.text, json::Array());
                passages[at->second].second.push_back(json::Array{static_cast<std::int64_t>(i), paragraph.id});
            }
        }
        json::Array all;
        for (auto& [words, places] : passages) all.push_back(json::Array{words, std::move(places)});
        return "const comityPassages = " + json::write(json::Object{{"texts", std::move(texts)}, {"passages", std::move(all)}}) + ";\n";
    }

    const holdings::Holdings& holdings_;
    const SiteRequest& request_;
    const FileSink& sink_;
    holdings::Series series_;
    std::vector<Text> texts_;  ///< acts, oldest first, then drafts
    std::size_t acts_ = 0;
    SiteMade made_;
};

}  // namespace

SiteMade write_site(const holdings::Holdings& holdings, const SiteRequest& request, const FileSink& sink, const std::function<void(std::size_t, std::size_t)>& progress) {
    return Site(holdings, request, sink).write(progress);
}

}  // namespace comity::exports
