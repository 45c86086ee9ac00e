// A mirror that is served: it says whose it is, shows everything, and no form or button of an act.
#include <gtest/gtest.h>

#include "base/testing.hpp"
#include "machinery/processes/processes.hpp"
#include "record/mirror.hpp"
#include "record/receipts.hpp"
#include "record/testing.hpp"
#include "record/whole_export.hpp"
#include "web/testing.hpp"

namespace comity::web {
namespace {

class ServedMirror : public ::testing::Test {
protected:
    record::testing::Folder folder;
    std::unique_ptr<holdings::Holdings> source = holdings::Holdings::open(processes::place(folder / "own.record"), record::Access::write);
    std::unique_ptr<holdings::Holdings> mirror;
    std::unique_ptr<Site> site;

    void SetUp() override {
        take("CA_RES_36_30.txt", folder / "may");
        record::Setup setup;
        setup.derivations = processes::derivations();
        record::make_mirror(folder / "mirror.record", {folder / "may", {}}, setup);
        mirror = holdings::Holdings::open(processes::place(folder / "mirror.record"), record::Access::write);
        SiteSetup given;
        given.hosts = {"127.0.0.1:8460"};
        site = std::make_unique<Site>(*mirror, std::move(given));
    }
    /// One more text in the record that is followed, and an export of it.
    void take(const std::string& file, const std::filesystem::path& out) {
        holdings::ImportRequest request;
        request.paths = {source_folder() / "tests/golden/web/texts" / file};
        request.who = {"operator at the command line", "keeper"};
        ASSERT_EQ(source->import(request).added, 1U);
        record::WholeRequest whole;
        whole.folder = out;
        record::export_whole(source->record(), whole);
    }
    http::Response ask(const std::string& method, const std::string& target) {
        http::Request request = TestSite::request(method, target);
        request.headers.push_back({"Host", "127.0.0.1:8460"});
        if (method == "POST") request.headers.push_back({"Origin", "http://127.0.0.1:8460"});
        return handle(request, *site);
    }
    std::string page(const std::string& target) { return ask("GET", target).body; }
    static bool has(const std::string& page, std::string_view words) { return page.find(words) != std::string::npos; }
};

TEST_F(ServedMirror, SaysOnEveryPageWhoseItIsAndHowFarItHasCome) {
    const std::string origin = record::followed(mirror->record())->origin;
    for (const char* address : {"/", "/documents", "/documents/CA/RES/36/30", "/search?q=lights", "/log", "/help", "/nowhere"}) {
        const std::string shown = page(address);
        EXPECT_TRUE(has(shown, "This is a copy of the record")) << address;
        EXPECT_TRUE(has(shown, origin)) << address;
        EXPECT_TRUE(has(shown, "what was recorded up to")) << address;
    }
    EXPECT_TRUE(has(page("/documents?lang=fr"), "une copie du dossier"));
    Site own(*source, {});
    http::Request request = TestSite::request("GET", "/");
    request.headers.push_back({"Host", "127.0.0.1:8460"});
    EXPECT_FALSE(has(handle(request, own).body, "This is a copy"));
}

TEST_F(ServedMirror, ShowsNoFormOrButtonOfAnAct) {
    for (const char* address : {"/", "/documents/CA/RES/36/30", "/documents/CA/RES/36/30/history", "/series/CA/RES/36/30", "/queue"}) {
        const std::string shown = page(address);
        EXPECT_FALSE(has(shown, "/correct")) << address;
        EXPECT_FALSE(has(shown, "href=\"/import\"")) << address;
    }
    for (const char* address : {"/documents/CA/RES/36/30/correct", "/series/CA/RES/36/30/correct", "/import"}) {
        const http::Response refused = ask("GET", address);
        EXPECT_EQ(refused.status, 403) << address;
        EXPECT_TRUE(has(refused.body, "acts are done there")) << address;
        EXPECT_FALSE(has(refused.body, "<textarea")) << address;
    }
    const std::int64_t before = mirror->record().snapshot().size();
    EXPECT_EQ(ask("POST", "/documents/CA/RES/36/30/correct").status, 403);
    EXPECT_EQ(mirror->record().snapshot().size(), before);
}

TEST_F(ServedMirror, GoesOnWithALaterExportThatIsHandedToIt) {
    ASSERT_EQ(ask("GET", "/documents/CA/RES/36/31").status, 404);
    take("CA_RES_36_31.txt", folder / "june");
    const record::Desk desk(folder / "mirror.record", processes::performer_for(*mirror));
    std::vector<std::string> steps;
    const record::Mirrored taken = holdings::submit(processes::place(folder / "mirror.record"), record::MirrorRequest{folder / "june", {record::key_of(source->record())}},
                                                    [&](std::string_view step, std::int64_t, std::int64_t) { steps.emplace_back(step); });
    EXPECT_EQ(taken.added, 1);
    EXPECT_EQ(taken.by, record::Mirrored::By::given);
    EXPECT_EQ(taken.key, record::key_of(source->record()));
    EXPECT_EQ(taken.origin, record::followed(mirror->record())->origin);
    EXPECT_FALSE(steps.empty());
    EXPECT_EQ(ask("GET", "/documents/CA/RES/36/31").status, 200);
    EXPECT_FALSE(mirror->search("lights").hits.empty());
    // What is wrong with an export is said here, and the server goes on with what it has.
    try {
        holdings::submit(processes::place(folder / "mirror.record"), record::MirrorRequest{folder / "may", {}});
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.fault(), Fault::refused);
    }
    EXPECT_EQ(ask("GET", "/documents/CA/RES/36/31").status, 200);
}

}  // namespace
}  // namespace comity::web
