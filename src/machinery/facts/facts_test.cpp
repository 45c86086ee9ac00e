#include "machinery/facts/facts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "machinery/facts/judging.hpp"
#include "record/testing.hpp"
#include "record/verification.hpp"

namespace comity::facts {
namespace {

using library::Ballot;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Fact = Conflict::Fact;

library::Record vote() {
    library::Record record;
    record.number = "4712";
    record.agency = "XxLib";
    record.kind = library::Kind::vote;
    record.symbols = {"A/RES/178/4"};
    record.title = "Harbours of the inland seas";
    record.statement = "resolution";
    record.acted = "2123-12-19";
    record.adoption = "recorded vote";
    record.agenda = {{"A/178/251", "71 (b)", "Seas", "SEAS"}};
    record.meetings = {"A/178/PV.50"};
    record.related = {"A/C.3/178/L.37"};
    record.notes = {"A note; with a sign"};
    record.subjects = {"SEAS"};
    record.yes = 2;
    record.no = 1;
    record.abstain = 0;
    record.not_voting = 1;
    record.members = 4;
    record.voters[static_cast<std::size_t>(Ballot::yes)] = {"XAR", "XDR"};
    record.voters[static_cast<std::size_t>(Ballot::no)] = {"XBE"};
    record.files = {{"English", "https://example.org/a.pdf"}};
    return record;
}

document::Document text_of_it() {
    document::Document text;
    text.symbol = "A/RES/178/4";
    text.title = "Harbours of the Inland Seas";
    text.date_adopted = Date::of(2123, 12, 19);
    text.adoption = "recorded vote";
    text.agenda_items = {"71 (b)"};
    text.vote = document::Vote{2, 1, 0, {"Ardune", "Drevane"}, {"Beravoe"}, {}};
    return text;
}

const votes::Voters& voters() { return votes::voters_with_demonstration(); }

std::string marcxml(std::string_view number, std::string_view title) {
    return "<collection xmlns=\"http://www.loc.gov/MARC21/slim\"><record><controlfield tag=\"001\">" + std::string(number) + "</controlfield><controlfield tag=\"003\">XxLib</controlfield>" +
           "<datafield tag=\"191\"><subfield code=\"a\">A/RES/178/4</subfield></datafield><datafield tag=\"245\"><subfield code=\"a\">" + std::string(title) +
           "</subfield></datafield></record></collection>";
}

std::unique_ptr<record::Record> new_record() {
    record::Setup setup;
    setup.derivations = {derivation()};
    return record::Record::in_memory(std::move(setup));
}

library::Record bare() {
    library::Record record;
    record.symbols = {"A/RES/178/4"};
    return record;
}

const ImportRequest by_jane{{"operator at the command line", "jane"}, {}, "fetched from library.example on 2031-05-03", {}};

TEST(Facts, AStateSaysAllThatARecordSays) {
    EXPECT_EQ(record_from(to_state(vote())), vote());
    EXPECT_EQ(record_from(to_state(bare())), bare());
}

TEST(Facts, EachRecordOfACatalogueIsASubject) {
    EXPECT_EQ(subject_of(vote()), "facts:XxLib:4712");
    EXPECT_EQ(subject_of(bare()), "facts:document:A/RES/178/4");
}

TEST(Facts, ComeInOnceAndChangeWhereTheCatalogueDid) {
    const auto record = new_record();
    const auto& vocabulary = vocabulary::standard();
    EXPECT_EQ(import_records(*record, vocabulary, marcxml("1", "One"), by_jane).added, 1U);
    EXPECT_EQ(import_records(*record, vocabulary, marcxml("1", "One"), by_jane).unchanged, 1U);
    EXPECT_EQ(import_records(*record, vocabulary, marcxml("1", "Another"), by_jane).changed, 1U);
    EXPECT_EQ(import_records(*record, vocabulary, marcxml("2", "Two"), by_jane).symbol, "A/RES/178/4");
    const auto found = records_about(record->snapshot(), "A/RES/178/4");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].record.title, "Another");
    EXPECT_EQ(found[0].why, by_jane.why);
    EXPECT_EQ(found[1].subject, "facts:XxLib:2");
    EXPECT_THAT(records_about(record->snapshot(), "A/RES/178/40"), IsEmpty());
    EXPECT_THAT(records_about(record->snapshot(), ""), IsEmpty());
    EXPECT_THAT(record::verify(*record, {}).findings, IsEmpty());
}

TEST(Facts, WhatIsNoCatalogueChangesNothing) {
    const auto record = new_record();
    const auto before = record->snapshot().size();
    EXPECT_THROW((void)import_records(*record, vocabulary::standard(), "<html/>", by_jane), Error);
    EXPECT_EQ(import_records(*record, vocabulary::standard(), "<collection/>", by_jane).added, 0U);
    EXPECT_EQ(record->snapshot().size(), before);
}

TEST(Facts, ATextThatSaysTheSameContradictsNothing) {
    const auto text = text_of_it();
    EXPECT_THAT(conflicts_of(vote(), &text, voters()), IsEmpty());
    EXPECT_THAT(conflicts_of(vote(), nullptr, voters()), IsEmpty());
    const document::Document silent;
    EXPECT_THAT(conflicts_of(vote(), &silent, voters()), IsEmpty());
}

TEST(Facts, EachContradictionIsToldWithBothSides) {
    auto text = text_of_it();
    text.title = "Other seas";
    text.date_adopted = Date::of(2123, 12, 18);
    text.adoption = "without a vote";
    text.agenda_items = {"70"};
    text.vote = document::Vote{1, 2, 0, {"Ardune"}, {"Beravoe", "Drevane"}, {}};
    auto record = vote();
    record.published = "2123-12-22";
    text.date_distributed = Date::of(2123, 12, 23);
    record.members = 5;
    EXPECT_THAT(conflicts_of(record, &text, voters()),
                ElementsAre(Conflict{Fact::title, "Harbours of the inland seas", "Other seas"}, Conflict{Fact::date_adopted, "2123-12-19", "2123-12-18"},
                            Conflict{Fact::date_distributed, "2123-12-22", "2123-12-23"}, Conflict{Fact::adoption, "recorded vote", "without a vote"}, Conflict{Fact::counts, "2-1-0", "1-2-0"},
                            Conflict{Fact::agenda_items, "71 (b)", "70"}, Conflict{Fact::voters, "XDR yes", "XDR no"}));
}

TEST(Facts, ALibraryThatContradictsItselfIsToldWithoutAnyText) {
    auto record = vote();
    record.yes = 3;
    EXPECT_THAT(conflicts_of(record, nullptr, voters()), ElementsAre(Conflict{Fact::own_counts, "3-1-0 stated, 2-1-0 listed", ""}));
}

TEST(Facts, WordsThatNobodyKnowsAreNoContradiction) {
    auto record = vote();
    record.adoption = "WITHDRAWN";
    record.acted = "[2123?]";
    const auto text = text_of_it();
    EXPECT_THAT(conflicts_of(record, &text, voters()), IsEmpty());
}

}  // namespace
}  // namespace comity::facts
