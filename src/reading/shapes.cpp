#include "reading/shapes.hpp"

#include <algorithm>

#include "reading/scan.hpp"

namespace comity::reading {

bool is_division(std::string_view text) {
    static constexpr std::string_view words[] = {"article ", "rule ", "principle ", "guideline ", "regulation ", "part ", "chapter ", "section ", "goal ",
                                                 "target ", "objective ", "appendix ", "annex ", "standard ", "procedure ", "function ", "table ", "schedule "};
    const std::string key = lowered(text.substr(0, 24));
    for (const std::string_view word : words) {
        if (!key.starts_with(word)) continue;
        std::size_t at = word.size();
        const std::size_t begin = at;
        while (at < key.size() && !is_space(key[at]) && key[at] != '.' && key[at] != ':' && key[at] != ',') ++at;
        const std::string_view label = std::string_view(key).substr(begin, at - begin);
        const bool lettered = label.size() > 1 && is_lower(label.back()) && all_digits(label.substr(0, label.size() - 1));  // "Section 29A"
        const bool named = all_digits(label) || lettered || roman(label) || label.size() == 1 || label == "one" || label == "two" || label == "three" || label == "four";
        if (named) return text.size() < 120 && final_character(text) != ';' && final_character(text) != ',';
    }
    return false;
}

/// The label of "Annex", "ANNEX II", "Annexes", "Appendix"; nullopt if the line is none. "" where it has no label.
std::optional<std::string> annex_label(std::string_view text) {
    std::string_view at = trimmed(text);
    while (!at.empty() && (at.back() == '*' || at.back() == mark_close || at.back() == mark_open)) at.remove_suffix(1);
    const std::string key = lowered(at.substr(0, 12));
    std::size_t length = 0;
    for (const std::string_view word : {"annexes", "annex"}) {
        if (key.starts_with(word)) {
            length = word.size();
            break;
        }
    }
    if (length == 0) return std::nullopt;
    std::string_view rest = trimmed(at.substr(length));
    if (rest.empty()) return std::string();
    if (!is_space(at[length]) || is_lower(rest.front())) return std::nullopt;
    std::size_t end = 0;
    while (end < rest.size() && !is_space(rest[end]) && rest[end] != '.' && rest[end] != ':' && rest[end] != mark_open) ++end;
    const std::string_view label = rest.substr(0, end);
    if (!all_digits(label) && !(is_upper(label.front()) && (label.size() == 1 || roman(label)))) return std::nullopt;
    if (text.size() > 140 || final_character(text) == ';' || final_character(text) == ',') return std::nullopt;
    return std::string(label);
}

bool begins_vote(std::string_view text) {
    const std::string key = lowered(text.substr(0, 40));
    return key.starts_with("[adopted") || key.starts_with("adopted by a recorded vote") || key.starts_with("adopted without a vote") ||
           key.starts_with("adopted unanimously") || key.starts_with("adopted at the") || key.starts_with("recorded vote") || key.starts_with("[resolution adopted") ||
           key.starts_with("adopted at its ") || key.starts_with("adoptée à la ") || key.starts_with("adoptée à l’unanimité");
}

std::string_view unquoted(std::string_view text) {
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view quote : {"“", "\"", "«", "‘", "„", "'"}) {
            if (text.starts_with(quote)) {
                text = trimmed(text.substr(quote.size()));
                again = true;
            }
        }
    }
    return text;
}

bool is_vote_list(std::string_view text) {
    const std::string key = lowered(text.substr(0, 20));
    return key.starts_with("in favour") || key.starts_with("against") || key.starts_with("abstain");
}

bool may_be_listed(std::string_view text) {
    if (text.size() > 60 || ends_paragraph(text) || begins_small(text) || is_division(text) || annex_label(text)) return false;
    if (all_capitals(text) && text.front() != '|') return false;
    return !mark_at_start(text);
}

bool has_open_bracket(std::string_view text) { return std::count(text.begin(), text.end(), '(') > std::count(text.begin(), text.end(), ')'); }

bool all_capitals(std::string_view text) {
    return std::none_of(text.begin(), text.end(), is_lower) && std::any_of(text.begin(), text.end(), is_upper);
}

bool is_cut(std::string_view text) {
    const auto blank = text.rfind(' ');
    const std::string last = lowered(text.substr(blank == std::string_view::npos ? 0 : blank + 1));
    static constexpr std::string_view words[] = {"of", "the", "and", "in", "to", "on", "for", "by", "its", "with", "at", "or", "from", "a", "an", "as", "that", "than", "&"};
    return std::find(std::begin(words), std::end(words), last) != std::end(words);
}

}  // namespace comity::reading
