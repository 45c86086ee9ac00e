// Texts as files to take along: one in any form of exports/, many as an archive.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "machinery/holdings/holdings.hpp"
#include "web/inside.hpp"

namespace comity::web {

/// The text as a file. Throws Error(bad_request) for a form that there is not, Error(unavailable) where its program is missing or busy.
http::Response as_file(const Visit& visit, const holdings::Shown& shown, std::string_view form);

/// Fills in the downloads of a text's page, whose address is given: those that can be made here; of the others why not.
void offer_forms(Page& page, const std::string& address);

/// The texts of a list as one ZIP, in the forms that the address names (`form=docx&form=akn`; without any as DOCX), with a table of their facts. Throws where they are
/// too many to be made while somebody waits.
http::Response as_archive(const Visit& visit, const std::vector<holdings::Item>& items);

/// The form below a list that asks for such a ZIP, with the list's own filters. "" for a list without texts.
Value archive_view(const Visit& visit, std::size_t texts);

}  // namespace comity::web
