// The frame of every self-contained HTML file: fit to be sent by e-mail and printed, no scripts, nothing fetched.
#pragma once

#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace comity::document {

/// Safe in text and in quoted attributes; control characters and bytes that are no UTF-8 are taken out of harm's way.
std::string html_escaped(std::string_view text);

struct HtmlHead {
    std::string_view language;  ///< decides the direction, too
    std::string_view title;
    std::string_view style;     ///< CSS, of this program: what this file has besides the frame that all share
    std::string_view notice;    ///< stands first if there is one, in English: "invented for demonstration"
    std::string_view list = {}; ///< of the paragraphs, for the page of a text that is to be read again (paragraph_list.hpp)
};

/// Begins with everything up to the notice; the caller writes what <main> holds. What is put in is HTML: texts go through html_escaped.
class HtmlPage {
public:
    explicit HtmlPage(const HtmlHead& head);

    template <typename... Args>
    void put(fmt::format_string<Args...> format, Args&&... args) {
        fmt::format_to(std::back_inserter(html_), format, std::forward<Args>(args)...);
    }
    void add(std::string_view html) { html_ += html; }

    [[nodiscard]] std::string finish();

private:
    std::string html_;
};

/// A finished page with ways to other pages on top: `ways` is HTML, in English. Not printed.
std::string with_navigation(std::string page, std::string_view ways);

}  // namespace comity::document
