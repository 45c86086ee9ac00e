#include <algorithm>
#include <map>

#include "reading/pages.hpp"
#include "reading/scan.hpp"

namespace comity::reading::pages {

namespace {

/// Spans at one height, before they are parted at the gaps.
struct Band {
    double top = 0, bottom = 0;
    std::vector<Span> spans;
};

/// Half of the lower one must stand beside the higher one: raised marks do, the next line of print does not.
bool beside(const Band& band, const Span& span) {
    const double common = std::min(band.bottom, span.bottom) - std::max(band.top, span.top);
    return common >= 0.5 * std::min(band.bottom - band.top, span.bottom - span.top);
}

/// From large letters to small ones, so that raised marks find their line.
std::vector<Band> bands_of(std::vector<Span> spans) {
    std::stable_sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.size > b.size; });
    std::vector<Band> bands;
    std::map<long, std::vector<std::size_t>> at_height;  ///< by slices of the page, so that a page full of small pieces takes no square of time
    constexpr double slice = 64;
    const auto slice_of = [](double height) { return static_cast<long>(height / slice); };
    for (Span& span : spans) {
        std::size_t found = bands.size();
        double best = -1;
        for (long i = slice_of(span.top) - 1; i <= slice_of(span.bottom) + 1; ++i) {
            const auto there = at_height.find(i);
            if (there == at_height.end()) continue;
            for (const std::size_t index : there->second) {
                const Band& band = bands[index];
                const double common = std::min(band.bottom, span.bottom) - std::max(band.top, span.top);
                if (common > best && beside(band, span)) {
                    best = common;
                    found = index;
                }
            }
        }
        if (found == bands.size()) {
            bands.push_back({span.top, span.bottom, {}});
            at_height[slice_of(span.top)].push_back(found);
        }
        bands[found].spans.push_back(std::move(span));
    }
    std::sort(bands.begin(), bands.end(), [](const Band& a, const Band& b) { return a.top != b.top ? a.top < b.top : a.spans.front().left < b.spans.front().left; });
    return bands;
}

/// The size of most letters.
double size_of(const std::vector<Span>& spans) {
    std::map<double, std::size_t> letters;
    for (const Span& span : spans) letters[span.size] += span.text.size();
    double size = 0;
    std::size_t most = 0;
    for (const auto& [each, count] : letters) {
        if (count >= most) {
            most = count;
            size = each;
        }
    }
    return size;
}

bool is_list_mark(std::string_view text) {
    text = trimmed(text);
    const auto mark = mark_at_start(std::string(text) + " word");
    return mark && text.size() <= 8 && mark->length >= text.size();
}

/// The number or stars of a footnote, which some set further from its words than a blank is wide.
bool is_note_mark(std::string_view text) {
    text = trimmed(text);
    return !text.empty() && text.size() <= 3 && (all_digits(text) || text.find_first_not_of('*') == std::string_view::npos);
}

class SegmentMaker {
public:
    explicit SegmentMaker(const std::vector<Span>& spans) : size_(size_of(spans)) {
        const auto main = std::find_if(spans.begin(), spans.end(), [&](const Span& span) { return span.size == size_; });
        bottom_ = main->bottom;
        made_.size = size_;
        made_.bold = true;
        made_.left = spans.front().left;
        made_.top = main->top;
        made_.bottom = main->bottom;
        for (const Span& span : spans) add(span);
    }

    Segment take() {
        while (!made_.text.empty() && is_space(made_.text.back())) made_.text.pop_back();
        // Word kerns a hyphen away from its word: "the drug -"
        if (made_.text.size() > 3 && made_.text.ends_with(" -") && is_lower(made_.text[made_.text.size() - 3])) made_.text.erase(made_.text.size() - 2, 1);
        if (soft_end_) made_.text += line_hyphen;
        const auto size = static_cast<std::uint32_t>(made_.text.size());
        for (Run& run : made_.runs) run.end = std::min(run.end, size);
        made_.runs.erase(std::remove_if(made_.runs.begin(), made_.runs.end(), [](const Run& run) { return run.begin >= run.end; }), made_.runs.end());
        return std::move(made_);
    }

private:
    Segment made_;
    double size_, bottom_ = 0;
    bool soft_end_ = false;  ///< the last letter was a hyphen of the line's end

