// ODT from anybody, flat or packed: refused with a sentence, or read as a sound Flow.
#include "flows.hpp"
#include "input.hpp"
#include "reading/open_text_flow.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    fuzz::refused_or_sound([&] { return reading::flow_of_open_text(fuzz::text_of(data, size)); });
    return 0;
}
