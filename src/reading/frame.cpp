#include "reading/frame.hpp"

#include <algorithm>

#include "reading/scan.hpp"
#include "reading/speech.hpp"

namespace comity::reading {

namespace {

bool is_number_character(char c) { return is_digit(c) || c == '/' || c == '-' || is_upper(c) || c == '.'; }

/// Length of "78/199", "S-10/2", "ES-10/17", "OS/12/1", "SS.XII/6" at the start, 0 if there is none: a slash between digits.
std::size_t modern_number(std::string_view text) {
    std::size_t end = 0;
    while (end < text.size() && is_number_character(text[end])) ++end;
    while (end > 0 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    const std::string_view number = text.substr(0, end);
    const auto slash = number.rfind('/');
    if (slash == std::string_view::npos || slash == 0 || slash + 1 >= number.size()) return 0;
    if (std::count(number.begin(), number.end(), '/') > 1 && !number.starts_with("OS/")) return 0;  // a symbol, no number
    if (!is_digit(number[slash + 1]) || number.find_first_of("0123456789") > slash || number.size() > 16) return 0;
    // a letter only before the session ("S-10") or behind the number ("43/222B")
    for (std::size_t i = 0; i < number.size(); ++i) {
        if (is_upper(number[i]) && i > slash && i + 1 < number.size()) return 0;
    }
    return end;
}

/// Length of "1514 (XV)", "217 A (III)", "3362 (S-VII)", "54 (1948)", "11(1)" at the start, 0 if there is none.
std::size_t old_number(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && is_digit(text[at])) ++at;
    if (at == 0 || at > 4) return 0;
    while (at < text.size() && text[at] == ' ') ++at;
    if (at + 1 < text.size() && is_upper(text[at]) && (text[at + 1] == ' ' || text[at + 1] == '(')) {
        ++at;
        while (at < text.size() && text[at] == ' ') ++at;
    }
    if (at >= text.size() || text[at] != '(') return 0;
    const auto close = text.find(')', at);
    if (close == std::string_view::npos || close - at > 10 || close == at + 1) return 0;
    for (const char c : text.substr(at + 1, close - at - 1)) {
        if (std::string_view("IVXLCSE-0123456789l ").find(c) == std::string_view::npos) return 0;
    }
    return close + 1;
}

bool behind_number(std::string_view rest) { return rest.empty() || rest.front() == '.' || rest.front() == '\t' || rest.front() == ' ' || rest.front() == ':'; }

std::string_view without_lead(std::string_view rest) {
    while (!rest.empty() && (rest.front() == '.' || rest.front() == ':' || is_space(rest.front()))) rest.remove_prefix(1);
    return rest;
}

}  // namespace

std::optional<TitleLine> title_line(std::string_view text) {
    if (text.size() > 600) return std::nullopt;
    TitleLine found;
    std::string_view at = text;
    bool named = false;
    for (const std::string_view word : {"PRST ", "Resolution ", "RESOLUTION ", "Decision ", "Résolution "}) {
        if (at.starts_with(word)) {
            found.statement = word == "PRST ";
            at = at.substr(word.size());
            named = true;
            break;
        }
    }
    std::size_t length = modern_number(at);
    const bool modern = length > 0;
    if (!modern) length = old_number(at);
    if (length == 0) return std::nullopt;
    const std::string_view rest = at.substr(length);
    if (!behind_number(rest)) return std::nullopt;
    const bool pointed = !rest.empty() && (rest.front() == '.' || rest.front() == ':');
    const std::string_view words = without_lead(rest);
    // A title begins large. Without a point the number must stand alone, behind its word ("Resolution 1373 (2001)") or be followed by a tab.
    if (!words.empty() && (is_lower(words.front()) || words.front() == ',' || words.front() == ';' || words.front() == ')')) return std::nullopt;
    found.lone = !pointed && !named && modern && words.empty() && rest.empty();
    if (!pointed && !found.lone && !(named && words.empty()) && !(rest.starts_with("\t") && modern) && !(modern && words.empty() && named)) return std::nullopt;
    if (pointed && words.empty() && !modern) return std::nullopt;
    found.number = std::string(at.substr(0, length));
    found.rest = std::string(words);
    return found;
}

namespace {

/// Equal but for blanks, case of ASCII letters and the kind of apostrophe.
bool same_words(std::string_view text, std::string_view wanted) {
    std::size_t i = 0, j = 0;
    for (;;) {
        while (i < text.size() && is_space(text[i])) ++i;
        while (j < wanted.size() && is_space(wanted[j])) ++j;
        if (i == text.size() || j == wanted.size()) return i == text.size() && j == wanted.size();
        if (wanted.substr(j).starts_with("’") && text[i] == '\'') {
            ++i;
            j += 3;
            continue;
        }
        const char a = is_upper(text[i]) ? static_cast<char>(text[i] + 32) : text[i];
        const char b = is_upper(wanted[j]) ? static_cast<char>(wanted[j] + 32) : wanted[j];
        if (a != b) return false;
        ++i;
        ++j;
    }
}

}  // namespace

const vocabulary::Body* organ_of_line(std::string_view text, const vocabulary::Vocabulary& vocabulary, std::string_view language) {
    for (const std::string_view quote : {"“", "\"", "«", "‘"}) {
        if (text.starts_with(quote)) text = trimmed(text.substr(quote.size()));
    }
    if (text.size() < 6 || text.size() > 160) return nullptr;
    const bool with_comma = text.ends_with(",");
    while (!text.empty() && std::string_view(",.:; ").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    if (text.ends_with(" therefore")) text.remove_suffix(10);
    if (text.ends_with("，")) text.remove_suffix(3);
    if (text.ends_with("،")) text.remove_suffix(2);
    for (const vocabulary::Body& body : vocabulary.bodies()) {
        for (const auto& [of, line] : body.organ_lines) {
            if (!language.empty() && of != language) continue;
            if (same_words(text, line) || (with_comma && of == "en" && line.starts_with("The ") && line.size() > 18 && same_words(text, std::string_view(line).substr(4)))) return &body;
        }
    }
    return nullptr;
}

namespace {

/// The key by which a printed number is held against a symbol: "217 A (III)" and "A/RES/217(III)A" both become "217iii".
std::string number_key(std::string_view text) {
    if (const auto head = text.rfind("RES/"); head != std::string_view::npos) text = text.substr(head + 4);
    if (const auto head = text.rfind("PRST/"); head != std::string_view::npos) text = text.substr(head + 5);
    std::string key;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (is_digit(c)) {
            key += c;
        } else if (c == '/' || c == '-') {
            key += '/';
        } else if (c == '(') {
            const auto close = text.find(')', i);
            key += '|';
            const std::string_view inside = text.substr(i + 1, (close == std::string_view::npos ? text.size() : close) - i - 1);
            // scans have (1) and (l) for (I)
            const bool numeral = inside.find_first_not_of("IVXLl1 ") == std::string_view::npos;
            for (const char inner : inside) {
                if (!is_space(inner)) key += numeral && (inner == '1' || inner == 'l') ? 'I' : inner;
            }
            if (close == std::string_view::npos) break;
            i = close;
        } else if (is_upper(c) && (i == 0 || i + 1 < text.size()) && (i == 0 || text[i - 1] == 'E')) {
            key += c;  // S-10/2, ES-10/17
        }
    }
    return key;
}

struct Landmarks {
    std::vector<TitleLine> titles;
    std::vector<std::pair<std::size_t, const vocabulary::Body*>> organs;
    std::vector<std::pair<std::size_t, std::string>> foreign;  ///< organ's lines in another language: line, language
};

Landmarks landmarks_of(const std::vector<Line>& lines, const vocabulary::Vocabulary& vocabulary) {
    Landmarks found;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const std::string& text = lines[i].text;
        if (text.empty()) continue;
        const char first = text.front();
        if (is_digit(first) || is_upper(first)) {
            if (auto title = title_line(text)) {
                title->line = i;
                found.titles.push_back(std::move(*title));
                continue;
            }
        }
        if (text.size() > 160 || (is_lower(first) && first != 't')) continue;
        if (const auto* organ = organ_of_line(text, vocabulary)) {
            found.organs.emplace_back(i, organ);
        } else if (organ_of_line(text, vocabulary, "") != nullptr && (text.ends_with(",") || text.ends_with("，") || text.ends_with("،"))) {
            for (const std::string_view language : {"fr", "es", "ru", "ar", "zh"}) {
                if (organ_of_line(text, vocabulary, language) != nullptr) {
                    found.foreign.emplace_back(i, language);
                    break;
                }
            }
        }
    }
    return found;
}

/// Whether one of the landmarks, which are in the order of lines, is that line.
template <typename Found>
bool stands_at(const std::vector<std::pair<std::size_t, Found>>& found, std::size_t line) {
    const auto at = std::lower_bound(found.begin(), found.end(), line, [](const auto& each, std::size_t wanted) { return each.first < wanted; });
    return at != found.end() && at->first == line;
}

/// Whether an organ speaks soon behind that title: then it heads a text and is no citation that a line begins with.
bool heads_a_text(const TitleLine& title, const Landmarks& landmarks, const std::vector<Line>& lines) {
    std::size_t words = 0;
    for (std::size_t i = title.line; i < lines.size() && words < 14; ++i) {
        if (lines[i].use != Line::Use::text) continue;
        ++words;
        if (stands_at(landmarks.organs, i) || stands_at(landmarks.foreign, i)) return true;
        for (const std::string_view organ : {"The General Assembly", "The Security Council", "The Economic and Social Council", "The Human Rights Council"}) {
            const std::string_view text = lines[i].text;  // the organ and its first words in one line
            if (text.starts_with(organ) && text.size() > organ.size() + 1 && (is_space(text[organ.size()]) || (text[organ.size()] == ',' && is_space(text[organ.size() + 1])))) return true;
        }
    }
    return false;
}

/// The line behind the title: it runs on to the organ's line, a blank, a rule or what is clearly something else.
std::size_t end_of_title(const Frame& frame, const std::vector<Line>& lines) {
    std::size_t at = frame.title.line + 1;
    bool words = !frame.title.rest.empty();
    for (; at < lines.size() && at != frame.organ_line && at < frame.title.line + 12; ++at) {
        const Line& line = lines[at];
        if (line.rule) break;
        if (line.use == Line::Use::blank) {
            if (words) break;
            continue;
        }
        const auto mark = mark_at_start(line.text);
        if (mark && (mark->style == MarkStyle::upper || mark->style == MarkStyle::arabic)) break;
        if (words && (starts_with_folded(line.text, "adopted by") || line.text.front() == '[' || starts_with_folded(line.text, "at its ") ||
                      starts_with_folded(line.text, "at the ") || starts_with_folded(line.text, "resolution of ") || line.text.front() == '(' ||
                      (starts_with_folded(line.text, "of ") && line.text.size() > 3 && is_digit(line.text[3])) || starts_with_folded(line.text, "the general assembly ") ||
                      (line.text.size() > 150 && ends_paragraph(line.text)))) {
            break;
        }
        if ((!words && starts_with_folded(line.text, "adopted ")) || (line.text.front() == '*' && line.text.size() > 1 && is_space(line.text[1]))) break;  // "* Reissued for technical reasons"
        words = true;
    }
    while (at > frame.title.line + 1 && lines[at - 1].use == Line::Use::blank) --at;
    return at;
}

/// Numbers of one volume: the same session in brackets or before the slash.
bool same_volume(std::string_view a, std::string_view b) {
    const auto session = [](std::string_view number) {
        const auto bracket = number.find('(');
        if (bracket != std::string_view::npos) {
            std::string key = squeezed(number.substr(bracket));
            // scans have "98 (1)" and "98 (l)" for "98 (I)"
            if (key.find_first_not_of("()ivxl1") == std::string::npos) std::replace_if(key.begin(), key.end(), [](char c) { return c == '1' || c == 'l'; }, 'i');
            return key;
        }
        return squeezed(number.substr(0, number.rfind('/')));
    };
    return session(a) == session(b);
}

/// The organ's line directly below the title, as a volume prints them.
bool organ_below(const TitleLine& title, const Landmarks& landmarks, const std::vector<Line>& lines) {
    std::size_t words = 0;
    for (std::size_t i = title.line + 1; i < lines.size() && words < 3; ++i) {
        if (lines[i].use != Line::Use::text) continue;
        ++words;
        if (stands_at(landmarks.organs, i)) return true;
    }
    return false;
}

bool annex_between(const std::vector<Line>& lines, std::size_t first, std::size_t last) {
    return std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(first), lines.begin() + static_cast<std::ptrdiff_t>(last),
                       [](const Line& line) { return line.text.size() < 10 && starts_with_folded(line.text, "annex"); });
}

