#include <algorithm>
#include <map>
#include <set>

#include "reading/pages.hpp"
#include "reading/scan.hpp"

namespace comity::reading::pages {

namespace {

constexpr std::size_t most_at_an_edge = 4;  ///< rows at the head or foot of a page that may be furniture

/// Without digits and blanks: the same at the head of every page, whatever its number.
std::string shape_of(std::string_view text) {
    std::string shape;
    bool digits = false;
    for (const char c : lowered(text)) {
        if (is_digit(c)) {
            if (!digits) shape += '#';
            digits = true;
        } else if (!is_space(c)) {
            shape += c;
            digits = false;
        }
    }
    return shape;
}

bool is_line(std::string_view text) { return text.size() >= 5 && text.find_first_not_of("_-\xE2\x80\x94\x95 ") == std::string_view::npos; }

bool is_number_of_the_foot(std::string_view text) { return is_page_number(text) || is_job_number(text) || is_recycling_notice(text); }

class Divider {
public:
    explicit Divider(std::vector<std::vector<Row>> pages) : pages_(std::move(pages)), usual_(usual_size(pages_)) {
        for (std::size_t page = 0; page < pages_.size(); ++page) count_edges(page);
        if (!pages_.empty()) {
            for (const Row& row : pages_.front()) {
                for (const Segment& segment : row.segments) first_page_ += squeezed(segment.text);
            }
        }
    }

    std::vector<Parts> run() {
        std::vector<Parts> all;
        for (std::size_t page = 0; page < pages_.size(); ++page) all.push_back(divide(page));
        return all;
    }

private:
    std::vector<std::vector<Row>> pages_;
    double usual_;
    std::map<std::string, std::set<std::size_t>> heads_, feet_;  ///< shapes at the edges, and on which pages
    std::string first_page_;

    void count_edges(std::size_t page) {
        const auto& rows = pages_[page];
        for (std::size_t i = 0; i < std::min(rows.size(), most_at_an_edge); ++i) {
            for (const Segment& segment : rows[i].segments) heads_[shape_of(segment.text)].insert(page);
            for (const Segment& segment : rows[rows.size() - 1 - i].segments) feet_[shape_of(segment.text)].insert(page);
        }
    }

    [[nodiscard]] bool small(double size) const { return size < 0.94 * usual_; }

    static bool comes_again(const std::map<std::string, std::set<std::size_t>>& edges, std::string_view text) {
        const auto found = edges.find(shape_of(text));
        return found != edges.end() && found->second.size() > 1;
    }

    /// The symbol and the title once more, the page's number: they come again, are in small print, or are words of the first page.
    [[nodiscard]] bool is_head(const Row& row) const {
        return std::all_of(row.segments.begin(), row.segments.end(), [&](const Segment& segment) {
            if (is_number_of_the_foot(segment.text) || comes_again(heads_, segment.text)) return true;
            if (small(segment.size) && !is_line(segment.text)) return true;
            const std::string one = squeezed(segment.text);
            return one.size() > 6 && (segment.bold || row.segments.size() > 1) && first_page_.find(one) != std::string::npos;
        });
    }

    [[nodiscard]] bool is_foot(const Row& row) const {
        return std::all_of(row.segments.begin(), row.segments.end(), [&](const Segment& segment) {
            return is_number_of_the_foot(segment.text) || (comes_again(feet_, segment.text) && segment.text.size() < 120 && !begins_note(segment));
        });
    }

    /// "3" raised or small before words.
    [[nodiscard]] bool begins_note(const Segment& segment) const {
        if (!segment.runs.empty() && segment.runs.front().superscript && segment.runs.front().begin == 0 && segment.runs.front().end < segment.text.size()) return true;
        if (segment.text.starts_with("*") && segment.text.find_first_not_of("* ") != std::string::npos) return true;
        std::size_t digits = 0;
        while (digits < segment.text.size() && is_digit(segment.text[digits])) ++digits;
        if (digits == 0 || digits > 3 || digits + 1 >= segment.text.size()) return false;
        // LibreOffice sets the words right behind the number: "20See ..."
        return is_upper(segment.text[digits]) || (segment.text[digits] == ' ' && !is_digit(segment.text[digits + 1]));
    }

    Parts divide(std::size_t page) {
        auto& rows = pages_[page];
        std::size_t begin = 0, end = rows.size();
        std::size_t feet = 0;
        while (end > begin && feet < most_at_an_edge && is_foot(rows[end - 1])) {
            --end;
            ++feet;
        }
        while (page > 0 && begin < end && begin < most_at_an_edge && is_head(rows[begin])) ++begin;
        Parts parts;
        std::size_t notes = end;
        const std::size_t line = line_above_notes(rows, begin, end);
        if (line < end) {
            notes = line + 1;
            parts.ruled = true;
        } else {
            notes = small_print_at_the_end(rows, begin, end);
        }
        const auto part = [&](std::size_t from, std::size_t to) { return std::vector<Row>(std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(from)), std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(to))); };
        parts.head = part(0, begin);
        parts.body = part(begin, parts.ruled ? line : notes);
        parts.notes = part(notes, end);
        parts.foot = part(end, rows.size());
        return parts;
    }

    /// Underscores over a part of the width, with small print below; `end` if there are none.
    [[nodiscard]] std::size_t line_above_notes(const std::vector<Row>& rows, std::size_t begin, std::size_t end) const {
        for (std::size_t i = end; i > begin; --i) {
            const Row& row = rows[i - 1];
            if (row.segments.size() != 1 || !is_line(row.segments.front().text)) continue;
            if (i < end && (small(rows[i].size()) || begins_note(rows[i].segments.front()))) return i - 1;
        }
        return end;
    }

    /// Rows of small print at the end of a page, the first of which begins a note.
    [[nodiscard]] std::size_t small_print_at_the_end(const std::vector<Row>& rows, std::size_t begin, std::size_t end) const {
        std::size_t first = end;
        while (first > begin && small(rows[first - 1].size())) --first;
        while (first < end && !begins_note(rows[first].segments.front())) ++first;
        return first;
    }
};

}  // namespace

double usual_size(const std::vector<std::vector<Row>>& pages) {
    std::map<double, std::size_t> letters;
    for (const auto& rows : pages) {
        for (const Row& row : rows) {
            for (const Segment& segment : row.segments) letters[segment.size] += segment.text.size();
        }
    }
    double size = 1;
    std::size_t most = 0;
    for (const auto& [each, count] : letters) {
        if (count >= most) {
            most = count;
            size = each;
        }
    }
    return size;
}

std::vector<Parts> parts_of(std::vector<std::vector<Row>> pages) { return Divider(std::move(pages)).run(); }

}  // namespace comity::reading::pages
