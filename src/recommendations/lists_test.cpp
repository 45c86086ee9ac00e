#include "base/testing.hpp"
#include "recommendations/lists.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "recommendations/inside.hpp"
#include "zip/zip.hpp"

namespace comity::recommendations {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Listed {
    std::vector<Row> rows;
    std::vector<Refused> refused;
};

Listed list(Format format, const Pieces& pieces, std::string state = {}) {
    Listed listed;
    read(format, pieces, {&vocabulary::directory_with_demonstration(), std::move(state)},
         {[&](Row&& row) { listed.rows.push_back(std::move(row)); }, [&](Refused&& refused) { listed.refused.push_back(std::move(refused)); }});
    return listed;
}
Listed list(Format format, std::string_view bytes, std::string state = {}) { return list(format, whole(bytes), std::move(state)); }

std::vector<Part> parts(std::string_view words) { return parts_of(words, vocabulary::directory_with_demonstration()); }

const std::string upr_info_head = "To,To-Rgrp,To-Org,Text,From,From-Rgrp,From-Org,Response,Action,Issue,Session\r";

// --- what is nearly a list -----------------------------------------------------------------------------------------------------

TEST(NearlyLists, SayWhichColumnsTheyLackAndHowTheseAreCalled) {
    EXPECT_THAT(what_is_missing("To,Text,From,Answer,Action,Issue,Session\r\nNivaal,Dredge it,Tarrow,Noted,1,Ports,30\r\n").value_or(""), HasSubstr("a list of UPR Info, but none is called Response"));
    EXPECT_THAT(what_is_missing("to,words,from,answer,action,issue,session\n").value_or(""), HasSubstr("none is called Text or recommendation, none Response"));
    EXPECT_THAT(what_is_missing("reference,title,cycle,human_rights_issue\n").value_or(""), HasSubstr("IMPACT OSS, but none is called support_level"));
    EXPECT_FALSE(what_is_missing("To,Text,From,Response,Action\n")) << "it is one";
    EXPECT_FALSE(what_is_missing("Species,Text,Count,Harbour,Tide\n")) << "another table";
    EXPECT_FALSE(what_is_missing("To the harbour")) << "no table at all";
    EXPECT_FALSE(what_is_missing(""));
}

TEST(Lists, RefuseARowWhoseCycleOrSessionIsNoNumber) {
    const auto listed = list(Format::uhri_table,
                             "Text,Countries Concerned,Recommending Body,OHCHR Annotation Id,UPR Session,UPR Cycle\nDredge it,Nivaal,UPR,a-1,banana,3\nDredge it,Nivaal,UPR,a-2,30,x\nDredge it,Nivaal,CRC,a-3,N/A,-\n"
                             "Dredge it,Nivaal,UPR,a-4,Session 30,3rd\n");
    EXPECT_THAT(listed.refused, ElementsAre(Refused{2, "its session \"banana\" is no number: write one, or leave it empty"}, Refused{3, "its cycle \"x\" is no number: write one, or leave it empty"}));
    ASSERT_EQ(listed.rows.size(), 2U);
    EXPECT_EQ(listed.rows[0].session, 0);
    EXPECT_EQ(listed.rows[1].session, 30);
    EXPECT_EQ(listed.rows[1].cycle, 3);
}

// --- words ---------------------------------------------------------------------------------------------------------------------

TEST(ListWords, BlanksOfEveryKindAreOne) { EXPECT_EQ(cleaned("  Dredge\xC2\xA0 the\r\n harbour\t "), "Dredge the harbour"); }

TEST(ListWords, MarksOfHtmlGoAndSignsStay) {
    EXPECT_EQ(cleaned(without_marks("<p>Widen&nbsp;the <b>lock</b> &amp; the quay</p>")), "Widen the lock & the quay");
    EXPECT_EQ(without_marks("tides < 3 m & rising"), "tides < 3 m & rising");
    EXPECT_EQ(without_marks("&#40;Nivaal&#41; &unheard; &#xD800;"), "(Nivaal) &unheard; &#xD800;");
}

TEST(ListWords, TheNumberOfAParagraphIsTakenOff) {
    const auto taken = [](std::string words) {
        const std::string number = take_number(words);
        return number + "|" + words;
    };
    EXPECT_EQ(taken("101.12 Ratify it"), "101.12|Ratify it");
    EXPECT_EQ(taken("50.307. Ratify it"), "50.307|Ratify it");
    EXPECT_EQ(taken("42. (b) Ratify it"), "42(b)|Ratify it");
    EXPECT_EQ(taken("7 (a) Ratify it"), "7(a)|Ratify it");
    EXPECT_EQ(taken("3. Ratify it"), "3|Ratify it");
    EXPECT_EQ(taken("5 per cent of the catch"), "|5 per cent of the catch");
    EXPECT_EQ(taken("101.12"), "|101.12");
}

TEST(ListWords, DaysInThreeForms) {
    EXPECT_EQ(date_of("2031-05-03T00:00:00"), "2031-05-03");
    EXPECT_EQ(date_of("03/05/2031"), "2031-05-03");
    EXPECT_EQ(date_of("45688"), "2025-01-31");
    EXPECT_EQ(date_of("36526.0"), "2000-01-01");
    EXPECT_EQ(date_of("spring"), "");
    EXPECT_EQ(date_of("2031-13-03"), "");
}

// --- States in brackets --------------------------------------------------------------------------------------------------------

TEST(RecommendingStates, EachBehindTheWords) {
    EXPECT_THAT(parts("Dredge the harbour (Ardune) (Beravoe);"), ElementsAre(Part{"Dredge the harbour", {"Ardune", "Beravoe"}}));
    EXPECT_THAT(parts("Dredge the harbour (Ardune, Beravoe and Tarrow);"), ElementsAre(Part{"Dredge the harbour", {"Ardune", "Beravoe", "Tarrow"}}));
}
TEST(RecommendingStates, SeveralTextsUnderOneNumber) {
    EXPECT_THAT(parts("Dredge the harbour (Ardune); Consider dredging the harbour (Tarrow);"),
                ElementsAre(Part{"Dredge the harbour", {"Ardune"}}, Part{"Consider dredging the harbour", {"Tarrow"}}));
}
TEST(RecommendingStates, ANameWithBracketsOfItsOwn) {
    EXPECT_THAT(parts("Dredge the harbour (Morrowen (Free Ports of));"), ElementsAre(Part{"Dredge the harbour", {"Morrowen (Free Ports of)"}}));
    EXPECT_THAT(parts("Dredge it (Ardune, Morrowen (Free Ports of), Nivaal)"), ElementsAre(Part{"Dredge it", {"Ardune", "Morrowen (Free Ports of)", "Nivaal"}}));
}
TEST(RecommendingStates, OtherBracketsStayInTheWords) {
    EXPECT_THAT(parts("Join the Compact on Ferries (No. 29) of 1930"), ElementsAre(Part{"Join the Compact on Ferries (No. 29) of 1930", {}}));
    EXPECT_THAT(parts("Join the Compact (No. 29) (Nivaal)"), ElementsAre(Part{"Join the Compact (No. 29)", {"Nivaal"}}));
    EXPECT_THAT(parts("Follow its neighbour (Nivaal) in dredging"), ElementsAre(Part{"Follow its neighbour (Nivaal) in dredging", {}}));
    EXPECT_THAT(parts("An open bracket (Nivaal"), ElementsAre(Part{"An open bracket (Nivaal", {}}));
}

// --- UPR Info ------------------------------------------------------------------------------------------------------------------

TEST(UprInfo, ReadsRowsOfAnOldMacintosh) {
    const std::string table = upr_info_head + "Nivaal,East,\"A, B\",\"Teach at \x8E" "coles, even \x8E l'H\x99tel \",Ardune,West,A,Accepted,5,\"Schools,Ports, quays and locks\",18\r"
                                              "Nivaal,East,,,Ardune,West,,Noted,4,General,18\r"
                                              "Nivaal,East,,Dredge,&#40;Unknown&#41;,,,Noted,4,General,18,more\r";
    ASSERT_EQ(format_of(table), Format::upr_info);
    const auto listed = list(Format::upr_info, table);
    ASSERT_EQ(listed.rows.size(), 1U);
    EXPECT_THAT(listed.rows[0].text, HasSubstr("H\xC3\xB4tel"));
    EXPECT_EQ(listed.rows[0].line, 2);
    EXPECT_EQ(listed.rows[0].mechanism, "UPR");
    EXPECT_EQ(listed.rows[0].session, 18);
    EXPECT_EQ(listed.rows[0].grading, "5");
    EXPECT_THAT(listed.rows[0].themes, ElementsAre("Schools", "Ports, quays and locks"));
    EXPECT_THAT(listed.refused, ElementsAre(Refused{3, "it has no words"}, Refused{4, "it has more cells than the header"}));
}
TEST(UprInfo, ReadsWindowsAndUtf8AndSemicolons) {
    const std::string head = "To;Text;From;Response;Session\n";
    EXPECT_EQ(list(Format::upr_info, head + "Nivaal;Protect the women\x92s caf\xE9;Ardune;Noted;3\n").rows.at(0).text, "Protect the women\xE2\x80\x99s caf\xC3\xA9");
    EXPECT_EQ(list(Format::upr_info, "\xEF\xBB\xBF" + head + "Nivaal;Protect the caf\xC3\xA9;Ardune;Noted;3\n").rows.at(0).text, "Protect the caf\xC3\xA9");
}

// --- the index -----------------------------------------------------------------------------------------------------------------

const std::string index_record =
    R"({"AnnotationId":"a-1","AnnotationType":"- Recommendations","Body":"- UPR","Countries":["- Nivaal"],"Symbol":"A/HRC/61/7","Text":"<p>101.12 Dredge the {harbour} \"soon\" (Ardune);</p>",)"
    R"("Themes":["- Ports","- Ports"],"AffectedPersons":[],"Sdgs":["14.1 - Sea"],"PublicationDate":"2031-05-03","UprCycle":"3rd cycle","UprPositions":["- Supported"],)"
    R"("UprRecommendingCountry":["- Ardune"],"UprSession":"34"})";

