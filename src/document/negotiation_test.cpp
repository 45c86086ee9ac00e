#include "document/negotiation.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace comity::document {
namespace {

Document document_of(const std::vector<std::string>& texts, ParagraphKind kind) {
    Document document;
    for (const std::string& text : texts) {
        Paragraph paragraph;
        paragraph.id = fmt::format("{}{}", kind == ParagraphKind::preambular ? "pp" : "op", document.paragraphs.size() + 1);
        paragraph.kind = kind;
        paragraph.text = text;
        document.paragraphs.push_back(std::move(paragraph));
    }
    return document;
}

std::vector<std::string> told(const Document& document) {
    std::vector<std::string> lines;
    for (const Paragraph& paragraph : document.paragraphs) lines.push_back(fmt::format("{}|{}|{}", paragraph.id, paragraph.number.value_or(""), paragraph.text));
    return lines;
}

using Lines = std::vector<std::string>;

TEST(Negotiation, a_text_without_labels_stays_as_it_is) {
    const Document document = document_of({"Requests the keepers to count 12 lamps;", "Recalls paragraph 5 bis of the draft;"}, ParagraphKind::operative);
    EXPECT_EQ(negotiated(document, vocabulary::standard()).document, document);
}

TEST(Negotiation, paragraphs_are_cut_at_their_labels) {
    const auto found = negotiated(document_of({"PP1 Noting the lamps, PP1 bis [Noting also the bells,] PP2 alt. Noting the fog,"}, ParagraphKind::preambular), vocabulary::standard());
    EXPECT_EQ(told(found.document), (Lines{"pp1|1|Noting the lamps,", "pp1bis|1 bis|[Noting also the bells,]", "pp2alt|2 alt|Noting the fog,"}));
    EXPECT_EQ(found.document.paragraphs[1].opening, "Noting also");
}

TEST(Negotiation, numbers_with_bis_and_a_point_are_labels) {
    const auto found = negotiated(document_of({"Invites the keepers;", "1 bis. Encourages the guilds;", "1 ter. Requests a list;", "OP3 bis Decides to go on."}, ParagraphKind::operative),
                                  vocabulary::standard());
    EXPECT_EQ(told(found.document), (Lines{"op1||Invites the keepers;", "op1bis|1 bis|Encourages the guilds;", "op1ter|1 ter|Requests a list;", "op3bis|3 bis|Decides to go on."}));
}

TEST(Negotiation, authors_in_brackets_are_proposals) {
    const auto found = negotiated(document_of({"PP1 Noting the [old] lamps, [France, EU: delete]", "PP2 Noting the bells, [NAM]"}, ParagraphKind::preambular), vocabulary::standard());
    ASSERT_EQ(found.proposals.size(), 2U);
    EXPECT_EQ(found.proposals[0], (Proposal{"pp1", {"France", "EU"}, "delete"}));
    EXPECT_EQ(found.proposals[1], (Proposal{"pp2", {"NAM"}, ""}));
}

TEST(Negotiation, notes_and_citations_go_with_their_words) {
    Document document = document_of({"PP1 Recalling its resolution 98/31, PP2 Recalling also resolution 97/19,"}, ParagraphKind::preambular);
    document.paragraphs[0].footnotes = {{"1", 34}, {"2", static_cast<std::uint32_t>(document.paragraphs[0].text.size())}};
    document.citations = {{"resolution 98/31", "A/RES/98/31", {}, "pp1", 18}, {"resolution 97/19", "A/RES/97/19", {}, "pp1", 55}};
    const Document found = negotiated(document, vocabulary::standard()).document;
    ASSERT_EQ(found.citations.size(), 2U);
    for (const Citation& citation : found.citations) {
        EXPECT_EQ(find_paragraph(found, citation.in)->text.substr(citation.at, citation.text.size()), citation.text);
    }
    EXPECT_EQ(found.paragraphs[0].footnotes.at(0).mark, "1");
    EXPECT_EQ(found.paragraphs[1].footnotes.at(0).mark, "2");
}

TEST(Negotiation, struck_words_are_proposed_for_deletion) {
    Document document = document_of({"Recognizing the lamps and resolution 98/31,", "", "Noting the fog, PP4 Noting the bells,", ""}, ParagraphKind::preambular);
    document.paragraphs[0].struck = {{"Noting ", 0}, {"of resolution 97/19 ", 22}};
    document.paragraphs[1].struck = {{"Requests a list;", 0}};
    document.paragraphs[2].struck = {{" PP3 bis Noting the horn,", 15}, {"Welcoming ", 20}};
    document.paragraphs[3].struck = {{"PP4 bis Noting the fog,", 0}};
    const auto found = negotiated(document, vocabulary::standard());
    EXPECT_EQ(told(found.document), (Lines{"pp1||Recognizing the lamps and resolution 98/31,", "pp3||Noting the fog,", "pp4|4|Noting the bells,"}));
    const std::vector<Proposal> expected = {{"pp1", {}, "", "Noting"},   {"pp1", {}, "", "of resolution 97/19"},     {"pp2", {}, "", "Requests a list;"},
                                            {"pp3", {}, "", "PP3 bis Noting the horn,"}, {"pp4", {}, "", "Welcoming"}, {"pp4bis", {}, "", "Noting the fog,"}};
    EXPECT_EQ(found.proposals, expected);
    for (const Paragraph& paragraph : found.document.paragraphs) EXPECT_TRUE(paragraph.struck.empty());
}

}  // namespace
}  // namespace comity::document
