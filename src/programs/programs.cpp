#include "programs/programs.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/error.hpp"

namespace comity::programs {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::string_view usual_path = "/usr/local/bin:/usr/bin:/bin";
constexpr std::size_t most_talk = 4096;
constexpr int could_not_start = 127;

std::string reason() { return std::generic_category().message(errno); }

/// Both ends are closed on exec and when this goes.
struct Pipe {
    std::array<int, 2> ends{-1, -1};
    Pipe() {
        if (pipe2(ends.data(), O_CLOEXEC) != 0) throw Error(Fault::unavailable, "no other program can be started: {}", reason());
    }
    ~Pipe() {
        shut(0);
        shut(1);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    void shut(std::size_t end) noexcept {
        if (ends[end] >= 0) close(ends[end]);
        ends[end] = -1;
    }
};

/// Everything that the new process needs, made before it is: between fork and exec it may ask for no memory, as another thread may hold the lock of it.
struct Prepared {
    std::string path, folder, input;
    std::vector<std::string> words, surroundings;
    std::vector<char*> arguments, environment;

    Prepared(const Command& command, const fs::path& program, const PassingFolder& place)
        : path(program.string()), folder(place.path().string()), input(command.standard_input.empty() ? "/dev/null" : (place.path() / command.standard_input).string()) {
        words.push_back(path);
        words.insert(words.end(), command.arguments.begin(), command.arguments.end());
        surroundings = {fmt::format("PATH={}", usual_path), fmt::format("HOME={}", folder), fmt::format("TMPDIR={}", folder), "LC_ALL=C.UTF-8"};
        for (std::string& word : words) arguments.push_back(word.data());
        for (std::string& one : surroundings) environment.push_back(one.data());
        arguments.push_back(nullptr);
        environment.push_back(nullptr);
    }
};

/// Some are told first (`most`) and ended a little later.
bool limit(__rlimit_resource what, rlim_t most, rlim_t later = 0) noexcept {
    const rlimit both{most, most + later};
    return setrlimit(what, &both) == 0;
}

/// In the new process; only what is safe there, and nothing that throws.
[[noreturn]] void become(const Prepared& prepared, const Limits& limits, int output, int talk, pid_t parent) noexcept {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // it doesn't outlive the one that waits for it
    if (getppid() != parent) _exit(could_not_start);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const int input = open(prepared.input.c_str(), O_RDONLY);
    bool well = input >= 0 && dup2(input, 0) == 0 && dup2(output, 1) == 1 && dup2(talk, 2) == 2;
    syscall(SYS_close_range, 3U, ~0U, 0U);  // nothing that a server holds open
    well = well && chdir(prepared.folder.c_str()) == 0;
    const auto seconds = static_cast<rlim_t>(limits.processor.count());
    well = well && limit(RLIMIT_CPU, seconds, 2) && limit(RLIMIT_AS, limits.memory) && limit(RLIMIT_FSIZE, limits.output) && limit(RLIMIT_CORE, 0);
    if (!limits.may_start_others) well = well && limit(RLIMIT_NPROC, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);  // NOLINT(concurrency-mt-unsafe): behind a fork there is one thread
    for (const int one : {SIGPIPE, SIGTERM, SIGINT, SIGHUP, SIGXCPU, SIGXFSZ}) std::signal(one, SIG_DFL);
    if (well) execve(prepared.path.c_str(), prepared.arguments.data(), prepared.environment.data());
    _exit(could_not_start);
}

/// A process with all that it starts; gone when this goes.
class Child {
public:
    Child(const Prepared& prepared, const Limits& limits, const Pipe& output, const Pipe& talk) {
        const pid_t parent = getpid();
        number_ = fork();
        if (number_ < 0) throw Error(Fault::unavailable, "{} can't be started: {}", prepared.path, reason());
        if (number_ == 0) become(prepared, limits, output.ends[1], talk.ends[1], parent);
        setpgid(number_, number_);  // whoever of the two comes first
        watch_ = static_cast<int>(syscall(SYS_pidfd_open, number_, 0U));
    }
    ~Child() {
        (void)end();
        if (watch_ >= 0) close(watch_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Readable once it has ended; -1 on systems that can't tell so.
    [[nodiscard]] int watch() const noexcept { return watch_; }

    [[nodiscard]] bool has_ended() const noexcept {
        siginfo_t info{};
        return waitid(P_PID, static_cast<id_t>(number_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == number_;
    }

    /// Ends the whole group - no program is asked politely, as nothing that it leaves behind is of use - and gives its status.
    int end() noexcept {
        if (number_ <= 0) return status_;
        kill(-number_, SIGKILL);  // as long as it was not waited for, its number is nobody else's
        kill(number_, SIGKILL);
        while (waitpid(number_, &status_, 0) < 0 && errno == EINTR) {}
        number_ = 0;
        return status_;
    }

private:
    pid_t number_ = 0;
    int watch_ = -1;
    int status_ = 0;
};

class Listener {
public:
    Listener(Child& child, int output, int talk, const Limits& limits, Outcome& outcome)
        : child_(child), ears_{pollfd{output, POLLIN, 0}, pollfd{talk, POLLIN, 0}, pollfd{child.watch(), POLLIN, 0}}, limits_(limits), outcome_(outcome), until_(Clock::now() + limits.wall) {
        for (const int one : {output, talk}) fcntl(one, F_SETFL, O_NONBLOCK);
    }

    /// Until it has ended and all that it said was heard, or one of the limits is reached.
    void listen() {
        for (bool ended = false; !ended;) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until_ - Clock::now()).count();
            if (left <= 0) return stop(End::too_long);
            // Where the end of a process can't be polled for, it is looked at twenty times a second.
            const auto wait = child_.watch() >= 0 ? left : std::min<decltype(left)>(left, 50);
            if (poll(ears_.data(), ears_.size(), static_cast<int>(std::min<decltype(left)>(wait, 60'000))) < 0 && errno != EINTR) return stop(End::crashed);
            ended = child_.has_ended();
            if (!hear()) return stop(End::too_much_output);
        }
    }

private:
    Child& child_;
    std::array<pollfd, 3> ears_;
    const Limits& limits_;
    Outcome& outcome_;
    Clock::time_point until_;
    std::array<char, 65536> piece_{};

    void stop(End why) { outcome_.end = why; }

    bool hear() {
        while (const std::size_t got = from(ears_[0])) {
            if (outcome_.output.size() + got > limits_.output) return false;
            outcome_.output.append(piece_.data(), got);
            if (Clock::now() > until_) return true;
        }
        while (const std::size_t got = from(ears_[1])) {
            outcome_.talk.append(piece_.data(), std::min(got, most_talk - outcome_.talk.size()));
            if (Clock::now() > until_) return true;
        }
        return true;
    }

    std::size_t from(pollfd& ear) {
        if (ear.fd < 0) return 0;
        const ssize_t got = read(ear.fd, piece_.data(), piece_.size());
        if (got == 0) ear.fd = -1;
        return got > 0 ? static_cast<std::size_t>(got) : 0;
    }
};

void judge(Outcome& outcome, int status) {
    if (outcome.end != End::by_itself) return;
    if (WIFEXITED(status)) {
        outcome.status = WEXITSTATUS(status);
        return;
    }
    outcome.status = WTERMSIG(status);
    outcome.end = outcome.status == SIGXCPU ? End::too_long : outcome.status == SIGXFSZ ? End::too_much_output : End::crashed;
}

}  // namespace

std::optional<fs::path> find(std::string_view program) {
    COMITY_ENSURE(!program.empty() && program.find('/') == std::string_view::npos);
    const char* given = std::getenv("PATH");  // NOLINT(concurrency-mt-unsafe): nothing of ours sets a variable
    std::string_view folders = given != nullptr ? given : usual_path;
    while (!folders.empty()) {
        const std::string_view folder = folders.substr(0, folders.find(':'));
        folders.remove_prefix(std::min(folders.size(), folder.size() + 1));
        if (folder.empty() || folder.front() != '/') continue;  // where somebody happens to stand is no place for programs
        fs::path path = fs::path(folder) / program;
        std::error_code failed;
        if (fs::is_regular_file(path, failed) && access(path.c_str(), X_OK) == 0) return path;
    }
    return std::nullopt;
}

Outcome run(const Command& command, const PassingFolder& folder) {
    const auto program = find(command.program);
    if (!program) throw Error(Fault::unavailable, "{} is not installed: install the package {} (on Debian: apt-get install {})", command.program, command.package, command.package);
    const Prepared prepared(command, *program, folder);
    Outcome outcome;
    Pipe output, talk;
    Child child(prepared, command.limits, output, talk);
    output.shut(1);
    talk.shut(1);
    Listener(child, output.ends[0], talk.ends[0], command.limits, outcome).listen();
    judge(outcome, child.end());
    if (outcome.end == End::by_itself && outcome.status == could_not_start && outcome.output.empty() && outcome.talk.empty()) {
        throw Error(Fault::unavailable, "{} can't be started: is it a program of this machine?", program->string());
    }
    return outcome;
}

}  // namespace comity::programs
