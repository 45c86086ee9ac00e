// Rows of the table of commands: how the log is trusted: proofs, keys, witnesses.
#include "cli/commands.hpp"
#include "cli/rows.hpp"

namespace comity::cli {

using namespace rows;

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

}  // namespace comity::cli
