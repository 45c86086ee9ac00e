#include "json/json.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace comity::json {
namespace {

TEST(Json, ReadsWhatItWrote) {
    const std::string text = R"({"b":[1,-2,null,true,"x\n\u0001é"],"a":{"z":"","y":0.5}})";
    EXPECT_EQ(write(parse(text)), text);
    EXPECT_EQ(parse(write(parse(text), Style::pretty)), parse(text));
}

TEST(Json, RefusesDoubleNamesAndDepth) {
    EXPECT_THROW(parse(R"({"a":1,"a":2})"), Error);
    EXPECT_NO_THROW(parse(R"([{"a":1},{"a":2}])"));
    EXPECT_NO_THROW(parse(std::string(200, '[') + std::string(200, ']')));
    EXPECT_THROW(parse(std::string(201, '[') + std::string(201, ']')), Error);
    EXPECT_THROW(parse("{\"a\":"), Error);
}

TEST(Json, CanonicalOrderIsThatOfUtf16) {
    // The example of RFC 8785, section 3.2.3, without its fractions: euro, CR, hebrew, 1, an emoji, control, o with diaeresis.
    const std::string text = "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji\","
                             "\"\\u0080\":\"Control\",\"\\u00f6\":\"o\"}";
    const std::string out = canonical(parse(text));
    const char* order[] = {"Carriage", "One", "Control", "\"o\"", "Euro", "Emoji", "Hebrew"};
    std::size_t at = 0;
    for (const char* word : order) {
        const std::size_t found = out.find(word, at);
        ASSERT_NE(found, std::string::npos) << word << " in " << out;
        at = found;
    }
}

TEST(Json, CanonicalFormHasNoFractionsAndNoInexactIntegers) {
    EXPECT_THROW(canonical(Value(0.5)), Error);
    EXPECT_THROW(canonical(Value(std::int64_t{9007199254740993})), Error);
    EXPECT_EQ(canonical(Object{{"b", 1}, {"a", "x"}}), R"({"a":"x","b":1})");
}

TEST(Json, WhatIsWrittenReadsBackAsWritten) {
    for (const char* text : {"-0E2", "1E2", "-0", "0.5", "1e-7"}) {
        const auto written = write(parse(text));
        EXPECT_EQ(write(parse(written)), written) << text;
    }
}

TEST(Json, InvalidUtf8BecomesTheReplacementCharacter) {
    EXPECT_EQ(write(Value("a\xFFz")), "\"a\xEF\xBF\xBDz\"");
    EXPECT_EQ(write(Value("\xED\xA0\x80")), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

}  // namespace
}  // namespace comity::json
