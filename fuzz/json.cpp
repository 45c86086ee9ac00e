// The JSON reader: refuses with an Error or gives a value that is written and read back as the same value. The scanner of canonical texts accepts nothing
// that reader and writer together don't.
#include "input.hpp"
#include "json/canonical_scan.hpp"
#include "json/json.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    json::Value value;
    const bool surely_canonical = json::canonical_members(fuzz::text_of(data, size)).has_value();
    try {
        value = json::parse(fuzz::text_of(data, size));
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request && !surely_canonical);
        return 0;
    }
    const auto written = json::write(value);
    COMITY_ENSURE(json::write(json::parse(written)) == written);
    try {
        const auto canonical = json::canonical(value);
        COMITY_ENSURE(json::canonical(json::parse(canonical)) == canonical);
        COMITY_ENSURE(!surely_canonical || canonical == fuzz::text_of(data, size));
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request && !surely_canonical);
    }
    return 0;
}
