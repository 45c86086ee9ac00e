// One database behind one class: a file of SQLite, or PostgreSQL where a signpost stands in the file's place (db/signpost.hpp). The SQL is what both take.
// Parameters are $1, $2 ...; schemas say @BLOB@, @TEXT_C@, @BY_HASH@ and @BY_KEY@ where the two differ. Every failure is an Error with a sentence for a person.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "db/sql.hpp"
#include "db/values.hpp"

namespace comity::db {

enum class TransactionKind { write /** takes the pen at once */, snapshot /** reads one moment */ };

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
    /// A database of its own that goes with another one: the file FILE.ENDING; of one in PostgreSQL tables apart in the same database, in a schema whose name
    /// ends so. As open().
    static Connection open_beside(const std::string& file, const std::string& ending, Mode mode);
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
    /// As query(), for an answer that may be larger than memory. Within a transaction.
    template <typename... Values>
    Rows walk(Sql sql, const Values&... values) {
        const Parameter list[] = {Parameter(values)..., Parameter(nullptr)};
        return start_walk(sql, list, sizeof...(values));
    }
    /// Several statements without parameters: a schema.
    void script(Sql sql);
    [[nodiscard]] bool has_table(std::string_view name);
    /// Whether other processes may write, too: then what was true in the last transaction may no longer be. False for files, which one process holds.
    [[nodiscard]] bool is_shared() const;
    /// Takes all rows out of a table, so that who reads an older moment still sees them there.
    void empty(std::string_view table);
    /// In PostgreSQL: moves those of these tables that are there into a new schema beside theirs, and gives its name. Within a transaction.
    std::string set_aside(std::span<const std::string_view> tables);
    /// Appends all rows of a table of the same name and columns elsewhere; gives how many. Each side within a transaction.
    std::int64_t take_table(Connection& from, std::string_view name);
    /// The database's own check of its file: "" if it is sound, else its first complaints.
    [[nodiscard]] std::string check();
    /// Writes what is in the log of changes into the file itself; on PostgreSQL counts anew what its plans go by (Mode::write only).
    void checkpoint();
    /// Writes the file anew, without traces of deleted rows. False: a reader held an older state, do it again. Mode::write, not in a transaction.
    [[nodiscard]] bool rewrite();
    /// Writes all as it is at one moment into a new file, which needs none beside it; rows that were deleted leave no trace in it. Not within a transaction; of SQLite only.
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
    /// For how long the bytes of parameters stay where they are.
    enum class Outlive { nothing /** SQLite copies them */, statement };
    Rows start(Sql sql, const Parameter* values, std::size_t count);
    Rows begun(Sql sql, const Parameter* values, std::size_t count, Outlive outlive);
    Rows start_walk(Sql sql, const Parameter* values, std::size_t count);
    std::int64_t finish(Sql sql, const Parameter* values, std::size_t count);
    friend class Transaction;
    void begin(TransactionKind kind);
    void commit();
    void roll_back() noexcept;
    std::unique_ptr<Inside> inside_;
};

/// All or nothing: taken back when it goes without commit().
class Transaction {
public:
    using Kind = TransactionKind;
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
