// The report on a consultation: its frame, and its paragraphs, of which each sentence says on which passages or submissions it rests. A paragraph is a subject of its own,
// so that several people write at once. Sources are named by their places (source_of), not by subjects: an erased submission leaves the report, and the report says so; only
// a paragraph that quotes its words goes with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"

namespace comity::consultations {

inline constexpr std::string_view report_kind = "report", report_paragraph_kind = "report paragraph", proposal_answer_kind = "proposal answer";
/// Secretariat papers, footnotes included (DOMAIN: limits are data of the report, this is where one begins).
inline constexpr std::int64_t customary_word_limit = 8500, most_word_limit = 100'000;

struct ReportSection {
    std::string id;     ///< "obstacles"
    std::string title;  ///< "Obstacles and challenges"
    bool operator==(const ReportSection&) const = default;
};
/// As the practice has them: introduction, contributions, ways and means, obstacles and challenges, proposals, conclusions.
std::vector<ReportSection> customary_sections();

/// The state of "report:two-shores-2031".
struct Report {
    std::string call;
    std::string title, symbol, body, session;  ///< symbol: "" until there is one
    std::vector<ReportSection> sections;
    std::int64_t word_limit = customary_word_limit;  ///< 0: none
    bool is_public = true;   ///< else for those who keep the consultation alone
    bool issued = false;
    std::string document = {};  ///< SHA-256 of the file as which it came into the record; "" as long as it has not
    bool operator==(const Report&) const = default;
};
json::Value to_json(const Report& report);
Report report_from(const json::Value& state);

struct ReportSentence {
    std::string text;
    std::vector<std::string> sources;  ///< "7:1-0a1b2c3d-1" a passage, "7" a whole submission; in order, each once
    std::string own;                   ///< why it needs none: "mandate", "method", "conclusion" ...; "" where it has sources
    bool operator==(const ReportSentence&) const = default;
};

/// The state of "report-paragraph:two-shores-2031:1734", by the position of its first entry.
struct ReportParagraph {
    std::string call;
    std::int64_t number = 0;  ///< never given twice; what is printed is counted anew
    std::string section;      ///< id
    std::int64_t rank = 0;    ///< in its section; of two alike the older first
    std::vector<ReportSentence> sentences;
    std::string comment;      ///< of the writers, for one another
    std::vector<std::string> quotes;  ///< subjects of submissions whose very words it has: erased with them
    bool withdrawn = false;
    bool operator==(const ReportParagraph&) const = default;
};
json::Value to_json(const ReportParagraph& paragraph);
ReportParagraph report_paragraph_from(const json::Value& state);

/// What is answered to a proposal, for its contributor. The state of "answer:two-shores-2031:7:1-0a1b2c3d-1".
struct ProposalAnswer {
    std::string call, source, text;
    bool operator==(const ProposalAnswer&) const = default;
};
json::Value to_json(const ProposalAnswer& answer);
ProposalAnswer proposal_answer_from(const json::Value& state);

std::string report_subject(std::string_view call);
std::string report_paragraph_subject(std::string_view call, std::int64_t number);
std::string subject_of(const ProposalAnswer& answer);

/// Those in force in the order of the report: by section, rank, number.
std::vector<ReportParagraph> in_order(const Report& report, std::vector<ReportParagraph> paragraphs);
/// "sentence one. Sentence two." as sentences: parted behind a full stop, question or exclamation mark before a capital; abbreviations of references ("para. 3") hold.
std::vector<std::string> sentences_of(std::string_view text);

}  // namespace comity::consultations
