#include "machinery/consultations/next_call.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace comity::consultations {

namespace {

constexpr int first_year = 1945, last_year = 2200;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "31st", "32nd", "33rd", "34th".
std::string short_ordinal(int number) {
    const int last = number % 10, last_two = number % 100;
    const bool teens = last_two >= 11 && last_two <= 13;
    return fmt::format("{}{}", number, teens ? "th" : last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
}

/// A word with what stands around it taken off: "(2031)," -> "2031".
struct Core {
    std::size_t begin = 0, end = 0;
};
Core core_of(std::string_view word) {
    constexpr std::string_view around = ".,;:!?()[]\"'";
    const std::size_t begin = word.find_first_not_of(around);
    if (begin == std::string_view::npos) return {};
    return {begin, word.find_last_not_of(around) + 1};
}

std::string rolled_word(std::string_view word, const Rolling& how, const vocabulary::Vocabulary& vocabulary) {
    const Core at = core_of(word);
    const std::string_view core = word.substr(at.begin, at.end - at.begin);
    const auto with = [&](std::string_view made) { return fmt::format("{}{}{}", word.substr(0, at.begin), made, word.substr(at.end)); };
    if (!how.old_name.empty() && core == how.old_name) return with(how.new_name);
    int number = 0;
    const auto [end, failed] = std::from_chars(core.data(), core.data() + core.size(), number);
    const std::string_view behind = failed == std::errc() ? core.substr(static_cast<std::size_t>(end - core.data())) : core;
    if (failed == std::errc() && behind.empty() && core.size() == 4 && number >= first_year && number <= last_year) return with(std::to_string(number + how.years));
    if (failed == std::errc() && (behind == "st" || behind == "nd" || behind == "rd" || behind == "th")) return with(short_ordinal(number + how.years));
    if (failed == std::errc() || core.size() < 5 || is_digit(core.front())) return std::string(word);
    const auto ordinal = vocabulary.ordinal(core);
    // "second" and "third" count paragraphs and questions more often than sessions.
    constexpr int least = 10;
    if (!ordinal || *ordinal < least) return std::string(word);
    const std::string_view next = vocabulary.ordinal_words(*ordinal + how.years);
    return next.empty() ? std::string(word) : with(next);
}

Deadline rolled_on(const Deadline& deadline, const Rolling& how) {
    const std::string local = fmt::format("{:04}{}", std::stoi(deadline.local.substr(0, 4)) + how.years, deadline.local.substr(4));
    if (const auto made = deadline_at(local, deadline.zone)) return *made;
    // 29 February of a year that has none.
    return deadline_at(local.substr(0, 8) + "28" + local.substr(10), deadline.zone).value_or(deadline);
}

}  // namespace

std::string rolled_on(std::string_view text, const Rolling& how, const vocabulary::Vocabulary& vocabulary) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = std::min(text.find_first_not_of(" \n\t", at), text.size());
        out += text.substr(at, begin - at);
        const std::size_t end = std::min(text.find_first_of(" \n\t", begin), text.size());
        out += rolled_word(text.substr(begin, end - begin), how, vocabulary);
        at = end;
    }
    return out;
}

Rolled next_of(const Call& last, const Rolling& how, const vocabulary::Vocabulary& vocabulary) {
    Rolled rolled{last, {}};
    Call& call = rolled.call;
    call.previous = last.id;
    call.status = CallStatus::prepared;
    call.earlier.clear();
    const auto tell = [&](std::string_view name, const std::string& before, const std::string& after) {
        if (before != after) rolled.differences.push_back({std::string(name), before, after});
    };
    if (how.authority != Authority{}) call.authority = how.authority;
    const auto in_words_of = [](const Authority& authority) { return authority.document.empty() ? authority.commitment : fmt::format("{}, {}", authority.document, authority.paragraph); };
    tell("authority", in_words_of(last.authority), in_words_of(call.authority));
    for (const auto& [name, text] : {std::pair{"title", &call.title}, {"purpose", &call.purpose}}) {
        const std::string before = *text;
        *text = rolled_on(before, how, vocabulary);
        tell(name, before, *text);
    }
    for (std::size_t i = 0; i < call.questions.size(); ++i) {
        call.questions[i] = rolled_on(last.questions[i], how, vocabulary);
        tell(fmt::format("question {}", i + 1), last.questions[i], call.questions[i]);
    }
    if (last.deadline) {
        // Of a deadline that was extended the first one: that it had to be was not meant.
        call.deadline = rolled_on(last.earlier.empty() ? *last.deadline : last.earlier.front(), how);
        tell("deadline", in_words(*last.deadline), in_words(*call.deadline));
    }
    return rolled;
}

}  // namespace comity::consultations
