#include "cli/files.hpp"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <istream>
#include <vector>

#include "base/error.hpp"
#include "cli/demonstration.hpp"
#include "converting/converting.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t largest_file = 256U << 20U;

std::string bytes_of(std::istream& stream, const std::string& name) {
    std::string bytes;
    std::vector<char> buffer(1U << 16U);
    while (stream.read(buffer.data(), static_cast<std::streamsize>(buffer.size())), stream.gcount() > 0) {
        bytes.append(buffer.data(), static_cast<std::size_t>(stream.gcount()));
        if (bytes.size() > largest_file) throw Error(Fault::limit, "{} is larger than 256 MB, the most that is read of one file", name);
    }
    if (stream.bad()) throw Error(Fault::unavailable, "{} could not be read to its end", name);
    return bytes;
}

std::string bytes_of_file(const std::string& path, std::string_view command) {
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (status.type() == fs::file_type::not_found) throw Error(Fault::not_found, "there is no file {}: look for a slip in its name", path);
    if (failed) throw Error(Fault::unavailable, "{} can't be looked at: {}", path, failed.message());
    if (fs::is_directory(status)) {
        throw Error(Fault::bad_request, "{} is a folder, and {} takes one file: comity import {} takes in all files of a folder", path, command, path);
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Error(Fault::unavailable, "{} can't be opened: {}", path, std::error_code(errno, std::generic_category()).message());
    return bytes_of(file, path);
}

/// As converting::read, with the file's name as typed in what is refused.
document::Document read_named(std::string_view bytes, const std::string& name, const vocabulary::Vocabulary& vocabulary, const std::string& file_name) {
    try {
        return converting::read(bytes, vocabulary, {.file_name = file_name});
    } catch (const Error& error) {
        constexpr std::string_view unnamed = "the file ";
        const std::string_view said = error.what();
        if (!said.starts_with(unnamed)) throw;
        throw Error(error.fault() == Fault::bad_request ? Fault::refused : error.fault(), "{} {}", name, said.substr(unnamed.size()));
    }
}

}  // namespace

std::string read_bytes(const std::string& path, std::string_view command, const Console& console) {
    return path == "-" ? bytes_of(console.in, "the standard input") : bytes_of_file(path, command);
}

FileRead read_file(const std::string& path, std::string_view command, const Console& console) {
    const bool standard_input = path == "-";
    const std::string name = standard_input ? "the standard input" : path;
    const std::string bytes = standard_input ? bytes_of(console.in, name) : bytes_of_file(path, command);
    const std::string file_name = standard_input ? "" : fs::path(path).filename().string();
    // The program's own invented texts are read with the invented bodies and States, all others without.
    const bool invented = is_of_demonstration(bytes);
    const auto& vocabulary = invented ? vocabulary::with_demonstration() : vocabulary::standard();
    return {read_named(bytes, name, vocabulary, file_name), invented};
}

}  // namespace comity::cli
