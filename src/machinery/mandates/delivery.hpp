// What tells that a report was delivered: a text that takes note of it, or the report itself, which names the text that asked for it. Pure.
#pragma once

#include <string>
#include <vector>

#include "directive/directive.hpp"
#include "document/document.hpp"
#include "machinery/mandates/short_act.hpp"

namespace comity::mandates {

/// A report as a text speaks of it: "the report of the Secretary-General", with its symbol in the paragraph or its footnote.
struct NamedReport {
    Names::Number symbol = 0;     ///< canonical, without locators
    Names::Number paragraph = 0;  ///< id of the paragraph that speaks of it
    Asked by;                     ///< whose report it is
    bool operator==(const NamedReport&) const = default;
};
std::vector<NamedReport> reports_named(const document::Document& document, const vocabulary::Vocabulary& vocabulary, const directive::Words& words, Names& names);

/// Of a document that is a report itself: the acts that it names, by their canonical symbols, each once. Empty for all that is none.
std::vector<Names::Number> texts_reported_on(const document::Document& document, const vocabulary::Vocabulary& vocabulary, Names& names);

/// Whether something that is asked for comes as a report: "report", "oral update", "note", "study".
bool is_report(const ShortAct& act, const Names& names);

}  // namespace comity::mandates
