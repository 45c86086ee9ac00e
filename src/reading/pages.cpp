#include "reading/pages.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

#include "reading/diagnostics.hpp"
#include "reading/joining.hpp"
#include "reading/reading.hpp"
#include "reading/scan.hpp"

namespace comity::reading {

namespace {

using pages::Parts;
using pages::Row;
using pages::Segment;

/// How the lines of a document stand.
struct Measure {
    double left = 0, right = 0;  ///< of full lines
    double leading = 0;          ///< from line to line, as a multiple of the letters' size
    bool indented = false;       ///< paragraphs begin with an indent
    [[nodiscard]] double width() const { return std::max(right - left, 1.0); }
};

/// The value that most letters have, in steps.
class Commonest {
public:
    void add(double value, std::size_t weight) { counts_[std::lround(value / step)] += weight; }
    [[nodiscard]] double value() const {
        long best = 0;
        std::size_t most = 0;
        for (const auto& [each, count] : counts_) {
            if (count > most) {
                most = count;
                best = each;
            }
        }
        return static_cast<double>(best) * step;
    }

private:
    static constexpr double step = 3;
    std::map<long, std::size_t> counts_;
};

Measure measure_of(const std::vector<Parts>& all, double usual) {
    Commonest left, right;
    std::map<long, std::size_t> steps;  ///< hundredths of the letters' size
    for (const Parts& parts : all) {
        for (std::size_t i = 0; i < parts.body.size(); ++i) {
            const Row& row = parts.body[i];
            if (row.segments.size() > 1 || row.size() != usual) continue;
            const std::size_t letters = row.segments.front().text.size();
            left.add(row.left(), letters);
            right.add(row.right(), letters);
            if (i == 0 || parts.body[i - 1].size() != usual) continue;
            const double step = row.segments.front().bottom - parts.body[i - 1].segments.front().bottom;
            if (step > 0.5 * usual && step < 4 * usual) ++steps[std::lround(step / usual * 100)];
        }
    }
    Measure measure{left.value(), right.value(), 1.3, false};
    // The closest step that is common: that within paragraphs, where those between them are wider.
    std::size_t in_all = 0, so_far = 0;
    for (const auto& [step, count] : steps) in_all += count;
    for (const auto& [step, count] : steps) {
        so_far += count;
        if (so_far * 4 >= in_all) {
            measure.leading = static_cast<double>(step) / 100;
            break;
        }
    }
    std::size_t indents = 0, lines = 0;
    for (const Parts& parts : all) {
        for (const Row& row : parts.body) {
            if (row.segments.size() > 1 || row.size() != usual) continue;
            ++lines;
            if (row.left() > measure.left + usual && row.left() < measure.left + 6 * usual) ++indents;
        }
    }
    measure.indented = indents * 20 > lines;
    return measure;
}

/// A paragraph that is being put together.
struct Open {
    Block block;
    Segment last;      ///< the line put to it last
    double first_left = 0;
    std::size_t page = 0, lines = 0;
};

class FlowMaker {
public:
    FlowMaker(const std::vector<Parts>& all, double usual, const vocabulary::Vocabulary& vocabulary)
        : all_(all), usual_(usual), measure_(measure_of(all, usual)), vocabulary_(vocabulary), parts_words_(parts_words()) {}

    /// `across`: words that run another way than the text.
    Flow make(const std::vector<std::string>& across) {
        for (page_ = 0; page_ < all_.size(); ++page_) {
            const Parts& parts = all_[page_];
            furniture(parts.head, "page header");
            body(parts.body);
            notes(parts.notes);
            furniture(parts.foot, "page footer");
        }
        close();
        close_note();
        for (const std::string& words : across) furniture_.push_back({.text = words, .runs = {}, .place = {}, .furniture = "turned words"});
        for (auto* further : {&notes_, &furniture_}) {
            for (Block& block : *further) flow_.blocks.push_back(std::move(block));
        }
        std::uint32_t number = 0;
        for (Block& block : flow_.blocks) block.place = {++number, number};
        return std::move(flow_);
    }

private:
    const std::vector<Parts>& all_;
    double usual_;
    Measure measure_;
    const vocabulary::Vocabulary& vocabulary_;
    bool parts_words_;  ///< the document's lines do
    Flow flow_;
    std::vector<Block> notes_, furniture_;
    std::optional<Open> open_;
    std::optional<Block> note_;
    std::size_t page_ = 0;

