#include "reading/encoding.hpp"

#include "reading/testing.hpp"

namespace comity::reading {

using testing::at;
using testing::has_diagnostic;
using testing::read_text;

namespace {

std::string utf_16(std::string_view ascii, bool little) {
    std::string bytes;
    for (const char c : ascii) {
        if (!little) bytes += '\0';
        bytes += c;
        if (little) bytes += '\0';
    }
    return bytes;
}

const std::string text = testing::resolution({"Recalling its resolution 98/7 of 16 December 2043,", "1. Decides to light the lamps."});

}  // namespace

TEST(Encoding, Utf16OfBothOrdersWithAMarkAndWithout) {
    for (const bool little : {true, false}) {
        for (const std::string& bytes : {(little ? std::string("\xFF\xFE") : std::string("\xFE\xFF")) + utf_16(text, little), utf_16(text, little)}) {
            EXPECT_EQ(recognize(bytes), Format::utf_16);
            const auto document = read_text(bytes);
            EXPECT_EQ(at(document, "op1").text, "Decides to light the lamps.");
            EXPECT_TRUE(has_diagnostic(document, "encoding"));
            EXPECT_EQ(document.paragraphs, read_text(text).paragraphs);
        }
    }
}

TEST(Encoding, APageInUtf16IsAPage) {
    EXPECT_EQ(read_text(utf_16("<html><body><p>1. Decides to light the lamps.</p></body></html>", true)).paragraphs.at(0).text, "Decides to light the lamps.");
}

TEST(Encoding, WesternTextsOfOlderPrograms) {
    const auto document = read_text("99/12. Care of caf\xE9s\n\nThe General Assembly,\n\n1. Decides to light the \x93lamps\x94 \x96 all of them.\n");
    EXPECT_EQ(document.title, "Care of cafés");
    EXPECT_EQ(at(document, "op1").text, "Decides to light the “lamps” – all of them.");
    EXPECT_TRUE(has_diagnostic(document, "encoding-guessed"));
    EXPECT_FALSE(has_diagnostic(document, "not-utf-8"));
}

TEST(Encoding, SomeDamageLeavesATextUtf8) {
    const auto document = read_text("99/12. Care of caf\xC3\xA9s and th\xC3\xA9s\n\nThe General Assembly,\n\n1. Decides to light the l\xE9mps.\n");
    EXPECT_EQ(document.title, "Care of cafés and thés");
    EXPECT_TRUE(has_diagnostic(document, "not-utf-8"));
}

TEST(Encoding, OtherScripts) {
    std::string russian, arabic, chinese;
    for (int i = 0; i < 12; ++i) {
        russian += "\xCC\xEE\xF0\xE5 \xEE\xF2\xF1\xF2\xF3\xEF\xE0\xE5\xF2 \xE8 \xE1\xE5\xF0\xE5\xE3 \xEE\xF1\xF2\xE0\xE5\xF2\xF1\xFF.\n";
        arabic += "\xC7\xE1\xC8\xCD\xD1 \xED\xCA\xD1\xC7\xCC\xDA \xE6\xC7\xE1\xD4\xC7\xD8\xC6 \xED\xC8\xDE\xEC \xDD\xED \xE3\xDF\xC7\xE4\xE5.\n";
        chinese += "\xBA\xA3\xCB\xAE\xCD\xCB\xC8\xA5\xA3\xAC\xBA\xA3\xB0\xB6\xC1\xF4\xCF\xC2\xA1\xA3\n";
    }
    const auto first = [](std::string_view bytes) { return flow_of_plain_text(bytes).blocks.at(0).text; };
    EXPECT_EQ(first(russian), "Море отступает и берег остается.");
    EXPECT_EQ(first(arabic), "البحر يتراجع والشاطئ يبقى في مكانه.");
    EXPECT_EQ(first(chinese), "海水退去，海岸留下。");
}

TEST(Encoding, WhatAPageDeclares) {
    EXPECT_EQ(declared_encoding("<meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\">"), "windows-1251");
    EXPECT_EQ(declared_encoding("<?xml version='1.0' encoding='ISO-8859-1'?>"), "ISO-8859-1");
    EXPECT_EQ(declared_encoding("<meta CHARSET = \"gb2312\">"), "gb2312");
    EXPECT_EQ(declared_encoding("<p>charset"), "");
    EXPECT_EQ(read_text("<html><head><meta charset=windows-1251></head><body><p>\xCC\xEE\xF0\xE5</p></body></html>").paragraphs.at(0).text, "Море");
}

}  // namespace comity::reading
