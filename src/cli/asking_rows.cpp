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

Command check_command() {
    return {"check",
            "look a draft over before it is tabled: references, sessions, notes, mandates, wording",
            {"DRAFT...", 1, any_number, What::files},
            {{"format", "FORMAT", "the form of the answer, text if it is not given; answers are lines to be filled in for --answers", {"text", "json", "sarif", "answers"}},
             {"against", "SYMBOL", "the text before this one; if it is not given, it is found by its title or its words"},
             {"level", "RULE=LEVEL", "give a rule another level: off, note, warning or error; may be given several times", {}, {}, Option::Count::often},
             {"levels", "FILE", "the same from a file, a line each; --level goes before it"},
             {"answers", "FILE", "answers to findings: lines of rule, words and reason with tabs between them"},
             {"before", "DATE", "as if it were the day before this one, such as 2023-12-19: later texts are not known"},
             output},
            "Each finding says where it stands, why it is one, how to mend it, and at which level. What needs the texts around the draft is looked up in the record: whether a "
            "text that it cites has a later one, which sessions its series names, whether another series asks the same. Without a record it works too, and says which rules were "
            "not applied. Nothing is kept. A DRAFT of - is the standard input.\n\n"
            "A finding that is meant so is answered: --format answers writes the lines, to which you add the reason. An answer belongs to rule and words, so it outlives edits "
            "elsewhere.\n\n"
            "Exit code 0 if no warning or error is left without an answer, 1 if there is one. The rules and their sources are in the manual's page on the drafting check.",
            {{"comity check draft.txt", "all findings, set for the terminal"},
             {"comity check draft.txt --against 78/199", "with the text before it"},
             {"comity check draft.txt --level also-further=off --level addressee=warning", "with other levels"},
             {"comity check draft.txt --format answers > draft.answers", "lines to be filled in"},
             {"comity check *.txt --format sarif --output check.sarif", "for an editor or a build system"}},
            run_check,
            P::read};
}

Command confirm_command() {
    return {"confirm",
            "say that what was found in a text is right, otherwise, or missed",
            {"SYMBOL ACT", 2, 2, What::symbols},
            {{"verb", "VERB", "its plain form is this: request, call upon"},
             {"strength", "0-5", "from 0 (takes note) to 5 (decides)"},
             {"sense", "KIND", "what it is", {"statement", "request", "decision"}},
             {"asks", "TYPE[:ID[:WORDS]]", "who is asked, once for each: a kind such as member_states, a code such as OHCHR, the words; empty: nobody", {}, {}, Option::Count::often},
             {"delivers", "KIND", "what is to be delivered, once for each, such as report; empty: nothing", {}, {}, Option::Count::often},
             {"from", "DAY", "due not before this day; without --to too: it has no end"},
             {"to", "DAY", "due by this day"},
             {"every", "INTERVAL", "how often: P1Y, P6M, S3 for each third session; empty: once"},
             {"organization", "yes|no", "it is something that the Organization must do"},
             {"states", "yes|no", "it asks something of States"},
             {"no-act", "", "these words are no act; needs --why"},
             {"missed", "WORDS", "the rules have missed an act, whose verb stands there as WORDS; needs --verb, --sense and --strength"},
             {"delivered-by", "SYMBOL", "this document delivers what the act asks, whatever the rules find"},
             {"not-delivered-by", "SYMBOL", "this document does not deliver it; needs --why"},
             {"take-back", "", "take back what was said of this act; with --delivered-by, what was said of that document"},
             why,
             on_behalf_of,
             authority,
             format({"text", "json"})},
            "ACT is a paragraph, such as op12, or op12/2 for its second act: comity mandates SYMBOL lists them. Without further options the act is confirmed as it was "
            "found; with options it is corrected, and what they do not name stays.\n\n"
            "What a person said is an entry of its own, tied to the words of the file. It outlives better readings and better rules; where its words can't be found any "
            "more, comity mandates says so.",
            {{"comity confirm 78/199 op16", "the act is right as it was found"},
             {"comity confirm 78/199 op17 --delivered-by A/80/118", "what was asked came with this report"},
             {"comity confirm 78/199 op16 --delivers consultation --asks secretary_general:SG", "it is otherwise"},
             {"comity confirm 78/199 op3 --missed \"and invites\" --verb invite --sense request --strength 2", "adds an act"},
             {"comity confirm 78/199 op3/2 --no-act --why \"said of the process\"", "these words are none"}},
            run_confirm,
            P::correct};
}

}  // namespace comity::cli
