// Ctrl-C while something long is done: the first one asks it to stop at a sound place, the second one ends the program.
#pragma once

#include <csignal>
#include <stop_token>

namespace comity::cli {

class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    [[nodiscard]] std::stop_token token() const { return source_.get_token(); }
    /// To be called between pieces of work: a signal handler can't do it.
    void look();
    /// The same, and whether it was asked to stop.
    [[nodiscard]] bool stopped();

private:
    std::stop_source source_;
    struct sigaction before_interrupt_ {};
    struct sigaction before_terminate_ {};
};

}  // namespace comity::cli
