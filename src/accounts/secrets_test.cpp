// Held against the vectors of RFC 2202 (HMAC), RFC 4226 appendix D and RFC 6238 appendix B (codes), RFC 4648 section 10 (base32).
#include "accounts/secrets.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/sha256.hpp"

namespace comity::accounts {
namespace {

constexpr std::string_view rfc_secret = "12345678901234567890";

TEST(Codes, HmacIsThatOfRfc2202) {
    EXPECT_EQ(hex(hmac_sha1(std::string(20, '\x0b'), "Hi There")), "b617318655057264e28bc0b6fb378c8ef146be00");
    EXPECT_EQ(hex(hmac_sha1("Jefe", "what do ya want for nothing?")), "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
    EXPECT_EQ(hex(hmac_sha1(std::string(20, '\xaa'), std::string(50, '\xdd'))), "125d7342b9ac11cd91a39af48aa17b4f63f175d3");
    EXPECT_EQ(hex(hmac_sha1(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")), "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

TEST(Codes, CountersGiveTheCodesOfRfc4226) {
    const char* codes[] = {"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"};
    for (int counter = 0; counter < 10; ++counter) EXPECT_EQ(one_time_code(rfc_secret, counter), codes[counter]) << counter;
}

TEST(Codes, TimesGiveTheCodesOfRfc6238) {
    const std::pair<Seconds, const char*> codes[] = {{59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
                                                     {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
    for (const auto& [time, code] : codes) EXPECT_EQ(one_time_code(rfc_secret, time / 30, 8), code) << time;
}

TEST(Codes, AreTakenAStepEarlyOrLateAndNeverTwice) {
    const Seconds now = 1000000 * 30 + 7;
    const std::string code = one_time_code(rfc_secret, 1000000);
    EXPECT_EQ(step_of_code(rfc_secret, code, now, 0), 1000000);
    EXPECT_EQ(step_of_code(rfc_secret, code.substr(0, 3) + " " + code.substr(3), now + 30, 0), 1000000);
    EXPECT_EQ(step_of_code(rfc_secret, code, now - 30, 0), 1000000);
    EXPECT_EQ(step_of_code(rfc_secret, code, now + 60, 0), std::nullopt);
    EXPECT_EQ(step_of_code(rfc_secret, code, now - 60, 0), std::nullopt);
    EXPECT_EQ(step_of_code(rfc_secret, code, now, 1000000), std::nullopt);
    EXPECT_EQ(step_of_code(rfc_secret, "", now, 0), std::nullopt);
}

TEST(Codes, Base32IsThatOfRfc4648) {
    const std::pair<const char*, const char*> vectors[] = {{"", ""}, {"f", "MY"}, {"fo", "MZXQ"}, {"foo", "MZXW6"}, {"foob", "MZXW6YQ"}, {"fooba", "MZXW6YTB"}, {"foobar", "MZXW6YTBOI"}};
    for (const auto& [bytes, text] : vectors) EXPECT_EQ(base32(bytes), text);
    EXPECT_EQ(authenticator_address("foobar", "Comity log", "jane@example.org"), "otpauth://totp/Comity%20log:jane%40example.org?secret=MZXW6YTBOI&issuer=Comity%20log");
}

TEST(Passwords, AreHashedWithArgon2idAsOwaspAdvises) {
    const std::string hash = password_hash("a ferry in the fog");
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_NE(hash, password_hash("a ferry in the fog"));
    EXPECT_TRUE(is_password(hash, "a ferry in the fog"));
    EXPECT_FALSE(is_password(hash, "a ferry in the fo"));
    EXPECT_FALSE(is_password(hash, ""));
    EXPECT_FALSE(is_password("", ""));
    EXPECT_FALSE(is_password("", "a ferry in the fog"));
    EXPECT_FALSE(is_password("not a hash", "not a hash"));
}

TEST(Passwords, ShortAndSimpleOnesAreNotTaken) {
    EXPECT_EQ(fault_of("elevenchars", "jane"), PasswordFault::too_short);
    EXPECT_EQ(fault_of("عبارة سر طويلة", "jane"), PasswordFault::none);
    EXPECT_EQ(fault_of("éééééééé", "jane"), PasswordFault::too_short);
    EXPECT_EQ(fault_of("aaaaaaaaaaaaaa", "jane"), PasswordFault::too_simple);
    EXPECT_EQ(fault_of("The Jane of all Janes", "jane"), PasswordFault::too_simple);
    EXPECT_EQ(fault_of(std::string(1001, 'x'), "jane"), PasswordFault::too_long);
    EXPECT_EQ(fault_of("a ferry in the fog", "jane"), PasswordFault::none);
}

TEST(Secrets, DrawnOnesAreOfTheirShapeAndDifferent) {
    const std::string secret = drawn_secret();
    EXPECT_EQ(secret.size(), 43U);
    EXPECT_EQ(secret.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), std::string::npos);
    EXPECT_NE(secret, drawn_secret());
    EXPECT_EQ(kept_form("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    const std::string recovery = drawn_recovery_code();
    EXPECT_EQ(recovery.size(), 19U);
    EXPECT_EQ(plain_recovery_code(recovery).size(), 16U);
    EXPECT_EQ(plain_recovery_code("abcd efgh-jklm NPQR"), "ABCDEFGHJKLMNPQR");
}

RC_GTEST_PROP(Codes, NoOtherSecretGivesTheSameCodes, (const std::string& one, const std::string& other)) {
    RC_PRE(one != other && one.size() <= 64 && other.size() <= 64 && one.find('\0') == std::string::npos && other.find('\0') == std::string::npos);
    std::string all_one, all_other;
    for (int step = 0; step < 4; ++step) {
        all_one += one_time_code(one, step);
        all_other += one_time_code(other, step);
    }
    RC_ASSERT(all_one != all_other);
}

}  // namespace
}  // namespace comity::accounts
