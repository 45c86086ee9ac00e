#include "web/served.hpp"

#include <array>
#include <functional>

#include <fmt/format.h>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "base/sha256.hpp"
#include "zip/deflate.hpp"

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

/// Without remarks, line ends and blanks that mean nothing: what is sent should be light, what is written should be readable. Strings stay as they are.
std::string slim(std::string_view css) {
    std::string out;
    bool blank = false;
    for (std::size_t at = 0; at < css.size(); ++at) {
        const char c = css[at];
        if (css.substr(at, 2) == "/*") {
            at = css.find("*/", at) + 1;
            COMITY_ENSURE(at != 0);
            blank = true;
        } else if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            blank = true;
        } else {
            // A blank before ":" or "(" parts selectors or the words of a condition; behind ":" and "," and around braces it never does.
            constexpr std::string_view none_after = "{};:,", none_before = "{};,";
            if (blank && !out.empty() && none_after.find(out.back()) == std::string_view::npos && none_before.find(c) == std::string_view::npos) out += ' ';
            blank = false;
            if (c == '}' && !out.empty() && out.back() == ';') out.pop_back();
            if (c != '"') {
                out += c;
                continue;
            }
            const std::size_t end = css.find('"', at + 1);
            COMITY_ENSURE(end != std::string_view::npos);
            out += css.substr(at, end + 1 - at);
            at = end;
        }
    }
    return out;
}

}  // namespace

Served::Served() {
    for (const assets::Asset& asset : assets::below(folder)) {
        const std::string_view name = asset.path.substr(folder.size());
        if (type_of(name).empty()) continue;
        files_.emplace(name, File{std::string(asset.bytes), {}, type_of(name), version_of(asset.bytes)});
    }
    for (auto& [name, file] : files_) {
        if (!name.ends_with(".css")) continue;
        file.bytes = with_versions(slim(file.bytes), [this](std::string_view fetched) {
            const File* found = find(fetched);
            COMITY_ENSURE(found != nullptr);
            return found->version;
        });
        file.version = version_of(file.bytes);
    }
    for (auto& [name, file] : files_) {
        if (!name.ends_with(".woff2")) file.packed = zip::deflated(file.bytes, zip::Wrap::gzip);
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
