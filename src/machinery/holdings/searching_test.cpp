#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "machinery/holdings/testing.hpp"

namespace comity::holdings {
namespace {

using testing::Collection;
using ::testing::ElementsAre;
using ::testing::Pair;

class SearchOfARecord : public ::testing::Test {
protected:
    Collection collection;
    void SetUp() override {
        collection.add("symbol A/RES/44/1\ntitle Lamps\ndate 1989-12-01\nop 1 Invites all States to keep their lamps lit\n");
        collection.add("symbol A/RES/77/1\ntitle Oil\ndate 2022-12-01\nop 1 Decides on the lamp of the harbour\n");
        collection.add("symbol A/C.3/78/L.1\ndraft\ntitle Wicks\ndate 2023-10-01\nop 1 Urges all States to trim lamps\n");
    }
    std::vector<std::string> symbols(std::string_view words, const SearchOptions& options = {}) const {
        std::vector<std::string> out;
        for (const auto& hit : collection->search(words, options).hits) out.push_back(hit.item.symbol.value_or("") + " " + hit.paragraph);
        std::sort(out.begin(), out.end());
        return out;
    }
};

TEST_F(SearchOfARecord, TellsWhatTheTextsCanBeToldApartBy) {
    const auto facets = collection->search("lamp").facets;
    EXPECT_THAT(facets.bodies, ElementsAre(Pair("General Assembly", 3)));
    EXPECT_THAT(facets.decades, ElementsAre(Pair("2020", 2), Pair("1980", 1)));
    EXPECT_THAT(facets.kinds, ElementsAre(Pair("draft resolution", 1), Pair("resolution", 2)));
}

TEST_F(SearchOfARecord, IsNarrowedByThem) {
    SearchOptions options;
    options.decade = 1980;
    EXPECT_THAT(symbols("lamp", options), ElementsAre("A/RES/44/1 op1", "A/RES/44/1 title"));
    options = {};
    options.kind = document::Kind::draft_resolution;
    EXPECT_THAT(symbols("lamp", options), ElementsAre("A/C.3/78/L.1 op1"));
    EXPECT_EQ(collection->search("lamp", options).facets.decades.size(), 1U);
}

TEST_F(SearchOfARecord, FindsADraftByTheWordsThatItShowsStruck) {
    collection.add("symbol A/C.3/78/L.2\ndraft\ntitle Bells\ndate 2023-10-02\nop 1 Invites the keepers to ring\nstruck their golden bells\n");
    EXPECT_THAT(symbols("\"ring their golden bells\""), ElementsAre("A/C.3/78/L.2 op1"));
}

TEST_F(SearchOfARecord, LooksInTitlesOrElsewhere) {
    EXPECT_THAT(symbols("title:lamps"), ElementsAre("A/RES/44/1 title"));
    EXPECT_THAT(symbols("body:lamps -trim"), ElementsAre("A/RES/44/1 op1", "A/RES/77/1 op1"));
}

TEST_F(SearchOfARecord, OffersWhatWasProbablyMeant) {
    EXPECT_EQ(collection->search("harbuor lamps").did_you_mean, "harbour lamps");
    EXPECT_EQ(collection->search("lamps (").remark, "a bracket is not closed: it was taken to the end");
}

}  // namespace
}  // namespace comity::holdings
