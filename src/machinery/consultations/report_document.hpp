// The report as a document, from which every form in which it goes out is made (document/, exports/): masthead, sections, numbered paragraphs, a footnote for the sources of
// each sentence, an annex of contributors. And the letter that tells a contributor where its words went. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "json/json.hpp"
#include "machinery/consultations/heard.hpp"
#include "machinery/consultations/report.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::consultations {

/// English, as the writers' own words are. `paragraphs` as in_order() has them. Footnotes name contributors as they may be named: "Ardune, para. 3; one non-governmental
/// organization, name withheld". In the annex contributors stand by kind, then in the order of their names.
document::Document document_of(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard);
/// The same with what it cites, as it goes out: links in its files, and how the record knows which text asked for it.
document::Document document_of(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard, const vocabulary::Vocabulary& vocabulary);
/// As United Nations documents are counted: title, headings, text, footnotes and annex.
std::int64_t words_of_report(const Report& report, const std::vector<ReportParagraph>& paragraphs, const Heard& heard);
std::int64_t words_of_report(const document::Document& made);
/// The printed number of each paragraph, by ReportParagraph::number.
std::map<std::int64_t, std::int64_t> printed_numbers(const std::vector<ReportParagraph>& paragraphs);

/// Where the words of one contributor went.
struct WordsUsed {
    std::int64_t paragraph = 0;      ///< as printed
    std::string sentence;            ///< of the report
    std::vector<std::string> words;  ///< the contributor's own; none where the sentence rests on the whole submission
    bool operator==(const WordsUsed&) const = default;
};
struct ContributorLetter {
    std::int64_t submission = 0;
    Contributor contributor;
    std::vector<WordsUsed> used;
    std::vector<std::string> not_told;                           ///< passages that were marked and stand in no paragraph
    std::vector<std::pair<std::string, std::string>> answers;   ///< to its proposals: its words, the answer
};
/// Nothing of other contributors is in it: of a sentence that rests on several it has their own words alone.
ContributorLetter letter_to(const Voice& voice, const std::vector<ReportParagraph>& paragraphs, const Heard& heard, const std::vector<ProposalAnswer>& answers);
/// A document to be sent.
document::Document document_of(const ContributorLetter& letter, const Report& report);
json::Value to_json(const ContributorLetter& letter);

}  // namespace comity::consultations
