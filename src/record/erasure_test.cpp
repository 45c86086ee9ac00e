#include "record/erasure.hpp"

#include <algorithm>
#include <array>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "record/backup.hpp"
#include "record/log.hpp"
#include "record/receipts.hpp"
#include "record/seal.hpp"
#include "record/testing.hpp"
#include "record/verification.hpp"

namespace comity::record {
namespace {

using testing::append;
using testing::Folder;
using testing::note;
using testing::setup;

constexpr std::string_view secret = "marmalade";  // stands nowhere else

class Erasures : public ::testing::Test, protected testing::Refusals {
protected:
    Folder folder;
    std::filesystem::path file = folder / "comity.record";
    std::filesystem::path backup = folder / "kept";

    std::unique_ptr<Record> open() { return Record::open(file, Access::write, setup()); }

    /// A file of somebody, told of twice; a quotation of it; one that quotes the quotation; and what has nothing to do with it.
    static void fill(Record& record) {
        std::string bytes;
        {
            auto writing = record.write();
            bytes = writing.keep("a letter about " + std::string(secret));
            writing.commit();
        }
        Draft letter = note("letter:1", "brought " + std::string(secret));
        letter.state.put("sha256", bytes);
        append(record, letter);
        append(record, note("note:bystander", "words"));
        letter.state.put("body", "read again " + std::string(secret));
        append(record, letter);
        Draft quotation = note("quotation:1", "she speaks of " + std::string(secret));
        quotation.state.put("of", bytes);
        append(record, quotation);
        Draft further = note("quotation:2", "as said about " + std::string(secret));
        further.state.put("of", "quotation:1");
        append(record, further);
        append(record, note("note:bystander", "other words"));
    }
    static constexpr int filled = 6;

    static Erased erase_letter(Record& record) {
        return erase(record, {{"letter:1"}, {"operator at the command line", "jane"}, std::nullopt, "the writer asked for it", "the record's rules, section 4"});
    }

