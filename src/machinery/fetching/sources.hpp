// Where texts and facts are asked for: the public services of data/sources.tsv, or a source of one's own.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace comity::fetching {

struct Source {
    std::string address;                 ///< with {symbol}, and for texts {language} and {format}
    std::vector<std::string> formats;    ///< what it offers, the best first: "docx", "pdf", "doc"; empty: nobody knows
    std::vector<std::string> languages;  ///< "ar", "en" ...; empty: nobody knows
    std::chrono::milliseconds pause{0};  ///< between two requests
};

struct Sources {
    Source texts;
    std::optional<Source> facts;  ///< none: facts are not asked for
};

Sources standard_sources();

/// `from` has {symbol} in it and is asked for texts only; or it is the base of a service that has the same paths as the public ones (a mirror, a
/// cache of an institution), and is asked for both. `facts_from` likewise for facts alone; "" for neither of them. Error(bad_request).
Sources sources_at(std::string_view from, std::string_view facts_from);

/// With everything put in, percent-encoded.
std::string address_of(const Source& source, std::string_view symbol, std::string_view language, std::string_view format);

/// "documents.example.org", "127.0.0.1:8080": for sentences.
std::string host_of(std::string_view address);

}  // namespace comity::fetching
