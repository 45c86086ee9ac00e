// Texts of a record in every form, many at once, and the site of a series.
#include "exports/forms.hpp"

#include <map>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "exports/selection.hpp"
#include "exports/site.hpp"
#include "machinery/holdings/testing.hpp"
#include "reading/reading.hpp"
#include "zip/zip.hpp"

namespace comity::exports {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* first = "symbol A/RES/60/1\ntitle Care of lighthouses\ndate 2005-12-16\nadoption without a vote\npp Recalling lamps,\nop 1 Requests the keepers to keep the light;\nop 2 Decides so.\n";
constexpr const char* second =
    "symbol A/RES/61/1\ntitle Care of lighthouses\ndate 2006-12-16\npp Recalling its resolution 60/1 of 16 December 2005,\nop 1 Requests the keepers to keep the light burning;\nop 2 Decides so.\nfn 1 Of lamps.\n";

/// A record with these two.
struct Held {
    holdings::testing::Collection held;
    Held() {
        held.add(first);
        held.add(second);
    }
    [[nodiscard]] holdings::Shown shown(const char* symbol) const { return held.show(symbol); }
};

TEST(Forms, EachHasItsNameEndingAndMediaType) {
    for (const FormKind& kind : forms()) {
        EXPECT_EQ(form_named(kind.name), kind.form);
        EXPECT_TRUE(kind.ending.starts_with('.')) << kind.name;
        EXPECT_NE(kind.media_type.find('/'), std::string_view::npos) << kind.name;
    }
    EXPECT_FALSE(form_named("exe"));
}

TEST(Forms, EachHoldsTheWordsAndTheNotice) {
    const Held at;
    for (const Form form : {Form::text, Form::markdown, Form::html, Form::akn}) {
        const std::string bytes = made(form, *at.held, at.shown("61/1"), "Invented for a test");
        EXPECT_THAT(bytes, HasSubstr("keep the light burning")) << kind_of(form).name;
        EXPECT_THAT(bytes, HasSubstr("Invented for a test")) << kind_of(form).name;
    }
    EXPECT_TRUE(made(Form::docx, *at.held, at.shown("61/1"), "").starts_with("PK"));
}

TEST(Forms, AkomaNtosoOfARecordIsReadAgain) {
    const Held at;
    const auto shown = at.shown("61/1");
    const auto again = reading::read(made(Form::akn, *at.held, shown, ""), at.held->vocabulary());
    EXPECT_EQ(again.symbol, shown.document.symbol);
    ASSERT_EQ(again.paragraphs.size(), shown.document.paragraphs.size());
    for (std::size_t i = 0; i < again.paragraphs.size(); ++i) EXPECT_EQ(again.paragraphs[i].text, shown.document.paragraphs[i].text);
}

TEST(Forms, CitationsLeadToTheUnitedNationsAddress) {
    const auto& words = vocabulary::with_demonstration();
    EXPECT_EQ(public_address("A/RES/60/1#para=3", words), "https://docs.un.org/en/A/RES/60/1");
    EXPECT_EQ(public_address("S/RES/1325(2000)", words), "https://docs.un.org/en/S/RES/1325%282000%29");
    EXPECT_EQ(public_address("charter#art=1", words), "");
    EXPECT_EQ(public_address("CA/RES/34/8", words), "") << "invented";
}

TEST(Forms, OpenDocumentAndPdfComeFromLibreOfficeOrSayWhatIsMissing) {
    const Held at;
    for (const auto& [form, begin] : {std::pair(Form::odt, "PK"), std::pair(Form::pdf, "%PDF")}) {
        if (can_be_made(form)) {
            EXPECT_TRUE(made(form, *at.held, at.shown("61/1"), "").starts_with(begin));
        } else {
            EXPECT_THROW(made(form, *at.held, at.shown("61/1"), ""), Error);
        }
    }
}

std::map<std::string, std::string> archive_of(const Held& at, std::vector<Form> forms, const std::string& notice) {
    std::string bytes;
    write_archive(*at.held, {.items = at.held->list({}).items, .forms = std::move(forms), .notice = notice}, [&](std::string_view more) { bytes += more; });
    std::map<std::string, std::string> files;
    for (auto& entry : zip::unpacked(bytes)) files.emplace(entry.name, entry.bytes);
    return files;
}

TEST(Selection, IsAnArchiveByTheSymbolsWithATableOfFacts) {
    const Held at;
    const auto files = archive_of(at, {Form::akn, Form::text}, "");
    ASSERT_EQ(files.size(), 5U);
    EXPECT_THAT(files.at("documents/A_RES_61_1.xml"), HasSubstr("akomaNtoso"));
    EXPECT_THAT(files.at("documents/A_RES_60_1.txt"), HasSubstr("Care of lighthouses"));
    EXPECT_THAT(files.at("manifest.csv"), HasSubstr("A/RES/60/1,resolution,General Assembly,60,1,Care of lighthouses,en,2005-12-16,,without a vote"));
}

TEST(Selection, OfInventedTextsSaysSoInEveryFile) {
    const Held at;
    const auto files = archive_of(at, {Form::html}, "Invented for a test");
    EXPECT_EQ(files.at("INVENTED.txt"), "Invented for a test.\n");
    EXPECT_THAT(files.at("manifest.csv"), HasSubstr(",yes\r\n"));
    EXPECT_THAT(files.at("documents/A_RES_60_1.html"), HasSubstr("Invented for a test"));
}

std::map<std::string, std::string> site_of(const Held& at) {
    std::map<std::string, std::string> files;
    write_site(*at.held, {.item = at.held->find("61/1"), .notice = "Invented for a test"}, [&](const std::string& name, std::string_view bytes) { files.emplace(name, bytes); });
    return files;
}

TEST(SiteOfASeries, HasAPageForEachTextAndWhatChanged) {
    const Held at;
    const auto files = site_of(at);
    for (const char* name : {"index.html", "table.html", "search.js", "passages.js", "texts/A_RES_60_1.html", "texts/A_RES_61_1.html", "changes/A_RES_60_1_to_A_RES_61_1.html", "since/A_RES_61_1.html",
                             "files/A_RES_61_1.docx", "files/A_RES_61_1.xml"}) {
        EXPECT_EQ(files.count(name), 1U) << name;
    }
    for (const auto& [name, bytes] : files) {
        if (name.ends_with(".html")) {
            EXPECT_THAT(bytes, HasSubstr("Invented for a test")) << name;
        }
    }
    EXPECT_THAT(files.at("passages.js"), HasSubstr("[\"Decides so.\",[[0,\"op2\"],[1,\"op2\"]]]")) << "the same words are there once";
}

TEST(SiteOfASeries, LeadsNowhereButToItself) {
    const Held at;
    const auto files = site_of(at);
    const std::regex link("(?:href|src)=\"([^\"#]*)");
    for (const auto& [name, bytes] : files) {
        if (!name.ends_with(".html")) continue;
        const std::string folder = name.substr(0, name.rfind('/') == std::string::npos ? 0 : name.rfind('/') + 1);
        for (std::sregex_iterator each(bytes.begin(), bytes.end(), link), end; each != end; ++each) {
            std::string to = (*each)[1];
            if (to.empty()) continue;
            to = to.starts_with("../") ? to.substr(3) : folder + to;
            EXPECT_EQ(files.count(to), 1U) << name << " leads to " << to;
        }
        EXPECT_THAT(bytes, Not(HasSubstr("http"))) << name;
    }
}

TEST(SiteOfASeries, IsTheSameEveryTime) {
    const Held at;
    EXPECT_EQ(site_of(at), site_of(at));
}

}  // namespace
}  // namespace comity::exports
