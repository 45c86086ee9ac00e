#include "cli/command.hpp"

#include <algorithm>
#include <charconv>

#include "base/error.hpp"
#include "document/terminal.hpp"
#include "text/nearest.hpp"

namespace comity::cli {

std::optional<std::string> Arguments::value(std::string_view option) const {
    const auto last = std::find_if(given_.rbegin(), given_.rend(), [&](const Given& given) { return given.name == option; });
    return last == given_.rend() ? std::nullopt : std::optional(last->value);
}

std::string Arguments::value_or(std::string_view option, std::string_view otherwise) const {
    return value(option).value_or(std::string(otherwise));
}

std::optional<std::size_t> Arguments::number(std::string_view option) const {
    const auto text = value(option);
    if (!text) return std::nullopt;
    std::size_t number = 0;
    const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (wrong != std::errc() || end != text->data() + text->size() || text->empty()) {
        throw Error(Fault::bad_request, "--{} takes a whole number, not \"{}\"", option, document::harmless(*text));
    }
    return number;
}

const Command* find_command(std::string_view name) {
    // The contract with scripts (docs/architecture.md) says user, with add for invite.
    const std::string_view meant = name == "user" ? "account" : name;
    const auto all = commands();
    const auto at = std::find_if(all.begin(), all.end(), [&](const Command& command) { return command.name == meant; });
    return at == all.end() ? nullptr : &*at;
}

std::optional<std::string_view> nearest(std::string_view typed, std::span<const std::string_view> candidates) {
    std::optional<std::string_view> best;
    std::size_t best_distance = 3;  // a third slip of the fingers is another word
    if (typed.size() > 40) return std::nullopt;
    for (const std::string_view candidate : candidates) {
        const bool beginning = typed.size() >= 2 && candidate.starts_with(typed);
        const std::size_t slips = beginning ? 1 : text::slips(typed, candidate);
        if (slips < best_distance && slips * 2 <= std::max(typed.size(), candidate.size())) {
            best = candidate;
            best_distance = slips;
        }
    }
    return best;
}

namespace {

class Parser {
public:
    Parser(const Command& command, std::span<const std::string> words) : command_(command), words_(words) {}

    Arguments parse() {
        bool options_ended = false;
        while (next_ < words_.size()) {
            const std::string& word = words_[next_++];
            if (options_ended || word.size() < 2 || word[0] != '-') {
                operands_.push_back(word);
            } else if (word == "--") {
                options_ended = true;
            } else {
                option(word == "-h" ? "--help" : word);
            }
        }
        // Who asks for help needs nothing else.
        const bool asks = std::any_of(given_.begin(), given_.end(), [](const auto& given) { return given.name == "help" || given.name == "version"; });
        if (!asks) check_operands();
        return {std::move(given_), std::move(operands_)};
    }

private:
    template <typename... Args>
    [[nodiscard]] Error wrong(fmt::format_string<Args...> format, Args&&... args) const {
        return {Fault::bad_request, "{}; see comity help {}", fmt::format(format, std::forward<Args>(args)...), command_.name};
    }

    [[nodiscard]] const Option& known(std::string_view name) const {
        for (const Option& option : command_.options) {
            if (option.name == name) return option;
        }
        for (const Option& option : common_options()) {
            if (option.name == name) return option;
        }
        std::vector<std::string_view> names;
        for (const Option& option : command_.options) names.push_back(option.name);
        for (const Option& option : common_options()) names.push_back(option.name);
        const auto meant = nearest(name, names);
        const std::string typed = document::harmless(name);
        if (meant) throw wrong("comity {} has no option --{}: did you mean --{}?", command_.name, typed, *meant);
        throw wrong("comity {} has no option --{}", command_.name, typed);
    }

    void option(std::string_view word) {
        if (word[1] != '-') throw wrong("comity {} has no option {}: options are written with two dashes", command_.name, document::harmless(word));
        const std::size_t equals = word.find('=');
        const Option& option = known(word.substr(2, equals == std::string_view::npos ? equals : equals - 2));
        std::string value;
        if (equals != std::string_view::npos) {
            if (option.value.empty()) throw wrong("--{} takes no value", option.name);
            value = word.substr(equals + 1);
        } else if (!option.value.empty()) {
            value = value_behind(option);
        }
        check_choice(option, value);
        given_.push_back({option.name, std::move(value)});
    }

    std::string value_behind(const Option& option) {
        // "-" alone is a value (the standard input), "--anything" is the next option.
        const bool there = next_ < words_.size() && !words_[next_].starts_with("--");
        const bool taken = there && (option.if_bare.empty() || !words_[next_].starts_with("-"));
        if (taken) return words_[next_++];
        if (!option.if_bare.empty()) return std::string(option.if_bare);
        throw wrong("--{} needs a value: --{} {}", option.name, option.name, option.value);
    }

    void check_choice(const Option& option, const std::string& value) const {
        if (option.choices.empty() || std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end()) return;
        throw wrong("--{} of comity {} is one of {}, not \"{}\"", option.name, command_.name, fmt::join(option.choices, ", "),
                    document::harmless(value));
    }

    void check_operands() const {
        const Operands& expected = command_.operands;
        if (operands_.size() < expected.least) throw wrong("comity {} needs {}", command_.name, expected.shown);
        if (operands_.size() > expected.most) {
            const std::string extra = document::harmless(operands_[expected.most]);
            if (expected.most == 0) throw wrong("comity {} takes nothing but options, not \"{}\"", command_.name, extra);
            throw wrong("comity {} takes {} and nothing more, not \"{}\"", command_.name, expected.shown, extra);
        }
        const bool empty = std::any_of(operands_.begin(), operands_.end(), [](const std::string& operand) { return operand.empty(); });
        if (empty) throw wrong("comity {} needs {}, and an empty word was given", command_.name, expected.shown);
        if (expected.choices.empty()) return;
        for (const std::string& operand : operands_) {
            if (std::find(expected.choices.begin(), expected.choices.end(), operand) != expected.choices.end()) continue;
            throw wrong("comity {} takes {}, not \"{}\"", command_.name, fmt::join(expected.choices, " or "), document::harmless(operand));
        }
    }

    const Command& command_;
    std::span<const std::string> words_;
    std::size_t next_ = 0;
    std::vector<Arguments::Given> given_;
    std::vector<std::string> operands_;
};

}  // namespace

Arguments parse_arguments(const Command& command, std::span<const std::string> words) { return Parser(command, words).parse(); }

}  // namespace comity::cli