TEST(Index, ReadsARecordInPiecesOfAnySize) {
    const std::string text = "[\n" + index_record + ",\n{\"AnnotationId\":\"a-2\",,}\n, {\"Text\":\"Dredge\"}]";
    ASSERT_EQ(format_of(text), Format::uhri_json);
    for (const std::size_t size : {std::size_t{1}, std::size_t{7}, text.size()}) {
        const auto listed = list(Format::uhri_json, [&](const std::function<void(std::string_view)>& take) {
            for (std::size_t at = 0; at < text.size(); at += size) take(std::string_view(text).substr(at, size));
        });
        ASSERT_EQ(listed.rows.size(), 1U);
        const Row& row = listed.rows[0];
        EXPECT_EQ(row.number, "101.12");
        EXPECT_EQ(row.text, "Dredge the {harbour} \"soon\"");
        EXPECT_EQ(row.line, 2);
        EXPECT_EQ(row.cycle, 3);
        EXPECT_EQ(row.session, 34);
        EXPECT_EQ(row.position, "Supported");
        EXPECT_EQ(row.date, "2031-05-03");
        EXPECT_THAT(row.from, ElementsAre("Ardune"));
        EXPECT_THAT(row.themes, ElementsAre("Ports"));
        ASSERT_EQ(listed.refused.size(), 2U);
        EXPECT_EQ(listed.refused[0].line, 3);
        EXPECT_EQ(listed.refused[1].line, 4);
    }
}
TEST(Index, AListThatEndsInTheMiddleIsRefused) {
    EXPECT_THROW(list(Format::uhri_json, "[" + index_record + ", {\"AnnotationId\":"), Error);
    EXPECT_THROW(list(Format::uhri_json, "[" + index_record), Error);
}

