#include "record/own_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

namespace comity::record {

bool is_own_file(const std::filesystem::path& record) {
    struct stat found {};
    return ::stat(record.c_str(), &found) == 0 && found.st_uid == ::geteuid();
}

}  // namespace comity::record
