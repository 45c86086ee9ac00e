#include "reading/identify.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace comity::reading {
namespace {

using document::ParagraphKind;
using Role = Piece::Role;

Piece piece(ParagraphKind kind, std::string_view mark = "", int level = 1, Role role = Role::own) {
    Piece made;
    made.kind = kind;
    made.level = level;
    made.role = role;
    if (!mark.empty()) made.mark = mark_at_start(std::string(mark) + " Lamps");
    return made;
}

Piece pp(std::string_view mark = "", int level = 1, Role role = Role::own) { return piece(ParagraphKind::preambular, mark, level, role); }
Piece op(std::string_view mark = "", int level = 1, Role role = Role::own) { return piece(ParagraphKind::operative, mark, level, role); }

Piece part(std::string_view label) {
    Piece made = piece(ParagraphKind::heading);
    made.part_mark = true;
    made.mark = Mark{MarkStyle::upper, std::string(label), std::string(label), 0};
    return made;
}

Piece annex(std::string_view label = "") {
    Piece made = piece(ParagraphKind::heading);
    made.annex_mark = true;
    if (!label.empty()) made.mark = Mark{MarkStyle::upper, std::string(label), std::string(label), 0};
    return made;
}

Piece in_annex(std::string_view mark = "", int level = 1) { return piece(ParagraphKind::annex, mark, level); }

Piece spoken(Piece made) {
    made.after_organ = true;
    return made;
}

std::string ids(const std::vector<Piece>& pieces) {
    std::string all;
    for (const auto& id : identify(pieces)) all += (all.empty() ? "" : " ") + id;
    return all;
}

TEST(Identify, CountsPreambularAndOperativeParagraphs) { EXPECT_EQ(ids({pp(), pp(), op("1."), op("2.")}), "pp1 pp2 op1 op2"); }

TEST(Identify, GivesASingleUnnumberedOperativeParagraphTheFirstNumber) { EXPECT_EQ(ids({pp(), op()}), "pp1 op1"); }

TEST(Identify, TakesTheNumberAsItIsPrinted) { EXPECT_EQ(ids({op("1."), op("3."), op("4.")}), "op1 op3 op4"); }

TEST(Identify, PutsPointsUnderTheirParagraph) {
    EXPECT_EQ(ids({op("1."), op("(a)", 2), op("(i)", 3), op("(ii)", 3), op("(b)", 2), op("2.")}), "op1 op1.a op1.a.i op1.a.ii op1.b op2");
    EXPECT_EQ(ids({pp(), pp("(a)", 2), pp("(b)", 2), pp()}), "pp1 pp1.a pp1.b pp2");
}

TEST(Identify, CountsBulletsUnderTheirParagraph) { EXPECT_EQ(ids({op("1."), op("•", 2), op("•", 2), op("2."), op("•", 2)}), "op1 op1.1 op1.2 op2 op2.1"); }

TEST(Identify, CallsWordsBehindAListItsEnd) {
    EXPECT_EQ(ids({op("1."), op("(a)", 2), op("", 1, Role::list_end), op("2.")}), "op1 op1.a op1.end op2");
    EXPECT_EQ(ids({pp(), pp("(a)", 2), pp("", 1, Role::list_end), pp()}), "pp1 pp1.a pp1.end pp2");
}

TEST(Identify, CountsFurtherUnmarkedParagraphs) { EXPECT_EQ(ids({op("1."), op("", 2, Role::further), op("", 2, Role::further), op("2.")}), "op1 op1.1 op1.2 op2"); }

TEST(Identify, PrefixesPartsOnlyWhereNumbersBeginAnew) {
    EXPECT_EQ(ids({part("I"), op("1."), op("2."), part("II"), op("3.")}), "h1 op1 op2 h2 op3");
    EXPECT_EQ(ids({part("I"), op("1."), op("2."), part("II"), op("1.")}), "h1 I.op1 I.op2 h2 II.op1");
}

TEST(Identify, CountsThePreambleOfEachPart) {
    EXPECT_EQ(ids({part("A"), spoken(pp()), op("1."), part("B"), spoken(pp()), pp(), op("1.")}), "h1 A.pp1 A.op1 h2 B.pp1 B.pp2 B.op1");
}

TEST(Identify, PrefixesOnlyTheOuterPartsIfOnlyTheyBeginAnew) {
    EXPECT_EQ(ids({part("A"), spoken(pp()), part("I"), op("1."), part("II"), op("2."), part("B"), spoken(pp()), part("I"), op("1.")}),
              "h1 A.pp1 h2 A.op1 h3 A.op2 h4 B.pp1 h5 B.op1");
}

TEST(Identify, PrefixesOnlyTheOuterPartsWhereNoOrganSpeaksAgain) {
    EXPECT_EQ(ids({part("A"), part("I"), op("1."), part("II"), op("2."), part("B"), part("I"), op("1.")}), "h1 h2 A.op1 h3 A.op2 h4 h5 B.op1");
}

TEST(Identify, PrefixesTheOuterPartBeforeTheInner) {
    EXPECT_EQ(ids({part("A"), spoken(pp()), part("I"), op("1."), part("II"), op("1."), part("B"), spoken(pp()), part("I"), op("1.")}),
              "h1 A.pp1 h2 A.I.op1 h3 A.II.op1 h4 B.pp1 h5 B.I.op1");
}

TEST(Identify, OpensANumberAndItsFirstPointTogether) {
    Piece both = op("5.", 2);
    both.mark->printed = "5 (a)";
    both.mark->core = "5.a";
    Piece in_list = both;
    in_list.kind = ParagraphKind::annex;
    EXPECT_EQ(ids({op("4."), both, op("(b)", 2), op("6.")}), "op4 op5.a op5.b op6");
    EXPECT_EQ(ids({annex(), in_annex("4."), in_list, in_annex("(b)", 2), in_annex("6.")}), "h1 annex.4 annex.5.a annex.5.b annex.6");
}

TEST(Identify, NumbersTheParagraphsOfAnAnnex) {
    EXPECT_EQ(ids({op("1."), annex(), in_annex("1."), in_annex("(a)", 2), in_annex("2."), in_annex()}), "op1 h1 annex.1 annex.1.a annex.2 annex.p1");
}

TEST(Identify, TellsSeveralAnnexesApart) {
    EXPECT_EQ(ids({annex("I"), in_annex("1."), annex("II"), in_annex("1."), in_annex("(a)", 2)}), "h1 annexI.1 h2 annexII.1 annexII.1.a");
}

TEST(Identify, CountsSeveralAnnexesWithoutALabel) { EXPECT_EQ(ids({annex(), in_annex("1."), annex(), in_annex("1.")}), "h1 annex1.1 h2 annex2.1"); }

TEST(Identify, CountsWhatIsOther) { EXPECT_EQ(ids({piece(ParagraphKind::other), piece(ParagraphKind::other, "1.")}), "x1 x2"); }

TEST(Identify, MarksAnIdThatComesAgain) { EXPECT_EQ(ids({op("1."), op("2."), op("(a)", 2), op("2."), op("(a)", 2), op("(b)", 2), op("3.")}), "op1 op2 op2.a op2~2 op2.a~2 op2.b op3"); }

TEST(Identify, NeverGivesAnIdTwice) {
    std::vector<Piece> pieces;
    for (int i = 0; i < 4; ++i) {
        for (const std::string_view mark : {"1.", "2.", "1."}) pieces.push_back(op(mark));
        pieces.push_back(op("(a)", 2));
        pieces.push_back(op("(a)", 2));
        pieces.push_back(op("", 1, Role::list_end));
        pieces.push_back(op("", 1, Role::list_end));
        pieces.push_back(part("A"));
        pieces.push_back(pp("(a)", 2));
        pieces.push_back(piece(ParagraphKind::other));
    }
    auto all = identify(pieces);
    EXPECT_EQ(all.size(), pieces.size());
    std::sort(all.begin(), all.end());
    EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

}  // namespace
}  // namespace comity::reading
