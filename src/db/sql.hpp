// A statement as it stands in the source: can be made from a string literal only, so that no SQL is ever put together at run time.
#pragma once

#include <cstddef>
#include <string_view>

namespace comity::db {

class Sql {
public:
    template <std::size_t length>
    consteval Sql(const char (&literal)[length]) : text_(literal, length - 1) {}  // NOLINT: implicit on purpose

    [[nodiscard]] constexpr std::string_view text() const noexcept { return text_; }

private:
    std::string_view text_;
};

}  // namespace comity::db
