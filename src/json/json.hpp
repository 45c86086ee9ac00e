// JSON behind one door: a small value tree, a strict reader (nlohmann, in the .cpp only), a writer, and the canonical form
// of entries (RFC 8785 over integers and strings: no fractions exist here, so no rule for them is needed).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace comity::json {

class Value;
using Array = std::vector<Value>;
/// Members in the order in which they were put; names are unique (put replaces).
using Object = std::vector<std::pair<std::string, Value>>;

class Value {
public:
    Value() = default;  ///< null
    Value(std::nullptr_t) {}
    Value(bool truth) : held_(truth) {}
    Value(int number) : held_(static_cast<std::int64_t>(number)) {}
    Value(std::int64_t number) : held_(number) {}
    Value(std::uint32_t number) : held_(static_cast<std::int64_t>(number)) {}
    Value(std::size_t number) : held_(static_cast<std::int64_t>(number)) {}
    /// For figures only (a similarity); canonical() refuses it.
    Value(double number) : held_(number) {}
    Value(std::string text) : held_(std::move(text)) {}
    Value(std::string_view text) : held_(std::string(text)) {}
    Value(const char* text) : held_(std::string(text)) {}
    Value(Array items) : held_(std::move(items)) {}
    Value(Object members) : held_(std::move(members)) {}
    /// nullopt becomes null.
    template <typename Optional>
    static Value of(const Optional& maybe) {
        return maybe ? Value(*maybe) : Value();
    }

    [[nodiscard]] bool is_null() const { return std::holds_alternative<std::nullptr_t>(held_); }
    [[nodiscard]] const bool* as_bool() const { return std::get_if<bool>(&held_); }
    [[nodiscard]] const std::int64_t* as_integer() const { return std::get_if<std::int64_t>(&held_); }
    [[nodiscard]] const double* as_fraction() const { return std::get_if<double>(&held_); }
    [[nodiscard]] const std::string* as_string() const { return std::get_if<std::string>(&held_); }
    [[nodiscard]] const Array* as_array() const { return std::get_if<Array>(&held_); }
    [[nodiscard]] const Object* as_object() const { return std::get_if<Object>(&held_); }

    /// The member of that name; a null value if this is no object or has none.
    [[nodiscard]] const Value& operator[](std::string_view name) const;
    /// The string of that member, or "" if it is none.
    [[nodiscard]] std::string text(std::string_view name) const;
    /// The integer of that member, or `otherwise`.
    [[nodiscard]] std::int64_t integer(std::string_view name, std::int64_t otherwise = 0) const;
    /// Sets a member; a null becomes an object first. On anything else it is a bug.
    void put(std::string_view name, Value value);

    bool operator==(const Value&) const = default;

private:
    std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> held_ = nullptr;
};

/// Throws Error(bad_request) with the byte at which the text stops being JSON; depth is limited to 200, names must be unique.
Value parse(std::string_view text);

enum class Style { compact, pretty };
/// UTF-8, bytes that are no UTF-8 become U+FFFD.
std::string write(const Value& value, Style style = Style::compact);

/// RFC 8785. Throws Error(bad_request) for fractions and for integers beyond 2^53: they have no place in an entry.
std::string canonical(const Value& value);

}  // namespace comity::json
