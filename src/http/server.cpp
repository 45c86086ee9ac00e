#include "http/server.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <csignal>
#include <ctime>
#include <deque>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "base/error.hpp"

namespace comity::http {

namespace net = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using tcp = net::ip::tcp;
using Clock = std::chrono::steady_clock;

namespace {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7), whatever the locale is.
std::string http_date(std::time_t now) {
    static constexpr const char* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::tm utc{};
    gmtime_r(&now, &utc);
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon], utc.tm_year + 1900,
                       utc.tm_hour, utc.tm_min, utc.tm_sec);
}

Response plain(int status, std::string_view sentence) {
    return {status, {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}}, std::string(sentence) + "\n"};
}

Request head_of(const wire::request<wire::string_body>& message, const tcp::endpoint& remote) {
    Request request;
    request.method = std::string(message.method_string());
    request.target = std::string(message.target());
    for (const auto& field : message) request.headers.push_back({std::string(field.name_string()), std::string(field.value())});
    const net::ip::address address = remote.address();
    request.remote = address.to_string();
    const bool mapped = address.is_v6() && address.to_v6().is_v4_mapped();
    request.from_this_machine = mapped ? net::ip::make_address_v4(net::ip::v4_mapped, address.to_v6()).is_loopback() : address.is_loopback();
    return request;
}

/// The wire went quiet or broke, as opposed to a request that breaks the rules: there is nobody to answer to.
bool gone(beast::error_code error) {
    const bool broken_rule = error.category() == make_error_code(wire::error::bad_method).category();
    return error && (!broken_rule || error == wire::error::end_of_stream || error == wire::error::partial_message);
}

class Session;

/// What stands in memory of a request beside its body: also lines of chunks and trailers, which no limit of the head bounds.
constexpr std::size_t read_at_once = 64 * 1024;

/// Who is connected, so that the longest idle can make room and all can be sent home. Sessions own themselves while an
/// operation of theirs is pending; here they are only known.
class Guests {
public:
    using Place = std::list<std::weak_ptr<Session>>::iterator;

    Place add(const std::shared_ptr<Session>& session) {
        const std::lock_guard lock(mutex_);
        return sessions_.insert(sessions_.end(), session);
    }
    void remove(Place place) noexcept {
        const std::lock_guard lock(mutex_);
        sessions_.erase(place);
    }
    [[nodiscard]] std::vector<std::shared_ptr<Session>> all() {
        const std::lock_guard lock(mutex_);
        std::vector<std::shared_ptr<Session>> present;
        for (const auto& weak : sessions_) {
            if (auto session = weak.lock()) present.push_back(std::move(session));
        }
        return present;
    }
    [[nodiscard]] std::size_t count() {
        const std::lock_guard lock(mutex_);
        return sessions_.size();
    }

private:
    std::mutex mutex_;
    std::list<std::weak_ptr<Session>> sessions_;
};

/// Requests that hand something in may wait long for each other: for the record's only pen. They get half of the threads at most, so that those who
/// only read always find one; who comes when these are taken waits without a thread, in the order of coming.
class Turns {
public:
    /// True: it is this one's turn, and end() must follow. False: `later` is called when it is.
    bool begin(std::size_t at_once, std::function<void()> later) {
        const std::lock_guard lock(mutex_);
        if (under_way_ < at_once) {
            ++under_way_;
            return true;
        }
        waiting_.push_back(std::move(later));
        return false;
    }
    void end() {
        std::function<void()> next;
        {
            const std::lock_guard lock(mutex_);
            if (waiting_.empty()) {
                --under_way_;
                return;
            }
            next = std::move(waiting_.front());
            waiting_.pop_front();
        }
        next();
    }
    /// Those that still wait when the server has ended.
    void forget() {
        const std::lock_guard lock(mutex_);
        waiting_.clear();
    }

private:
    std::mutex mutex_;
    std::size_t under_way_ = 0;
    std::deque<std::function<void()>> waiting_;
};

struct House {
    Limits limits;
    Guests guests;
    Turns turns;
    std::atomic<bool> closing{false};
};

