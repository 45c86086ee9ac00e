#include "machinery/drafting/rules.hpp"

#include <array>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/assets.hpp"
#include "base/error.hpp"
#include "base/trimmed.hpp"
#include "vocabulary/tables.hpp"

namespace comity::drafting {

namespace {

constexpr std::array<std::string_view, 4> level_names = {"off", "note", "warning", "error"};

std::vector<Rule> rules_of_table() {
    constexpr std::string_view name = "data/drafting_rules.tsv";
    const vocabulary::TableRows rows(vocabulary::Table{name, assets::get(name)});
    std::vector<Rule> all;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const auto level = level_named(rows.needed(row, "level"));
        const std::string_view needs = rows.needed(row, "needs");
        if (!level) rows.refuse(row, "a level is off, note, warning or error");
        if (needs != "text" && needs != "record") rows.refuse(row, "a rule needs the text alone, or a record");
        all.push_back({std::string(rows.needed(row, "id")), *level, needs == "record" ? Rule::Needs::record : Rule::Needs::text, rows.cell(row, "language") == "en",
                       std::string(rows.needed(row, "title")), std::string(rows.needed(row, "source"))});
    }
    return all;
}

}  // namespace

std::string_view name_of(Level level) noexcept { return level_names[static_cast<std::size_t>(level)]; }

std::optional<Level> level_named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < level_names.size(); ++i)
        if (level_names[i] == name) return static_cast<Level>(i);
    return std::nullopt;
}

std::span<const Rule> rules() {
    static const std::vector<Rule> all = rules_of_table();
    return all;
}

const Rule* find_rule(std::string_view id) {
    for (const Rule& rule : rules())
        if (rule.id == id) return &rule;
    return nullptr;
}

Level Levels::of(const Rule& rule) const {
    const auto found = set_.find(rule.id);
    return found == set_.end() ? rule.level : found->second;
}

void Levels::set(std::string_view assignment) {
    const std::size_t sign = assignment.find('=');
    const std::string_view name = trimmed(assignment.substr(0, sign));
    if (find_rule(name) == nullptr) {
        std::vector<std::string_view> known;
        for (const Rule& rule : rules()) known.push_back(rule.id);
        throw Error(Fault::bad_request, "there is no rule \"{}\": {}", name, fmt::join(known, ", "));
    }
    const auto level = sign == std::string_view::npos ? std::nullopt : level_named(trimmed(assignment.substr(sign + 1)));
    if (!level) throw Error(Fault::bad_request, "a level is set as {}=off, note, warning or error", name);
    set_.insert_or_assign(std::string(name), *level);
}

void Levels::set_all(std::string_view lines) {
    for (std::size_t number = 1; !lines.empty(); ++number) {
        const std::size_t end = lines.find('\n');
        const std::string_view line = trimmed(lines.substr(0, end));
        lines.remove_prefix(end == std::string_view::npos ? lines.size() : end + 1);
        if (line.empty() || line.starts_with('#')) continue;
        try {
            set(line);
        } catch (const Error& error) {
            throw Error(Fault::bad_request, "line {}: {}", number, error.what());
        }
    }
}

}  // namespace comity::drafting
