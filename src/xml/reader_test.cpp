#include "xml/reader.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

using namespace comity;

namespace {

std::string refusal_of(std::string_view bytes, const xml::Limits& limits = {}) {
    try {
        (void)xml::read(bytes, limits);
    } catch (const Error& error) {
        return error.what();
    }
    return "read";
}

TEST(XmlReader, gives_back_what_a_broken_document_type_took) {  // seen by the sanitizers' run
    EXPECT_NE(refusal_of("<!DOCTYPE x [<!ENTITY t <record>title><oh"), "read");
    EXPECT_NE(refusal_of("<!DOCTYPE x [<!ENTITY t 'words'>]>no element"), "read");
}

TEST(XmlReader, gives_elements_with_names_namespaces_attributes_words_and_lines) {
    const auto tree = xml::read("<?xml version=\"1.0\"?>\n<a:text xmlns:a=\"urn:one\" a:kind=\"draft\" n=\"2 &amp; 3\">\n<a:p>One <b>two</b> &lt;three&gt;</a:p><!-- no --></a:text>");
    EXPECT_EQ(tree.root.name, "text");
    EXPECT_EQ(tree.root.space, "urn:one");
    EXPECT_EQ(tree.root.attribute("kind"), "draft");
    EXPECT_EQ(tree.root.attribute("n"), "2 & 3");
    EXPECT_TRUE(tree.root.has("n"));
    EXPECT_FALSE(tree.root.has("m"));
    ASSERT_NE(tree.root.child("p"), nullptr);
    EXPECT_EQ(tree.root.child("p")->words(), "One two <three>");
    EXPECT_EQ(tree.root.child("p")->line, 3U);
    EXPECT_EQ(tree.root.child("q"), nullptr);
}

TEST(XmlReader, outlives_a_move_of_its_tree) {
    auto tree = xml::read("<a><quite_a_long_name_of_an_element/></a>");
    const xml::Tree moved = std::move(tree);
    EXPECT_EQ(moved.root.children.at(0).name, "quite_a_long_name_of_an_element");
}

TEST(XmlReader, reads_the_encoding_that_the_file_declares) {
    EXPECT_EQ(xml::read("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><p>pr\xE9" "ambule</p>").root.words(), "pr\xC3\xA9" "ambule");
    using namespace std::string_literals;
    EXPECT_EQ(xml::read("\xFF\xFE<\0p\0>\0x\0<\0/\0p\0>\0"s).root.words(), "x");
}

TEST(XmlReader, says_the_line_of_what_is_not_well_formed) {
    EXPECT_EQ(refusal_of("<a>\n<b></a>").substr(0, 7), "line 2:");
    EXPECT_NE(refusal_of(""), "read");
    EXPECT_NE(refusal_of("words"), "read");
    EXPECT_EQ(refusal_of("<a b='1'\nb='2'>\n</x\ny>").find('\n'), std::string::npos);
    EXPECT_EQ(refusal_of("<a>&b\nc;</a>").find('\n'), std::string::npos);
}

TEST(XmlReader, follows_no_entity_and_no_document_type) {
    EXPECT_NE(refusal_of("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]><a>&b;</a>"), "read");
    EXPECT_NE(refusal_of("<!DOCTYPE a [<!ENTITY b \"words\">]><a>&b;</a>"), "read");
    // One that is only declared costs nothing.
    EXPECT_EQ(xml::read("<!DOCTYPE a [<!ENTITY b \"words\">]><a>c</a>").root.words(), "c");
}

TEST(XmlReader, has_its_limits) {
    std::string deep, end;
    for (int i = 0; i < 300; ++i) deep += "<a>", end += "</a>";
    EXPECT_NE(refusal_of(deep + end).find("200 deep"), std::string::npos);
    EXPECT_NE(refusal_of("<a><b/><b/><b/></a>", {.nodes = 3}).find("more than 3"), std::string::npos);
    EXPECT_NE(refusal_of("<a>words</a>", {.bytes = 4}).find("MB"), std::string::npos);
}

TEST(HtmlReader, makes_a_tree_of_what_is_never_closed) {
    const auto tree = xml::read_html("<P>One &nbsp;<i>two</I><p>\xE2\x80\x9Cthree<br>four\xE2\x80\x9D &eacute;");
    EXPECT_EQ(tree.root.name, "html");
    const auto* const body = tree.root.child("body");
    ASSERT_NE(body, nullptr);
    ASSERT_EQ(body->children.size(), 2U);
    EXPECT_EQ(body->children[0].words(), "One \xC2\xA0two");
    EXPECT_EQ(body->children[1].words(), "\xE2\x80\x9Cthree" "four\xE2\x80\x9D \xC3\xA9");
}

TEST(HtmlReader, gives_a_tree_for_any_bytes) {
    for (const std::string_view page : {"", " \n", "<", "<!doctype html>", "<p", "</p></div>", "words alone", "<table><p>a<td>b"}) {
        EXPECT_EQ(xml::read_html(page).root.name, "html") << page;
    }
}

TEST(HtmlReader, has_its_limits) {
    std::string deep;
    for (int i = 0; i < 5000; ++i) deep += "<div>";
    EXPECT_THROW((void)xml::read_html(deep), Error);
}

}  // namespace
