#include "xml/writer.hpp"

#include <gtest/gtest.h>

namespace comity::xml {
namespace {

std::string written(Writer& writer) {
    const std::string xml = writer.finish();
    return xml.substr(xml.find('\n') + 1);
}

TEST(XmlWriter, closes_what_it_opened_and_escapes_what_is_text) {
    Writer writer;
    writer.open("a", {{"href", "x\"<&>'\n"}});
    writer.leaf("b", "1 < 2 & \"3\"");
    writer.empty("c");
    writer.text("лампа");
    writer.close();
    EXPECT_EQ(written(writer), "<a href=\"x&quot;&lt;&amp;&gt;'&#10;\"><b>1 &lt; 2 &amp; &quot;3&quot;</b><c/>лампа</a>");
}

TEST(XmlWriter, lets_nothing_through_that_XML_can_not_carry) {
    EXPECT_EQ(escaped(std::string_view("a\0b\x01\x1F\xFF", 6)), "a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(escaped("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // half of a surrogate pair
    EXPECT_EQ(escaped("\xEF\xBF\xBE"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // U+FFFE
    EXPECT_EQ(escaped("\xF0\x9F\x94\x94灯é"), "\xF0\x9F\x94\x94灯é");
    EXPECT_EQ(escaped("\xC3"), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace comity::xml
