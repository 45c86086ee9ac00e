#include "base/testing.hpp"
#include "document/citations.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace comity::document {
namespace {

const vocabulary::Vocabulary& words() { return vocabulary::with_demonstration(); }

Citations cited(std::string_view text, std::string_view organ = "GA", std::string_view language = "en") {
    return find_citations(text, {organ, language, "pp1"}, words());
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& part : parts) all += (all.empty() ? "" : " | ") + part;
    return all.empty() ? "-" : all;
}

std::string targets(const Citations& citations) {
    std::vector<std::string> found;
    for (const auto& citation : citations.found) found.push_back(citation.target.value_or("?"));
    return joined(found);
}

std::string targets(std::string_view text, std::string_view organ = "GA", std::string_view language = "en") {
    return targets(cited(text, organ, language));
}

std::string dates(const Citations& citations) {
    std::vector<std::string> found;
    for (const auto& citation : citations.found)
        if (citation.date && (found.empty() || found.back() != citation.date->iso())) found.push_back(citation.date->iso());
    return joined(found);
}

std::vector<std::vector<std::string>> rows_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::vector<std::vector<std::string>> rows;
    for (std::string line; std::getline(file, line);) {
        rows.emplace_back();
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '\t');) rows.back().push_back(cell);
    }
    return rows;
}

struct Case {
    std::string_view text, targets;
};

TEST(Citations, OfListsAreFoundOneByOne) {
    const std::vector<Case> cases = {
        {"its resolutions 43/130 and 43/131 of 8 December 1988", "A/RES/43/130 | A/RES/43/131"},
        {"resolutions 60/251 of 15 March 2006, 62/219 of 22 December 2007 and 65/281", "A/RES/60/251 | A/RES/62/219 | A/RES/65/281"},
        {"General Assembly resolutions 43/222 A to C and 56/254 D", "A/RES/43/222A | A/RES/43/222B | A/RES/43/222C | A/RES/56/254D"},
        {"resolutions 3233 A and B (XXIX)", "A/RES/3233(XXIX)A | A/RES/3233(XXIX)B"},
        {"Human Rights Council resolutions 5/1, on its institutions, and 5/2, on conduct, of 18 June 2007", "A/HRC/RES/5/1 | A/HRC/RES/5/2"},
        {"resolutions 70/1, entitled “A plan”, and 70/2", "A/RES/70/1 | A/RES/70/2"},
        {"its resolution 66/1 of 16 September 2011 on ships, 68/2 of 1 October 2013 on sails", "A/RES/66/1 | A/RES/68/2"},
        {"A/69/488/Add.2 and Corr.1", "A/69/488/Add.2 | A/69/488/Add.2/Corr.1"},
        {"A/74/399/Add.2 and Add.3", "A/74/399/Add.2 | A/74/399/Add.3"},
        {"A/74/399/Add.2-4", "A/74/399/Add.2 | A/74/399/Add.3 | A/74/399/Add.4"},
        {"A/74/399 and Corr.1 and 2", "A/74/399 | A/74/399/Corr.1 | A/74/399/Corr.2"},
    };
    for (const auto& [text, expected] : cases) EXPECT_EQ(targets(text), expected) << text;
}

TEST(Citations, AreOfTheBodyThatTheTextNames) {
    EXPECT_EQ(targets("its resolution 5/1", "HRC"), "A/HRC/RES/5/1");
    EXPECT_EQ(targets("Human Rights Council resolution 38/3"), "A/HRC/RES/38/3");
    EXPECT_EQ(targets("Council resolution 2000/22"), "E/RES/2000/22");
    EXPECT_EQ(targets("Council resolution 1325 (2000)"), "S/RES/1325(2000)");
    EXPECT_EQ(targets("the Council’s resolution 38/3"), "A/HRC/RES/38/3");
    EXPECT_EQ(targets("resolution 38/3 of the Human Rights Council"), "A/HRC/RES/38/3");
    EXPECT_EQ(targets("resolution 2000/22 of 18 August 2000, on talks, by the Subcommission on the Promotion and Protection of Human Rights"),
              "E/CN.4/Sub.2/RES/2000/22");
    EXPECT_EQ(targets("the Human Rights Council, in its resolution 5/1, and its resolution 70/1"), "A/HRC/RES/5/1 | A/RES/70/1");
    EXPECT_EQ(targets("as decided by the General Assembly in its resolution 60/251", "HRC"), "A/RES/60/251");
    EXPECT_EQ(targets("resolution 60/251 of 15 March 2006", "HRC"), "A/RES/60/251");
    EXPECT_EQ(targets("resolution 16/21"), "A/HRC/RES/16/21");
}

