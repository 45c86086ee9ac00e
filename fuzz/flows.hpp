// What must hold of every Flow, whatever it was made of; and of what the parser makes of it.
#pragma once

#include <set>
#include <string>

#include "base/error.hpp"
#include "reading/reading.hpp"
#include "reading/utf8.hpp"
#include "vocabulary/vocabulary.hpp"

namespace comity::fuzz {

inline void check(const reading::Flow& flow) {
    std::uint32_t line = 0;
    for (const auto& block : flow.blocks) {
        COMITY_ENSURE(reading::utf8::first_invalid(block.text) == std::string::npos);
        for (const char c : block.text) COMITY_ENSURE(static_cast<unsigned char>(c) >= 32 || c == '\t');
        COMITY_ENSURE(block.place.first == ++line && block.place.last == line);
        std::uint32_t at = 0;
        for (const auto& run : block.runs) {
            COMITY_ENSURE(run.begin >= at && run.begin < run.end && run.end <= block.text.size());
            at = run.end;
        }
    }
    const auto document = reading::parse(flow, vocabulary::with_demonstration());
    std::set<std::string> ids;
    for (const auto& paragraph : document.paragraphs) {
        COMITY_ENSURE(ids.insert(paragraph.id).second);
        for (const auto& mark : paragraph.footnotes) COMITY_ENSURE(mark.at <= paragraph.text.size());
    }
}

/// A reader of bytes: refuses them with a sentence, or makes a sound Flow.
template <typename Read>
void refused_or_sound(const Read& read) {
    try {
        check(read());
    } catch (const Error& error) {
        COMITY_ENSURE(error.fault() == Fault::bad_request || error.fault() == Fault::limit);
        COMITY_ENSURE(std::string_view(error.what()).find('\n') == std::string_view::npos);
    }
}

}  // namespace comity::fuzz
