// Invented documents for the tests of concordance/: paragraphs by their kind, numbered as a reader would.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace comity::concordance::testing {

/// Each line a paragraph: "pp Noting the lamps,", "op Requests a list;", "h Title", "fn See A/98/1.".
using Lines = std::vector<std::string>;

inline document::Document document_of(const Lines& lines) {
    document::Document made;
    int preambular = 0, operative = 0, headings = 0, others = 0;
    for (const std::string& line : lines) {
        const std::size_t blank = line.find(' ');
        const std::string what = line.substr(0, blank), text = blank == std::string::npos ? "" : line.substr(blank + 1);
        if (what == "fn") {
            made.footnotes.push_back({std::to_string(made.footnotes.size() + 1), text, {}});
            continue;
        }
        document::Paragraph paragraph;
        paragraph.text = text;
        if (what == "pp") {
            paragraph.id = "pp" + std::to_string(++preambular);
            paragraph.kind = document::ParagraphKind::preambular;
        } else if (what == "op") {
            paragraph.number = std::to_string(++operative);
            paragraph.id = "op" + *paragraph.number;
            paragraph.kind = document::ParagraphKind::operative;
        } else if (what == "h") {
            paragraph.id = "h" + std::to_string(++headings);
            paragraph.kind = document::ParagraphKind::heading;
        } else {
            paragraph.id = "x" + std::to_string(++others);
        }
        if (what == "pp" || what == "op") {
            paragraph.opening = text.substr(0, text.find(' '));
        }
        made.paragraphs.push_back(std::move(paragraph));
    }
    return made;
}

}  // namespace comity::concordance::testing