TEST(Citations, OfTheInventedWorldStayInIt) {
    EXPECT_EQ(targets("Recalling its resolution 31/12 of 11 December 2012", "CA"), "CA/RES/31/12");
    EXPECT_EQ(targets("Recalling its resolution 9/4 of 22 June 2012 and Assembly resolution 32/19 of 10 December 2013", "CA/RC"),
              "CA/RC/RES/9/4 | CA/RES/32/19");
    EXPECT_EQ(targets("Rights Council resolution 9/4", "CA"), "CA/RC/RES/9/4");
    EXPECT_EQ(targets("decision 28/403", "CA"), "CA/DEC/28/403");
    EXPECT_EQ(targets("the report (CA/31/207, para. 6)", "CA"), "CA/31/207#para=6");
}

TEST(Citations, HaveTheirPlaceAndTheirWords) {
    const auto found = cited("Recalling its resolution 70/1 of 25 September 2015 and 70/2 of 1 October 2015").found;
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].text, "resolution 70/1");
    EXPECT_EQ(found[0].at, 14U);
    EXPECT_EQ(found[0].in, "pp1");
    EXPECT_EQ(found[1].text, "70/2");
    EXPECT_EQ(found[1].at, 55U);
    const auto report = cited("See A/CONF.157/24 (Part I), chap. III.").found;
    ASSERT_EQ(report.size(), 1U);
    EXPECT_EQ(report[0].text, "A/CONF.157/24 (Part I), chap. III");
}

TEST(Citations, AreNotRepairedButDoubted) {
    const auto conflict = cited("its resolution 70/1 of 25 September 2001");
    EXPECT_EQ(targets(conflict), "A/RES/70/1");
    ASSERT_EQ(conflict.doubts.size(), 1U);
    EXPECT_EQ(conflict.doubts[0].citation, 0U);
    const auto lost = cited("Recalling its resolution  of 25 September 2015, in which");
    ASSERT_EQ(lost.found.size(), 1U);
    EXPECT_FALSE(lost.found[0].target);
    EXPECT_EQ(lost.doubts.size(), 1U);
    EXPECT_TRUE(cited("adopted the resolution on 25 September 2015").found.empty());
    const auto form = cited("Security Council resolution 70/1");
    ASSERT_EQ(form.found.size(), 1U);
    EXPECT_FALSE(form.found[0].target);
    EXPECT_EQ(form.doubts.size(), 1U);
}

TEST(Citations, OfSupplementsAreCheckedAgainstTheirSymbols) {
    EXPECT_TRUE(cited("Official Records of the General Assembly, Seventy-third Session, Supplement No. 53 (A/73/53), annex.").doubts.empty());
    EXPECT_EQ(cited("Official Records of the General Assembly, Seventy-second Session, Supplement No. 53 (A/73/53)").doubts.size(), 1U);
    EXPECT_EQ(cited("Official Records of the General Assembly, Seventy-third Session, Supplement No. 52 (A/73/53)").doubts.size(), 1U);
}

