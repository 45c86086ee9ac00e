// What a mirror adds to the tables of the log; the statements stand in log.cpp with the others. Private to record/.
#pragma once

#include <optional>
#include <string_view>

#include "record/log.hpp"

namespace comity::record::log {

/// Of a mirror: the last checkpoint of the log that it follows, up to which it has all of it, and the key that has signed it.
struct Mirror {
    proof::Note checkpoint;
    proof::VerifierKey key;
};
std::optional<Mirror> mirror(db::Connection& connection);
bool is_mirror(db::Connection& connection);
void note_mirror(db::Connection& connection, const Mirror& mirror);
void forget_mirror(db::Connection& connection);

/// An entry as it came, in the place of what is known of it so far, if anything is.
void put(db::Connection& connection, const Raw& raw);
/// Without its text: `kind` says why. Position and leaf are what is left.
Raw without_text(const Raw& raw, std::string_view kind);
bool is_kept(db::Connection& connection, std::string_view sha256);
/// Whether an entry has that hash in its text.
bool is_named(db::Connection& connection, std::string_view sha256);

}  // namespace comity::record::log
