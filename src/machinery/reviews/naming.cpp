#include "machinery/reviews/naming.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "machinery/reviews/terms.hpp"
#include "text/text.hpp"

namespace comity::reviews {

namespace {

constexpr std::string_view of_states = "state:";

std::string small(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

/// What a document's symbol adds to mechanism and State: "CRC/C/XNI/CO/3-4" adds "co-3-4".
std::string rest_of_symbol(const std::string& symbol, const std::string& mechanism, const std::string& state) {
    std::string rest;
    for (std::size_t begin = 0; begin <= symbol.size();) {
        const std::size_t end = std::min(symbol.find('/', begin), symbol.size());
        const std::string part = slug_of(std::string_view(symbol).substr(begin, end - begin));
        if (!part.empty() && part != mechanism && part != state && part != "c") rest += fmt::format("-{}", part);
        begin = end + 1;
    }
    return rest;
}

}  // namespace

const std::string& Naming::state(std::string_view name) {
    const auto [at, is_new] = states_.try_emplace(std::string(name));
    if (!is_new) return at->second;
    at->second = recommendations::state_named(actors_, name);
    if (at->second.empty()) {
        const std::string key = text::key(name);
        if (key != text::key("unknown")) at->second = std::string(name);
    }
    return at->second;
}

const std::string& Naming::mechanism(std::string_view name) {
    const auto [at, is_new] = mechanisms_.try_emplace(std::string(name));
    if (!is_new) return at->second;
    const Mechanism* known = mechanism_named(name, purpose_);
    at->second = known != nullptr ? known->code : slug_of(name);
    if (at->second.empty()) at->second = "other";
    return at->second;
}

std::string state_in_id(std::string_view state) { return state.starts_with(of_states) ? small(state.substr(of_states.size())) : slug_of(state); }

ReviewName review_of(const std::string& mechanism, const std::string& state, const recommendations::Row& row) {
    const std::string of_state = state_in_id(state);
    ReviewName name;
    name.cycle = row.cycle != 0 ? row.cycle : cycle_of(mechanism, row.session);
    if (name.cycle != 0) {
        name.id = fmt::format("{}-{}-{}", mechanism, name.cycle, of_state);
    } else if (!row.symbol.empty()) {
        name.id = fmt::format("{}-{}{}", mechanism, of_state, rest_of_symbol(row.symbol, mechanism, of_state));
    } else {
        name.id = row.date.empty() ? fmt::format("{}-{}", mechanism, of_state) : fmt::format("{}-{}-{}", mechanism, of_state, row.date.substr(0, 4));
    }
    return name;
}

}  // namespace comity::reviews
