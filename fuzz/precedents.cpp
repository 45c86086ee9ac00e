// A segment of the precedent index with bytes changed, or any bytes at all: it is refused with an Error, or it answers, is merged and told by
// its digest without a step beyond its bytes.
#include <string>

#include "concordance/precedents.hpp"
#include "input.hpp"

using namespace comity;

namespace {

const std::string& good_segment() {
    static const std::string bytes = [] {
        concordance::PrecedentBuilder builder;
        builder.add({1, "CA/RES/30/1", Date::of(2030, 5, 1), {{"op1", "Invites all States to keep their lighthouses lit"}, {"op2", "Decides to remain seized of the matter"}}});
        builder.add({2, "CA/RES/31/1", Date::of(2031, 5, 1), {{"op1", "Invites all States to keep their lighthouses lit"}, {"op2", "Thanks all States for the oil"}}});
        return builder.finish();
    }();
    return bytes;
}

/// Three bytes are one change: where, and to what. An odd first byte: the bytes as they are.
std::string segment_of(std::string_view data) {
    if (data.empty() || data.front() % 2 != 0) return std::string(data.substr(std::min<std::size_t>(1, data.size())));
    std::string bytes = good_segment();
    for (std::size_t at = 1; at + 2 < data.size(); at += 3) {
        const std::size_t where = (static_cast<unsigned char>(data[at]) | std::size_t{static_cast<unsigned char>(data[at + 1])} << 8U) % bytes.size();
        bytes[where] = data[at + 2];
    }
    return bytes;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes = segment_of(fuzz::text_of(data, size));
    try {
        const concordance::PrecedentIndex index({concordance::PrecedentSegment::over(bytes), concordance::PrecedentSegment::over(good_segment())});
        concordance::PrecedentScratch scratch;
        for (const auto& precedent : index.find({.passage = "Invites all States to keep their lighthouses lit and remain seized of the matter"}, scratch)) {
            COMITY_ENSURE(!precedent.places.empty() && precedent.coverage <= 1);
        }
        (void)index.digest();
        (void)index.merged(0, 2);
        index.segments().front().check();
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::unavailable);
    }
    return 0;
}
