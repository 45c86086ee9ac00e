// Letters by mail, to a server of the test on this machine: none is laid in twice, none is sent twice, and what was sent is an entry.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "fetch/mail_testing.hpp"
#include "machinery/consultations/post.hpp"
#include "machinery/consultations/reading_desk.hpp"
#include "machinery/consultations/testing.hpp"
#include "proof/base64.hpp"
#include "system/passing_folder.hpp"

namespace comity::consultations {
namespace {

using fetch::testing::Relay;
using ::testing::HasSubstr;

/// Over a record in a file, as letters stand beside one.
class Post : public ::testing::Test {
protected:
    PassingFolder folder;
    std::int64_t now = 1924992000;  ///< 1 January 2031, 00:00
    Clock clock = [this] { return std::chrono::system_clock::time_point(std::chrono::seconds(now)); };
    std::unique_ptr<holdings::Holdings> held;
    Relay relay;

    void SetUp() override {
        record::Setup setup;
        setup.derivations = holdings::derivations(holdings::testing::notation());
        setup.derivations.push_back(derivation());
        setup.derivations.push_back(reading_derivation());
        setup.clock = clock;
        held = std::make_unique<holdings::Holdings>(record::Record::open(folder.path() / "comity.record", record::Access::write, std::move(setup)), vocabulary::with_demonstration(), holdings::testing::notation());
        json::Value fields = testing::World::fields();
        fields.put("document", "");
        fields.put("commitment", "lamps are lit for all");
        perform(*held, {"prepare", "lamps-2031", fields, testing::officer(), {}}, {}, clock);
        perform(*held, {"open", "lamps-2031", json::Object{}, testing::officer(), {}}, {}, clock);
        perform(*held, {"invite", "lamps-2031", json::Object{{"who", "Ardune\nTarrow\nPéravel"}}, testing::officer(), {}}, {}, clock);
        keep_addresses(*held, {"keep addresses", "", json::Object{{"addresses", "Ardune\tmission@ardune.example\nPéravel\tmission@peravel.example\n"}}, testing::officer(), {}});
    }
    Laid lay(const std::string& what) { return lay_letters(*held, {"send letters", "lamps-2031", json::Object{{"what", what}}, testing::officer(), {}}, clock); }
    Postman postman() { return {*held, {"127.0.0.1", relay.port(), "consultation@registry.example"}, clock}; }
    std::vector<std::string> states() {
        std::vector<std::string> all;
        for (const LetterStands& one : outbox(held->record(), "lamps-2031")) all.push_back(one.state);
        return all;
    }
    std::int64_t letters_recorded() {
        std::int64_t count = 0;
        const auto snapshot = held->record().snapshot();
        for (const auto& entry : snapshot.from(0, snapshot.size())) count += entry.kind == letter_kind ? 1 : 0;
        return count;
    }
};

TEST_F(Post, InvitationsGoToThoseWhoseAddressIsKnownAndToNobodyTwice) {
    const Laid laid = lay("invitations");
    EXPECT_EQ(laid.letters, 2U);
    EXPECT_THAT(laid.without, ::testing::ElementsAre("Tarrow"));
    EXPECT_EQ(lay("invitations").letters, 0U);
    EXPECT_EQ(lay("invitations").before, 2U);
    EXPECT_EQ(postman().walk(), 2U);
    if (states().front() == "waiting") GTEST_SKIP() << "libcurl is not on this machine";
    EXPECT_EQ(postman().walk(), 0U);
    ASSERT_EQ(relay.taken().size(), 2U);
    EXPECT_EQ(relay.taken()[0].to, "mission@ardune.example");
    EXPECT_THAT(relay.taken()[0].message, HasSubstr("From: consultation@registry.example\r\n"));
    EXPECT_THAT(relay.taken()[0].message, HasSubstr("Subject: Views on lamps in 2031\r\n"));
    EXPECT_THAT(relay.taken()[0].message, HasSubstr("filename=\"lamps-2031-ardune.docx\""));
    EXPECT_THAT(states(), ::testing::Each("sent"));
    EXPECT_EQ(letters_recorded(), 2);
    const auto entry = held->record().snapshot().last("letter:lamps-2031:invitation:lamps-2031:state:XAR");
    ASSERT_TRUE(entry);
    EXPECT_TRUE(entry->confidential);
    EXPECT_TRUE(is_closed_kind(entry->kind));
    EXPECT_EQ(json::canonical(entry->state).find("@"), std::string::npos) << "the address stands in no entry";
}

TEST_F(Post, WhatCouldNotBeTakenYetIsTriedAgainLater) {
    lay("invitations");
    relay.does = Relay::Does::is_busy;
    EXPECT_EQ(postman().walk(), 2U);
    EXPECT_THAT(states(), ::testing::Each("waiting"));
    EXPECT_EQ(postman().walk(), 0U) << "not at once";
    relay.does = Relay::Does::takes;
    now += 61;
    EXPECT_EQ(postman().walk(), 2U);
    EXPECT_EQ(relay.taken().size(), 2U);
}

TEST_F(Post, ALetterOfWhichTheEndIsNotKnownIsNeverSentAgain) {
    lay("invitations");
    relay.does = Relay::Does::breaks_off_behind;
    postman().walk();
    EXPECT_THAT(states(), ::testing::Each("unknown"));
    relay.does = Relay::Does::takes;
    now += 1'000'000;
    EXPECT_EQ(postman().walk(), 0U);
    EXPECT_EQ(relay.taken().size(), 2U) << "each came once";
    EXPECT_EQ(letters_recorded(), 0) << "nothing is said of which nothing is known";
}

TEST_F(Post, WhatIsRefusedIsNotTriedAgain) {
    lay("invitations");
    relay.does = Relay::Does::refuses_recipients;
    postman().walk();
    EXPECT_THAT(states(), ::testing::Each("refused"));
    now += 1'000'000;
    EXPECT_EQ(postman().walk(), 0U);
}

TEST_F(Post, RemindersGoToTheSilentAndReceiptsToThoseWhoHandedIn) {
    perform(*held, {"hand in", "lamps-2031", json::Object{{"form", "page"}}, testing::delegate(testing::ardune), {}}, {typed_words("Lamps are few.")}, clock);
    perform(*held, {"remind", "lamps-2031", json::Object{}, testing::officer(), {}}, {}, clock);
    EXPECT_EQ(lay("reminders").letters, 1U) << "Péravel; Tarrow has no address, Ardune has answered";
    EXPECT_EQ(lay("receipts").letters, 1U);
    EXPECT_EQ(postman().walk(), 2U);
    ASSERT_EQ(relay.taken().size(), 2U);
    EXPECT_EQ(relay.taken()[0].to, "mission@peravel.example");
    EXPECT_EQ(relay.taken()[1].to, "mission@ardune.example");
    const std::string receipt = relay.taken()[1].message;
    std::string body = receipt.substr(receipt.find("\r\n\r\n") + 4);
    std::erase_if(body, [](char c) { return c == '\r' || c == '\n'; });
    EXPECT_THAT(proof::from_base64(body).value_or(""), HasSubstr("its leaf is"));
}

TEST_F(Post, FinalLettersGoOutOnceTheReportIsIssued) {
    perform(*held, {"hand in", "lamps-2031", json::Object{{"form", "page"}}, testing::delegate(testing::ardune), {}}, {typed_words("We propose a list of lamps.")}, clock);
    const std::int64_t number = submissions(held->record().snapshot(), "lamps-2031").front().submission.number;
    EXPECT_THROW(lay("final-letters"), Error);
    EXPECT_FALSE(final_letter_to(*held, "lamps-2031", number));
    const auto act = [&](const char* what, json::Value fields) { perform_reading(*held, {what, "lamps-2031", std::move(fields), testing::officer(), {}}); };
    act("begin report", json::Object{});
    act("write paragraph", json::Object{{"section", "proposals"}, {"sentences", json::Array{json::Object{{"text", "One State proposed a list of lamps."}, {"sources", std::to_string(number)}}}}});
    act("issue report", json::Object{});
    EXPECT_EQ(lay("final-letters").letters, 1U);
    EXPECT_EQ(lay("final-letters").before, 1U) << "none is laid in twice";
    EXPECT_TRUE(final_letter_to(*held, "lamps-2031", number)->bytes.starts_with("PK"));
    EXPECT_EQ(postman().walk(), 1U);
    if (states().front() == "waiting") GTEST_SKIP() << "libcurl is not on this machine";
    ASSERT_EQ(relay.taken().size(), 1U);
    EXPECT_EQ(relay.taken()[0].to, "mission@ardune.example");
    EXPECT_THAT(relay.taken()[0].message, HasSubstr("-lamps-2031-ardune.docx\""));
    EXPECT_TRUE(held->record().snapshot().last(fmt::format("letter:lamps-2031:final-letter:lamps-2031:{}", number)));
}

TEST_F(Post, OnlyWhoKeepsTheConsultationSendsAndAWrongLineKeepsNoAddress) {
    EXPECT_THROW(lay_letters(*held, {"send letters", "lamps-2031", json::Object{{"what", "invitations"}}, testing::delegate(testing::ardune), {}}, clock), Error);
    EXPECT_THROW(keep_addresses(*held, {"keep addresses", "", json::Object{{"addresses", "Tarrow\tb@tarrow.example\nArdune\tno address"}}, testing::officer(), {}}), Error);
    EXPECT_EQ(lay("invitations").without.size(), 1U) << "Tarrow's was not kept, as the next line was wrong";
}

}  // namespace
}  // namespace comity::consultations
