// Names of the field in the reader's language, and words of documents with the language that they are in: a page in one language
// quotes texts in another, and says so for those who listen (WCAG 3.1.2).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// The language in which names of the vocabulary are asked for: the page's, and English for the mirrored one of trials.
std::string language_of(const Visit& visit);

/// The words, marked with their language where it is not the page's.
Html in_language(const Visit& visit, std::string_view words, std::string_view language);
/// Words that are the same in every language: symbols, names of files.
Html untranslated(std::string_view words);

/// What the reader of a file found amiss: in English with its details; in other languages by its code, with the English details behind it.
Html diagnostic_in_words(const Visit& visit, const document::Diagnostic& diagnostic);

/// "French" of "fr"; a code of no language that the catalogues know stays.
std::string language_in_words(const Visit& visit, std::string_view code);

/// The name of a body in the reader's language if the vocabulary has it, else as it is kept.
Html body_in_words(const Visit& visit, std::string_view name);
std::string body_name(const Visit& visit, std::string_view name);
/// The language that body_name() gives it in.
std::string body_language(const Visit& visit, std::string_view name);

/// States as a document names them, in the reader's language and in its alphabetical order; a name that is not known stands as printed.
/// `language` is the document's.
List states_in_words(const Visit& visit, const std::vector<std::string>& printed, std::string_view language);

}  // namespace comity::web
