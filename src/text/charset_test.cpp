#include "text/charset.hpp"

#include <gtest/gtest.h>

namespace comity::text {

TEST(Charset, KnownByItsCustomaryNames) {
    EXPECT_EQ(decoded("caf\xE9", "ISO-8859-1"), "café");
    EXPECT_EQ(decoded("\x93so\x94", "latin1"), "“so”") << "pages that say so mean Windows-1252";
    EXPECT_EQ(decoded("\xCC\xEE\xF0\xE5", " Windows-1251 "), "Море");
    EXPECT_EQ(decoded("\xC7\xE1\xC8\xCD\xD1", "windows-1256"), "البحر");
    EXPECT_EQ(decoded("\xBA\xA3", "gb2312"), "海");
    EXPECT_EQ(decoded(std::string_view("a\0b\0", 4), "UTF-16LE"), "ab");
    EXPECT_FALSE(decoded("a", "no such thing"));
    EXPECT_FALSE(decoded("a", ""));
}

TEST(Charset, TheLikelyOneOfALongerText) {
    std::string russian;
    for (int i = 0; i < 20; ++i) russian += "\xCC\xEE\xF0\xE5 \xEE\xF2\xF1\xF2\xF3\xEF\xE0\xE5\xF2 \xE8 \xE1\xE5\xF0\xE5\xE3 \xEE\xF1\xF2\xE0\xE5\xF2\xF1\xFF. ";
    EXPECT_EQ(likely_encoding(russian), "windows-1251");
}

}  // namespace comity::text
