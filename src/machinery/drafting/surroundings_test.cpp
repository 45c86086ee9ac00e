// What a record tells of the texts around a draft.
#include <gtest/gtest.h>

#include "machinery/drafting/surroundings.hpp"
#include "machinery/drafting/testing.hpp"
#include "machinery/holdings/testing.hpp"

namespace comity::drafting {
namespace {

/// A record with the texts of a recurring title, read as any file is.
class Shelf {
public:
    Shelf() {
        record::Setup setup;
        setup.derivations = holdings::derivations(holdings::standard_reader());
        setup.purpose_if_new = record::Purpose::own;
        holdings_ = std::make_unique<holdings::Holdings>(record::Record::open(folder_ / "shelf.record", record::Access::write, setup), vocabulary::standard());
    }
    void add(int session, int number, const std::string& title, const std::string& day, const std::string& task) {
        const std::string symbol = std::to_string(session) + "/" + std::to_string(number);
        const std::string text = "United Nations A/RES/" + symbol + "\n\nGeneral Assembly\n\nResolution adopted by the General Assembly on " + day + "\n\n" + symbol + ". " + title +
                                 "\n\nThe General Assembly,\n\nNoting the lamps of the western shore and the oil of the eastern shore,\n\n1. Welcomes the care of the lamps by their keepers;\n\n2. " + task + ".\n\n50th plenary meeting\n" + day + "\n";
        const auto file = folder_ / ("A_RES_" + std::to_string(session) + "_" + std::to_string(number) + ".txt");
        std::ofstream(file, std::ios::binary) << text;
        holdings::ImportRequest request;
        request.paths = {file};
        request.who = holdings::testing::jane();
        holdings_->import(request);
    }
    holdings::Holdings& operator*() const { return *holdings_; }

private:
    holdings::testing::Folder folder_;
    std::unique_ptr<holdings::Holdings> holdings_;
};

const std::string task = "Requests the Secretary-General to provide the keepers of the lamps of the western shore and of the eastern shore and of all the isles between them with oil, wicks and glass for the whole of the winter";

TEST(Surroundings, TheTextsThatCameLaterAndTheTextBefore) {
    Shelf shelf;
    shelf.add(74, 12, "Care of shared lighthouses", "4 December 2019", "Welcomes the oil");
    shelf.add(76, 9, "Care of shared lighthouses", "3 December 2021", "Welcomes the oil");
    shelf.add(78, 21, "Care of shared lighthouses", "5 December 2023", "Welcomes the oil");
    const auto draft = testing::read(testing::draft("Recalling its resolution 74/12 of 4 December 2019,", "1. Welcomes the lamps."));
    ASSERT_EQ(draft.title, "Care of shared lighthouses");
    const Surroundings all = surroundings_of(draft, *shelf);
    ASSERT_EQ(all.cited.count("A/RES/74/12"), 1U);
    ASSERT_EQ(all.cited.at("A/RES/74/12").later.size(), 2U);
    EXPECT_EQ(all.cited.at("A/RES/74/12").later.back().symbol, "A/RES/78/21");
    EXPECT_EQ(all.previous->symbol, "A/RES/78/21");
    EXPECT_EQ(all.series.size(), 3U);
    const Surroundings then = surroundings_of(draft, *shelf, {{}, Date::of(2022, 1, 1)});
    EXPECT_EQ(then.cited.at("A/RES/74/12").later.size(), 1U);
    EXPECT_EQ(then.previous->symbol, "A/RES/76/9");
    EXPECT_EQ(surroundings_of(draft, *shelf, {"74/12", {}}).previous->symbol, "A/RES/74/12");
    EXPECT_THROW(surroundings_of(draft, *shelf, {"1/1", {}}), Error);
}

TEST(Surroundings, AnActThatAnotherSeriesHas) {
    Shelf shelf;
    shelf.add(79, 33, "Oil of the isles", "4 December 2024", task);
    const auto draft = testing::read(testing::draft("Deeply concerned that wicks are scarce in every harbour,\n\nConvinced that glass breaks in the frost of the north,", "1. " + task + "."));
    const Surroundings around = surroundings_of(draft, *shelf);
    ASSERT_EQ(around.alike.size(), 1U);
    EXPECT_EQ(around.alike[0].paragraph, "op1");
    EXPECT_EQ(around.alike[0].there.symbol, "A/RES/79/33");
    EXPECT_TRUE(surroundings_of(draft, *shelf, {{}, Date::of(2024, 1, 1)}).alike.empty());
}

TEST(Surroundings, WhatServesAMandateIsNoTaskOfItsOwn) {
    const std::string formula =
        "Requests the Secretary-General to provide the Keeper of the Northern Lights with all the oil, wicks, glass and other resources that are necessary for the effective fulfilment of the mandate in every harbour of the isles";
    Shelf shelf;
    shelf.add(79, 33, "Oil of the isles", "4 December 2024", formula);
    const auto draft = testing::read(testing::draft("Deeply concerned that wicks are scarce in every harbour,", "1. " + formula + "."));
    EXPECT_TRUE(surroundings_of(draft, *shelf).alike.empty());
}

}  // namespace
}  // namespace comity::drafting
