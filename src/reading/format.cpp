#include <algorithm>
#include <utility>

#include "base/error.hpp"
#include "reading/encoding.hpp"
#include "reading/reading.hpp"
#include "zip/zip.hpp"

namespace comity::reading {

namespace {

constexpr std::pair<std::string_view, Format> signatures[] = {{"%PDF", Format::pdf},
                                                              {"\xD0\xCF\x11\xE0", Format::old_word},  // a container of Microsoft's
                                                              {"{\\rtf", Format::rich_text},
                                                              {"\xFF\xFE", Format::utf_16},
                                                              {"\xFE\xFF", Format::utf_16}};

bool begins_with(std::string_view text, std::string_view small_letters) noexcept {
    const auto same = [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b); };
    return text.size() >= small_letters.size() && std::equal(small_letters.begin(), small_letters.end(), text.begin(), same);
}

/// Behind blanks and comments: browsers write where a page was saved from above all of it.
std::string_view begin_of_markup(std::string_view bytes) noexcept {
    constexpr std::string_view blanks = " \t\r\n\f\xEF\xBB\xBF";
    bytes = bytes.substr(std::min(bytes.find_first_not_of(blanks), bytes.size()));
    while (bytes.starts_with("<!--")) {
        const auto end = bytes.substr(0, 8192).find("-->");
        if (end == std::string_view::npos) break;
        bytes = bytes.substr(end + 3);
        bytes = bytes.substr(std::min(bytes.find_first_not_of(blanks), bytes.size()));
    }
    return bytes;
}

/// Files that say at their beginning that they are XML or HTML; a text may have tags in it.
Format markup_of(std::string_view bytes) noexcept {
    const std::string_view text = begin_of_markup(bytes);
    constexpr std::string_view pages[] = {"<html", "<!doctype html", "<head", "<body"};
    if (std::any_of(std::begin(pages), std::end(pages), [&](std::string_view page) { return begins_with(text, page); })) return Format::html;
    if (!begins_with(text, "<?xml") && !begins_with(text, "<!doctype") && !begins_with(text, "<akomantoso")) return Format::plain_text;
    const std::string_view head = text.substr(0, 8192);
    const auto has = [&](std::string_view words) { return head.find(words) != std::string_view::npos; };
    if (has("<pdf2xml")) return Format::pages;
    if (has("akomaNtoso")) return Format::akoma_ntoso;
    if (has("urn:oasis:names:tc:opendocument:xmlns:office") && has("opendocument.text")) return Format::open_text;
    if (has("<html") || has("<HTML")) return Format::html;
    return Format::xml;
}

/// By the names of the files in it. What says of itself that it is one thing is no archive of many.
Format archive_of(std::string_view bytes) noexcept {
    if (bytes.substr(0, 256).find("application/vnd.oasis.opendocument.text") != std::string_view::npos) return Format::open_text;
    try {
        const auto names = zip::names(bytes);
        const auto has = [&](std::string_view begin) { return std::any_of(names.begin(), names.end(), [&](const auto& name) { return name.starts_with(begin); }); };
        if (has("[Content_Types].xml") || has("_rels/.rels")) return has("word/") ? Format::word : Format::binary;
        if (!names.empty() && names.front() != "mimetype") return Format::archive;
        if (!names.empty()) {
            const auto said = zip::unpacked(bytes, {.bytes = 1024}, [](std::string_view name) { return name == "mimetype"; });
            return said.front().bytes.starts_with("application/vnd.oasis.opendocument.text") ? Format::open_text : Format::binary;
        }
    } catch (const std::exception&) {
        // told as damaged once it is read
    }
    return bytes.find("word/document.xml") != std::string_view::npos ? Format::word : Format::archive;
}

}  // namespace

Format recognize(std::string_view bytes) noexcept {
    if (bytes.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF") == std::string_view::npos) return Format::empty;
    for (const auto& [signature, format] : signatures) {
        if (bytes.starts_with(signature)) return format;
    }
    if (bytes.starts_with("PK\x03\x04")) return archive_of(bytes);
    if (const Format markup = markup_of(bytes); markup != Format::plain_text) return markup;
    if (!encoding_of_utf_16(bytes).empty()) return Format::utf_16;
    const std::string_view head = bytes.substr(0, 65536);
    const auto strange = std::count_if(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 9 || (byte > 13 && byte < 32 && byte != 27);
    });
    // line ends are not counted: the same text is judged alike whatever ends its lines
    const auto ends = std::count(head.begin(), head.end(), '\r') + std::count(head.begin(), head.end(), '\n');
    return strange * 50 > static_cast<std::ptrdiff_t>(head.size()) - ends ? Format::binary : Format::plain_text;
}

std::string_view media_type(Format format) noexcept {
    switch (format) {
        case Format::plain_text: return "text/plain; charset=utf-8";
        case Format::utf_16: return "text/plain; charset=utf-16";
        case Format::pdf: return "application/pdf";
        case Format::word: return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        case Format::open_text: return "application/vnd.oasis.opendocument.text";
        case Format::old_word: return "application/msword";
        case Format::rich_text: return "application/rtf";
        case Format::archive: return "application/zip";
        case Format::html: return "text/html; charset=utf-8";
        case Format::pages:
        case Format::xml: return "application/xml";
        case Format::akoma_ntoso: return "application/akn+xml";
        case Format::empty:
        case Format::binary: return "application/octet-stream";
    }
    return "application/octet-stream";
}

std::string_view why_not_read(Format format) noexcept {
    switch (format) {
        case Format::plain_text:
        case Format::utf_16:
        case Format::akoma_ntoso:
        case Format::pages:
        case Format::word:
        case Format::open_text:
        case Format::html: return {};
        case Format::empty: return "is empty: there is nothing to read";
        case Format::binary: return "is no text: its bytes are those of a program, a picture or other data";
        case Format::pdf: return "is a PDF: make plain text of it with \"pdftotext -layout FILE\" and read that";
        case Format::old_word:
        case Format::rich_text: return "is an old word processor's file: save it there as DOCX or ODT and read that";
        case Format::archive: return "is an archive of files: unpack it to read one of them, or let comity import take what is in a .zip";
        case Format::xml: return "is XML: open it in a browser, save its words as plain text in UTF-8 and read that";
    }
    return {};
}

}  // namespace comity::reading
