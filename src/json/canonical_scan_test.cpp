#include "json/canonical_scan.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/error.hpp"
#include "json/json.hpp"

namespace comity::json {
namespace {

/// What the scan stands for: it is read, written anew, and must come out the same.
std::optional<Value> read_if_canonical(std::string_view text) {
    try {
        Value value = parse(text);
        if (canonical(value) == text) return value;
    } catch (const Error&) {
        return std::nullopt;
    }
    return std::nullopt;
}

bool has_escaped_names(const Value& value) {
    if (const auto* items = value.as_array()) return std::any_of(items->begin(), items->end(), has_escaped_names);
    const auto* members = value.as_object();
    return members != nullptr && std::any_of(members->begin(), members->end(), [](const auto& member) {
               const auto escaped = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; };
               return std::any_of(member.first.begin(), member.first.end(), escaped) || has_escaped_names(member.second);
           });
}

void agree(const std::string& text) {
    const auto slowly = read_if_canonical(text);
    const auto quickly = canonical_members(text);
    if (quickly) {
        RC_ASSERT(slowly.has_value());
        const auto* members = slowly->as_object();
        RC_ASSERT(members != nullptr);
        RC_ASSERT(members->size() == quickly->size());
        for (std::size_t i = 0; i < members->size(); ++i) {
            RC_ASSERT((*members)[i].first == (*quickly)[i].name);
            RC_ASSERT(canonical((*members)[i].second) == (*quickly)[i].value);
        }
    } else if (slowly && slowly->as_object() != nullptr) {
        RC_ASSERT(has_escaped_names(*slowly));
    }
}

/// What stands in texts that are nearly right.
rc::Gen<std::string> piece() {
    return rc::gen::element<std::string>("", "\"", "\\", "\\n", "\\u0000", "\\u000a", "\\u000B", "\\u001f", "\\u0020", "\\/", "/", "\t", " ", "\x7f", "\xc3\xa9", "\xc3", "\xed\xa0\x80",
                                         "\xf0\x9f\x98\x80", "\xef\xac\xb3", "{", "}", "[", "]", ",", ":", "0", "-0", "-1", "01", "9007199254740992", "9007199254740993", "1.0",
                                         "1e2", "true", "null", "\"a\":1,", "{}", "[]", std::string(1, '\0'), "\xef\xbb\xbf");
}

std::string some_text() {
    std::string out;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) out += *rc::gen::oneOf(piece(), rc::gen::string<std::string>());
    return write(Value(out));  // so that bytes that are no UTF-8 are replaced, as in whatever is appended
}

Value some_value(int depth) {
    switch (*rc::gen::inRange(0, depth > 3 ? 4 : 7)) {
        case 0: return {};
        case 1: return *rc::gen::arbitrary<bool>();
        case 2: return *rc::gen::inRange<std::int64_t>(-9007199254740992, 9007199254740993);
        case 3: return parse(some_text());
        case 4: {
            Array items;
            for (int i = *rc::gen::inRange(0, 4); i > 0; --i) items.push_back(some_value(depth + 1));
            return items;
        }
        default: {
            Value members = Object{};
            for (int i = *rc::gen::inRange(0, 5); i > 0; --i) members.put(*parse(some_text()).as_string(), some_value(depth + 1));
            return members;
        }
    }
}

std::string some_object() {
    Value members = Object{};
    for (int i = *rc::gen::inRange(0, 6); i > 0; --i) members.put(*parse(some_text()).as_string(), some_value(1));
    return canonical(members);
}

RC_GTEST_PROP(CanonicalScan, AgreesOnWhatIsCanonical, ()) { agree(some_object()); }

RC_GTEST_PROP(CanonicalScan, AgreesOnWhatIsNearlySo, ()) {
    std::string text = some_object();
    for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
        const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(text.size()) + 1));
        const auto gone = static_cast<std::size_t>(*rc::gen::inRange(0, 3));
        text.replace(at, gone, *piece());
    }
    agree(text);
}

TEST(CanonicalScan, GivesTheMembersAsTheyStand) {
    const auto members = canonical_members(R"({"a":"x","b":[1,{"c":null}],"d":-5})");
    ASSERT_TRUE(members);
    ASSERT_EQ(members->size(), 3U);
    EXPECT_EQ((*members)[1].name, "b");
    EXPECT_EQ((*members)[1].value, R"([1,{"c":null}])");
    EXPECT_EQ(plain_string((*members)[0].value), "x");
    EXPECT_EQ(plain_integer((*members)[2].value), -5);
    EXPECT_EQ(plain_string((*members)[2].value), std::nullopt);
    EXPECT_EQ(plain_string(R"("x\n")"), std::nullopt);
    EXPECT_EQ(plain_integer(R"("1")"), std::nullopt);
}

TEST(CanonicalScan, RefusesWhatOnlyLooksCanonical) {
    EXPECT_TRUE(canonical_members(R"({"a":9007199254740992,"b":"\u001f\n"})"));
    for (const char* text : {"", "[]", R"({"b":1,"a":1})", R"({"a":1,"a":1})", R"({"a": 1})", R"({"a":1} )", R"({"a":01})", R"({"a":-0})", R"({"a":1.0})", R"({"a":9007199254740993})",
                             R"({"a":"\u001F"})", R"({"a":"\u000a"})", R"({"a":"\/"})", R"({"a":"\u0041"})", "{\"a\":\"\xff\"}", "{\"a\":\"\t\"}", R"({"a":tru})", R"({"a":1,})", R"({"a")"}) {
        EXPECT_FALSE(canonical_members(text)) << text;
        EXPECT_FALSE(read_if_canonical(text) && parse(text).as_object() != nullptr) << text;
    }
    const auto nested = [](std::size_t depth) { return R"({"a":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}"; };
    EXPECT_TRUE(canonical_members(nested(200)));
    EXPECT_TRUE(read_if_canonical(nested(200)));
    EXPECT_FALSE(canonical_members(nested(201)));
    EXPECT_FALSE(read_if_canonical(nested(201)));
}

}  // namespace
}  // namespace comity::json
