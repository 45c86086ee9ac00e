// The facts of a document from the lines around its text, before it or behind it.
#include "reading/masthead.hpp"

#include <gtest/gtest.h>

#include <string>

#include "reading/testing.hpp"

namespace comity::reading {
namespace {

using document::Document;
using document::Kind;
using testing::read_text;
using testing::spaced;
using testing::text_of;

/// A resolution with these lines before its title.
Document with_masthead(std::initializer_list<std::string_view> lines, std::string_view file_name = "") {
    return read_text(spaced(lines) + testing::resolution({"Noting the lamps,", "1. Requests oil;", "2. Decides to go on."}), file_name);
}

/// A resolution with these lines behind its last paragraph.
Document with_closing(std::initializer_list<std::string_view> lines) {
    return read_text("99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Requests oil;\n\n2. Decides to go on.\n\n" + text_of(lines));
}

std::string iso(const std::optional<Date>& date) { return date ? date->iso() : "none"; }

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& part : parts) all += (all.empty() ? "" : "|") + part;
    return all;
}

std::string sponsors(const Document& document) {
    std::string all;
    for (const auto& sponsor : document.sponsors) all += (all.empty() ? "" : "|") + sponsor.name + (sponsor.on_behalf_of ? " for " + *sponsor.on_behalf_of : "");
    return all;
}

TEST(Masthead, ReadsEveryFactBeforeTheText) {
    const Document document = with_masthead({"United Nations", "A/RES/99/12", "General Assembly", "Distr.: General", "20 December 2044", "Ninety-ninth session", "Agenda item 109 (c)",
                                             "Resolution adopted by the General Assembly on 16 December 2044", "[on the report of the Sixth Committee (A/99/431, para. 14)]"});
    EXPECT_EQ(document.symbol, "A/RES/99/12");
    EXPECT_EQ(document.kind, Kind::resolution);
    EXPECT_EQ(document.body, "General Assembly");
    EXPECT_EQ(document.session, "99");
    EXPECT_EQ(document.number, "12");
    EXPECT_EQ(document.year, 2044);
    EXPECT_EQ(document.title, "Care of shared lighthouses");
    EXPECT_EQ(document.distribution, "General");
    EXPECT_EQ(iso(document.date_distributed), "2044-12-20");
    EXPECT_EQ(iso(document.date_adopted), "2044-12-16");
    EXPECT_EQ(document.agenda_items, (std::vector<std::string>{"109 (c)"}));
    EXPECT_EQ(document.committee, "Sixth Committee");
    EXPECT_EQ(document.reports, (std::vector<document::ReportReference>{{"A/99/431", "14"}}));
    EXPECT_EQ(document.meeting, "58th plenary meeting");
    EXPECT_EQ(document.language, "en");
    EXPECT_TRUE(document.diagnostics.empty());
}

TEST(Masthead, ReadsItsLinesInAnyOrder) {
    const Document document = with_masthead({"20 December 2044", "Agenda item 109 (c)", "Ninety-ninth session", "A/RES/99/12", "Distr.: General", "General Assembly", "United Nations"});
    EXPECT_EQ(document.symbol, "A/RES/99/12");
    EXPECT_EQ(iso(document.date_distributed), "2044-12-20");
    EXPECT_EQ(document.agenda_items, (std::vector<std::string>{"109 (c)"}));
    EXPECT_EQ(document.session, "99");
    EXPECT_EQ(document.distribution, "General");
}

TEST(Masthead, ReadsItBehindTheTextWhereAConverterLeftIt) {
    const Document document = read_text(testing::resolution({"Noting the lamps,", "1. Requests oil;"}) +
                                        "\nUnited NationsA/RES/99/12General AssemblyDistr.: General\n\n20 December 2044Ninety-ninth session\n\nAgenda item 109 (c)\n");
    EXPECT_EQ(document.symbol, "A/RES/99/12");
    EXPECT_EQ(document.distribution, "General");
    EXPECT_EQ(iso(document.date_distributed), "2044-12-20");
    EXPECT_EQ(document.session, "99");
    EXPECT_EQ(document.agenda_items, (std::vector<std::string>{"109 (c)"}));
}

