#include "xml/writer.hpp"

#include <utility>

#include "base/error.hpp"

namespace comity::xml {

namespace {

/// Bytes of the character at `at` if it is sound UTF-8 (Unicode 15, table 3-7) and one of XML's (XML 1.0, production 2), else 0.
std::size_t character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) : 0U; };
    const std::uint32_t first = byte(at);
    if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
    const std::size_t length = first >= 0xF0 && first <= 0xF4 ? 4 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xC2 && first < 0xE0 ? 2 : 0;
    if (length == 0) return 0;
    std::uint32_t code = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return 0;
        code = code << 6U | (byte(at + i) & 0x3FU);
    }
    constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code < 0xE000;
    return code < least[length] || code > 0x10FFFF || surrogate || code == 0xFFFE || code == 0xFFFF ? 0 : length;
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = character_at(text, at);
        if (length == 0) {
            out += "\xEF\xBF\xBD";
            ++at;
            continue;
        }
        switch (text[at]) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            // A reader would make them blanks in an attribute, and an end of line of a carriage return.
            case '\t': out += "&#9;"; break;
            case '\n': out += "&#10;"; break;
            case '\r': out += "&#13;"; break;
            default: out += text.substr(at, length);
        }
        at += length;
    }
    return out;
}

Writer::Writer() : xml_("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n") {}

void Writer::begin(Name name, std::span<const Attribute> attributes) {
    xml_ += '<';
    xml_ += name.text();
    for (const Attribute& attribute : attributes) {
        xml_ += ' ';
        xml_ += attribute.name.text();
        xml_ += "=\"";
        xml_ += escaped(attribute.value);
        xml_ += '"';
    }
}

void Writer::open(Name name, std::span<const Attribute> attributes) {
    begin(name, attributes);
    xml_ += '>';
    open_.push_back(name.text());
}

void Writer::close() {
    COMITY_ENSURE(!open_.empty());
    xml_ += "</";
    xml_ += open_.back();
    xml_ += '>';
    open_.pop_back();
}

void Writer::empty(Name name, std::initializer_list<Attribute> attributes) {
    begin(name, {attributes.begin(), attributes.size()});
    xml_ += "/>";
}

void Writer::leaf(Name name, std::string_view text, std::initializer_list<Attribute> attributes) {
    open(name, attributes);
    this->text(text);
    close();
}

void Writer::line() { xml_ += '\n'; }

void Writer::text(std::string_view text) { xml_ += escaped(text); }

std::string Writer::finish() {
    COMITY_ENSURE(open_.empty());
    return std::move(xml_);
}

}  // namespace comity::xml
