// Rows of the table of commands: what texts ask.
#include "cli/commands.hpp"
#include "cli/rows.hpp"

namespace comity::cli {

using namespace rows;

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

}  // namespace comity::cli
