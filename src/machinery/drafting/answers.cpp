#include <algorithm>

#include <fmt/format.h>

#include "base/error.hpp"
#include "base/sha256.hpp"
#include "machinery/drafting/drafting.hpp"
#include "text/text.hpp"

namespace comity::drafting {

namespace {

/// Case, signs and blanks may change; of a text as a whole the rule alone is answered.
std::string print_of(std::string_view rule, std::string_view words) {
    constexpr std::size_t digits = 16;
    std::string folded;
    for (const auto& word : text::words(words)) folded += (folded.empty() ? "" : " ") + word.folded;
    if (folded.empty()) folded = std::string(words);  // of signs alone
    return hex(sha256(fmt::format("{}\n{}", rule, folded))).substr(0, digits);
}

std::string in_one_line(std::string text) {
    std::replace_if(text.begin(), text.end(), [](char c) { return c == '\t' || c == '\n' || c == '\r'; }, ' ');
    return text;
}

}  // namespace

std::string fingerprint(const Finding& finding) { return print_of(finding.rule, finding.place.words); }

void Answers::add(std::string fingerprint, std::string reason) { by_fingerprint_.insert_or_assign(std::move(fingerprint), std::move(reason)); }

const std::string* Answers::to(const Finding& finding) const {
    if (by_fingerprint_.empty()) return nullptr;
    const auto found = by_fingerprint_.find(fingerprint(finding));
    return found == by_fingerprint_.end() ? nullptr : &found->second;
}

Answers Answers::from_lines(std::string_view lines) {
    Answers answers;
    for (std::size_t number = 1; !lines.empty(); ++number) {
        const std::size_t end = lines.find('\n');
        std::string_view line = lines.substr(0, end);
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.find_first_not_of(" \t") == std::string_view::npos || line.starts_with('#')) continue;
        const std::size_t first = line.find('\t'), second = first == std::string_view::npos ? first : line.find('\t', first + 1);
        if (second == std::string_view::npos) throw Error(Fault::bad_request, "line {}: an answer is a rule, its words and the reason, with tabs between them", number);
        const std::string_view rule = line.substr(0, first), reason = line.substr(second + 1);
        if (find_rule(rule) == nullptr) throw Error(Fault::bad_request, "line {}: there is no rule \"{}\"", number, rule);
        if (reason.find_first_not_of(' ') == std::string_view::npos) continue;  // not answered yet
        const std::string_view words = line.substr(first + 1, second - first - 1);
        answers.add(print_of(rule, words == "-" ? std::string_view() : words), std::string(reason));
    }
    return answers;
}

std::string answer_line(const Finding& finding) {
    return fmt::format("{}\t{}\t{}\n", finding.rule, finding.place.words.empty() ? "-" : in_one_line(finding.place.words), in_one_line(finding.answer.value_or("")));
}

}  // namespace comity::drafting
