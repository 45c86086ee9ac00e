#include "reading/masthead.hpp"

#include <algorithm>
#include <charconv>

#include "document/citations.hpp"
#include "document/symbol.hpp"
#include "reading/scan.hpp"
#include "reading/shapes.hpp"

namespace comity::reading {

using document::Document;

namespace {

std::string without_marks(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == mark_open) {
            const auto close = text.find(mark_close, at);
            if (close == std::string_view::npos) break;
            at = close;
        } else {
            out += text[at] == '\t' ? ' ' : text[at];
        }
    }
    std::string single;
    for (const char c : out) {
        if (c != ' ' || (!single.empty() && single.back() != ' ')) single += c;
    }
    while (!single.empty() && single.back() == ' ') single.pop_back();
    return single;
}

/// "first", "Seventy-eighth", "78th", "tenth emergency special" -> "78", "ES-10"; nullopt if it names no session.
std::optional<std::string> session_of(std::string_view text, const vocabulary::Vocabulary& vocabulary) {
    std::string key = lowered(text);
    const auto at = key.find(" session");
    if (at == std::string::npos || key.size() > 70) return std::nullopt;
    std::string words = key.substr(0, at);
    std::string lead;
    for (const auto& [phrase, prefix] : {std::pair<std::string_view, std::string_view>{" emergency special", "ES-"}, {" special", "S-"}}) {
        if (words.ends_with(phrase)) {
            words.erase(words.size() - phrase.size());
            lead = prefix;
        }
    }
    for (const std::string_view word : {" regular", " substantive", " organizational", " resumed"}) {
        if (words.ends_with(word)) words.erase(words.size() - word.size());
    }
    if (words.starts_with("the ")) words.erase(0, 4);
    const auto number = vocabulary.ordinal(words);
    if (!number) return std::nullopt;
    return lead + std::to_string(*number);
}

/// A fact over several lines; a line that has nothing but a note's mark adds no blank.
std::string with_line(const std::optional<std::string>& fact, const std::string& further) {
    const std::string before = fact.value_or(std::string());
    return before + (before.empty() || further.empty() ? "" : " ") + further;
}

class Masthead {
public:
    Masthead(Document& document, const std::vector<Line>& lines, std::size_t begin, std::size_t end, const Frame& frame, const vocabulary::Vocabulary& vocabulary)
        : document_(document), lines_(lines), at_(begin), end_(end), frame_(frame), vocabulary_(vocabulary) {}

    std::vector<std::size_t> read() {
        for (; at_ < end_; ++at_) {
            if (lines_[at_].use != Line::Use::text) continue;
            text_ = without_marks(lines_[at_].text);
            key_ = lowered(text_);
            if (!line()) unplaced_.push_back(at_);
            first_ = false;
        }
        return std::move(unplaced_);
    }

private:
    Document& document_;
    const std::vector<Line>& lines_;
    std::size_t at_, end_;
    const Frame& frame_;
    const vocabulary::Vocabulary& vocabulary_;
    std::string text_, key_;
    std::vector<std::size_t> unplaced_;
    enum class After { nothing, distribution, agenda } after_ = After::nothing;
    bool agenda_title_open_ = false;
    bool first_ = true;  ///< the masthead's first line

    std::size_t next_text(std::size_t index) const {
        do {
            ++index;
        } while (index < end_ && lines_[index].use != Line::Use::text);
        return index;
    }

    bool line() {
        if (at_ == frame_.title.line) {
            agenda_title_open_ = false;
            return true;
        }
        if (frame_.title.line != nowhere && at_ > frame_.title.line && at_ < frame_.title_end) return true;
        const bool open = agenda_title_open_;
        agenda_title_open_ = false;
        if (main_committee() || emblem() || symbol() || distribution() || date() || original() || session() || agenda_item() || committee() || adopted() || report() || draft() ||
            session_place()) {
            return true;
        }
        // a report's own title follows its item's: only what plainly goes on belongs to the item
        const bool goes_on = begins_small(text_) || !document_.agenda_title || is_cut(*document_.agenda_title) || fills_capitals();
        if (open && (frame_.body != nowhere || goes_on)) return agenda_title();
        return continues_a_name() || cells();
    }

