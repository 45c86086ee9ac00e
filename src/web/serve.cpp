// Two sites on two addresses, in one process.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/format.h>

#include "base/error.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/mandates/register.hpp"
#include "web/inside.hpp"
#include "web/web.hpp"

namespace comity::web {

namespace {

bool loopback(std::string_view host) noexcept { return host.starts_with("127.") || host == "::1" || host == "localhost"; }

/// The values of Host by which a site on this address is asked for. Where it listens to the world, the world has its own names for it.
std::vector<std::string> hosts_of(const http::Address& address, const std::vector<std::string>& public_names) {
    std::vector<std::string> hosts = public_names;
    const auto add = [&](std::string_view host) {
        hosts.push_back(fmt::format("{}:{}", host, address.port));
        if (address.port == 80) hosts.emplace_back(host);  // browsers leave the usual port away
    };
    add("localhost");
    add("127.0.0.1");
    add("[::1]");
    if (address.host != "127.0.0.1" && address.host != "::1") hosts.push_back(address.text());
    return hosts;
}

}  // namespace

namespace {

/// Draws up what pages need over all texts as soon as nobody has asked for anything for some seconds and the record has stood still:
/// so whoever asks first doesn't wait for it. The indexes of words follow a record that stands still, whether somebody asks or not: the
/// server holds their pen, and a command beside it could only say what it can't search yet.
class Foresight {
public:
    explicit Foresight(const std::vector<std::unique_ptr<Site>>& sites) : sites_(sites), seen_(sites.size(), -1), thread_([this](const std::stop_token& stop) { run(stop); }) {}
    void asked() noexcept { ++asked_; }

private:
    static constexpr std::chrono::seconds quiet{2};
    const std::vector<std::unique_ptr<Site>>& sites_;
    std::vector<std::int64_t> seen_;  // entries of each record when it was looked at last
    std::vector<std::int64_t> searchable_ = std::vector<std::int64_t>(sites_.size(), -1);  // entries that the indexes of words have reached
    std::vector<bool> desks_ = std::vector<bool>(sites_.size(), false);  // whether its consultations were looked at
    std::atomic<std::uint64_t> asked_ = 0;
    std::mutex mutex_;
    std::condition_variable_any wake_;
    std::jthread thread_;  // last: it uses all others

    void run(const std::stop_token& stop) {
        for (std::uint64_t before = asked_; !stop.stop_requested(); before = asked_) {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, stop, quiet, [] { return false; });
            for (std::size_t i = 0; i < sites_.size() && !stop.stop_requested(); ++i) look_after(i, before);
        }
    }
    void look_after(std::size_t i, std::uint64_t before) {
        const auto& site = sites_[i]->inside();
        try {
            const std::int64_t entries = site.holdings.record().snapshot().size();
            if (std::exchange(seen_[i], entries) != entries) return;
            if (searchable_[i] != entries && site.holdings.renew_indexes()) searchable_[i] = entries;
            if (before != asked_) return;
            if (!site.mandates->is_found()) (void)site.mandates->gathered();
            if (!desks_[i]) look_at_desks(site.holdings);
            desks_[i] = true;
        } catch (const std::exception& error) {
            site.setup.log(error.what());  // the page that needs it will say so again
        }
    }
    /// All that was coded is read once, for the consultations that end last.
    static void look_at_desks(const holdings::Holdings& holdings) {
        constexpr std::size_t most = 4;
        const record::Snapshot snapshot = holdings.record().snapshot();
        const auto calls = consultations::calls(snapshot);
        for (std::size_t at = 0; at < std::min(most, calls.size()); ++at) {
            const std::string& id = calls[at].call.id;
            if (consultations::desk(snapshot, id)) (void)consultations::heard(snapshot, holdings.vocabulary(), id);
        }
    }
};

}  // namespace

void serve(const Serving& serving) {
    // What goes on from what is found while the sites are set up and the first visitor is still on the way.
    std::vector<std::jthread> finding;
    for (const Serving::Place& place : serving.places) {
        COMITY_ENSURE(place.holdings != nullptr);
        finding.emplace_back([&place, &serving] {
            try {
                (void)place.holdings->recurring(1);
            } catch (const std::exception& error) {
                serving.log(error.what());  // the page that needs it will say so again
            }
        });
    }
    std::vector<std::unique_ptr<Site>> sites;
    std::optional<Foresight> foresight;
    std::vector<http::Listener> listeners;
    for (const Serving::Place& place : serving.places) {
        SiteSetup setup;
        setup.acts = serving.acts;
        setup.people = place.people;
        setup.sign_in_header = serving.sign_in_header;
        setup.sign_in_from = serving.sign_in_from;
        setup.log = serving.log;
        setup.answered = serving.answered;
        sites.push_back(std::make_unique<Site>(*place.holdings, std::move(setup)));
        listeners.push_back({place.address, [site = sites.back().get(), &foresight](const http::Request& request) {
            if (foresight) foresight->asked();
            return handle(request, *site);
        }});
    }
    http::Limits limits;
    limits.body_bytes = body_limit;
    limits.on_closing = [&sites] {
        for (const auto& site : sites) site->wind_up();
    };
    http::Server server(std::move(listeners), std::move(limits));
    std::vector<std::string> addresses;
    for (const http::Address& address : server.addresses()) addresses.push_back(fmt::format("http://{}/", address.text()));
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const http::Address& address = server.addresses()[i];
        const bool to_the_world = !loopback(address.host) && serving.public_names.empty();
        sites[i]->be_found_at(hosts_of(address, serving.public_names), to_the_world ? Names::any : Names::known,
                              addresses.size() == 2 ? addresses[1 - i] : std::string());
    }
    foresight.emplace(sites);
    serving.on_server(server);
    if (serving.ready) serving.ready(addresses);
    server.run(serving.until);
}

}  // namespace comity::web
