// Rows of the table of commands: what texts ask.
#include "cli/commands.hpp"
#include "cli/registering.hpp"
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

namespace {

/// What narrows the register, as the filters of its page do.
std::vector<Option> register_filters() {
    return {{"to", "WHOM", "only what is asked of this kind of actor, such as secretary_general or member_states, or of this actor by its code, such as SG or FRA"},
            {"body", "BODY", "only of this body, by its short sign or its name"},
            {"series", "SYMBOL", "only of the series of this text"},
            {"deliverable", "KIND", "only with this to be delivered, such as report or meeting; none: with nothing to be delivered"},
            {"status", "STATUS", "only so", {"in-progress", "delivered", "overdue", "lapsed", "replaced", "without-indication"}},
            {"strength", "NUMBER", "only so firm, from 0 to 5"},
            {"sense", "SENSE", "if not given, requests and decisions", {"request", "decision", "statement", "all"}},
            {"flag", "FLAG", "only with this mark", {"organization", "states", "unsure", "review", "no-review", "continuing", "once"}},
            {"recurrence", "WHICH", "only those whose words say how often, or only the others", {"stated", "none"}},
            {"session", "SESSION", "only what falls due at this session, such as GA-79"},
            {"from", "DATE", "only what falls due on this day or later"},
            {"until", "DATE", "only what falls due up to this day"},
            {"year", "YEAR", "only if its latest text is of this year"},
            {"words", "WORDS", "only with all of these words; an end of * stands for any end"},
            {"today", "DATE", "the day by which the status is told, if not the day by the clock"}};
}

std::vector<Option> with_filters(std::vector<Option> options) {
    for (Option& filter : register_filters()) options.push_back(std::move(filter));
    return options;
}

}  // namespace

Command register_command() {
    return {"register",
            "list the mandates of all texts, how each stands and since when",
            {"[SYMBOL [PARAGRAPH]]", 0, 2, What::symbols},
            with_filters({format({"text", "json", "csv"}), {"limit", "NUMBER", "at most so many; of text 50 if it is not given"}, {"offset", "NUMBER", "leave out so many first"}}),
            "What successive texts of one series say again is one mandate, shown as its latest text has it. Its status is told by rules, from what is in the record "
            "and from the day: in progress, delivered (with the report), overdue, lapsed, replaced, or without indication; what has no date is never overdue. The "
            "manual's page on the register has the rules. How often a series implies that something comes back is shown as inferred.\n\n"
            "With a SYMBOL only the mandates of that text; with the id of a paragraph too, the history of each mandate that stands there.",
            {{"comity register --to secretary_general --deliverable report", "the reports that are asked of the Secretary-General"},
             {"comity register 78/199 op16", "the history of one mandate through its texts"},
             {"comity register --format csv > register.csv", "all of it for a spreadsheet"}},
            run_register,
            P::read};
}

Command due_command() {
    return {"due",
            "list what falls due, by session",
            {"[SYMBOL]", 0, 1, What::symbols},
            with_filters({format({"text", "json", "ics"})}),
            "Lists by session, else by month, what the latest texts of the record ask by a date, from today on or as --from, --until and --session say. A session is "
            "a window of days. With --format ics it is a calendar (iCalendar, RFC 5545).",
            {{"comity due --session GA-79", "what falls due at one session"}, {"comity due --to secretary_general --format ics > due.ics", "a calendar to subscribe to"}},
            run_due,
            P::read};
}

}  // namespace comity::cli
