#include "accounts/keeper.hpp"

#include <sys/stat.h>

#include "accounts/inside.hpp"
#include "base/error.hpp"
#include "base/sha256.hpp"
#include "db/signpost.hpp"
#include "system/chance.hpp"

namespace comity::accounts {

namespace {

constexpr Seconds link_lives = 7 * 24 * 3600;

constexpr db::Sql schema = R"sql(
CREATE TABLE property (
  name @TEXT_C@ PRIMARY KEY,        -- 'record': the identity of the record that it belongs to
  value @TEXT_C@ NOT NULL
);
CREATE TABLE person (
  account @TEXT_C@ PRIMARY KEY,     -- as the log has it
  sign_in_name @TEXT_C@ NOT NULL UNIQUE,
  name @TEXT_C@ NOT NULL,
  password @TEXT_C@ NOT NULL,       -- Argon2id, '' for none
  codes @BLOB@ NOT NULL,            -- secret of one-time codes in force, or empty
  codes_to_come @BLOB@ NOT NULL,    -- one that was shown and not yet confirmed, or empty
  last_step INTEGER NOT NULL        -- of a code that was used: none up to it is taken again
);
CREATE TABLE link (
  secret @TEXT_C@ PRIMARY KEY,      -- its SHA-256
  account @TEXT_C@ NOT NULL,
  expires INTEGER NOT NULL
);
CREATE TABLE recovery (
  account @TEXT_C@ NOT NULL,
  code @TEXT_C@ NOT NULL,           -- SHA-256
  PRIMARY KEY (account, code)
);
CREATE TABLE session (
  secret @TEXT_C@ PRIMARY KEY,      -- its SHA-256
  account @TEXT_C@ NOT NULL,
  method @TEXT_C@ NOT NULL,
  acting @TEXT_C@ NOT NULL,         -- subject of a grant, or ''
  begun INTEGER NOT NULL,
  seen INTEGER NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE TABLE device (
  secret @TEXT_C@ PRIMARY KEY,      -- SHA-256 of the cookie of a browser in which this person has signed in
  account @TEXT_C@ NOT NULL,
  expires INTEGER NOT NULL
);
CREATE TABLE failure (
  bucket @TEXT_C@ PRIMARY KEY,      -- a source, a browser, or all unknown browsers of an account
  count INTEGER NOT NULL,
  since INTEGER NOT NULL
);
CREATE TABLE token (
  secret @TEXT_C@ PRIMARY KEY,      -- its SHA-256
  id @TEXT_C@ NOT NULL UNIQUE,
  account @TEXT_C@ NOT NULL,
  name @TEXT_C@ NOT NULL,
  acting @TEXT_C@ NOT NULL,         -- subject of the grant under which it acts, or ''
  scopes @TEXT_C@ NOT NULL,         -- names of permissions, a comma between
  made INTEGER NOT NULL,
  expires INTEGER NOT NULL,
  used INTEGER NOT NULL
);
CREATE INDEX token_account ON token (account))sql";

void make_tables(db::Connection& tables) {
    // What is deleted is overwritten: an erased name leaves no trace in the file.
    if (!tables.is_shared()) tables.script(R"sql(PRAGMA secure_delete = ON)sql");
    if (tables.has_table("person")) return;
    db::Transaction transaction(tables, db::Transaction::Kind::write);
    if (tables.has_table("person")) return;  // another server was faster
    tables.script(schema);
    transaction.commit();
}

void check_belongs(db::Connection& tables, const std::filesystem::path& file, std::string_view identity, Keeper::Access access) {
    {
        auto rows = tables.query(R"sql(SELECT value FROM property WHERE name = 'record')sql");
        if (rows.next()) {
            if (rows.text(0) == identity) return;
            throw Error(Fault::refused, "{} has the accounts of another record: move it away; comity account reset makes new links for this one", file.string());
        }
    }
    if (access == Keeper::Access::write) tables.execute(R"sql(INSERT INTO property (name, value) VALUES ('record', $1) ON CONFLICT (name) DO NOTHING)sql", identity);
}

Person person_of(const db::Rows& rows) {
    return {std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), !rows.text(3).empty(), !rows.bytes(4).empty(), static_cast<int>(rows.integer(5))};
}

}  // namespace

std::string folded_name(std::string_view typed) {
    std::string name;
    for (char c : typed) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        const bool allowed = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_' || c == '@' || c == '+';
        if (!allowed) return {};
        name += c;
    }
    return name.size() < 3 || name.size() > 100 ? std::string() : name;
}

std::string_view name_of(Method method) noexcept {
    switch (method) {
        case Method::password: return "password";
        case Method::password_and_code: return "password and code";
        case Method::institution: return "institution";
        case Method::demonstration: return "demonstration";
    }
    return "";
}

std::string Keeper::Inside::hashed(std::string_view password) {
    hashing.acquire();
    try {
        std::string hash = password_hash(password);
        hashing.release();
        return hash;
    } catch (...) {
        hashing.release();
        throw;
    }
}

