// What a word processor's file tells of those who worked on it: gathered while it is read, told as diagnostics.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace comity::reading {

class ChangeLog {
public:
    enum class Kind { inserted, deleted };
    /// `date` begins as ISO writes days; "" if the file doesn't tell. A change without words is one of a paragraph's end.
    void change(Kind kind, std::string_view author, std::string_view date, std::string_view words, std::uint32_t line);
    void comment(std::string_view author, std::string_view date, std::string_view words, std::uint32_t line);
    /// A stretch that is not shown.
    void hidden(std::string_view words, std::uint32_t line);
    /// One for each author's changes and each comment, those of hidden words in one; of very many the first.
    [[nodiscard]] std::vector<document::Diagnostic> told() const;

private:
    struct Work {
        std::size_t insertions = 0, inserted_words = 0, deletions = 0, deleted_words = 0;
        std::string first_day, last_day;
        std::uint32_t line = 0;
    };
    struct Comment {
        std::string author, day, words;
        std::uint32_t line = 0;
    };
    std::map<std::string, Work> works_;  ///< by author
    std::vector<Comment> comments_;
    std::size_t hidden_ = 0;
    std::uint32_t first_hidden_ = 0;
};

}  // namespace comity::reading
