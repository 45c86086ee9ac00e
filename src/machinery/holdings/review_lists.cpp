#include "machinery/holdings/review_lists.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "text/text.hpp"

namespace comity::holdings {

namespace fs = std::filesystem;

namespace {

/// Of these the content is looked at; all else is a document. A list of OHCHR may be named .doc and be a DOCX.
bool may_be_list(const fs::path& path) {
    constexpr std::array<std::string_view, 5> endings = {".csv", ".json", ".xlsx", ".docx", ".doc"};
    const std::string extension = text::folded(path.extension().string());
    return std::find(endings.begin(), endings.end(), extension) != endings.end();
}

bool may_be_table(const fs::path& path) {
    const std::string extension = text::folded(path.extension().string());
    std::error_code ignored;
    return (extension == ".csv" || extension == ".xlsx") && fs::is_regular_file(path, ignored);
}

/// Whether an old word processor's file has a column that lists of OHCHR have and letters have not: what a program would be run for. Its words stand in it in one byte or two each.
bool may_be_old_list(std::string_view bytes) {
    constexpr std::string_view old_word = "\xD0\xCF\x11\xE0";
    constexpr std::array<std::string_view, 3> columns = {"Full list of themes", "Human rights themes and groups of persons", "Relevant SDGs"};
    return bytes.starts_with(old_word) && std::any_of(columns.begin(), columns.end(), [&](std::string_view words) {
        std::string wide;
        for (const char c : words) wide.append({c, '\0'});
        return bytes.find(words) != std::string_view::npos || bytes.find(wide) != std::string_view::npos;
    });
}

/// A list in a DOC, made readable; nullopt for what is none, and where the program for it is missing: then it is a document, of which the import says that.
std::optional<ReviewList> old_list(const fs::path& path) {
    std::error_code ignored;
    if (text::folded(path.extension().string()) != ".doc" || !fs::is_regular_file(path, ignored)) return std::nullopt;
    try {
        const std::string bytes = bytes_of(path);
        auto made = may_be_old_list(bytes) ? converting::made_readable(bytes) : std::nullopt;
        const auto format = made ? recommendations::format_of(made->bytes) : std::nullopt;
        if (format) return ReviewList{path, *format, std::move(made)};
    } catch (const Error&) {
        return std::nullopt;  // told of the document
    }
    return std::nullopt;
}

std::string remark_of(const reviews::ImportResult& result) {
    const auto rows = [](std::int64_t count) { return fmt::format("{} {}", count, count == 1 ? "row" : "rows"); };
    std::string words = rows(result.rows);
    if (!result.there_already) words += fmt::format(", new recommendations: {}", result.recommendations);
    if (result.refused > 0) words += fmt::format("; {} refused", rows(result.refused));
    if (!result.unknown.empty()) words += fmt::format("; not known as States, and kept by these names: {}", fmt::join(result.unknown, ", "));
    return words;
}

}  // namespace

std::vector<ReviewList> take_review_lists(FoundFiles& found) {
    std::vector<ReviewList> lists;
    const auto take = [&](const fs::path& path) {
        std::error_code ignored;  // what is packed in an archive is no file here
        const auto format = may_be_list(path) && fs::is_regular_file(path, ignored) ? reviews::list_format(path) : std::nullopt;
        if (format) lists.push_back({path, *format, {}});
        if (format) return true;
        auto old = old_list(path);
        if (old) lists.push_back(std::move(*old));
        return old.has_value();
    };
    std::erase_if(found.files, [&](const FoundFile& file) { return file.refused.empty() && take(file.path); });
    std::erase_if(found.passed_over, take);
    // A list of which a column is called otherwise would go in as a document that nobody reads, or be passed over without a word.
    for (FoundFile& file : found.files) {
        if (file.refused.empty() && may_be_table(file.path)) file.refused = reviews::nearly_list(file.path).value_or("");
    }
    std::erase_if(found.passed_over, [&](const fs::path& path) {
        const auto wrong = may_be_table(path) ? reviews::nearly_list(path) : std::nullopt;
        if (wrong) found.files.push_back({path, 0, *wrong});
        return wrong.has_value();
    });
    return lists;
}

FileResult import_review_list(record::Record& record, const ReviewList& list, const ImportRequest& request, const ImportProgress& progress) {
    FileResult result;
    result.path = list.path.string();
    try {
        reviews::ImportRequest asked{list.path, list.format, request.state, request.who, request.on_behalf_of, request.why, request.authority};
        if (list.converted) asked.readable = {list.converted->bytes, list.converted->by};
        const auto made = reviews::import_list(record, asked, {progress.on_step, progress.stop});
        result.sha256 = made.sha256;
        result.outcome = made.there_already ? Outcome::already_there : Outcome::added;
        result.remark = remark_of(made);
        for (const auto& row : made.refused_rows) result.refused_rows.push_back({row.line, row.reason});
    } catch (const Error& error) {
        result.outcome = Outcome::could_not_be_read;
        result.reason = error.what();
    }
    return result;
}

}  // namespace comity::holdings
