// Pages from anybody, and texts in any encoding: read as a sound Flow, or refused by a limit.
#include "flows.hpp"
#include "input.hpp"
#include "reading/encoding.hpp"
#include "reading/html_flow.hpp"
#include "reading/own_forms.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes = fuzz::text_of(data, size);
    fuzz::refused_or_sound([&] { return reading::flow_of_html(bytes); });
    (void)reading::recognize(bytes);
    if (reading::is_own_page(bytes)) (void)reading::read_own_page(bytes, vocabulary::with_demonstration());
    if (!reading::encoding_of_utf_16(bytes).empty()) COMITY_ENSURE(reading::utf8::first_invalid(reading::decoded_utf_16(bytes).text) == std::string::npos);
    if (const auto legacy = reading::decoded_legacy(bytes, reading::declared_encoding(bytes))) COMITY_ENSURE(reading::utf8::first_invalid(legacy->text) == std::string::npos);
    return 0;
}
