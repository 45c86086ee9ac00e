#include "cli/demonstration.hpp"

#include <algorithm>
#include <cstdlib>
#include <fstream>

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
    std::string pattern = (fs::temp_directory_path() / "comity-demonstration-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw Error(Fault::unavailable, "no folder for temporary files can be made in {}", fs::temp_directory_path().string());
    folder_ = pattern;
    for (const assets::Asset& asset : assets::below("demo/documents/")) {
        std::ofstream file(folder_ / fs::path(asset.path).filename(), std::ios::binary);
        file << asset.bytes;
        if (!file.flush()) throw Error(Fault::unavailable, "the demonstration can't be written to {}: is the disk full?", folder_.string());
    }
}

UnpackedDemonstration::~UnpackedDemonstration() {
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

holdings::ImportRequest UnpackedDemonstration::request() const {
    holdings::ImportRequest request;
    request.paths = {folder_};
    request.who = record::operator_at_command_line();
    request.why = "part of the program, for demonstration";
    request.into = record::Purpose::demonstration;
    return request;
}

}  // namespace comity::cli
