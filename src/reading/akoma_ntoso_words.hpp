// The words of one block of Akoma Ntoso with what is marked in them: footnotes, struck words, citations, the opening phrase.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/document.hpp"
#include "xml/reader.hpp"

namespace comity::reading::akoma_ntoso {

/// A reference as it is marked, by bytes of the text.
struct Marked {
    std::size_t begin = 0, end = 0;
    std::optional<std::string> target;  ///< only files of ours state it
    std::optional<Date> date;
};

struct Words {
    std::string text;    ///< blanks are single, none stands at an end
    std::string number;  ///< one that stands before the words and is marked as such
    std::vector<document::NoteMark> marks;  ///< until Notes::named the mark of a reference to a note is its address, "#fn_3"
    std::vector<document::StruckWords> struck;
    std::vector<Marked> references;
    std::optional<std::pair<std::size_t, std::size_t>> opening;
};

/// The footnotes, gathered where they stand.
class Notes {
public:
    struct Note {
        std::string mark;
        std::string id;
        Words words;
        document::LineRange lines;
    };
    /// Adds it; its mark, with "~2" if it stands already.
    std::string add(const xml::Node& node);
    /// In the order that their ids state if all do ("fn_3"), else as they came.
    [[nodiscard]] std::vector<Note> in_order() const;
    /// Puts the marks of notes in the place of their addresses.
    void name(std::vector<document::NoteMark>& marks) const;

private:
    std::vector<Note> notes_;
    std::map<std::string, int> times_;
    std::map<std::string, std::string, std::less<>> marks_;  ///< by id
};

Words words_of(const xml::Node& node, Notes& notes);

/// First and last line of an element.
document::LineRange lines_of(const xml::Node& node);

/// Holds blocks and no words of its own beside them.
bool has_words_of_its_own(const xml::Node& node);

}  // namespace comity::reading::akoma_ntoso