    [[nodiscard]] bool has_traces(const std::filesystem::path& of) const {
        for (const char* ending : {"", "-wal"}) {
            const auto bytes = read_whole(of.string() + ending);
            if (bytes && bytes->find(secret) != std::string::npos) return true;
        }
        return false;
    }
    static void expect_sound(const Record& record) {
        for (const Finding& one : verify(record).findings) ADD_FAILURE() << one.what << ": " << one.sentence;
    }
};

TEST_F(Erasures, TakeAllRevisionsAndAllThatQuotesThemAndLeaveTheProofs) {
    const auto record = open();
    fill(*record);
    const proof::Note before = checkpoint(*record);
    const proof::InclusionProof taken_home = receipt(*record, 0), of_bystander = receipt(*record, 1);
    const auto key = key_of(*record);

    const Erased done = erase_letter(*record);
    EXPECT_EQ(done.reach.subjects, (std::vector<std::string>{"letter:1", "quotation:1", "quotation:2"}));
    EXPECT_EQ(done.reach.entries, (std::vector<std::int64_t>{0, 2, 3, 4}));
    EXPECT_EQ(done.reach.kept.size(), 1U);
    EXPECT_TRUE(done.traces_are_gone);
    EXPECT_EQ(done.position, filled);

    const Snapshot now = record->snapshot();
    EXPECT_FALSE(now.last("letter:1"));
    EXPECT_TRUE(now.history("quotation:1").empty());
    EXPECT_EQ(now.last("note:bystander")->state.text("body"), "other words");
    EXPECT_THROW((void)now.bytes(done.reach.kept[0]), Error);
    for (const std::int64_t position : done.reach.entries) {
        EXPECT_EQ(now.at(position)->kind, erased_kind);
        EXPECT_EQ(erasure_of(now, position)->position, done.position);
        EXPECT_EQ(fault_of([&] { (void)receipt(*record, position); }), Fault::refused);
    }
    EXPECT_FALSE(erasure_of(now, 1));
    EXPECT_EQ(now.at(done.position)->why, "the writer asked for it");
    auto rows = now.tables().query(R"sql(SELECT subject FROM note ORDER BY subject)sql");
    ASSERT_TRUE(rows.next());
    EXPECT_EQ(rows.text(0), "note:bystander");
    EXPECT_FALSE(rows.next());

    // Nothing of what was promised before is broken.
    const std::array keys{key};
    EXPECT_TRUE(checked(taken_home, keys, std::nullopt).included);
    EXPECT_EQ(checked(of_bystander, keys, std::nullopt).signed_by.size(), 1U);
    const std::array held{proof::checkpoint_in(before)};
    EXPECT_TRUE(verify(*record, {}, held).findings.empty());
    EXPECT_TRUE(checked(receipt(*record, done.position), keys, std::nullopt).included);
    // The same may come in again: it is another act.
    EXPECT_EQ(append(*record, note("letter:1", "a new one")).revision, 1);
    expect_sound(*record);
}

TEST_F(Erasures, LeaveNoTraceInFilesNorInTheNextBackup) {
    {
        const auto record = open();
        fill(*record);
        record->rest();
        ASSERT_TRUE(has_traces(file));
        EXPECT_TRUE(erase_letter(*record).traces_are_gone);
        EXPECT_FALSE(has_traces(file));
        back_up(*record, backup);
    }
    EXPECT_FALSE(has_traces(file));
    EXPECT_FALSE(has_traces(backup));
    expect_sound(*open());
}

TEST_F(Erasures, WaitForThoseWhoStillReadAndAreFinishedLater) {
    {
        const auto record = open();
        fill(*record);
        const Snapshot reader = record->snapshot();
        EXPECT_FALSE(erase_letter(*record).traces_are_gone);
        EXPECT_TRUE(reader.last("letter:1"));  // what it saw it goes on seeing
    }
    expect_sound(*open());
    EXPECT_FALSE(has_traces(file));
}

TEST_F(Erasures, TakeNobodyElsesBytes) {
    const auto record = open();
    Draft first = note("letter:1", "one"), second = note("letter:2", "two"), both = note("bond:1", "they belong together");
    {
        auto writing = record->write();
        first.state.put("sha256", writing.keep("first bytes"));
        second.state.put("sha256", writing.keep("second bytes"));
        writing.commit();
    }
    append(*record, first);
    append(*record, second);
    both.state.put("one", first.state.text("sha256"));
    both.state.put("other", second.state.text("sha256"));
    append(*record, both);

    EXPECT_EQ(reach_of(record->snapshot(), std::array{std::string("bond:1")}).entries, std::vector<std::int64_t>{2});
    const Reach reach = reach_of(record->snapshot(), std::array{std::string("letter:1")});
    EXPECT_EQ(reach.subjects, (std::vector<std::string>{"letter:1", "bond:1"}));
    EXPECT_EQ(reach.kept, std::vector<std::string>{first.state.text("sha256")});
}

TEST_F(Erasures, AreDoneAgainInAnOlderStateThatIsPutBack) {
    proof::Note known = {};
    {
        const auto record = open();
        fill(*record);
        back_up(*record, backup);
        erase_letter(*record);
        known = checkpoint(*record);
    }
    RestoreRequest request;
    request.backup = backup;
    request.record = file;
    request.if_there = RestoreRequest::IfThere::move_aside;
    request.who = {"operator at the command line", "jane"};
    const Restored done = restore(request, setup());
    EXPECT_TRUE(done.new_origin);
    EXPECT_EQ(done.erased, 4U);
    {
        const auto record = open();
        EXPECT_FALSE(record->snapshot().last("letter:1"));
        expect_sound(*record);
    }
    EXPECT_FALSE(has_traces(file));

    // On another machine the list must be brought along.
    const auto list = folder / "list";
    std::filesystem::copy_file(list_of_erasures(file), list);
    request.record = folder / "elsewhere.record";
    EXPECT_EQ(restore(request, setup()).erased, 0U);
    request.record = folder / "third.record";
    request.erased = list;
    EXPECT_EQ(restore(request, setup()).erased, 4U);
    EXPECT_FALSE(has_traces(request.record));
}

TEST_F(Erasures, AreDoneAgainInAFileThatWasCopiedIntoPlace) {
    {
        const auto record = open();
        fill(*record);
    }
    std::filesystem::copy_file(file, folder / "copy");
    {
        const auto record = open();
        erase_letter(*record);
    }
    std::filesystem::copy_file(folder / "copy", file, std::filesystem::copy_options::overwrite_existing);
    const auto record = open();
    EXPECT_FALSE(record->snapshot().last("letter:1"));
    expect_sound(*record);
}

TEST_F(Erasures, AreRefusedWithoutReasonAndOfWhatTheLogNeeds) {
    const auto record = open();
    fill(*record);
    (void)change_key(*record, {KeyChange::rotated, {"operator at the command line", "jane"}, {}});
    const auto wanted = [&](std::string subject, std::string why) { return ErasureRequest{{std::move(subject)}, {"operator at the command line", "jane"}, {}, why, why}; };
    EXPECT_EQ(fault_of([&] { erase(*record, wanted("letter:1", "")); }), Fault::bad_request);
    EXPECT_EQ(fault_of([&] { erase(*record, wanted("letter:9", "why")); }), Fault::not_found);
    EXPECT_EQ(fault_of([&] { erase(*record, wanted("log", "why")); }), Fault::refused);
    const Erased done = erase_letter(*record);
    const std::string itself = record->snapshot().at(done.position)->subject;
    EXPECT_EQ(fault_of([&] { erase(*record, wanted(itself, "why")); }), Fault::refused);
    EXPECT_EQ(fault_of([&] { erase(*record, wanted("erased:0", "why")); }), Fault::conflict);
    EXPECT_EQ(record->snapshot().size(), filled + 2);
    expect_sound(*record);
}

TEST_F(Erasures, ThatNoEntrySaysAreFound) {
    {
        const auto record = open();
        fill(*record);
        erase_letter(*record);
    }
    {
        auto other = db::Connection::open_single(file.string());
        log::blank(other, 1);
    }
    const auto record = Record::open(file, Access::read, setup());
    const auto found = verify(*record).findings;
    const bool told = std::any_of(found.begin(), found.end(), [](const Finding& one) { return one.what == "entry 1" && one.sentence.find("no entry says") != std::string::npos; });
    EXPECT_TRUE(told);
}

TEST(ConfidentialEntries, SayItUnderTheirHashAndOthersAreAsTheyWere) {
    const auto record = Record::in_memory(setup());
    Draft draft = note("note:1", "for you alone");
    draft.confidential = true;
    const Entry entry = append(*record, draft);
    EXPECT_NE(canonical_form(entry).find(R"("confidential":true)"), std::string::npos);
    EXPECT_TRUE(record->snapshot().at(0)->confidential);
    const Entry open = append(*record, note("note:2", "for all"));
    EXPECT_EQ(canonical_form(open).find("confidential"), std::string::npos);
    EXPECT_FALSE(record->snapshot().at(1)->confidential);
    EXPECT_TRUE(verify(*record).findings.empty());
}

}  // namespace
}  // namespace comity::record