bool Keeper::Inside::is_right(std::string_view hash, std::string_view password) {
    hashing.acquire();
    const bool right = is_password(hash, password);
    hashing.release();
    return right;
}

Keeper::Keeper(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Keeper::~Keeper() = default;

std::filesystem::path Keeper::file_of(const std::filesystem::path& record) { return record.string() + ".accounts"; }

std::unique_ptr<Keeper> Keeper::open(const std::filesystem::path& record, std::string_view identity, Access access, Clock clock) {
    const std::filesystem::path file = file_of(record);
    std::error_code ignored;
    if (!db::address_in(record.string()) && access == Access::read && !std::filesystem::exists(file, ignored)) return in_memory(std::move(clock));
    auto connection = db::Connection::open_beside(record.string(), "accounts", access == Access::write ? db::Mode::write : db::Mode::read);
    if (connection.is_shared() && access == Access::read && !connection.has_table("person")) return in_memory(std::move(clock));
    struct stat found {};
    if (::stat(file.c_str(), &found) == 0 && (found.st_mode & 077U) != 0) {
        throw Error(Fault::refused, "{} can be read by others of this system: chmod 600 it, and let everybody choose another password (comity account reset)", file.string());
    }
    if (access == Access::write) make_tables(connection);
    if (connection.has_table("property")) check_belongs(connection, file, identity, access);
    std::unique_ptr<Inside> inside(new Inside{std::move(connection), std::move(clock)});
    return std::unique_ptr<Keeper>(new Keeper(std::move(inside)));
}

std::unique_ptr<Keeper> Keeper::in_memory(Clock clock) {
    auto connection = db::Connection::in_memory();
    make_tables(connection);
    std::unique_ptr<Inside> inside(new Inside{std::move(connection), std::move(clock)});
    return std::unique_ptr<Keeper>(new Keeper(std::move(inside)));
}

void Keeper::take_along(const std::filesystem::path& from, const std::filesystem::path& to) {
    std::error_code ignored;
    if (!db::address_in(from.string()) && !std::filesystem::exists(file_of(from), ignored)) return;
    auto source = db::Connection::open_beside(from.string(), "accounts", db::Mode::read);
    if (!source.has_table("person")) return;
    auto target = db::Connection::open_beside(to.string(), "accounts", db::Mode::write);
    make_tables(target);
    const db::Transaction moment(source, db::Transaction::Kind::snapshot);
    db::Transaction transaction(target, db::Transaction::Kind::write);
    for (const char* table : {"property", "person", "link", "recovery", "session", "device", "failure", "token"}) {
        target.empty(table);
        target.take_table(source, table);
    }
    transaction.commit();
}

// --- persons -----------------------------------------------------------------------------------------------------------------

void Keeper::add(std::string_view account, std::string_view sign_in_name, std::string_view name) {
    const std::string folded = folded_name(sign_in_name);
    if (folded.empty()) throw Error(Fault::bad_request, "\"{}\" is no name to sign in with: 3 to 100 letters from a to z, digits, or . - _ + @", sign_in_name);
    const std::lock_guard hold(inside_->mutex);
    const auto added = inside_->tables.execute(R"sql(INSERT INTO person (account, sign_in_name, name, password, codes, codes_to_come, last_step)
                                                     VALUES ($1, $2, $3, '', $4, $4, 0) ON CONFLICT (sign_in_name) DO NOTHING)sql",
                                               account, folded, name, db::Blob{""});
    if (added == 0) throw Error(Fault::conflict, "there is an account that signs in as {} already: choose another name", folded);
}

std::optional<Person> Keeper::Inside::person_with(std::string_view account, std::string_view sign_in_name) {
    const std::lock_guard hold(mutex);
    auto rows = tables.query(R"sql(SELECT account, sign_in_name, name, password, codes, (SELECT count(*) FROM recovery r WHERE r.account = p.account)
                                   FROM person p WHERE account = $1 OR sign_in_name = $2)sql", account, sign_in_name);
    return rows.next() ? std::optional(person_of(rows)) : std::nullopt;
}

std::optional<Person> Keeper::person(std::string_view account) const { return inside_->person_with(account, {}); }
std::optional<Person> Keeper::named(std::string_view sign_in_name) const { return inside_->person_with({}, folded_name(sign_in_name)); }

void Keeper::shut(std::string_view account) {
    const std::lock_guard hold(inside_->mutex);
    db::Transaction transaction(inside_->tables, db::Transaction::Kind::write);
    inside_->tables.execute(R"sql(UPDATE person SET password = '', codes = $2, codes_to_come = $2 WHERE account = $1)sql", account, db::Blob{""});
    inside_->tables.execute(R"sql(DELETE FROM link WHERE account = $1)sql", account);
    inside_->tables.execute(R"sql(DELETE FROM recovery WHERE account = $1)sql", account);
    inside_->tables.execute(R"sql(DELETE FROM device WHERE account = $1)sql", account);
    inside_->tables.execute(R"sql(DELETE FROM token WHERE account = $1)sql", account);
    inside_->end_sessions(account);
    transaction.commit();
}

