// Texts that Comity itself has written as plain text or as an HTML page. They state what their words can't show, so nothing is guessed again: what was written is what is read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "document/paragraph_list.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::reading {

/// Whether a text ends as `comity show --format text` writes it for a file.
bool is_own_text(std::string_view bytes) noexcept;
/// nullopt where what stands above its list of paragraphs isn't what the list says: somebody has written into it.
std::optional<document::Document> read_own_text(std::string_view bytes, const vocabulary::Vocabulary& vocabulary);
/// The facts at the head of such a file, which stay what they are whatever was written into its paragraphs; and all that is below them, each line where it was.
struct OwnHead {
    document::Document facts;
    std::string rest;
};
/// nullopt where the head isn't as the list says.
std::optional<OwnHead> own_head(std::string_view bytes, const vocabulary::Vocabulary& vocabulary);
/// The file without its list.
std::string without_list(std::string_view bytes);

/// Whether a page says that it is one of ours, with all that it needs to be read as it was.
bool is_own_page(std::string_view bytes) noexcept;
std::optional<document::Document> read_own_page(std::string_view bytes, const vocabulary::Vocabulary& vocabulary);

/// Takes one of document::named_facts() back; false for what is none.
bool take_named_fact(document::Document& document, std::string_view name, std::string_view value, const vocabulary::Vocabulary& vocabulary);
/// Year, number and what the masthead cites, which no page shows by themselves; false for a year that is none.
bool take_unseen_facts(document::Document& document, const document::ParagraphList& list);
/// The opening as the list says, once the paragraph has its words; false where they begin otherwise.
bool take_opening(document::Paragraph& paragraph, const document::Listed& listed);
/// Whether the document is one that any reader could have made: a symbol that is one, no control characters, nothing empty where words must be. What we
/// have written always is; a file that only looks like ours may be anything.
bool is_sound(const document::Document& document, const vocabulary::Vocabulary& vocabulary);
/// Finds the citations of a document whose paragraphs and footnotes are there.
void cite_all(document::Document& document, const vocabulary::Vocabulary& vocabulary);

}  // namespace comity::reading
