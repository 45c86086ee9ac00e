// The parts of a DOCX file (ECMA-376 part 2): which one holds the text, which ones belong to it. Nothing outside the file is ever asked for.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xml/reader.hpp"
#include "zip/zip.hpp"

namespace comity::reading {

class WordPackage {
public:
    /// Error(bad_request) for what is no sound archive or has no text, Error(limit).
    explicit WordPackage(std::string_view bytes);

    [[nodiscard]] const xml::Node& document() const noexcept { return document_->root; }
    /// The root of the part that the text names by the kind of relation ("styles", "footnotes"); nullptr if there is none.
    const xml::Node* related(std::string_view kind);
    /// The same by the relation's id, as heads and feet of pages are named.
    const xml::Node* by_id(std::string_view id);

private:
    struct Relation {
        std::string id, kind, part;
    };
    std::map<std::string, std::string> parts_;  ///< bytes by name
    std::vector<Relation> relations_;           ///< of the text
    std::map<std::string, std::unique_ptr<xml::Tree>> trees_;
    std::unique_ptr<xml::Tree> document_;

    std::unique_ptr<xml::Tree> parsed(const std::string& name) const;
    const xml::Node* part(const std::string& name);
    [[nodiscard]] std::vector<Relation> relations_of(const std::string& name) const;
};

/// Of an element like <w:b w:val="0"/>: it says yes unless it says no.
bool says_yes(const xml::Node& property) noexcept;
/// The number in a text; nullopt for anything else.
std::optional<int> integer(std::string_view text) noexcept;

}  // namespace comity::reading
