#include "machinery/consultations/pages.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/error.hpp"
#include "reading/reading.hpp"
#include "zip/zip.hpp"

namespace comity::consultations {

namespace {

std::int64_t times(std::string_view text, std::string_view what) {
    std::int64_t count = 0;
    for (std::size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++count;
    return count;
}

std::optional<std::int64_t> number_behind(std::string_view text, std::string_view what) {
    const std::size_t at = text.find(what);
    if (at == std::string_view::npos) return std::nullopt;
    const std::string_view digits = text.substr(at + what.size(), 8);
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return failed == std::errc() && end != digits.data() && number > 0 ? std::optional(number) : std::nullopt;
}

/// What a word processor noted of its file when it saved it.
std::optional<std::int64_t> noted_pages(std::string_view bytes) {
    try {
        for (const zip::Entry& one : zip::unpacked(bytes, {}, [](std::string_view name) { return name == "docProps/app.xml" || name == "meta.xml"; })) {
            if (const auto pages = number_behind(one.bytes, one.name == "meta.xml" ? "page-count=\"" : "<Pages>")) return pages;
        }
    } catch (const Error& error) {
        if (error.fault() != Fault::bad_request && error.fault() != Fault::limit) throw;
    }
    return std::nullopt;
}

std::int64_t begun(std::int64_t words, std::int64_t of_a_page) { return (words + of_a_page - 1) / of_a_page; }

std::optional<std::int64_t> told_pages(std::string_view bytes) {
    if (bytes.starts_with("PK")) return noted_pages(bytes);
    if (bytes.substr(0, 600).find("<pdf2xml") != std::string_view::npos) return times(bytes, "<page ");
    const bool feeds = bytes.find('\f') != std::string_view::npos && reading::recognize(bytes) == reading::Format::plain_text;
    if (!feeds) return std::nullopt;
    while (bytes.ends_with('\f') || bytes.ends_with('\n')) bytes.remove_suffix(1);  // a page that is fed out behind the last is none
    return times(bytes, "\f") + 1;
}

}  // namespace

std::int64_t pages_of(std::string_view bytes, std::int64_t words) { return std::max(told_pages(bytes).value_or(begun(words, words_of_a_page)), begun(words, most_words_of_a_page)); }

}  // namespace comity::consultations
