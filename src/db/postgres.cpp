#include "db/postgres.hpp"

#include <array>
#include <charconv>
#include <chrono>
#include <cstring>
#include <thread>

#include <libpq-fe.h>
#include <poll.h>

#include "base/error.hpp"

namespace comity::db {

namespace {

// Of pg_type.dat: types that answers of our statements have.
enum Type : Oid { boolean = 16, bytea = 17, name_type = 19, int8 = 20, int2 = 21, int4 = 23, text_type = 25, oid = 26, float4 = 700, float8 = 701, numeric = 1700 };

constexpr int rows_at_once = 500;
constexpr int oldest_server = 130000;
/// A database that restarts is there again before people notice; one that is gone for longer is told of.
constexpr auto patience = std::chrono::seconds(3);

std::uint64_t big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
    return value;
}

void put_big_endian(std::string& out, std::uint64_t value, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> static_cast<unsigned>(shift));
}

/// Sums of integers come as numbers of any length: digits to the base 10,000 (numeric_send of PostgreSQL). Fractions are cut off.
std::int64_t whole_part(std::string_view bytes) {
    const auto at = [&](std::size_t i) { return static_cast<std::int16_t>(big_endian(bytes.substr(2 * i, 2))); };
    const int digits = at(0), weight = at(1);
    std::int64_t value = 0;
    for (int i = 0; i <= weight; ++i) value = value * 10000 + (i < digits ? at(static_cast<std::size_t>(4 + i)) : 0);
    return at(2) == 0x4000 ? -value : value;
}

std::string as_name(std::string_view identifier) {
    std::string out = "\"";
    for (const char c : identifier) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

}  // namespace

// --- rows ----------------------------------------------------------------------------------------------------------------

Answer::~Answer() {
    if (!cursor_.empty()) session_.close(cursor_);
}

bool Answer::next() {
    written_.clear();
    if (++row_ < libpq().rows(result_.get())) return true;
    if (cursor_.empty() || row_ < rows_at_once) return false;
    result_ = session_.fetch(cursor_);
    row_ = 0;
    return libpq().rows(result_.get()) > 0;
}

int Answer::columns() const { return libpq().columns(result_.get()); }

std::string_view Answer::raw(int column) const {
    return {libpq().value(result_.get(), row_, column), static_cast<std::size_t>(libpq().length(result_.get(), row_, column))};
}

Rows::Kind Answer::kind(int column) const {
    if (libpq().is_null(result_.get(), row_, column) != 0) return Rows::Kind::null;
    switch (libpq().type_of(result_.get(), column)) {
        case boolean:
        case int2:
        case int4:
        case int8:
        case oid:
        case numeric: return Rows::Kind::integer;
        case float4:
        case float8: return Rows::Kind::real;
        case bytea: return Rows::Kind::bytes;
        default: return Rows::Kind::text;
    }
}

std::int64_t Answer::integer(int column) const {
    const std::string_view bytes = raw(column);
    switch (libpq().type_of(result_.get(), column)) {
        case boolean: return bytes.empty() || bytes[0] == 0 ? 0 : 1;
        case int2: return static_cast<std::int16_t>(big_endian(bytes));
        case int4: return static_cast<std::int32_t>(big_endian(bytes));
        case oid:
        case int8: return static_cast<std::int64_t>(big_endian(bytes));
        case numeric: return bytes.empty() ? 0 : whole_part(bytes);
        case float4:
        case float8: return static_cast<std::int64_t>(real(column));
        default: break;
    }
    std::int64_t value = 0;
    std::from_chars(bytes.data(), bytes.data() + bytes.size(), value);
    return value;
}

double Answer::real(int column) const {
    const std::string_view bytes = raw(column);
    const Oid type = libpq().type_of(result_.get(), column);
    if (bytes.size() == 8 && type == float8) {
        const std::uint64_t bits = big_endian(bytes);
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return value;
    }
    if (bytes.size() == 4 && type == float4) {
        const auto bits = static_cast<std::uint32_t>(big_endian(bytes));
        float value = 0;
        std::memcpy(&value, &bits, sizeof value);
        return static_cast<double>(value);
    }
    return static_cast<double>(integer(column));
}

