#include "machinery/actors/erasures.hpp"

#include <gtest/gtest.h>

#include "machinery/actors/actors.hpp"
#include "record/testing.hpp"

namespace comity::actors {
namespace {

class ErasureByTwo : public ::testing::Test, protected record::testing::Refusals {
protected:
    record::testing::Folder folder;
    std::unique_ptr<record::Record> record = record::Record::open(folder / "comity.record", record::Access::write, record::testing::setup());
    Standing editor{Role::editor, "a1", "grant:1", "", "", std::nullopt}, officer{Role::secretariat_officer, "a2", "grant:2", "", "", std::nullopt};

    void SetUp() override {
        for (int i = 0; i < 3; ++i) record::testing::append(*record, record::testing::note("note:" + std::to_string(i % 2), "words " + std::to_string(i)));
    }
    std::string propose(const Standing& who, std::vector<std::int64_t> entries = {0}) {
        const std::int64_t position = propose_erasure(*record, who, {std::move(entries), "names a witness", "rules, 4"});
        return record->snapshot().at(position)->subject;
    }
    std::size_t open() { return open_erasure_proposals(record->snapshot()).size(); }
};

TEST_F(ErasureByTwo, OneProposesAndAnotherConfirms) {
    const std::string proposal = propose(editor);
    ASSERT_EQ(open(), 1U);
    EXPECT_EQ(record->snapshot().at(0)->state.text("body"), "words 0") << "nothing is gone yet";
    EXPECT_TRUE(record->snapshot().last(proposal)->confidential);
    EXPECT_EQ(fault_of([&] { confirm_erasure(*record, editor, proposal, 1); }), Fault::refused);
    const record::Erased done = confirm_erasure(*record, officer, proposal, 1);
    EXPECT_EQ(done.reach.entries, (std::vector<std::int64_t>{0, 2}));
    EXPECT_EQ(record->snapshot().at(0)->kind, "erased");
    EXPECT_EQ(record->snapshot().at(1)->state.text("body"), "words 1");
    const auto erasure = record->snapshot().at(done.position);
    EXPECT_EQ(erasure->who.name, "account a2");
    EXPECT_EQ(erasure->why, "names a witness");
    EXPECT_EQ(erasure->authority, "rules, 4");
    EXPECT_EQ(erasure->state.text("proposal"), proposal);
    EXPECT_EQ(record->snapshot().last(proposal)->who.name, "account a1") << "who proposed it stays";
    EXPECT_EQ(open(), 0U);
    EXPECT_EQ(fault_of([&] { confirm_erasure(*record, officer, proposal, 1); }), Fault::not_found);
}

TEST_F(ErasureByTwo, WhoProposedItTakesItBackAndNobodyElse) {
    const std::string proposal = propose(editor);
    EXPECT_EQ(fault_of([&] { withdraw_erasure(*record, officer, proposal); }), Fault::refused);
    withdraw_erasure(*record, editor, proposal);
    EXPECT_EQ(open(), 0U);
    EXPECT_EQ(fault_of([&] { confirm_erasure(*record, officer, proposal, 1); }), Fault::not_found);
    EXPECT_EQ(record->snapshot().at(0)->state.text("body"), "words 0");
}

TEST_F(ErasureByTwo, OperatorsAndThoseWithoutThePermissionAreNoSecond) {
    const std::string proposal = propose(officer);
    EXPECT_EQ(fault_of([&] { confirm_erasure(*record, editor, proposal, 1); }), Fault::refused);
    EXPECT_EQ(fault_of([&] { confirm_erasure(*record, {Role::operator_here, "", "", "", "", std::nullopt}, proposal, 1); }), Fault::refused);
    EXPECT_EQ(fault_of([&] { confirm_erasure(*record, officer, proposal, 1); }), Fault::refused) << "not even who may confirm what others propose";
    EXPECT_EQ(fault_of([&] { propose({Role::operator_here, "", "", "", "", std::nullopt}); }), Fault::conflict);
    EXPECT_EQ(open(), 1U);
}

TEST_F(ErasureByTwo, IsRefusedWithoutReasonOfWhatIsNotThereAndOfWhatTheLogNeeds) {
    EXPECT_EQ(fault_of([&] { propose_erasure(*record, editor, {{0}, "", "rules, 4"}); }), Fault::bad_request);
    EXPECT_EQ(fault_of([&] { propose(editor, {99}); }), Fault::not_found);
    const std::string proposal = propose(editor);
    const std::int64_t position = record->snapshot().last(proposal)->position;
    EXPECT_EQ(fault_of([&] { propose(editor, {position}); }), Fault::refused) << "a proposal is not erased";
    EXPECT_EQ(fault_of([&] { confirm_erasure(*record, officer, proposal, 2); }), Fault::conflict) << "another one than was seen";
}

TEST_F(ErasureByTwo, WhatAnOperatorErasedMeanwhileIsNoProposalAnyMore) {
    propose(editor);
    record::erase(*record, {{"note:0"}, {"operator at the command line", "jane"}, std::nullopt, "at once", "rules, 4"});
    EXPECT_EQ(open(), 0U);
    EXPECT_EQ(fault_of([&] { propose(editor); }), Fault::conflict);
}

}  // namespace
}  // namespace comity::actors
