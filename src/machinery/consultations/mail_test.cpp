#include "machinery/consultations/mail.hpp"

#include <gtest/gtest.h>

namespace comity::consultations {
namespace {

constexpr std::string_view with_attachment =
    "Return-Path: <office@league.example>\r\n"
    "Received: from ferry.example by halfway.example\r\n\twith ESMTP id 7; Sat, 3 May 2031 17:59:30 +0200\r\n"
    "Received: from league.example by ferry.example; Sat, 3 May 2031 12:00:00 +0200\r\n"
    "From: =?utf-8?Q?Ligue_de_P=C3=A9ravel?= <office@league.example>\r\n"
    "Date: Thu, 1 May 2031 08:00:00 +0200\r\n"
    "Subject: =?utf-8?B?TGFtcMOpcw==?= =?utf-8?Q?_et_huile?=\r\n"
    "Content-Type: multipart/mixed; boundary=\"cut\"\r\n\r\n"
    "preface\r\n--cut\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n"
    "--inner\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><head><style>p{}</style></head><body><p>Rich &amp; poor</p></body></html>\r\n"
    "--inner\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nUne =E9tude des lampes=\r\n de la mer\r\n--inner--\r\n"
    "--cut\r\nContent-Type: text/plain; name=\"../../view.txt\"\r\nContent-Disposition: attachment; filename=\"../../view.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\nTGFtcHMg\r\nbGlnaHQu\r\n--cut--\r\n";

TEST(Mail, SaysWhoWroteAndWhenItCameByTheServerThatTookIt) {
    ASSERT_TRUE(is_mail(with_attachment));
    const Mail mail = read_mail(with_attachment);
    EXPECT_EQ(mail.from_name, "Ligue de Péravel");
    EXPECT_EQ(mail.from_address, "office@league.example");
    EXPECT_EQ(mail.subject, "Lampés et huile");
    EXPECT_EQ(mail.received, "2031-05-03T15:59:00Z");
    EXPECT_EQ(mail.text, "Une étude des lampes de la mer");
    ASSERT_EQ(mail.attachments.size(), 1U);
    EXPECT_EQ(mail.attachments[0].name, "view.txt") << "without folders";
    EXPECT_EQ(mail.attachments[0].bytes, "Lamps light.");
    EXPECT_TRUE(mail.troubles.empty());
}

TEST(Mail, ADateThatTheSenderWroteIsNotWhenItCame) {
    EXPECT_FALSE(read_mail("From: a@b.example\nDate: Thu, 1 May 2031 08:00:00 +0200\n\nWords\n").received);
    EXPECT_FALSE(read_mail("From: a@b.example\nReceived: from x; tomorrow\n\nWords\n").received);
}

TEST(Mail, OfHtmlAloneTheWordsAreTaken) {
    const Mail mail = read_mail("From: a@b.example\nContent-Type: text/html\n\n<html><style>x{}</style><body>One<br>two &lt;three&gt; &unknown; &amp</body>");
    EXPECT_EQ(mail.text, "One\ntwo <three> &unknown; &amp");
}

TEST(Mail, WhatIsBrokenIsReadAsFarAsItGoes) {
    const Mail mail = read_mail("From: a@b.example\nContent-Type: multipart/mixed; boundary=cut\n\n--cut\n\nThe beginning");
    EXPECT_EQ(mail.text, "The beginning");
    EXPECT_EQ(mail.troubles.size(), 1U);
    for (const std::string_view odd : {"", "\n", ":", "From:", "From: <", "From: =?utf-8?Q?", "Content-Type: multipart/mixed; boundary=\"\n\n--", "From: =?x?Z?a?=\n\n=", "A: b\n c\n\n"}) {
        EXPECT_LE(read_mail(odd).attachments.size(), 1U) << odd;
    }
    EXPECT_FALSE(is_mail("Lamps light the way.\n"));
    EXPECT_FALSE(is_mail(""));
    EXPECT_FALSE(is_mail("title: something\nelse\n"));
}

TEST(Mail, ABoxHasItsMessages) {
    const std::string_view box = "From a@b.example Sat May  3 18:00:00 2031\nFrom: a@b.example\n\nFirst\n\n>From here on\n\nFrom c@d.example Sat May  3 18:00:01 2031\nFrom: c@d.example\n\nSecond\n";
    ASSERT_TRUE(is_mailbox(box));
    const auto messages = messages_of(box);
    ASSERT_EQ(messages.size(), 2U);
    EXPECT_EQ(read_mail(messages[0]).text, "First\n\nFrom here on");
    EXPECT_EQ(read_mail(messages[1]).from_address, "c@d.example");
}

}  // namespace
}  // namespace comity::consultations
