#include <algorithm>

#include "concordance/precedents.hpp"
#include "concordance/tokens.hpp"
#include "concordance/word_diff.hpp"

namespace comity::concordance {

namespace {

/// Of two passages alone nobody can say which of their words are rare: short ones are mostly little words.
constexpr float of_a_sign = 0.12F, of_a_little_word = 0.25F, of_a_word = 1.0F;
constexpr std::size_t longest_little_word = 3;
constexpr std::size_t least_run = 3;

/// Those that stand in runs of three common words or more; signs count with the words around them.
WordMatches in_runs(const WordMatches& matches, const Tokens& a) {
    WordMatches kept;
    for (std::size_t begin = 0; begin < matches.size();) {
        std::size_t end = begin, words = 0;
        for (; end < matches.size() && (end == begin || (matches[end].a == matches[end - 1].a + 1 && matches[end].b == matches[end - 1].b + 1)); ++end) {
            words += a[matches[end].a].kind == TokenKind::word ? 1 : 0;
        }
        if (words >= least_run) kept.insert(kept.end(), matches.begin() + static_cast<std::ptrdiff_t>(begin), matches.begin() + static_cast<std::ptrdiff_t>(end));
        begin = end;
    }
    return kept;
}

}  // namespace

std::vector<Span> spans_between(std::string_view query, std::string_view passage) {
    Lexicon lexicon;
    const Tokens a = lexicon.tokens(query), b = lexicon.tokens(passage);
    std::vector<float> weights(lexicon.size(), of_a_sign);
    for (const Tokens* tokens : {&a, &b}) {
        for (const Token& token : *tokens) {
            if (token.kind == TokenKind::word) weights[token.id] = lexicon.word(token.id).size() <= longest_little_word ? of_a_little_word : of_a_word;
        }
    }
    const Passage x{query, a}, y{passage, b};
    const WordMatches all = common_words(a, b, weights);
    const WordMatches tidy = as_a_person_would(all, x, y, weights), runs = in_runs(all, a);
    // Tidied as a changed text, unless that takes away what two otherwise different passages share.
    const bool shares_more = std::any_of(runs.begin(), runs.end(), [&](const WordMatch& match) {
        return std::none_of(tidy.begin(), tidy.end(), [&](const WordMatch& other) { return other.a == match.a; });
    });
    return spans_of(x, y, shares_more ? runs : tidy);
}

}  // namespace comity::concordance
