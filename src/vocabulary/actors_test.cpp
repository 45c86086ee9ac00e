#include "vocabulary/actors.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/error.hpp"

namespace comity::vocabulary {
namespace {

std::string who(std::string_view name, const char* day = "") {
    const auto found = standard_directory().recognize(name, Date::from_iso(day));
    return found ? found->actor->id : "nobody";
}
std::string why(std::string_view name) {
    const auto found = standard_directory().recognize(name);
    return found ? found->reason : "nothing";
}

TEST(Actors, AreOneEachWithAKindAndASource) {
    std::set<std::string> ids;
    for (const KnownActor& actor : standard_directory().actors()) {
        EXPECT_TRUE(ids.insert(actor.id).second) << actor.id;
        EXPECT_FALSE(actor.evidence.source.empty()) << actor.id;
        EXPECT_FALSE(actor.names.empty()) << actor.id;
        EXPECT_NE(std::find(known_kinds().begin(), known_kinds().end(), actor.kind), known_kinds().end()) << actor.kind;
        EXPECT_EQ(standard_directory().actor(actor.id), &actor);
        for (const NameForm& form : actor.forms) EXPECT_FALSE(form.evidence.source.empty()) << form.words;
    }
    const auto of_kind = [](std::string_view kind) {
        const auto all = standard_directory().actors();
        return std::count_if(all.begin(), all.end(), [&](const KnownActor& actor) { return actor.kind == kind; });
    };
    EXPECT_EQ(of_kind("state"), 195);
    EXPECT_EQ(of_kind("treaty_body"), 10);
    EXPECT_EQ(of_kind("special_procedure"), 60);
}

TEST(Actors, HaveEachMemberInOneRegionalGroup) {
    std::map<std::string, int> sizes;
    for (const KnownActor& actor : standard_directory().actors()) {
        if (actor.kind != "state") continue;
        int regional = 0;
        for (const GroupPlace& place : actor.groups) {
            const auto* group = standard_directory().actor(place.group);
            ASSERT_NE(group, nullptr);
            EXPECT_FALSE(place.evidence.source.empty());
            if (group->group_kind != "regional" || place.role == "member in other matters") continue;
            ++regional;
            ++sizes[place.group];
        }
        // Observer States are in no group for elections.
        EXPECT_EQ(regional, actor.status == "member" ? 1 : 0) << actor.id;
    }
    EXPECT_EQ(sizes, (std::map<std::string, int>{{"group:AFR", 54}, {"group:APG", 54}, {"group:EEG", 23}, {"group:GRULAC", 33}, {"group:WEOG", 29}}));
}

TEST(Actors, AreRecognizedByAnyCustomaryForm) {
    for (const char* name : {"Iran (Islamic Republic of)", "Islamic Republic of Iran", "the Islamic Republic of Iran", "IRAN", "Iran, Islamic Republic of", "Iran (République islamique d’)",
                             "République islamique d'Iran", "Irán", "Иран (Исламская Республика)", "IRN", "state:IRN", "Iran (Islamic Republic of)*"})
        EXPECT_EQ(who(name), "state:IRN") << name;
    EXPECT_EQ(who("Côte d'Ivoire"), "state:CIV");
    EXPECT_EQ(who("Cote d’Ivoire"), "state:CIV");
    EXPECT_EQ(who("Ivory Coast"), "state:CIV");
    EXPECT_EQ(who("The Gambia"), "state:GMB");
    EXPECT_EQ(who("Gambia (the)"), "state:GMB");
    EXPECT_EQ(who("St. Kitts and Nevis"), "state:KNA");
    EXPECT_EQ(who("Trinidad & Tobago"), "state:TTO");
    EXPECT_EQ(who("Guinea"), "state:GIN");
    EXPECT_EQ(who("Guinea Bissau"), "state:GNB");
    EXPECT_EQ(who("Congo"), "state:COG");
    EXPECT_EQ(who("Niger"), "state:NER");
    EXPECT_EQ(who("Nigeria"), "state:NGA");
    EXPECT_EQ(who("Human Rights Council"), "body:HRC");
    EXPECT_EQ(who("the Secretary-General"), "entity:SG");
    EXPECT_EQ(who("UNESCO"), "entity:UNESCO");
    EXPECT_EQ(who("Comité contre la torture"), "body:CAT");
    EXPECT_EQ(who("الدول الأفريقية"), "group:AFR");
    EXPECT_EQ(who("Atlantis"), "nobody");
    EXPECT_EQ(who(""), "nobody");
    EXPECT_EQ(why("Islamic Republic of Iran"), "formal");
    EXPECT_EQ(why("Swaziland"), "former");
    EXPECT_EQ(why("Bolivia, Plurinational State of"), "inverted");
    EXPECT_EQ(why("Corea del Sur"), "region name");
}

TEST(Actors, AreRecognizedByTheNameOfTheDay) {
    EXPECT_EQ(who("Yugoslavia", "1985-12-13"), "state:YUG");
    EXPECT_EQ(who("Yugoslavia", "2001-12-19"), "state:SRB");
    EXPECT_EQ(who("Zaire", "1980-01-01"), "state:COD");
    EXPECT_EQ(who("Burma", "2020-01-01"), "state:MMR");  // used after its end
    EXPECT_EQ(who("Czechoslovakia", "1980-01-01"), "state:CSK");
    EXPECT_EQ(who("Turkey", "1999-12-17"), "state:TUR");
}

TEST(Actors, AreFoundAsActsAddressThem) {
    const Directory& directory = standard_directory();
    ASSERT_NE(directory.addressed("secretary_general", "SG"), nullptr);
    EXPECT_EQ(directory.addressed("secretary_general", "SG")->id, "entity:SG");
    EXPECT_EQ(directory.addressed("hr_mechanisms", "CERD")->id, "body:CERD");
    EXPECT_EQ(directory.addressed("member_states", "")->id, "together:member_states");
    EXPECT_EQ(directory.addressed("hrc", "")->id, "body:HRC");
    EXPECT_EQ(directory.addressed("member_states", "FRA")->id, "state:FRA");
    EXPECT_EQ(directory.addressed("other", ""), nullptr);
}

TEST(Actors, OfADemonstrationAreInvented) {
    const auto shown = directory_with_demonstration().shown();
    EXPECT_EQ(std::count_if(shown.begin(), shown.end(), [](const KnownActor* actor) { return actor->kind == "state"; }), 12);
    EXPECT_TRUE(std::all_of(shown.begin(), shown.end(), [](const KnownActor* actor) { return actor->invented || actor->kind == "together"; }));
    EXPECT_EQ(directory_with_demonstration().recognize("Free Ports of Morrowen")->actor->id, "state:XMO");
}

TEST(Actors, TellWhichRowIsWrong) {
    const auto refusal = [](std::string_view members) {
        const std::vector<Table> tables = {{"data/groups.tsv", "id\tkind\tname_en\tas_of\tcouncil_seats\tsource\ttrust\nAFR\tregional\tAfrican States\t2026\t13\tlist\tseen\n"}, {"data/group_members.tsv", members}};
        try {
            Directory(tables, standard());
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    const std::string head = "group\tactor\tfirst\tlast\trole\tnote\tsource\ttrust\n";
    EXPECT_EQ(refusal(head + "AFR\tstate:KEN\t1963\t-\tmember\t-\tlist\tseen\n"), "");
    EXPECT_NE(refusal(head + "AFR\tstate:KEN\t1963\t1962\tmember\t-\tlist\tseen\n").find("data/group_members.tsv:2: it ends before it begins"), std::string::npos);
    EXPECT_NE(refusal(head + "AFR\tstate:ZZZ\t-\t-\tmember\t-\tlist\tseen\n").find("an actor that no table has"), std::string::npos);
    EXPECT_NE(refusal(head + "AFR\tstate:KEN\tsoon\t-\tmember\t-\tlist\tseen\n").find("a day is written"), std::string::npos);
}

}  // namespace
}  // namespace comity::vocabulary
