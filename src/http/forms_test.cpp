#include "http/forms.hpp"

#include <gtest/gtest.h>

namespace comity::http {
namespace {

TEST(Forms, PercentSignsAreUndoneAndBadOnesRefused) {
    EXPECT_EQ(percent_decoded("/documents/A/RES/217%28III%29A"), "/documents/A/RES/217(III)A");
    EXPECT_EQ(percent_decoded("a+b"), "a+b");
    EXPECT_EQ(percent_decoded("%4"), std::nullopt);
    EXPECT_EQ(percent_decoded("%zz"), std::nullopt);
    EXPECT_EQ(percent_decoded("a%00b"), std::nullopt);
    EXPECT_EQ(percent_decoded(std::string_view("a\0b", 3)), std::nullopt);
}

TEST(Forms, PathsKeepWhatSymbolsAreMadeOf) {
    EXPECT_EQ(path_encoded("/documents/A/RES/217(III)A"), "/documents/A/RES/217(III)A");
    EXPECT_EQ(path_encoded("/documents/E/CN.4/2001/2=E/CN.4/Sub.2/2000/46"), "/documents/E/CN.4/2001/2=E/CN.4/Sub.2/2000/46");
    EXPECT_EQ(path_encoded("a b#c?d%\"<"), "a%20b%23c%3Fd%25%22%3C");
    EXPECT_EQ(query_encoded("78/199 & more"), "78%2F199%20%26%20more");
}

TEST(Forms, AFormKeepsItsOrderAndItsRepeats) {
    const Form form = Form::parse("q=human+rights&kind=resolution&kind=decision&&bad=%4&empty=&alone");
    ASSERT_EQ(form.fields().size(), 5U);
    EXPECT_EQ(form.get("q"), "human rights");
    EXPECT_EQ(form.get("kind"), "resolution");
    EXPECT_TRUE(form.has("alone"));
    EXPECT_FALSE(form.has("bad"));
    EXPECT_EQ(form.get("nothing"), "");
}

TEST(Forms, ATargetIsAPathAndAQuery) {
    const std::string target = "/search?q=a%2Fb";
    const auto split = split_target(target);
    ASSERT_TRUE(split);
    EXPECT_EQ(split->path, "/search");
    EXPECT_EQ(split->query, "q=a%2Fb");
    EXPECT_FALSE(split_target("search"));
    EXPECT_FALSE(split_target(""));
    EXPECT_FALSE(split_target("/%"));
    EXPECT_FALSE(split_target("http://elsewhere/"));
}

TEST(Forms, ACookieIsFoundAmongOthers) {
    Request request;
    request.headers = {{"cookie", "a=1; comity=abc; comity2=def"}};
    EXPECT_EQ(cookie(request, "comity"), "abc");
    EXPECT_EQ(cookie(request, "comity2"), "def");
    EXPECT_EQ(cookie(request, "b"), "");
}

TEST(Forms, UploadedFilesComeWithTheirNamesAndBytes) {
    const std::string body =
        "--X\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n"
        "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\texts\\\\A_RES_1.txt\"\r\nContent-Type: text/plain\r\n\r\none\r\n--Xtwo\r\n"
        "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--X--\r\n";
    const auto parts = multipart("multipart/form-data; boundary=X", body);
    // A line that begins like the boundary but goes on is not one: such a body breaks the rule that the boundary never stands in a part.
    EXPECT_FALSE(parts);
    const std::string good =
        "--XYZ\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n"
        "--XYZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"/home/a/A_RES_1.txt\"\r\nContent-Type: text/plain\r\n\r\none\r\n\r\n--two\r\n"
        "--XYZ\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--XYZ--\r\n";
    const auto files = multipart("Multipart/Form-Data; charset=utf-8; boundary=\"XYZ\"", good);
    ASSERT_TRUE(files);
    ASSERT_EQ(files->size(), 3U);
    EXPECT_EQ((*files)[0].name, "token");
    EXPECT_EQ((*files)[0].bytes, "abc");
    EXPECT_FALSE((*files)[0].file_name);
    EXPECT_EQ((*files)[1].file_name, "A_RES_1.txt");
    EXPECT_EQ((*files)[1].bytes, "one\r\n\r\n--two");
    EXPECT_EQ((*files)[2].file_name, "");
    EXPECT_EQ((*files)[2].bytes, "");
}

TEST(Forms, WhatIsNoMultipartIsRefused) {
    EXPECT_FALSE(multipart("text/plain", ""));
    EXPECT_FALSE(multipart("multipart/form-data", "--X--"));
    EXPECT_FALSE(multipart("multipart/form-data; boundary=X", "--X\r\nno end"));
    EXPECT_FALSE(multipart("multipart/form-data; boundary=X", ""));
    EXPECT_FALSE(multipart("multipart/form-data; boundary=X", "--X\r\n\r\nnameless\r\n--X--\r\n"));
    EXPECT_EQ(multipart("multipart/form-data; boundary=X", "--X--\r\n")->size(), 0U);
}

}  // namespace
}  // namespace comity::http
