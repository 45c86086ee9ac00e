#include "record/word_query.hpp"

#include <algorithm>
#include <array>

#include "text/text.hpp"

namespace comity::record {

namespace {

/// The commonest words of the working languages, folded, sorted by bytes. A longer list would hide words that people look for.
constexpr std::array<std::string_view, 38> common = {"a",   "al",  "an",  "and", "as",  "at",  "au",  "aux", "by", "de", "del", "des", "du",
                                                     "el",  "en",  "et",  "for", "from", "in", "is",  "its", "l",  "la", "las", "le",  "les",
                                                     "los", "of",  "on",  "or",  "que", "s",  "the", "to",  "un", "with", "y",  "и"};

bool is_common(const Term& term) {
    return term.words.size() == 1 && !term.prefix && std::find(common.begin(), common.end(), term.words.front()) != common.end();
}

bool word_matches(const Term& term, std::size_t at, const text::Word& word) {
    if (term.prefix && at + 1 == term.words.size()) return word.folded.starts_with(term.words[at]);
    return word.folded == term.words[at];
}

}  // namespace

std::vector<Term> terms_of(std::string_view typed) {
    std::vector<Term> quoted, plain;
    const auto add = [](std::vector<Term>& terms, std::string_view piece) {
        Term term;
        for (auto& word : text::words(piece)) term.words.push_back(std::move(word.folded));
        term.prefix = piece.ends_with('*');
        if (!term.words.empty()) terms.push_back(std::move(term));
    };
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    for (std::size_t at = 0; at < typed.size();) {
        if (is_blank(typed[at])) {
            ++at;
        } else if (typed[at] == '"') {
            const std::size_t end = std::min(typed.find('"', at + 1), typed.size());
            add(quoted, typed.substr(at + 1, end - at - 1));
            at = end + 1;
        } else {
            std::size_t end = at;
            while (end < typed.size() && !is_blank(typed[end]) && typed[end] != '"') ++end;
            add(plain, typed.substr(at, end - at));
            at = end;
        }
    }
    if (!quoted.empty() || !std::all_of(plain.begin(), plain.end(), is_common)) std::erase_if(plain, is_common);
    // The same word twice asks for nothing more than once.
    quoted.insert(quoted.end(), std::make_move_iterator(plain.begin()), std::make_move_iterator(plain.end()));
    std::vector<Term> terms;
    for (auto& term : quoted) {
        const auto same = [&](const Term& other) { return other.words == term.words && other.prefix == term.prefix; };
        if (std::none_of(terms.begin(), terms.end(), same)) terms.push_back(std::move(term));
    }
    return terms;
}

bool all_common(const std::vector<Term>& terms) {
    return std::all_of(terms.begin(), terms.end(), [](const Term& term) {
        return term.words.size() == 1 && std::find(common.begin(), common.end(), term.words.front()) != common.end();
    });
}

std::string match_of(const std::vector<Term>& terms) {
    std::string match;
    for (const auto& term : terms) {
        if (!match.empty()) match += " AND ";
        match += '"';
        for (std::size_t i = 0; i < term.words.size(); ++i) {
            if (i > 0) match += ' ';
            match += term.words[i];  // letters, digits and marks only
        }
        match += term.prefix ? "\" *" : "\"";
    }
    return match;
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_of(const std::vector<Term>& terms, std::string_view text) {
    const auto words = text::words(text);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> marks;
    for (const auto& term : terms) {
        for (std::size_t i = 0; i + term.words.size() <= words.size(); ++i) {
            std::size_t length = 0;
            while (length < term.words.size() && word_matches(term, length, words[i + length])) ++length;
            if (length == term.words.size()) marks.emplace_back(words[i].begin, words[i + length - 1].end);
        }
    }
    std::sort(marks.begin(), marks.end());
    std::vector<std::pair<std::uint32_t, std::uint32_t>> merged;
    for (const auto& mark : marks) {
        if (!merged.empty() && mark.first <= merged.back().second) {
            merged.back().second = std::max(merged.back().second, mark.second);
        } else {
            merged.push_back(mark);
        }
    }
    return merged;
}

}  // namespace comity::record
