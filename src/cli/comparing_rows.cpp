// Rows of the table of commands: texts against each other: series, provenance, precedents, votes.
#include "cli/commands.hpp"
#include "cli/rows.hpp"

namespace comity::cli {

using namespace rows;

Command compare_command() {
    return {"compare",
            "what changed between two texts, word by word",
            {"A B", 2, 2, What::files_or_symbols},
            {format({"text", "json", "html", "docx"}), language, output},
            "A and B are files, or symbols of texts in the record. Each paragraph of A is put beside the paragraph of B that it became, however "
            "often it was renumbered, moved, split or merged with another, and what changed in it is shown word by word. Session numbers, dates and "
            "numbers of texts that only went on are told apart from substance, and so are case and signs.\n\n"
            "Words that went stand as [-these-], words that came as {+these+}; on a terminal they are struck and underlined. With --format html it is "
            "one file that can be sent by e-mail and printed. With --format docx it is a word processor's file in which every insertion, deletion and move "
            "is a change that can be accepted or rejected: all accepted is B, all rejected is A. A file of - is the standard input.\n\n"
            "In drafts under negotiation paragraphs with \"bis\", \"ter\" or \"alt\" stand for themselves, and who proposes what is listed. Struck words "
            "(~~so~~, or with strokes through their letters) are proposed for deletion: they are listed, and the texts are compared without them.",
            {{"comity compare 77/213 78/199", "two texts of the record"},
             {"comity compare 78/199 draft.txt", "a draft against the last text"},
             {"comity compare 78/199 draft.txt --format docx --output changes.docx", "the same as tracked changes"},
             {"comity compare old.txt new.txt --format html > changes.html", "a page to send"}},
            run_compare,
            P::read};
}

Command series_command() {
    return {"series",
            "the sessions of a text that comes again and again, with the gaps",
            {"[SYMBOL]", 0, 1, What::symbols},
            {format({"text", "json", "csv", "html", "docx"}),
             language,
             {"votes", "", "how each State voted on each of these texts, as far as roll calls or the texts themselves tell"},
             {"state", "NAME", "how this State voted on each of them; its name in any of the six languages, or its code, such as FRA"},
             {"table", "", "the paragraphs of its texts side by side: a column for each text, a row for each paragraph"},
             {"limit", "NUMBER", "of the table: only so many texts, the latest"},
             output},
            "Gathers the states of one recurring text of a body, oldest first: by their titles, by what each recalls, and by their words, so that a "
            "title that changed keeps its series. Each says why it is here; a text for which only one thing speaks is marked as a guess. Those that "
            "are only cited, and years without a known text, are listed as gaps. A draft stands below the text that it became. The "
            "series of the same title of another body is named as its sister. Where the rule errs, comity correct SYMBOL --in-series-of OTHER and "
            "--not-in-series-of OTHER say so.\n\n"
            "With --table each paragraph is followed through the texts of the record, however often it was renumbered or moved: where it stands, "
            "what happened to it, and its words. It comes as text with the places alone, and with the words as json, csv, html and docx.\n\n"
            "Without a SYMBOL it lists the texts that come again, those with the most states first.",
            {{"comity series 78/199", "all sessions of that text"},
             {"comity series 78/199 --state France", "how one State voted over all sessions"},
             {"comity series 78/199 --votes --format csv", "all States, for a spreadsheet"},
             {"comity series 78/199 --table --limit 4 --format docx --output table.docx", "its last four texts side by side, to be printed"},
             {"comity series", "what comes again and again"}},
            run_series,
            P::read};
}

Command votes_command() {
    return {"votes",
            "what the tables of roll calls brought, and where they contradict the texts",
            {"", 0, 0, What::nothing},
            {format({"text", "json", "csv"})},
            "Counts the roll calls of the record: how many are tied to a text by their number and why others are not, what the votes were on, and "
            "how often table and text contradict each other in the date, the counts or the States. A contradiction is told and never mended; "
            "with --format csv each has a line.\n\n"
            "How one text was voted on is shown by comity show, how a State voted over a series by comity series --state.",
            {{"comity votes", "the figures"}, {"comity votes --format csv", "each contradiction"}},
            run_votes,
            P::read};
}

Command provenance_command() {
    return {"provenance",
            "since when each word of a text stands in its series",
            {"SYMBOL", 1, 1, What::symbols},
            {{"paragraph", "ID", "only this paragraph, with its words in each year against the year before, the vote and the sponsors"},
             format({"text", "json", "html", "csv", "docx"}),
             language,
             output},
            "Follows the words of a text back through all earlier texts of its series, however often their paragraphs were renumbered, moved, "
            "split or merged, and shows before each run of words the year in which it came in. Words that had left and came back say when. "
            "Where the text between two years is not in the record, both years are told, as in [2017 or 2016].",
            {{"comity provenance 78/199", "the text with the years"},
             {"comity provenance 78/199 --paragraph op12", "one paragraph through all years"},
             {"comity provenance 78/199 --format html > ages.html", "a page in which the newer words stand on stronger ground"}},
            run_provenance,
            P::read};
}

Command precedents_command() {
    return {"precedents",
            "where the words of a passage or a draft were agreed before",
            {"[TEXT]", 0, any_number, What::words},
            {{"file", "FILE", "a whole draft instead of words: each paragraph with its nearest precedent and its new words"},
             format({"text", "json", "html", "csv", "docx"}),
             output,
             {"limit", "NUMBER", "at most so many wordings, 10 if it is not given"},
             {"timeline", "", "how a phrase was used by body and year: when first, and where it was dropped"},
             {"before", "DATE", "only in texts of an earlier date, such as 2023-12-19 or 2023"},
             {"except", "SYMBOL", "not in this text; may be given several times", {}, {}, Option::Count::often},
             {"body", "BODY", "only in texts of this body"},
             {"language", "CODE", "only in this language"},
             {"drafts", "", "in drafts, too, and not only in what was adopted"}},
            "Looks for the words of the passage in all texts of the record, in runs of three words or more, and puts the paragraph first that "
            "has the largest share of them. Equal wordings of several texts are one answer, with the text that says it last; for the words in "
            "common it is told in how many texts they stand together, where first and where last, and how each was adopted.\n\n"
            "First comes the passage itself: behind each piece the number of the text that it comes from, new words as {+these+}. Then each "
            "wording beside the passage: what it lacks as {+these+}, what the passage has besides as [-these-]. What is asked is not kept.\n\n"
            "One or two words have no run of three: for them the timeline is shown. A FILE of - is the standard input.",
            {{"comity precedents \"to promote genuine dialogue among States\"", "a passage"},
             {"comity precedents --file draft.txt --format html > report.html", "a whole draft, as a page to send"},
             {"comity precedents --timeline \"genuine dialogue\"", "one phrase through the years"}},
            run_precedents,
            P::read};
}

}  // namespace comity::cli
