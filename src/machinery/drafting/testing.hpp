// Drafts for the tests of this folder: invented, in plain text, read as any file is.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "machinery/drafting/drafting.hpp"
#include "reading/reading.hpp"

namespace comity::drafting::testing {

/// A draft of the Assembly's eightieth session with this preamble and these operative paragraphs.
inline std::string draft(std::string_view preamble, std::string_view operative, std::string_view behind = "") {
    return "A/C.3/80/L.7\n\nUnited Nations General Assembly\n\nEightieth session\n\nAgenda item 71 (b)\n\nArdune and Tarrow: draft resolution\n\nCare of shared lighthouses\n\nThe General Assembly,\n\n" +
           std::string(preamble) + "\n\n" + std::string(operative) + "\n\n" + std::string(behind) + "\n";
}

inline document::Document read(const std::string& text) { return reading::read(text, vocabulary::standard(), {}); }

inline Report checked(const std::string& text, const Surroundings& around = {}, const Setting& setting = {}) { return check(read(text), around, vocabulary::standard(), setting); }

inline std::vector<Finding> found(const Report& report, std::string_view rule) {
    std::vector<Finding> all;
    std::copy_if(report.findings.begin(), report.findings.end(), std::back_inserter(all), [&](const Finding& finding) { return finding.rule == rule; });
    return all;
}

}  // namespace comity::drafting::testing
