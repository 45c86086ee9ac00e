#include "reading/speech.hpp"

#include "reading/scan.hpp"
#include "reading/shapes.hpp"

namespace comity::reading {

using vocabulary::Letters;
using vocabulary::Use;
using vocabulary::Vocabulary;

std::size_t spoken_lead(std::string_view text, const Vocabulary& vocabulary) {
    std::size_t at = 0;
    for (const std::string_view lead : {"therefore, ", "therefore ", "accordingly, ", "in this regard, ", "in this context, ", "in addition, "}) {
        if (at == 0 && starts_with_folded(text, lead)) at = lead.size();
    }
    if (!starts_with_folded(text.substr(at), "the ")) return 0;
    const std::string_view rest = text.substr(at + 4);
    std::size_t longest = 0;
    const auto named = [&](std::string_view name) {
        if (name.size() > longest && rest.size() > name.size() + 2 && starts_with_folded(rest, lowered(name)) && (is_space(rest[name.size()]) || rest[name.size()] == ',')) longest = name.size();
    };
    for (const vocabulary::Body& body : vocabulary.bodies()) {
        named(body.name);
        named(body.short_name);
    }
    if (longest == 0) return 0;
    std::size_t end = at + 4 + longest;
    if (text[end] == ',') ++end;
    return end < text.size() && is_space(text[end]) ? end + 1 : 0;
}

namespace {

// A clause before the verb ends at one of its commas; a sentence is not searched to its end.
constexpr std::size_t longest_clause = 400;

/// The first finite verb behind a comma: of "while noting the calm, urges all parties" the place of "urges"; the organ's name may stand between.
template <typename Match>
std::optional<SpokenOpening> behind_comma(std::string_view text, std::size_t from, const Vocabulary& vocabulary, const Match& match) {
    for (std::size_t at = text.find(", ", from); at < longest_clause; at = text.find(", ", at + 1)) {
        std::size_t verb = at + 2;
        if (text.substr(verb).starts_with("and ")) verb += 4;
        verb += spoken_lead(text.substr(verb), vocabulary);
        const auto found = match(text.substr(verb));
        if (found && found->use == Use::operative) return SpokenOpening{verb, *found};
    }
    return std::nullopt;
}

/// "We ", "Furthermore, it ", "in this regard, we, " -> its length; 0 if the text does not begin with that pronoun.
std::size_t pronoun_lead(std::string_view text, std::string_view pronoun) {
    std::size_t at = 0;
    if (!starts_with_folded(text, pronoun)) {
        const auto comma = text.find(", ");
        if (comma > longest_clause / 2) return 0;  // or there is none
        at = comma + 2;
        if (!starts_with_folded(text.substr(at), pronoun)) return 0;
    }
    const std::size_t end = at + pronoun.size();
    if (end + 1 >= text.size()) return 0;
    if (text[end] == ',' && is_space(text[end + 1])) return end + 1;  // the comma is left to the search for the verb
    return is_space(text[end]) ? end + 1 : 0;
}

std::optional<SpokenOpening> opening_of_ours(std::string_view text, const Vocabulary& vocabulary) {
    const auto plain = [&](std::string_view words) { return vocabulary.match_plain_opening(words); };
    const std::size_t lead = pronoun_lead(text, "we");
    if (lead == 0) {
        const auto found = plain(text);
        return found && is_upper(text.front()) ? std::optional(SpokenOpening{0, *found}) : std::nullopt;
    }
    if (const auto found = plain(text.substr(lead))) return SpokenOpening{lead, *found};
    return behind_comma(text, lead - 1, vocabulary, plain);  // "We, the Heads of State, representatives of Governments, welcome"
}

}  // namespace

std::optional<SpokenOpening> spoken_opening(std::string_view text, const Vocabulary& vocabulary, std::string_view language, Speaker speaker) {
    const std::string_view bare = unquoted(text);
    const std::size_t quotes = text.size() - bare.size();
    const auto placed = [&](SpokenOpening opening) {
        opening.at += quotes;
        return opening;
    };
    if (bare.empty()) return std::nullopt;
    const auto any = [&](std::string_view words) { return vocabulary.match_opening(words, language, Letters::any); };
    if (const std::size_t lead = spoken_lead(bare, vocabulary)) {
        if (const auto found = any(bare.substr(lead))) return placed({lead, *found});
        const auto behind = behind_comma(bare, lead - 2, vocabulary, any);
        return behind ? std::optional(placed(*behind)) : std::nullopt;
    }
    if (const auto found = vocabulary.match_opening(bare, language)) {
        // "Requests for assistance should ...": the noun
        return starts_with_folded(bare, "requests for ") ? std::nullopt : std::optional(placed({0, *found}));
    }
    if (bare.starts_with("And ")) {  // "And to this end Declares that:", on two lines in the source
        const auto verb = bare.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1);
        const auto found = verb < 40 ? vocabulary.match_opening(bare.substr(verb), language) : std::nullopt;
        if (found) return placed({verb, *found});
    }
    if (speaker == Speaker::ourselves) {
        const auto found = opening_of_ours(bare, vocabulary);
        return found ? std::optional(placed(*found)) : std::nullopt;
    }
    if (const std::size_t lead = pronoun_lead(bare, "it")) {
        if (const auto found = any(bare.substr(lead)); found && found->use != Use::preambular) return placed({lead, *found});
    }
    const auto behind = speaker == Speaker::organ_after_a_clause ? behind_comma(bare, 0, vocabulary, any) : std::nullopt;
    return behind ? std::optional(placed(*behind)) : std::nullopt;
}

}  // namespace comity::reading
