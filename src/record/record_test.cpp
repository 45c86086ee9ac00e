#include "record/record.hpp"

#include <csignal>
#include <fstream>
#include <thread>

#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "record/testing.hpp"
#include "record/verification.hpp"

namespace comity::record {
namespace {

using testing::append;
using testing::Folder;
using testing::in_a_process;
using testing::note;
using testing::setup;

/// One suite for a record in memory and for one in a file.
class RecordSuite : public ::testing::TestWithParam<const char*> {
protected:
    std::unique_ptr<Record> make() {
        if (std::string(GetParam()) == "memory") return Record::in_memory(setup());
        return Record::open(folder / "comity.record", Access::write, setup());
    }
    Folder folder;
};
INSTANTIATE_TEST_SUITE_P(On, RecordSuite, ::testing::Values("memory", "file"), [](const auto& given) { return std::string(given.param); });

std::string body(const Record& record, std::string_view subject) {
    const auto snapshot = record.snapshot();
    auto rows = snapshot.tables().query(R"sql(SELECT body FROM note WHERE subject = $1)sql", subject);
    return rows.next() ? std::string(rows.text(0)) : std::string();
}

TEST_P(RecordSuite, GivesBackWhatWasAppended) {
    const auto record = make();
    Draft draft = note("note:1", "first");
    draft.why = "to see it again";
    draft.authority = "A/XYZ/1, para. 3";
    draft.on_behalf_of = "Ruritania";
    const Entry written = append(*record, draft);
    const auto read = record->snapshot().at(0);
    ASSERT_TRUE(read);
    EXPECT_EQ(to_json(*read), to_json(written));
    EXPECT_EQ(read->why, "to see it again");
    EXPECT_EQ(read->who.name, "jane");
}

TEST_P(RecordSuite, KeepsEveryRevisionAndShowsTheLast) {
    const auto record = make();
    append(*record, note("note:1", "first"));
    append(*record, note("note:2", "other"));
    append(*record, note("note:1", "second"));
    const auto snapshot = record->snapshot();
    EXPECT_EQ(snapshot.size(), 3);
    EXPECT_EQ(snapshot.last("note:1")->state.text("body"), "second");
    const auto history = snapshot.history("note:1");
    ASSERT_EQ(history.size(), 2U);
    EXPECT_EQ(history[0].revision, 1);
    EXPECT_EQ(history[1].revision, 2);
    EXPECT_EQ(history[1].position, 2);
    EXPECT_EQ(snapshot.from(1, 10).size(), 2U);
    EXPECT_FALSE(snapshot.last("note:3"));
}

TEST_P(RecordSuite, RefusesToWriteOverAnotherPersonsRevision) {
    const auto record = make();
    append(*record, note("note:1", "first"));
    Draft draft = note("note:1", "mine");
    draft.after_revision = 1;
    append(*record, draft);
    EXPECT_THROW(append(*record, draft), Error);
    EXPECT_EQ(record->snapshot().size(), 2);
    EXPECT_EQ(body(*record, "note:1"), "mine");
}

TEST_P(RecordSuite, TakesBackABatchThatIsNotCommitted) {
    const auto record = make();
    append(*record, note("note:1", "first"));
    {
        auto writing = record->write();
        writing.append(note("note:1", "lost"));
        writing.keep("lost bytes");
        EXPECT_EQ(writing.now().size(), 2);
    }
    EXPECT_EQ(record->snapshot().size(), 1);
    EXPECT_EQ(body(*record, "note:1"), "first");
    EXPECT_EQ(verify(*record).kept, 0);
}

TEST_P(RecordSuite, NeverLetsTimeRunBack) {
    const auto record = make();
    const auto before = testing::hands();
    const auto first = append(*record, note("note:1", "now"));
    testing::hands() -= std::chrono::hours(5);
    const auto second = append(*record, note("note:1", "the clock was set back"));
    testing::hands() = before + std::chrono::milliseconds(1234);
    const auto third = append(*record, note("note:1", "and on"));
    testing::hands() = before;
    EXPECT_EQ(first.when, "2023-11-14T22:13:20.000Z");
    EXPECT_EQ(second.when, first.when);
    EXPECT_EQ(third.when, "2023-11-14T22:13:21.234Z");
}

TEST_P(RecordSuite, KeepsLongTextsOutsideTheEntryAndBringsThemBack) {
    const auto record = make();
    const std::string text(100'000, 'x');
    append(*record, note("note:1", text));
    append(*record, note("note:2", text));
    EXPECT_EQ(record->snapshot().last("note:1")->state.text("body"), text);
    const auto checked = verify(*record);
    EXPECT_EQ(checked.kept, 1);  // one text, kept once
    EXPECT_TRUE(checked.findings.empty());
    const auto snapshot = record->snapshot();
    auto rows = snapshot.tables().query(R"sql(SELECT max(length(canonical)) FROM entry)sql");
    ASSERT_TRUE(rows.next());
    EXPECT_LT(rows.integer(0), 1000);
}

TEST_P(RecordSuite, KeepsBytesOnceUnderTheirHash) {
    const auto record = make();
    const std::string bytes("a\0b", 3);
    auto writing = record->write();
    const auto hash = writing.keep(bytes);
    EXPECT_EQ(writing.keep(bytes), hash);
    writing.commit();
    EXPECT_EQ(hash, hex(sha256(bytes)));
    EXPECT_EQ(record->snapshot().bytes(hash), bytes);
    EXPECT_THROW((void)record->snapshot().bytes(hex(sha256("others"))), Error);
    EXPECT_THROW((void)record->snapshot().bytes("12"), Error);
}

TEST_P(RecordSuite, RebuildsTheSameTables) {
    const auto record = make();
    for (int i = 0; i < 20; ++i) append(*record, note("note:" + std::to_string(i % 7), std::to_string(i)));
    EXPECT_TRUE(verify(*record).findings.empty());
    record->rebuild();
    EXPECT_EQ(body(*record, "note:6"), "13");
    EXPECT_EQ(body(*record, "note:5"), "19");
    EXPECT_TRUE(verify(*record).findings.empty());
}

TEST(Record, SaltsEqualEntriesApart) {
    const auto one = Record::in_memory(setup());
    const auto two = Record::in_memory(setup());
    EXPECT_NE(hex(append(*one, note("note:1", "same")).leaf), hex(append(*two, note("note:1", "same")).leaf));
}

TEST(Record, WritesTheCanonicalFormThatIsFixedForGood) {
    Entry entry;
    entry.revision = 3;
    entry.when = "2023-11-14T22:13:20.000Z";
    entry.subject = "note:1";
    entry.kind = "note";
    entry.act = "write";
    entry.state = json::Object{{"b", 1}, {"a", "\u20ac"}};
    entry.who = {"operator at this machine", "jane"};
    EXPECT_EQ(canonical_form(entry),
              R"({"act":"write","authority":null,"form":1,"kind":"note","on_behalf_of":null,"revision":3,"schema":1,"state":{"a":"€","b":1},)"
              R"("subject":"note:1","when":"2023-11-14T22:13:20.000Z","who":{"as":"operator at this machine","name":"jane"},"why":null})");
}

TEST(Record, IsHeldByOneWriterAndReadByMany) {
    Folder folder;
    const auto file = folder / "comity.record";
    const auto writer = Record::open(file, Access::write, setup());
    append(*writer, note("note:1", "first"));
    EXPECT_NE(holder_of(file).value_or("").find(std::to_string(getpid())), std::string::npos);
    try {
        Record::open(file, Access::write, setup());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::conflict);
    }
    const auto reader = Record::open(file, Access::read, setup());
    const auto before = reader->snapshot();
    append(*writer, note("note:1", "second"));
    EXPECT_EQ(before.size(), 1);
    EXPECT_EQ(reader->snapshot().size(), 2);
    EXPECT_EQ(body(*reader, "note:1"), "second");
    EXPECT_THROW((void)reader->write(), Error);
}

TEST(Record, IsFreeAgainWhenItsHolderEnds) {
    Folder folder;
    const auto file = folder / "comity.record";
    Record::open(file, Access::write, setup());
    EXPECT_FALSE(holder_of(file));
    EXPECT_NO_THROW(Record::open(file, Access::write, setup()));
}

TEST(Record, SaysWhatToDoWhereThereIsNone) {
    Folder folder;
    try {
        Record::open(folder / "comity.record", Access::read, setup());
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::not_found);
        EXPECT_NE(std::string(error.what()).find("comity import"), std::string::npos);
    }
    EXPECT_FALSE(std::filesystem::exists(folder / "comity.record"));
}

TEST(Record, RefusesOneThatANewerProgramWrote) {
    Folder folder;
    const auto file = folder / "comity.record";
    Record::open(file, Access::write, setup());
    db::Connection::open(file.string(), db::Mode::write).execute(R"sql(UPDATE property SET value = '2' WHERE name = 'format')sql");
    for (const auto access : {Access::read, Access::write}) {
        try {
            Record::open(file, access, setup());
            FAIL();
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::refused);
            EXPECT_NE(std::string(error.what()).find("newer"), std::string::npos);
        }
    }
}

