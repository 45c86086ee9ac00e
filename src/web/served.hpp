// The files that pages fetch: style, script, fonts, pictures. Each has an address that changes with its bytes, so that a browser keeps
// it for good and still never shows an old one.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace comity::web {

class Served {
public:
    /// Reads assets/served; addresses within the style sheet (url("fonts/serif.woff2")) get their versions.
    Served();

    struct File {
        std::string bytes;
        std::string packed;  ///< gzip of them; empty for fonts, which are packed already
        std::string_view type;
        std::string version;  ///< 12 digits of the SHA-256
    };
    /// nullptr if there is none: "comity.css", "fonts/serif.woff2".
    [[nodiscard]] const File* find(std::string_view name) const noexcept;
    /// "/assets/comity.css?v=0123456789ab". The name is one of ours.
    [[nodiscard]] std::string address(std::string_view name) const;

private:
    std::map<std::string, File, std::less<>> files_;
};

}  // namespace comity::web
