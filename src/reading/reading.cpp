#include "reading/reading.hpp"

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "reading/akoma_ntoso.hpp"
#include "reading/diagnostics.hpp"
#include "reading/encoding.hpp"
#include "reading/html_flow.hpp"
#include "reading/open_text_flow.hpp"
#include "reading/own_forms.hpp"
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

/// Texts and pages of ours state what they are; nullopt for others, and where somebody has written into them.
std::optional<document::Document> read_own(Format format, std::string_view bytes, const vocabulary::Vocabulary& vocabulary) {
    if (format == Format::plain_text && is_own_text(bytes)) return read_own_text(bytes, vocabulary);
    if (format == Format::html && is_own_page(bytes)) return read_own_page(bytes, vocabulary);
    return std::nullopt;
}

/// Of a text of ours that somebody has written into the facts are what stands at its head; the paragraphs are read as any others.
document::Document read_changed_text(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const Options& options) {
    auto head = own_head(bytes, vocabulary);
    if (!head) return parse(flow_of_plain_text(without_list(bytes)), vocabulary, options);
    document::Document body = parse(flow_of_plain_text(head->rest), vocabulary, {});
    document::Document& whole = head->facts;
    whole.paragraphs = std::move(body.paragraphs);
    whole.footnotes = std::move(body.footnotes);
    whole.furniture = std::move(body.furniture);
    whole.facts.insert(whole.facts.end(), body.facts.begin(), body.facts.end());
    for (auto& diagnostic : body.diagnostics) {
        if (diagnostic.code != "nothing-recognized") whole.diagnostics.push_back(std::move(diagnostic));
    }
    cite_all(whole, vocabulary);
    return std::move(whole);
}

document::Document read_as(Format format, std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const Options& options) {
    if (is_akoma_ntoso(bytes, format)) return read_akoma_ntoso(bytes, vocabulary, options);
    if (auto own = read_own(format, bytes, vocabulary)) return std::move(*own);
    const bool changed_text = format == Format::plain_text && is_own_text(bytes), changed_page = format == Format::html && is_own_page(bytes);
    document::Document document = changed_text ? read_changed_text(bytes, vocabulary, options) : parse(flow_or_why_not(bytes, format, vocabulary), vocabulary, options);
    if (changed_text || changed_page) document.diagnostics.insert(document.diagnostics.begin(), diagnostic(Finding::list_does_not_fit, 1));
    return document;
}
}  // namespace

document::Document read(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const Options& options) {
    if (bytes.size() > largest) throw Error(Fault::limit, "the file has {} MB; documents of up to {} MB are read", bytes.size() >> 20, largest >> 20);
    document::Document document = read_as(recognize(bytes), bytes, vocabulary, options);
    document.sha256 = hex(sha256(bytes));
    return document;
}

}  // namespace comity::reading
