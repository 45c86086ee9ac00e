#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "machinery/holdings/erasing.hpp"
#include "machinery/holdings/testing.hpp"
#include "record/mirror.hpp"
#include "record/verification.hpp"
#include "record/whole_export.hpp"

namespace comity::holdings {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

constexpr std::string_view secret = "quinceblossom";

/// Takes the line that a page holds.
Reader reader_of(int version) {
    return {[version](std::string_view bytes, const vocabulary::Vocabulary& vocabulary, std::string_view) {
                std::string text(bytes);
                if (const auto begin = text.find("<text>"); begin != std::string::npos) text = text.substr(begin + 6, text.find("</text>") - begin - 6);
                std::replace(text.begin(), text.end(), ';', '\n');
                return testing::read_notation(text, vocabulary, version);
            },
            version};
}

record::Setup setup_of(int version) {
    record::Setup setup;
    setup.derivations = derivations(reader_of(version));
    return setup;
}

/// A record in a folder of its own.
class Collection {
public:
    explicit Collection(int version = 1) { open(version); }
    void open(int version) {
        holdings_.reset();
        holdings_ = std::make_unique<Holdings>(record::Record::open(file(), record::Access::write, setup_of(version)), vocabulary::standard(), reader_of(version));
    }
    [[nodiscard]] fs::path file() const { return folder_ / "comity.record"; }
    [[nodiscard]] fs::path write(const std::string& name, const std::string& bytes) const {
        fs::create_directories(texts());
        std::ofstream(texts() / name, std::ios::binary) << bytes;
        return texts() / name;
    }
    [[nodiscard]] fs::path texts() const { return folder_ / "texts"; }
    ImportSummary import(const fs::path& path) const {
        ImportRequest request;
        request.paths = {path};
        request.who = testing::jane();
        return holdings_->import(request);
    }
    void correct(Change change) const {
        CorrectionRequest request;
        request.document = "60/1";
        request.change = std::move(change);
        request.who = testing::jane();
        request.why = "another file is better";
        holdings_->correct(request);
    }
    Holdings* operator->() const { return holdings_.get(); }
    Holdings& operator*() const { return *holdings_; }

private:
    record::testing::Folder folder_;
    std::unique_ptr<Holdings> holdings_;
};

/// A double of the converter, which finds the words of its pages in the PDF itself and counts how often it was asked.
class Conversion : public ::testing::Test {
protected:
    Conversion() : path_before_(std::getenv("PATH")) {
        const fs::path program = programs_ / "pdftohtml";
        std::ofstream(program) << "#!/bin/sh\necho ran >> " << (programs_ / "count").string()
                               << "\nfor last; do :; done\nwords=$(sed -n 's/^words //p' \"$last\")\n"
                                  "printf '<pdf2xml version=\"1.2\">\\n<page number=\"1\">\\n<text>%s</text>\\n</page>\\n</pdf2xml>\\n' \"$words\"\n";
        fs::permissions(program, fs::perms::owner_all);
        setenv("PATH", ((programs_ / "").string() + ":" + path_before_).c_str(), 1);
    }
    ~Conversion() override { setenv("PATH", path_before_.c_str(), 1); }

    static std::string pdf(std::string_view words) { return fmt::format("%PDF-1.4\nwords {}\n", words); }
    [[nodiscard]] int times_run() const {
        std::ifstream file(programs_ / "count");
        return static_cast<int>(std::count(std::istreambuf_iterator<char>(file), {}, '\n'));
    }

    record::testing::Folder programs_;
    std::string path_before_;
};

TEST_F(Conversion, KeepsWhatCameAndWhatWasMadeOfIt) {
    Collection c;
    const std::string bytes = pdf("symbol A/RES/60/1;title Orchards;date 2005-12-16;op 1 Requests plums");
    c.import(c.write("one.pdf", bytes));
    const Item item = c->find("60/1");
    EXPECT_EQ(item.sha256, hex(sha256(bytes)));
    EXPECT_EQ(c->source(item), bytes);
    const auto snapshot = c->record().snapshot();
    const auto entry = snapshot.last("document:" + item.sha256);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->schema, 2);
    EXPECT_EQ(entry->state["converted"].text("by"), "pdftohtml 1.2");
    EXPECT_THAT(snapshot.bytes(entry->state["converted"].text("sha256")), HasSubstr("Requests plums"));
    EXPECT_EQ(c->document(item).sha256, item.sha256);
}

