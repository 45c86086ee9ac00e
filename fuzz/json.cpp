// The JSON reader: refuses with an Error or gives a value that is written and read back as the same value.
#include "input.hpp"
#include "json/json.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    json::Value value;
    try {
        value = json::parse(fuzz::text_of(data, size));
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request);
        return 0;
    }
    const auto written = json::write(value);
    COMITY_ENSURE(json::write(json::parse(written)) == written);
    try {
        const auto canonical = json::canonical(value);
        COMITY_ENSURE(json::canonical(json::parse(canonical)) == canonical);
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request);
    }
    return 0;
}
