// The reader behind flow_of_word(). Its definitions stand in two files: word_flow.cpp takes the file's parts and paragraphs, word_runs.cpp what
// stands within a paragraph.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reading/block_builder.hpp"
#include "reading/change_log.hpp"
#include "reading/word_numbering.hpp"
#include "reading/word_package.hpp"
#include "reading/word_styles.hpp"

namespace comity::reading {

class WordReader {
public:
    explicit WordReader(std::string_view bytes);
    Flow read();

private:
    /// A footnote or an endnote, in the order in which the text calls them.
    struct Reference {
        const xml::Node* note = nullptr;
        std::string mark;
        bool custom = false;  ///< the mark stands in the note's own words, too
    };
    /// Notes of one sort: their texts and how they are counted.
    struct Notes {
        std::map<std::string, const xml::Node*, std::less<>> by_id;
        Numerals numerals = Numerals::decimal;
        int next = 1;
    };
    enum class Place { text, table };

    WordPackage package_;
    WordStyles styles_;
    WordNumbering numbering_;
    FlowBuilder flow_;
    ChangeLog changes_;
    BlockBuilder words_;                        ///< of the paragraph that is open
    std::vector<const xml::Node*> boxes_;       ///< text boxes that hang on it
    std::vector<bool> fields_;                  ///< open fields, and whether their result has begun
    std::vector<Reference> references_;
    Notes footnotes_, endnotes_;
    std::map<std::string, const xml::Node*, std::less<>> comments_;
    std::string own_mark_;                      ///< of the note that is read, if it stands in its words
    const xml::Node* following_ = nullptr;      ///< the run behind the one that is read
    const xml::Node* rest_of_mark_ = nullptr;   ///< a run whose words a mark has taken
    std::size_t changed_ = 0;                   ///< stretches so far
    bool page_begins_ = false;

    // word_flow.cpp
    void take_notes(const xml::Node* root, const xml::Node* settings, std::string_view kind, Notes& notes) const;
    const xml::Node* first_section() const;
    void masthead(const xml::Node& section);
    void heads_and_feet(const xml::Node& parent);
    void blocks(const xml::Node& parent, Place place);
    void table(const xml::Node& table);
    void paragraph(const xml::Node& paragraph, Place place);
    void boxes(Place place);
    void put_notes();
    void everything(const xml::Node& parent, BlockBuilder& out);

    // word_runs.cpp
    void content(const xml::Node& parent, const WordStyles::Style& style, BlockBuilder& out);
    void run(const xml::Node& run, const WordStyles::Style& style, BlockBuilder& out);
    void piece(const xml::Node& run, std::size_t at, const Letters& letters, const WordStyles::Style& style, BlockBuilder& out);
    void reference(const xml::Node& run, std::size_t at, Notes& notes, BlockBuilder& out);
    std::string rest_of_mark(std::string_view mark, const xml::Node& note);
    void take_own_mark(std::string& words);
    void field(const xml::Node& sign);
    void close_fields();
    void changed(ChangeLog::Kind kind, const xml::Node& change, std::string_view words);
    void find_boxes(const xml::Node& parent);
    void comment(const xml::Node& reference);
    [[nodiscard]] bool shown() const;
};

/// Of alternatives for newer and older programs the first; nullptr if there is none.
const xml::Node* chosen(const xml::Node& alternatives);

}  // namespace comity::reading
