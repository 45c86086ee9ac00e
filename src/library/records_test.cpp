#include "library/records.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"

namespace comity::library {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

std::string field(std::string_view tag, std::initializer_list<std::pair<char, std::string_view>> parts) {
    std::string xml = "<datafield tag=\"" + std::string(tag) + "\" ind1=\" \" ind2=\" \">";
    for (const auto& [code, words] : parts) xml += "<subfield code=\"" + std::string(1, code) + "\">" + std::string(words) + "</subfield>";
    return xml + "</datafield>";
}

std::string collection(const std::string& records) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<collection xmlns=\"http://www.loc.gov/MARC21/slim\">\n" + records + "\n</collection>\n";
}

std::string record_of(const std::string& fields) { return "<record><controlfield tag=\"001\">4711</controlfield><controlfield tag=\"003\">XxLib</controlfield>" + fields + "</record>"; }

Record one(const std::string& fields) {
    const Catalogue catalogue = read(collection(record_of(fields)), vocabulary::standard());
    EXPECT_EQ(catalogue.records.size(), 1U);
    return catalogue.records.empty() ? Record{} : catalogue.records[0];
}

TEST(Library, ReadsWhatIsSaidOfADocument) {
    const Record record = one(field("191", {{'a', "A/RES/178/4"}, {'b', "A/"}}) + field("245", {{'a', "Harbours of the  inland seas :"}, {'b', "resolution /"}, {'c', "adopted"}}) +
                              field("269", {{'a', "21231222"}}) + field("992", {{'a', "2123-12-19"}}) + field("500", {{'a', "A note."}}) + field("591", {{'a', "ADOPTED WITHOUT VOTE"}}) +
                              field("650", {{'a', "HARBOURS"}}) + field("991", {{'a', "A/178/251"}, {'b', "71b"}, {'c', "Seas."}, {'d', "SEAS"}}) + field("993", {{'a', "A/C.3/178/L.37"}}) +
                              field("993", {{'a', "A/178/PV.50"}}) + field("856", {{'u', "https://example.org/a.pdf"}, {'y', "English"}}));
    EXPECT_EQ(record.kind, Kind::document);
    EXPECT_EQ(record.number, "4711");
    EXPECT_EQ(record.agency, "XxLib");
    EXPECT_THAT(record.symbols, ElementsAre("A/RES/178/4"));
    EXPECT_EQ(record.title, "Harbours of the inland seas");
    EXPECT_EQ(record.statement, "resolution / adopted");
    EXPECT_EQ(record.published, "2123-12-22");
    EXPECT_EQ(record.acted, "2123-12-19");
    EXPECT_EQ(record.adoption, "without a vote");
    EXPECT_THAT(record.agenda, ElementsAre(AgendaItem{"A/178/251", "71 (b)", "Seas.", "SEAS"}));
    EXPECT_THAT(record.related, ElementsAre("A/C.3/178/L.37", "A/178/PV.50"));
    EXPECT_THAT(record.notes, ElementsAre("A note."));
    EXPECT_THAT(record.subjects, ElementsAre("HARBOURS"));
    EXPECT_THAT(record.files, ElementsAre(Pair("English", "https://example.org/a.pdf")));
}

TEST(Library, ReadsARollCallWithItsCountsAndLetters) {
    const Record record = one(field("791", {{'a', "A/RES/178/4"}}) + field("269", {{'a', "2123-12-19"}}) + field("591", {{'a', "RECORDED - No machine generated vote"}}) + field("952", {{'a', "A/178/PV.50"}}) +
                              field("996", {{'b', "2"}, {'c', "1"}, {'d', "0"}, {'e', "1"}, {'f', "4"}}) + field("967", {{'a', "1"}, {'b', "XNO"}, {'d', "N"}, {'e', "NORLAND"}}) +
                              field("967", {{'a', "2"}, {'c', "XVA"}, {'d', "Y"}, {'e', "VALDORIA"}}) + field("967", {{'a', "3"}, {'d', "Y"}, {'e', "OSTMARK"}}) +
                              field("967", {{'a', "4"}, {'b', "XTE"}, {'e', "TERRANOVA"}}) + field("967", {{'a', "5"}, {'b', "XQQ"}, {'d', "?"}}));
    EXPECT_EQ(record.kind, Kind::vote);
    EXPECT_EQ(record.acted, "2123-12-19");
    EXPECT_EQ(record.published, "");
    EXPECT_EQ(record.adoption, "recorded vote");
    EXPECT_THAT(record.meetings, ElementsAre("A/178/PV.50"));
    EXPECT_EQ(record.yes, 2);
    EXPECT_EQ(record.no, 1);
    EXPECT_EQ(record.abstain, 0);
    EXPECT_EQ(record.not_voting, 1);
    EXPECT_EQ(record.members, 4);
    EXPECT_THAT(record.who(Ballot::yes), ElementsAre("OSTMARK", "XVA"));
    EXPECT_THAT(record.who(Ballot::no), ElementsAre("XNO"));
    EXPECT_THAT(record.who(Ballot::abstain), IsEmpty());
    EXPECT_THAT(record.who(Ballot::not_voting), ElementsAre("XTE"));
}

