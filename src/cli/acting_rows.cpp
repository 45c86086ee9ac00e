// Rows of the table of commands: what changes the record: import, correction, erasure, accounts.
#include "cli/commands.hpp"
#include "cli/fetching.hpp"
#include "cli/rows.hpp"

namespace comity::cli {

using namespace rows;

Command import_command() {
    return {"import",
            "take documents (files or folders) into the record",
            {"PATH...", 1, any_number, What::files},
            {format({"text", "json"}), {"watch", "", "look after the folders: take in what is there, then what comes, until Ctrl-C"},
             {"state", "NAME", "who is reviewed, for a list of recommendations that does not say it itself"}, why, on_behalf_of, authority},
            "Reads each file and takes it in: its bytes as they are, and what they say as a structure of facts, paragraphs, footnotes and "
            "citations. A file is recognized by its bytes; \"comity formats\" tells what is read. Of a folder all files below it are taken, "
            "but for names that begin with a point and those that end like no document: tables, slides, pictures, sounds and programs. It is "
            "said how many were passed over, by their endings. What is named on the command line is always tried. A ZIP is opened: each document in it is taken, and told with its way in the archive.\n\n"
            "A file is known by its SHA-256, so importing it again changes nothing. A file comes in whole or not at all. The record is "
            "written at least once a second: if the import is stopped, what was reported is kept, and the same command takes the rest. What another program makes of a PDF or DOC is kept with it.\n\n"
            "Tables of roll calls (CSV, or CSV packed with xz) are known by the names of their columns, in folders too, and are tied to the texts "
            "that they name; the manual's page on votes has their format. A data set comes in whole: if a row is refused, its line and the reason are "
            "told and nothing is changed.\n\n"
            "Lists of recommendations are known by their contents: exports of UPR Info (CSV), thematic lists of OHCHR (DOCX), the Universal Human Rights Index (JSON, XLSX), IMPACT OSS (CSV). Each row is "
            "taken, or refused with its line and the reason; the same list again changes nothing. comity recommendations lists what came in.\n\n"
            "While a server holds the record, the files are handed to it. Documents are not taken into the demonstration record.",
            {{"comity import resolutions/", "takes in all files of a folder"},
             {"comity import votes/", "takes in the tables of roll calls of a folder"},
             {"comity import --watch inbox/", "takes in what comes into a folder, as long as it runs"},
             {"comity import draft.txt --why \"tabled on 3 May\"", "takes in one file and says why"}},
            run_import,
            P::hand_in};
}

Command fetch_command() {
    return {"fetch",
            "get texts and facts about them from the public document system",
            {"[SYMBOL...]", 0, any_number, What::symbols},
            {{"language", "CODE", "in this language, en if it is not given; again for further ones", {"ar", "en", "es", "fr", "ru", "zh"}, {}, Option::Count::often},
             {"format", "FORMAT", "only as this; else docx, and pdf where there is none", {"docx", "pdf", "doc", "html", "txt"}},
             {"facts-only", "", "no texts, only what the library says of them"},
             {"no-facts", "", "only texts"},
             {"cited", "", "what texts of the record cite and is not in it, what most of them cite first"},
             {"at-most", "N", "of --cited so many, 20 if it is not given"},
             {"into", "FOLDER", "only files in this folder, nothing into the record"},
             {"again", "", "ask anew for what came already"},
             {"from", "ADDRESS", "another source than the public one; else COMITY_SOURCE"},
             {"facts-from", "ADDRESS", "another source of facts; else COMITY_FACTS_SOURCE"},
             {"pause", "SECONDS", "between two requests; public services are given at least the usual one"},
             {"contact", "ADDRESS", "how the source can reach you, told with each request; else COMITY_CONTACT"},
             {"cache", "FOLDER", "where what came is kept; else COMITY_CACHE, else comity/fetched in your folder of caches"},
             {"report", "FORMAT", "the form of what is told, text if it is not given", {"text", "json"}},
             why,
             on_behalf_of,
             authority},
            "Texts come from the public document system of the United Nations, facts (title, days, agenda item, vote with each State's, related documents) from its digital library, "
            "and go into the record as comity import takes files. Facts stand beside what a text says of itself, never in its place; where both differ, comity show says so.\n\n"
            "One request at a time is made, with a pause between two; what is not ready is asked again after growing waits, and what the source asks to be waited is waited. What came is "
            "kept and not asked for again, what broke off is gone on with, what is in the record is passed over. Proxies are those of http_proxy, https_proxy and no_proxy.\n\n"
            "Without a network nothing is lost: comity import takes files that you have, saved records of the library (MARCXML) among them.\n\n"
            "A SYMBOL - stands for symbols on the standard input, one a line. ADDRESS has {symbol} in it, and {language} and {format}; without them it is the base of a service that has the "
            "same paths as the public ones.",
            {{"comity fetch 78/199 79/166", "two resolutions and their facts"},
             {"comity fetch 78/199 --language fr --language ar", "in two languages"},
             {"comity fetch --cited --at-most 50", "what the record's texts cite most and it doesn't have"},
             {"comity fetch - --into folder <symbols.txt", "only files, of a list"}},
            run_fetch,
            P::hand_in};
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

Command account_command() {
    return {"account",
            "persons who may act in the record: invite them, give and withdraw their roles",
            {"[list|invite|grant|withdraw|reset|close|erase|add-actor] [NAME]", 0, 2, What::words},
            {format({"text", "json"}),
             {"role", "ROLE", "contributor, editor, secretariat-officer, validator or administrator"},
             {"for", "NAME", "the State, body or organization on whose behalf the person acts in that role"},
             {"process", "PROCESS", "for this process only: holdings, consultations or accounts"},
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
            "own beside the record (with .accounts behind its name) that no backup holds.\n\n"
            "comity user is the same command, and add the same as invite.",
            {{"comity account invite jane@example.org --name \"Jane Doe\" --role administrator", "the first one, on this machine"},
             {"comity account grant delegate --role contributor --for France --until 2031-12-31", "a delegate, for a time"},
             {"comity account withdraw delegate --grant 1f3a9c5b", "takes that role back"},
             {"comity account reset jane@example.org --why \"telephone lost\"", "another way in"},
             {"comity account add-actor \"Harbour Watch\" --kind organization", "an organization that is in no list"}},
            run_account,
            P::give_accounts};
}

}  // namespace comity::cli
