// Rows of the table of commands: actors and themes.
#include "cli/actor_commands.hpp"
#include "cli/rows.hpp"

namespace comity::cli {

using namespace rows;

Command actors_command() {
    return {"actors",
            "list who can be asked and who can answer, by kind",
            {"[WORDS]", 0, 1, What::words},
            {format({"text", "json", "csv"}),
             {"kind", "KIND", "only these, such as state, group, body, treaty_body, special_procedure, agency, organization"},
             {"group", "GROUP", "only those that are or were in it, such as AFR, LDC or EU"},
             {"unknown", "", "instead, names on texts of the record (sponsors, voters) that lead to nobody, each with the first text that has it"}},
            "States, observers, groups, bodies, office holders, mechanisms and organizations, in alphabetical order within each kind; with WORDS those that have them "
            "in any name in any of the six languages. Each fact stands in the tables of the program with its source; what nobody has checked says so. Those that "
            "users have added by comity account add-actor are among them.",
            {{"comity actors --kind state", "all States"},
             {"comity actors --group LDC --format csv", "a group, for a spreadsheet"},
             {"comity actors --unknown", "names that were not recognized"}},
            run_actors,
            P::read};
}

Command actor_command() {
    return {"actor",
            "show one actor: its names, its groups with their dates, what it sponsored, how it voted",
            {"NAME", 1, 1, What::words},
            {format({"text", "json"}), {"date", "DATE", "who bore the name on that day, such as 1985-12-13; a name may have had several bearers"}, {"limit", "NUMBER", "of texts in each list; 10 if it is not given"}},
            "NAME is any customary name in any of the six languages, with or without article, brackets or accents, a former name, an acronym, a code of three letters, or "
            "an id such as state:FRA. It is said by which form it was recognized.",
            {{"comity actor \"Islamic Republic of Iran\"", "by any form of a name"},
             {"comity actor Yugoslavia --date 1985-12-13", "by the name of that day"},
             {"comity actor group:LDC", "a group, with who is in it since when"}},
            run_actor,
            P::read};
}

Command themes_command() {
    return {"themes",
            "list the vocabularies of themes, or what themes a text shows, and by which words",
            {"[SYMBOL]", 0, 1, What::files},
            {format({"text", "json", "csv"}), {"of", "VOCABULARY", "only this one: MECHANISMS, PERSONS, SDG, SDG-TARGETS, RACISM, CULTURES or CRISES"}, language},
            "Without a SYMBOL it lists the themes. With the symbol of a text of the record, or a file, each paragraph stands with the themes that its words show, and "
            "these words: they are the reason, and a rule over words can err. The words are English.",
            {{"comity themes --of SDG", "the goals"}, {"comity themes 78/199 --of RACISM", "where that text speaks of racism and intolerance"}},
            run_themes,
            P::read};
}

}  // namespace comity::cli
