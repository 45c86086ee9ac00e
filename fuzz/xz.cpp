// The unpacker: refuses with an Error or unpacks within its limits.
#include "input.hpp"
#include "xz/xz.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr xz::Limits limits{std::uint64_t{16} << 20U, std::uint64_t{1} << 20U};
    std::uint64_t unpacked = 0;
    try {
        xz::Unpacker unpacker([&](std::string_view part) { unpacked += part.size(); }, limits);
        const auto bytes = fuzz::text_of(data, size);
        unpacker.feed(bytes.substr(0, size / 2));
        unpacker.feed(bytes.substr(size / 2));
        unpacker.finish();
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request || error.fault() == Fault::limit);
    }
    COMITY_ENSURE(unpacked <= limits.unpacked);
    return 0;
}