/// One connection. shared_ptr because each pending operation of asio must keep it alive; all its handlers run on one strand.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(tcp::socket socket, House& house, const Handler& handler) : stream_(std::move(socket)), house_(house), handler_(handler) {
        beast::error_code ignored;
        remote_ = stream_.socket().remote_endpoint(ignored);
        stream_.socket().set_option(tcp::no_delay(true), ignored);
    }
    ~Session() { house_.guests.remove(place_); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void start() {
        place_ = house_.guests.add(shared_from_this());
        net::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read_head(); });
    }

    /// Too many are here and none is idle.
    void turn_away() {
        place_ = house_.guests.add(shared_from_this());
        net::dispatch(stream_.get_executor(), [self = shared_from_this()] {
            self->keep_alive_ = false;
            self->write(plain(503, "Too many connections. Try again in a moment."));
        });
    }

    /// Ticks since which nothing has been asked; 0 while a request is under way.
    [[nodiscard]] Clock::rep idle_since() const noexcept { return idle_since_; }

    enum class Leave { when_idle, at_once };
    void send_home(Leave leave) {
        net::post(stream_.get_executor(), [self = shared_from_this(), leave] {
            if (leave == Leave::at_once || self->idle_since_ != 0 || self->lingering_) self->stream_.close();
        });
    }

private:
    void read_head() {
        if (house_.closing) return stream_.close();
        parser_.emplace();
        request_ = {};
        parser_->header_limit(static_cast<std::uint32_t>(house_.limits.header_bytes));
        parser_->body_limit(boost::none);
        idle_since_ = Clock::now().time_since_epoch().count();
        stream_.expires_after(house_.limits.idle);
        wire::async_read_header(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) { self->on_head(error); });
    }

    void on_head(beast::error_code error) {
        idle_since_ = 0;
        keep_alive_ = false;
        if (error == wire::error::header_limit) return write(plain(431, "The head of the request is too large."));
        if (gone(error)) return stream_.close();
        if (error) return write(plain(400, "This is no valid HTTP request."));
        request_ = head_of(parser_->get(), remote_);
        if (!length_is_clear()) return write(plain(501, "Of all transfer encodings only chunked is understood here."));
        const std::uint64_t limit = house_.limits.body_bytes(request_);
        parser_->body_limit(limit);
        if (parser_->content_length() && *parser_->content_length() > limit) return write(plain(413, too_large(limit)));
        stream_.expires_after(house_.limits.transfer);
        if (same_name(request_.header("Expect"), "100-continue")) {
            proceed_ = std::make_unique<wire::response<wire::empty_body>>(wire::status::continue_, 11);
            wire::async_write(stream_, *proceed_, [self = shared_from_this()](beast::error_code failed, std::size_t) {
                if (!failed) self->read_body();
            });
        } else {
            read_body();
        }
    }

    /// Where a body ends must never be a matter of opinion: with any other encoding its bytes would be taken for the next request
    /// (RFC 9112, section 6.1).
    [[nodiscard]] bool length_is_clear() const {
        const auto [first, last] = parser_->get().equal_range(wire::field::transfer_encoding);
        return first == last || (std::next(first) == last && same_name(first->value(), "chunked"));
    }

    static std::string too_large(std::uint64_t limit) { return fmt::format("The body of the request is too large: at most {} bytes are taken here.", limit); }

    void read_body() {
        wire::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](beast::error_code error, std::size_t) { self->on_body(error); });
    }

    void on_body(beast::error_code error) {
        if (error == wire::error::body_limit) return write(plain(413, too_large(house_.limits.body_bytes(request_))));
        if (gone(error)) return stream_.close();
        if (error) return write(plain(400, "This is no valid HTTP request."));
        keep_alive_ = parser_->keep_alive();
        request_.body = std::move(parser_->get().body());
        stream_.expires_never();  // the time that a handler takes is its own matter
        if (request_.method == "GET" || request_.method == "HEAD") return write(answer());
        const std::size_t half = static_cast<std::size_t>(std::max(1, house_.limits.threads / 2));
        const bool at_once = house_.turns.begin(half, [self = shared_from_this()] { net::post(self->stream_.get_executor(), [self] { self->take_turn(); }); });
        if (at_once) take_turn();
    }

    void take_turn() {
        Response response = answer();
        house_.turns.end();
        write(std::move(response));
    }

    Response answer() {
        try {
            return handler_(request_);
        } catch (const std::exception&) {
            return plain(500, "Something went wrong here.");
        }
    }

    void write(Response response) {
        const bool head_only = request_.method == "HEAD";
        const std::size_t length = response.body.size();
        answer_ = std::make_unique<wire::response<wire::string_body>>();
        answer_->version(11);
        answer_->result(static_cast<unsigned>(response.status));
        answer_->reason(std::string(reason_of(response.status)));
        for (const Field& field : response.headers) {
            // A line end inside a value would let its writer add fields of their own.
            if (field.value.find_first_of("\r\n") == std::string::npos) answer_->insert(field.name, field.value);
        }
        answer_->set(wire::field::date, http_date(std::time(nullptr)));
        keep_alive_ = keep_alive_ && !house_.closing;
        answer_->keep_alive(keep_alive_);
        if (!head_only && response.status != 304) answer_->body() = std::move(response.body);
        if (response.status != 304) answer_->content_length(length);
        stream_.expires_after(house_.limits.transfer);
        wire::async_write(stream_, *answer_, [self = shared_from_this()](beast::error_code error, std::size_t) { self->on_written(error); });
    }

    void on_written(beast::error_code error) {
        answer_.reset();
        if (error) return stream_.close();
        if (keep_alive_) return read_head();
        beast::error_code ignored;
        stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
        if (house_.closing) return stream_.close();
        stream_.expires_after(std::chrono::seconds(2));
        lingering_ = true;
        linger();
    }

    /// Closing while the other end still sends would reset the connection and lose our answer (RFC 9112, 9.6): read on and forget.
    void linger() {
        buffer_.clear();
        stream_.async_read_some(buffer_.prepare(16 * 1024), [self = shared_from_this()](beast::error_code error, std::size_t) {
            if (error || self->house_.closing) return self->stream_.close();
            self->linger();
        });
    }

    beast::tcp_stream stream_;
    House& house_;
    const Handler& handler_;
    tcp::endpoint remote_;
    Guests::Place place_;
    beast::flat_buffer buffer_{read_at_once};
    std::optional<wire::request_parser<wire::string_body>> parser_;
    Request request_;
    std::unique_ptr<wire::response<wire::empty_body>> proceed_;
    std::unique_ptr<wire::response<wire::string_body>> answer_;
    std::atomic<Clock::rep> idle_since_{0};
    bool keep_alive_ = false;
    bool lingering_ = false;
};

