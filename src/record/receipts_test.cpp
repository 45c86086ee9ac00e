#include "record/receipts.hpp"

#include <fstream>
#include <iterator>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "record/seal.hpp"
#include "record/testing.hpp"
#include "record/verification.hpp"

namespace comity::record {
namespace {

using testing::append;
using testing::Folder;
using testing::in_a_process;
using testing::note;
using testing::setup;

class Log : public ::testing::Test, protected testing::Refusals {
protected:
    Folder folder;
    std::filesystem::path file = folder / "comity.record";

    [[nodiscard]] std::filesystem::path beside(const std::string& ending) const { return file.string() + ending; }
    std::unique_ptr<Record> open(Access access = Access::write) { return Record::open(file, access, setup()); }
    void fill(Record& record, int entries) {
        auto writing = record.write();
        for (int i = 0; i < entries; ++i) writing.append(note("note:" + std::to_string(i), "words " + std::to_string(i)));
        writing.commit();
    }
    void tamper(db::Sql sql) { db::Connection::open(file.string(), db::Mode::write).execute(sql); }
};

bool believed(const proof::InclusionProof& receipt, const proof::VerifierKey& key) {
    const Checked found = checked(receipt, std::array{key}, std::nullopt);
    return found.included && found.signed_by.size() == 1;
}

TEST_F(Log, EveryEntryHasAReceiptThatHoldsWithoutTheRecord) {
    std::vector<std::string> receipts;
    proof::VerifierKey key;
    {
        const auto record = open();
        fill(*record, 600);
        key = key_of(*record);
        for (std::int64_t i = 0; i < 600; i += 7) receipts.push_back(receipt(*record, i).bytes());
    }
    std::int64_t position = 0;
    for (const std::string& kept : receipts) {
        const auto read = proof::InclusionProof::parse(kept);
        EXPECT_TRUE(believed(read, key));
        const ReceiptContents contents = contents_of(read);
        EXPECT_EQ(contents.entry.position, position);
        EXPECT_EQ(contents.entry.state.text("body"), "words " + std::to_string(position));
        EXPECT_EQ(contents.checkpoint.size, 600U);
        position += 7;
    }
}

TEST_F(Log, AReceiptInWhichAnyByteOfTheEntryWasChangedIsNotBelieved) {
    const auto record = open();
    fill(*record, 20);
    const auto key = key_of(*record);
    const auto good = receipt(*record, 11);
    ASSERT_TRUE(believed(good, key));
    for (std::size_t i = 0; i < good.extra->size(); ++i) {
        auto changed = good;
        (*changed.extra)[i] = static_cast<char>((*changed.extra)[i] ^ 1);
        try {
            EXPECT_FALSE(believed(changed, key)) << i;
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), Fault::bad_request);  // no longer an entry at all
        }
    }
}

TEST_F(Log, ChecksReceiptsAgainstACheckpointThatThePartyHas) {
    const auto record = open();
    fill(*record, 5);
    const auto one = receipt(*record, 2);
    const proof::Checkpoint known = proof::checkpoint_in(checkpoint(*record));
    EXPECT_EQ(checked(one, {}, known).known, true);
    proof::Checkpoint other = known;
    other.root[0] ^= 1;
    EXPECT_EQ(checked(one, {}, other).known, false);
    fill(*record, 1);
    EXPECT_EQ(checked(one, {}, proof::checkpoint_in(checkpoint(*record))).known, std::nullopt);
}

TEST_F(Log, GrowsFromEachCheckpointToEveryLaterOne) {
    const auto record = open();
    std::vector<proof::Checkpoint> held;
    for (int i = 0; i < 12; ++i) {
        fill(*record, i * i + 1);
        held.push_back(proof::checkpoint_in(checkpoint(*record)));
        for (const auto& old : held) EXPECT_TRUE(growth(*record, old.size).holds_for(old.root));
    }
    EXPECT_TRUE(verify(*record, {}, held).findings.empty());
    EXPECT_EQ(fault_of([&] { (void)growth(*record, 1'000'000); }), Fault::bad_request);
}

