// Texts that a visitor pastes or uploads to ask about: read for one answer, kept nowhere, named in no address and no log.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "document/document.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// A form as it was sent, whether urlencoded or as multipart/form-data; a file that was chosen stands for the text of its field.
class Sent {
public:
    explicit Sent(const Visit& visit);
    /// The value of a field, or "".
    [[nodiscard]] std::string_view get(std::string_view name) const { return form_.get(name); }
    [[nodiscard]] const http::Form& form() const { return form_; }
    /// The text that was pasted into `field` or chosen as the file "FIELD_file", with the file's name; nullopt if neither was.
    struct Text {
        std::string bytes, file_name;
    };
    [[nodiscard]] std::optional<Text> text(std::string_view field) const;

private:
    http::Form form_;
    http::Form files_;  ///< name of the field -> bytes
    http::Form names_;  ///< name of the field -> name of the file
};

/// Throws SaidError for what is no text.
document::Document read_pasted(const Visit& visit, const Sent::Text& text);

}  // namespace comity::web