/// Volumes in two languages print each text twice: from the French title to the page's end stands the same once more.
void set_translations(Frame& frame, const Landmarks& landmarks, const std::vector<Line>& lines) {
    for (const TitleLine& other : landmarks.titles) {
        if (frame.title.line == nowhere || other.line <= frame.title.line || number_key(other.number) != number_key(frame.title.number)) continue;
        bool french = false;
        std::size_t end = other.line;
        for (; end < lines.size() && end < other.line + 600; ++end) {
            const std::string& text = lines[end].text;
            if (end > other.line && (text.starts_with("<!--") || lines[end].page_break)) break;
            if (end < other.line + 6 && (text.find("Résolution du") != std::string::npos || text.starts_with("Le Conseil") || text.starts_with("L'Assemblée"))) french = true;
        }
        if (french) frame.translations.emplace_back(other.line, end);
    }
}

/// "le 10 décembre 1948.", "L’Assemblée générale,", "... séance plénière,": short, and French all the same.
bool is_short_french(std::string_view text) {
    const bool date = text.starts_with("le ") && text.size() > 3 && is_digit(text[3]);
    const bool organ = text.starts_with("L’Assemblée ") || text.starts_with("L'Assemblée ") || text.starts_with("Le Conseil ");
    return text.size() < 70 && (date || organ || text.find("séance plénière") != std::string_view::npos);
}

