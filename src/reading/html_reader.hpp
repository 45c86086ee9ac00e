// The reader behind flow_of_html(): walks through the page as a browser would set it. Its definitions stand in two files: html_flow.cpp takes the
// elements, html_lists.cpp tells what is furniture and how lists are counted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reading/block_builder.hpp"
#include "reading/change_log.hpp"
#include "reading/html_notes.hpp"
#include "reading/html_style.hpp"
#include "reading/numerals.hpp"
#include "xml/reader.hpp"

namespace comity::reading {

class HtmlReader {
public:
    enum class Furniture { told_apart, kept_as_text };
    HtmlReader(const xml::Node& page, Furniture furniture);
    Flow read();
    /// Whether any words were the text's.
    [[nodiscard]] bool has_text() const noexcept { return has_text_; }

private:
    /// What holds for everything within an element.
    struct Around {
        Letters letters;
        bool preformatted = false;
        bool within_main = false;     ///< in the part of the page that says it is its text
        std::string_view furniture;   ///< what part of the page it is; "" for text
        int heading = 0;
    };
    /// An open list.
    struct List {
        Numerals numerals = Numerals::bullet;
        int next = 1;
        bool bracketed = false;
    };

    const xml::Node& page_;
    Furniture furniture_;
    HtmlStyles styles_;
    HtmlNotes notes_;
    FlowBuilder flow_;
    ChangeLog changes_;
    BlockBuilder words_;
    std::string label_;          ///< of the point that begins
    std::vector<List> lists_;
    BlockBuilder* note_ = nullptr;  ///< the words of the footnote that is read
    bool has_main_ = false, has_text_ = false;

    // html_flow.cpp
    BlockBuilder& out() { return note_ != nullptr ? *note_ : words_; }
    void children(const xml::Node& node, const Around& around);
    void element(const xml::Node& node, Around around);
    void held(const xml::Node& node, const Around& around, const HtmlLook& look);
    bool special(const xml::Node& node, const Around& around, const HtmlLook& look);
    void text(const xml::Node& node, const Around& around);
    void note(const xml::Node& node, std::string_view mark, const Around& around);
    void end_block(const Around& around);
    static void look_of_tag(std::string_view name, Letters& letters);

    // html_lists.cpp
    [[nodiscard]] std::string_view furniture_of(const xml::Node& node, const Around& around) const;
    void begin_list(const xml::Node& node, const HtmlLook& look);
    void begin_point(const xml::Node& node);
};

bool has_main(const xml::Node& node);

}  // namespace comity::reading
