// E-mail as mailboxes export it (.eml: RFC 5322 with MIME, RFC 2045 to 2047; mbox: RFC 4155): who wrote, when it came, words and files. Pure; never throws on content.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace comity::consultations {

struct Attachment {
    std::string name;  ///< of the file, without folders
    std::string bytes;
};
struct Mail {
    std::string from_name, from_address;
    std::string subject;
    std::optional<std::string> received;  ///< "2031-05-03T16:00:00Z": as the last server that took it says; never as its sender dated it
    std::string text;                     ///< of its body; HTML without its markup
    std::vector<Attachment> attachments;
    std::vector<std::string> troubles;    ///< what could not be read, in sentences
};

/// Whether the bytes begin as a message, or as a box of messages, do.
bool is_mail(std::string_view bytes) noexcept;
bool is_mailbox(std::string_view bytes) noexcept;
Mail read_mail(std::string_view bytes);
/// The messages of a box, each as read_mail() takes it.
std::vector<std::string> messages_of(std::string_view box);

}  // namespace comity::consultations
