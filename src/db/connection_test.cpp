#include "db/connection.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace comity::db {
namespace {

class InFolder : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directories(folder);
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    std::filesystem::path folder = std::filesystem::temp_directory_path() /
                                   ("comity-db-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + std::to_string(getpid()));
    std::string file = (folder / "a.db").string();
};

TEST(Connection, TakesParametersByTheirNumber) {
    auto connection = Connection::in_memory();
    auto rows = connection.query(R"sql(SELECT $2, $1, $2)sql", 1, "two");
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.text(0), "two");
    EXPECT_EQ(rows.integer(1), 1);
    EXPECT_EQ(rows.text(2), "two");
    EXPECT_FALSE(rows.next());
}

TEST(Connection, KeepsTextBytesNullsAndEmptyValuesApart) {
    auto connection = Connection::in_memory();
    connection.script(R"sql(CREATE TABLE t (a @TEXT_C@, b @BLOB@, c TEXT, d TEXT))sql");
    connection.execute(R"sql(INSERT INTO t VALUES ($1, $2, $3, $4))sql", "", Blob{std::string_view("\0x", 2)}, std::optional<std::string>(), std::optional<int>(7));
    auto rows = connection.query(R"sql(SELECT a, b, c, d FROM t)sql");
    ASSERT_TRUE(rows.next());
    EXPECT_FALSE(rows.is_null(0));
    EXPECT_EQ(rows.bytes(1), std::string_view("\0x", 2));
    EXPECT_EQ(rows.maybe_text(2), std::nullopt);
    EXPECT_EQ(rows.maybe_integer(3), 7);
}

TEST(Connection, RunsAStatementInsideItself) {
    auto connection = Connection::in_memory();
    connection.script(R"sql(CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1), (2), (3))sql");
    int pairs = 0;
    const auto all = [&] { return connection.query(R"sql(SELECT a FROM t ORDER BY a)sql"); };
    auto outer = all();
    while (outer.next()) {
        auto inner = all();
        while (inner.next()) ++pairs;
    }
    EXPECT_EQ(pairs, 9);
}

TEST(Connection, TakesBackWhatIsNotCommitted) {
    auto connection = Connection::in_memory();
    connection.script(R"sql(CREATE TABLE t (a INTEGER))sql");
    {
        Transaction transaction(connection, Transaction::Kind::write);
        connection.execute(R"sql(INSERT INTO t VALUES ($1))sql", 1);
    }
    {
        Transaction transaction(connection, Transaction::Kind::write);
        connection.execute(R"sql(INSERT INTO t VALUES ($1))sql", 2);
        transaction.commit();
    }
    auto rows = connection.query(R"sql(SELECT sum(a) FROM t)sql");
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.integer(0), 2);
}

TEST_F(InFolder, ReadsOneMomentWhileAnotherConnectionWrites) {
    auto writer = Connection::open(file, Mode::write);
    writer.script(R"sql(CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1))sql");
    auto reader = Connection::open(file, Mode::read);
    const auto count = [&] {
        auto rows = reader.query(R"sql(SELECT count(*) FROM t)sql");
        rows.next();
        return rows.integer(0);
    };
    {
        Transaction moment(reader, Transaction::Kind::snapshot);
        EXPECT_EQ(count(), 1);
        writer.execute(R"sql(INSERT INTO t VALUES (2))sql");
        EXPECT_EQ(count(), 1);
    }
    EXPECT_EQ(count(), 2);
    EXPECT_THROW(reader.execute(R"sql(INSERT INTO t VALUES (3))sql"), Error);
}

TEST_F(InFolder, MakesAFileForItsOwnerAlone) {
    auto connection = Connection::open(file, Mode::write);
    connection.script("CREATE TABLE t (a)");
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
}

TEST_F(InFolder, SaysThatAFileIsNoDatabase) {
    std::ofstream(file) << "This is a letter and not a database, whatever its name says; it is long enough to have a header of a hundred bytes.";
    try {
        auto connection = Connection::open(file, Mode::write);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::unavailable);
        EXPECT_NE(std::string(error.what()).find("not a Comity record"), std::string::npos) << error.what();
    }
}

TEST(Connection, SearchesByTheProgramsOwnWords) {
    auto connection = Connection::in_memory();
    connection.use_tokenizer([](std::string_view text, const Connection::TakeToken& take) {
        for (std::uint32_t i = 0; i < text.size(); ++i) {
            if (text[i] != '.') take(text.substr(i, 1), i, i + 1);  // a word a letter: nobody else's notion
        }
    });
    connection.script(R"sql(CREATE VIRTUAL TABLE t USING fts5(body, tokenize = 'comity'); INSERT INTO t VALUES ('ab.c'), ('b'))sql");
    auto rows = connection.query(R"sql(SELECT count(*) FROM t WHERE t MATCH $1)sql", "\"b\" AND \"c\"");
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.integer(0), 1);
}

TEST_F(InFolder, TheLogOfChangesStaysShortThoughRowsAreBeingReadAtEveryCommit) {
    auto connection = Connection::open(file, Mode::write);
    connection.script(R"sql(CREATE TABLE t (a INTEGER, b @TEXT_C@))sql");
    constexpr std::uintmax_t short_log = std::uintmax_t{16} << 20U;
    for (int i = 0; i < 100; ++i) {
        Transaction transaction(connection, Transaction::Kind::write);
        auto rows = connection.query(R"sql(SELECT count(*), max(a) FROM t)sql");
        ASSERT_TRUE(rows.next());
        for (int k = 0; k < 100; ++k) connection.execute(R"sql(INSERT INTO t VALUES ($1, $2))sql", i, std::string(4000, 'a'));
        transaction.commit();
    }
    EXPECT_LT(std::filesystem::file_size(file + "-wal"), short_log);
    EXPECT_GT(std::filesystem::file_size(file), std::uintmax_t{100} * 100 * 4000 - short_log);
}

}  // namespace
}  // namespace comity::db
