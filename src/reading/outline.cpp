#include "reading/outline.hpp"

#include <algorithm>
#include <charconv>

namespace comity::reading {

namespace {

/// Editorial rules know four levels (DOMAIN: (a), (i), a., i.); twice that is no text any more.
constexpr int deepest = 8;

bool is_capital(const Mark& mark) { return !mark.core.empty() && is_upper(mark.core.front()); }

}  // namespace

std::vector<Outline::Reading> Outline::readings(const Mark& mark) {
    std::vector<Reading> found;
    if (mark.style == MarkStyle::bullet) return {{Family::bullet, 0}};
    if (all_digits(mark.core)) {
        int value = 0;
        std::from_chars(mark.core.data(), mark.core.data() + mark.core.size(), value);
        return {{Family::number, value}};
    }
    if (mark.style == MarkStyle::dotted) return {{Family::number, 0}};
    const std::string core = lowered(mark.core);
    if (core.size() == 1) found.push_back({Family::letter, core[0] - 'a' + 1});
    if (core.size() == 2 && core[0] == core[1]) found.push_back({Family::letter, 26 + core[0] - 'a' + 1});
    if (const auto value = roman(core)) found.push_back({Family::roman, *value});
    return found;
}

std::optional<Outline::Place> Outline::place_of(const Mark& mark, bool chapeau) const {
    const auto ways = readings(mark);
    const bool arabic = mark.style == MarkStyle::arabic && !ways.empty();
    // numbered points end where the row of their paragraph goes on: 11, then 1 to 7, then 12
    const bool nested = numbered_points_ && !(arabic && last_number() > 0 && ways.front().value == last_number() + 1 && !continues_points(ways.front().value));
    if (mark.style == MarkStyle::arabic && !nested) {
        if (ways.empty()) return std::nullopt;
        const int value = ways.front().value, last = last_number();
        if (value == last + 1) return Place{last == 0 ? Fit::first : Fit::next, 1, value};
        if (value == 1) return Place{Fit::restart, 1, value};
        return Place{Fit::gap, 1, value};
    }
    const auto continues = [&](const Level& level, const Reading& way) {
        return level.style == mark.style && level.family == way.family && level.capital == is_capital(mark) &&
               (way.family == Family::bullet || way.value == level.value + 1);
    };
    std::optional<Place> next, first;
    for (std::size_t depth = levels_.size(); depth-- > 0 && !next;) {
        for (const Reading& way : ways) {
            if (continues(levels_[depth], way)) next = Place{Fit::next, static_cast<int>(depth) + 1, levels_[depth].value + 1};
        }
    }
    for (const Reading& way : ways) {
        // Of "(i)", the Roman one begins a list.
        if (way.value == 1 || way.family == Family::bullet || mark.style == MarkStyle::dotted) {
            const int level = std::min(std::max(static_cast<int>(levels_.size()), mark.style == MarkStyle::dotted ? 0 : 1) + 1, deepest);
            first = Place{Fit::first, mark.style == MarkStyle::dotted ? 1 : level, std::max(way.value, 1)};
        }
    }
    if (next && first && mark.style != MarkStyle::bullet && mark.style != MarkStyle::dotted) return chapeau ? first : next;  // "(i)" behind "(h)"
    if (next) return next;
    if (first) {
        // "(a)" behind "(c)" of the same style: a list of its own under the next unmarked words, on the same level.
        for (std::size_t depth = 0; depth < levels_.size(); ++depth) {
            const Level& level = levels_[depth];
            if (depth > 0 && level.style == mark.style && level.family != Family::bullet && level.capital == is_capital(mark) && !chapeau) {
                const bool same = std::any_of(ways.begin(), ways.end(), [&](const Reading& way) { return way.family == level.family && way.value == 1; });
                if (same) return Place{Fit::restart, static_cast<int>(depth) + 1, 1};
            }
        }
        return first;
    }
    // Numbers between are missing: the deepest open level of its kind takes it.
    for (std::size_t depth = levels_.size(); depth-- > 0;) {
        for (const Reading& way : ways) {
            const Level& level = levels_[depth];
            if (level.style == mark.style && level.family == way.family && level.capital == is_capital(mark)) {
                return Place{Fit::gap, static_cast<int>(depth) + 1, way.value};
            }
        }
    }
    return ways.empty() ? std::nullopt : std::optional(Place{Fit::gap, static_cast<int>(std::max<std::size_t>(levels_.size(), 1)) + 1, ways.front().value});
}

void Outline::enter(const Mark& mark, const Place& place) {
    const auto ways = readings(mark);
    Level level{mark.style, Family::number, place.value, is_capital(mark)};
    for (const Reading& way : ways) {
        if (way.value == place.value || way.family == Family::bullet) level.family = way.family;
        const auto depth = static_cast<std::size_t>(place.level) - 1;
        if (place.fit == Fit::next && depth < levels_.size() && way.family == levels_[depth].family) {
            level.family = way.family;
            break;
        }
    }
    const auto depth = static_cast<std::size_t>(place.level) - 1;
    while (levels_.size() < depth) levels_.push_back({MarkStyle::arabic, Family::unmarked, 0, false});
    levels_.resize(depth);
    levels_.push_back(level);
    if (place.level == 1) numbered_points_ = false;
}

void Outline::enter_unmarked() {
    if (levels_.empty()) levels_.push_back({MarkStyle::arabic, Family::unmarked, 0, false});
    levels_.resize(1);
    numbered_points_ = false;
}

void Outline::open_unmarked() {
    if (levels_.size() + 1 < static_cast<std::size_t>(deepest)) levels_.push_back({MarkStyle::arabic, Family::unmarked, 0, false});
}

void Outline::close_lists() {
    if (levels_.size() > 1) levels_.resize(1);
    numbered_points_ = false;
}

void Outline::clear() {
    levels_.clear();
    numbered_points_ = false;
}

int Outline::last_number() const noexcept { return levels_.empty() ? 0 : levels_.front().value; }

void Outline::begin_numbered_points() { numbered_points_ = true; }

void Outline::end_numbered_points() {
    numbered_points_ = false;
    if (levels_.size() > 1) levels_.resize(1);
}

bool Outline::continues_points(int value) const noexcept {
    return std::any_of(levels_.begin() + (levels_.empty() ? 0 : 1), levels_.end(),
                       [&](const Level& level) { return level.style == MarkStyle::arabic && level.family == Family::number && level.value + 1 == value; });
}

}  // namespace comity::reading
