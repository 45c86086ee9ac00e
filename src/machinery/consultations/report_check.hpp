// The check of a report against the data: what is in no paragraph, what rests on nothing, who is never heard, which numbers are wrong, what may not be told. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/sentence.hpp"
#include "json/json.hpp"
#include "machinery/consultations/heard.hpp"
#include "machinery/consultations/report.hpp"

namespace comity::consultations {

struct ReportFinding {
    std::string code;            ///< "no-source", "wrong-count" ...: report_findings()
    Said said;
    bool bars = false;           ///< the report is not issued with it
    std::int64_t paragraph = 0;  ///< ReportParagraph::number; 0: the whole
    std::size_t sentence = 0;    ///< from 1; 0: the whole paragraph
    std::string about;           ///< a source, or a contributor's name
    bool operator==(const ReportFinding&) const = default;
};
json::Value to_json(const ReportFinding& finding);

/// The codes, each with what it means, for people: barring ones first.
std::vector<std::pair<std::string_view, std::string_view>> report_findings();

/// `paragraphs` as in_order() has them; `groups`: sources of proposals that were gathered, so that one told tells them all. In the order of the report, then of what it lacks.
std::vector<ReportFinding> check(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard, const std::vector<std::vector<std::string>>& groups = {});

/// What of it is found in the sentences of these paragraphs.
std::vector<ReportFinding> check_sentences(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard);

/// What may not be said in a sentence of a public report, for the rule that refuses it and the check that finds what became so later; nothing if all is well.
Said not_for_public(const ReportSentence& sentence, const Heard& heard);

/// Words of each submission that sentences resting on it have, in runs of three or more.
std::map<std::int64_t, std::int64_t> quoted_words(const std::vector<ReportParagraph>& paragraphs, const Heard& heard);
/// Subjects of submissions of whose words the sentences have runs of at least eight: a quotation, which goes with an erasure.
std::vector<std::string> quoted_submissions(std::string_view call, const std::vector<ReportSentence>& sentences, const Heard& heard);

/// Words as United Nations documents are counted: of title, headings, text, footnotes and annex, parted by blanks.
std::int64_t counted_words(std::string_view text) noexcept;

}  // namespace comity::consultations
