#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "base/error.hpp"
#include "system/chance.hpp"
#include "system/moment.hpp"
#include "system/passing_folder.hpp"

namespace comity {
namespace {

namespace fs = std::filesystem;

TEST(Moments, AreWrittenInUtc) {
    const Moment moment = moment_of(1'769'851'800) + std::chrono::milliseconds(7);
    EXPECT_EQ(written_day(moment), "2026-01-31");
    EXPECT_EQ(written_second(moment), "2026-01-31T09:30:00Z");
    EXPECT_EQ(written_millisecond(moment), "2026-01-31T09:30:00.007Z");
}

TEST(Moments, BeforeTheYear1970RoundTowardsThePast) {
    EXPECT_EQ(written_millisecond(moment_of(0) - std::chrono::milliseconds(1)), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(written_day(moment_of(-1)), "1969-12-31");
}

TEST(Moments, AreOfYearsWithFourFigures) {
    EXPECT_EQ(written_second(moment_of(INT64_MAX)), "9999-12-31T23:59:59Z");
    EXPECT_EQ(written_second(moment_of(INT64_MIN)), "0000-01-01T00:00:00Z");
    EXPECT_EQ(written_second(moment_counted(UINT64_MAX)), "9999-12-31T23:59:59Z");
    EXPECT_EQ(moment_counted(1'769'851'800), moment_of(1'769'851'800));
}

TEST(Moments, OfTheClockAreCutToMilliseconds) {
    const std::chrono::system_clock::time_point time(std::chrono::microseconds(-1));
    EXPECT_EQ(written_millisecond(moment_of(time)), "1969-12-31T23:59:59.999Z");
}

TEST(Moments, OrderAsTextAsTheyDoInTime) {
    EXPECT_LT(written_millisecond(moment_of(951'782'399)), written_millisecond(moment_of(951'782'400)));  // over the end of a February
}

TEST(Chance, DrawsWhatWasAskedForAndNothingTwice) {
    EXPECT_EQ(drawn_bytes(0), "");
    std::set<std::string> drawn;
    for (int i = 0; i < 100; ++i) drawn.insert(drawn_bytes(16));
    EXPECT_EQ(drawn.size(), 100U);
    EXPECT_EQ(drawn.begin()->size(), 16U);
}

TEST(PassingFolder, AreTheirUsersAloneAndGoWithEverythingInThem) {
    fs::path path;
    {
        const PassingFolder folder;
        path = folder.path();
        EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_all);
        folder.write("a", "bytes");
        EXPECT_EQ(folder.read("a", 5), "bytes");
        EXPECT_THROW((void)folder.read("a", 4), Error);
        EXPECT_THROW(folder.write("a", "again"), Error);
        EXPECT_EQ(folder.read("b", 5), std::nullopt);
        fs::create_symlink("/etc/hostname", path / "link");
        EXPECT_EQ(folder.read("link", 1000), std::nullopt);
        fs::create_directories(path / "closed" / "inner");
        fs::permissions(path / "closed", fs::perms::none);
    }
    EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace comity
