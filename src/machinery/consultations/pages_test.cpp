// How many pages a contribution has, by the rule that the call tells.
#include <gtest/gtest.h>

#include "machinery/consultations/pages.hpp"
#include "zip/zip.hpp"

namespace comity::consultations {
namespace {

std::string office_file(const std::string& name, const std::string& notes) {
    return zip::packed(std::vector<zip::Entry>{{"word/document.xml", "<document/>"}, {name, notes}});
}

TEST(PagesTest, APdfHasThePagesOfItsFile) {
    EXPECT_EQ(pages_of("<?xml version=\"1.0\"?><pdf2xml version=\"22\"><page number=\"1\"></page><page number=\"2\"></page></pdf2xml>", 90), 2);
}

TEST(PagesTest, AFileOfAWordProcessorHasThoseThatItNoted) {
    EXPECT_EQ(pages_of(office_file("docProps/app.xml", "<Properties><Pages>3</Pages></Properties>"), 600), 3);
    EXPECT_EQ(pages_of(office_file("meta.xml", "<meta:document-statistic meta:page-count=\"4\"/>"), 600), 4);
    EXPECT_EQ(pages_of(office_file("docProps/app.xml", "<Properties/>"), 600), 2) << "it says nothing: by its words";
    EXPECT_EQ(pages_of("PK\x03\x04 damaged", 600), 2);
}

TEST(PagesTest, NothingHasFewerPagesThanItsWordsNeed) {
    EXPECT_EQ(pages_of(office_file("docProps/app.xml", "<Properties><Pages>1</Pages></Properties>"), 5001), 6);
}

TEST(PagesTest, PlainTextIsPartedByFormFeedsElseByItsWords) {
    EXPECT_EQ(pages_of("Lamps are lit.\n\fBoats come in.\n", 6), 2);
    EXPECT_EQ(pages_of("Lamps are lit.\n\f", 3), 1) << "what is fed out behind the last page is none";
    EXPECT_EQ(pages_of("", 0), 0);
    EXPECT_EQ(pages_of("", 1), 1);
    EXPECT_EQ(pages_of("", 500), 1);
    EXPECT_EQ(pages_of("", 501), 2);
}

TEST(PagesTest, MoreWordsAreNeverFewerPages) {
    for (std::int64_t words = 0; words < 5000; ++words) ASSERT_LE(pages_of("", words), pages_of("", words + 1));
}

}  // namespace
}  // namespace comity::consultations
