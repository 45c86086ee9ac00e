#include "record/backup.hpp"

#include <thread>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "record/copying.hpp"
#include "record/receipts.hpp"
#include "record/testing.hpp"
#include "record/verification.hpp"

namespace comity::record {
namespace {

using testing::Folder;
using testing::note;
using testing::setup;

class Backups : public ::testing::Test {
protected:
    Folder folder;
    std::filesystem::path file = folder / "comity.record";
    std::filesystem::path backup = folder / "kept";

    std::unique_ptr<Record> open() { return Record::open(file, Access::write, setup()); }
    void fill(Record& record, int entries) {
        auto writing = record.write();
        for (int i = 0; i < entries; ++i) writing.append(note("note:" + std::to_string(i), "words " + std::to_string(i)));
        writing.commit();
    }
    RestoreRequest request(RestoreRequest::IfThere if_there = RestoreRequest::IfThere::move_aside) {
        RestoreRequest made;
        made.backup = backup;
        made.record = file;
        made.if_there = if_there;
        made.who = {"operator at the command line", "jane"};
        return made;
    }
    template <typename Work>
    Fault fault_of(Work work) {
        try {
            work();
        } catch (const Error& error) {
            return error.fault();
        }
        ADD_FAILURE() << "nothing was thrown";
        return Fault::bad_request;
    }
};

TEST_F(Backups, AreOneSoundFileWhileSomebodyWrites) {
    const auto record = open();
    fill(*record, 300);
    std::jthread writer([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) fill(*record, 7);
    });
    for (int i = 0; i < 5; ++i) {
        const auto name = folder / ("kept-" + std::to_string(i));
        const BackedUp made = back_up(*record, name);
        EXPECT_GE(made.entries, 300);
        for (const char* beside : {"-wal", "-shm", "-journal", ".new"}) EXPECT_FALSE(std::filesystem::exists(name.string() + beside));
        const auto found = verify(*Record::open(name, Access::read, setup()));
        EXPECT_TRUE(found.findings.empty());
        EXPECT_EQ(found.entries, made.entries);
    }
}

TEST_F(Backups, AreNotWrittenOverAndNotWrittenInto) {
    const auto record = open();
    fill(*record, 3);
    back_up(*record, backup);
    EXPECT_EQ(fault_of([&] { back_up(*record, backup); }), Fault::conflict);
    EXPECT_EQ(fault_of([&] { (void)Record::open(backup, Access::write, setup()); }), Fault::refused);
}

TEST_F(Backups, AreRefusedWithTheirOwnNameWhereTheyCanNotStand) {
    const auto record = open();
    fill(*record, 3);
    const auto said = [](const auto& work) -> std::string {
        try {
            work();
        } catch (const Error& error) {
            return error.what();
        }
        return "";
    };
    const auto nowhere = folder / "none" / "kept";
    EXPECT_NE(said([&] { back_up(*record, nowhere); }).find("none for kept"), std::string::npos);
    RestoreRequest lost = request();
    lost.backup = nowhere;
    EXPECT_NE(said([&] { restore(lost, setup()); }).find("there is no backup at"), std::string::npos);
}

TEST_F(Backups, AreNotTakenForAPlaceToCopyInto) {
    {
        const auto record = open();
        fill(*record, 3);
        back_up(*record, backup);
    }
    const auto bytes = std::filesystem::file_size(backup);
    EXPECT_EQ(fault_of([&] { (void)move(file, backup, setup(), [] {}, {}); }), Fault::conflict);
    EXPECT_EQ(std::filesystem::file_size(backup), bytes);
    EXPECT_EQ(fault_of([&] { (void)move(file, folder / "none" / "copy", setup(), [] {}, {}); }), Fault::not_found);
    const auto copy = folder / "copy";
    EXPECT_THROW((void)move(file, copy, setup(), [] { throw Error(Fault::unavailable, "no accounts"); }, {}), Error);
    EXPECT_EQ(move(file, copy, setup(), [] {}, {}).entries, Record::open(copy, Access::read, setup())->snapshot().size()) << "an interrupted copy is completed";
    EXPECT_EQ(fault_of([&] { (void)move(file, folder / "another", setup(), [] {}, {}); }), Fault::refused);
    EXPECT_FALSE(std::filesystem::exists(folder / "another.lock")) << "of a refused copy nothing stays";
}

TEST_F(Backups, HoldNoKey) {
    const auto record = open();
    fill(*record, 3);
    back_up(*record, backup);
    EXPECT_FALSE(std::filesystem::exists(backup.string() + ".key"));
    EXPECT_EQ(fault_of([&] { (void)checkpoint(*Record::open(backup, Access::read, setup())); }), Fault::refused);
}

TEST_F(Backups, PutBackWithNothingLostTheLogGoesOn) {
    proof::VerifierKey key;
    {
        const auto record = open();
        fill(*record, 300);
        key = key_of(*record);
        back_up(*record, backup);
    }
    const Restored made = restore(request(), setup());
    EXPECT_FALSE(made.new_origin);
    EXPECT_TRUE(std::filesystem::exists(made.moved_to) || (db::testing::database() && made.moved_to.starts_with("in the schema "))) << made.moved_to;
    const auto record = open();
    EXPECT_EQ(key_of(*record), key);
    fill(*record, 1);
    EXPECT_TRUE(verify(*record).findings.empty());
    EXPECT_EQ(proof::checkpoint_in(checkpoint(*record)).size, 301U);
}

TEST_F(Backups, PutBackOverLaterActsTheLogBeginsAnewAndSaysSo) {
    proof::VerifierKey key;
    proof::InclusionProof kept, lost;
    proof::Checkpoint before, after;
    std::string origin;
    {
        const auto record = open();
        fill(*record, 300);
        back_up(*record, backup);
        key = key_of(*record);
        kept = receipt(*record, 7);
        before = proof::checkpoint_in(checkpoint(*record));
        fill(*record, 5);
        lost = receipt(*record, 302);
        after = proof::checkpoint_in(checkpoint(*record));
    }
    auto dry = request();
    dry.what = RestoreRequest::Do::only_say;
    EXPECT_TRUE(restore(dry, setup()).new_origin);
    EXPECT_EQ(open()->snapshot().size(), 305);

    const Restored made = restore(request(), setup());
    EXPECT_TRUE(made.new_origin);
    EXPECT_EQ(made.last_known->size, 305U);
    const auto record = open();
    EXPECT_NE(key_of(*record).name, key.name);
    const Entry first = record->snapshot().at(300).value();
    EXPECT_EQ(first.act, "begin anew");
    EXPECT_EQ(first.state.text("origin"), made.origin);
    EXPECT_EQ(first.state.text("previous_origin"), key.name);
    EXPECT_EQ(proof::checkpoint_in(proof::Note::parse(first.state.text("last_known"))), after);
    // What was in the backup is still what was signed for; what came after is gone, and both can be shown.
    EXPECT_TRUE(verify(*record, {}, std::array{before}).findings.empty());
    EXPECT_EQ(verify(*record, {}, std::array{after}).findings.size(), 1U);
    for (const auto& receipt : {kept, lost}) {
        const Checked found = checked(receipt, std::array{key}, std::nullopt);
        EXPECT_TRUE(found.included && found.signed_by.size() == 1);
    }
    EXPECT_TRUE(growth(*record, before.size).holds_for(before.root));
}

TEST_F(Backups, RestoredUnderAnotherNameAreAnotherLog) {
    const auto record = open();
    fill(*record, 3);
    back_up(*record, backup);
    auto elsewhere = request(RestoreRequest::IfThere::refuse);
    elsewhere.record = folder / "other.record";
    const Restored made = restore(elsewhere, setup());
    EXPECT_TRUE(made.new_origin);
    const auto other = Record::open(elsewhere.record, Access::write, setup());
    EXPECT_EQ(other->snapshot().size(), 4);
    EXPECT_NE(proof::checkpoint_in(checkpoint(*other)).origin, proof::checkpoint_in(checkpoint(*record)).origin);
    EXPECT_TRUE(verify(*other).findings.empty());
    EXPECT_EQ(fault_of([&] { restore(elsewhere, setup()); }), Fault::conflict);
}

TEST_F(Backups, AreRefusedIfAnythingInThemWasChanged) {
    {
        const auto record = open();
        fill(*record, 10);
        back_up(*record, backup);
    }
    db::Connection::open_single(backup.string()).execute(R"sql(UPDATE entry SET canonical = replace(canonical, 'words 3', 'wards 3'))sql");
    EXPECT_EQ(fault_of([&] { restore(request(), setup()); }), Fault::refused);
    EXPECT_EQ(open()->snapshot().size(), 10);
}

TEST_F(Backups, ACutOffRestoreIsDoneAgain) {
    {
        const auto record = open();
        fill(*record, 4);
        back_up(*record, backup);
        fill(*record, 1);
        (void)checkpoint(*record);
    }
    // As a crash leaves it between the new file and the first entry under the new name.
    std::filesystem::remove(file);
    for (const char* beside : {"-wal", "-shm"}) std::filesystem::remove(file.string() + beside);
    std::filesystem::copy_file(backup, file);
    EXPECT_EQ(fault_of([&] { (void)open(); }), Fault::refused);
    EXPECT_TRUE(restore(request(), setup()).new_origin);
    EXPECT_EQ(open()->snapshot().size(), 5);
}

}  // namespace
}  // namespace comity::record