/// More words that only French has than words that only English has, on a line long enough to tell.
bool is_french(std::string_view text) {
    if (is_short_french(text)) return true;
    static constexpr std::string_view french[] = {"le", "la", "les", "des", "du", "de", "et", "dans", "pour", "par", "que", "qui", "au", "aux", "une", "est", "sur", "cette", "ce", "avec", "à", "sa", "ses", "un", "ne", "il", "elle", "se", "en", "son", "leur", "être", "sont", "plus", "ou", "d", "l", "qu", "n"};
    static constexpr std::string_view english[] = {"the", "of", "and", "to", "shall", "be", "for", "by", "which", "that", "is", "its", "with", "this", "on", "in", "be", "or", "as"};
    if (text.size() < 24) return false;
    std::size_t french_words = 0, english_words = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(" ,;.:'’()\t", at), text.size());
        const std::string word = lowered(text.substr(at, end - at));
        french_words += std::find(std::begin(french), std::end(french), word) != std::end(french);
        english_words += std::find(std::begin(english), std::end(english), word) != std::end(english);
        at = end + 1;
    }
    return french_words >= 2 && french_words > english_words * 2;
}

/// In a volume that prints each text in English and in French, the French lines, one by one.
void set_french_lines(Frame& frame, const std::vector<Line>& lines) {
    if (frame.language != "en" || frame.title.line == nowhere) return;
    const bool volume = std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.text.starts_with("<!-- Page"); });
    if (!volume) return;
    for (std::size_t i = frame.begin; i < frame.end; ++i) {
        if (lines[i].use != Line::Use::text || !is_french(lines[i].text)) continue;
        // a short line between two French ones is French too ("Article premier")
        if (!frame.translations.empty()) {
            const std::size_t before = frame.translations.back().second;
            const bool near = i > before && i - before <= 3 &&
                              std::all_of(lines.begin() + static_cast<std::ptrdiff_t>(before), lines.begin() + static_cast<std::ptrdiff_t>(i),
                                          [](const Line& line) { return line.text.size() < 60 && !line.text.starts_with("<!--"); });
            if (near) frame.translations.back().second = i;
        }
        frame.translations.emplace_back(i, i + 1);
    }
}

