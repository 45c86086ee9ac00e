#include "json/members.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

using namespace comity;

namespace {

const json::Value request = json::Object{{"why", "asked for"}, {"empty", ""}, {"none", nullptr}, {"count", 3}, {"sure", true}};

TEST(JsonMembers, are_there_or_not) {
    EXPECT_EQ(json::maybe_text(request, "why"), "asked for");
    EXPECT_EQ(json::maybe_text(request, "empty"), "");
    EXPECT_EQ(json::maybe_text(request, "none"), std::nullopt);
    EXPECT_EQ(json::maybe_text(request, "absent"), std::nullopt);
    EXPECT_EQ(json::maybe_truth(request, "sure"), true);
    EXPECT_EQ(json::maybe_truth(request, "absent"), std::nullopt);
    EXPECT_EQ(json::needed_text(request, "why"), "asked for");
}

TEST(JsonMembers, are_refused_by_name_where_they_are_of_another_kind_or_missing) {
    const auto refusal = [](const auto& ask) -> std::string {
        try {
            (void)ask();
        } catch (const Error& error) {
            return error.what();
        }
        return "taken";
    };
    EXPECT_EQ(refusal([] { return json::maybe_text(request, "count"); }), "\"count\" must be a text");
    EXPECT_EQ(refusal([] { return json::maybe_truth(request, "why"); }), "\"why\" must be true or false");
    EXPECT_EQ(refusal([] { return json::needed_text(request, "empty"); }), "\"empty\" is missing");
    EXPECT_EQ(refusal([] { return json::needed_text(request, "absent"); }), "\"absent\" is missing");
}

TEST(JsonMembers, texts_of_an_array_stand_in_its_order_and_what_is_no_text_is_left_out) {
    EXPECT_EQ(json::texts_in(json::Array{"oil", 3, "wicks", nullptr, ""}), (std::vector<std::string>{"oil", "wicks", ""}));
    EXPECT_TRUE(json::texts_in(request["absent"]).empty());
    EXPECT_TRUE(json::texts_in("oil").empty());
    EXPECT_EQ(json::texts_in(json::array_of({"oil", "wicks"})), (std::vector<std::string>{"oil", "wicks"}));
}

}  // namespace