TEST(Record, IsNotMadeOfAnotherDatabase) {
    Folder folder;
    const auto file = folder / "other.db";
    db::Connection::open(file.string(), db::Mode::write).script(R"sql(CREATE TABLE property (x INTEGER); CREATE TABLE entry (x INTEGER))sql");
    EXPECT_THROW(Record::open(file, Access::write, setup()), Error);
}

TEST(Record, MakesTablesOfOtherCodeAnewWhenOpenedForWriting) {
    Folder folder;
    const auto file = folder / "comity.record";
    append(*Record::open(file, Access::write, setup(1)), note("note:1", "first"));
    const auto reader = Record::open(file, Access::read, setup(2));
    EXPECT_EQ(reader->snapshot().size(), 1);
    EXPECT_THROW(body(*reader, "note:1"), Error);
    EXPECT_EQ(verify(*reader).findings.size(), 1U);
    EXPECT_EQ(body(*Record::open(file, Access::write, setup(2)), "note:1"), "first");
    EXPECT_EQ(body(*Record::open(file, Access::read, setup(2)), "note:1"), "first");
}

TEST(Record, KeepsItsPurposeAndIdentity) {
    Folder folder;
    const auto file = folder / "comity.record";
    auto first = setup();
    first.purpose_if_new = Purpose::demonstration;
    const auto identity = Record::open(file, Access::write, first)->identity();
    const auto again = Record::open(file, Access::write, setup());
    EXPECT_EQ(again->purpose(), Purpose::demonstration);
    EXPECT_EQ(again->identity(), identity);
    EXPECT_EQ(identity.size(), 32U);
}

