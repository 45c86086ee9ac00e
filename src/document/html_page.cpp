#include "document/html_page.hpp"

#include <algorithm>

#include "document/pieces.hpp"
#include "document/terminal.hpp"

namespace comity::document {

namespace {

/// What all files look like; a file's own style comes behind it. --measure is how wide the text is set.
constexpr std::string_view frame = R"css(
:root{color-scheme:light dark;--measure:48rem;--ink:#1c1b19;--quiet:#5d5a54;--line:#cfcac0;--paper:#fffdf9;--tint:#e3ecf7;--link:#1d4f91}
@media(prefers-color-scheme:dark){:root{--ink:#e9e6e0;--quiet:#aaa59b;--line:#4a4740;--paper:#191816;--tint:#243449;--link:#9dc1f0}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 Charter,"Bitstream Charter","Noto Serif",Georgia,serif}
main{max-inline-size:var(--measure);margin-inline:auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.5rem;line-height:1.25;margin:.25rem 0 1rem;text-wrap:balance}
h2{font-size:1.1rem;margin:2rem 0 .5rem}
p,li{margin:0 0 .6rem;overflow-wrap:anywhere}
.notice{border:1px solid var(--line);padding:.6rem .9rem;margin-block-end:1.5rem}
@media print{:root{--ink:#000;--quiet:#333;--line:#999;--paper:#fff;--tint:#fff;--link:#000}body{font-size:10.5pt}main{max-inline-size:none;padding:0}
h1,h2,h3,h4,h5,h6{break-after:avoid}@page{margin:22mm 20mm}}
)css";

}  // namespace

std::string html_escaped(std::string_view text) {
    // Most of what is written is plain: it is copied at once.
    const auto plain = [](char c) { return c >= ' ' && c < 0x7F && c != '&' && c != '<' && c != '>' && c != '"' && c != '\''; };
    if (std::all_of(text.begin(), text.end(), plain)) return std::string(text);
    const std::string sound = harmless(text);
    std::string escaped;
    escaped.reserve(sound.size() + sound.size() / 16);
    for (const char c : sound) {
        switch (c) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            case '\'': escaped += "&#39;"; break;
            default: escaped += c;
        }
    }
    return escaped;
}

HtmlPage::HtmlPage(const HtmlHead& head) {
    put("<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", html_escaped(head.language), direction_of(head.language));
    add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"Comity\">\n");
    if (!head.list.empty()) put("<meta name=\"comity-list\" content=\"{}\">\n", html_escaped(head.list));
    put("<title>{}</title>\n<style>{}{}</style>\n</head>\n<body>\n<main>\n", html_escaped(head.title), frame, head.style);
    if (!head.notice.empty()) put("<p class=\"notice\" role=\"note\" lang=\"en\" dir=\"ltr\">{}</p>\n", html_escaped(head.notice));
}

std::string with_navigation(std::string page, std::string_view ways) {
    constexpr std::string_view style = "nav.ways{max-inline-size:60rem;margin-inline:auto;padding:1rem 1.25rem 0;font-size:.9rem;line-height:2}nav.ways a{color:var(--link)}@media print{nav.ways{display:none}}";
    if (const auto end = page.find("</style>"); end != std::string::npos) page.insert(end, style);
    constexpr std::string_view begin = "<body>\n";
    if (const auto at = page.find(begin); at != std::string::npos) page.insert(at + begin.size(), fmt::format("<nav class=\"ways\" aria-label=\"Pages of this series\" lang=\"en\" dir=\"ltr\">{}</nav>\n", ways));
    return page;
}

std::string HtmlPage::finish() {
    add("</main>\n</body>\n</html>\n");
    return std::move(html_);
}

}  // namespace comity::document
