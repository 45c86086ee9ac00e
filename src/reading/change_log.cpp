#include "reading/change_log.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "reading/diagnostics.hpp"

namespace comity::reading {

namespace {

constexpr std::size_t most_told = 200;  ///< comments and authors; a text of more is not looked through by anybody
constexpr std::size_t longest_words = 400;

std::size_t words_in(std::string_view text) {
    std::size_t count = 0;
    bool within = false;
    for (const char c : text) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        count += !blank && !within ? 1U : 0U;
        within = !blank;
    }
    return count;
}

/// "2044-05-03" of "2044-05-03T10:00:00Z"; "" of anything else.
std::string day_of(std::string_view date) {
    const auto is_day = [](std::string_view day) {
        for (std::size_t i = 0; i < day.size(); ++i) {
            if (i == 4 || i == 7 ? day[i] != '-' : day[i] < '0' || day[i] > '9') return false;
        }
        return day.size() == 10;
    };
    return is_day(date.substr(0, 10)) ? std::string(date.substr(0, 10)) : std::string();
}

std::string counted(std::size_t count, std::string_view one, std::string_view several) { return fmt::format("{} {}", count, count == 1 ? one : several); }

std::string shortened(std::string_view words) {
    std::string single;
    for (const char c : words.substr(0, longest_words * 2)) {
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) single += c;
        else if (!single.empty() && single.back() != ' ') single += ' ';
    }
    while (!single.empty() && single.back() == ' ') single.pop_back();
    if (single.size() <= longest_words) return single;
    std::size_t end = longest_words;
    while (end > 0 && (static_cast<unsigned char>(single[end]) & 0xC0U) == 0x80U) --end;
    return single.substr(0, end) + "…";
}

std::string by(const std::string& author) { return author.empty() ? "somebody who is not named" : shortened(author); }

}  // namespace

void ChangeLog::change(Kind kind, std::string_view author, std::string_view date, std::string_view words, std::uint32_t line) {
    Work& work = works_[std::string(author)];
    const std::size_t count = words_in(words);
    (kind == Kind::inserted ? work.insertions : work.deletions) += 1;
    (kind == Kind::inserted ? work.inserted_words : work.deleted_words) += count;
    const std::string day = day_of(date);
    if (!day.empty() && (work.first_day.empty() || day < work.first_day)) work.first_day = day;
    if (day > work.last_day) work.last_day = day;
    if (work.line == 0) work.line = line;
}

void ChangeLog::comment(std::string_view author, std::string_view date, std::string_view words, std::uint32_t line) {
    if (comments_.size() < most_told) comments_.push_back({std::string(author), day_of(date), shortened(words), line});
}

void ChangeLog::hidden(std::string_view words, std::uint32_t line) {
    if (hidden_ == 0) first_hidden_ = line;
    hidden_ += words_in(words);
}

std::vector<document::Diagnostic> ChangeLog::told() const {
    std::vector<document::Diagnostic> all;
    for (const auto& [author, work] : works_) {
        if (all.size() == most_told) break;
        std::string what;
        if (work.insertions > 0) what += fmt::format("{} ({})", counted(work.insertions, "insertion", "insertions"), counted(work.inserted_words, "word", "words"));
        if (work.deletions > 0) {
            what += fmt::format("{}{} ({})", what.empty() ? "" : " and ", counted(work.deletions, "deletion", "deletions"), counted(work.deleted_words, "word", "words"));
        }
        const std::string when = work.first_day.empty() ? "" : work.first_day == work.last_day ? ", " + work.first_day : ", " + work.first_day + " to " + work.last_day;
        all.push_back(diagnostic(Finding::tracked_changes, work.line, fmt::format("Tracked changes by {}{}: {}. The text is read with all of them accepted.", by(author), when, what)));
    }
    for (const Comment& comment : comments_) {
        const std::string when = comment.day.empty() ? "" : ", " + comment.day;
        all.push_back(diagnostic(Finding::comment, comment.line, fmt::format("Comment by {}{}: “{}”", by(comment.author), when, comment.words)));
    }
    if (hidden_ > 0) {
        all.push_back(diagnostic(Finding::hidden_words, first_hidden_, fmt::format("The file hides {} from here on; they were left out.", counted(hidden_, "word", "words"))));
    }
    return all;
}

}  // namespace comity::reading
