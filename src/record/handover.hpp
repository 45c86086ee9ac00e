// Handing work over: while a server holds a record, another process that wants to write hands its command to it through a socket
// beside the file (`comity.record.socket`), reads progress as it comes, and gets the result. Both ends must be the same user.
// Frames: one byte of type ('c' command, 'p' progress, 'r' result, 'e' error), four of length (big-endian), JSON.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>

#include "json/json.hpp"

namespace comity::record {

using Report = std::function<void(const json::Value&)>;

/// Does a command; `stop` is asked to stop when the other side has gone. Errors that it throws arrive at the other side as they are.
using Performer = std::function<json::Value(std::string_view command, const json::Value& request, const Report& on_progress, std::stop_token stop)>;

/// The holder's end: threads of its own, until it is destroyed (which waits for the command in hand to stop).
class Desk {
public:
    /// Throws Error(unavailable) if the socket can't be made. A socket left by a crash is replaced: the holder's lock is ours.
    Desk(const std::filesystem::path& record_file, Performer performer);
    ~Desk();
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

/// The other end: nullopt if nobody listens beside that record. Throws the holder's Error, or Error(unavailable) if it went away;
/// what it had reported as done is done. `stop` ends the wait and lets the holder know.
std::optional<json::Value> hand_over(const std::filesystem::path& record_file, std::string_view command, const json::Value& request,
                                     const Report& on_progress, const std::stop_token& stop);

}  // namespace comity::record
