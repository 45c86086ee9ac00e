#include "concordance/table_forms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "concordance/provenance_forms.hpp"
#include "concordance/testing.hpp"
#include "document/word_testing.hpp"

namespace comity::concordance {
namespace {

using document::Document;
using document::word::testing::Decision;
using document::word::testing::lines_of;
using document::word::testing::problems_of;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::document_of;

const Document first = document_of({"op Requests the keepers to keep the lamps lit;", "op Invites the harbours to ring their bells in fog."});
const Document second = document_of({"op Decides to build a new tower on the northern reef;", "op Requests the keepers to keep the old lamps lit;"});
const std::vector<const Document*> documents = {&first, &second};
const std::vector<ChainMember> members = {{"A/RES/98/7", 2043, &first}, {"A/RES/99/7", {}, &second}};

TEST(TheTableOfSeveralYears, says_where_each_paragraph_stands_and_what_became_of_it) {
    const ChainTable table = chain_table(documents);
    EXPECT_EQ(json::write(to_json(table, members)),
              "{\"members\":[{\"symbol\":\"A/RES/98/7\",\"year\":2043},{\"symbol\":\"A/RES/99/7\",\"year\":null}],\"rows\":["
              "[null,{\"ids\":[\"op1\"],\"change\":\"added\",\"text\":\"Decides to build a new tower on the northern reef;\"}],"
              "[{\"ids\":[\"op1\"],\"change\":null,\"text\":\"Requests the keepers to keep the lamps lit;\"},"
              "{\"ids\":[\"op2\"],\"change\":\"changed\",\"text\":\"Requests the keepers to keep the old lamps lit;\"}],"
              "[{\"ids\":[\"op2\"],\"change\":null,\"text\":\"Invites the harbours to ring their bells in fog.\"},null]]}");
}

TEST(TheTableOfSeveralYears, underlines_what_is_new_in_a_text) {
    const std::string html = to_html(chain_table(documents), members, "Invented");
    EXPECT_THAT(html, ::testing::HasSubstr("<span class=\"w\" lang=\"en\">op2, changed</span>Requests the keepers to keep the<ins> old</ins> lamps lit;"));
    EXPECT_THAT(html, ::testing::HasSubstr("<th scope=\"col\">A/RES/98/7 (2043)</th><th scope=\"col\">A/RES/99/7</th>"));
}

TEST(TheTableOfSeveralYears, is_a_table_of_a_word_processor) {
    const std::string docx = to_docx(chain_table(documents), members);
    EXPECT_THAT(problems_of(docx), IsEmpty());
    EXPECT_THAT(lines_of(docx, Decision::none),
                ElementsAre("Title||A/RES/99/7", ::testing::StartsWith("Summary||"), "CellHead||A/RES/98/7 (2043)", "CellHead||A/RES/99/7", "Cell||op1, added",
                            "Cell||Decides to build a new tower on the northern reef;", "Cell||op1", "Cell||Requests the keepers to keep the lamps lit;", "Cell||op2, changed",
                            "Cell||Requests the keepers to keep the old lamps lit;", "Cell||op2", "Cell||Invites the harbours to ring their bells in fog."));
}

TEST(TheTableOfSeveralYears, of_no_texts_is_still_a_file) { EXPECT_THAT(problems_of(to_docx(ChainTable{}, std::span<const ChainMember>{})), IsEmpty()); }

TEST(ProvenanceForAWordProcessor, has_the_year_before_each_run_of_words) {
    const std::string docx = to_docx(provenance(members), members);
    EXPECT_THAT(problems_of(docx), IsEmpty());
    EXPECT_THAT(lines_of(docx, Decision::none), Contains(::testing::MatchesRegex("Operative\\|2\\.\\|\\[\\^2043\\]Requests the keepers to keep the ?\\[\\^A/RES/99/7\\] ?old ?\\[\\^2043\\] ?lamps lit;")));
}

}  // namespace
}  // namespace comity::concordance
