// Rows of the table of commands: reading and finding texts.
#include "cli/commands.hpp"
#include "cli/rows.hpp"

namespace comity::cli {

using namespace rows;

Command read_command() {
    return {"read",
            "read one file without a record: its structure and what is doubtful",
            {"FILE", 1, 1, What::files},
            {format({"text", "json", "html"})},
            "Shows what Comity makes of a file: facts, paragraphs with the ids by which they are named, footnotes, citations with what "
            "they were resolved to, and everything that it could not place or doubts. Nothing is kept. A FILE of - is the standard "
            "input.\n\n"
            "With --format json the answer is one object; a fact that the text does not state is null.",
            {{"comity read draft.txt", "shows the structure of a file"},
             {"comity read draft.txt --format json", "the same for a program"}},
            run_read,
            P::read,
            Command::Uses::no_record};
}

Command list_command() {
    return {"list",
            "list the documents of the record",
            {"", 0, 0, What::nothing},
            {format({"text", "json", "csv"}),
             {"body", "BODY", "only of this body, by its short sign or its name"},
             {"kind", "KIND", "only of this kind", {"resolution", "draft-resolution", "decision", "presidential-statement", "document"}},
             {"year", "YEAR", "only of this year"},
             {"session", "SESSION", "only of this session"},
             {"language", "CODE", "only in this language"},
             {"title", "WORDS", "only with all of these words in the title"},
             {"cites", "SYMBOL", "only those that cite this text"},
             {"order", "ORDER", "by symbol if it is not given, or the latest first", {"symbol", "date"}},
             {"limit", "NUMBER", "at most so many"},
             {"offset", "NUMBER", "leave out so many first"},
             {"out-of-view", "", "list the files that were taken out of view instead"}},
            "A line for each text: a symbol counts once, however many files it has.",
            {{"comity list --year 2031 --kind resolution", "the resolutions of one year"},
             {"comity list --cites 78/199 --order date", "what cites a text, the latest first"},
             {"comity list --format csv", "the list for a spreadsheet"}},
            run_list,
            P::read};
}

Command show_command() {
    return {"show",
            "show one text of the record",
            {"SYMBOL", 1, 1, What::symbols},
            {format({"text", "json", "html", "markdown", "akn", "docx", "odt", "pdf", "source"}), language, output},
            "Shows a text as read, with the corrections that people have made to the reading. With --format html it is one file that "
            "can be sent by e-mail and printed; with --format docx a word processor's file, with its headings, numbers and footnotes, and the same as odt and pdf where "
            "LibreOffice is installed; with --format akn it is Akoma Ntoso 3.0 in the profile of the United Nations, which Comity reads again; with --format source "
            "the bytes that came in.",
            {{"comity show 78/199", "the text, set for the terminal"},
             {"comity show 78/199 --format html > 78-199.html", "a page to send"},
             {"comity show 78/199 --format docx --output 78-199.docx", "a text to work on"}},
            run_show,
            P::read};
}

Command search_command() {
    return {"search",
            "find words in the texts of the record",
            {"WORDS", 1, any_number, What::words},
            {format({"text", "json", "csv"}),
             {"body", "BODY", "only in texts of this body"},
             {"language", "CODE", "only in this language"},
             {"kind", "KIND", "only in texts of this kind", {"resolution", "draft-resolution", "decision", "presidential-statement", "document"}},
             {"decade", "DECADE", "only in texts of these ten years, such as 1990"},
             {"counts", "", "in how many texts the words stand, by body, decade and kind, instead of the passages"},
             {"limit", "NUMBER", "at most so many passages, 50 if it is not given"},
             {"offset", "NUMBER", "leave out so many first"}},
            "Finds passages in which all the words stand, in any of their English inflections, the best first. Words in double quotes must "
            "stand together as they are, a star at the end of a word stands for any ending.\n\n"
            "In capitals, OR takes one word or the other, NOT (or a - in front) takes passages away, NEAR wants at most ten words between, NEAR/3 at most "
            "three. title: and body: in front of a word or phrase look there only. Brackets take together. What can't be taken as it stands is told, and how it "
            "was taken; if nothing is found, words that are probably meant are offered.\n\n"
            "The shell takes quotes and brackets for itself: put single quotes around the whole.",
            {{"comity search lighthouse keepers", "passages with both words"},
             {"comity search '\"technical assistance\" lamp*'", "a phrase and a beginning"},
             {"comity search '(lamp OR candle) NEAR/5 oil -title:oil'", "more of it"},
             {"comity search --counts 'genuine dialogue'", "how many texts, by body, decade and kind"}},
            run_search,
            P::read};
}

Command history_command() {
    return {"history",
            "every act on a text: who, when, why",
            {"SYMBOL", 1, 1, What::symbols},
            {format({"text", "json"}), language},
            "Lists the entries of the record about a text, oldest first: how it came in, each correction with the reason, and which file "
            "was chosen to be shown.",
            {{"comity history 78/199", "all acts on that text"}},
            run_history,
            P::read};
}

}  // namespace comity::cli