/// Marks and titles too short to tell their language stand in both columns of such a volume: a column's own stand above its words, and those of the
/// second repeat those of the first.
void set_french_titles(Frame& frame, const std::vector<Line>& lines, const vocabulary::Vocabulary& vocabulary) {
    std::vector<char> french(lines.size() + 1, 0);
    for (const auto& [first, last] : frame.translations) std::fill(french.begin() + static_cast<std::ptrdiff_t>(first), french.begin() + static_cast<std::ptrdiff_t>(last), 1);
    const auto may_be = [&](std::size_t i) {
        const std::string& text = lines[i].text;
        return lines[i].use == Line::Use::text && !lines[i].rule && french[i] == 0 && text.size() < 60 && !text.starts_with("<!--") && !is_meeting_line(text) && !vocabulary.date(text.substr(0, text.find_last_not_of('.') + 1)) &&
               (!ends_paragraph(text) || text.ends_with('.')) && std::any_of(text.begin(), text.end(), is_upper);
    };
    bool met = false;
    std::size_t page = frame.begin;
    for (std::size_t i = frame.begin; i < frame.end; ++i) {
        if (lines[i].text.starts_with("<!-- Page")) {
            page = i;
            met = false;
        }
        if (french[i] != 0) {
            for (std::size_t above = i; above-- > page && may_be(above);) french[above] = 2;
            met = true;
        } else if (met && may_be(i) && french[i - 1] != 0) {
            const auto same = [&](const Line& line) { return line.text == lines[i].text; };
            if (std::any_of(lines.begin() + static_cast<std::ptrdiff_t>(page), lines.begin() + static_cast<std::ptrdiff_t>(i), same)) french[i] = 2;
        }
    }
    for (std::size_t i = frame.begin; i < frame.end; ++i) {
        if (french[i] == 2) frame.translations.emplace_back(i, i + 1);
    }
    std::sort(frame.translations.begin(), frame.translations.end());
}

