// Reading connections to one file, lent to threads for as long as one answer takes.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "db/connection.hpp"

namespace comity::db {

class ReadPool {
public:
    /// `prepare` is run once on each new connection.
    explicit ReadPool(std::string file, std::function<void(Connection&)> prepare = {}) : file_(std::move(file)), prepare_(std::move(prepare)) {}

    /// Gives itself back when it goes.
    class Lease {
    public:
        Lease(ReadPool& pool, std::unique_ptr<Connection> connection, int generation)
            : pool_(&pool), connection_(std::move(connection)), generation_(generation) {}
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&&) = delete;
        ~Lease() {
            if (connection_) pool_->take_back(std::move(connection_), generation_);
        }
        Connection& operator*() const { return *connection_; }
        Connection* operator->() const { return connection_.get(); }

    private:
        ReadPool* pool_;
        std::unique_ptr<Connection> connection_;
        int generation_;
    };

    /// One that is free, else a new one. Throws as Connection::open.
    Lease lease() {
        int generation = 0;
        {
            const std::lock_guard hold(mutex_);
            generation = generation_;
            if (!free_.empty()) {
                auto connection = std::move(free_.back());
                free_.pop_back();
                return {*this, std::move(connection), generation};
            }
        }
        auto connection = std::make_unique<Connection>(Connection::open(file_, Mode::read));
        if (prepare_) prepare_(*connection);
        return {*this, std::move(connection), generation};
    }

    /// The file has been replaced by another of its name: connections to the old one are not lent again.
    void renew() {
        const std::lock_guard hold(mutex_);
        ++generation_;
        free_.clear();
    }

private:
    static constexpr std::size_t kept_open = 8;
    void take_back(std::unique_ptr<Connection> connection, int generation) {
        const std::lock_guard hold(mutex_);
        if (generation == generation_ && free_.size() < kept_open) free_.push_back(std::move(connection));
    }
    std::string file_;
    std::function<void(Connection&)> prepare_;
    std::mutex mutex_;
    int generation_ = 0;
    std::vector<std::unique_ptr<Connection>> free_;
};

}  // namespace comity::db
