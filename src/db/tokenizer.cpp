#include "db/tokenizer.hpp"

#include <algorithm>
#include <string>

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

/// For a ranking outside of the database: its own looks up the length of each row in a table, which takes nine tenths of the time.
void count_phrases(const Fts5ExtensionApi* api, Fts5Context* row, sqlite3_context* result, int, sqlite3_value**) {
    // One buffer for all rows of a question: a row's counts are read before the next row is asked for.
    auto* kept = static_cast<std::string*>(api->xGetAuxdata(row, 0));
    if (kept == nullptr) {
        kept = new std::string(static_cast<std::size_t>(api->xPhraseCount(row)), '\0');
        const int code = api->xSetAuxdata(row, kept, [](void* old) { delete static_cast<std::string*>(old); });
        if (code != SQLITE_OK) return sqlite3_result_error_code(result, code);
    }
    std::string& counts = *kept;
    for (int phrase = 0; phrase < static_cast<int>(counts.size()); ++phrase) {
        Fts5PhraseIter place{};
        int column = -1, offset = 0, count = 0;
        const int code = api->xPhraseFirst(row, phrase, &place, &column, &offset);
        if (code != SQLITE_OK) return sqlite3_result_error_code(result, code);
        for (; column >= 0; api->xPhraseNext(row, &place, &column, &offset)) ++count;
        counts[static_cast<std::size_t>(phrase)] = static_cast<char>(std::min(count, 255));
    }
    sqlite3_result_blob(result, counts.data(), static_cast<int>(counts.size()), SQLITE_STATIC);
}

fts5_api* api_of(sqlite3* handle) {
    fts5_api* api = nullptr;
    sqlite3_stmt* statement = nullptr;
    COMITY_ENSURE(sqlite3_prepare_v2(handle, "SELECT fts5($1)", -1, &statement, nullptr) == SQLITE_OK);
    sqlite3_bind_pointer(statement, 1, &api, "fts5_api_ptr", nullptr);
    sqlite3_step(statement);
    sqlite3_finalize(statement);
    COMITY_ENSURE(api != nullptr);  // Debian's SQLite has FTS5; a build without it can't search
    return api;
}

}  // namespace

void register_phrase_counts(sqlite3* handle) {
    fts5_api* api = api_of(handle);
    COMITY_ENSURE(api->xCreateFunction(api, "phrase_counts", nullptr, &count_phrases, nullptr) == SQLITE_OK);
}

void register_tokenizer(sqlite3* handle, Connection::Cut cut) {
    fts5_api* api = api_of(handle);
    fts5_tokenizer functions{create, destroy, tokenize};
    COMITY_ENSURE(api->xCreateTokenizer(api, "comity", reinterpret_cast<void*>(cut), &functions, nullptr) == SQLITE_OK);
}

}  // namespace comity::db
