#include "concordance/comparison.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "concordance/testing.hpp"

namespace comity::concordance {
namespace {

using testing::document_of;

const std::string lamps = "op Requests all coastal States to keep the lamps of their shared lighthouses lit through the winter nights;";
const std::string keepers = "op Invites the guild of keepers to train young people in the mending of lenses and clockworks;";
const std::string fog = "op Encourages harbours to exchange what they learn about horns and bells in fog;";
const std::string survey = "op Decides that a survey of reefs and shallows shall be made by the office of charts every second year;";

/// "op1>op2 renumbered"
std::vector<std::string> told(const Comparison& comparison) {
    std::vector<std::string> lines;
    for (const Pair& pair : comparison.pairs) lines.push_back(fmt::format("{}>{} {}", pair.a.value_or(""), pair.b.value_or(""), name_of(pair.change)));
    return lines;
}

/// "keep the [-old-]{+new+} lamp"
std::string drawn(const Pair& pair) {
    std::string line;
    for (const Span& span : pair.spans) {
        line += span.op == SpanOp::equal ? span.text : fmt::format("{}{}{}", span.op == SpanOp::remove ? "[-" : "{+", span.text, span.op == SpanOp::remove ? "-]" : "+}");
        if (span.editorial) line += "e";
        if (span.rolls) line += "r";
    }
    return line;
}

std::string drawn_between(const std::string& a, const std::string& b) {
    const auto comparison = compare(document_of({"op " + a}), document_of({"op " + b}));
    return comparison.pairs.size() == 1 ? drawn(comparison.pairs[0]) : fmt::format("{} pairs", comparison.pairs.size());
}

using testing::Lines;

TEST(Comparison, identical_texts_are_unchanged_in_every_paragraph) {
    const auto document = document_of({"pp Noting the lamps,", lamps, keepers, "fn See A/98/1."});
    const auto comparison = compare(document, document);
    EXPECT_EQ(comparison.similarity, 1);
    EXPECT_EQ(told(comparison), (Lines{"pp1>pp1 unchanged", "op1>op1 unchanged", "op2>op2 unchanged", "fn1>fn1 unchanged"}));
    EXPECT_TRUE(comparison.citations.empty());
}

TEST(Comparison, two_texts_without_words_are_the_same) {
    EXPECT_EQ(compare({}, {}).similarity, 1);
    EXPECT_TRUE(compare({}, {}).pairs.empty());
}

TEST(Comparison, an_inserted_paragraph_renumbers_those_behind_it) {
    EXPECT_EQ(told(compare(document_of({lamps, keepers}), document_of({lamps, fog, keepers}))), (Lines{"op1>op1 unchanged", ">op2 added", "op2>op3 renumbered"}));
}

TEST(Comparison, what_was_removed_is_told_where_it_stood) {
    EXPECT_EQ(told(compare(document_of({lamps, fog, keepers}), document_of({lamps, keepers}))), (Lines{"op1>op1 unchanged", "op2> removed", "op3>op2 renumbered"}));
}

TEST(Comparison, the_paragraph_that_jumped_has_moved_and_not_the_many_that_it_passed) {
    EXPECT_EQ(told(compare(document_of({lamps, keepers, fog, survey}), document_of({survey, lamps, keepers, fog}))),
              (Lines{"op4>op1 moved", "op1>op2 renumbered", "op2>op3 renumbered", "op3>op4 renumbered"}));
}

TEST(Comparison, a_paragraph_may_have_moved_and_changed) {
    const auto comparison = compare(document_of({lamps, keepers, survey}),
                                    document_of({"op Decides that a survey of reefs and shallows shall be made by the office of charts every fifth year;", lamps, keepers}));
    EXPECT_EQ(told(comparison)[0], "op3>op1 moved, changed");
    EXPECT_EQ(drawn(comparison.pairs[0]), "Decides that a survey of reefs and shallows shall be made by the office of charts every [-second-]{+fifth+} year;");
}

TEST(Comparison, preambular_paragraphs_are_not_paired_with_operative_ones_for_a_few_common_words) {
    EXPECT_EQ(told(compare(document_of({"pp Recalling the lamps of shared lighthouses and the winter nights of the north,"}), document_of({lamps}))),
              (Lines{"pp1> removed", ">op1 added"}));
}

TEST(Comparison, what_went_from_the_preamble_to_the_operative_part_has_moved) {
    const auto comparison = compare(document_of({"pp Recognizing that a lighthouse on a frontier is seen from both sides of it and belongs to both shores,", lamps}),
                                    document_of({"op Recognizes that a lighthouse on a frontier is seen from both sides of it and belongs to both shores;", lamps}));
    EXPECT_EQ(told(comparison)[0], "pp1>op1 moved, changed");
}

TEST(Comparison, openings_that_look_alike_pair_nothing) {
    EXPECT_EQ(told(compare(document_of({"op Requests the Secretary-General to count the lamps;"}), document_of({"op Requests the Secretary-General to invite young poets from every island;"}))).size(), 2U);
}

TEST(Comparison, a_changed_opening_hides_no_pair) {
    EXPECT_EQ(told(compare(document_of({fog}), document_of({"op Urges harbours to exchange what they learn about horns and bells in fog;"}))), (Lines{"op1>op1 changed"}));
}

TEST(Comparison, a_split_has_a_pair_for_each_part_and_every_word_once) {
    const auto a = document_of({"op Requests the office of charts to draw the reefs anew, and invites all pilots to report wrecks without delay to the nearest harbour;", keepers});
    const auto b = document_of({"op Requests the office of charts to draw the reefs anew;", "op Invites all pilots to report wrecks without delay to the nearest harbour;", keepers});
    const auto comparison = compare(a, b);
    EXPECT_EQ(told(comparison), (Lines{"op1>op1 split", "op1>op2 split", "op2>op3 renumbered"}));
    EXPECT_EQ(drawn(comparison.pairs[0]), "Requests the office of charts to draw the reefs anew[-, and-]{+;+}");
    EXPECT_EQ(drawn(comparison.pairs[1]), "[-invites-]e{+Invites+}e all pilots to report wrecks without delay to the nearest harbour;");
}

TEST(Comparison, a_merge_is_a_split_seen_from_the_other_side) {
    const auto whole = document_of({"op Requests the office of charts to draw the reefs anew, and invites all pilots to report wrecks without delay to the nearest harbour;"});
    const auto parts = document_of({"op Requests the office of charts to draw the reefs anew;", "op Invites all pilots to report wrecks without delay to the nearest harbour;"});
    EXPECT_EQ(told(compare(parts, whole)), (Lines{"op1>op1 merged", "op2>op1 merged"}));
}

TEST(Comparison, what_goes_on_in_time_is_told_as_such) {
    const auto comparison = compare(document_of({"op Decides to consider the question of lamps again at its ninety-eighth session."}),
                                    document_of({"op Decides to consider the question of lamps again at its ninety-ninth session."}));
    ASSERT_EQ(comparison.pairs.size(), 1U);
    EXPECT_TRUE(comparison.pairs[0].only_rolls);
    EXPECT_EQ(drawn(comparison.pairs[0]), "Decides to consider the question of lamps again at its [-ninety-eighth-]r{+ninety-ninth+}r session.");
}

TEST(Comparison, number_and_date_of_a_text_go_on_together) {
    EXPECT_EQ(drawn_between("Recalling its resolution 97/3 of 4 December 2042 on the shared lamps of the northern coast;",
                            "Recalling its resolution 98/7 of 18 December 2043 on the shared lamps of the northern coast;"),
              "Recalling its resolution [-97/3 of 4 December 2042-]r{+98/7 of 18 December 2043+}r on the shared lamps of the northern coast;");
}

TEST(Comparison, a_number_alone_is_substance) {
    EXPECT_EQ(drawn_between("Decides that 12 lamps shall be lit on the northern coast in winter;", "Decides that 14 lamps shall be lit on the northern coast in winter;"),
              "Decides that [-12-]{+14+} lamps shall be lit on the northern coast in winter;");
}

TEST(Comparison, case_and_signs_are_told_apart_from_substance) {
    const auto comparison = compare(document_of({"op Invites the Guild of Keepers to train young people, in the mending of lenses;"}),
                                    document_of({"op Invites the guild of keepers to train young people in the mending of lenses;"}));
    EXPECT_EQ(told(comparison), (Lines{"op1>op1 editorial"}));
    EXPECT_EQ(drawn_between("Notes the follow-up of the survey of reefs;", "Notes the follow up of the survey of reefs;"), "Notes the [-follow-up-]e{+follow up+}e of the survey of reefs;");
}

TEST(Comparison, a_rewritten_clause_is_one_change) {
    EXPECT_EQ(drawn_between("Calls upon all States to keep their lamps lit, to mend in good time the broken lenses of every tower, and to report on it each year;",
                            "Calls upon all States to keep their lamps lit, to replace without delay in any tower a worn clockwork of brass, and to report on it each year;"),
              "Calls upon all States to keep their lamps lit, to [-mend in good time the broken lenses of every tower-]{+replace without delay in any tower a worn clockwork of brass+}, and to "
              "report on it each year;");
}

TEST(Comparison, two_insertions_around_a_word_stay_two) {
    EXPECT_EQ(drawn_between("Stresses the role of harbours in the exchange of knowledge;", "Stresses the leading role of all harbours in the exchange of knowledge;"),
              "Stresses the{+ leading+} role of{+ all+} harbours in the exchange of knowledge;");
}

TEST(Comparison, an_insertion_begins_where_a_clause_does) {
    EXPECT_EQ(drawn_between("Recognizes the care of lamps, the mending of lenses and the training of keepers;",
                            "Recognizes the care of lamps, the care of bells, the mending of lenses and the training of keepers;"),
              "Recognizes the care of lamps,{+ the care of bells,+} the mending of lenses and the training of keepers;");
}

TEST(Comparison, notes_to_one_paragraph_are_one_note) {
    auto a = document_of({lamps, keepers, "fn See A/97/12.", "fn Ibid."}), b = document_of({lamps, keepers, "fn Resolution 44/1.", "fn See A/98/15."});
    a.paragraphs[0].footnotes = {{"1", 10}};
    a.paragraphs[1].footnotes = {{"2", 10}};
    b.paragraphs[0].footnotes = {{"2", 10}};
    b.paragraphs[1].footnotes = {{"1", 10}};
    const auto lines = told(compare(a, b));
    EXPECT_NE(std::find(lines.begin(), lines.end(), "fn1>fn2 changed"), lines.end());
}

TEST(Comparison, citations_that_came_went_and_went_on) {
    auto a = document_of({lamps}), b = document_of({lamps + " again"});
    a.citations = {{"resolution 97/3", "A/RES/97/3", {}, "op1", 0}, {"resolution 12/1", "A/RES/12/1", {}, "op1", 9}};
    b.citations = {{"resolution 12/1", "A/RES/12/1", {}, "op1", 0}, {"resolution 98/7", "A/RES/98/7", {}, "op1", 9}, {"the Charter", "charter", {}, "op1", 20}};
    const auto changes = compare(a, b).citations;
    ASSERT_EQ(changes.size(), 2U);
    EXPECT_EQ(changes[0], (CitationChange{"A/RES/97/3", "A/RES/98/7", "op1", "op1", true}));
    EXPECT_EQ(changes[1], (CitationChange{std::nullopt, "charter", std::nullopt, "op1", false}));
}

TEST(Comparison, moved_words_are_common) {
    EXPECT_EQ(compare(document_of({lamps, keepers, fog}), document_of({fog, lamps, keepers})).similarity, 1);
}

}  // namespace
}  // namespace comity::concordance
