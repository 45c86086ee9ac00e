// What real texts ask, held against the tables of ../shared/domain: the acts of the five seeds, and phrases of time. Skipped where ../shared is not.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/testing.hpp"
#include "directive/directive.hpp"
#include "reading/reading.hpp"
#include "vocabulary/tables.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::directive {
namespace {

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::optional<std::filesystem::path> shared() {
    const auto path = source_folder() / ".." / "shared";
    if (std::filesystem::is_directory(path / "domain")) return path;
    std::cout << "skipped: there is no " << path.lexically_normal().string() << '\n';
    return std::nullopt;
}

struct Expected {
    std::string verb;
    int strength = 0;
    std::set<std::string> types;  ///< only where something is asked
    bool partner = false;
    std::string deliverable, session;
};
using Paragraphs = std::map<std::string, std::vector<Expected>>;

std::set<std::string> types_of(std::string_view cell) {
    std::set<std::string> types;
    for (const auto type : vocabulary::split(cell, ','))
        if (!type.empty() && type != "-") types.insert(type == "states" ? "member_states" : std::string(type));
    return types;
}

/// "17 (76th)" -> "17", "76"
std::pair<std::string, std::string> place_of(std::string_view cell) {
    const std::string text(cell);
    const auto bracket = text.find(" (");
    if (bracket == std::string::npos) return {text, ""};
    return {text.substr(0, bracket), text.substr(bracket + 2, text.find_first_not_of("0123456789", bracket + 2) - bracket - 2)};
}

/// What the words state besides the analyst's remarks: the collaboration of the request, and what is to be delivered.
void add_stated(Expected& act, const std::string& in_newest) {
    if (in_newest == "12" && act.strength == 3) act.deliverable = "consultation";
    if (in_newest == "16") {
        act.partner = true;
        act.deliverable = "consultation";
    }
    if (in_newest == "17") act.deliverable = "agenda item";
}

Expected row_of(const vocabulary::TableRows& rows, std::size_t row) {
    Expected act;
    act.verb = rows.cell(row, "verb");
    act.verb = act.verb.substr(0, act.verb.find(" ("));
    act.strength = rows.number(row, "strength");
    if (act.strength >= 2) act.types = types_of(rows.cell(row, "addressee_types"));
    return act;
}

Paragraphs expected_of(const std::filesystem::path& domain, std::string_view column, std::string_view text) {
    Paragraphs expected;
    const std::string bytes = bytes_of(domain / "mandate_decomposition.tsv");
    const vocabulary::TableRows rows({"mandate_decomposition.tsv", bytes});
    for (std::size_t row = 0; row < rows.size(); ++row) {
        auto [paragraph, session] = place_of(rows.cell(row, column));
        if (paragraph.empty()) continue;
        Expected act = row_of(rows, row);
        add_stated(act, std::string(rows.cell(row, "op_78_199")));
        act.session = session;
        if (column == "op_78_199" && paragraph == "17") act.session = "79";
        expected["op" + paragraph].push_back(std::move(act));
    }
    const std::string more = bytes_of(domain / "mandate_decomposition_extra.tsv");
    const vocabulary::TableRows extra({"mandate_decomposition_extra.tsv", more});
    for (std::size_t row = 0; row < extra.size(); ++row) {
        if (extra.cell(row, "text") != text) continue;
        Expected act = row_of(extra, row);
        if (act.verb == "decides") act.deliverable = "meeting", act.session = "73";
        if (act.verb == "requests") act.deliverable = "consultation";
        expected["op" + std::string(extra.cell(row, "op"))].push_back(std::move(act));
    }
    return expected;
}

struct Seed {
    std::string file, column, text;
};
void PrintTo(const Seed& seed, std::ostream* out) { *out << seed.text; }  // GoogleTest's own name for it
class Decomposition : public ::testing::TestWithParam<Seed> {};

void expect_act(const Act& act, const Expected& expected) {
    SCOPED_TRACE(act.paragraph + " " + act.verb.text);
    std::string verb = act.verb.text;
    std::transform(verb.begin(), verb.end(), verb.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    EXPECT_TRUE(verb.ends_with(expected.verb)) << expected.verb;
    EXPECT_EQ(act.strength, expected.strength);
    std::set<std::string> types;
    for (const auto& each : act.addressees) types.insert(each.type);
    EXPECT_EQ(types, expected.types);
    EXPECT_EQ(act.partners.size(), expected.partner ? 1U : 0U);
    EXPECT_EQ(act.deliverables.empty() ? "" : act.deliverables.front().kind, expected.deliverable);
    EXPECT_LE(act.deliverables.size(), 1U);
    const auto& times = act.deadlines;
    EXPECT_EQ(times.empty() || times.front().sessions.empty() ? "" : std::to_string(times.front().sessions.front().number), expected.session);
    EXPECT_EQ(times.size(), expected.session.empty() ? 0U : 1U);
    EXPECT_TRUE(act.unsure.empty());
}

TEST_P(Decomposition, FindsEveryActAndInventsNone) {
    const auto folder = shared();
    if (!folder) GTEST_SKIP();
    const auto document = reading::read(bytes_of(*folder / "corpus/seeds" / GetParam().file), vocabulary::standard(), {GetParam().file});
    const Paragraphs expected = expected_of(*folder / "domain", GetParam().column, GetParam().text);
    Paragraphs wanted = expected;
    const auto acts = find_acts(document, vocabulary::standard());
    std::size_t many = 0;
    for (const auto& [paragraph, each] : expected) many += each.size();
    EXPECT_EQ(acts.size(), many);
    for (const Act& act : acts) {
        const auto found = expected.find(act.paragraph);
        ASSERT_NE(found, expected.end()) << act.paragraph;
        const auto at = static_cast<std::size_t>(act.index) - 1;
        ASSERT_LT(at, found->second.size()) << act.paragraph << " " << act.verb.text;
        expect_act(act, found->second[at]);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Decomposition,
                         ::testing::Values(Seed{"A_RES_78_199.txt", "op_78_199", "78/199"}, Seed{"A_C.3_75_draft.txt", "op_2020_draft", "75-draft"}, Seed{"A_RES_74_153.txt", "op_74_153", "74/153"},
                                           Seed{"A_RES_72_169.txt", "op_72_169", "72/169"}, Seed{"A_RES_69_179.txt", "op_69_179", "69/179"}),
                         [](const auto& each) {
                             std::string name = each.param.column;
                             return name;
                         });

/// "2026-06" of the table is a month, and so is the month of a day that is known to the month only.
void expect_day(const std::optional<Date>& date, std::string_view wanted) {
    if (wanted.empty()) {
        EXPECT_FALSE(date.has_value());
        return;
    }
    ASSERT_TRUE(date.has_value()) << wanted;
    EXPECT_EQ(date->iso().substr(0, wanted.size()), wanted);
}

std::string interval_of(std::string_view recurrence) {
    if (recurrence.starts_with("P")) return std::string(recurrence);
    return recurrence.starts_with("each 3rd session") ? "S3" : "";
}

TEST(Deadlines, AreReadAsTheTableOfPhrasesSays) {
    const auto folder = shared();
    if (!folder) GTEST_SKIP();
    const std::string bytes = bytes_of(*folder / "domain/deadline_phrases.tsv");
    const vocabulary::TableRows rows({"deadline_phrases.tsv", bytes});
    EXPECT_EQ(rows.size(), 30U);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const std::string phrase(rows.cell(row, "phrase")), kind(rows.cell(row, "kind"));
        SCOPED_TRACE(phrase);
        const auto found = find_timings(phrase, {std::string(rows.cell(row, "own_body")), std::nullopt, Date::from_iso(rows.cell(row, "adopted"))}, vocabulary::standard());
        if (kind == "modality" || kind == "condition") {
            EXPECT_TRUE(found.empty());
            EXPECT_EQ(find_conditions(phrase).size(), 1U);
            continue;
        }
        if (kind == "none") {
            EXPECT_TRUE(found.empty());
            continue;
        }
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found[0].kind, kind);
        expect_day(found[0].first, rows.cell(row, "from"));
        expect_day(found[0].last, rows.cell(row, "to"));
        EXPECT_EQ(found[0].interval, interval_of(rows.cell(row, "recurrence")));
    }
}

}  // namespace
}  // namespace comity::directive
