#include "record/judging.hpp"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "base/error.hpp"
#include "json/canonical_scan.hpp"
#include "proof/merkle.hpp"
#include "record/erasure.hpp"

namespace comity::record {

namespace {

/// Rows with their bytes in one piece, which doesn't move as long as they are looked at.
class Batch {
public:
    /// False if there is no room left; one row has room in any empty batch.
    bool add(const log::RawView& row) {
        const std::size_t needed = row.salt.size() + row.canonical.size() + row.subject.size() + row.kind.size() + row.when.size() + row.leaf.size();
        if (rows_.empty()) {
            bytes_.reserve(std::max(needed, usual_bytes));
        } else if (rows_.size() == most_rows || needed > bytes_.capacity() - bytes_.size()) {
            return false;
        }
        const std::string_view salted = keep(row.salt, row.canonical);
        rows_.push_back({{row.position, row.revision, keep(row.subject), keep(row.kind), keep(row.when), salted.substr(0, row.salt.size()), salted.substr(row.salt.size()),
                          keep(row.leaf)}});
        return true;
    }
    void clear() {
        rows_.clear();
        bytes_.clear();
    }
    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] const std::vector<Judged>& rows() const { return rows_; }

    void judge(std::size_t number) {
        Judged& judged = rows_[number];
        judged.node = proof::leaf_hash(judged.row.leaf);
        const Sha256 leaf = sha256({judged.row.salt.data(), judged.row.salt.size() + judged.row.canonical.size()});  // they stand side by side
        judged.leaf_holds = judged.row.leaf == std::string_view(reinterpret_cast<const char*>(leaf.data()), leaf.size());
        judged.surely_sound = surely_sound(judged.row);
    }

private:
    static constexpr std::size_t most_rows = 4096, usual_bytes = std::size_t{4} << 20;
    std::string bytes_;
    std::vector<Judged> rows_;

    std::string_view keep(std::string_view bytes, std::string_view behind = {}) {
        const std::size_t begin = bytes_.size();
        bytes_.append(bytes).append(behind);
        return std::string_view(bytes_).substr(begin);
    }
};

/// Judge one batch at a time, together with the thread that asks.
class Helpers {
public:
    explicit Helpers(unsigned count) {
        for (unsigned i = 0; i < count; ++i) {
            threads_.emplace_back([this](const std::stop_token& stop) {
                std::unique_lock hold(turn_);
                while (ready_.wait(hold, stop, [this] { return has_work(); })) do_some(hold);
            });
        }
    }

    void begin(Batch& batch) {
        const std::lock_guard hold(turn_);
        batch_ = &batch;
        next_ = 0;
        ready_.notify_all();
    }

    /// When it returns, every row is judged.
    void finish() {
        std::unique_lock hold(turn_);
        while (has_work()) do_some(hold);
        done_.wait(hold, [this] { return in_hand_ == 0; });
        batch_ = nullptr;
    }

private:
    static constexpr std::size_t at_once = 64;  ///< rows
    std::mutex turn_;
    std::condition_variable_any ready_, done_;
    Batch* batch_ = nullptr;
    std::size_t next_ = 0, in_hand_ = 0;
    std::vector<std::jthread> threads_;  ///< last: they end before the rest goes

    [[nodiscard]] bool has_work() const { return batch_ != nullptr && next_ < batch_->size(); }

    void do_some(std::unique_lock<std::mutex>& hold) {
        Batch& batch = *batch_;
        const std::size_t from = next_;
        const std::size_t to = std::min(from + at_once, batch.size());
        next_ = to;
        ++in_hand_;
        hold.unlock();
        for (std::size_t i = from; i < to; ++i) batch.judge(i);
        hold.lock();
        if (--in_hand_ == 0) done_.notify_all();
    }
};

unsigned helpers_here() { return std::clamp(std::thread::hardware_concurrency(), 1U, 4U) - 1; }

}  // namespace

bool surely_sound(const log::RawView& row) {
    const auto members = json::canonical_members(row.canonical);
    if (!members) return false;
    const auto value = [&](std::string_view name) {
        const auto found = std::find_if(members->begin(), members->end(), [&](const json::RawMember& member) { return member.name == name; });
        return found == members->end() ? std::string_view() : found->value;
    };
    const auto says = [&](std::string_view name, std::string_view wanted) { return !wanted.empty() && json::plain_string(value(name)) == wanted; };
    return value("form") == "1" && value("state").starts_with('{') && !json::plain_string(value("act")).value_or("").empty() && says("subject", row.subject) &&
           says("kind", row.kind) && says("when", row.when) && json::plain_integer(value("revision")) == row.revision && row.kind != erasure_kind;
}

void each_judged(db::Connection& connection, const std::function<void(const Judged&)>& take) {
    std::array<Batch, 2> batches;
    Batch* read = &batches[0];
    Batch* judged = &batches[1];  // by the helpers, while the other one is filled
    Helpers helpers(helpers_here());
    const auto turn = [&] {
        helpers.finish();
        std::swap(read, judged);
        helpers.begin(*judged);
        for (const Judged& one : read->rows()) take(one);
        read->clear();
    };
    auto rows = log::raw_rows(connection);
    std::optional<Error> broken;
    const auto next = [&] {
        try {
            return rows.next();
        } catch (const Error& error) {
            broken = error;  // what was read before is told first
            return false;
        }
    };
    while (next()) {
        const log::RawView row = log::view_of(rows);
        if (read->add(row)) continue;
        turn();
        read->add(row);
    }
    turn();
    turn();
    helpers.finish();
    if (broken) throw Error(*broken);
}

}  // namespace comity::record
