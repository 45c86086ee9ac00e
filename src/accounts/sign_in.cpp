// Coming in: passwords and codes with their limits, sign-ins that end, tokens.
#include <sstream>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "accounts/inside.hpp"
#include "base/error.hpp"
#include "base/sha256.hpp"
#include "system/chance.hpp"

namespace comity::accounts {

namespace {

constexpr Seconds device_lives = 180 * 24 * 3600;
constexpr Seconds noted_again = 60;  ///< a use is written down at most once a minute
constexpr std::string_view token_begins = "comity_";

Method method_from(std::string_view name) {
    for (const Method method : {Method::password, Method::password_and_code, Method::institution, Method::demonstration}) {
        if (name_of(method) == name) return method;
    }
    return Method::password;
}

/// As they are kept: a comma between, for names of permissions have blanks in them.
std::vector<std::string> names_in(std::string_view kept) {
    std::vector<std::string> names;
    for (std::istringstream stream{std::string(kept)}; std::getline(stream, names.emplace_back(), ',');) {}
    names.pop_back();
    return names;
}

/// What the tables say of who wants to come in.
struct Known {
    std::string account, password, codes;
    std::int64_t last_step = 0;
};

Known known_by(db::Connection& tables, std::string_view sign_in_name) {
    auto rows = tables.query(R"sql(SELECT account, password, codes, last_step FROM person WHERE sign_in_name = $1)sql", sign_in_name);
    if (!rows.next()) return {};
    return {std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.bytes(2)), rows.integer(3)};
}

/// Whether the code is right; then it is used up.
bool take_code(db::Connection& tables, const Known& known, std::string_view code, Seconds now) {
    // The step is set only if no other sign-in has used it meanwhile.
    if (const auto step = step_of_code(known.codes, code, now, known.last_step)) {
        return tables.execute(R"sql(UPDATE person SET last_step = $2 WHERE account = $1 AND last_step < $2)sql", known.account, *step) == 1;
    }
    const std::string recovery = plain_recovery_code(code);
    return recovery.size() == 16 && tables.execute(R"sql(DELETE FROM recovery WHERE account = $1 AND code = $2)sql", known.account, kept_form(recovery)) == 1;
}

}  // namespace

void Keeper::Inside::end_sessions(std::string_view account) { tables.execute(R"sql(DELETE FROM session WHERE account = $1)sql", account); }

Seconds Keeper::Inside::wait_of(std::string_view bucket, int most) {
    auto rows = tables.query(R"sql(SELECT count, since FROM failure WHERE bucket = $1)sql", bucket);
    if (!rows.next() || rows.integer(0) < most) return 0;
    return std::max<Seconds>(rows.integer(1) + failure_window - now(), 0);
}

void Keeper::Inside::count_failure(std::string_view bucket) {
    tables.execute(R"sql(DELETE FROM failure WHERE since <= $1)sql", now() - failure_window);
    tables.execute(R"sql(INSERT INTO failure (bucket, count, since) VALUES ($1, 1, $2) ON CONFLICT (bucket) DO UPDATE SET count = failure.count + 1)sql", bucket, now());
}

std::string Keeper::Inside::browser_of(const Attempt& attempt, std::string_view account) {
    if (account.empty()) return "unknown:" + kept_form(folded_name(attempt.sign_in_name) + attempt.sign_in_name);
    auto rows = tables.query(R"sql(SELECT 1 FROM device WHERE secret = $1 AND account = $2 AND expires > $3)sql", kept_form(attempt.device), account, now());
    return rows.next() ? "device:" + kept_form(attempt.device) : fmt::format("unknown:{}", account);
}

SignedIn Keeper::Inside::begin_session(std::string_view account, Method method) {
    SignedIn made{drawn_secret(), drawn_secret(), std::string(account)};
    db::Transaction transaction(tables, db::Transaction::Kind::write);
    tables.execute(R"sql(DELETE FROM session WHERE seen <= $1 OR begun <= $2)sql", now() - idle_limit, now() - whole_limit);
    tables.execute(R"sql(INSERT INTO session (secret, account, method, acting, begun, seen) VALUES ($1, $2, $3, '', $4, $4))sql", kept_form(made.session), account,
                   name_of(method), now());
    if (method == Method::password || method == Method::password_and_code) {
        tables.execute(R"sql(DELETE FROM device WHERE expires <= $1)sql", now());
        tables.execute(R"sql(INSERT INTO device (secret, account, expires) VALUES ($1, $2, $3))sql", kept_form(made.device), account, now() + device_lives);
    }
    transaction.commit();
    return made;
}