void set_neighbours(Frame& frame, const Landmarks& landmarks, const std::vector<Line>& lines) {
    if (frame.title.line == nowhere) return;
    const bool volume = std::any_of(lines.begin(), lines.end(), [](const Line& line) { return line.text.starts_with("<!-- Page"); });
    bool shared = volume;
    for (const TitleLine& other : landmarks.titles) {
        if (other.line == frame.title.line || number_key(other.number) == number_key(frame.title.number) || other.lone || !heads_a_text(other, landmarks, lines)) continue;
        if (other.line < frame.title.line) shared = true;
        if (other.line > frame.title_end && (frame.organ_line == nowhere || other.line > frame.organ_line) && frame.end == lines.size()) {
            if (same_volume(other.number, frame.title.number) && (organ_below(other, landmarks, lines) || volume)) frame.end = other.line;
            // Else a neighbour follows only where our text is closed: its meeting line stands above; what an annex reproduces is ours.
            if (annex_between(lines, frame.title_end, other.line)) continue;
            for (std::size_t i = other.line; i-- > frame.title_end && i + 8 > other.line && frame.end == lines.size();) {
                if (lines[i].use == Line::Use::text && (is_meeting_line(lines[i].text) || starts_with_folded(lines[i].text, "adopted "))) {
                    frame.end = other.line;
                    break;
                }
            }
        }
    }
    // What stands before our title is a masthead, or the tail of the text before it: that has a meeting line, numbered paragraphs or an organ.
    for (std::size_t i = 0; i < frame.title.line && !shared; ++i) {
        if (lines[i].use != Line::Use::text) continue;
        const auto mark = mark_at_start(lines[i].text);
        if (is_meeting_line(lines[i].text) || lines[i].text.size() > 400 || (mark && mark->style == MarkStyle::arabic && lines[i].text.size() > 60)) shared = true;
    }
    if (shared) frame.begin = frame.title.line;
}

