// Rows of the table of commands: requests, offers, agreements, measures, and the deeds under a paragraph.
#include "cli/cooperating.hpp"
#include "cli/rows.hpp"
#include "machinery/actors/process_permissions.hpp"

namespace comity::cli {

using namespace rows;

namespace {

const Option behalf = {"on-behalf-of", "NAME", "in whose name you act and look; without it only what is public is shown"};

/// What all of them are about.
std::vector<Option> with_matter(std::vector<Option> others) {
    std::vector<Option> all = {{"title", "WORDS", "of it"},
                               {"words", "WORDS", "what it is, in your own words"},
                               {"theme", "ID", "a theme or right, such as SDG-16, once for each; comity themes lists them", {}, {}, Option::Count::often},
                               {"form", "FORM", "of help, once for each", {"training", "legislation", "expert", "study-visit", "equipment", "funds"}, {}, Option::Count::often},
                               {"language", "CODE", "in which, once for each", {}, {}, Option::Count::often},
                               {"first", "DAY", "from when on"},
                               {"last", "DAY", "until when"},
                               {"document", "SYMBOL", "by whose authority: a text of the record, with --paragraph"},
                               {"paragraph", "ID", "the paragraph of it, such as op11"},
                               {"commitment", "WORDS", "instead of both: a standing commitment, in words"},
                               {"recommendation", "ID", "for which recommendation"}};
    all.insert(all.end(), others.begin(), others.end());
    all.insert(all.end(), {why, behalf});
    return all;
}

}  // namespace

Command request_command() {
    return {"request",
            "ask for help: open a request, share or publish it, see which offers fit",
            {"[WORD] [REQUEST] [...]", 0, any_number, What::words},
            with_matter({format({"text", "json", "csv"}), {"priority", "N", "its place in the State's own order: 1 for what comes first"}, {"contact", "WORDS", "whom to ask"},
                         {"weight", "REASON=N", "of matches: how much theme, form, language, time, recommendation or experience weighs, and from how much on (least) an offer is told", {}, {}, Option::Count::often}}),
            "Without a WORD it lists the requests that you may see. Only the State concerned opens, changes, shares, publishes or withdraws one, so the words need --on-behalf-of.\n\n"
            "open NAME makes a request that nobody else knows of: no list, match, search, feed or export has it, and the log has its leaf and nothing else. change REQUEST changes it. "
            "share REQUEST PARTNER... lets chosen partners see it, publish REQUEST everybody; they see a later change when it is shared or published again. withdraw REQUEST ends it. "
            "show REQUEST shows one.\n\n"
            "matches REQUEST holds it against all offers: each that fits with its reasons and their weights, in the order of names; the smallest sets of offers that cover it, what nobody offers, "
            "what several do.",
            {{"comity request open interpreters --on-behalf-of Ardune --title \"Interpreters for the courts\" --form training --theme SDG-16 --document 78/199 --paragraph op11", "asks, and tells nobody"},
             {"comity request matches xar.interpreters --on-behalf-of Ardune", "which offers fit it"},
             {"comity request share xar.interpreters Nivaal --on-behalf-of Ardune", "lets one partner see it"}},
            run_request,
            actors::cooperate};
}

Command offer_command() {
    return {"offer",
            "offer help: what a State, organization or fund can give",
            {"[WORD] [OFFER]", 0, 2, What::words},
            with_matter({format({"text", "json", "csv"}), {"role", "ROLE", "in which it is offered; provider if it is not given", {"provider", "facilitator"}}, {"capacity", "WORDS", "how much"},
                         {"experience", "WORDS", "what was done before, as \"words | recommendation | evidence\", once for each", {}, {}, Option::Count::often}}),
            "Without a WORD it lists the offers. open NAME makes one, change OFFER changes it, withdraw OFFER ends it, show OFFER shows it. An offer is public.",
            {{"comity offer open school --on-behalf-of Nivaal --title \"A school for interpreters\" --form training --theme SDG-16 --language fr", "offers training"}},
            run_offer,
            actors::cooperate};
}

Command agreement_command() {
    return {"agreement",
            "agree on help, deliver it, report on it",
            {"[WORD] [AGREEMENT]", 0, 2, What::words},
            {format({"text", "json", "csv", "iati"}),
             {"request", "REQUEST", "of accept: for which request"},
             {"offer", "OFFER", "of accept: an offer that is accepted, once for each partner", {}, {}, Option::Count::often},
             {"facilitator", "NAME", "of accept: a further partner, who offers nothing of its own, once for each", {}, {}, Option::Count::often},
             {"title", "WORDS", "of accept: if it is not that of the request"},
             {"words", "WORDS", "what was agreed; of step what it is; of report what came of it, in your own words"},
             {"role", "ROLE", "your own in it", {"beneficiary", "provider", "facilitator", "not stated"}},
             {"grouping", "GROUP", "the group whose members count as of the South, with --grouping-day"},
             {"grouping-day", "DAY", "on which day it is taken"},
             {"kind", "KIND", "of kind: said otherwise than it would be told, with --why", {"north-south", "south-south", "triangular", "north-north", "multilateral", "not stated"}},
             {"level", "LEVEL", "of kind: said otherwise than it would be told, with --why", {"national", "bilateral", "regional", "international"}},
             {"number", "N", "of step: the step that is changed"},
             {"form", "FORM", "of step", {"training", "legislation", "expert", "study-visit", "equipment", "funds"}},
             {"first", "DAY", "from when on"},
             {"last", "DAY", "until when"},
             {"status", "STATUS", "of step", {"planned", "done", "dropped"}},
             {"result", "RESULT", "of report", {"delivered", "delivered in part", "not delivered"}},
             {"evidence", "WORDS", "of report: where it can be looked up"},
             why,
             behalf},
            "Without a WORD it lists the agreements that you may see.\n\n"
            "accept NAME is for the State whose request it is; each partner says confirm AGREEMENT or, with --why, refuse AGREEMENT. Both acts are entries with receipts. role AGREEMENT says your own role, "
            "kind AGREEMENT by which group on which day its kind (North-South, South-South, triangular) is told. step AGREEMENT records a step or, with --number, changes one of yours; report AGREEMENT says "
            "what came of it: where the parties say otherwise than each other, both stand. withdraw AGREEMENT ends it, with the reason. An agreement is its parties' alone until all of them have said publish "
            "AGREEMENT.\n\nWith --format iati those that stand are told as IATI 2.03.",
            {{"comity agreement accept courts --request xar.interpreters --offer xni.school --on-behalf-of Ardune", "accepts an offer"},
             {"comity agreement confirm xar.courts --on-behalf-of Nivaal", "confirms it"},
             {"comity agreement --format iati", "those that are public, as IATI"}},
            run_agreement,
            actors::cooperate};
}

Command measure_command() {
    return {"measure",
            "record measures against crises",
            {"[WORD] [MEASURE]", 0, 2, What::words},
            with_matter({format({"text", "json", "csv"}), {"crisis", "WORDS", "against which it is"}, {"person", "WORDS", "whom it protects, once for each", {}, {}, Option::Count::often},
                         {"review", "DAY", "when it is looked at again"}, {"agreement", "AGREEMENT", "a public one in which it is taken"},
                         {"level", "LEVEL", "said otherwise than it would be told, with --why", {"national", "bilateral", "regional", "international"}}, {"number", "N", "of step: the step that is changed"},
                         {"status", "STATUS", "of step", {"planned", "done", "dropped"}}, {"result", "RESULT", "of report", {"delivered", "delivered in part", "not delivered"}}, {"evidence", "WORDS", "of report: where it can be looked up"}}),
            "Without a WORD it lists the measures. record NAME makes one, change MEASURE changes it, step and report say how it goes, end MEASURE ends it, show MEASURE shows it. A measure is public and of "
            "who takes it alone; the rights that it protects are its themes.",
            {{"comity measure record registers --on-behalf-of Tarrow --title \"Registers above the water\" --crisis \"the flood of April\" --review 2031-06-01", "records a measure"}},
            run_measure,
            actors::cooperate};
}

Command deeds_command() {
    return {"deeds",
            "what was asked, offered and done under a text, by an actor, for a recommendation",
            {"[SYMBOL] [PARAGRAPH]", 0, 2, What::symbols},
            {format({"text", "json", "csv"}), {"actor", "NAME", "only those in which this actor takes part"}, {"recommendation", "ID", "only those for this recommendation"},
             {"commitment", "WORDS", "only those under this standing commitment"}, behalf},
            "Requests, offers, agreements and measures by whose authority words of this text are named, with actors, level and date; all of them without a SYMBOL.",
            {{"comity deeds 78/199 op11", "under one paragraph"}, {"comity deeds --actor Ardune", "of one State"}},
            run_deeds,
            P::read};
}

}  // namespace comity::cli