    void add(const Span& span) {
        const bool raised = span.size < 0.8 * size_ && span.bottom < bottom_ - 0.12 * size_;
        const bool gap = !made_.text.empty() && span.left - made_.right > 0.15 * size_;
        if (gap && !raised) blank();
        const auto begin = static_cast<std::uint32_t>(made_.text.size());
        for (std::size_t at = 0; at < span.text.size(); ++at) letter(span.text, at);
        auto end = static_cast<std::uint32_t>(made_.text.size());
        if (made_.text.find_first_not_of(' ', begin) < end) made_.bold = made_.bold && (span.bold || raised);
        if ((span.italic || span.bold || raised) && end > begin) made_.runs.push_back({begin, end, span.italic, span.bold, raised, false});
        made_.right = std::max(made_.right, span.right);
    }

    void blank() {
        if (!made_.text.empty() && !is_space(made_.text.back())) made_.text += ' ';
    }

    void letter(std::string_view text, std::size_t& at) {
        if (text.substr(at, line_hyphen.size()) == line_hyphen) {
            soft_end_ = true;
            ++at;
            return;
        }
        if (is_space(text[at])) return blank();
        soft_end_ = false;
        made_.text += text[at];
    }
};

/// Spans that belong together so far.
class Together {
public:
    [[nodiscard]] bool empty() const { return spans_.empty(); }

    void add(Span span) {
        if (spans_.empty() || span.right > right_) right_ = span.right;
        size_ = std::max(size_, span.size);
        if (beginning_.size() <= longest_mark) beginning_ += span.text.substr(0, longest_mark + 4);
        spans_.push_back(std::move(span));
    }

    /// A gap as wide as this parts cells and columns; a list's mark and the small one of a footnote keep their words however far they stand.
    [[nodiscard]] bool parts_from(const Span& next) const {
        const double gap = next.left - right_;
        if (gap < 2.2 * size_) return false;
        const bool of_note = size_ < 0.85 * next.size && is_note_mark(beginning_);
        return gap >= 6 * size_ || !(is_list_mark(beginning_) || of_note);
    }

    Segment take() {
        Segment made = SegmentMaker(spans_).take();
        *this = {};
        return made;
    }

private:
    static constexpr std::size_t longest_mark = 8;
    std::vector<Span> spans_;
    std::string beginning_;
    double right_ = 0, size_ = 0;
};

}  // namespace

double Row::top() const {
    double least = segments.front().top;
    for (const Segment& segment : segments) least = std::min(least, segment.top);
    return least;
}

double Row::bottom() const {
    double most = segments.front().bottom;
    for (const Segment& segment : segments) most = std::max(most, segment.bottom);
    return most;
}

double Row::size() const {
    std::size_t most = 0;
    double size = 0;
    for (const Segment& segment : segments) {
        if (segment.text.size() > most) {
            most = segment.text.size();
            size = segment.size;
        }
    }
    return size;
}

std::vector<Row> rows_of(const Sheet& sheet) {
    std::vector<Row> rows;
    for (Band& band : bands_of(sheet.spans)) {
        std::stable_sort(band.spans.begin(), band.spans.end(), [](const Span& a, const Span& b) { return a.left < b.left; });
        Row row;
        Together together;
        const auto close = [&] {
            if (together.empty()) return;
            Segment made = together.take();
            if (!made.text.empty()) row.segments.push_back(std::move(made));
        };
        for (Span& span : band.spans) {
            if (!together.empty() && together.parts_from(span)) close();
            together.add(std::move(span));
        }
        close();
        if (!row.segments.empty()) rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace comity::reading::pages
