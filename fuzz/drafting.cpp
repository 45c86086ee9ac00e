// Any bytes, read as a draft and looked over: nothing throws but what refuses the bytes, and every place lies within its paragraph.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/error.hpp"
#include "machinery/drafting/drafting.hpp"
#include "reading/reading.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace comity;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    document::Document draft;
    try {
        draft = reading::read(bytes, vocabulary::standard(), {});
    } catch (const Error&) {
        return 0;
    }
    for (const auto& finding : drafting::check(draft, {}, vocabulary::standard()).findings) {
        const auto* paragraph = document::find_paragraph(draft, finding.place.paragraph);
        if (paragraph != nullptr && paragraph->text.compare(finding.place.begin, finding.place.end - finding.place.begin, finding.place.words) != 0) std::abort();
    }
    return 0;
}
