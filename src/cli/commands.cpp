#include "cli/commands.hpp"
#include "cli/mirroring.hpp"

#include <algorithm>
#include <array>

namespace comity::cli {

namespace {

using What = Operands::What;
using P = actors::Permission;

Option format(std::vector<std::string_view> choices) {
    return {"format", "FORMAT", "the form of the answer, text if it is not given", std::move(choices)};
}

const Option output = {"output", "FILE", "write into this file instead of the standard output; what is in it is replaced"};
const Option why = {"why", "REASON", "the reason, kept with the act"};
const Option on_behalf_of = {"on-behalf-of", "NAME", "in whose name you act"};
const Option authority = {"authority", "WORDS", "by what authority: a paragraph, a decision, a letter"};
const Option language = {"language", "CODE", "of several languages of a text this one, such as fr; else English if there is one"};

Command import_command() {
    return {"import",
            "take documents (files or folders) into the record",
            {"PATH...", 1, any_number, What::files},
            {format({"text", "json"}), why, on_behalf_of, authority},
            "Reads each file and takes it in: its bytes as they are, and what they say as a structure of facts, paragraphs, footnotes and "
            "citations. Files are plain text. Of a folder all files below it are taken, but for names that begin with a point and those that "
            "end like no plain text: other forms of documents (.pdf, .docx, .odt, .html, .xml), tables, pictures, sounds, archives and programs. It is "
            "said how many were passed over, by their endings. What is named on the command line is always tried.\n\n"
            "A file is known by its SHA-256, so importing it again changes nothing. A file comes in whole or not at all. The record is "
            "written at least once a second: if the import is stopped, what was reported is kept, and the same command takes the rest. \"pdftotext -layout FILE\" makes plain text of a PDF; a word processor can save it.\n\n"
            "Tables of roll calls (CSV, or CSV packed with xz) are known by the names of their columns, in folders too, and are tied to the texts "
            "that they name; the manual's page on votes has their format. A data set comes in whole: if a row is refused, its line and the reason are "
            "told and nothing is changed.\n\n"
            "While a server holds the record, the files are handed to it. Documents are not taken into the demonstration record.",
            {{"comity import resolutions/", "takes in all files of a folder"},
             {"comity import votes/", "takes in the tables of roll calls of a folder"},
             {"comity import draft.txt --why \"tabled on 3 May\"", "takes in one file and says why"}},
            run_import,
            P::hand_in};
}

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
            {format({"text", "json", "html", "docx", "source"}), language, output},
            "Shows a text as read, with the corrections that people have made to the reading. With --format html it is one file that "
            "can be sent by e-mail and printed; with --format docx a word processor's file, with its headings, numbers and footnotes; with "
            "--format source the bytes that came in.",
            {{"comity show 78/199", "the text, set for the terminal"},
             {"comity show 78/199 --format html > 78-199.html", "a page to send"},
             {"comity show 78/199 --format docx --output 78-199.docx", "a text to work on"}},
            run_show,
            P::read};
}

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

