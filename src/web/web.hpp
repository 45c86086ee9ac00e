// Comity in the browser: pages and API over the holdings of one record (a site), and the server for two of them: a person's own
// record and the demonstration. A page is a function from a request to a response; sockets are http/'s business.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"
#include "http/server.hpp"
#include "machinery/holdings/holdings.hpp"

namespace comity::actors {
class People;
}

namespace comity::web {

/// Who may act by page without having signed in. Forms are protected against forged requests in any case.
enum class Acts {
    from_this_machine,  ///< the operator, from loopback addresses, as long as the record has no accounts
    none                ///< nobody: for a server behind a reverse proxy, where everybody comes from this machine
};

/// Under which names (values of Host) a site answers at all.
enum class Names {
    known,  ///< only its own: else a page of elsewhere could read a record by giving its own name this address (DNS rebinding)
    any     ///< for a server that listens to the world, which has names for it that we don't know; acts still need a known one
};

/// One answer, as it is told to whoever keeps the machine: not who asked, and of what was asked only which kind of page it was.
struct Answered {
    std::chrono::system_clock::time_point when;
    std::string method;  ///< "" if it was none that HTTP knows
    std::string route;   ///< "/documents/{symbol}/history"; "" for an address that leads nowhere
    int status = 0;
    std::chrono::nanoseconds took{};
    std::size_t bytes = 0;  ///< of the body
};
/// A line of JSON without its end.
std::string as_line(const Answered& answered);

struct SiteSetup {
    std::vector<std::string> hosts;  ///< its own names: "127.0.0.1:8080", "localhost:8080"
    Names names = Names::known;
    std::string other_site;  ///< address of the site with the other record, "http://127.0.0.1:8081/"; "" if there is none
    Acts acts = Acts::from_this_machine;
    actors::People* people = nullptr;  ///< whoever can sign in; nullptr: nobody. Must outlive the site
    /// An institution's proxy says in this header who has signed in there; believed only from these addresses. "": none.
    std::string sign_in_header = {};
    std::vector<std::string> sign_in_from = {};
    /// Told, in a line each, what went wrong in here. Never has what a person typed or uploaded.
    std::function<void(std::string_view)> log = [](std::string_view) {};
    /// Told of each answer, from several threads, if it is there.
    std::function<void(const Answered&)> answered = {};
};

class Site {
public:
    /// `holdings` must outlive it. Whether it is the demonstration, the record says.
    Site(holdings::Holdings& holdings, SiteSetup setup);
    ~Site();
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    struct Inside;
    [[nodiscard]] const Inside& inside() const noexcept { return *inside_; }
    /// Known only once the sites listen; not while requests come in.
    void be_found_at(std::vector<std::string> hosts, Names names, std::string other_site);
    /// Asks long acts (an import) to come to their end: what they have done so far stays.
    void wind_up() noexcept;

private:
    std::unique_ptr<Inside> inside_;
};

/// Answers one request; may be called from several threads. Never throws on a request.
http::Response handle(const http::Request& request, const Site& site);

/// How large a body is read for a request of which only the head is known.
std::uint64_t body_limit(const http::Request& head);

struct Serving {
    struct Place {
        holdings::Holdings* holdings = nullptr;
        http::Address address;
        actors::People* people = nullptr;  ///< as in SiteSetup
    };
    std::vector<Place> places;             ///< one or two: the user's own record first, then the demonstration
    std::vector<std::string> public_names; ///< further values of Host, for a server behind a reverse proxy: "records.example.org"
    Acts acts = Acts::from_this_machine;
    std::string sign_in_header = {};             ///< as in SiteSetup, for the user's own record
    std::vector<std::string> sign_in_from = {};
    std::function<void(const std::vector<std::string>& addresses)> ready;  ///< called once, in the order of the places
    std::function<void(std::string_view)> log = [](std::string_view) {};
    std::function<void(const Answered&)> answered = {};  ///< as in SiteSetup
    http::Server::Until until = http::Server::Until::stopped_or_interrupted;
    /// Given the server before it runs, to whoever must be able to stop it.
    std::function<void(http::Server&)> on_server = [](http::Server&) {};
};

/// Serves until it is interrupted. Throws Error(unavailable) if an address can't be had. Commands from other processes
/// (record::Desk) are the caller's business.
void serve(const Serving& serving);

}  // namespace comity::web
