// What a person types into a search: never throws, and what is made of it for the database has all its words quoted and its brackets closed.
#include <string>
#include <vector>

#include "input.hpp"
#include "record/word_forms.hpp"
#include "record/word_query.hpp"

using namespace comity;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view typed = fuzz::text_of(data, size);
    const auto request = record::request_of(typed);
    const auto match = record::match_of(request, [](const std::string& word) { return std::vector<std::string>{record::stem_of(word), word + "s"}; });
    COMITY_ENSURE(request.empty() == match.text.empty());
    COMITY_ENSURE(match.terms.size() == match.alone.size());
    int open = 0;
    bool quoted = false;
    std::size_t phrases = 0;
    for (const char c : match.text) {
        if (c == '"') {
            phrases += quoted ? 0 : 1;
            quoted = !quoted;
        }
        if (!quoted && c == '(') ++open;
        if (!quoted && c == ')') COMITY_ENSURE(--open >= 0);
    }
    COMITY_ENSURE(open == 0 && !quoted && phrases == match.term_of_phrase.size());
    std::uint32_t reached = 0;
    for (const auto& [begin, end] : record::marks_of(match.terms, typed)) {
        COMITY_ENSURE(begin >= reached && end > begin && end <= typed.size());
        reached = end;
    }
    return 0;
}
