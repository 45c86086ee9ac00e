#include "web/meters.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace comity::web {

void Meters::count(int status, std::chrono::nanoseconds took) noexcept {
    const auto of_class = static_cast<std::size_t>(std::clamp(status / 100, 2, 5) - 2);
    answers_[of_class].fetch_add(1, std::memory_order_relaxed);
    const double seconds = std::chrono::duration<double>(took).count();
    const auto bucket = static_cast<std::size_t>(std::lower_bound(bounds.begin(), bounds.end(), seconds) - bounds.begin());
    within_[bucket].fetch_add(1, std::memory_order_relaxed);
    nanoseconds_.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 0)), std::memory_order_relaxed);
}

std::string Meters::text(std::initializer_list<Gauge> gauges) const {
    std::string out = "# HELP comity_answers_total Answers by the class of their status.\n# TYPE comity_answers_total counter\n";
    const auto put = std::back_inserter(out);
    for (std::size_t i = 0; i < answers_.size(); ++i) fmt::format_to(put, "comity_answers_total{{status=\"{}xx\"}} {}\n", i + 2, answers_[i].load(std::memory_order_relaxed));
    out += "# HELP comity_answer_seconds Time from a request that was read to its answer.\n# TYPE comity_answer_seconds histogram\n";
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < within_.size(); ++i) {
        so_far += within_[i].load(std::memory_order_relaxed);
        fmt::format_to(put, "comity_answer_seconds_bucket{{le=\"{}\"}} {}\n", i < bounds.size() ? fmt::format("{}", bounds[i]) : "+Inf", so_far);
    }
    fmt::format_to(put, "comity_answer_seconds_sum {:.6f}\ncomity_answer_seconds_count {}\n", static_cast<double>(nanoseconds_.load(std::memory_order_relaxed)) / 1e9, so_far);
    for (const Gauge& gauge : gauges) fmt::format_to(put, "# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", gauge.name, gauge.help, gauge.value);
    return out;
}

}  // namespace comity::web
