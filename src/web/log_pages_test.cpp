#include <gtest/gtest.h>

#include "json/json.hpp"
#include "machinery/holdings/erasing.hpp"
#include "record/receipts.hpp"
#include "web/receipt_page.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

bool has(const http::Response& response, std::string_view text) { return response.body.find(text) != std::string::npos; }

proof::VerifierKey key_of(TestSite& site) {
    std::string key = site.get("/log/key").body;
    key.pop_back();
    return proof::VerifierKey::parse(key);
}

TEST(LogPages, ServeCheckpointAndTilesAsTheStandardNamesThem) {
    TestSite site(TestSite::With::texts);
    const auto answer = site.get("/checkpoint");
    EXPECT_EQ(answer.status, 200);
    EXPECT_EQ(answer.header("Content-Type"), "text/plain; charset=utf-8");
    const auto note = proof::Note::parse(answer.body);
    EXPECT_EQ(proof::signed_by(note, std::array{key_of(site)}).size(), 1U);
    const auto now = proof::checkpoint_in(note);
    ASSERT_GT(now.size, 1U);
    ASSERT_LT(now.size, 256U);
    const auto fetch = [&](unsigned level, std::uint64_t number, unsigned width) {
        const auto tile = site.get("/" + proof::path_of({proof::Tile::What::hashes, level, number, width}));
        EXPECT_EQ(tile.status, 200);
        EXPECT_EQ(tile.header("Content-Type"), "application/octet-stream");
        return tile.body;
    };
    EXPECT_EQ(proof::root(now.size, proof::nodes_from_tiles(now.size, fetch)), now.root);
    const auto bundle = site.get("/" + proof::path_of({proof::Tile::What::entries, 0, 0, static_cast<unsigned>(now.size)}));
    const auto leaves = proof::unbundled(bundle.body);
    ASSERT_TRUE(leaves);
    ASSERT_EQ(leaves->size(), now.size);
    // A public entry with its salt is what its leaf stands for.
    const json::Value entry = json::parse(site.get("/log/entries/1").body);
    EXPECT_EQ(entry.text("leaf"), hex(leaves->at(1)));
    for (const char* none : {"/tile/0/000", "/tile/0/001.p/1", "/tile/1/000.p/1", "/tile/0/000.p/255", "/tile/entries/000.p/0", "/tile/x", "/log/entries/999", "/log/entries/01",
                             "/log/entries/-1", "/receipt/999.html", "/receipt/1", "/receipt/1.pdf", "/receipt/../1.html"}) {
        EXPECT_EQ(site.get(none).status, 404) << none;
    }
}

TEST(LogPages, ShowOfWhatWasErasedItsLeafAndWhoSaysSo) {
    TestSite site(TestSite::With::texts);
    const std::string before = site.get("/log/entries/1").body;
    holdings::ErasureRequest request;
    request.what = {"1"};
    request.who = {"operator at the command line", "keeper"};
    request.why = "a child is named in it";
    request.authority = "the keeper's rules <section 4>";
    const auto done = holdings::erase(site.holdings(), request);
    const json::Value shown = json::parse(site.get("/log/entries/1").body);
    EXPECT_EQ(shown.text("leaf"), json::parse(before).text("leaf"));
    EXPECT_EQ(shown.text("absent"), "erased");
    EXPECT_EQ(shown.integer("erased_by"), done.position);
    EXPECT_TRUE(shown["canonical"].is_null());
    EXPECT_EQ(site.get("/receipt/1.html").status, 410);
    EXPECT_EQ(site.get("/receipt/1.tlog-proof").status, 410);
    EXPECT_EQ(site.get("/log/subjects/erased:1").status, 404);
    const http::Response log = site.get("/log");
    EXPECT_TRUE(has(log, "a child is named in it"));
    EXPECT_TRUE(has(log, "the keeper&#39;s rules &lt;section 4&gt;"));
    EXPECT_EQ(site.get("/receipt/" + std::to_string(done.position) + ".html").status, 200);
}

TEST(LogPages, GiveReceiptsThatHoldElsewhere) {
    TestSite site(TestSite::With::texts);
    const auto key = key_of(site);
    const auto file = site.get("/receipt/2.tlog-proof");
    EXPECT_NE(file.header("Content-Disposition").find("receipt-2.tlog-proof"), std::string_view::npos);
    const auto page = site.get("/receipt/2.html");
    EXPECT_NE(page.header("Content-Disposition").find("attachment"), std::string_view::npos);
    for (const std::string& kept : {file.body, receipt_in(page.body), receipt_in(receipt_page(proof::InclusionProof::parse(file.body), key, record::Purpose::own))}) {
        const auto receipt = proof::InclusionProof::parse(kept);
        const auto found = record::checked(receipt, std::array{key}, std::nullopt);
        EXPECT_TRUE(found.included);
        EXPECT_EQ(found.signed_by.size(), 1U);
    }
    EXPECT_TRUE(has(page, key.text()));
    EXPECT_FALSE(has(page, "src="));  // nothing is fetched
    EXPECT_FALSE(has(page, "href="));
}

TEST(LogPages, AnActOffersItsReceipt) {
    TestSite site(TestSite::With::texts);
    const std::string document = "/documents/CA/RES/34/8";
    const auto done = site.post(document + "/correct", form({{"act", "fact"}, {"fact", "title"}, {"value", "Pears"}, {"why", "as an example"}}));
    ASSERT_EQ(done.status, 303) << done.body;
    const auto page = site.get(std::string(done.header("Location")));
    const std::size_t at = page.body.find("href=\"/receipt/");
    ASSERT_NE(at, std::string::npos);
    const std::string address = page.body.substr(at + 6, page.body.find('"', at + 6) - at - 6);
    const auto receipt = proof::InclusionProof::parse(receipt_in(site.get(address).body));
    EXPECT_EQ(record::contents_of(receipt).entry.why, "as an example");
}

TEST(LogPages, SayWhatTheLogIs) {
    TestSite site(TestSite::With::texts, record::Purpose::demonstration);
    EXPECT_TRUE(has(site.get("/log"), key_of(site).text()));
    EXPECT_TRUE(has(site.get("/log?lang=fr"), "Point de contr"));
    EXPECT_TRUE(has(site.get("/receipt/0.html?lang=ar"), "dir=\"rtl\""));
    EXPECT_TRUE(has(site.get("/receipt/0.html"), "class=\"invented\""));
}

}  // namespace
}  // namespace comity::web
