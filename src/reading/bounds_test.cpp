// Texts made to be slow or deep: each is read in time in proportion to its length. The limits are generous; what is quadratic takes minutes.
#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "base/error.hpp"
#include "reading/testing.hpp"

namespace comity::reading {
namespace {

std::string repeated(std::string_view unit, std::size_t times) {
    std::string text;
    text.reserve(unit.size() * times);
    for (std::size_t i = 0; i < times; ++i) text += unit;
    return text;
}

const std::string head = "99/12. Care of shared lighthouses\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Requests oil;\n\n";

// Sanitizers slow everything down, but not by the square.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COMITY_SANITIZED  // what clang says; g++ has a macro of its own
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(COMITY_SANITIZED)
constexpr double seconds = 200.0;
#else
constexpr double seconds = 20.0;
#endif

/// Of this thread: what other work on the machine takes is not counted.
double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

document::Document read_in_time(const std::string& text) {
    const double begin = processor_seconds();
    auto document = testing::read_text(text);
    const double took = processor_seconds() - begin;
    EXPECT_LT(took, seconds) << text.size() << " bytes took " << took << " s";
    ::testing::Test::RecordProperty("milliseconds", static_cast<int>(took * 1000));
    return document;
}

/// Alone, and within a resolution's body.
void both_in_time(const std::string& text) {
    read_in_time(text);
    read_in_time(head + text);
}

constexpr std::size_t megabytes_5 = 5U << 20;

TEST(Bounds, ReadsALongLineOfStars) { both_in_time(repeated("*", megabytes_5)); }
TEST(Bounds, ReadsALongLineOfStarsAndWords) { both_in_time(repeated("*a ", megabytes_5 / 3)); }
TEST(Bounds, ReadsALongLineOfOpeningBrackets) { both_in_time(repeated("[", megabytes_5)); }
TEST(Bounds, ReadsALongLineOfHalfLinks) { both_in_time(repeated("[a](", megabytes_5 / 4)); }
TEST(Bounds, ReadsALongLineOfLinks) { both_in_time(repeated("[98/7](#) ", megabytes_5 / 10)); }
TEST(Bounds, ReadsALongLineOfUnderscores) { both_in_time(repeated("_a", megabytes_5 / 2)); }
TEST(Bounds, ReadsALongLineOfTags) { both_in_time(repeated("<sup>1", megabytes_5 / 6)); }
TEST(Bounds, ReadsALongLineOfSuperscripts) { both_in_time(repeated("lamps¹ ", megabytes_5 / 8)); }
TEST(Bounds, ReadsALongLineOfBackslashes) { both_in_time(repeated("\\", megabytes_5)); }
TEST(Bounds, ReadsALongLineOfDigits) { both_in_time(repeated("1", megabytes_5)); }
TEST(Bounds, ReadsALongLineOfBlanks) { both_in_time("a" + repeated(" ", megabytes_5) + "b"); }
TEST(Bounds, ReadsALongLineOfQuotes) { both_in_time(repeated("“", megabytes_5 / 3)); }
TEST(Bounds, ReadsALongLineOfClosers) { both_in_time("a" + repeated(")", megabytes_5)); }
TEST(Bounds, ReadsALongLineOfWords) { both_in_time(repeated("lamp ", megabytes_5 / 5)); }
TEST(Bounds, ReadsALongLineOfOpenings) { both_in_time(repeated("Recalling ", megabytes_5 / 10)); }
TEST(Bounds, ReadsALongLineOfCitations) { both_in_time(repeated("resolution 98/7 of 18 December 2043, ", megabytes_5 / 37)); }

TEST(Bounds, ReadsAHundredThousandPoints) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "(" + std::string(1, static_cast<char>('a' + i % 26)) + ") To keep the lamps lit;\n";
    both_in_time(text);
}

TEST(Bounds, ReadsAHundredThousandPointsThatAllBeginAnew) { both_in_time(repeated("(a) To keep the lamps lit;\n", 100'000)); }
TEST(Bounds, ReadsAHundredThousandNestedPoints) { both_in_time(repeated("(a) To keep:\n(i) Lamps:\na. Oil:\ni. Wicks:\n", 25'000)); }

TEST(Bounds, ReadsAHundredThousandNumbers) {
    std::string text;
    for (int i = 1; i <= 100'000; ++i) text += std::to_string(i % 1000) + ". Requests oil;\n";
    both_in_time(text);
}

TEST(Bounds, ReadsAHundredThousandTitles) {
    std::string text;
    for (int i = 1; i <= 100'000; ++i) text += "99/" + std::to_string(i) + ". Care of shared lighthouses\n";
    both_in_time(text);
}

TEST(Bounds, ReadsAHundredThousandResolutions) { both_in_time(repeated("99/13. Lamps\nThe General Assembly,\nNoting lamps,\n1. Requests oil.\n", 25'000)); }
TEST(Bounds, ReadsAHundredThousandOrganLines) { both_in_time(repeated("The General Assembly,\n", 100'000)); }
TEST(Bounds, ReadsAHundredThousandHeadings) { both_in_time(repeated("Lamps at sea\n\n", 100'000)); }
TEST(Bounds, ReadsAHundredThousandAnnexes) { both_in_time(repeated("Annex\n\nLamps.\n", 50'000)); }
TEST(Bounds, ReadsAHundredThousandMeetings) { both_in_time(repeated("58th plenary meeting\n16 December 2044\n", 50'000)); }
TEST(Bounds, ReadsAHundredThousandNotes) {
    std::string text = "58th plenary meeting\n";
    for (int i = 1; i <= 100'000; ++i) text += std::to_string(i % 1000) + " See A/99/1.\n";
    both_in_time(text);
    both_in_time(repeated("¹ See A/99/1.\n", 100'000));
}
TEST(Bounds, ReadsAHundredThousandStarredNotes) { both_in_time(repeated("* See oil.\n\n** See wicks.\n\n", 50'000)); }
TEST(Bounds, ReadsAHundredThousandLoneNumbers) { both_in_time(repeated("1.\n", 100'000)); }
TEST(Bounds, ReadsAHundredThousandRules) { both_in_time(repeated("---\n\n", 100'000)); }
TEST(Bounds, ReadsAHundredThousandVotes) { both_in_time(repeated("[Adopted by a recorded vote of 4 to 2\nIn favour: Ardune\n", 50'000)); }
TEST(Bounds, ReadsAHundredThousandOpenBrackets) { both_in_time(repeated("[on the report of the Sixth Committee\n", 100'000)); }
TEST(Bounds, ReadsAHundredThousandSponsorLines) { both_in_time(repeated("Ardune, Tarrow,\n", 100'000)); }
TEST(Bounds, ReadsAHundredThousandFormFeeds) { both_in_time(repeated("lamps\n\f", 100'000)); }
TEST(Bounds, ReadsALongPage) { both_in_time(repeated("the keepers of the lamps of the western shore and of the eastern one have\n", 70'000)); }
TEST(Bounds, ReadsALongPageOfBrokenWords) { both_in_time(repeated("the k eep ers of t he la mps of th e we ste rn sho re and of t he east ern\n", 40'000)); }
TEST(Bounds, ReadsALongPageOfColons) { both_in_time(repeated("Requests the keepers of the lamps of the western shore to keep watch there:\n1. Requests the keepers of the lamps of the western shore to watch\n", 30'000)); }

TEST(Bounds, ReadsManyNulsAmongWords) {
    std::string text = repeated("the lamps of the western shore and the oil of the eastern shore\n", 80'000);
    for (std::size_t at = 100; at < text.size(); at += 100) text[at] = '\0';
    both_in_time(text);
}

TEST(Bounds, ReadsBytesThatAreNoUtf8) { both_in_time(repeated("lamps \xFF\xC3( oil \xE2\x80\n", megabytes_5 / 18)); }
TEST(Bounds, ReadsOnlyLineEnds) { EXPECT_NO_FATAL_FAILURE(read_in_time("a" + repeated("\n", megabytes_5))); }
TEST(Bounds, ReadsALineOfFiftyMegabytes) { read_in_time(head + repeated("the lamps of the western shore, and of the eastern; ", 1U << 20)); }

TEST(Bounds, RefusesWhatIsTooLong) {
    try {
        testing::read_text(std::string((256U << 20) + 1, 'a'));
        FAIL() << "it was read";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::limit);
    }
}

}  // namespace
}  // namespace comity::reading
