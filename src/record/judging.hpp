// What can be said of each entry of the log by itself - its hash, its form - found by threads of their own while the rows behind it are read. Private to record/.
#pragma once

#include <functional>

#include "base/sha256.hpp"
#include "db/connection.hpp"
#include "record/log.hpp"

namespace comity::record {

struct Judged {
    log::RawView row;           ///< as long as take() runs
    Sha256 node{};              ///< of the tree, above its leaf
    bool leaf_holds = false;    ///< it is that of salt and text
    bool surely_sound = false;  ///< see surely_sound()
};

/// Whether the text of a row is surely an entry in its canonical form that says what the columns say, and nothing of other entries. False says nothing: the text
/// is to be read and written anew, which finds what is wrong, if anything is.
bool surely_sound(const log::RawView& row);

/// Each entry, in the order of the log and in the thread that asks. Error if the table can't be read to the end; what stands in front of the damage was taken then.
void each_judged(db::Connection& connection, const std::function<void(const Judged&)>& take);

}  // namespace comity::record
