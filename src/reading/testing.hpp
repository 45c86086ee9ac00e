// For the tests of reading/: invented texts put together in a line, read, and looked at by the ids of their paragraphs.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "base/testing.hpp"
#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::reading::testing {

inline const vocabulary::Vocabulary& words() { return vocabulary::with_demonstration(); }

/// A line each, with a line end behind every one.
inline std::string text_of(std::initializer_list<std::string_view> lines) {
    std::string text;
    for (const auto line : lines) text.append(line) += '\n';
    return text;
}

/// The lines with a blank one between them, as texts of a block a line have them.
inline std::string spaced(std::initializer_list<std::string_view> blocks) {
    std::string text;
    for (const auto block : blocks) text.append(block) += "\n\n";
    return text;
}

inline document::Document read_text(std::string_view bytes, std::string_view file_name = "") { return read(bytes, words(), {file_name}); }

/// A whole invented resolution around these blocks: number and title, the organ's line, the closing line.
inline std::string resolution(std::initializer_list<std::string_view> blocks) {
    return "99/12. Care of shared lighthouses\n\nThe General Assembly,\n\n" + spaced(blocks) + "58th plenary meeting\n16 December 2044\n";
}

inline document::Document read_resolution(std::initializer_list<std::string_view> blocks) { return read_text(resolution(blocks)); }

/// The paragraph of that id; an empty one and a failed test if there is none.
inline const document::Paragraph& at(const document::Document& document, std::string_view id) {
    static const document::Paragraph none;
    const auto* found = document::find_paragraph(document, id);
    if (found == nullptr) ADD_FAILURE() << "no paragraph " << id;
    return found == nullptr ? none : *found;
}

/// "pp1 pp2 h1 op1 op1.a": all ids in their order.
inline std::string ids(const document::Document& document) {
    std::string all;
    for (const auto& paragraph : document.paragraphs) all += (all.empty() ? "" : " ") + paragraph.id;
    return all;
}

/// The marks of footnotes, of a document or of a paragraph, with blanks between them.
template <typename Marked>
std::string marks(const std::vector<Marked>& notes) {
    std::string all;
    for (const auto& note : notes) all += (all.empty() ? "" : " ") + note.mark;
    return all;
}

inline std::string note(const document::Document& document, std::string_view mark) {
    for (const auto& note : document.footnotes) {
        if (note.mark == mark) return note.text;
    }
    ADD_FAILURE() << "no footnote " << mark;
    return {};
}

/// What the furniture of a document is, in its order: "page header, page number".
inline std::string furniture(const document::Document& document) {
    std::string all;
    for (const auto& each : document.furniture) all += (all.empty() ? "" : ", ") + each.what;
    return all;
}

inline bool has_diagnostic(const document::Document& document, std::string_view code) {
    return std::any_of(document.diagnostics.begin(), document.diagnostics.end(), [&](const auto& each) { return each.code == code; });
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A folder of real texts beside the project; nullopt, said aloud, where they are missing.
inline std::optional<std::filesystem::path> shared(std::string_view folder) {
    const auto path = source_folder() / ".." / "shared" / folder;
    if (std::filesystem::is_directory(path)) return path;
    std::cout << "skipped: there is no " << path.lexically_normal().string() << '\n';
    return std::nullopt;
}

}  // namespace comity::reading::testing
