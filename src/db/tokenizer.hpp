// Private to db/: the program's own notion of a word inside SQLite's full-text tables.
#pragma once

#include "db/connection.hpp"

struct sqlite3;

namespace comity::db {

void register_tokenizer(sqlite3* handle, Connection::Cut cut);
void register_phrase_counts(sqlite3* handle);

}  // namespace comity::db
