// What the keeper of a server wants to know of it at work: how many answers it gave and how fast. Of who asked, and for what, nothing is kept.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <string>

namespace comity::web {

/// Thread-safe; counts from the start of the process.
class Meters {
public:
    void count(int status, std::chrono::nanoseconds took) noexcept;

    struct Gauge {
        const char* name;
        const char* help;
        std::uint64_t value;
    };
    /// Counters of answers by the class of their status and a histogram of their times, then the gauges: the text exposition format 0.0.4
    /// of Prometheus, which most systems that watch servers read.
    [[nodiscard]] std::string text(std::initializer_list<Gauge> gauges) const;

private:
    static constexpr std::array<double, 6> bounds = {0.001, 0.005, 0.025, 0.1, 0.5, 2.5};  ///< seconds

    std::array<std::atomic<std::uint64_t>, 4> answers_{};  ///< 2xx, 3xx, 4xx, 5xx
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> within_{};  ///< of the first bound that holds them; the last is for what is slower than all
    std::atomic<std::uint64_t> nanoseconds_{0};
};

}  // namespace comity::web
