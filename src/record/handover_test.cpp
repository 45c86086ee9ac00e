#include "record/handover.hpp"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "record/testing.hpp"

namespace comity::record {
namespace {

using testing::Folder;

TEST(Handover, FindsNobodyWhereNobodyListens) {
    Folder folder;
    EXPECT_FALSE(hand_over(folder / "comity.record", "count", {}, {}, {}));
    EXPECT_FALSE(hand_over(folder / "no/such/folder/comity.record", "count", {}, {}, {}));
}

TEST(Handover, BringsProgressAndTheResult) {
    Folder folder;
    const Desk desk(folder / "comity.record", [](std::string_view command, const json::Value& request, const Report& report, const std::stop_token&) {
        for (int i = 0; i < 3; ++i) report(i);
        return json::Value(json::Object{{"did", command}, {"with", request}});
    });
    std::vector<std::int64_t> seen;
    const auto result = hand_over(folder / "comity.record", "count", json::Object{{"to", 3}},
                                  [&](const json::Value& value) { seen.push_back(*value.as_integer()); }, {});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->text("did"), "count");
    EXPECT_EQ((*result)["with"].integer("to"), 3);
    EXPECT_EQ(seen, (std::vector<std::int64_t>{0, 1, 2}));
}

TEST(Handover, BringsErrorsAsTheyAre) {
    Folder folder;
    const Desk desk(folder / "comity.record", [](std::string_view, const json::Value&, const Report&, const std::stop_token&) -> json::Value {
        throw Error(Fault::refused, "not on a Sunday");
    });
    try {
        hand_over(folder / "comity.record", "work", {}, {}, {});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::refused);
        EXPECT_STREQ(error.what(), "not on a Sunday");
    }
}

TEST(Handover, ReplacesTheSocketOfACrash) {
    Folder folder;
    const auto echo = [](std::string_view, const json::Value& request, const Report&, const std::stop_token&) { return request; };
    FILE* left = fopen((folder / "comity.record.socket").c_str(), "w");
    fclose(left);
    const Desk desk(folder / "comity.record", echo);
    EXPECT_TRUE(hand_over(folder / "comity.record", "echo", 1, {}, {}));
}

TEST(Handover, StopsTheWorkWhenTheOtherSideStops) {
    Folder folder;
    std::atomic<int> done = 0;
    const Desk desk(folder / "comity.record", [&](std::string_view, const json::Value&, const Report& report, const std::stop_token& stop) {
        while (!stop.stop_requested() && done < 100'000) {
            report(++done);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return json::Value(done.load());
    });
    std::stop_source stop;
    const auto result = hand_over(folder / "comity.record", "work", {},
                                  [&](const json::Value& value) {
                                      if (*value.as_integer() == 5) stop.request_stop();
                                  },
                                  stop.get_token());
    ASSERT_TRUE(result);  // what was done is still told
    EXPECT_GE(*result->as_integer(), 5);
    EXPECT_LT(*result->as_integer(), 100'000);
}

TEST(Handover, ServesSeveralAtOnce) {
    Folder folder;
    std::atomic<int> inside = 0;
    const Desk desk(folder / "comity.record", [&](std::string_view, const json::Value&, const Report&, const std::stop_token&) {
        ++inside;
        for (int i = 0; i < 2000 && inside < 3; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return json::Value(inside.load());
    });
    std::vector<std::jthread> others;
    others.reserve(3);
    for (int i = 0; i < 3; ++i) {
        others.emplace_back([&] { EXPECT_EQ(*hand_over(folder / "comity.record", "meet", {}, {}, {})->as_integer(), 3); });
    }
}

TEST(Handover, LeavesWithoutWaitingForASilentVisitor) {
    Folder folder;
    auto desk = std::make_unique<Desk>(folder / "comity.record", [](std::string_view, const json::Value&, const Report&, const std::stop_token& stop) {
        while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return json::Value();
    });
    std::jthread waiting([&] { EXPECT_NO_THROW(hand_over(folder / "comity.record", "wait", {}, {}, {})); });
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    desk.reset();
    EXPECT_FALSE(std::filesystem::exists(folder / "comity.record.socket"));
}

TEST(Handover, WorksInAFolderWithALongName) {
    Folder folder;
    const auto far = folder / (std::string(120, 'f') + "/" + std::string(120, 'g'));
    std::filesystem::create_directories(far);
    const Desk desk(far / "comity.record", [](std::string_view, const json::Value& request, const Report&, const std::stop_token&) { return request; });
    EXPECT_TRUE(hand_over(far / "comity.record", "echo", 1, {}, {}));
}

}  // namespace
}  // namespace comity::record
