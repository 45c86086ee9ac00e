#include "record/word_forms.hpp"

#include <algorithm>
#include <vector>

namespace comity::record {

namespace {

bool is_vowel(std::string_view word, std::size_t at) {
    const char c = word[at];
    if (c == 'y') return at > 0 && !is_vowel(word, at - 1);
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool has_vowel(std::string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (is_vowel(word, i)) return true;
    }
    return false;
}

/// Porter's m: how often a vowel is followed by a consonant.
int measure(std::string_view word) {
    int count = 0;
    for (std::size_t i = 1; i < word.size(); ++i) count += is_vowel(word, i - 1) && !is_vowel(word, i) ? 1 : 0;
    return count;
}

bool ends_double(std::string_view word) { return word.size() >= 2 && word.back() == word[word.size() - 2] && !is_vowel(word, word.size() - 1); }

/// Consonant, vowel, consonant, the last none of w, x, y: "lit", "hop".
bool ends_short(std::string_view word) {
    const std::size_t n = word.size();
    return n >= 3 && !is_vowel(word, n - 3) && is_vowel(word, n - 2) && !is_vowel(word, n - 1) && word[n - 1] != 'w' && word[n - 1] != 'x' && word[n - 1] != 'y';
}

void without_plural(std::string& word) {
    if (word.ends_with("sses") || word.ends_with("ies")) {
        word.resize(word.size() - 2);
    } else if (word.ends_with('s') && !word.ends_with("ss")) {
        word.pop_back();
    }
}

void without_tense(std::string& word) {
    if (word.ends_with("eed")) {
        if (measure(std::string_view(word).substr(0, word.size() - 3)) > 0) word.pop_back();
        return;
    }
    const std::size_t ending = word.ends_with("ed") ? 2 : word.ends_with("ing") ? 3 : 0;
    if (ending == 0 || !has_vowel(std::string_view(word).substr(0, word.size() - ending))) return;
    word.resize(word.size() - ending);
    if (word.ends_with("at") || word.ends_with("bl") || word.ends_with("iz")) {
        word += 'e';
    } else if (ends_double(word) && word.back() != 'l' && word.back() != 's' && word.back() != 'z') {
        word.pop_back();
    } else if (measure(word) == 1 && ends_short(word)) {
        word += 'e';
    }
}

}  // namespace

std::string stem_of(std::string_view folded) {
    std::string word(folded);
    if (word.size() < 3 || !std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return word;
    without_plural(word);
    without_tense(word);
    if (word.ends_with('y') && has_vowel(std::string_view(word).substr(0, word.size() - 1))) word.back() = 'i';
    if (word.ends_with('e')) {
        const std::string_view rest = std::string_view(word).substr(0, word.size() - 1);
        if (measure(rest) > 1 || (measure(rest) == 1 && !ends_short(rest))) word.pop_back();
    }
    if (measure(word) > 1 && word.ends_with("ll")) word.pop_back();
    return word;
}

std::size_t slips_between(std::string_view a, std::string_view b, std::size_t most) {
    if (a.size() > b.size() + most || b.size() > a.size() + most) return most + 1;
    std::vector<std::size_t> before, last(b.size() + 1), now(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
            least = std::min(least, now[j]);
        }
        if (least > most) return most + 1;
        before = last;
        std::swap(last, now);
    }
    return std::min(last[b.size()], most + 1);
}

}  // namespace comity::record
