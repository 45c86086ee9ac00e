#include "machinery/reviews/terms.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "base/assets.hpp"
#include "text/text.hpp"
#include "vocabulary/tables.hpp"

namespace comity::reviews {

namespace {

void read_mechanisms(std::string_view path, std::vector<Mechanism>& all) {
    const vocabulary::TableRows rows({path, assets::get(path)});
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto cell = [&](std::string_view column) { return std::string(rows.cell(row, column)); };
        Mechanism one{std::string(rows.needed(row, "mechanism")), std::string(rows.needed(row, "name")), cell("name_fr"), cell("name_ar"), cell("acronym"), cell("authority"),
                      cell("paragraph"), cell("symbol_root"), {}};
        for (const auto name : rows.cells(row, "also")) one.also.emplace_back(name);
        all.push_back(std::move(one));
    }
}

std::vector<Cycle> read_cycles() {
    constexpr std::string_view path = "data/review_cycles.tsv";
    const vocabulary::TableRows rows({path, assets::get(path)});
    std::vector<Cycle> all;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        all.push_back({std::string(rows.needed(row, "mechanism")), rows.number(row, "cycle"), rows.number(row, "first_session"), rows.number(row, "last_session")});
    }
    return all;
}

std::map<std::string, std::string> read_positions() {
    constexpr std::string_view path = "data/review_positions.tsv";
    const vocabulary::TableRows rows({path, assets::get(path)});
    std::map<std::string, std::string> all;
    for (std::size_t row = 0; row < rows.size(); ++row) all.emplace(text::key(rows.needed(row, "words")), rows.needed(row, "position"));
    return all;
}

constexpr std::array<std::string_view, 5> taken = {"supported", "supported in part", "noted", "pending", "no clear position"};

}  // namespace

std::span<const Mechanism> mechanisms(record::Purpose purpose) {
    // The invented ones stand last, so that all others are the beginning of the list.
    struct Read {
        std::vector<Mechanism> all;
        std::size_t own = 0;
    };
    static const Read read = [] {
        Read made;
        read_mechanisms("data/review_mechanisms.tsv", made.all);
        made.own = made.all.size();
        read_mechanisms("demo/review_mechanisms.tsv", made.all);
        return made;
    }();
    return std::span(read.all).first(purpose == record::Purpose::demonstration ? read.all.size() : read.own);
}

const Mechanism* mechanism(std::string_view code, record::Purpose purpose) {
    const auto all = mechanisms(purpose);
    const auto found = std::find_if(all.begin(), all.end(), [&](const Mechanism& one) { return one.code == code; });
    return found == all.end() ? nullptr : &*found;
}

const Mechanism* mechanism_named(std::string_view name, record::Purpose purpose) {
    const std::string key = text::key(name);
    for (const Mechanism& one : mechanisms(purpose)) {
        const bool named = text::key(one.name) == key || text::key(one.code) == key ||
                           std::any_of(one.also.begin(), one.also.end(), [&](const std::string& also) { return text::key(also) == key; });
        if (named) return &one;
    }
    return nullptr;
}

int cycle_of(std::string_view mechanism, int session) {
    static const std::vector<Cycle> all = read_cycles();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Cycle& one) { return one.mechanism == mechanism && one.first_session <= session && session <= one.last_session; });
    return found == all.end() ? 0 : found->number;
}

std::string position_named(std::string_view words) {
    static const std::map<std::string, std::string> all = read_positions();
    const auto found = all.find(text::key(words));
    return found == all.end() ? std::string() : found->second;
}

std::span<const std::string_view> positions() noexcept { return taken; }

std::string slug_of(std::string_view words) {
    std::string slug;
    constexpr std::size_t longest = 60;
    text::for_each_word(words, [&](std::string_view folded, std::uint32_t, std::uint32_t) {
        if (slug.size() + folded.size() >= longest) return;
        std::string plain;
        for (const char c : folded) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
        }
        if (plain.empty()) return;
        if (!slug.empty()) slug += '-';
        slug += plain;
    });
    return slug;
}

}  // namespace comity::reviews
