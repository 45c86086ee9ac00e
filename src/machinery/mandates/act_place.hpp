// Where an act stands in its file, so that what persons say of it outlives every better reading: the line on which its paragraph begins, and the
// words of its verb there. Pure.
#pragma once

#include <optional>
#include <string>

#include "document/document.hpp"
#include "json/json.hpp"
#include "machinery/holdings/correction.hpp"
#include "machinery/mandates/judgement.hpp"

namespace comity::mandates {

struct ActPlace {
    std::string document;        ///< SHA-256
    holdings::Anchor paragraph;  ///< in which the act stands
    std::string verb;            ///< its words there: "Also requests"
    int occurrence = 1;          ///< counts the acts of that paragraph with these words
    auto operator<=>(const ActPlace&) const = default;
};

/// The place of one of these acts, which stands in that paragraph.
ActPlace place_of(std::string sha256, const document::Paragraph& paragraph, const std::vector<JudgedAct>& acts, const directive::Act& act);
/// The act that stands there: its index; nullopt if none does any more.
std::optional<std::size_t> find_act(const document::Document& document, const std::vector<JudgedAct>& acts, const ActPlace& place);
/// "\"Requests\" in the paragraph at line 5 (\"Requests the Secretary-General to\")"
std::string in_words(const ActPlace& place);
/// "DOCUMENT:5-0a1b2c3d:1": the same for every saying about this act.
std::string key_of(const ActPlace& place);

}  // namespace comity::mandates
