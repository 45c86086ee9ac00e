// One database behind one class: SQLite today, PostgreSQL behind the same names later (the SQL is what both take). Parameters are
// $1, $2 ...; schemas say @BLOB@ and @TEXT_C@ where the two differ. Every failure is an Error with a sentence for a person.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "db/sql.hpp"

struct sqlite3_stmt;

namespace comity::db {

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
    /// A form of the whole row in which equal rows are equal bytes.
    [[nodiscard]] std::string whole() const;

    Rows(Rows&& other) noexcept;
    Rows& operator=(Rows&&) = delete;
    ~Rows();  ///< gives the statement back for the next use

private:
    friend class Connection;
    Rows(sqlite3_stmt* statement, bool* in_use) : statement_(statement), in_use_(in_use) {}
    sqlite3_stmt* statement_;
    bool* in_use_;  ///< of the cached statement; nullptr: finalize it
};

/// There must be one writing connection to a file at a time, and only that one checkpoints: SQLite before 3.51.3 can damage a file
/// where two do (its notes on the write-ahead log, "WAL-reset"). The record's lock sees to it.
enum class Mode {
    read,   ///< changes nothing and never checkpoints
    write,  ///< durable at each commit
    index   ///< for a file that can be rebuilt: whole after a crash of the program, perhaps not after a power cut; fewer waits for the disk
};

/// Not for two threads at once.
class Connection {
public:
    /// Mode::read throws Error(not_found) if the file isn't there; the others make it.
    static Connection open(const std::string& file, Mode mode);
    /// For a file that nobody else has open: changed at once, without a log of changes beside it, and durably.
    static Connection open_single(const std::string& file);
    static Connection in_memory();
    /// A file without a name, gone with the connection: for what is too large for memory.
    static Connection temporary();

    /// A statement with its parameters; statements stay prepared for their next use.
    template <typename... Values>
    Rows query(Sql sql, const Values&... values) {
        const Parameter list[] = {Parameter(values)..., Parameter(nullptr)};
        return start(sql, list, sizeof...(values));
    }
    /// The same without rows to read; gives how many rows were changed.
    template <typename... Values>
    std::int64_t execute(Sql sql, const Values&... values) {
        const Parameter list[] = {Parameter(values)..., Parameter(nullptr)};
        return finish(sql, list, sizeof...(values));
    }
    /// Several statements without parameters: a schema.
    void script(Sql sql);
    [[nodiscard]] bool has_table(std::string_view name);
    /// The database's own check of its file: "" if it is sound, else its first complaints.
    [[nodiscard]] std::string check();
    /// Writes what is in the log of changes into the file itself (Mode::write only).
    void checkpoint();
    /// Writes the file anew, without traces of deleted rows. False: a reader held an older state, do it again. Mode::write, not in a transaction.
    [[nodiscard]] bool rewrite();
    /// Writes all as it is at one moment into a new file, which needs none beside it; rows that were deleted leave no trace in it. Not within a transaction.
    void copy_to(const std::string& file);
    /// Gives back the memory that it keeps for speed: after a large piece of work.
    void rest();
    /// Makes `TOKENIZE = 'comity'` known to full-text tables: `cut` calls `take(word, begin, end)` for each word of a text.
    using TakeToken = std::function<void(std::string_view, std::uint32_t, std::uint32_t)>;
    using Cut = void (*)(std::string_view text, const TakeToken& take);
    void use_tokenizer(Cut cut);
    /// Makes `phrase_counts(TABLE)` known: how often each phrase of a full-text question stands in the row, a byte each, 255 for more.
    void use_phrase_counts();

    Connection(Connection&&) noexcept;
    Connection& operator=(Connection&&) noexcept;
    ~Connection();

private:
    struct Inside;
    explicit Connection(std::unique_ptr<Inside> inside);
    Rows start(Sql sql, const Parameter* values, std::size_t count);
    std::int64_t finish(Sql sql, const Parameter* values, std::size_t count);
    std::unique_ptr<Inside> inside_;
};

/// All or nothing: taken back when it goes without commit().
class Transaction {
public:
    enum class Kind { write /** takes the pen at once */, snapshot /** reads one moment */ };
    Transaction(Connection& connection, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

}  // namespace comity::db
