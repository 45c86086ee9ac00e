// The rule of reports: beginning one, its frame, its paragraphs, answers to proposals, issuing it. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "machinery/consultations/heard.hpp"
#include "machinery/consultations/report.hpp"
#include "machinery/consultations/ruling.hpp"

namespace comity::consultations {

/// All that the rule may know.
struct ReportState {
    std::string call, call_title;
    std::optional<Report> report;
    std::int64_t revision = 0;  ///< of it
    std::vector<std::pair<ReportParagraph, std::int64_t>> paragraphs;  ///< in force, with their revisions
    std::vector<std::pair<ProposalAnswer, std::int64_t>> answers;
    std::vector<std::vector<std::string>> groups;  ///< sources that were gathered
    const Heard* heard = nullptr;
    std::int64_t number = 0;    ///< of a new paragraph: the position of the next entry
};

/// "begin report", "change report" (fields title, symbol, body, session, word_limit, public, sections: [{id, title}]); "write paragraph" (about: its number, or the call for a
/// new one; section, rank, text, comment, sentences: [{text, sources, own}]), "take out paragraph"; "answer proposal" (source: one or several, text); "issue report"; "file report" (document). Of `text` each sentence
/// is one without a source until it is given one. `seen_revision`: of the report or the paragraph.
Ruling decide(const ReportState& state, const Request& request);

/// Why a report can't go into the record as a document (yet, not at all, or not again); nothing if it can.
Said why_not_filed(const Report& report);

}  // namespace comity::consultations
