#include "converting/converting.hpp"

#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "programs/programs.hpp"
#include "reading/reading.hpp"

namespace comity::converting {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

/// A PDF of one page with these words, or none.
std::string pdf_of(std::string_view words) {
    const std::string content = words.empty() ? std::string("0 0 50 50 re f") : fmt::format("BT /F1 12 Tf 72 700 Td ({}) Tj ET", words);
    const std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
                                              fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content), "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"};
    std::string out = "%PDF-1.4\n", places;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        places += fmt::format("{:010} 00000 n \n", out.size());
        out += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects[i]);
    }
    const std::size_t table = out.size();
    return out + fmt::format("xref\n0 6\n0000000000 65535 f \n{}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{}\n%%EOF\n", places, table);
}

/// Doubles of the programs, found before the real ones.
class Doubles : public ::testing::Test {
protected:
    Doubles() : path_before_(std::getenv("PATH")) {}
    ~Doubles() override { setenv("PATH", path_before_.c_str(), 1); }

    void stands_in(const std::string& name, const std::string& script) const {
        place_.write(name, "#!/bin/sh\n" + script);
        fs::permissions(place_.path() / name, fs::perms::owner_all);
        setenv("PATH", (place_.path().string() + ":" + path_before_).c_str(), 1);
    }
    static std::string refusal_of(std::string_view bytes, Fault fault) {
        try {
            (void)made_readable(bytes);
        } catch (const Error& error) {
            EXPECT_EQ(error.fault(), fault) << error.what();
            return error.what();
        }
        return "it was read";
    }

    PassingFolder place_;
    std::string path_before_;
};

TEST_F(Doubles, AreNotAskedForWhatIsReadAsItIs) {
    setenv("PATH", "/nowhere", 1);
    EXPECT_EQ(made_readable("The General Council,"), std::nullopt);
    EXPECT_EQ(made_readable(""), std::nullopt);
    EXPECT_EQ(made_readable("<html></html>"), std::nullopt);
    EXPECT_EQ(made_readable("<?xml version=\"1.0\"?><pdf2xml></pdf2xml>"), std::nullopt);
}

TEST_F(Doubles, ThatAreMissingAreNamedWithTheirPackage) {
    setenv("PATH", "/nowhere", 1);
    EXPECT_THAT(refusal_of(pdf_of("words"), Fault::unavailable), HasSubstr("poppler-utils"));
    EXPECT_THAT(refusal_of("{\\rtf1 words}", Fault::unavailable), HasSubstr("libreoffice-writer-nogui"));
    for (const Program& program : programs_used()) EXPECT_EQ(program.path, std::nullopt);
}

TEST_F(Doubles, PagesNameTheFileThatTheyCameFromAndTheProgram) {
    stands_in("pdftohtml", R"(printf '<?xml version="1.0"?>\n<!DOCTYPE pdf2xml SYSTEM "a">\n<pdf2xml producer="poppler" version="9.8.7">\n<page number="1">\n<text>wo\001rds</text></page></pdf2xml>')");
    const std::string pdf = pdf_of("words");
    const auto made = made_readable(pdf);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->by, "pdftohtml 9.8.7");
    EXPECT_THAT(made->bytes, HasSubstr(hex(sha256(pdf))));
    EXPECT_THAT(made->bytes, HasSubstr("<text>words</text>"));
    EXPECT_EQ(made->bytes.find("DOCTYPE"), std::string::npos);
    EXPECT_EQ(reading::recognize(made->bytes), reading::Format::pages);
    EXPECT_EQ(readable(pdf, made), made->bytes);
    EXPECT_EQ(readable(pdf, std::nullopt), pdf);
}

TEST_F(Doubles, WordsThatWereRecognizedFromAScanAreSaidToBe) {
    stands_in("pdftohtml", R"(case "$1" in -hidden) w=words;; esac; printf '<pdf2xml version="9">\n<page number="1"><text top="1">%s</text></page></pdf2xml>' $w)");
    EXPECT_EQ(made_readable(pdf_of(""))->by, "pdftohtml 9, words recognized from a scan");
}

TEST_F(Doubles, WhatGoesWrongIsOneClearLine) {
    stands_in("pdftohtml", "echo '<pdf2xml><page number=\"1\"><text> </text></page></pdf2xml>'");
    EXPECT_THAT(refusal_of(pdf_of(""), Fault::bad_request), HasSubstr("a scan"));
    stands_in("soffice", "true");
    EXPECT_THAT(refusal_of("{\\rtf1 words}", Fault::bad_request), HasSubstr("LibreOffice makes nothing of it"));
    EXPECT_THAT(refusal_of("\xD0\xCF\x11\xE0 a sheet", Fault::bad_request), HasSubstr("no text"));
}

TEST_F(Doubles, LockedAndBrokenFilesAreSaidToBe) {
    stands_in("pdftohtml", "echo 'Command Line Error: Incorrect password' >&2; exit 1");
    EXPECT_THAT(refusal_of(pdf_of("words"), Fault::bad_request), HasSubstr("password locks"));
}

TEST_F(Doubles, ThatBreakDownAreSaidTo) {
    stands_in("pdftohtml", "kill -SEGV $$");
    EXPECT_THAT(refusal_of(pdf_of("words"), Fault::bad_request), HasSubstr("broke down"));
}

TEST_F(Doubles, ThatPrintWithoutEndAreEnded) {
    stands_in("pdftohtml", "exec tr '\\0' x < /dev/zero");
    EXPECT_THAT(refusal_of(pdf_of("words"), Fault::limit), HasSubstr("made to do harm"));
}

/// A macro: only the test itself can leave itself.
#define NEED(program) \
    if (!programs::find(program)) GTEST_SKIP() << program << " is not installed"

TEST(Real, PdfsBecomePages) {
    NEED("pdftohtml");
    const auto made = made_readable(pdf_of("The General Council,"));
    ASSERT_TRUE(made);
    EXPECT_THAT(made->bytes, HasSubstr("The General Council,"));
    EXPECT_THAT(made->by, ::testing::StartsWith("pdftohtml "));
    EXPECT_EQ(reading::recognize(made->bytes), reading::Format::pages);
}

TEST(Real, PdfsWithoutWordsOrPagesAreRefused) {
    NEED("pdftohtml");
    for (const std::string& pdf : {pdf_of(""), std::string("%PDF-1.4\n"), std::string("%PDF-1.7 and nothing more"), pdf_of("words").substr(0, 200)}) {
        EXPECT_THROW((void)made_readable(pdf), Error) << pdf.substr(0, 30);
    }
}

TEST(Real, RichTextBecomesWord) {
    NEED("soffice");
    const std::string text = "{\\rtf1\\ansi The General Council,\\par {\\i Recalling} its words,\\par}";
    const auto made = made_readable(text);
    ASSERT_TRUE(made);
    EXPECT_EQ(reading::recognize(made->bytes), reading::Format::word);
    EXPECT_THAT(made->by, ::testing::StartsWith("LibreOffice "));
    EXPECT_TRUE(made->bytes.ends_with(hex(sha256(text))));
    const std::string back = by_office(made->bytes, OfficeForm::docx, OfficeForm::doc);
    EXPECT_EQ(reading::recognize(back), reading::Format::old_word);
    EXPECT_EQ(reading::recognize(made_readable(back)->bytes), reading::Format::word);
}

}  // namespace
}  // namespace comity::converting
