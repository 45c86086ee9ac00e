// Invented documents for the tests of concordance/: paragraphs by their kind, numbered as a reader would.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
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

/// Makes documents at random from few words, so that paragraphs are like each other, repeated, moved, cut and joined.
class Maker {
public:
    explicit Maker(std::uint32_t seed) : random_(seed) {}

    Lines lines() {
        Lines made;
        for (std::size_t i = 0, many = below(14); i < many; ++i) made.push_back(line());
        return made;
    }

    /// What negotiators do to a text.
    Lines changed(Lines lines) {
        for (std::size_t i = 0, many = below(8); i < many; ++i) {
            const std::size_t at = lines.empty() ? 0 : below(lines.size());
            switch (lines.empty() ? 0 : below(7)) {
                case 0: lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), line()); break;
                case 1: lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at)); break;
                case 2: std::swap(lines[at], lines[below(lines.size())]); break;
                case 3: lines[at] += " " + words(); break;
                case 4: lines[at] = lines[at].substr(0, std::max<std::size_t>(4, below(lines[at].size() + 1))); break;
                case 5: split(lines, at); break;
                default: lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), lines[at]); break;
            }
        }
        return lines;
    }

    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_); }

private:
    std::string words() {
        static constexpr std::array<std::string_view, 24> inventory = {
            "lamp",  "Lamp", "lamps", "of",       "the",  "and", ",",  ";",     "97/3", "98/7", "4 December 2042", "ninety-eighth",
            "reefs", "été",  "États", "keeper’s", "лампа", "灯塔", "“fog”", "(a)",  "12",   "14",  "\xFF",            "horn - bell"};
        std::string made;
        for (std::size_t i = 0, many = 1 + below(16); i < many; ++i) {
            if (i > 0) made += ' ';
            made += inventory[below(inventory.size())];
        }
        return made;
    }
    std::string line() {
        static constexpr std::array<std::string_view, 6> kinds = {"pp ", "op ", "op ", "h ", "fn ", "x "};
        return std::string(kinds[below(kinds.size())]) + words();
    }
    void split(Lines& lines, std::size_t at) {
        const std::size_t blank = lines[at].find(' ', lines[at].size() / 2);
        if (blank == std::string::npos || blank < 4) return;
        const std::string rest = lines[at].substr(0, lines[at].find(' ') + 1) + lines[at].substr(blank + 1);
        lines[at].resize(blank);
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at) + 1, rest);
    }

    std::mt19937 random_;
};

}  // namespace comity::concordance::testing
