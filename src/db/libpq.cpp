#include "db/libpq.hpp"

#include <cstring>

#include <dlfcn.h>
#include <libpq-fe.h>

#include "base/error.hpp"

namespace comity::db {

namespace {

static_assert(sizeof(ConnStatusType) == sizeof(int) && sizeof(ExecStatusType) == sizeof(int) && sizeof(Oid) == sizeof(unsigned));

template <typename Function>
void bind(Libpq& library, void* handle, const char* name, Function& function) {
    void* found = ::dlsym(handle, name);
    if (found == nullptr) library.missing = std::string("libpq has no ") + name;
    std::memcpy(&function, &found, sizeof function);  // POSIX: dlsym's answer is a function's address in a pointer to an object
}

Libpq load() {
    Libpq library;
    void* handle = ::dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL);
    if (handle == nullptr) {
        library.missing = "libpq is not installed (Debian: libpq5)";
        return library;
    }
    bind(library, handle, "PQconnectdbParams", library.connect);
    bind(library, handle, "PQfinish", library.finish);
    bind(library, handle, "PQstatus", library.status);
    bind(library, handle, "PQerrorMessage", library.error_message);
    bind(library, handle, "PQsocket", library.socket);
    bind(library, handle, "PQconsumeInput", library.consume_input);
    bind(library, handle, "PQexec", library.exec);
    bind(library, handle, "PQexecParams", library.exec_params);
    bind(library, handle, "PQprepare", library.prepare);
    bind(library, handle, "PQexecPrepared", library.exec_prepared);
    bind(library, handle, "PQresultStatus", library.result_status);
    bind(library, handle, "PQresultErrorField", library.error_field);
    bind(library, handle, "PQclear", library.clear);
    bind(library, handle, "PQntuples", library.rows);
    bind(library, handle, "PQnfields", library.columns);
    bind(library, handle, "PQftype", library.type_of);
    bind(library, handle, "PQgetvalue", library.value);
    bind(library, handle, "PQgetlength", library.length);
    bind(library, handle, "PQgetisnull", library.is_null);
    bind(library, handle, "PQcmdTuples", library.changed);
    bind(library, handle, "PQcmdStatus", library.status_words);
    bind(library, handle, "PQserverVersion", library.server_version);
    bind(library, handle, "PQparameterStatus", library.parameter);
    bind(library, handle, "PQdb", library.database);
    bind(library, handle, "PQhost", library.host);
    bind(library, handle, "PQsetNoticeProcessor", library.set_notice_processor);
    bind(library, handle, "PQputCopyData", library.put_copy_data);
    bind(library, handle, "PQputCopyEnd", library.put_copy_end);
    bind(library, handle, "PQgetResult", library.get_result);
    bind(library, handle, "PQconninfoParse", library.parse);
    bind(library, handle, "PQconninfoFree", library.free_options);
    return library;
}

}  // namespace

const Libpq& libpq() {
    static const Libpq library = load();
    if (!library.missing.empty()) throw Error(Fault::unavailable, "a record in PostgreSQL can't be opened: {}", library.missing);
    return library;
}

}  // namespace comity::db
