#include "record/judging.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/error.hpp"
#include "proof/merkle.hpp"
#include "record/testing.hpp"

namespace comity::record {
namespace {

/// A row of the log with bytes of its own.
struct Row {
    log::Raw raw;
    [[nodiscard]] log::RawView view() const { return {raw.position, raw.revision, raw.subject, raw.kind, raw.when, raw.salt, raw.canonical, raw.leaf}; }
};

/// What is promised, the slow way: the text is read, written anew, and held against the columns.
bool sound(const log::Raw& raw) {
    try {
        const json::Value value = json::parse(raw.canonical);
        const Entry entry = entry_from(value);
        return entry.subject == raw.subject && entry.kind == raw.kind && entry.revision == raw.revision && entry.when == raw.when && json::canonical(value) == raw.canonical;
    } catch (const Error&) {
        return false;
    }
}

std::string word() { return *rc::gen::element<std::string>("note", "note:1", "a \"word\"", "line\nline", "\xd8\xb9\xd9\x87\xd8\xaf", "\x01", "erasure", "2026-01-31T09:30:00.000Z"); }

Entry some_entry() {
    Entry entry;
    entry.revision = *rc::gen::inRange<std::int64_t>(1, 100);
    entry.when = "2026-01-31T09:30:00.000Z";
    entry.subject = word();
    entry.kind = word();
    entry.act = word();
    entry.state = json::Object{{"body", word()}, {"count", *rc::gen::inRange(-5, 5)}, {"inner", json::Object{{"kind", word()}, {"list", json::Array{1, nullptr, word()}}}}};
    entry.who = {word(), word()};
    if (*rc::gen::arbitrary<bool>()) entry.why = word();
    entry.confidential = *rc::gen::arbitrary<bool>();
    return entry;
}

Row row_of(const Entry& entry) { return {{0, entry.revision, entry.subject, entry.kind, entry.when, std::string(32, 's'), canonical_form(entry), {}}}; }

void change(std::string& text) {
    const auto at = static_cast<std::size_t>(*rc::gen::inRange(0, static_cast<int>(text.size()) + 1));
    text.replace(at, static_cast<std::size_t>(*rc::gen::inRange(0, 4)),
                 *rc::gen::element<std::string>("", "\"", "\\", ",", "{", "}", "0", "1", " ", "e", "null", "\"act\":\"\",", "\"form\":1,", "\"kind\":\"note\",", "\xff", "\\u0041", std::string(1, '\0')));
}

RC_GTEST_PROP(Judging, NeverTakesForSoundWhatIsNot, ()) {
    Row row = row_of(some_entry());
    for (int i = *rc::gen::inRange(0, 3); i > 0; --i) change(row.raw.canonical);
    switch (*rc::gen::inRange(0, 6)) {
        case 0: row.raw.subject = word(); break;
        case 1: row.raw.kind = word(); break;
        case 2: row.raw.when += "0"; break;
        case 3: ++row.raw.revision; break;
        default: break;
    }
    if (surely_sound(row.view())) {
        RC_ASSERT(sound(row.raw));
        RC_ASSERT(row.raw.kind != "erasure");
    }
}

RC_GTEST_PROP(Judging, NeedsNoSecondLookAtWhatThisProgramWrites, ()) {
    const Entry entry = some_entry();
    const Row row = row_of(entry);
    RC_ASSERT(sound(row.raw));
    const auto plain = [](const std::string& text) { return text.find_first_of("\"\n\x01") == std::string::npos; };
    RC_ASSERT(surely_sound(row.view()) == (plain(entry.subject) && plain(entry.kind) && plain(entry.act) && entry.kind != "erasure"));
}

TEST(Judging, MissesNothingThatMakesAnEntry) {
    const Row good = row_of([] {
        Entry entry;
        entry.when = "2026-01-31T09:30:00.000Z";
        entry.subject = "note:1";
        entry.kind = "note";
        entry.act = "write";
        entry.state = json::Object{};
        return entry;
    }());
    EXPECT_TRUE(surely_sound(good.view()));
    const std::pair<std::string, std::string> changes[] = {{"\"form\":1", "\"form\":2"}, {"\"form\":1,", ""}, {"\"state\":{}", "\"state\":[]"}, {"\"act\":\"write\"", "\"act\":\"\""},
                                                           {"\"act\":\"write\"", "\"act\":1"}, {"\"revision\":1,", ""}, {"\"when\":", "\"what\":"}};
    for (const auto& [from, to] : changes) {
        Row bad = good;
        bad.raw.canonical.replace(bad.raw.canonical.find(from), from.size(), to);
        EXPECT_FALSE(surely_sound(bad.view())) << to;
        EXPECT_FALSE(sound(bad.raw)) << to;
    }
}

class JudgedLog : public ::testing::Test {
protected:
    testing::Folder folder;
    std::filesystem::path file = folder / "comity.record";
    static constexpr std::int64_t entries = 9000;  // more than two batches