/// Texts without an organ's line: statements of a President, and old resolutions whose first sentence names the organ.
void find_spoken_body(Frame& frame, const std::vector<Line>& lines, const vocabulary::Vocabulary& vocabulary) {
    const std::size_t from = frame.title.line == nowhere ? frame.begin : frame.title.line;
    for (std::size_t i = from, words = 0; i < frame.end && words < 25 && i < frame.organ_line; ++i) {
        const std::string& text = lines[i].text;
        if (lines[i].use != Line::Use::text) continue;
        ++words;
        const bool statement = text.find("following statement") != std::string::npos || (text.find("statement") != std::string::npos && text.ends_with("as follows:"));
        if (statement && text.find("President") != std::string::npos) {
            frame.statement = true;
            frame.statement_lead = i;
            if (frame.body == nowhere) {
                for (const vocabulary::Body& body : vocabulary.bodies()) {
                    if (text.find(body.name) != std::string::npos && (frame.organ == nullptr || body.name.size() > frame.organ->name.size())) frame.organ = &body;
                }
            }
            frame.body = i;
            return;
        }
        if (frame.title.line != nowhere && i > frame.title.line) {
            const std::size_t lead = spoken_lead(text, vocabulary);
            if (lead > 0 && vocabulary.match_opening(std::string_view(text).substr(lead), "en", vocabulary::Letters::any)) {
                for (const vocabulary::Body& body : vocabulary.bodies()) {
                    if (text.substr(0, lead).find(body.name) != std::string::npos) frame.organ = &body;
                }
                frame.organ_line = nowhere;
                // what stands between the title and the organ's sentence is its preamble, told as a story
                frame.body = frame.title_end;
                return;
            }
        }
    }
}

/// The organ's line was lost: behind the title and the words on its adoption, the first paragraph that opens as one does.
void find_lost_body(Frame& frame, const std::vector<Line>& lines, const vocabulary::Vocabulary& vocabulary) {
    if (frame.body != nowhere || frame.title.line == nowhere || !starts_with_folded(lines[frame.title.line].text, "resolution ")) return;
    for (std::size_t i = frame.title_end, words = 0; i < frame.end && words < 8; ++i) {
        if (lines[i].use != Line::Use::text) continue;
        ++words;
        if (lines[i].text.size() > 60 && vocabulary.match_opening(lines[i].text, frame.language)) {
            frame.body = i;
            return;
        }
    }
}

