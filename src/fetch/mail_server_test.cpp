// One message to a mail server: what is told of its end decides whether it is sent again.
#include "fetch/mail_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "fetch/mail_testing.hpp"

namespace comity::fetch {
namespace {

using testing::Relay;

const std::string message = "From: a@registry.example\r\nSubject: Lamps\r\n\r\nLine one.\r\n.A point begins this one.\r\n";

Delivered sent(Relay& relay) { return deliver({"127.0.0.1", relay.port(), "a@registry.example"}, "b@ardune.example", message, std::chrono::seconds(10)); }

TEST(MailServerTest, AMessageIsTakenAsItWasGiven) {
    Relay relay;
    const Delivered done = sent(relay);
    if (done.detail.find("libcurl") != std::string::npos) GTEST_SKIP() << done.detail;
    EXPECT_EQ(done.how, Delivery::taken) << done.detail;
    ASSERT_EQ(relay.taken().size(), 1U);
    EXPECT_EQ(relay.taken()[0].to, "b@ardune.example");
    EXPECT_THAT(relay.taken()[0].message, ::testing::HasSubstr("..A point begins")) << "doubled on the way, as RFC 5321 (4.5.2) has it";
}

TEST(MailServerTest, WhatIsRefusedIsToldFromWhatIsToBeTriedAgain) {
    Relay relay;
    relay.does = Relay::Does::refuses_recipients;
    EXPECT_EQ(sent(relay).how, Delivery::refused);
    relay.does = Relay::Does::is_busy;
    EXPECT_EQ(sent(relay).how, Delivery::not_yet);
    relay.does = Relay::Does::breaks_off_before;
    EXPECT_EQ(sent(relay).how, Delivery::not_yet);
    EXPECT_TRUE(relay.taken().empty());
}

TEST(MailServerTest, ALineThatBreaksBehindTheMessageLeavesItsEndUnknown) {
    Relay relay;
    relay.does = Relay::Does::breaks_off_behind;
    EXPECT_EQ(sent(relay).how, Delivery::unknown) << "it may have been taken";
    EXPECT_EQ(relay.taken().size(), 1U);
}

TEST(MailServerTest, WhereNobodyListensItIsTriedAgain) {
    std::uint16_t port = 0;
    {
        const Relay gone;
        port = gone.port();
    }
    EXPECT_EQ(deliver({"127.0.0.1", port, "a@registry.example"}, "b@ardune.example", message, std::chrono::seconds(5)).how, Delivery::not_yet);
}

TEST(MailServerTest, AnAddressIsANameAndAPort) {
    EXPECT_EQ(MailServer::parse("relay.example:2525", "a@b.example").port, 2525);
    EXPECT_EQ(MailServer::parse("relay.example", "a@b.example").port, 25);
    EXPECT_EQ(MailServer::parse("[::1]:26", "a@b.example").host, "[::1]");
    for (const char* wrong : {"", ":25", "relay.example:0", "relay.example:x", "relay example:25", "smtp://relay.example"}) EXPECT_THROW(MailServer::parse(wrong, "a@b.example"), Error) << wrong;
    EXPECT_THROW(MailServer::parse("relay.example", "nobody"), Error);
}

}  // namespace
}  // namespace comity::fetch
