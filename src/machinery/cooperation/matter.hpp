// What a request, an offer, an agreement and a measure are about: in which form, under which words, on which themes, in which languages, when.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/json.hpp"
#include "machinery/consultations/call.hpp"
#include "record/ruling.hpp"

namespace comity::cooperation {

using consultations::Authority;
using record::By;
using record::Decision;
using record::Refusal;
using record::Request;
using record::Ruling;

/// A form of help, of data/assistance_forms.tsv: training, legislation, an expert ... A row more is a form more.
struct AssistanceForm {
    std::string code;
    std::string name_en, name_fr, name_ar;
};
/// In the order of the table.
std::span<const AssistanceForm> assistance_forms();
/// nullptr if there is none of that code.
const AssistanceForm* assistance_form(std::string_view code);
/// In that language, else in English; the code if it is unknown.
std::string form_name(std::string_view code, std::string_view language);

struct Matter {
    std::string title, words;
    std::string recommendation;          ///< id of the recommendation that it is for; "" for none
    Authority authority;                 ///< the words by which it is done; may be empty
    std::vector<std::string> themes;     ///< ids of vocabulary::Themes, "SDG-4"; rights are themes, too
    std::vector<std::string> forms;      ///< codes of assistance_forms()
    std::vector<std::string> languages;  ///< "en"; none: nothing said
    std::string first, last;             ///< days, both included; "" for open
    bool operator==(const Matter&) const = default;
};
/// Adds its members to an object, and reads them from one.
void put(json::Value& object, const Matter& matter);
Matter matter_from(const json::Value& state);

/// What the fields of a request name, as the record has it.
struct Named {
    std::optional<Authority> authority;        ///< the paragraph
    std::map<std::string, Said> missing;       ///< by id as typed: recommendations that are none, each with the sentence that says so
};
/// Lays what a request says over a matter: fields title, words, recommendation, document and paragraph or commitment, themes, forms, languages, first, last. A sentence if something is wrong.
Said lay(Matter& matter, const json::Value& fields, const Named& named);

/// "xar" of "state:XAR", "fund-ab12" of others: with what the ids of an actor's own subjects begin, so that no name that one gives tells of another's.
std::string owner_code(std::string_view actor);
/// "xar.interpreters" of the short name "interpreters" of that actor; an id that is whole stays as it is.
std::string id_of(std::string_view actor, std::string_view typed);
bool is_short_name(std::string_view name) noexcept;

/// Whether two spans of days have one in common; "" is open.
bool overlap(std::string_view first, std::string_view last, std::string_view other_first, std::string_view other_last) noexcept;


}  // namespace comity::cooperation
