#include "reading/reading.hpp"

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "reading/akoma_ntoso.hpp"
#include "reading/encoding.hpp"
#include "reading/html_flow.hpp"
#include "reading/open_text_flow.hpp"
#include "reading/pages.hpp"
#include "reading/word_flow.hpp"

namespace comity::reading {

namespace {
constexpr std::size_t largest = 256U << 20;

Flow flow_of(std::string_view bytes, Format format, const vocabulary::Vocabulary& vocabulary);

/// What the words are is looked at again once they can be: pages are saved in UTF-16, too.
Flow flow_of_utf_16(std::string_view bytes, const vocabulary::Vocabulary& vocabulary) {
    const Decoded decoded = decoded_utf_16(bytes);
    const Format format = recognize(decoded.text);
    if (format == Format::utf_16) throw Error(Fault::bad_request, "is no text: its bytes are those of a program, a picture or other data");
    Flow flow = flow_of(decoded.text, format, vocabulary);
    flow.diagnostics.insert(flow.diagnostics.begin(), decoded.told());
    return flow;
}

Flow flow_of(std::string_view bytes, Format format, const vocabulary::Vocabulary& vocabulary) {
    if (const auto why_not = why_not_read(format); !why_not.empty()) throw Error(Fault::bad_request, "{}", why_not);
    switch (format) {
        case Format::pages: return flow_of_pages(bytes, vocabulary);
        case Format::word: return flow_of_word(bytes);
        case Format::open_text: return flow_of_open_text(bytes);
        case Format::html: return flow_of_html(bytes);
        case Format::utf_16: return flow_of_utf_16(bytes, vocabulary);
        default: return flow_of_plain_text(bytes);
    }
}

/// XML says itself in which encoding it is.
bool is_akoma_ntoso(std::string_view bytes, Format format) {
    return format == Format::akoma_ntoso || (format == Format::utf_16 && recognize(decoded_utf_16(bytes).text) == Format::akoma_ntoso);
}

/// "the file can't be read: word/document.xml: line 3: ..."; sentences that begin with what it is follow "the file".
Flow flow_or_why_not(std::string_view bytes, Format format, const vocabulary::Vocabulary& vocabulary) {
    try {
        return flow_of(bytes, format, vocabulary);
    } catch (const Error& error) {
        const std::string_view why = error.what();
        throw Error(error.fault(), "the file {}{}", why.starts_with("is ") ? "" : "can't be read: ", why);
    }
}
}  // namespace

document::Document read(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const Options& options) {
    if (bytes.size() > largest) throw Error(Fault::limit, "the file has {} MB; documents of up to {} MB are read", bytes.size() >> 20, largest >> 20);
    const Format format = recognize(bytes);
    document::Document document =
        is_akoma_ntoso(bytes, format) ? read_akoma_ntoso(bytes, vocabulary, options) : parse(flow_or_why_not(bytes, format, vocabulary), vocabulary, options);
    document.sha256 = hex(sha256(bytes));
    return document;
}

}  // namespace comity::reading
