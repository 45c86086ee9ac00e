#include "text/time_zone.hpp"

#include <gtest/gtest.h>

namespace comity::text {
namespace {

TEST(TimeZone, AnHourOfAPlaceIsAMoment) {
    EXPECT_EQ(moment_in_zone("1970-01-02T00:00", "UTC"), 86400);
    EXPECT_EQ(moment_in_zone("2031-05-03T18:00", "UTC"), 1935597600);
    EXPECT_EQ(moment_in_zone("2031-05-03T18:00", "Europe/Zurich"), 1935597600 - 2 * 3600);
    EXPECT_EQ(moment_in_zone("2031-01-03T18:00", "America/New_York"), *moment_in_zone("2031-01-03T23:00", "UTC"));
    EXPECT_EQ(moment_in_zone("2031-05-03T18:00", "Asia/Kathmandu"), 1935597600 - (5 * 3600 + 45 * 60));
}

TEST(TimeZone, WhoKeepsToTheWordsOfADeadlineIsNeverLate) {
    // Clocks went from 2 to 3 on 28 March 2027, and will go from 3 to 2 on 31 October.
    EXPECT_EQ(moment_in_zone("2027-03-28T02:30", "Europe/Zurich"), moment_in_zone("2027-03-28T01:30", "UTC"));
    EXPECT_EQ(moment_in_zone("2027-10-31T02:30", "Europe/Zurich"), moment_in_zone("2027-10-31T01:30", "UTC"));
}

TEST(TimeZone, WhatIsNoHourOrNoPlaceIsNoMoment) {
    for (const char* wrong : {"", "2031-05-03", "2031-05-03 18:00", "2031-02-30T18:00", "2031-05-03T24:00", "2031-05-03T18:60", "2031-05-03T18:0x", "2031-05-03T18:00:00"}) {
        EXPECT_FALSE(moment_in_zone(wrong, "UTC")) << wrong;
    }
    EXPECT_FALSE(moment_in_zone("2031-05-03T18:00", "Halfway/Ferry"));
    EXPECT_FALSE(is_time_zone(""));
    EXPECT_FALSE(is_time_zone("Halfway/Ferry"));
    EXPECT_TRUE(is_time_zone("Africa/Nairobi"));
}

TEST(TimeZone, ShowsWhatClocksShowThere) {
    for (const char* local : {"2031-05-03T18:00", "1969-12-31T23:59", "2032-02-29T00:00", "2000-03-01T12:34"}) {
        for (const char* zone : {"UTC", "Europe/Zurich", "America/New_York", "Pacific/Auckland"}) EXPECT_EQ(local_in_zone(*moment_in_zone(local, zone), zone), local) << zone;
    }
    EXPECT_EQ(local_in_zone(0, "Halfway/Ferry"), "");
}

}  // namespace
}  // namespace comity::text