    /// The line right above is as long as the page is wide, and both are all in capitals: one title over two lines.
    [[nodiscard]] bool fills_capitals() const {
        if (at_ == 0 || lines_[at_ - 1].use != Line::Use::text) return false;
        const std::string& above = lines_[at_ - 1].text;
        return above.size() >= 48 && above.find('\t') == std::string::npos && all_capitals(above) && all_capitals(text_);
    }

    /// "Tenth special session of the Governing Council/" goes on with the other half of the body's name.
    [[nodiscard]] bool continues_a_name() const {
        return at_ > 0 && lines_[at_ - 1].use == Line::Use::text && lines_[at_ - 1].text.ends_with("/") && text_.size() < 60 &&
               text_.find_first_of("0123456789:;,.") == std::string::npos;
    }

    /// "United Nations<tab>E/CN.9/1998/1", "Economic and Social Council<tab>Distr.: General": two columns in one line, each of them a fact.
    bool cells() {
        const std::string& whole = lines_[at_].text;
        if (whole.size() > 120 || whole.find('\t') == std::string::npos) return false;
        const Document before = document_;
        for (std::size_t begin = 0; begin <= whole.size();) {
            const std::size_t end = std::min(whole.find('\t', begin), whole.size());
            text_ = without_marks(trimmed(std::string_view(whole).substr(begin, end - begin)));
            key_ = lowered(text_);
            begin = end + 1;
            if (text_.empty() || emblem() || symbol() || distribution() || date() || original()) continue;
            document_ = before;
            return false;
        }
        return true;
    }

    bool emblem() {
        static constexpr std::string_view words[] = {"united nations", "united", "nations", "a", "nations unies", "general", "limited", "restricted", "united a", "e", "s",
                                                     "united nations general assembly", "resolutions", "resolution", "original"};
        if (after_ == After::distribution && (key_ == "general" || key_ == "limited" || key_ == "restricted")) {
            set_distribution(key_);
            return true;
        }
        if (std::find(std::begin(words), std::end(words), key_) != std::end(words)) return true;
        // a body's name on two lines
        if (key_.starts_with("united nations ") && (key_.ends_with(" of the") || key_.ends_with(" programme") || key_.ends_with(" assembly"))) return true;
        // the organization's own name heads the page
        if (first_ && text_.size() < 60 && is_upper(text_.front()) && text_.find_first_of("0123456789:;,.") == std::string::npos && vocabulary_.body_named(text_) == nullptr) return true;
        if (const auto* body = vocabulary_.body_named(text_)) {
            if (!document_.body) document_.body = body->name;
            return true;
        }
        return false;
    }

    void set_distribution(std::string_view word) {
        std::string name(word);
        if (!name.empty() && is_lower(name.front())) name.front() = static_cast<char>(name.front() - 'a' + 'A');
        document_.distribution = name;
    }

    bool symbol() {
        if (text_.size() > 60 || text_.find('/') == std::string::npos || text_.find(' ') < text_.find('/')) return false;
        if (text_.find(' ') != std::string::npos && text_.find('(') == std::string::npos) return false;
        const auto found = document::Symbol::parse(text_, vocabulary_, frame_.organ ? std::string_view(frame_.organ->id) : std::string_view());
        if (!found || !is_upper(text_.front())) return false;
        if (!document_.symbol) document_.symbol = found->canonical();
        return true;
    }

    bool distribution() {
        if (!key_.starts_with("distr")) return false;
        const auto colon = text_.find_first_of(":.");
        std::string_view word = colon == std::string::npos ? std::string_view() : trimmed(std::string_view(text_).substr(colon + 1));
        while (!word.empty() && (word.front() == ':' || word.front() == ' ')) word.remove_prefix(1);
        after_ = After::distribution;
        if (!word.empty()) set_distribution(lowered(word));
        return true;
    }

    bool date() {
        const auto date = vocabulary_.date(text_);
        if (!date) return false;
        if (!document_.date_distributed) document_.date_distributed = *date;
        return true;
    }

    bool original() { return (key_.front() == '*' && key_.find("reissued") != std::string::npos) || key_.starts_with("original:") || key_.starts_with("original :") || key_ == "english" || key_ == "english only" || key_.starts_with("advance unedited"); }

    bool session() {
        const auto number = session_of(text_, vocabulary_);
        if (number) {
            if (!document_.session) document_.session = *number;
            return true;
        }
        return key_.ends_with(" cycle") || key_ == "organizational session" || key_.starts_with("resumed ") || (key_.ends_with(" session") && key_.size() < 60);
    }

