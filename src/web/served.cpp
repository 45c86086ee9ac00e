#include "web/served.hpp"

#include <array>
#include <functional>

#include <fmt/format.h>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "base/sha256.hpp"

namespace comity::web {

namespace {

constexpr std::string_view folder = "assets/served/";

struct Type {
    std::string_view ending, type;
};
constexpr std::array types = {Type{".css", "text/css; charset=utf-8"},        Type{".svg", "image/svg+xml"},
                              Type{".woff2", "font/woff2"},                   Type{".js", "text/javascript; charset=utf-8"},
                              Type{".txt", "text/plain; charset=utf-8"}};

std::string_view type_of(std::string_view name) noexcept {
    for (const Type& type : types) {
        if (name.ends_with(type.ending)) return type.type;
    }
    return {};
}

std::string version_of(std::string_view bytes) { return hex(sha256(bytes)).substr(0, 12); }

/// url("NAME") -> url("NAME?v=..."), for each name that is served.
std::string with_versions(std::string_view css, const std::function<std::string(std::string_view)>& version) {
    constexpr std::string_view before = "url(\"";
    std::string out;
    while (true) {
        const std::size_t at = css.find(before);
        if (at == std::string_view::npos) return out.append(css);
        const std::size_t begin = at + before.size();
        const std::size_t end = css.find('"', begin);
        COMITY_ENSURE(end != std::string_view::npos);
        const std::string_view name = css.substr(begin, end - begin);
        out.append(css.substr(0, end));
        if (!name.starts_with("data:")) out += fmt::format("?v={}", version(name));
        css.remove_prefix(end);
    }
}

}  // namespace

Served::Served() {
    for (const assets::Asset& asset : assets::below(folder)) {
        const std::string_view name = asset.path.substr(folder.size());
        if (type_of(name).empty()) continue;
        files_.emplace(name, File{std::string(asset.bytes), type_of(name), version_of(asset.bytes)});
    }
    for (auto& [name, file] : files_) {
        if (!name.ends_with(".css")) continue;
        file.bytes = with_versions(file.bytes, [this](std::string_view fetched) {
            const File* found = find(fetched);
            COMITY_ENSURE(found != nullptr);
            return found->version;
        });
        file.version = version_of(file.bytes);
    }
}

const Served::File* Served::find(std::string_view name) const noexcept {
    const auto at = files_.find(name);
    return at == files_.end() ? nullptr : &at->second;
}

std::string Served::address(std::string_view name) const {
    const File* file = find(name);
    COMITY_ENSURE(file != nullptr);
    return fmt::format("/assets/{}?v={}", name, file->version);
}

}  // namespace comity::web