TEST(Citations, OfTreatiesAndOfTheCharterHaveTheirOwnNames) {
    EXPECT_EQ(targets("United Nations, Treaty Series, vol. 999, No. 14668."), "UNTS:999:14668");
    EXPECT_EQ(targets("United Nations, Treaty Series, vol. 75, Nos. 970\xE2\x80\x93" "973."), "UNTS:75:970 | UNTS:75:971 | UNTS:75:972 | UNTS:75:973");
    EXPECT_EQ(targets("League of Nations, Treaty Series, vol. 94, No. 2138"), "LNTS:94:2138");
    EXPECT_EQ(targets("in particular Article 1, paragraph 3, as well as"), "-");
    EXPECT_EQ(targets("Article 1, paragraph 3, of the Charter of the United Nations"), "charter#art=1;para=3");
    EXPECT_EQ(targets("as the Charter of the United Nations, in particular Article 1, paragraph 3, has it"), "charter#art=1;para=3");
    EXPECT_EQ(targets("as the Statute of the Court, in particular Article 1, paragraph 3, has it"), "-");
    EXPECT_EQ(targets("Articles 55 and 56 of the Charter"), "charter#art=55 | charter#art=56");
    EXPECT_EQ(targets("Article 2 (4) of the Charter"), "charter#art=2;para=4");
    EXPECT_EQ(targets("under Chapter VII of the Charter of the United Nations"), "charter#chap=VII");
    EXPECT_EQ(targets("Article 3 of the Charter of the Union of Ports"), "-");
}

TEST(Citations, AreNotMadeOfOtherNumbers) {
    for (const std::string_view text : {"agenda item 72 (b)", "from 31 August to 8 September 2001", "COVID-19 and HIV/AIDS, 24/7 support", "the 2030 Agenda",
                                        "14-67668 (E) *1467668*", "in 2/3 of the States", "resolution 44/1553/3", "1/2 of 5 ports", "influenza A/H1N1", "P5+1 and E3/EU+3"})
        EXPECT_EQ(targets(text), "-") << text;
}

