#include "reading/reading.hpp"

#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "base/sha256.hpp"

namespace comity::reading {

namespace {
constexpr std::size_t largest = 256U << 20;

constexpr std::pair<std::string_view, Format> signatures[] = {{"%PDF", Format::pdf},
                                                              {"PK\x03\x04", Format::word_processor},          // .docx, .odt
                                                              {"\xD0\xCF\x11\xE0", Format::word_processor},  // .doc
                                                              {"{\\rtf", Format::word_processor},
                                                              {"\xFF\xFE", Format::utf_16},
                                                              {"\xFE\xFF", Format::utf_16}};

/// Files that say at their beginning that they are XML or HTML; a text may have tags in it.
bool is_markup(std::string_view bytes) noexcept {
    const std::size_t begin = bytes.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF");
    for (const std::string_view start : {std::string_view("<?xml"), std::string_view("<!doctype"), std::string_view("<html")}) {
        const std::string_view here = bytes.substr(begin, start.size());
        const auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b; };
        if (std::equal(here.begin(), here.end(), start.begin(), start.end(), same)) return true;
    }
    return false;
}
}

Format recognize(std::string_view bytes) noexcept {
    if (bytes.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF") == std::string_view::npos) return Format::empty;
    for (const auto& [signature, format] : signatures) {
        if (bytes.starts_with(signature)) return format;
    }
    if (is_markup(bytes)) return Format::markup;
    const std::string_view head = bytes.substr(0, 65536);
    const auto strange = std::count_if(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 9 || (byte > 13 && byte < 32 && byte != 27);
    });
    // line ends are not counted: the same text is judged alike whatever ends its lines
    const auto ends = std::count(head.begin(), head.end(), '\r') + std::count(head.begin(), head.end(), '\n');
    return strange * 50 > static_cast<std::ptrdiff_t>(head.size()) - ends ? Format::binary : Format::plain_text;
}

std::string_view why_not_read(Format format) noexcept {
    switch (format) {
        case Format::plain_text: return {};
        case Format::empty: return "is empty: there is nothing to read";
        case Format::binary: return "is no text: its bytes are those of a program, a picture or other data";
        case Format::pdf: return "is a PDF: make plain text of it with \"pdftotext -layout FILE\" and read that";
        case Format::word_processor: return "is a word processor's file or an archive: save it there as plain text in UTF-8 and read that";
        case Format::utf_16: return "is text in UTF-16: save it as plain text in UTF-8 (or: iconv -f UTF-16 -t UTF-8 FILE) and read that";
        case Format::markup: return "is XML or HTML: open it in a browser, save its words as plain text in UTF-8 and read that";
    }
    return {};
}

document::Document read(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const Options& options) {
    if (bytes.size() > largest) throw Error(Fault::limit, "the file has {} MB; documents of up to {} MB are read", bytes.size() >> 20, largest >> 20);
    if (const auto why_not = why_not_read(recognize(bytes)); !why_not.empty()) throw Error(Fault::bad_request, "the file {}", why_not);
    document::Document document = parse(flow_of_plain_text(bytes), vocabulary, options);
    document.sha256 = hex(sha256(bytes));
    return document;
}

}  // namespace comity::reading
