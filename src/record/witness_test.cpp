// Witnesses: what one signs, what it never signs, and what becomes of its signatures.
#include <array>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "record/receipts.hpp"
#include "record/testing.hpp"
#include "record/witness_book.hpp"
#include "record/witnesses.hpp"

namespace comity::record {
namespace {

using testing::Folder;
using testing::note;
using testing::setup;

constexpr std::uint64_t noon = 1'800'000'000;

class Witnessed : public ::testing::Test, protected testing::Refusals {
protected:
    Folder folder;
    std::unique_ptr<Record> record = Record::open(folder / "comity.record", Access::write, setup());
    WitnessBook harbour = WitnessBook::make(folder / "harbour", "witness.example.org/harbour");

    void add(int entries, Record& to) {
        auto writing = to.write();
        for (int i = 0; i < entries; ++i) writing.append(note("note:" + std::to_string(++written), "words"));
        writing.commit();
    }
    void add(int entries) { add(entries, *record); }
    proof::Note see(const proof::GrowthProof& growth) { return harbour.see(growth.checkpoint, growth, noon); }
    void choose(const WitnessBook& book) const { change_witnesses(*record, {WitnessRequest::Act::add, book.key().text(), {"operator at the command line", "jane"}, {}}); }
    int written = 0;
};

TEST_F(Witnessed, AWitnessSignsWhatGrowsAndSaysWhen) {
    add(5);
    harbour.watch(key_of(*record));
    const proof::Note first = harbour.see(checkpoint(*record), {}, noon);
    const auto by = proof::signed_by(first, std::array{harbour.key()});
    ASSERT_EQ(by.size(), 1U);
    EXPECT_EQ(by[0].seen, noon);
    EXPECT_EQ(proof::signed_by(first, std::array{key_of(*record)}).size(), 1U) << "the log's own signature stays";
    add(7);
    EXPECT_EQ(fault_of([&] { harbour.see(checkpoint(*record), {}, noon); }), Fault::bad_request);
    EXPECT_NE(said.find("/log/growth/5"), std::string::npos) << said;
    EXPECT_EQ(proof::checkpoint_in(see(growth(*record, 5))).size, 12U);
    EXPECT_EQ(proof::checkpoint_in(harbour.see(checkpoint(*record), {}, noon)).size, 12U) << "the same again needs no proof";
    EXPECT_EQ(fault_of([&] { harbour.see(first, {}, noon); }), Fault::refused) << "older";
}

TEST_F(Witnessed, AWitnessNeverSignsTwoHistories) {
    add(5);
    harbour.watch(key_of(*record));
    (void)harbour.see(checkpoint(*record), {}, noon);
    // The keeper goes back and tells it otherwise, under the same name and key.
    const auto copy = folder / "copy.record";
    const proof::Note before = checkpoint(*record);
    record.reset();
    for (const char* ending : {"", ".key"}) std::filesystem::copy_file(folder / ("comity.record" + std::string(ending)), copy.string() + ending);
    const auto other = Record::open(copy, Access::write, setup());
    add(3, *other);
    record = Record::open(folder / "comity.record", Access::write, setup());
    add(3);
    (void)see(growth(*record, 5));
    EXPECT_EQ(fault_of([&] { harbour.see(checkpoint(*other), {}, noon); }), Fault::refused);
    EXPECT_NE(said.find("CONTRADICTS"), std::string::npos) << said;
    add(1, *other);
    EXPECT_EQ(fault_of([&] { see(growth(*other, 8)); }), Fault::refused);
    EXPECT_NE(said.find("CONTRADICTS"), std::string::npos) << said;
    EXPECT_EQ(fault_of([&] { see(growth(*other, 5)); }), Fault::bad_request) << "a proof from elsewhere than what was seen";
}

TEST_F(Witnessed, AWitnessLooksOnlyAtLogsThatItKnows) {
    add(1);
    EXPECT_EQ(fault_of([&] { harbour.see(checkpoint(*record), {}, noon); }), Fault::refused);
    harbour.watch(key_of(*record));
    proof::Note forged = checkpoint(*record);
    forged.signatures.clear();
    proof::sign(forged, proof::SigningKey(key_of(*record).name, proof::KeyKind::log, {1, 2, 3}));
    EXPECT_EQ(fault_of([&] { harbour.see(forged, {}, noon); }), Fault::refused);
    EXPECT_EQ(fault_of([&] { harbour.watch(harbour.key()); }), Fault::bad_request);
    EXPECT_EQ(harbour.logs().size(), 1U);
    EXPECT_FALSE(harbour.logs()[0].seen);
}

TEST_F(Witnessed, ABookIsOfOneProcessAndItsOwnerAlone) {
    EXPECT_EQ(fault_of([&] { (void)WitnessBook::open(folder / "harbour"); }), Fault::conflict);
    EXPECT_EQ(fault_of([&] { (void)WitnessBook::open(folder / "nothing"); }), Fault::not_found);
    EXPECT_EQ(fault_of([&] { (void)WitnessBook::make(folder / "spaced", "two words"); }), Fault::bad_request);
    { const auto tower = WitnessBook::make(folder / "tower", "witness.example.org/tower"); }
    EXPECT_EQ(fault_of([&] { (void)WitnessBook::make(folder / "tower", "another"); }), Fault::conflict);
    std::filesystem::permissions(folder / "tower/witness.key", std::filesystem::perms::others_read, std::filesystem::perm_options::add);
    EXPECT_EQ(fault_of([&] { (void)WitnessBook::open(folder / "tower"); }), Fault::refused);
}

TEST_F(Witnessed, ReceiptsCarryTheSignaturesOfThoseWhoHaveSeenTheirEntry) {
    add(4);
    auto tower = WitnessBook::make(folder / "tower", "witness.example.org/tower");
    choose(harbour);
    choose(tower);
    for (WitnessBook* book : {&harbour, &tower}) {
        book->watch(key_of(*record));
        EXPECT_EQ(take_witnessed(*record, book->see(checkpoint(*record), {}, noon)).size(), 1U);
    }
    add(2);
    EXPECT_EQ(take_witnessed(*record, see(growth(*record, 6))).size(), 1U);
    add(1);
    const std::array keys = {key_of(*record), harbour.key(), tower.key()};
    const auto seen_of = [&](std::int64_t position) {
        const auto found = checked(proof::InclusionProof::parse(receipt(*record, position).bytes()), keys, {});
        EXPECT_TRUE(found.included) << position;
        return found.signed_by.size();
    };
    EXPECT_EQ(seen_of(0), 3U) << "the log and both";
    EXPECT_EQ(seen_of(7), 2U) << "the log and the one who came again";
    EXPECT_EQ(seen_of(8), 1U) << "not seen yet";
    const auto seen = seen_by_witnesses(*record, record->snapshot());
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_EQ(seen[0].witness, harbour.key());
    EXPECT_EQ(seen[0].size, 8U);
    EXPECT_EQ(seen[1].size, 6U);
    EXPECT_EQ(seen[1].seconds, noon);
    // Withdrawn, it counts no longer; what it has signed stays with whoever has it.
    change_witnesses(*record, {WitnessRequest::Act::withdraw, tower.key().name, {"operator at the command line", "jane"}, "moved away"});
    EXPECT_EQ(seen_by_witnesses(*record, record->snapshot()).size(), 1U);
}

TEST_F(Witnessed, OnlyWhatWitnessesOfTheRecordSignedIsTaken) {
    add(3);
    harbour.watch(key_of(*record));
    const proof::Note seen = harbour.see(checkpoint(*record), {}, noon);
    EXPECT_EQ(fault_of([&] { take_witnessed(*record, seen); }), Fault::refused) << "nobody has chosen it";
    choose(harbour);
    proof::Note padded = seen;
    proof::cosign(padded, proof::SigningKey("stranger", proof::KeyKind::witness, {9}), noon);
    EXPECT_EQ(take_witnessed(*record, padded).size(), 1U);
    EXPECT_EQ(take_witnessed(*record, padded).size(), 1U) << "the same again";
    EXPECT_EQ(receipt(*record, 0).checkpoint.signatures.size(), 2U) << "no stranger is carried along";
    EXPECT_EQ(fault_of([&] { change_witnesses(*record, {WitnessRequest::Act::add, harbour.key().text(), {"operator at the command line", "jane"}, {}}); }), Fault::conflict);
    EXPECT_EQ(fault_of([&] { change_witnesses(*record, {WitnessRequest::Act::add, key_of(*record).text(), {"operator at the command line", "jane"}, {}}); }), Fault::bad_request);
    const auto other = Record::open(folder / "other.record", Access::write, setup());
    add(3, *other);
    EXPECT_EQ(fault_of([&] { take_witnessed(*other, seen); }), Fault::refused) << "of another log";
    proof::Note unsigned_by_log = seen;
    std::erase_if(unsigned_by_log.signatures, [&](const proof::NoteSignature& one) { return one.name == key_of(*record).name; });
    EXPECT_EQ(fault_of([&] { take_witnessed(*record, unsigned_by_log); }), Fault::refused);
}

TEST_F(Witnessed, AfterAChangeOfTheKeyReceiptsAreNotGivenUnderTheOldOne) {
    add(3);
    choose(harbour);
    harbour.watch(key_of(*record));
    take_witnessed(*record, harbour.see(checkpoint(*record), {}, noon));
    change_key(*record, {KeyChange::stolen, {"operator at the command line", "jane"}, "a laptop was lost"});
    const auto found = checked(receipt(*record, 0), std::array{key_of(*record)}, {});
    EXPECT_TRUE(found.included);
    EXPECT_EQ(found.signed_by.size(), 1U);
    harbour.watch(key_of(*record));
    EXPECT_EQ(take_witnessed(*record, see(growth(*record, 4))).size(), 1U) << "the witness goes on with the new key";
}

TEST_F(Witnessed, ADamagedFileOfSignaturesIsSaidAndLosesNothing) {
    add(3);
    choose(harbour);
    harbour.watch(key_of(*record));
    take_witnessed(*record, harbour.see(checkpoint(*record), {}, noon));
    const std::string file = record->file().string() + ".witnessed";
    std::ifstream stream(file, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(stream), {}};
    for (const std::string& damaged : {whole.substr(0, whole.size() / 2), "x\n" + whole, std::string("99999999\n"), std::string("7")}) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << damaged;
        EXPECT_NE(fault_of([&] { (void)receipt(*record, 0); }), Fault::conflict) << said;
    }
    std::filesystem::remove(file);
    EXPECT_EQ(checked(receipt(*record, 0), std::array{key_of(*record)}, {}).signed_by.size(), 1U);
}

}  // namespace
}  // namespace comity::record