TEST(Masthead, TakesTheWordBelowDistrForTheDistribution) { EXPECT_EQ(with_masthead({"Distr.", "LIMITED"}).distribution, "Limited"); }

TEST(Masthead, ReadsSeveralItemsAndTheTitleOfTheFirst) {
    EXPECT_EQ(with_masthead({"Agenda items 15 and 116"}).agenda_items, (std::vector<std::string>{"15", "116"}));
    EXPECT_EQ(with_masthead({"Agenda item 71 (b)"}).agenda_items, (std::vector<std::string>{"71 (b)"}));
    const Document titled = with_masthead({"Agenda item 109 (c)", "Lamps on the frontier: shared lighthouses"});
    EXPECT_EQ(titled.agenda_title, "Lamps on the frontier: shared lighthouses");
}

TEST(Masthead, TakesNoBlankFromALineThatHasOnlyANotesMark) {
    EXPECT_EQ(read_text("Ardune, Tarrow: draft resolution\n\nCare of shared lighthouses\n\n²\n\n1. Requests oil.\n").title, "Care of shared lighthouses");
    EXPECT_EQ(with_masthead({"Agenda item 109 (c)", "Lamps on the frontier", "²"}).agenda_title, "Lamps on the frontier");
}

TEST(Masthead, ReadsSpecialSessions) {
    EXPECT_EQ(read_text("Tenth emergency special session\n\nA/RES/ES-10/90\n\nES-10/90. Lamps\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Requests oil.\n").session, "ES-10");
    EXPECT_EQ(read_text("Thirty-second special session\n\nA/RES/S-32/1\n\nS-32/1. Lamps\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Requests oil.\n").session, "S-32");
}

TEST(Masthead, ReadsAReportOverSeveralLines) {
    const Document document = read_text("Resolution adopted by the General Assembly\non 16 December 2044\n\n[on the report of the Sixth Committee\n(A/99/431 and Corr.1, para. 14)]\n\n" +
                                        testing::resolution({"Noting the lamps,", "1. Requests oil."}));
    EXPECT_EQ(document.committee, "Sixth Committee");
    ASSERT_FALSE(document.reports.empty());
    EXPECT_EQ(document.reports.front().symbol, "A/99/431");
    EXPECT_EQ(iso(document.date_adopted), "2044-12-16");
}

TEST(Masthead, KnowsDraftsAdoptedWithoutReferenceToACommittee) {
    const Document document = with_masthead({"[without reference to a Main Committee (A/99/L.20 and A/99/L.20/Add.1)]"});
    EXPECT_EQ(joined(document.drafts), "A/99/L.20|A/99/L.20/Add.1");
    EXPECT_TRUE(document.reports.empty());
    EXPECT_EQ(document.committee, std::nullopt);
}

TEST(Masthead, ReadsTheSponsorsOfADraftWithTheStarsNote) {
    const Document document = read_text(spaced({"A/C.3/99/L.30", "Distr.: Limited", "1 November 2044", "Ninety-ninth session", "Third Committee", "Agenda item 109 (c)",
                                                "Ardune, Beravoe,* Saint Orrin and the Skerries and Tarrow: draft resolution", "Care of shared lighthouses", "The General Assembly,", "Noting the lamps,",
                                                "1. Requests oil;", "2. Decides to go on.", "---", "* On behalf of the States that keep a lamp."}));
    EXPECT_EQ(document.kind, Kind::draft_resolution);
    EXPECT_EQ(document.symbol, "A/C.3/99/L.30");
    EXPECT_EQ(document.title, "Care of shared lighthouses");
    EXPECT_EQ(sponsors(document), "Ardune|Beravoe for the States that keep a lamp|Saint Orrin and the Skerries|Tarrow");
    EXPECT_EQ(document.committee, "Third Committee");
    EXPECT_EQ(document.distribution, "Limited");
    EXPECT_EQ(testing::marks(document.footnotes), "*");
}

