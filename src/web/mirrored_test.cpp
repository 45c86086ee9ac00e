// Every page in the mirrored language: plain letters on it are words that stand outside the catalogue, or words of a text that are not
// marked with their language (WCAG 3.1.2).
#include <gtest/gtest.h>

#include <algorithm>

#include "web/testing.hpp"

namespace comity::web {
namespace {

bool letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Goes through a page; `text` gathers what stands in elements that are in the page's own language and meant to be translated.
class Reader {
public:
    explicit Reader(std::string_view page) : rest_(page) {}

    std::string words() {
        while (!rest_.empty()) {
            if (rest_.front() != '<') {
                const std::size_t end = std::min(rest_.find('<'), rest_.size());
                if (foreign_ == 0) text_ += std::string(rest_.substr(0, end)) + " ";
                rest_.remove_prefix(end);
            } else if (rest_.starts_with("</")) {
                if (!open_.empty()) close();
                rest_.remove_prefix(rest_.find('>') + 1);
            } else {
                open(rest_.substr(0, rest_.find('>') + 1));
                rest_.remove_prefix(rest_.find('>') + 1);
            }
        }
        return text_;
    }

private:
    std::string_view rest_;
    std::vector<bool> open_;  ///< of each element that is open, whether it is foreign
    int foreign_ = 0;
    std::string text_;

    void close() {
        if (open_.back()) --foreign_;
        open_.pop_back();
    }

    void open(std::string_view tag) {
        const std::string_view name = tag.substr(1, tag.find_first_of(" >/", 1) - 1);
        for (const std::string_view empty : {"!DOCTYPE", "meta", "link", "input", "br", "rect", "path", "circle", "hr"}) {
            if (name == empty) return;
        }
        const std::size_t lang = tag.find(" lang=\"");
        const bool other = lang != std::string_view::npos && !tag.substr(lang + 7).starts_with("en-XB") && !tag.substr(lang + 7).starts_with("qps");
        const bool foreign = other || tag.find(" translate=\"no\"") != std::string_view::npos || name == "title" || name == "script";
        // Within a foreign element what says that it is in the page's language again is so.
        open_.push_back(foreign);
        if (foreign) ++foreign_;
    }
};

/// Words in plain letters, but for entities of HTML.
std::vector<std::string> plain_words(std::string text) {
    for (const std::string_view entity : {"&amp;", "&quot;", "&lt;", "&gt;", "&#39;"}) {
        for (std::size_t at = text.find(entity); at != std::string::npos; at = text.find(entity)) text.replace(at, entity.size(), " ");
    }
    // Points are lettered in every language as they are in the text: "paragraph 1 (a) (i)".
    for (const std::string_view point : {"(a)", "(b)", "(c)", "(i)", "(ii)"}) {
        for (std::size_t at = text.find(point); at != std::string::npos; at = text.find(point)) text.erase(at, point.size());
    }
    std::vector<std::string> found;
    for (std::size_t i = 0; i < text.size();) {
        if (!letter(text[i])) {
            ++i;
            continue;
        }
        std::size_t end = i;
        while (end < text.size() && letter(text[end])) ++end;
        found.push_back(text.substr(i > 20 ? i - 20 : 0, end - (i > 20 ? i - 20 : 0) + 20));
        i = end;
    }
    return found;
}

TEST(Mirrored, NoPageHasWordsOutsideTheCatalogue) {
    for (const auto purpose : {record::Purpose::own, record::Purpose::demonstration}) {
        TestSite site(TestSite::With::texts, purpose);
        for (const std::string path : {"/", "/documents", "/documents?cites=35/27&words=x", "/documents/CA/RES/36/30", "/documents/CA/RES/36/30?as_of=1&line=20", "/documents/CA/RES/36/30?quote=op1",
                                       "/documents/CA/RES/36/30/history", "/documents/CA/RES/36/30/correct", "/documents/CA/RES/36/30/correct?fact=title", "/documents/CA/RES/36/30/correct?fact=kind",
                                       "/documents/CA/RES/36/30/correct?paragraph=op1", "/documents/CA/RES/36/30/correct?file=out-of-view", "/series", "/series/CA/RES/36/30", "/series/CA/RES/36/30/correct", "/documents/CA/RES/36/30/paragraphs/op2/history", "/search", "/search?q=lights",
                                       "/search?q=zzz", "/queue", "/import", "/help", "/about", "/settings", "/settings?saved=1", "/components", "/nowhere", "/documents/CA/RES/20/1"}) {
            const std::string target = path + (path.find('?') == std::string::npos ? "?lang=qps" : "&lang=qps");
            const http::Response page = site.get(target);
            EXPECT_NE(page.body.find("dir=\"rtl\""), std::string::npos) << target;
            EXPECT_EQ(plain_words(Reader(page.body).words()), std::vector<std::string>{}) << target;
        }
    }
}

TEST(Mirrored, NoPageOfAccountsHasWordsOutsideTheCatalogue) {
    TestSite site(TestSite::With::texts, record::Purpose::demonstration, TestSite::Accounts::some);
    const std::string delegate = site.admit("delegate", "contributor", "Ardune");
    const std::string root = site.admit("root", "administrator");
    site.people().keeper().make_token({"", root, "script", site.people().grants_in_force(root).front().subject, {"read"}, 0, site.now + 1000, 0});
    const std::string link = site.people().keeper().make_link(delegate);
    const std::string grant = site.people().grants_in_force(delegate).front().subject;
    for (const std::string& path : std::vector<std::string>{"/sign-in?lang=qps", "/account?lang=qps", "/erasures?lang=qps", "/people?lang=qps", "/people?lang=qps&account=" + delegate, "/people?lang=qps&account=" + root,
                                    "/welcome?lang=qps&link=" + link, "/log/subjects/" + grant + "?lang=qps", "/log/subjects/none?lang=qps"}) {
        site.enter(root);
        const http::Response page = site.get(path);
        EXPECT_NE(page.body.find("dir=\"rtl\""), std::string::npos) << path;
        EXPECT_EQ(plain_words(Reader(page.body).words()), std::vector<std::string>{}) << path;
    }
}

}  // namespace
}  // namespace comity::web