TEST(Citations, EndInLinearTimeOnHostileTexts) {
    std::string text;
    for (int i = 0; i < 200'000; ++i) text += "resolutions 1/1, ";
    EXPECT_FALSE(cited(text).found.empty());
    text.clear();
    for (int i = 0; i < 200'000; ++i) text += "A/[(\xFF\xE2";
    cited(text);
    text = "A/1/2/Add.1";
    for (int i = 0; i < 100'000; ++i) text += " and Corr.1, Add.1";
    cited(text);
    text = "resolutions 1/1";
    for (int i = 0; i < 100'000; ++i) text += " on x and 2/2";
    cited(text);
    cited(std::string(2'000'000, '9'));
    cited(std::string(2'000'000, '['));
}

TEST(Citations, AreReadByTableInTheOtherLanguages) {
    EXPECT_EQ(targets("Rappelant sa résolution 60/251 du 15 mars 2006 et la résolution 5/1 du Conseil des droits de l’homme", "GA", "fr"), "A/RES/60/251 | A/HRC/RES/5/1");
    EXPECT_EQ(targets("Recordando sus resoluciones 60/251, de 15 de marzo de 2006, y 62/219, de 22 de diciembre de 2007", "GA", "es"), "A/RES/60/251 | A/RES/62/219");
    EXPECT_EQ(targets("ссылаясь на резолюцию 1325 (2000) Совета Безопасности от 31 октября 2000 года", "GA", "ru"), "S/RES/1325(2000)");
    EXPECT_EQ(targets("وإلى قرار مجلس حقوق الإنسان 5/1 المؤرخ 18 حزيران/يونيه 2007", "GA", "ar"), "A/HRC/RES/5/1");
    EXPECT_EQ(targets("人权理事会2007年6月18日第5/1号和第5/2号决议", "GA", "zh"), "A/HRC/RES/5/1 | A/HRC/RES/5/2");
}

TEST(Citations, OfItsMayPointToTheOrganNamedBefore) {
    EXPECT_EQ(targets("the mandate set out by the General Assembly in paragraph 5 of its resolution 60/251 of 15 March 2006", "HRC"), "A/RES/60/251");
    EXPECT_EQ(targets("Noting that, in its resolution 48/141 of 20 December 1993, the General Assembly chose", "HRC"), "A/RES/48/141");
    EXPECT_EQ(targets("its resolution 60/251 of 15 March 2006", "HRC"), "A/HRC/RES/60/251");
}

TEST(Citations, MayFollowTheirNounAtADistance) {
    EXPECT_EQ(targets("all its relevant resolutions on Iraq, in particular 1500 (2003), 1546 (2004) and 1557 (2004),", "SC"),
              "S/RES/1500(2003) | S/RES/1546(2004) | S/RES/1557(2004)");
    EXPECT_EQ(targets("General Assembly and Security Council resolutions 70/262 and 2282 (2016) of 27 April 2016"), "A/RES/70/262 | S/RES/2282(2016)");
    EXPECT_EQ(targets("its resolution 70/1; Organic Act No. 22/003 of 3 May 2022; general recommendation No. 33 (2015)"), "A/RES/70/1");
}

// The seeds are real texts and no part of the project.
TEST(Citations, OfTheSeedsAreAllResolved) {
    const std::filesystem::path seeds = source_folder() / "../shared/corpus/seeds";
    if (!std::filesystem::exists(seeds)) GTEST_SKIP() << "skipped: there are no real texts beside the project";
    const std::map<std::string, std::vector<std::string>> expected = {
        {"A_RES_69_179.txt", {"A/RES/68/160", "A/HRC/RES/25/3", "A/69/488/Add.2/Corr.1", "A/69/53#chap=IV;sect=A"}},
        {"A_RES_72_169.txt", {"A/RES/70/153", "A/HRC/RES/32/6", "A/71/53#chap=V;sect=A", "A/RES/217(III)A"}},
        {"A_RES_74_153.txt", {"A/RES/72/169", "A/HRC/RES/38/3", "A/73/53#chap=VI;sect=A"}},
        {"A_C.3_75_draft.txt", {"A/RES/74/153", "A/HRC/RES/44/18", "A/75/53#chap=V;sect=A"}},
        {"A_RES_78_199.txt", {"A/RES/77/213", "A/HRC/RES/53/11", "A/78/53#chap=VII;sect=A", "A/78/481/Add.2#para=139", "A/RES/76/1", "A/RES/217(III)A"}},
    };
    const std::set<std::string> everywhere = {"A/CONF.157/24(PartI)#chap=III", "A/RES/55/2", "A/RES/66/3", "E/CN.4/Sub.2/RES/2000/22",
                                              "E/CN.4/2001/2=E/CN.4/Sub.2/2000/46#chap=II;sect=A"};
    for (const auto& [name, own] : expected) {
        std::ifstream file(seeds / name);
        std::set<std::string> found;
        for (std::string line; std::getline(file, line);) {
            const auto citations = cited(line);
            EXPECT_TRUE(citations.doubts.empty()) << name << ": " << line;
            for (const auto& citation : citations.found) {
                EXPECT_TRUE(citation.target) << name << ": " << citation.text;
                if (citation.target) found.insert(*citation.target);
            }
        }
        for (const auto& target : own) EXPECT_TRUE(found.contains(target)) << name << ' ' << target;
        for (const auto& target : everywhere) EXPECT_TRUE(found.contains(target)) << name << ' ' << target;
    }
}

// The vectors are not part of the project; "decided" says what we hold of those that no oracle has decided.
TEST(Citations, AgreeWithTheVectors) {
    const std::filesystem::path root = source_folder();
    const auto vectors = root / "../shared/domain/symbols_vectors.tsv";
    if (!std::filesystem::exists(vectors)) GTEST_SKIP() << "skipped: there are no vectors beside the project";
    std::map<std::string, std::string> decided;
    for (const auto& row : rows_of(root / "tests/golden/symbols/decided.tsv"))
        if (row.size() >= 3 && row[0] != "id") decided[row[0]] = row[1];
    int checked = 0;
    for (const auto& row : rows_of(vectors)) {
        if (row.size() < 9 || row[0] == "id") continue;
        const auto citations = cited(row[1], row[2], row[3]);
        std::vector<std::string> documents;
        for (const auto& citation : citations.found)
            if (!citation.target || !citation.target->starts_with("charter")) documents.push_back(citation.target.value_or("?"));
        const bool oracle = row[8] == "y";
        if (!oracle && !decided.contains(row[0])) ADD_FAILURE() << row[0] << " is not decided";
        EXPECT_EQ(joined(documents), oracle ? row[4] : decided[row[0]]) << row[0] << ' ' << row[1];
        if (row[5] != "-") { EXPECT_EQ(dates(citations), row[5]) << row[0] << ' ' << row[1]; }
        ++checked;
    }
    EXPECT_GT(checked, 100);
}

}  // namespace
}  // namespace comity::document