    bool agenda_item() {
        std::size_t begin = 0;
        for (const std::string_view word : {"agenda items ", "agenda item ", "items ", "item "}) {
            if (key_.starts_with(word)) {
                begin = word.size();
                break;
            }
        }
        if (begin == 0 || begin >= text_.size() || !is_digit(text_[begin])) return false;
        // "71 (b)", "15 and 116", "3, 4 and 5 (c)": a letter in brackets belongs to the number before it
        std::size_t at = begin;
        while (at < text_.size() && is_digit(text_[at])) {
            std::size_t end = at;
            while (end < text_.size() && is_digit(text_[end])) ++end;
            std::string item = text_.substr(at, end - at);
            if (text_.substr(end, 2) == " (" && text_.size() > end + 3 && text_[end + 3] == ')') {
                item += text_.substr(end, 4);
                end += 4;
            }
            document_.agenda_items.push_back(std::move(item));
            std::size_t next = end;
            while (next < text_.size() && !is_digit(text_[next])) ++next;
            const std::string between = lowered(text_.substr(end, next - end));
            if (between != ", " && between != " and " && between != ", and " && between != " to ") break;
            at = next;
        }
        agenda_title_open_ = true;
        return true;
    }

    bool agenda_title() {
        document_.agenda_title = with_line(document_.agenda_title, text_);
        agenda_title_open_ = true;
        return true;
    }

    /// "Third Committee": a committee even where the vocabulary knows it as a body, too.
    bool main_committee() { return key_.ends_with(" committee") && vocabulary_.ordinal(key_.substr(0, key_.size() - 10)) && committee(); }

    bool committee() {
        if (!key_.ends_with(" committee") || key_.size() > 60) return false;
        if (!vocabulary_.ordinal(key_.substr(0, key_.size() - 10)) && vocabulary_.body_named(text_) == nullptr && !key_.starts_with("special political")) return false;
        document_.committee = text_;
        return true;
    }

    /// "Resolution adopted by the General Assembly / on 19 December 2017", in one line or in several.
    bool adopted() {
        if (!key_.starts_with("resolution adopted") && !key_.starts_with("decision adopted") && !key_.starts_with("adopted by") && !key_.starts_with("adopted at") &&
            !key_.starts_with("resolutions adopted") && !key_.starts_with("statement by the president") && !key_.starts_with("at the ") && !key_.starts_with("at its ") &&
            !key_.starts_with("note by the president") && !key_.starts_with("resolution of ") && !(key_.starts_with("of ") && vocabulary_.date(text_.substr(3)))) {
            return false;
        }
        std::string whole = text_;
        for (std::size_t next = next_text(at_); next < end_ && next != frame_.title.line && !last_date_in(whole, vocabulary_); next = next_text(at_)) {
            const std::string further = without_marks(lines_[next].text);
            if (!(starts_with_folded(further, "on ") || whole.ends_with(",") || whole.ends_with(" on") || whole.ends_with(" the") || vocabulary_.date(further)) ||
                further.front() == '[') {
                break;
            }
            whole += ' ';
            whole += further;
            at_ = next;
        }
        if (key_.starts_with("at its ")) whole = through_colon(std::move(whole));
        if (const auto when = last_date_in(whole, vocabulary_)) document_.date_adopted = when;
        const std::string key = lowered(whole);
        if (key.starts_with("decision") || key.find("the following decision") != std::string::npos) document_.kind = document::Kind::decision;
        if (const auto meeting = key.find(" meeting"); meeting != std::string::npos && !document_.meeting) {
            std::size_t begin = key.rfind("its ", meeting);
            if (begin == std::string::npos) begin = key.rfind("the ", meeting);
            if (begin != std::string::npos) document_.meeting = whole.substr(begin + 4, meeting + 8 - begin - 4);
        }
        if (key.starts_with("statement by the president")) document_.kind = document::Kind::presidential_statement;
        return true;
    }

    /// "At its 31st plenary meeting, ..., the Assembly" / "adopted the following decision:": the lines up to the colon, if one comes soon.
    std::string through_colon(std::string text) {
        std::string whole = text;
        std::size_t last = at_;
        for (int taken = 0; taken < 5 && !whole.ends_with(':'); ++taken) {
            const std::size_t next = next_text(last);
            if (next >= end_ || next == frame_.title.line) return text;
            whole += ' ';
            whole += without_marks(lines_[next].text);
            last = next;
        }
        if (!whole.ends_with(':')) return text;
        at_ = last;
        return whole;
    }

