// Private to db/: a connection to PostgreSQL with the manners that Connection promises. Statements are prepared by their literals, values go as they are,
// answers come in binary. Writing transactions wait for each other on a lock of the database, so they never fail for each other's sake.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "db/connection.hpp"
#include "db/libpq.hpp"

namespace comity::db {

class Session;

/// The rows of an answer: all of it, or what a cursor has brought so far.
class Answer {
public:
    Answer(Session& session, Result result, std::string cursor) : session_(session), result_(std::move(result)), cursor_(std::move(cursor)) {}
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;
    ~Answer();

    bool next();
    [[nodiscard]] int columns() const;
    [[nodiscard]] Rows::Kind kind(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const;  ///< of bytes the bytes
    [[nodiscard]] std::int64_t changed() const;

private:
    [[nodiscard]] std::string_view raw(int column) const;
    Session& session_;
    Result result_;
    std::string cursor_;  ///< "" if the answer is whole
    int row_ = -1;
    mutable std::vector<std::string> written_;  ///< numbers that were asked for as text, by column, until the next row
};

class Session {
public:
    /// `part`: "" for the tables of the record, else the ending of a schema beside it. Throws Error(unavailable) where the database can't be reached.
    Session(std::string address, Mode mode, std::string part);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    std::unique_ptr<Answer> ask(std::string_view literal, const Parameter* values, std::size_t count);
    /// By a cursor, in a transaction; else as ask().
    std::unique_ptr<Answer> walk(std::string_view sql, const Parameter* values, std::size_t count);
    Result fetch(const std::string& cursor);
    void close(const std::string& cursor) noexcept;
    void script(std::string sql);
    void begin(Transaction::Kind kind);
    void commit();
    void rollback() noexcept;
    /// Rows of the types of this table's columns, through the database's own way for many.
    std::int64_t take_rows(const std::string& table, Rows& rows);
    /// As Connection::set_aside.
    std::string set_aside(std::span<const std::string_view> tables);
    [[nodiscard]] const std::string& name() const { return name_; }

private:
    void connect();
    void connect_with_patience();
    void revive();
    [[nodiscard]] bool is_alive();
    Result checked(pg_result* raw, int wanted, int also);
    [[noreturn]] void fail(const pg_result* result);
    struct Values;

    std::string address_, part_, name_;
    Mode mode_;
    pg_conn* connection_ = nullptr;
    std::unordered_map<const char*, std::string> prepared_;  ///< names of statements, by the literal's address
    bool in_transaction_ = false;
    bool lost_ = false;  ///< in the midst of a transaction: all of it is gone
    std::int64_t made_ = 0;
};

}  // namespace comity::db
