// The readers of what parties keep and send: notes, checkpoints, proofs, keys, paths of tiles. Each refuses, or gives what is written and read back
// as the same; and whatever stands in a proof, checking it ends.
#include <array>
#include <string>

#include "input.hpp"
#include "proof/checkpoint.hpp"
#include "proof/tiles.hpp"

using namespace comity;

namespace {

template <typename Work>
void refused_or_good(Work work) {
    try {
        work();
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request || error.fault() == Fault::limit || error.fault() == Fault::refused);
    }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    static const auto key = proof::VerifierKey::parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8");
    refused_or_good([&] {
        const auto note = proof::Note::parse(text);
        COMITY_ENSURE(note.bytes() == text);
        (void)proof::signed_by(note, std::array{key});
        (void)proof::checkpoint_in(note);
    });
    refused_or_good([&] { COMITY_ENSURE(proof::Checkpoint::parse(text).text() == text); });
    refused_or_good([&] {
        const auto read = proof::InclusionProof::parse(text);
        COMITY_ENSURE(read.bytes() == text);
        (void)read.holds_for(proof::leaf_hash("leaf"));
    });
    refused_or_good([&] {
        const auto read = proof::GrowthProof::parse(text);
        COMITY_ENSURE(read.bytes() == text);
        (void)read.holds_for(proof::empty_root());
    });
    refused_or_good([&] { COMITY_ENSURE(proof::VerifierKey::parse(text).text() == text); });
    refused_or_good([&] { (void)proof::SigningKey::parse(text); });
    if (const auto tile = proof::tile_from(text)) COMITY_ENSURE(proof::path_of(*tile) == text);
    if (const auto entries = proof::unbundled(text)) {
        std::string again;
        for (const std::string_view entry : *entries) again += proof::bundled(entry);
        COMITY_ENSURE(again == text);
    }
    return 0;
}
