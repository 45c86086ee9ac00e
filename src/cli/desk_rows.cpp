// Rows of the table of commands: reading, coding and reporting in a consultation.
#include "cli/commands.hpp"
#include "cli/desk.hpp"
#include "cli/rows.hpp"
#include "machinery/actors/process_permissions.hpp"

namespace comity::cli {

using namespace rows;

Command desk_command() {
    return {"desk",
            "read and code contributions, see who is heard",
            {"WORD CALL [...]", 1, any_number, What::words},
            {format({"text", "json", "csv"}),
             {"coder", "NAME", "who reads: an account's name or a user of this machine, once for each", {}, {}, Option::Count::often},
             {"seeing", "", "coders see one another's codes; else they are blind until all are done with a contribution"},
             {"words", "WORDS", "the words of the passage, as they stand"},
             {"part", "N", "the part of the contribution in which they stand; 1 if it is not given"},
             {"occurrence", "N", "which of several places with these words; 1 if it is not given"},
             {"kind", "KIND", "of the passage", {"way and means", "good practice", "obstacle", "challenge", "proposal"}},
             {"question", "N", "of the call that it answers"},
             {"theme", "ID", "what it is about, once for each (comity themes)", {}, {}, Option::Count::often},
             {"mechanism", "ID", "the mechanism that it means (comity actors), such as body:HRC"},
             {"paragraph", "ID", "the paragraph of the text under which is consulted to which it speaks, such as op12"},
             {"addressee", "WORDS", "of a proposal: to whom it is made"},
             {"affected", "WORDS", "who is affected, once for each", {}, {}, Option::Count::often},
             {"note", "WORDS", "for those who read it later"},
             {"none", "", "of settle: these words are no passage"},
             {"language", "CODE", "of translate: into which language, such as en"},
             {"translator", "NAME", "of translate: who translated"},
             {"title", "NAME", "of a group of passages"},
             why,
             on_behalf_of,
             authority},
            "The words, each with the short name of a call behind it:\n\n"
            "coders CALL names who reads (--coder); coders are added, none is taken out. read CALL NUMBER shows a contribution with what you may see of its codes, and proposes for each paragraph "
            "which question it answers, its kind and the paragraph to which it speaks, with the reasons; nothing is coded by that. code CALL NUMBER --words \"...\" --kind KIND codes a passage; take-back CALL NUMBER "
            "KEY takes a code back. done CALL NUMBER says that you have read it: from then on what differs is settled, no longer changed.\n\n"
            "agreement CALL gives Krippendorff's alpha with what is to be settled; settle CALL NUMBER KEY --why \"...\" settles it, with the reason. "
            "translate CALL NUMBER FILE --language CODE lays a human translation beside a part, paragraph by paragraph.\n\n"
            "passages CALL lists those that count. similar CALL proposes groups of proposals (--kind: of others) that say the same, with the words that they share; gather CALL PASSAGE... --title NAME makes "
            "one, groups CALL lists them, regroup CALL GROUP [PASSAGE...] and part CALL GROUP change them.\n\n"
            "balance CALL tells who is heard, with the lists behind each figure, and what is missing. matrix CALL has kinds by themes by kinds of contributors.",
            {{"comity desk coders views-2031 --coder anna --coder bert", "two coders, blind to one another"},
             {"comity desk read views-2031 1734", "a contribution with what the rules propose"},
             {"comity desk code views-2031 1734 --words \"lamps are lit too late\" --kind obstacle --question 2", "codes a passage"},
             {"comity desk balance views-2031", "who is heard, and who is not"}},
            run_desk,
            actors::consult};
}

Command report_command() {
    return {"report",
            "write the report on a consultation, each sentence tied to its sources",
            {"WORD CALL [...]", 2, any_number, What::words},
            {format({"text", "json", "html", "markdown", "docx", "odt", "pdf", "akn"}),
             {"title", "WORDS", "of the report; the call's if it is not given"},
             {"symbol", "SYMBOL", "of the report, once there is one"},
             {"body", "NAME", "to which it is submitted"},
             {"session", "N", "of that body"},
             {"limit", "N", "it has at most so many words, footnotes and annex included; 8500 if it is not given"},
             {"closed", "", "it is for those who keep the consultation alone: else nothing confidential gets in"},
             {"section", "ID", "of a paragraph: introduction, contributions, ways-and-means, obstacles, proposals, conclusions"},
             {"rank", "N", "of a paragraph: its place in the section; last if it is not given"},
             {"text", "WORDS", "of a paragraph, or an answer"},
             {"comment", "WORDS", "for the other writers"},
             why,
             on_behalf_of,
             authority},
            "The words, each with the short name of a call behind it:\n\n"
            "begin CALL begins it with the customary sections; change CALL changes title, symbol, limit. write CALL FILE --section ID writes a paragraph: in the file a sentence stands on each line, with its "
            "sources in square brackets behind it, passages or whole contributions (\"Several States said so. [1734:1-0a1b2c3d-1; 1751]\"), or why it needs none (\"[own: mandate]\"). "
            "write CALL NUMBER [FILE] changes a paragraph, take-out CALL NUMBER takes it out. A source that is confidential is refused in a public report, with the reason.\n\n"
            "show CALL gives the report in any form; paragraphs CALL lists its paragraphs with their numbers and sources. check CALL lists what is in no paragraph, what rests on nothing, who is never quoted, "
            "which numbers are wrong. issue CALL issues it when nothing stands in the way. "
            "file CALL takes an issued report into the record, as a document that cites its mandate, and says that the mandate is delivered with it.\n\n"
            "answer CALL PASSAGE --text \"...\" answers a proposal. letters CALL FOLDER writes a letter (DOCX) for each contributor: which paragraphs use which of its words.",
            {{"comity report begin views-2031 --title \"Views on cooperation\"", "begins the report"},
             {"comity report write views-2031 paragraph.txt --section obstacles", "a paragraph with its sources"},
             {"comity report check views-2031", "what is wrong or missing"},
             {"comity report show views-2031 --format docx > report.docx", "as a file"},
             {"comity report letters views-2031 letters/", "where each contributor's words went"}},
            run_report,
            actors::consult};
}

}  // namespace comity::cli
