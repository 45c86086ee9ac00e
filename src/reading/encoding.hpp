// In which encoding a text is: what its first bytes, the file itself or, failing these, its letters tell. What is no UTF-8 becomes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/document.hpp"

namespace comity::reading {

struct Decoded {
    enum class Witness { mark, declaration, bytes };
    std::string text;      ///< UTF-8
    std::string encoding;  ///< "UTF-16LE", "windows-1251"
    Witness witness = Witness::bytes;

    /// The diagnostic that says so.
    [[nodiscard]] document::Diagnostic told() const;
};

/// "UTF-16LE" or "UTF-16BE" if the bytes are text in it, with a mark or without; "" if not.
std::string_view encoding_of_utf_16(std::string_view bytes) noexcept;
/// Of bytes that are so.
Decoded decoded_utf_16(std::string_view bytes);

/// Bytes that are no UTF-8, in the encoding that the file declares or its letters make likely: nullopt for UTF-8, whether sound or with some damage,
/// and for what is no text in any of them.
std::optional<Decoded> decoded_legacy(std::string_view bytes, std::string_view declared = {});

/// What an HTML page or an XML file says at its beginning; "" if it says nothing.
std::string_view declared_encoding(std::string_view bytes) noexcept;

}  // namespace comity::reading
