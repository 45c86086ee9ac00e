// Private to db/: PostgreSQL's client library. It is bound when the first address is opened, so that nobody who keeps a record in a file pays for it.
#pragma once

#include <memory>
#include <string>

struct pg_conn;
struct pg_result;
struct _PQconninfoOption;  // NOLINT(bugprone-reserved-identifier): its own name

namespace comity::db {

// As libpq-fe.h has them; its enumerations are numbers here.
struct Libpq {
    pg_conn* (*connect)(const char* const* keywords, const char* const* values, int expand_dbname) = nullptr;
    void (*finish)(pg_conn*) = nullptr;
    int (*status)(const pg_conn*) = nullptr;
    char* (*error_message)(const pg_conn*) = nullptr;
    int (*socket)(const pg_conn*) = nullptr;
    int (*consume_input)(pg_conn*) = nullptr;
    pg_result* (*exec)(pg_conn*, const char*) = nullptr;
    pg_result* (*exec_params)(pg_conn*, const char*, int, const unsigned*, const char* const*, const int*, const int*, int) = nullptr;
    pg_result* (*prepare)(pg_conn*, const char* name, const char*, int, const unsigned*) = nullptr;
    pg_result* (*exec_prepared)(pg_conn*, const char* name, int, const char* const*, const int*, const int*, int) = nullptr;
    int (*result_status)(const pg_result*) = nullptr;
    char* (*error_field)(const pg_result*, int) = nullptr;
    void (*clear)(pg_result*) = nullptr;
    int (*rows)(const pg_result*) = nullptr;
    int (*columns)(const pg_result*) = nullptr;
    unsigned (*type_of)(const pg_result*, int) = nullptr;
    char* (*value)(const pg_result*, int, int) = nullptr;
    int (*length)(const pg_result*, int, int) = nullptr;
    int (*is_null)(const pg_result*, int, int) = nullptr;
    char* (*changed)(pg_result*) = nullptr;
    char* (*status_words)(pg_result*) = nullptr;
    int (*server_version)(const pg_conn*) = nullptr;
    const char* (*parameter)(const pg_conn*, const char*) = nullptr;
    char* (*database)(const pg_conn*) = nullptr;
    char* (*host)(const pg_conn*) = nullptr;
    void (*(*set_notice_processor)(pg_conn*, void (*)(void*, const char*), void*))(void*, const char*) = nullptr;
    int (*put_copy_data)(pg_conn*, const char*, int) = nullptr;
    int (*put_copy_end)(pg_conn*, const char*) = nullptr;
    pg_result* (*get_result)(pg_conn*) = nullptr;
    _PQconninfoOption* (*parse)(const char*, char**) = nullptr;
    void (*free_options)(_PQconninfoOption*) = nullptr;
    std::string missing;  ///< why it can't be used; "" if it can
};

/// Throws Error(unavailable) where it is not installed.
const Libpq& libpq();

struct Clearer {
    void operator()(pg_result* result) const noexcept { libpq().clear(result); }
};
using Result = std::unique_ptr<pg_result, Clearer>;

}  // namespace comity::db
