// The rules of the drafting check as rows of data/drafting_rules.tsv, and the levels that somebody gives them.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace comity::drafting {

enum class Level { off, note, warning, error };
std::string_view name_of(Level level) noexcept;
std::optional<Level> level_named(std::string_view name) noexcept;

struct Rule {
    std::string id;          ///< "superseded"
    Level level = Level::note;
    enum class Needs { text, record } needs = Needs::text;
    bool english_only = false;
    std::string title;       ///< what it looks for, in a few words; pages say what stands under "check.rule.ID"
    std::string source;      ///< of the rule
};
/// In the order of the table. Throws Error(bad_request) if the table is not of its shape.
std::span<const Rule> rules();
/// nullptr if there is none.
const Rule* find_rule(std::string_view id);

/// The levels of all rules: as the table has them, where nobody has set others.
class Levels {
public:
    [[nodiscard]] Level of(const Rule& rule) const;
    /// "superseded=off", as typed or a line of a file. Throws Error(bad_request) with what is wrong and what there is.
    void set(std::string_view assignment);
    /// Such lines; empty ones and those that begin with # are passed over. Throws the same, with the line's number.
    void set_all(std::string_view lines);

private:
    std::map<std::string, Level, std::less<>> set_;
};

}  // namespace comity::drafting