TEST_F(Conversion, FilesReadAsTheyAreHaveTheFirstSchema) {
    Collection c;
    c.import(c.write("one.txt", "symbol A/RES/60/1\ntitle Orchards\ndate 2005-12-16\n"));
    EXPECT_EQ(c->record().snapshot().last("document:" + c->find("60/1").sha256)->schema, 1);
    EXPECT_EQ(times_run(), 0);
}

TEST_F(Conversion, NeedsNoConverterEverAgain) {
    Collection c;
    c.import(c.write("one.pdf", pdf("symbol A/RES/60/1;title Orchards;date 2005-12-16;op 1 Requests plums")));
    ASSERT_EQ(times_run(), 1);
    setenv("PATH", "/nowhere", 1);
    const std::string sha256 = c->find("60/1").sha256;
    c.correct(TakeOutOfView{});
    c.correct(PutBack{});
    EXPECT_EQ(c->record().snapshot().last("document:" + sha256)->schema, 2);
    c.open(2);
    EXPECT_EQ(c->rebuild().could_not_be_read.size(), 0U);
    EXPECT_EQ(c->document(c->find("60/1")).paragraphs.at(0).text, "Requests plums");
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
    EXPECT_EQ(c.import(c.write("again.pdf", pdf("symbol A/RES/60/1;title Orchards;date 2005-12-16;op 1 Requests plums"))).already_there, 1U);
    EXPECT_EQ(times_run(), 1);
}

TEST_F(Conversion, OneThatIsMissingRefusesItsFilesAlone) {
    setenv("PATH", "/nowhere", 1);
    Collection c;
    (void)c.write("a.pdf", pdf("symbol A/RES/60/1"));
    (void)c.write("b.txt", "symbol A/RES/60/2\ntitle Orchards\ndate 2005-12-16\n");
    const auto summary = c.import(c.texts());
    EXPECT_EQ(summary.added, 1U);
    ASSERT_EQ(summary.refused.size(), 1U);
    EXPECT_THAT(summary.refused[0].reason, HasSubstr("poppler-utils"));
}

TEST_F(Conversion, AMirrorOfTheWholeExportHasAllAndNeedsNone) {
    Collection c;
    c.import(c.write("one.pdf", pdf("symbol A/RES/60/1;title Orchards;date 2005-12-16;op 1 Requests plums")));
    record::WholeRequest whole;
    whole.folder = c.file().parent_path() / "whole";
    (void)record::export_whole(c->record(), whole);
    setenv("PATH", "/nowhere", 1);
    record::MirrorRequest request;
    request.folder = whole.folder;
    const fs::path there = c.file().parent_path() / "mirror.record";
    (void)record::make_mirror(there, request, setup_of(1));
    const Holdings mirror(record::Record::open(there, record::Access::read, setup_of(1)), vocabulary::standard(), reader_of(1));
    EXPECT_THAT(mirror.source(mirror.find("60/1")), HasSubstr("%PDF"));
    EXPECT_EQ(mirror.document(mirror.find("60/1")), c->document(c->find("60/1")));
    EXPECT_TRUE(record::verify(mirror.record()).findings.empty());
}

TEST_F(Conversion, AnErasureTakesWhatWasMadeOfTheFileWithIt) {
    Collection c;
    const std::string words(secret);
    c.import(c.write("one.pdf", pdf("symbol A/RES/60/1;title Orchards;date 2005-12-16;op 1 Requests the " + words)));
    c.import(c.write("other.pdf", pdf("symbol A/RES/60/2;title Orchards;date 2005-12-16;op 1 Requests plums")));
    const auto converted = c->record().snapshot().last("document:" + c->find("60/1").sha256)->state["converted"].text("sha256");
    ErasureRequest request;
    request.what = {"60/1"};
    request.who = testing::jane();
    request.why = "a person named in it asked for it";
    request.authority = "the record's rules, section 4";
    EXPECT_EQ(erase(*c, request).files, 2);
    EXPECT_THROW((void)c->record().snapshot().bytes(converted), Error);
    c->record().rest();
    for (const auto& entry : fs::directory_iterator(c.file().parent_path())) {
        if (!entry.is_regular_file()) continue;
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        EXPECT_EQ(bytes.find(secret), std::string::npos) << entry.path();
    }
    EXPECT_EQ(c->document(c->find("60/2")).paragraphs.at(0).text, "Requests plums");
    EXPECT_TRUE(record::verify(c->record()).findings.empty());
}

}  // namespace
}  // namespace comity::holdings