Command mandates_command() {
    return {"mandates",
            "show what a text asks: of whom, to do what, under which condition, by when",
            {"SYMBOL", 1, 1, What::files},
            {format({"text", "json"}), language},
            "Lists the acts of the operative paragraphs: the verb with its strength from 0 (takes note) to 5 (decides), who is asked, what is to be done, "
            "with whom, under which conditions, what is to be delivered, and by when. A session is a window of days. What asks nothing of anyone is listed "
            "as a statement. Found by rules over words; what the rules doubt is said.\n\n"
            "SYMBOL is a symbol of the record or a file; - is the standard input. With --format json each field has its place in its paragraph, in bytes.",
            {{"comity mandates 78/199", "what that text asks"},
             {"comity mandates draft.txt --format json", "the same of a file, for a program"}},
            run_mandates,
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

Command correct_command() {
    return {"correct",
            "correct how a text was read, or which file is shown",
            {"[SYMBOL]", 0, 1, What::symbols},
            {{"fact", "FIELD=VALUE", "set a fact such as title or date_adopted; no value says that the text has none, and needs --why"},
             {"paragraph", "ID", "change this paragraph, with --kind, --number, --level or --opening"},
             {"kind", "KIND", "what the paragraph is", {"preambular", "operative", "heading", "annex", "other"}},
             {"number", "NUMBER", "its number as printed, without the point; empty: it has none"},
             {"level", "LEVEL", "1 for paragraphs, 2 for (a), 3 for (i)"},
             {"opening", "WORDS", "its opening phrase as it stands; empty: it has none"},
             {"join", "ID", "this paragraph and the one after it are one"},
             {"split", "ID", "this paragraph is two: the second begins at the words of --at"},
             {"at", "WORDS", "the first words of the second paragraph of --split, as they stand"},
             {"out-of-view", "", "take the file out of lists and search; needs --why"},
             {"back-in-view", "", "put it back"},
             {"choose", "", "show this file for its symbol and language, whatever the rule says"},
             {"let-rule-choose", "", "take that choice back"},
             {"in-series-of", "OTHER", "the text is a state of the text of which OTHER is one, a draft became OTHER; needs --why"},
             {"not-in-series-of", "OTHER", "it is not; needs --why"},
             {"withdraw", "CORRECTION", "take back a correction, by its number or name as comity correct SYMBOL lists them"},
             why,
             on_behalf_of,
             authority,
             format({"text", "json"})},
            "One command makes one correction. The file itself never changes: a correction is an entry of its own, tied to the lines and "
            "words of the file, so that it outlives a better reading; where it no longer fits one, it is listed.\n\n"
            "With a SYMBOL alone the corrections of that text are listed, with nothing at all those that no longer fit and need a look. "
            "What is so already is no error: a sentence says so, nothing is recorded, and the exit code is 0.\n\n"
            "Several files of one symbol are told apart by their SHA-256. The ids of paragraphs are those of comity read and of "
            "comity show --format json.",
            {{"comity correct 78/199 --fact date_adopted=2023-12-19 --why \"misprint in the masthead\"", "sets a fact"},
             {"comity correct 78/199 --paragraph x1 --kind operative --number 12", "says what a paragraph is"},
             {"comity correct 78/199 --split op3 --at \"Also requests\" --number 4", "cuts a paragraph in two"},
             {"comity correct 62/9 --in-series-of 61/4 --why \"the title changed\"", "says that a text goes on from another"},
             {"comity correct 1a2b3c4d --out-of-view --why \"a scan of the wrong page\"", "hides a file"},
             {"comity correct", "lists corrections that need a look"}},
            run_correct,
            P::correct};
}

Command export_command() {
    return {"export",
            "write the texts of the record into a folder",
            {"DIR", 1, 1, What::folders},
            {{"format", "FORMAT", "one file a text in this form, may be given several times; html and json if it is not given",
              {"html", "json", "text", "docx", "source"}, {}, Option::Count::often},
             {"whole", "", "the log instead: every entry, its proofs and the bytes of all documents, in open forms from which a mirror can be made"},
             {"with-confidential", "", "with --whole: what is confidential, too; for the keeper alone"}},
            "Makes the folder, with a file for each text in each form and the list of all as list.json and list.csv. A folder that is "
            "not empty is left alone.\n\n"
            "With --whole it is the record itself as it is at one moment: the signed checkpoint of that moment, the entries as lines of JSON, the tree's tiles, the "
            "documents as they came, and a README.txt that says how all of it is read and checked with common tools. Of confidential entries it has the "
            "leaf alone, so that it can be given to anybody. comity mirror makes a record of it.",
            {{"comity export /media/stick/comity", "all texts, to be read without Comity"},
             {"comity export --whole /media/stick/record-may", "the whole record, with its proofs"}},
            run_export,
            P::read};
}

Command serve_command() {
    return {"serve",
            "serve the record as web pages",
            {"", 0, 0, What::nothing},
            {{"listen", "ADDRESS:PORT", "where to listen, 127.0.0.1:8460 if it is not given"},
             {"demonstration", "ADDRESS:PORT", "serve the demonstration record too, at 127.0.0.1:8461 if no address is given", {}, "127.0.0.1:8461"},
             {"public-name", "NAME", "the name by which others reach this server through a reverse proxy; may be given several times", {}, {}, Option::Count::often},
             {"sign-in-header", "HEADER", "sign-in through an institution's proxy: the header in which it says who has signed in, such as X-Remote-User"},
             {"requests", "FILE", "append a line of JSON for each answer: when, what kind of page, its status, time and size; nothing of who asked or for what"},
             {"sign-in-from", "ADDRESS", "the address of that proxy; from all others the header is passed over", {}, {}, Option::Count::often}},
            "Serves pages and API until it is stopped with Ctrl-C. The addresses are printed when it is ready. While it runs it holds the "
            "record: import, correct and rebuild of the same user hand their work to it.\n\n"
            "The demonstration record is made beside the record, of texts that are part of the program, if it is not there. Its pages say "
            "that all is invented.\n\n"
            "Until there are accounts, acts by page are taken from this machine only, and behind a reverse proxy (--public-name) from "
            "nobody. Listening on another address than 127.0.0.1 lets others read.",
            {{"comity serve", "pages on this machine"},
             {"comity serve --listen 0.0.0.0:80 --demonstration", "pages for others, and a demonstration for this machine"}},
            run_serve,
            P::keep};
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

Command verify_command() {
    return {"verify",
            "prove that the record is whole",
            {"", 0, 0, What::nothing},
            {format({"text", "json"}),
             {"checkpoint", "FILE", "also that the record continues this checkpoint, which you kept; may be given several times", {}, {}, Option::Count::often}},
            "Checks the file, each entry against its hash, the log's tree against the entries and against what was signed last, the bytes of each "
            "document against theirs, and every derived table against a rebuild. Changes nothing, and works while a server holds the record. Exit "
            "code 1 if anything differs.\n\n"
            "A checkpoint that you kept shows what no look at the record alone can show: that none of the entries it signs for was altered, "
            "dropped or slipped in since.",
            {{"comity verify", "checks everything"},
             {"comity verify --checkpoint may.checkpoint", "also that nothing of before May was changed"}},
            run_verify,
            P::keep};
}

Command receipt_command() {
    return {"receipt",
            "a receipt of an act, to be kept and checked elsewhere",
            {"ENTRY|SYMBOL", 1, 1, What::symbols},
            {{"format", "FORMAT", "proof for programs, html for a page that checks itself, json; proof if it is not given", {"proof", "html", "json"}}, language},
            "Gives the receipt of one entry: its text, its salt, its path in the log's tree and the signed checkpoint with the tree's root. Who "
            "keeps it can show for good that the act was recorded so, whatever becomes of the record.\n\n"
            "An ENTRY is its number, as comity history shows it; of a SYMBOL it is the entry that brought the text in.",
            {{"comity receipt 17 > receipt.tlog-proof", "of entry 17, as a file"},
             {"comity receipt 78/199 --format html > receipt.html", "of the text, as a page that needs no network"}},
            run_receipt,
            P::read};
}

Command verify_receipt_command() {
    return {"verify-receipt",
            "check a receipt, without the record and without a network",
            {"FILE", 1, 1, What::files},
            {{"key", "KEY", "the log's public key, or a file with keys, one a line; may be given several times", {}, {}, Option::Count::often},
             {"checkpoint", "FILE", "a checkpoint that you know to be the log's: the receipt's must be the same, if it is of the same size"},
             {"witnesses", "NUMBER", "so many of the keys given must be witnesses that have seen it"},
             format({"text", "json"})},
            "Says who did what and when by the receipt, and how far that is proved: that the entry is in the log's tree, and that the log's key has "
            "signed the tree. FILE is a receipt as comity receipt and the pages give it, as a file or as a page; - is the standard input.\n\n"
            "Exit code 0 if it is proved, 1 if not. Without --key and --checkpoint nothing says whose log it is, so nothing is proved.",
            {{"comity verify-receipt receipt.tlog-proof --key keeper.key", "with the key that the keeper gave you"}},
            run_verify_receipt,
            P::read,
            Command::Uses::no_record};
}

Command checkpoint_command() {
    return {"checkpoint",
            "what the log signs of itself, to be kept and held against it later",
            {"", 0, 0, What::nothing},
            {{"since", "FILE", "an older checkpoint: the proof that the log only grew since, with the new one"}},
            "Prints the log's name, the number of its entries and the root of their tree, signed (c2sp.org/tlog-checkpoint). comity verify "
            "--checkpoint holds it against the record at any later time. With --since comes a proof that needs no record (the form is the "
            "request to a witness of c2sp.org/tlog-witness).",
            {{"comity checkpoint > may.checkpoint", "keeps one"}, {"comity checkpoint --since may.checkpoint", "what grew since then"}},
            run_checkpoint,
            P::read};
}

Command key_command() {
    return {"key",
            "the log's public key, or another one in its place",
            {"[rotate|lost|stolen]", 0, 1, What::choices, {"rotate", "lost", "stolen"}},
            {why},
            "Prints the key by which receipts and checkpoints are known. Give it to the parties in a way that they trust: on paper, or by their own visit.\n\n"
            "The secret key stands beside the record (with .key behind its name), can be read by its owner only, and is in no backup. rotate puts "
            "another one in its place; the old one signs once more, so that whoever knows it learns the new one. lost and stolen do so without the old "
            "one, and the entry says from which entry on the old key is not to be believed.",
            {{"comity key > keeper.key", "the public key as a file"}, {"comity key rotate", "a new one"}, {"comity key stolen --why \"laptop lost on 3 May\"", "at once"}},
            run_key,
            P::keep};
}

Command witness_command() {
    return {"witness",
            "be a witness: say which history of other records' logs was shown to you",
            {"[make|watch|see] [NAME|KEY|FILE]", 0, 2, What::words},
            {{"folder", "FOLDER", "where the witness keeps its key and what it saw; the folder witness beside the record if it is not given"}},
            "A witness keeps no record. It looks at a log's checkpoint, remembers it, and signs it with the time, and never signs what contradicts what it saw. "
            "Parties who ask for the signatures of witnesses that they trust can't be shown two different pasts.\n\n"
            "make makes its key and prints the public one; watch takes the public key of a log, got from its keeper in a way that you trust; see looks at a file (- is the "
            "standard input): a checkpoint, or the proof that the log only grew since what was seen last, as comity checkpoint --since and a server's "
            "/log/growth/N give it. It prints the checkpoint with the signature added, for the record's keeper and whoever else wants it. Without a word: its key, "
            "and what it has seen.",
            {{"comity witness make witness.example.org/harbour", "once"},
             {"comity witness watch keeper.key", "for each log"},
             {"comity witness see now.checkpoint > seen.checkpoint", "as often as you like"}},
            run_witness,
            P::read,
            Command::Uses::no_record};
}

Command witnesses_command() {
    return {"witnesses",
            "the witnesses of the record, whom its parties have chosen, and what they have seen",
            {"[list|add|withdraw|take] [KEY|NAME|FILE]", 0, 2, What::words},
            {format({"text", "json"}), why},
            "Who the witnesses are is in the log: add and withdraw are entries. take keeps a checkpoint that a witness has signed; receipts then carry the "
            "signatures of those who have seen their entry, and comity verify-receipt --witnesses 2 demands so many of the keys given to it. A server takes signed "
            "checkpoints at /log/witnessed, too.",
            {{"comity witnesses add harbour.key", "with the key that the witness gave"}, {"comity witnesses take seen.checkpoint", "what it has signed"}, {"comity witnesses", "who saw what, when"}},
            run_witnesses,
            P::keep};
}

Command backup_command() {
    return {"backup",
            "write the whole record into one file, while it is in use",
            {"FILE", 1, 1, What::files},
            {},
            "The file is the record as it is at one moment, whatever is written meanwhile, with the checkpoint of that moment inside: comity verify "
            "--record FILE proves it by itself. It is not used in place: comity restore does that. The log's key is not in it; keep a copy of the key apart, "
            "or begin anew without it.",
            {{"comity backup /media/stick/comity-may.backup", "one file"}},
            run_backup,
            P::keep};
}

Command restore_command() {
    return {"restore",
            "put a backup in use, here or under another name",
            {"FILE", 1, 1, What::files},
            {{"replace", "", "move a record that is there aside, and keep it"},
             {"checkpoint", "FILE", "the last checkpoint that anybody has, if it is newer than those at hand"},
             {"erased", "FILE", "the list of erasures of the record that the backup is of, if it doesn't stand beside the place: RECORD.erased"},
             why,
             {"dry-run", "", "say what would be done and lost, and do nothing"}},
            "Checks the backup and puts it where --record says. If the key and the last checkpoint stand there, and the backup has all that was signed "
            "for, the log goes on. Else acts may be lost, or two records go on from one: then the log begins anew under another name and key, and its first "
            "entry says so and names the last checkpoint known. Receipts of before stay good. What was erased since the backup was made is erased again.",
            {{"comity restore comity-may.backup --replace", "after a disk has failed"},
             {"comity restore comity-may.backup --record copy.record", "a second record, under another name"}},
            run_restore,
            P::keep};
}

Command erase_command() {
    return {"erase",
            "take a text out of the record for good, with all that was said of it",
            {"WHAT...", 1, any_number, What::symbols},
            {format({"text", "json"}),
             why,
             authority,
             on_behalf_of,
             {"dry-run", "", "say what would go, and do nothing"}},
            "WHAT is a symbol, and then all its files in every language go; a file, by 8 or more digits of its SHA-256; or the number of an entry, which means "
            "all that it is a revision of. With it go its entries, the bytes, all corrections, and every entry that names it; the tables and the index files are made "
            "anew, and the file is rewritten, so that no trace is left in it. What stays is an entry that says how many went, why and by whose authority, and the "
            "hashes of those that went: receipts and checkpoints of before still hold.\n\n"
            "This can't be undone. Look with --dry-run first. A backup from before has the text still: comity restore erases it again by the list that stands beside the "
            "record (RECORD.erased; keep a copy of it where you keep backups). Copies that others have made are out of reach. To take a text out of view and keep it: comity "
            "correct --take-out-of-view.",
            {{"comity erase 78/199 --dry-run", "what would go"}, {"comity erase 9f86d081 --why \"named a witness\" --authority \"decision of 3 May\"", "one file"}},
            run_erase,
            P::keep};
}

Command mirror_command() {
    return {"mirror",
            "make and keep a mirror of another record, from its whole exports",
            {"[DIR]", 0, 1, What::folders},
            {{"key", "KEY", "the public key of the log, got in a way that you trust, or a file with it; may be given several times", {}, {}, Option::Count::often},
             {"begin-anew", "", "make the mirror a record of your own; needs --why"},
             why},
            "Takes a folder that comity export --whole has made into a new record: the same entries, texts and proofs under the same name, so that receipts and "
            "checkpoints hold here as they do there. All is checked first, and if anything is wrong, nothing is kept. The mirror can be read, searched, served and "
            "verified; it takes no acts and signs nothing.\n\n"
            "The same with a later export takes what is new, after a proof that it continues what is here; a server that holds the mirror is stopped for that. Without --key the key in the folder is "
            "taken the first time, and proves no more than whoever gave you the folder; later ones must be signed by the key that is known.\n\n"
            "--begin-anew gives the mirror a name and a key of its own, by an entry that names the log it was a mirror of and the last checkpoint known of it. "
            "Without a DIR it is told of what the record is a mirror.",
            {{"comity mirror /media/stick/record-may --record harbour.record --key harbour.vkey", "a new mirror"},
             {"comity mirror /media/stick/record-june --record harbour.record", "what is new since May"},
             {"comity mirror --begin-anew --why \"the keeper has closed\" --record harbour.record", "a record of your own"}},
            run_mirror,
            P::keep};
}

Command account_command() {
    return {"account",
            "persons who may act in the record: invite them, give and withdraw their roles",
            {"[list|invite|grant|withdraw|reset|close|erase|add-actor] [NAME]", 0, 2, What::words},
            {format({"text", "json"}),
             {"role", "ROLE", "contributor, editor, secretariat-officer, validator or administrator"},
             {"for", "NAME", "the State, body or organization on whose behalf the person acts in that role"},
             {"process", "PROCESS", "for this process only: holdings or accounts"},
             {"from", "DATE", "from this day on, such as 2031-05-03; else at once"},
             {"until", "DATE", "up to this day; else always"},
             {"name", "NAME", "the person's name, for those who work with them: kept outside the log"},
             {"grant", "NUMBER", "the role to be withdrawn, by its number in the list"},
             {"kind", "KIND", "of an actor: organization, institution, mechanism or group", {"organization", "institution", "mechanism", "group"}},
             {"address", "ADDRESS", "where the pages are reached, for the link; http://127.0.0.1:8460 if it is not given"},
             why},
            "Without a word it lists the accounts with their roles. invite makes an account for a person and prints a link, good once and for a week, with "
            "which the person chooses a password: nobody else ever knows one. NAME is what the person signs in with, such as an address for e-mail. grant gives a "
            "further role, withdraw takes one back. reset ends every way in (password, codes, sign-ins, tokens) and prints a new link; close ends the account for "
            "good; erase removes the name of a closed one. add-actor adds an organization that is in no list.\n\n"
            "The log says which account got which role, by whom and when, and has no names of persons; these and what people sign in with stand in a file of its "
            "own beside the record (with .accounts behind its name) that no backup holds.",
            {{"comity account invite jane@example.org --name \"Jane Doe\" --role administrator", "the first one, on this machine"},
             {"comity account grant delegate --role contributor --for France --until 2031-12-31", "a delegate, for a time"},
             {"comity account withdraw delegate --grant 1f3a9c5b", "takes that role back"},
             {"comity account reset jane@example.org --why \"telephone lost\"", "another way in"},
             {"comity account add-actor \"Harbour Watch\" --kind organization", "an organization that is in no list"}},
            run_account,
            P::give_accounts};
}

Command rebuild_command() {
    return {"rebuild",
            "make all derived tables anew, and read again what an older version read",
            {"", 0, 0, What::nothing},
            {format({"text", "json"})},
            "Everything that lists, pages and search show is derived from documents and entries, and can be made anew at any time. "
            "Documents that an older version of the program has read are read again; corrections stay, and those that no longer fit are "
            "listed by comity correct.",
            {{"comity rebuild", "after an update of the program"}},
            run_rebuild,
            P::keep};
}

Command demo_command() {
    return {"demo",
            "make or complete the demonstration record",
            {"load", 1, 1, What::choices, {"load"}},
            {{"anew", "", "begin with an empty one: what was corrected in it is lost"},
             {"dry-run", "", "say what would be done and lost, and do nothing"}},
            "Makes the demonstration record, of invented States, bodies and texts that are part of the program, in a file of its own "
            "(demonstration.record) beside the record. Loading it again adds only what is missing.",
            {{"comity demo load", "makes it"}, {"comity serve --demonstration", "serves it beside your own record"}},
            run_demo,
            P::keep};
}

Command help_command() {
    return {"help",
            "tell about a command, or write manual and completion",
            {"[COMMAND]", 0, 1, What::commands},
            {{"man", "", "the manual page, for man"},
             {"markdown", "", "the chapter of the manual"},
             {"completion", "SHELL", "a script that completes commands and options", {"bash", "zsh", "fish"}}},
            "Without a command it lists them all.",
            {{"comity help import", "all about one command"},
             {"comity help --man | man -l -", "the manual page"},
             {"source <(comity help --completion bash)", "completion in this shell"}},
            run_help,
            P::read,
            Command::Uses::no_record};
}

}  // namespace

std::span<const Command> commands() {
    static const std::array all = {import_command(), read_command(),   list_command(),  show_command(), compare_command(), series_command(), votes_command(), mandates_command(), provenance_command(),
                                   search_command(), precedents_command(), history_command(), correct_command(), export_command(), serve_command(),
                                   verify_command(), receipt_command(), verify_receipt_command(), checkpoint_command(), key_command(), witness_command(), witnesses_command(), backup_command(), restore_command(), mirror_command(), erase_command(), account_command(), rebuild_command(), demo_command(),  help_command()};
    return all;
}

std::span<const Option> common_options() {
    static const std::array options = {
        Option{"record", "PATH", "the record's file; else COMITY_RECORD, else comity/comity.record in your folder of data"},
        Option{"help", "", "tell about the command"},
        Option{"version", "", "print the version"},
    };
    return options;
}

}  // namespace comity::cli