std::string_view Answer::text(int column) const {
    if (kind(column) != Rows::Kind::integer) return raw(column);
    written_.resize(static_cast<std::size_t>(columns()));
    auto& written = written_[static_cast<std::size_t>(column)];
    written = std::to_string(integer(column));
    return written;
}

std::int64_t Answer::changed() const {
    const std::string_view count = libpq().changed(result_.get());
    std::int64_t value = 0;
    std::from_chars(count.data(), count.data() + count.size(), value);
    return value;
}

// --- values --------------------------------------------------------------------------------------------------------------

/// Types are not said: the database takes them from where a value stands. Numbers go as text, which any type of number reads; bytes and words as they are.
struct Session::Values {
    std::vector<const char*> bytes;
    std::vector<int> lengths, formats;
    std::vector<std::array<char, 24>> digits;

    Values(const Parameter* values, std::size_t count) : bytes(count, nullptr), lengths(count, 0), formats(count, 0), digits(count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto& held = values[i].held();
            if (const auto* integer = std::get_if<std::int64_t>(&held)) {
                *std::to_chars(digits[i].data(), digits[i].data() + digits[i].size() - 1, *integer).ptr = '\0';
                bytes[i] = digits[i].data();
            } else if (const auto* text = std::get_if<std::string_view>(&held)) {
                bytes[i] = text->data() == nullptr ? "" : text->data();
                lengths[i] = static_cast<int>(text->size());
                formats[i] = 1;  // of a text the same bytes, but with their length
            } else if (const auto* blob = std::get_if<Blob>(&held)) {
                bytes[i] = blob->bytes.data() == nullptr ? "" : blob->bytes.data();
                lengths[i] = static_cast<int>(blob->bytes.size());
                formats[i] = 1;
            }
        }
    }
    [[nodiscard]] int count() const { return static_cast<int>(bytes.size()); }
};

// --- the connection ------------------------------------------------------------------------------------------------------

Session::Session(std::string address, Mode mode, std::string part) : address_(std::move(address)), part_(std::move(part)), name_(address_), mode_(mode) {
    try {
        connect();
    } catch (...) {
        if (connection_ != nullptr) libpq().finish(connection_);
        throw;
    }
}

Session::~Session() {
    if (connection_ != nullptr) libpq().finish(connection_);
}

void Session::connect() {
    const Libpq& library = libpq();
    if (connection_ != nullptr) library.finish(connection_);
    prepared_.clear();
    lost_ = false;
    // What the address says of the same goes before; a host that vanishes without a word is noticed within half a minute.
    const char* const keywords[] = {"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "fallback_application_name",
                                    "client_encoding", "dbname", nullptr};
    const char* const values[] = {"10", "10", "5", "3", "25000", "comity", "UTF8", address_.c_str(), nullptr};
    connection_ = library.connect(keywords, values, 1);
    if (connection_ == nullptr) throw Error(Fault::limit, "no memory is left for a connection to the database");
    library.set_notice_processor(connection_, [](void*, const char*) {}, nullptr);
    if (library.status(connection_) != CONNECTION_OK) {
        std::string said = library.error_message(connection_);
        while (!said.empty() && said.back() == '\n') said.pop_back();
        throw Error(Fault::unavailable, "the database can't be reached ({}): see that it runs and that its address is right; what was told as kept is kept", said);
    }
    const char* const host = library.host(connection_);
    name_ = fmt::format("the database {} at {}", library.database(connection_), host == nullptr || *host == '\0' ? "this machine" : host);
    if (library.server_version(connection_) < oldest_server) throw Error(Fault::unavailable, "{} is older than PostgreSQL 13: upgrade it first", name_);
    const char* const encoding = library.parameter(connection_, "server_encoding");
    if (encoding == nullptr || std::string_view(encoding) != "UTF8") {
        throw Error(Fault::unavailable, "{} keeps no Unicode: make one with createdb -E UTF8 -T template0", name_);
    }
    // Plans of small statements are not worth compiling. An act is told as done when it is durable, whatever the database does by custom.
    checked(library.exec(connection_, "SET client_min_messages = warning; SET lock_timeout = '30s'; SET jit = off; "
                                      "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"),
            PGRES_TUPLES_OK, PGRES_TUPLES_OK);
    std::string schema;
    {
        const Result found = checked(library.exec(connection_, "SELECT current_schema()"), PGRES_TUPLES_OK, PGRES_TUPLES_OK);
        if (library.is_null(found.get(), 0, 0) == 0) schema = library.value(found.get(), 0, 0);
    }
    if (schema.empty()) throw Error(Fault::bad_request, "{} has no schema of the name that the address gives: make it first (CREATE SCHEMA)", name_);
    if (!part_.empty()) {
        const std::string beside = as_name(schema + "_" + part_);
        const std::string make = mode_ == Mode::read ? "" : "CREATE SCHEMA IF NOT EXISTS " + beside + "; ";        // sql: a name can't be a parameter
        checked(library.exec(connection_, (make + "SET search_path TO " + beside).c_str()), PGRES_COMMAND_OK, PGRES_COMMAND_OK);
    }
    if (mode_ == Mode::read) checked(library.exec(connection_, "SET default_transaction_read_only = on"), PGRES_COMMAND_OK, PGRES_COMMAND_OK);
}

