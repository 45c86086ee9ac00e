// An invented consultation for tests: contributors of the demonstration's world, with passages marked in their words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machinery/consultations/heard.hpp"

namespace comity::consultations::testing {

inline Voice voice(std::int64_t number, std::string name, std::string kind, std::string group = "", Confidentiality confidentiality = Confidentiality::open) {
    Voice made;
    made.submission = number;
    made.contributor = {kind == "state" ? "state:" + name : "", std::move(name), std::move(kind)};
    if (!group.empty()) made.groups = {std::move(group)};
    made.language = "en";
    made.words = 400;
    made.confidentiality = confidentiality;
    return made;
}

inline CountedPassage passage(std::int64_t submission, std::string words, PassageKind kind, std::int64_t question = 1, std::vector<std::string> themes = {}, int part = 1) {
    CountedPassage made;
    made.place = {submission, part, 2, std::move(words), 1};
    made.source = source_of(made.place);
    made.code.kind = kind;
    made.code.question = question;
    made.code.themes = std::move(themes);
    made.passages = {"passage:two-shores-2031:" + made.source + ":coder1"};
    return made;
}

inline constexpr std::string_view ardune_words = "Visas for pilots are denied without a reason", tarrow_words = "We propose that the Registrar publish a common list of lights in all languages of the strait",
                                  nivaal_words = "The Registrar should publish a list of lights", quay_words = "Boats wait outside of the harbour in the dark", closed_words = "The watch house has no key";

inline Heard two_shores() {
    Heard heard;
    heard.questions = 3;
    heard.voices = {voice(3, "Ardune", "state", "West Shore"), voice(5, "Tarrow", "state", "East Shore"), voice(8, "Nivaal", "state", "Upper Basin"),
                    voice(9, "Low Quay Lantern Watch", "ngo"), voice(11, "Upper Tarrow", "state", "Upper Basin", Confidentiality::name_withheld),
                    voice(12, "Drevane", "state", "Upper Basin", Confidentiality::confidential)};
    heard.voices.change(3, [](Voice& one) { one.closed_parts = {2}; });
    heard.passages = {passage(3, std::string(ardune_words), PassageKind::obstacle, 2, {"M-A12"}),
                      passage(5, std::string(tarrow_words), PassageKind::proposal, 3),
                      passage(8, std::string(nivaal_words), PassageKind::proposal, 3),
                      passage(9, std::string(quay_words), PassageKind::obstacle, 2),
                      passage(9, std::string(closed_words), PassageKind::obstacle, 2, {}, 2),
                      passage(11, "Fees for tide tables should end", PassageKind::proposal, 3),
                      passage(12, "Our crews are afraid to speak", PassageKind::challenge, 2)};
    const auto asked = [&](std::string name, std::string kind, std::string group, Response response) {
        Asked made{voice(0, std::move(name), std::move(kind)).contributor, {}, response};
        if (!group.empty()) made.groups = {std::move(group)};
        heard.asked.push_back(std::move(made));
    };
    asked("Ardune", "state", "West Shore", Response::answered);
    asked("Tarrow", "state", "East Shore", Response::answered);
    asked("Nivaal", "state", "Upper Basin", Response::answered);
    asked("Péravel", "state", "Islands", Response::opened);
    asked("Ilvesse", "state", "Islands", Response::silent);
    asked("Kelmandy", "state", "East Shore", Response::declined);
    asked("Harbour Tribunal", "mechanism", "", Response::silent);
    return heard;
}

inline std::string source(const Heard& heard, std::size_t passage) { return source_of(heard.passages[passage].place); }

}  // namespace comity::consultations::testing
