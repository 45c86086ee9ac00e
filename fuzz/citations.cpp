// The scanner of citations: each citation stands at the byte that it names, in the order of the text.
#include "document/citations.hpp"
#include "input.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    constexpr std::string_view organs[] = {"GA", "HRC", "SC", "ECOSOC"};
    constexpr std::string_view languages[] = {"en", "fr", "es", "ru", "ar", "zh"};
    const document::CitationContext context{.organ = organs[data[0] % std::size(organs)],
                                            .language = languages[data[0] / 8 % std::size(languages)],
                                            .in = "pp1"};
    const auto text = fuzz::text_of(data + 1, size - 1);
    const auto citations = document::find_citations(text, context, vocabulary::standard());
    std::size_t at = 0;
    for (const auto& citation : citations.found) {
        COMITY_ENSURE(citation.at >= at && citation.at <= text.size());
        at = citation.at;
        COMITY_ENSURE(!citation.text.empty());
        COMITY_ENSURE(!citation.target || !citation.target->empty());
    }
    for (const auto& doubt : citations.doubts) COMITY_ENSURE(doubt.citation < citations.found.size());
    return 0;
}
