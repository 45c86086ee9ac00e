#include "proof/note.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "proof/base64.hpp"
#include "proof/checkpoint.hpp"

namespace comity::proof {

namespace {

std::array<std::uint8_t, 32> seed(std::uint8_t byte) {
    std::array<std::uint8_t, 32> made{};
    made.fill(byte);
    return made;
}

std::array<std::uint8_t, 32> from_hex(std::string_view digits) {
    std::array<std::uint8_t, 32> made{};
    for (std::size_t i = 0; i < 32; ++i) made[i] = static_cast<std::uint8_t>(std::stoi(std::string(digits.substr(2 * i, 2)), nullptr, 16));
    return made;
}

const SigningKey& log_key() {
    static const SigningKey key("log.example/first", KeyKind::log, seed(1));
    return key;
}
const SigningKey& witness_key() {
    static const SigningKey key("witness.example/north", KeyKind::witness, seed(2));
    return key;
}

Sha256 leaf(int i) { return leaf_hash(std::string(32, static_cast<char>(i))); }

/// A checkpoint over so many leaves, signed.
Note signed_checkpoint(int size) {
    GrowingTree tree;
    for (int i = 0; i < size; ++i) tree.add(leaf(i));
    Note note{Checkpoint{"log.example/first", static_cast<std::uint64_t>(size), tree.root()}.text(), {}};
    sign(note, log_key());
    return note;
}

Nodes nodes_of(int size) {
    return [size](unsigned height, std::uint64_t index) {
        GrowingTree tree;
        for (std::uint64_t i = index << height; i < (index + 1) << height; ++i) {
            EXPECT_LT(i, static_cast<std::uint64_t>(size));
            tree.add(leaf(static_cast<int>(i)));
        }
        return tree.root();
    };
}

InclusionProof proof_of(int index, int size) {
    return {std::string("salt and entry"), static_cast<std::uint64_t>(index),
            inclusion_proof(static_cast<std::uint64_t>(index), static_cast<std::uint64_t>(size), nodes_of(size)), signed_checkpoint(size)};
}

template <typename Work>
Fault fault_of(Work work) {
    try {
        work();
    } catch (const Error& error) {
        return error.fault();
    }
    ADD_FAILURE() << "nothing was thrown";
    return Fault::unavailable;
}

}  // namespace

TEST(Note, Ed25519IsThatOfTheRfc) {
    // RFC 8032, 7.1, test 1: of the empty message.
    const SigningKey key("a", KeyKind::log, from_hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));
    EXPECT_EQ(hex(key.verifier().key), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    EXPECT_EQ(hex(key.sign("")), "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
}

TEST(Note, KeysOfOthersAreReadAndHaveTheirIds) {
    // Of the documentation of Go's package note: its secret key and the public one that belongs to it.
    const auto secret = SigningKey::parse("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
    EXPECT_EQ(secret.verifier().text(), "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    EXPECT_EQ(secret.secret_text(), "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");
    // That of Go's checksum database.
    EXPECT_EQ(VerifierKey::parse("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8").id(), 0x033de0aeU);
}

TEST(Note, TheStandardsNoteIsSignedByTheStandardsKey) {
    const auto key = VerifierKey::parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
    const std::string bytes =
        "This is an example message.\n\n"
        "\xE2\x80\x94 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
    const Note note = Note::parse(bytes);
    EXPECT_EQ(note.bytes(), bytes);
    ASSERT_EQ(signed_by(note, std::array{key}).size(), 1U);
    Note changed = note;
    changed.text = "This is an example massage.\n";
    EXPECT_EQ(fault_of([&] { (void)signed_by(changed, std::array{key}); }), Fault::refused);
}

TEST(Note, KeysOfWhichALetterWasChangedAreRefused) {
    const std::string good = log_key().verifier().text();
    EXPECT_EQ(VerifierKey::parse(good), log_key().verifier());
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string changed = good;
        changed[i] = changed[i] == 'q' ? 'r' : 'q';
        EXPECT_EQ(fault_of([&] { (void)VerifierKey::parse(changed); }), Fault::bad_request) << changed;
    }
    EXPECT_EQ(fault_of([&] { (void)VerifierKey::parse(log_key().secret_text()); }), Fault::bad_request);
    for (const char* no : {"", "a", "a+b", "+00000000+AA==", "a b+00000000+AA=="}) EXPECT_EQ(fault_of([&] { (void)VerifierKey::parse(no); }), Fault::bad_request);
}

TEST(Note, SignaturesOfOthersArePassedOverAndForgedOnesSpoilTheNote) {
    Note note = signed_checkpoint(3);
    cosign(note, witness_key(), 1'700'000'000);
    note.signatures.push_back({"stranger.example", 7, "who knows"});
    const Note read = Note::parse(note.bytes());
    EXPECT_EQ(read, note);
    const std::array keys = {witness_key().verifier(), log_key().verifier()};
    const auto by = signed_by(read, keys);
    ASSERT_EQ(by.size(), 2U);
    EXPECT_EQ(by[0].key, log_key().verifier());
    EXPECT_FALSE(by[0].seen);
    EXPECT_EQ(by[1].seen, 1'700'000'000U);
    EXPECT_TRUE(signed_by(read, std::array{SigningKey("other.example", KeyKind::log, seed(3)).verifier()}).empty());
    Note forged = read;
    forged.signatures[1].bytes[3] = static_cast<char>(forged.signatures[1].bytes[3] + 1);  // the time
    EXPECT_EQ(fault_of([&] { (void)signed_by(forged, keys); }), Fault::refused);
    EXPECT_EQ(signed_by(forged, std::array{log_key().verifier()}).size(), 1U);
}

TEST(Note, OneWitnessCountsOnce) {
    Note note = signed_checkpoint(3);
    cosign(note, witness_key(), 1);
    cosign(note, witness_key(), 2);
    EXPECT_EQ(signed_by(note, std::array{witness_key().verifier()}).size(), 1U);
}

TEST(Note, WhatIsNoNoteIsRefused) {
    const std::string line = "\xE2\x80\x94 a AAAAAAA=\n";
    EXPECT_EQ(Note::parse("text\n\n" + line).signatures.size(), 1U);
    EXPECT_EQ(Note::parse("text\n\nmore\n\n" + line).text, "text\n\nmore\n");
    for (const std::string& no : {std::string(), std::string("text\n"), std::string("text\n\n"), "text\n" + line, "text\n\n" + line.substr(0, line.size() - 1),
                                  "text\n\n" + line + "\n", std::string("text\n\n- a AAAAAAA=\n"), "te\x01xt\n\n" + line, "te\xFFxt\n\n" + line, "te\r\n\n" + line,
                                  std::string("text\n\n\xE2\x80\x94 a AAAA\n"), std::string("text\n\n\xE2\x80\x94 a+b AAAAAAA=\n"),
                                  std::string("text\n\n\xE2\x80\x94  AAAAAAA=\n"), std::string("text\n\n\xE2\x80\x94 a AAAAAAA= \n")}) {
        EXPECT_EQ(fault_of([&] { (void)Note::parse(no); }), Fault::bad_request) << no;
    }
}

TEST(Note, NamesHaveNoBlanksOfAnyKind) {
    EXPECT_TRUE(is_key_name("comity.example/rec\xC3\xB6rd"));
    for (const char* no : {"", "a b", "a+b", "a\tb", "a\xC2\xA0" "b", "a\xE2\x80\x89" "b", "a\xE3\x80\x80" "b", "a\xFF" "b"}) EXPECT_FALSE(is_key_name(no)) << no;
}

TEST(Checkpoint, IsThreeLinesAndWhatComesOnTop) {
    const Checkpoint plain = checkpoint_in(signed_checkpoint(5));
    EXPECT_EQ(plain.size, 5U);
    EXPECT_EQ(Checkpoint::parse(plain.text()), plain);
    const Checkpoint more = Checkpoint::parse(plain.text() + "something else\n");
    EXPECT_EQ(more.extensions, std::vector<std::string>{"something else"});
    const std::string root = base64(plain.root) + "\n";
    for (const std::string& no : {std::string(), std::string("a\n"), std::string("a\n5\n"), "\n5\n" + root, "a\n05\n" + root, "a\n-5\n" + root, "a\n+5\n" + root,
                                  "a\n5\n" + root.substr(0, 43), "a\n5\n" + root + "\n", "a\n5 \n" + root, "a\n18446744073709551616\n" + root, "a\n0\n" + root,
                                  std::string("a\n5\nAAAA\n")}) {
        EXPECT_EQ(fault_of([&] { (void)Checkpoint::parse(no); }), Fault::bad_request) << no;
    }
}

TEST(InclusionProof, IsReadAsItIsWritten) {
    for (int size = 1; size < 20; ++size) {
        for (int index = 0; index < size; ++index) {
            const InclusionProof proof = proof_of(index, size);
            const InclusionProof read = InclusionProof::parse(proof.bytes());
            ASSERT_EQ(read, proof);
            ASSERT_TRUE(read.holds_for(leaf(index)));
            ASSERT_FALSE(read.holds_for(leaf(index + 1)));
        }
    }
    InclusionProof bare = proof_of(0, 1);
    bare.extra.reset();
    EXPECT_EQ(InclusionProof::parse(bare.bytes()), bare);
}

TEST(InclusionProof, OfWhichAnyByteWasChangedIsRefusedOrProvesNothing) {
    const InclusionProof proof = proof_of(5, 11);
    const std::string good = proof.bytes();
    const std::array keys = {log_key().verifier()};
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (const char byte : {'A', '0', '\n', ' '}) {
            std::string changed = good;
            if (changed[i] == byte) continue;
            changed[i] = byte;
            try {
                const InclusionProof read = InclusionProof::parse(changed);
                // Of what is not covered only the extra data is left, and the receipt covers that (its leaf is its hash).
                const bool proved = read.holds_for(leaf(5)) && !signed_by(read.checkpoint, keys).empty();
                ASSERT_TRUE(!proved || read.extra != proof.extra) << i;
            } catch (const Error& error) {
                ASSERT_NE(error.fault(), Fault::unavailable);
            }
        }
    }
}

TEST(GrowthProof, SaysThatALogOnlyGrew) {
    const GrowthProof proof{4, consistency_proof(4, 11, nodes_of(11)), signed_checkpoint(11)};
    const GrowthProof read = GrowthProof::parse(proof.bytes());
    EXPECT_EQ(read, proof);
    EXPECT_TRUE(read.holds_for(checkpoint_in(signed_checkpoint(4)).root));
    EXPECT_FALSE(read.holds_for(checkpoint_in(signed_checkpoint(5)).root));
    EXPECT_EQ(fault_of([&] { (void)GrowthProof::parse("old 12\n\n" + signed_checkpoint(11).bytes()); }), Fault::bad_request);
    EXPECT_EQ(fault_of([&] { (void)GrowthProof::parse("new 4\n\n" + signed_checkpoint(11).bytes()); }), Fault::bad_request);
}

}  // namespace comity::proof
