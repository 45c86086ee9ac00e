// A receipt as a party hands it in: it is refused, or what it says is taken apart and checked, and checking ends.
#include <array>

#include "input.hpp"
#include "record/receipts.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto key = proof::VerifierKey::parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
    try {
        const auto receipt = proof::InclusionProof::parse(fuzz::text_of(data, size));
        const auto contents = record::contents_of(receipt);
        COMITY_ENSURE(contents.salt + contents.canonical == receipt.extra);
        (void)record::checked(receipt, std::array{key}, contents.checkpoint);
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request || error.fault() == Fault::limit || error.fault() == Fault::refused);
    }
    return 0;
}
