#include "zip/zip.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "zip/stream.hpp"

namespace comity::zip {
namespace {

const std::vector<Entry> lamps = {{"[Content_Types].xml", "<Types/>"}, {"word/lamps.xml", std::string(100'000, 'l')}, {"empty", ""}, {"été", "фонарь"}};

Fault fault_of(std::string_view bytes, const Limits& limits = {}) {
    try {
        unpacked(bytes, limits);
    } catch (const Error& error) {
        return error.fault();
    }
    ADD_FAILURE() << "nothing was thrown";
    return Fault::unavailable;
}

TEST(Archive, gives_back_what_was_packed_in_its_order) { EXPECT_EQ(unpacked(packed(lamps)), lamps); }

TEST(Archive, that_is_written_as_it_grows_has_what_was_put_in) {
    std::string bytes;
    Stream stream([&](std::string_view more) { bytes += more; });
    for (const Entry& entry : lamps) stream.add(entry.name, entry.bytes);
    stream.finish();
    EXPECT_EQ(unpacked(bytes), lamps);
    EXPECT_EQ(stream.size(), bytes.size());
    EXPECT_LT(bytes.size(), 2'000U);
}

TEST(Archive, is_the_same_every_time_and_smaller_than_what_is_in_it) {
    EXPECT_EQ(packed(lamps), packed(lamps));
    EXPECT_LT(packed(lamps).size(), 2'000U);
}

TEST(Archive, that_is_cut_or_changed_is_refused) {
    const std::string whole = packed(lamps);
    EXPECT_EQ(fault_of(""), Fault::bad_request);
    EXPECT_EQ(fault_of("PK\x03\x04"), Fault::bad_request);
    EXPECT_EQ(fault_of(std::string_view(whole).substr(0, whole.size() / 2)), Fault::bad_request);
    std::string changed = whole;
    changed[whole.find("<Types/>") == std::string::npos ? 60 : whole.find("<Types/>")] ^= 0x55;
    EXPECT_EQ(fault_of(changed), Fault::bad_request);
}

TEST(Archive, that_would_unpack_to_more_than_is_allowed_is_refused_before_it_is_unpacked) {
    EXPECT_EQ(fault_of(packed(lamps), {.entries = 3}), Fault::limit);
    EXPECT_EQ(fault_of(packed(lamps), {.bytes = 99'999}), Fault::limit);
}

TEST(Archive, gives_only_what_is_wanted_and_counts_nothing_else) {
    const auto texts = unpacked(packed(lamps), {.bytes = 10}, [](std::string_view name) { return name.ends_with("Types].xml"); });
    ASSERT_EQ(texts.size(), 1U);
    EXPECT_EQ(texts[0].bytes, "<Types/>");
}

TEST(Archive, that_claims_to_be_far_larger_than_it_came_is_refused) {
    const std::vector<Entry> hostile = {{"a.xml", std::string(4U << 20U, ' ')}};
    EXPECT_EQ(fault_of(packed(hostile), {.ratio = 300}), Fault::limit);
    EXPECT_EQ(unpacked(packed(hostile)), hostile);
}

TEST(Archive, tells_its_names_without_a_look_into_them) {
    EXPECT_EQ(names(packed(lamps)), (std::vector<std::string>{"[Content_Types].xml", "word/lamps.xml", "empty", "été"}));
    EXPECT_EQ(names(packed(lamps), 1).size(), 1U);
    EXPECT_TRUE(names("").empty());
    EXPECT_TRUE(names("PK\x03\x04").empty());
}

}  // namespace
}  // namespace comity::zip
