// A number by which the system knows something open: closed with its owner.
#pragma once

#include <utility>

#include <unistd.h>

namespace comity {

class Descriptor {
public:
    explicit Descriptor(int number = -1) noexcept : number_(number) {}  ///< -1, what the system gives where nothing was opened, is none
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(number_, other.number_);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const noexcept { return number_; }

private:
    int number_;
};

}  // namespace comity