// --- sheets --------------------------------------------------------------------------------------------------------------------

std::string workbook(const std::string& rows, const std::string& strings) {
    const std::vector<zip::Entry> entries = {{"xl/workbook.xml", "<workbook/>"},
                                             {"xl/sharedStrings.xml", "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">" + strings + "</sst>"},
                                             {"xl/worksheets/sheet1.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows + "</sheetData></worksheet>"}};
    return zip::packed(entries);
}

TEST(IndexTable, ReadsAWorkbookWithTheHeadersThatAreMisspelt) {
    const std::string strings = "<si><t>Text</t></si><si><r><t>Dredge the </t></r><r><t>harbour</t></r></si><si><t>- Ports\n- Quays</t></si>";
    const auto text = [](const std::string& at, const std::string& words) { return "<c r=\"" + at + "\" t=\"inlineStr\"><is><t>" + words + "</t></is></c>"; };
    const std::string bytes = workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>" + text("B1", "Countries Concerned") + text("C1", "Reccomending Body") + text("D1", "Themes") +
                                           text("E1", "OHCHR Annotation Id") + text("F1", "Document Publication Date") + "</row>"
                                           "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c>" + text("B3", "- Nivaal") + text("C3", "- CRC") + "<c r=\"D3\" t=\"s\"><v>2</v></c>" + text("E3", "a-3") +
                                           "<c r=\"F3\"><v>45688</v></c></row>",
                                       strings);
    ASSERT_EQ(format_of(bytes), Format::uhri_table);
    const auto listed = list(Format::uhri_table, bytes);
    ASSERT_EQ(listed.rows.size(), 1U);
    EXPECT_EQ(listed.rows[0].line, 3);
    EXPECT_EQ(listed.rows[0].text, "Dredge the harbour");
    EXPECT_EQ(listed.rows[0].mechanism, "CRC");
    EXPECT_EQ(listed.rows[0].date, "2025-01-31");
    EXPECT_THAT(listed.rows[0].themes, ElementsAre("Ports", "Quays"));
    EXPECT_THROW(list(Format::uhri_table, workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>", strings)), Error);
}

// --- IMPACT OSS ----------------------------------------------------------------------------------------------------------------

TEST(ImpactOss, ReadsExportsAndTablesThatWereFilledIn) {
    const std::string exported = "id,draft,reference,title,description,response,support_level,cycle,recommending_state\n7,false,101.12,Dredge the harbour,,We will,2,3,\"Ardune,Tarrow\"\n";
    ASSERT_EQ(format_of(exported), Format::impact_oss);
    const auto listed = list(Format::impact_oss, exported, "Nivaal");
    ASSERT_EQ(listed.rows.size(), 1U);
    EXPECT_EQ(listed.rows[0].number, "101.12");
    EXPECT_EQ(listed.rows[0].position, "supported");
    EXPECT_EQ(listed.rows[0].note, "We will");
    EXPECT_THAT(listed.rows[0].states, ElementsAre("Nivaal"));
    EXPECT_THAT(listed.rows[0].from, ElementsAre("Ardune", "Tarrow"));
    const std::string filled = "Reference [database:reference],Title [database:title],Government response (support) [database:support_level]\nrequired,required,0 or 1 or 2\n101.13,Widen the lock,1\n";
    const auto second = list(Format::impact_oss, filled, "Nivaal");
    ASSERT_EQ(second.rows.size(), 1U);
    EXPECT_EQ(second.rows[0].position, "supported in part");
    EXPECT_THAT(second.refused, ElementsAre(Refused{2, "the row of hints below the header"}));
    EXPECT_EQ(list(Format::impact_oss, exported).refused.size(), 1U) << "nobody said which State it is";
}

TEST(Formats, WhatIsNoListIsNone) {
    for (const std::string_view text : {"", "rcid,country,vote\n1,x,yes\n", "The Concord Assembly,\n\nRecalling", "[1, 2]", "{\"title\": 1}", "PK\x03\x04", "To,From\n"}) EXPECT_EQ(format_of(text), std::nullopt) << text;
}

// --- real lists ----------------------------------------------------------------------------------------------------------------

std::string bytes_of(const std::filesystem::path& path) {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(bytes).str();
}

const std::filesystem::path shared = source_folder() / ".." / "shared";

std::size_t states_unknown(const std::vector<Row>& rows) {
    std::size_t unknown = 0;
    for (const Row& row : rows) {
        for (const auto& names : {row.states, row.from}) {
            for (const std::string& name : names) unknown += !state_named(vocabulary::standard_directory(), name).empty() || name == "(Unknown)" ? 0 : 1;
        }
    }
    return unknown;
}

TEST(RealLists, EveryRowOfUprInfoIsIn) {
    if (!std::filesystem::exists(shared / "data/upr")) GTEST_SKIP() << "no ../shared/data/upr";
    const std::pair<const char*, std::size_t> files[] = {{"1-5.csv", 6094}, {"6-9.csv", 8343}, {"10-13.csv", 9047}, {"17-20.csv", 7984}, {"voluntary.csv", 947}};
    for (const auto& [name, rows] : files) {
        const std::string bytes = bytes_of(shared / "data/upr" / name);
        ASSERT_EQ(format_of(std::string_view(bytes).substr(0, beginning_bytes)), Format::upr_info) << name;
        const auto listed = list(Format::upr_info, bytes);
        EXPECT_EQ(listed.rows.size(), rows) << name;
        EXPECT_THAT(listed.refused, IsEmpty()) << name;
        EXPECT_EQ(states_unknown(listed.rows), 0U) << name;
        for (const Row& row : listed.rows) EXPECT_EQ(row.text.find("\xC5\xBD"), std::string::npos) << "e with an acute of an old Macintosh is no Z with a caron: " << row.text;
    }
}

TEST(RealLists, EveryRowOfTheThematicListsIsIn) {
    if (!std::filesystem::exists(shared / "corpus/word")) GTEST_SKIP() << "no ../shared/corpus/word";
    struct Expected {
        const char* name;
        std::size_t numbers;
        int cycle, session;
    };
    const Expected files[] = {{"UPR20__Slovenia_ThematicListRecommendations_E.docx", 163, 2, 20}, {"UPR34_Slovenia_Thematic_list_of_Recommendations.docx", 215, 3, 34},
                              {"upr48-slovenia-thematic-list-of-recommendatio.docx", 254, 4, 48}};
    for (const auto& [name, numbers, cycle, session] : files) {
        const std::string bytes = bytes_of(shared / "corpus/word" / name);
        ASSERT_EQ(format_of(bytes), Format::ohchr_list) << name;
        const auto listed = list(Format::ohchr_list, bytes);
        EXPECT_THAT(listed.refused, IsEmpty()) << name;
        std::vector<std::int64_t> lines;
        for (const Row& row : listed.rows) {
            lines.push_back(row.line);
            EXPECT_THAT(row.states, ElementsAre("Slovenia"));
            EXPECT_EQ(row.cycle, cycle);
            EXPECT_EQ(row.session, session);
            EXPECT_FALSE(row.number.empty()) << row.text;
            EXPECT_FALSE(row.from.empty()) << row.number << " " << row.text;
            EXPECT_FALSE(row.themes.empty()) << row.number;
            EXPECT_TRUE(row.position == "Supported" || row.position == "Noted") << row.position;
            EXPECT_EQ(row.position_source.substr(0, 6), "A/HRC/") << row.number;
        }
        lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
        EXPECT_EQ(lines.size(), numbers) << name;
        EXPECT_EQ(states_unknown(listed.rows), 0U) << name;
    }
}

}  // namespace

}  // namespace comity::recommendations