TEST(Masthead, ReadsSponsorsOverSeveralLines) {
    const Document document = read_text(text_of({"A/C.3/99/L.30", "", "Ardune, Beravoe,* Morrowen (Free Ports", "of), Péravel, Tarrow and Upper Tarrow: draft resolution", "",
                                                 "Care of shared lighthouses", "", "The General Assembly,", "", "Noting the lamps,", "", "1. Requests oil.", ""}));
    EXPECT_EQ(sponsors(document), "Ardune|Beravoe|Morrowen (Free Ports of)|Péravel|Tarrow|Upper Tarrow");
    EXPECT_EQ(document.title, "Care of shared lighthouses");
}

TEST(Masthead, KnowsADecisionByTheWordsThatIntroduceIt) {
    for (const std::string_view lead : {"At its 58th plenary meeting, on 16 December 2044, the General Assembly, on the proposal of its President, adopted the following decision:",
                                        "At its 58th plenary meeting, on 16 December 2044, the General\nAssembly, on the proposal of its President,\nadopted the following decision:"}) {
        const Document document = read_text(spaced({"99/412. Care of shared lighthouses", lead, "The General Assembly,", "Noting the lamps,", "1. Decides to keep them."}));
        EXPECT_EQ(document.kind, Kind::decision);
        EXPECT_EQ(document.symbol, "A/DEC/99/412");
        EXPECT_EQ(document.meeting, "58th plenary meeting");
        EXPECT_EQ(iso(document.date_adopted), "2044-12-16");
        EXPECT_TRUE(document.diagnostics.empty());
        EXPECT_EQ(testing::ids(document), "pp1 op1");
    }
}

TEST(Masthead, TakesTheSymbolFromTheFilesNameOnlyWhereTheTextHasNone) {
    const std::string text = "The General Assembly,\n\nNoting the lamps,\n\n1. Requests oil.\n";
    const Document named = read_text(text, "A_RES_99_12.txt");
    EXPECT_EQ(named.symbol, "A/RES/99/12");
    EXPECT_TRUE(testing::has_diagnostic(named, "symbol-from-file-name"));
    EXPECT_EQ(read_text(text, "lamps.txt").symbol, std::nullopt);
    const Document both = with_masthead({"A/RES/99/12"}, "A_RES_98_7.txt");
    EXPECT_EQ(both.symbol, "A/RES/99/12");
}

TEST(Masthead, ListsALineInWhichItFindsNoFact) {
    const Document document = with_masthead({"A/RES/99/12", "Whoever finds this lamp may keep it: ask at the harbour"});
    ASSERT_EQ(document.diagnostics.size(), 1U);
    EXPECT_EQ(document.diagnostics[0].code, "unplaced-line");
    EXPECT_EQ(document.diagnostics[0].line, 3U);
}

TEST(Closing, ReadsMeetingAndDateOnTwoLinesOrOne) {
    for (const auto& lines : {std::initializer_list<std::string_view>{"58th plenary meeting", "16 December 2044"}, {"58th plenary meeting, 16 December 2044"}, {"*58th plenary meeting", "16 December 2044*"}}) {
        const Document document = with_closing(lines);
        EXPECT_EQ(document.meeting, "58th plenary meeting");
        EXPECT_EQ(iso(document.date_adopted), "2044-12-16");
        EXPECT_EQ(testing::ids(document), "pp1 op1 op2");
    }
}

TEST(Closing, KnowsATextAdoptedWithoutAVote) {
    const Document document = with_closing({"58th plenary meeting", "16 December 2044", "", "[Adopted without a vote.]"});
    EXPECT_EQ(document.adoption, "without a vote");
    EXPECT_EQ(document.vote, std::nullopt);
}

