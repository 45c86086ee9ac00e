// Provenance as people read it: for a terminal, as one HTML file, and as a word processor's file.
#pragma once

#include <span>
#include <string>

#include "concordance/provenance.hpp"
#include "document/terminal.hpp"

namespace comity::concordance {

struct ProvenanceTextOptions {
    std::size_t width = 80;
    document::Escapes escapes = document::Escapes::none;  ///< with ansi the years are bold
    std::string notice = {};
};

/// The last text of the chain with the year before each run of words: "[1996] Reaffirming its commitment [2014 or 2013] to promoting".
std::string to_text(const Provenance& provenance, std::span<const ChainMember> chain, const ProvenanceTextOptions& options = {});

/// Self-contained, without scripts: words in one hue from light (old) to strong (new), with the year at the start of each run.
std::string to_html(const Provenance& provenance, std::span<const ChainMember> chain, const std::string& notice = {});

/// The bytes of a DOCX: the text with the years before its runs of words, the members, and what was dropped.
std::string to_docx(const Provenance& provenance, std::span<const ChainMember> chain, const std::string& notice = {});

/// "2017 or 2016", "2003, again 2009".
std::string mark_of(const ProvenanceRun& run, std::span<const ChainMember> chain);

/// "2017 or 2016, the text between is not in the record": since when a run stands, for people.
std::string since_in_words(const ProvenanceRun& run, std::span<const ChainMember> chain);

}  // namespace comity::concordance
