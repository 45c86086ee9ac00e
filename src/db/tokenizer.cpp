#include "db/tokenizer.hpp"

#include <sqlite3.h>

#include "base/error.hpp"

namespace comity::db {

namespace {

using EachToken = int (*)(void*, int, const char*, int, int, int);

/// FTS5 asks for an object of ours by an opaque pointer; there is nothing to keep but the function.
struct Tokenizer {
    Connection::Cut cut;
};

int create(void* context, const char**, int, Fts5Tokenizer** out) {
    *out = reinterpret_cast<Fts5Tokenizer*>(new Tokenizer{reinterpret_cast<Connection::Cut>(context)});
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer* tokenizer) { delete reinterpret_cast<Tokenizer*>(tokenizer); }

int tokenize(Fts5Tokenizer* tokenizer, void* context, int, const char* text, int size, EachToken each) {
    int code = SQLITE_OK;
    reinterpret_cast<Tokenizer*>(tokenizer)->cut(
        std::string_view(text, static_cast<std::size_t>(size)), [&](std::string_view word, std::uint32_t begin, std::uint32_t end) {
            if (code != SQLITE_OK) return;
            code = each(context, 0, word.data(), static_cast<int>(word.size()), static_cast<int>(begin), static_cast<int>(end));
        });
    return code;
}

}  // namespace

void register_tokenizer(sqlite3* handle, Connection::Cut cut) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    COMITY_ENSURE(sqlite3_prepare_v2(handle, "SELECT fts5($1)", -1, &statement, nullptr) == SQLITE_OK);
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    COMITY_ENSURE(api != nullptr);  // Debian's SQLite has FTS5; a build without it can't search
    fts5_tokenizer functions{create, destroy, tokenize};
    COMITY_ENSURE(api->xCreateTokenizer(api, "comity", reinterpret_cast<void*>(cut), &functions, nullptr) == SQLITE_OK);
}

}  // namespace comity::db