TEST_F(Log, IsTheSameTreeForAMirrorThatHasTheTilesAlone) {
    const auto record = open();
    fill(*record, 66'000);
    const auto snapshot = record->snapshot();
    const auto size = static_cast<std::uint64_t>(snapshot.size());
    const auto fetch = [&](unsigned level, std::uint64_t number, unsigned width) {
        return tile(snapshot, {proof::Tile::What::hashes, level, number, width}).value();
    };
    EXPECT_EQ(proof::root(size, proof::nodes_from_tiles(size, fetch)), proof::checkpoint_in(checkpoint(*record)).root);
    const std::string bundle = tile(snapshot, {proof::Tile::What::entries, 0, 3, 256}).value();
    const auto leaves = proof::unbundled(bundle);
    ASSERT_TRUE(leaves);
    ASSERT_EQ(leaves->size(), 256U);
    EXPECT_EQ(leaves->at(5).size(), 32U);  // a hash and nothing of the entry
    EXPECT_EQ(proof::leaf_hash(leaves->at(5)), proof::hash_in_tile(fetch(0, 3, 256), 0, 5));
    EXPECT_FALSE(tile(snapshot, {proof::Tile::What::hashes, 0, 257, 256}));
    EXPECT_FALSE(tile(snapshot, {proof::Tile::What::hashes, 3, 0, 1}));
    EXPECT_TRUE(tile(snapshot, {proof::Tile::What::hashes, 2, 0, 1}));
}

TEST_F(Log, MakesItsTreeAnewWhereItIsMissingOrWrong) {
    {
        const auto record = open();
        fill(*record, 1000);
    }
    const Sha256 root = verify(*open(Access::read)).root;
    tamper(R"sql(DROP TABLE tile)sql");
    EXPECT_EQ(verify(*open(Access::read)).root, root);  // from the entries
    EXPECT_TRUE(verify(*open()).findings.empty());
    tamper(R"sql(UPDATE tile SET hashes = zeroblob(8192) WHERE level = 0 AND number = 2)sql");
    ASSERT_FALSE(verify(*open(Access::read)).findings.empty());
    EXPECT_EQ(verify(*open(Access::read)).findings.front().where, Finding::Where::tree);
    open()->rebuild();
    EXPECT_TRUE(verify(*open(Access::read)).findings.empty());
    EXPECT_EQ(verify(*open(Access::read)).root, root);
}

TEST_F(Log, KeepsItsKeyToItself) {
    const auto record = open();
    fill(*record, 1);
    (void)checkpoint(*record);
    struct stat facts {};
    ASSERT_EQ(stat(beside(".key").c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
    const std::string secret = read_whole(beside(".key")).value();
    record->rest();
    for (const auto& one : std::filesystem::directory_iterator(file.parent_path())) {
        if (one.path() == beside(".key")) continue;
        EXPECT_EQ(read_whole(one.path()).value().find(secret.substr(0, secret.size() - 1)), std::string::npos) << one.path();
    }
    chmod(beside(".key").c_str(), 0644);
    EXPECT_EQ(fault_of([&] { (void)checkpoint(*record); }), Fault::refused);
}

TEST_F(Log, SignsNothingWithoutTheKeyThatItHad) {
    const auto record = open();
    fill(*record, 3);
    const auto before = checkpoint(*record);
    std::filesystem::remove(beside(".key"));
    fill(*record, 1);  // acts go on
    EXPECT_EQ(fault_of([&] { (void)checkpoint(*record); }), Fault::unavailable);
    EXPECT_NE(said.find("comity key lost"), std::string::npos);
    const auto after = change_key(*record, {KeyChange::lost, {"operator at the command line", "jane"}, "the disk died"});
    EXPECT_EQ(after.signatures.size(), 1U);
    EXPECT_NE(after.signatures[0].id, before.signatures[0].id);
    const Entry entry = record->snapshot().last("log").value();
    EXPECT_EQ(entry.state.text("reason"), "lost");
    EXPECT_EQ(entry.state.integer("previous_believed_up_to"), 4);
    EXPECT_TRUE(verify(*record).findings.empty());
}

TEST_F(Log, ARotatedKeySignsItsSuccessorIn) {
    const auto record = open();
    fill(*record, 3);
    const auto old_key = key_of(*record);
    const auto note = change_key(*record, {KeyChange::rotated, {"operator at the command line", "jane"}, std::nullopt});
    const auto new_key = key_of(*record);
    EXPECT_NE(old_key, new_key);
    EXPECT_EQ(old_key.name, new_key.name);
    EXPECT_EQ(proof::signed_by(note, std::array{old_key, new_key}).size(), 2U);
    const auto handover = receipt(*record, 3);
    EXPECT_EQ(contents_of(handover).entry.state.text("key"), new_key.text());
    EXPECT_EQ(contents_of(handover).entry.state.text("previous_key"), old_key.text());
    EXPECT_TRUE(believed(handover, old_key));  // whoever knows the old key learns the new one from it
    fill(*record, 1);
    EXPECT_TRUE(proof::signed_by(checkpoint(*record), std::array{old_key}).empty());
    EXPECT_EQ(proof::signed_by(checkpoint(*record), std::array{new_key}).size(), 1U);
    change_key(*record, {KeyChange::stolen, {"operator at the command line", "jane"}, std::nullopt});
    EXPECT_TRUE(proof::signed_by(checkpoint(*record), std::array{new_key}).empty());
}

TEST_F(Log, AKeyChangeThatACrashCutOffIsCompleted) {
    const auto record = open();
    fill(*record, 1);
    const auto old_key = key_of(*record);
    const std::string old_file = read_whole(beside(".key")).value();
    change_key(*record, {KeyChange::rotated, {"operator at the command line", "jane"}, std::nullopt});
    const auto new_key = key_of(*record);
    // As it stood after the entry and before the files.
    std::filesystem::rename(beside(".key"), beside(".key.next"));
    write_durably(beside(".key"), old_file, 0600);
    EXPECT_EQ(key_of(*record), new_key);
    EXPECT_FALSE(std::filesystem::exists(beside(".key.next")));
}

TEST_F(Log, SignsNoOlderStateThatWasPutInItsPlace) {
    {
        const auto record = open();
        fill(*record, 3);
        record->rest();
    }
    std::filesystem::copy_file(file, beside(".copy"));
    {
        const auto record = open();
        fill(*record, 2);
        (void)checkpoint(*record);
    }
    for (const char* ending : {"-wal", "-shm"}) std::filesystem::remove(beside(ending));
    std::filesystem::copy_file(beside(".copy"), file, std::filesystem::copy_options::overwrite_existing);
    const auto record = open();
    EXPECT_EQ(fault_of([&] { (void)checkpoint(*record); }), Fault::refused);
    EXPECT_NE(said.find("an older state"), std::string::npos);
    EXPECT_FALSE(verify(*record).findings.empty());
    EXPECT_FALSE(verify(*open(Access::read)).findings.empty());
    fill(*record, 2);  // as many entries as before, and others
    EXPECT_EQ(fault_of([&] { (void)checkpoint(*record); }), Fault::refused);
    EXPECT_NE(said.find("not those"), std::string::npos);
    EXPECT_FALSE(verify(*record).findings.empty());
}

TEST_F(Log, AnEntryRewrittenWithItsHashesIsFoundByTheCheckpointOfAParty) {
    std::vector<proof::Checkpoint> held;
    {
        const auto record = open();
        fill(*record, 300);
        held.push_back(proof::checkpoint_in(checkpoint(*record)));
        record->rest();
    }
    // The operator rewrites entry 7, its hash and every tile, and throws away what was signed.
    {
        auto database = db::Connection::open(file.string(), db::Mode::write);
        auto rows = database.query(R"sql(SELECT salt, canonical FROM entry WHERE position = 7)sql");
        ASSERT_TRUE(rows.next());
        std::string canonical(rows.text(1));
        canonical.replace(canonical.find("words 7"), 7, "wards 7");
        const Sha256 leaf = sha256(std::string(rows.bytes(0)) + canonical);
        database.execute(R"sql(UPDATE entry SET canonical = $1, leaf = $2 WHERE position = 7)sql", canonical,
                         db::Blob{{reinterpret_cast<const char*>(leaf.data()), leaf.size()}});
    }
    open()->rebuild();
    std::filesystem::remove(beside(".checkpoint"));
    EXPECT_TRUE(verify(*open(Access::read)).findings.empty());  // nothing inside tells
    const auto found = verify(*open(Access::read), {}, held).findings;
    ASSERT_EQ(found.size(), 1U);
    EXPECT_NE(found[0].sentence.find("altered"), std::string::npos);
}

TEST_F(Log, OfAnotherRecordIsAnotherLog) {
    const auto record = open();
    fill(*record, 2);
    proof::Checkpoint strange = proof::checkpoint_in(checkpoint(*record));
    strange.origin = "comity/00";
    EXPECT_EQ(verify(*record, {}, std::array{strange}).findings.size(), 1U);
}

TEST_F(Log, SignsTheSameForAllWhoAskAtOnce) {
    const auto record = open();
    fill(*record, 1);
    std::vector<std::jthread> askers;
    for (int i = 0; i < 4; ++i) {
        askers.emplace_back([&] {
            const auto other = Record::open(file, Access::read, setup());
            for (int j = 0; j < 10; ++j) EXPECT_TRUE(believed(receipt(*other, 0), key_of(*other)));
        });
    }
    for (int i = 0; i < 20; ++i) fill(*record, 3);
    askers.clear();
    EXPECT_TRUE(verify(*record).findings.empty());
}

/// A record as the program wrote it before it kept a tree: the same tables without one, with salts and times that are always the same.
void write_old_record(const std::filesystem::path& file) {
    auto database = db::Connection::open(file.string(), db::Mode::write);
    database.script(R"sql(
CREATE TABLE property (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE entry (position INTEGER PRIMARY KEY, subject TEXT NOT NULL, revision INTEGER NOT NULL, kind TEXT NOT NULL, recorded TEXT NOT NULL,
                    salt BLOB NOT NULL, canonical TEXT NOT NULL, leaf BLOB NOT NULL, UNIQUE (subject, revision));
CREATE TABLE kept (sha256 BLOB PRIMARY KEY, size INTEGER NOT NULL, bytes BLOB NOT NULL);
CREATE TABLE derivation (name TEXT PRIMARY KEY, version INTEGER NOT NULL);
INSERT INTO property (name, value) VALUES ('format', '1'), ('purpose', 'own'), ('identity', '00112233445566778899aabbccddeeff');
)sql");
    for (int i = 0; i < 3; ++i) {
        const std::string when = fmt::format("2026-01-31T09:30:0{}.000Z", i);
        const std::string canonical = fmt::format(
            R"({{"act":"write","authority":null,"form":1,"kind":"note","on_behalf_of":null,"revision":1,"schema":1,"state":{{"body":"pears {0}"}},)"
            R"("subject":"note:{0}","when":"{1}","who":{{"as":"operator at the command line","name":"jane"}},"why":null}})", i, when);
        const std::string salt(32, static_cast<char>(i + 1));
        const Sha256 leaf = sha256(salt + canonical);
        database.execute(R"sql(INSERT INTO entry (position, subject, revision, kind, recorded, salt, canonical, leaf)
                               VALUES ($1, $2, 1, 'note', $3, $4, $5, $6))sql", i, fmt::format("note:{}", i), when, db::Blob{salt}, canonical,
                         db::Blob{{reinterpret_cast<const char*>(leaf.data()), leaf.size()}});
    }
}

TEST_F(Log, OfARecordFromBeforeThereWereTreesIsReadVerifiedAndSigned) {
    write_old_record(file);
    // Computed once by another program (hashlib of Python) from the same salts and texts.
    const std::string root = "fec2326eba71aa50f1ed0151b9fa9491a42df9cde4d2c3a6340d480b986ec54a";
    {
        const auto record = open();
        EXPECT_EQ(record->snapshot().at(2)->state.text("body"), "pears 2");
        const auto found = verify(*record);
        EXPECT_TRUE(found.findings.empty());
        EXPECT_EQ(hex(found.root), root);
        const auto signed_now = proof::checkpoint_in(checkpoint(*record));
        EXPECT_EQ(signed_now.origin, "comity/00112233445566778899aabbccddeeff");
        EXPECT_EQ(hex(signed_now.root), root);
        EXPECT_TRUE(believed(receipt(*record, 1), key_of(*record)));
        fill(*record, 1);
        EXPECT_TRUE(growth(*record, 3).holds_for(signed_now.root));
    }
    EXPECT_TRUE(verify(*open(Access::read)).findings.empty());
}

TEST_F(Log, IsSoundAfterKillsAtRandomMoments) {
    proof::VerifierKey key;
    std::vector<proof::Checkpoint> held;
    {
        const auto record = open();
        fill(*record, 1);
        key = key_of(*record);
    }
    for (int round = 0; round < 8; ++round) {
        const pid_t child = fork();
        if (child == 0) {
            const auto record = Record::open(file, Access::write, setup());
            for (int i = 0;; ++i) {
                fill(*record, 1 + i % 40);
                (void)checkpoint(*record);
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(30 + 17 * round));
        kill(child, SIGKILL);
        int status = 0;
        waitpid(child, &status, 0);
        const auto record = open();
        // What was signed is there: a checkpoint is signed only for what is durable.
        if (const auto last = last_checkpoint(*record)) held.push_back(proof::checkpoint_in(*last));
        EXPECT_TRUE(verify(*record, {}, held).findings.empty());
        EXPECT_TRUE(believed(receipt(*record, 0), key));
    }
}

}  // namespace
}  // namespace comity::record
