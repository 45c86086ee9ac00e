#include "db/connection.hpp"

#include <charconv>
#include <cstring>
#include <filesystem>
#include <unordered_map>
#include <vector>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/error.hpp"
#include "db/postgres.hpp"
#include "db/signpost.hpp"
#include "db/tokenizer.hpp"

namespace comity::db {

namespace {

struct Closer {
    void operator()(sqlite3* handle) const noexcept { sqlite3_close_v2(handle); }
};
struct Finalizer {
    void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;
using Statement = std::unique_ptr<sqlite3_stmt, Finalizer>;

/// Pages of 4 KB: before a change the log may have so many; after one that was large it is not left to the next.
constexpr int pages_of_a_short_log = 1000, pages_of_a_long_log = 8000;

/// What went wrong, as a person can use it.
[[noreturn]] void fail(sqlite3* handle, int code, const std::string& file) {
    const std::string name = file.empty() ? "the database in memory" : file;
    const char* said = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
    switch (code & 0xFF) {
        case SQLITE_FULL:
            throw Error(Fault::unavailable, "no room is left on the disk for {}: what was being written has been taken back; make room and try again", name);
        case SQLITE_IOERR:
            throw Error(Fault::unavailable,
                        "the disk failed or is full while {} was in use ({}): what was being written has been taken back; look at the disk and try again",
                        name, sqlite3_errstr(sqlite3_extended_errcode(handle)));
        case SQLITE_NOTADB:
            throw Error(Fault::unavailable, "{} is not a Comity record ({}): give another --record; if it was one, restore a backup", name, said);
        case SQLITE_CORRUPT:
            throw Error(Fault::unavailable, "{} is damaged ({}): run comity verify, or restore a backup", name, said);
        case SQLITE_BUSY:
        case SQLITE_LOCKED: throw Error(Fault::conflict, "{} is in use by another process: try again when it has ended", name);
        case SQLITE_READONLY: throw Error(Fault::refused, "{} can't be changed: it was opened for reading, or its folder can't be written", name);
        case SQLITE_CANTOPEN: throw Error(Fault::unavailable, "{} can't be opened: see that its folder is there, and that both are yours to use", name);
        case SQLITE_NOMEM:
        case SQLITE_TOOBIG: throw Error(Fault::limit, "{}: too large for the memory at hand", name);
        default: throw Error(Fault::unavailable, "{}: {}", name, said);
    }
}

}  // namespace

struct Connection::Inside {
    struct Prepared {
        Statement statement;
        std::vector<std::size_t> order;  ///< which value each parameter of SQLite takes: it numbers $n by first use
        bool in_use = false;
    };

    std::string file;
    std::unique_ptr<Session> session;  ///< of PostgreSQL; then nothing below is used
    Handle handle;
    std::unordered_map<const char*, Prepared> prepared;  ///< by the literal's address: literals live as long as the program
    int logged = 0;                                      ///< pages in the log of changes, as of the last commit

    [[noreturn]] void fail_now(int code) const { fail(handle.get(), code, file); }

    void open(const char* name, int flags) {
        sqlite3* raw = nullptr;
        const int code = sqlite3_open_v2(name, &raw, flags | SQLITE_OPEN_NOMUTEX, nullptr);
        handle.reset(raw);
        if (code != SQLITE_OK) fail_now(code);
        sqlite3_extended_result_codes(raw, 1);
        sqlite3_busy_timeout(raw, 5000);
    }