    /// "[on the report of the Third Committee (A/78/481/Add.2, para. 139)]", over several lines where it was wrapped.
    bool report() {
        if (text_.front() != '[' && !(text_.front() == '(' && key_.starts_with("(document"))) return false;
        const char close = text_.front() == '[' ? ']' : ')';
        std::string whole = text_;
        for (std::size_t next = next_text(at_), taken = 0; whole.find(close) == std::string::npos && next < end_ && next != frame_.title.line && taken < 6;
             next = next_text(at_), ++taken) {
            whole += ' ';
            whole += without_marks(lines_[next].text);
            at_ = next;
        }
        const std::string key = lowered(whole);
        const bool direct = key.find("without reference") != std::string::npos;
        if (const auto committee = key.find(" committee"); committee != std::string::npos && !direct && !document_.committee) {
            const auto the = key.rfind("of the ", committee);
            if (the != std::string::npos) document_.committee = whole.substr(the + 7, committee + 10 - the - 7);
        }
        const auto cited = document::find_citations(whole, {frame_.organ ? std::string_view(frame_.organ->id) : std::string_view(), "en", "masthead"}, vocabulary_);
        for (const auto& citation : cited.found) {
            document_.citations.push_back(citation);
            if (!citation.target) continue;
            const auto hash = citation.target->find('#');
            const std::string target = citation.target->substr(0, hash);
            if (direct) {
                document_.drafts.push_back(target);
            } else {
                document::ReportReference reference{target, std::nullopt};
                if (const auto para = citation.target->find("para="); para != std::string::npos) {
                    reference.paragraph = citation.target->substr(para + 5, citation.target->find(';', para) - para - 5);
                }
                document_.reports.push_back(std::move(reference));
            }
        }
        return true;
    }

    /// "China, Cuba* and Russian Federation: draft resolution", and the title on the lines below it.
    bool draft() {
        std::string whole = text_;
        std::size_t last = at_;
        static constexpr std::string_view ends[] = {": draft resolution", ":* draft resolution", ": revised draft resolution", ": draft decision", ": amendment", ": draft proposal"};
        const auto found_end = [&]() -> std::size_t {
            const std::string key = lowered(whole);
            for (const std::string_view end : ends) {
                if (const auto at = key.find(end); at != std::string::npos) return at;
            }
            return std::string::npos;
        };
        std::size_t colon = found_end();
        if (colon == std::string::npos && !begins_with_sponsor()) return false;
        for (std::size_t taken = 0; colon == std::string::npos && taken < 12 && (text_.find(',') != std::string::npos || text_.find(" and ") != std::string::npos); ++taken) {
            const std::size_t next = next_text(last);
            if (next >= end_ || next == frame_.title.line) return false;
            whole += ' ';
            whole += without_marks(lines_[next].text);
            last = next;
            colon = found_end();
        }
        if (colon == std::string::npos) return false;
        at_ = last;
        document_.kind = document::Kind::draft_resolution;
        sponsors(whole.substr(0, colon));
        for (std::size_t next = next_text(at_); next < end_ && frame_.title.line == nowhere; next = next_text(at_)) {
            document_.title = with_line(document_.title, without_marks(lines_[next].text));
            at_ = next;
        }
        return true;
    }

    /// Whether the line's first name is a State's: only then may the list run over further lines before it says "draft resolution".
    bool begins_with_sponsor() const {
        const auto end = std::min(text_.find(", "), text_.find(" and "));
        return end != std::string::npos && vocabulary_.state_named(strip(std::string_view(text_).substr(0, end))) != nullptr;
    }

    void sponsors(std::string names) {
        // "Cuba,* Togo": the star belongs to the name before the comma
        for (std::size_t at = names.find(",*"); at != std::string::npos; at = names.find(",*", at)) std::swap(names[at], names[at + 1]);
        const std::string_view list = names;
        for (std::size_t at = 0; at < list.size();) {
            std::size_t end = std::min(list.find(", ", at), list.find(" and ", at));
            // a State whose name has an "and" in it
            while (end != std::string_view::npos && list.substr(end, 5) == " and ") {
                const std::size_t further = std::min(list.find(", ", end + 5), list.find(" and ", end + 5));
                const auto joined = strip(list.substr(at, (further == std::string_view::npos ? list.size() : further) - at));
                if (vocabulary_.state_named(joined) == nullptr) break;
                end = further;
            }
            if (end == std::string_view::npos) end = list.size();
            const std::string_view raw = trimmed(list.substr(at, end - at));
            document::Sponsor sponsor;
            sponsor.name = strip(raw);
            if (raw.find('*') != std::string_view::npos) sponsor.on_behalf_of = "*";  // the star's note says of whom
            if (!sponsor.name.empty()) document_.sponsors.push_back(std::move(sponsor));
            at = end + (list.substr(end, 5) == " and " ? 5 : 2);
        }
    }