TEST(Closing, ReadsARecordedVoteWithItsLists) {
    const Document document = with_closing({"58th plenary meeting", "16 December 2044", "", "[Adopted by a recorded vote of 4 to 2, with 1 abstention. The voting was as follows:", "",
                                            "In favour: Ardune, Saint Orrin and the Skerries, Péravel and Tarrow", "", "Against: Beravoe, Morrowen (Free Ports of)", "", "Abstaining: Upper Tarrow]"});
    EXPECT_EQ(document.adoption, "recorded vote");
    ASSERT_TRUE(document.vote);
    EXPECT_EQ(document.vote->yes, 4);
    EXPECT_EQ(document.vote->no, 2);
    EXPECT_EQ(document.vote->abstain, 1);
    EXPECT_EQ(joined(document.vote->in_favour), "Ardune|Saint Orrin and the Skerries|Péravel|Tarrow");
    EXPECT_EQ(joined(document.vote->against), "Beravoe|Morrowen (Free Ports of)");
    EXPECT_EQ(joined(document.vote->abstaining), "Upper Tarrow");
    EXPECT_EQ(testing::ids(document), "pp1 op1 op2");
}

TEST(Closing, ReadsAVoteWhereNobodyWasAgainst) {
    const Document document = with_closing({"58th plenary meeting", "16 December 2044", "", "Adopted by a recorded vote of 12 to none, with 3 abstentions."});
    ASSERT_TRUE(document.vote);
    EXPECT_EQ(document.vote->yes, 12);
    EXPECT_EQ(document.vote->no, 0);
    EXPECT_EQ(document.vote->abstain, 3);
}

TEST(Closing, CountsNobodyAsNoState) {
    const Document document =
        with_closing({"58th plenary meeting", "16 December 2044", "", "Adopted by a recorded vote of 2 to none, with 1 abstention, as follows:", "In favour: Ardune, Tarrow", "Against: None", "Abstaining: Beravoe"});
    ASSERT_TRUE(document.vote);
    EXPECT_TRUE(document.vote->against.empty());
    EXPECT_EQ(joined(document.vote->in_favour), "Ardune|Tarrow");
}

TEST(Closing, KeepsLinesOfFacts) {
    const Document document = with_closing({"58th plenary meeting", "16 December 2044"});
    // title, organ's line, the two closing lines
    EXPECT_EQ(document.facts, (std::vector<document::LineRange>{{1, 1}, {3, 3}, {11, 11}, {12, 12}}));
}

TEST(Dates, FindsTheLastDateOfALine) {
    EXPECT_EQ(iso(last_date_in("adopted on 16 December 2044", testing::words())), "2044-12-16");
    EXPECT_EQ(iso(last_date_in("between 1 May 2043 and 16 December 2044, as 99/12", testing::words())), "2044-12-16");
    EXPECT_EQ(iso(last_date_in("resolution 99/12 of 31 February 2044", testing::words())), "none");
    EXPECT_EQ(iso(last_date_in("", testing::words())), "none");
}

TEST(Masthead, TakesMeetingDateAndItemFromTheSentenceThatIntroducesAStatement) {
    const auto document = testing::read_text(
        "Statement by the President of the Security Council\n\nAt the 7001st meeting of the Security Council, held on 3 May 2044, while the Council considered the item entitled "
        "“Lamps of the coast”, the President of the Security Council made the following statement on behalf of the Council:\n\n“The Security Council welcomes the calm of the harbours.\n\n“The Security Council urges all keepers to stay.”\n");
    EXPECT_EQ(document.meeting, "7001st meeting");
    ASSERT_TRUE(document.date_adopted.has_value());
    EXPECT_EQ(document.date_adopted->iso(), "2044-05-03");
    EXPECT_EQ(document.agenda_title, "Lamps of the coast");
    EXPECT_EQ(document.title, std::nullopt);
}

TEST(Masthead, KnowsAStatementOfTheHumanRightsCouncilByItsNumber) {
    const auto document = testing::read_text(
        "Human Rights Council\nFifteenth session\nAgenda item 1\nPresident’s statement\nPRST 15/2\nAt the 34th meeting, held on 1 October 2010, the President of the Council issued a statement, as follows:\n\n"
        "“The Human Rights Council,\n\n1. Acknowledges the lamps;\n\n2. Invites the keepers to report.”\n");
    EXPECT_EQ(document.symbol, "A/HRC/PRST/15/2");
    EXPECT_EQ(document.title, std::nullopt);
}

}  // namespace
}  // namespace comity::reading
