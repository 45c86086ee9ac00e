// What goes into a statement and what comes out of it, on either database.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

struct sqlite3_stmt;

namespace comity::db {

class Answer;

/// Bytes as a parameter, where a string_view is text. Must outlive the call.
struct Blob {
    std::string_view bytes;
};

class Parameter {
public:
    Parameter(std::nullptr_t) {}
    Parameter(int value) : held_(static_cast<std::int64_t>(value)) {}
    Parameter(std::int64_t value) : held_(value) {}
    Parameter(std::uint32_t value) : held_(static_cast<std::int64_t>(value)) {}
    Parameter(std::size_t value) : held_(static_cast<std::int64_t>(value)) {}
    Parameter(bool value) : held_(static_cast<std::int64_t>(value)) {}
    Parameter(std::string_view text) : held_(text) {}
    Parameter(const std::string& text) : held_(std::string_view(text)) {}
    Parameter(const char* text) : held_(std::string_view(text)) {}
    Parameter(Blob blob) : held_(blob) {}
    template <typename Value>
    Parameter(const std::optional<Value>& maybe) {
        if (maybe) held_ = Parameter(*maybe).held_;
    }

    [[nodiscard]] const auto& held() const { return held_; }

private:
    std::variant<std::nullptr_t, std::int64_t, std::string_view, Blob> held_ = nullptr;
};

/// The rows of an answer, one at a time. Columns count from 0; views live until the next row.
class Rows {
public:
    bool next();
    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;
    [[nodiscard]] std::optional<std::string> maybe_text(int column) const;
    [[nodiscard]] std::optional<std::int64_t> maybe_integer(int column) const;
    [[nodiscard]] std::string_view bytes(int column) const;
    [[nodiscard]] int columns() const;
    enum class Kind { null, integer, real, text, bytes };
    [[nodiscard]] Kind kind(int column) const;
    /// A form of the whole row in which equal rows are equal bytes, whichever database they come from.
    [[nodiscard]] std::string whole() const;

    Rows(Rows&& other) noexcept;
    Rows& operator=(Rows&&) = delete;
    ~Rows();  ///< gives the statement back for the next use

private:
    friend class Connection;
    Rows(sqlite3_stmt* statement, bool* in_use);
    explicit Rows(std::unique_ptr<Answer> answer);
    sqlite3_stmt* statement_ = nullptr;  ///< nullptr: the rows are PostgreSQL's
    bool* in_use_ = nullptr;             ///< of the cached statement; nullptr: finalize it
    std::unique_ptr<Answer> answer_;
};

}  // namespace comity::db
