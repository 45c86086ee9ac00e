#include "web/template.hpp"

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace comity::web {
namespace {

Catalogue words() {
    return {"en", R"({"@about": "x", "hello": "Hello {name}", "count": "{n, plural, =0 {none} one {# text} other {# texts}}",
        "kind": "{kind, select, resolution {a resolution} other {some {kind}}}", "marked": "<b>{name}</b> < & <i>so</i> <script>",
        "nested": "{n, plural, one {one of {name}} other {# of {kind, select, a {A} other {others}}}}", "number.separator": ",",
        "date.long": "{day} {month} {year}", "month.12": "December", "plain": "Documents & more"})"};
}

std::string rendered(std::string_view text, const View& view) {
    const Catalogue catalogue = words();
    return Templates({{"page", text}, {"part", "[{{name}}]"}}, catalogue).render("page", view, catalogue).markup;
}

TEST(Template, TextIsEscapedAndMarkupIsNot) {
    EXPECT_EQ(rendered("{{a}} {{b}}", {{"a", "<script>\"x\" & 'y'"}, {"b", Html{"<em>x</em>"}}}), "&lt;script&gt;&quot;x&quot; &amp; &#39;y&#39; <em>x</em>");
}

TEST(Template, SectionsGoThroughListsAndIntoViews) {
    const View view{{"list", List{View{{"x", "1"}}, View{{"x", "2"}}}}, {"in", View{{"x", "3"}}}, {"x", "0"}, {"yes", true}, {"no", false}, {"empty", ""}, {"zero", 0}};
    EXPECT_EQ(rendered("{{#list}}{{x}},{{/list}}{{#in}}{{x}}{{/in}}{{x}}", view), "1,2,30");
    EXPECT_EQ(rendered("{{?list}}<ul>{{#list}}{{x}}{{/list}}</ul>{{/list}}", view), "<ul>12</ul>");
    EXPECT_EQ(rendered("{{#yes}}a{{/yes}}{{#no}}b{{/no}}{{^no}}c{{/no}}{{^empty}}d{{/empty}}{{#zero}}e{{/zero}}", view), "acde");
    EXPECT_EQ(rendered("{{in.x}}", view), "3");
}

TEST(Template, TagsAloneInALineTakeTheLineWithThem) {
    EXPECT_EQ(rendered("<ul>\n{{#list}}\n<li>{{.}}</li>\n{{/list}}\n</ul>\n", {{"list", List{"a", "b"}}}), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    EXPECT_EQ(rendered("a\n  {{! remark }}\nb {{! not alone }}\n", {}), "a\nb \n");
}

TEST(Template, PartsAndWordsSeeTheNamesAround) {
    EXPECT_EQ(rendered("{{>part}} {{t hello}} {{t plain}}", {{"name", "A<B"}}), "[A&lt;B] Hello A&lt;B Documents &amp; more");
    EXPECT_EQ(rendered("{{t count}}", {{"n", 1234}}), "1,234 texts");
}

TEST(Template, ANameWithoutAValueIsAnError) {
    EXPECT_THROW(rendered("{{nothing}}", {}), Error);
    EXPECT_THROW(rendered("{{#nothing}}{{/nothing}}", {}), Error);
    EXPECT_THROW(rendered("{{t hello}}", {}), Error);
    EXPECT_THROW(rendered("{{list}}", {{"list", List{}}}), Error);
}

TEST(Template, ATemplateThatCannotBeReadIsNamed) {
    for (const char* wrong : {"{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{a", "{{}}", "{{{a}}}", "{{>missing}}", "{{t missing}}"}) {
        try {
            rendered(wrong, {{"a", "x"}});
            ADD_FAILURE() << wrong;
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find("page"), std::string::npos) << wrong << ": " << error.what();
        }
    }
}

TEST(Template, DatesAreWrittenAsTimes) {
    EXPECT_EQ(rendered("{{d}}", {{"d", *Date::of(2023, 12, 19)}}), "<time datetime=\"2023-12-19\">19 December 2023</time>");
}

TEST(Catalogue, ChoosesByNumberAndByWord) {
    const Catalogue catalogue = words();
    EXPECT_EQ(catalogue.text("count", {{"n", 0}}), "none");
    EXPECT_EQ(catalogue.text("count", {{"n", 1}}), "1 text");
    EXPECT_EQ(catalogue.text("count", {{"n", 2}}), "2 texts");
    EXPECT_EQ(catalogue.text("kind", {{"kind", "resolution"}}), "a resolution");
    EXPECT_EQ(catalogue.text("kind", {{"kind", "letter"}}), "some letter");
    EXPECT_EQ(catalogue.text("nested", {{"n", 1}, {"name", "x"}, {"kind", "a"}}), "one of x");
    EXPECT_EQ(catalogue.text("nested", {{"n", 5}, {"name", "x"}, {"kind", "b"}}), "5 of others");
}

TEST(Catalogue, OnlyItsOwnMarksBecomeMarkup) {
    const Catalogue catalogue = words();
    EXPECT_EQ(catalogue.html("marked", {{"name", "<b>x"}}).markup, "<b>&lt;b&gt;x</b> &lt; &amp; <i>so</i> &lt;script&gt;");
    EXPECT_EQ(catalogue.text("marked", {{"name", "<b>x"}}), "<b>x < & so <script>");
}

TEST(Catalogue, NumbersAreGrouped) {
    const Catalogue catalogue = words();
    EXPECT_EQ(catalogue.number(0), "0");
    EXPECT_EQ(catalogue.number(999), "999");
    EXPECT_EQ(catalogue.number(1000), "1,000");
    EXPECT_EQ(catalogue.number(1234567), "1,234,567");
    EXPECT_EQ(catalogue.number(-100), "-100");
    EXPECT_EQ(catalogue.number(-1000), "-1,000");
}

TEST(Catalogue, AMessageThatCannotBeReadIsNamed) {
    for (const char* wrong : {"{", "}", "{}", "{a", "{a, date}", "{a, plural, one {x}}", "{a, select, other {x}", "{a b}"}) {
        try {
            const Catalogue catalogue("en", std::string(R"({"wrong": ")") + wrong + "\"}");
            ADD_FAILURE() << wrong;
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find("\"wrong\""), std::string::npos) << error.what();
        }
    }
}

}  // namespace
}  // namespace comity::web
