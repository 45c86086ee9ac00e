// Rows of the table of commands: reviews and recommendations.
#include "cli/reviewing.hpp"
#include "cli/rows.hpp"
#include "machinery/actors/process_permissions.hpp"

namespace comity::cli {

using namespace rows;

Command reviews_command() {
    return {"reviews",
            "list reviews of States, and the lists of recommendations that came in",
            {"[STATE]", 0, 1, What::words},
            {format({"text", "json", "csv"}), {"lists", "", "the lists that came in, with what of them was refused"}, {"themes", "", "themes as exporters have them, with how often"},
             {"said", "", "of a STATE: what was said of how its reviews stand, its pledges and mid-term reports, with who said it"},
             {"alike", "", "of a STATE: its recommendations from several reviews that say the same, with the words that they share"}},
            "Without a STATE it counts for each State how often it was reviewed and what was recommended; with one it lists its reviews: mechanism, cycle, and how many recommendations it supported "
            "or noted. Concerns and pledges of lists are counted apart and are no recommendations; pledges and mid-term reports that were recorded here stand beneath. A review that was only said to be "
            "scheduled, held or postponed is listed, too. Lists are brought by comity import: exports of UPR Info (CSV), thematic lists of OHCHR (DOCX), the Universal Human Rights Index (JSON, XLSX), IMPACT OSS (CSV). States stand "
            "in alphabetical order; nothing is scored.",
            {{"comity reviews", "counts for each State"},
             {"comity reviews Nivaal", "the reviews of one State"},
             {"comity reviews Nivaal --alike", "what was recommended to it again and again"},
             {"comity reviews --lists", "which lists came in"}},
            run_reviews,
            P::read};
}

Command recommendations_command() {
    return {"recommendations",
            "list recommendations by State, mechanism, cycle, theme or position",
            {"[WORDS]", 0, any_number, What::words},
            {format({"text", "json", "csv"}),
             {"state", "NAME", "made to this State"},
             {"from", "NAME", "made by this State"},
             {"mechanism", "CODE", "of this mechanism, such as upr or crc"},
             {"cycle", "N", "of this cycle of the universal periodic review"},
             {"review", "ID", "of this review, such as upr-3-xni"},
             {"theme", "THEME", "with this theme, as an exporter has it: comity reviews --themes"},
             {"position", "POSITION", "on which the State has this position", {"supported", "supported in part", "noted", "pending", "no clear position"}},
             {"kind", "KIND", "only these", {"recommendation", "concern", "pledge"}},
             {"limit", "N", "at most so many; else 50, and all as JSON or CSV"},
             {"offset", "N", "from this one on, 0 is the first"}},
            "WORDS must stand in the recommendation. What an exporter says of a recommendation (themes, gradings) stays its own, and is told with its name by comity recommendation.",
            {{"comity recommendations --state Nivaal --cycle 3 --position noted", "what a State noted in one cycle"},
             {"comity recommendations --from Nivaal --format csv", "what a State recommended, for a spreadsheet"},
             {"comity recommendations death penalty --mechanism upr", "by words"}},
            run_recommendations,
            P::read};
}

Command recommendation_command() {
    return {"recommendation",
            "show a recommendation: who made it, positions with their sources, what else says the same",
            {"ID", 1, 1, What::words},
            {format({"text", "json"})},
            "ID is as comity recommendations lists it. An id goes on to lead to the recommendation when a list that came later gives it a number. The lists that have it are told with their lines, and "
            "with what each exporter says of it.",
            {{"comity recommendation upr-3-xni-101.12", "one recommendation"}},
            run_recommendation,
            P::read};
}

Command review_command() {
    return {"review",
            "say how a review stands, a position, a pledge, a report, or what says the same",
            {"WORD ABOUT [...]", 2, any_number, What::words},
            {format({"text", "json"}),
             {"document", "SYMBOL", "where it stands"},
             {"paragraph", "N", "of the document"},
             {"day", "DAY", "of the review, the pledge or the report, such as 2031-05-03"},
             {"for", "ID", "of a pledge: a recommendation to which it answers, once for each", {}, {}, Option::Count::often},
             why,
             on_behalf_of,
             authority},
            "The words, each with what it is about:\n\n"
            "stands REVIEW HOW says how a review stands: scheduled, held, postponed, \"not attended\", adopted, \"adopted without the State\". position RECOMMENDATION POSITION gives the State's position "
            "with the document where it stands (--document, --paragraph); what it said before stays in the history. pledge STATE WORDS... records a voluntary pledge, mid-term REVIEW a mid-term report "
            "(--document).\n\n"
            "same A B says that two recommendations to one State say the same, apart A B that they don't (--why). withdraw KIND ABOUT takes back what was said, such as \"withdraw position "
            "upr-3-xni-101.12\" (--why). withdraw-list SHA256 takes back a list that was brought by mistake (the first digits "
            "are enough): its rows count no longer.",
            {{"comity review pledge Nivaal We will teach sailors", "what a State pledged of itself; comity reviews Nivaal shows it"},
             {"comity review stands upr-4-xni postponed --why \"the ferries stand still\"", "a review that is put off"},
             {"comity review position upr-3-xni-101.12 supported --document A/HRC/43/15/Add.1 --paragraph 3", "a position with its source"},
             {"comity review same upr-2-xni-90.4 upr-3-xni-101.12", "two that say the same"}},
            run_review,
            actors::respond};
}

}  // namespace comity::cli
