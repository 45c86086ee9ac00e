#include "record/mirror.hpp"

#include <csignal>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "proof/base64.hpp"
#include "record/backup.hpp"
#include "record/copying.hpp"
#include "record/erasure.hpp"
#include "record/mirror_rows.hpp"
#include "record/open_form.hpp"
#include "record/receipts.hpp"
#include "record/testing.hpp"
#include "record/verification.hpp"
#include "record/whole_export.hpp"
#include "record/witness_book.hpp"
#include "record/witnesses.hpp"

namespace comity::record {
namespace {

namespace fs = std::filesystem;
using testing::append;
using testing::Folder;
using testing::in_a_process;
using testing::note;
using testing::setup;

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}
void put(const fs::path& path, std::string_view bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// Each row of the log and all that is kept, byte for byte.
std::vector<std::string> all_of(const Record& record) {
    const Snapshot snapshot = record.snapshot_as_it_is();
    std::vector<std::string> all;
    log::each_raw(snapshot.tables(), [&](const log::Raw& raw) {
        all.push_back(fmt::format("{} {} {} {} {} {} {} {}", raw.position, raw.subject, raw.revision, raw.kind, raw.when, hex(raw.salt), raw.canonical, hex(raw.leaf)));
    });
    log::each_kept(snapshot.tables(), [&](std::string_view hash, std::int64_t size, std::string_view) { all.push_back(fmt::format("{} {}", hex(hash), size)); });
    return all;
}

class Mirrors : public ::testing::Test, protected testing::Refusals {
protected:
    Folder folder;
    fs::path file = folder / "comity.record", copy = folder / "mirror.record", out = folder / "out";

    std::unique_ptr<Record> open() { return Record::open(file, Access::write, setup()); }
    std::unique_ptr<Record> mirror() { return Record::open(copy, Access::write, setup()); }
    /// Entries from that number on, each tenth with a text that doesn't stand in it.
    static void fill(Record& record, int from, int entries) {
        auto writing = record.write();
        for (int i = from; i < from + entries; ++i) {
            writing.append(note("note:" + std::to_string(i % 70), i % 10 == 0 ? std::string(5000, static_cast<char>('a' + i % 26)) + std::to_string(i) : "words \"" + std::to_string(i) + "\" é"));
        }
        writing.commit();
    }
    /// For its parties alone, and so long that it doesn't stand in the entry.
    static std::string secret() { return "what only the parties may know" + std::string(5000, ' '); }
    static void append_confidential(Record& record, const std::string& subject) {
        Draft draft = note(subject, secret());
        draft.confidential = true;
        append(record, draft);
    }
    Written export_to(const Record& record, const fs::path& place, WholeRequest::Confidential confidential = WholeRequest::Confidential::withheld) {
        WholeRequest request;
        request.folder = place;
        request.confidential = confidential;
        return export_whole(record, request);
    }
    Mirrored make(const fs::path& from, std::vector<proof::VerifierKey> keys = {}) { return make_mirror(copy, {from, std::move(keys)}, setup()); }
    Mirrored follow(const fs::path& from, std::vector<proof::VerifierKey> keys = {}) { return take_later(*mirror(), {from, std::move(keys)}); }
    void expect_no_part_of_a_record() {
        for (const auto& entry : fs::directory_iterator(copy.parent_path())) {
            const std::string name = entry.path().filename().string();
            EXPECT_TRUE(!name.starts_with("mirror.record") || name == "mirror.record.lock" || (name == "mirror.record" && !record_stands_at(copy))) << name;
        }
    }
};

TEST_F(Mirrors, HaveEveryLeafByteAndProofOfTheirLog) {
    const auto record = open();
    fill(*record, 0, 600);
    const Written written = export_to(*record, out);
    EXPECT_EQ(written.entries, 600);
    EXPECT_EQ(written.files, 60);
    const Mirrored made = make(out, {key_of(*record)});
    EXPECT_EQ(made.entries, 600);
    EXPECT_EQ(made.by, Mirrored::By::given);
    const auto copied = mirror();
    EXPECT_TRUE(is_mirror(*copied));
    EXPECT_EQ(all_of(*copied), all_of(*record));
    EXPECT_EQ(copied->identity(), record->identity());
    EXPECT_EQ(key_of(*copied), key_of(*record));
    EXPECT_EQ(checkpoint(*copied), checkpoint(*record));
    for (const std::int64_t position : {0, 10, 255, 256, 599}) EXPECT_EQ(receipt(*copied, position), receipt(*record, position));
    EXPECT_EQ(growth(*copied, 257), growth(*record, 257));
    const auto found = verify(*copied);
    EXPECT_TRUE(found.findings.empty()) << found.findings[0].sentence;
    EXPECT_EQ(copied->snapshot().last("note:7")->state.text("body"), record->snapshot().last("note:7")->state.text("body"));
    EXPECT_FALSE(fs::exists(copy.string() + ".key"));
    // The export of a mirror is the export that it was made of.
    export_to(*copied, folder / "again");
    for (const char* name : {"entries.jsonl", "checkpoint", "log.vkey", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/001"}) EXPECT_EQ(read(folder / "again" / name), read(out / name)) << name;
}

TEST_F(Mirrors, CanBeOfAnEmptyLog) {
    const auto record = open();
    export_to(*record, out);
    EXPECT_EQ(make(out).entries, 0);
    fill(*record, 0, 3);
    export_to(*record, folder / "later");
    EXPECT_EQ(follow(folder / "later").added, 3);
    EXPECT_TRUE(verify(*mirror()).findings.empty());
}

TEST_F(Mirrors, TakeNoActsAndSayWhoseTheyAre) {
    const auto record = open();
    fill(*record, 0, 3);
    export_to(*record, out);
    make(out);
    const auto copied = mirror();
    EXPECT_EQ(fault_of([&] { append(*copied, note("note:1", "an act")); }), Fault::refused);
    EXPECT_NE(said.find(followed(*copied)->origin), std::string::npos) << said;
    EXPECT_EQ(fault_of([&] { change_key(*copied, {}); }), Fault::refused);
    EXPECT_FALSE(fs::exists(copy.string() + ".key.next"));
    copied->rebuild();
    EXPECT_TRUE(verify(*copied).findings.empty());
}

TEST_F(Mirrors, TakeWhatALaterExportHasMore) {
    const auto record = open();
    fill(*record, 0, 250);
    export_to(*record, out);
    const auto old = checkpoint(*record);
    make(out);
    fill(*record, 250, 300);
    export_to(*record, folder / "later");
    const Mirrored taken = follow(folder / "later");
    EXPECT_EQ(taken.added, 300);
    EXPECT_EQ(taken.by, Mirrored::By::known);
    EXPECT_EQ(all_of(*mirror()), all_of(*record));
    EXPECT_TRUE(verify(*mirror(), {}, std::array{proof::checkpoint_in(old)}).findings.empty());
    EXPECT_EQ(follow(folder / "later").added, 0);
    EXPECT_EQ(fault_of([&] { follow(out); }), Fault::refused);
    EXPECT_NE(said.find("older"), std::string::npos) << said;
    EXPECT_EQ(all_of(*mirror()), all_of(*record));
}

TEST_F(Mirrors, RefuseWhatContradictsThem) {
    const fs::path fork = folder / "fork.record";
    {
        const auto record = open();
        fill(*record, 0, 5);
        (void)key_of(*record);
    }
    for (const char* ending : {"", ".key"}) fs::copy_file(file.string() + ending, fork.string() + ending);
    const auto record = open();
    fill(*record, 5, 5);
    export_to(*record, out);
    make(out);
    const auto forked = Record::open(fork, Access::write, setup());
    fill(*forked, 5, 9);
    export_to(*forked, folder / "other past");
    EXPECT_EQ(fault_of([&] { follow(folder / "other past"); }), Fault::refused);
    EXPECT_NE(said.find("line 6: entry 5 is another one"), std::string::npos) << said;

    const auto foreign = Record::open(folder / "foreign.record", Access::write, setup());
    fill(*foreign, 0, 20);
    export_to(*foreign, folder / "foreign");
    EXPECT_EQ(fault_of([&] { follow(folder / "foreign"); }), Fault::refused);
    EXPECT_NE(said.find("of another log"), std::string::npos) << said;
    const fs::path plain = folder / "plain.record";
    (void)Record::open(plain, Access::write, setup());
    EXPECT_EQ(fault_of([&] { take_later(*Record::open(plain, Access::write, setup()), {out, {}}); }), Fault::refused);
    EXPECT_NE(said.find("follows no other"), std::string::npos) << said;
    EXPECT_EQ(fault_of([&] { make(out); }), Fault::conflict);  // there is one
    EXPECT_EQ(all_of(*mirror()), all_of(*record));
}

TEST_F(Mirrors, BelieveNoKeyThatNobodyVouchesFor) {
    const auto record = open();
    fill(*record, 0, 5);
    const auto key = key_of(*record);
    export_to(*record, out);
    const auto foreign = Record::in_memory(setup());
    EXPECT_EQ(fault_of([&] { make(out, {key_of(*foreign)}); }), Fault::refused);
    expect_no_part_of_a_record();
    EXPECT_EQ(make(out).by, Mirrored::By::folder);

    // The moment of a rotation is signed by both keys; later ones by the new key alone.
    change_key(*record, {});
    export_to(*record, folder / "rotated");
    fill(*record, 6, 1);
    export_to(*record, folder / "later");
    EXPECT_EQ(fault_of([&] { follow(folder / "later"); }), Fault::refused);
    EXPECT_NE(said.find(key.text()), std::string::npos) << said;
    EXPECT_EQ(follow(folder / "rotated").key, key_of(*record));
    EXPECT_EQ(follow(folder / "later").by, Mirrored::By::known);
    // What the old key signs alone after that is not to be believed, whoever gives it.
    fs::remove(copy);
    EXPECT_EQ(make(folder / "later", {key_of(*record)}).by, Mirrored::By::given);
}

TEST_F(Mirrors, BecomeRecordsOfTheirOwnThatNameWhereTheyCameFrom) {
    const auto record = open();
    fill(*record, 0, 300);
    export_to(*record, out);
    make(out);
    const auto kept = receipt(*record, 7);
    const auto key = key_of(*record);
    const BegunAnew begun = begin_anew(copy, {{"operator at the command line", "jane"}, "the keeper has closed"}, setup());
    EXPECT_EQ(begun.previous_origin, key.name);
    EXPECT_EQ(begun.position, 300);
    const auto own = mirror();
    EXPECT_FALSE(is_mirror(*own));
    const Entry first = own->snapshot().at(300).value();
    EXPECT_EQ(first.act, "begin anew");
    EXPECT_EQ(first.state.text("origin"), begun.origin);
    EXPECT_EQ(first.state.text("previous_key"), key.text());
    EXPECT_EQ(proof::Note::parse(first.state.text("last_known")), checkpoint(*record));
    EXPECT_EQ(first.why, "the keeper has closed");
    EXPECT_EQ(key_of(*own).name, begun.origin);
    fill(*own, 301, 4);
    EXPECT_TRUE(verify(*own, {}, std::array{proof::checkpoint_in(checkpoint(*record))}).findings.empty());
    EXPECT_TRUE(checked(kept, std::array{key}, std::nullopt).included);
    EXPECT_TRUE(growth(*own, 300).holds_for(proof::checkpoint_in(checkpoint(*record)).root));
    EXPECT_EQ(fault_of([&] { begin_anew(file, {{"operator at the command line", "jane"}, "why not"}, setup()); }), Fault::conflict);  // held
    export_to(*own, folder / "anew");
    EXPECT_EQ(make_mirror(folder / "third.record", {folder / "anew", {key_of(*own)}}, setup()).entries, 305);
}

TEST_F(Mirrors, AreBackedUpAndPutBackAsMirrors) {
    const auto record = open();
    fill(*record, 0, 5);
    export_to(*record, out);
    make(out);
    back_up(*mirror(), folder / "kept");
    RestoreRequest request;
    request.backup = folder / "kept";
    request.record = folder / "restored.record";
    request.who = {"operator at the command line", "jane"};
    EXPECT_FALSE(restore(request, setup()).new_origin);
    const auto restored = Record::open(request.record, Access::write, setup());
    EXPECT_TRUE(is_mirror(*restored));
    EXPECT_EQ(all_of(*restored), all_of(*record));
    EXPECT_TRUE(verify(*restored).findings.empty());
}

TEST_F(Mirrors, DontGetBackWhatWasErasedWithAnOlderState) {
    const auto record = open();
    fill(*record, 0, 25);
    export_to(*record, out);
    make(out);
    back_up(*mirror(), folder / "kept");
    const std::string long_text = hex(sha256(std::string(5000, 'a') + "0"));
    ASSERT_TRUE(log::is_kept(mirror()->snapshot().tables(), long_text));
    erase(*record, {{"note:0"}, {"operator at the command line", "jane"}, std::nullopt, "a party asked", "rules, 4"});
    export_to(*record, folder / "later");
    follow(folder / "later");
    const auto gone = [&] {
        const auto copied = mirror();
        EXPECT_EQ(copied->snapshot().at(0)->act, "be withheld");
        EXPECT_FALSE(log::is_kept(copied->snapshot().tables(), long_text));
        EXPECT_EQ(copied->snapshot().last("note:1")->state.text("body"), record->snapshot().last("note:1")->state.text("body"));
        const auto found = verify(*copied);
        EXPECT_TRUE(found.findings.empty()) << found.findings[0].sentence;
        EXPECT_EQ(read(copy).find(std::string(5000, 'a')), std::string::npos);
    };
    RestoreRequest request;
    request.backup = folder / "kept";
    request.record = copy;
    request.if_there = RestoreRequest::IfThere::move_aside;
    request.who = {"operator at the command line", "jane"};
    EXPECT_EQ(restore(request, setup()).erased, 1U);
    gone();
    follow(out);  // an export that has it still
    gone();
    follow(folder / "later");
    EXPECT_EQ(all_of(*mirror()), all_of(*record));
    EXPECT_TRUE(verify(*mirror()).findings.empty());
    fs::remove(copy);
    make(out);  // anew, where the list still stands
    gone();
}

TEST_F(Mirrors, TakeWhatWitnessesHaveSigned) {
    const auto record = open();
    fill(*record, 0, 5);
    WitnessBook harbour = WitnessBook::make(folder / "harbour", "witness.example.org/harbour");
    change_witnesses(*record, {WitnessRequest::Act::add, harbour.key().text(), {"operator at the command line", "jane"}, {}});
    harbour.watch(key_of(*record));
    take_witnessed(*record, harbour.see(checkpoint(*record), {}, 1'700'000'000));
    fill(*record, 5, 5);
    export_to(*record, out);
    EXPECT_TRUE(fs::exists(out / "witnessed/6"));
    EXPECT_EQ(make(out).witnessed, 1);
    {
        const auto copied = mirror();
        const auto seen = seen_by_witnesses(*copied, copied->snapshot());
        ASSERT_EQ(seen.size(), 1U);
        EXPECT_EQ(seen[0].size, 6U);
        EXPECT_EQ(receipt(*copied, 2), receipt(*record, 2)) << "under the checkpoint that the witness has seen";
        EXPECT_EQ(proof::checkpoint_in(receipt(*copied, 2).checkpoint).size, 6U);
        export_to(*copied, folder / "again");
        EXPECT_EQ(read(folder / "again/witnessed/6"), read(out / "witnessed/6"));
    }
    // What came later comes with a later export, beside what is here.
    take_witnessed(*record, harbour.see(checkpoint(*record), growth(*record, 6), 1'700'000'100));
    export_to(*record, folder / "later");
    EXPECT_EQ(follow(folder / "later").witnessed, 2);
    {
        const auto copied = mirror();
        EXPECT_EQ(seen_by_witnesses(*copied, copied->snapshot())[0].size, 11U);
    }
    // It must hold like everything else.
    std::string forged = read(folder / "later/witnessed/11");
    forged[forged.size() - 10] = forged[forged.size() - 10] == 'A' ? 'B' : 'A';
    put(folder / "later/witnessed/11", forged);
    EXPECT_EQ(fault_of([&] { follow(folder / "later"); }), Fault::bad_request);
    EXPECT_NE(said.find("witnessed/11"), std::string::npos) << said;
}

// --- what is not for everybody -----------------------------------------------------------------------------------------------

class Confidential : public Mirrors {
protected:
    void SetUp() override {
        const auto record = open();
        fill(*record, 0, 3);
        append_confidential(*record, "note:1");
        fill(*record, 71, 1);  // note:1 again: a revision after one that others don't have
    }
};

TEST_F(Confidential, EntriesShowTheirLeafAndNothingElse) {
    const auto record = open();
    const Written written = export_to(*record, out);
    EXPECT_EQ(written.withheld, 1);
    for (const auto& entry : fs::recursive_directory_iterator(out)) {
        if (entry.is_regular_file()) {
            EXPECT_EQ(read(entry.path()).find("only the parties"), std::string::npos) << entry.path();
        }
    }
    EXPECT_FALSE(fs::exists(out / open_form::file_of(hex(sha256(secret())))));
    EXPECT_EQ(make(out).absent, 1);
    const auto copied = mirror();
    EXPECT_EQ(checkpoint(*copied), checkpoint(*record));
    EXPECT_EQ(leaf_contents(copied->snapshot(), 2).leaf, leaf_contents(record->snapshot(), 2).leaf);
    EXPECT_EQ(leaf_contents(copied->snapshot(), 3).canonical, "");
    EXPECT_EQ(fault_of([&] { (void)receipt(*copied, 3); }), Fault::refused);
    EXPECT_EQ(receipt(*copied, 4), receipt(*record, 4));
    EXPECT_EQ(copied->snapshot().at(3)->kind, "withheld");
    const auto found = verify(*copied);
    EXPECT_TRUE(found.findings.empty()) << found.findings[0].sentence;
}

TEST_F(Confidential, EntriesAreInTheExportOfTheKeeperAlone) {
    const auto record = open();
    EXPECT_EQ(export_to(*record, out, WholeRequest::Confidential::written).withheld, 0);
    EXPECT_EQ(fs::status(out).permissions(), fs::perms::owner_all);
    make(out);
    EXPECT_EQ(all_of(*mirror()), all_of(*record));
    // A later export for everybody takes nothing away from who has it; one for the keeper brings it to who has not.
    export_to(*record, folder / "public");
    EXPECT_EQ(follow(folder / "public").erased, 0);
    EXPECT_EQ(all_of(*mirror()), all_of(*record));
    fs::remove(copy);
    make(folder / "public");
    EXPECT_NE(all_of(*mirror()), all_of(*record));
    follow(out);
    EXPECT_EQ(all_of(*mirror()), all_of(*record));
    EXPECT_TRUE(verify(*mirror()).findings.empty());
}

TEST_F(Confidential, EntriesMayBeAbsentInARecordThatWasAMirrorAndInNoOther) {
    export_to(*open(), out);
    make(out);
    begin_anew(copy, {{"operator at the command line", "jane"}, "the keeper has closed"}, setup());
    fill(*mirror(), 200, 3);
    EXPECT_TRUE(verify(*mirror()).findings.empty());
    {
        auto tables = db::Connection::open(copy.string(), db::Mode::write);
        log::put(tables, log::without_text(*log::raw_at(tables, 6), open_form::withheld_kind));
    }
    const auto found = verify_log(*mirror());
    ASSERT_FALSE(found.findings.empty());
    EXPECT_EQ(found.findings[0].what, "entry 6");
}

TEST_F(Confidential, EntriesThatAreErasedAtTheirSourceGoHereToo) {
    const auto record = open();
    export_to(*record, out, WholeRequest::Confidential::written);
    make(out);
    const std::string hash = hex(sha256(secret()));
    EXPECT_TRUE(log::is_kept(mirror()->snapshot().tables(), hash));
    erase(*record, {{"note:1"}, {"operator at the command line", "jane"}, std::nullopt, "a party asked", "rules, 4"});
    EXPECT_EQ(export_to(*record, folder / "later").erased, 3);
    const Mirrored taken = follow(folder / "later");
    EXPECT_EQ(taken.erased, 3);
    EXPECT_EQ(taken.added, 1);
    EXPECT_EQ(all_of(*mirror()), all_of(*record));
    EXPECT_FALSE(log::is_kept(mirror()->snapshot().tables(), hash));
    EXPECT_EQ(read(copy).find("only the parties"), std::string::npos);
    EXPECT_EQ(read(list_of_erasures(copy)), read(list_of_erasures(file)));
    EXPECT_TRUE(verify(*mirror()).findings.empty());
    fs::remove(copy);
    EXPECT_EQ(make(folder / "later").absent, 3);
    EXPECT_TRUE(verify(*mirror()).findings.empty());

    // What was erased does not come back by an export that has it still.
    const std::string lines = read(out / "entries.jsonl");
    std::string others = read(folder / "later" / "entries.jsonl");
    const auto second_line = [](const std::string& text) { return text.substr(text.find('\n') + 1, text.find('\n', text.find('\n') + 1) - text.find('\n')); };
    put(folder / "later" / "entries.jsonl", others.replace(others.find('\n') + 1, second_line(others).size(), second_line(lines)));
    std::string about = read(folder / "later" / "export.json");
    put(folder / "later" / "export.json", about.replace(about.find("\"erased\": 3"), 11, "\"erased\": 2"));
    EXPECT_EQ(fault_of([&] { follow(folder / "later"); }), Fault::refused);
    EXPECT_NE(said.find("line 2: entry 1 was erased"), std::string::npos) << said;
}

// --- what may come ---------------------------------------------------------------------------------------------------------

struct Damage {
    const char* name;
    const char* file;
    const char* what;         ///< replaced; "" for the whole file; nullptr: the file is removed
    const char* by;
    const char* sentence;
};

class DamagedExports : public Mirrors, public ::testing::WithParamInterface<Damage> {};

TEST_P(DamagedExports, AreRefusedAndLeaveNothing) {
    {
        const auto record = open();
        auto writing = record->write();
        for (int i = 0; i < 300; ++i) writing.append(note("note:" + std::to_string(i), i == 7 ? std::string(5000, 'x') : "words " + std::to_string(i)));
        writing.commit();
        export_to(*record, out);
    }
    const Damage& damage = GetParam();
    const fs::path path = out / (std::string(damage.file) == "FILE" ? open_form::file_of(hex(sha256(std::string(5000, 'x')))) : damage.file);
    if (damage.what == nullptr) {
        fs::remove(path);
    } else if (std::string_view(damage.what).empty()) {
        put(path, damage.by);
    } else {
        std::string bytes = read(path);
        const std::size_t at = bytes.find(damage.what);
        ASSERT_NE(at, std::string::npos);
        put(path, bytes.replace(at, std::string_view(damage.what).size(), damage.by));
    }
    const Fault fault = fault_of([&] { make(out); });
    EXPECT_TRUE(fault == Fault::bad_request || fault == Fault::refused) << said;
    EXPECT_NE(said.find(damage.sentence), std::string::npos) << said;
    expect_no_part_of_a_record();
}

INSTANTIATE_TEST_SUITE_P(OfEachKind, DamagedExports,
                         ::testing::Values(Damage{"AnAlteredEntry", "entries.jsonl", "words 3\\\"", "words 4\\\"", "entries.jsonl, line 4: its leaf is not that"},
                                           Damage{"NoJson", "entries.jsonl", "{\"position\":17,", "{\"position\":17;", "entries.jsonl, line 18: "},
                                           Damage{"ALineAtAnotherPlace", "entries.jsonl", "{\"position\":17,", "{\"position\":19,", "line 18: it is of entry 19, and entry 17 should"},
                                           Damage{"ALineWithoutItsEnd", "entries.jsonl", "words 299", "words 299\n", "entries.jsonl, line 300: "},
                                           Damage{"AFileThatWasCutOff", "entries.jsonl", "", "{\"position\":0,", "line 1: the file ends in its middle"},
                                           Damage{"NoEntries", "entries.jsonl", "", "", "has 0 entries, and the checkpoint signs for 300"},
                                           Damage{"EntriesThatAreMissing", "entries.jsonl", nullptr, "", "entries.jsonl is missing"},
                                           Damage{"AnotherRoot", "checkpoint", "\n300\n", "\n301\n", "not of one log and one moment"},
                                           Damage{"ACheckpointThatIsNone", "checkpoint", "", "comity", "checkpoint: "},
                                           Damage{"NoKey", "log.vkey", "", "", "is not signed by a key of"},
                                           Damage{"AKeyThatIsNone", "log.vkey", "", "key", "log.vkey: "},
                                           Damage{"ADamagedFile", "FILE", "xx", "yx", "is damaged"},
                                           Damage{"AMissingFile", "FILE", nullptr, "", "is missing"},
                                           Damage{"AListWithoutIt", "files.sha256", "", "", "lists 0 files"},
                                           Damage{"AListThatLeadsElsewhere", "files.sha256", "  files/", "  ../../", "files.sha256, line 1: it should be"},
                                           Damage{"ALongerWay", "files.sha256", "files/", "files/../files/", "files.sha256, line 1: it should be"},
                                           Damage{"AnotherTile", "tile/0/000", "", "hashes", "tile/0/000 is not what the entries give"},
                                           Damage{"AMissingTile", "tile/0/001.p/44", nullptr, "", "tile/0/001.p/44 is missing"},
                                           Damage{"AnotherBundle", "tile/entries/001.p/44", "", "", "is not what the entries give"},
                                           Damage{"AnExportThatWasCutOff", "UNFINISHED", "", "", "was cut off"},
                                           Damage{"AFolderOfSomethingElse", "export.json", nullptr, "", "is no whole export"},
                                           Damage{"ANewerForm", "export.json", "\"form\": 1", "\"form\": 2", "a newer Comity wrote it"},
                                           Damage{"AnotherIdentity", "export.json", "\"identity\": \"", "\"identity\": \"0", "\"identity\" is not 32"}),
                         [](const auto& one) { return one.param.name; });

TEST_F(Mirrors, AreNotMadeOfAnAbsenceThatNobodyDeclared) {
    const auto record = open();
    fill(*record, 0, 3);
    export_to(*record, out);
    std::string lines = read(out / "entries.jsonl");
    const std::size_t begin = lines.find('\n') + 1;
    const std::string leaf = lines.substr(lines.find("\"leaf\":\"", begin) + 8, 64);
    const auto with = [&](const std::string& line) {
        std::string changed = lines;
        put(out / "entries.jsonl", changed.replace(begin, lines.find('\n', begin) - begin, line));
        return fault_of([&] { make(out); });
    };
    EXPECT_EQ(with(R"({"position":1,"leaf":")" + leaf + R"(","absent":"lost"})"), Fault::bad_request);
    EXPECT_EQ(with(R"({"position":1,"leaf":")" + leaf + R"(","absent":"withheld","canonical":"{}"})"), Fault::bad_request);
    EXPECT_EQ(with(R"({"position":1,"leaf":")" + leaf + R"(","absent":"withheld"})"), Fault::bad_request);
    EXPECT_NE(said.find("export.json says that there are 0"), std::string::npos) << said;
    std::string about = read(out / "export.json");
    put(out / "export.json", about.replace(about.find("\"withheld\": 0"), 13, "\"withheld\": 1"));
    EXPECT_EQ(with(R"({"position":1,"leaf":")" + std::string(64, '0') + R"(","absent":"withheld"})"), Fault::refused);
    EXPECT_NE(said.find("does not give the root"), std::string::npos) << said;
    expect_no_part_of_a_record();
}

TEST_F(Mirrors, TakeNoFileThatLeadsOutOfTheFolder) {
    const auto record = open();
    fill(*record, 0, 3);
    export_to(*record, out);
    fs::rename(out / "entries.jsonl", folder / "elsewhere");
    fs::create_symlink(folder / "elsewhere", out / "entries.jsonl");
    EXPECT_EQ(fault_of([&] { make(out); }), Fault::bad_request);
    EXPECT_NE(said.find("is no plain file"), std::string::npos) << said;
    fs::remove(out / "entries.jsonl");
    ASSERT_EQ(mkfifo((out / "entries.jsonl").c_str(), 0600), 0);
    EXPECT_EQ(fault_of([&] { make(out); }), Fault::bad_request);
    expect_no_part_of_a_record();
}

// --- cut off in the middle ---------------------------------------------------------------------------------------------------

TEST_F(Mirrors, ExportsThatAreKilledAreNoExportsAndTheNextOneStandsInTheirPlace) {
    fill(*open(), 0, 300);
    const auto killed = [&](std::string_view at_step) {
        return in_a_process([&] {
            WholeRequest request;
            request.folder = out;
            export_whole(*Record::open(file, Access::read, setup()), request, [&](std::string_view step, std::int64_t done, std::int64_t) {
                if (step == at_step && done == 2) raise(SIGKILL);
            });
            return 0;
        });
    };
    for (const char* step : {"entries", "tiles"}) {
        EXPECT_EQ(killed(step), -SIGKILL);
        EXPECT_FALSE(fs::exists(out));
        EXPECT_EQ(fault_of([&] { make(out.string() + ".unfinished"); }), Fault::bad_request);
    }
    const auto record = open();
    export_to(*record, out);
    EXPECT_FALSE(fs::exists(out.string() + ".unfinished"));
    EXPECT_EQ(make(out).entries, 300);
    // What stands there and is nothing of ours stays.
    EXPECT_EQ(fault_of([&] { export_to(*record, out); }), Fault::refused);
    fs::create_directories(folder / "third.unfinished" / "of somebody");
    EXPECT_EQ(fault_of([&] { export_to(*record, folder / "third"); }), Fault::conflict);
    EXPECT_TRUE(fs::exists(folder / "third.unfinished" / "of somebody"));
    fs::create_directories(folder / "empty");
    export_to(*record, folder / "empty/");
    EXPECT_TRUE(fs::exists(folder / "empty" / "README.txt"));
}

TEST_F(Mirrors, ThatAreKilledWhileTheyTakeAreAsBefore) {
    const auto record = open();
    fill(*record, 0, 300);
    export_to(*record, out);
    fill(*record, 300, 50);
    export_to(*record, folder / "later");
    const auto killed = [&](std::int64_t at, auto work) {
        return in_a_process([&] {
            work([&](std::string_view step, std::int64_t done, std::int64_t) {
                if (step == "entries" && done == at) raise(SIGKILL);
            });
            return 0;
        });
    };
    EXPECT_EQ(killed(200, [&](const MirrorProgress& progress) { make_mirror(copy, {out, {}}, setup(), progress); }), -SIGKILL);
    EXPECT_FALSE(record_stands_at(copy));
    make(out);
    EXPECT_EQ(killed(330, [&](const MirrorProgress& progress) { take_later(*mirror(), {folder / "later", {}}, progress); }), -SIGKILL);
    EXPECT_EQ(mirror()->snapshot().size(), 300);
    EXPECT_TRUE(verify(*mirror()).findings.empty());
    EXPECT_EQ(follow(folder / "later").added, 50);
    EXPECT_EQ(all_of(*mirror()), all_of(*record));
}

}  // namespace
}  // namespace comity::record