void Keeper::forget(std::string_view account) {
    shut(account);
    const std::lock_guard hold(inside_->mutex);
    inside_->tables.execute(R"sql(DELETE FROM person WHERE account = $1)sql", account);
    inside_->tables.checkpoint();  // else the name would stand in the log of changes for a while
}

// --- one-time links, passwords, codes ----------------------------------------------------------------------------------------

std::string Keeper::make_link(std::string_view account) {
    std::string secret = drawn_secret();
    const std::lock_guard hold(inside_->mutex);
    db::Transaction transaction(inside_->tables, db::Transaction::Kind::write);
    inside_->tables.execute(R"sql(DELETE FROM link WHERE account = $1)sql", account);
    inside_->tables.execute(R"sql(INSERT INTO link (secret, account, expires) VALUES ($1, $2, $3))sql", kept_form(secret), account, inside_->now() + link_lives);
    transaction.commit();
    return secret;
}

std::optional<Person> Keeper::of_link(std::string_view secret) const {
    std::string account;
    {
        const std::lock_guard hold(inside_->mutex);
        auto rows = inside_->tables.query(R"sql(SELECT account FROM link WHERE secret = $1 AND expires > $2)sql", kept_form(secret), inside_->now());
        if (!rows.next()) return std::nullopt;
        account = rows.text(0);
    }
    return person(account);
}

std::string Keeper::use_link(std::string_view secret, std::string_view password) {
    const std::string hash = inside_->hashed(password);
    const std::lock_guard hold(inside_->mutex);
    db::Transaction transaction(inside_->tables, db::Transaction::Kind::write);
    std::string account;
    {
        auto rows = inside_->tables.query(R"sql(SELECT account FROM link WHERE secret = $1 AND expires > $2)sql", kept_form(secret), inside_->now());
        if (rows.next()) account = rows.text(0);
    }
    if (account.empty()) throw Error(Fault::not_found, "this link was used already, or is older than a week: ask for another one");
    inside_->tables.execute(R"sql(DELETE FROM link WHERE account = $1)sql", account);
    inside_->tables.execute(R"sql(UPDATE person SET password = $2 WHERE account = $1)sql", account, hash);
    inside_->end_sessions(account);
    transaction.commit();
    return account;
}

bool Keeper::change_password(std::string_view account, std::string_view old_one, std::string_view new_one, std::string_view session) {
    std::string hash;
    {
        const std::lock_guard hold(inside_->mutex);
        auto rows = inside_->tables.query(R"sql(SELECT password FROM person WHERE account = $1)sql", account);
        if (rows.next()) hash = rows.text(0);
    }
    if (!inside_->is_right(hash, old_one)) return false;
    const std::string changed = inside_->hashed(new_one);
    const std::lock_guard hold(inside_->mutex);
    inside_->tables.execute(R"sql(UPDATE person SET password = $2 WHERE account = $1)sql", account, changed);
    inside_->tables.execute(R"sql(DELETE FROM session WHERE account = $1 AND secret <> $2)sql", account, kept_form(session));
    return true;
}

std::string Keeper::begin_codes(std::string_view account) {
    std::string secret = drawn_bytes(20);  // RFC 4226, 4, R6: 160 bits
    const std::lock_guard hold(inside_->mutex);
    inside_->tables.execute(R"sql(UPDATE person SET codes_to_come = $2 WHERE account = $1)sql", account, db::Blob{secret});
    return secret;
}

std::vector<std::string> Keeper::confirm_codes(std::string_view account, std::string_view code) {
    const std::lock_guard hold(inside_->mutex);
    std::string secret;
    {
        auto rows = inside_->tables.query(R"sql(SELECT codes_to_come FROM person WHERE account = $1)sql", account);
        if (rows.next()) secret = rows.bytes(0);
    }
    const auto step = secret.empty() ? std::nullopt : step_of_code(secret, code, inside_->now(), 0);
    if (!step) return {};
    db::Transaction transaction(inside_->tables, db::Transaction::Kind::write);
    inside_->tables.execute(R"sql(UPDATE person SET codes = $2, codes_to_come = $3, last_step = $4 WHERE account = $1)sql", account, db::Blob{secret}, db::Blob{""}, *step);
    inside_->tables.execute(R"sql(DELETE FROM recovery WHERE account = $1)sql", account);
    std::vector<std::string> fresh;
    for (int i = 0; i < 10; ++i) {
        fresh.push_back(drawn_recovery_code());
        inside_->tables.execute(R"sql(INSERT INTO recovery (account, code) VALUES ($1, $2))sql", account, kept_form(plain_recovery_code(fresh.back())));
    }
    transaction.commit();
    return fresh;
}

void Keeper::end_codes(std::string_view account) {
    const std::lock_guard hold(inside_->mutex);
    db::Transaction transaction(inside_->tables, db::Transaction::Kind::write);
    inside_->tables.execute(R"sql(UPDATE person SET codes = $2, codes_to_come = $2 WHERE account = $1)sql", account, db::Blob{""});
    inside_->tables.execute(R"sql(DELETE FROM recovery WHERE account = $1)sql", account);
    transaction.commit();
}

}  // namespace comity::accounts
