#include "json/canonical_scan.hpp"

#include <array>
#include <charconv>

#include "json/inside.hpp"

namespace comity::json {

namespace {

/// Of each byte in a string: whether it needs a second look.
constexpr auto special = [] {
    std::array<bool, 256> table{};
    for (std::size_t byte = 0; byte < table.size(); ++byte) table[byte] = byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\';
    return table;
}();

class Scan {
public:
    explicit Scan(std::string_view text) : text_(text) { members_.reserve(16); }

    std::optional<std::vector<RawMember>> run() {
        if (look() != '{' || !object(0) || at_ != text_.size()) return std::nullopt;
        return std::move(members_);
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<RawMember> members_;  ///< of the outermost object

    /// NUL behind the end: no value begins with it.
    [[nodiscard]] char look(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
    bool take(char wanted) {
        if (look() != wanted) return false;
        ++at_;
        return true;
    }
    bool take(std::string_view wanted) {
        if (!text_.substr(at_).starts_with(wanted)) return false;
        at_ += wanted.size();
        return true;
    }

    bool value(std::size_t depth) {
        switch (look()) {
            case '"': return string();
            case '{': return object(depth);
            case '[': return array(depth);
            case 't': return take("true");
            case 'f': return take("false");
            case 'n': return take("null");
            default: return integer();
        }
    }

    bool object(std::size_t depth) {
        ++at_;
        if (depth >= deepest) return false;
        if (take('}')) return true;
        std::string_view before;
        for (bool first = true;; first = false) {
            const std::size_t begin = at_ + 1;
            if (!string()) return false;
            const std::string_view name = text_.substr(begin, at_ - 1 - begin);
            if (name.find('\\') != std::string_view::npos || (!first && !canonical_before(before, name)) || !take(':')) return false;
            before = name;
            const std::size_t from = at_;
            if (!value(depth + 1)) return false;
            if (depth == 0) members_.push_back({name, text_.substr(from, at_ - from)});
            if (take('}')) return true;
            if (!take(',')) return false;
        }
    }

    bool array(std::size_t depth) {
        ++at_;
        if (depth >= deepest) return false;
        if (take(']')) return true;
        for (;;) {
            if (!value(depth + 1)) return false;
            if (take(']')) return true;
            if (!take(',')) return false;
        }
    }

    bool string() {
        if (!take('"')) return false;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (!special[static_cast<unsigned char>(c)]) {
                ++at_;
            } else if (c == '"') {
                ++at_;
                return true;
            } else if (c == '\\') {
                if (!escape()) return false;
            } else {
                const std::size_t length = static_cast<unsigned char>(c) < 0x20 ? 0 : well_formed(text_, at_);
                if (length == 0) return false;
                at_ += length;
            }
        }
        return false;
    }

    /// RFC 8785, section 3.2.2.2: the two-letter ones where there is one, else \u00 and two digits in lower case, and only for what can't stand as it is.
    bool escape() {
        ++at_;
        constexpr std::string_view short_ones = "\"\\bfnrt";
        if (short_ones.find(look()) != std::string_view::npos) {
            ++at_;
            return true;
        }
        if (!take("u00") || (look() != '0' && look() != '1')) return false;
        const char high = look(), low = look(1);
        if (!((low >= '0' && low <= '9') || (low >= 'a' && low <= 'f'))) return false;
        constexpr std::string_view have_short_ones = "89acd";  // \b \t \n \f \r
        if (high == '0' && have_short_ones.find(low) != std::string_view::npos) return false;
        at_ += 2;
        return true;
    }

    bool integer() {
        const std::size_t begin = at_;
        if (look() == '-') ++at_;
        const std::size_t first = at_;
        while (look() >= '0' && look() <= '9') ++at_;
        if (at_ == first || (text_[first] == '0' && at_ - begin > 1)) return false;  // none, or 00, 01, -0
        return plain_integer(text_.substr(begin, at_ - begin)).has_value();
    }
};

}  // namespace

std::optional<std::vector<RawMember>> canonical_members(std::string_view text) { return Scan(text).run(); }

std::optional<std::string_view> plain_string(std::string_view value) noexcept {
    if (value.size() < 2 || value.front() != '"' || value.find('\\') != std::string_view::npos) return std::nullopt;
    return value.substr(1, value.size() - 2);
}

std::optional<std::int64_t> plain_integer(std::string_view value) noexcept {
    std::int64_t number = 0;
    const auto [end, failed] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (failed != std::errc() || end != value.data() + value.size() || number > largest_exact || number < -largest_exact) return std::nullopt;
    return number;
}

}  // namespace comity::json
