#include "document/symbol.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace comity::document {
namespace {

std::string key_of(std::string_view spelling, std::string_view organ = {}) {
    const auto symbol = Symbol::parse(spelling, vocabulary::with_demonstration(), organ);
    return symbol ? symbol->canonical() : "(none)";
}

struct Case {
    std::string_view spelling, key;
};

TEST(Symbols, AreReadInEverySpelling) {
    const std::vector<Case> cases = {
        {"78/199", "A/RES/78/199"},
        {"A/RES/78/199", "A/RES/78/199"},
        {" A/RES/78/199* ", "A/RES/78/199"},
        {"A_RES_78_199.txt", "A/RES/78/199"},
        {"A_RES_73_3-EN.pdf", "A/RES/73/3"},
        {"217 A (III)", "A/RES/217(III)A"},
        {"217A (III)", "A/RES/217(III)A"},
        {"A/RES/217(III)[A]", "A/RES/217(III)A"},
        {"A/RES/217 A (III)", "A/RES/217(III)A"},
        {"resolution 1325 (2000)", "S/RES/1325(2000)"},
        {"S/RES/2476 (2019)", "S/RES/2476(2019)"},
        {"Human Rights Council resolution 5/1", "A/HRC/RES/5/1"},
        {"the Human Rights Council decision 4/104", "A/HRC/DEC/4/104"},
        {"PRST 8/1", "A/HRC/PRST/8/1"},
        {"PRST/22/1", "A/HRC/PRST/22/1"},
        {"43/222 B", "A/RES/43/222B"},
        {"A/RES/43/222 B", "A/RES/43/222B"},
        {"E/CN.4/2001/2-E/CN.4/Sub.2/2000/46", "E/CN.4/2001/2=E/CN.4/Sub.2/2000/46"},
        {"A/70/709\xE2\x80\x93S/2016/71", "A/70/709=S/2016/71"},
        {"A/CONF.157/24 (Part I), chap. III", "A/CONF.157/24(PartI)#chap=III"},
        {"A/80/6 (Sect. 24)", "A/80/6(Sect.24)"},
        {"E/CN.4/RES/ 1993/2A", "E/CN.4/RES/1993/2A"},
        {"S-27/2", "A/RES/S-27/2"},
        {"CA/RES/31/12", "CA/RES/31/12"},
        {"CA/RC/RES/9/4", "CA/RC/RES/9/4"},
        {"CA_C.2_35_L.14", "CA/C.2/35/L.14"},
        {"UNEP_EA.2_RES.10", "UNEP/EA.2/RES.10"},
        {"A_HRC_PRST_OS_12_1", "A/HRC/PRST/OS/12/1"},
    };
    for (const auto& [spelling, key] : cases) EXPECT_EQ(key_of(spelling), key) << spelling;
}

TEST(Symbols, BelongToTheBodyThatSpeaks) {
    EXPECT_EQ(key_of("5/1", "HRC"), "A/HRC/RES/5/1");
    EXPECT_EQ(key_of("2000/22", "CHR"), "E/CN.4/RES/2000/22");
    EXPECT_EQ(key_of("2000/22"), "E/RES/2000/22");
    EXPECT_EQ(key_of("16/21", "GA"), "A/HRC/RES/16/21");
    EXPECT_EQ(key_of("31/12", "CA"), "CA/RES/31/12");
    EXPECT_EQ(key_of("9/4", "CA/RC"), "CA/RC/RES/9/4");
    EXPECT_EQ(key_of("2/10", "UNEA"), "UNEP/EA.2/Res.10");
}

TEST(Symbols, AreNotMadeOfOtherThings) {
    for (const std::string_view text : {"", "HIV/AIDS", "A/H1N1", "and/or", "24/7 support", "44/1553/3", "COVID-19", "S/he", "A_C.3_75_draft", "78", "A/", "12 (b)"})
        EXPECT_EQ(key_of(text), "(none)") << text;
}

TEST(Symbols, AreShownAsPeopleWriteThem) {
    const std::vector<Case> cases = {
        {"A/RES/78/199", "78/199"},
        {"A/RES/217(III)A", "217 A (III)"},
        {"S/RES/1325(2000)", "1325 (2000)"},
        {"A/RES/43/222B", "43/222 B"},
        {"A/HRC/PRST/8/1", "PRST 8/1"},
        {"A/CONF.157/24(PartI)#chap=III", "A/CONF.157/24 (Part I), chap. III"},
        {"E/CN.4/2001/2=E/CN.4/Sub.2/2000/46#chap=II;sect=A", "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46, chap. II, sect. A"},
        {"A/RES/2200(XXI)A#annex=1", "2200 A (XXI), annex"},
        {"charter#art=1;para=3", "Charter, art. 1, para. 3"},
        {"UNTS:999:14668", "UNTS vol. 999, No. 14668"},
        {"UNEP/EA.2/Res.10", "2/10"},
        {"A/C.3/78/L.37", "A/C.3/78/L.37"},
    };
    for (const auto& [key, shown] : cases) EXPECT_EQ(Symbol::from_canonical(std::string(key)).display(), shown);
}

TEST(Symbols, FoldCaseInEqualityAndOrder) {
    const auto a = Symbol::from_canonical("E/CN.4/Sub.2/2000/46"), b = Symbol::from_canonical("E/CN.4/SUB.2/2000/46");
    EXPECT_EQ(a, b);
    EXPECT_EQ(a <=> b, std::strong_ordering::equal);
}

TEST(Symbols, AreOrderedBySessionAndNumberAsNumbers) {
    const std::vector<std::string> ordered = {"A/RES/217(III)A", "A/RES/217(III)B", "A/RES/3(XX)", "A/RES/2200(XXI)A", "A/RES/70/1", "A/RES/70/1/Corr.1", "A/RES/70/2",
                                              "A/RES/70/10", "A/RES/78/199", "A/RES/S-27/2", "S/RES/242(1967)", "S/RES/1325(2000)", "S/RES/1326(2000)"};
    for (std::size_t i = 0; i < ordered.size(); ++i)
        for (std::size_t j = 0; j < ordered.size(); ++j)
            EXPECT_EQ(Symbol::from_canonical(ordered[i]) <=> Symbol::from_canonical(ordered[j]), i <=> j) << ordered[i] << ' ' << ordered[j];
}

struct Facts {
    std::string_view key, body, session, number;
    int year;
    SymbolFacts::Nature nature;
};

TEST(Symbols, SayTheirBodySessionNumberAndYear) {
    using Nature = SymbolFacts::Nature;
    const std::vector<Facts> cases = {
        {"A/RES/78/199", "GA", "78", "199", 0, Nature::resolution},
        {"A/RES/217(III)A", "GA", "3", "217 A", 0, Nature::resolution},
        {"A/RES/S-27/2", "GA", "S-27", "2", 0, Nature::resolution},
        {"A/RES/43/222B", "GA", "43", "222 B", 0, Nature::resolution},
        {"S/RES/1325(2000)", "SC", "", "1325", 2000, Nature::resolution},
        {"S/PRST/2015/25", "SC", "", "25", 2015, Nature::presidential_statement},
        {"E/RES/1996/31", "ECOSOC", "1996", "31", 1996, Nature::resolution},
        {"E/RES/2021/1", "ECOSOC", "2021", "1", 0, Nature::resolution},
        {"A/HRC/DEC/4/104", "HRC", "4", "104", 0, Nature::decision},
        {"A/HRC/PRST/OS/12/1", "HRC", "OS/12", "1", 0, Nature::presidential_statement},
        {"A/C.3/78/L.37/Rev.1", "GA", "78", "L.37", 0, Nature::limited},
        {"A/HRC/59/15/Add.1", "HRC", "59", "15", 0, Nature::report_or_other},
        {"UNEP/EA.2/Res.10", "UNEA", "2", "10", 0, Nature::resolution},
        {"CA/RC/RES/9/4", "CA/RC", "9", "4", 0, Nature::resolution},
        {"CA/C.2/35/L.14", "CA", "35", "L.14", 0, Nature::limited},
        {"E/CN.4/Sub.2/RES/2000/22", "SUBCOM", "2000", "22", 2000, Nature::resolution},
        {"XX/1", "", "", "", 0, Nature::report_or_other},
    };
    for (const auto& c : cases) {
        const auto facts = facts_of(Symbol::from_canonical(std::string(c.key)), vocabulary::with_demonstration());
        EXPECT_EQ(facts.body.value_or(""), c.body) << c.key;
        EXPECT_EQ(facts.session.value_or(""), c.session) << c.key;
        EXPECT_EQ(facts.number.value_or(""), c.number) << c.key;
        EXPECT_EQ(facts.year.value_or(0), c.year) << c.key;
        EXPECT_EQ(static_cast<int>(facts.nature), static_cast<int>(c.nature)) << c.key;
    }
}

}  // namespace
}  // namespace comity::document