    /// Readers of a write-ahead log share memory in a file beside it. Where that can't be made (a folder that is not ours, a disc that
    /// can't be written), a file that nobody has open can still be read as one that doesn't change.
    void open_for_reading() {
        open(file.c_str(), SQLITE_OPEN_READONLY);
        const int code = sqlite3_exec(handle.get(), "PRAGMA schema_version", nullptr, nullptr, nullptr);
        if ((code & 0xFF) != SQLITE_CANTOPEN && (code & 0xFF) != SQLITE_READONLY) return;  // other failures show at the first query
        std::error_code none;
        const auto log_size = std::filesystem::file_size(file + "-wal", none);
        if (!none && log_size > 0) fail_now(code);
        std::string uri = "file:";
        for (const char c : std::filesystem::absolute(file).string()) {
            if (c == '?' || c == '#' || c == '%') {
                uri += fmt::format("%{:02x}", static_cast<unsigned>(c));
            } else {
                uri += c;
            }
        }
        open((uri + "?immutable=1").c_str(), SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
    }

    void run(const char* sql) {
        const int code = sqlite3_exec(handle.get(), sql, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) fail_now(code);
    }

    /// SQLite by itself writes the log into the file at the end of a commit, and never while rows of the same connection are being read: then the log would grow as long as a server runs, and
    /// be read as a whole after a crash. So it is done before a change, too, when what the last one read is gone.
    void keep_log_short() {
        const auto count = [](void* kept, sqlite3*, const char*, int pages) {
            *static_cast<int*>(kept) = pages;
            return SQLITE_OK;
        };
        sqlite3_wal_hook(handle.get(), count, &logged);
    }
    void shorten_log(int beyond) {
        if (logged < beyond) return;
        sqlite3_wal_checkpoint_v2(handle.get(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);  // what readers of an older moment hold up is done the next time
    }

    Prepared prepare(std::string_view sql) const {
        sqlite3_stmt* raw = nullptr;
        const int code = sqlite3_prepare_v3(handle.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
        if (code != SQLITE_OK) fail_now(code);
        Prepared made{Statement(raw), {}, false};
        for (int i = 1; i <= sqlite3_bind_parameter_count(raw); ++i) {
            const char* name = sqlite3_bind_parameter_name(raw, i);
            COMITY_ENSURE(name != nullptr && name[0] == '$');
            std::size_t number = 0;
            std::from_chars(name + 1, name + std::strlen(name), number);
            COMITY_ENSURE(number > 0);
            made.order.push_back(number - 1);
        }
        return made;
    }

    void bind(const Prepared& made, const Parameter* values, std::size_t count, Outlive outlive) const {
        const auto keeps = outlive == Outlive::statement ? reinterpret_cast<sqlite3_destructor_type>(0) : reinterpret_cast<sqlite3_destructor_type>(-1);  // SQLITE_STATIC, SQLITE_TRANSIENT
        for (std::size_t i = 0; i < made.order.size(); ++i) {
            COMITY_ENSURE(made.order[i] < count);
            const auto& held = values[made.order[i]].held();
            const int at = static_cast<int>(i) + 1;
            int code = SQLITE_OK;
            if (const auto* integer = std::get_if<std::int64_t>(&held)) {
                code = sqlite3_bind_int64(made.statement.get(), at, *integer);
            } else if (const auto* text = std::get_if<std::string_view>(&held)) {
                code = sqlite3_bind_text64(made.statement.get(), at, text->data() ? text->data() : "", text->size(), keeps, SQLITE_UTF8);
            } else if (const auto* blob = std::get_if<Blob>(&held)) {
                code = sqlite3_bind_blob64(made.statement.get(), at, blob->bytes.data() ? blob->bytes.data() : "", blob->bytes.size(), keeps);
            } else {
                code = sqlite3_bind_null(made.statement.get(), at);
            }
            if (code != SQLITE_OK) fail_now(code);
        }
    }
};

Connection::Connection(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

Connection Connection::open(const std::string& file, Mode mode) {
    auto inside = std::make_unique<Inside>();
    inside->file = file;
    if (auto address = address_in(file)) {
        inside->session = std::make_unique<Session>(std::move(*address), mode, "");
        return Connection(std::move(inside));
    }
    if (mode == Mode::read) {
        inside->open_for_reading();
        sqlite3_db_config(inside->handle.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        inside->run("PRAGMA query_only = 1; PRAGMA wal_autocheckpoint = 0;");
    } else {
        // A new file is its owner's alone; what SQLite makes beside it takes over the mode.
        if (const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600); made >= 0) ::close(made);
        inside->open(file.c_str(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        inside->run("PRAGMA journal_mode = WAL;");
        inside->run(mode == Mode::write ? "PRAGMA synchronous = FULL;" : "PRAGMA synchronous = NORMAL;");
        inside->run("PRAGMA cache_size = -16384; PRAGMA journal_size_limit = 16777216;");
        inside->keep_log_short();
    }
    return Connection(std::move(inside));
}

Connection Connection::open_beside(const std::string& file, const std::string& ending, Mode mode) {
    auto address = address_in(file);
    if (!address) return open(file + "." + ending, mode);
    auto inside = std::make_unique<Inside>();
    inside->session = std::make_unique<Session>(std::move(*address), mode, ending);
    return Connection(std::move(inside));
}

Connection Connection::open_single(const std::string& file) {
    auto inside = std::make_unique<Inside>();
    inside->file = file;
    inside->open(file.c_str(), SQLITE_OPEN_READWRITE);
    inside->run("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL;");
    return Connection(std::move(inside));
}

Connection Connection::in_memory() {
    auto inside = std::make_unique<Inside>();
    inside->open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    return Connection(std::move(inside));
}

Connection Connection::temporary() {
    auto inside = std::make_unique<Inside>();
    inside->open("", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    inside->run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
    return Connection(std::move(inside));
}

Rows Connection::start(Sql sql, const Parameter* values, std::size_t count) {
    if (inside_->session) return Rows(inside_->session->ask(sql.text(), values, count));
    return begun(sql, values, count, Outlive::nothing);
}

Rows Connection::begun(Sql sql, const Parameter* values, std::size_t count, Outlive outlive) {
    const std::string_view text = sql.text();
    auto found = inside_->prepared.find(text.data());
    if (found == inside_->prepared.end()) found = inside_->prepared.emplace(text.data(), inside_->prepare(text)).first;
    auto& cached = found->second;
    if (!cached.in_use) {
        inside_->bind(cached, values, count, outlive);
        cached.in_use = true;
        return Rows(cached.statement.get(), &cached.in_use);
    }
    // The same statement while its rows are still being read, further up the stack: another one for once.
    auto another = inside_->prepare(text);
    inside_->bind(another, values, count, outlive);
    return Rows(another.statement.release(), nullptr);
}

Rows Connection::start_walk(Sql sql, const Parameter* values, std::size_t count) {
    if (inside_->session) return Rows(inside_->session->walk(sql.text(), values, count));
    return start(sql, values, count);
}

std::int64_t Connection::finish(Sql sql, const Parameter* values, std::size_t count) {
    if (inside_->session) return inside_->session->ask(sql.text(), values, count)->changed();
    Rows rows = begun(sql, values, count, Outlive::statement);
    while (rows.next()) {
    }
    return sqlite3_changes64(inside_->handle.get());
}

void Connection::script(Sql sql) {
    // The words in which the databases differ; on SQLite a TEXT compares by bytes as it is, and a table may be kept in the order of its key alone.
    std::string text(sql.text());
    if (inside_->session) return inside_->session->script(std::move(text));
    for (const auto& [placeholder, meaning] : {std::pair<std::string_view, std::string_view>{"@BLOB@", "BLOB"}, {"@TEXT_C@", "TEXT"}, {"@BY_HASH@", ""}, {"@BY_KEY@", "WITHOUT ROWID"}}) {
        for (std::size_t at = 0; (at = text.find(placeholder, at)) != std::string::npos;) text.replace(at, placeholder.size(), meaning);
    }
    inside_->run(text.c_str());
}

bool Connection::has_table(std::string_view name) {
    if (inside_->session) {
        return query(R"sql(SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = $1)sql", name).next();
    }
    return query(R"sql(SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1)sql", name).next();
}

bool Connection::is_shared() const { return inside_->session != nullptr; }

std::string Connection::check() {
    std::string complaints;
    if (inside_->session) return complaints;  // it checks its pages as it reads them, where its keeper has told it to (initdb --data-checksums)
    try {
        Rows rows = query(R"sql(PRAGMA quick_check(5))sql");
        while (rows.next()) {
            if (rows.text(0) == "ok") continue;
            if (!complaints.empty()) complaints += "; ";
            complaints += rows.text(0);
        }
    } catch (const Error& error) {
        complaints = error.what();  // so damaged that the check itself can't run: that is the answer
    }
    return complaints;
}

void Connection::checkpoint() {
    if (inside_->session) return inside_->session->script("ANALYZE");
    sqlite3_wal_checkpoint_v2(inside_->handle.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

bool Connection::rewrite() {
    if (inside_->session) {
        inside_->session->script("VACUUM FULL");
        return true;
    }
    inside_->run("VACUUM");
    return sqlite3_wal_checkpoint_v2(inside_->handle.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) == SQLITE_OK;
}

void Connection::copy_to(const std::string& file) {
    inside_->run("PRAGMA query_only = 0;");
    execute(R"sql(VACUUM INTO $1)sql", file);
}

void Connection::rest() {
    if (!inside_->session) sqlite3_db_release_memory(inside_->handle.get());
}

void Connection::empty(std::string_view table) {
    const std::string words = fmt::format("DELETE FROM \"{}\"", table);  // sql: a name can't be a parameter; these are the names of our own tables
    if (inside_->session) return inside_->session->script(words);
    inside_->run(words.c_str());
}

std::string Connection::set_aside(std::span<const std::string_view> tables) {
    COMITY_ENSURE(inside_->session != nullptr);
    return inside_->session->set_aside(tables);
}

std::int64_t Connection::take_table(Connection& from, std::string_view name) {
    const std::string all = fmt::format("SELECT * FROM \"{}\" ORDER BY 1", name);  // sql: as above
    Rows rows = from.inside_->session ? Rows(from.inside_->session->walk(all, nullptr, 0)) : Rows(from.inside_->prepare(all).statement.release(), nullptr);
    if (inside_->session) return inside_->session->take_rows(std::string(name), rows);
    std::string words = fmt::format("INSERT INTO \"{}\" VALUES (", name);  // sql: as above
    for (int column = 1; column <= rows.columns(); ++column) words += fmt::format("{}${}", column > 1 ? ", " : "", column);
    const Inside::Prepared insert = inside_->prepare(words + ")");
    std::int64_t taken = 0;
    for (std::vector<Parameter> values; rows.next(); ++taken) {
        values.clear();
        for (int column = 0; column < rows.columns(); ++column) {
            switch (rows.kind(column)) {
                case Rows::Kind::null: values.emplace_back(nullptr); break;
                case Rows::Kind::integer: values.emplace_back(rows.integer(column)); break;
                case Rows::Kind::bytes: values.emplace_back(Blob{rows.bytes(column)}); break;
                default: values.emplace_back(rows.text(column));
            }
        }
        inside_->bind(insert, values.data(), values.size(), Outlive::statement);
        const int code = sqlite3_step(insert.statement.get());
        if (code != SQLITE_DONE) inside_->fail_now(code);
        sqlite3_reset(insert.statement.get());
    }
    return taken;
}

void Connection::begin(TransactionKind kind) {
    if (inside_->session) return inside_->session->begin(kind);
    if (kind == TransactionKind::write) {
        inside_->shorten_log(pages_of_a_short_log);
        execute(R"sql(BEGIN IMMEDIATE)sql");
    } else {
        execute(R"sql(BEGIN)sql");
    }
}

void Connection::commit() {
    if (inside_->session) return inside_->session->commit();
    execute(R"sql(COMMIT)sql");
    inside_->shorten_log(pages_of_a_long_log);
}

void Connection::roll_back() noexcept {
    if (inside_->session) return inside_->session->rollback();
    try {
        execute(R"sql(ROLLBACK)sql");
    } catch (const Error&) {
        // After a full disk SQLite has rolled back by itself and says that there is no transaction: as wanted.
    }
}

void Connection::use_tokenizer(Cut cut) { register_tokenizer(inside_->handle.get(), cut); }
void Connection::use_phrase_counts() { register_phrase_counts(inside_->handle.get()); }

// --- rows ----------------------------------------------------------------------------------------------------------------

Rows::Rows(sqlite3_stmt* statement, bool* in_use) : statement_(statement), in_use_(in_use) {}
Rows::Rows(std::unique_ptr<Answer> answer) : answer_(std::move(answer)) {}
Rows::Rows(Rows&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)), in_use_(std::exchange(other.in_use_, nullptr)), answer_(std::move(other.answer_)) {}

Rows::~Rows() {
    if (statement_ == nullptr) return;
    if (in_use_ == nullptr) {
        sqlite3_finalize(statement_);
        return;
    }
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);  // no large value is kept until the next use
    *in_use_ = false;
}

bool Rows::next() {
    if (answer_) return answer_->next();
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* handle = sqlite3_db_handle(statement_);
    const char* file = sqlite3_db_filename(handle, "main");
    fail(handle, code, file != nullptr ? file : "");
}

int Rows::columns() const { return answer_ ? answer_->columns() : sqlite3_column_count(statement_); }

Rows::Kind Rows::kind(int column) const {
    if (answer_) return answer_->kind(column);
    switch (sqlite3_column_type(statement_, column)) {
        case SQLITE_NULL: return Kind::null;
        case SQLITE_INTEGER: return Kind::integer;
        case SQLITE_FLOAT: return Kind::real;
        case SQLITE_BLOB: return Kind::bytes;
        default: return Kind::text;
    }
}

bool Rows::is_null(int column) const { return answer_ ? answer_->kind(column) == Kind::null : sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Rows::integer(int column) const { return answer_ ? answer_->integer(column) : sqlite3_column_int64(statement_, column); }
double Rows::real(int column) const { return answer_ ? answer_->real(column) : sqlite3_column_double(statement_, column); }

std::string_view Rows::text(int column) const {
    if (answer_) return answer_->text(column);
    const auto* bytes = sqlite3_column_text(statement_, column);
    if (bytes == nullptr) return {};
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string_view Rows::bytes(int column) const {
    if (answer_) return answer_->text(column);
    const void* bytes = sqlite3_column_blob(statement_, column);
    if (bytes == nullptr) return {};
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::optional<std::string> Rows::maybe_text(int column) const {
    if (is_null(column)) return std::nullopt;
    return std::string(text(column));
}

std::optional<std::int64_t> Rows::maybe_integer(int column) const {
    if (is_null(column)) return std::nullopt;
    return integer(column);
}

std::string Rows::whole() const {
    std::string out;
    for (int column = 0; column < columns(); ++column) {
        const Kind what = kind(column);
        const std::string_view value = what == Kind::bytes ? bytes(column) : what == Kind::null ? std::string_view() : text(column);
        out += std::to_string(static_cast<int>(what));
        out += ':';
        out += std::to_string(value.size());
        out += ':';
        out += value;
    }
    return out;
}

// --- transactions --------------------------------------------------------------------------------------------------------

Transaction::Transaction(Connection& connection, Kind kind) : connection_(connection) { connection.begin(kind); }

void Transaction::commit() {
    connection_.commit();
    open_ = false;
}

Transaction::~Transaction() {
    if (open_) connection_.roll_back();
}

}  // namespace comity::db
