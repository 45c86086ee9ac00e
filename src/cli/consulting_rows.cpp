// Rows of the table of commands: consultations.
#include "cli/consulting.hpp"
#include "cli/rows.hpp"
#include "machinery/actors/process_permissions.hpp"

namespace comity::cli {

using namespace rows;

Command consultation_command() {
    return {"consultation",
            "consult: call for contributions, invite, register what comes, release it",
            {"[WORD] [CALL] [...]", 0, any_number, What::words},
            {format({"text", "json", "csv"}),
             {"title", "WORDS", "of the call"},
             {"purpose", "WORDS", "what it is for"},
             {"convener", "NAME", "who consults, such as \"the Registrar\""},
             {"document", "SYMBOL", "by whose authority: a text of the record, with --paragraph"},
             {"paragraph", "ID", "the paragraph of it that asks for the consultation, such as op16"},
             {"commitment", "WORDS", "instead of both: a standing commitment, in words"},
             {"question", "WORDS", "a question, once for each", {}, {}, Option::Count::often},
             {"asked", "KIND", "who may answer, once for each kind; all if it is not given", {}, {}, Option::Count::often},
             {"language", "CODE", "of prepare: in which contributions are taken, once for each; else of the letter or the contribution", {}, {}, Option::Count::often},
             {"choice", "CHOICE", "of confidentiality that is offered, once for each", {"public", "name withheld", "confidential"}, {}, Option::Count::often},
             {"words", "N", "a contribution has at most so many words; of release a file with the words without a name"},
             {"pages", "N", "a contribution has at most so many pages, counted as docs/consultations.md says"},
             {"annex", "FILE", "of prepare and change: a file that goes out with the call, once for each", {}, {}, Option::Count::often},
             {"leave-out", "NAME", "of change: an annex that is taken out", {}, {}, Option::Count::often},
             {"deadline", "HOUR", "such as 2031-05-03T18:00"},
             {"zone", "ZONE", "on whose clocks that is, such as Europe/Zurich"},
             {"contact", "WORDS", "to whom questions and contributions go"},
             {"like", "CALL", "make it from that one: years, ordinals and the text that asks roll forward, and the differences are told"},
             {"from", "NAME", "from whom a contribution is"},
             {"kind", "KIND", "what kind of contributor that is, where it is in no list"},
             {"form", "FORM", "how it came", {"file", "e-mail", "paper"}},
             {"received", "WHEN", "when it came, such as 2031-05-03 or 2031-05-03T17:30, on the clocks of the deadline; else now"},
             {"confidentiality", "CHOICE", "of a contribution; public if it is not given", {"public", "name withheld", "confidential"}},
             {"reminder", "", "of letters: those that remind"},
             why,
             on_behalf_of,
             authority},
            "Without a WORD it lists the calls. The words, each with the short name of a call behind it:\n\n"
            "prepare CALL makes a call that nobody else sees; change CALL changes it; open CALL lets it be heard of. extend CALL gives a later deadline, with the reason; close and "
            "withdraw end it. show CALL tells how it stands, calendar CALL gives its deadline as iCalendar, text CALL a short text for elsewhere.\n\n"
            "invite CALL NAME... invites actors, groups (group:AFR) and lists: all-states, all-entities, all-mechanisms, all-organizations. letters CALL FOLDER writes a letter (DOCX) for each who was invited. "
            "remind CALL says that all who have not answered are reminded; decline CALL NAME that one will not answer.\n\n"
            "addresses FILE keeps addresses for letters by mail (a line each: a name, a tab, an address), beside the record and in no entry. send CALL invitations, reminders, receipts or final-letters "
            "(which tell where words went, once the report is issued) lays letters into an outbox, none twice; comity serve --smtp sends them, and outbox CALL tells how each stands.\n\n"
            "take-in CALL PATH... registers files of any format, e-mail (.eml, mbox), and folders: each folder in one is a contribution of all its files, from whom it is named after. register CALL lists "
            "what came. submission CALL NUMBER shows one with its words. What is late or wrong in form waits: accept CALL NUMBER takes it with its mark, refuse CALL NUMBER gives the reason. correct CALL "
            "NUMBER [PATH...] and withdraw-submission CALL NUMBER are revisions. release CALL NUMBER makes its words public, and copies of its files from which authors, comments and tracked changes are taken out (DOCX, ODT, PDF, JPEG, PNG); the originals stay closed, as all entries on contributions do. Where the name is "
            "withheld, words that give it are refused: give others with --words FILE.\n\n"
            "Kinds of contributors: state, group_of_states, un_system, mechanism, igo, nhri, ngo, academia, person, other.",
            {{"comity consultation prepare views-2031 --title \"Views on cooperation\" --document 78/199 --paragraph op16 --deadline 2031-05-03T18:00 --zone Europe/Zurich", "a call, from the paragraph that asks for it"},
             {"comity consultation open views-2031", "lets it be heard of"},
             {"comity consultation invite views-2031 all-states all-entities", "invites whole lists"},
             {"comity consultation take-in views-2031 inbox/", "registers what came as files and mail"},
             {"comity consultation take-in views-2031 scan.pdf --from \"Harbour Watch\" --kind ngo --form paper --received 2031-04-30", "what came on paper"},
             {"comity consultation prepare views-2032 --like views-2031", "the call of the next session"}},
            run_consultation,
            actors::consult};
}

}  // namespace comity::cli
