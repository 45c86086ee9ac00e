// The pages on which the report of a consultation is written, checked and taken along (`/consultations/ID/report`). Private to web/.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "machinery/consultations/report_check.hpp"
#include "machinery/consultations/report_document.hpp"
#include "web/desk.hpp"

namespace comity::web {

/// A report with all that is counted behind it.
struct ReportVisit {
    DeskVisit of;
    consultations::Heard heard;  ///< all of it: what a paragraph rests on was put there by somebody who saw it
    std::optional<consultations::ReportStands> stands;
    std::vector<consultations::ReportParagraph> paragraphs;  ///< in the order of the report
    std::map<std::int64_t, std::int64_t> printed;            ///< numbers as printed
    std::vector<consultations::ReportFinding> findings;      ///< where they are asked for
};
ReportVisit report_visit(const Visit& visit, std::string_view call);
/// What the check finds in it, but for what would tell a blind coder what another marked.
std::vector<consultations::ReportFinding> findings_of(const Visit& visit, const ReportVisit& report);
/// Error(not_found) where none is begun.
const consultations::ReportStands& begun(const Visit& visit, const ReportVisit& report);

/// "/consultations/ID/report/1734".
std::string report_paragraph_address(std::string_view call, std::int64_t paragraph);

/// A source of a sentence: whose words they are, with the way to them; or that it is gone.
View source_view(const Visit& visit, const ReportVisit& report, const std::string& source);
/// The sentences of a paragraph with their sources, the counts behind them and what the check finds.
List sentences_view(const Visit& visit, const ReportVisit& report, const consultations::ReportParagraph& paragraph);
View finding_view(const Visit& visit, const ReportVisit& report, const consultations::ReportFinding& finding);
List sections_to_choose(const consultations::Report& report, std::string_view chosen);

/// Lines of a form as sentences: a line that stands as it did keeps its sources; where as many changed as were there, each takes those of the one in its place.
json::Array sentences_written(std::string_view lines, const std::vector<consultations::ReportSentence>& before);
/// One sentence a line, as a form shows it.
std::string in_lines(const std::vector<consultations::ReportSentence>& sentences);

}  // namespace comity::web

namespace comity::web::pages {

http::Response report(const Visit& visit);                ///< `/consultations/ID/report`, `?format=docx`
http::Response report_sent(const Visit& visit);           ///< POST: begin, frame, new paragraphs, issue, into the record
http::Response report_paragraph(const Visit& visit);      ///< `/consultations/ID/report/1734`
http::Response report_paragraph_sent(const Visit& visit);  ///< POST
http::Response report_versions(const Visit& visit);       ///< `/consultations/ID/report/versions?from=17&to=29`
http::Response report_letters(const Visit& visit);        ///< `/consultations/ID/report/letters`, `?of=1734`, `?format=zip`

}  // namespace comity::web::pages
