#include "machinery/votes/voters.hpp"

#include <algorithm>

#include "text/text.hpp"

namespace comity::votes {

namespace {

using Memberships = std::vector<const vocabulary::Membership*>;

int month_of(const Date& date) { return date.year() * 12 + date.month(); }

bool holds_in(const vocabulary::Membership& membership, const Date& date) {
    return month_of(membership.first) <= month_of(date) && (!membership.last || month_of(date) <= month_of(*membership.last));
}

/// The one of that month; without a date, or if none fits, the last that had begun by then, else the first.
const vocabulary::Membership* at(const Memberships& all, const std::optional<Date>& date) {
    const vocabulary::Membership* found = all.front();
    for (const auto* membership : all) {
        if (!date || month_of(membership->first) <= month_of(*date)) found = membership;
        if (date && holds_in(*membership, *date)) return membership;
    }
    return found;
}

std::string words_in(const vocabulary::InLanguages& names, std::string_view language) {
    for (const auto& [known, words] : names) {
        if (known == language) return words;
    }
    return {};
}

}  // namespace

Voters::Voters(const vocabulary::Vocabulary& vocabulary) : vocabulary_(vocabulary) {
    for (const auto& state : vocabulary.states()) states_.emplace(state.iso3, &state);
    for (const auto& membership : vocabulary.memberships()) {
        by_code_[membership.code].push_back(&membership);
        for (const auto& code : membership.iso2) by_iso2_[code].push_back(&membership);
        for (const auto& alias : membership.aliases) by_alias_[text::folded(alias)].push_back(&membership);
        for (const auto& [language, name] : membership.names) {
            auto& known = by_alias_[text::folded(name)];
            if (std::find(known.begin(), known.end(), &membership) == known.end()) known.push_back(&membership);
        }
    }
    const auto by_first = [](const auto* a, const auto* b) { return std::tie(a->first, a->code) < std::tie(b->first, b->code); };
    for (auto* index : {&by_alias_, &by_iso2_, &by_code_}) {
        for (auto& [key, all] : *index) std::sort(all.begin(), all.end(), by_first);
    }
}

std::optional<std::string> Voters::code_of(std::string_view given, std::string_view name, const std::optional<Date>& date) const {
    for (const std::string_view called : {name, given}) {
        if (called.empty()) continue;
        if (const auto found = by_alias_.find(text::folded(called)); found != by_alias_.end()) return at(found->second, date)->code;
        if (const auto* state = vocabulary_.state_named(called)) return state->iso3;
    }
    if (const auto found = by_iso2_.find(std::string(given)); found != by_iso2_.end()) return at(found->second, date)->code;
    if (const auto found = states_.find(std::string(given)); found != states_.end()) return found->first;
    if (by_code_.count(std::string(given)) > 0) return std::string(given);
    return std::nullopt;
}

std::optional<std::string> Voters::code_named(std::string_view spelling) const {
    if (auto code = code_of(spelling, {}, std::nullopt)) return code;
    std::string upper(spelling);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return code_of(upper, {}, std::nullopt);
}

std::string Voters::name_of(std::string_view code, std::string_view language) const {
    const auto state = states_.find(std::string(code));
    const auto former = by_code_.find(std::string(code));
    for (const std::string_view wanted : {language, std::string_view("en")}) {
        if (state != states_.end()) {
            if (auto words = words_in(state->second->short_names, wanted); !words.empty()) return words;
        }
        if (former != by_code_.end()) {
            for (const auto* membership : former->second) {
                if (auto words = words_in(membership->names, wanted); !words.empty()) return words;
            }
        }
    }
    return std::string(code);
}

std::optional<bool> Voters::was_member(std::string_view code, const Date& date) const {
    const auto found = by_code_.find(std::string(code));
    if (found == by_code_.end()) return std::nullopt;
    return std::any_of(found->second.begin(), found->second.end(), [&](const auto* membership) { return holds_in(*membership, date); });
}

std::vector<std::string> Voters::members() const {
    std::vector<std::string> codes;
    // Where there are invented States, the real ones have no part in what is shown.
    for (const auto& [code, state] : states_) {
        if (state->invented) codes.push_back(code);
    }
    if (codes.empty()) {
        for (const auto& [code, memberships] : by_code_) codes.push_back(code);
    }
    std::sort(codes.begin(), codes.end());
    return codes;
}

const Voters& standard_voters() {
    static const Voters voters(vocabulary::standard());
    return voters;
}

const Voters& voters_with_demonstration() {
    static const Voters voters(vocabulary::with_demonstration());
    return voters;
}

}  // namespace comity::votes
