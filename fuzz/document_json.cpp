// A document from JSON: refuses with an Error, or gives a document whose JSON is that of the document read back from it.
#include "document/json_form.hpp"
#include "input.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    document::Document document;
    try {
        document = document::from_json(json::parse(fuzz::text_of(data, size)));
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request);
        return 0;
    }
    COMITY_ENSURE(document::from_json(document::to_json(document)) == document);
    return 0;
}
