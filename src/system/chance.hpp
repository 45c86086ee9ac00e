// What can't be foreseen: salts, names of records, secrets of sign-ins. (A signing key is drawn in record/seal, where its bytes are wiped.)
#pragma once

#include <cstddef>
#include <string>

namespace comity {

/// So many bytes from the system's own source, through libsodium. Ends the process where the system has none to give.
std::string drawn_bytes(std::size_t bytes);

}  // namespace comity
