#include "base/error.hpp"

#include <cstdio>
#include <cstdlib>

namespace comity {

void bug(const char* file, int line, const char* condition) noexcept {
    std::fprintf(stderr, "comity: a bug: %s:%d: %s does not hold. Please report this line.\n", file, line, condition);
    std::abort();
}

}  // namespace comity
