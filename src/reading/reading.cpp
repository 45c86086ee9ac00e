#include "reading/reading.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "base/sha256.hpp"

namespace comity::reading {

namespace {
constexpr std::size_t largest = 256U << 20;
}

Format recognize(std::string_view bytes) noexcept {
    if (bytes.find_first_not_of(" \t\r\n\f\xEF\xBB\xBF") == std::string_view::npos) return Format::empty;
    for (const std::string_view signature : {std::string_view("%PDF"), std::string_view("PK\x03\x04"), std::string_view("\xD0\xCF\x11\xE0"), std::string_view("{\\rtf"),
                                             std::string_view("\xFF\xFE"), std::string_view("\xFE\xFF")}) {
        if (bytes.starts_with(signature)) return Format::unsupported;
    }
    const std::string_view head = bytes.substr(0, 65536);
    const auto strange = std::count_if(head.begin(), head.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 9 || (byte > 13 && byte < 32 && byte != 27);
    });
    // carriage returns are not counted: the same text is judged alike whatever ends its lines
    const auto ends = std::count(head.begin(), head.end(), '\r');
    return strange * 50 > static_cast<std::ptrdiff_t>(head.size()) - ends ? Format::binary : Format::plain_text;
}

document::Document read(std::string_view bytes, const vocabulary::Vocabulary& vocabulary, const Options& options) {
    if (bytes.size() > largest) throw Error(Fault::limit, "the file has {} MB; documents of up to {} MB are read", bytes.size() >> 20, largest >> 20);
    switch (recognize(bytes)) {
        case Format::empty: throw Error(Fault::bad_request, "the file is empty: there is nothing to read");
        case Format::binary: throw Error(Fault::bad_request, "the file is not text (it looks like a program, a picture or other binary data)");
        case Format::unsupported:
            throw Error(Fault::bad_request, "the file is a PDF, a word processor's file or UTF-16 text; save it as plain text in UTF-8 and read that");
        case Format::plain_text: break;
    }
    document::Document document = parse(flow_of_plain_text(bytes), vocabulary, options);
    document.sha256 = hex(sha256(bytes));
    return document;
}

}  // namespace comity::reading
