// Copies for everybody: of files made with all that programs leave in them, nothing is left but what a reader sees.
#include "converting/cleaning.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "converting/converting.hpp"
#include "programs/programs.hpp"
#include "reading/reading.hpp"
#include "vocabulary/vocabulary.hpp"
#include "zip/zip.hpp"

namespace comity::converting {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::string_literals;

constexpr std::string_view secret = "Jane Harbour";

/// All bytes of all parts.
std::string inside(std::string_view archive) {
    std::string all;
    for (const zip::Entry& one : zip::unpacked(archive)) all += one.name + "\n" + one.bytes + "\n";
    return all;
}

std::string words_of(std::string_view bytes) {
    std::string all;
    for (const auto& paragraph : reading::read(bytes, vocabulary::standard()).paragraphs) all += paragraph.text + "\n";
    return all;
}

std::string jpeg() {
    const std::string exif = "Exif\0\0"s + std::string(secret) + " 46.2N 6.1E";
    const auto segment = [](char marker, const std::string& bytes) { return "\xFF"s + marker + static_cast<char>((bytes.size() + 2) >> 8U) + static_cast<char>(bytes.size() + 2) + bytes; };
    return "\xFF\xD8"s + segment('\xE0', "JFIF\0\1\1\0\0\1\0\1\0\0"s) + segment('\xE1', exif) + segment('\xFE', "drawn by "s + std::string(secret)) + segment('\xDB', std::string(65, '\1')) +
           segment('\xDA', "\1\1\0\0\x3F\0"s) + "scan\xFF\0of it\xFF\xD0more"s + "\xFF\xD9"s + "behind: " + std::string(secret);
}

std::string png() {
    const auto chunk = [](const std::string& name, const std::string& bytes) { return "\0\0"s + static_cast<char>(bytes.size() >> 8U) + static_cast<char>(bytes.size()) + name + bytes + "0000"; };
    return "\x89PNG\r\n\x1A\n"s + chunk("IHDR", std::string(13, '\1')) + chunk("tEXt", "Author\0"s + std::string(secret)) + chunk("eXIf", std::string(secret)) + chunk("IDAT", "pixels") + chunk("IEND", "") +
           std::string(secret);
}

std::string word() {
    const std::string w = R"(xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
    const std::string relations = R"(<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)";
    const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    const std::string body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- by Jane Harbour --><w:document " + w + R"(><w:body>
<w:p w:rsidR="00AB12CD"><w:pPr><w:pPrChange w:id="1" w:author="Jane Harbour" w:date="2019-03-01T10:00:00Z"><w:pPr/></w:pPrChange></w:pPr>
<w:r><w:t xml:space="preserve">Lamps are lit </w:t></w:r><w:ins w:id="2" w:author="Jane Harbour" w:date="2019-03-01T10:00:00Z"><w:r><w:t>for all.</w:t></w:r></w:ins>
<w:del w:id="3" w:author="Jane Harbour"><w:r><w:delText>only for the rich, says Jane Harbour</w:delText></w:r></w:del>
<w:commentRangeStart w:id="4"/><w:r><w:t> So be it.</w:t></w:r><w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden by Jane Harbour</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> Seen.</w:t></w:r></w:p>
<w:p><w:r><w:drawing><docPr name="C:\Users\Jane Harbour\lamp.jpg" descr="Jane Harbour"/><a embed="rId1"/></w:drawing></w:r>
<w:r><w:object><a r:id="rId3"/></w:object></w:r><w:hyperlink r:id="rId4"><w:r><w:t>A page</w:t></w:r></w:hyperlink></w:p></w:body></w:document>)";
    const std::vector<zip::Entry> parts = {
        {"[Content_Types].xml", R"(<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>)"},
        {"_rels/.rels", relations + "<Relationship Id=\"rId1\" Type=\"" + types + "officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"" + types + "core\" Target=\"docProps/core.xml\"/></Relationships>"},
        {"word/document.xml", body},
        {"word/_rels/document.xml.rels", relations + "<Relationship Id=\"rId1\" Type=\"" + types + "image\" Target=\"media/lamp.jpeg\"/><Relationship Id=\"rId2\" Type=\"" + types + "comments\" Target=\"comments.xml\"/><Relationship Id=\"rId3\" Type=\"" + types +
                                             "package\" Target=\"embeddings/Jane Harbour.xlsx\"/><Relationship Id=\"rId4\" Type=\"" + types + "hyperlink\" Target=\"https://lamps.example/\" TargetMode=\"External\"/></Relationships>"},
        {"word/settings.xml", "<w:settings " + w + "><w:attachedTemplate r:id=\"rId1\"/></w:settings>"},
        {"word/_rels/settings.xml.rels", relations + "<Relationship Id=\"rId1\" Type=\"" + types + "attachedTemplate\" Target=\"file:///C:/Users/Jane%20Harbour/t.dotx\" TargetMode=\"External\"/></Relationships>"},
        {"word/comments.xml", "<w:comments " + w + "><w:comment w:author=\"Jane Harbour\"/></w:comments>"},
        {"word/people.xml", "<people>Jane Harbour</people>"},
        {"word/embeddings/Jane Harbour.xlsx", "Jane Harbour"},
        {"word/media/lamp.jpeg", jpeg()},
        {"docProps/core.xml", "<coreProperties><creator>Jane Harbour</creator></coreProperties>"},
        {"customXml/item1.xml", "<by>Jane Harbour</by>"}};
    return zip::packed(parts);
}

TEST(CleaningTest, AWordFileHasWhatAReaderSeesAndNothingElse) {
    const std::string before = word();
    ASSERT_THAT(inside(before), HasSubstr(std::string(secret)));
    const auto made = cleaned_copy(before);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->ending, "docx");
    const std::string all = inside(made->bytes);
    for (const char* gone : {"Jane", "Harbour", "rsid", "comments", "hidden by", "only for the rich", "docProps", "customXml", "settings", "embeddings", "w:object", "46.2N"}) EXPECT_THAT(all, Not(HasSubstr(gone)));
    for (const char* kept : {"media/lamp.jpeg", "https://lamps.example/", "w:drawing", "scan"}) EXPECT_THAT(all, HasSubstr(kept));
    const std::string words = words_of(made->bytes);
    EXPECT_THAT(words, HasSubstr("Lamps are lit for all. So be it. Seen."));
    EXPECT_THAT(words, HasSubstr("A page"));
    EXPECT_TRUE(cleaned_copy(made->bytes)->bytes == made->bytes) << "cleaning it again changes nothing";
}