void Session::connect_with_patience() {
    const auto until = std::chrono::steady_clock::now() + patience;
    for (;;) {
        try {
            return connect();
        } catch (const Error&) {
            if (std::chrono::steady_clock::now() > until) throw;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
}

/// A database that went away has closed its end: that is seen before anything is sent, so nothing is ever sent twice.
bool Session::is_alive() {
    const Libpq& library = libpq();
    for (;;) {
        if (library.status(connection_) != CONNECTION_OK) return false;
        pollfd look{library.socket(connection_), POLLIN, 0};
        if (::poll(&look, 1, 0) <= 0) return true;
        if (library.consume_input(connection_) == 0) return false;
    }
}

void Session::revive() {
    if (in_transaction_) {
        if (lost_) throw Error(Fault::unavailable, "{} went away: nothing of this was kept, try again", name_);
        return;
    }
    if (lost_ || !is_alive()) connect_with_patience();
}

void Session::fail(const PGresult* result) {
    const Libpq& library = libpq();
    const auto field = [&](int code) { return std::string(result == nullptr || library.error_field(result, code) == nullptr ? "" : library.error_field(result, code)); };
    const std::string state = field(PG_DIAG_SQLSTATE);
    std::string said = field(PG_DIAG_MESSAGE_PRIMARY);
    if (library.status(connection_) != CONNECTION_OK || state.starts_with("57P") || state.starts_with("08") || state.empty()) {
        lost_ = true;
        throw Error(Fault::unavailable, "{} went away: nothing of this was kept, try again", name_);
    }
    if (state == "53100" || said.find("No space left") != std::string::npos) {
        throw Error(Fault::unavailable, "no room is left on the disk of {}: what was being written has been taken back; make room and try again", name_);
    }
    if (state == "55P03" || state == "40001" || state == "40P01") throw Error(Fault::conflict, "{} is in use by another process: try again when it has ended", name_);
    if (state == "25006" || state == "42501") {
        if (mode_ == Mode::read) throw Error(Fault::refused, "{} can't be changed: it was opened for reading", name_);
        throw Error(Fault::unavailable, "{} takes no changes from this user ({}): it may be a standby, or the user may have no rights in it", name_, said);
    }
    if (state == "53200" || state.starts_with("54")) throw Error(Fault::limit, "{}: too large for it ({})", name_, said);
    if (state.starts_with("XX0") || state == "58030" || state == "58P01") {
        throw Error(Fault::unavailable, "{} is damaged or its disk has failed ({}): run comity verify, or restore a backup", name_, said);
    }
    if (state == "22021") throw Error(Fault::bad_request, "a text with bytes that are no Unicode can't be kept in {}", name_);
    throw Error(Fault::unavailable, "{}: {}", name_, said);
}

Result Session::checked(pg_result* raw, int wanted, int also) {
    Result result(raw);
    const int got = libpq().result_status(raw);
    if (raw == nullptr || (got != wanted && got != also)) fail(raw);
    return result;
}

// --- statements ----------------------------------------------------------------------------------------------------------

std::unique_ptr<Answer> Session::ask(std::string_view literal, const Parameter* values, std::size_t count) {
    revive();
    const Libpq& library = libpq();
    auto found = prepared_.find(literal.data());
    if (found == prepared_.end()) {
        std::string name = "s" + std::to_string(++made_);
        checked(library.prepare(connection_, name.c_str(), literal.data(), 0, nullptr), PGRES_COMMAND_OK, PGRES_COMMAND_OK);
        found = prepared_.emplace(literal.data(), std::move(name)).first;
    }
    const Values given(values, count);
    return std::make_unique<Answer>(*this,
                                    checked(library.exec_prepared(connection_, found->second.c_str(), given.count(), given.bytes.data(), given.lengths.data(), given.formats.data(), 1),
                                            PGRES_TUPLES_OK, PGRES_COMMAND_OK),
                                    std::string());
}

std::unique_ptr<Answer> Session::walk(std::string_view sql, const Parameter* values, std::size_t count) {
    if (!in_transaction_) return ask(sql, values, count);
    revive();
    const std::string cursor = "c" + std::to_string(++made_);
    const Values given(values, count);
    const std::string declare = fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", cursor, sql);  // sql: a name can't be a parameter
    checked(libpq().exec_params(connection_, declare.c_str(), given.count(), nullptr, given.bytes.data(), given.lengths.data(), given.formats.data(), 1), PGRES_COMMAND_OK,
            PGRES_COMMAND_OK);
    return std::make_unique<Answer>(*this, fetch(cursor), cursor);
}

Result Session::fetch(const std::string& cursor) {
    revive();
    const std::string words = fmt::format("FETCH FORWARD {} FROM {}", rows_at_once, cursor);
    return checked(libpq().exec_params(connection_, words.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1), PGRES_TUPLES_OK, PGRES_TUPLES_OK);
}

void Session::close(const std::string& cursor) noexcept {
    if (!in_transaction_ || lost_) return;
    const Result done(libpq().exec(connection_, ("CLOSE " + cursor).c_str()));  // in a transaction that has failed it is closed already
}

void Session::script(std::string sql) {
    revive();
    // The words in which the databases differ. An INTEGER of SQLite has 64 bits; what is longer than 2,700 bytes fits into no index but one by hashes.
    using Word = std::pair<std::string_view, std::string_view>;
    for (const auto& [word, meaning] : {Word{"@BLOB@", "BYTEA"}, Word{"@TEXT_C@", "TEXT COLLATE \"C\""}, Word{"@BY_HASH@", "USING hash"}, Word{"@BY_KEY@", ""}, Word{" INTEGER", " BIGINT"}}) {
        for (std::size_t at = 0; (at = sql.find(word, at)) != std::string::npos; at += meaning.size()) sql.replace(at, word.size(), meaning);
    }
    checked(libpq().exec(connection_, sql.c_str()), PGRES_COMMAND_OK, PGRES_TUPLES_OK);
}

void Session::begin(Transaction::Kind kind) {
    COMITY_ENSURE(!in_transaction_);
    // A writer first gets the pen, and only then sees what stands: so it goes on from what the one before it left.
    const char* const words = kind == Transaction::Kind::write ? "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; "
                                                                 "SELECT pg_advisory_xact_lock(hashtextextended('comity:' || current_schema(), 0))"
                                                               : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    revive();
    for (int tries = 0;; ++tries) {
        try {
            checked(libpq().exec(connection_, words), PGRES_TUPLES_OK, PGRES_COMMAND_OK);
            break;
        } catch (const Error&) {
            if (lost_ && tries == 0) {
                connect_with_patience();
                continue;
            }
            if (!lost_) const Result done(libpq().exec(connection_, "ROLLBACK"));
            throw;
        }
    }
    in_transaction_ = true;
}

void Session::commit() {
    revive();
    in_transaction_ = false;
    try {
        const Result done = checked(libpq().exec(connection_, "COMMIT"), PGRES_COMMAND_OK, PGRES_COMMAND_OK);
        // A transaction in which a statement failed ends so without a complaint.
        if (std::string_view(libpq().status_words(done.get())) == "ROLLBACK") {
            throw Error(Fault::unavailable, "{}: nothing of this was kept, as a part of it had failed", name_);
        }
    } catch (const Error&) {
        if (!lost_) throw;
        throw Error(Fault::unavailable, "{} went away while it was told to keep this, and whether it did is not known: look before you do it again", name_);
    }
}

void Session::rollback() noexcept {
    in_transaction_ = false;
    if (!lost_) const Result done(libpq().exec(connection_, "ROLLBACK"));
}

std::string Session::set_aside(std::span<const std::string_view> tables) {
    const auto first = [](const std::unique_ptr<Answer>& answer) { return answer->next() ? std::string(answer->text(0)) : std::string(); };
    const std::string schema = first(ask("SELECT current_schema()", nullptr, 0));
    std::string beside;
    for (int number = 1; beside.empty(); ++number) {
        const std::string wanted = fmt::format("{}_replaced_{}", schema, number);
        const Parameter name(wanted);
        if (first(ask("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = $1", &name, 1)).empty()) beside = wanted;
    }
    std::string words = fmt::format("CREATE SCHEMA {}", as_name(beside));  // sql: a name can't be a parameter
    for (const std::string_view table : tables) words += fmt::format("; ALTER TABLE IF EXISTS {}.{} SET SCHEMA {}", as_name(schema), as_name(table), as_name(beside));
    revive();
    checked(libpq().exec(connection_, words.c_str()), PGRES_COMMAND_OK, PGRES_COMMAND_OK);
    return beside;
}

// --- many rows at once ---------------------------------------------------------------------------------------------------

std::int64_t Session::take_rows(const std::string& table, Rows& rows) {
    revive();
    const Libpq& library = libpq();
    const Result head = checked(library.exec(connection_, ("SELECT * FROM " + as_name(table) + " LIMIT 0").c_str()), PGRES_TUPLES_OK, PGRES_TUPLES_OK);  // sql: a name can't be a parameter
    const int columns = library.columns(head.get());
    checked(library.exec(connection_, ("COPY " + as_name(table) + " FROM STDIN (FORMAT binary)").c_str()), PGRES_COPY_IN, PGRES_COPY_IN);
    std::string buffer("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
    const auto send = [&] {
        if (library.put_copy_data(connection_, buffer.data(), static_cast<int>(buffer.size())) != 1) fail(nullptr);
        buffer.clear();
    };
    std::int64_t taken = 0;
    for (; rows.next(); ++taken) {
        put_big_endian(buffer, static_cast<std::uint64_t>(columns), 2);
        for (int column = 0; column < columns; ++column) {
            if (rows.is_null(column)) {
                put_big_endian(buffer, ~std::uint64_t{0}, 4);
            } else if (library.type_of(head.get(), column) == int8) {
                put_big_endian(buffer, 8, 4);
                put_big_endian(buffer, static_cast<std::uint64_t>(rows.integer(column)), 8);
            } else {
                const std::string_view bytes = library.type_of(head.get(), column) == bytea ? rows.bytes(column) : rows.text(column);
                put_big_endian(buffer, bytes.size(), 4);
                buffer += bytes;
            }
        }
        if (buffer.size() > 1U << 20U) send();
    }
    put_big_endian(buffer, ~std::uint64_t{0}, 2);
    send();
    if (library.put_copy_end(connection_, nullptr) != 1) fail(nullptr);
    checked(library.get_result(connection_), PGRES_COMMAND_OK, PGRES_COMMAND_OK);
    while (PGresult* more = library.get_result(connection_)) library.clear(more);
    return taken;
}

}  // namespace comity::db
