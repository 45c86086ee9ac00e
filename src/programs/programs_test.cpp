#include "programs/programs.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/error.hpp"

namespace comity::programs {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// Small programs of the tests' own, found in $PATH as others are.
class Programs : public ::testing::Test {
protected:
    Programs() : path_before_(std::getenv("PATH")) { setenv("PATH", (place_.path().string() + ":" + path_before_).c_str(), 1); }
    ~Programs() override { setenv("PATH", path_before_.c_str(), 1); }

    void make(const std::string& name, const std::string& script) const {
        place_.write(name, "#!/bin/sh\n" + script);
        fs::permissions(place_.path() / name, fs::perms::owner_all);
    }

    Outcome ran(const std::string& name, Limits limits = {}) const {
        limits.may_start_others = true;
        return run({name, "shoes", {}, {}, limits}, folder_);
    }

    [[nodiscard]] static bool runs(pid_t process) {
        std::ifstream status("/proc/" + std::to_string(process) + "/status");
        for (std::string line; std::getline(status, line);) {
            if (line.starts_with("State:")) return line.find('Z') == std::string::npos;
        }
        return false;
    }

    [[nodiscard]] pid_t number_in(const std::string& name) const {
        const auto text = folder_.read(name, 100);
        return text ? static_cast<pid_t>(std::stol(*text)) : 0;
    }

    PassingFolder place_, folder_;
    std::string path_before_;
};

TEST_F(Programs, GiveTheirOutputAndTheirStatus) {
    make("says", "cat; echo \"$0 $#\" >&2; exit 3");
    folder_.write("in", "words");
    const Outcome outcome = run({"says", "shoes", {"a b", "$(c)"}, "in", {.may_start_others = true}}, folder_);
    EXPECT_EQ(outcome.end, End::by_itself);
    EXPECT_EQ(outcome.status, 3);
    EXPECT_EQ(outcome.output, "words");
    EXPECT_EQ(outcome.talk, (place_.path() / "says").string() + " 2\n");
    EXPECT_FALSE(outcome.well());
}

TEST_F(Programs, SeeNothingOfTheEnvironmentAndStandInTheFolder) {
    setenv("SECRET_OF_THE_SERVER", "word", 1);
    make("looks", "pwd; env");
    const Outcome outcome = ran("looks");
    unsetenv("SECRET_OF_THE_SERVER");
    EXPECT_TRUE(outcome.output.starts_with(folder_.path().string() + "\n")) << outcome.output;
    EXPECT_EQ(outcome.output.find("SECRET"), std::string::npos);
    EXPECT_NE(outcome.output.find("HOME=" + folder_.path().string()), std::string::npos);
}

TEST_F(Programs, InheritNoOpenFile) {
    const int open_here = dup(0);
    make("counts", "ls /proc/self/fd | grep -v '^[0-3]$'; true");  // 3 is the listing's own
    EXPECT_EQ(ran("counts").output, "");
    close(open_here);
}

TEST_F(Programs, ThatTakeTooLongAreEndedWithAllTheyStarted) {
    make("sleeps", "trap '' TERM HUP INT; sleep 300 & echo $! > other; echo $$ > self; wait; sleep 300");
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(ran("sleeps", {.wall = 700ms}).end, End::too_long);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 20s);
    std::this_thread::sleep_for(50ms);
    ASSERT_GT(number_in("other"), 0);
    EXPECT_FALSE(runs(number_in("other")));
    EXPECT_FALSE(runs(number_in("self")));
}

TEST_F(Programs, LeaveNothingRunningBehindThemEither) {
    make("leaves", "sleep 300 & echo $! > other; exit 0");
    EXPECT_TRUE(ran("leaves", {.wall = 30s}).well());
    std::this_thread::sleep_for(50ms);
    EXPECT_FALSE(runs(number_in("other")));
}

TEST_F(Programs, ThatOnlyReckonAreEndedByTheProcessorsTime) {
    make("reckons", "while :; do :; done");
    EXPECT_EQ(ran("reckons", {.processor = 1s, .wall = 60s}).end, End::too_long);
}

TEST_F(Programs, ThatPrintWithoutEndAreEnded) {
    make("prints", "while :; do echo 0123456789012345678901234567890123456789; done");
    const Outcome outcome = ran("prints", {.wall = 60s, .output = 100'000});
    EXPECT_EQ(outcome.end, End::too_much_output);
    EXPECT_LE(outcome.output.size(), 100'000U);
}

TEST_F(Programs, ThatFillTheirFolderAreEnded) {
    make("writes", "exec dd if=/dev/zero of=large bs=64k count=100000");
    EXPECT_EQ(ran("writes", {.wall = 60s, .output = 1'000'000}).end, End::too_much_output);
    EXPECT_FALSE(folder_.read("large", 2'000'000).value_or("").size() > 1'000'000);
}

TEST_F(Programs, GetNoMoreMemoryThanTheyMayHave) {
    make("fills", "exec dd if=/dev/zero of=/dev/null bs=400M count=1");
    EXPECT_FALSE(ran("fills", {.memory = std::size_t{100} << 20U}).well());
    EXPECT_TRUE(ran("fills", {.memory = std::size_t{1} << 30U}).well());
}

TEST_F(Programs, ThatCrashAreSaidTo) {
    make("crashes", "kill -SEGV $$");
    const Outcome outcome = ran("crashes");
    EXPECT_EQ(outcome.end, End::crashed);
    EXPECT_EQ(outcome.status, SIGSEGV);
}

TEST_F(Programs, ThatAreMissingAreNamedWithTheirPackage) {
    try {
        (void)ran("no-such-program");
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::unavailable);
        EXPECT_STREQ(error.what(), "no-such-program is not installed: install the package shoes (on Debian: apt-get install shoes)");
    }
    EXPECT_EQ(find("no-such-program"), std::nullopt);
    make("is-there", "");
    EXPECT_EQ(find("is-there"), place_.path() / "is-there");
}

TEST_F(Programs, ThatAreNoProgramsAreSaidSo) {
    place_.write("broken", "\x7F" "ELF and nothing more");
    fs::permissions(place_.path() / "broken", fs::perms::owner_all);
    EXPECT_THROW((void)ran("broken"), Error);
}

}  // namespace
}  // namespace comity::programs
