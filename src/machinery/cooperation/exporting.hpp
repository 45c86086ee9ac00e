// Requests, offers, agreements and measures for others: JSON, the rows of tables, and IATI 2.03 XML.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "machinery/cooperation/cooperation.hpp"

namespace comity::cooperation {

/// Rows of text, the first with the names of the columns, in English in every language: programs read them.
using Rows = std::vector<std::vector<std::string>>;

struct ExportAsked {
    const record::Snapshot& snapshot;
    const vocabulary::Vocabulary& vocabulary;
    std::string today;
    std::string notice;  ///< of a demonstration: said in the file; "" for none
};
Rows rows_of(const ExportAsked& asked, std::span<const NeedEntry> needs);
Rows rows_of(const ExportAsked& asked, std::span<const OfferEntry> offers);
Rows rows_of(const ExportAsked& asked, std::span<const AgreementEntry> agreements);
Rows rows_of(const ExportAsked& asked, std::span<const MeasureEntry> measures);

/// Each as programs take it, with its revision and position and what follows from it: how it stands, of which kind it is and why, at which level.
json::Value as_json(const ExportAsked& asked, const NeedEntry& need);
json::Value as_json(const ExportAsked& asked, const OfferEntry& offer);
json::Value as_json(const ExportAsked& asked, const AgreementEntry& agreement);
json::Value as_json(const ExportAsked& asked, const MeasureEntry& measure);

/// An activity for each agreement that all partners have confirmed. Elements stand in the order of the standard's schema; roles, kinds and statuses by its code lists: OrganisationRole (a
/// facilitator extends, a provider funds where funds are the form and implements else, the State that benefits is accountable), CollaborationType, ActivityStatus, ActivityScope. What the
/// lists have no code for (South-South) is said in words, and no code is given for it. "" where there is no such agreement: the standard has no empty file.
std::string iati_of(const ExportAsked& asked, std::span<const AgreementEntry> agreements);

}  // namespace comity::cooperation
