#include "base/testing.hpp"
#include "reading/diagnostics.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "reading/testing.hpp"

namespace comity::reading {
namespace {

using testing::read_text;
using testing::resolution;

/// For each code a text that raises it, and the line at which it does.
struct Example {
    std::string text;
    std::uint32_t line;
    std::string file_name;
};

std::map<std::string, Example> examples() {
    return {
        {"not-utf-8", {resolution({"Noting the l\xC3\xA1mps \xFF,", "1. Requests oil."}), 5, ""}},
        {"nul-bytes", {resolution({std::string_view("Noting the \0lamps,", 18), "1. Requests oil."}), 5, ""}},
        {"symbol-from-file-name", {"The General Assembly,\n\nNoting the lamps,\n\n1. Requests oil.\n", 1, "A_RES_99_12.txt"}},
        {"nothing-recognized", {"Dear keeper of the lamps,\n\nthe oil has come.\n", 1, "letter.txt"}},
        {"several-texts", {resolution({"Noting the lamps,", "1. Requests oil."}) + "\nA/RES/99/13\nDistr.: General\n\n" + "A/RES/99/14\nDistr.: General\n", 16, ""}},
        {"unplaced-line", {"A/RES/99/12\n\nWhoever finds this lamp may keep it: ask at the harbour\n\n" + resolution({"Noting the lamps,", "1. Requests oil."}), 3, ""}},
        {"number-gap", {resolution({"Noting the lamps,", "1. Requests oil;", "4. Decides to go on."}), 9, ""}},
        {"number-lost", {resolution({"Noting the lamps,", "1. Requests oil;", "Also requests wicks;", "3. Decides to go on."}), 9, ""}},
        {"note-not-called", {resolution({"Noting the lamps,¹", "¹ A/99/1.", "² A/99/2.", "1. Requests oil."}), 9, ""}},
        {"citation-doubt", {resolution({"Recalling its resolution 78/199 of 19 December 2003,", "1. Requests oil."}), 5, ""}},
        {"encoding", {"<html><head><meta charset=windows-1252></head><body><p>L\xE1mps</p></body></html>", 1, ""}},
        {"encoding-guessed", {resolution({"Noting the l\xE1mps,", "1. Requests oil."}), 1, ""}},
        {"list-does-not-fit", {resolution({"Noting the lamps,", "1. Requests oil."}) + "\n[Comity text 1] symbol; pp1; pp2\n", 1, ""}},
        {"tracked-changes", {"<html><p>Lamps</p><p>1. <ins cite=\"mailto:Ana\" datetime=\"2044-05-03\">Requests</ins> oil.</p>", 2, ""}},
        {"comment", {"<html><p>Lamps</p><div style='mso-element:comment'>Agreed?</div>", 2, ""}},
        {"hidden-words",
         {R"(<?xml version="1.0"?><o:document xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" o:mimetype="application/vnd.oasis.opendocument.text"><o:body><o:text><o:p>Lamps</o:p><o:section display="none">Oil</o:section></o:text></o:body></o:document>)",
          2, ""}},
    };
}

TEST(Diagnostics, HaveEachAnExampleThatRaisesThemAtItsLine) {
    const auto all = examples();
    for (const FindingKind& kind : finding_kinds()) {
        const auto example = all.find(std::string(kind.code));
        ASSERT_NE(example, all.end()) << kind.code;
        const auto document = read_text(example->second.text, example->second.file_name);
        bool found = false;
        for (const auto& each : document.diagnostics) {
            if (each.code != kind.code) continue;
            found = true;
            EXPECT_EQ(each.line, example->second.line) << kind.code;
            EXPECT_EQ(each.severity, kind.severity) << kind.code;
            EXPECT_TRUE(!each.message.empty() && each.message.find('\n') == std::string::npos) << kind.code;
        }
        EXPECT_TRUE(found) << kind.code;
    }
}

TEST(Diagnostics, HaveCodesOfTheirOwn) {
    std::set<std::string_view> codes;
    for (const FindingKind& kind : finding_kinds()) EXPECT_TRUE(codes.insert(kind.code).second) << kind.code;
}

TEST(Diagnostics, StandInTheManualWithTheirMeaning) {
    const std::string manual = testing::bytes_of(source_folder() / "docs/reading.md");
    for (const FindingKind& kind : finding_kinds()) {
        const std::string row = "| `" + std::string(kind.code) + "` | " + std::string(kind.meaning) + " |";
        EXPECT_NE(manual.find(row), std::string::npos) << row;
    }
}

TEST(Diagnostics, TakeTheTablesWordsWhereNoDetailsAreGiven) {
    EXPECT_EQ(diagnostic(Finding::nul_bytes, 3).message, "The file has NUL bytes, which were left out.");
    EXPECT_EQ(diagnostic(Finding::nul_bytes, 3, "Two of them.").message, "Two of them.");
}

}  // namespace
}  // namespace comity::reading