tcp::endpoint endpoint_of(const Address& address) {
    beast::error_code error;
    const std::string host = address.host == "localhost" ? "127.0.0.1" : address.host;
    const auto ip = net::ip::make_address(host, error);
    if (error) throw Error(Fault::bad_request, "\"{}\" is no numeric address to listen on; write it as 127.0.0.1:8080 or [::1]:8080", address.host);
    return {ip, address.port};
}

/// Accepts on one address.
class Door {
public:
    using Strand = net::strand<net::io_context::executor_type>;

    /// All doors and the end of the service share one strand: closing an acceptor while it accepts is not safe otherwise.
    Door(net::io_context& context, const Strand& strand, const Listener& listener, House& house)
        : context_(context), house_(house), handler_(listener.handler), acceptor_(strand), pause_(strand) {
        const tcp::endpoint endpoint = endpoint_of(listener.address);
        beast::error_code error;
        acceptor_.open(endpoint.protocol(), error);
        if (!error) acceptor_.set_option(net::socket_base::reuse_address(true), error);
        if (!error) acceptor_.bind(endpoint, error);
        if (!error) acceptor_.listen(net::socket_base::max_listen_connections, error);
        if (error) {
            throw Error(Fault::unavailable, "can't listen on {}: {}; choose another with --listen ADDRESS:PORT", listener.address.text(), error.message());
        }
    }

    [[nodiscard]] Address address() const {
        const tcp::endpoint endpoint = acceptor_.local_endpoint();
        return {endpoint.address().to_string(), endpoint.port()};
    }

    void open() {
        acceptor_.async_accept(net::make_strand(context_), [this](beast::error_code error, tcp::socket socket) {
            if (house_.closing || !acceptor_.is_open()) return;
            if (error) return wait_a_little();
            receive(std::move(socket));
            open();
        });
    }

    void close() noexcept {
        beast::error_code ignored;
        acceptor_.close(ignored);
        pause_.cancel();
    }

private:
    /// Out of file descriptors or the like: not the moment to try again at once.
    void wait_a_little() {
        pause_.expires_after(std::chrono::milliseconds(100));
        pause_.async_wait([this](beast::error_code) {
            if (!house_.closing) open();
        });
    }

