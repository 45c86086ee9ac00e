#include "record/open_form.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace comity::record {
namespace {

TEST(OpenForm, NamesWhatMayBeKeptBytesWhereverItStands) {
    const std::string one(64, 'a'), longer(65, 'b');
    std::vector<std::string> named;
    open_form::each_named(R"({"a":"document:)" + one + R"(","b":")" + longer + R"(","c":[")" + std::string(63, 'c') + R"("],"d":{"$text":")" + one + R"("}})",
                          [&](std::string_view hash) { named.emplace_back(hash); });
    EXPECT_EQ(named, (std::vector<std::string>{one, one}));
}

TEST(OpenForm, SaysItselfAndReadsThatBack) {
    const open_form::About about{"comity/" + std::string(32, 'a'), std::string(32, 'a'), "demonstration", 3, 1, 1, 2};
    EXPECT_EQ(open_form::About::parse(about.text()), about);
    const std::string hash(64, '5');
    EXPECT_EQ(open_form::listed(hash), hash + "  files/55/" + hash + "\n");
    EXPECT_EQ(open_form::hash_listed(hash + "  files/55/" + hash), hash);
    EXPECT_THROW(open_form::hash_listed(std::string(64, 'A') + "  files/AA/" + std::string(64, 'A')), Error);
    EXPECT_FALSE(open_form::is_confidential(R"({"act":"say \"confidential\":true","state":{"confidential":true}})"));
    EXPECT_TRUE(open_form::is_confidential(R"({"act":"say","confidential":true})"));
}

}  // namespace
}  // namespace comity::record
