// A site of one series that needs no server and no network: read from a stick in any browser. Everything in it works without scripts but the search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "machinery/holdings/holdings.hpp"

namespace comity::exports {

struct SiteRequest {
    holdings::Item item;      ///< any text of the series
    std::string notice = {};  ///< "invented for demonstration": on every page
};

struct SiteMade {
    std::size_t texts = 0, files = 0;
    std::uint64_t bytes = 0;
};

/// Called for each file with its name, with slashes, relative to the site's folder.
using FileSink = std::function<void(const std::string& name, std::string_view bytes)>;

/// index.html with the table of the years and the search; texts/, changes/ (from each text to the next), since/ (since when each word stands),
/// table.html (all years side by side) and files/ (each text as DOCX and Akoma Ntoso). The same record gives the same bytes.
/// Error(bad_request) for a text that is in no series.
SiteMade write_site(const holdings::Holdings& holdings, const SiteRequest& request, const FileSink& sink, const std::function<void(std::size_t done, std::size_t in_all)>& progress = {});

}  // namespace comity::exports