    void receive(tcp::socket socket) {
        const auto session = std::make_shared<Session>(std::move(socket), house_, handler_);
        if (house_.guests.count() < house_.limits.connections || make_room()) {
            session->start();
        } else {
            session->turn_away();
        }
    }

    bool make_room() {
        std::shared_ptr<Session> longest;
        for (const auto& session : house_.guests.all()) {
            const auto since = session->idle_since();
            if (since != 0 && (!longest || since < longest->idle_since())) longest = session;
        }
        if (longest) longest->send_home(Session::Leave::when_idle);
        return longest != nullptr;
    }

    net::io_context& context_;
    House& house_;
    const Handler& handler_;
    tcp::acceptor acceptor_;
    net::steady_timer pause_;
};

}  // namespace

Address Address::parse(std::string_view text) {
    const auto wrong = [&] { return Error(Fault::bad_request, "\"{}\" is no address to listen on; write it as 127.0.0.1:8080, [::1]:8080 or 8080", text); };
    Address address;
    const std::size_t colon = text.rfind(':');
    std::string_view host = colon == std::string_view::npos ? std::string_view() : text.substr(0, colon);
    const std::string_view port = colon == std::string_view::npos ? text : text.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
    } else if (host.find(':') != std::string_view::npos) {
        throw wrong();
    }
    if (!host.empty()) address.host = std::string(host);
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
    if (error != std::errc() || end != port.data() + port.size() || port.empty()) throw wrong();
    endpoint_of(address);
    return address;
}

std::string Address::text() const {
    return host.find(':') == std::string::npos ? fmt::format("{}:{}", host, port) : fmt::format("[{}]:{}", host, port);
}

struct Server::Impl {
    // The order matters: sessions that still wait in the context at its end know the house.
    House house;
    std::vector<Listener> listeners;
    net::io_context context;
    Door::Strand strand{net::make_strand(context)};
    net::steady_timer farewell{strand};
    net::signal_set signals{strand};
    std::list<Door> doors;
    std::vector<Address> addresses;

    /// On the strand.
    void close() {
        if (house.closing.exchange(true)) return;
        signals.cancel();
        house.limits.on_closing();
        for (Door& door : doors) door.close();
        for (const auto& session : house.guests.all()) session->send_home(Session::Leave::when_idle);
        farewell.expires_after(house.limits.farewell);
        farewell.async_wait([this](beast::error_code error) {
            if (error) return;
            for (const auto& session : house.guests.all()) session->send_home(Session::Leave::at_once);
        });
        watch();
    }

    /// Ends the wait as soon as the last one has gone.
    void watch() {
        if (house.guests.count() == 0) {
            farewell.cancel();
            return;
        }
        const auto timer = std::make_shared<net::steady_timer>(strand, std::chrono::milliseconds(10));  // kept by its own wait
        timer->async_wait([this, timer](beast::error_code) { watch(); });
    }
};

Server::Server(std::vector<Listener> listeners, Limits limits) : impl_(std::make_unique<Impl>()) {
    impl_->house.limits = std::move(limits);
    impl_->listeners = std::move(listeners);
    for (const Listener& listener : impl_->listeners) {
        impl_->doors.emplace_back(impl_->context, impl_->strand, listener, impl_->house);
        impl_->addresses.push_back(impl_->doors.back().address());
    }
}

Server::~Server() = default;

const std::vector<Address>& Server::addresses() const noexcept { return impl_->addresses; }

void Server::run(Until until) {
    if (until == Until::stopped_or_interrupted) {
        impl_->signals.add(SIGINT);
        impl_->signals.add(SIGTERM);
        impl_->signals.async_wait([this](beast::error_code error, int) {
            if (!error) impl_->close();
        });
    }
    for (Door& door : impl_->doors) door.open();
    std::vector<std::thread> threads;
    for (int i = 1; i < impl_->house.limits.threads; ++i) threads.emplace_back([this] { impl_->context.run(); });
    impl_->context.run();
    for (std::thread& thread : threads) thread.join();
    impl_->house.turns.forget();
}

void Server::stop() noexcept {
    net::post(impl_->strand, [this] { impl_->close(); });
}

}  // namespace comity::http
