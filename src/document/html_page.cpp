#include "document/html_page.hpp"

#include <algorithm>

#include "document/pieces.hpp"
#include "document/terminal.hpp"

namespace comity::document {

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
    put("<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n", html_escaped(head.title), head.style);
    if (!head.notice.empty()) put("<p class=\"notice\" role=\"note\" lang=\"en\" dir=\"ltr\">{}</p>\n", html_escaped(head.notice));
}

std::string HtmlPage::finish() {
    add("</main>\n</body>\n</html>\n");
    return std::move(html_);
}

}  // namespace comity::document
