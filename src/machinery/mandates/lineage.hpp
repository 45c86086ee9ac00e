// Which acts of successive texts of one series are one continuing mandate. Paragraphs are put beside each other by the concordance, never by their
// numbers; within paragraphs that are beside each other acts meet by sense, verb, whom they ask and their words. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "document/document.hpp"
#include "machinery/mandates/short_act.hpp"

namespace comity::mandates {

/// An act by the place of its text (in whatever list it belongs to) and its place among the acts of that text.
struct Step {
    std::uint32_t text = 0, act = 0;
    auto operator<=>(const Step&) const = default;
};

/// One mandate through the texts of a series, oldest first; never empty, at most one step for each text.
struct Line {
    Few<Step> steps;
    /// If the text after its last step has another act in its place (a paragraph beside its own) that asks the same of whom it asked: that act.
    std::optional<Step> replaced_by;
    bool operator==(const Line&) const = default;
};

struct LineageText {
    const document::Document* document = nullptr;
    const std::vector<ShortAct>* acts = nullptr;
};

/// Of texts, oldest first; each of their acts stands in one line. In the order of the first step.
std::vector<Line> lines_of(std::span<const LineageText> texts, const Names& names);

}  // namespace comity::mandates
