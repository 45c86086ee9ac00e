#include "cli/demonstration.hpp"

#include <algorithm>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "base/sha256.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

bool has(const holdings::Holdings& holdings, const std::string& hash) {
    try {
        return holdings.find(hash).sha256 == hash;
    } catch (const Error& error) {
        if (error.fault() != Fault::not_found) throw;
        return false;
    }
}

}  // namespace

std::size_t documents_of_demonstration() { return assets::below("demo/documents/").size(); }

std::size_t documents_of_demonstration_in(const holdings::Holdings& holdings) {
    const auto documents = assets::below("demo/documents/");
    return static_cast<std::size_t>(
        std::count_if(documents.begin(), documents.end(), [&](const assets::Asset& asset) { return has(holdings, hex(sha256(asset.bytes))); }));
}

bool is_of_demonstration(std::string_view bytes) {
    const auto documents = assets::below("demo/documents/");
    return std::any_of(documents.begin(), documents.end(), [&](const assets::Asset& asset) { return asset.bytes == bytes; });
}

UnpackedDemonstration::UnpackedDemonstration() {
    for (const assets::Asset& asset : assets::below("demo/documents/")) folder_.write(fs::path(asset.path).filename().string(), asset.bytes);
}

holdings::ImportRequest UnpackedDemonstration::request() const {
    holdings::ImportRequest request;
    request.paths = {folder_.path()};
    request.who = record::operator_at_command_line();
    request.why = "part of the program, for demonstration";
    request.into = record::Purpose::demonstration;
    return request;
}

}  // namespace comity::cli
