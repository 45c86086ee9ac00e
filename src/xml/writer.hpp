// Writes XML that is always well formed: names are literals, everything else is escaped, what was opened is closed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace comity::xml {

/// The name of an element or attribute: a literal, so that nothing of a document ever becomes a part of the markup.
class Name {
public:
    template <std::size_t length>
    consteval Name(const char (&literal)[length]) : text_(literal, length - 1) {}  // NOLINT: implicit on purpose

    [[nodiscard]] std::string_view text() const noexcept { return text_; }

private:
    std::string_view text_;
};

struct Attribute {
    Name name;
    std::string_view value;
};

class Writer {
public:
    Writer();  ///< begins with the declaration

    void open(Name name, std::initializer_list<Attribute> attributes = {}) { open(name, std::span<const Attribute>(attributes.begin(), attributes.size())); }
    void open(Name name, std::span<const Attribute> attributes);
    void close();
    void empty(Name name, std::initializer_list<Attribute> attributes = {});
    /// An element that holds text alone.
    void leaf(Name name, std::string_view text, std::initializer_list<Attribute> attributes = {});
    void text(std::string_view text);
    /// The next element begins on a line of its own: for places where blanks are no text.
    void line();

    /// All that was written; everything must be closed.
    [[nodiscard]] std::string finish();

private:
    void begin(Name name, std::span<const Attribute> attributes);

    std::string xml_;
    std::vector<std::string_view> open_;
};

/// Safe in text and in quoted attributes. What XML can't carry (bytes that are no UTF-8, control characters but tab and ends of lines) becomes
/// U+FFFD; in an attribute, too, a tab and an end of line are kept.
std::string escaped(std::string_view text);

}  // namespace comity::xml
