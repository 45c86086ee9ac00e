// What holds of every draft: every place lies within its paragraph, and nothing throws. Tried on texts made at random (RapidCheck).
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/error.hpp"
#include "machinery/drafting/testing.hpp"

namespace comity::drafting {
namespace {

const std::vector<std::string>& fragments() {
    static const std::vector<std::string> all = {
        "\n\n", "\n\n", "\n\n", " ", ",", ";", ".", ":", "”", "“", "(a) ", "(b) ", "(c) ", "(i) ", "1. ", "2. ", "4. ", "12 bis. ", "I. ", "Annex", "Recalling ", "Recalling also ", "Further recalls ", "Also requests ", "Requests ",
        "the Secretary-General ", "all States ", "timely action ", "to submit ", "a report ", "at its seventy-ninth session ", "at its next session ", "every year ", "resolution 78/12 ", "resolutions 99/4 and 78/0 ", "of 3 May 1999 ",
        "resolution 3201 (XXXV) ", "Supplement No. 53 (A/73/54) ", "lamps1", "oil,2 ", "¹", "1 See A/80/1.", "2 Ibid.", "the lamps of the western shore ", "Decides to remain seized of the matter", "été", "\xC3", "\xE2\x80", "19", "9"};
    return all;
}

rc::Gen<std::string> drafts() {
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(fragments())), [](const std::vector<std::string>& parts) {
        std::string text;
        for (const auto& part : parts) text += part;
        return testing::draft("Noting the lamps,", "1. Welcomes the lamps;\n\n" + text);
    });
}

void expect_inside(const document::Document& document, const Place& place) {
    if (place.paragraph.empty()) {
        RC_ASSERT(place.words.empty());
        return;
    }
    const auto* paragraph = document::find_paragraph(document, place.paragraph);
    const std::string* text = paragraph == nullptr ? nullptr : &paragraph->text;
    for (const auto& note : document.footnotes)
        if (text == nullptr && "fn" + note.mark == place.paragraph) text = &note.text;
    RC_ASSERT(text != nullptr);
    RC_ASSERT(place.begin <= place.end && place.end <= text->size());
    RC_ASSERT(text->substr(place.begin, place.end - place.begin) == place.words);
}

RC_GTEST_PROP(DraftingProperties, EveryPlaceLiesInItsParagraph, ()) {
    const auto document = testing::read(*drafts());
    Surroundings around;
    around.record = true;
    around.cited["A/RES/78/12"] = {Date::of(2023, 12, 4), {{"A/RES/79/3", Date::of(2024, 12, 4), 79}}};
    around.previous = Surroundings::Text{"A/RES/79/3", Date::of(2024, 12, 4), 79};
    around.previous_text = testing::read(testing::draft("Noting the lamps,", "1. Welcomes the lamps."));
    around.alike.push_back({"op1", 5, 90000, 90, {"A/RES/79/9", "op1", "words", {}}});
    const Report report = check(document, around, vocabulary::standard());
    for (const auto& finding : report.findings) expect_inside(document, finding.place);
    RC_ASSERT(check(document, around, vocabulary::standard()).findings.size() == report.findings.size());
}

}  // namespace
}  // namespace comity::drafting
