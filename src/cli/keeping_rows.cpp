// Rows of the table of commands: keeping and serving a record.
#include "cli/commands.hpp"
#include "cli/mirroring.hpp"
#include "cli/rows.hpp"

namespace comity::cli {

using namespace rows;

Command export_command() {
    return {"export",
            "write the texts of the record into a folder",
            {"DIR", 1, 1, What::folders},
            {{"format", "FORMAT", "one file a text in this form, may be given several times; html and json if it is not given",
              {"html", "json", "text", "markdown", "akn", "docx", "odt", "pdf", "source"}, {}, Option::Count::often},
             {"zip", "", "one archive (ZIP) of that name instead of a folder, with a table of facts"},
             {"site", "SYMBOL", "the pages of the series of this text instead, to be read from a stick in any browser"},
             {"series", "SYMBOL", "with --zip: only the texts of this text's series"},
             {"body", "BODY", "with --zip: only of this body, and so on as for comity list"},
             {"kind", "KIND", "with --zip: only of this kind", {"resolution", "draft-resolution", "decision", "presidential-statement", "document"}},
             {"year", "YEAR", "with --zip: only of this year"},
             {"session", "SESSION", "with --zip: only of this session"},
             {"language", "CODE", "with --zip: only in this language"},
             {"title", "WORDS", "with --zip: only with all of these words in the title"},
             {"cites", "SYMBOL", "with --zip: only those that cite this text"},
             {"whole", "", "the log instead: every entry, its proofs and the bytes of all documents, in open forms from which a mirror can be made"},
             {"with-confidential", "", "with --whole: what is confidential, too; for the keeper alone"}},
            "Makes the folder, with a file for each text in each form and the list of all as list.json and list.csv. A folder that is "
            "not empty is left alone. With --zip it is one archive, of all texts or of those that fit.\n\n"
            "With --site it is a small site of one series: a page for each text, what changed from year to year, since when each paragraph stands, the table of the years, "
            "and a search that works without a server. Nothing in it leads out to a network.\n\n"
            "With --whole it is the record itself as it is at one moment: the signed checkpoint of that moment, the entries as lines of JSON, the tree's tiles, the "
            "documents as they came, and a README.txt that says how all of it is read and checked with common tools. Of confidential entries it has the "
            "leaf alone, so that it can be given to anybody. comity mirror makes a record of it.",
            {{"comity export /media/stick/comity", "all texts, to be read without Comity"},
             {"comity export --zip --series 78/199 --format akn series.zip", "a series as Akoma Ntoso"},
             {"comity export --site 78/199 /media/stick/series", "a series to be read and searched anywhere"},
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

Command backup_command() {
    return {"backup",
            "write the whole record into one file, while it is in use",
            {"FILE", 1, 1, What::files},
            {{"continue", "", "bring FILE, an earlier backup of this record, up to date: only what came since is read of the record"}},
            "The file is the record as it is at one moment, whatever is written meanwhile, with the checkpoint of that moment inside: comity verify "
            "--record FILE proves it by itself. It is not used in place: comity restore does that. The log's key is not in it; keep a copy of the key apart, "
            "or begin anew without it.",
            {{"comity backup /media/stick/comity-may.backup", "one file"},
             {"comity backup --continue /media/stick/comity.backup", "the same file, with what came since"}},
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

Command copy_command() {
    return {"copy",
            "move the record into another database: from a file into PostgreSQL, or back",
            {"FROM TO", 2, 2, What::files},
            {},
            "FROM and TO are a file each, or an address (postgresql://HOST/DATABASE) of a database that is empty. All of the record goes along: entries with "
            "their salts and leaves, documents, key, checkpoints, witnesses' signatures, accounts. The copy is checked; then FROM is closed and takes no acts any "
            "more, and only then TO takes them. FROM stays to be read. An interrupted copy is completed by giving the same command again.\n\n"
            "No server may hold either of them meanwhile.",
            {{"comity copy comity.record postgresql://db.example.org/comity", "from a file into a database"},
             {"comity copy postgresql://db.example.org/comity comity.record", "and back into a file"}},
            run_copy,
            P::keep,
            Command::Uses::no_record};
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
            "The same with a later export takes what is new, after a proof that it continues what is here; a server that holds the mirror goes on with it. Without --key the key in the folder is "
            "taken the first time, and proves no more than whoever gave you the folder; later ones must be signed by the key that is known.\n\n"
            "--begin-anew gives the mirror a name and a key of its own, by an entry that names the log it was a mirror of and the last checkpoint known of it. "
            "Without a DIR it is told of what the record is a mirror.",
            {{"comity mirror /media/stick/record-may --record harbour.record --key harbour.vkey", "a new mirror"},
             {"comity mirror /media/stick/record-june --record harbour.record", "what is new since May"},
             {"comity mirror --begin-anew --why \"the keeper has closed\" --record harbour.record", "a record of your own"}},
            run_mirror,
            P::keep};
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

}  // namespace comity::cli
