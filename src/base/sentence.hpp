// Sentences that people read, as values. The command line and logs say them in English; pages look up their id in the reader's catalogue
// and fill in the same arguments.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace comity {

/// How many arguments a pattern such as "there is no paragraph {id} in this text" has; each stands in it once.
constexpr std::size_t arguments_in(std::string_view pattern) noexcept {
    std::size_t count = 0;
    for (const char c : pattern) count += c == '{' ? 1 : 0;
    return count;
}

/// A pattern with a name; ids and patterns are literals. A module lists its own in one table, which a test holds against the catalogues.
template <std::size_t arguments>
struct Sentence {
    std::string_view id, pattern;
};

/// A sentence with its arguments; nothing is said if the id is empty.
struct Said {
    using Argument = std::variant<std::int64_t, std::string>;
    std::string_view id;
    std::vector<std::pair<std::string_view, Argument>> arguments = {};  ///< by their names, in the order of the pattern
    std::string english = {};

    [[nodiscard]] bool empty() const noexcept { return id.empty(); }
    bool operator==(const Said&) const = default;
};

/// Names of a pattern's arguments, in their order.
std::vector<std::string_view> argument_names(std::string_view pattern);
Said filled(std::string_view id, std::string_view pattern, std::vector<Said::Argument> arguments);

/// say(sentences::no_paragraph, "op3"): arguments in the order in which they stand in the pattern.
template <std::size_t arguments, typename... Given>
Said say(const Sentence<arguments>& sentence, const Given&... given) {
    static_assert(sizeof...(Given) == arguments, "each argument of the pattern is given, and no other");
    [[maybe_unused]] const auto argument = [](const auto& value) {
        if constexpr (std::is_integral_v<std::decay_t<decltype(value)>>) return Said::Argument(static_cast<std::int64_t>(value));
        else return Said::Argument(std::string(value));
    };
    return filled(sentence.id, sentence.pattern, {argument(given)...});
}

}  // namespace comity
