// What comes packed inside a request: addresses, forms, cookies, uploaded files. Pure functions over text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/message.hpp"

namespace comity::http {

/// "%41+b" -> "A+b"; nullopt where a percent sign is not followed by two digits, or where a NUL would come out.
std::optional<std::string> percent_decoded(std::string_view text);

/// A path for an address: '/', unreserved characters and "()=,:;@!$*'" stay, all else is encoded byte by byte (RFC 3986, 3.3).
std::string path_encoded(std::string_view path);

/// One value for a query: all but unreserved characters are encoded.
std::string query_encoded(std::string_view value);

/// Fields of a query or a form, in their order; a name may stand several times.
class Form {
public:
    /// Reads application/x-www-form-urlencoded. A pair that can't be decoded is left out.
    static Form parse(std::string_view text);

    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& fields() const noexcept { return fields_; }
    [[nodiscard]] bool has(std::string_view name) const noexcept;
    /// The first value of that name, or "".
    [[nodiscard]] std::string_view get(std::string_view name) const noexcept;
    void add(std::string name, std::string value);

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

/// The two halves of a target. The path is decoded; nullopt if it is no valid path ("/" first, valid escapes).
struct Target {
    std::string path;
    std::string_view query;  ///< within the target that was given
};
std::optional<Target> split_target(std::string_view target);

/// The value of one cookie, or "".
std::string_view cookie(const Request& request, std::string_view name) noexcept;

/// One part of multipart/form-data (RFC 7578); the bytes are those of the body that was given.
struct Part {
    std::string name;
    std::optional<std::string> file_name;  ///< without folders; present for files, also when empty
    std::string_view bytes;
};

/// nullopt if the type is another one, has no boundary, or the body doesn't keep to it.
std::optional<std::vector<Part>> multipart(std::string_view content_type, std::string_view body);

}  // namespace comity::http