    /// Where a line ends with a hyphen, dash or stroke of its own words, nothing comes between. Programs of today part no words by themselves;
    /// where a document does, its hyphens are looked at one by one.
    [[nodiscard]] bool goes_on_without_blank(const std::string& text) const {
        static constexpr std::string_view dash = "\xE2\x80\x93";
        const bool hyphen = text.size() > 1 && (text.back() == '-' || text.back() == '/') && !is_space(text[text.size() - 2]);
        if (hyphen) return text.back() == '/' || !parts_words_ || !is_lower(text[text.size() - 2]);
        return text.size() > dash.size() && text.ends_with(dash) && !is_space(text[text.size() - dash.size() - 1]);
    }

    /// Whether lines end within words that have no hyphen of their own ("imple-/mentation").
    [[nodiscard]] bool parts_words() const {
        std::size_t parted = 0, whole = 0;
        const Segment* last = nullptr;
        for (const Parts& parts : all_) {
            for (const Row& row : parts.body) {
                const Segment& line = row.segments.front();
                if (last != nullptr && last->text.size() > 2 && last->text.back() == '-' && is_lower(last->text[last->text.size() - 2]) && is_lower(line.text.front())) {
                    (vocabulary_.is_word(beginning_of(line.text)) ? whole : parted) += 1;
                }
                last = &row.segments.back();
            }
        }
        return parted > whole;
    }

    static std::string_view beginning_of(std::string_view text) {
        std::size_t end = 0;
        while (end < text.size() && is_lower(text[end])) ++end;
        return text.substr(0, end);
    }

    void append(Block& block, const Segment& line) const {
        const bool shared = line.text.starts_with("and ") || line.text.starts_with("or ") || line.text.starts_with("to ");  // "medium- and long-term"
        const bool parted = block.text.size() > 1 && block.text.back() == '-' && !is_space(block.text[block.text.size() - 2]);
        if (shared && parted) block.text += " " + line.text;
        else if (!shared && goes_on_without_blank(block.text)) block.text += line.text;
        else join_line(block.text, line.text, vocabulary_);
        const auto shift = static_cast<std::uint32_t>(block.text.size() - trimmed(line.text).size());
        for (Run& run : block.runs) run.end = std::min(run.end, shift);  // a hyphen may have gone
        for (Run run : line.runs) {
            run.begin += shift;
            run.end += shift;
            block.runs.push_back(run);
        }
    }

    void furniture(const std::vector<Row>& rows, const char* what) {
        for (const Row& row : rows) {
            for (const Segment& segment : row.segments) {
                Block block;
                block.text = segment.text;
                block.furniture = what;
                furniture_.push_back(std::move(block));
            }
        }
    }

    void close() {
        if (open_) flow_.blocks.push_back(std::move(open_->block));
        open_.reset();
    }

    // --- paragraphs ---------------------------------------------------------------------------------------------------

    void body(const std::vector<Row>& rows) {
        const Segment* above = nullptr;
        for (const Row& row : rows) {
            for (const Segment& segment : row.segments) {
                const bool alone = row.segments.size() == 1;
                if (!open_ || !alone || !goes_on(segment, above)) {
                    close();
                    open_.emplace();
                    open_->first_left = segment.left;
                }
                append(open_->block, segment);
                open_->last = segment;
                open_->page = page_;
                ++open_->lines;
                if (!alone) close();
                above = &segment;
            }
        }
    }