Keeper::Outcome Keeper::sign_in(const Attempt& attempt) {
    const std::string source = attempt.source.empty() ? std::string() : "source:" + attempt.source;
    Known known;
    std::string browser;
    {
        const std::lock_guard hold(inside_->mutex);
        known = known_by(inside_->tables, folded_name(attempt.sign_in_name));
        browser = inside_->browser_of(attempt, known.account);
        const Seconds wait = std::max(inside_->wait_of(browser, most_failures), source.empty() ? 0 : inside_->wait_of(source, most_failures_of_a_source));
        if (wait > 0) return {std::nullopt, {Denied::Because::wait, wait}};
    }
    // Hashing takes its time: others must not wait for it.
    const bool right = attempt.password.size() <= most_bytes && inside_->is_right(known.password, attempt.password);
    const std::lock_guard hold(inside_->mutex);
    const bool wants_code = !known.codes.empty();
    if (right && wants_code && attempt.code.empty()) return {std::nullopt, {Denied::Because::code_needed, 0}};
    if (!right || (wants_code && !take_code(inside_->tables, known, attempt.code, inside_->now()))) {
        inside_->count_failure(browser);
        if (!source.empty()) inside_->count_failure(source);
        return {std::nullopt, {Denied::Because::wrong, 0}};
    }
    if (browser.starts_with("device:")) inside_->tables.execute(R"sql(DELETE FROM failure WHERE bucket = $1)sql", browser);
    return {inside_->begin_session(known.account, wants_code ? Method::password_and_code : Method::password), {}};
}

SignedIn Keeper::sign_in_as(std::string_view account, Method method) {
    const std::lock_guard hold(inside_->mutex);
    return inside_->begin_session(account, method);
}

std::optional<Session> Keeper::session(std::string_view secret) {
    if (secret.empty()) return std::nullopt;
    const std::string kept = kept_form(secret);
    const std::lock_guard hold(inside_->mutex);
    const Seconds now = inside_->now();
    Session found;
    Seconds seen = 0;
    {
        auto rows = inside_->tables.query(R"sql(SELECT account, method, acting, seen FROM session WHERE secret = $1 AND seen > $2 AND begun > $3)sql", kept, now - idle_limit,
                                          now - whole_limit);
        if (!rows.next()) return std::nullopt;
        found = {std::string(rows.text(0)), method_from(rows.text(1)), std::string(rows.text(2)), kept_form(kept).substr(0, 16)};
        seen = rows.integer(3);
    }
    if (now - seen >= noted_again) inside_->tables.execute(R"sql(UPDATE session SET seen = $2 WHERE secret = $1)sql", kept, now);
    return found;
}

std::string Keeper::renew(std::string_view secret, std::string_view acting) {
    std::string fresh = drawn_secret();
    const std::lock_guard hold(inside_->mutex);
    inside_->tables.execute(R"sql(UPDATE session SET secret = $2, acting = $3 WHERE secret = $1)sql", kept_form(secret), kept_form(fresh), acting);
    return fresh;
}

void Keeper::sign_out(std::string_view secret) {
    const std::lock_guard hold(inside_->mutex);
    inside_->tables.execute(R"sql(DELETE FROM session WHERE secret = $1)sql", kept_form(secret));
}

void Keeper::sign_out_everywhere(std::string_view account) {
    const std::lock_guard hold(inside_->mutex);
    inside_->end_sessions(account);
}

bool Keeper::count(std::string_view what, int most) {
    const std::lock_guard hold(inside_->mutex);
    if (inside_->wait_of(what, most) > 0) return false;
    inside_->count_failure(what);
    return true;
}

// --- tokens ------------------------------------------------------------------------------------------------------------------

std::string Keeper::make_token(const Token& token) {
    std::string secret = fmt::format("{}{}", token_begins, drawn_secret());
    const std::lock_guard hold(inside_->mutex);
    inside_->tables.execute(R"sql(INSERT INTO token (secret, id, account, name, acting, scopes, made, expires, used) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0))sql",
                            kept_form(secret), hex(drawn_bytes(4)), token.account, token.name, token.acting, fmt::format("{}", fmt::join(token.scopes, ",")), inside_->now(), token.expires);
    return secret;
}

namespace {

Token token_of(const db::Rows& rows) {
    return {std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)), std::string(rows.text(3)), names_in(rows.text(4)), rows.integer(5), rows.integer(6), rows.integer(7)};
}

}  // namespace

std::vector<Token> Keeper::tokens(std::string_view account) const {
    const std::lock_guard hold(inside_->mutex);
    std::vector<Token> all;
    auto rows = inside_->tables.query(R"sql(SELECT id, account, name, acting, scopes, made, expires, used FROM token WHERE account = $1 ORDER BY made, id)sql", account);
    while (rows.next()) all.push_back(token_of(rows));
    return all;
}

std::optional<Token> Keeper::token(std::string_view secret) {
    if (!secret.starts_with(token_begins)) return std::nullopt;
    const std::string kept = kept_form(secret);
    const std::lock_guard hold(inside_->mutex);
    std::optional<Token> found;
    {
        auto rows = inside_->tables.query(R"sql(SELECT id, account, name, acting, scopes, made, expires, used FROM token WHERE secret = $1 AND expires > $2)sql", kept, inside_->now());
        if (rows.next()) found = token_of(rows);
    }
    if (found && inside_->now() - found->used >= noted_again) inside_->tables.execute(R"sql(UPDATE token SET used = $2 WHERE secret = $1)sql", kept, inside_->now());
    return found;
}

bool Keeper::end_token(std::string_view account, std::string_view id) {
    const std::lock_guard hold(inside_->mutex);
    return inside_->tables.execute(R"sql(DELETE FROM token WHERE account = $1 AND id = $2)sql", account, id) == 1;
}

}  // namespace comity::accounts
