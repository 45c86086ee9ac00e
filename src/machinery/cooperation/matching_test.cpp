#include "machinery/cooperation/matching.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "base/error.hpp"
#include "machinery/cooperation/classifying.hpp"

namespace comity::cooperation {
namespace {

Need need_of(std::vector<std::string> themes, std::vector<std::string> forms) {
    Need need;
    need.id = "xta.x";
    need.state = "state:XTA";
    need.matter.themes = std::move(themes);
    need.matter.forms = std::move(forms);
    return need;
}
Offer offer_of(const std::string& actor, std::vector<std::string> themes, std::vector<std::string> forms) {
    Offer offer;
    offer.id = owner_code(actor) + ".o";
    offer.actor = actor;
    offer.role = "provider";
    offer.matter.themes = std::move(themes);
    offer.matter.forms = std::move(forms);
    return offer;
}

std::string told(const std::vector<Suggestion>& all) {
    std::string text;
    for (const Suggestion& one : all) {
        text += std::to_string(one.offer) + ":";
        for (const Reason& reason : one.reasons) text += " " + reason.code + "=" + std::to_string(reason.weight);
        text += "\n";
    }
    return text;
}

TEST(Suggestions, SayTheirReasonsWithTheirWeights) {
    Need need = need_of({"SDG-16", "SDG-4"}, {"training", "funds"});
    need.matter.languages = {"fr"};
    need.matter.first = "2031-03-01";
    need.matter.recommendation = "mr-2-7";
    Offer near = offer_of("state:XNI", {"SDG-4"}, {"training"}), far = offer_of("state:XIL", {"SDG-1"}, {"equipment"}), little = offer_of("state:XKE", {"SDG-1"}, {"funds"});
    near.matter.languages = {"en", "fr"};
    near.experience = {{"a school", "mr-2-7", "a report"}};
    little.matter.last = "2031-01-01";
    const std::vector<Offer> offers = {far, little, near};
    EXPECT_EQ(told(suggestions(need, offers, {}, standard_weights())), "2: theme=3 form=3 language=1 time=1 recommendation=2\n");
    Weights weights = standard_weights();
    change(weights, "least=3");
    EXPECT_EQ(told(suggestions(need, offers, {}, weights)), "1: form=3\n2: theme=3 form=3 language=1 time=1 recommendation=2\n") << "in the order in which they came, whatever they weigh";
    change(weights, "form=2");
    EXPECT_EQ(told(suggestions(need, offers, {}, weights)), "2: theme=3 form=2 language=1 time=1 recommendation=2\n");
    EXPECT_THROW(change(weights, "friendship=5"), Error);
    EXPECT_THROW(change(weights, "theme=much"), Error);
    EXPECT_THROW(change(weights, "theme=-1"), Error);
}

TEST(Suggestions, CountWhatTheRecordItselfKnowsOfDeliveredHelp) {
    const Need need = need_of({"SDG-4"}, {"training"});
    const std::vector<Offer> offers = {offer_of("state:XNI", {}, {"training"}), offer_of("state:XKE", {}, {"training"})};
    const std::vector<Delivered> delivered = {{"state:XKE", "xar.school", "", {"SDG-4"}}};
    EXPECT_EQ(told(suggestions(need, offers, delivered, standard_weights())), "1: form=3 experience=1\n");
}

TEST(Suggestions, LeaveOutTheStatesOwnAndWhatIsWithdrawn) {
    const Need need = need_of({"SDG-4"}, {"training"});
    std::vector<Offer> offers = {offer_of("state:XTA", {"SDG-4"}, {"training"}), offer_of("state:XKE", {"SDG-4"}, {"training"})};
    offers[1].withdrawn = true;
    EXPECT_TRUE(suggestions(need, offers, {}, standard_weights()).empty());
    EXPECT_EQ(coverage(need, offers).missing.size(), 1U);
}

TEST(Coverage, TellsTheSmallestSetsWhatIsMissingAndWhatSeveralOffer) {
    const Need need = need_of({"SDG-16", "SDG-4"}, {"equipment", "training"});
    const std::vector<Offer> offers = {offer_of("state:XAR", {"SDG-16"}, {"training"}), offer_of("state:XBE", {"SDG-4"}, {"training"}), offer_of("state:XNI", {"SDG-16", "SDG-4"}, {"training"}), offer_of("state:XKE", {"SDG-4"}, {"equipment"})};
    const Coverage made = coverage(need, offers);
    EXPECT_TRUE(made.exact);
    EXPECT_EQ(made.smallest, (std::vector<std::vector<std::size_t>>{{2, 3}}));
    EXPECT_EQ(made.missing, (std::vector<Piece>{{"SDG-16", "equipment"}}));
    ASSERT_EQ(made.several.size(), 2U);
    EXPECT_EQ(made.several[0].second, (std::vector<std::size_t>{0, 2}));
}

TEST(Coverage, CountsOffersOnlyWhereALanguageAndADayAreInCommon) {
    Need need = need_of({}, {"training"});
    need.matter.languages = {"fr"};
    need.matter.first = "2031-03-01";
    std::vector<Offer> offers = {offer_of("state:XAR", {}, {"training"}), offer_of("state:XBE", {}, {"training"})};
    offers[0].matter.languages = {"ar"};
    offers[1].matter.last = "2031-02-28";
    EXPECT_EQ(coverage(need, offers).missing.size(), 1U);
    offers[1].matter.last = "2031-03-01";
    EXPECT_EQ(coverage(need, offers).smallest, (std::vector<std::vector<std::size_t>>{{1}}));
}

/// A second reader: tries sets of every size one after the other, without bits.
std::size_t smallest_by_hand(const Need& need, const std::vector<Offer>& offers, std::size_t pieces) {
    for (std::size_t size = 1; size <= offers.size(); ++size) {
        std::vector<bool> chosen(offers.size(), false);
        std::fill(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(size), true);
        do {
            std::vector<Offer> some;
            for (std::size_t i = 0; i < offers.size(); ++i) {
                if (chosen[i]) some.push_back(offers[i]);
            }
            const Coverage made = coverage(need, some);
            if (made.asked.size() - made.missing.size() == pieces) return size;
        } while (std::prev_permutation(chosen.begin(), chosen.end()));
    }
    return 0;
}

TEST(Coverage, IsExactForFewOffersAndNearForMany) {
    std::mt19937 draw(9);
    const std::vector<std::string> all_themes = {"SDG-1", "SDG-2", "SDG-3", "SDG-4", "SDG-5"};
    for (int round = 0; round < 60; ++round) {
        const Need need = need_of(all_themes, {"training"});
        std::vector<Offer> offers;
        for (std::size_t i = 0; i < 1 + draw() % 7; ++i) {
            std::vector<std::string> themes;
            for (const auto& theme : all_themes) {
                if (draw() % 3 == 0) themes.push_back(theme);
            }
            offers.push_back(offer_of("state:X" + std::to_string(i), themes, {"training"}));
        }
        const Coverage made = coverage(need, offers);
        const std::size_t pieces = made.asked.size() - made.missing.size();
        EXPECT_EQ(missing_in(need, offers), made.missing);
        if (pieces == 0) continue;
        ASSERT_FALSE(made.smallest.empty());
        EXPECT_EQ(made.smallest.front().size(), smallest_by_hand(need, offers, pieces));
    }
    // More than can be tried: one set that has everything, and it says that it need not be the smallest.
    std::vector<Offer> many;
    for (int i = 0; i < 30; ++i) many.push_back(offer_of("state:Y" + std::to_string(i), {all_themes[static_cast<std::size_t>(i) % 5]}, {"training"}));
    const Coverage made = coverage(need_of(all_themes, {"training"}), many);
    EXPECT_FALSE(made.exact);
    ASSERT_EQ(made.smallest.size(), 1U);
    EXPECT_EQ(made.smallest.front().size(), 5U);
}

TEST(Overlaps, AreOfDifferentActors) {
    const std::vector<Offer> offers = {offer_of("state:XAR", {"SDG-4"}, {"training"}), offer_of("state:XAR", {"SDG-4"}, {"training"}), offer_of("state:XBE", {"SDG-5"}, {"training"})};
    EXPECT_TRUE(overlaps(offers).empty());
    const std::vector<Offer> shared = {offers[0], offer_of("state:XBE", {"SDG-4"}, {"training"})};
    EXPECT_EQ(overlaps(shared).size(), 1U);
}

// --- kind and level --------------------------------------------------------------------------------------------------------------

Classified kind(std::vector<RoleStated> parties, Grouping grouping = {"group:LOW-WATER", "2031-01-01"}) { return kind_of(parties, grouping, vocabulary::directory_with_demonstration()); }

TEST(Kinds, FollowFromRolesAndANamedGrouping) {
    const std::string in = "state:XTA", in_too = "state:XBE", out = "state:XNI", out_too = "state:XIL", fund = "entity:Crossings Fund";
    EXPECT_EQ(kind({{in, "beneficiary"}, {out, "provider"}}).kind, "north-south");
    EXPECT_EQ(kind({{in, "beneficiary"}, {in_too, "provider"}}).kind, "south-south");
    EXPECT_EQ(kind({{out, "beneficiary"}, {out_too, "provider"}}).kind, "north-north");
    EXPECT_EQ(kind({{in, "beneficiary"}, {in_too, "provider"}, {out, "facilitator"}}).kind, "triangular");
    EXPECT_EQ(kind({{in, "beneficiary"}, {in_too, "provider"}, {fund, "provider"}}).kind, "triangular") << "an organization beside a State facilitates";
    EXPECT_EQ(kind({{in, "beneficiary"}, {out, "provider"}, {fund, "facilitator"}}).kind, "north-south");
    EXPECT_EQ(kind({{in, "beneficiary"}, {fund, "provider"}}).kind, "multilateral") << "never North-South";
    EXPECT_EQ(kind({{in, "beneficiary"}, {in_too, "provider"}, {out, "provider"}}), (Classified{"not stated", "mixed"}));
    EXPECT_EQ(kind({{in, "beneficiary"}, {out, ""}}), (Classified{"not stated", "role not stated"}));
    EXPECT_EQ(kind({{in, "beneficiary"}}), (Classified{"not stated", "no provider"}));
    EXPECT_EQ(kind({{in, "beneficiary"}, {out, "provider"}}, {}), (Classified{"not stated", "no grouping"})) << "nothing is told of States without one";
}

TEST(Kinds, GoByTheDayOfTheGrouping) {
    // Drevane is in the list since 2016 (demo/group_members.tsv).
    const std::vector<RoleStated> parties = {{"state:XDR", "beneficiary"}, {"state:XTA", "provider"}};
    EXPECT_EQ(kind(parties, {"group:LOW-WATER", "2017-01-01"}).kind, "south-south");
    EXPECT_EQ(kind(parties, {"group:LOW-WATER", "2015-01-01"}).kind, "not stated") << "then it was outside, and provider and beneficiary on two sides the other way about";
}

TEST(Levels, FollowFromWhoTakesPart) {
    const auto level = [](std::vector<RoleStated> parties) { return level_of(parties, "2031-01-01", vocabulary::directory_with_demonstration()); };
    EXPECT_EQ(level({{"state:XTA", "provider"}}), "national");
    EXPECT_EQ(level({{"state:XTA", "provider"}, {"entity:Crossings Fund", "provider"}}), "bilateral");
    EXPECT_EQ(level({{"state:XTA", ""}, {"state:XBE", ""}, {"state:XKE", ""}}), "regional") << "all of the East Shore";
    EXPECT_EQ(level({{"state:XTA", ""}, {"state:XBE", ""}, {"state:XNI", ""}}), "international");
    EXPECT_EQ(level({{"entity:Crossings Fund", "provider"}}), "international");
    EXPECT_EQ(level({{"group:EAST-SHORE", "provider"}}), "regional");
}

}  // namespace
}  // namespace comity::cooperation
