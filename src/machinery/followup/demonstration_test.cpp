// The review of the demonstration: what comes of its lists and acts.
#include "machinery/followup/demonstration.hpp"

#include <gtest/gtest.h>

#include "machinery/followup/followup.hpp"
#include "machinery/reviews/gathering.hpp"
#include "machinery/reviews/reviews.hpp"
#include "record/testing.hpp"

namespace comity::followup {
namespace {

class Demonstrated : public ::testing::Test {
protected:
    Demonstrated() {
        record::Setup setup;
        setup.derivations = {reviews::derivation(), derivation()};
        setup.purpose_if_new = record::Purpose::demonstration;
        record_ = record::testing::record_of_its_own(std::move(setup));
        held_ = hold_demonstration(*record_, vocabulary::with_demonstration());
    }
    [[nodiscard]] std::size_t count(const reviews::Filter& filter) const { return reviews::list(record_->snapshot(), filter, 0, 1).total; }

    const std::string state_ = "state:XAR";
    std::unique_ptr<record::Record> record_;
    DemonstrationHeld held_;
};

TEST_F(Demonstrated, HasTwoReviewsOfOneStateWithTwoHundredRecommendationsInTheLatest) {
    EXPECT_EQ(count({.review = "mr-3-xar"}), 200U);
    EXPECT_EQ(count({.review = "mr-2-xar"}), 26U);
    EXPECT_EQ(count({.state = state_}), 226U);
    for (const char* from : {"state:XBE", "state:XCA", "state:XDR", "state:XIL", "state:XKE", "state:XMO", "state:XNI", "state:XPE", "state:XSO", "state:XTA", "state:XUT"}) {
        EXPECT_GE(count({.from = from, .review = "mr-3-xar"}), 18U) << from;
    }
    EXPECT_EQ(count({.from = state_}), 0U);
    EXPECT_GE(reviews::gatherings(record_->snapshot(), state_).size(), 10U) << "what was said in both reviews";
}

TEST_F(Demonstrated, TheStatesOwnWordGoesBeforeTheList) {
    const auto position = [&](const std::string& id) { return reviews::find(record_->snapshot(), id)->position; };
    EXPECT_EQ(position("mr-3-xar-41.1"), "supported");
    EXPECT_EQ(position("mr-3-xar-42.1"), "supported") << "the list has no answer";
    EXPECT_EQ(position("mr-3-xar-42.12"), "no clear position");
    EXPECT_EQ(position("mr-3-xar-43.7"), "supported") << "the list says that it was noted";
    EXPECT_EQ(reviews::statements_of_state(record_->snapshot(), state_, reviews::StatementKind::pledge).size(), 3U);
}

TEST_F(Demonstrated, TheWorkspaceIsReleasedInPart) {
    const auto all = workspace(record_->snapshot(), state_);
    EXPECT_EQ(all.size(), 35U);
    const auto out = released(record_->snapshot(), state_);
    EXPECT_EQ(out.size(), 12U);
    EXPECT_EQ(released_for(record_->snapshot(), "mr-3-xar-41.51").size(), 0U) << "the wing of the Lock House is still the State's own";
    for (std::int64_t at = 0; at < record_->snapshot().size(); ++at) {
        const auto entry = record_->snapshot().at(at);
        EXPECT_EQ(entry->confidential, entry->kind == piece_kind) << entry->subject;
    }
}

TEST_F(Demonstrated, HeldAgainItAddsNothingAndCountsItsEntries) {
    const auto size = record_->snapshot().size();
    EXPECT_EQ(static_cast<std::size_t>(size), held_.added);
    EXPECT_EQ(entries_of_demonstration(record_->snapshot()), held_.added);
    EXPECT_EQ(hold_demonstration(*record_, vocabulary::with_demonstration()).added, 0U);
    EXPECT_EQ(record_->snapshot().size(), size);
}

}  // namespace
}  // namespace comity::followup
