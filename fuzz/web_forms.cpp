// What comes packed inside a request: addresses, forms and uploads. Parts lie within the body, and what is decoded and encoded
// again comes back.
#include "http/forms.hpp"
#include "input.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    if (const auto target = http::split_target(text)) {
        COMITY_ENSURE(!target->path.empty() && target->path.front() == '/');
        COMITY_ENSURE(http::percent_decoded(http::path_encoded(target->path)).has_value());
        (void)http::Form::parse(target->query);
    }
    if (const auto decoded = http::percent_decoded(text)) {
        COMITY_ENSURE(http::percent_decoded(http::query_encoded(*decoded)) == decoded);
        COMITY_ENSURE(decoded->find('\0') == std::string::npos);
    }
    // The first line is the content type, the rest the body.
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return 0;
    const auto body = text.substr(end + 1);
    if (const auto parts = http::multipart(text.substr(0, end), body)) {
        for (const auto& part : *parts) {
            COMITY_ENSURE(part.bytes.empty() || (part.bytes.data() >= body.data() && part.bytes.data() + part.bytes.size() <= body.data() + body.size()));
            COMITY_ENSURE(!part.file_name || part.file_name->find('/') == std::string::npos);
        }
    }
    return 0;
}
