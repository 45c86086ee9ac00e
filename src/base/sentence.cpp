#include "base/sentence.hpp"

#include "base/error.hpp"

namespace comity {

std::vector<std::string_view> argument_names(std::string_view pattern) {
    std::vector<std::string_view> names;
    for (std::size_t at = pattern.find('{'); at != std::string_view::npos; at = pattern.find('{', at + 1)) {
        names.push_back(pattern.substr(at + 1, pattern.find('}', at) - at - 1));
    }
    return names;
}

Said filled(std::string_view id, std::string_view pattern, std::vector<Said::Argument> arguments) {
    const auto names = argument_names(pattern);
    COMITY_ENSURE(names.size() == arguments.size());
    Said said{id};
    std::size_t copied = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto at = static_cast<std::size_t>(names[i].data() - pattern.data());
        said.english += pattern.substr(copied, at - 1 - copied);
        const auto* number = std::get_if<std::int64_t>(&arguments[i]);
        said.english += number != nullptr ? std::to_string(*number) : std::get<std::string>(arguments[i]);
        copied = at + names[i].size() + 1;
        said.arguments.emplace_back(names[i], std::move(arguments[i]));
    }
    said.english += pattern.substr(copied);
    return said;
}

}  // namespace comity