TEST(Library, LeavesOutWhatIsOfNeitherADocumentNorAVoteAndSaysWhere) {
    const Catalogue catalogue = read(collection(record_of(field("245", {{'a', "A book"}})) + "\n" + record_of(field("791", {{'a', "A/178/PV.50"}}) + field("700", {{'a', "A speaker"}}))), vocabulary::standard());
    EXPECT_THAT(catalogue.records, IsEmpty());
    ASSERT_EQ(catalogue.left_out.size(), 2U);
    EXPECT_EQ(catalogue.left_out[0].line, 3U);
    EXPECT_EQ(catalogue.left_out[1].line, 4U);
}

TEST(Library, TakesOneRecordAndPagesOfAnswers) {
    const std::string record = record_of(field("191", {{'a', "A/RES/178/4"}}));
    EXPECT_EQ(read(record, vocabulary::standard()).records.size(), 1U);
    EXPECT_EQ(read("<answer><list>" + record + record + "</list></answer>", vocabulary::standard()).records.size(), 2U);
    EXPECT_EQ(read("<m:collection xmlns:m=\"http://www.loc.gov/MARC21/slim\"><m:record><m:datafield tag=\"191\"><m:subfield code=\"a\">A/RES/178/4</m:subfield></m:datafield></m:record></m:collection>",
                   vocabulary::standard())
                  .records.size(),
              1U);
    EXPECT_THAT(read(collection(""), vocabulary::standard()).records, IsEmpty());
}

TEST(Library, RefusesWhatHoldsNoRecords) {
    EXPECT_THROW((void)read("<html><body>Please wait</body></html>", vocabulary::standard()), Error);
    EXPECT_THROW((void)read("<collection><record>", vocabulary::standard()), Error);
    EXPECT_THROW((void)read("", vocabulary::standard()), Error);
}

TEST(Library, KeepsDatesThatAreNoWholeDayAsTheyStand) {
    EXPECT_EQ(one(field("191", {{'a', "A/RES/178/4"}}) + field("269", {{'a', "[2123?]"}})).published, "[2123?]");
    EXPECT_EQ(one(field("191", {{'a', "A/RES/178/4"}}) + field("269", {{'a', "21231399"}})).published, "21231399");
}

TEST(Library, CutsWhatIsTooLongForAFactAtAWholeCharacter) {
    std::string longest;
    for (int i = 0; i < 3000; ++i) longest += "é";
    const Record record = one(field("191", {{'a', "A/RES/178/4"}}) + field("245", {{'a', "x" + longest}}));
    EXPECT_LE(record.title.size(), 4000U);
    EXPECT_GE(record.title.size(), 3990U);
    EXPECT_TRUE(record.title.ends_with("é"));
}

TEST(Library, PrintsAgendaItemsAsTextsDo) {
    EXPECT_EQ(agenda_item_as_printed("71b"), "71 (b)");
    EXPECT_EQ(agenda_item_as_printed("71"), "71");
    EXPECT_EQ(agenda_item_as_printed("71 (b)"), "71 (b)");
    EXPECT_EQ(agenda_item_as_printed("b"), "b");
    EXPECT_EQ(agenda_item_as_printed(""), "");
}

TEST(Library, PicksTheRecordsAboutOneTextOutOfAnAnswer) {
    const std::string mine = record_of(field("191", {{'a', "A/RES/178/4"}}) + field("245", {{'a', "Harbours &amp; seas"}}));
    const std::string other = record_of(field("191", {{'a', "A/RES/178/40"}}) + field("245", {{'a', "Other"}}));
    const std::string picked = only_about(collection(other + mine + other), "A/RES/178/4", vocabulary::standard());
    EXPECT_EQ(read(picked, vocabulary::standard()).records, read(collection(mine), vocabulary::standard()).records);
    EXPECT_EQ(only_about(collection(other), "A/RES/178/4", vocabulary::standard()), "");
}

TEST(Library, IsKnownByItsFirstWords) {
    EXPECT_TRUE(looks_like_records(collection("")));
    EXPECT_TRUE(looks_like_records(record_of("")));
    EXPECT_FALSE(looks_like_records("<akomaNtoso/>"));
    EXPECT_FALSE(looks_like_records("Resolution 178/4"));
}

}  // namespace
}  // namespace comity::library