    void SetUp() override {
        const auto record = Record::open(file, Access::write, testing::setup());
        auto writing = record->write();
        for (std::int64_t i = 0; i < entries; ++i) writing.append(testing::note(fmt::format("note:{}", i), i % 1000 == 7 ? std::string(4000, 'x') : "short"));
        writing.commit();
    }
};

TEST_F(JudgedLog, GivesEachEntryInOrder) {
    db::Connection::open(file.string(), db::Mode::write).execute(R"sql(UPDATE entry SET canonical = replace(canonical, 'jane', 'john') WHERE position IN (5000, 8999))sql");
    auto connection = db::Connection::open(file.string(), db::Mode::read);
    std::int64_t next = 0;
    std::vector<std::int64_t> wrong;
    each_judged(connection, [&](const Judged& one) {
        EXPECT_EQ(one.row.position, next++);
        EXPECT_EQ(one.row.subject, fmt::format("note:{}", one.row.position));
        EXPECT_EQ(one.node, proof::leaf_hash(one.row.leaf));
        EXPECT_TRUE(one.surely_sound);
        if (!one.leaf_holds) wrong.push_back(one.row.position);
    });
    EXPECT_EQ(next, entries);
    EXPECT_EQ(wrong, (std::vector<std::int64_t>{5000, 8999}));
}

TEST_F(JudgedLog, StopsWhereTheOtherSideThrows) {
    auto connection = db::Connection::open(file.string(), db::Mode::read);
    std::int64_t taken = 0;
    EXPECT_THROW(each_judged(connection, [&](const Judged& one) {
                     ++taken;
                     if (one.row.position == 4500) throw Error(Fault::unavailable, "enough");
                 }),
                 Error);
    EXPECT_EQ(taken, 4501);
}

TEST_F(JudgedLog, TellsWhatStandsInFrontOfDamage) {
    std::uintmax_t size = 0;
    {
        auto connection = db::Connection::open(file.string(), db::Mode::write);
        connection.checkpoint();
        size = std::filesystem::file_size(file);
    }
    // The pages of so many rows lie one behind the other: the last quarter of the file becomes noise.
    FILE* raw = fopen(file.c_str(), "r+b");
    ASSERT_NE(raw, nullptr);
    fseek(raw, static_cast<long>(size * 3 / 4), SEEK_SET);
    for (std::uintmax_t i = size * 3 / 4; i < size; ++i) fputc(static_cast<int>(i * 31 % 251), raw);
    fclose(raw);
    auto connection = db::Connection::open(file.string(), db::Mode::read);
    std::int64_t next = 0;
    try {
        each_judged(connection, [&](const Judged& one) { next = one.row.position + 1; });
        ADD_FAILURE() << "the damage was not met";
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::unavailable) << error.what();
    }
    EXPECT_GT(next, 1000);
    EXPECT_LT(next, entries);
}

}  // namespace
}  // namespace comity::record
