// Texts as files, on pages and by the API: each form, archives of a list, and what is said where a form can't be made.
#include <cstdlib>

#include <gtest/gtest.h>

#include "exports/forms.hpp"
#include "web/testing.hpp"
#include "zip/zip.hpp"

namespace comity::web {
namespace {

using With = TestSite::With;

bool has(const http::Response& response, std::string_view words) { return response.body.find(words) != std::string::npos; }

/// As on a machine that has no LibreOffice: programs are looked for in the folders of PATH. (pages_test.cpp puts one there that does nothing.)
http::Response without_office(TestSite& site, const std::string& target) {
    const std::string path = std::getenv("PATH");  // NOLINT: one thread
    setenv("PATH", "/nowhere", 1);                 // NOLINT
    http::Response response = site.get(target);
    setenv("PATH", path.c_str(), 1);               // NOLINT
    return response;
}

TEST(Taking, EachFormOfATextHasItsNameAndType) {
    TestSite site(With::texts);
    const http::Response page = site.get("/documents/CA/RES/36/30");
    for (const exports::FormKind& kind : exports::forms()) {
        EXPECT_TRUE(has(page, "?format=" + std::string(kind.name) + "\"")) << kind.name;
        if (exports::needs_a_program(kind.form)) continue;
        for (const std::string place : {"/documents/", "/api/v1/documents/"}) {
            const http::Response file = site.get(place + "CA/RES/36/30?format=" + std::string(kind.name));
            EXPECT_EQ(file.status, 200) << place << kind.name;
            EXPECT_TRUE(file.header("Content-Type").starts_with(kind.media_type)) << place << kind.name;
            EXPECT_FALSE(file.body.empty());
            const bool shown = kind.form == exports::Form::text || kind.form == exports::Form::json;
            const std::string name = shown ? std::string() : "attachment; filename=\"CA_RES_36_30" + std::string(kind.ending) + "\"";
            EXPECT_EQ(file.header("Content-Disposition"), name);
        }
    }
    EXPECT_EQ(site.get("/api/v1/documents/CA/RES/36/30?format=wax").status, 400);
}

TEST(Taking, WhereLibreOfficeIsMissingThePageSaysSo) {
    TestSite site(With::texts);
    const http::Response page = without_office(site, "/documents/CA/RES/36/30");
    EXPECT_FALSE(has(page, "?format=pdf"));
    EXPECT_FALSE(has(page, "?format=odt"));
    EXPECT_TRUE(has(page, "?format=docx"));
    EXPECT_TRUE(has(page, "LibreOffice"));
    EXPECT_FALSE(has(site.get("/documents/CA/RES/36/30"), "LibreOffice"));
    const http::Response asked = without_office(site, "/documents/CA/RES/36/30?format=pdf");
    EXPECT_EQ(asked.status, 503);
    EXPECT_TRUE(has(asked, "libreoffice-writer-nogui"));
    EXPECT_EQ(without_office(site, "/api/v1/documents/CA/RES/36/30?format=odt").header("Content-Type"), "application/problem+json; charset=utf-8");
}

TEST(Taking, AListGoesIntoOneArchiveWithItsFilters) {
    TestSite site(With::texts);
    const http::Response page = site.get("/documents?kind=resolution&order=date");
    EXPECT_TRUE(has(page, "<input type=\"hidden\" name=\"kind\" value=\"resolution\">"));
    EXPECT_TRUE(has(page, "name=\"format\" value=\"zip\""));
    const http::Response archive = site.get("/documents?kind=resolution&format=zip&form=akn&form=text&form=akn");
    EXPECT_EQ(archive.status, 200);
    EXPECT_EQ(archive.header("Content-Type"), "application/zip");
    const std::vector<std::string> names = zip::names(archive.body);
    const std::size_t texts = site.holdings().list({.kind = document::Kind::resolution}).items.size();
    EXPECT_EQ(names.size(), 2 * texts + 1);
    EXPECT_EQ(names.back(), "manifest.csv");
    EXPECT_TRUE(has(site.get("/series/CA/RES/36/30"), "format=zip&amp;form=docx&amp;series="));
    EXPECT_EQ(zip::names(site.get("/documents?series=CA/RES/36/30&format=zip").body).front(), "documents/CA_RES_34_8.docx");
}

TEST(Taking, AnArchiveThatCantBeMadeIsRefusedInWords) {
    TestSite site(With::texts);
    EXPECT_EQ(site.get("/documents?format=zip&form=pdf").status, 400);
    EXPECT_EQ(site.get("/documents?format=zip&form=wax").status, 400);
    EXPECT_EQ(site.get("/documents?format=zip&year=1801").status, 404);
    EXPECT_FALSE(has(site.get("/documents?year=1801"), "value=\"zip\""));
}

TEST(Taking, InventedTextsSaySoInEveryFile) {
    TestSite site(With::texts, record::Purpose::demonstration);
    EXPECT_EQ(zip::names(site.get("/documents?format=zip").body).front(), "INVENTED.txt");
    EXPECT_TRUE(has(site.get("/api/v1/documents/CA/RES/36/30?format=markdown"), "nvented"));
}

}  // namespace
}  // namespace comity::web
