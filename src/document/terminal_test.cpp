#include "document/terminal.hpp"

#include <gtest/gtest.h>

namespace comity::document {
namespace {

TEST(Columns, count_what_is_seen) {
    EXPECT_EQ(columns_of("abc"), 3U);
    EXPECT_EQ(columns_of("é"), 1U);
    EXPECT_EQ(columns_of("e\xCC\x81"), 1U);
    EXPECT_EQ(columns_of("漢字"), 4U);
    EXPECT_EQ(columns_of("\xFF"), 1U);
}

TEST(Columns, cut_text_keeps_within_its_width) {
    EXPECT_EQ(cut_to("lighthouse", 10), "lighthouse");
    EXPECT_EQ(cut_to("lighthouse", 6), "light…");
    EXPECT_EQ(cut_to("a lighthouse", 3), "a…");
    EXPECT_EQ(cut_to("漢字漢字", 4), "漢…");
    EXPECT_EQ(cut_to("漢字", 0), "");
}

TEST(Wrapping, breaks_at_blanks_and_keeps_long_words_whole) {
    EXPECT_EQ(wrapped("one two three four five six", {.width = 20}), "one two three four\nfive six\n");
    EXPECT_EQ(wrapped("a-word-that-is-longer-than-the-line yes", {.width = 20}), "a-word-that-is-longer-than-the-line\nyes\n");
    EXPECT_EQ(wrapped("", {.width = 20}), "\n");
}

TEST(Wrapping, hangs_what_stands_first) {
    EXPECT_EQ(wrapped("one two three four five", {.width = 20, .first = "1.", .indent = 4}), "1.  one two three\n    four five\n");
}

TEST(Wrapping, breaks_between_chinese_characters_but_not_before_their_stops) {
    EXPECT_EQ(wrapped("一二三四五六七八九十。", {.width = 20}), "一二三四五六七八九\n十。\n");
}

TEST(Wrapping, keeps_a_mark_with_the_word_that_it_stands_on) {
    EXPECT_EQ(wrapped({{"one two three lighthouse", Emphasis::none}, {"[1]", Emphasis::none}, {" end", Emphasis::none}}, {.width = 25}),
              "one two three\nlighthouse[1] end\n");
}

TEST(Wrapping, switches_styles_off_at_the_end_of_a_line) {
    EXPECT_EQ(wrapped({{"Also recalling", Emphasis::italic}, {" the seventeenth lamp", Emphasis::none}}, {.width = 20, .escapes = Escapes::ansi}),
              "\x1b[3mAlso recalling\x1b[23m the\nseventeenth lamp\n");
}

TEST(Harmless, text_cannot_command_the_terminal) {
    EXPECT_EQ(harmless("a\x1b[2Jb"), "a [2Jb");
    EXPECT_EQ(harmless("a\xC2\x9B" "b"), "a b");
    EXPECT_EQ(harmless("a\xFF"), "a\xEF\xBF\xBD");
    EXPECT_EQ(wrapped("a\x1b[2Jb", {.width = 20}), "a [2Jb\n");
}

}  // namespace
}  // namespace comity::document