    static std::string strip(std::string_view name) {
        std::string out;
        for (const char c : name) {
            if (c != '*' && !(c == ' ' && out.ends_with(' '))) out += c;
        }
        return std::string(trimmed(out));
    }

    /// "Nairobi, 11-15 March 2019", "9-27 June 2014": where and when the session was held.
    bool session_place() {
        if (is_digit(text_.front()) && text_.size() < 40 && last_date_in(text_, vocabulary_)) return true;
        const auto comma = text_.find(", ");
        return comma != std::string::npos && text_.size() < 80 && is_digit(text_[comma + 2]) && last_date_in(text_, vocabulary_).has_value() &&
               text_.find_first_of(";:") == std::string::npos;
    }
};

}  // namespace

std::optional<Date> last_date_in(std::string_view text, const vocabulary::Vocabulary& vocabulary) {
    // Day, month in words, year: try every number of one or two digits, from the end.
    std::optional<Date> found;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at]) || (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '/'))) continue;
        std::size_t end = at;
        for (int words = 0; words < 3 && end < text.size(); ++words) {
            while (end < text.size() && is_space(text[end])) ++end;
            while (end < text.size() && !is_space(text[end]) && text[end] != ',' && text[end] != '.' && text[end] != ')' && text[end] != ']') ++end;
        }
        if (end - at > 30) continue;
        if (const auto date = vocabulary.date(text.substr(at, end - at))) found = date;
    }
    return found;
}

std::vector<std::size_t> read_masthead(Document& document, const std::vector<Line>& lines, std::size_t begin, std::size_t end, const Frame& frame,
                                       const vocabulary::Vocabulary& vocabulary) {
    return Masthead(document, lines, begin, end, frame, vocabulary).read();
}

std::vector<std::size_t> read_masthead_behind(Document& document, const std::vector<Line>& lines, const std::vector<std::size_t>& behind, const Frame& frame,
                                              const vocabulary::Vocabulary& vocabulary) {
    std::vector<std::size_t> unplaced;
    Frame untitled = frame;
    untitled.title.line = nowhere;
    for (const std::size_t index : behind) {
        // "28 January 2015Sixty-ninth session", "United NationsA/RES/69/179General AssemblyDistr.: General"
        std::vector<Line> parts(1, lines[index]);
        parts.back().text.clear();
        const std::string& text = lines[index].text;
        for (std::size_t at = 0; at < text.size(); ++at) {
            if (at > 0 && is_upper(text[at]) && (is_lower(text[at - 1]) || is_digit(text[at - 1]))) {
                parts.push_back(lines[index]);
                parts.back().text.clear();
            }
            parts.back().text += text[at];
        }
        if (!read_masthead(document, parts, 0, parts.size(), untitled, vocabulary).empty()) unplaced.push_back(index);
    }
    return unplaced;
}

