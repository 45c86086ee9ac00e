// Whether a text is in the canonical form, found in one pass over its bytes and without building a value of it: for those who check millions.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace comity::json {

struct RawMember {
    std::string_view name;   ///< without its quotation marks; it has no escapes
    std::string_view value;  ///< just as it stands
};

/// The members of the object that `text` is, if it is surely what canonical() writes of what parse() reads from it. nullopt says nothing: that some name in it
/// has an escape is left to these two, as is the sentence that says what is wrong.
std::optional<std::vector<RawMember>> canonical_members(std::string_view text);

/// Of a value found so: the string, if it is one that has no escapes.
std::optional<std::string_view> plain_string(std::string_view value) noexcept;
/// The integer, if it is one.
std::optional<std::int64_t> plain_integer(std::string_view value) noexcept;

}  // namespace comity::json
