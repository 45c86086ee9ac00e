#include "record/handover.hpp"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <list>
#include <mutex>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/error.hpp"
#include "system/descriptor.hpp"

namespace comity::record {

namespace {

/// Far above any request; a stray program that talks to the socket can't make us reserve more.
constexpr std::size_t largest_frame = std::size_t{64} << 20;
constexpr std::size_t most_connections = 16;

std::filesystem::path socket_of(const std::filesystem::path& record_file) { return record_file.string() + ".socket"; }

/// A socket's address holds 107 bytes, a path may be longer: it goes by its folder's descriptor. `folder` must stay open meanwhile.
sockaddr_un address_of(const std::filesystem::path& socket, const Descriptor& folder) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = fmt::format("/proc/self/fd/{}/{}", folder.number(), socket.filename().string());
    if (path.size() >= sizeof address.sun_path) {
        throw Error(Fault::unavailable, "the name {} is too long for a socket: give the record a shorter one", socket.filename().string());
    }
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

Descriptor folder_of(const std::filesystem::path& file) {
    const std::string folder = file.has_parent_path() ? file.parent_path().string() : ".";
    return Descriptor(open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
}

bool send_all(int socket, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool receive_all(int socket, char* out, std::size_t size) {
    while (size > 0) {
        const ssize_t got = recv(socket, out, size, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        out += got;
        size -= static_cast<std::size_t>(got);
    }
    return true;
}

struct Frame {
    char type = 0;
    json::Value value;
};

bool send_frame(int socket, char type, const json::Value& value) {
    const std::string body = json::write(value);
    COMITY_ENSURE(body.size() <= largest_frame);
    std::string frame(1, type);
    for (int shift = 24; shift >= 0; shift -= 8) frame += static_cast<char>((body.size() >> shift) & 0xFF);
    return send_all(socket, frame + body);
}

std::optional<Frame> receive_frame(int socket) {
    std::array<char, 5> head{};
    if (!receive_all(socket, head.data(), head.size())) return std::nullopt;
    std::size_t size = 0;
    for (std::size_t i = 1; i < head.size(); ++i) size = size << 8 | static_cast<unsigned char>(head[i]);
    if (size > largest_frame) return std::nullopt;
    std::string body(size, '\0');
    if (!receive_all(socket, body.data(), size)) return std::nullopt;
    return Frame{head[0], json::parse(body)};
}

constexpr std::array faults = {std::pair{Fault::bad_request, "bad_request"}, std::pair{Fault::not_found, "not_found"},
                               std::pair{Fault::refused, "refused"},         std::pair{Fault::conflict, "conflict"},
                               std::pair{Fault::limit, "limit"},             std::pair{Fault::unavailable, "unavailable"}};

json::Value to_json(const Error& error) {
    for (const auto& [fault, name] : faults) {
        if (fault == error.fault()) return json::Object{{"fault", name}, {"sentence", error.what()}};
    }
    return {};
}

[[noreturn]] void throw_from(const json::Value& value) {
    for (const auto& [fault, name] : faults) {
        if (value.text("fault") == name) throw Error(fault, value.text("sentence"));
    }
    throw Error(Fault::unavailable, value.text("sentence"));
}

/// Has the other side closed its end (it stopped or is gone)?
bool hung_up(int socket) {
    pollfd look{socket, POLLIN | POLLRDHUP, 0};
    return poll(&look, 1, 0) > 0;  // after its command it sends nothing more: anything that happens is its end
}

/// Only the same user may hand work over: what the holder does, it does with that user's files.
bool same_user(int socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid();
}

}  // namespace

struct Desk::Inside {
    std::filesystem::path socket;
    Performer performer;
    Descriptor listener, wake;
    std::mutex mutex;
    struct Visitor {
        Descriptor socket;
        std::atomic<bool> done = false;
        std::jthread thread;
    };
    std::list<Visitor> visitors;
    std::jthread doorkeeper;

    void keep_door(const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            std::array<pollfd, 2> look = {pollfd{listener.number(), POLLIN, 0}, pollfd{wake.number(), POLLIN, 0}};
            if (poll(look.data(), look.size(), -1) < 0 || stop.stop_requested()) continue;
            Descriptor arrived(accept4(listener.number(), nullptr, nullptr, SOCK_CLOEXEC));
            visitors.remove_if([](const Visitor& visitor) { return visitor.done.load(); });
            if (arrived.number() < 0) continue;
            if (!same_user(arrived.number())) {
                send_frame(arrived.number(), 'e', to_json(Error(Fault::refused, "the process that holds the record is another user's: run this as that user")));
                continue;
            }
            if (visitors.size() >= most_connections) {
                send_frame(arrived.number(), 'e', to_json(Error(Fault::conflict, "the process that holds the record has too many commands in hand: try again")));
                continue;
            }
            auto& visitor = visitors.emplace_back();
            visitor.socket = std::move(arrived);
            visitor.thread = std::jthread([this, &visitor](const std::stop_token& leave) {
                serve(visitor.socket.number(), leave);
                shutdown(visitor.socket.number(), SHUT_RDWR);
                visitor.done = true;
            });
        }
        for (auto& visitor : visitors) {
            visitor.thread.request_stop();
            shutdown(visitor.socket.number(), SHUT_RD);  // one that has not sent its command yet must not keep us
        }
        visitors.clear();
    }

    void serve(int visitor, const std::stop_token& leave) {
        std::stop_source stop;
        const std::stop_callback also(leave, [&] { stop.request_stop(); });
        try {
            const auto frame = receive_frame(visitor);
            if (!frame || frame->type != 'c') return;
            const json::Value result = performer(
                frame->value.text("command"), frame->value["request"],
                [&](const json::Value& progress) {
                    if (!send_frame(visitor, 'p', progress) || hung_up(visitor)) stop.request_stop();
                },
                stop.get_token());
            send_frame(visitor, 'r', result);
        } catch (const Error& error) {
            send_frame(visitor, 'e', to_json(error));
        }
    }
};

Desk::Desk(const std::filesystem::path& record_file, Performer performer) : inside_(std::make_unique<Inside>()) {
    inside_->socket = socket_of(record_file);
    inside_->performer = std::move(performer);
    inside_->wake = Descriptor(eventfd(0, EFD_CLOEXEC));
    inside_->listener = Descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const Descriptor folder = folder_of(inside_->socket);
    const sockaddr_un address = address_of(inside_->socket, folder);
    unlink(inside_->socket.c_str());
    if (bind(inside_->listener.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || listen(inside_->listener.number(), 16) != 0) {
        throw Error(Fault::unavailable, "{} can't be made ({}): commands that write must wait until this server ends", inside_->socket.string(),
                    std::system_category().message(errno));
    }
    inside_->doorkeeper = std::jthread([inside = inside_.get()](const std::stop_token& stop) { inside->keep_door(stop); });
}

Desk::~Desk() {
    inside_->doorkeeper.request_stop();
    const std::uint64_t one = 1;
    while (write(inside_->wake.number(), &one, sizeof one) < 0 && errno == EINTR) {
    }
    inside_->doorkeeper.join();
    unlink(inside_->socket.c_str());
}

std::optional<json::Value> hand_over(const std::filesystem::path& record_file, std::string_view command, const json::Value& request,
                                     const Report& on_progress, const std::stop_token& stop) {
    const std::filesystem::path name = socket_of(record_file);
    const Descriptor folder = folder_of(name);
    if (folder.number() < 0) return std::nullopt;
    const Descriptor holder(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_un address = address_of(name, folder);
    if (connect(holder.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        if (errno == EACCES || errno == EPERM) {
            throw Error(Fault::refused, "the process that holds {} is another user's: run this as that user", record_file.string());
        }
        return std::nullopt;
    }
    const auto gone = [&]() -> Error {
        return {Fault::unavailable, "the process that holds {} went away: what it reported as done is done; run the command again for the rest",
                record_file.string()};
    };
    send_frame(holder.number(), 'c', json::Object{{"command", command}, {"request", request}});  // if it can't be sent, the answer says why
    // From here on nothing more is sent: closing our half says that we want to stop.
    const std::stop_callback leave(stop, [&] { shutdown(holder.number(), SHUT_WR); });
    for (;;) {
        auto frame = receive_frame(holder.number());
        if (!frame) throw gone();
        if (frame->type == 'r') return std::move(frame->value);
        if (frame->type == 'e') throw_from(frame->value);
        if (frame->type == 'p' && on_progress) on_progress(frame->value);
    }
}

}  // namespace comity::record
