// Where a paragraph's mark belongs: the levels that are open, and which numbers would go on with them. Decides what "(i)" is - the letter
// after (h) or the first of a Roman list - from what stands before it, never from the mark alone.
#pragma once

#include <optional>
#include <vector>

#include "reading/scan.hpp"

namespace comity::reading {

class Outline {
public:
    enum class Fit {
        next,     ///< goes on with an open level
        first,    ///< begins a level
        restart,  ///< "1" again on the first level
        gap       ///< of a known style, but numbers between are missing
    };
    struct Place {
        Fit fit = Fit::next;
        int level = 1;      ///< 1: the paragraph's own number, 2: (a), 3: (i) ...
        int value = 0;      ///< 3 of "3", "(c)" and "(iii)"
    };

    /// Where the mark would stand now; nullopt if nowhere. `chapeau`: the text before it ends with a colon.
    [[nodiscard]] std::optional<Place> place_of(const Mark& mark, bool chapeau) const;
    /// Opens or continues that level; deeper ones close.
    void enter(const Mark& mark, const Place& place);
    /// A paragraph without a mark on the first level: lists under it begin anew.
    void enter_unmarked();
    /// A further unmarked paragraph has a list of its own: a level for it below the deepest.
    void open_unmarked();
    /// A heading: lists close, the first level's number runs on.
    void close_lists();
    /// A new part or annex: everything begins anew.
    void clear();
    /// The number of the last paragraph of the first level, 0 if there was none.
    [[nodiscard]] int last_number() const noexcept;
    /// How deep the last paragraph stands; 0 before the first.
    [[nodiscard]] int depth() const noexcept { return static_cast<int>(levels_.size()); }
    /// The last paragraph is a point with a dash or a bullet.
    [[nodiscard]] bool in_bullets() const noexcept { return !levels_.empty() && levels_.back().family == Family::bullet; }
    /// Makes the numbers that follow points of the last paragraph ("Declares that:" / "1."), until its own row goes on.
    void begin_numbered_points();
    void end_numbered_points();
    [[nodiscard]] bool in_numbered_points() const noexcept { return numbered_points_; }

private:
    enum class Family { number, letter, roman, bullet, unmarked };
    struct Level {
        MarkStyle style = MarkStyle::arabic;
        Family family = Family::number;
        int value = 0;
        bool capital = false;
    };
    struct Reading {
        Family family;
        int value;
    };
    static std::vector<Reading> readings(const Mark& mark);
    [[nodiscard]] bool continues_points(int value) const noexcept;
    std::vector<Level> levels_;
    bool numbered_points_ = false;
};

}  // namespace comity::reading