/// "A" between the title and the organ's line marks the first part of a composite resolution: it belongs to the body.
void find_first_part(Frame& frame, const std::vector<Line>& lines, const vocabulary::Vocabulary& vocabulary) {
    if (frame.title.line == nowhere || frame.organ_line == nowhere || frame.statement_lead != nowhere) return;
    for (std::size_t i = frame.title_end; i < frame.organ_line; ++i) {
        const auto mark = mark_at_start(lines[i].text);
        // or a preamble stands before the organ speaks: "Whereas ..." / "The Economic and Social Council therefore" / "Recommends:"
        const auto opening = lines[i].text.size() > 60 ? vocabulary.match_opening(lines[i].text, frame.language) : std::nullopt;
        const bool preamble = opening && opening->use == vocabulary::Use::preambular;
        if (lines[i].use == Line::Use::text && (preamble || (mark && mark->style == MarkStyle::upper && lines[i].text.size() < 200))) {
            frame.body = i;
            return;
        }
    }
}

}  // namespace

Frame find_frame(const std::vector<Line>& lines, const vocabulary::Vocabulary& vocabulary, std::string_view wanted) {
    Frame frame;
    frame.end = lines.size();
    const Landmarks landmarks = landmarks_of(lines, vocabulary);

    const std::string wanted_key = wanted.empty() ? std::string() : number_key(wanted);
    const TitleLine* chosen = nullptr;
    for (const TitleLine& title : landmarks.titles) {
        if (!wanted_key.empty() && number_key(title.number) == wanted_key && (chosen == nullptr || number_key(chosen->number) != wanted_key)) chosen = &title;
        if (chosen == nullptr && !title.lone && heads_a_text(title, landmarks, lines)) chosen = &title;
    }
    // "Resolution adopted by the Human Rights Council" / "14/5": a number alone is a title where it is announced
    for (std::size_t i = 0; chosen == nullptr && i < landmarks.titles.size(); ++i) {
        const TitleLine& title = landmarks.titles[i];
        std::size_t above = title.line;
        while (above > 0 && lines[above - 1].use != Line::Use::text) --above;
        if (title.lone && above > 0 && starts_with_folded(lines[above - 1].text, "resolution adopted") && heads_a_text(title, landmarks, lines)) chosen = &title;
    }
    // "168 (III)" where the session was misprinted: of the titles on this page the one with the wanted number
    if (const auto digits = wanted_key.find_first_not_of("0123456789"); digits != std::string::npos && digits > 0 && chosen != nullptr && number_key(chosen->number) != wanted_key) {
        const auto same_number = [&](const TitleLine& title) {
            const std::string key = number_key(title.number);
            return key.find_first_not_of("0123456789") == digits && key.compare(0, digits, wanted_key, 0, digits) == 0 && heads_a_text(title, landmarks, lines);
        };
        const auto misprinted = std::find_if(landmarks.titles.begin(), landmarks.titles.end(), same_number);
        if (misprinted != landmarks.titles.end()) chosen = &*misprinted;
    }
    if (chosen != nullptr) frame.title = *chosen;

    for (const auto& [line, organ] : landmarks.organs) {
        if (frame.title.line != nowhere && line < frame.title.line) continue;
        frame.organ_line = line;
        frame.organ = organ;
        break;
    }
    if (frame.organ_line == nowhere && !landmarks.foreign.empty()) {
        for (const auto& [line, language] : landmarks.foreign) {
            if (frame.title.line != nowhere && line < frame.title.line) continue;
            frame.organ_line = line;
            frame.organ = organ_of_line(lines[line].text, vocabulary, language);
            frame.language = language;
            break;
        }
    }
    if (frame.title.line != nowhere) frame.title_end = end_of_title(frame, lines);
    frame.statement = frame.title.statement;
    if (frame.organ_line != nowhere) frame.body = frame.organ_line + 1;
    find_spoken_body(frame, lines, vocabulary);
    find_lost_body(frame, lines, vocabulary);
    find_first_part(frame, lines, vocabulary);
    set_neighbours(frame, landmarks, lines);
    set_translations(frame, landmarks, lines);
    set_french_lines(frame, lines);
    if (!frame.translations.empty()) set_french_titles(frame, lines, vocabulary);
    return frame;
}

}  // namespace comity::reading