    [[nodiscard]] bool short_line(const Segment& line) const { return line.right < measure_.right - 0.2 * measure_.width(); }
    /// Dates, meetings, what stands right of the masthead's middle.
    [[nodiscard]] bool far_right(const Segment& line) const { return line.left > measure_.left + 0.4 * measure_.width(); }

    [[nodiscard]] static bool begins_paragraph(const Segment& line) { return mark_at_start(line.text).has_value(); }
    /// "Annex", "Annex II", "Table 8"
    [[nodiscard]] static bool begins_paragraph_alone(const Segment& line) { return line.text.size() < 12 && (line.text.starts_with("Annex") || line.text.starts_with("Table")); }

    /// Whether a line goes on with the open paragraph. `above`: the line above it on the same page.
    [[nodiscard]] bool goes_on(const Segment& line, const Segment* above) const {
        const Segment& last = open_->last;
        if (std::abs(line.size - last.size) > 0.08 * last.size) return false;
        if (line.bold != last.bold) return false;
        if (far_right(line) || far_right(last)) return false;
        if (line.text.front() == '[' && line.text.size() > 20) return false;  // a remark of the masthead: by whom it was prepared
        if (last.text.ends_with(line_hyphen)) return true;
        return above != nullptr ? goes_on_below(line, last) : goes_on_over_the_page(line, last);
    }

    [[nodiscard]] bool goes_on_below(const Segment& line, const Segment& last) const {
        const double step = line.bottom - last.bottom;
        const double most = std::max(measure_.leading * line.size * 1.22, measure_.leading * line.size + 2);
        if (step > most) return false;
        if (line.bold) return !begins_paragraph(line) && !begins_paragraph_alone(last);  // the lines of a title
        const bool indent = line.left > last.left + 0.8 * usual_ && line.left > measure_.left + 0.8 * usual_;
        const bool within_a_sentence = last.text.ends_with(',') && begins_small(line.text) && !begins_paragraph(line);
        if (indent && !hangs(line) && !within_a_sentence && (short_line(last) || ends_paragraph(last.text))) return false;
        const bool further_in = line.left > measure_.left + 0.5 * usual_;
        if (begins_paragraph(line) && ends_paragraph(last.text) && further_in && line.left != last.left) return false;
        if (begins_paragraph(line) && short_line(last) && ends_paragraph(last.text)) return false;
        return !(short_line(last) && !begins_small(line.text) && (ends_paragraph(last.text) || open_->lines == 1) && !hangs(line));
    }

    /// Lines of a listed point stand under its words, right of its mark.
    [[nodiscard]] bool hangs(const Segment& line) const {
        const auto mark = mark_at_start(open_->block.text);
        return mark && line.left > open_->first_left + 0.8 * usual_ && !begins_paragraph(line);
    }

    [[nodiscard]] bool goes_on_over_the_page(const Segment& line, const Segment& last) const {
        if (begins_small(line.text) && !begins_paragraph(line)) return true;
        if (line.bold && (begins_paragraph(line) || short_line(last))) return false;
        const bool indent = line.left > measure_.left + 0.8 * usual_;
        if (!ends_paragraph(last.text)) return !(indent && begins_paragraph(line));
        if (measure_.indented) return !indent && !short_line(last) && !begins_paragraph(line);
        return !short_line(last) && !begins_paragraph(line) && last.text.back() == ',';
    }

    // --- footnotes ----------------------------------------------------------------------------------------------------

