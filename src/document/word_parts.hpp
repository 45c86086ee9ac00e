// The parts of a word processor's file that hardly depend on what stands in it. Private to document/.
#pragma once

#include <string>

#include "document/word_file.hpp"

namespace comity::document::word {

inline constexpr int deepest_level = 4;
inline constexpr int indent = 567;  ///< a step of numbered levels, 1 cm, in twentieths of a point

/// The name of a style in styles.xml: "Operative", "Operative2", "Heading1".
std::string style_id(const Place& place);
/// Whether the style's first line begins before the others, to make room for a number.
bool hangs_by_style(Style style) noexcept;

std::string styles_part(const File& file);
std::string numbering_part(const File& file);
std::string settings_part(const File& file);
std::string core_part(const File& file);
bool has_header(const File& file) noexcept;
std::string header_part(const File& file);
std::string footer_part(const File& file);
std::string content_types_part(const File& file);
std::string package_relations_part();
std::string document_relations_part(const File& file);

inline constexpr const char* main_namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr const char* relations_namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// "en-GB": as word processors name languages.
std::string language_tag(const std::string& language);

}  // namespace comity::document::word
