#include "system/chance.hpp"

#include <sodium.h>

#include "base/error.hpp"

namespace comity {

std::string drawn_bytes(std::size_t bytes) {
    COMITY_ENSURE(sodium_init() >= 0);
    std::string drawn(bytes, '\0');
    randombytes_buf(drawn.data(), drawn.size());
    return drawn;
}

}  // namespace comity
