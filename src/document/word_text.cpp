#include "document/word_text.hpp"

#include <algorithm>
#include <set>

#include "document/pieces.hpp"

namespace comity::document::word {

namespace {

struct Counted {
    Numbers numbers = Numbers::decimal;
    int value = 0;
    bool operator==(const Counted&) const = default;
};

std::optional<int> decimal(std::string_view text) {
    if (text.empty() || text.size() > 4 || text[0] == '0') return std::nullopt;
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// "a" is 1; behind "z" word processors count "aa", "bb".
std::optional<int> letter(std::string_view text) {
    if (text.empty() || text.size() > 3 || text[0] < 'a' || text[0] > 'z' || text.find_first_not_of(text[0]) != std::string_view::npos) return std::nullopt;
    return static_cast<int>(text.size() - 1) * 26 + (text[0] - 'a' + 1);
}

std::string in_roman(int value) {
    constexpr std::array<std::pair<int, std::string_view>, 9> signs = {{{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"}}};
    std::string roman;
    for (const auto& [worth, sign] : signs) {
        for (; value >= worth; value -= worth) roman += sign;
    }
    return roman;
}

std::optional<int> roman(std::string_view text) {
    for (int value = 1; value < 200 && !text.empty(); ++value) {
        if (in_roman(value) == text) return value;
    }
    return std::nullopt;
}

/// What the printed number may count, the likelier first: "(i)" is a one rather than a letter.
std::vector<Counted> readings_of(const std::string& number) {
    std::vector<Counted> found;
    if (const auto value = decimal(number)) found.push_back({Numbers::decimal, *value});
    if (number.size() < 3 || number.front() != '(' || number.back() != ')') return found;
    const auto inside = std::string_view(number).substr(1, number.size() - 2);
    if (const auto value = roman(inside)) found.push_back({Numbers::roman, *value});
    if (const auto value = letter(inside)) found.push_back({Numbers::letter, *value});
    // A list begins with "(i)" but hardly with "(c)" or "(v)".
    if (found.size() == 2 && inside != "i" && inside.size() == 1) std::swap(found[0], found[1]);
    return found;
}

std::size_t sound_place(std::string_view text, std::size_t at) noexcept {
    at = std::min(at, text.size());
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    return at;
}

}  // namespace

Numbering numbering_of(const Document& document) {
    struct Running {
        std::size_t list;
        Counted last;
    };
    Numbering numbering;
    std::map<int, Running> running;  // by level
    for (const document::Paragraph& paragraph : document.paragraphs) {
        auto& list = numbering.of_paragraph.emplace_back();
        if (paragraph.kind == ParagraphKind::heading) continue;
        running.erase(running.upper_bound(paragraph.level), running.end());
        if (!paragraph.number) continue;
        const auto readings = readings_of(*paragraph.number);
        if (readings.empty()) continue;
        const auto at = running.find(paragraph.level);
        const auto next = [&](const Counted& reading) { return at != running.end() && reading == Counted{at->second.last.numbers, at->second.last.value + 1}; };
        const auto follows = std::find_if(readings.begin(), readings.end(), next);
        if (follows != readings.end()) {
            at->second.last = *follows;
            list = at->second.list;
            continue;
        }
        list = numbering.lists.size();
        numbering.lists.push_back({readings[0].numbers, readings[0].value});
        running.insert_or_assign(paragraph.level, Running{*list, readings[0]});
    }
    return numbering;
}

TextSide::TextSide(const Document& document) : document_(&document), numbering_(numbering_of(document)) {
    std::map<std::string_view, const document::Footnote*> notes;
    for (const auto& note : document.footnotes) notes.emplace(note.mark, &note);
    std::set<std::string_view> seen;
    std::optional<int> expected;
    bool in_order = true;
    for (const auto& paragraph : document.paragraphs) {
        std::vector<Marked>& marks = marks_.emplace_back();
        for (const NoteMark& mark : paragraph.footnotes) marks.push_back({sound_place(paragraph.text, mark.at), mark.mark});
        std::stable_sort(marks.begin(), marks.end(), [](const Marked& x, const Marked& y) { return x.at < y.at; });
        for (Marked& mark : marks) {
            const auto note = notes.find(mark.mark);
            mark.note = note == notes.end() ? nullptr : note->second;
            mark.first = mark.note != nullptr && seen.insert(note->first).second;
            const auto value = decimal(mark.mark);
            if (!mark.first || (!value && decimal(printed_mark(mark.mark)) == std::nullopt)) continue;
            in_order = in_order && value && (!expected || *value == *expected);
            if (!first_counted_) first_counted_ = value;
            expected = value.value_or(0) + 1;
        }
    }
    if (!in_order) first_counted_.reset();
    if (in_order && !first_counted_) first_counted_ = 1;
    for (const auto& note : document.footnotes) {
        if (!seen.contains(note.mark)) loose_.push_back(&note);
    }
}

// --- runs --------------------------------------------------------------------------------------------------------------------

struct TextMaker::Mark {
    std::size_t stretch = 0, at = 0;  ///< behind so many bytes of it
    Track track = Track::kept;
    const Marked* before = nullptr;
    const Marked* after = nullptr;
    std::optional<std::vector<Stretch>> stretches = {};  ///< of the note, if both states have it
};

namespace {

bool stands_before(Track track) { return track == Track::kept || track == Track::deleted || track == Track::moved_from; }
bool stands_after(Track track) { return track == Track::kept || track == Track::inserted || track == Track::moved_to; }

/// The marks that stand within the stretch of a text, by the bytes of the stretch before them. At the very beginning only where a text begins.
std::vector<std::pair<std::size_t, const Marked*>> within(const Standing& standing, std::size_t begin, std::size_t length) {
    std::vector<std::pair<std::size_t, const Marked*>> found;
    if (standing.side == nullptr) return found;
    for (const Marked& mark : standing.side->marks(standing.paragraph)) {
        if ((mark.at > begin || (mark.at == 0 && begin == 0)) && mark.at <= begin + length) found.emplace_back(mark.at - begin, &mark);
    }
    return found;
}

struct Opening {
    std::size_t begin = 0, end = 0;
    [[nodiscard]] bool has(std::size_t at) const { return begin <= at && at < end; }
};

Opening opening_of(const Standing& standing) {
    if (standing.side == nullptr) return {};
    const document::Paragraph& paragraph = standing.side->document().paragraphs[standing.paragraph];
    if (!paragraph.opening) return {};
    const std::size_t begin = sound_place(paragraph.text, paragraph.opening_at);
    return {begin, sound_place(paragraph.text, begin + paragraph.opening->size())};
}

}  // namespace

std::vector<TextMaker::Mark> TextMaker::fates(std::span<const Stretch> stretches, const Standing& before, const Standing& after) const {
    const auto paired = [&](const Marked& a, const Marked& b) -> std::optional<std::vector<Stretch>> {
        if (a.first != b.first || (a.note == nullptr) != (b.note == nullptr)) return std::nullopt;
        const bool same_mark = printed_mark(a.mark) == printed_mark(b.mark);
        const bool counted = counting_ == Counting::by_word_processor && a.first && decimal(a.mark) && decimal(b.mark);
        if (!same_mark && !counted) return std::nullopt;
        return a.first ? stretches_(*a.note, *b.note) : std::vector<Stretch>{};
    };
    std::vector<Mark> marks;
    std::size_t in_before = before.from, in_after = after.from;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const auto [track, text] = stretches[i];
        auto of_before = stands_before(track) ? within(before, in_before, text.size()) : decltype(within(before, 0, 0)){};
        auto of_after = stands_after(track) ? within(after, in_after, text.size()) : decltype(within(after, 0, 0)){};
        if (stands_before(track)) in_before += text.size();
        if (stands_after(track)) in_after += text.size();
        const bool alone = track != Track::kept || before.side == nullptr;
        for (std::size_t a = 0, b = 0; a < of_before.size() || b < of_after.size();) {
            const bool both = a < of_before.size() && b < of_after.size() && of_before[a].first == of_after[b].first;
            if (auto same = both ? paired(*of_before[a].second, *of_after[b].second) : std::nullopt) {
                marks.push_back({i, of_before[a].first, Track::kept, of_before[a].second, of_after[b].second, std::move(same)});
                ++a, ++b;
            } else if (a < of_before.size() && (b == of_after.size() || of_before[a].first <= of_after[b].first)) {
                marks.push_back({i, of_before[a].first, alone ? track : Track::deleted, of_before[a].second, nullptr});
                ++a;
            } else {
                marks.push_back({i, of_after[b].first, alone ? track : Track::inserted, nullptr, of_after[b].second});
                ++b;
            }
        }
        // Words were replaced before a mark that stayed: it belongs to neither.
        const auto at_end = [&](const Mark& mark, std::size_t of) { return mark.stretch == of && mark.at == stretches[of].text.size(); };
        if (track != Track::inserted || i == 0 || stretches[i - 1].track != Track::deleted || marks.size() < 2) continue;
        Mark &last = marks.back(), &other = marks[marks.size() - 2];
        if (!at_end(last, i) || !at_end(other, i - 1)) continue;
        if (auto same = paired(*other.before, *last.after)) {
            last = {i, last.at, Track::kept, other.before, last.after, std::move(same)};
            marks.erase(marks.end() - 2);
        }
    }
    return marks;
}

Run TextMaker::reference(const Mark& mark) {
    const Marked& shown = mark.after != nullptr ? *mark.after : *mark.before;
    const std::string printed(printed_mark(shown.mark));
    if (!shown.first) return {.text = printed, .letters = {.raised = true}, .track = mark.track};
    word::Footnote note;
    if (mark.stretches) {
        for (const Stretch& stretch : *mark.stretches) note.runs.push_back({.text = std::string(stretch.text), .track = stretch.track});
    } else {
        note.runs.push_back(plain(shown.note->text));
    }
    footnotes.push_back(std::move(note));
    const bool counted = counting_ == Counting::by_word_processor && decimal(shown.mark);
    return {.text = counted ? std::string() : printed, .track = mark.track, .kind = RunKind::footnote, .footnote = footnotes.size() - 1};
}

std::vector<Run> TextMaker::runs(std::span<const Stretch> stretches, const Standing& before, const Standing& after) {
    const std::vector<Mark> marks = fates(stretches, before, after);
    const Opening opening_before = opening_of(before), opening_after = opening_of(after);
    std::vector<Run> made;
    auto mark = marks.begin();
    std::size_t in_before = before.from, in_after = after.from;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const Track track = stretches[i].track;
        const std::string_view text = stretches[i].text;
        const bool has_before = stands_before(track) && before.side != nullptr, has_after = stands_after(track) && after.side != nullptr;
        std::vector<std::size_t> cuts = {0, text.size()};
        const auto cut = [&](std::size_t place, std::size_t begin) {
            if (place > begin && place < begin + text.size()) cuts.push_back(place - begin);
        };
        if (has_before) cut(opening_before.begin, in_before), cut(opening_before.end, in_before);
        if (has_after) cut(opening_after.begin, in_after), cut(opening_after.end, in_after);
        for (auto next = mark; next != marks.end() && next->stretch == i; ++next) cuts.push_back(next->at);
        std::sort(cuts.begin(), cuts.end());
        cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
        for (std::size_t k = 0; k < cuts.size(); ++k) {
            for (; mark != marks.end() && mark->stretch == i && mark->at == cuts[k]; ++mark) made.push_back(reference(*mark));
            if (k + 1 == cuts.size()) break;
            const bool was = has_before && opening_before.has(in_before + cuts[k]), is = has_after && opening_after.has(in_after + cuts[k]);
            Run run{.text = std::string(text.substr(cuts[k], cuts[k + 1] - cuts[k])), .letters = {.opening = has_after ? is : was}, .track = track};
            if (has_before && has_after && was != is) run.letters_before = Letters{.opening = was};
            made.push_back(std::move(run));
        }
        if (stands_before(track)) in_before += text.size();
        if (stands_after(track)) in_after += text.size();
    }
    return made;
}

// --- paragraphs --------------------------------------------------------------------------------------------------------------

Style style_of(ParagraphKind kind) noexcept {
    switch (kind) {
        case ParagraphKind::preambular: return Style::preambular;
        case ParagraphKind::operative: return Style::operative;
        case ParagraphKind::heading: return Style::heading;
        case ParagraphKind::annex: return Style::annex;
        case ParagraphKind::other: break;
    }
    return Style::other;
}

Place place_of(const document::Paragraph& paragraph, bool is_listed) {
    const bool printed = !is_listed && paragraph.number && !paragraph.number->empty() && paragraph.kind != ParagraphKind::heading;
    return {.style = style_of(paragraph.kind), .level = paragraph.level, .hangs = printed};
}

std::vector<Run> number_runs(const document::Paragraph& paragraph, bool is_listed, Track track) {
    std::string number = printed_number(paragraph);
    if (is_listed || number.empty()) return {};
    if (paragraph.kind == ParagraphKind::heading) return {{.text = number + " ", .track = track}};
    return {{.text = std::move(number), .track = track}, tab(track)};
}

}  // namespace comity::document::word
