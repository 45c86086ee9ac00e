// What the parts of converting/ share. Private to it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "converting/converting.hpp"
#include "programs/programs.hpp"

namespace comity::converting {

inline constexpr std::string_view pdf_program = "pdftohtml", pdf_package = "poppler-utils";
inline constexpr std::string_view office_program = "soffice", office_package = "libreoffice-writer-nogui";

/// No larger file is given to another program, and none larger is taken from it.
inline constexpr std::size_t largest = std::size_t{256} << 20U;

Converted pages_of_pdf(std::string_view bytes, std::string_view sha256);
Converted word_of_old_word(std::string_view bytes, std::string_view sha256);
Converted word_of_rich_text(std::string_view bytes, std::string_view sha256);

/// Runs it when its turn comes: two at once in the whole process, as each may take much memory.
programs::Outcome run_in_turn(const programs::Command& command, const PassingFolder& folder);
/// Of a program that didn't end by itself: Error(limit) or Error(bad_request) in a sentence.
void demand_its_end(const programs::Outcome& outcome, std::string_view program);

// --- cleaned copies (cleaning.hpp) -----------------------------------------------------------------------------------------------

/// The picture without anything beside it; nullopt for what is neither JPEG nor PNG, or broken.
std::optional<std::string> picture_alone(std::string_view bytes);
/// Overwrites with blanks what stands beside the JPEG pictures within other bytes, which keep their length and places.
void blank_beside_pictures(std::string& bytes);
/// Error(bad_request) for archives that are damaged.
std::string cleaned_word(std::string_view archive);
std::string cleaned_open_text(std::string_view archive);

}  // namespace comity::converting
