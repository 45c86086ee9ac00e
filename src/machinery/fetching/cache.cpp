#include "machinery/fetching/cache.hpp"

#include <cerrno>
#include <fstream>
#include <system_error>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "json/json.hpp"

namespace comity::fetching {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view about_folder = ".about", parts_folder = ".parts";

std::optional<std::string> bytes_of(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    std::string bytes((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    return file.bad() ? std::nullopt : std::optional(std::move(bytes));
}

/// All of it or nothing: under another name first.
void write(const fs::path& path, std::string_view bytes) {
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    fs::path beside = path;
    beside += ".new";
    {
        std::ofstream file(beside, std::ios::binary | std::ios::trunc);
        file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!file.flush()) {
            throw Error(Fault::unavailable, "{} can't be written ({}): is the disk full, or the folder closed to you? --cache names another", path.string(),
                        std::error_code(errno, std::generic_category()).message());
        }
    }
    fs::rename(beside, path, failed);
    if (failed) throw Error(Fault::unavailable, "{} can't be written: {}", path.string(), failed.message());
}

json::Value about(const fs::path& path) {
    const auto bytes = bytes_of(path);
    if (!bytes) return {};
    try {
        return json::parse(*bytes);
    } catch (const Error&) {
        return {};  // cut off by a crash: as if it weren't there
    }
}

fs::path about_of(const fs::path& folder, std::string_view inner, std::string_view name) { return folder / inner / (std::string(name) + ".json"); }

}  // namespace

std::optional<Cache::Kept> Cache::find(std::string_view name, std::string_view asked) const {
    const json::Value told = about(about_of(folder_, about_folder, name));
    if (told.text("asked") != asked) return std::nullopt;
    const fs::path file = folder_ / name;
    const auto bytes = bytes_of(file);
    if (!bytes || hex(sha256(*bytes)) != told.text("sha256")) return std::nullopt;
    return Kept{file, told.text("asked"), told.text("address"), told.text("day")};
}

Cache::Kept Cache::keep(std::string_view name, std::string_view bytes, std::string_view asked, std::string_view address, std::string_view day) const {
    const fs::path file = folder_ / name;
    write(file, bytes);
    const json::Value told = json::Object{{"asked", asked}, {"address", address}, {"day", day}, {"sha256", hex(sha256(bytes))}};
    write(about_of(folder_, about_folder, name), json::write(told, json::Style::pretty) + "\n");
    return {file, std::string(asked), std::string(address), std::string(day)};
}

Cache::Part Cache::part_of(std::string_view name, std::string_view asked) const {
    const json::Value told = about(about_of(folder_, parts_folder, name));
    auto bytes = bytes_of(folder_ / parts_folder / name);
    if (!bytes || told.text("asked") != asked || told.text("mark").empty() || hex(sha256(*bytes)) != told.text("sha256")) return {};
    return {std::move(*bytes), told.text("mark")};
}

void Cache::keep_part(std::string_view name, std::string_view asked, const Part& part) const {
    write(folder_ / parts_folder / name, part.bytes);
    const json::Value told = json::Object{{"asked", asked}, {"mark", part.mark}, {"sha256", hex(sha256(part.bytes))}};
    write(about_of(folder_, parts_folder, name), json::write(told, json::Style::pretty) + "\n");
}

void Cache::forget_part(std::string_view name) const {
    std::error_code ignored;
    fs::remove(folder_ / parts_folder / name, ignored);
    fs::remove(about_of(folder_, parts_folder, name), ignored);
    fs::remove(folder_ / parts_folder, ignored);  // if it is empty
}

std::string file_name_of(std::string_view symbol, std::string_view language, std::string_view ending) {
    std::string name;
    for (const char c : symbol) {
        const bool plain = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '(' || c == ')';
        name += plain && !(name.empty() && c == '.') ? c : '_';
    }
    constexpr std::size_t longest = 120;
    if (name.size() > longest) name = name.substr(0, longest) + "~" + hex(sha256(symbol)).substr(0, 8);
    if (!language.empty()) name += "." + std::string(language);
    return name + "." + std::string(ending);
}

}  // namespace comity::fetching
