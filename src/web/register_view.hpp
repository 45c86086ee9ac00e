// Mandates as pages show them: the filter of an address, a row of a list, and the words for what the register keeps as codes.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "machinery/mandates/details.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// The register as of one moment with what is asked of it.
struct RegisterVisit {
    explicit RegisterVisit(const Visit& of);
    const Visit& visit;
    const mandates::Register& reg;
    std::shared_ptr<const mandates::Gathered> gathered;  ///< shared: the register goes on with its own
    mandates::Details details;
    mandates::Asking asking;  ///< as the address has it; `today` by the clock, if the address doesn't name a day
};

/// "/mandates/A/RES/78/199/acts/op16".
std::string mandate_address(const mandates::Gathered& gathered, const mandates::Step& step);

/// For template "mandate_row". Of long acts the beginning.
View mandate_row(RegisterVisit& of, std::uint32_t mandate);

std::string type_in_words(const Visit& visit, std::string_view type);
std::string deliverable_in_words(const Visit& visit, std::string_view kind);
std::string status_in_words(const Visit& visit, mandates::Status status);
/// Why it stands so, with its days and texts.
Html because_in_words(RegisterVisit& of, const mandates::Line& mandate, const mandates::Standing& standing);
std::string due_in_words(const Visit& visit, const mandates::Gathered& gathered, const mandates::Due& due);
/// "79th session of the General Assembly" in the reader's language.
std::string session_in_words(const Visit& visit, std::string_view body, int session);
std::string day_in_words(const Visit& visit, mandates::Day day);
/// Documents that deliver what the act asks, each with where that is told and who said so: {report, spelling, address, by_rule, names_it, told_by,
/// told_address, place, seen, said: {who, when, why, subject_address}}.
List deliveries_view(RegisterVisit& of, const std::vector<mandates::Delivery>& deliveries);

/// The bytes of a DOCX with a row for each.
std::string register_docx(RegisterVisit& of, const std::vector<std::uint32_t>& mandates);

}  // namespace comity::web
