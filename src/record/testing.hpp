// For the tests of record/: a folder of their own, a clock that they turn, and a derivation small enough to see through.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <list>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/connection.hpp"
#include "db/testing.hpp"
#include "base/error.hpp"
#include "record/record.hpp"

namespace comity::record::testing {

/// Each has a place of its own, also where one test makes several: a second one must not wipe what stands in the first.
class Folder {
public:
    Folder() {
        static std::atomic<int> made{0};
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        std::string name = std::string("comity-") + test->name() + "-" + std::to_string(getpid()) + "-" + std::to_string(made++);
        std::replace(name.begin(), name.end(), '/', '-');  // of a suite with parameters
        path_ = std::filesystem::temp_directory_path() / name;
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    /// The place of a record ("....record") leads into the database of the tests, if there is one.
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const {
        if (name.ends_with(".record")) db::testing::prepare(path_ / name);
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

/// A table of notes: subject -> its text. As small as a derivation can be.
class Notes : public Derivation {
public:
    explicit Notes(int version = 1) : version_(version) {}
    [[nodiscard]] std::string_view name() const override { return "notes"; }
    [[nodiscard]] int version() const override { return version_; }
    [[nodiscard]] std::span<const DerivedTable> tables() const override {
        static const DerivedTable table{"note", R"sql(CREATE TABLE note (subject @TEXT_C@ PRIMARY KEY, body @TEXT_C@ NOT NULL))sql",
                                        R"sql(DROP TABLE IF EXISTS note)sql", R"sql(SELECT subject, body FROM note ORDER BY subject)sql"};
        return {&table, 1};
    }
    void apply(const Workspace& workspace, const Entry& entry) const override {
        if (entry.kind != "note") return;
        workspace.tables.execute(R"sql(DELETE FROM note WHERE subject = $1)sql", entry.subject);
        workspace.tables.execute(R"sql(INSERT INTO note (subject, body) VALUES ($1, $2))sql", entry.subject, entry.state.text("body"));
    }

private:
    int version_;
};

inline std::chrono::system_clock::time_point& hands() {
    static std::chrono::system_clock::time_point now{std::chrono::seconds(1'700'000'000)};
    return now;
}

inline Setup setup(int version = 1) {
    Setup made;
    made.derivations = {std::make_shared<Notes>(version)};
    made.clock = [] { return hands(); };
    return made;
}

/// One that nobody else has, gone with the test: in memory, or in the database of the tests.
inline std::unique_ptr<Record> record_of_its_own(Setup of) {
    if (!db::testing::database()) return Record::in_memory(std::move(of));
    static std::list<Folder> folders;
    return Record::open(folders.emplace_back() / "own.record", Access::write, std::move(of));
}

inline Draft note(std::string subject, std::string body) {
    Draft draft;
    draft.subject = std::move(subject);
    draft.kind = "note";
    draft.act = "write";
    draft.state = json::Object{{"body", std::move(body)}};
    draft.who = {"operator at the command line", "jane"};
    return draft;
}

inline Entry append(Record& record, const Draft& draft) {
    auto writing = record.write();
    Entry entry = writing.append(draft);
    writing.commit();
    return entry;
}

/// For what must be refused: which fault it is, and what was said.
class Refusals {
protected:
    template <typename Work>
    Fault fault_of(Work work) {
        try {
            work();
        } catch (const Error& error) {
            said = error.what();
            return error.fault();
        }
        ADD_FAILURE() << "nothing was thrown";
        return Fault::bad_request;
    }
    std::string said;
};

/// Runs `work` in a process of its own; gives its exit code, or minus the signal that ended it.
template <typename Work>
int in_a_process(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        try {
            _exit(work());
        } catch (const std::exception& error) {
            fmt::print(stderr, "{}\n", error.what());
            _exit(99);
        }
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// A folder in which nothing can be made, with a record that others may read: records are their owner's alone unless they say otherwise.
inline void shut(const std::filesystem::path& folder) {
    using std::filesystem::perms;
    for (const auto& file : std::filesystem::directory_iterator(folder)) std::filesystem::permissions(file, perms::group_read | perms::others_read, std::filesystem::perm_options::add);
    std::filesystem::permissions(folder, perms::owner_read | perms::owner_exec | perms::group_read | perms::group_exec | perms::others_read | perms::others_exec);
}

}  // namespace comity::record::testing
