#include "machinery/consultations/letters.hpp"

#include <gtest/gtest.h>

#include "machinery/consultations/kinds.hpp"
#include "vocabulary/actors.hpp"

namespace comity::consultations {
namespace {

Call lamps() {
    Call call;
    call.id = "lamps-2031";
    call.title = "Views on lamps";
    call.convener = "the Registrar";
    call.authority = {"A/RES/60/1", "op2", ""};
    call.questions = {"What lights the way?"};
    call.deadline = deadline_at("2031-05-03T18:00", "Europe/Zurich");
    call.contact = "registry@halfway.example";
    call.words = 2000;
    return call;
}

std::string words_of(const document::word::File& file) {
    std::string all;
    for (const auto& block : file.blocks) {
        for (const auto& run : std::get<document::word::Paragraph>(block).runs) all += run.text;
        all += "\n";
    }
    return all;
}

TEST(Letters, SayToEachInItsLanguageTheSameThings) {
    const std::string english = words_of(letter(lamps(), {LetterKind::invitation, "Ardune", "en", "resolution 60/1, paragraph 2", ""}));
    const std::string french = words_of(letter(lamps(), {LetterKind::invitation, "Tarrow", "fr", "la résolution 60/1, paragraphe 2", ""}));
    for (const std::string& one : {english, french}) {
        EXPECT_NE(one.find("2031-05-03 18:00 (Europe/Zurich)"), std::string::npos) << one;
        EXPECT_NE(one.find("2031-05-03 16:00 UTC"), std::string::npos) << one;
        EXPECT_NE(one.find("registry@halfway.example"), std::string::npos) << one;
        EXPECT_NE(one.find("2000"), std::string::npos) << one;
        EXPECT_EQ(one.find('{'), std::string::npos) << one;
    }
    EXPECT_EQ(std::count(english.begin(), english.end(), '\n'), std::count(french.begin(), french.end(), '\n')) << "equal treatment";
    EXPECT_EQ(words_of(letter(lamps(), {LetterKind::invitation, "Ardune", "xx", "", ""})).find("To Ardune"), 0U) << "of no known language: English";
    EXPECT_EQ(letter_file_name(lamps(), "Saint Orrin and the Skerries"), "lamps-2031-saint-orrin-and-the-skerries.docx");
    EXPECT_EQ(letter_file_name(lamps(), "../.."), "lamps-2031-letter.docx");
}

TEST(Letters, AReminderSaysNothingThatWasNotKnown) {
    const std::string words = words_of(letter(lamps(), {LetterKind::reminder, "Ardune", "en", "", ""}));
    EXPECT_NE(words.find("on the same day"), std::string::npos);
    EXPECT_EQ(words.find("What lights the way?"), std::string::npos);
}

TEST(Calendar, HasTheDeadlineAsAMoment) {
    Call call = lamps();
    call.earlier.push_back(*call.deadline);
    const std::string calendar = calendar_of(call, "2031-01-01T00:00:00.000Z", "");
    EXPECT_NE(calendar.find("DTSTART:20310503T160000Z\r\n"), std::string::npos) << calendar;
    EXPECT_NE(calendar.find("SEQUENCE:1\r\n"), std::string::npos) << "so that calendars take the extension";
    for (std::size_t at = 0; at < calendar.size(); at = calendar.find("\r\n", at) + 2) EXPECT_LE(calendar.find("\r\n", at) - at, 75U);
    EXPECT_NE(short_text_of(call, "60/1, paragraph 2", "").find("Until 2031-05-03 18:00 (Europe/Zurich), which is 2031-05-03 16:00 UTC."), std::string::npos);
}

TEST(ContributorKinds, AreThoseOfTheDirectory) {
    for (const ContributorKind& kind : contributor_kinds()) {
        EXPECT_EQ(contributor_kind(kind.code), &kind);
        for (const std::string& actor_kind : kind.actor_kinds) {
            const auto known = vocabulary::known_kinds();
            EXPECT_NE(std::find(known.begin(), known.end(), actor_kind), known.end()) << actor_kind;
            EXPECT_EQ(kind_of_actor(actor_kind), kind.code);
        }
    }
    EXPECT_EQ(kind_of_actor("ghost"), "other");
}

}  // namespace
}  // namespace comity::consultations
