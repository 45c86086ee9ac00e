#include "zip/zip.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

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

}  // namespace
}  // namespace comity::zip
