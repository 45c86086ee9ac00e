// Who may write: the process that holds the lock of a file beside the record (or beside an index file). The kernel lets it go when
// the process ends, however it ends.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace comity::record {

class Lock {
public:
    /// nullopt while another process (or another Lock of this one) holds it. Throws Error(unavailable) if the file can't be made.
    static std::optional<Lock> try_take(const std::filesystem::path& file);
    /// What the holder wrote of itself: "comity serve, process 4711"; nullopt if nobody holds it.
    static std::optional<std::string> holder(const std::filesystem::path& file);

    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&& other) noexcept;
    ~Lock();

private:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;
};

}  // namespace comity::record
