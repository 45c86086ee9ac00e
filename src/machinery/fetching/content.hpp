// What came, by its own bytes: whether it is what was asked for, and how its file is to end.
#pragma once

#include <string>
#include <string_view>

namespace comity::fetching {

enum class Form { nothing, pdf, docx, doc, rtf, html, xml, text, unknown };
Form form_of(std::string_view bytes) noexcept;

/// "pdf", "docx" ...; "bin" if it is unknown.
std::string_view ending_of(Form form) noexcept;
/// "a PDF", "a web page" ...
std::string_view in_words(Form form) noexcept;

/// Whether it will do for what was asked: a source that is asked for one form of a word processor's files may have the other.
bool answers(Form form, std::string_view asked_format) noexcept;
/// "a PDF" of "pdf"; of others the word itself.
std::string asked_in_words(std::string_view format);

}  // namespace comity::fetching
