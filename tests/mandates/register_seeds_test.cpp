// Continuing mandates of a real series, from the texts of ../shared: paragraph number is not identity. Skipped where ../shared is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>

#include "base/testing.hpp"
#include "machinery/mandates/details.hpp"
#include "machinery/processes/processes.hpp"
#include "record/testing.hpp"

namespace comity::mandates {
namespace {

namespace fs = std::filesystem;

class RegisterOfSeeds : public ::testing::Test {
protected:
    void SetUp() override {
        const auto shared = source_folder() / ".." / "shared" / "corpus";
        if (!fs::is_directory(shared / "seeds")) GTEST_SKIP() << "there is no " << shared.lexically_normal().string();
        holdings_ = holdings::Holdings::open(processes::place(folder_ / "seeds.record"), record::Access::write);
        holdings::ImportRequest request;
        request.paths = {shared / "seeds", shared / "series"};
        request.who = {"operator at the command line", "jane"};
        (void)holdings_->import(request);
        register_.emplace(*holdings_);
        gathered_ = register_->gathered();
    }
    [[nodiscard]] const Line* line(std::string_view text, std::string_view paragraph, int index = 1) const {
        const auto step = gathered_->find(holdings_->find(text).number, paragraph, index);
        return step ? &gathered_->mandates[gathered_->text(*step).mandate_of[step->act]] : nullptr;
    }
    [[nodiscard]] std::vector<std::string> places(const Line* of) const {
        std::vector<std::string> found;
        for (const Step& step : of->steps) found.push_back(gathered_->text(step).item.name + " " + gathered_->names.name(gathered_->act(step).paragraph));
        return found;
    }
    record::testing::Folder folder_;
    std::unique_ptr<holdings::Holdings> holdings_;
    std::optional<Register> register_;
    std::shared_ptr<const Gathered> gathered_;
};

TEST_F(RegisterOfSeeds, TheConsultationIsOneMandateUnderItsNumbers) {
    const Line* consultation = line("78/199", "op16");
    ASSERT_NE(consultation, nullptr);
    EXPECT_EQ(consultation, line("69/179", "op14"));
    EXPECT_EQ(consultation, line("72/169", "op16"));
    EXPECT_EQ(consultation, line("74/153", "op16"));
    const auto found = places(consultation);
    EXPECT_THAT(found, ::testing::Contains("69/179 op14"));
    EXPECT_EQ(found.back(), "78/199 op16");
}

TEST_F(RegisterOfSeeds, OneNumberCanBeSeveralMandates) {
    EXPECT_NE(line("78/199", "op15"), line("72/169", "op15"));
    EXPECT_EQ(line("78/199", "op15"), line("74/153", "op15"));
    // The commemorative meeting was asked for once.
    const Line* meeting = line("72/169", "op15");
    ASSERT_NE(meeting, nullptr);
    EXPECT_EQ(places(meeting), std::vector<std::string>{"72/169 op15"});
    const auto standing = standing_of(*gathered_, *meeting, 20260101);
    ASSERT_TRUE(standing);
    EXPECT_THAT(standing->status, ::testing::AnyOf(Status::lapsed, Status::replaced));
}

TEST_F(RegisterOfSeeds, ReviewGoesOnFromSessionToSession) {
    const Line* review = line("78/199", "op17");
    ASSERT_NE(review, nullptr);
    EXPECT_EQ(review, line("69/179", "op15"));
    const auto& due = gathered_->act(review->steps.back()).dues;
    ASSERT_EQ(due.size(), 1U);
    EXPECT_EQ(due[0].session, 79);
    // The recurrence that the series implies rests on its texts.
    const auto implied = implied_recurrence(*gathered_, *review);
    ASSERT_TRUE(implied);
    EXPECT_GT(implied->texts.size(), 3U);
}

TEST_F(RegisterOfSeeds, EveryActStandsInOneMandate) {
    std::set<Step> seen;
    for (const Line& mandate : gathered_->mandates) {
        for (const Step& step : mandate.steps) EXPECT_TRUE(seen.insert(step).second);
    }
    std::size_t acts = 0;
    for (const auto& text : gathered_->texts) acts += text.acts.size();
    EXPECT_EQ(seen.size(), acts);
}

}  // namespace
}  // namespace comity::mandates