TEST(Record, LetsThreadsReadWhileOneWrites) {
    Folder folder;
    const auto record = Record::open(folder / "comity.record", Access::write, setup());
    append(*record, note("note:0", "0"));
    std::vector<std::jthread> readers;
    readers.reserve(4);
    for (int i = 0; i < 4; ++i) {
        readers.emplace_back([&](const std::stop_token& stop) {
            while (!stop.stop_requested()) {
                const auto snapshot = record->snapshot();
                // Entries and derived tables are of the same moment, whatever is written meanwhile.
                auto rows = snapshot.tables().query(R"sql(SELECT body FROM note WHERE subject = 'note:0')sql");
                ASSERT_TRUE(rows.next());
                EXPECT_EQ(rows.text(0), std::to_string(snapshot.size() - 1));
            }
        });
    }
    for (int i = 1; i < 200; ++i) append(*record, note("note:0", std::to_string(i)));
}

TEST(Record, CanBeReadFromAFolderThatCannotBeWritten) {
    Folder folder;
    std::filesystem::create_directories(folder / "shut");
    const auto file = folder / "shut/comity.record";
    append(*Record::open(file, Access::write, setup()), note("note:1", "first"));
    testing::shut(folder / "shut");
    EXPECT_EQ(in_a_process([&] {
                  if (geteuid() == 0 && setuid(65534) != 0) return 2;  // root writes everywhere: be nobody
                  return body(*Record::open(file, Access::read, setup()), "note:1") == "first" ? 0 : 1;
              }),
              0);
    std::filesystem::permissions(folder / "shut", std::filesystem::perms::owner_all);
}

TEST(Record, SaysThatTheDiskIsFullAndLosesNothing) {
    Folder folder;
    const auto file = folder / "comity.record";
    const int code = in_a_process([&] {
        const auto record = Record::open(file, Access::write, setup());
        for (int i = 0; i < 10; ++i) append(*record, note("note:" + std::to_string(i), "kept"));
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit limit{1'000'000, 1'000'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        try {
            for (unsigned i = 0; i < 1000; ++i) {
                std::string noise;
                for (unsigned j = 0; j < 30'000; ++j) noise += static_cast<char>(' ' + (i * 7919 + j * j * 31 + j / 7) % 90);
                append(*record, note("note:more", noise + std::to_string(i)));
            }
        } catch (const Error& error) {
            const std::string sentence = error.what();
            return error.fault() == Fault::unavailable && sentence.find("full") != std::string::npos ? 0 : 1;
        }
        return 2;
    });
    EXPECT_EQ(code, 0);
    const auto record = Record::open(file, Access::write, setup());
    EXPECT_TRUE(verify(*record).findings.empty());
    EXPECT_EQ(body(*record, "note:9"), "kept");
    EXPECT_NO_THROW(append(*record, note("note:after", "there is room again")));
}

TEST(Record, OpensAndVerifiesAfterKillsAtRandomMoments) {
    Folder folder;
    const auto file = folder / "comity.record";
    std::int64_t acknowledged = 0;
    for (unsigned round = 0; round < 15; ++round) {
        int ends[2];
        ASSERT_EQ(pipe(ends), 0);
        const pid_t child = fork();
        if (child == 0) {
            const auto record = Record::open(file, Access::write, setup());
            for (;;) {
                append(*record, note("note:1", "state"));
                const std::int64_t size = record->snapshot().size();
                if (write(ends[1], &size, sizeof size) < 0) _exit(1);
            }
        }
        close(ends[1]);
        if (round % 3 == 2) {  // surely after an act, however busy the machine; the others anywhere from the start on
            pollfd first{ends[0], POLLIN, 0};
            poll(&first, 1, 60'000);
        }
        usleep(3'000 + round * 2'711);
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        for (std::int64_t size = 0; read(ends[0], &size, sizeof size) == sizeof size;) acknowledged = size;
        close(ends[0]);
        if (acknowledged == 0) continue;  // killed before it made the record
        const auto record = Record::open(file, Access::write, setup());
        EXPECT_GE(record->snapshot().size(), acknowledged);
        const auto checked = verify(*record);
        EXPECT_TRUE(checked.findings.empty()) << checked.findings.front().sentence;
    }
    EXPECT_GT(acknowledged, 0);
}

}  // namespace
}  // namespace comity::record
