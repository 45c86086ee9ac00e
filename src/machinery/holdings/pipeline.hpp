// Reading many files on the machine's cores while one thread writes: what comes out has the order of what went in, and no more of it
// is in memory than a bound says. Private to holdings/.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <vector>

namespace comity::holdings {

/// `sizes`: what each piece of work weighs in memory (bytes of its file). `work(index)` runs on the readers' threads and must not throw.
template <typename Result>
class Pipeline {
public:
    Pipeline(std::vector<std::uintmax_t> sizes, unsigned threads, std::function<Result(std::size_t)> work) : sizes_(std::move(sizes)), work_(std::move(work)) {
        for (unsigned i = 0; i < threads; ++i) readers_.emplace_back([this](const std::stop_token& stop) { read(stop); });
    }
    ~Pipeline() {
        for (auto& reader : readers_) reader.request_stop();
        changed_.notify_all();
    }
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// Whether the next result is there by then.
    bool ready_by(std::chrono::steady_clock::time_point moment) {
        std::unique_lock hold(mutex_);
        return changed_.wait_until(hold, moment, [&] { return done_.count(taken_) > 0; });
    }

    /// The next result; call it once for each piece of work.
    Result next() {
        std::unique_lock hold(mutex_);
        changed_.wait(hold, [&] { return done_.count(taken_) > 0; });
        Result result = std::move(done_.at(taken_));
        done_.erase(taken_);
        weight_ -= sizes_[taken_++];
        changed_.notify_all();
        return result;
    }

private:
    static constexpr std::uintmax_t most_weight = std::uintmax_t{48} << 20;
    static constexpr std::size_t most_ahead = 128;

    std::vector<std::uintmax_t> sizes_;
    std::function<Result(std::size_t)> work_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::size_t, Result> done_;
    std::size_t begun_ = 0, taken_ = 0;
    std::uintmax_t weight_ = 0;  ///< of what is begun and not taken yet
    std::vector<std::jthread> readers_;

    /// The first piece that nobody has taken may always begin: so a heavy one waits for those before it, and never for ever.
    bool may_begin() const {
        return begun_ < sizes_.size() && (begun_ == taken_ || (weight_ + sizes_[begun_] <= most_weight && begun_ < taken_ + most_ahead));
    }

    void read(const std::stop_token& stop) {
        std::unique_lock hold(mutex_);
        for (;;) {
            changed_.wait(hold, [&] { return stop.stop_requested() || begun_ == sizes_.size() || may_begin(); });
            if (stop.stop_requested() || begun_ == sizes_.size()) return;
            const std::size_t index = begun_++;
            weight_ += sizes_[index];
            hold.unlock();
            Result result = work_(index);
            hold.lock();
            done_.emplace(index, std::move(result));
            changed_.notify_all();
        }
    }
};

}  // namespace comity::holdings
