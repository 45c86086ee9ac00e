// Who recommended stands in brackets behind the words.
#include <algorithm>

#include "recommendations/inside.hpp"

namespace comity::recommendations {

namespace {

bool is_state(const vocabulary::Directory& actors, std::string_view name) {
    const auto found = actors.recognize(name);
    return found && found->actor->id.starts_with("state:");
}

/// The names in a pair of brackets, if each of them is a State's; none otherwise. The whole first, as names have commas and brackets of their own.
std::vector<std::string> names_in(std::string_view inside, const vocabulary::Directory& actors) {
    const std::string all = cleaned(inside);
    constexpr std::size_t longest = 600;
    if (all.empty() || all.size() > longest) return {};
    if (is_state(actors, all)) return {all};
    std::vector<std::string> names;
    std::string rest = all;
    for (const std::string_view word : {" and ", " et ", " y "}) {
        if (const std::size_t last = rest.rfind(word); last != std::string::npos && rest.find(',', last) == std::string::npos) {
            if (is_state(actors, cleaned(std::string_view(rest).substr(last + word.size())))) rest.replace(last, word.size(), ", ");
        }
    }
    std::size_t begin = 0;
    while (begin <= rest.size()) {
        // A name with a comma of its own is longer than its first part.
        std::size_t end = rest.size();
        std::string found;
        for (std::size_t next = rest.find_first_of(",;", begin);; next = rest.find_first_of(",;", next + 1)) {
            const std::size_t stop = std::min(next, rest.size());
            const std::string name = cleaned(std::string_view(rest).substr(begin, stop - begin));
            if (is_state(actors, name)) found = name, end = stop;
            if (next == std::string::npos) break;
        }
        if (found.empty()) {
            if (cleaned(std::string_view(rest).substr(begin)).empty()) break;
            return {};
        }
        names.push_back(std::move(found));
        begin = end + 1;
    }
    return names;
}

/// Where the bracket that opens at `open` is closed; npos if it isn't.
std::size_t closing(std::string_view words, std::size_t open) {
    int depth = 0;
    for (std::size_t at = open; at < words.size(); ++at) {
        if (words[at] == '(') ++depth;
        else if (words[at] == ')' && --depth == 0) return at;
    }
    return std::string_view::npos;
}

std::string text_of(std::string_view words) {
    std::string text = cleaned(words);
    const auto is_edge = [](char c) { return c == ';' || c == ',' || c == ' '; };
    while (!text.empty() && is_edge(text.back())) text.pop_back();
    std::size_t begin = 0;
    while (begin < text.size() && (is_edge(text[begin]) || text[begin] == '.')) ++begin;
    return text.substr(begin);
}

}  // namespace

std::vector<Part> parts_of(std::string_view words, const vocabulary::Directory& actors) {
    std::vector<Part> parts;
    std::size_t begin = 0, behind = 0;  // of the text of this part; of the last bracket with States
    std::vector<std::string> from;
    const auto end_part = [&](std::size_t text_end) {
        Part part{text_of(words.substr(begin, text_end - begin)), std::move(from)};
        from.clear();
        if (!part.text.empty()) parts.push_back(std::move(part));
        else if (!parts.empty()) parts.back().from.insert(parts.back().from.end(), part.from.begin(), part.from.end());
    };
    std::size_t text_end = 0;
    constexpr std::string_view signs = " ;,.\t\r\n\xC2\xA0";
    for (std::size_t open = words.find('('); open != std::string_view::npos; open = words.find('(', open + 1)) {
        const std::size_t close = closing(words, open);
        if (close == std::string_view::npos) break;
        auto names = names_in(words.substr(open + 1, close - open - 1), actors);
        if (names.empty()) continue;
        const bool goes_on = !from.empty() && words.substr(behind, open - behind).find_first_not_of(signs) == std::string_view::npos;
        if (!from.empty() && !goes_on) {
            // "(France) and others" in the middle of a sentence is no end of a recommendation.
            const std::size_t next = words.find_first_not_of(signs, behind);
            const bool parted = words.substr(behind, next - behind).find_first_of(";.") != std::string_view::npos;
            if (parted) {
                end_part(text_end);
                begin = behind;
            } else {
                from.clear();
            }
        }
        if (from.empty()) text_end = open;
        from.insert(from.end(), std::make_move_iterator(names.begin()), std::make_move_iterator(names.end()));
        behind = close + 1;
        open = close;
    }
    const bool more = words.substr(behind).find_first_not_of(signs) != std::string_view::npos;
    if (!from.empty() && !more) {
        end_part(text_end);
    } else if (!from.empty() && words.substr(behind, words.find_first_not_of(" \t\r\n", behind) - behind + 1).find_first_of(";.") != std::string_view::npos) {
        end_part(text_end);
        begin = behind;
        end_part(words.size());
    } else {
        from.clear();
        end_part(words.size());
    }
    return parts;
}

}  // namespace comity::recommendations