    /// Column by column, where notes are set in two.
    static std::vector<const Segment*> in_order(const std::vector<Row>& rows) {
        std::vector<const Segment*> first, second;
        for (const Row& row : rows) {
            for (std::size_t i = 0; i < row.segments.size(); ++i) (i == 0 ? first : second).push_back(&row.segments[i]);
        }
        double right = 0;
        for (const Segment* segment : second) right = right == 0 ? segment->left : std::min(right, segment->left);
        // A line of the right column alone.
        std::vector<const Segment*> order;
        for (const Segment* segment : first) {
            if (!second.empty() && segment->left >= right - 1) second.push_back(segment);
            else order.push_back(segment);
        }
        std::stable_sort(second.begin(), second.end(), [](const Segment* a, const Segment* b) { return a->top < b->top; });
        order.insert(order.end(), second.begin(), second.end());
        return order;
    }

    /// The mark at the beginning of a note's first line: raised, or digits or stars with a blank behind them. Its length; 0 if there is none.
    [[nodiscard]] std::size_t mark_of(const Segment& line) const {
        if (!line.runs.empty() && line.runs.front().superscript && line.runs.front().begin == 0) return line.runs.front().end;
        std::size_t length = 0;
        while (length < line.text.size() && is_digit(line.text[length])) ++length;
        if (length == 0) {
            while (length < line.text.size() && line.text[length] == '*') ++length;
        }
        if (length == 0 || length > 3 || length >= line.text.size()) return 0;
        if (line.text[length] != ' ' && !(is_digit(line.text.front()) && is_upper(line.text[length]))) return 0;
        // "28 May 2008, as amended" is the rest of the line above it
        return is_digit(line.text.front()) && !next_mark(line.text.substr(0, length)) ? 0 : length;
    }

    [[nodiscard]] bool next_mark(const std::string& digits) const {
        if (!note_ && notes_.empty()) return true;
        const std::string& last = note_ ? note_->note : notes_.back().note;
        return all_digits(last) && std::stoi(digits) == std::stoi(last.substr(0, 6)) + 1;
    }

    void notes(const std::vector<Row>& rows) {
        if (rows.empty()) return close_note();
        const bool over_the_page = note_.has_value();
        bool any = false;
        for (const Segment* line : in_order(rows)) {
            const std::size_t length = mark_of(*line);
            if (length == 0) {
                if (note_ && (any || over_the_page)) append(*note_, *line);
                else orphan(*line);
                continue;
            }
            close_note();
            any = true;
            note_.emplace();
            note_->note = std::string(trimmed(std::string_view(line->text).substr(0, length)));
            append(*note_, without_mark(*line, length));
        }
    }

    static Segment without_mark(const Segment& line, std::size_t length) {
        Segment rest = line;
        while (length < rest.text.size() && is_space(rest.text[length])) ++length;
        rest.text.erase(0, length);
        rest.runs.clear();
        for (Run run : line.runs) {
            if (run.end <= length) continue;
            run.begin = run.begin < length ? 0 : run.begin - static_cast<std::uint32_t>(length);
            run.end -= static_cast<std::uint32_t>(length);
            rest.runs.push_back(run);
        }
        return rest;
    }

    /// Below the line of the notes and none: kept, as the last paragraph of its page.
    void orphan(const Segment& line) {
        Block block;
        block.text = line.text;
        block.runs = line.runs;
        flow_.blocks.push_back(std::move(block));
    }

    void close_note() {
        if (note_ && note_->text.empty()) std::swap(note_->text, note_->note);  // a mark without words
        if (note_) (note_->note.empty() ? flow_.blocks : notes_).push_back(std::move(*note_));
        note_.reset();
    }
};

}  // namespace

Flow flow_of_pages(std::string_view bytes, const vocabulary::Vocabulary& vocabulary) {
    std::vector<std::vector<Row>> rows;
    std::vector<std::string> across;
    for (auto& sheet : pages::sheets_of(bytes)) {
        rows.push_back(pages::rows_of(sheet));
        std::move(sheet.across.begin(), sheet.across.end(), std::back_inserter(across));
    }
    const double usual = pages::usual_size(rows);
    const std::vector<Parts> parts = pages::parts_of(std::move(rows));
    return FlowMaker(parts, usual, vocabulary).make(across);
}

}  // namespace comity::reading
