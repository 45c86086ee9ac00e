// An act of the register as it stands in its text: found again when it is shown. And the objects in which mandates are handed on.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "directive/directive.hpp"
#include "document/document.hpp"
#include "json/json.hpp"
#include "machinery/mandates/asking.hpp"
#include "machinery/mandates/due.hpp"

namespace comity::mandates {

struct Detail {
    Step step;
    std::shared_ptr<const document::Document> document;  ///< shared by the acts of one text
    directive::Act act;
};

/// Reads texts, each once as long as its acts come one behind the other; for one answer, not for several threads.
class Details {
public:
    Details(const Register& reg, const Gathered& gathered) : register_(reg), gathered_(gathered) {}
    [[nodiscard]] Detail of(const Step& step);
    /// What a list shows of it: the beginning of its words, as the register keeps them if it does.
    [[nodiscard]] std::string beginning(const Step& step);
    /// The entry by which a person said so; nullopt if none did.
    [[nodiscard]] std::optional<record::Entry> saying(const Delivery& delivery) const;

private:
    const Register& register_;
    const Gathered& gathered_;
    std::optional<std::uint32_t> text_;
    std::shared_ptr<const document::Document> document_;
    std::vector<directive::Act> acts_;
    std::optional<std::uint32_t> of_beginnings_;  ///< the text that they are of
    std::vector<std::string> beginnings_;
};

/// "A/RES/78/199", else the SHA-256: what names a text in an address.
const std::string& name_of(const RegisterText& text);
/// "A/RES/78/199/acts/op16", of the second act of a paragraph "op12-2": what names an act in an address.
std::string address_of(const Gathered& gathered, const Step& step);
/// The act that such an address names: symbol or file, paragraph, index; nullopt if it is of another shape.
struct ActNamed {
    std::string text, paragraph;
    int index = 1;
};
std::optional<ActNamed> act_named(std::string_view address);

/// The words of an act with those of its parts, in the order of the text.
std::string words_of(const directive::Act& act, const document::Document& document);
std::string words_of(const Detail& detail);
std::string iso(Day day);  ///< "2023-12-19"; "" for 0

/// One mandate as its last text has it: {symbol, paragraph, index, date, body, title, words, verb, strength, sense, addressees, deliverables, due, recurrence,
/// expires, organization, states, unsure, review, status, because, delivered_by, replaced_by, texts, since, implied}.
json::Value to_json(const Gathered& gathered, std::uint32_t mandate, Details& details, Day today);
/// The same with `history`: what each text made of it, oldest first.
json::Value history_json(const Gathered& gathered, std::uint32_t mandate, Details& details, Day today);
/// How many mandates each choice of a filter would give.
json::Value to_json(const Facets& facets);
json::Value to_json(const Gathered& gathered, const DueItem& item, Details& details);

/// For icalendar(): an event for each thing that falls due. `notice`: what stands in each, of a demonstration.
std::vector<Event> events_of(const Gathered& gathered, const std::vector<DueGroup>& groups, Details& details, const std::string& notice);
inline constexpr std::string_view calendar_name = "Comity: what falls due";

/// A row for each; the first has the names of the columns.
std::vector<std::vector<std::string>> table_of(const Gathered& gathered, const std::vector<std::uint32_t>& mandates, Details& details, Day today);

}  // namespace comity::mandates