TEST(CleaningTest, AnOpenTextHasNoCommentsAndNoChanges) {
    const std::string spaces = R"(xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/")";
    const std::string content = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content " + spaces + R"(><office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Jane Harbour</dc:creator></office:change-info><text:p>taken out</text:p></text:deletion></text:changed-region></text:tracked-changes>
<text:p>Lamps are lit<text:change text:change-id="c1"/> for all.<office:annotation><dc:creator>Jane Harbour</dc:creator><text:p>really?</text:p></office:annotation></text:p></office:text></office:body></office:document-content>)";
    const std::vector<zip::Entry> parts = {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", content}, {"meta.xml", "<m>Jane Harbour</m>"}, {"Thumbnails/thumbnail.png", png()}, {"Pictures/1.png", png()},
                                           {"META-INF/manifest.xml", "<manifest/>"}};
    const auto made = cleaned_copy(zip::packed(parts));
    ASSERT_TRUE(made);
    EXPECT_EQ(made->ending, "odt");
    const std::string all = inside(made->bytes);
    for (const char* gone : {"Jane", "taken out", "really", "meta.xml", "Thumbnails"}) EXPECT_THAT(all, Not(HasSubstr(gone)));
    EXPECT_THAT(all, HasSubstr("Pictures/1.png"));
    EXPECT_THAT(words_of(made->bytes), HasSubstr("Lamps are lit for all."));
}

TEST(CleaningTest, OfPicturesThePictureIsLeft) {
    const auto photograph = cleaned_copy(jpeg()), drawing = cleaned_copy(png());
    ASSERT_TRUE(photograph && drawing);
    EXPECT_EQ(photograph->ending, "jpeg");
    EXPECT_EQ(drawing->ending, "png");
    for (const std::string& bytes : {photograph->bytes, drawing->bytes}) EXPECT_THAT(bytes, Not(HasSubstr("Jane")));
    EXPECT_THAT(photograph->bytes, HasSubstr("scan\xFF\0of it\xFF\xD0more\xFF\xD9"s));
    EXPECT_THAT(drawing->bytes, HasSubstr("pixels"));
}

TEST(CleaningTest, APdfIsDrawnAgainWithoutItsAuthor) {
    if (!programs::find("pdftocairo")) GTEST_SKIP() << "pdftocairo (poppler-utils) is not installed";
    const std::string content = "BT /F1 12 Tf 72 700 Td (Lamps are lit for all of them) Tj ET";
    const std::vector<std::string> objects = {"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                                              "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Annots [7 0 R] /Resources << /Font << /F1 5 0 R >> >> >>",
                                              "<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content + "\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
                                              "<< /Author (Jane Harbour) /Title (Draft of Jane Harbour) /Creator (Jane Harbour) >>",
                                              "<< /Type /Annot /Subtype /Text /Rect [100 600 120 620] /Contents (Jane Harbour was here) /T (Jane Harbour) >>"};
    std::string out = "%PDF-1.4\n", places;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::string place = std::to_string(out.size());
        places += std::string(10 - place.size(), '0') + place + " 00000 n \n";
        out += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string table = std::to_string(out.size());
    out += "xref\n0 8\n0000000000 65535 f \n" + places + "trailer\n<< /Size 8 /Root 1 0 R /Info 6 0 R >>\nstartxref\n" + table + "\n%%EOF\n";
    const auto made = cleaned_copy(out);
    ASSERT_TRUE(made);
    EXPECT_EQ(made->ending, "pdf");
    EXPECT_THAT(made->bytes, Not(HasSubstr("Jane")));
    EXPECT_THAT(made->bytes, Not(HasSubstr("Annot")));
    const auto pages = made_readable(made->bytes);
    ASSERT_TRUE(pages);
    EXPECT_THAT(pages->bytes, HasSubstr("Lamps"));
}

TEST(CleaningTest, OfAllElseThereIsNoCopy) {
    EXPECT_FALSE(cleaned_copy("plain words"));
    EXPECT_FALSE(cleaned_copy("{\\rtf1 {\\info {\\author Jane Harbour}} words}"));
    EXPECT_FALSE(cleaned_copy("<html><head><meta name=author content=Jane></head></html>"));
    EXPECT_FALSE(cleaned_copy(word().substr(0, 400)));
    EXPECT_FALSE(cleaned_copy(jpeg().substr(0, 40)));
    EXPECT_FALSE(cleaned_copy(""));
}

}  // namespace
}  // namespace comity::converting
