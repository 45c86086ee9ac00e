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
        {"A/RES/217/A(III)", "A/RES/217(III)A"},
        {"A/RES/217(III)[A]", "A/RES/217(III)A"},
        {"A/RES/217 A (III)", "A/RES/217(III)A"},
        {"A/2Q(I)", "A/2(I)Q"},
        {"A/2-Q(I)", "A/2-Q(I)"},  // the letter is none of the number's
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
        {"A_RES_66_253_B.txt", "A/RES/66/253B"},
        {"E_RES_131_(VI).txt", "E/RES/131(VI)"},
        {"ECE_BATUMI._CONF_2016_2__Add.1.txt", "ECE/BATUMI.CONF/2016/2/Add.1"},
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
    EXPECT_EQ(key_of("PRST 13/1", "CA/RC"), "CA/RC/PRST/13/1");
    EXPECT_EQ(key_of("decision 28/403", "CA"), "CA/DEC/28/403");
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
        {"ECE/TRANS/132/Add.1", "ITC", "", "132", 0, Nature::report_or_other},
        {"UNEP/EA.1/L.13", "UNEA", "1", "L.13", 0, Nature::limited},
        {"HSP/HA.2/1", "UNHA", "2", "1", 0, Nature::report_or_other},
        {"E/CN.11/63", "ECOSOC", "", "63", 0, Nature::report_or_other},
        {"XX/1", "", "", "1", 0, Nature::report_or_other},
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

// ---- properties: many symbols put together by a fixed rule ------------------------------------------------------------------------

std::vector<std::string> many_keys() {
    std::vector<std::string> keys;
    for (const std::string_view head : {"A/RES/", "A/HRC/RES/", "E/RES/", "E/CN.4/RES/", "A/DEC/", "CA/RES/", "CA/RC/RES/", "E/CN.4/Sub.2/RES/"})
        for (const std::string_view session : {"31", "78", "S-27", "ES-11", "1998", "2015"})
            for (const std::string_view number : {"1", "2", "10", "199", "222B"}) keys.push_back(std::string(head) + std::string(session) + "/" + std::string(number));
    for (const std::string_view bracket : {"I", "III", "XXI", "S-VI"})
        for (const std::string_view number : {"1", "217", "3362"})
            for (const std::string_view letter : {"", "A", "B"}) keys.push_back("A/RES/" + std::string(number) + "(" + std::string(bracket) + ")" + std::string(letter));
    for (const std::string_view year : {"1946", "2000", "2023"})
        for (const std::string_view number : {"1", "242", "1325"}) keys.push_back("S/RES/" + std::string(number) + "(" + std::string(year) + ")");
    for (const std::string_view base : {"A/78/53", "A/C.3/78/L.37", "A/HRC/WG.6/48/SVN/1", "CCPR/C/128/3", "HRI/GEN/1/Rev.9(Vol.I)", "A/CONF.157/24(PartI)", "S/2016/71",
                                        "A/55/1000=S/2001/574", "UNEP/EA.2/Res.10", "ST/SGB/2003/13", "S/PV.4213", "A/80/6(Sect.24)"})
        for (const std::string_view end : {"", "/Add.1", "/Add.2/Corr.1", "#chap=VI;sect=A", "#para=5(e)"})
            if (std::string(base).back() != ')' || end.empty() || end.front() == '#') keys.push_back(std::string(base) + std::string(end));
    return keys;
}

TEST(SymbolProperties, AKeyIsReadAsItself) {
    for (const auto& key : many_keys()) {
        if (key.find('#') == std::string::npos) { EXPECT_EQ(key_of(key), key); }
    }
}

TEST(SymbolProperties, WhatIsShownIsReadAsTheSameByTheBodyThatSpeaks) {
    for (const auto& key : many_keys()) {
        const auto symbol = Symbol::from_canonical(key);
        const auto body = facts_of(symbol, vocabulary::with_demonstration()).body.value_or("");
        // Numbers that no body of the kind has ("31/1" of a body that counts by years) can't be read back.
        if (key.find("/RES/") != std::string::npos && Symbol::parse(symbol.display(), vocabulary::with_demonstration(), body) != symbol) {
            const bool by_year = body == "ECOSOC" || body == "CHR" || body == "SUBCOM";
            const bool has_year = key.find("/1998/") != std::string::npos || key.find("/2015/") != std::string::npos;
            EXPECT_TRUE(by_year != has_year || key.find("ES-") != std::string::npos) << key << ' ' << symbol.display();
        }
        if (key.find("/RES/") == std::string::npos && key.find("/DEC/") == std::string::npos && !key.starts_with("UNEP")) {
            EXPECT_EQ(key_of(symbol.display()), key) << symbol.display();
        }
    }
}

TEST(SymbolProperties, TheOrderIsTotalAndAgreesWithEquality) {
    std::vector<Symbol> symbols;
    for (const auto& key : many_keys()) symbols.push_back(Symbol::from_canonical(key));
    std::sort(symbols.begin(), symbols.end());
    for (std::size_t i = 0; i < symbols.size(); ++i)
        for (std::size_t j = 0; j < symbols.size(); ++j) {
            const auto order = symbols[i] <=> symbols[j];
            EXPECT_EQ(order == 0, symbols[i] == symbols[j]);
            EXPECT_TRUE((order < 0) == ((symbols[j] <=> symbols[i]) > 0));
            // Sorted by an order that is no order (not transitive) some pair would stand the wrong way.
            EXPECT_FALSE(i < j && order > 0) << symbols[i].canonical() << ' ' << symbols[j].canonical();
        }
}

}  // namespace
}  // namespace comity::document
