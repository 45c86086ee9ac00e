// The invented documents of the demonstration against the table that was written with them (demo/expected.tsv).
#include <gtest/gtest.h>

#include <map>
#include <sstream>
#include <string>

#include "base/testing.hpp"
#include "reading/scan.hpp"
#include "reading/testing.hpp"

namespace comity::reading {
namespace {

using document::Document;

using Row = std::map<std::string, std::string>;

std::vector<Row> expected() {
    std::istringstream table(testing::bytes_of(source_folder() / "demo/expected.tsv"));
    std::vector<std::string> names;
    std::vector<Row> rows;
    for (std::string line; std::getline(table, line);) {
        std::vector<std::string> cells;
        for (std::size_t at = 0; at <= line.size();) {
            const auto end = std::min(line.find('\t', at), line.size());
            cells.push_back(line.substr(at, end - at));
            at = end + 1;
        }
        if (names.empty()) {
            names = cells;
            continue;
        }
        Row row;
        for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) row[names[i]] = cells[i];
        rows.push_back(std::move(row));
    }
    return rows;
}

Document read_demonstration(const Row& row) {
    const auto file = source_folder() / "demo" / row.at("file");
    return read(testing::bytes_of(file), vocabulary::with_demonstration(), {file.filename().string()});
}

/// Paragraphs of the first level with ids of that kind.
std::string first_level(const Document& document, std::string_view kind) {
    return std::to_string(std::count_if(document.paragraphs.begin(), document.paragraphs.end(), [&](const auto& paragraph) {
        return paragraph.id.starts_with(kind) && all_digits(std::string_view(paragraph.id).substr(kind.size()));
    }));
}

std::string count(const std::optional<int>& number) { return number ? std::to_string(*number) : ""; }

TEST(Demonstration, HasItsTable) { EXPECT_GE(expected().size(), 10U); }

TEST(Demonstration, IsReadAsItsTableSays) {
    for (const Row& row : expected()) {
        const Document document = read_demonstration(row);
        SCOPED_TRACE(row.at("symbol"));
        EXPECT_EQ(document.symbol.value_or(""), row.at("symbol"));
        EXPECT_EQ(first_level(document, "pp"), row.at("preambular"));
        EXPECT_EQ(first_level(document, "op"), row.at("operative"));
        const auto stars = std::count_if(document.footnotes.begin(), document.footnotes.end(), [](const auto& note) { return note.mark.starts_with('*'); });
        EXPECT_EQ(std::to_string(stars), row.at("asterisk_notes"));
        EXPECT_EQ(std::to_string(static_cast<long>(document.footnotes.size()) - stars), row.at("footnotes"));
        EXPECT_EQ(document.adoption.value_or(""), row.at("adoption"));
        const auto vote = document.vote.value_or(document::Vote{});
        EXPECT_EQ(count(vote.yes), row.at("yes"));
        EXPECT_EQ(count(vote.no), row.at("no"));
        EXPECT_EQ(count(vote.abstain), row.at("abstain"));
        EXPECT_EQ(first_level(document, "annex."), row.at("annex"));
    }
}

TEST(Demonstration, HasVotesThatItsListsAddUpTo) {
    for (const Row& row : expected()) {
        const Document document = read_demonstration(row);
        if (!document.vote || document.vote->in_favour.empty()) continue;
        SCOPED_TRACE(row.at("symbol"));
        EXPECT_EQ(static_cast<int>(document.vote->in_favour.size()), document.vote->yes);
        EXPECT_EQ(static_cast<int>(document.vote->against.size()), document.vote->no);
        EXPECT_EQ(static_cast<int>(document.vote->abstaining.size()), document.vote->abstain);
        for (const auto* names : {&document.vote->in_favour, &document.vote->against, &document.vote->abstaining}) {
            for (const auto& name : *names) EXPECT_NE(vocabulary::with_demonstration().state_named(name), nullptr) << name;
        }
    }
}

TEST(Demonstration, IsReadWithoutAWarning) {
    for (const Row& row : expected()) {
        for (const auto& diagnostic : read_demonstration(row).diagnostics) {
            EXPECT_EQ(diagnostic.severity, document::Severity::note) << row.at("symbol") << ":" << diagnostic.line << " " << diagnostic.code << " " << diagnostic.message;
        }
    }
}

TEST(Demonstration, CitesOnlyWhatCanBeResolved) {
    for (const Row& row : expected()) {
        for (const auto& citation : read_demonstration(row).citations) EXPECT_TRUE(citation.target) << row.at("symbol") << " " << citation.in << ": " << citation.text;
    }
}

}  // namespace
}  // namespace comity::reading
