// The reader of e-mail: whatever comes is read as far as it goes; names of files have no folders, texts are UTF-8 that stays the same when it is made so again.
#include <string>

#include "input.hpp"
#include "machinery/consultations/mail.hpp"
#include "text/text.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = fuzz::text_of(data, size);
    (void)consultations::is_mail(bytes);
    const consultations::Mail mail = consultations::read_mail(bytes);
    for (const consultations::Attachment& one : mail.attachments) {
        COMITY_ENSURE(!one.bytes.empty());
        COMITY_ENSURE(one.name.find_first_of("/\\") == std::string::npos);
    }
    COMITY_ENSURE(text::normalized(mail.text) == mail.text);
    if (mail.received) COMITY_ENSURE(mail.received->size() == std::string_view("2031-05-03T16:00:00Z").size());
    for (const std::string& message : consultations::messages_of(bytes)) (void)consultations::read_mail(message);
    return 0;
}