namespace {

/// Numbers of "by a recorded vote of 28 to 15, with 4 abstentions", "by 12 votes to none, with 3 abstentions".
void tally(document::Vote& vote, std::string_view key) {
    std::vector<int> numbers;
    const auto of = key.find("vote of ");
    std::size_t at = of != std::string_view::npos ? of + 8 : key.find("by ");
    if (at == std::string_view::npos) return;
    for (; at < key.size() && numbers.size() < 3; ++at) {
        if (is_digit(key[at]) && !is_digit(key[at - 1])) {
            int value = 0;
            const auto end = std::from_chars(key.data() + at, key.data() + key.size(), value).ptr;
            if (key.substr(static_cast<std::size_t>(end - key.data()), 2) != "th") numbers.push_back(value);
            at = static_cast<std::size_t>(end - key.data()) - 1;
        } else if (key.substr(at).starts_with("none") || key.substr(at).starts_with(" no abst")) {
            numbers.push_back(0);
        } else if (key[at] == '.' && !numbers.empty()) {
            break;
        }
    }
    if (!numbers.empty()) vote.yes = numbers[0];
    if (numbers.size() > 1) vote.no = numbers[1];
    if (numbers.size() > 2) vote.abstain = numbers[2];
    if (numbers.size() == 2 && key.find("abstention") == std::string_view::npos) vote.abstain = 0;
}

std::vector<std::string> names_in(std::string_view list, const vocabulary::Vocabulary& vocabulary) {
    std::vector<std::string> names;
    std::string_view rest = trimmed(list);
    while (!rest.empty() && (rest.back() == ']' || rest.back() == '.' || rest.back() == ';' || is_space(rest.back()))) rest.remove_suffix(1);
    while (!rest.empty()) {
        std::size_t comma = rest.find(',');
        std::string_view name = rest.substr(0, comma);
        // the last of a list: "Togo and Zimbabwe", but "Bosnia and Herzegovina" is one
        const auto put = [&](std::string_view one) {
            one = trimmed(one);
            if (starts_with_folded(one, "and ")) one = trimmed(one.substr(4));
            if (!one.empty()) names.emplace_back(one);
        };
        if (const auto conjunction = name.find(" and "); conjunction != std::string_view::npos && vocabulary.state_named(trimmed(name)) == nullptr) {
            std::size_t split = conjunction;
            while (split != std::string_view::npos && vocabulary.state_named(trimmed(name.substr(0, split))) == nullptr) split = name.find(" and ", split + 1);
            if (split == std::string_view::npos) split = conjunction;
            put(name.substr(0, split));
            put(name.substr(split + 5));
        } else {
            put(name);
        }
        if (comma == std::string_view::npos) break;
        rest = trimmed(rest.substr(comma + 1));
    }
    if (names.size() == 1 && lowered(names.front()) == "none") names.clear();
    return names;
}

}  // namespace

void read_closing(Document& document, const std::vector<Line>& lines, const std::vector<std::size_t>& closing, const vocabulary::Vocabulary& vocabulary) {
    std::string vote_text;
    for (const std::size_t index : closing) {
        const std::string text = without_marks(lines[index].text);
        if (vote_text.empty() && is_meeting_line(text)) {
            std::string meeting = text;
            if (const auto comma = meeting.find(','); comma != std::string::npos) meeting.erase(comma);
            if (!document.meeting) document.meeting = meeting;
            if (const auto date = last_date_in(text, vocabulary)) document.date_adopted = date;
            continue;
        }
        std::string bare = text;
        while (!bare.empty() && (bare.back() == '.' || bare.back() == ',' || bare.back() == '*')) bare.pop_back();
        if (const auto date = vocabulary.date(bare); date && vote_text.empty()) {
            if (!document.date_adopted) document.date_adopted = date;
            continue;
        }
        if (!vote_text.empty()) vote_text += ' ';
        vote_text += text;
    }
    if (vote_text.empty()) return;
    const std::string key = lowered(vote_text);
    if (key.find("without a vote") != std::string::npos) document.adoption = "without a vote";
    const bool recorded = key.find("recorded vote") != std::string::npos || key.find(" votes to ") != std::string::npos || key.find("unanimously") != std::string::npos ||
                          key.find("in favour") != std::string::npos;
    if (!recorded || document.adoption) return;
    document.adoption = "recorded vote";
    document::Vote vote;
    tally(vote, key.substr(0, std::min(key.find("in favour"), key.size())));
    const auto favour = key.find("in favour"), against = key.find("against", favour == std::string::npos ? 0 : favour), abstaining = key.find("abstaining", favour == std::string::npos ? 0 : favour);
    const auto section = [&](std::size_t from, std::size_t word, std::size_t to) {
        if (from == std::string::npos) return std::vector<std::string>();
        std::size_t begin = from + word;
        while (begin < vote_text.size() && (vote_text[begin] == ':' || is_space(vote_text[begin]))) ++begin;
        return names_in(std::string_view(vote_text).substr(begin, std::min(to, vote_text.size()) - begin), vocabulary);
    };
    if (favour != std::string::npos) {
        vote.in_favour = section(favour, 9, std::min(against, abstaining));
        vote.against = section(against, 7, abstaining);
        vote.abstaining = section(abstaining, 10, std::string::npos);
    }
    document.vote = std::move(vote);
}

}  // namespace comity::reading
