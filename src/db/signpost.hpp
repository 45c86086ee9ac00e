// A record in PostgreSQL has a place among the files, too: its key, lists and indexes stand beside it. In that place stands a signpost, a file of one
// line with the database's address, so that all that is said of a record's path holds for both databases.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace comity::db {

/// Whether these words are the address of a database: "postgresql://..." or "postgres://...".
bool is_address(std::string_view words) noexcept;
/// The address that stands in a file; nullopt for any other file, and where there is none.
std::optional<std::string> address_in(const std::string& file);
/// Writes a signpost, for its owner alone. One that says the same already is left alone. Throws Error(conflict) if another file is in its place,
/// Error(unavailable) if it can't be written.
void put_signpost(const std::string& file, std::string_view address);
/// Host, port, database and schema of an address in a form that can be part of a file's name: "db.example.org-comity". Throws Error(bad_request) for
/// what is no address, and for one with a password in it, which every command of the machine's users could read.
std::string name_of_address(const std::string& address);

}  // namespace comity::db
