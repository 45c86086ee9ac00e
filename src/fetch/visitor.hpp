// The manners of a visitor: one request at a time, a pause between two, further tries with waits that grow, and what the source asks to be waited is
// waited. Clock, sleep and chance come from outside, so that tests wait for nothing.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "fetch/client.hpp"

namespace comity::fetch {

struct Manners {
    std::chrono::milliseconds pause{1'000};          ///< from the end of one request to the next
    int tries = 4;                                   ///< in all, of one address
    std::chrono::milliseconds first_wait{2'000};     ///< before the second try; doubled before each further one
    std::chrono::milliseconds longest_wait{120'000}; ///< a source that asks for more is left for today
};

struct World {
    std::function<std::chrono::system_clock::time_point()> now;
    std::function<void(std::chrono::milliseconds)> sleep;
    std::function<double()> chance;   ///< from 0 up to 1: so that many visitors don't come back at the same moment
    std::function<bool()> stopped = [] { return false; };
};
/// The machine's own; sleeps in short pieces and looks at `stopped` between them.
World this_world(std::function<bool()> stopped);

/// Told before it waits for more than the pause: for how long, and which try comes then.
using OnWait = std::function<void(std::chrono::milliseconds wait, int next_try, const Answer& because)>;

class Visitor {
public:
    Visitor(Client& client, Manners manners, World world) : client_(client), manners_(manners), world_(std::move(world)) {}

    /// The last answer of all tries. One that broke off is gone on with where the source allows.
    Answer get(Ask ask, const OnWait& on_wait = {});
    /// Another source may ask for other pauses.
    void set_pause(std::chrono::milliseconds pause) { manners_.pause = pause; }

private:
    Client& client_;
    Manners manners_;
    World world_;
    std::optional<std::chrono::system_clock::time_point> last_;  ///< when the last request ended

    void pause();
    [[nodiscard]] std::chrono::milliseconds back_off(int tried) const;
};

/// Whether another try may bring something else: it broke off, was slow, or the source is not ready (202, 408, 425, 429, 5xx, nothing at all).
bool is_worth_another_try(const Answer& answer) noexcept;

/// What a Retry-After field asks for (RFC 9110, 10.2.3): seconds, or a date; nullopt if it is neither. A past date is 0.
std::optional<std::chrono::milliseconds> wait_asked(std::string_view retry_after, std::chrono::system_clock::time_point now);

}  // namespace comity::fetch
