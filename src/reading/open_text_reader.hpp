// The reader behind flow_of_open_text(). Its definitions stand in two files: open_text_flow.cpp takes the file's parts, blocks and lists,
// open_text_words.cpp what stands within a paragraph.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reading/block_builder.hpp"
#include "reading/change_log.hpp"
#include "reading/open_text_styles.hpp"
#include "xml/reader.hpp"

namespace comity::reading {

class OpenTextReader {
public:
    /// The roots of the text and of the styles' part; one and the same for flat files. `styles` may be nullptr.
    OpenTextReader(const xml::Node& text, const xml::Node* styles);
    Flow read();

private:
    enum class Place { text, table };
    /// The numbers of a list, which later lists may go on with.
    struct Counting {
        OpenTextCounts counts;
    };
    /// The list that is open here.
    struct Around {
        Place place = Place::text;
        std::shared_ptr<Counting> counting;
        std::string list_style;
        std::size_t level = 0;  ///< 0: no list
    };
    struct Region {
        bool insertion = false;
        std::string author, date, words;
    };

    const xml::Node& text_;
    const xml::Node* styles_part_;
    OpenTextStyles of_text_, of_page_;
    const OpenTextStyles* styles_ = nullptr;  ///< those that hold where is read
    FlowBuilder flow_;
    ChangeLog changes_;
    BlockBuilder words_;
    std::string label_;  ///< of the point that begins
    OpenTextCounts headings_;
    std::vector<const xml::Node*> boxes_;
    std::map<std::string, Region, std::less<>> regions_;
    std::vector<std::string> open_insertions_;
    std::map<std::string, std::shared_ptr<Counting>, std::less<>> lists_by_id_, lists_by_style_;
    struct NoteFound {
        std::string mark;
        const xml::Node* body = nullptr;
    };
    std::vector<NoteFound> notes_;

    // open_text_flow.cpp
    void take_changes(const xml::Node& changes);
    [[nodiscard]] const xml::Node* first_master() const;
    void masthead(const xml::Node* master);
    void heads_and_feet();
    void blocks(const xml::Node& parent, const Around& around);
    void list(const xml::Node& list, const Around& around);
    void point(const xml::Node& point, const Around& around);
    std::string count(const xml::Node& point, const Around& around, std::string_view paragraph_style);
    void table(const xml::Node& table);
    void paragraph(const xml::Node& paragraph, const Around& around);
    void boxes(Place place);
    void put_notes();

    // open_text_words.cpp
    void content(const xml::Node& parent, const Letters& letters, BlockBuilder& out);
    void element(const xml::Node& each, const Letters& letters, BlockBuilder& out);
    void note(const xml::Node& note, BlockBuilder& out);
    void comment(const xml::Node& annotation);
    void change(const xml::Node& sign);
    [[nodiscard]] bool hides(std::string_view style) const;
    static Letters over(Letters letters, const OpenTextStyle* style);
    void everything(const xml::Node& parent, BlockBuilder& out);
};

}  // namespace comity::reading
