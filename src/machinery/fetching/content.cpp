#include "machinery/fetching/content.hpp"

#include <algorithm>
#include <array>

namespace comity::fetching {

namespace {

using namespace std::string_view_literals;

std::string small(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

}  // namespace

Form form_of(std::string_view bytes) noexcept {
    if (bytes.empty()) return Form::nothing;
    constexpr std::size_t enough = 1024;
    // ISO 32000-1, annex H.3.4.1: the header may stand anywhere in the first 1024 bytes.
    if (bytes.substr(0, enough).find("%PDF-") != std::string_view::npos) return Form::pdf;
    if (bytes.starts_with("PK\x03\x04"sv)) return Form::docx;
    if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv)) return Form::doc;
    if (bytes.starts_with("{\\rtf")) return Form::rtf;
    if (bytes.starts_with("\xEF\xBB\xBF"sv)) bytes.remove_prefix(3);
    const std::size_t first = bytes.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return Form::nothing;
    const std::string begin = small(bytes.substr(first, enough));
    if (begin.find("<html") != std::string::npos || begin.starts_with("<!doctype html")) return Form::html;
    if (begin.starts_with("<?xml") || begin.starts_with("<")) return Form::xml;
    return bytes.substr(0, enough).find('\0') == std::string_view::npos ? Form::text : Form::unknown;
}

std::string_view ending_of(Form form) noexcept {
    constexpr std::array<std::string_view, 9> endings = {"bin", "pdf", "docx", "doc", "rtf", "html", "xml", "txt", "bin"};
    return endings[static_cast<std::size_t>(form)];
}

std::string_view in_words(Form form) noexcept {
    constexpr std::array<std::string_view, 9> words = {"nothing",    "a PDF",           "a file of Word (or another archive)", "an old file of Word", "a file of RTF",
                                                       "a web page", "a file of XML", "plain text",                          "something unknown"};
    return words[static_cast<std::size_t>(form)];
}

bool answers(Form form, std::string_view asked_format) noexcept {
    if (asked_format == "docx" || asked_format == "doc") return form == Form::docx || form == Form::doc || form == Form::rtf;
    return ending_of(form) == asked_format;
}

std::string asked_in_words(std::string_view format) {
    if (format == "pdf") return "a PDF";
    if (format == "docx" || format == "doc") return "a file of Word";
    return format == "html" ? "a web page" : format == "txt" ? "plain text" : "\"" + std::string(format) + "\"";
}

}  // namespace comity::fetching
